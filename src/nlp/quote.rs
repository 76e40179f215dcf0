//! Direct quotations and who speaks them.
//!
//! A quotation counts when a verb of saying stands beside it; the speaker is
//! the nearest person or organisation on that side, and otherwise unknown.

use super::doc::Doc;
use super::gazetteer::cue;
use super::mention::{Kind, Mention, Quote};
use super::token::shape;
use crate::text::Span;

/// Tokens on either side of a quotation in which its verb is sought.
const REACH: usize = 14;
/// A quotation is at least this many tokens long; shorter ones are scare quotes.
const MIN_TOKENS: usize = 4;
const MAX_TOKENS: usize = 2000;

/// Finds the direct quotations of `doc`; speakers are among `mentions`.
pub(super) fn find(doc: &Doc<'_>, mentions: &[Mention]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut at = 0;
    while at < doc.len() {
        let Some(end) = closing(doc, at) else {
            at += 1;
            continue;
        };
        if end - at >= MIN_TOKENS
            && let Some(verb) = verb(doc, at, end)
        {
            let speaker = speaker(doc, mentions, verb, (at, end));
            quotes.push(Quote {
                span: doc.join(at, end),
                is_direct: true,
                speaker: speaker.and_then(|mention| mention.entity),
                speaker_span: speaker.map(|mention| mention.span),
                cue: Some(doc.span(verb)),
            });
        }
        at = end;
    }
    quotes
}

/// Returns the end of the quotation that opens at `at`.
fn closing(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let close = match doc.sign(at)? {
        '“' => '”',
        '"' if doc.is(at, shape::SPACED) => '"',
        _ => return None,
    };
    for end in at + 1..(at + MAX_TOKENS).min(doc.len()) {
        if doc.is(end, shape::LINE) {
            return None;
        }
        if doc.sign(end) == Some(close) {
            return Some(end + 1);
        }
    }
    None
}

/// Finds the verb of saying behind or before a quotation.
fn verb(doc: &Doc<'_>, first: usize, end: usize) -> Option<usize> {
    let says = |&at: &usize| doc.cue(at, cue::SPEECH) && !doc.upper(at);
    let comma = matches!(doc.sign(end.wrapping_sub(2)), Some(',' | '?' | '!'))
        || doc.sign(end) == Some(',');
    let quote = |at: usize| matches!(doc.sign(at), Some('"' | '“' | '”'));
    if comma {
        let behind = (end..end + REACH)
            .take_while(|&at| !doc.breaks(at) && !quote(at))
            .find(says);
        if behind.is_some() {
            return behind;
        }
    }
    let stop = first.saturating_sub(REACH);
    let mut at = first;
    while at > stop && !doc.breaks(at) {
        at -= 1;
        if quote(at) {
            return None;
        }
        if says(&at) {
            return Some(at);
        }
    }
    None
}

/// Finds the speaker near the verb, outside of the quotation.
fn speaker<'m>(
    doc: &Doc<'_>,
    mentions: &'m [Mention],
    verb: usize,
    quote: (usize, usize),
) -> Option<&'m Mention> {
    let quoted = doc.join(quote.0, quote.1);
    let verb_span = doc.span(verb);
    let (from, to) = sentence(doc, verb);
    let sentence = Span::new(doc.span(from).start, doc.span(to).end);
    // `said a source in the ministry` names no speaker.
    let first = doc.sign(verb.wrapping_sub(1)).is_some();
    let anonymous = first && doc.any(verb + 1, &["a", "an", "another", "one", "some"]);
    if anonymous
        || doc.any(
            verb.wrapping_sub(1),
            &["he", "she", "they", "it", "i", "we", "who"],
        )
    {
        return None;
    }
    let start = mentions.partition_point(|mention| mention.span.start < sentence.start);
    let distance = |mention: &Mention| {
        if mention.span.end <= verb_span.start {
            verb_span.start - mention.span.end
        } else {
            mention.span.start - verb_span.end
        }
    };
    let sayers = mentions
        .iter()
        .skip(start)
        .take_while(|mention| mention.span.end <= sentence.end)
        .filter(|mention| {
            let told = doc.any(verb, &["told", "tells"]) && mention.span.start > verb_span.start;
            !told
                && matches!(mention.kind, Kind::Person | Kind::Org)
                && !mention.span.overlaps(quoted)
                && !mention.span.overlaps(verb_span)
        });
    sayers.min_by_key(|mention| (mention.kind != Kind::Person, distance(mention)))
}

/// Returns the first and last token of the sentence around `at`, a bounded way.
fn sentence(doc: &Doc<'_>, at: usize) -> (usize, usize) {
    let (mut from, mut to) = (at, at);
    while from > 0 && at - from < 2 * REACH && !doc.breaks(from) {
        from -= 1;
    }
    while to - at < 2 * REACH && !doc.breaks(to + 1) && to + 1 < doc.len() {
        to += 1;
    }
    (from, to)
}
