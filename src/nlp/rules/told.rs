//! Names of systems that the sentence itself explains: `Lindworm is a drone
//! that …`, `Lindworm, an app for …`, `a missile called Lindworm`.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// What such a name can be.
const NOUNS: &[&str] = &[
    "aircraft",
    "app",
    "browser",
    "chatbot",
    "drone",
    "frigate",
    "helicopter",
    "howitzer",
    "icebreaker",
    "malware",
    "missile",
    "rifle",
    "rocket",
    "satellite",
    "smartphone",
    "spacecraft",
    "submarine",
    "torpedo",
    "warship",
];
const CALLED: &[&str] = &["called", "codenamed", "dubbed", "named", "nicknamed"];
/// Most words between the article and the noun.
const MAX_BETWEEN: usize = 3;
/// Most words of a name.
const MAX_WORDS: usize = 3;

/// Proposes the names that are explained.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 1..doc.len() {
        if !doc.any(at, NOUNS) || doc.upper(at) || doc.is(at, shape::HEADLINE) {
            continue;
        }
        found.extend(before(doc, at));
        found.extend(behind(doc, at));
    }
}

/// Finds the name before `is a … drone` or `, a … drone`.
fn before(doc: &Doc<'_>, noun: usize) -> Option<Candidate> {
    let article = (noun.saturating_sub(MAX_BETWEEN + 1)..noun)
        .rev()
        .take_while(|&at| doc.is(at, shape::WORD) && !doc.upper(at) || doc.hyphen(at))
        .find(|&at| doc.any(at, &["a", "an"]))?;
    let link = article.checked_sub(1)?;
    let is_link = doc.any(link, &["is", "was"]) || doc.sign(link) == Some(',');
    // In `a drone pilot` the name is somebody's.
    let verb = doc.str(noun + 1);
    let ends = doc.word(noun + 1).is_none() && !doc.hyphen(noun + 1)
        || doc.cue(noun + 1, cue::FUNCTION)
        || verb.len() > 4 && (verb.ends_with("ing") || verb.ends_with("ed"));
    if !is_link || !ends || doc.breaks(article) {
        return None;
    }
    let mut first = link;
    while first > 0 && link - first < MAX_WORDS && is_own(doc, first - 1) {
        first -= 1;
        if doc.breaks(first) {
            break;
        }
    }
    if doc.maybe_plain(first) {
        return None;
    }
    named(doc, (first, link))
}

/// Finds the name behind `drone called`.
fn behind(doc: &Doc<'_>, noun: usize) -> Option<Candidate> {
    if !doc.any(noun + 1, CALLED) {
        return None;
    }
    let quoted = usize::from(matches!(doc.sign(noun + 2), Some('"' | '“' | '‘')));
    let the = noun + 2 + quoted;
    let first = the + usize::from(doc.any(the, &["the"]) && !doc.upper(the));
    let n_words = (first..first + MAX_WORDS).take_while(|&at| is_own(doc, at));
    named(doc, (first, first + n_words.count()))
}

fn named(doc: &Doc<'_>, (first, end): (usize, usize)) -> Option<Candidate> {
    let goes_on = doc.upper(first.wrapping_sub(1)) && !doc.breaks(first);
    let article = doc.cue(first.wrapping_sub(1), cue::FUNCTION);
    let is_whole = first < end && (!goes_on || article);
    let reason = "the sentence says what it is";
    is_whole.then(|| Candidate::rule((first, end), Kind::System, 0.96, reason))
}

/// Says whether a capitalised word can be part of such a name.
fn is_own(doc: &Doc<'_>, at: usize) -> bool {
    let other = cue::FUNCTION | cue::CALENDAR | cue::TITLE | cue::HONORIFIC;
    let known = doc
        .sense(at)
        .kind()
        .is_some_and(|kind| kind != Kind::System);
    doc.upper(at)
        && !doc.is(at, shape::ADDRESS | shape::INITIAL)
        && !doc.cue(at, other)
        && (!known || doc.cue(at, cue::WEAK))
        && !doc.hyphen(at.wrapping_sub(1))
}
