//! Lengths of time, and the places they lead to: `two years`, `three weeks
//! ago`, `a day later`.

use super::Read;
use super::expr::{Cycle, Expr, Length, Point, Unit, Vague};
use super::lexicon::{is_plural, unit};
use super::number::{Count, count};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Words that may stand between a count and its unit.
const BETWEEN: &[&str] = &[
    "more",
    "full",
    "straight",
    "consecutive",
    "additional",
    "long",
    "whole",
    "business",
    "working",
    "successive",
    "extra",
    "further",
    "other",
    "solid",
    "hundred",
    "thousand",
    "dozen",
];

/// Reads `two years`, `2.5 hrs`, `3 hours and 30 minutes`, `a year and a half`.
pub(super) fn length(doc: &Doc<'_>, at: usize) -> Option<(usize, Length)> {
    let (mut end, first) = part(doc, at)?;
    let mut parts = [Some(first), None, None, None];
    let mut last = first.1;
    for place in parts.iter_mut().skip(1) {
        let link = usize::from(doc.any(end, &["and"]) || doc.sign(end) == Some(','));
        let Some((next, found)) = part(doc, end + link).filter(|(_, found)| found.1 < last) else {
            break;
        };
        *place = Some(found);
        last = found.1;
        end = next;
    }
    if let [Some((Count::Hundredths(n), unit)), None, ..] = parts
        && and_a_half(doc, end)
    {
        return Some((end + 3, Length::of(Count::Hundredths(n + 50), unit)));
    }
    Some((end, Length(parts)))
}

fn and_a_half(doc: &Doc<'_>, at: usize) -> bool {
    doc.any(at, &["and"]) && doc.any(at + 1, &["a"]) && doc.any(at + 2, &["half"])
}

/// Reads one count with its unit.
fn part(doc: &Doc<'_>, at: usize) -> Option<(usize, (Count, Unit))> {
    let (end, n) = match count(doc, at) {
        Some(found) => found,
        None if doc.any(at, &["a", "an", "another"]) => (at + 1, Count::one()),
        None if doc.any(at, &["half"]) && doc.any(at + 1, &["a", "an"]) => {
            (at + 2, Count::Hundredths(50))
        }
        None => return None,
    };
    let next = end + usize::from(doc.any(end, BETWEEN));
    let (unit, n) = fortnights(doc, next, n)
        .or_else(|| Some((unit(doc, next)?, n)))
        .filter(|_| !doc.breaks(end))?;
    // A second half is no second, and a quarter mostly no quarter of a year.
    let article = doc.any(end.wrapping_sub(1), &["a", "an"]);
    let fraction = matches!(unit, Unit::Quarter | Unit::Second | Unit::Weekend) && article;
    let joined = doc.hyphen(next + 1) && doc.is(next + 2, shape::WORD);
    (!fraction && !joined).then_some((next + 1, (n, unit)))
}

/// Returns two weeks for every fortnight.
fn fortnights(doc: &Doc<'_>, at: usize, n: Count) -> Option<(Unit, Count)> {
    let n = match n {
        Count::Hundredths(n) => Count::Hundredths(n.saturating_mul(2)),
        Count::Some => n,
    };
    doc.any(at, &["fortnight", "fortnights"])
        .then_some((Unit::Week, n))
}

/// Reads `two-year`, `30-day`, `52-week`: what stands before a noun.
pub(super) fn hyphened(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (end, n) = count(doc, at)?;
    if !doc.hyphen(end) || doc.hyphen(at.wrapping_sub(1)) {
        return None;
    }
    let unit = unit(doc, end + 1).filter(|unit| *unit != Unit::Quarter)?;
    let mut last = end + 2;
    if doc.hyphen(last) {
        let old = doc.any(last + 1, &["old", "long"]);
        if !old || !matches!(unit, Unit::Day | Unit::Week | Unit::Month) {
            return None;
        }
        last += 2;
    }
    let expr = Expr::Lasting(Length::of(n, unit));
    Some(Read::unnamed(last, expr))
}

