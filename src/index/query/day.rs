//! [`DateRef`]: a date of a query, stated or counted back from today.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span as Duration, ToSpan};

use crate::corpus::When;
use crate::nlp::{Time, Until};

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

/// Returns the first and the last day of a value as `extract` prints it:
/// `2014`, `2014-05`, `2014-W21`, `2014-W21-WE`, `2014-Q2`, `2014-H1`,
/// `2014-SU`, `199X`, `19XX`, `BC1600`, `2014-05-27T10:00`, or two with a slash.
pub fn days_of_value(value: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = value.split_once('/') {
        let (first, _) = days_of_one(from)?;
        let (_, last) = days_of_one(to)?;
        return (first <= last).then_some((first, last));
    }
    days_of_one(value)
}

/// Returns the first and the last day of an expression of time, whatever its
/// range ends with.
pub fn days_of_time(time: &Time) -> Option<(Date, Date)> {
    let value = time.value.as_deref()?;
    match value.split_once('/') {
        Some((from, after)) if time.until == Until::Before => {
            let (first, _) = days_of_one(from)?;
            let (after, _) = days_of_one(after)?;
            let last = after.yesterday().ok()?;
            (first <= last).then_some((first, last))
        }
        _ => days_of_value(value),
    }
}

fn days_of_one(value: &str) -> Option<(Date, Date)> {
    let day = value.split_once('T').map_or(value, |(day, _)| day);
    if let Some((year, part)) = day.split_once('-')
        && let Some(days) = days_of_part(year.parse().ok()?, part)
    {
        return Some(days);
    }
    // The year before the first is the zeroth.
    if let Some(digits) = day.strip_prefix("BC") {
        let year = 1 - digits.parse::<i16>().ok().filter(|year| *year > 0)?;
        let first = Date::new(year, 1, 1).ok()?;
        return Some((first, first.last_of_year()));
    }
    if let Some(digits) = day.strip_suffix('X') {
        return days_of_years(digits);
    }
    days_of(&When::parse(day)?)
}

/// Returns the days of a week, weekend, quarter, half or season.
fn days_of_part(year: i16, part: &str) -> Option<(Date, Date)> {
    let months = |first: i8, n: i32| {
        let first = Date::new(year, first, 1).ok()?;
        Some((
            first,
            first.saturating_add((n - 1).months()).last_of_month(),
        ))
    };
    match part {
        "Q1" | "H1" | "Q2" | "Q3" | "Q4" | "H2" => {
            let n: i8 = part.get(1..)?.parse().ok()?;
            let size = if part.starts_with('Q') { 3 } else { 6 };
            months((n - 1) * size + 1, i32::from(size))
        }
        "SP" => months(3, 3),
        "SU" => months(6, 3),
        "FA" => months(9, 3),
        // The winter of a year ends in it.
        "WI" => {
            let (january, _) = months(1, 1)?;
            let first = january.saturating_sub(1.months());
            Some((first, january.saturating_add(1.months()).last_of_month()))
        }
        _ => {
            let week = part.strip_prefix('W')?;
            let (week, skipped) = match week.strip_suffix("-WE") {
                Some(week) => (week, 5),
                None => (week, 0),
            };
            let week = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok()?;
            let monday = week.date();
            Some((
                monday.saturating_add(skipped.days()),
                monday.saturating_add(6.days()),
            ))
        }
    }
}

/// Returns the days of a decade (`199`) or a century (`19X`).
fn days_of_years(digits: &str) -> Option<(Date, Date)> {
    let (digits, size) = match digits.strip_suffix('X') {
        Some(century) => (century, 100),
        None => (digits, 10),
    };
    let plain = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let first: i16 = digits
        .parse::<i16>()
        .ok()
        .filter(|_| plain)?
        .checked_mul(size)?;
    let last = Date::new(first.checked_add(size - 1)?, 12, 31).ok()?;
    Some((Date::new(first, 1, 1).ok()?, last))
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
