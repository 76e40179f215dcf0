//! [`DateRef`]: a date of a query, stated or counted back from today.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span as Duration, ToSpan};

use crate::corpus::When;

/// A day, month or year, or a stretch that ends today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateRef {
    Stated(When),
    /// The last so many days, weeks, months or years up to today.
    Last(u16, Unit),
}

/// The unit of a stretch of days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl DateRef {
    /// Reads `2013`, `2013-10`, `2013-10-28`, `3d`, `2w`, `1m`, `1y`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let unit = match letters.next_back()? {
            'd' | 'D' => Unit::Day,
            'w' | 'W' => Unit::Week,
            'm' | 'M' => Unit::Month,
            'y' | 'Y' => Unit::Year,
            _ => {
                return When::parse(text)
                    .filter(|when| when.time.is_none())
                    .map(Self::Stated);
            }
        };
        let digits = letters.as_str();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(|count| Self::Last(count, unit))
    }

    /// Returns the first and the last day it covers.
    pub fn days(&self, today: Date) -> Option<(Date, Date)> {
        match self {
            Self::Stated(when) => days_of(when),
            Self::Last(count, unit) => Some((today.saturating_sub(stretch(*count, *unit)), today)),
        }
    }
}

fn stretch(count: u16, unit: Unit) -> Duration {
    // The largest counts go beyond what the calendar knows; they mean "ever".
    let count = i32::from(count);
    match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.min(9_998).years(),
    }
}

/// Returns the first and the last day that a date covers.
pub fn days_of(when: &When) -> Option<(Date, Date)> {
    let first = when.first_day()?;
    let last = match (when.month, when.day) {
        (None, _) => first.last_of_year(),
        (Some(_), None) => first.last_of_month(),
        (Some(_), Some(_)) => first,
    };
    Some((first, last))
}

/// Returns the first and the last day of an ISO value as `extract` prints it:
/// `2014`, `2014-05`, `2014-W21`, `2014-05-27T10:00`, or two with a slash.
pub fn days_of_value(value: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = value.split_once('/') {
        let (first, _) = days_of_one(from)?;
        let (_, last) = days_of_one(to)?;
        return (first <= last).then_some((first, last));
    }
    days_of_one(value)
}

fn days_of_one(value: &str) -> Option<(Date, Date)> {
    if let Some((year, week)) = value.split_once("-W") {
        let week =
            ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?;
        let first = week.date();
        return Some((first, first.saturating_add(6.days())));
    }
    days_of(&When::parse(value)?)
}

impl fmt::Display for DateRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stated(when) => write!(f, "{when}"),
            Self::Last(count, unit) => {
                let letter = match unit {
                    Unit::Day => 'd',
                    Unit::Week => 'w',
                    Unit::Month => 'm',
                    Unit::Year => 'y',
                };
                write!(f, "{count}{letter}")
            }
        }
    }
}
