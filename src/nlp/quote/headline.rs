//! Speech told by a colon: `Smith: talks have failed` over an article, and the
//! turns of a transcript, `SMITH: Well, thank you.`

use super::Said;
use super::marks::Quotation;
use super::noun::{self, Phrase};
use super::sentence::Sentence;
use super::words::{Words, class};
use crate::nlp::token::shape;

/// Most tokens before the colon.
const REACH: usize = 9;
/// Paragraphs at the top that may be headlines.
const TOP: usize = 2;

/// Finds what a colon tells; `is_source` says whether a phrase can speak.
pub(super) fn find(
    words: &Words<'_, '_>,
    (sentences, quotations): (&[Sentence], &[Quotation]),
    is_source: &dyn Fn(Phrase) -> bool,
) -> Vec<Said> {
    let mut found = Vec::new();
    let mut n_paragraphs = 0;
    let is_transcript = is_transcript(words, sentences);
    for (idx, &sentence) in sentences.iter().enumerate() {
        if !sentence.opens {
            continue;
        }
        n_paragraphs += 1;
        let Some((source, colon)) = before_colon(words, sentence) else {
            continue;
        };
        let said = |end: usize| Said {
            first: colon + 1,
            end,
            is_direct: false,
            source: Some(source),
            cue: Some((colon, colon + 1)),
        };
        let turn = is_turn(words, source);
        let top = n_paragraphs <= TOP || words.doc.is(sentence.first, shape::TITLE);
        if turn && source.end == colon && (is_transcript || n_paragraphs > TOP) {
            let rest = sentences.iter().skip(idx + 1);
            let end = rest
                .take_while(|next| !next.opens)
                .last()
                .map_or(sentence.end, |last| last.end);
            found.push(said(end));
        } else if top && is_source(source) && !is_quotation(words, (colon, sentence), quotations) {
            found.push(said(sentence.end));
        }
    }
    found.retain(|said| said.first < said.end);
    found
}

/// Says whether a speaker is written as in a transcript, `SMITH`.
fn is_turn(words: &Words<'_, '_>, source: Phrase) -> bool {
    let doc = words.doc;
    (source.first..source.end).all(|at| doc.is(at, shape::CAPS) || doc.word(at).is_none())
}

/// Says whether several paragraphs are turns of speakers.
fn is_transcript(words: &Words<'_, '_>, sentences: &[Sentence]) -> bool {
    let opening = sentences.iter().filter(|sentence| sentence.opens);
    let turns = opening.filter_map(|&sentence| before_colon(words, sentence));
    turns
        .filter(|&(source, _)| is_turn(words, source))
        .nth(2)
        .is_some()
}

/// Says whether only a quotation follows the colon: that is direct speech.
fn is_quotation(
    words: &Words<'_, '_>,
    (colon, sentence): (usize, Sentence),
    quotations: &[Quotation],
) -> bool {
    let (from, to) = sentence.quotations;
    let here = quotations.get(from..to).unwrap_or_default();
    here.first().is_some_and(|here| {
        let rest = here.end..sentence.end;
        here.first == colon + 1 && rest.into_iter().all(|at| words.doc.word(at).is_none())
    })
}

/// Reads the noun phrase with which a sentence begins if a colon follows.
fn before_colon(words: &Words<'_, '_>, sentence: Sentence) -> Option<(Phrase, usize)> {
    let doc = words.doc;
    let mut first = sentence.first;
    while first < sentence.end && doc.word(first).is_none() {
        first += 1;
    }
    let stop = sentence.end.min(first + REACH);
    let colon = (first + 1..stop).find(|&at| doc.sign(at) == Some(':'))?;
    let source = noun::left(words, colon, first)?;
    // `Leeds 2-1 Hull: late goal` tells what happened, not who said it.
    let plain = (first..colon)
        .any(|at| words.is(at, class::AUXILIARY | class::SUBJECT) || doc.is(at, shape::NUMBER));
    (source.first == first && !plain && colon + 1 < sentence.end).then_some((source, colon))
}
