//! Titles of works that the sentence says to be works: `"Low Tide" is a song`,
//! `the novel Low Tide`, `her album, "Low Tide"`.
//!
//! Capitals and quotation marks say where a title ends, a word for a sort of
//! work beside it says that it is one. Other names inside a title are part of
//! it. This runs behind the tagger, which knows no works.

use super::retitled;
use super::sorts::{described, is_described, is_made, is_sort};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// Words that bring a title in quotation marks in.
const TITLED: &[&str] = &["entitled", "titled", "untitled"];
/// The same behind a sort of work.
const CALLED: &[&str] = &["called", "dubbed", "named"];
/// What people do to works.
const MAKE: &[&str] = &[
    "authored",
    "composed",
    "directed",
    "penned",
    "performed",
    "performing",
    "recorded",
    "sang",
    "sing",
    "singing",
    "sings",
    "wrote",
];
const BE: &[&str] = &["is", "was", "are", "were"];
/// Small words inside a title.
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "is", "la", "le", "de", "my", "n",
    "of", "on", "or", "the", "to", "with", "your",
];
/// Small words inside a title that lead from its first part to another.
const LINKS: &[&str] = &[
    "a", "and", "for", "from", "her", "his", "in", "on", "to", "with",
];
/// Words that tell whose work it is, or which of several.
const OWNERS: &[&str] = &[
    "debut", "first", "her", "his", "its", "latest", "my", "new", "our", "second", "their", "third",
];
/// Most tokens of a title.
const MAX_TITLE: usize = 14;
/// Most tokens of what stands in brackets behind a title.
const MAX_ASIDE: usize = 40;
/// How sure a title is.
const SCORE: f32 = 0.9;
const QUOTED: &str = "title in quotation marks";
const TOLD: &str = "the sentence says what it is";
const LED: &str = "title behind a sort of work";

/// Finds works; what was found inside their titles goes.
///
/// Shape: `names` stay sorted by place and do not overlap.
/// Cost: linear in tokens.
pub(in crate::nlp) fn find(doc: &Doc<'_>, names: &mut Vec<Candidate>) {
    let mut titles: Vec<Candidate> = Vec::new();
    let mut held = names.iter().peekable();
    for at in 0..doc.len() {
        while held.next_if(|name| name.end <= at).is_some() {}
        if titles.last().is_some_and(|title| at < title.end) {
            continue;
        }
        let found = title_at(doc, at, titles.last());
        let inside = held.clone().copied();
        titles.extend(found.filter(|title| is_free(doc, title, inside)));
    }
    if titles.is_empty() {
        return;
    }
    retitled::find(doc, names, &mut titles);
    names.retain(|name| {
        let from = titles.partition_point(|title| title.end <= name.first);
        let title = titles.get(from);
        title.is_none_or(|title| name.end <= title.first)
    });
    names.extend(titles);
    names.sort_by_key(|name| name.first);
}

fn title_at(doc: &Doc<'_>, at: usize, last: Option<&Candidate>) -> Option<Candidate> {
    if opens_quote(doc, at) {
        quoted(doc, at, last)
    } else if !doc.upper(at) && !doc.is(at, shape::NUMBER) || doc.is(at, shape::HEADLINE) {
        None
    } else if doc.breaks(at) || at == 0 {
        defined(doc, at)
    } else {
        behind_sort(doc, at)
    }
}

/// Says whether a title may stand where other names were found: around them,
/// and not for somebody or something that is known better.
pub(super) fn is_free(
    doc: &Doc<'_>,
    title: &Candidate,
    names: impl Iterator<Item = Candidate>,
) -> bool {
    let mut inside = names.take_while(|name| name.first < title.end);
    inside.all(|name| {
        let is_same = (name.first, name.end) == (title.first, title.end);
        let person = name.kind == Kind::Person && name.n_tokens() > 1;
        let is_known = is_same && title.reason != QUOTED && (name.sense.name > 0 || person);
        let fits = title.first <= name.first && name.end <= title.end;
        fits && !name.is_fixed() && !is_known && doc.word(name.first).is_some()
    })
}

