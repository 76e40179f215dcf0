//! What is counted inside a month or a year: `the 15th day of next month`,
//! `third month of 2021`, `first Monday of June`, `week 31`, `the week after
//! next`.

use super::expr::{Clock, Edge, Expr, MonthOf, Place, Point, Unit, YearOf};
use super::lexicon::{is_plural, month, ordinal, part, unit, weekday};
use super::number::{day, two_digits};
use super::{Read, calendar, deictic, length};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Reads a day or a month by its number, behind `the` or without it.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    day_of(doc, at)
        .or_else(|| month_of(doc, at))
        .or_else(|| beyond(doc, at))
}

/// Reads `15th day of next month`, `second day of September`.
fn day_of(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (next, n) = ordinal(doc, at).filter(|(_, n)| (1..=31).contains(n))?;
    if !doc.any(next, &["day"]) || !doc.any(next + 1, &["of"]) {
        return None;
    }
    let (end, month) = month_here(doc, next + 2)?;
    let point = match month {
        MonthOf::Named(of, month) => Point::Day(of, month, n),
        MonthOf::Away(months) => Point::DayOfMonth(n, months),
    };
    Some(read_as((at, end), Expr::point(point), month))
}

/// Makes a read of what names a month; it is a mention if the month has a
/// name.
pub(super) fn read_as(tokens: (usize, usize), expr: Expr, month: MonthOf) -> Read {
    let is_named = matches!(month, MonthOf::Named(..));
    Read {
        end: tokens.1,
        expr,
        core: is_named.then_some(tokens),
    }
}

/// Makes a read of what names a year; it is a mention if the year has a
/// number.
pub(super) fn of_year(tokens: (usize, usize), point: Point, of: YearOf) -> Read {
    Read {
        end: tokens.1,
        expr: Expr::point(point),
        core: matches!(of, YearOf::Is(_)).then_some(tokens),
    }
}

/// Reads `third month of 2021`, `last month of next year`.
fn month_of(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (next, n) = match ordinal(doc, at).filter(|(_, n)| (1..=12).contains(n)) {
        Some(found) => found,
        None if doc.any(at, &["last", "final"]) => (at + 1, 12),
        None => return None,
    };
    if !doc.any(next, &["month"]) || !doc.any(next + 1, &["of"]) {
        return None;
    }
    let (end, of) = calendar::year_after(doc, next + 1)?;
    Some(of_year((at, end), Point::Month(of, n), of))
}

/// Reads `week after next`, `month before last`.
fn beyond(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let unit = unit(doc, at).filter(|unit| *unit > Unit::Day && !is_plural(doc, at))?;
    let n = match () {
        () if doc.any(at + 1, &["after"]) && doc.any(at + 2, &["next"]) => 2,
        () if doc.any(at + 1, &["before"]) && doc.any(at + 2, &["last"]) => -2,
        () => return None,
    };
    let point = match unit {
        Unit::Weekend => Point::Weekend(n),
        unit => Point::Away(unit, n),
    };
    let alone = doc.breaks(at + 3) || super::lexicon::unit(doc, at + 3).is_none();
    alone.then(|| Read::unnamed(at + 3, Expr::point(point)))
}

/// Reads a month by its name, or `next month`, `the month`.
pub(super) fn month_here(doc: &Doc<'_>, at: usize) -> Option<(usize, MonthOf)> {
    let the = usize::from(doc.any(at, &["the"]));
    if month(doc, at + the).is_some() {
        let read = calendar::read(doc, at + the)?;
        let Point::Month(of, month) = read.expr.as_point()? else {
            return None;
        };
        return Some((read.end, MonthOf::Named(of, month)));
    }
    if the == 1 && doc.any(at + 1, &["month"]) {
        return Some((at + 2, MonthOf::Away(0)));
    }
    let read = deictic::read(doc, at + the)?;
    match read.expr.as_point()? {
        Point::Away(Unit::Month, n) => Some((read.end, MonthOf::Away(n))),
        Point::Month(of, month) => Some((read.end, MonthOf::Named(of, month))),
        _ => None,
    }
}

