//! Names that the article has shown once are known everywhere in it: a
//! surname alone, a repeated name, a name in the headline, a short form.

use std::collections::BTreeMap;

use super::acronym::{Definition, is_short_form};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::mention::Kind;
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
        .filter(|name| name.score >= 0.6 && is_name(name.kind))
    {
        learn(doc, name, &mut known);
    }
    for definition in short {
        let entry = (vec![definition.word], definition.kind, Sense::default());
        known.entry(definition.word).or_default().push(entry);
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

fn is_name(kind: Kind) -> bool {
    !matches!(kind, Kind::Date | Kind::Time | Kind::Money | Kind::Quantity)
}

fn learn(doc: &Doc<'_>, name: &Candidate, known: &mut BTreeMap<u32, Vec<(Words, Kind, Sense)>>) {
    let words: Words = (name.first..name.end)
        .filter_map(|at| doc.word(at))
        .collect();
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
    let plain = doc.maybe_plain(first) && doc.usage(first).n_middle == 0;
    !in_run && !hyphen && !plain && !doc.cue(first, cue::FUNCTION | cue::CALENDAR | cue::QUALIFIER)
}
