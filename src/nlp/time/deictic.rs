//! What is counted from the date of the article or from the time spoken of:
//! `yesterday`, `last week`, `this spring`, `the following month`.

use super::Read;
use super::expr::{Clock, Expr, Part, Place, Point, Toward, Turn, Unit, Vague, YearOf};
use super::lexicon::{is_plural, month, part, season, unit, weekday};
use super::number::day;
use super::{calendar, holiday, length, note, nth, number};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// From where, and how far, a word such as `last` or `following` points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// From the date of the article.
    Away(i32),
    /// From the time spoken of.
    Then(i32),
}

/// Words before `year` that keep it a year counted from the article's: those
/// that say whose year it is (of taxes, of schools, of models that firms bring
/// out) or that all of it is meant. Each kind can begin in a month of its own,
/// of which the value tells nothing.
const YEARS: &[&str] = &[
    "fiscal",
    "calendar",
    "school",
    "academic",
    "financial",
    "full",
    "entire",
    "whole",
    "model",
    "tax",
];

/// Words that make `last` a verb.
const LASTS: &[&str] = &[
    "shouldn't",
    "shouldn’t",
    "will",
    "won't",
    "won’t",
    "can",
    "could",
    "should",
    "may",
    "might",
    "to",
    "would",
    "not",
    "it'll",
    "must",
];

/// Reads `yesterday`, `tonight`, or what begins with `last`, `this`, `next`.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if let Some(read) = day_word(doc, at) {
        return Some(read);
    }
    let (next, step) = step(doc, at)?;
    if doc.breaks(next) {
        return None;
    }
    stepped(doc, next, step)
}

fn day_word(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.any(at, &["overnight"]) && !doc.hyphen(at + 1) {
        let place = Place {
            day: Some(Point::Away(Unit::Day, -1)),
            clock: Some(Clock::Part(Part::Night)),
        };
        return Some(Read::unnamed(at + 1, Expr::At(place)));
    }
    let words: [(&[&str], i32); 4] = [
        (&["yesterday"], -1),
        (&["today", "tonight", "tonite"], 0),
        (&["tomorrow"], 1),
        (&["tmr", "tmrw"], 1),
    ];
    let (_, n) = words.iter().find(|(words, _)| doc.any(at, words))?;
    // `USA Today` is a paper.
    let is_name = doc.upper(at) && !doc.is(at, shape::OPENS) && !doc.is(at, shape::CAPS);
    let named =
        is_name && doc.upper(at.wrapping_sub(1)) && !doc.is(at.wrapping_sub(1), shape::STOPPED);
    if named || doc.is(at, shape::HEADLINE) && is_name {
        return None;
    }
    let clock = doc
        .any(at, &["tonight", "tonite"])
        .then_some(Clock::Part(Part::Night));
    let day = Some(Point::Away(Unit::Day, *n));
    Some(Read::unnamed(at + 1, Expr::At(Place { day, clock })))
}

fn step(doc: &Doc<'_>, at: usize) -> Option<(usize, Step)> {
    let words: [(&[&str], Step); 9] = [
        (&["last"], Step::Away(-1)),
        (&["past"], Step::Away(-1)),
        (&["this", "current", "present"], Step::Away(0)),
        (&["next"], Step::Away(1)),
        (&["coming", "upcoming"], Step::Away(1)),
        (&["previous", "preceding", "prior"], Step::Then(-1)),
        (&["that", "same", "very"], Step::Then(0)),
        (&["following", "ensuing"], Step::Then(1)),
        (&["latest"], Step::Away(-1)),
    ];
    let verb = doc.any(at, &["last"]) && doc.any(at.wrapping_sub(1), LASTS);
    if verb && length::length(doc, at + 1).is_some() {
        return None;
    }
    let two = doc.any(at, &["this", "that"]);
    if two && doc.any(at + 1, &["past", "coming", "same", "very"]) {
        return step(doc, at + 1);
    }
    let (_, step) = words.iter().find(|(words, _)| doc.any(at, words))?;
    Some((at + 1, *step))
}

/// Reads what follows `last`, `this`, `next` and their like.
fn stepped(doc: &Doc<'_>, at: usize, step: Step) -> Option<Read> {
    let word = at - 1;
    if let Some(read) = lasting(doc, at, step) {
        return Some(read);
    }
    if doc.any(word, &["last"]) && is_within(doc, at + 1 + usize::from(doc.any(at, YEARS))) {
        return None;
    }
    if let Some(unit) = unit(doc, at).filter(|_| part(doc, at).is_none()) {
        let is_name =
            doc.upper(at) && doc.upper(word) && !doc.is(at, shape::HEADLINE | shape::CAPS);
        return if is_name {
            None
        } else {
            units(doc, at, (unit, step))
        };
    }
    if doc.any(at, YEARS) && doc.any(at + 1, &["year", "quarter"]) {
        let unit = if doc.any(at + 1, &["year"]) {
            Unit::Year
        } else {
            Unit::Quarter
        };
        return units(doc, at + 1, (unit, step));
    }
    if let Some(part) = part(doc, at) {
        let day = match step {
            Step::Away(n) if n < 1 => Point::Away(Unit::Day, n),
            Step::Away(n) | Step::Then(n) => Point::Then(Unit::Day, n),
        };
        let clock = Some(Clock::Part(part));
        let place = Place {
            day: Some(day),
            clock,
        };
        let is_noun = doc.any(word, &["same", "that"]) || !is_plural(doc, at);
        return is_noun.then(|| Read::unnamed(at + 1, Expr::At(place)));
    }
    named(doc, at, step)
}

