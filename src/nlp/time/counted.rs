//! Days counted from others, as notes have them: `3 days after Easter`,
//! `Monday two weeks from now`, `a week starting May 3`.

use super::expr::{Expr, Point, Toward, Unit};
use super::lexicon::weekday;
use super::{Read, length, phrase, tail};
use crate::nlp::doc::Doc;

/// Reads a length with the day it is counted from.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    starting(doc, at)
        .or_else(|| beside(doc, at))
        .or_else(|| on_weekday(doc, at))
}

/// Reads `two days before yesterday`, `2 weeks from now`, `a fortnight later`.
fn beside(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let hedge = doc.any(at, &["more", "less"]) && doc.any(at + 1, &["than"]);
    let (end, length) = length::length(doc, at + if hedge { 2 } else { 0 })?;
    length.first().filter(|(_, unit)| *unit >= Unit::Day)?;
    let reckons = length.0.iter().flatten().all(|(n, _)| n.whole().is_some());
    if !reckons {
        return None;
    }
    if doc.any(end, &["ago"]) {
        return Some(Read::unnamed(end + 1, Expr::Off(Toward::Before, length)));
    }
    if doc.any(end, &["later", "hence"]) {
        return Some(Read::unnamed(end + 1, Expr::Off(Toward::After, length)));
    }
    let toward = match () {
        () if doc.any(end, &["before"]) => Toward::Before,
        () if doc.any(end, &["after", "from"]) => Toward::After,
        () => return None,
    };
    let (end, point) = day(doc, end + 1)?;
    let expr = Expr::Beside(toward, length, point, None);
    Some(Read::unnamed(end, expr))
}

/// Reads the day that is counted from.
fn day(doc: &Doc<'_>, at: usize) -> Option<(usize, Point)> {
    if doc.any(at, &["now"]) {
        return Some((at + 1, Point::Away(Unit::Day, 0)));
    }
    let read = phrase::plain(doc, at)?;
    let point = read.expr.as_point().filter(|point| tail::is_day(*point))?;
    Some((read.end, point))
}

/// Reads `Monday two weeks from now`, `in 3 days on Friday`.
fn on_weekday(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if let Some(day) = weekday(doc, at) {
        let comma = usize::from(doc.sign(at + 1) == Some(','));
        let read = beside(doc, at + 1 + comma)?;
        return in_week_of(read, day);
    }
    let in_word = doc.any(at, &["in"]);
    let (end, length) = length::length(doc, at + 1).filter(|_| in_word)?;
    let day = weekday(doc, end + 1).filter(|_| doc.any(end, &["on"]))?;
    let read = Read::unnamed(end + 2, Expr::Off(Toward::After, length));
    in_week_of(read, day)
}

/// Moves a day that was reckoned to a weekday of its week.
fn in_week_of(read: Read, day: i8) -> Option<Read> {
    let today = Point::Away(Unit::Day, 0);
    let expr = match read.expr {
        Expr::Off(toward, length) => Expr::Beside(toward, length, today, Some(day)),
        Expr::Beside(toward, length, point, None) => Expr::Beside(toward, length, point, Some(day)),
        _ => return None,
    };
    Some(Read { expr, ..read })
}

/// Reads `2 weeks starting May 20`, `for 3 days from today`.
fn starting(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let led = doc.any(at, &["for"]);
    let (end, length) = length::length(doc, at + usize::from(led))?;
    length.first().filter(|(_, unit)| *unit >= Unit::Day)?;
    let comma = usize::from(doc.sign(end) == Some(','));
    let word = end + comma;
    let next = match () {
        () if doc.any(word, &["starting", "beginning", "commencing"]) && !led => {
            word + 1 + usize::from(doc.any(word + 1, &["from", "on"]))
        }
        () if led && doc.any(word, &["from"]) => word + 1,
        () => return None,
    };
    let (end, point) = day(doc, next)?;
    Some(Read::unnamed(end, Expr::From(length, point)))
}
