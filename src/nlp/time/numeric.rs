//! Dates and years in figures: `2013-10-28`, `27/5/2014`, `10.28.2013`,
//! `1994-97`, `1990s`.
//!
//! Where day and month could be either, the rest of the article tells which
//! comes first; if nothing tells, it is the month, and between full stops the
//! day.

use super::Read;
use super::expr::{Clock, Expr, HalfDay, Hand, Place, Point, YearOf};
use super::number::{day, two_digits, year};
use super::{clock, lexicon};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Reads a date, a year with its month, years with a dash, or a decade.
pub(super) fn date(doc: &Doc<'_>, at: usize) -> Option<Read> {
    dotted(doc, at)
        .or_else(|| compact(doc, at))
        .or_else(|| year_first(doc, at))
        .or_else(|| signed(doc, at))
        .or_else(|| years(doc, at))
        .or_else(|| decade(doc, at))
}

/// Reads `2014.5.27`, `10.28.2013`, one token.
fn dotted(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let mut parts = doc.str(at).split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let point = three([a, b, c], order(doc, '.'))?;
    Some(Read::named((at, at + 1), point))
}

/// Reads `20131028`, where a note stands for a text that has no other numbers
/// so long.
fn compact(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let text = doc.str(at);
    let (of, rest) = text.split_at_checked(4).filter(|_| text.len() == 8)?;
    let (month, day) = rest.split_at_checked(2)?;
    let point = three([of, month, day], Order::MonthFirst)?;
    let recent = of.starts_with("19") || of.starts_with("20");
    (recent && super::note::is_note(doc)).then(|| Read::named((at, at + 1), point))
}

/// Reads `2013-10-28`, `27/5/2014`, `7/8/07`, `2016-11`, `11/2016`.
fn signed(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let sign = doc
        .sign(at + 1)
        .filter(|sign| matches!(sign, '-' | '/') && doc.is(at + 2, shape::NUMBER))?;
    let spaced = !doc.tight(at + 1) || !doc.tight(at + 2);
    let third = doc.sign(at + 3) == Some(sign)
        && doc.tight(at + 3)
        && doc.tight(at + 4)
        && doc.is(at + 4, shape::NUMBER);
    if third && !spaced {
        let mut last = doc.str(at + 4).split(['T', 't']);
        let parts = [doc.str(at), doc.str(at + 2), last.next()?];
        let read = Read::named((at, at + 5), three(parts, order(doc, sign))?);
        return Some(match last.next() {
            Some(hour) => stamp(doc, read, hour).unwrap_or(read),
            None => read,
        });
    }
    // `In 2016 - 11 people died` holds no month.
    if spaced && !super::note::is_note(doc) {
        return None;
    }
    let (of, month) = match (year(doc, at), year(doc, at + 2)) {
        // `2010-11` is a season of two years.
        (Some(of), None) if two_digits(doc, at + 2)? <= i8::try_from(of % 100).ok()? => {
            (of, two_digits(doc, at + 2)?)
        }
        (None, Some(of)) => (of, two_digits(doc, at)?),
        _ => return None,
    };
    let known = (1..=12).contains(&month);
    known.then(|| Read::named((at, at + 3), Point::Month(YearOf::Is(of), month)))
}

/// Reads on in `2014-05-27T10:00:00Z`, of which `hour` is the 10.
fn stamp(doc: &Doc<'_>, read: Read, hour: &str) -> Option<Read> {
    let two = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() == 2);
    let mut hand = Hand {
        half: HalfDay::Stated,
        ..Hand::at(two(hour).filter(|hour| *hour < 24)?)
    };
    let mut end = read.end;
    let colon = doc.sign(end) == Some(':') && doc.tight(end) && doc.tight(end + 1);
    if colon && doc.is(end + 1, shape::NUMBER) {
        let text = doc.str(end + 1);
        let plain = text.trim_end_matches(['Z', 'z']);
        let mut parts = plain.split([':', '.', ',']);
        hand.minute = Some(two(parts.next()?).filter(|minute| *minute < 60)?);
        hand.second = parts.next().and_then(two).filter(|second| *second < 60);
        end += 2;
        if plain.len() < text.len() {
            hand.zone = Some(0);
        } else if doc.tight(end)
            && let Some((last, east)) = clock::offset(doc, end)
        {
            (end, hand.zone) = (last, east);
        }
    }
    let place = Place {
        day: read.expr.as_point(),
        clock: Some(Clock::Time(hand)),
    };
    let (first, _) = read.core?;
    Some(Read {
        end,
        expr: Expr::At(place),
        core: Some((first, end)),
    })
}

