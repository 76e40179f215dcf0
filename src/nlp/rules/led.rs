//! Names whose head stands first (`Lake Victoria`, `Operation Desert Storm`,
//! `Resolution 1441`), and names without a head: unknown short forms and
//! unknown words after a preposition of place.

use super::headed::is_inside;
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// Heads that stand before what they name.
const LEADERS: [(&[&str], Kind); 4] = [
    (
        &["operation", "exercise", "hurricane", "typhoon", "cyclone"],
        Kind::Event,
    ),
    (&["mount", "lake", "cape"], Kind::Place),
    (&["fort", "camp"], Kind::Facility),
    (&["uss", "hms", "hmas", "roks", "usns"], Kind::System),
];

/// Proposes names whose head stands first, and names without one.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 0..doc.len() {
        if doc.upper(at) && !doc.is(at, shape::HEADLINE | shape::ADDRESS) {
            found.extend(led(doc, at));
            found.extend(unknown(doc, at));
        }
    }
}

/// Finds what has no head: an unknown short form in capitals, and unknown
/// capitalised words after a preposition of place or an article.
fn unknown(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let before = at.wrapping_sub(1);
    if doc.upper(before) && !doc.breaks(at) || doc.hyphen(before) || doc.sense(at).kind().is_some()
    {
        return None;
    }
    let len = doc.str(at).len();
    let plain = doc.cue(
        at,
        cue::SHORT | cue::CALENDAR | cue::HONORIFIC | cue::FUNCTION,
    );
    let alone = !doc.upper(at + 1) || doc.breaks(at + 1);
    if doc.is(at, shape::CAPS)
        && !doc.is(at, shape::STOPPED | shape::MIXED)
        && (3..=6).contains(&len)
        && alone
        && !plain
    {
        let joined = doc.hyphen(at + 1) || doc.tight(at) && doc.sign(before) == Some('/');
        return (!joined)
            .then(|| Candidate::rule((at, at + 1), Kind::Org, 0.55, "unknown short form"));
    }
    let rare = |at: usize| {
        doc.upper(at)
            && doc.is(at, shape::WORD)
            && doc.sense(at).kind().is_none()
            && !doc.cue(
                at,
                cue::COMMON
                    | cue::FUNCTION
                    | cue::CALENDAR
                    | cue::HONORIFIC
                    | cue::GIVEN
                    | cue::SHORT,
            )
            && !doc.is(at, shape::CAPS | shape::INITIAL)
    };
    if !rare(at) || doc.breaks(at) || doc.hyphen(at + 1) {
        return None;
    }
    let mut end = at + 1;
    while end < at + 3 && rare(end) && !doc.breaks(end) {
        end += 1;
    }
    if doc.upper(end) && !doc.breaks(end) || doc.cue(end, cue::SPEECH) {
        return None;
    }
    let located =
        doc.any(before, &["in", "near", "at"]) && !(end == at + 1 && doc.cue(at, cue::SURNAME));
    located.then(|| {
        Candidate::rule(
            (at, end),
            Kind::Place,
            0.6,
            "unknown name after a preposition of place",
        )
    })
}

/// Finds names whose head stands first.
fn led(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let number = doc.is(at + 1, shape::NUMBER) && !doc.breaks(at + 1);
    if doc.any(at, &["resolution"]) && number && doc.str(at + 1).len() < 6 {
        let reason = "resolution with a number";
        return Some(Candidate::rule((at, at + 2), Kind::Agreement, 0.8, reason));
    }
    let order = doc.any(at, &["executive"]) && doc.any(at + 1, &["order"]) && doc.upper(at + 1);
    if order && doc.is(at + 2, shape::NUMBER) && !doc.breaks(at + 2) {
        let reason = "order with a number";
        return Some(Candidate::rule((at, at + 3), Kind::Agreement, 0.8, reason));
    }
    let (_, kind) = LEADERS.iter().find(|(heads, _)| doc.any(at, heads))?;
    let mut end = at + 1;
    while end < at + 4 && is_inside(doc, end) && !doc.breaks(end) && !doc.cue(end, cue::TITLE) {
        end += 1;
    }
    let plain = doc.cue(at + 1, cue::FUNCTION);
    (end > at + 1 && !plain)
        .then(|| Candidate::rule((at, end), *kind, 0.8, "head word before a name"))
}
