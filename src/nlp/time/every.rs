//! What comes again: `every week`, `each July`, `Tuesdays`, `annually`.

use super::Read;
use super::clock;
use super::expr::{Clock, Cycle, Expr, Length, Unit};
use super::lexicon::{is_plural, month, ordinal, part, season, unit, weekday, weekdays};
use super::number::{Count, count};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

const ADVERBS: [(&[&str], i32, Unit); 7] = [
    (&["hourly"], 1, Unit::Hour),
    (&["daily", "nightly"], 1, Unit::Day),
    (&["weekly"], 1, Unit::Week),
    (&["biweekly", "fortnightly"], 2, Unit::Week),
    (&["monthly"], 1, Unit::Month),
    (&["annually", "yearly"], 1, Unit::Year),
    (&["biannually"], 6, Unit::Month),
];

/// Reads an expression of repetition.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.any(at, &["every", "each"]) && !doc.breaks(at + 1) {
        return each(doc, at + 1);
    }
    if let Some(weekday) = weekdays(doc, at).filter(|_| doc.upper(at)) {
        let part = part(doc, at + 1).filter(|_| !doc.breaks(at + 1));
        let mut end = at + 1 + usize::from(part.is_some());
        let mut time = part.map(Clock::Part);
        if let Some((last, clock)) = clock::read(doc, end + 1).filter(|_| doc.any(end, &["at"])) {
            (end, time) = (last, Some(clock));
        }
        let mut read = cycle(end, Cycle::Weekday(weekday, time));
        read.core = Some((at, at + 1));
        return Some(read);
    }
    if weekday(doc, at).is_some() && part(doc, at + 1).is_some() && is_plural(doc, at + 1) {
        let part = part(doc, at + 1).map(Clock::Part);
        return Some(cycle(at + 2, Cycle::Weekday(weekday(doc, at)?, part)));
    }
    if let Some(read) = day_of_each(doc, at).or_else(|| times_a(doc, at)) {
        return Some(read);
    }
    let (_, n, unit) = ADVERBS.iter().find(|(words, ..)| doc.any(at, words))?;
    // `The daily Star`, `quarterly dividend` are adjectives.
    let is_adverb = !doc.upper(at) || doc.is(at, shape::OPENS);
    let describes = doc.is(at + 1, shape::WORD)
        && !doc.breaks(at + 1)
        && !doc.any(
            at + 1,
            &[
                "and", "or", "in", "at", "for", "to", "on", "from", "by", "with", "until",
            ],
        )
        && !doc.any(at, &["annually", "hourly", "weekly", "yearly", "everyday"]);
    // `10,000 units annually` is a rate, not a time.
    let before = at.wrapping_sub(1);
    let rate = doc.sign(before) == Some('%')
        || doc.is(before, shape::NUMBER)
        || doc.any(before, &["percent", "cent"])
        || doc.cue(before, cue::COMMON) && is_plural(doc, before);
    (is_adverb && !rate && !describes).then(|| cycle(at + 1, Cycle::Units(*n, *unit)))
}

/// Words that say in a note how often, whatever they describe.
const RATES: [(&[&str], i32, Unit); 8] = [
    (&["everyday", "daily"], 1, Unit::Day),
    (&["weekly"], 1, Unit::Week),
    (&["biweekly", "fortnightly"], 2, Unit::Week),
    (&["monthly"], 1, Unit::Month),
    (&["bimonthly"], 2, Unit::Month),
    (&["quarterly"], 3, Unit::Month),
    (&["annual", "annually", "yearly"], 1, Unit::Year),
    (&["semiannual", "semiannually"], 6, Unit::Month),
];

