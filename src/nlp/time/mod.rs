//! Expressions of time and their ISO values against the date of the article.
//!
//! [`read`] reads an expression from the tokens, [`resolve`] gives it a value
//! with the sense that news have: a bare weekday is the last one unless the
//! sentence looks ahead. Durations are times, but no mentions.

mod read;
mod resolve;

use super::doc::Doc;
use super::finder::Candidate;
use super::mention::{Kind, Time};
use crate::corpus::When;

use resolve::Reference;

/// What a time expression says, before it is placed in the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Expr {
    /// Year (if stated), month, day.
    Day(Option<i16>, i8, i8),
    /// Several days of one month, first and last.
    Days(Option<i16>, i8, i8, i8),
    Month(Option<i16>, i8),
    /// A month so many years away: `December last year`.
    MonthOf(i8, i32),
    Year(i16),
    Years(i16, i16),
    /// First year of a decade.
    Decade(i16),
    /// Weekday 1 to 7 from Monday.
    Weekday(i8, Turn),
    /// So many units from now: `last week` is (Week, -1).
    Away(Unit, i32),
    /// A length of time.
    Lasting(Unit, i32),
    /// Hour and minute.
    Clock(i8, i8),
}

/// Where the words around an expression place it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum View {
    /// After the date of the article.
    Ahead,
    /// Before it: a verb in the past, or an entry of a chronology.
    Behind,
    Open,
}

/// Which of several is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Turn {
    /// Not stated; the sentence looks back.
    Back,
    /// Not stated; the sentence looks ahead.
    Ahead,
    Last,
    Next,
    This,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Expressions found, with the token where each begins and ends.
#[derive(Default)]
pub(super) struct Times {
    found: Vec<(usize, usize, Expr, View)>,
}

impl Times {
    /// Reads the expressions of `doc`.
    pub(super) fn find(doc: &Doc<'_>) -> Self {
        let mut times = Self::default();
        let mut at = 0;
        while at < doc.len() {
            let Some((end, expr)) = read::expression(doc, at) else {
                at += 1;
                continue;
            };
            let view = read::view(doc, at, end);
            times.found.push((at, end, expr, view));
            at = end;
        }
        times
    }

    /// Proposes the dates and times of day as mentions.
    pub(super) fn candidates(&self, found: &mut Vec<Candidate>) {
        for &(first, end, expr, _) in &self.found {
            let (kind, reason) = match expr {
                Expr::Lasting(..) => continue,
                Expr::Clock(..) => (Kind::Time, "time of day"),
                Expr::Weekday(..) | Expr::Away(..) | Expr::MonthOf(..) => {
                    (Kind::Date, "relative date")
                }
                _ => (Kind::Date, "date"),
            };
            found.push(Candidate::rule((first, end), kind, 0.85, reason));
        }
    }

    /// Returns the first token of each expression.
    pub(super) fn firsts(&self) -> impl Iterator<Item = usize> {
        self.found.iter().map(|found| found.0)
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
        let reference = Reference::new(published, modified);
        let times = self.found.iter().map(|&(first, end, expr, view)| Time {
            span: doc.join(first, end),
            kind: resolve::kind(expr),
            value: resolve::value(expr, view, reference),
        });
        times.collect()
    }
}
