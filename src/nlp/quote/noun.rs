//! Noun phrases, by what cannot be in one.
//!
//! A phrase is walked from the verb outward and ends at the first word or sign
//! that no noun phrase holds; so it needs no list of nouns.

use super::verbs::form;
use super::words::{Words, class};
use crate::nlp::token::shape;

/// A noun phrase: tokens `first..end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) end: usize,
}

/// Most tokens of a phrase.
const MAX_TOKENS: usize = 30;
/// Most tokens between a noun and the end of what is said of it.
const RELATIVE_REACH: usize = 10;

/// Finds the phrase that ends before `end`; it does not begin before `floor`.
pub(super) fn left(words: &Words<'_, '_>, end: usize, floor: usize) -> Option<Phrase> {
    let floor = floor.max(end.saturating_sub(MAX_TOKENS));
    let mut first = end;
    // Where the phrase begins if an `and` in it joins clauses.
    let mut cut = None;
    while first > floor {
        match step(words, first - 1, floor) {
            Step::Take(at) => first = at,
            Step::Last(at) => {
                first = at;
                break;
            }
            Step::And if first < end => {
                cut = cut.or(Some(first));
                first -= 1;
            }
            _ => break,
        }
    }
    if let Some(cut) = cut
        && (first > floor && words.doc.word(first - 1).is_some() || words.is(first, class::AND))
    {
        first = cut;
    }
    while first < end && words.is(first, class::PREPOSITION | class::TO) && !words.nominal(first) {
        first += 1;
    }
    first = behind_question(words, first, end, floor);
    let named = (first..end).any(|at| {
        words.doc.word(at).is_some() && !words.is(at, class::DETERMINER | class::ADVERB)
            || words.is(at, class::PRONOUN)
    });
    let alone = end == first + 1 && words.is(first, class::DETERMINER);
    (first < end && (named || alone)).then_some(Phrase { first, end })
}

/// Leaves out what is asked for: `to what extent Berlin plans` tells of Berlin.
fn behind_question(words: &Words<'_, '_>, first: usize, end: usize, floor: usize) -> usize {
    let asked = first > floor && words.is(first - 1, class::QUESTION) && !words.doc.upper(first);
    let name = (first..end).find(|&at| words.doc.upper(at));
    name.filter(|_| asked).unwrap_or(first)
}

enum Step {
    /// The phrase goes on from here.
    Take(usize),
    /// It begins here.
    Last(usize),
    And,
    Stop,
}

fn step(words: &Words<'_, '_>, at: usize, floor: usize) -> Step {
    let doc = words.doc;
    if doc.word(at).is_none() {
        return sign(words, at, floor);
    }
    let inner = at > floor;
    let noun_before =
        inner && words.nominal(at - 1) && !words.is(at - 1, class::TIME | class::ADVERB);
    if doc.upper(at) && !doc.is(at, shape::OPENS) && !words.is(at, class::TIME) {
        return Step::Take(at);
    }
    if words.is(at, class::AND) && noun_before {
        return Step::And;
    }
    if words.is(at, class::TIME)
        && !doc.possessive(at + 1)
        && !words.is(at.wrapping_sub(1), class::DETERMINER)
    {
        return Step::Stop;
    }
    // `… as Smith warns` begins a clause.
    let joins_clauses = words.is(at, class::PREPOSITION) && words.is(at, class::SUBORDINATE);
    if words.is(at, class::PREPOSITION | class::TO) && noun_before && !joins_clauses {
        return Step::Take(at);
    }
    if words.is(at, class::RELATIVE) && noun_before {
        return Step::Take(at);
    }
    if words.is(at, class::OUTSIDE)
        || words.finite(at) && !words.is(at.wrapping_sub(1), class::DETERMINER)
    {
        return relative(words, at, floor);
    }
    if words.is(at, class::DETERMINER) {
        let goes_on = inner
            && words.is(at - 1, class::PREPOSITION)
            && at > floor + 1
            && words.nominal(at - 2);
        return if goes_on {
            Step::Take(at)
        } else {
            Step::Last(at)
        };
    }
    if words.is(at, class::ADVERB) && !(inner && words.is(at - 1, class::DETERMINER)) {
        return Step::Stop;
    }
    if is_verb_between(words, at, inner) {
        return relative(words, at, floor);
    }
    Step::Take(at)
}

/// Says whether a word that may be a noun is the verb of a clause: `polls show
/// Smith`, `The Post reports Smith`.
fn is_verb_between(words: &Words<'_, '_>, at: usize, inner: bool) -> bool {
    let doc = words.doc;
    let starts = doc.upper(at + 1) || words.is(at + 1, class::DETERMINER);
    if !inner || !starts || doc.upper(at) {
        return false;
    }
    let plural = doc.str(at - 1).ends_with('s');
    words.form(at, form::THIRD) && words.nominal(at - 1) || words.form(at, form::BASE) && plural
}

/// Takes in `who have said so` with the noun before it.
fn relative(words: &Words<'_, '_>, at: usize, floor: usize) -> Step {
    let stop = floor.max(at.saturating_sub(RELATIVE_REACH));
    for here in (stop..at).rev() {
        if words.doc.word(here).is_none() && !words.doc.hyphen(here) {
            break;
        }
        if words.is(here, class::RELATIVE) {
            return if here > floor && words.nominal(here - 1) {
                Step::Take(here)
            } else {
                Step::Stop
            };
        }
    }
    Step::Stop
}

