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
    (&["operation", "exercise"], Kind::Event),
    (&["mount", "lake", "cape"], Kind::Place),
    (&["fort", "camp"], Kind::Facility),
    (&["uss", "hms", "hmas", "roks", "usns"], Kind::System),
];

/// Words for companies by their trade.
const TRADES: &[&str] = &[
    "airline",
    "automaker",
    "bank",
    "brewer",
    "broadcaster",
    "carmaker",
    "chipmaker",
    "conglomerate",
    "drugmaker",
    "insurer",
    "lender",
    "retailer",
    "startup",
    "steelmaker",
    "supermarket",
];
/// Words for companies behind their trade: `energy giant`.
const GROUPS: &[&str] = &[
    "chain",
    "company",
    "firm",
    "giant",
    "group",
    "maker",
    "manufacturer",
];

const PLACED: &str = "unknown name after a preposition of place";

/// Proposes names whose head stands first, and names without one.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 0..doc.len() {
        if doc.upper(at) && !doc.is(at, shape::ADDRESS) {
            found.extend(storm(doc, at));
            found.extend(made(doc, at));
            found.extend(province(doc, at));
        }
        if doc.upper(at) && !doc.is(at, shape::HEADLINE | shape::ADDRESS) {
            found.extend(led(doc, at));
            found.extend(unknown(doc, at));
        }
    }
}

/// Finds a storm by its given name: `Hurricane Ida`, `Tropical Storm Kompasu`.
fn storm(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let is_storm = doc.any(at, &["hurricane", "typhoon", "cyclone"]);
    let (name, before) = (at + 1, at.wrapping_sub(1));
    let sized = doc.upper(before) && doc.any(before, &["super", "tropical"]) && !doc.breaks(at);
    // `Storm Larsen` may be somebody, whose surname is no given name.
    let is_called = is_storm || sized || doc.any(at, &["storm"]) && doc.cue(name, cue::GIVEN);
    let is_name = is_inside(doc, name) && !doc.breaks(name) && !doc.cue(name, cue::COMMON);
    let alone = !is_inside(doc, name + 1) || doc.breaks(name + 1) || doc.is(at, shape::HEADLINE);
    let first = if sized { before } else { at };
    let reason = "a storm by its name";
    let tokens = (first, name + 1);
    (is_called && is_name && alone).then(|| Candidate::rule(tokens, Kind::Event, 0.985, reason))
}

/// Finds a part of a country by the small word behind it: `in Plateau state`.
fn province(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let parts = ["governorate", "oblast", "prefecture", "province", "state"];
    let before = at.wrapping_sub(1);
    let placed = doc.cue(before, cue::LOCATIVE)
        || doc.any(before, &["of", "from", "to"])
        || doc.possessive(before);
    let other = cue::FUNCTION | cue::TITLE | cue::QUALIFIER | cue::DEMONYM | cue::CALENDAR;
    let known = doc.sense(at).kind().is_some_and(|kind| kind != Kind::Place);
    let small = doc.any(at + 1, &parts) && !doc.upper(at + 1) && !doc.breaks(at + 1);
    let is_name = is_inside(doc, at) && !known && !doc.cue(at, other) && !doc.breaks(at);
    let reason = "a part of a country";
    (small && placed && is_name && !doc.is(at, shape::CAPS))
        .then(|| Candidate::rule((at, at + 1), Kind::Place, 0.9, reason))
}

/// Finds a company behind what it does: `cement maker Norbau`.
fn made(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let before = at.wrapping_sub(1);
    let is_unknown = |at: usize| {
        let plain = cue::COMMON | cue::FUNCTION | cue::CALENDAR | cue::HONORIFIC | cue::TITLE;
        let known = doc.cue(at, plain | cue::GIVEN) || doc.sense(at).kind().is_some();
        is_inside(doc, at) && !known && !doc.is(at, shape::INITIAL)
    };
    let trade = before.wrapping_sub(1);
    let is_trade =
        doc.is(trade, shape::WORD) && !doc.cue(trade, cue::FUNCTION) && !doc.upper(trade);
    let is_made = doc.any(before, TRADES) || doc.any(before, GROUPS) && is_trade;
    if !is_made || doc.upper(before) || doc.breaks(at) || !is_unknown(at) {
        return None;
    }
    let mut end = at + 1;
    while end < at + 3 && is_unknown(end) && !doc.breaks(end) {
        end += 1;
    }
    let goes_on = is_inside(doc, end) && !doc.breaks(end) || doc.hyphen(end);
    let reason = "a company behind its trade";
    (!goes_on).then(|| Candidate::rule((at, end), Kind::Org, 0.85, reason))
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
    // `near Al-Bayada`
    let article = doc.any(at, &["al", "el", "ash", "ar"]) && doc.hyphen(at + 1);
    let placed = doc.any(before, &["in", "near", "at"]);
    if article && placed && is_rare(doc, at + 2) && !doc.upper(at + 3) {
        return Some(Candidate::rule((at, at + 3), Kind::Place, 0.95, PLACED));
    }
    let rare = |at: usize| is_rare(doc, at);
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
    let located = placed && !(end == at + 1 && doc.cue(at, cue::SURNAME));
    located.then(|| Candidate::rule((at, end), Kind::Place, 0.6, PLACED))
}

/// Says whether a capitalised word is neither known nor ordinary.
fn is_rare(doc: &Doc<'_>, at: usize) -> bool {
    doc.upper(at)
        && doc.is(at, shape::WORD)
        && doc.sense(at).kind().is_none()
        && !doc.cue(
            at,
            cue::COMMON | cue::FUNCTION | cue::CALENDAR | cue::HONORIFIC | cue::GIVEN | cue::SHORT,
        )
        && !doc.is(at, shape::CAPS | shape::INITIAL)
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
