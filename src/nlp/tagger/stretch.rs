//! Where names can be: most tokens of an article need no second look.

use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// Most small words between two capitalised ones of one name, as in `Bureau
/// for the Protection`.
const MAX_GAP: usize = 3;

/// Returns the stretches of tokens that can hold names, first and end token.
///
/// Shape: in order, not overlapping, each within a sentence; all capitalised
/// words lie in one.
pub(in crate::nlp) fn stretches(doc: &Doc<'_>) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for at in (0..doc.len()).filter(|at| doc.upper(*at)) {
        let first = reach_back(doc, at);
        let end = reach_on(doc, at);
        match stretches.last_mut() {
            Some(last) if at < last.1 => last.1 = last.1.max(end),
            Some(last) if joins(doc, last.1, first) => last.1 = end,
            Some(last) => {
                let first = first.max(last.1);
                stretches.push((first, end));
            }
            None => stretches.push((first, end)),
        }
    }
    stretches
}

/// Says whether a stretch that begins at `first` goes on the one that ends at
/// `end`.
fn joins(doc: &Doc<'_>, end: usize, first: usize) -> bool {
    first <= end + MAX_GAP && (end..=first).all(|at| !doc.breaks(at))
}

/// Takes what can begin a name before its first capital: `al-Nusra`, `3rd`.
fn reach_back(doc: &Doc<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < 4 && !doc.breaks(first) {
        let before = first - 1;
        let tied = doc.hyphen(before) || doc.hyphen(first) && doc.is(before, shape::WORD);
        let small = doc.cue(before, cue::PARTICLE) || doc.is(before, shape::NUMBER);
        if !tied && !small {
            break;
        }
        first = before;
    }
    first
}

/// Takes what can end a name behind its last capital: `-hyun`, `3`.
fn reach_on(doc: &Doc<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while end < at + 5 && !doc.breaks(end) {
        let tied = doc.hyphen(end) || doc.hyphen(end - 1);
        if !tied && !doc.is(end, shape::NUMBER) {
            break;
        }
        end += 1;
    }
    end
}
