//! Finds dates, times, zones and labels in the tokens of a line.
//!
//! Each `x_at` looks at one place and returns what it read and the place after
//! it, or nothing.

use super::tokens::Token;
use super::{DateLine, DateRole, DayOrder, Stated, words};
use crate::corpus::When;
use crate::text::Span;

type Clock = (u8, u8, u8);

/// A date before it is known to exist.
struct Day {
    year: u32,
    month: u32,
    /// Zero where only the month is stated.
    of_month: u32,
    /// Both numbers could be the month.
    is_open: bool,
    order: DayOrder,
}

#[derive(Default)]
struct Time {
    clock: Option<Clock>,
    offset_minutes: Option<i16>,
}

/// Reads all that the tokens of one line state.
pub(super) fn line(tokens: &[Token], order: DayOrder) -> DateLine {
    let mut out = DateLine::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((stated, shown, next)) = stated_at(tokens, at, order) {
            let role = out.open_label.take().unwrap_or(DateRole::Unnamed);
            out.stated.push(Stated { role, ..stated });
            if shown != DayOrder::Unknown {
                out.order = shown;
            }
            at = next;
            continue;
        }
        if let Some(word) = token.word() {
            match words::label(word) {
                Some(role) => out.open_label = Some(role),
                None if words::is_filler(word) || words::month(word).is_some() => {}
                None => out.n_other_words += 1,
            }
        }
        at += 1;
    }
    // `2013-10-28 (updated)`: a label behind the only date, and nothing behind it.
    let last_word = tokens.iter().rev().find_map(Token::word);
    let is_last = last_word.is_some_and(|word| words::label(word).is_some());
    if let ([only], Some(DateRole::Modified), true) =
        (out.stated.as_mut_slice(), out.open_label, is_last)
        && only.role == DateRole::Unnamed
    {
        only.role = DateRole::Modified;
        out.open_label = None;
    }
    out
}

fn stated_at(tokens: &[Token], at: usize, order: DayOrder) -> Option<(Stated, DayOrder, usize)> {
    let start = tokens.get(at)?.span;
    let (mut time, from) = time_at(tokens, at).unwrap_or_else(|| (Time::default(), at));
    let from = if time.clock.is_some() {
        skip_between(tokens, from)
    } else {
        from
    };
    let (day, mut next) = day_at(tokens, from, order)?;
    if time.clock.is_none()
        && let Some((later, after)) = time_at(tokens, skip_between(tokens, next))
    {
        (time, next) = (later, after);
    }
    let end = tokens.get(next - 1)?.span;
    let stated = Stated {
        role: DateRole::Unnamed,
        when: when_from(&day, &time),
        span: Span::new(start.start, end.end),
    };
    Some((stated, day.order, next))
}

fn when_from(day: &Day, time: &Time) -> Option<When> {
    if day.is_open {
        return None;
    }
    let part = |number: u32| match u8::try_from(number) {
        Ok(0) => None,
        part => part.ok(),
    };
    let year = i16::try_from(day.year).ok()?;
    let when = match (part(day.month), part(day.of_month)) {
        (Some(month), Some(day)) => When::day(year, month, day)?,
        (Some(month), None) => When {
            day: None,
            ..When::day(year, month, 1)?
        },
        _ => return None,
    };
    let clock = time.clock.filter(|_| when.day.is_some());
    Some(When {
        time: clock,
        offset_minutes: clock.and(time.offset_minutes),
        ..when
    })
}

/// Skips what may stand between a date and its time: signs, `at`, a weekday.
fn skip_between(tokens: &[Token], mut at: usize) -> usize {
    let limit = at + 4;
    while at < limit
        && let Some(token) = tokens.get(at)
    {
        let signs = [',', '-', '–', '—', '|', '·', '•', '/', '(', ')', '.', ':'];
        let is_between = token.is_sign(&signs)
            || token.word().is_some_and(|word| {
                let small = [
                    "at", "um", "à", "a", "às", "t", "on", "kl", "alle", "ore", "las", "om",
                ];
                small.contains(&word) || words::is_weekday(word)
            });
        if !is_between {
            break;
        }
        at += 1;
    }
    at
}

fn day_at(tokens: &[Token], at: usize, order: DayOrder) -> Option<(Day, usize)> {
    year_first(tokens, at)
        .or_else(|| units(tokens, at))
        .or_else(|| numbers(tokens, at, order))
        .or_else(|| day_month(tokens, at))
        .or_else(|| month_day(tokens, at))
}

fn day(year: u32, month: u32, of_month: u32) -> Day {
    Day {
        year,
        month,
        of_month,
        is_open: false,
        order: DayOrder::Unknown,
    }
}

fn year_at(tokens: &[Token], at: usize) -> Option<u32> {
    let year = tokens.get(at)?.number(4, 4)?;
    (1500..=2200).contains(&year).then_some(year)
}

fn small_at(tokens: &[Token], at: usize) -> Option<u32> {
    tokens.get(at)?.number(1, 2)
}

