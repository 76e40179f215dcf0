//! How far what is said reaches: the clause or phrase behind a verb, and the
//! clause before one.

use super::marks::Quotation;
use super::sentence::Sentence;
use super::verbs::{form, frame};
use super::words::{Words, class};

/// Most tokens between two dashes.
const ASIDE: usize = 30;

/// What sort of words were said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    Clause,
    /// An object or an infinitive: shorter.
    Phrase,
    /// A clause inside an aside: up to the next comma.
    Aside,
}

/// A sentence and its quotations, over which a clause steps as over one word.
pub(super) struct Field<'w, 'd, 'a> {
    pub(super) words: &'w Words<'d, 'a>,
    pub(super) sentence: Sentence,
    pub(super) quotations: &'w [Quotation],
}

impl Field<'_, '_, '_> {
    /// Returns the quotation that holds the token.
    pub(super) fn quotation(&self, at: usize) -> Option<Quotation> {
        let next = self.quotations.partition_point(|here| here.first <= at);
        let here = self.quotations.get(next.checked_sub(1)?)?;
        (at < here.end).then_some(*here)
    }

    /// Returns where what begins at `first` ends.
    pub(super) fn end(&self, first: usize, sort: Sort) -> usize {
        let mut at = first;
        while at < self.sentence.end {
            if let Some(here) = self.quotation(at) {
                at = here.end;
                if here.last(self.words.doc) == Some(',') && self.comma_ends(at, sort) {
                    break;
                }
                continue;
            }
            if at > first && self.stops(at, sort) {
                break;
            }
            at += 1;
        }
        self.trim(first, at)
    }

    /// Returns where the clause that ends at `end` begins.
    pub(super) fn first(&self, end: usize) -> usize {
        let doc = self.words.doc;
        let mut at = end;
        while at > self.sentence.first {
            if let Some(here) = self.quotation(at - 1) {
                at = here.first;
                continue;
            }
            if matches!(doc.sign(at - 1), Some(';')) {
                break;
            }
            at -= 1;
        }
        while at < end
            && (self.words.is(at, class::AND)
                || doc.word(at).is_none() && self.quotation(at).is_none())
        {
            at += 1;
        }
        at
    }

    /// Says whether a comma stands before the token, or in the quotation that
    /// ends there.
    pub(super) fn comma_before(&self, at: usize) -> bool {
        if at <= self.sentence.first {
            return false;
        }
        let last = self
            .quotation(at - 1)
            .and_then(|here| here.last(self.words.doc));
        self.words.doc.sign(at - 1) == Some(',') || last == Some(',')
    }

    fn trim(&self, first: usize, end: usize) -> usize {
        let mut end = end;
        while end > first && self.quotation(end - 1).is_none() {
            let sign = self.words.doc.sign(end - 1);
            if !matches!(
                sign,
                Some('.' | ',' | ';' | ':' | '!' | '?' | '—' | '–' | '-')
            ) {
                break;
            }
            end -= 1;
        }
        end
    }

    fn stops(&self, at: usize, sort: Sort) -> bool {
        let (words, doc) = (self.words, self.words.doc);
        let sign = doc.sign(at);
        if matches!(sign, Some('—' | '–')) {
            return !self.closes_aside(at) && !self.opens_aside(at);
        }
        if sign == Some(';') {
            return true;
        }
        if sign == Some(',') {
            return self.comma_ends(at + 1, sort);
        }
        if doc.any(at, &["according"]) && words.is(at + 1, class::TO) {
            return true;
        }
        if words.is(at, class::AND) && !words.is(at, class::SUBJECT) {
            return self.verb_follows(at + 1);
        }
        sort == Sort::Phrase
            && (doc.any(
                at,
                &[
                    "while", "although", "though", "whereas", "because", "after", "before", "when",
                    "since", "until",
                ],
            ))
    }

    /// Says whether another dash follows, so that only an aside begins here.
    fn opens_aside(&self, at: usize) -> bool {
        let stop = self.sentence.end.min(at + ASIDE);
        (at + 1..stop).any(|at| self.is_dash(at)) && self.n_dashes(at).is_multiple_of(2)
    }

    fn closes_aside(&self, at: usize) -> bool {
        !self.n_dashes(at).is_multiple_of(2)
    }

    /// Counts the dashes of the sentence before `at`.
    fn n_dashes(&self, at: usize) -> usize {
        let first = self.sentence.first.max(at.saturating_sub(2 * ASIDE));
        (first..at).filter(|&at| self.is_dash(at)).count()
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.words.doc.sign(at), Some('—' | '–'))
    }

    /// Says whether a comma before `at` ends what is said.
    fn comma_ends(&self, at: usize, sort: Sort) -> bool {
        let (words, doc) = (self.words, self.words.doc);
        if sort == Sort::Aside {
            return true;
        }
        let mut next = at;
        if doc.any(
            next,
            &[
                "but",
                "while",
                "though",
                "although",
                "whereas",
                "yet",
                "according",
                "however",
                "compared",
                "despite",
            ],
        ) {
            return true;
        }
        let and = words.is(next, class::AND);
        if and {
            next += 1;
        }
        while words.is(next, class::ADVERB) {
            next += 1;
        }
        if words.form(next, form::ING)
            && words
                .verb(next)
                .0
                .is(frame::SAY | frame::CLAUSE | frame::OBJECT | frame::PREPOSITION)
        {
            return true;
        }
        if and && (self.verb_follows(next) || self.subject_says(next)) {
            return true;
        }
        sort == Sort::Phrase && !and && !self.list_goes_on(at)
    }

    /// Says whether a finite verb of saying stands here, after adverbs.
    fn verb_follows(&self, at: usize) -> bool {
        let words = self.words;
        let mut next = at;
        while words.is(next, class::ADVERB | class::HAVE) {
            next += 1;
        }
        words.form(next, form::PAST | form::THIRD)
            && !words.verb(next).0.is(frame::NOUN)
            && !words.doc.upper(next)
            && !words.is(next + 1, class::PREPOSITION)
    }

    /// Says whether somebody who says something else is named here.
    fn subject_says(&self, at: usize) -> bool {
        let words = self.words;
        (at + 1..at + 8)
            .take_while(|&here| {
                words.nominal(here) || words.is(here, class::ADVERB | class::AUXILIARY)
            })
            .any(|here| {
                words.form(here, form::PAST | form::THIRD) && words.verb(here).0.is(frame::SAY)
            })
    }

    /// Says whether the comma before `at` stands in a list of nouns.
    fn list_goes_on(&self, at: usize) -> bool {
        let words = self.words;
        (at..at + 7)
            .take_while(|&here| {
                words.nominal(here)
                    || words.is(here, class::PREPOSITION | class::AND)
                    || words.doc.sign(here) == Some(',')
            })
            .any(|here| words.is(here, class::AND))
    }
}
