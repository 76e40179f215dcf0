//! Words for the past, the present and the future as such: `now`, `recently`,
//! `the near future`.

use super::Read;
use super::expr::{Clock, Expr, Hand, Length, Place, Point, Unit, Vague};
use super::lexicon::{is_plural, unit};
use super::number::Count;
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// Phrases with what they refer to; longer ones first.
const PHRASES: &[(&[&str], Vague)] = &[
    (&["as", "soon", "as", "possible"], Vague::Future),
    (&["the", "not", "too", "distant", "future"], Vague::Future),
    (&["the", "foreseeable", "future"], Vague::Future),
    (&["the", "distant", "future"], Vague::Future),
    (&["the", "near", "future"], Vague::Future),
    (&["the", "near", "term"], Vague::Future),
    (&["the", "short", "term"], Vague::Future),
    (&["the", "long", "term"], Vague::Future),
    (&["the", "recent", "past"], Vague::Past),
    (&["the", "distant", "past"], Vague::Past),
    (&["at", "the", "moment"], Vague::Present),
    (&["the", "future"], Vague::Future),
    (&["the", "past"], Vague::Past),
    (&["the", "present"], Vague::Present),
    (&["more", "recently"], Vague::Past),
    (&["most", "recently"], Vague::Past),
    (&["right", "now"], Vague::Present),
    (&["these", "days"], Vague::Present),
    (&["very", "soon"], Vague::Future),
    (&["too", "soon"], Vague::Future),
    (&["at", "present"], Vague::Present),
    (&["now"], Vague::Present),
    (&["currently"], Vague::Present),
    (&["nowadays"], Vague::Present),
    (&["presently"], Vague::Present),
    (&["recently"], Vague::Past),
    (&["lately"], Vague::Past),
    (&["recent"], Vague::Past),
    (&["current"], Vague::Present),
    (&["soon"], Vague::Future),
];

/// Reads one of the words or phrases.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if let Some(read) = stretch(doc, at) {
        return Some(read);
    }
    let (words, vague) = PHRASES.iter().find(|(words, _)| {
        let mut places = at..;
        words.iter().all(|word| {
            let place = places.next().unwrap_or(usize::MAX);
            doc.any(place, &[word]) && (place == at || !doc.breaks(place))
        })
    })?;
    let end = at + words.len();
    (!is_something_else(doc, at, end)).then(|| Read::unnamed(end, Expr::Vague(*vague)))
}

/// Phrases that stand for the present or a deadline in a note.
const NOTED: &[(&[&str], Noted)] = &[
    (&["at", "the", "present", "time"], Noted::Now),
    (&["the", "present", "time"], Noted::Now),
    (&["at", "the", "minute"], Noted::Now),
    (&["at", "this", "moment"], Noted::Now),
    (&["at", "this", "time"], Noted::Now),
    (&["till", "date"], Noted::Now),
    (&["to", "date"], Noted::Now),
    (&["year", "to", "date"], Noted::This(Unit::Year)),
    (&["end", "of", "year"], Noted::This(Unit::Year)),
    (&["eoy"], Noted::This(Unit::Year)),
    (&["end", "of", "month"], Noted::This(Unit::Month)),
    (&["eom"], Noted::This(Unit::Month)),
    (&["end", "of", "week"], Noted::This(Unit::Week)),
    (&["end", "of", "the", "day"], Noted::Tonight),
    (&["end", "of", "day"], Noted::Tonight),
    (&["eod"], Noted::Tonight),
];

/// What a phrase of a note stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Noted {
    Now,
    This(Unit),
    Tonight,
}

/// Reads a phrase that only a note has for a time.
pub(super) fn noted(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (words, noted) = NOTED.iter().find(|(words, _)| {
        let mut places = (at..).zip(words.iter());
        places.all(|(place, word)| doc.any(place, &[word]))
    })?;
    let end = at + words.len();
    let is_now = *noted == Noted::Now && doc.any(end - 1, &["date"]);
    let counts = doc.any(at.wrapping_sub(1), &["up", "equal", "equals"]);
    if is_now && (counts || !doc.breaks(end) && doc.sign(end).is_none()) {
        return None;
    }
    let expr = match noted {
        Noted::Now => Expr::Vague(Vague::Present),
        Noted::This(unit) => Expr::point(Point::Away(*unit, 0)),
        Noted::Tonight => Expr::At(Place {
            day: Some(Point::Away(Unit::Day, 0)),
            clock: Some(Clock::Time(Hand {
                minute: Some(59),
                second: Some(59),
                ..Hand::at(23)
            })),
        }),
    };
    Some(Read::unnamed(end, expr))
}

fn is_something_else(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    let last = end - 1;
    let headline = doc.is(at, shape::HEADLINE) && doc.upper(at) && !doc.is(at, shape::CAPS);
    let tied = doc.hyphen(end) || doc.hyphen(at.wrapping_sub(1)) || doc.possessive(end);
    if headline || tied && !doc.possessive(end) {
        return true;
    }
    // `As soon as they met`, `no sooner`; `the past week` and `the present
    // owner` are about something else.
    let soon = end == at + 1
        && doc.any(at, &["soon"])
        && (doc.any(at.wrapping_sub(1), &["as", "so"]) || doc.any(end, &["after", "as"]));
    let noun = doc.any(last, &["past", "present"])
        && doc.any(at, &["the"])
        && !doc.breaks(end)
        && (doc.is(end, shape::NUMBER)
            || doc.cue(end, cue::COMMON) && !doc.cue(end, cue::FUNCTION))
        && !doc.any(end, AFTER_NOUN);
    let future = doc.any(last, &["future", "term"])
        && doc.any(at, &["the"])
        && (doc.any(end, &["of", "financial", "earnings"]));
    let account = end == at + 1 && doc.any(at, &["current"]) && doc.any(end, &["account"]);
    soon || noun || future || account
}

const AFTER_NOUN: &[&str] = &[
    "and", "or", "but", "have", "has", "had", "is", "was", "were", "when", "that", "in", "to", "it",
];

/// Reads `recent years`, `recent weeks and months`, `the weeks ahead`,
/// `the coming months`.
fn stretch(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let the = usize::from(doc.any(at, &["the"]));
    let next = at + the;
    let (word, vague) = match () {
        () if doc.any(next, &["recent"]) => (next + 1, Vague::Past),
        () if doc.any(next, &["coming"]) => (next + 1, Vague::Future),
        () if the == 1 && doc.any(next + 1, &["ahead"]) => (next, Vague::Future),
        () => return None,
    };
    unit(doc, word).filter(|_| is_plural(doc, word) && !doc.breaks(word))?;
    let mut end = word + 1 + usize::from(word == next);
    let second =
        doc.any(end, &["and"]) && unit(doc, end + 1).is_some_and(|_| is_plural(doc, end + 1));
    if second {
        end += 2;
    }
    // Weeks and months still have a length; `recent years` are the past.
    let unit = unit(doc, word)?;
    let lasts = matches!(unit, Unit::Week | Unit::Month) && !second && !doc.any(next, &["coming"]);
    let expr = if lasts {
        Expr::Lasting(Length::of(Count::Some, unit))
    } else {
        Expr::Vague(vague)
    };
    Some(Read::unnamed(end, expr))
}
