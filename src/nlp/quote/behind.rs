//! A verb behind what was said: `the talks had failed, officials said`, `…,
//! said Smith`, and `as Smith noted, …`.

use super::clause::{Field, Sort};
use super::noun::{self, Phrase};
use super::subject::{self, Group, Voice};
use super::verbs::{form, frame};
use super::words::class;
use super::{Said, said};

/// Reads a verb behind what was said: `…, Smith said`, `…, said Smith`.
pub(super) fn find(field: &Field<'_, '_, '_>, group: Group, cue: (usize, usize)) -> Option<Said> {
    let (words, doc) = (field.words, field.words.doc);
    let comma = |at: usize| field.comma_before(at);
    if !words.form(group.verb, form::PAST | form::THIRD | form::BASE)
        || group.voice != Voice::Active
    {
        return None;
    }
    if goes_on(field, cue.1) {
        return None;
    }
    let (verb, _) = words.verb(group.verb);
    let is_helped = (group.first..group.verb).any(|at| words.is(at, class::AUXILIARY));
    let inverted = comma(group.first)
        && !is_helped
        && !verb.is(frame::ADDRESSEE)
        && !words.is(cue.1, class::TIME);
    if inverted && let Some(source) = noun::right(words, cue.1, field.sentence.end) {
        let (first, end) = (field.first(group.first), before_comma(field, group.first));
        let closes = source.end >= field.sentence.end
            || doc.word(source.end).is_none()
            || words.is(
                source.end,
                class::PREPOSITION | class::TIME | class::RELATIVE,
            );
        if closes && field.quotation(source.first).is_none() && has_verb(field, first, end) {
            return said(Some(source), cue, (first, end));
        }
    }
    let source = subject::subject(words, group, field.sentence)?;
    if source.first > field.sentence.first && doc.any(source.first - 1, &["as"]) {
        return as_said(field, source, cue);
    }
    if !comma(source.first) || !ends_here(field, cue.1) {
        return None;
    }
    let first = field.first(source.first);
    let plain = ends_at(field, cue.1) == cue.1;
    let resumes = doc.sign(ends_at(field, cue.1)) == Some(',');
    let alone = !has_verb(field, first, source.first) || leads(field, first);
    if alone && !plain && !resumes {
        return None;
    }
    let end = if resumes {
        field
            .end(first, Sort::Clause)
            .max(before_comma(field, source.first))
    } else {
        before_comma(field, source.first)
    };
    said(Some(source), cue, (first, end))
}

/// Reads `As Smith noted, …` and `…, as Smith noted`.
fn as_said(field: &Field<'_, '_, '_>, source: Phrase, cue: (usize, usize)) -> Option<Said> {
    let doc = field.words.doc;
    let end = ends_at(field, cue.1);
    if !ends_here(field, cue.1) {
        return None;
    }
    let at = source.first - 1;
    let resumes = doc.sign(end) == Some(',');
    if at <= field.sentence.first + 1 {
        let first = end + 1;
        return said(Some(source), cue, (first, field.end(first, Sort::Clause)))
            .filter(|_| resumes);
    }
    let first = field.first(at);
    let end = if resumes {
        field.end(first, Sort::Clause)
    } else {
        0
    };
    said(Some(source), cue, (first, end.max(before_comma(field, at))))
        .filter(|_| field.comma_before(at))
}

/// Steps back over the comma before `at`, which may stand inside marks.
fn before_comma(field: &Field<'_, '_, '_>, at: usize) -> usize {
    at - usize::from(field.quotation(at - 1).is_none())
}

/// Says whether a finite verb stands in the tokens `first..end`.
fn has_verb(field: &Field<'_, '_, '_>, first: usize, end: usize) -> bool {
    let words = field.words;
    (first..end).any(|at| {
        let ends = words.doc.str(at).ends_with("ed") && !words.doc.upper(at);
        let clause = words.finite(at) || ends || words.form(at, form::THIRD);
        match field.quotation(at) {
            Some(here) => here.end - here.first > 6,
            None => clause,
        }
    })
}

/// Says whether a phrase of time, place or circumstance begins here.
fn leads(field: &Field<'_, '_, '_>, at: usize) -> bool {
    let words = field.words;
    words.is(
        at,
        class::PREPOSITION | class::SUBORDINATE | class::TIME | class::ADVERB,
    ) || words.doc.str(at).ends_with("ing")
}

/// Says whether what is said follows the verb for sure.
fn goes_on(field: &Field<'_, '_, '_>, at: usize) -> bool {
    let words = field.words;
    words.is(at, class::THAT | class::SUBJECT) || field.quotation(at).is_some()
}

/// Returns the first token behind a verb that is no time, place or addressee.
fn ends_at(field: &Field<'_, '_, '_>, at: usize) -> usize {
    let words = field.words;
    let mut at = at;
    while at < field.sentence.end
        && words.doc.word(at).is_some()
        && (words.nominal(at)
            || words.is(
                at,
                class::PREPOSITION
                    | class::TIME
                    | class::DETERMINER
                    | class::ADVERB
                    | class::TO
                    | class::AND,
            ))
        && field.quotation(at).is_none()
    {
        at += 1;
    }
    at
}

/// Says whether only a time, a place or an addressee follows the verb.
fn ends_here(field: &Field<'_, '_, '_>, at: usize) -> bool {
    let words = field.words;
    let plain = at >= field.sentence.end || words.doc.word(at).is_none();
    let (verb, _) = words.verb(at - 1);
    let adverbial = words.is(
        at,
        class::PREPOSITION | class::TIME | class::ADVERB | class::PRONOUN,
    );
    if plain || !adverbial && !verb.is(frame::ADDRESSEE) {
        return plain;
    }
    let end = ends_at(field, at);
    end - at <= 12 && words.doc.word(end).is_none() && !(at..end).any(|at| words.finite(at))
}
