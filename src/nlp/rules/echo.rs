//! Names that the article has shown once are known everywhere in it: a
//! surname alone, a repeated name, a name in the headline, a short form.

use std::collections::{BTreeMap, BTreeSet};

use super::acronym::{Definition, is_short_form};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::mention::{Finder, Kind};
use crate::nlp::token::shape;

/// A name as folded words.
type Words = Vec<u32>;

/// Proposes the repetitions of `names`, which are decided already.
pub(in crate::nlp) fn find(
    doc: &Doc<'_>,
    names: &[Candidate],
    short: &[Definition],
) -> Vec<Candidate> {
    let mut known: BTreeMap<u32, Vec<(Words, Kind, Sense)>> = BTreeMap::new();
    for name in names
        .iter()
        .filter(|name| name.kind.is_name())
        .filter(|name| name.score >= SURE || name.score >= LIKELY && !is_short(doc, name))
    {
        learn(doc, name, &mut known);
    }
    for definition in short {
        let words: Words = (definition.short.0..definition.short.1)
            .filter_map(|at| doc.word(at))
            .collect();
        if let (Some(kind), Some(&first)) = (definition.kind, words.first()) {
            let entry = (words, kind, Sense::default());
            known.entry(first).or_default().push(entry);
        }
    }
    for entries in known.values_mut() {
        entries.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        entries.dedup();
        // Many long names can begin with one word; a few are enough.
        entries.truncate(32);
    }
    let mut found = Vec::new();
    let mut taken = names.iter().peekable();
    let mut at = 0;
    while at < doc.len() {
        while taken.next_if(|name| name.end <= at).is_some() {}
        if let Some(name) = taken.peek().filter(|name| name.first <= at) {
            at = name.end;
            continue;
        }
        let limit = taken.peek().map_or(doc.len(), |name| name.first);
        match repeated(doc, (at, limit), &known) {
            Some(candidate) => {
                at = candidate.end;
                found.push(candidate);
            }
            None => at += 1,
        }
    }
    found
}

/// A name is known everywhere from here on.
const SURE: f32 = 0.6;
/// The same where it is more than letters: a code in a table says little.
const LIKELY: f32 = 0.5;

fn is_short(doc: &Doc<'_>, name: &Candidate) -> bool {
    let is_code = doc.is(name.first, shape::CAPS) && doc.span(name.first).len() < 5;
    name.n_tokens() == 1 && is_code
}

/// Makes the names of one string one kind, and a surname alone a person.
///
/// What the lists know, and what people watch, stays as it is.
pub(in crate::nlp) fn agree(doc: &Doc<'_>, names: &mut [Candidate]) {
    let mut votes: BTreeMap<Words, BTreeMap<Kind, f32>> = BTreeMap::new();
    let mut surnames: BTreeSet<u32> = BTreeSet::new();
    for name in names.iter().filter(|name| is_open(name.kind)) {
        let words = words_of(doc, name);
        if name.kind == Kind::Person && words.len() > 1 && name.score >= SURE_PERSON {
            let last = name.end - 1;
            let usual = doc.word(last).filter(|_| doc.str(last).len() > 2);
            surnames.extend(usual.filter(|_| !doc.cue(last, cue::COMMON | cue::FUNCTION)));
        }
        let weight = name.score + if is_listed(name) { 2.0 } else { 0.0 };
        *votes
            .entry(words)
            .or_default()
            .entry(name.kind)
            .or_default() += weight;
    }
    for name in names.iter_mut() {
        if !is_open(name.kind) || is_listed(name) || name.finder == Finder::Person {
            continue;
        }
        let words = words_of(doc, name);
        let kinds = votes.get(&words).into_iter().flatten();
        let best = kinds.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        let surname = match words.as_slice() {
            [only] => surnames.contains(only) && is_free(doc, name),
            _ => false,
        };
        let kind = if surname {
            Some(Kind::Person)
        } else {
            best.map(|(kind, _)| *kind)
        };
        if let Some(kind) = kind.filter(|kind| *kind != name.kind) {
            name.kind = kind;
            name.reason = "named so elsewhere in the article";
        }
    }
}

/// A person at least this sure gives the surname to the article.
const SURE_PERSON: f32 = 0.7;

