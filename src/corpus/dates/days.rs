//! [`day_at`]: reads the day that begins at one place of a line, in the orders
//! and with the signs that people write it in.
//!
//! Whether there is such a day is not for this module.

use super::DayOrder;
use super::months::month;
use super::tokens::{Token, has_sign, has_word, is_char, small_at};

/// A date before it is known to exist.
pub(super) struct Day {
    pub(super) year: u32,
    pub(super) month: u32,
    /// Zero where only the month is stated.
    pub(super) of_month: u32,
    /// Both numbers could be the month.
    pub(super) is_open: bool,
    pub(super) order: DayOrder,
}

pub(super) fn day_at(tokens: &[Token<'_>], at: usize, order: DayOrder) -> Option<(Day, usize)> {
    year_first(tokens, at)
        .or_else(|| year_month(tokens, at))
        .or_else(|| units(tokens, at))
        .or_else(|| numbers(tokens, at, order))
        .or_else(|| short_numbers(tokens, at, order))
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

fn year_at(tokens: &[Token<'_>], at: usize) -> Option<u32> {
    let year = tokens.get(at)?.number(4, 4)?;
    (1500..=2200).contains(&year).then_some(year)
}

/// Reads a year of two digits, where nothing behind it makes it a count or a clock.
fn short_year_at(tokens: &[Token<'_>], at: usize) -> Option<u32> {
    let year = match tokens.get(at)?.number(2, 2)? {
        year @ 0..=49 => 2000 + year,
        year @ 90..=99 => 1900 + year,
        _ => return None,
    };
    let is_end = tokens.get(at + 1).is_none()
        || has_sign(tokens, at + 1, &[')', ']', ',', ';', '|', '·', '•', '/']);
    is_end.then_some(year)
}

/// `2014-05-28`, `2014.05.28.`, `2014/5/28`.
fn year_first(tokens: &[Token<'_>], at: usize) -> Option<(Day, usize)> {
    let year = year_at(tokens, at)?;
    if !has_sign(tokens, at + 1, &['-', '/', '.']) || !has_sign(tokens, at + 3, &['-', '/', '.']) {
        return None;
    }
    let (month, of_month) = (small_at(tokens, at + 2)?, small_at(tokens, at + 4)?);
    Some((day(year, month, of_month), at + 5))
}

/// `2014. május 28.`, `2014-May-28`, `2014 May 28`.
fn year_month(tokens: &[Token<'_>], at: usize) -> Option<(Day, usize)> {
    let year = year_at(tokens, at)?;
    let signs = ['-', '/', '.', ','];
    let named = at + 1 + usize::from(has_sign(tokens, at + 1, &signs));
    let month = month(tokens.get(named)?.word()?)?;
    let next = named + 1 + usize::from(has_sign(tokens, named + 1, &signs));
    let of_month = small_at(tokens, next)?;
    // `2014 May 28 2015`: the first number was no part of it.
    let is_whole = year_at(
        tokens,
        next + 1 + usize::from(has_sign(tokens, next + 1, &[','])),
    )
    .is_none();
    is_whole.then(|| (day(year, month.into(), of_month), next + 1))
}

/// `2014年5月28日`, `2014년 5월 28일`, `2014年5月`.
fn units(tokens: &[Token<'_>], at: usize) -> Option<(Day, usize)> {
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
fn numbers(tokens: &[Token<'_>], at: usize, order: DayOrder) -> Option<(Day, usize)> {
    let (first, second) = (small_at(tokens, at)?, small_at(tokens, at + 2)?);
    let year = year_at(tokens, at + 4)?;
    let signs = ['-', '/', '.'];
    if !has_sign(tokens, at + 1, &signs) || !has_sign(tokens, at + 3, &signs) {
        return None;
    }
    Some((of_numbers(tokens, at, (first, second, year), order), at + 5))
}

/// `28.05.14`, `28/5/14`: with a year of two digits, where it cannot be a number
/// of a version.
fn short_numbers(tokens: &[Token<'_>], at: usize, order: DayOrder) -> Option<(Day, usize)> {
    let (first, second) = (small_at(tokens, at)?, small_at(tokens, at + 2)?);
    let year = short_year_at(tokens, at + 4)?;
    let is_parted =
        |sign: char| has_sign(tokens, at + 1, &[sign]) && has_sign(tokens, at + 3, &[sign]);
    let goes_before = at > 0 && has_sign(tokens, at - 1, &['.', '/', '-', '+']);
    let can_be = (1..=31).contains(&first) && (1..=31).contains(&second) && first.min(second) <= 12;
    if !can_be || goes_before || !(is_parted('.') && second <= 12 || is_parted('/')) {
        return None;
    }
    Some((of_numbers(tokens, at, (first, second, year), order), at + 5))
}

/// Tells day from month in two numbers before a year.
fn of_numbers(tokens: &[Token<'_>], at: usize, numbers: (u32, u32, u32), order: DayOrder) -> Day {
    let (first, second, year) = numbers;
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
    Day {
        is_open: !is_sure,
        order: if is_sure { shown } else { DayOrder::Unknown },
        ..day(year, month, of_month)
    }
}

/// `28 May 2014`, `28th of May, 2014`, `28. Mai 2014`, `28-May-14`.
fn day_month(tokens: &[Token<'_>], at: usize) -> Option<(Day, usize)> {
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
    let name = tokens.get(next)?.word()?;
    // Vietnamese numbers the months: `28 tháng 5, 2014`.
    let is_numbered = name == "tháng";
    next += usize::from(is_numbered);
    let month = if is_numbered {
        u8::try_from(small_at(tokens, next)?).ok()?
    } else {
        month(name)?
    };
    next += 1;
    for _ in 0..2 {
        let is_between = has_sign(tokens, next, &['.', ',', '-', '/'])
            || has_word(tokens, next, &["of", "de", "del", "năm"]);
        next += usize::from(is_between);
    }
    let year = year_at(tokens, next).or_else(|| short_year_at(tokens, next))?;
    Some((day(year, month.into(), of_month), next + 1))
}

/// `May 28, 2014`, `Nov. 19th 2017`, `May 2014`.
fn month_day(tokens: &[Token<'_>], at: usize) -> Option<(Day, usize)> {
    let name = tokens.get(at)?.word()?;
    // Short names that are everyday words elsewhere only count behind a day.
    let month = month(name).filter(|_| !matches!(name, "set" | "out"))?;
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
