//! Direct speech: whole quotations with a verb of saying beside them.
//!
//! What stands in marks inside a clause (`called it “a scandal”`) is left to
//! [`super::indirect`], and so is what nobody is said to say: scare quotes,
//! titles, slogans.

use super::Said;
use super::marks::Quotation;
use super::noun::{self, Phrase};
use super::sentence::Sentence;
use super::subject;
use super::verbs::{form, frame};
use super::words::{Words, class};
use crate::nlp::token::shape;

/// Tokens behind a quotation in which its verb is sought.
const REACH: usize = 30;

/// Who says something, and by which verb: tokens `cue.0..cue.1`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Attribution {
    pub(super) source: Option<Phrase>,
    pub(super) cue: Option<(usize, usize)>,
}

/// Finds the direct speech of an article.
pub(super) fn find(
    words: &Words<'_, '_>,
    sentences: &[Sentence],
    quotations: &[Quotation],
) -> Vec<Said> {
    let mut found = Vec::new();
    let mut before: Option<Attribution> = None;
    let mut previous: Option<Sentence> = None;
    for &sentence in sentences {
        let (from, to) = sentence.quotations;
        let here = quotations.get(from..to).unwrap_or_default();
        let carried = carried(words, previous, before);
        before = None;
        let mut floor = sentence.first;
        for &quotation in here {
            let place = Place {
                quotation,
                floor,
                sentence,
            };
            floor = quotation.end;
            let attribution = place
                .attribution(words, here)
                .or_else(|| carried.filter(|_| place.alone(words) && !place.is_heading(words)));
            if let Some(attribution) = attribution {
                before = Some(attribution);
                found.push(Said {
                    first: quotation.first,
                    end: quotation.end,
                    is_direct: true,
                    source: attribution.source,
                    cue: attribution.cue,
                });
            }
        }
        previous = Some(sentence);
    }
    found
}

/// Returns who goes on speaking in a sentence that is only a quotation.
fn carried(
    words: &Words<'_, '_>,
    previous: Option<Sentence>,
    before: Option<Attribution>,
) -> Option<Attribution> {
    let previous = previous?;
    let doc = words.doc;
    if doc.sign(previous.end - 1) == Some(':') {
        return Some(announced(words, previous, previous.end - 1));
    }
    before
}

/// Reads who is announced before the colon at `colon`.
fn announced(words: &Words<'_, '_>, sentence: Sentence, colon: usize) -> Attribution {
    let stop = sentence.first.max(colon.saturating_sub(2 * REACH));
    let verb = (stop..colon).rev().find(|&at| words.says(at));
    let group = verb.and_then(|verb| subject::group(words, verb, sentence.first));
    let source = group.and_then(|group| subject::subject(words, group, sentence));
    Attribution {
        source: source.or_else(|| subject::main(words, sentence, colon)),
        cue: Some(verb.map_or((colon, colon + 1), |verb| (verb, words.verb(verb).1))),
    }
}

/// A quotation in its sentence.
struct Place {
    quotation: Quotation,
    /// Where the sentence or the quotation before ends.
    floor: usize,
    sentence: Sentence,
}

impl Place {
    fn attribution(&self, words: &Words<'_, '_>, others: &[Quotation]) -> Option<Attribution> {
        let lead = self.lead(words)?;
        let next = others
            .iter()
            .find(|other| other.first >= self.quotation.end)
            .map_or(self.sentence.end, |other| other.first);
        let behind = || self.behind(words, next);
        match lead {
            Lead::Nothing => behind().or_else(|| self.signed(words)),
            Lead::Verb(verb) => Some(self.by(words, verb)),
            Lead::Comma if self.is_title(words) => None,
            Lead::Comma if self.begins_small(words) => self.before(words),
            Lead::Comma => behind().or_else(|| self.before(words)),
            Lead::Colon if self.quotation.last(words.doc) == Some(',') => behind(),
            Lead::Colon if self.is_clause(words) => None,
            Lead::Colon => self.before(words).or_else(|| {
                let colon = self.quotation.first - 1;
                Some(announced(words, self.sentence, colon))
            }),
        }
    }

