//! Where names begin and end: titles before a person and suffixes behind,
//! a nickname in quotation marks inside, a sign that belongs to the name.

use std::collections::BTreeSet;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::{Sense, cue};
use super::key::key;
use super::mention::{Finder, Kind};
use super::token::{fold, shape};

/// Most tokens before a nickname.
const MAX_GIVEN: usize = 4;

/// Mends the ends of names; those of persons may overlap afterwards.
pub(super) fn mend(doc: &Doc<'_>, names: &mut [Candidate]) {
    turn(doc, names);
    for name in names.iter_mut().filter(|name| !name.is_fixed()) {
        if name.kind == Kind::Person {
            trim(doc, name);
            nicknamed(doc, name);
        }
        signed(doc, name);
    }
}

/// Makes one name of a known surname and the given name behind it: `Orban
/// Viktor`.
fn turn(doc: &Doc<'_>, names: &mut [Candidate]) {
    let mut word = String::new();
    let single = |name: &Candidate| name.kind == Kind::Person && name.n_tokens() == 1;
    for idx in 1..names.len() {
        let [one, other] = [idx - 1, idx].map(|idx| names.get(idx).copied());
        let (Some(one), Some(other)) = (one, other) else {
            continue;
        };
        let known = single(&one) && one.sense.name > 0 && !other.is_fixed();
        if !known || !single(&other) || one.end != other.first || doc.breaks(other.first) {
            continue;
        }
        let (canonical, _) = doc.gazetteer().name(one.sense.name);
        fold(doc.str(other.first), &mut word);
        let given = canonical.split(' ').next().map(key);
        if given.is_some_and(|given| given == word)
            && let Some(name) = names.get_mut(idx - 1)
        {
            name.end = other.end;
        }
    }
}

/// Takes out offices that look like persons: `the [King]`, `the [Pope]`.
///
/// A word that is both stays where somebody in the article bears it.
pub(super) fn drop_offices(doc: &Doc<'_>, names: &mut Vec<Candidate>) {
    let is_person = |name: &&Candidate| name.kind == Kind::Person;
    let borne: BTreeSet<u32> = names
        .iter()
        .filter(is_person)
        .filter(|name| name.n_tokens() > 1)
        .filter_map(|name| doc.word(name.end - 1))
        .collect();
    let surnames: BTreeSet<&str> = names
        .iter()
        .filter(is_person)
        .filter(|name| name.n_tokens() > 1)
        .map(|name| doc.str(name.end - 1))
        .collect();
    let persons: BTreeSet<usize> = names.iter().filter(is_person).map(|it| it.end).collect();
    names.retain(|name| {
        let (at, before) = (name.first, name.first.wrapping_sub(1));
        // `Ann Lund (NOR)` says where she is from.
        let is_code = doc.is(at, shape::CAPS) && doc.span(at).len() == 3 && name.n_tokens() == 1;
        let in_brackets = doc.sign(before) == Some('(') && doc.sign(name.end) == Some(')');
        let is_unknown = name.kind == Kind::Org && name.sense.name == 0 && !name.is_fixed();
        if is_code && in_brackets && is_unknown && persons.contains(&before) {
            return false;
        }
        // `Both Hills` are two people.
        let several = doc
            .str(at)
            .strip_suffix('s')
            .is_some_and(|one| surnames.contains(one));
        let is_single = name.kind == Kind::Person && name.n_tokens() == 1 && !name.is_fixed();
        if is_single && several && !surnames.contains(doc.str(at)) && !doc.possessive(name.end) {
            return false;
        }
        let is_given = doc.cue(at, cue::GIVEN) && !doc.cue(at, cue::COMMON);
        let is_office = doc.cue(at, cue::TITLE | cue::HONORIFIC) && !is_given;
        if name.kind != Kind::Person || name.n_tokens() > 1 || !is_office || name.is_fixed() {
            return true;
        }
        let is_known = doc.word(at).is_some_and(|word| borne.contains(&word));
        let is_named = is_known || doc.cue(at, cue::SURNAME) && doc.cue(before, cue::HONORIFIC);
        is_named
            && !doc.any(
                before,
                &["the", "a", "an", "this", "his", "her", "their", "our"],
            )
    });
}

