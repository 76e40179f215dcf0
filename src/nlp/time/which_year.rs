//! Which year is meant: of a day, a month, a holiday or a decade that is named
//! without one, by the date of the article and where the sentence looks.

use jiff::Span;
use jiff::civil::Date;

use super::expr::{Holiday, MonthOf, View, YearOf};
use super::holiday;
use super::reference::Grain;
use super::resolve::Resolver;
use super::value::Value;

impl Resolver {
    /// Returns the first year of the decade that begins with the two digits,
    /// the nearest one before the article.
    pub(super) fn decade(&self, digits: i16) -> Option<i16> {
        let Some(today) = self.reference.year else {
            // The first decades of a century could be of either.
            return (digits >= 30).then_some(1900 + digits);
        };
        let near = today / 100 * 100 + digits;
        Some(if near > today { near - 100 } else { near })
    }

    pub(super) fn holiday(&self, of: YearOf, day: Holiday) -> Option<Date> {
        let (month, near) = holiday::around(day);
        holiday::date(self.year_of_day(of, (month, near))?, day)
    }

    pub(super) fn first_of(&self, month: MonthOf) -> Option<Date> {
        match month {
            MonthOf::Named(of, month) => Date::new(self.year(of, (month, 15))?, month, 1).ok(),
            MonthOf::Away(n) => {
                let month = self.reference.day?.first_of_month();
                month.checked_add(Span::new().try_months(n).ok()?).ok()
            }
        }
    }

    /// Returns the year of a quarter or half: reports of results look back,
    /// whatever they expect.
    pub(super) fn fiscal(&self, of: YearOf, month: i8) -> Option<i16> {
        let view = match self.view {
            View::Ahead => View::Open,
            view => view,
        };
        let mut looking = *self;
        looking.view = view;
        looking.year(of, (month, 15))
    }

    /// Returns the year of a day of the calendar.
    pub(super) fn year_of_day(&self, of: YearOf, day: (i8, i8)) -> Option<i16> {
        match of {
            YearOf::Open => self.reference.nearest(day, self.view, Grain::Day),
            stated => self.year(stated, day),
        }
    }

    /// Returns the year of a month; a sentence that looks back tells of one that
    /// has begun.
    pub(super) fn year_of_month(&self, of: YearOf, month: i8) -> Option<i16> {
        match self.view {
            View::Behind => self.year_of_day(of, (month, 1)),
            View::Ahead | View::Open => self.year(of, (month, 15)),
        }
    }

    /// Returns the year of a stretch that holds a day.
    pub(super) fn year(&self, of: YearOf, (month, day): (i8, i8)) -> Option<i16> {
        match of {
            YearOf::Is(year) => Some(year),
            YearOf::Open => self
                .reference
                .nearest((month, day), self.view, Grain::Stretch),
            YearOf::Away(n) => self.reference.year?.checked_add(i16::try_from(n).ok()?),
            YearOf::Then(n) => {
                let year = self.said().map(Value::year).or(self.reference.year)?;
                year.checked_add(i16::try_from(n).ok()?)
            }
            YearOf::Last => {
                let today = self.reference.day?;
                // The month before this one would be `last month`.
                Some(today.year() - i16::from(month + 1 >= today.month()))
            }
            YearOf::Next => {
                let today = self.reference.day?;
                Some(today.year() + i16::from(month <= today.month()))
            }
        }
    }
}