/// Reads `first Monday of June`, `first Monday evening of next month`.
pub(super) fn weekday_of(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (next, n) = match ordinal(doc, at) {
        Some(found) => found,
        None if doc.any(at, &["last"]) => (at + 1, -1),
        None => return None,
    };
    let day = weekday(doc, next).filter(|_| n <= 5)?;
    let part = part(doc, next + 1);
    let of = next + 1 + usize::from(part.is_some());
    if !doc.any(of, &["of", "in"]) {
        return None;
    }
    let (end, month) = month_here(doc, of + 1)?;
    let place = Place {
        day: Some(Point::NthWeekday(day, n, month)),
        clock: part.map(Clock::Part),
    };
    Some(read_as((at, end), Expr::At(place), month))
}

/// Reads `week 31`, `week 27 of last year`, `w/c Feb 4`.
pub(super) fn week(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let commencing = doc.any(at, &["w"]) && doc.sign(at + 1) == Some('/');
    if commencing && doc.any(at + 2, &["c", "b"]) {
        return week_from(doc, at + 3);
    }
    if !doc.any(at, &["week"]) || !doc.is(at + 1, shape::NUMBER) || doc.breaks(at + 1) {
        return None;
    }
    let n = two_digits(doc, at + 1).filter(|n| (1..=53).contains(n))?;
    let (end, of) = calendar::year_after(doc, at + 2).unwrap_or((at + 2, YearOf::Away(0)));
    Some(Read::unnamed(end, Expr::point(Point::WeekOfYear(of, n))))
}

/// Reads the day that a week holds: `April 10` after `the week of`.
pub(super) fn week_from(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let on = usize::from(doc.any(at, &["on", "from"]));
    let read = calendar::read(doc, at + on)?;
    let Some(Point::Day(of, month, day)) = read.expr.as_point() else {
        return None;
    };
    Some(Read {
        expr: Expr::point(Point::WeekOf(of, month, day)),
        ..read
    })
}

/// Reads `first 2 weeks of 2021`, `the last four months of this year`.
pub(super) fn edge(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let the = usize::from(doc.any(at, &["the"]));
    let edge = match () {
        () if doc.any(at + the, &["first"]) => Edge::First,
        () if doc.any(at + the, &["last", "final"]) => Edge::Last,
        () => return None,
    };
    let (end, length) = length::length(doc, at + the + 1)?;
    if !doc.any(end, &["of"]) {
        return None;
    }
    if let Some((end, of)) = calendar::year_after(doc, end) {
        let year = Point::Year(of);
        return Some(Read::unnamed(end, Expr::Edge(edge, length, year)));
    }
    let (end, month) = month_here(doc, end + 1)?;
    let point = match month {
        MonthOf::Named(of, month) => Point::Month(of, month),
        MonthOf::Away(n) => Point::Away(Unit::Month, n),
    };
    Some(Read::unnamed(end, Expr::Edge(edge, length, point)))
}

/// Reads `the 21st this month`, `around the 3rd of next month`.
pub(super) fn day_in_month(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let around = usize::from(doc.any(at, &["around"]));
    let the = at + around;
    if !doc.any(the, &["the"]) {
        return None;
    }
    let (next, n) = ordinal(doc, the + 1).filter(|(_, n)| *n <= 31)?;
    let of = usize::from(doc.any(next, &["of"]));
    let (end, month) = month_here(doc, next + of)?;
    let MonthOf::Away(months) = month else {
        return None;
    };
    let point = Point::DayOfMonth(n, months);
    Some(Read::unnamed(end, Expr::point(point)))
}

/// Reads the day of the month behind a weekday: `Tue 13th`, `Friday 7.6`.
pub(super) fn day_behind(doc: &Doc<'_>, at: usize, weekday: i8) -> Option<(usize, Point)> {
    if doc.breaks(at) || !doc.is(at, shape::NUMBER) {
        return None;
    }
    if let Some((month, day)) = doc.str(at).split_once('.') {
        let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
        let (month, day) = (number(month)?, number(day)?);
        let known = (1..=12).contains(&month) && (1..=31).contains(&day);
        return known.then_some((at + 1, Point::Day(YearOf::Open, month, day)));
    }
    let n = day(doc, at)?;
    let is_bare = two_digits(doc, at).is_some();
    // `Monday 9-11` and `Monday 10 am` hold hours.
    let ends = doc.breaks(at + 1)
        || matches!(doc.sign(at + 1), Some(',' | '.' | '!' | '?' | ')'))
        || doc.any(at + 1, &["at", "between", "from", "and", "or"]);
    (!is_bare || n > 12 && ends).then_some((at + 1, Point::WeekdayOn(weekday, n)))
}
