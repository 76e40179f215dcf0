//! Indirect speech: `Smith said the talks had failed`, `the talks had failed,
//! officials said`, `according to a poll`.

use super::clause::{Field, Sort};
use super::noun::{self, Phrase};
use super::subject::{self, Group, Voice};
use super::verbs::{form, frame};
use super::words::class;
use super::{Said, said};
use super::{behind, content};
use crate::nlp::token::shape;

/// Finds the indirect speech of one sentence; `used` are verbs of direct speech.
pub(super) fn find(field: &Field<'_, '_, '_>, used: &[usize], found: &mut Vec<Said>) {
    let mut at = field.sentence.first;
    while at < field.sentence.end {
        if let Some(here) = field.quotation(at) {
            at = here.end;
            continue;
        }
        if used.binary_search(&at).is_err() {
            let said = according(field, at)
                .or_else(|| by_verb(field, at))
                .or_else(|| by_noun(field, at));
            found.extend(said);
            // The second word of `shot back` is no verb of its own.
            if let Some((_, end)) = said.and_then(|said| said.cue) {
                at = at.max(end - 1);
            }
        }
        at += 1;
    }
}

/// Reads `according to Smith`.
fn according(field: &Field<'_, '_, '_>, at: usize) -> Option<Said> {
    let (words, doc) = (field.words, field.words.doc);
    if !(doc.any(at, &["according"]) && words.is(at + 1, class::TO)) {
        return None;
    }
    let sentence = field.sentence;
    let source = noun::right(words, at + 2, sentence.end)?;
    let opens = at <= sentence.first + 1 || matches!(doc.sign(at - 1), Some(':' | ';'));
    let leading = opens || words.is(at - 1, class::AND);
    let (first, end) = if leading {
        let comma = (source.end..sentence.end).find(|&at| doc.sign(at) == Some(','))?;
        (comma + 1, field.end(comma + 1, Sort::Clause))
    } else {
        let first = field.first(at);
        (first, at - usize::from(doc.sign(at - 1) == Some(',')))
    };
    said(Some(source), (at, at + 2), (first, end))
}

fn by_verb(field: &Field<'_, '_, '_>, at: usize) -> Option<Said> {
    let words = field.words;
    let (verb, end) = words.verb(at);
    if verb.frames == 0 || words.doc.upper(at) && !capitalized(field, at) {
        return None;
    }
    let group = subject::group(words, at, field.sentence.first)?;
    let cue = (at, end);
    let before = group.first.wrapping_sub(1);
    if group.voice == Voice::Participle && words.form(before, form::PAST | form::THIRD) {
        // `denies backing them` is one thing said.
        return None;
    }
    let led = words.is(before, class::SUBORDINATE) || at == field.sentence.first;
    if led && verb.is(frame::ADDRESSEE) && words.form(at, form::PARTICIPLE) {
        return told(field, cue, Sort::Aside);
    }
    if group.voice == Voice::Passive {
        return passive(field, group, cue);
    }
    if verb.is(frame::SAY)
        && let Some(said) = behind::find(field, group, cue)
    {
        return Some(said);
    }
    if group.voice == Voice::Infinitive && !verb.is(frame::SAY) || names(field, group, cue) {
        return None;
    }
    let source = subject::subject(words, group, field.sentence)?;
    let before = source.first.wrapping_sub(1);
    if verb.is(frame::SAY)
        && words.finite(end)
        && words.is(before, class::RELATIVE | class::QUESTION)
    {
        return said(Some(source), cue, (before, field.end(end, Sort::Clause)));
    }
    let (first, sort) = content::find(field, cue)?;
    let sort = if sort == Sort::Clause && is_aside(field, group) {
        Sort::Aside
    } else {
        sort
    };
    said(Some(source), cue, (first, field.end(first, sort)))
}

/// Says whether a verb may be capitalised: it opens the sentence as a
/// participle, or stands in a headline.
fn capitalized(field: &Field<'_, '_, '_>, at: usize) -> bool {
    let (words, doc) = (field.words, field.words.doc);
    let opens = doc.is(at, shape::OPENS);
    if opens || doc.is(at, shape::HEADLINE) {
        return !opens
            || words.form(at, form::ING | form::PARTICIPLE) && at == field.sentence.first;
    }
    let long = |&at: &usize| doc.is(at, shape::WORD) && doc.span(at).len() > 3;
    let sentence = field.sentence.first..field.sentence.end.min(field.sentence.first + 30);
    let n_long = sentence.clone().filter(long).count();
    let n_upper = sentence.filter(long).filter(|&at| doc.upper(at)).count();
    field.sentence.opens && n_long > 3 && 5 * n_upper >= 4 * n_long
}

