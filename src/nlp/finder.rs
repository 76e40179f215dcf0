//! The seam between finders and everything after them.
//!
//! A finder looks at a [`Doc`] and proposes [`Candidate`]s; it knows nothing of
//! the others. [`super::merge`] decides between candidates that overlap. A
//! trained tagger is one more `find` in [`decided`].

use std::collections::BTreeMap;

use super::doc::Doc;
use super::gazetteer::Sense;
use super::mention::{Finder, Kind, Time};
use super::merge::merge;
use super::rules::acronym::Definition;
use super::time::Times;
use super::watch::{Forms, Watches};
use super::{government, institution, known, rules, watch};

/// A proposed mention, in tokens `first..end`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) score: f32,
    pub(super) finder: Finder,
    pub(super) reason: &'static str,
    /// What the lists know of the whole name.
    pub(super) sense: Sense,
}

impl Candidate {
    /// Makes a candidate of a rule.
    pub(super) fn rule(
        tokens: (usize, usize),
        kind: Kind,
        score: f32,
        reason: &'static str,
    ) -> Self {
        Self {
            first: tokens.0,
            end: tokens.1,
            kind,
            score,
            finder: Finder::Rule,
            reason,
            sense: Sense::default(),
        }
    }

    pub(super) fn n_tokens(&self) -> usize {
        self.end - self.first
    }
}

/// What the finders agreed on.
pub(super) struct Decided {
    /// Sorted by place, not overlapping.
    pub(super) names: Vec<Candidate>,
    /// Short forms that the article explains.
    pub(super) short: Vec<Definition>,
    pub(super) watches: Watches,
}

/// Asks all finders and decides between them.
///
/// Two rounds: names that say what they are first, then their repetitions,
/// which need the first answer.
pub(super) fn decided(doc: &Doc<'_>, times: &Times, forms: &Forms) -> Decided {
    let mut found = Vec::new();
    known::find(doc, &mut found);
    rules::person::find(doc, &mut found);
    rules::headed::find(doc, &mut found);
    rules::led::find(doc, &mut found);
    rules::system::find(doc, &mut found);
    rules::small::find(doc, &mut found);
    rules::amount::find(doc, &mut found);
    times.candidates(&mut found);
    let mut short = rules::acronym::defined(doc, &mut found);
    government::directions(doc, &mut found);
    institution::find(doc, &mut found);
    let watches = watch::find(doc, forms, &mut found);
    let mut names = merge(found, doc.len());
    short.extend(rules::acronym::initials(doc, &names));
    let explained: BTreeMap<u32, Kind> = short.iter().map(|it| (it.word, it.kind)).collect();
    let unsure = |name: &&mut Candidate| {
        name.n_tokens() == 1 && name.finder == Finder::Rule && name.score < 0.7
    };
    for name in names.iter_mut().filter(unsure) {
        if let Some(kind) = doc.word(name.first).and_then(|word| explained.get(&word)) {
            name.kind = *kind;
            name.score = 0.8;
            name.reason = "short form explained in the article";
        }
    }
    names.extend(rules::echo::find(doc, &names, &short));
    Decided {
        names: merge(names, doc.len()),
        short,
        watches,
    }
}

/// Returns the values of those dates that are names, by their first token.
pub(super) fn dated(names: &[Candidate], found: &Times, times: &[Time]) -> BTreeMap<usize, String> {
    let values: BTreeMap<usize, &Time> = found.firsts().zip(times).collect();
    let dates = names.iter().filter(|name| name.kind == Kind::Date);
    dates
        .filter_map(|name| Some((name.first, values.get(&name.first)?.value.clone()?)))
        .collect()
}