fn sign(words: &Words<'_, '_>, at: usize, floor: usize) -> Step {
    let doc = words.doc;
    if doc.hyphen(at) || doc.possessive(at) {
        return Step::Take(at);
    }
    let tight = at > floor && doc.tight(at);
    match doc.sign(at) {
        Some('\'' | '’') if tight && doc.str(at - 1).ends_with('s') => Step::Take(at),
        Some('/' | '&' | '%' | '$' | '-') => Step::Take(at),
        Some(')') => {
            let stop = floor.max(at.saturating_sub(8));
            let open = (stop..at).rev().find(|&here| doc.sign(here) == Some('('));
            open.map_or(Step::Stop, Step::Take)
        }
        _ => Step::Stop,
    }
}

/// Finds the phrase that begins at `first`; it ends before `ceiling`.
pub(super) fn right(words: &Words<'_, '_>, first: usize, ceiling: usize) -> Option<Phrase> {
    let doc = words.doc;
    if words.is(first, class::SUBJECT | class::PRONOUN) {
        return Some(Phrase {
            first,
            end: first + 1,
        });
    }
    let ceiling = ceiling.min(first + MAX_TOKENS);
    let mut at = first;
    while at < ceiling {
        let next = words.nominal(at + 1) || words.is(at + 1, class::DETERMINER);
        if let Some(end) = party(words, at).filter(|&end| at > first && end <= ceiling) {
            at = end;
            continue;
        }
        let takes = if doc.word(at).is_none() {
            joined_sign(words, at)
        } else if at > first && is_predicate(words, at) {
            false
        } else if words.is(at, class::PREPOSITION) {
            at > first && next && joins(words, at)
        } else if words.is(at, class::AND) {
            at > first && next && doc.upper(at - 1) == doc.upper(at + 1)
        } else if words.is(at, class::TIME | class::ADVERB) && at > first {
            doc.possessive(at + 1)
        } else {
            words.nominal(at)
                && !(words.finite(at) && at > first && !words.is(at - 1, class::DETERMINER))
        };
        if !takes {
            break;
        }
        at += 1;
    }
    let named = (first..at).any(|at| doc.word(at).is_some() && !words.is(at, class::DETERMINER));
    let alone = at == first + 1;
    (at > first && (named || alone)).then_some(Phrase { first, end: at })
}

fn joined_sign(words: &Words<'_, '_>, at: usize) -> bool {
    let doc = words.doc;
    let short =
        doc.tight(at) && doc.upper(at + 1) && doc.upper(at - 1) && doc.span(at - 1).len() <= 4;
    match doc.sign(at) {
        Some('/' | '&' | '$' | '%') => true,
        Some('.') => at > 0 && short && !doc.is(at + 1, shape::PARAGRAPH),
        _ => doc.hyphen(at) || doc.possessive(at),
    }
}

/// Returns the end of the brackets behind a name: `(R-Ohio)`.
fn party(words: &Words<'_, '_>, at: usize) -> Option<usize> {
    let doc = words.doc;
    if doc.sign(at) != Some('(') || !doc.upper(at.checked_sub(1)?) {
        return None;
    }
    let close = (at..at + 9).find(|&at| doc.sign(at) == Some(')'))?;
    Some(close + 1)
}

/// Says whether a word that is not in the lists is the verb behind a noun: in
/// its form, and with no article before it.
fn is_predicate(words: &Words<'_, '_>, at: usize) -> bool {
    let doc = words.doc;
    if doc.upper(at)
        || words.is(
            at - 1,
            class::DETERMINER | class::ADVERB | class::PREPOSITION,
        )
        || doc.word(at - 1).is_none()
    {
        return false;
    }
    let word = doc.str(at);
    let third = words.form(at, form::THIRD) && doc.upper(at - 1);
    third || word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"))
}

/// Says whether a preposition joins what follows to the noun before it.
fn joins(words: &Words<'_, '_>, at: usize) -> bool {
    let doc = words.doc;
    let occasion = (at + 1..at + 5)
        .take_while(|&here| words.nominal(here))
        .any(|here| words.is(here, class::OCCASION | class::TIME));
    if doc.any(at, &["of"]) {
        return true;
    }
    let noun = !doc.upper(at - 1);
    noun && !occasion
        && doc.any(
            at,
            &["for", "at", "from", "with", "in", "on", "to", "by", "close"],
        )
}

/// Returns where the head of a phrase ends: before what is said of it.
pub(super) fn head_end(words: &Words<'_, '_>, phrase: Phrase) -> usize {
    let outside = |&at: &usize| {
        let joined = words.is(
            at,
            class::PREPOSITION | class::RELATIVE | class::TO | class::THAT,
        ) && !words.nominal(at);
        joined || matches!(words.doc.sign(at), Some(',' | '('))
    };
    (phrase.first + 1..phrase.end)
        .find(outside)
        .unwrap_or(phrase.end)
}
