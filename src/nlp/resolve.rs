//! Mentions to entities within one article: who is meant by a short name, an
//! acronym, a capital.
//!
//! Two persons with one surname stay two; the bare surname then goes to the
//! one named last. What is not clear stays an entity of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::doc::Doc;
use super::finder::Candidate;
use super::key::key;
use super::mention::Kind;
use super::overrides::Rulings;
use super::rules::acronym::Definition;
use super::watch::Watches;
use super::{alias, bodies, decide, government, institution, persons};

/// What a mention is taken to be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Identity {
    /// Normalised name.
    pub(super) key: String,
    /// Canonical name where the lists have one.
    pub(super) canonical: Option<&'static str>,
    /// The key is the name to show: the value of a date.
    pub(super) is_value: bool,
    /// Number of the goal that people's rulings lead to.
    pub(super) ruled: Option<usize>,
}

impl Identity {
    pub(super) fn known(name: &'static str) -> Self {
        Self {
            key: key(name),
            canonical: Some(name),
            ..Self::default()
        }
    }

    /// Says whether lists or people say what it is.
    pub(super) fn is_settled(&self) -> bool {
        self.canonical.is_some() || self.ruled.is_some()
    }

    pub(super) fn written(text: &str) -> Self {
        Self {
            key: key(text),
            ..Self::default()
        }
    }
}

/// What is known of single names before they are linked.
pub(super) struct Told<'a> {
    /// ISO value of a date by its first token.
    pub(super) values: &'a BTreeMap<usize, String>,
    pub(super) watches: &'a Watches,
    pub(super) rulings: &'a Rulings,
}

/// Says what each of `names` is.
///
/// Shape: one identity a name; names of one kind with equal identity keys are
/// one entity.
pub(super) fn identities(
    doc: &Doc<'_>,
    names: &[Candidate],
    short: &[Definition],
    told: &Told<'_>,
) -> Vec<Identity> {
    let mut found: Vec<Identity> = names.iter().map(|name| alone(doc, name, told)).collect();
    persons::link(doc, names, &mut found);
    link_short_forms(doc, names, short, &mut found);
    institution::link(doc, names, &mut found);
    bodies::link(doc, names, &mut found);
    alias::link(doc, names, &mut found);
    found
}

/// Says what a name is without looking at the others.
fn alone(doc: &Doc<'_>, name: &Candidate, told: &Told<'_>) -> Identity {
    let here = told.watches.get(&name.first);
    if let Some((_, number)) = here.filter(|(end, _)| *end == name.end) {
        return decide::watched(told.rulings, *number);
    }
    let identity = by_lists(doc, name, told);
    let watched = told.rulings.watched_as(name.kind, &identity.key);
    watched.map_or(identity, |number| decide::watched(told.rulings, number))
}

/// Says what a name is by the lists.
fn by_lists(doc: &Doc<'_>, name: &Candidate, told: &Told<'_>) -> Identity {
    let text = doc.join(name.first, name.end).of(doc.text);
    if name.kind == Kind::Date
        && let Some(value) = told.values.get(&name.first)
    {
        return Identity {
            key: value.clone(),
            is_value: true,
            ..Identity::default()
        };
    }
    if name.sense.name == 0 || name.sense.kind() != Some(name.kind) {
        return Identity::written(text);
    }
    let (canonical, stands_for) = doc.gazetteer().name(name.sense.name);
    match stands_for {
        Some(country)
            if name.kind == Kind::Place && government::acts(doc, name.first, name.end) =>
        {
            Identity::known(country)
        }
        _ => Identity::known(canonical),
    }
}

/// Gives short forms the identity of the long name that explains them, or the
/// other way round where the lists know the short form only.
fn link_short_forms(
    doc: &Doc<'_>,
    names: &[Candidate],
    short: &[Definition],
    found: &mut [Identity],
) {
    let mut goals: BTreeMap<String, Identity> = BTreeMap::new();
    // Short forms to which the article gives another meaning than the lists.
    let mut redefined: BTreeMap<u32, Identity> = BTreeMap::new();
    for definition in short {
        let Some(long) = identity_at(names, definition.long, found) else {
            continue;
        };
        let form = key(doc
            .join(definition.short.0, definition.short.1)
            .of(doc.text));
        let stated = identity_at(names, definition.short, found);
        let listed = stated.filter(|short| short.is_settled());
        let at = definition.short.0;
        if listed.is_some_and(|listed| !are_alike(&listed.key, &long.key)) {
            let word = doc.word(at).filter(|_| definition.short.1 == at + 1);
            redefined.extend(word.map(|word| (word, long.clone())));
            continue;
        }
        let listed = listed.filter(|_| !long.is_settled());
        let goal = listed.unwrap_or(long).clone();
        for alias in [form, long.key.clone()] {
            if alias != goal.key {
                goals.entry(alias).or_insert_with(|| goal.clone());
            }
        }
    }
    if goals.is_empty() && redefined.is_empty() {
        return;
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        let stays = identity.is_value || name.kind == Kind::Person;
        let word = doc.word(name.first);
        let is_short = name.n_tokens() == 1 && !stays && !name.is_fixed();
        if let Some(goal) = word.filter(|_| is_short).and_then(|it| redefined.get(&it)) {
            *identity = goal.clone();
            continue;
        }
        if let Some(goal) = goals.get(&identity.key).filter(|_| !stays)
            && (!identity.is_settled() || goal.is_settled())
        {
            *identity = goal.clone();
        }
    }
}

/// Says whether two bodies can be one by the words of their keys: most of the
/// shorter one begin as words of the other, in whatever language.
fn are_alike(one: &str, other: &str) -> bool {
    let begin = |word: &str| word.chars().take(4).collect::<String>();
    let words = |key: &str| -> BTreeSet<String> {
        let long = key.split(' ').filter(|word| word.len() > 3);
        long.map(begin).collect()
    };
    let (one, other) = (words(one), words(other));
    let n_shared = one.intersection(&other).count();
    3 * n_shared >= 2 * one.len().min(other.len()).max(1)
}

/// Returns the identity of the name that stands at these tokens.
fn identity_at<'f>(
    names: &[Candidate],
    tokens: (usize, usize),
    found: &'f [Identity],
) -> Option<&'f Identity> {
    let idx = names.partition_point(|name| name.end <= tokens.0);
    let name = names.get(idx)?;
    let is_it = name.first <= tokens.0 && (tokens.1 <= name.end || name.first == tokens.0);
    is_it.then(|| found.get(idx)).flatten()
}
