//! Appointments, as notes have them: from when to when, on which day.

use super::expr::{Clock, Expr, HalfDay, Hand, Place, Point, Unit, Vague, YearOf};
use super::number::{two_digits, words, year};
use super::tail::same_half;
use super::{Read, clock, length, note, numeric, phrase, tail};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Reads a range, a day with a time behind it, or a time with a length.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    range(doc, at, After::Other)
        .or_else(|| lasting(doc, at))
        .or_else(|| day_and_clock(doc, at))
}

/// What stands before a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum After {
    /// A day, so that two bare numbers are hours: `Monday 12-4`.
    Day,
    Other,
}

/// Reads `from X to Y`, `between X and Y`, `X to Y`, `X - Y`.
fn range(doc: &Doc<'_>, at: usize, after: After) -> Option<Read> {
    let between = doc.any(at, &["between"]);
    let lead = usize::from(between || doc.any(at, &["from"]));
    let is_led = lead == 1 || after == After::Day;
    let (mut end, first) = endpoint(doc, at + lead)?;
    if lead == 0 && doc.is(at, shape::NUMBER) && doc.hyphen(at.wrapping_sub(1)) {
        return None;
    }
    if let Expr::Between(Place { clock, .. }, _) = first {
        let read = Read::unnamed(end, first);
        return (lead == 1 || clock.is_some()).then(|| on_day(doc, read).unwrap_or(read));
    }
    let link = doc.any(end, &["to", "till", "until", "through", "thru"])
        || between && doc.any(end, &["and"])
        || matches!(doc.sign(end), Some('-' | '–' | '~'));
    if !link {
        return None;
    }
    let (last_end, last) = endpoint(doc, end + 1)?;
    end = last_end;
    let (Expr::At(first), Expr::At(last)) = (first, last) else {
        return None;
    };
    let (first, last) = paired(first, last, is_led)?;
    let read = Read::unnamed(end, Expr::Between(first, last));
    Some(on_day(doc, read).unwrap_or(read))
}

/// Gives both ends what only one of them says.
fn paired(first: Place, last: Place, is_led: bool) -> Option<(Place, Place)> {
    let day = first.day.or(last.day);
    match (first.clock, last.clock) {
        (None, None) => Some((first, last)),
        (Some(Clock::Time(a)), Some(Clock::Time(b))) => {
            let is_stated =
                a.minute.is_some() || b.minute.is_some() || b.half == HalfDay::Stated || is_led;
            let a = same_half(a, b);
            let later = b.hour < a.hour && b.hour + 12 > a.hour && b.hour < 12;
            let later = later && b.half == HalfDay::Open;
            let b = if later {
                Hand {
                    hour: b.hour + 12,
                    ..b
                }
            } else {
                b
            };
            let place = |hand| Place {
                day,
                clock: Some(Clock::Time(hand)),
            };
            (is_stated || day.is_some()).then_some((place(a), place(b)))
        }
        _ => None,
    }
}

/// Reads one end of a range: a date, a time of day, or an hour alone.
fn endpoint(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    let dated = || numeric::date(doc, at).filter(|_| doc.is(at, shape::NUMBER));
    if let Some(read) = phrase::plain(doc, at).or_else(dated) {
        let present = matches!(read.expr, Expr::Vague(Vague::Present));
        if present {
            return Some((read.end, Expr::point(Point::Away(Unit::Day, 0))));
        }
        if matches!(read.expr, Expr::At(_) | Expr::Between(..)) {
            return Some((read.end, read.expr));
        }
    }
    if let Some(stated) = year(doc, at) {
        return Some((at + 1, Expr::point(Point::Year(YearOf::Is(stated)))));
    }
    if let Some(hand) = clock::military(doc.str(at)) {
        return Some((at + 1, Expr::At(Place::clock(Clock::Time(hand)))));
    }
    let (end, hour) = match words(doc, at) {
        Some((end, hour)) => (end, i8::try_from(hour).ok()?),
        None => (at + 1, two_digits(doc, at)?),
    };
    let hand = Clock::Time(Hand::at(hour));
    (hour <= 24).then(|| (end, Expr::At(Place::clock(hand))))
}

