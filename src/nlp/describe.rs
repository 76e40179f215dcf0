//! Descriptions that stand for a name: `the ministry`, `the pact`, `the Games`.
//!
//! A description is linked only where exactly one thing of its sort was named
//! before it in the article and nothing new of that sort came in between;
//! where two were, it stays plain text.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::institution;
use super::mention::Kind;
use super::resolve::Identity;
use super::token::shape;

/// Words for one sort of thing.
const AGREEMENTS: &[&str] = &["pact", "agreement", "accord", "treaty"];
/// Heads of names that `the agreement` does not mean.
const LAWS: &[&str] = &[
    "act",
    "law",
    "bill",
    "code",
    "constitution",
    "amendment",
    "statute",
    "charter",
    "declaration",
    "resolution",
    "directive",
    "regulation",
    "doctrine",
    "guidelines",
    "rights",
    "deal",
    "plan",
];
/// Words behind a description that make it another thing of its sort.
const FURTHER: &[&str] = &[
    "of", "on", "between", "with", "for", "to", "that", "under", "among", "signed", "reached",
];
/// Words before a noun that bring in something new.
const NEW: &[&str] = &[
    "a", "an", "another", "new", "similar", "separate", "other", "such", "any", "no", "its",
    "their", "his", "her", "this", "two", "draft",
];

/// The ministries or the agreements named so far.
#[derive(Default)]
struct Named {
    /// Sort, identity key and index of the last name of each, few.
    known: Vec<(String, String, usize)>,
    /// Something of the sort was brought in without a name since the last one.
    is_clouded: bool,
}

/// Most things of one kind that are kept; with more nothing is clear anyway.
const MAX_KNOWN: usize = 32;

/// Adds descriptions to `names`, with the identity of what they stand for.
///
/// Shape: both stay sorted by place and of one length.
pub(super) fn link(
    doc: &Doc<'_>,
    names: Vec<Candidate>,
    identities: Vec<Identity>,
) -> (Vec<Candidate>, Vec<Identity>) {
    let (mut ministries, mut agreements) = (Named::default(), Named::default());
    let mut heads = Heads::default();
    let mut both: Vec<(Candidate, Identity)> = Vec::with_capacity(names.len());
    let mut rest = names.into_iter().zip(identities).peekable();
    let mut at = 0;
    while at < doc.len() {
        if let Some((name, identity)) = rest.next_if(|(name, _)| name.first <= at) {
            if name.kind == Kind::Org && (name.first..name.end).any(|at| doc.any(at, &["ministry"]))
            {
                let text = doc.join(institution::behind_country(doc, &name), name.end);
                let sort = institution::sort(text.of(doc.text));
                ministries.add(sort, &identity, both.len());
            } else if name.kind == Kind::Agreement && !doc.any(name.end - 1, LAWS) {
                agreements.add(String::new(), &identity, both.len());
            }
            at = name.end.max(at);
            heads.add(doc, &name, &identity, both.len());
            both.push((name, identity));
            continue;
        }
        let meant = if doc.upper(at) {
            heads.meant(doc, at).and_then(|idx| again(&both, idx, at))
        } else if doc.any(at, &["ministry"]) {
            ministry(doc, at, &ministries).and_then(|found| with(found, &both))
        } else if doc.any(at, AGREEMENTS) {
            agreement(doc, at, &mut agreements).and_then(|found| with(found, &both))
        } else {
            None
        };
        // The word before can be the end of a name.
        let taken = both.last().map_or(0, |(name, _)| name.end);
        both.extend(meant.filter(|(name, _)| name.first >= taken));
        at += 1;
    }
    both.extend(rest);
    both.into_iter().unzip()
}

impl Named {
    fn add(&mut self, sort: String, identity: &Identity, idx: usize) {
        self.is_clouded = false;
        let held = self.known.iter_mut().find(|held| held.1 == identity.key);
        if let Some(held) = held {
            (held.0, held.2) = (sort, idx);
        } else if self.known.len() < MAX_KNOWN {
            self.known.push((sort, identity.key.clone(), idx));
        }
    }
}

/// The names so far by their last word, which says what they are.
#[derive(Default)]
struct Heads(BTreeMap<u32, Head>);

struct Head {
    /// Identity key and index of the last name.
    key: String,
    idx: usize,
    /// Another name ends with the same word.
    is_shared: bool,
}