/// Reads `2016 November`, `2019-Aug-01` and, in notes, `22/04`.
fn year_first(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let tied = |at: usize| {
        usize::from(matches!(doc.sign(at), Some('-' | '/')) && doc.tight(at) && doc.tight(at + 1))
    };
    if let Some(of) = year(doc, at) {
        let next = at + 1 + tied(at + 1);
        let month = lexicon::month(doc, next).filter(|_| !doc.breaks(next))?;
        let last = next + 1 + tied(next + 1);
        let day = day(doc, last).filter(|_| last > next + 1);
        return Some(match day {
            Some(day) => Read::named((at, last + 1), Point::Day(YearOf::Is(of), month, day)),
            None => Read::named((at, next + 1), Point::Month(YearOf::Is(of), month)),
        });
    }
    let short = doc.sign(at + 1) == Some('/') && tied(at + 1) == 1;
    let short = short && !(tied(at + 3) == 1 && doc.sign(at + 3) == Some('/'));
    if !short || !super::note::is_note(doc) {
        return None;
    }
    let (a, b) = (two_digits(doc, at)?, two_digits(doc, at + 2)?);
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    let known = (1..=12).contains(&month) && (1..=31).contains(&day);
    known.then(|| Read::named((at, at + 3), Point::Day(YearOf::Open, month, day)))
}

/// Which comes first where either could.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    DayFirst,
    MonthFirst,
}

/// The signs that join the figures of a date.
const SIGNS: [char; 3] = ['-', '/', '.'];

/// Says what other dates of the article put first.
///
/// Cost: a look at the first tokens, once for each article.
fn order(doc: &Doc<'_>, sign: char) -> Order {
    let first = doc.day_first(|| SIGNS.map(|sign| order_of(doc, sign) == Order::DayFirst));
    let place = SIGNS.iter().position(|known| *known == sign);
    match place.and_then(|place| first.get(place)) {
        Some(true) => Order::DayFirst,
        _ => Order::MonthFirst,
    }
}

fn order_of(doc: &Doc<'_>, sign: char) -> Order {
    const LOOKED_AT: usize = 400;
    let numbers = (0..doc.len().min(LOOKED_AT)).filter(|&at| doc.is(at, shape::NUMBER));
    let mut told = numbers.filter_map(|at| told_at(doc, at, sign));
    let untold = match sign {
        '.' => Order::DayFirst,
        _ => Order::MonthFirst,
    };
    told.next().unwrap_or(untold)
}

/// Says what the date here puts first, if it can be read in one way alone.
fn told_at(doc: &Doc<'_>, at: usize, sign: char) -> Option<Order> {
    let is_date = doc.sign(at + 1) == Some(sign) && doc.sign(at + 3) == Some(sign);
    if is_date && year(doc, at + 4).is_some() {
        match (two_digits(doc, at), two_digits(doc, at + 2)) {
            (Some(13..=31), Some(1..=12)) => return Some(Order::DayFirst),
            (Some(1..=12), Some(13..=31)) => return Some(Order::MonthFirst),
            _ => {}
        }
    }
    let names_day_first = two_digits(doc, at).is_some()
        && lexicon::month(doc, at + 1).is_some()
        && year(doc, at + 2).is_some();
    names_day_first.then_some(Order::DayFirst)
}

fn three(parts: [&str; 3], order: Order) -> Option<Point> {
    let [a, b, c] = parts;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(|part| digits(part) && part.len() <= 4) {
        return None;
    }
    let number = |text: &str| text.parse::<i16>().ok();
    let small = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
    let (of, month, day) = if a.len() == 4 {
        (number(a)?, small(b)?, small(c)?)
    } else {
        let of = match c.len() {
            4 => number(c)?,
            2 => number(c)? + if number(c)? < 50 { 2000 } else { 1900 },
            _ => return None,
        };
        let (first, second) = (small(a)?, small(b)?);
        match order {
            _ if first > 12 => (of, second, first),
            _ if second > 12 => (of, first, second),
            Order::DayFirst => (of, second, first),
            Order::MonthFirst => (of, first, second),
        }
    };
    let known = (1..=12).contains(&month) && (1..=31).contains(&day);
    (known && (1500..=2100).contains(&of)).then_some(Point::Day(YearOf::Is(of), month, day))
}

/// Reads `1994-97`, `1994–1997`, `2022/23`.
fn years(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let from = year(doc, at)?;
    let joined =
        matches!(doc.sign(at + 1), Some('-' | '–' | '/')) && doc.tight(at + 1) && doc.tight(at + 2);
    if !joined || doc.str(at + 2).len() < 2 {
        return None;
    }
    let short = two_digits(doc, at + 2).map(|y| from / 100 * 100 + i16::from(y));
    let to = year(doc, at + 2).or(short).filter(|to| *to > from)?;
    // `2010-2015-86` is a number of something.
    let goes_on = matches!(doc.sign(at + 3), Some('-' | '/')) && doc.tight(at + 3);
    if goes_on && doc.tight(at + 4) {
        return None;
    }
    let place = |year| Place::day(Point::Year(YearOf::Is(year)));
    Some(Read {
        end: at + 3,
        expr: Expr::Between(place(from), place(to)),
        core: Some((at, at + 3)),
    })
}

/// Reads `1990s`.
fn decade(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let digits = doc.str(at).strip_suffix('s')?;
    let year: i16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    let known = year % 10 == 0 && (1500..2100).contains(&year);
    known.then(|| Read::named((at, at + 1), Point::Decade(year)))
}