/// Reads a day with a bounded time or a range of times behind it: `today
/// before 4pm`, `Monday 8-9am`, `1/1/2015 between 10 and 11:30`.
fn day_and_clock(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let day = phrase::plain(doc, at)?;
    let (point, part) = day_and_part(&day.expr)?;
    if !tail::is_day(point) {
        return None;
    }
    let clock = range(doc, day.end, After::Day)
        .or_else(|| lasting(doc, day.end))
        .or_else(|| note::bound(doc, day.end))?;
    let place = |clock: Option<Clock>| Place {
        day: Some(point),
        clock: clock.map(|clock| within(clock, part)),
    };
    let expr = match clock.expr {
        Expr::At(Place {
            day: None,
            clock: Some(clock),
        }) => Expr::At(place(Some(clock))),
        Expr::Between(
            Place {
                day: None,
                clock: a @ Some(_),
            },
            Place { clock: b, .. },
        ) => Expr::Between(place(a), place(b)),
        _ => return None,
    };
    Some(Read {
        end: clock.end,
        expr,
        core: day.core,
    })
}

/// Returns the day, and the part of it if one is named: `Monday morning`; none
/// where a time is.
fn day_and_part(day: &Expr) -> Option<(Point, Option<Clock>)> {
    match *day {
        Expr::At(Place {
            day: Some(point),
            clock: part @ (None | Some(Clock::Part(_))),
        }) => Some((point, part)),
        _ => None,
    }
}

/// Places a time in the part of the day that is named beside it.
fn within(clock: Clock, part: Option<Clock>) -> Clock {
    match (clock, part) {
        (Clock::Time(hand), Some(Clock::Part(part))) => Clock::Time(hand.within(part)),
        (clock, _) => clock,
    }
}

/// Reads the day behind a range of times: `between 3 and 5 on Monday`.
fn on_day(doc: &Doc<'_>, read: Read) -> Option<Read> {
    let Expr::Between(
        first @ Place {
            day: None,
            clock: Some(_),
        },
        last,
    ) = read.expr
    else {
        return None;
    };
    let link = usize::from(doc.any(read.end, &["on", "of"]));
    let day = phrase::plain(doc, read.end + link)?;
    let (point, part) = day_and_part(&day.expr)?;
    let place = |place: Place| Place {
        day: Some(point),
        clock: place.clock.map(|clock| within(clock, part)),
    };
    Some(Read {
        end: day.end,
        expr: Expr::Between(place(first), place(last)),
        core: day.core,
    })
}

/// Reads `from 10 am for 3 hours`, `for 2.5 hours from 9`.
fn lasting(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let first = doc.any(at, &["from"]);
    if !first && !doc.any(at, &["for"]) {
        return None;
    }
    let (end, clock, length) = if first {
        let (end, clock) = endpoint(doc, at + 1)?;
        let (end, length) = length::length(doc, end + 1).filter(|_| doc.any(end, &["for"]))?;
        (end, clock, length)
    } else {
        let (end, length) = length::length(doc, at + 1)?;
        let (end, clock) = endpoint(doc, end + 1).filter(|_| doc.any(end, &["from"]))?;
        (end, clock, length)
    };
    let Expr::At(Place {
        day,
        clock: Some(Clock::Time(start)),
    }) = clock
    else {
        return None;
    };
    let mut minutes = i32::from(start.hour) * 60 + i32::from(start.minute.unwrap_or(0));
    for (count, unit) in length.0.into_iter().flatten() {
        let size = match unit {
            Unit::Hour => 60,
            Unit::Minute => 1,
            _ => return None,
        };
        minutes += count.hundredths()? * size / 100;
    }
    let hour = i8::try_from(minutes / 60).ok().filter(|hour| *hour <= 24)?;
    let minute = i8::try_from(minutes % 60).ok();
    let place = |hand| Place {
        day,
        clock: Some(Clock::Time(hand)),
    };
    let last = Hand {
        hour,
        minute,
        ..start
    };
    Some(Read::unnamed(end, Expr::Between(place(start), place(last))))
}
