//! Expressions of time and their ISO values against the date of the article.
//!
//! [`Times`] reads them from the tokens and gives them values with the sense
//! that news have: a bare weekday is the last one unless the sentence looks
//! ahead. The grammar says what was written (`expr`), `tense` where the
//! sentence looks, `resolve` which days that were, `value` how they are
//! printed. Lengths, repetitions and words such as `now` are times, but no
//! mentions: those are the dates that have a name or a number.

mod appointment;
mod calendar;
mod clock;
mod counted;
mod definite;
mod deictic;
mod every;
mod expr;
mod holiday;
mod length;
mod lexicon;
mod note;
mod nth;
mod number;
mod numeric;
mod opener;
mod period;
mod phrase;
mod reckon;
mod reference;
mod resolve;
mod stretch;
mod tail;
mod tense;
mod vague;

#[cfg(test)]
mod tests;
mod value;
mod which_year;
mod year;

use super::doc::Doc;
use super::finder::Candidate;
use super::mention::{Kind, Time};
use crate::corpus::When;

use expr::{Clock, Expr, Place, Point, View};
use opener::Openers;
use resolve::{Manner, Resolver};

/// What a reader found, up to the token `end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Read {
    end: usize,
    expr: Expr,
    /// The tokens that name a date, without the words around it.
    core: Option<(usize, usize)>,
}

impl Read {
    fn named(tokens: (usize, usize), point: Point) -> Self {
        Self {
            end: tokens.1,
            expr: Expr::point(point),
            core: Some(tokens),
        }
    }

    fn unnamed(end: usize, expr: Expr) -> Self {
        Self {
            end,
            expr,
            core: None,
        }
    }
}

/// An expression with the token where it begins, and where it is placed.
#[derive(Clone, Copy, Debug)]
struct Found {
    first: usize,
    read: Read,
    view: View,
    /// The tokens of a time of day behind or before its day.
    hand: Option<(usize, usize)>,
}

/// Expressions found, in order.
#[derive(Default)]
pub(super) struct Times {
    found: Vec<Found>,
}

impl Times {
    /// Reads the expressions of `doc`.
    pub(super) fn find(doc: &Doc<'_>) -> Self {
        let mut times = Self::default();
        let openers = Openers::of(doc);
        let mut at = 0;
        while at < doc.len() {
            if !openers.can_begin(doc, at) {
                debug_assert!(
                    phrase::read(doc, at).is_none(),
                    "`{}` begins a time and is not listed in `opener`",
                    doc.str(at)
                );
                at += 1;
                continue;
            }
            let Some(read) = phrase::read(doc, at) else {
                at += 1;
                continue;
            };
            let view = tense::view(doc, at, read.end);
            times.found.push(Found {
                first: at,
                read,
                view,
                hand: hand(doc, at, read),
            });
            at = read.end.max(at + 1);
        }
        times
    }

    /// Proposes the dates and times of day as mentions.
    pub(super) fn candidates(&self, found: &mut Vec<Candidate>) {
        for Found { read, hand, .. } in &self.found {
            if let Some(hand) = *hand {
                found.push(Candidate::rule(hand, Kind::Time, 0.85, "time of day"));
            }
            let Some(core) = read.core else {
                continue;
            };
            let (kind, reason) = match read.expr {
                Expr::At(Place {
                    clock: Some(_),
                    day: None,
                })
                | Expr::Between(
                    Place {
                        clock: Some(_),
                        day: None,
                    },
                    _,
                ) => (Kind::Time, "time of day"),
                _ => (Kind::Date, "date"),
            };
            found.push(Candidate::rule(core, kind, 0.85, reason));
        }
    }

    /// Returns the first token of what each expression names, or of itself.
    pub(super) fn firsts(&self) -> impl Iterator<Item = usize> {
        let first = |found: &Found| found.read.core.map_or(found.first, |core| core.0);
        self.found.iter().map(first)
    }

    /// Gives the expressions their values.
    ///
    /// Shape: sorted by span, one for each expression.
    /// Those without a year that look back do so from the last change.
    pub(super) fn values(
        &self,
        doc: &Doc<'_>,
        (published, modified): (Option<When>, Option<When>),
    ) -> Vec<Time> {
        let manner = if note::is_note(doc) {
            Manner::Note
        } else {
            Manner::Article
        };
        let mut resolver = Resolver::new(published, modified, manner);
        let times = self.found.iter().map(|found| Time {
            span: doc.join(found.first, found.read.end),
            kind: resolve::kind(found.read.expr),
            until: resolver.until(found.read.expr),
            value: resolver.value(found.read.expr, found.first, found.view),
        });
        times.collect()
    }
}

/// Returns the tokens of the time of day in a day with a time.
fn hand(doc: &Doc<'_>, first: usize, read: Read) -> Option<(usize, usize)> {
    let Expr::At(Place {
        day: Some(_),
        clock: Some(Clock::Time(_)),
    }) = read.expr
    else {
        return None;
    };
    // The numbers of `2014-05-27T10:00:00Z` are parts of one.
    let begins = |at: usize| at == first || !doc.tight(at) || doc.sign(at - 1) == Some('@');
    let at = (first..read.end).find(|&at| begins(at) && clock::read(doc, at).is_some())?;
    let (end, _) = clock::read(doc, at)?;
    (end <= read.end).then_some((at, end))
}