fn work(tokens: (usize, usize), reason: &'static str) -> Candidate {
    Candidate::rule(tokens, Kind::Work, SCORE, reason)
}

pub(super) fn opens_quote(doc: &Doc<'_>, at: usize) -> bool {
    let spaced = !doc.tight(at) || doc.sign(at.wrapping_sub(1)) == Some('(');
    match doc.sign(at) {
        Some('“' | '«' | '„') => at + 1 < doc.len(),
        Some('"') => doc.tight(at + 1) && spaced,
        _ => false,
    }
}

pub(super) fn closes_quote(doc: &Doc<'_>, at: usize) -> bool {
    matches!(doc.sign(at), Some('"' | '”' | '»'))
}

/// Reads a title in quotation marks that open at `open`.
fn quoted(doc: &Doc<'_>, open: usize, last: Option<&Candidate>) -> Option<Candidate> {
    let first = open + 1;
    let ends = |at: &usize| closes_quote(doc, *at) || doc.is(*at, shape::LINE);
    let close = (first + 1..first + MAX_TITLE).find(ends)?;
    let mut end = close;
    while end > first && matches!(doc.sign(end - 1), Some(',' | '.' | ';' | '?' | '!')) {
        end -= 1;
    }
    if !closes_quote(doc, close) || end == first {
        return None;
    }
    let told = if is_title(doc, (first, end)) {
        is_next(doc, open, last) || told_before(doc, open) || told_behind(doc, (end, close + 1))
    } else {
        // Other languages write titles small.
        let short = doc.upper(first) && end - first < 8;
        short && (is_sort_before(doc, open) || is_defined(doc, close + 1))
    };
    told.then(|| work((first, end), QUOTED))
}

/// Says whether a title before this one says what it is: `"Low Tide" and "Fog"`.
fn is_next(doc: &Doc<'_>, open: usize, last: Option<&Candidate>) -> bool {
    let Some(last) = last.filter(|last| last.reason == QUOTED && open - last.end < 6) else {
        return false;
    };
    let joint = |at: usize| doc.any(at, &["and", "or"]) || doc.sign(at) == Some(',');
    let mut between = last.end..open;
    between.clone().any(joint) && between.all(|at| doc.word(at).is_none() || joint(at))
}

/// Says whether the words are written like a title.
fn is_title(doc: &Doc<'_>, (first, end): (usize, usize)) -> bool {
    let big = |at: usize| doc.upper(at) || doc.is(at, shape::NUMBER);
    let fits = |at: usize| {
        let small = doc.any(at, SMALL) || doc.cue(at, cue::PARTICLE);
        doc.word(at).is_none() || big(at) || doc.tight(at) || small
    };
    let named = (first..end).any(|at| doc.upper(at));
    named && big(first) && (first..end).all(fits)
}

/// Says whether a sort of work stands before the mark at `open`.
fn told_before(doc: &Doc<'_>, open: usize) -> bool {
    let at = open.wrapping_sub(1);
    let near = || (at.saturating_sub(4)..at).any(|at| is_sort(doc, at));
    is_sort_before(doc, open)
        || doc.any(at, TITLED)
        || doc.any(at, MAKE)
        || doc.any(at, CALLED) && near()
}

/// Says whether a sort of work stands right before the mark at `open`.
fn is_sort_before(doc: &Doc<'_>, open: usize) -> bool {
    let comma = usize::from(doc.sign(open.wrapping_sub(1)) == Some(','));
    let sort = open.checked_sub(1 + comma);
    sort.is_some_and(|at| is_sort(doc, at) && !doc.breaks(open))
}

/// Says whether a sort of work stands behind a title that ends at `end` and
/// its mark, which ends at `from`.
fn told_behind(doc: &Doc<'_>, (end, from): (usize, usize)) -> bool {
    let behind = doc.sign(from) == Some(',');
    let apposed = behind || (end..from).any(|at| doc.sign(at) == Some(','));
    let named = is_sort(doc, from) && !doc.upper(from);
    named
        || doc.any(from, &["by"]) && doc.upper(from + 1)
        || apposed && is_described(doc, from + usize::from(behind))
        || is_defined(doc, from)
}

