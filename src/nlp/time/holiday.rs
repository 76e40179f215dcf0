//! Days with names: `Christmas Eve`, `Labor Day`, `Easter Monday`.
//!
//! Only those that stand at the same place of the calendar wherever they are
//! kept under that name, or that news in English mean by it.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::Read;
use super::calendar::year_after;
use super::expr::{Holiday, Point, YearOf};
use super::{note, number};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

const NAMES: &[(&[&str], Holiday)] = &[
    (&["new", "year", "day"], Holiday::Fixed(1, 1)),
    (&["new", "year", "eve"], Holiday::Fixed(12, 31)),
    (&["martin", "luther", "king", "day"], Holiday::Nth(1, 1, 3)),
    (&["groundhog", "day"], Holiday::Fixed(2, 2)),
    (&["valentine", "day"], Holiday::Fixed(2, 14)),
    (&["presidents", "day"], Holiday::Nth(2, 1, 3)),
    (&["st.", "patrick", "day"], Holiday::Fixed(3, 17)),
    (&["saint", "patrick", "day"], Holiday::Fixed(3, 17)),
    (&["april", "fools", "day"], Holiday::Fixed(4, 1)),
    (&["earth", "day"], Holiday::Fixed(4, 22)),
    (&["may", "day"], Holiday::Fixed(5, 1)),
    (&["international", "workers", "day"], Holiday::Fixed(5, 1)),
    (&["cinco", "de", "mayo"], Holiday::Fixed(5, 5)),
    (&["memorial", "day"], Holiday::Nth(5, 1, -1)),
    (&["flag", "day"], Holiday::Fixed(6, 14)),
    (&["juneteenth"], Holiday::Fixed(6, 19)),
    (&["bastille", "day"], Holiday::Fixed(7, 14)),
    (&["labor", "day"], Holiday::Nth(9, 1, 1)),
    (&["columbus", "day"], Holiday::Nth(10, 1, 2)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["armistice", "day"], Holiday::Fixed(11, 11)),
    (&["veterans", "day"], Holiday::Fixed(11, 11)),
    (&["thanksgiving"], Holiday::Nth(11, 4, 4)),
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["xmas"], Holiday::Fixed(12, 25)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["palm", "sunday"], Holiday::Easter(-7)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["easter"], Holiday::Easter(0)),
];

/// Reads a holiday with its year.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !doc.upper(at) && !note::is_note(doc) {
        return None;
    }
    let (end, day) = name(doc, at)?;
    // `The Christmas Island ferry` and `Easter Seals` are named after it.
    let named_after = doc.upper(end) && !doc.breaks(end) && !doc.is(end, shape::NUMBER);
    if named_after && !doc.is(at, shape::HEADLINE) {
        return None;
    }
    let weekend = |end: usize| usize::from(doc.any(end, &["weekend"]));
    let before = weekend(end);
    let stated = year_after(doc, end + before).or_else(|| in_year(doc, end + before));
    let (end, of) = stated.unwrap_or((end + before, YearOf::Open));
    let behind = if before == 0 { weekend(end) } else { 0 };
    let point = if before + behind > 0 {
        Point::HolidayWeekend(of, day)
    } else {
        Point::Holiday(of, day)
    };
    Some(Read::named((at, end + behind), point))
}

/// Reads `in 2012`, which says which of all Christmases it was.
fn in_year(doc: &Doc<'_>, at: usize) -> Option<(usize, YearOf)> {
    let year = number::year(doc, at + 1).filter(|_| doc.any(at, &["in"]) && !doc.breaks(at))?;
    Some((at + 2, YearOf::Is(year)))
}

/// Reads the name alone; returns the token after it.
pub(super) fn name(doc: &Doc<'_>, at: usize) -> Option<(usize, Holiday)> {
    NAMES.iter().find_map(|(words, day)| {
        let mut place = at;
        for word in *words {
            let small = !doc.upper(place) && place > at;
            if !doc.any(place, &[word]) || small && !note::is_note(doc) {
                return None;
            }
            place += 1;
            place +=
                usize::from(doc.possessive(place) || matches!(doc.sign(place), Some('’' | '\'')));
        }
        let more = matches!(day, Holiday::Fixed(12, 25) | Holiday::Nth(11, 4, 4))
            && doc.any(place, &["day"])
            || matches!(day, Holiday::Easter(0)) && doc.any(place, &["sunday"]);
        Some((place + usize::from(more), *day))
    })
}

/// Returns a month and day near the holiday.
pub(super) fn around(day: Holiday) -> (i8, i8) {
    match day {
        Holiday::Fixed(month, day) => (month, day),
        Holiday::Nth(month, _, n) => (month, if n < 0 { 28 } else { 7 * n - 3 }),
        Holiday::Easter(_) => (4, 10),
    }
}

/// Returns the day it falls on.
pub(super) fn date(year: i16, day: Holiday) -> Option<Date> {
    match day {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Nth(month, weekday, n) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(n, weekday)
                .ok()
        }
        Holiday::Easter(days) => easter(year)?.checked_add(Span::new().days(days)).ok(),
    }
}

/// Returns Easter Sunday.
///
/// Source: the anonymous Gregorian computus, Nature, April 20, 1876.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let n = epact + weekday - 7 * shift + 114;
    let (month, day) = (n / 31, n % 31 + 1);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
