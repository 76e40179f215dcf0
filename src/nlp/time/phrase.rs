//! Whole expressions: what may stand before and around the parts that the
//! other readers know.
//!
//! In layers, so that nothing reads itself: a hedge (`about`), a part of the
//! stretch (`late`, `the end of`), an article (`the`), the core. What follows
//! the core is read by `tail`.

use super::Read;
use super::expr::{Clock, Expr, Place, Point, Unit};
use super::lexicon::{is_plural, part, unit};
use super::number::Count;
use super::{
    calendar, clock, definite, deictic, every, holiday, length, lexicon, note, period, tail, vague,
};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// Reads the expression that begins at `at`.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.is(at, shape::ADDRESS) {
        return None;
    }
    if note::parts_article(doc, at) {
        return None;
    }
    if let Some(read) = note::read(doc, at) {
        return Some(read);
    }
    plain(doc, at)
}

/// Reads an expression as articles have it, without its preposition.
pub(super) fn plain(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let read = hedged(doc, at)?;
    Some(tail::extend(doc, at, read))
}

/// Words that make a length or a distance inexact.
const HEDGES: &[&[&str]] = &[
    &["no", "more", "than"],
    &["no", "less", "than"],
    &["no", "longer", "than"],
    &["as", "long", "as"],
    &["as", "many", "as"],
    &["as", "much", "as"],
    &["at", "least"],
    &["at", "most"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["longer", "than"],
    &["up", "to"],
    &["well", "over"],
    &["just", "over"],
    &["just", "under"],
    &["about"],
    &["around"],
    &["nearly"],
    &["almost"],
    &["approximately"],
    &["roughly"],
    &["exactly"],
    &["over"],
    &["under"],
];

fn hedged(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let Some(words) = HEDGES.iter().find(|words| {
        let mut places = (at..).zip(words.iter());
        places.all(|(place, word)| doc.any(place, &[word]))
    }) else {
        return fuzzy(doc, at);
    };
    let next = at + words.len();
    if doc.breaks(next) {
        return None;
    }
    let inner = fuzzy(doc, next).or_else(|| lone_length(doc, next))?;
    let counted = !doc.any(next, &["the", "last", "past", "next"]);
    let loose = doc.any(at, &["over", "under", "up"]);
    let some = matches!(inner.expr, Expr::Lasting(length) if matches!(length.first(), Some((Count::Some, _))));
    let led = doc.any(
        at.wrapping_sub(1),
        &["for", "after", "of", "in", "took", "by", "lasted", "spent"],
    );
    if loose && (!led || some) || some && doc.any(at, &["at"]) {
        return None;
    }
    let fits = match inner.expr {
        Expr::Lasting(_) => counted || doc.any(at, &["at", "nearly", "almost"]),
        Expr::At(Place {
            day: Some(Point::Away(..) | Point::Then(..) | Point::YearAgo | Point::YearEarlier),
            clock: None,
        }) => counted && !doc.any(next, &["this", "yesterday", "today", "tomorrow"]),
        Expr::At(Place {
            day: Some(Point::Day(..)),
            clock: None,
        }) => doc.any(at, &["around"]),
        _ => false,
    };
    fits.then_some(inner)
}

/// Reads `an hour` after a hedge, which makes it a length.
fn lone_length(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (end, length) = length::length(doc, at)?;
    Some(Read::unnamed(end, Expr::Lasting(length)))
}

/// Reads `late`, `mid-`, `the end of`, `earlier` and what they are part of.
fn fuzzy(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let the = usize::from(doc.any(at, &["the"]));
    let word = at + the;
    if doc.any(word, &["end", "beginning", "start", "middle"]) && doc.any(word + 1, &["of"]) {
        return inside(doc, word + 2, Stretch::Named);
    }
    if doc.any(word, &["early", "late", "mid"]) {
        let next = word + 1 + usize::from(doc.hyphen(word + 1));
        let next = next + usize::from(doc.any(next, &["in"]));
        if doc.any(next, &["part"]) {
            return None;
        }
        return inside(
            doc,
            next,
            if the == 1 {
                Stretch::Plural
            } else {
                Stretch::Named
            },
        );
    }
    if doc.any(at, &["earlier", "later", "sometime"]) {
        let within = usize::from(doc.any(at + 1, &["in"]) && doc.any(at + 2, &["the"]));
        let next = at + 1 + within;
        let named = unit(doc, next + 1).is_some() || part(doc, next + 1).is_some();
        if doc.breaks(next) || within == 1 && !named {
            return None;
        }
        return inside(doc, next, Stretch::Named);
    }
    determined(doc, at)
}

/// What a word such as `late` may be followed by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stretch {
    /// Any place in the calendar.
    Named,
    /// After `the`: decades, centuries, months and the like.
    Plural,
}