/// Says whether `(…) is a … song` stands here, or a year in brackets.
fn is_defined(doc: &Doc<'_>, from: usize) -> bool {
    kind_told(doc, from) == Some(Kind::Work)
}

/// Returns the kind of what is told about a name that ends before `from`.
fn kind_told(doc: &Doc<'_>, from: usize) -> Option<Kind> {
    let mut at = from;
    if doc.sign(at) == Some('(') {
        let mut inside = at..at + MAX_ASIDE;
        let close = inside.find(|&at| doc.sign(at) == Some(')'))?;
        let is_dated = close == at + 2 && is_year(doc, at + 1);
        if is_dated || (at + 1..close).take(5).any(|at| is_sort(doc, at)) {
            return Some(Kind::Work);
        }
        at = close + 1;
    }
    described(doc, at + 1).filter(|_| doc.any(at, BE))
}

fn is_year(doc: &Doc<'_>, at: usize) -> bool {
    let text = doc.str(at);
    let is_number = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    is_number && (text.starts_with("19") || text.starts_with("20"))
}

/// Reads a title at the head of a sentence that says what it is.
fn defined(doc: &Doc<'_>, first: usize) -> Option<Candidate> {
    let from = first + usize::from(doc.any(first, &["the"]) && doc.upper(first + 1));
    let is_verb = |at: usize| doc.any(at, BE) && !doc.upper(at);
    let ends = |at: &usize| is_verb(*at) || matches!(doc.sign(*at), Some('(' | ','));
    let mut end = (from + 1..from + MAX_TITLE).find(ends)?;
    let mut aside = end;
    if doc.sign(end) == Some(',') {
        // `Low Tide, also known as Ebb, is`.
        let mut rest = end + 1..end + MAX_ASIDE;
        aside = rest.find(|&at| doc.sign(at) == Some(','))? + 1;
    }
    while end > from && matches!(doc.sign(end - 1), Some('?' | '!' | '.')) {
        end -= 1;
    }
    let crosses = |at: usize| {
        closes_quote(doc, at)
            || at > from && doc.is(at, shape::LINE)
            || matches!(doc.sign(at), Some('“' | ')' | ';'))
    };
    let mut words = (from..end).filter(|&at| doc.word(at).is_some());
    let plain = words.all(|at| doc.cue(at, cue::FUNCTION | cue::CALENDAR));
    if plain || doc.cue(from, cue::HONORIFIC) || (from..end).any(crosses) {
        return None;
    }
    // A year alone tells in a list of works only.
    if aside == end && is_year(doc, end + 1) && doc.sign(end + 2) == Some(')') {
        let ends_row = end + 3 >= doc.len() || doc.is(end + 3, shape::PARAGRAPH);
        if !(ends_row && doc.is(first, shape::PARAGRAPH)) {
            return None;
        }
    }
    let kind = kind_told(doc, aside).filter(|_| is_title(doc, (from, end)))?;
    Some(Candidate::rule((from, end), kind, SCORE, TOLD))
}

/// Reads a title behind `the film`, or `his first film,`.
fn behind_sort(doc: &Doc<'_>, first: usize) -> Option<Candidate> {
    let comma = usize::from(doc.sign(first - 1) == Some(','));
    let before = first.checked_sub(1 + comma)?;
    let the = usize::from(comma == 0 && doc.any(before, &["the"]));
    let sort = before.checked_sub(the)?;
    if doc.upper(sort) || !is_sort(doc, sort) || doc.tight(first) || doc.breaks(first) {
        return None;
    }
    let other = cue::CALENDAR | cue::TITLE | cue::HONORIFIC | cue::DEMONYM;
    let article = doc.any(first, &["the", "a"]);
    let opens = doc.upper(first + 1) || doc.any(first + 1, &["the"]);
    let plain = doc.cue(first, cue::FUNCTION) && !opens || is_year(doc, first);
    if plain || doc.cue(first, other) && !article {
        return None;
    }
    let owner = |at: usize| doc.possessive(at) || is_year(doc, at) || doc.any(at, OWNERS);
    if comma > 0 && !(sort.saturating_sub(5)..sort).any(owner) {
        return None;
    }
    let mut end = first + 1;
    while end < first + MAX_TITLE && !doc.breaks(end) && goes_on(doc, end, first) {
        end += 1;
    }
    let ends = doc.breaks(end)
        || doc.word(end).is_none()
        || doc.cue(end, cue::FUNCTION) && !doc.any(end, &["has", "had", "did"])
        || is_made(doc, end);
    let bare = article && end == first + 1;
    (ends && !bare).then(|| work((first, end), LED))
}

