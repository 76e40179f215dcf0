//! [`Expr`] to an ISO value against the date of the article.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{Expr, Turn, Unit, View};
use crate::corpus::When;

/// The date of the article, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reference {
    year: Option<i16>,
    /// Known to the day.
    day: Option<Date>,
    /// The day of the last change, if it came soon after.
    changed: Option<Date>,
}

/// A change so many days after the first version still belongs to the news.
const MAX_CHANGE_DAYS: i32 = 90;

impl Reference {
    pub(super) fn new(published: Option<When>, modified: Option<When>) -> Self {
        let to_day = |when: Option<When>| when.filter(|when| when.day.is_some())?.first_day();
        let day = to_day(published);
        let changed = to_day(modified).filter(|changed| {
            let days = day.and_then(|day| day.until(*changed).ok());
            days.is_some_and(|span| (1..=MAX_CHANGE_DAYS).contains(&span.get_days()))
        });
        Self {
            year: published.map(|when| when.year),
            day,
            changed,
        }
    }
}

/// Returns the word for the kind of expression.
pub(super) fn kind(expr: Expr) -> &'static str {
    match expr {
        Expr::Lasting(..) => "duration",
        Expr::Clock(..) => "time",
        Expr::Days(..) | Expr::Years(..) | Expr::Decade(_) => "range",
        _ => "date",
    }
}

/// Returns the value, or `None` when it hangs on an unknown date.
///
/// `view` says where the sentence looks.
pub(super) fn value(expr: Expr, view: View, reference: Reference) -> Option<String> {
    match expr {
        Expr::Day(year, month, day) => {
            let year = year.or_else(|| near(month, day, view, reference))?;
            Date::new(year, month, day).ok().map(iso)
        }
        Expr::Days(year, month, first, last) => {
            let year = year.or_else(|| near(month, first, view, reference))?;
            let (first, last) = (
                Date::new(year, month, first).ok()?,
                Date::new(year, month, last).ok()?,
            );
            Some(format!("{}/{}", iso(first), iso(last)))
        }
        Expr::Month(year, month) => {
            let year = year.or_else(|| near(month, 15, view, reference))?;
            Some(format!("{year:04}-{month:02}"))
        }
        Expr::MonthOf(month, years) => month_of(month, years, reference),
        Expr::Year(year) => Some(format!("{year:04}")),
        Expr::Years(from, to) => Some(format!("{from:04}/{to:04}")),
        Expr::Decade(from) => Some(format!("{from:04}/{:04}", from + 9)),
        Expr::Weekday(weekday, turn) => weekday_near(weekday, turn, reference.day?).map(iso),
        Expr::Away(unit, n) => away(unit, n, reference),
        Expr::Lasting(Unit::Hour, n) => Some(format!("PT{n}H")),
        Expr::Lasting(unit, n) => Some(format!("P{n}{}", letter(unit))),
        Expr::Clock(hour, minute) => Some(format!("T{hour:02}:{minute:02}")),
    }
}

fn letter(unit: Unit) -> char {
    match unit {
        Unit::Hour => 'H',
        Unit::Day => 'D',
        Unit::Week => 'W',
        Unit::Month => 'M',
        Unit::Year => 'Y',
    }
}

fn iso(date: Date) -> String {
    date.to_string()
}

/// Chooses the year of a day without one: the nearest, the past preferred
/// unless the sentence looks ahead, and the past alone if it looks back.
fn near(month: i8, day: i8, view: View, reference: Reference) -> Option<i16> {
    let changed = reference.changed.filter(|_| view == View::Behind);
    let today = changed.or(reference.day)?;
    let distance = |year: i16| {
        let date = Date::new(year, month, day.min(28)).ok()?;
        let days = today.until(date).ok()?.get_days();
        let weight = match (days > 0, view) {
            (true, View::Behind) => 30,
            (true, View::Open) | (false, View::Ahead) => 3,
            (true, View::Ahead) | (false, _) => 1,
        };
        // The same month is near either way.
        Some(if days.abs() < 20 {
            days.abs()
        } else {
            weight * days.abs()
        })
    };
    let year = today.year();
    [year, year - 1, year + 1]
        .into_iter()
        .min_by_key(|&year| distance(year).unwrap_or(i32::MAX))
}

/// Places `December last year` and `last December` (years in hundreds).
fn month_of(month: i8, years: i32, reference: Reference) -> Option<String> {
    let year = match years {
        -100 | 100 => {
            let today = reference.day?;
            let past = month < today.month();
            let shift = match (years < 0, past) {
                (true, true) | (false, false) => i16::from(years > 0 && month == today.month()),
                (true, false) => -1,
                (false, true) => 1,
            };
            today.year() + shift
        }
        _ => reference.year? + i16::try_from(years).ok()?,
    };
    Some(format!("{year:04}-{month:02}"))
}

fn weekday_near(weekday: i8, turn: Turn, today: Date) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let same = today.weekday() == weekday;
    match turn {
        Turn::Back | Turn::Ahead if same => Some(today),
        Turn::Back | Turn::Last => today.nth_weekday(-1, weekday).ok(),
        Turn::Ahead | Turn::Next => today.nth_weekday(1, weekday).ok(),
        Turn::This => {
            let monday = week(today, 0)?.date();
            let days = i32::from(weekday.to_monday_zero_offset());
            monday.checked_add(days.days()).ok()
        }
    }
}

/// Returns the Monday of the week `n` weeks away.
fn week(today: Date, n: i32) -> Option<ISOWeekDate> {
    let week = today.checked_add(n.weeks()).ok()?.iso_week_date();
    ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok()
}

fn away(unit: Unit, n: i32, reference: Reference) -> Option<String> {
    match unit {
        Unit::Year => Some(format!("{:04}", i32::from(reference.year?) + n)),
        Unit::Month => {
            let date = reference.day?.checked_add(n.months()).ok()?;
            Some(format!("{:04}-{:02}", date.year(), date.month()))
        }
        Unit::Week => {
            let week = week(reference.day?, n)?;
            Some(format!("{:04}-W{:02}", week.year(), week.week()))
        }
        Unit::Day => reference.day?.checked_add(n.days()).ok().map(iso),
        Unit::Hour => None,
    }
}