fn inside(doc: &Doc<'_>, at: usize, stretch: Stretch) -> Option<Read> {
    if doc.breaks(at) {
        return None;
    }
    let inner = determined(doc, at).or_else(|| part_alone(doc, at))?;
    let fits = match (inner.expr, stretch) {
        (Expr::At(_), Stretch::Named) => true,
        (Expr::At(place), Stretch::Plural) => matches!(
            place.day,
            Some(
                Point::Decade(_)
                    | Point::DecadeOf(_)
                    | Point::Century(_)
                    | Point::Month(..)
                    | Point::Year(..)
            )
        ),
        _ => false,
    };
    fits.then_some(inner)
}

/// Reads `afternoon` after `mid` or `late`.
fn part_alone(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let part = part(doc, at).filter(|_| !is_plural(doc, at))?;
    let place = Place {
        day: Some(Point::Then(Unit::Day, 0)),
        clock: Some(Clock::Part(part)),
    };
    Some(Read::unnamed(at + 1, Expr::At(place)))
}

/// Reads a core, or one that has `the` before it.
pub(super) fn determined(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.any(at, &["the"]) && !doc.breaks(at + 1) {
        return definite::read(doc, at + 1).or_else(|| vague::read(doc, at));
    }
    core(doc, at)
}

/// Reads an expression that has no words around it.
fn core(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.is(at, shape::NUMBER) {
        return clock_alone(doc, at)
            .or_else(|| tail::hours(doc, at))
            .or_else(|| every::read(doc, at))
            .or_else(|| period::read(doc, at))
            .or_else(|| calendar::read(doc, at))
            .or_else(|| length::read(doc, at));
    }
    if matches!(doc.sign(at), Some('\'' | '’' | '‘')) {
        return period::read(doc, at);
    }
    if !doc.is(at, shape::WORD) {
        return None;
    }
    if doc.cue(at, cue::CALENDAR) {
        return every::read(doc, at)
            .or_else(|| calendar::read(doc, at))
            .or_else(|| holiday::read(doc, at));
    }
    every::read(doc, at)
        .or_else(|| clock_alone(doc, at))
        .or_else(|| holiday::read(doc, at))
        .or_else(|| year_ago(doc, at))
        .or_else(|| deictic::read(doc, at))
        .or_else(|| vague::read(doc, at))
        .or_else(|| length::read(doc, at))
        .or_else(|| first_of(doc, at))
        .or_else(|| spelled_day(doc, at))
        .or_else(|| length::bare(doc, at))
        .or_else(|| period::read(doc, at))
}

/// Reads `fourth of July`, `ninth till seventeenth of April`.
fn spelled_day(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !(at + 1..at + 7).any(|at| doc.cue(at, cue::CALENDAR)) {
        return None;
    }
    lexicon::ordinal(doc, at)?;
    calendar::day_first(doc, at)
}

fn clock_alone(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (end, clock) = clock::read(doc, at)?;
    Some(Read {
        end,
        expr: Expr::At(Place::clock(clock)),
        core: Some((at, end)),
    })
}

/// Reads `first nine months`, `first two years`.
pub(super) fn first_of(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !doc.any(
        at,
        &[
            "first",
            "final",
            "initial",
            "following",
            "previous",
            "preceding",
        ],
    ) {
        return None;
    }
    let (end, length) = length::length(doc, at + 1).filter(|_| !doc.any(at + 1, &["a", "an"]))?;
    Some(Read::unnamed(end, Expr::Lasting(length)))
}

/// Reads `year-ago`, `year-earlier quarter`, `year-end`.
pub(super) fn year_ago(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let comparable = usize::from(doc.any(at, &["comparable"]));
    let year = at + comparable;
    if !doc.any(year, &["year"]) {
        return None;
    }
    let hyphen = usize::from(doc.hyphen(year + 1));
    let possessive = usize::from(doc.possessive(year + 1));
    let word = year + 1 + hyphen + possessive;
    if doc.any(word, &["end"]) && comparable == 0 && !doc.breaks(word) {
        return Some(Read::unnamed(word + 1, Expr::point(Point::The(Unit::Year))));
    }
    if hyphen == 0 || !doc.any(word, &["ago", "earlier"]) {
        return None;
    }
    let end = word + 1;
    if let Some(read) = period::read(doc, year).filter(|read| read.end > end) {
        return Some(read);
    }
    let the = doc.any(at.wrapping_sub(1), &["the"]);
    if the && length::length(doc, end).is_some() {
        let (end, length) = length::length(doc, end)?;
        return Some(Read::unnamed(end, Expr::Lasting(length)));
    }
    let noun = doc.any(end, &["quarter", "period", "month", "week", "half"]);
    let point = match () {
        () if doc.any(end, &["quarter", "period"]) => Point::PeriodAgo,
        () if doc.any(word, &["ago"]) => Point::YearAgo,
        () => Point::YearEarlier,
    };
    let end = end + usize::from(noun && (the || comparable == 1));
    Some(Read::unnamed(end, Expr::point(point)))
}