/// Takes a title off the front of a person, and a suffix to the end: `Gen.
/// [Lund]`, `[Lund Jr]`, `[Anna III]`.
fn trim(doc: &Doc<'_>, name: &mut Candidate) {
    let is_title = |at: usize| doc.cue(at, cue::TITLE | cue::HONORIFIC) && !doc.cue(at, cue::GIVEN);
    while name.n_tokens() > 1 && is_title(name.first) {
        name.first += 1;
        name.sense = Sense::default();
        if name.n_tokens() == 1 && is_title(name.first) {
            // `Attorney General` is nobody's name.
            name.score = 0.0;
        }
    }
    // `ANN LUND SAID`: in capitals a verb looks like a name.
    let last = name.end - 1;
    let is_verb = doc.cue(last, cue::SPEECH) && doc.is(last, shape::CAPS);
    let is_name = name.n_tokens() < 3 && doc.cue(last, cue::GIVEN | cue::SURNAME);
    if is_verb && !is_name && name.n_tokens() > 1 {
        name.end = last;
        name.sense = Sense::default();
    }
    let is_office = |at: usize| doc.cue(at, cue::TITLE) && !doc.cue(at, cue::GIVEN);
    let is_plain = |at: usize| doc.cue(at, cue::COMMON) && !doc.cue(at, cue::GIVEN);
    while name.n_tokens() > 2 && is_plain(name.first) && is_office(name.first + 1) {
        // `Petty Officer [Lund]`.
        name.first += 2;
        name.sense = Sense::default();
    }
    let names_nobody = |at: usize| {
        doc.cue(at, cue::TITLE | cue::COMMON) && !doc.cue(at, cue::GIVEN | cue::SURNAME)
    };
    let is_office = (name.first..name.end).any(is_office);
    if name.finder == Finder::Tagger && is_office && (name.first..name.end).all(names_nobody) {
        // `Executive Officer`.
        name.score = 0.0;
    }
    let roman = is_roman(doc.str(name.end));
    let suffix = doc.upper(name.end) && doc.any(name.end, &["jr", "jr.", "sr", "sr."]);
    if (roman || suffix) && !doc.breaks(name.end) {
        name.end += 1;
    }
}

/// Says whether a number of kings and popes stands here, up to 39.
fn is_roman(word: &str) -> bool {
    let tens = word.trim_start_matches('X');
    let n_tens = word.len() - tens.len();
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    word.len() > 1 && n_tens < 4 && ones.contains(&tens) || word == "V"
}

/// Takes in what stands before the nickname: `[James "Jim" Lund]`.
fn nicknamed(doc: &Doc<'_>, name: &mut Candidate) {
    let Some(open) = name.first.checked_sub(1).filter(|&at| is_quote(doc, at)) else {
        return;
    };
    let closes = (name.first + 1..name.end).any(|at| is_quote(doc, at));
    let given = |at: usize| {
        let plain = doc.cue(at, cue::FUNCTION | cue::TITLE | cue::HONORIFIC);
        doc.upper(at) && doc.is(at, shape::WORD) && !plain
    };
    if !closes || doc.tight(open) {
        return;
    }
    let mut first = open;
    while first > 0 && open - first < MAX_GIVEN && given(first - 1) {
        first -= 1;
        if doc.breaks(first) {
            break;
        }
    }
    if first < open {
        name.first = first;
        name.sense = Sense::default();
    }
}

fn is_quote(doc: &Doc<'_>, at: usize) -> bool {
    matches!(doc.sign(at), Some('"' | '“' | '”' | '‘' | '\''))
}

/// Takes in the sign of `.NET` and the letter of `A-Teens`.
fn signed(doc: &Doc<'_>, name: &mut Candidate) {
    let before = name.first.wrapping_sub(1);
    let letter = doc.hyphen(name.first) && doc.upper(before);
    let stop = doc.sign(before) == Some('.') && !doc.tight(before) && doc.tight(name.first);
    if letter || stop {
        name.first = before;
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Overrides, extract};

    /// Checks the first name that is found.
    fn check(text: &str, expected: &str) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let first = found.mentions.first().map(|m| m.span.of(text));
        assert_eq!(first, Some(expected), "{text}");
    }

    #[test]
    fn a_nickname_stands_inside_the_name() {
        for name in ["Wilfried \"Willi\" Lund", "Joseph R. “Joe” Holm"] {
            check(&format!("{name} won. He is a teacher."), name);
        }
        check("He said: \"Ada Berg won.\"", "Ada Berg");
    }
}
