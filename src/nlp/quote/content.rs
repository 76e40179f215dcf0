//! What follows a verb of saying: a clause, a question, an infinitive, an
//! object or a topic, with who is addressed, the time and the place between.

use super::clause::{Field, Sort};
use super::verbs::frame;
use super::words::{Words, class};
use crate::nlp::token::shape;

/// Tokens in which a clause shows its verb.
const CLAUSE_REACH: usize = 14;
/// Tokens in which somebody is addressed.
const ADDRESSEE_REACH: usize = 12;
/// What stands before a topic.
const TOPIC: &[&str] = &["about", "of", "for", "on", "against", "over"];

/// Finds where what is said begins, behind the verb.
pub(super) fn find(field: &Field<'_, '_, '_>, cue: (usize, usize)) -> Option<(usize, Sort)> {
    let words = field.words;
    let (verb, _) = words.verb(cue.0);
    let start = cue.1;
    let after = skip_adverbs(words, start);
    if after >= field.sentence.end {
        return None;
    }
    if verb.is(frame::CLAUSE) {
        if let Some(that) = that_after(field, after) {
            return Some((that, Sort::Clause));
        }
        let bare_say = verb.is(frame::BARE);
        let begins = occasion(field, if bare_say { start } else { after });
        let bare = bare_say && opens_clause(field, begins)
            || !words.is(begins, class::PREPOSITION) && shows_verb(field, begins);
        if bare && !verb.is(frame::ADDRESSEE) {
            return Some((begins, Sort::Clause));
        }
    }
    if verb.is(frame::WH | frame::ADDRESSEE) && words.is(after, class::QUESTION)
        || verb.is(frame::WH) && words.doc.any(after, &["if"])
    {
        return Some((after, Sort::Clause));
    }
    if verb.is(frame::ADDRESSEE)
        && let Some(found) = addressed(field, after)
    {
        return Some(found);
    }
    if verb.is(frame::INFINITIVE) && words.is(after, class::TO) {
        return Some((after, Sort::Phrase));
    }
    let topic = verb.is(frame::PREPOSITION) && words.doc.any(after, TOPIC)
        || verb.is(frame::ABOUT) && words.doc.any(after, &["about"])
        || verb.is(frame::TOWARD) && words.doc.any(after, &["to", "with"]);
    if topic && !words.is(after + 1, class::TIME) {
        return Some((after + 1, Sort::Phrase));
    }
    let object = words.nominal(after)
        || words.is(after, class::DETERMINER | class::PRONOUN | class::QUESTION)
        || field.quotation(after).is_some();
    (verb.is(frame::OBJECT) && object && words.doc.word(after).is_some())
        .then_some((after, Sort::Phrase))
}

fn skip_adverbs(words: &Words<'_, '_>, at: usize) -> usize {
    let mut at = at;
    while words.is(at, class::ADVERB | class::TIME) && !words.is(at, class::SUBJECT) {
        at += 1;
    }
    at
}

/// Finds `that` behind the verb, with at most a time, a place or an addressee
/// between.
fn that_after(field: &Field<'_, '_, '_>, at: usize) -> Option<usize> {
    let words = field.words;
    let stop = field.sentence.end.min(at + ADDRESSEE_REACH);
    let mut here = at;
    while here < stop {
        if let Some(quotation) = field.quotation(here).filter(|_| here > at) {
            here = quotation.end;
            continue;
        }
        if words.is(here, class::THAT) {
            return Some(here);
        }
        let between = words.nominal(here)
            || words.is(
                here,
                class::PREPOSITION
                    | class::TIME
                    | class::ADVERB
                    | class::DETERMINER
                    | class::PRONOUN
                    | class::TO,
            )
            || words.doc.sign(here) == Some(',');
        if !between || words.finite(here) || words.is(here, class::SUBJECT) && here > at {
            return None;
        }
        here += 1;
    }
    None
}

/// Steps over `on Monday` and `in a statement`.
fn occasion(field: &Field<'_, '_, '_>, at: usize) -> usize {
    let words = field.words;
    let mut at = at;
    while words.is(at, class::PREPOSITION | class::TIME | class::ADVERB)
        && !words.doc.is(at, shape::OPENS)
    {
        let stop = field.sentence.end.min(at + 6);
        let Some(here) = (at..stop)
            .take_while(|&here| {
                here == at || words.nominal(here) || words.is(here, class::DETERMINER)
            })
            .find(|&here| words.is(here, class::OCCASION | class::TIME))
        else {
            break;
        };
        at = here + 1;
    }
    if words.doc.sign(at) == Some(',') {
        at + 1
    } else {
        at
    }
}

fn opens_clause(field: &Field<'_, '_, '_>, at: usize) -> bool {
    let words = field.words;
    at < field.sentence.end
        && (words.nominal(at)
            || words.is(
                at,
                class::DETERMINER
                    | class::HAVE
                    | class::BE
                    | class::SUBJECT
                    | class::PRONOUN
                    | class::QUESTION
                    | class::NOT
                    | class::SUBORDINATE
                    | class::PREPOSITION
                    | class::TO
                    | class::ADVERB,
            )
            || field.quotation(at).is_some())
}

/// Says whether a subject and a finite verb follow.
fn shows_verb(field: &Field<'_, '_, '_>, at: usize) -> bool {
    let words = field.words;
    let begins =
        words.nominal(at) || words.is(at, class::DETERMINER | class::SUBJECT | class::PRONOUN);
    let stop = field.sentence.end.min(at + CLAUSE_REACH);
    begins
        && (words.is(at, class::SUBJECT)
            || (at + 1..stop)
                .take_while(|&here| {
                    !matches!(words.doc.sign(here), Some(';' | ':'))
                        && !words.is(here, class::SUBORDINATE | class::RELATIVE)
                })
                .any(|here| {
                    words.finite(here)
                        || words.doc.str(here).ends_with("ed") && !words.doc.upper(here)
                }))
}

/// Reads somebody who is addressed and what follows: `told reporters he would`,
/// `urged them to go`.
fn addressed(field: &Field<'_, '_, '_>, at: usize) -> Option<(usize, Sort)> {
    let words = field.words;
    let stop = field.sentence.end.min(at + ADDRESSEE_REACH);
    let begins = words.nominal(at) || words.is(at, class::DETERMINER | class::PRONOUN);
    if !begins {
        return None;
    }
    for here in at + 1..stop {
        if words.is(here, class::TO)
            && !words.is(here + 1, class::OUTSIDE)
            && !words.doc.upper(here + 1)
            && !words.is(here + 1, class::DETERMINER)
        {
            return Some((at, Sort::Phrase));
        }
        if words.is(here, class::SUBJECT | class::QUESTION | class::THAT)
            || words.doc.any(here, &["if", "about"])
        {
            return Some((here, Sort::Clause));
        }
        if words.is(here, class::DETERMINER) && !words.is(here - 1, class::PREPOSITION) {
            return shows_verb(field, here).then_some((here, Sort::Clause));
        }
        let inside = words.nominal(here)
            || words.is(
                here,
                class::PREPOSITION | class::TIME | class::DETERMINER | class::ADVERB | class::AND,
            );
        if !inside || words.finite(here) {
            break;
        }
    }
    None
}