/// Says whether what is last is so in something, and not before today: `the
/// last month of 2013`, but not `a profit last year of $2 million`.
fn is_within(doc: &Doc<'_>, of: usize) -> bool {
    let is_money = |at: usize| matches!(doc.sign(at), Some('$' | '€' | '£' | '¥'));
    let is_number = doc.is(of + 1, shape::NUMBER) && number::year(doc, of + 1).is_none();
    let amount = is_number || is_money(of + 1) || is_money(of + 2);
    doc.any(of, &["of"]) && !amount
}

/// Reads a month, weekday, season or holiday after its step.
fn named(doc: &Doc<'_>, at: usize, step: Step) -> Option<Read> {
    let of = match step {
        Step::Away(-1) => YearOf::Last,
        Step::Away(1) => YearOf::Next,
        Step::Away(n) => YearOf::Away(n),
        Step::Then(n) => YearOf::Then(n),
    };
    if let Some(month) = month(doc, at) {
        if let Some(day) = day(doc, at + 1) {
            return Some(Read::unnamed(
                at + 2,
                Expr::point(Point::Day(of, month, day)),
            ));
        }
        let point = Point::Month(of, month);
        return Some(Read {
            end: at + 1,
            expr: Expr::point(point),
            core: Some((at, at + 1)),
        });
    }
    if let Some(weekday) = weekday(doc, at) {
        let turn = match step {
            Step::Away(-1) if doc.any(at - 1, &["past"]) => Turn::Past,
            Step::Away(-1) => Turn::Last,
            Step::Away(1) => Turn::Next,
            Step::Away(_) => Turn::This,
            Step::Then(-1) => Turn::Before,
            Step::Then(_) => Turn::After,
        };
        if let Some(read) = calendar::dated(doc, at + 1).filter(|_| note::is_note(doc)) {
            return Some(read);
        }
        let behind = nth::day_behind(doc, at + 1, weekday).filter(|_| note::is_note(doc));
        if let Some((end, point)) = behind {
            return Some(Read::named((at, end), point));
        }
        let point = Point::Weekday(weekday, turn);
        return Some(Read {
            end: at + 1,
            expr: Expr::point(point),
            core: Some((at, at + 1)),
        });
    }
    if let Some(season) = season(doc, at).filter(|_| !is_plural(doc, at)) {
        return Some(Read::unnamed(
            at + 1,
            Expr::point(Point::Season(of, season)),
        ));
    }
    if let Some(read) = calendar::dated(doc, at).filter(|_| note::is_note(doc))
        && let Some(Point::Day(YearOf::Open, month, day)) = read.expr.as_point()
    {
        let expr = Expr::point(Point::Day(of, month, day));
        return Some(Read { expr, ..read });
    }
    let (end, day) = holiday::name(doc, at)?;
    Some(Read::unnamed(end, Expr::point(Point::Holiday(of, day))))
}

/// Reads `last two weeks`, `next few days`, `past 24 hours`.
fn lasting(doc: &Doc<'_>, at: usize, step: Step) -> Option<Read> {
    let is_note = note::is_note(doc);
    let toward = match step {
        Step::Away(-1) => Toward::Before,
        Step::Away(1) => Toward::After,
        Step::Then(-1) if is_note => Toward::Before,
        Step::Then(1) if is_note => Toward::After,
        Step::Away(_) | Step::Then(_) => return None,
    };
    if doc.any(at, &["a", "an"]) {
        return None;
    }
    let (mut end, length) = length::length(doc, at)?;
    if doc.any(end, &["or"]) && doc.any(end + 1, &["so"]) {
        end += 2;
    }
    if !is_note {
        return Some(Read::unnamed(end, Expr::Lasting(length)));
    }
    let working = (at..end).any(|place| doc.any(place, &["business", "working"]));
    let expr = match length.whole() {
        Some((n, Unit::Day)) if working => Expr::Workdays(toward, n),
        _ => note::run(toward, length),
    };
    Some(Read::unnamed(end, expr))
}

/// Reads a unit after its step, singular or plural.
fn units(doc: &Doc<'_>, at: usize, (unit, step): (Unit, Step)) -> Option<Read> {
    if is_plural(doc, at) {
        let vague = match step {
            Step::Away(-1) if doc.any(at - 1, &["past"]) => Vague::Past,
            Step::Then(-1) => Vague::Past,
            Step::Away(1) if doc.any(at - 1, &["coming", "upcoming"]) => Vague::Future,
            _ => return None,
        };
        return Some(Read::unnamed(at + 1, Expr::Vague(vague)));
    }
    let point = match (unit, step) {
        (Unit::Second | Unit::Minute | Unit::Hour, _) | (Unit::Day, Step::Away(-1)) => {
            return None;
        }
        (Unit::Day, Step::Away(1)) => Point::Then(unit, 1),
        (Unit::Weekend, Step::Away(n)) => Point::Weekend(n),
        // `The same year` without a year before it is the article's.
        (_, Step::Away(n)) => Point::Away(unit, n),
        (_, Step::Then(n)) => Point::Then(unit, n),
    };
    // `Last year's third quarter` is read with what follows.
    Some(Read::unnamed(at + 1, Expr::point(point)))
}
