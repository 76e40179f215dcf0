//! Numbers alone: `six`, `6,000`, `two million`, `dozens`, `third`.
//!
//! They are quantities, but name nothing: [`REASON`] marks them, so that they
//! become no entities.

use super::amount::{SCALES, is_spelled, joined, scaled};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::list::List;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// The reason of a mention that is a number and nothing more.
pub(in crate::nlp) const REASON: &str = "number";

const ORDINALS: List = List::of(&[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
]);
const MANY: List = List::of(&[
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "tens",
    "scores",
]);
/// Words before a number that make it a name: `page 4`.
const NAMED: List = List::of(&[
    "page", "chapter", "article", "section", "no.", "number", "room", "channel", "phase",
    "version", "figure", "part", "item", "line", "act", "grade", "level", "type", "covid",
]);

/// Proposes numbers.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < doc.len() {
        let end = number(doc, at);
        if let Some(end) = end {
            found.push(Candidate::rule((at, end), Kind::Quantity, 0.55, REASON));
        }
        at = end.unwrap_or(at + 1);
    }
}

fn number(doc: &Doc<'_>, at: usize) -> Option<usize> {
    if doc.is(at, shape::CREDIT | shape::ADDRESS) || is_named(doc, at) {
        return None;
    }
    if doc.is(at, shape::NUMBER) {
        return figures(doc, at);
    }
    let small = doc.is(at, shape::WORD) && (!doc.upper(at) || doc.is(at, shape::OPENS));
    if !small || joined(doc, at) {
        return None;
    }
    if doc.listed(at, &MANY) {
        let of = doc.any(at + 1, &["of"]) && doc.listed(at + 2, &MANY);
        return Some(at + if of { 3 } else { 1 });
    }
    if is_spelled(doc, at) {
        return spelled(doc, at);
    }
    let is_ordinal =
        doc.listed(at, &ORDINALS) && !doc.hyphen(at + 1) && !doc.any(at + 1, &["of", "time"]);
    let adverb = doc.is(at, shape::OPENS) || doc.breaks(at + 1);
    (is_ordinal && !adverb && doc.is(at + 1, shape::WORD)).then_some(at + 1)
}

/// Says whether the number belongs to a name or to another number.
fn is_named(doc: &Doc<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let name = doc.upper(before) && !doc.is(before, shape::OPENS) && !doc.breaks(at);
    let sign = doc.tight(at)
        && at > 0
        && doc
            .sign(before)
            .is_some_and(|sign| !matches!(sign, '(' | '"' | '“' | '‘' | '\'' | '—' | '–' | '-'));
    name || sign || doc.listed(before, &NAMED) || doc.cue(before, cue::CALENDAR)
}

fn figures(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let text = doc.str(at);
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    let dashed = matches!(doc.sign(at + 1), Some('-' | '–' | '/' | ':' | '@'))
        && doc.tight(at + 1)
        && !doc.is(at + 2, shape::NUMBER);
    let tied = joined(doc, at) && !doc.is(at.wrapping_sub(2), shape::NUMBER);
    let listed = doc.is(at, shape::LINE) && doc.sign(at + 1) == Some('.');
    // Three numbers in a row with dashes are a telephone.
    let chained = |at: usize| doc.hyphen(at) && doc.is(at + 1, shape::NUMBER);
    let before = at.wrapping_sub(2);
    let telephone = chained(at + 1)
        && (chained(at + 3) || chained(before.wrapping_add(1)) && joined(doc, at))
        || joined(doc, at) && chained(before.wrapping_sub(1)) && doc.is(before, shape::NUMBER);
    let clock = doc.any(at + 1, &["a.m.", "p.m.", "am", "pm"]);
    if telephone || clock {
        return None;
    }
    if !plain || tied || listed || dashed || text.matches('.').count() > 1 {
        return None;
    }
    let end = scaled(doc, at + 1);
    // A dash parts two numbers that count the same.
    let end = if doc.is(end - 1, shape::NUMBER) {
        at + 1
    } else {
        end
    };
    Some(end)
}

fn spelled(doc: &Doc<'_>, at: usize) -> Option<usize> {
    if doc.any(at, &["half"]) {
        let end = at + 2;
        return (doc.any(at + 1, &["a"]) && doc.listed(end, &SCALES)).then_some(end + 1);
    }
    // `One` is an article or a pronoun more often than a number.
    if doc.any(at, &["one"]) && !doc.listed(at + 1, &SCALES) {
        return None;
    }
    let mut end = at + 1;
    if doc.hyphen(end) && is_spelled(doc, end + 1) {
        end += 2;
    } else if doc.hyphen(end) {
        return None;
    }
    Some(scaled(doc, end))
}