/// Reads what only a note takes for a repetition, since nothing else in it can
/// be meant: an adjective of repetition whatever it describes, parts of the day
/// and weekends in the plural, and a unit after `all`, `any` or `one a`: `everyday 6am`, `quarterly`,
/// `all weekends`, `mornings`, `one a day`.
pub(super) fn noted(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if let Some((_, n, unit)) = RATES.iter().find(|(words, ..)| doc.any(at, words)) {
        let on = usize::from(doc.any(at + 1, &["at"]));
        if let Some((end, Clock::Time(hand))) = clock::read(doc, at + 1 + on)
            && *unit == Unit::Day
        {
            return Some(cycle(end, Cycle::Clock(hand)));
        }
        return Some(cycle(at + 1, Cycle::Units(*n, *unit)));
    }
    if doc.any(at, &["bi"]) && doc.hyphen(at + 1) {
        let (_, _, unit) = RATES.iter().find(|(words, ..)| doc.any(at + 2, words))?;
        return Some(cycle(at + 3, Cycle::Units(2, *unit)));
    }
    let all = usize::from(doc.any(at, &["all"]));
    if doc.any(at + all, &["weekends"]) {
        return Some(cycle(at + all + 1, Cycle::Units(1, Unit::Weekend)));
    }
    if all == 1 && doc.any(at + 1, &["day"]) {
        let length = Length::of(Count::one(), Unit::Day);
        return Some(Read::unnamed(at + 2, Expr::Lasting(length)));
    }
    if let Some(part) = part(doc, at).filter(|_| is_plural(doc, at)) {
        return Some(cycle(at + 1, Cycle::Part(part)));
    }
    let one = doc.any(at, &["one"]) && doc.any(at + 1, &["a", "per"]);
    let any = usize::from(doc.any(at, &["any"]));
    let next = at + if one { 2 } else { any };
    let unit = unit(doc, next).filter(|unit| (one || any == 1) && *unit >= Unit::Day)?;
    (!is_plural(doc, next)).then(|| cycle(next + 1, Cycle::Units(1, unit)))
}

/// Reads `once a week`, `twice a year`.
fn times_a(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !doc.any(at, &["once", "twice"]) || !doc.any(at + 1, &["a", "an", "each", "every"]) {
        return None;
    }
    let unit = unit(doc, at + 2).filter(|_| !is_plural(doc, at + 2) && !doc.breaks(at + 1))?;
    Some(cycle(at + 3, Cycle::Units(1, unit)))
}

fn cycle(end: usize, cycle: Cycle) -> Read {
    Read::unnamed(end, Expr::Every(cycle))
}

/// Reads what follows `every` or `each`.
fn each(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.any(at, &["weekday", "workday"]) {
        return Some(cycle(at + 1, Cycle::Workday));
    }
    let other = doc.any(at, &["other"]) || doc.any(at, &["second"]) && unit(doc, at + 1).is_some();
    let next = at + usize::from(other);
    if let Some(unit) = unit(doc, next).filter(|_| !is_plural(doc, next)) {
        let night = doc.any(next, &["night"]) && !other;
        if night {
            return Some(cycle(next + 1, Cycle::Part(super::expr::Part::Night)));
        }
        let n = if other { 2 } else { 1 };
        return (unit > Unit::Minute).then(|| cycle(next + 1, Cycle::Units(n, unit)));
    }
    if let Some(day) = weekday(doc, next) {
        let on = usize::from(doc.any(next + 1, &["at"]));
        if let Some((end, clock)) = clock::read(doc, next + 1 + on).filter(|_| on == 1) {
            return Some(cycle(end, Cycle::Weekday(day, Some(clock))));
        }
        return Some(cycle(next + 1, Cycle::Weekday(day, None)));
    }
    if let Some(month) = month(doc, next) {
        return Some(cycle(next + 1, Cycle::Month(month)));
    }
    if let Some(season) = season(doc, next) {
        return Some(cycle(next + 1, Cycle::Season(season)));
    }
    if let Some(part) = part(doc, next) {
        return Some(cycle(next + 1, Cycle::Part(part)));
    }
    let (end, n) = count(doc, next)?;
    let unit = unit(doc, end)?;
    Some(cycle(end + 1, Cycle::Units(n.whole()?, unit)))
}

/// Reads `19th of every month`.
fn day_of_each(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (end, day) = ordinal(doc, at).filter(|(_, day)| (1..=31).contains(day))?;
    let each = doc.any(end, &["of"]) && doc.any(end + 1, &["every", "each"]);
    (each && doc.any(end + 2, &["month"])).then(|| cycle(end + 3, Cycle::DayOfMonth(day)))
}
