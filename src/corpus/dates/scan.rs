//! Finds dates, times, zones and labels in the tokens of a line.
//!
//! Each `x_at` looks at one place and returns what it read and the place after
//! it, or nothing.

use super::clock::{Time, time_at};
use super::days::{Day, day_at};
use super::tokens::Token;
use super::{DateLine, DateRole, DayOrder, Stated, months, words};
use crate::corpus::When;
use crate::text::Span;

/// So many numbers, words and signs may stand between a date and its label.
const MAX_BEFORE_LABEL: usize = 6;

/// Reads all that the tokens of one line state.
pub(super) fn line(tokens: &[Token<'_>], order: DayOrder) -> DateLine {
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
                None if words::is_filler(word) || months::month(word).is_some() => {}
                None => out.n_other_words += 1,
            }
        }
        at += 1;
    }
    label_behind(tokens, &mut out);
    out
}

/// Gives the last date the label that stands behind it: `2013-10-28 (updated)`,
/// `wurde am 28. Mai 2014 um 10 Uhr veröffentlicht`.
fn label_behind(tokens: &[Token<'_>], out: &mut DateLine) {
    let Some(role) = out.open_label else {
        return;
    };
    let n_stated = out.stated.len();
    let Some(last) = out.stated.last_mut() else {
        return;
    };
    let behind = tokens
        .iter()
        .filter(|token| token.span.start >= last.span.end);
    let labels = |token: &Token<'_>| {
        token
            .word()
            .is_some_and(|word| words::label(word).is_some())
    };
    let near = behind.clone().take(MAX_BEFORE_LABEL);
    let is_near = near.filter(|token| labels(token)).count() == 1;
    let mut words = tokens.iter().rev().filter(|token| token.word().is_some());
    let last_word = words
        .next()
        .filter(|token| token.span.start >= last.span.end);
    let is_last = last_word.is_some_and(labels);
    let is_meant = match role {
        DateRole::Published => is_near,
        DateRole::Modified => is_last && n_stated == 1,
        DateRole::Unnamed | DateRole::Other => false,
    };
    if is_meant && last.role == DateRole::Unnamed {
        last.role = role;
        out.open_label = None;
    }
}

fn stated_at(
    tokens: &[Token<'_>],
    at: usize,
    order: DayOrder,
) -> Option<(Stated, DayOrder, usize)> {
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
fn skip_between(tokens: &[Token<'_>], mut at: usize) -> usize {
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
