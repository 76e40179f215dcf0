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

/// Verbs that alone say nothing of what a place does.
const AUXILIARIES: &[&str] = &[
    "are", "be", "been", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may",
    "might", "must", "should", "was", "were", "will", "would",
];
const ADVERBS: &[&str] = &["also", "not", "now", "on", "still", "then", "to"];
/// What only somebody can be.
const STANCES: &[&str] = &[
    "adamant",
    "angry",
    "anxious",
    "cautious",
    "concerned",
    "confident",
    "determined",
    "eager",
    "furious",
    "keen",
    "prepared",
    "ready",
    "reluctant",
    "unwilling",
    "willing",
    "worried",
];
/// What leads from one city to another.
const WAYS: &[&str] = &[
    "bus", "distance", "ferry", "flight", "flights", "highway", "journey", "line", "link", "rail",
    "railway", "road", "route", "service", "services", "train", "trains", "travel", "trip", "way",
];
/// Most tokens before a verb.
const MAX_VERB: usize = 5;

/// Says whether the capital named at `first..end` acts as its government.
pub(super) fn acts(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let before = first.wrapping_sub(1);
    if doc.hyphen(end) {
        return doc.upper(end + 1) || doc.any(end + 1, &["backed", "led"]);
    }
    if is_end_of_way(doc, first) {
        return false;
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
        return is_side(doc, (before, end));
    }
    subject(doc, first, end)
}

/// Says whether a capital is one end of a way: `the train between Oslo and Rome`.
fn is_end_of_way(doc: &Doc<'_>, first: usize) -> bool {
    let between = [first.wrapping_sub(1), first.wrapping_sub(3)];
    let between = between.into_iter().find(|&at| doc.any(at, &["between"]));
    between.is_some_and(|at| (at.saturating_sub(3)..at).any(|at| doc.any(at, WAYS)))
}

/// Says whether the word before a capital makes it a side, and not what
/// something goes with.
fn is_side(doc: &Doc<'_>, (before, end): (usize, usize)) -> bool {
    if doc.any(before, &["between"]) {
        let other = end + 1;
        let country = doc.upper(other) && doc.cue(other, cue::CAPITAL | cue::COUNTRY);
        return country || !doc.any(end, &["and"]) || !doc.upper(other);
    }
    !doc.any(before.wrapping_sub(1), &["associated"])
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
                "after", "once", "said", "says", "than",
            ],
        );
    let at = verb(doc, end);
    let is_aided = (end..at).any(|at| doc.any(at, AUXILIARIES));
    let acts = doc.cue(at, cue::ACTION | cue::SPEECH) && !doc.any(at, AUXILIARIES);
    let does = acts || is_aided && doc.any(at, STANCES);
    let headline = doc.is(first, shape::HEADLINE) && acts;
    headline || does && clause && !doc.upper(at) && doc.sign(at).is_none()
}

/// Returns the verb behind a subject that ends at `end`: auxiliaries, adverbs
/// and days may stand before it.
fn verb(doc: &Doc<'_>, end: usize) -> usize {
    let skips = |at: usize| {
        let small = !doc.upper(at);
        let adverb = small && doc.str(at).len() > 4 && doc.str(at).ends_with("ly");
        adverb
            || doc.cue(at, cue::CALENDAR)
            || small && doc.any(at, AUXILIARIES)
            || doc.any(at, ADVERBS)
    };
    let mut rest = end..end + MAX_VERB;
    rest.find(|&at| !skips(at)).unwrap_or(end + MAX_VERB)
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

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Overrides, extract};

    /// Checks what the first place of a text is taken to be.
    fn check(text: &str, expected: &str) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let name = found.mentions.first().and_then(|m| m.entity);
        let name = name.map(|entity| found.entities[entity].name.as_str());
        assert_eq!(name, Some(expected), "{text}");
    }

    #[test]
    fn a_capital_that_acts_is_its_government() {
        for text in [
            "Seoul said it would respond.",
            "Seoul has repeatedly denied it.",
            "Seoul is willing to talk.",
            "Seoul and Tokyo agreed to talk.",
            "Seoul rejected the plan.",
        ] {
            check(text, "South Korea");
        }
        for text in [
            "Seoul is large.",
            "Seoul was founded long ago.",
            "Seoul has a new station.",
            "Seoul, a city of millions, slept.",
        ] {
            check(text, "Seoul");
        }
        check("They built the railway between Oslo and Rome.", "Oslo");
    }
}