    /// Reads what stands before the quotation; `None` if it is part of a clause.
    fn lead(&self, words: &Words<'_, '_>) -> Option<Lead> {
        let doc = words.doc;
        let mut first = self.quotation.first;
        if !self.goes_on(words) {
            return None;
        }
        while first > self.floor && words.is(first - 1, class::AND) {
            first -= 1;
        }
        let Some(last) = first.checked_sub(1).filter(|&last| last >= self.floor) else {
            return Some(Lead::Nothing);
        };
        match doc.sign(last) {
            Some(',' | '—' | '–' | '-' | '…') => return Some(Lead::Comma),
            Some(':') => return Some(Lead::Colon),
            Some(_) if doc.word(last).is_none() && last == self.floor => {
                return Some(Lead::Nothing);
            }
            _ => {}
        }
        let stop = self.floor.max(first.saturating_sub(8));
        let mut at = first;
        while at > stop {
            at -= 1;
            let (verb, end) = words.verb(at);
            if verb.is(frame::SAY) {
                let direct = end == first || verb.is(frame::ADDRESSEE) && first - end <= 4;
                return (direct && subject::group(words, at, self.floor).is_some())
                    .then_some(Lead::Verb(at));
            }
            let inside = words.nominal(at) || words.is(at, class::DETERMINER | class::PRONOUN);
            if !inside || words.is(at, class::THAT) {
                return None;
            }
        }
        None
    }

    /// Says whether nothing of the clause goes on behind the quotation.
    fn goes_on(&self, words: &Words<'_, '_>) -> bool {
        let doc = words.doc;
        let end = self.quotation.end;
        let stopped = matches!(
            self.quotation.last(words.doc),
            Some(',' | '.' | '!' | '?' | '…' | '—' | '–' | '-' | ';' | ':')
        );
        end >= self.sentence.end
            || stopped
            || doc.word(end).is_none()
            || words.says(end)
            || words.is(end, class::SUBJECT)
    }

    /// Finds the verb behind the quotation: `“…,” he said`, `“…,” said Smith`.
    fn behind(&self, words: &Words<'_, '_>, ceiling: usize) -> Option<Attribution> {
        let doc = words.doc;
        let mut first = self.quotation.end;
        while first < ceiling && doc.word(first).is_none() {
            if !matches!(doc.sign(first), Some(',' | '—' | '–' | '-' | '.')) {
                return None;
            }
            first += 1;
        }
        let mut at = first;
        while words.is(at, class::ADVERB | class::AND) && at < ceiling {
            at += 1;
        }
        if doc.any(at, &["according"]) && words.is(at + 1, class::TO) {
            let source = noun::right(words, at + 2, ceiling);
            let cue = Some((at, at + 2));
            return Some(Attribution { source, cue });
        }
        if words.says(at) && words.form(at, form::PAST | form::THIRD) && at < ceiling {
            let (_, end) = words.verb(at);
            let source = noun::right(words, end, ceiling);
            let cue = Some((at, end));
            return Some(Attribution { source, cue });
        }
        let inside = Sentence {
            first,
            ..self.sentence
        };
        (at..ceiling.min(at + REACH))
            .take_while(|&at| !matches!(doc.sign(at), Some(';' | ':')))
            .filter(|&at| words.says(at))
            .find_map(|verb| {
                let group = subject::group(words, verb, first)?;
                let source = subject::subject(words, group, inside)?;
                let cue = Some((verb, words.verb(verb).1));
                let source = Some(source);
                Some(Attribution { source, cue })
            })
    }

    /// Reads the name under a quotation: `“…” — Smith`.
    fn signed(&self, words: &Words<'_, '_>) -> Option<Attribution> {
        let (doc, at) = (words.doc, self.quotation.end);
        let dash = matches!(doc.sign(at), Some('―' | '—' | '–' | '-'));
        if !dash || !doc.upper(at + 1) || self.quotation.first != self.sentence.first {
            return None;
        }
        let source = noun::right(words, at + 1, self.sentence.end)?;
        let whole = (source.end..self.sentence.end).all(|at| doc.word(at).is_none());
        whole.then_some(Attribution {
            source: Some(source),
            cue: Some((at, at + 1)),
        })
    }

    /// Finds the verb before a quotation that a comma or a colon introduces.
    fn before(&self, words: &Words<'_, '_>) -> Option<Attribution> {
        let verb = self.verb_before(words);
        if self.is_clause(words) {
            return None;
        }
        verb.map(|verb| self.by(words, verb))
            .filter(|found| !self.continues(words, found))
            .or_else(|| self.according(words))
    }