fn has_sign(tokens: &[Token], at: usize, signs: &[char]) -> bool {
    tokens.get(at).is_some_and(|token| token.is_sign(signs))
}

fn has_word(tokens: &[Token], at: usize, list: &[&str]) -> bool {
    let word = tokens.get(at).and_then(Token::word);
    word.is_some_and(|word| list.contains(&word))
}

/// `2014-05-28`, `2014.05.28.`, `2014/5/28`.
fn year_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let year = year_at(tokens, at)?;
    if !has_sign(tokens, at + 1, &['-', '/', '.']) || !has_sign(tokens, at + 3, &['-', '/', '.']) {
        return None;
    }
    let (month, of_month) = (small_at(tokens, at + 2)?, small_at(tokens, at + 4)?);
    Some((day(year, month, of_month), at + 5))
}

/// `2014年5月28日`, `2014년 5월 28일`, `2014年5月`.
fn units(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let year = year_at(tokens, at)?;
    let is_unit = |at, list: &[char]| has_sign(tokens, at, list) || is_char(tokens, at, list);
    if !is_unit(at + 1, &['年', '년']) {
        return None;
    }
    let month = small_at(tokens, at + 2)?;
    if !is_unit(at + 3, &['月', '월']) {
        return None;
    }
    match small_at(tokens, at + 4) {
        Some(of_month) if is_unit(at + 5, &['日', '일', '号']) => {
            Some((day(year, month, of_month), at + 6))
        }
        _ => Some((day(year, month, 0), at + 4)),
    }
}

/// `28/05/2014`, `28.5.2014`, `5-28-2014`.
fn numbers(tokens: &[Token], at: usize, order: DayOrder) -> Option<(Day, usize)> {
    let (first, second) = (small_at(tokens, at)?, small_at(tokens, at + 2)?);
    let year = year_at(tokens, at + 4)?;
    let signs = ['-', '/', '.'];
    if !has_sign(tokens, at + 1, &signs) || !has_sign(tokens, at + 3, &signs) {
        return None;
    }
    let has_points = has_sign(tokens, at + 1, &['.']);
    let (shown, is_sure) = match (first > 12, second > 12) {
        (true, _) => (DayOrder::DayFirst, true),
        (_, true) => (DayOrder::MonthFirst, true),
        _ if has_points => (DayOrder::DayFirst, true),
        _ => (order, order != DayOrder::Unknown || first == second),
    };
    let (month, of_month) = if shown == DayOrder::MonthFirst {
        (first, second)
    } else {
        (second, first)
    };
    let read = Day {
        is_open: !is_sure,
        order: if is_sure { shown } else { DayOrder::Unknown },
        ..day(year, month, of_month)
    };
    Some((read, at + 5))
}

/// `28 May 2014`, `28th of May, 2014`, `28. Mai 2014`, `28-May-2014`.
fn day_month(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let of_month = small_at(tokens, at)?;
    let mut next = at + 1;
    if has_word(tokens, next, &["st", "nd", "rd", "th", "er", "º"]) {
        next += 1;
    }
    if has_sign(tokens, next, &['.', '-', '/', ',', 'º', '°'])
        || has_word(tokens, next, &["of", "de"])
    {
        next += 1;
    }
    let month = words::month(tokens.get(next)?.word()?)?;
    next += 1;
    for _ in 0..2 {
        let is_between = has_sign(tokens, next, &['.', ',', '-', '/'])
            || has_word(tokens, next, &["of", "de", "del"]);
        next += usize::from(is_between);
    }
    let year = year_at(tokens, next)?;
    Some((day(year, month.into(), of_month), next + 1))
}

/// `May 28, 2014`, `Nov. 19th 2017`, `May 2014`.
fn month_day(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let month = words::month(tokens.get(at)?.word()?)?;
    let mut next = at + 1;
    next += usize::from(has_sign(tokens, next, &['.', ',', '-']));
    if has_word(tokens, next, &["de"]) {
        next += 1;
    }
    if let Some(year) = year_at(tokens, next) {
        return Some((day(year, month.into(), 0), next + 1));
    }
    let of_month = small_at(tokens, next)?;
    next += 1;
    next += usize::from(has_word(tokens, next, &["st", "nd", "rd", "th"]));
    next += usize::from(has_sign(tokens, next, &['.', ',', '-']));
    next += usize::from(has_sign(tokens, next, &[',']));
    let year = year_at(tokens, next)?;
    Some((day(year, month.into(), of_month), next + 1))
}