impl Heads {
    fn add(&mut self, doc: &Doc<'_>, name: &Candidate, identity: &Identity, idx: usize) {
        // `Bank of England` is `the Bank`.
        let carried =
            (name.first + 1..name.end).find(|&at| doc.any(at, &["of", "for"]) && !doc.upper(at));
        let last = carried.unwrap_or(name.end) - 1;
        let Some(word) = doc
            .word(last)
            .filter(|_| doc.cue(last, cue::HEAD) && name.n_tokens() > 1)
        else {
            return;
        };
        let head = self.0.entry(word).or_insert_with(|| Head {
            key: identity.key.clone(),
            idx,
            is_shared: false,
        });
        head.is_shared |= head.key != identity.key;
        head.idx = idx;
    }

    /// Finds the only name before that `the Games` can mean.
    fn meant(&self, doc: &Doc<'_>, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let head = self.0.get(&doc.word(at)?)?;
        let next = at + 1;
        let is_bare = doc.any(before, &["the", "this", "these"]) && !doc.breaks(at);
        let goes_on = (doc.upper(next) || doc.is(next, shape::NUMBER)) && !doc.breaks(next)
            || doc.any(next, &["of", "for"])
            || doc.hyphen(next);
        let is_clear = !head.is_shared && !goes_on && !doc.is(at, shape::HEADLINE);
        (is_bare && is_clear).then_some(head.idx)
    }
}

/// Names again what `both` has at `idx`.
fn again(both: &[(Candidate, Identity)], idx: usize, at: usize) -> Option<(Candidate, Identity)> {
    let (name, _) = both.get(idx)?;
    let kind = name.kind;
    let named = kind.is_name() && !matches!(kind, Kind::Person | Kind::Group);
    named
        .then(|| with((found((at, at + 1), kind), idx), both))
        .flatten()
}

fn with(
    (candidate, idx): (Candidate, usize),
    both: &[(Candidate, Identity)],
) -> Option<(Candidate, Identity)> {
    both.get(idx)
        .map(|(_, identity)| (candidate, identity.clone()))
}

/// Reads `the ministry` and `defense ministry`.
fn ministry(doc: &Doc<'_>, at: usize, named: &Named) -> Option<(Candidate, usize)> {
    let before = at.checked_sub(1)?;
    let is_bare = doc.any(before, &["the"]);
    if goes_on(doc, at) || doc.breaks(at) || doc.upper(before) && !is_bare {
        return None;
    }
    let sort = institution::sort(doc.join(before, at + 1).of(doc.text));
    let mut fits = named
        .known
        .iter()
        .filter(|known| is_bare || known.0 == sort);
    let (only, second) = (fits.next()?, fits.next());
    second
        .is_none()
        .then(|| (found((before, at + 1), Kind::Org), only.2))
}

/// Reads `the pact`; notes where a new one comes in.
fn agreement(doc: &Doc<'_>, at: usize, named: &mut Named) -> Option<(Candidate, usize)> {
    let before = at.checked_sub(1)?;
    if !doc.any(before, &["the"]) || doc.breaks(at) {
        let is_new = |back: &usize| doc.any(at.wrapping_sub(*back), NEW);
        named.is_clouded |= (1..5)
            .take_while(|back| *back <= at && !doc.breaks(at + 1 - back))
            .any(|back| is_new(&back));
        return None;
    }
    let [only] = named.known.as_slice() else {
        return None;
    };
    let is_clear = !named.is_clouded && !goes_on(doc, at);
    is_clear.then(|| (found((before, at + 1), Kind::Agreement), only.2))
}

fn found(tokens: (usize, usize), kind: Kind) -> Candidate {
    Candidate::rule(tokens, kind, 0.6, "the one of its sort named before")
}

/// Says whether the words behind a description say which one is meant.
fn goes_on(doc: &Doc<'_>, at: usize) -> bool {
    let next = at + 1;
    doc.any(next, FURTHER) && !doc.breaks(next) || doc.hyphen(next) || doc.possessive(at)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::corpus::Article;
    use crate::nlp::{Kind, Overrides, Rulings, Watched, extract};

    /// Checks what a text with some watched bodies mentions.
    fn check(text: &str, watched: &[&str], expected: &[&str]) {
        let watched = watched.iter().map(|name| Watched {
            name: (*name).to_owned(),
            aliases: Vec::new(),
            kind: Kind::Org,
        });
        let overrides = Overrides {
            rulings: Arc::new(Rulings::new(watched.collect(), &[])),
            ..Overrides::default()
        };
        let found = extract(&Article::of_text(text), &overrides);
        let said: Vec<&str> = found.mentions.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn a_description_can_stand_at_the_very_beginning() {
        for text in [", pact signed here.", "pact", "- a pact", "( the pact"] {
            check(text, &[], &[]);
        }
    }

    #[test]
    fn a_description_takes_no_word_of_a_name() {
        check(
            "The Fisheries Ministry met. The coastal fisheries ministry fell.",
            &["coastal fisheries"],
            &["Fisheries Ministry", "coastal fisheries"],
        );
    }
}
