//! [`Sentence`]: a run of tokens with the quotations in it.
//!
//! A quotation is one thing here, however many sentences it holds, and what
//! says who speaks (`“…?” she asked.`) stays with it.

use super::marks::Quotation;
use super::verbs::{form, frame};
use super::words::{Words, class};
use crate::nlp::token::shape;

/// Tokens `first..end` of one paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sentence {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Its quotations, by number.
    pub(super) quotations: (usize, usize),
    /// It opens a paragraph.
    pub(super) opens: bool,
}

/// Tokens in which a verb of saying must follow a question or a cry.
const REACH: usize = 8;

/// Words and quotations after which a sentence is cut whatever follows, so
/// that a text without full stops is read in linear time.
const MAX_STEPS: usize = 300;

/// Splits an article.
///
/// Shape: in order, each token in one sentence.
pub(super) fn sentences(words: &Words<'_, '_>, quotations: &[Quotation]) -> Vec<Sentence> {
    let mut found = Vec::new();
    let doc = words.doc;
    let (mut first, mut at, mut number, mut from) = (0, 0, 0, 0);
    let (mut ended, mut n_steps) = (false, 0);
    while at < doc.len() {
        let quotation = quotations.get(number).filter(|here| here.first == at);
        let line = doc.is(at, shape::PARAGRAPH);
        let word = doc.word(at).is_some();
        let opens = doc.is(at, shape::OPENS) && doc.is(at, shape::UPPER | shape::NUMBER);
        let begins = ended && (quotation.is_some() || word && opens);
        n_steps += 1;
        if at > first && (line || begins || n_steps > MAX_STEPS) {
            n_steps = 0;
            found.push(sentence(words, (first, at), (from, number)));
            (first, from) = (at, number);
        }
        if let Some(here) = quotation {
            number += 1;
            at = here.end;
            ended = ends(words, here);
            continue;
        }
        ended = match doc.sign(at) {
            Some('.' | '!' | '?' | '…' | '•') => true,
            Some('(' | '[' | ')' | ']' | '"' | '”' | '\'' | '’' | '*' | '—' | '–' | '-') => {
                ended
            }
            Some(_) => false,
            // An abbreviation may end the sentence as well.
            None => doc.is(at, shape::STOPPED | shape::ADDRESS),
        };
        at += 1;
    }
    if at > first {
        found.push(sentence(words, (first, at), (from, number)));
    }
    found
}

fn sentence(
    words: &Words<'_, '_>,
    (first, end): (usize, usize),
    quotations: (usize, usize),
) -> Sentence {
    Sentence {
        first,
        end,
        quotations,
        opens: first == 0 || words.doc.is(first, shape::PARAGRAPH),
    }
}

/// Says whether a sentence ends with the quotation.
fn ends(words: &Words<'_, '_>, here: &Quotation) -> bool {
    let doc = words.doc;
    let last = here.last(doc);
    let next = here.end;
    // Who wrote a quotation may stand behind a dash.
    if matches!(doc.sign(next), Some('―' | '—' | '–')) {
        return false;
    }
    match last {
        Some('.') => doc.upper(next) || doc.word(next).is_none(),
        Some('!' | '?' | '…') => doc.upper(next) && !says(words, next),
        _ => false,
    }
}

/// Says whether somebody who says something is named at `at`.
fn says(words: &Words<'_, '_>, at: usize) -> bool {
    (at..at + REACH)
        .take_while(|&at| words.nominal(at) || words.is(at, class::SUBJECT | class::PREPOSITION))
        .any(|at| words.verb(at).0.is(frame::SAY) && words.form(at, form::PAST | form::THIRD))
}