/// Reads a claim told as a noun: `the claim that …`, `his fear that …`.
fn by_noun(field: &Field<'_, '_, '_>, at: usize) -> Option<Said> {
    let (words, doc) = (field.words, field.words.doc);
    if !words.is(at, class::CLAIM) || doc.upper(at) || !words.is(at + 1, class::THAT) {
        return None;
    }
    let floor = field.sentence.first;
    let mut first = at;
    while first > floor
        && at - first < 3
        && words.nominal(first - 1)
        && !doc.possessive(first - 1)
        && !words.is(first - 1, class::DETERMINER)
    {
        first -= 1;
    }
    let owner = first.checked_sub(1).filter(|&before| before >= floor)?;
    let source = if doc.possessive(owner) {
        noun::left(words, owner, floor)
    } else {
        let end = owner + 1;
        let his = words.is(owner, class::POSSESSIVE);
        his.then_some(Phrase { first: owner, end })
    };
    let end = field.end(at + 1, Sort::Clause);
    said(source, (at, at + 1), (at + 1, end))
}

/// Says whether a participle only names something: `a program called Hope`.
fn names(field: &Field<'_, '_, '_>, group: Group, cue: (usize, usize)) -> bool {
    let (words, doc) = (field.words, field.words.doc);
    let (verb, _) = words.verb(cue.0);
    let bare = group.first == group.verb && group.voice == Voice::Active;
    let before = group.first.wrapping_sub(1);
    let noun = doc.word(before).is_some()
        && !doc.upper(before)
        && !words.is(before, class::SUBJECT | class::RELATIVE | class::PRONOUN);
    bare && noun
        && !verb.is(frame::SAY | frame::CLAUSE)
        && (doc.upper(cue.1) || field.quotation(cue.1).is_some())
}

/// Says whether a verb stands in an aside or before the main clause, so that
/// the next comma ends what is said.
fn is_aside(field: &Field<'_, '_, '_>, group: Group) -> bool {
    let (words, doc) = (field.words, field.words.doc);
    let (first, before) = (field.sentence.first, group.first.wrapping_sub(1));
    if words.is(before, class::RELATIVE) && doc.sign(before.wrapping_sub(1)) == Some(',') {
        return true;
    }
    let leads = words.is(first, class::PREPOSITION | class::SUBORDINATE)
        || words.form(first, form::ING)
        || first == group.verb;
    leads && !(first..group.verb).any(|at| doc.sign(at) == Some(','))
}

/// Reads `is expected to win`: the subject is part of what is said.
fn passive(field: &Field<'_, '_, '_>, group: Group, cue: (usize, usize)) -> Option<Said> {
    let words = field.words;
    let (verb, _) = words.verb(group.verb);
    if verb.is(frame::ADDRESSEE) {
        let sort = if is_aside(field, group) {
            Sort::Aside
        } else {
            Sort::Clause
        };
        return told(field, cue, sort);
    }
    let follows = words.is(cue.1, class::TO)
        && verb.is(frame::SAY | frame::CLAUSE | frame::INFINITIVE | frame::OBJECT);
    if !follows {
        return None;
    }
    let subject = subject::subject(words, group, field.sentence)?;
    said(None, cue, (subject.first, field.end(cue.1, Sort::Phrase)))
}

/// Reads `was asked whether`, `were told that`: who spoke is not said.
fn told(field: &Field<'_, '_, '_>, cue: (usize, usize), sort: Sort) -> Option<Said> {
    let words = field.words;
    let asks = words.is(cue.1, class::THAT | class::QUESTION | class::TO)
        || words.doc.any(cue.1, &["if", "about"]);
    let end = field.end(cue.1, sort);
    // `when asked about it` tells nothing.
    let is_empty = (cue.1 + 1..end).all(|at| words.is(at, class::PRONOUN));
    said(None, cue, (cue.1, end)).filter(|_| asks && !is_empty)
}
