//! Bodies that most countries have: a supreme court, a parliament, a ministry.
//!
//! Their name alone does not say whose they are. [`link`] gives such a name to
//! a country only where the text says so: `South Korea's Supreme Court`, or
//! `Supreme Court` where the article names no other country's. Without that
//! it stays as written. [`find`] proposes ministries and parliaments written
//! small where their country stands before them and the lists know them.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::{Sense, cue};
use super::key::key;
use super::mention::Kind;
use super::resolve::Identity;
use super::token::fold;

/// Bodies that many countries have, as normalised names.
const SHARED: &[&str] = &[
    "supreme court",
    "constitutional court",
    "high court",
    "congress",
    "parliament",
    "cabinet",
    "national assembly",
    "senate",
    "house of representatives",
    "lower house",
    "upper house",
    "coast guard",
    "marine corps",
    "diet",
];
/// Fields of ministries that are one under two names.
const FIELDS: &[(&str, &str)] = &[
    ("national defense", "defense"),
    ("national defence", "defense"),
    ("defence", "defense"),
    ("foreign affairs", "foreign"),
    ("external affairs", "foreign"),
    ("home affairs", "interior"),
    ("home", "interior"),
];
/// Longest name of a country, in tokens.
const MAX_COUNTRY: usize = 5;

/// Proposes `ministry` and `parliament` written small behind their country.
pub(super) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 1..doc.len() {
        if doc.upper(at) || !doc.any(at, &["ministry", "parliament"]) {
            continue;
        }
        let first = at - usize::from(doc.any(at, &["ministry"]));
        if doc.upper(first) || (first..=at).any(|at| doc.breaks(at)) {
            continue;
        }
        let listed = country_before(doc, first)
            .and_then(|country| listed(doc, country, &sort(doc.join(first, at + 1).of(doc.text))));
        if let Some(sense) = listed {
            let reason = "body of the country named before it";
            let mut candidate = Candidate::rule((first, at + 1), Kind::Org, 0.7, reason);
            candidate.sense = sense;
            found.push(candidate);
        }
    }
}

/// Gives shared bodies to their countries.
pub(super) fn link(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    let mut owners: BTreeMap<String, Vec<Identity>> = BTreeMap::new();
    let mut open = Vec::new();
    for (idx, name) in names.iter().enumerate() {
        let Some(identity) = found.get_mut(idx).filter(|_| name.kind == Kind::Org) else {
            continue;
        };
        let (first, inside) = own_country(doc, name);
        let sort = sort(doc.join(first, name.end).of(doc.text));
        if !is_shared(&sort) {
            continue;
        }
        let country = inside
            .or_else(|| country_before(doc, name.first))
            .or_else(|| country_after(doc, name.end))
            .or_else(|| country_around(doc, name.first));
        if let Some(country) = country {
            if !identity.is_settled() {
                *identity = owned(doc, &sort, country);
            }
        } else if !identity.is_settled() {
            open.push((idx, sort));
            continue;
        }
        let known = owners.entry(sort).or_default();
        if !known.iter().any(|held| held.key == identity.key) {
            known.push(identity.clone());
        }
    }
    for (idx, sort) in open {
        if let Some([only]) = owners.get(&sort).map(Vec::as_slice)
            && let Some(identity) = found.get_mut(idx)
        {
            *identity = only.clone();
        }
    }
}

/// Says whether the name of this sort is a body that many countries have.
pub(super) fn is_shared(sort: &str) -> bool {
    SHARED.contains(&sort) || sort.ends_with(" ministry")
}

/// Returns the name of a body without case and order: `Ministry of National
/// Defense` and `Defense Ministry` are both `defense ministry`.
pub(super) fn sort(name: &str) -> String {
    let key = key(name);
    let field = key
        .strip_prefix("ministry of ")
        .or_else(|| key.strip_suffix(" ministry"));
    let Some(field) = field else {
        return key;
    };
    let field = field.strip_prefix("the ").unwrap_or(field);
    let same = FIELDS.iter().find(|(written, _)| *written == field);
    format!("{} ministry", same.map_or(field, |(_, field)| *field))
}

fn owned(doc: &Doc<'_>, sort: &str, country: &'static str) -> Identity {
    match listed(doc, country, sort) {
        Some(sense) => Identity::known(doc.gazetteer().name(sense.name).0),
        None => Identity::written(&format!("{country} {sort}")),
    }
}

/// Looks up the body of a country by its sort.
fn listed(doc: &Doc<'_>, country: &str, sort: &str) -> Option<Sense> {
    let sense = doc.gazetteer().phrase(&format!("{} {sort}", key(country)));
    (sense.kind() == Some(Kind::Org) && sense.name > 0).then_some(sense)
}

