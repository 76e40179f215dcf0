//! The shorter forms by which a long name may be called: `Acme` of `Acme
//! Corp.`, `Council` of `National Elections Council`, `Gulls` of `Leeds Gulls`.
//!
//! Nothing here knows what else an article names; whether a short form is
//! clear is decided in `bodies`.

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::key::key;
use super::mention::Kind;

/// Words that can end a company's name and add nothing to it.
const GROUPS: &[&str] = &[
    "group", "holdings", "holding", "spa", "s.p.a", "s.p.a.", "inc.", "kg", "oy",
];
/// Words that carry on a long name behind its head.
const CARRY_ON: &[&str] = &["of", "for", "on", "against", "to", "and"];
/// Cues of words that say what a name names.
const HEADS: u32 = cue::ORG_HEAD | cue::FACILITY_HEAD | cue::EVENT_HEAD | cue::AGREEMENT_HEAD;
/// Words behind which only more of a place's name follows: `Mola di Bari`.
const BEYOND: &[&str] = &[
    "de", "del", "di", "do", "da", "am", "an", "im", "sur", "upon", "on",
];
/// Sorts of places that are often left out.
const SILENT: &[&str] = &["archipelago", "island", "islands", "isles", "peninsula"];
/// The same where the short form keeps its article: `the Tweed River`, `the Tweed`.
const SILENT_THE: &[&str] = &["creek", "desert", "mountains", "river", "sea", "strait"];
/// Last words of a part of a body, which is not the body.
const DIVISIONS: &[&str] = &[
    "africa",
    "america",
    "americas",
    "asia",
    "australia",
    "canada",
    "europe",
    "foundation",
    "hd",
    "international",
    "museum",
    "online",
    "radio",
    "uk",
    "us",
    "usa",
    "ventures",
];
/// Most words of a name of which short forms are made.
pub(super) const MAX_WORDS: usize = 12;

/// Says whether the word adds nothing to the name of a company.
pub(super) fn is_tail(doc: &Doc<'_>, at: usize) -> bool {
    doc.cue(at, cue::ORG_TAIL) || doc.any(at, GROUPS) || doc.word(at).is_none()
}

/// Lists the shorter forms of a name with the normalised name `key`.
///
/// Shape: sorted, each once.
pub(super) fn parts(doc: &Doc<'_>, name: &Candidate, key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut parts = Vec::new();
    if words.len() < 2 || words.len() > MAX_WORDS {
        return parts;
    }
    match name.kind {
        Kind::Place => place_parts(doc, name, &words, &mut parts),
        Kind::Work => {
            let colon = (name.first..name.end).find(|&at| doc.sign(at) == Some(':'));
            let front = colon.map(|end| self::key(doc.join(name.first, end).of(doc.text)));
            parts.extend(front.filter(|front| !front.is_empty()));
        }
        _ => {
            fronts(doc, name, &words, &mut parts);
            backs(doc, name, &words, &mut parts);
            by_head(doc, &words, &mut parts);
        }
    }
    parts.sort_unstable();
    parts.dedup();
    parts.retain(|part| part != key);
    parts
}

fn joined(words: Option<&[&str]>) -> Option<String> {
    words
        .filter(|words| !words.is_empty())
        .map(|words| words.join(" "))
}

/// Writes a short form that counts with its article only.
pub(super) fn with_article(part: &str) -> String {
    format!("the {part}")
}

/// Drops what a place is, and where it lies.
fn place_parts(doc: &Doc<'_>, name: &Candidate, words: &[&str], parts: &mut Vec<String>) {
    let n = words.len();
    if words.last().is_some_and(|word| SILENT.contains(word)) {
        parts.extend(joined(words.get(..n - 1)));
    }
    if words.last().is_some_and(|word| SILENT_THE.contains(word)) {
        parts.extend(joined(words.get(..n - 1)).map(|part| with_article(&part)));
    }
    let beyond = words.iter().position(|word| BEYOND.contains(word));
    let small = (name.first..name.end).any(|at| doc.any(at, BEYOND) && !doc.upper(at));
    if let Some(at) = beyond.filter(|at| *at > 0 && small) {
        parts.extend(joined(words.get(..at)));
    }
}

