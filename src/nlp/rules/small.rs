//! Names beside a head word that is written small: `exercise Silver Dart`,
//! `the Thornfield air base`.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

const EXERCISES: &[&str] = &["exercise", "exercises", "drill", "drills", "maneuvers"];
/// Words between the name of an exercise and its head word.
const BETWEEN: &[&str] = &["military", "joint", "annual", "naval", "air"];
/// Ends of facilities that a town alone can name as well, the longest first.
const OF_TOWNS: &[&[&str]] = &[
    &["nuclear", "power", "plant"],
    &["international", "airport"],
    &["nuclear", "plant"],
    &["police", "station"],
    &["refugee", "camp"],
    &["airport"],
    &["prison"],
];
/// Ends of facilities that have a name of their own, the longest first.
const FACILITIES: &[&[&str]] = &[
    &["air", "force", "base"],
    &["air", "base"],
    &["naval", "base"],
    &["military", "base"],
    &["army", "base"],
    &["air", "station"],
    &["launch", "site"],
    &["test", "site"],
    &["metro", "station"],
    &["subway", "station"],
    &["railway", "station"],
    &["train", "station"],
    &["power", "plant"],
    &["power", "station"],
    &["oil", "field"],
    &["gas", "field"],
    &["oil", "refinery"],
    &["gold", "mine"],
    &["copper", "mine"],
    &["coal", "mine"],
    &["detention", "center"],
    &["detention", "centre"],
    &["border", "crossing"],
    &["general", "hospital"],
    &["central", "hospital"],
    &["presidential", "palace"],
    &["airbase"],
    &["shipyard"],
    &["hospital"],
    &["dispensary"],
    &["stadium"],
    &["palace"],
    &["refinery"],
    &["substation"],
    &["dam"],
    &["mine"],
    &["museum"],
    &["complex"],
];
/// Ends that need an article before the name.
const BARE: &[&[&str]] = &[
    &["base"],
    &["port"],
    &["airfield"],
    &["bridge"],
    &["mosque"],
];
/// Most words of a name here.
const MAX_WORDS: usize = 3;

/// Proposes exercises and facilities.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 1..doc.len() {
        if !doc.is(at, shape::WORD) || doc.is(at, shape::UPPER | shape::HEADLINE) {
            continue;
        }
        if doc.any(at, EXERCISES) {
            found.extend(exercise(doc, at));
        } else if doc.upper(at - 1) || doc.hyphen(at - 1) {
            found.extend(facility(doc, at));
        }
    }
}

fn exercise(doc: &Doc<'_>, head: usize) -> Option<Candidate> {
    let own =
        |at: usize| is_own(doc, at) && doc.sense(at).kind().is_none() && !doc.is(at, shape::CAPS);
    let named = |first: usize, end: usize| {
        let reason = "name beside `exercise`";
        Candidate::rule((first, end), Kind::Event, 0.93, reason)
    };
    let n_after = (head + 1..=head + MAX_WORDS)
        .take_while(|&at| own(at) && !doc.breaks(at))
        .count();
    if n_after > 1 {
        return Some(named(head + 1, head + 1 + n_after));
    }
    let mut end = head;
    while doc.any(end.wrapping_sub(1), BETWEEN) && !doc.upper(end - 1) && !doc.breaks(end) {
        end -= 1;
    }
    let first = start(doc, end, own);
    let is_free = !doc.upper(first.wrapping_sub(1)) || doc.breaks(first);
    (end - first > 1 && is_free).then(|| named(first, end))
}

fn facility(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let longest = |ends: &[&[&str]]| ends.iter().find_map(|words| end_of(doc, at, words));
    let of_towns = longest(OF_TOWNS);
    let listed = of_towns.or_else(|| longest(FACILITIES));
    let end = listed.or_else(|| longest(BARE))?;
    if doc.breaks(at) || doc.hyphen(end) {
        return None;
    }
    let first = start(doc, at, |at| is_own(doc, at));
    let is_named = doc.any(first.wrapping_sub(1), &["the"]);
    let is_telling = (first..at).any(|at| !doc.cue(at, cue::HEAD | cue::QUALIFIER));
    // A known town stays a place before most of them: `a Porto museum`.
    let is_any = doc.any(first.wrapping_sub(1), &["a", "an", "another", "every"]);
    let places = (first..at).all(|at| doc.sense(at).kind() == Some(Kind::Place));
    let is_town = places && (of_towns.is_none() || is_any);
    let is_word = first == at - 1 && doc.maybe_plain(first);
    let sure = listed.is_some() || is_named;
    (first < at && sure && is_telling && !is_word && !is_town).then(|| {
        let reason = "name before the word for a facility";
        Candidate::rule((first, end), Kind::Facility, 0.75, reason)
    })
}

/// Returns the end of `words` where they stand at `at`, with or without
/// hyphens between them.
fn end_of(doc: &Doc<'_>, at: usize, words: &[&str]) -> Option<usize> {
    let mut end = at;
    for word in words {
        end += usize::from(end > at && doc.hyphen(end));
        if !doc.any(end, &[word]) || doc.upper(end) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Returns the first of the words before `end` that `fits`.
fn start(doc: &Doc<'_>, end: usize, fits: impl Fn(usize) -> bool) -> usize {
    let mut first = end;
    while first > 0 && end - first < MAX_WORDS && !doc.breaks(first) && fits(first - 1) {
        first -= 1;
    }
    first
}

/// Says whether a capitalised word can be part of such a name.
fn is_own(doc: &Doc<'_>, at: usize) -> bool {
    let other = cue::FUNCTION
        | cue::CALENDAR
        | cue::TITLE
        | cue::HONORIFIC
        | cue::COUNTRY
        | cue::DEMONYM
        | cue::GOVERNMENT;
    let is_body = matches!(doc.sense(at).kind(), Some(Kind::Org | Kind::Group));
    doc.upper(at)
        && doc.is(at, shape::WORD)
        && !doc.cue(at, other)
        && !is_body
        && !doc.hyphen(at.wrapping_sub(1))
        && !doc.is(at, shape::ADDRESS | shape::STOPPED)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which facilities a text names beside a small word.
    fn check(text: &str, expected: &[&str]) {
        super::super::check(find, text, expected);
    }

    #[test]
    fn a_hyphen_behind_a_facility_is_not_its_own() {
        for (text, expected) in [
            (
                "The Thornfield nuclear power plant in mid-May closed.",
                "Thornfield nuclear power plant",
            ),
            (
                "The Thornfield air base co-hosts it.",
                "Thornfield air base",
            ),
            ("The Quill copper mine re-opened.", "Quill copper mine"),
            ("The Quill air-base shut.", "Quill air-base"),
        ] {
            check(text, &[expected]);
        }
        check("The Thornfield air base-wide ban.", &[]);
        check("The Thornfield hospital-wide ban.", &[]);
    }
}