/// Returns the first token behind the country inside a name, and the country.
fn own_country(doc: &Doc<'_>, name: &Candidate) -> (usize, Option<&'static str>) {
    let longest = (name.first + 1..name.end.min(name.first + MAX_COUNTRY + 1)).rev();
    let found = longest
        .map(|end| (end, country(doc, name.first, end)))
        .find(|(_, country)| country.is_some());
    match found {
        Some((end, country)) => (end + usize::from(doc.possessive(end)), country),
        None => (name.first, None),
    }
}

/// Returns the first token behind the country that a name begins with.
pub(super) fn behind_country(doc: &Doc<'_>, name: &Candidate) -> usize {
    own_country(doc, name).0
}

/// Returns the country of `Seoul's` or `South Korean` right before `first`.
fn country_before(doc: &Doc<'_>, first: usize) -> Option<&'static str> {
    if doc.breaks(first) {
        return None;
    }
    let owner = first.checked_sub(1)?;
    let end = if doc.possessive(owner) { owner } else { first };
    let plural = end == first && matches!(doc.sign(owner), Some('\'' | '’')) && doc.tight(owner);
    let end = end - usize::from(plural);
    let longest = (end.saturating_sub(MAX_COUNTRY)..end).find_map(|from| {
        let sense = phrase(doc, from, end);
        let group = sense.is(cue::DEMONYM) || end < first;
        let country = country(doc, from, end).filter(|_| group)?;
        Some((from, country))
    });
    // `anti-South Korean` is nobody's.
    let (_, country) = longest.filter(|(from, _)| !doc.hyphen(from.wrapping_sub(1)))?;
    Some(country)
}

/// Returns the country of `In Seoul, the` at the head of a sentence.
fn country_around(doc: &Doc<'_>, first: usize) -> Option<&'static str> {
    let the = first.checked_sub(1).filter(|&at| doc.any(at, &["the"]))?;
    let comma = usize::from(doc.sign(the.wrapping_sub(1)) == Some(','));
    let capital = the.checked_sub(1 + comma)?;
    let heads = doc.any(capital.wrapping_sub(1), &["in"]) && doc.breaks(capital.wrapping_sub(1));
    let is_capital = heads && doc.cue(capital, cue::CAPITAL) && !doc.breaks(first);
    is_capital
        .then(|| country(doc, capital, the - comma))
        .flatten()
}

/// Returns the country of `of South Korea` behind a name.
fn country_after(doc: &Doc<'_>, end: usize) -> Option<&'static str> {
    if !doc.any(end, &["of"]) || doc.breaks(end) {
        return None;
    }
    let from = end + 1 + usize::from(doc.any(end + 1, &["the"]));
    let longest = (from + 1..=from + MAX_COUNTRY).rev();
    longest.into_iter().find_map(|to| country(doc, from, to))
}

/// Returns the country that the tokens name, as itself, its people or its
/// capital.
fn country(doc: &Doc<'_>, first: usize, end: usize) -> Option<&'static str> {
    let sense = phrase(doc, first, end);
    if !doc.upper(first) || (first + 1..end).any(|at| doc.breaks(at)) {
        return None;
    }
    let (name, stands_for) = doc.gazetteer().name(sense.name);
    if sense.is(cue::COUNTRY) {
        return Some(name);
    }
    stands_for.filter(|_| sense.is(cue::CAPITAL | cue::DEMONYM))
}

/// Looks up the words of some tokens as one name.
fn phrase(doc: &Doc<'_>, first: usize, end: usize) -> Sense {
    if end > doc.len() || first >= end {
        return Sense::default();
    }
    if end == first + 1 {
        return doc.sense(first);
    }
    let (mut words, mut word) = (String::new(), String::new());
    for at in first..end {
        fold(doc.str(at), &mut word);
        words.push_str(if at > first { " " } else { "" });
        words.push_str(&word);
    }
    doc.gazetteer().phrase(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    /// Checks whose the first `ministry` of a text is.
    fn check(text: &str, expected: Option<&str>) {
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let head = (0..doc.len())
            .find(|&at| doc.any(at, &["ministry"]))
            .unwrap();
        assert_eq!(country_before(&doc, head), expected, "{text}");
    }

    #[test]
    fn a_body_is_that_of_the_country_before_it() {
        check("The South Korean ministry met.", Some("South Korea"));
        check("The Korean-South Korean ministry met.", None);
        check("The anti-South Korean ministry met.", None);
        check("The anti-Norwegian ministry met.", None);
        check("Then South Korea's ministry met.", Some("South Korea"));
    }

    #[test]
    fn a_country_of_many_words_can_open_a_name() {
        let text = "Democratic Republic of the Congo Ministry met.";
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let name = Candidate::rule((0, 6), Kind::Org, 1.0, "");
        assert_eq!(behind_country(&doc, &name), 5);
    }
}
