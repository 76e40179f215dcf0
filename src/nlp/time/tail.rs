//! What follows the core of an expression and belongs to it: the time of day
//! after a day, the day after a time of day, `or so`, `of last week`.

use super::Read;
use super::expr::{Clock, Expr, Hand, Place, Point, Unit, YearOf};
use super::lexicon::{is_plural, part};
use super::{calendar, clock, deictic, period, phrase};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Reads on behind `read`, which began at `at`.
pub(super) fn extend(doc: &Doc<'_>, at: usize, read: Read) -> Read {
    let mut read = read;
    for step in [
        of_week,
        with_clock,
        with_day,
        clock_range,
        share_of_year,
        or_so,
    ] {
        if doc.breaks(read.end) {
            break;
        }
        if let Some(longer) = step(doc, at, read) {
            read = longer;
        }
    }
    read
}

fn is_day(point: Point) -> bool {
    matches!(
        point,
        Point::Day(..)
            | Point::Weekday(..)
            | Point::WeekdayOf(..)
            | Point::DayOfMonth(..)
            | Point::Away(Unit::Day, _)
            | Point::Then(Unit::Day, _)
            | Point::Holiday(..)
    )
}

/// Reads `Tuesday of last week`, `Tuesday next week`, `next week on Tuesday`.
fn of_week(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    match read.expr.as_point()? {
        Point::Weekday(day, _) => {
            let of = usize::from(doc.any(read.end, &["of"]));
            let week = deictic::read(doc, read.end + of)?;
            let Point::Away(Unit::Week, n) = week.expr.as_point()? else {
                return None;
            };
            Some(Read {
                end: week.end,
                expr: Expr::point(Point::WeekdayOf(day, n)),
                core: read.core,
            })
        }
        Point::Away(Unit::Week, n) => {
            let on = usize::from(doc.any(read.end, &["on"]));
            let day = calendar::read(doc, read.end + on).filter(|_| on == 1)?;
            let Point::Weekday(weekday, _) = day.expr.as_point()? else {
                return None;
            };
            Some(Read {
                end: day.end,
                expr: Expr::point(Point::WeekdayOf(weekday, n)),
                core: day.core,
            })
        }
        _ => None,
    }
}

/// Reads a time of day behind a day: `Tuesday at 5 p.m.`, `Saturday night`.
fn with_clock(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let point = read.expr.as_point().filter(|point| is_day(*point))?;
    let place = |end, clock| {
        let day = Some(point);
        Some(Read {
            end,
            expr: Expr::At(Place {
                day,
                clock: Some(clock),
            }),
            core: read.core,
        })
    };
    let spoken = part(doc, read.end).filter(|_| !is_plural(doc, read.end) && !doc.breaks(read.end));
    if let Some(part) = spoken {
        let at = usize::from(doc.any(read.end + 1, &["at"]));
        if let Some((end, clock)) = clock::read(doc, read.end + 1 + at) {
            return place(end, clock);
        }
        return place(read.end + 1, Clock::Part(part));
    }
    let in_the = doc.any(read.end, &["in"]) && doc.any(read.end + 1, &["the"]);
    if in_the && let Some(part) = part(doc, read.end + 2) {
        return place(read.end + 3, Clock::Part(part));
    }
    let comma = usize::from(doc.sign(read.end) == Some(','));
    let word = read.end + comma;
    let link = usize::from(doc.any(word, &["at", "around", "about"]));
    let (end, clock) = clock::read(doc, word + link).filter(|_| !doc.breaks(word))?;
    place(end, clock)
}

/// Reads a day behind a time of day: `5 p.m. EST, Nov. 6`, `noon Saturday`.
fn with_day(doc: &Doc<'_>, at: usize, read: Read) -> Option<Read> {
    let Expr::At(Place {
        day: None | Some(Point::Then(Unit::Day, 0)),
        clock: Some(clock),
    }) = read.expr
    else {
        return None;
    };
    let is_the = matches!(read.expr, Expr::At(Place { day: Some(_), .. })) && doc.any(at, &["the"]);
    let sign = doc.sign(read.end) == Some(',');
    let word = doc.any(read.end, &["on", "of"]);
    let next = read.end + usize::from(sign || word);
    if doc.breaks(next) || is_the && !word {
        return None;
    }
    let day = phrase::determined(doc, next)?;
    // `10:30 tomorrow morning`: the hand says more than the part.
    let place = match day.expr {
        Expr::At(Place {
            day: Some(point),
            clock: None | Some(Clock::Part(_)),
        }) if is_day(point) => Place {
            day: Some(point),
            clock: Some(clock),
        },
        _ => return None,
    };
    // `Midnight Friday` ends the day; `midnight tonight` begins the next.
    let midnight = doc.any(at, &["midnight"]) && matches!(place.day, Some(Point::Weekday(..)));
    let clock = place.clock.map(|clock| match clock {
        Clock::Time(hand) if midnight => Clock::Time(Hand { hour: 24, ..hand }),
        clock => clock,
    });
    Some(Read {
        end: day.end,
        expr: Expr::At(Place { clock, ..place }),
        core: day.core.or(read.core),
    })
}

/// Reads `9 a.m.-5 p.m.`.
fn clock_range(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let Expr::At(
        first @ Place {
            clock: Some(Clock::Time(_)),
            ..
        },
    ) = read.expr
    else {
        return None;
    };
    let dash = matches!(doc.sign(read.end), Some('-' | '–')) && doc.is(read.end + 1, shape::NUMBER);
    let (end, clock) = clock::read(doc, read.end + 1).filter(|_| dash)?;
    let last = Place {
        day: first.day,
        clock: Some(clock),
    };
    Some(Read {
        end,
        expr: Expr::Between(first, last),
        core: read.core,
    })
}

/// Reads `this year's third quarter`.
fn share_of_year(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let Point::Away(Unit::Year, n) = read.expr.as_point()? else {
        return None;
    };
    let quarter = period::read(doc, read.end + 1).filter(|_| doc.possessive(read.end))?;
    let point = match quarter.expr.as_point()? {
        Point::Quarter(YearOf::Open, n_th) => Point::Quarter(YearOf::Away(n), n_th),
        Point::Half(YearOf::Open, n_th) => Point::Half(YearOf::Away(n), n_th),
        _ => return None,
    };
    Some(Read {
        expr: Expr::point(point),
        ..quarter
    })
}

fn or_so(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let loose = matches!(
        read.expr.as_point(),
        Some(Point::Away(..) | Point::YearAgo | Point::Then(..))
    );
    let or = doc.any(read.end, &["or"]) && doc.any(read.end + 1, &["so"]);
    (loose && or).then_some(Read {
        end: read.end + 2,
        ..read
    })
}

/// Returns the hand of `first` in the half of the day of `last`: `5 to 6 p.m.`
pub(super) fn same_half(first: Hand, last: Hand) -> Hand {
    let shifted = first.hour + 12;
    let fits = last.hour >= 12 && first.hour < 12 && shifted <= last.hour;
    Hand {
        hour: if fits { shifted } else { first.hour },
        ..first
    }
}
