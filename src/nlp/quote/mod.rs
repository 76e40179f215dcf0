//! Who said what: direct and indirect speech with speakers.
//!
//! [`marks`] pairs the quotation marks and [`sentence`] splits the text around
//! them. [`words`] and [`verbs`] say what a word may be; [`noun`], [`subject`]
//! and [`clause`] are a shallow grammar over that. [`direct`] and [`indirect`]
//! find speech, [`speaker`] says which entity its source is. Nothing here
//! guesses: what has no source stays without.

mod behind;
mod clause;
mod content;
mod direct;
mod headline;
mod indirect;
mod marks;
mod noun;
mod sentence;
mod speaker;
mod subject;
mod verbs;
mod words;

#[cfg(test)]
mod tests;

use super::doc::Doc;
use super::mention::{Mention, Quote};
use clause::Field;
use noun::Phrase;
use words::{Words, class};

/// Something said: tokens `first..end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Said {
    first: usize,
    end: usize,
    is_direct: bool,
    source: Option<Phrase>,
    cue: Option<(usize, usize)>,
}

fn said(source: Option<Phrase>, cue: (usize, usize), content: (usize, usize)) -> Option<Said> {
    (content.0 < content.1).then_some(Said {
        first: content.0,
        end: content.1,
        is_direct: false,
        source,
        cue: Some(cue),
    })
}

/// Finds what is said in `doc`; speakers are among `mentions`.
///
/// Shape: sorted by span; indirect speech may hold other indirect speech.
pub(super) fn find(doc: &Doc<'_>, mentions: &[Mention]) -> Vec<Quote> {
    let words = &Words::new(doc);
    let quotations = marks::quotations(doc);
    let sentences = sentence::sentences(words, &quotations);
    let mut found = direct::find(words, &sentences, &quotations);
    let mut used: Vec<usize> = found.iter().filter_map(|said| Some(said.cue?.0)).collect();
    used.sort_unstable();
    for &sentence in &sentences {
        let (from, to) = sentence.quotations;
        let field = Field {
            words,
            sentence,
            quotations: quotations.get(from..to).unwrap_or_default(),
        };
        indirect::find(&field, &used, &mut found);
    }
    let speakers = speaker::Speakers::new(words, mentions);
    found.extend(headline::find(
        words,
        (&sentences, &quotations),
        &|source| speakers.can_speak(source),
    ));
    drop_echoes(words, &mut found);
    found.sort_by_key(|said| (said.first, said.end));
    found.dedup_by_key(|said| (said.first, said.end));
    found
        .iter()
        .map(|said| quote(doc, &speakers, said))
        .collect()
}

/// Takes out what a speaker is said to say of his own saying: in `Smith says
/// he believes it will rain` only Smith's words count.
fn drop_echoes(words: &Words<'_, '_>, found: &mut Vec<Said>) {
    let mut starts: Vec<usize> = found
        .iter()
        .filter(|said| !said.is_direct)
        .map(|said| said.first)
        .collect();
    starts.sort_unstable();
    let begins = |at: usize| starts.binary_search(&at).is_ok();
    found.retain(|said| {
        let Some(source) = said.source.filter(|_| !said.is_direct) else {
            return true;
        };
        let pronoun = words.is(source.first, class::SUBJECT);
        let that =
            source.first > 0 && words.is(source.first - 1, class::THAT) && begins(source.first - 1);
        !(pronoun && (begins(source.first) || that))
    });
}

fn quote(doc: &Doc<'_>, speakers: &speaker::Speakers<'_, '_, '_>, said: &Said) -> Quote {
    Quote {
        span: doc.join(said.first, said.end),
        is_direct: said.is_direct,
        speaker: said.source.and_then(|source| speakers.entity(source)),
        speaker_span: said.source.map(|source| doc.join(source.first, source.end)),
        cue: said.cue.map(|cue| doc.join(cue.0, cue.1)),
    }
}
