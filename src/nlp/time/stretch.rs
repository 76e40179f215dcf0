//! Stretches as calendars keep them: the first day, and the first day after.
//!
//! What a note asks for goes into a calendar, which knows neither quarters nor
//! decades, so [`text`] tells such values in days. Reckoning with lengths is
//! here too. Nothing here knows of expressions or of what was spoken of.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::expr::{Length, Toward, Unit};
use super::number::Count;
use super::value::Value;

/// Returns the first day of a value, and the first day after it.
pub(super) fn days(value: Value) -> Option<(Date, Date)> {
    let months = |year: i16, month: i8, n: i32| {
        let first = Date::new(year, month, 1).ok()?;
        Some((first, first.checked_add(n.months()).ok()?))
    };
    let years = |year: i16, n: i32| {
        let first = Date::new(year, 1, 1).ok()?;
        Some((first, first.checked_add(n.years()).ok()?))
    };
    match value {
        Value::Day(day) => Some((day, day.tomorrow().ok()?)),
        Value::Week(year, week) => {
            let first = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
            Some((first, first.checked_add(1.week()).ok()?))
        }
        Value::Weekend(year, week) => {
            let first = ISOWeekDate::new(year, week, Weekday::Saturday).ok()?;
            let first = first.date();
            Some((first, first.checked_add(2.days()).ok()?))
        }
        Value::Month(year, month) => months(year, month, 1),
        Value::Quarter(year, n) => months(year, 3 * n - 2, 3),
        Value::Half(year, n) => months(year, 6 * n - 5, 6),
        Value::Year(_) | Value::YearBefore(_) => years(value.year(), 1),
        Value::Decade(year) => years(year, 10),
        Value::Century(year) => years(year, 100),
        Value::Season(..) => None,
    }
}

/// Returns the value in a note: in days where ISO 8601 has no name for it.
pub(super) fn text(value: Value) -> Option<String> {
    let named = !matches!(
        value,
        Value::Quarter(..) | Value::Half(..) | Value::Decade(_) | Value::Century(_)
    );
    if named {
        return Some(value.to_string());
    }
    days(value).map(|(first, after)| format!("{first}/{after}"))
}

/// Returns the day a length of days or more from `start`.
pub(super) fn from(start: Date, toward: Toward, length: Length) -> Option<Date> {
    let mut end = start;
    for (count, unit) in length.0.into_iter().flatten() {
        let n = count.whole()?;
        let n = match toward {
            Toward::After => n,
            Toward::Before => n.checked_neg()?,
        };
        let span = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day | Unit::Weekend => Span::new().try_days(n),
            Unit::Week => Span::new().try_weeks(n),
            Unit::Month => Span::new().try_months(n),
            Unit::Quarter => Span::new().try_months(n.checked_mul(3)?),
            Unit::Year => Span::new().try_years(n),
            Unit::Decade => Span::new().try_years(n.checked_mul(10)?),
            Unit::Century => Span::new().try_years(n.checked_mul(100)?),
        };
        end = end.checked_add(span.ok()?).ok()?;
    }
    Some(end)
}

/// Returns the days of `next three weeks`: from tomorrow on, or up to today;
/// quarters and decades are whole ones.
pub(super) fn run(today: Date, toward: Toward, length: Length) -> Option<(Date, Date)> {
    let (_, unit) = length.first()?;
    let whole = matches!(unit, Unit::Quarter | Unit::Decade | Unit::Century);
    match toward {
        _ if whole => {
            let (n, _) = length.whole()?;
            let (near, far) = match toward {
                Toward::After => (1, n),
                Toward::Before => (-n, -1),
            };
            let near = days(Value::away(today, unit, near)?)?;
            let far = days(Value::away(today, unit, far)?)?;
            Some((near.0, far.1))
        }
        Toward::After => {
            let first = today.tomorrow().ok()?;
            Some((first, from(first, toward, length)?))
        }
        Toward::Before => Some((from(today, toward, length)?, today)),
    }
}

/// More working days than these are not walked through one by one.
const MAX_WORKDAYS: i32 = 1000;

/// Returns the days that hold the next or last `n` working days.
pub(super) fn workdays(today: Date, toward: Toward, n: i32) -> Option<(Date, Date)> {
    let step = match toward {
        Toward::After => 1,
        Toward::Before => -1,
    };
    let (mut day, mut first, mut left) = (today, None, n);
    if !(1..=MAX_WORKDAYS).contains(&n) {
        return None;
    }
    while left > 0 {
        day = day.checked_add(step.days()).ok()?;
        if day.weekday().to_monday_one_offset() <= 5 {
            first = first.or(Some(day));
            left -= 1;
        }
    }
    match toward {
        Toward::After => Some((first?, day.tomorrow().ok()?)),
        Toward::Before => Some((day, today)),
    }
}

/// Returns the seconds of a length of hours, minutes and seconds.
pub(super) fn seconds(length: Length) -> Option<i64> {
    let mut sum = 0;
    for (count, unit) in length.0.into_iter().flatten() {
        let Count::Hundredths(n) = count else {
            return None;
        };
        let size = match unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3600,
            _ => return None,
        };
        sum += i64::from(n) * size / 100;
    }
    Some(sum)
}

/// Returns the weekday `day` (1 to 7) in the week of `date`.
pub(super) fn in_week(date: Date, day: i8) -> Option<Date> {
    let back = i32::from(date.weekday().to_monday_one_offset()) - i32::from(day);
    date.checked_sub(back.days()).ok()
}

/// Returns the day of the month `day` next to `today` that is a `weekday`.
pub(super) fn weekday_on(today: Date, weekday: i8, day: i8) -> Option<Date> {
    let month = today.first_of_month();
    // Within a few years every day of the month falls on every weekday.
    let near = (0..36).flat_map(|n| [n, -n]);
    near.filter_map(|n: i32| {
        let month = month.checked_add(n.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    })
    .filter(|date| date.weekday().to_monday_one_offset() == weekday)
    .min_by_key(|date| {
        today
            .until(*date)
            .map_or(i32::MAX, |span| span.get_days().abs())
    })
}