/// `17:10`, `5:10:07 p.m. EST`, `16h11`, `10am`, `오후 4시 11분`, `16:11 +0900`.
fn time_at(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    // Only the languages of the east put it first; `am 3. Mai` is German.
    let is_eastern = tokens.get(at)?.word().is_some_and(|word| !word.is_ascii());
    let (half_before, mut next) = match half_at(tokens, at).filter(|_| is_eastern) {
        Some((is_late, next)) => (Some(is_late), next),
        None => (None, at),
    };
    let hour = small_at(tokens, next)?;
    let (minute, second, after) = minutes_at(tokens, next + 1);
    next = after;
    let half = match half_at(tokens, next) {
        Some((is_late, after)) => {
            next = after;
            Some(is_late)
        }
        None => half_before,
    };
    let is_clock = minute.is_some() || half.is_some();
    if !is_clock {
        return None;
    }
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    next += usize::from(has_word(tokens, next, &["uhr", "hrs", "h", "hours"]));
    let (offset_minutes, next) = zone_at(tokens, next);
    let clock = clock_from(hour, minute.unwrap_or(0), second.unwrap_or(0));
    let time = Time {
        clock,
        offset_minutes,
    };
    Some((time, next))
}

fn clock_from(hour: u32, minute: u32, second: u32) -> Option<Clock> {
    let is_clock = hour < 24 && minute < 60 && second < 61;
    let part = |number| u8::try_from(number).ok();
    is_clock.then_some((part(hour)?, part(minute)?, part(second)?))
}

/// Reads minutes and seconds after the hour; returns the place after them.
fn minutes_at(tokens: &[Token], at: usize) -> (Option<u32>, Option<u32>, usize) {
    let two = |at: usize| tokens.get(at).and_then(|token| token.number(2, 2));
    if is_char(tokens, at, &['시', '時', '时']) {
        let minute = small_at(tokens, at + 1);
        let next = at + 1 + usize::from(minute.is_some());
        let next = next + usize::from(is_char(tokens, next, &['분', '分']));
        return (Some(minute.unwrap_or(0)), None, next);
    }
    let has_colon = has_sign(tokens, at, &[':']) || has_word(tokens, at, &["h"]);
    // A point is a sign of time only where the rest says so: `16.11 Uhr`.
    let has_point = has_sign(tokens, at, &['.'])
        && (has_word(tokens, at + 2, &["uhr", "h"]) || half_at(tokens, at + 2).is_some());
    let Some(minute) = two(at + 1).filter(|_| has_colon || has_point) else {
        return (None, None, at);
    };
    let Some(second) = two(at + 3).filter(|_| has_sign(tokens, at + 2, &[':'])) else {
        return (Some(minute), None, at + 2);
    };
    let has_fraction = has_sign(tokens, at + 4, &['.'])
        && tokens
            .get(at + 5)
            .and_then(|token| token.number(1, 9))
            .is_some();
    let next = at + 4 + if has_fraction { 2 } else { 0 };
    (Some(minute), Some(second), next)
}

/// Reads which half of the day a clock of twelve hours means.
fn half_at(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    let word = tokens.get(at)?.word()?;
    match word {
        "am" | "오전" | "午前" | "上午" => Some((false, at + 1)),
        "pm" | "오후" | "午後" | "下午" => Some((true, at + 1)),
        "a" | "p" if has_sign(tokens, at + 1, &['.']) && has_word(tokens, at + 2, &["m"]) => {
            let next = at + 3 + usize::from(has_sign(tokens, at + 3, &['.']));
            Some((word == "p", next))
        }
        _ => None,
    }
}

fn zone_at(tokens: &[Token], at: usize) -> (Option<i16>, usize) {
    let inside = at + usize::from(has_sign(tokens, at, &['(']));
    let mut next = inside;
    let mut minutes = None;
    if let Some(named) = tokens
        .get(next)
        .and_then(Token::word)
        .and_then(words::zone_minutes)
    {
        minutes = Some(named);
        next += 1;
    }
    if let Some((shift, after)) = shift_at(tokens, next)
        && minutes.is_none_or(|named| named == 0)
    {
        minutes = Some(shift);
        next = after;
    }
    if minutes.is_none() {
        return (None, at);
    }
    let is_closed = inside > at && has_sign(tokens, next, &[')']);
    (minutes, next + usize::from(is_closed))
}

/// `+09:00`, `-0500`, `+9`.
fn shift_at(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let sign = match tokens.get(at)? {
        token if token.is_sign(&['+']) => 1,
        token if token.is_sign(&['-', '−']) => -1,
        _ => return None,
    };
    let number = tokens.get(at + 1)?;
    let (hours, minutes, next) = if let Some(both) = number.number(4, 4) {
        (both / 100, both % 100, at + 2)
    } else {
        let hours = number.number(1, 2)?;
        let minutes = tokens.get(at + 3).and_then(|token| token.number(2, 2));
        match minutes.filter(|_| has_sign(tokens, at + 2, &[':'])) {
            Some(minutes) => (hours, minutes, at + 4),
            None => (hours, 0, at + 2),
        }
    };
    let total = i16::try_from(hours * 60 + minutes).ok()?;
    (hours <= 14 && minutes < 60).then_some((sign * total, next))
}

fn is_char(tokens: &[Token], at: usize, list: &[char]) -> bool {
    let word = tokens.get(at).and_then(Token::word);
    word.is_some_and(|word| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| list.contains(&c)) && chars.next().is_none()
    })
}
