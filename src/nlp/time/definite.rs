//! What takes `the`: `the third quarter`, `the day before yesterday`, `the
//! nine months`, `the weekend`.
//!
//! [`read`] begins behind the article. Names of months and days take none, so
//! that `the March 15 deadline` holds the day alone.

use super::expr::{Clock, Expr, Length, Place, Point, Unit};
use super::lexicon::{is_plural, part, unit};
use super::number::{Count, day};
use super::phrase::{first_of, year_ago};
use super::{Read, calendar, deictic, length, lexicon, nth, number, period};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// Reads on after `the`; `at` is the token behind it.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if let Some(read) = beside_day(doc, at).or_else(|| week_of(doc, at)) {
        return Some(read);
    }
    if let Some(read) = the_year(doc, at) {
        return Some(read);
    }
    let calendar_word = doc.cue(at, cue::CALENDAR) && !doc.any(at, &["second"]);
    if calendar_word {
        return None;
    }
    if let Some(read) =
        calendar::day_first(doc, at).filter(|_| day(doc, at).is_none() || !plain_digits(doc, at))
    {
        return Some(read);
    }
    let found = nth::read(doc, at)
        .or_else(|| nth::weekday_of(doc, at))
        .or_else(|| period::decade_in_century(doc, at))
        .or_else(|| first_of(doc, at))
        .or_else(|| deictic::read(doc, at))
        .or_else(|| year_ago(doc, at).filter(|read| !doc.any(read.end - 1, &["ago", "earlier"])))
        .or_else(|| the_unit(doc, at))
        .or_else(|| period_alone(doc, at))
        .or_else(|| the_length(doc, at))
        .or_else(|| the_part(doc, at))?;
    let today = matches!(found.expr.as_point(), Some(Point::Away(Unit::Day, _)));
    (!today).then_some(found)
}

