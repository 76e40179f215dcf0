//! The seam between finders and everything after them.
//!
//! A finder looks at a [`Doc`] and proposes [`Candidate`]s; it knows nothing of
//! the others. [`super::merge`] decides between candidates that overlap. A
//! trained tagger is one more `find` in [`decided`].

use std::collections::{BTreeMap, BTreeSet};

use super::doc::Doc;
use super::gazetteer::{Sense, cue};
use super::mention::{Acronym, Finder, Kind, Time};
use super::merge::{MIN_SCORE, merge};
use super::rules::acronym::Definition;
use super::tagger::{Page, Tagger, is_known};
use super::time::Times;
use super::token::shape;
use super::watch::{Forms, Watches};
use super::{edges, government, institution, known, rules, watch};

/// The tagger is heard from this probability on.
const TAGGER_MIN: f32 = 0.4;
/// A list or a rule as sure as this is heard where the tagger sees nothing.
const SURE_SCORE: f32 = 0.8;

/// A list or a rule as sure as this of several words is not asked again.
const SETTLED_SCORE: f32 = 0.95;

/// A longer name is no name: most such come of a text without sentences.
const MAX_TOKENS: usize = 30;

/// What people with one belief and a party of them are both called.
const PARTIES: &[&str] = &[
    "conservative",
    "conservatives",
    "democrat",
    "democrats",
    "greens",
    "liberal",
    "liberals",
    "republican",
    "republicans",
    "socialist",
    "socialists",
    "tories",
    "tory",
];

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

    /// Says whether a person decided so: then no finder has a say.
    pub(super) fn is_fixed(&self) -> bool {
        self.finder == Finder::Person
    }

    /// Says whether no learned judge is asked about it: a listed people, a
    /// name of several words that is as good as certain, a team in a row of
    /// figures, which is no sentence that could be judged.
    pub(super) fn is_settled(&self) -> bool {
        let is_listed = self.kind == Kind::Group && self.finder == Finder::Gazetteer;
        let is_sure = is_listed || self.n_tokens() > 1 || self.reason == rules::result::REASON;
        self.is_fixed() || is_sure && self.score >= SETTLED_SCORE
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

impl Decided {
    /// Learns the short forms of names that the tagger found.
    fn learn(&mut self, doc: &Doc<'_>, names: &[Candidate]) {
        let known: BTreeSet<_> = self.short.iter().map(|it| doc.word(it.short.0)).collect();
        let found = rules::acronym::initials(doc, names).into_iter();
        let new = found.filter(|it| !known.contains(&doc.word(it.short.0)));
        self.short.extend(new);
    }

    /// Lists the short forms that the text itself explains.
    pub(super) fn acronyms(&self, doc: &Doc<'_>) -> Vec<Acronym> {
        let stated = self.short.iter().filter(|it| it.is_stated);
        let acronym = |it: &Definition| Acronym {
            short: doc.join(it.short.0, it.short.1),
            long: doc.join(it.long.0, it.long.1),
        };
        stated.map(acronym).collect()
    }
}

/// Asks the lists and the rules, and decides between them.
///
/// This is what the tagger gets to see of them.
pub(super) fn proposed(doc: &Doc<'_>, times: &Times, forms: &Forms) -> Decided {
    let mut found = Vec::new();
    known::find(doc, &mut found);
    rules::person::find(doc, &mut found);
    rules::headed::find(doc, &mut found);
    rules::led::find(doc, &mut found);
    rules::state::find(doc, &mut found);
    rules::system::find(doc, &mut found);
    rules::small::find(doc, &mut found);
    rules::told::find(doc, &mut found);
    rules::amount::find(doc, &mut found);
    rules::number::find(doc, &mut found);
    times.candidates(&mut found);
    let mut short = rules::acronym::defined(doc, &mut found);
    government::directions(doc, &mut found);
    institution::find(doc, &mut found);
    let watches = watch::find(doc, forms, &mut found);
    let names = merge(found, doc.len());
    short.extend(rules::acronym::initials(doc, &names));
    Decided {
        names,
        short,
        watches,
    }
}

/// Asks all finders and decides between them.
///
/// Three rounds: names that say what they are first, then the tagger, which
/// sees those, then the repetitions of what is known by now.
pub(super) fn decided(doc: &Doc<'_>, times: &Times, forms: &Forms, tagger: &Tagger<'_>) -> Decided {
    let mut before = proposed(doc, times, forms);
    let page = Page::new(doc, &before.names, &before.short);
    let read = tagger.find(&page);
    let mut names = merge(weighed(doc, &before.names, read), doc.len());
    edges::mend(doc, &mut names);
    let mut names = merge(names, doc.len());
    rules::result::read(doc, &mut names);
    rules::roster::read(doc, &mut names);
    explain(doc, &mut names, &before.short);
    drop_common(doc, &mut names, &before.short);
    rules::titled::find(doc, &mut names);
    before.learn(doc, &names);
    names.extend(rules::echo::find(doc, &names, &before.short));
    let mut names = merge(names, doc.len());
    rules::team::read(doc, &mut names);
    rules::echo::agree(doc, &mut names);
    edges::drop_offices(doc, &mut names);
    Decided { names, ..before }
}

/// Takes out short forms of common words: `greenhouse gas (GHG)` is no name.
fn drop_common(doc: &Doc<'_>, names: &mut Vec<Candidate>, short: &[Definition]) {
    let common: BTreeSet<u32> = short
        .iter()
        .filter(|it| it.kind.is_none() && it.short.1 == it.short.0 + 1)
        .filter_map(|it| doc.word(it.short.0))
        .collect();
    names.retain(|name| {
        let single = name.n_tokens() == 1 && name.sense.name == 0;
        let word = doc.word(name.first).filter(|_| single);
        name.is_fixed() || word.is_none_or(|word| !common.contains(&word))
    });
}

/// Takes the kind of a short form from the article's own explanation.
fn explain(doc: &Doc<'_>, names: &mut [Candidate], short: &[Definition]) {
    let single = |it: &Definition| Some((doc.word(it.short.0)?, it.kind?));
    let explained: BTreeMap<u32, Kind> = short
        .iter()
        .filter(|it| it.short.1 == it.short.0 + 1)
        .filter_map(single)
        .collect();
    for name in names.iter_mut().filter(|it| it.n_tokens() == 1) {
        let unsure = match name.finder {
            Finder::Rule => name.score < 0.7,
            finder => finder == Finder::Tagger,
        };
        let kind = doc.word(name.first).and_then(|word| explained.get(&word));
        if let Some(kind) = kind.filter(|_| unsure) {
            name.kind = *kind;
            name.score = 0.8;
            name.reason = "short form explained in the article";
        }
    }
}

/// Lets the tagger decide about the kinds it knows; lists and rules keep the
/// other kinds, and lend their reason where both agree.
fn weighed(doc: &Doc<'_>, names: &[Candidate], read: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    let mut taken = vec![false; doc.len()];
    let is_settled = |name: &&Candidate| {
        let is_small = !(name.first..name.end).any(|at| doc.upper(at));
        name.is_settled() || !is_known(name.kind) || is_small
    };
    for name in names.iter().filter(is_settled) {
        taken[name.first..name.end].fill(true);
        kept.push(*name);
    }
    let mut before = names.iter().peekable();
    for mut name in read.into_iter().flat_map(|name| split(doc, name)) {
        let is_endless = name.n_tokens() > MAX_TOKENS;
        let is_heard = name.score >= TAGGER_MIN && !is_endless && !is_phrase(doc, &name);
        let is_code = name.n_tokens() == 1 && doc.is(name.first, shape::MIXED);
        if is_code && name.kind == Kind::Place && doc.str(name.first).ends_with(char::is_numeric) {
            // `the A18 chip`: a letter and a number are no place.
            continue;
        }
        if !is_heard || taken[name.first..name.end].contains(&true) {
            continue;
        }
        // The least sure token speaks for the name here; elsewhere a score
        // below half means more wrong than right, which is not so.
        name.score = name.score.max(MIN_SCORE);
        while before.next_if(|it| it.end <= name.first).is_some() {}
        let same = before
            .peek()
            .filter(|it| (it.first, it.end) == (name.first, name.end));
        if let Some(same) = same {
            name.sense = same.sense;
            let is_people = same.kind == Kind::Group && same.finder == Finder::Gazetteer;
            if is_people && name.kind == Kind::Org && !doc.any(name.first, PARTIES) {
                // Who saw few peoples takes them for bodies.
                name.kind = Kind::Group;
            }
            if same.kind == name.kind {
                name.reason = same.reason;
                name.finder = same.finder;
                // Two that agree are not less sure than one of them.
                name.score = name.score.max(same.score.min(SURE_SCORE));
            }
        }
        kept.push(name);
    }
    for name in &kept {
        taken[name.first..name.end].fill(true);
    }
    for name in names.iter().filter(|name| !is_settled(name)) {
        let is_sure = name.kind == Kind::Group || name.score >= SURE_SCORE;
        if is_sure && !taken[name.first..name.end].contains(&true) {
            kept.push(*name);
        }
    }
    kept
}

/// Says whether what looks like a body is none: a headline only writes its
/// words big, `Ports Ink Grain Pact`, and `Ministers of Health` are people.
fn is_phrase(doc: &Doc<'_>, name: &Candidate) -> bool {
    let last = name.end - 1;
    let people = doc.any(name.first, &["minister", "ministers", "secretaries"]);
    if name.kind == Kind::Org && people && doc.any(name.first + 1, &["of", "for"]) {
        return true;
    }
    let paper = doc.cue(last, cue::AGREEMENT_HEAD | cue::EVENT_HEAD);
    let body = doc.cue(last, cue::ORG_HEAD | cue::ORG_TAIL);
    name.kind == Kind::Org && doc.is(name.first, shape::HEADLINE) && paper && !body
}

/// Splits `US-Japan`, which is two names.
fn split(doc: &Doc<'_>, name: Candidate) -> Vec<Candidate> {
    let (first, last) = (name.first, name.end - 1);
    let is_pair = name.n_tokens() == 3 && doc.hyphen(first + 1);
    if !(is_pair && doc.cue(first, cue::COUNTRY) && doc.cue(last, cue::COUNTRY)) {
        return vec![name];
    }
    let part = |at: usize| Candidate {
        first: at,
        end: at + 1,
        kind: Kind::Place,
        sense: doc.sense(at),
        ..name
    };
    vec![part(first), part(last)]
}

/// Returns the values of those dates that are names, by their first token.
pub(super) fn dated(names: &[Candidate], found: &Times, times: &[Time]) -> BTreeMap<usize, String> {
    let values: BTreeMap<usize, &Time> = found.firsts().zip(times).collect();
    let dates = names.iter().filter(|name| name.kind == Kind::Date);
    dates
        .filter_map(|name| Some((name.first, values.get(&name.first)?.value.clone()?)))
        .collect()
}