/// Kinds that finders without lists mistake for one another.
fn is_open(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Person | Kind::Org | Kind::Place | Kind::Facility | Kind::Work
    )
}

fn is_listed(name: &Candidate) -> bool {
    let sure = name.sense.kind() == Some(name.kind) && !name.sense.is(cue::WEAK);
    name.sense.name > 0 || sure
}

/// Says whether a single word can be a person where it stands.
fn is_free(doc: &Doc<'_>, name: &Candidate) -> bool {
    let before = name.first.wrapping_sub(1);
    let placed = doc.cue(before, cue::LOCATIVE) || doc.any(before, &["the", "from"]);
    !placed || doc.breaks(name.first)
}

fn words_of(doc: &Doc<'_>, name: &Candidate) -> Words {
    let tokens = name.first..name.end;
    tokens.filter_map(|at| doc.word(at)).collect()
}

fn learn(doc: &Doc<'_>, name: &Candidate, known: &mut BTreeMap<u32, Vec<(Words, Kind, Sense)>>) {
    let words = words_of(doc, name);
    let mut file = |words: Words, sense| {
        if let Some(&first) = words.first() {
            let entries = known.entry(first).or_default();
            let entry = (words, name.kind, sense);
            if entries.len() < 64 && !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    };
    if name.kind == Kind::Person && name.n_tokens() > 1 {
        for part in [name.first, name.end - 1] {
            let tight = doc.hyphen(name.end.wrapping_sub(2)) && part != name.first;
            if doc.upper(part) && doc.str(part).len() > 1 && !tight && !doc.is(part, shape::INITIAL)
            {
                file(doc.word(part).into_iter().collect(), Sense::default());
            }
        }
    }
    file(words, name.sense);
}

fn repeated(
    doc: &Doc<'_>,
    (at, limit): (usize, usize),
    known: &BTreeMap<u32, Vec<(Words, Kind, Sense)>>,
) -> Option<Candidate> {
    if !doc.upper(at) || doc.is(at, shape::ADDRESS) {
        return None;
    }
    for (words, kind, sense) in known.get(&doc.word(at)?)? {
        let Some(end) = matches(doc, at, words).filter(|end| *end <= limit) else {
            continue;
        };
        if !fits(doc, (at, end), *kind) {
            continue;
        }
        let mut candidate =
            Candidate::rule((at, end), *kind, 0.8, "named elsewhere in the article");
        candidate.sense = *sense;
        return Some(candidate);
    }
    None
}

fn matches(doc: &Doc<'_>, first: usize, words: &[u32]) -> Option<usize> {
    let mut at = first;
    for (idx, &word) in words.iter().enumerate() {
        while idx > 0
            && doc.word(at).is_none()
            && doc.tight(at)
            && doc.tight(at + 1)
            && at < doc.len()
        {
            at += 1;
        }
        let big = doc.upper(at) || idx > 0;
        if doc.word(at) != Some(word) || !big || idx > 0 && doc.is(at, shape::LINE) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Says whether the repetition stands alone and is no ordinary word.
fn fits(doc: &Doc<'_>, (first, end): (usize, usize), kind: Kind) -> bool {
    if end > first + 1 {
        return true;
    }
    if is_short_form(doc, first) && kind != Kind::Person {
        return true;
    }
    let beside = |at: usize| {
        doc.upper(at)
            && !doc.cue(
                at,
                cue::TITLE | cue::HONORIFIC | cue::FUNCTION | cue::CALENDAR,
            )
    };
    let before = first.checked_sub(1);
    let in_run = !doc.is(first, shape::HEADLINE)
        && (before.is_some_and(|at| beside(at) && !doc.breaks(first))
            || beside(end) && !doc.breaks(end));
    let hyphen = doc.hyphen(end) && kind == Kind::Person;
    // In capitals `BUSH SAID` tells what `Bush` inside a sentence does.
    let speaks = kind == Kind::Person
        && doc.is(first, shape::CAPS)
        && (doc.cue(end, cue::SPEECH) || doc.sign(end) == Some(','));
    let plain = doc.maybe_plain(first) && doc.usage(first).n_middle == 0 && !speaks;
    !in_run && !hyphen && !plain && !doc.cue(first, cue::FUNCTION | cue::CALENDAR | cue::QUALIFIER)
}
