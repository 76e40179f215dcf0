//! Mentions to entities within one article: who is meant by a short name, an
//! acronym, a capital.
//!
//! Two persons with one surname stay two; the bare surname then goes to the
//! one named last. What is not clear stays an entity of its own.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::{Gazetteer, cue};
use super::key::key;
use super::mention::Kind;
use super::overrides::Rulings;
use super::rules::acronym::Definition;
use super::token::shape;
use super::watch::Watches;
use super::{decide, government, institution};

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
    link_persons(doc, names, &mut found);
    link_short_forms(doc, names, short, &mut found);
    institution::link(doc, names, &mut found);
    link_parts(doc, names, &mut found);
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
    let (canonical, stands_for) = Gazetteer::get().name(name.sense.name);
    match stands_for {
        Some(country)
            if name.kind == Kind::Place && government::acts(doc, name.first, name.end) =>
        {
            Identity::known(country)
        }
        _ => Identity::known(canonical),
    }
}

/// Gives bare surnames and given names to full names of the article.
fn link_persons(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    let mut full: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (idx, name) in names.iter().enumerate() {
        if name.kind != Kind::Person || name.n_tokens() < 2 {
            continue;
        }
        if let Some(identity) =
            same_person(doc, names, idx, &full).and_then(|other| found.get(other).cloned())
            && let Some(place) = found.get_mut(idx)
            && !place.is_settled()
        {
            *place = identity;
        }
        for part in [surname(doc, name), given(doc, name)] {
            if let Some(word) = doc.word(part) {
                full.entry(word).or_default().push(idx);
            }
        }
    }
    for (idx, name) in names.iter().enumerate() {
        if name.kind != Kind::Person || name.n_tokens() > 1 {
            continue;
        }
        let Some(bearers) = doc.word(name.first).and_then(|word| full.get(&word)) else {
            continue;
        };
        let before = bearers.partition_point(|&bearer| bearer < idx);
        let by_surname = |&&bearer: &&usize| {
            names
                .get(bearer)
                .is_some_and(|other| doc.word(surname(doc, other)) == doc.word(name.first))
        };
        let nearest = bearers.iter().take(before).rev().take(64).find(by_surname);
        let later = bearers.iter().skip(before).take(64).find(by_surname);
        let bearer = nearest.or(later).or_else(|| bearers.first());
        if let Some(identity) = bearer.and_then(|&bearer| found.get(bearer)).cloned()
            && let Some(place) = found.get_mut(idx)
        {
            *place = identity;
        }
    }
}

/// Finds an earlier full name of the same person: same surname, and given
/// names of which one continues the other (`John Hill`, `John F. Hill`).
fn same_person(
    doc: &Doc<'_>,
    names: &[Candidate],
    idx: usize,
    full: &BTreeMap<u32, Vec<usize>>,
) -> Option<usize> {
    let name = names.get(idx)?;
    let bearers = full.get(&doc.word(surname(doc, name))?)?;
    let same = |&&other: &&usize| {
        names.get(other).is_some_and(|other| {
            doc.word(surname(doc, other)) == doc.word(surname(doc, name))
                && doc.word(given(doc, other)) == doc.word(given(doc, name))
        })
    };
    bearers.iter().rev().take(64).find(same).copied()
}