/// Lists how a name can begin: `Acme` of `Acme Steel`.
fn fronts(doc: &Doc<'_>, name: &Candidate, words: &[&str], parts: &mut Vec<String>) {
    if name.kind != Kind::Org {
        return;
    }
    let last = name.end - 1;
    let tail = doc.cue(last, cue::ORG_TAIL | cue::ORG_HEAD) || is_tail(doc, last);
    let first = doc.sense(name.first);
    let foreign = first.is(cue::QUALIFIER | cue::DEMONYM | cue::CAPITAL | cue::FUNCTION);
    let least = if first.is(cue::COUNTRY | cue::LOCATIVE) {
        2
    } else {
        1
    };
    let whole = tail || words.len() < 4;
    if !whole || foreign || words.last().is_some_and(|word| DIVISIONS.contains(word)) {
        return;
    }
    let gazetteer = doc.gazetteer();
    let fronts = (least..words.len()).filter_map(|n| joined(words.get(..n)));
    parts.extend(fronts.filter(|front| {
        let kind = gazetteer.phrase(front).kind();
        !matches!(kind, Some(Kind::Group | Kind::Place))
    }));
}

/// Lists how a name can end: behind a country, its people or a place.
fn backs(doc: &Doc<'_>, name: &Candidate, words: &[&str], parts: &mut Vec<String>) {
    let mut n_national = 0;
    let national = cue::DEMONYM | cue::COUNTRY | cue::LOCATIVE;
    while doc.cue(name.first + n_national, national) && n_national + 1 < name.n_tokens() {
        n_national += 1;
    }
    if n_national > 0 && words.len() > n_national + 1 {
        parts.extend(joined(words.get(n_national..)));
    }
    if name.kind != Kind::Org {
        return;
    }
    let gazetteer = doc.gazetteer();
    let is_place = |n: &usize| {
        let front = joined(words.get(..*n));
        front.is_some_and(|front| gazetteer.phrase(&front).kind() == Some(Kind::Place))
    };
    // `Leeds Gulls` and `the Gulls`; `Bank of Leeds` and `Leeds`.
    if let Some(n) = (1..words.len().min(4)).rev().find(is_place) {
        parts.extend(joined(words.get(n..)));
    }
    if let [_, "of", place @ ..] = words {
        parts.extend(joined(Some(place)));
    }
}

/// Lists `National Elections Council`, `Elections Council` and `Council`.
fn by_head(doc: &Doc<'_>, words: &[&str], parts: &mut Vec<String>) {
    let is_head = |word: &&str| doc.gazetteer().phrase(word).is(HEADS);
    let carried = words.iter().position(|word| CARRY_ON.contains(word));
    let front = words.get(..carried.unwrap_or(words.len())).unwrap_or(&[]);
    let Some(head) = front.last().filter(|word| is_head(word)) else {
        return;
    };
    parts.extend((1..front.len()).filter_map(|n| joined(words.get(n..front.len()))));
    parts.push((*head).to_owned());
    if carried.is_some() {
        parts.extend((1..front.len()).filter_map(|n| joined(words.get(n..))));
        parts.push(front.join(" "));
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Kind, Overrides, extract};

    /// Checks whose name a written form is.
    fn check(text: &str, form: &str, expected: &str) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let here = found.mentions.iter().filter(|m| m.span.of(text) == form);
        let names: Vec<&str> = here
            .filter_map(|m| Some(found.entities.get(m.entity?)?.name.as_str()))
            .collect();
        assert_eq!(names, [expected], "{text}");
    }

    #[test]
    fn a_title_goes_by_what_stands_before_its_colon() {
        let text = "She wrote the book \"Salt Roads: A Memoir\" then. In \"Salt Roads\" she is young. The book \"Salt Roads\" won.";
        let found = extract(&Article::of_text(text), &Overrides::default());
        let works = found.entities.iter().filter(|e| e.kind == Kind::Work);
        let works: Vec<&str> = works.map(|e| e.name.as_str()).collect();
        assert_eq!(works, ["Salt Roads: A Memoir"]);
    }

    #[test]
    fn a_short_name_goes_to_the_only_long_one() {
        check(
            "Harwood Steel Corp. grew. Later Harwood Steel said so.",
            "Harwood Steel",
            "Harwood Steel Corp.",
        );
        check(
            "Harwood Steel Corp. and Harwood Steel Museum grew. The Harwood Steel Corp. won.",
            "Harwood Steel Museum",
            "Harwood Steel Museum",
        );
        check(
            "Harwood Steel Group Inc. grew. Harwood Steel Group won. Harwood Steel lost.",
            "Harwood Steel",
            "Harwood Steel Group Inc.",
        );
        check(
            "The Bank of Gotland grew. Nobody trusts the Bank now.",
            "Bank",
            "Bank of Gotland",
        );
    }
}
