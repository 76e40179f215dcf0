//! Capitals that stand for their governments, and Koreas by their direction.
//!
//! `Seoul rejected the plan` is about South Korea, `a rally in Seoul` about the
//! city. Without a sign that the place acts it stays a place.

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::mention::Kind;
use super::token::shape;

/// Words before a capital that make it one side of something, not a location.
const SIDES: &[&str] = &[
    "with", "between", "against", "by", "urge", "urged", "urging", "persuade", "press", "pressed",
    "pressure", "ask", "asked", "told", "tell", "distance", "accused", "accuse", "accusing",
    "warn", "warned", "convince", "toward", "towards", "allow", "pushed", "push", "called", "that",
];
/// Words behind a capital that go on to speak of the city.
const OF_THE_CITY: &[&str] = &[
    "airport",
    "stadium",
    "street",
    "district",
    "suburb",
    "metro",
    "subway",
    "university",
];

/// Says whether the capital named at `first..end` acts as its government.
pub(super) fn acts(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let before = first.wrapping_sub(1);
    if doc.hyphen(end) {
        return doc.upper(end + 1)
            || doc.any(end + 1, &["backed", "led", "based"]) && !doc.any(end + 1, &["based"]);
    }
    let head = list_head(doc, first);
    if head < first && doc.cue(head.wrapping_sub(1), cue::LOCATIVE) {
        return false;
    }
    let located = doc.cue(before, cue::LOCATIVE) && !doc.any(before, &["toward", "towards"]);
    if located && !doc.breaks(first)
        || doc.sign(end) == Some(',') && doc.sense(end + 1).is(cue::COUNTRY)
    {
        return false;
    }
    if doc.possessive(end) {
        return (end + 1..end + 4)
            .any(|at| doc.cue(at, cue::GOVERNMENT) && !doc.any(at, OF_THE_CITY));
    }
    // `Seoul ministry`, `a proposal from Washington`.
    let nouns = doc.cue(end, cue::GOVERNMENT) && !doc.upper(end);
    let origin =
        doc.any(before, &["from", "to", "of"]) && doc.cue(before.wrapping_sub(1), cue::GOVERNMENT);
    if nouns || origin {
        return true;
    }
    if paired(doc, first, end) {
        return true;
    }
    if doc.any(before, SIDES) && !doc.breaks(first) && !doc.any(before, &["that"]) {
        return true;
    }
    subject(doc, first, end)
}

/// Returns the first capital of the list `Seoul, Tokyo and Washington` that
/// the one at `at` stands in.
fn list_head(doc: &Doc<'_>, at: usize) -> usize {
    let mut head = at;
    while head > 1 && at - head < 12 {
        let joint = head - 1;
        let joined = doc.sign(joint) == Some(',') || doc.any(joint, &["and"]);
        let before = joint - 1 - usize::from(joint > 1 && doc.sign(joint - 1) == Some(','));
        if !joined || doc.breaks(head) || !doc.cue(before, cue::CAPITAL) || !doc.upper(before) {
            break;
        }
        head = before;
    }
    head
}

/// Says whether a verb of deciding follows, perhaps behind a day or an adverb.
fn subject(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let before = first.wrapping_sub(1);
    let clause = doc.breaks(first)
        || doc.sign(before).is_some()
        || doc.any(
            before,
            &[
                "that", "and", "or", "but", "while", "as", "because", "if", "when", "although",
                "though", "which", "what", "where", "how", "whether", "since", "until", "before",
                "after", "once", "extent", "said", "says", "than",
            ],
        );
    let mut at = end;
    for _ in 0..4 {
        let skip = doc.any(
            at,
            &[
                "on",
                "also",
                "has",
                "have",
                "had",
                "is",
                "was",
                "would",
                "will",
                "has",
                "not",
                "still",
                "now",
                "quickly",
                "officially",
                "reportedly",
                "repeatedly",
            ],
        ) && !doc.cue(at, cue::ACTION)
            || doc.cue(at, cue::CALENDAR);
        if !skip {
            break;
        }
        at += 1;
    }
    let verb = doc.cue(at, cue::ACTION | cue::SPEECH) && !doc.upper(at) && doc.sign(at).is_none();
    let headline = doc.is(first, shape::HEADLINE) && doc.cue(at, cue::ACTION | cue::SPEECH);
    headline || verb && clause
}

/// Says whether two capitals stand together, as governments do:
/// `Seoul and Tokyo agreed`.
fn paired(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let capital = |at: usize| doc.cue(at, cue::CAPITAL) && doc.upper(at);
    let (before, two_before) = (first.wrapping_sub(1), first.wrapping_sub(2));
    if doc.any(end, &["and"]) && capital(end + 1) {
        return !doc.cue(before, cue::LOCATIVE)
            && (doc.any(before, SIDES) || subject(doc, end + 1, end + 2) || doc.breaks(first));
    }
    let second = doc.any(before, &["and"]) && first > 1 && capital(two_before);
    second
        && !doc.cue(first.wrapping_sub(3), cue::LOCATIVE)
        && (subject(doc, first, end) || doc.any(first.wrapping_sub(3), SIDES))
}

/// Proposes `the North` and `the South` in articles that speak of the Koreas.
pub(super) fn directions(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    let koreas = [("north", "north korea"), ("south", "south korea")];
    let korean = |name: &str| {
        found.iter().any(|c| {
            c.kind == Kind::Place
                && doc
                    .join(c.first, c.end)
                    .of(doc.text)
                    .to_lowercase()
                    .ends_with(name)
        })
    };
    if !korean("north korea") && !korean("south korea") {
        return;
    }
    let mut proposed = Vec::new();
    for at in 1..doc.len() {
        let Some((_, country)) = koreas.iter().find(|(word, _)| doc.any(at, &[word])) else {
            continue;
        };
        let alone = !doc.upper(at + 1) || doc.breaks(at + 1);
        let of = doc.any(at + 1, &["of"]) || doc.hyphen(at + 1);
        if !doc.upper(at)
            || !doc.any(at - 1, &["the"])
            || !alone
            || of
            || doc.is(at, shape::HEADLINE)
        {
            continue;
        }
        let mut candidate = Candidate::rule(
            (at - 1, at + 1),
            Kind::Place,
            0.95,
            "direction that stands for a country",
        );
        candidate.sense = doc.gazetteer().phrase(country);
        proposed.push(candidate);
    }
    found.append(&mut proposed);
}