/// Returns the token of the surname, by the order of the name.
fn surname(doc: &Doc<'_>, name: &Candidate) -> usize {
    let mut last = name.end - 1;
    while last > name.first
        && (doc.any(last, &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
            || doc.word(last).is_none())
    {
        last -= 1;
    }
    if is_eastern(doc, name, last) {
        name.first
    } else {
        last
    }
}

/// Returns the token of the given name.
fn given(doc: &Doc<'_>, name: &Candidate) -> usize {
    if surname(doc, name) == name.first {
        (name.first + 1).min(name.end - 1)
    } else {
        name.first
    }
}

fn is_eastern(doc: &Doc<'_>, name: &Candidate, last: usize) -> bool {
    if !doc.cue(name.first, cue::EASTERN) || last == name.first {
        return false;
    }
    let hyphen = doc.hyphen(last.saturating_sub(1)) && last > name.first + 2;
    let western = doc.cue(name.first, cue::GIVEN) && doc.cue(last, cue::SURNAME);
    hyphen || !western && !doc.is(name.first, shape::INITIAL)
}

/// Gives short forms the identity of the long name that explains them.
fn link_short_forms(
    doc: &Doc<'_>,
    names: &[Candidate],
    short: &[Definition],
    found: &mut [Identity],
) {
    let mut longs: BTreeMap<u32, Identity> = BTreeMap::new();
    for definition in short {
        let at = names.partition_point(|name| name.first < definition.long);
        let long = names.get(at).filter(|name| name.first == definition.long);
        if let Some(identity) = long.and_then(|_| found.get(at)) {
            longs
                .entry(definition.word)
                .or_insert_with(|| identity.clone());
        }
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        let single = (name.n_tokens() == 1)
            .then(|| doc.word(name.first))
            .flatten();
        if let Some(long) = single.and_then(|word| longs.get(&word)) {
            // A listed name of the short form outdoes the long form as written.
            if !identity.is_settled() || long.is_settled() {
                *identity = long.clone();
            }
        }
    }
    // The long form as written follows a listed short form.
    let mut listed: BTreeMap<u32, Identity> = BTreeMap::new();
    for (name, identity) in names.iter().zip(found.iter()) {
        let single = (name.n_tokens() == 1)
            .then(|| doc.word(name.first))
            .flatten();
        if let Some(word) = single.filter(|_| identity.is_settled()) {
            listed.entry(word).or_insert_with(|| identity.clone());
        }
    }
    let mut canonical: BTreeMap<String, Identity> = BTreeMap::new();
    for definition in short {
        let at = names.partition_point(|name| name.first < definition.long);
        let long = names
            .get(at)
            .filter(|name| name.first == definition.long)
            .and_then(|_| found.get(at));
        if let (Some(long), Some(identity)) = (long, listed.get(&definition.word)) {
            canonical.insert(long.key.clone(), identity.clone());
        }
    }
    for identity in found.iter_mut().filter(|identity| !identity.is_settled()) {
        if let Some(listed) = canonical.get(&identity.key) {
            *identity = listed.clone();
        }
    }
}

/// Gives `Defense Ministry` to the one `South Korean Defense Ministry`, and
/// `Acme` to the one `Acme Steel Corp.` of the article.
fn link_parts(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    let mut longer: BTreeMap<(Kind, String), Vec<Identity>> = BTreeMap::new();
    for (name, identity) in names.iter().zip(found.iter()) {
        if !matches!(name.kind, Kind::Org | Kind::Agreement | Kind::Event) || name.n_tokens() < 2 {
            continue;
        }
        for part in parts(doc, name, &key(doc.join(name.first, name.end).of(doc.text))) {
            let bearers = longer.entry((name.kind, part)).or_default();
            if bearers.len() < 3 && !bearers.contains(identity) {
                bearers.push(identity.clone());
            }
        }
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        if identity.is_settled() {
            continue;
        }
        if let Some([only]) = longer
            .get(&(name.kind, identity.key.clone()))
            .map(Vec::as_slice)
            && only.key != identity.key
        {
            *identity = only.clone();
        }
    }
}

/// Lists the shorter forms by which a long name may be called.
fn parts(doc: &Doc<'_>, name: &Candidate, key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut parts = Vec::new();
    let mut national = name.first;
    while national + 1 < name.end
        && doc
            .sense(national)
            .is(cue::DEMONYM | cue::COUNTRY | cue::LOCATIVE)
    {
        national += 1;
    }
    let n_national = national - name.first;
    if n_national > 0 && words.len() > n_national + 1 {
        parts.extend(words.get(n_national..).map(|rest| rest.join(" ")));
    }
    let tail = doc.cue(name.end - 1, cue::ORG_TAIL | cue::ORG_HEAD);
    let own = !doc.cue(
        name.first,
        cue::QUALIFIER | cue::DEMONYM | cue::COUNTRY | cue::COMMON | cue::CAPITAL,
    );
    if tail && own && name.kind == Kind::Org && n_national == 0 {
        parts.extend(
            (1..words.len())
                .filter_map(|n| words.get(..n))
                .map(|front| front.join(" ")),
        );
    }
    parts
}
