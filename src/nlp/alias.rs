//! Names that the text itself says to be one: `X, also known as Y`, `X
//! (formerly Y)`, `X (Norwegian: Y)`.
//!
//! Both have to stand side by side and be of one kind; what the lists or
//! people know to be two stays two.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::mention::Kind;
use super::resolve::Identity;
use super::token::shape;

/// Words that can stand between the two.
const BETWEEN: &[&str] = &[
    "also",
    "aka",
    "a.k.a",
    "a.k.a.",
    "alias",
    "as",
    "better",
    "born",
    "called",
    "colloquially",
    "commonly",
    "currently",
    "dubbed",
    "earlier",
    "formally",
    "formerly",
    "historically",
    "is",
    "known",
    "lit",
    "literally",
    "locally",
    "later",
    "meaning",
    "more",
    "name",
    "named",
    "nee",
    "née",
    "nicknamed",
    "now",
    "officially",
    "often",
    "once",
    "or",
    "original",
    "originally",
    "popularly",
    "previously",
    "professionally",
    "rebranded",
    "referred",
    "renamed",
    "short",
    "simply",
    "sometimes",
    "stylized",
    "styled",
    "the",
    "then",
    "to",
    "today",
    "traditionally",
    "translated",
    "was",
    "which",
];
/// Those of them that say that both are one.
const SAY: &[&str] = &[
    "aka",
    "a.k.a",
    "a.k.a.",
    "alias",
    "formerly",
    "known",
    "lit",
    "literally",
    "nee",
    "née",
    "nicknamed",
    "originally",
    "previously",
    "renamed",
    "simply",
    "stylized",
];
/// Words that say so behind `also`.
const ALSO: &[&str] = &[
    "called",
    "dubbed",
    "known",
    "named",
    "nicknamed",
    "referred",
    "styled",
    "translated",
];
/// Those that say so in brackets only.
const SAY_ASIDE: &[&str] = &["also", "born", "now", "or", "meaning", "called", "dubbed"];
/// Most tokens between the two.
const MAX_BETWEEN: usize = 8;

/// Gives two names that the text makes one the identity of the first.
pub(super) fn link(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    let mut goals: BTreeMap<(Kind, String), Identity> = BTreeMap::new();
    for idx in 1..names.len() {
        let before = before(doc, names, idx);
        let (Some(one), Some(other)) = (names.get(before), names.get(idx)) else {
            continue;
        };
        if one.kind != other.kind || !one.kind.is_name() {
            continue;
        }
        let (Some(first), Some(second)) = (found.get(before), found.get(idx)) else {
            continue;
        };
        let short = !second.is_settled() && is_short_aside(doc, one, other);
        if !short && !is_said(doc, one, other) {
            continue;
        }
        let first = goals
            .get(&(one.kind, first.key.clone()))
            .unwrap_or(first)
            .clone();
        let is_two = first.is_settled() && second.is_settled();
        if is_two || first.key == second.key {
            continue;
        }
        let (goal, alias) = if second.is_settled() {
            (second.clone(), first)
        } else {
            (first, second.clone())
        };
        goals.entry((one.kind, alias.key)).or_insert(goal);
    }
    if goals.is_empty() {
        return;
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        if let Some(goal) = goals.get(&(name.kind, identity.key.clone())) {
            *identity = goal.clone();
        }
    }
}

/// Returns the index of the name before, over the name of a language.
fn before(doc: &Doc<'_>, names: &[Candidate], idx: usize) -> usize {
    let language = names.get(idx - 1).is_some_and(|name| {
        let told = doc.sign(name.end) == Some(':') || doc.any(name.end, &["as"]);
        name.kind == Kind::Group && told
    });
    idx - 1 - usize::from(language && idx > 1)
}

/// Says whether a short form of other letters stands in brackets behind a body:
/// `Central Boat Office (ZBA)`.
fn is_short_aside(doc: &Doc<'_>, one: &Candidate, other: &Candidate) -> bool {
    let aside = doc.sign(one.end) == Some('(') && doc.sign(other.end) == Some(')');
    let beside = one.end + 1 == other.first && doc.tight(other.first);
    let short = other.n_tokens() == 1 && doc.is(other.first, shape::CAPS);
    let body = one.kind == Kind::Org && one.n_tokens() > 2;
    aside && beside && short && body && (one.first..one.end).any(|at| doc.cue(at, cue::ORG_HEAD))
}