/// Reads what begins with a count: a length, or the place it leads to.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if let Some(read) = hyphened(doc, at) {
        return Some(read);
    }
    if doc.any(at, &["a"])
        && let Some(read) = hyphened(doc, at + 1).filter(|read| doc.any(read.end, &["period"]))
    {
        return Some(Read::unnamed(read.end + 1, read.expr));
    }
    let (mut end, length) = length(doc, at)?;
    let or_so = doc.any(end, &["or"]) && doc.any(end + 1, &["so"]);
    end += if or_so { 2 } else { 0 };
    let or_two = doc.any(at, &["a", "an"]) && doc.any(end, &["or"]) && doc.any(end + 1, &["two"]);
    if or_two && let Some((_, unit)) = length.first() {
        let some = Length::of(Count::Some, unit);
        let lasting = Read::unnamed(end + 2, Expr::Lasting(some));
        return Some(led(doc, end + 2, some).unwrap_or(lasting));
    }
    if let Some(read) = led(doc, end, length) {
        return Some(read);
    }
    let article =
        doc.any(at, &["a", "an"]) && matches!(length.first(), Some((n, _)) if n == Count::one());
    if article {
        return single(doc, at, end, length);
    }
    if doc.any(end, &["old", "olds"]) || doc.any(at, &["some", "many"]) && !is_plural(doc, end - 1)
    {
        return None;
    }
    Some(Read::unnamed(end, Expr::Lasting(length)))
}

/// Reads `ago`, `later`, `from now` after a length.
fn led(doc: &Doc<'_>, end: usize, length: Length) -> Option<Read> {
    let is_days = matches!(length.first(), Some((_, unit)) if unit >= Unit::Day);
    let (words, sign) = match () {
        () if doc.any(end, &["ago"]) => (1, -1),
        () if doc.any(end, &["earlier", "previously"]) => (1, -1),
        () if doc.any(end, &["later"]) => (1, 1),
        () if doc.any(end, &["from"]) && doc.any(end + 1, &["now"]) => (2, 1),
        () if is_days && doc.any(end, &["from"]) && doc.any(end + 1, &["today"]) => (2, 1),
        () if doc.any(end, &["hence"]) => (1, 1),
        () => return None,
    };
    let end_of_phrase = end + words;
    let from_now = doc.any(end, &["ago", "from", "hence"]);
    let Some((n, unit)) = length.whole() else {
        // `A few days later` tells how long it took, not when it was.
        if doc.any(end, &["later"]) {
            return None;
        }
        let vague = if sign < 0 { Vague::Past } else { Vague::Future };
        return Some(Read::unnamed(end_of_phrase, Expr::Vague(vague)));
    };
    let point = match (n, unit, from_now) {
        (1, Unit::Year, true) if sign < 0 => Point::YearAgo,
        (1, Unit::Year, false) if sign < 0 => Point::YearEarlier,
        (_, _, true) => Point::Away(unit, sign * n),
        (_, _, false) => Point::Then(unit, sign * n),
    };
    Some(Read::unnamed(end_of_phrase, Expr::point(point)))
}

/// Reads `a year`, `an hour`: a rate after an amount, else a length.
fn single(doc: &Doc<'_>, at: usize, end: usize, length: Length) -> Option<Read> {
    let (_, unit) = length.first()?;
    let before = at.wrapping_sub(1);
    let rate = doc.any(
        before,
        &[
            "times", "once", "twice", "percent", "cents", "dollars", "million", "billion", "tons",
        ],
    ) || doc.is(before, shape::NUMBER)
        || doc.sign(before) == Some('%');
    if rate {
        let cycle = Expr::Every(Cycle::Units(1, unit));
        return Some(Read::unnamed(end, cycle));
    }
    let lasts = doc.any(
        before,
        &[
            "for", "in", "than", "within", "about", "nearly", "almost", "after", "over", "only",
            "just", "barely", "hardly", "least", "every", "half", "of", "took", "take", "takes",
            "lasted", "spent", "to", "by", "until",
        ],
    );
    let small = matches!(unit, Unit::Day | Unit::Second | Unit::Minute);
    (lasts && !(small && doc.any(before, &["of", "to", "by"])))
        .then(|| Read::unnamed(end, Expr::Lasting(length)))
}

/// Reads counts without a number: `months`, `years ago`, `weeks or months`.
pub(super) fn bare(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let unit = unit(doc, at).filter(|_| is_plural(doc, at) && !doc.upper(at))?;
    if doc.any(at + 1, &["ago", "earlier", "before"]) {
        let end = at + 2;
        return doc
            .any(at + 1, &["ago", "earlier"])
            .then(|| Read::unnamed(end, Expr::Vague(Vague::Past)));
    }
    let mut end = at + 1;
    let before = at.wrapping_sub(1);
    let lasts = doc.any(
        before,
        &[
            "for", "in", "within", "after", "takes", "take", "took", "lasted", "over", "than",
        ],
    );
    if unit < Unit::Day && !doc.any(before, &["within", "for"]) || unit == Unit::Weekend {
        return None;
    }
    if doc.any(end, &["or", "and"]) && super::lexicon::unit(doc, end + 1).is_some_and(|u| u > unit)
    {
        end += 2;
    }
    (lasts && !doc.any(end, &["old"]))
        .then(|| Read::unnamed(end, Expr::Lasting(Length::of(Count::Some, unit))))
}
