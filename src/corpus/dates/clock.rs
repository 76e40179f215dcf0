//! [`time_at`]: reads the time of day that begins at one place of a line, and
//! its zone.

use super::tokens::{Token, has_sign, has_word, is_char, small_at};
use super::words;

pub(super) type Clock = (u8, u8, u8);

#[derive(Default)]
pub(super) struct Time {
    pub(super) clock: Option<Clock>,
    pub(super) offset_minutes: Option<i16>,
}

/// `17:10`, `5:10:07 p.m. EST`, `16h11`, `10am`, `오후 4시 11분`, `16:11 +0900`.
pub(super) fn time_at(tokens: &[Token<'_>], at: usize) -> Option<(Time, usize)> {
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
fn minutes_at(tokens: &[Token<'_>], at: usize) -> (Option<u32>, Option<u32>, usize) {
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
fn half_at(tokens: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
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

fn zone_at(tokens: &[Token<'_>], at: usize) -> (Option<i16>, usize) {
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
fn shift_at(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
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