/// Says whether the words between two names make them one.
fn is_said(doc: &Doc<'_>, one: &Candidate, other: &Candidate) -> bool {
    let between = one.end..other.first;
    let crosses = |at: usize| doc.is(at, shape::LINE);
    let near = (1..=MAX_BETWEEN).contains(&between.len());
    if !near || between.clone().any(crosses) || crosses(other.first) {
        return false;
    }
    let aside = between.clone().any(|at| doc.sign(at) == Some('('));
    // `X (Norwegian: Y)`, and two titles of a work.
    let colon = doc.sign(other.first - 1) == Some(':')
        || is_quote(doc, other.first - 1) && doc.sign(other.first.wrapping_sub(2)) == Some(':');
    let language = |at: usize| doc.upper(at) && (aside && colon || doc.cue(at, cue::DEMONYM));
    let says = |at: usize| {
        let also = doc.any(at, &["also"]) && doc.any(at + 1, ALSO);
        also || doc.any(at, SAY) || aside && doc.any(at, SAY_ASIDE)
    };
    // `known to Ada Berg` is known by her, not as her.
    let is_stray = |at: usize| doc.any(at, &["to"]) && !doc.any(at - 1, &["referred"]);
    let fits = |at: usize| {
        let sign = matches!(doc.sign(at), Some(',' | '(' | ':' | ';' | '.')) || is_quote(doc, at);
        sign || doc.any(at, BETWEEN) && !doc.upper(at) && !is_stray(at)
            || language(at)
            || doc.any(at, &["in"]) && language(at + 1)
    };
    let bare = aside && one.kind == Kind::Work && between.clone().all(|at| doc.word(at).is_none());
    let mut words = between.clone();
    words.all(fits) && (bare || aside && colon || between.clone().any(says))
}

fn is_quote(doc: &Doc<'_>, at: usize) -> bool {
    matches!(doc.sign(at), Some('"' | '“' | '”' | '‘' | '«' | '»'))
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Kind, Overrides, extract};

    /// Counts the entities of one kind.
    fn check(text: &str, kind: Kind, expected: usize) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let names: Vec<_> = found.entities.iter().filter(|e| e.kind == kind).collect();
        assert_eq!(names.len(), expected, "{text} {names:?}");
    }

    #[test]
    fn a_name_that_is_said_to_be_another_is_one_with_it() {
        for text in [
            "Harwood Steel Corp., formerly known as Gotland Iron Ltd., is old.",
            "Harwood Steel Corp. (formerly Gotland Iron Ltd.) is old.",
            "Harwood Steel Corp. (also called Gotland Iron Ltd.) is old.",
            "Harwood Steel Corp. (also Gotland Iron Ltd.) is old.",
            "Harwood Steel Corp., also referred to as Gotland Iron Ltd., is old.",
            "Harwood Steel Corp. (Swedish: Gotlands Stål AB) is old.",
            "The Central Boat Office (ZBX) is old.",
        ] {
            check(text, Kind::Org, 1);
        }
        for text in [
            "Harwood Steel Corp. beat Gotland Iron Ltd. again.",
            "Harwood Steel Corp., formerly of Gotland Iron Ltd., is old.",
            "They went to Harwood Steel Corp., also to Gotland Iron Ltd.",
            "They like Harwood Steel Corp., also Gotland Iron Ltd.",
            "Harwood Steel Corp. and Gotland Iron Ltd. are known.",
        ] {
            check(text, Kind::Org, 2);
        }
        check("Oslo (formerly Helsinki) is a joke.", Kind::Place, 2);
        for text in [
            "We met Ada Berg, also Nils Holm.",
            "Nils Holm was known to Ada Berg.",
        ] {
            check(text, Kind::Person, 2);
        }
    }
}