    /// Says whether the words before the speaker were said as well: `The rest,
    /// he said, “is history.”`
    fn continues(&self, words: &Words<'_, '_>, found: &Attribution) -> bool {
        let doc = words.doc;
        let Some(source) = found
            .source
            .filter(|source| source.first > self.sentence.first)
        else {
            return false;
        };
        let first = self.sentence.first;
        let leads = words.is(first, class::PREPOSITION | class::TIME | class::ADVERB)
            || words.is(first, class::SUBORDINATE)
                && doc.any(first, &["when", "after", "as", "before", "once"])
            || doc.str(first).ends_with("ing")
            || words.form(first, form::PARTICIPLE);
        let verb = (first..source.first).any(|at| words.finite(at));
        self.floor == first && doc.sign(source.first - 1) == Some(',') && verb && !leads
    }

    fn verb_before(&self, words: &Words<'_, '_>) -> Option<usize> {
        let stop = self.floor.max(self.quotation.first.saturating_sub(REACH));
        (stop..self.quotation.first)
            .rev()
            .find(|&at| words.says(at))
    }

    /// Says whether a clause stands between the verb and the quotation, which
    /// is part of it then.
    fn is_clause(&self, words: &Words<'_, '_>) -> bool {
        let Some(verb) = self.verb_before(words) else {
            return false;
        };
        let end = words.verb(verb).1;
        let aside =
            words.is(end, class::SUBORDINATE | class::PREPOSITION) || words.doc.word(end).is_none();
        let finite =
            (end..self.quotation.first).any(|at| words.is(at, class::AUXILIARY | class::THAT));
        words.is(end, class::THAT) || !aside && finite
    }

    /// Reads `According to Smith, “…”`.
    fn according(&self, words: &Words<'_, '_>) -> Option<Attribution> {
        let first = self.floor;
        if !words.doc.any(first, &["according"]) || !words.is(first + 1, class::TO) {
            return None;
        }
        let source = noun::right(words, first + 2, self.quotation.first)?;
        Some(Attribution {
            source: Some(source),
            cue: Some((first, first + 2)),
        })
    }

    fn by(&self, words: &Words<'_, '_>, verb: usize) -> Attribution {
        let inside = Sentence {
            first: self.floor,
            ..self.sentence
        };
        let group = subject::group(words, verb, self.floor);
        let inverted = group.is_none_or(|group| {
            group.first == self.floor || words.doc.word(group.first - 1).is_none()
        });
        let source = group.and_then(|group| subject::subject(words, group, inside));
        let (_, end) = words.verb(verb);
        let source = source.or_else(|| {
            inverted
                .then(|| noun::right(words, end, self.quotation.first))
                .flatten()
        });
        Attribution {
            source: source.or_else(|| subject::main(words, inside, verb)),
            cue: Some((verb, end)),
        }
    }

    /// Says whether the quotation goes on with a sentence: its first word is
    /// written small.
    fn begins_small(&self, words: &Words<'_, '_>) -> bool {
        let first = self.quotation.first + self.quotation.width;
        words.doc.word(first).is_some() && !words.doc.upper(first)
    }

    /// Says whether the quotation is written like the title of a work.
    fn is_title(&self, words: &Words<'_, '_>) -> bool {
        let doc = words.doc;
        let inside = self.quotation.first..self.quotation.end;
        let long = |&at: &usize| doc.word(at).is_some() && doc.span(at).len() > 3;
        let n_long = inside.clone().filter(long).count();
        let is_shouted = inside
            .clone()
            .filter(long)
            .all(|at| doc.is(at, shape::CAPS));
        let is_big = (2..10).contains(&n_long) && inside.filter(long).all(|at| doc.upper(at));
        is_big && !is_shouted
    }

    /// Says whether a paragraph of its own is rather a heading.
    fn is_heading(&self, words: &Words<'_, '_>) -> bool {
        self.sentence.opens
            && (self.is_title(words) || self.quotation.end - self.quotation.first < 8)
    }

    /// Says whether the sentence is the quotation and nothing else.
    fn alone(&self, words: &Words<'_, '_>) -> bool {
        let sign = |at: usize| words.doc.word(at).is_none();
        let lead = |at: usize| sign(at) || words.is(at, class::AND);
        (self.floor..self.quotation.first).all(lead)
            && (self.quotation.end..self.sentence.end).all(sign)
    }
}

enum Lead {
    Nothing,
    Verb(usize),
    Comma,
    Colon,
}
