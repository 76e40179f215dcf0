//! What follows the core of an expression and belongs to it: the time of day
//! after a day, the day after a time of day, `or so`, `of last week`.

use super::Read;
use super::expr::{Clock, Expr, HalfDay, Hand, Part, Place, Point, Unit, YearOf};
use super::lexicon::{is_plural, part};
use super::number::two_digits;
use super::{calendar, clock, deictic, lexicon, note, period, phrase};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Reads on behind `read`, which began at `at`.
pub(super) fn extend(doc: &Doc<'_>, at: usize, read: Read) -> Read {
    let mut read = read;
    for step in [
        of_week,
        with_clock,
        of_week,
        with_day,
        clock_range,
        range_with_day,
        joined,
        share_of_year,
        or_so,
        or_later,
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

/// Says whether the place is one day.
pub(super) fn is_day(point: Point) -> bool {
    matches!(
        point,
        Point::Day(..)
            | Point::Weekday(..)
            | Point::WeekdayOf(..)
            | Point::DayOfMonth(..)
            | Point::WeekdayOn(..)
            | Point::NthWeekday(..)
            | Point::Away(Unit::Day, _)
            | Point::Then(Unit::Day, _)
            | Point::Holiday(..)
    )
}

/// Reads `Tuesday of last week`, `Tuesday evening next week`, `next week on
/// Tuesday`.
fn of_week(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let Expr::At(Place {
        day: Some(point),
        clock,
    }) = read.expr
    else {
        return None;
    };
    let placed = |day, n| {
        Expr::At(Place {
            day: Some(Point::WeekdayOf(day, n)),
            clock,
        })
    };
    match point {
        Point::Weekday(day, _) => {
            let of = usize::from(doc.any(read.end, &["of"]));
            let week = deictic::read(doc, read.end + of)?;
            let Point::Away(Unit::Week, n) = week.expr.as_point()? else {
                return None;
            };
            Some(Read {
                end: week.end,
                expr: placed(day, n),
                core: read.core,
            })
        }
        Point::Away(Unit::Week, n) => {
            let on = usize::from(doc.any(read.end, &["on"]));
            let beside = on == 1 || note::is_note(doc);
            let day = calendar::read(doc, read.end + on).filter(|_| beside)?;
            let Point::Weekday(weekday, _) = day.expr.as_point()? else {
                return None;
            };
            Some(Read {
                end: day.end,
                expr: placed(weekday, n),
                core: day.core,
            })
        }
        _ => None,
    }
}

/// Reads a time of day behind a day: `Tuesday at 5 p.m.`, `Saturday night`,
/// `tonight at 8`.
fn with_clock(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let Expr::At(Place {
        day: Some(point),
        clock: None | Some(Clock::Part(_)),
    }) = read.expr
    else {
        return None;
    };
    if !is_day(point) {
        return None;
    }
    let place = |end, clock| Read {
        end,
        expr: Expr::At(Place {
            day: Some(point),
            clock: Some(clock),
        }),
        core: read.core,
    };
    let (end, part) = match read.expr {
        Expr::At(Place {
            clock: Some(Clock::Part(part)),
            ..
        }) => (read.end, Some(part)),
        _ => part_behind(doc, read.end).map_or((read.end, None), |(end, part)| (end, Some(part))),
    };
    if let Some((end, hand)) = hand_behind(doc, end, part) {
        let (end, hand) = match (part, part_behind(doc, end)) {
            (None, Some((end, part))) => (end, hand.within(part)),
            _ => (end, hand),
        };
        return Some(place(end, Clock::Time(hand)));
    }
    let part = part.filter(|_| end > read.end)?;
    Some(place(end, Clock::Part(part)))
}

/// Reads `night`, `early morning`, `in the evening` behind a day.
pub(super) fn part_behind(doc: &Doc<'_>, at: usize) -> Option<(usize, Part)> {
    if doc.breaks(at) {
        return None;
    }
    let in_the = doc.any(at, &["in"]) && doc.any(at + 1, &["the"]);
    let vague = doc.any(at, &["early", "late"]);
    let word = at + if in_the { 2 } else { usize::from(vague) };
    let part = part(doc, word).filter(|_| !is_plural(doc, word) && !doc.breaks(word))?;
    Some((word + 1, part))
}

/// Reads the time of day behind a day; a bare hour only in a note that names
/// the part of the day.
fn hand_behind(doc: &Doc<'_>, at: usize, part: Option<Part>) -> Option<(usize, Hand)> {
    // `In the morning, two in the afternoon` are two times.
    let comma = matches!(doc.sign(at), Some(',')) && part.is_none();
    let comma = usize::from(comma || doc.sign(at) == Some('@'));
    let word = at + comma;
    let link = usize::from(doc.any(word, &["at", "around", "about"]));
    if doc.breaks(word) {
        return None;
    }
    let within = |hand: Hand| part.map_or(hand, |part| hand.within(part));
    match clock::read(doc, word + link) {
        Some((end, Clock::Time(hand))) => Some((end, within(hand))),
        Some((_, Clock::Part(_))) => None,
        None => {
            let hour = two_digits(doc, word + link).filter(|hour| *hour <= 24)?;
            let asked = link == 1 && part.is_some() && note::is_note(doc);
            let next = word + link + 1;
            let alone = doc.breaks(next) || doc.sign(next).is_some_and(|sign| sign != '%');
            (asked && alone).then(|| (next, within(Hand::at(hour))))
        }
    }
}

/// A day that stands behind a time of day.
struct DayBehind {
    end: usize,
    point: Point,
    /// The part of the day that it names.
    part: Option<Part>,
    core: Option<(usize, usize)>,
}

/// Reads `, Nov. 6`, `Saturday`, `on Tuesday evening`.
fn day_behind(doc: &Doc<'_>, at: usize) -> Option<DayBehind> {
    let link = doc.sign(at) == Some(',') || doc.any(at, &["on", "of"]);
    let next = at + usize::from(link);
    if doc.breaks(next) {
        return None;
    }
    let day = phrase::determined(doc, next)?;
    let Expr::At(Place {
        day: Some(point),
        clock: part @ (None | Some(Clock::Part(_))),
    }) = day.expr
    else {
        return None;
    };
    if !is_day(point) {
        return None;
    }
    let behind = part_behind(doc, day.end);
    let part = match part {
        Some(Clock::Part(part)) => Some(part),
        _ => behind.map(|(_, part)| part),
    };
    Some(DayBehind {
        end: behind.map_or(day.end, |(end, _)| end),
        point,
        part,
        core: day.core,
    })
}

/// Reads a day behind a time of day: `5 p.m. EST, Nov. 6`, `noon Saturday`,
/// `8 o'clock on Tuesday evening`.
fn with_day(doc: &Doc<'_>, at: usize, read: Read) -> Option<Read> {
    let Expr::At(Place {
        day: None | Some(Point::Then(Unit::Day, 0)),
        clock: Some(clock),
    }) = read.expr
    else {
        return None;
    };
    let is_the = matches!(read.expr, Expr::At(Place { day: Some(_), .. })) && doc.any(at, &["the"]);
    if is_the && !doc.any(read.end, &["on", "of"]) {
        return None;
    }
    let day = day_behind(doc, read.end)?;
    // `Midnight Friday` ends the day; `midnight tonight` begins the next.
    let midnight = doc.any(at, &["midnight"]) && matches!(day.point, Point::Weekday(..));
    let clock = match (clock, day.part) {
        (Clock::Time(hand), _) if midnight => Clock::Time(Hand { hour: 24, ..hand }),
        // `10:30 tomorrow morning`: the hand says more than the part.
        (Clock::Time(hand), Some(part)) => Clock::Time(hand.within(part)),
        (clock, _) => clock,
    };
    let place = Place {
        day: Some(day.point),
        clock: Some(clock),
    };
    Some(Read {
        end: day.end,
        expr: Expr::At(place),
        core: day.core.or(read.core),
    })
}

/// Reads a day behind a range of times: `9 a.m.-5 p.m. on Monday`.
fn range_with_day(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let Expr::Between(
        first @ Place {
            day: None,
            clock: Some(Clock::Time(_)),
        },
        last @ Place { day: None, .. },
    ) = read.expr
    else {
        return None;
    };
    let day = day_behind(doc, read.end)?;
    let placed = |place: Place| Place {
        day: Some(day.point),
        clock: match (place.clock, day.part) {
            (Some(Clock::Time(hand)), Some(part)) => Some(Clock::Time(hand.within(part))),
            (clock, _) => clock,
        },
    };
    Some(Read {
        end: day.end,
        expr: Expr::Between(placed(first), placed(last)),
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
    let first = match (first.clock, clock) {
        (Some(Clock::Time(a)), Clock::Time(b)) => Place {
            clock: Some(Clock::Time(same_half(a, b))),
            ..first
        },
        _ => first,
    };
    let last = Place {
        day: first.day,
        clock: Some(clock),
    };
    let core = match first.day {
        Some(_) => read.core,
        None => read.core.map(|(core, _)| (core, end)),
    };
    Some(Read {
        end,
        expr: Expr::Between(first, last),
        core,
    })
}

/// Reads `Jan-Feb 2017`, `Nov. 18-Dec. 19, 2015`.
fn joined(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let first = read.expr.as_point()?;
    let (of, month) = month_of(first)?;
    let dash = matches!(doc.sign(read.end), Some('-' | '–')) && doc.tight(read.end);
    if !dash || lexicon::month(doc, read.end + 1).is_none() {
        return None;
    }
    let last = calendar::read(doc, read.end + 1)?;
    let point = last.expr.as_point()?;
    // `Nov-Feb 2017` began in the year before.
    let of = match (of, month_of(point)?) {
        (YearOf::Open, (YearOf::Is(year), later)) => YearOf::Is(year - i16::from(later < month)),
        (of, _) => of,
    };
    let first = match first {
        Point::Day(_, month, day) => Point::Day(of, month, day),
        _ => Point::Month(of, month),
    };
    let (core, _) = read.core?;
    Some(Read {
        end: last.end,
        expr: Expr::Between(Place::day(first), Place::day(point)),
        core: Some((core, last.end)),
    })
}

/// Reads `5-6 p.m.`, `9 to 5 p.m.`, whose first hour has no half of its own.
pub(super) fn hours(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let first = two_digits(doc, at).filter(|hour| (1..=12).contains(hour))?;
    let dash = matches!(doc.sign(at + 1), Some('-' | '–')) && doc.tight(at + 1);
    if !dash && !doc.any(at + 1, &["to"]) || doc.breaks(at + 2) {
        return None;
    }
    let (end, Clock::Time(last)) = clock::read(doc, at + 2)? else {
        return None;
    };
    let stated = last.half == HalfDay::Stated && doc.is(at + 2, shape::NUMBER);
    let place = |hand| Place::clock(Clock::Time(hand));
    let first = same_half(Hand::at(first), last);
    (stated && last.minute.is_none()).then(|| Read {
        end,
        expr: Expr::Between(place(first), place(last)),
        core: Some((at, end)),
    })
}

/// Returns year and month of a month or of a day in it.
fn month_of(point: Point) -> Option<(YearOf, i8)> {
    let (Point::Month(of, month) | Point::Day(of, month, _)) = point else {
        return None;
    };
    Some((of, month))
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

/// Reads `1994 or later`, `1990 and beyond`.
fn or_later(doc: &Doc<'_>, _: usize, read: Read) -> Option<Read> {
    let year = matches!(read.expr.as_point(), Some(Point::Year(_)));
    let open = doc.any(read.end, &["or"]) && doc.any(read.end + 1, &["later", "earlier"])
        || doc.any(read.end, &["and"]) && doc.any(read.end + 1, &["beyond"]);
    (year && open).then_some(Read {
        end: read.end + 2,
        ..read
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
    let open = first.half == HalfDay::Open && first.hour < 12;
    let fits = last.hour >= 12 && open && shifted <= last.hour;
    Hand {
        hour: if fits { shifted } else { first.hour },
        ..first
    }
}