fn plain_digits(doc: &Doc<'_>, at: usize) -> bool {
    doc.str(at).bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads `day before yesterday`, `day after tomorrow`, `day before`.
fn beside_day(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let alone = doc.breaks(at + 2) || matches!(doc.sign(at + 2), Some(',' | '.' | ';' | '?' | '!'));
    let then = match () {
        () if !doc.any(at, &["day"]) || !alone => None,
        () if doc.any(at + 1, &["before"]) => Some(-1),
        () if doc.any(at + 1, &["after"]) => Some(1),
        () => None,
    };
    if let Some(n) = then {
        return Some(Read::unnamed(
            at + 2,
            Expr::point(Point::Then(Unit::Day, n)),
        ));
    }
    let n = match () {
        () if !doc.any(at, &["day"]) => return None,
        () if doc.any(at + 1, &["before"]) && doc.any(at + 2, &["yesterday"]) => -2,
        () if doc.any(at + 1, &["after"]) && doc.any(at + 2, &["tomorrow"]) => 2,
        () => return None,
    };
    Some(Read::unnamed(
        at + 3,
        Expr::point(Point::Away(Unit::Day, n)),
    ))
}

/// Reads `week of April 10`, `week starting May 3`, `last week of 2015`,
/// `third week of March`, `first week of June on Friday`.
pub(super) fn week_of(doc: &Doc<'_>, at: usize) -> Option<Read> {
    const WORDS: &[&str] = &["of", "starting", "beginning", "commencing"];
    if doc.any(at, &["week"]) && doc.any(at + 1, WORDS) {
        return nth::week_from(doc, at + 2);
    }
    let (next, n) = match lexicon::ordinal(doc, at) {
        Some(found) => found,
        None if doc.any(at, &["last", "final"]) => (at + 1, -1),
        None => return None,
    };
    if !doc.any(next, &["week"]) || !doc.any(next + 1, &["of"]) {
        return None;
    }
    if let Some((end, of)) = calendar::year_after(doc, next + 1) {
        return Some(nth::of_year((at, end), Point::WeekOfYear(of, n), of));
    }
    let (end, month) = nth::month_here(doc, next + 2).filter(|_| n <= 5)?;
    let weekday = lexicon::weekday(doc, end + 1).filter(|_| doc.any(end, &["on"]));
    let end = end + if weekday.is_some() { 2 } else { 0 };
    let expr = Expr::point(Point::WeekIn(n, month, weekday));
    Some(nth::read_as((at, end), expr, month))
}

/// Reads `1988 period`, `year 2000`, `1988 second quarter`, `latest period`.
fn the_year(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.any(at, &["latest"]) && doc.any(at + 1, &["period"]) {
        return Some(Read::unnamed(
            at + 2,
            Expr::point(Point::Away(Unit::Quarter, -1)),
        ));
    }
    if let Some(read) = period::read(doc, at).filter(|_| number::year(doc, at).is_some()) {
        return Some(read);
    }
    if doc.any(at, &["year"])
        && let Some(read) = period::read(doc, at)
    {
        return Some(read);
    }
    let of = number::year(doc, at).filter(|_| doc.any(at + 1, &["period"]))?;
    Some(Read::unnamed(at + 2, Expr::point(Point::PeriodOf(of))))
}

/// Reads a period that takes `the`: not `third-quarter`, which describes.
fn period_alone(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let read = calendar_stretch(doc, at).or_else(|| period::read(doc, at))?;
    let hyphen = (at + 1..read.end).any(|place| doc.hyphen(place))
        && matches!(
            read.expr.as_point(),
            Some(Point::Quarter(..) | Point::Century(_))
        )
        && !doc.any(at, &["year", "fiscal"]);
    (!hyphen).then_some(read)
}

fn calendar_stretch(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let read = calendar::read(doc, at)?;
    matches!(read.expr.as_point(), Some(Point::Decade(_))).then_some(read)
}

/// Reads `quarter`, `full year`, `fiscal year`, `weekend`: the one spoken of.
fn the_unit(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let described = usize::from(doc.any(
        at,
        &[
            "full", "fiscal", "entire", "whole", "calendar", "school", "academic",
        ],
    ));
    let unit = unit(doc, at + described).filter(|_| !is_plural(doc, at + described))?;
    let end = at + described + 1;
    let tied = doc.hyphen(end) || doc.breaks(at + described);
    let of = doc.any(
        end,
        &[
            "of", "when", "after", "before", "he", "she", "they", "the", "i", "we", "that",
        ],
    );
    let later = doc.is(end, shape::WORD)
        && !doc.breaks(end)
        && unit == Unit::Day
        && !doc.any(
            end,
            &[
                "at", "in", "on", "with", "and", "to", "for", "was", "by", "as", "from", "he",
            ],
        );
    let headed = doc.any(
        at.wrapping_sub(2),
        &[
            "of",
            "in",
            "for",
            "during",
            "on",
            "over",
            "through",
            "throughout",
            "earlier",
            "later",
            "by",
            "at",
            "with",
            "end",
            "this",
            "within",
        ],
    );
    if unit == Unit::Year && doc.any(end, &["ended", "ending"]) {
        let year = Expr::Lasting(Length::of(Count::one(), unit));
        return Some(Read::unnamed(end, year));
    }
    let point = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Century => return None,
        Unit::Weekend => Point::TheWeekend,
        Unit::Day if later || !headed => return None,
        Unit::Quarter | Unit::Year | Unit::Week | Unit::Month | Unit::Decade | Unit::Day => {
            Point::The(unit)
        }
    };
    (!tied && !of).then(|| Read::unnamed(end, Expr::point(point)))
}

/// Reads `nine months`, `four days`.
fn the_length(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (end, length) = length::length(doc, at)?;
    let counted = !doc.any(at, &["a", "an", "some", "half"]);
    let ago = doc.any(end, &["ago", "earlier", "later", "old", "of"]);
    // `The two day rally` is a rally of two days.
    let one = matches!(length.first(), Some((n, _)) if n == Count::one());
    let describes = !is_plural(doc, end - 1) && !one;
    (counted && !ago && !describes).then(|| Read::unnamed(end, Expr::Lasting(length)))
}

/// Reads `morning` after `in the`.
fn the_part(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let part = part(doc, at).filter(|_| !is_plural(doc, at))?;
    let headed = doc.any(
        at.wrapping_sub(2),
        &["in", "during", "throughout", "through", "late", "early"],
    );
    let night = doc.any(at, &["night"]) && !doc.any(at.wrapping_sub(2), &["during", "through"]);
    let place = Place {
        day: Some(Point::Then(Unit::Day, 0)),
        clock: Some(Clock::Part(part)),
    };
    (headed && !night && !doc.any(at + 1, &["of"])).then(|| Read::unnamed(at + 1, Expr::At(place)))
}