/// Says whether the title that begins at `first` goes on with the token at `at`.
fn goes_on(doc: &Doc<'_>, at: usize, first: usize) -> bool {
    let next = at + 1;
    let further = doc.any(next, &["the", "a", "his", "her"]) && !doc.upper(next);
    let next = next + usize::from(further);
    let sign = match doc.sign(at) {
        Some(':') => doc.upper(at + 1) && doc.tight(at),
        Some('&' | '’' | '\'') => doc.upper(at + 1),
        Some('-') => doc.upper(at + 1) || doc.is(at + 1, shape::NUMBER),
        _ => doc.possessive(at) && doc.upper(at + 1),
    };
    // `The Ship in the Storm` is one title, `Storm in London` is not.
    let plain = doc.cue(next, cue::COMMON);
    let open = doc.cue(first, cue::FUNCTION) || further;
    let linked = doc.any(at, &["of", "the"]) || open && plain && doc.any(at, LINKS);
    doc.upper(at) || doc.is(at, shape::NUMBER) || sign || linked && doc.upper(next)
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Kind, Overrides, extract};

    /// Checks the works that are found in a text.
    fn check(text: &str, expected: &[&str]) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let works = found.mentions.iter().filter(|m| m.kind == Kind::Work);
        let works: Vec<&str> = works.map(|m| m.span.of(text)).collect();
        assert_eq!(works, expected, "{text}");
    }

    #[test]
    fn a_sort_of_work_beside_a_title_tells() {
        for (text, title) in [
            ("\"Low Tide\" is a song by Ada Berg.", "Low Tide"),
            ("Her third album, “Low Tide,” was late.", "Low Tide"),
            (
                "He played in the film The Ship in the Storm.",
                "The Ship in the Storm",
            ),
            ("In her debut novel, Salt Roads, nobody dies.", "Salt Roads"),
            (
                "Salt Roads (Danish: Saltveje) is a 2011 crime novel written in jail.",
                "Salt Roads",
            ),
            ("They sang \"O stille fjord\" last, a song nobody knew.", ""),
            (
                "The single \"O stille fjord\" is sung at night.",
                "O stille fjord",
            ),
            (
                "Harbour Nights is an American television series created there.",
                "Harbour Nights",
            ),
        ] {
            let title = Some(title).filter(|title| !title.is_empty());
            check(text, &Vec::from_iter(title));
        }
    }

    #[test]
    fn a_title_swallows_the_names_inside_and_is_known_again() {
        check(
            "\"Nights in Oslo\" is a song. People sang Nights in Oslo, and went to Oslo.",
            &["Nights in Oslo", "Nights in Oslo"],
        );
        check(
            "The single \"Duty\" sold well. It is our duty. Duty calls. \"Duty\" was loud.",
            &["Duty", "Duty"],
        );
        check(
            "She wrote the songs \"Fog\" and \"Rain on Rain\".",
            &["Fog", "Rain on Rain"],
        );
    }

    #[test]
    fn people_and_phrases_are_no_titles() {
        for text in [
            "Ada Berg is a film director.",
            "The film director Ada Berg spoke of the book Monday.",
            "The film, Holm said, was too long.",
            "\"Make It So,\" he said.",
            "They read the book Ada Berg wrote.",
            "Lund (1998) and Berg (31st) met.",
        ] {
            check(text, &[]);
        }
    }
}
