//! [`Count`]: how many of a unit, read from digits and words.
//!
//! Also years, in digits and as they are spoken. Nothing here knows what is
//! counted.

use crate::nlp::doc::Doc;
use crate::nlp::numeral;
use crate::nlp::token::shape;

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Count {
    /// In hundredths, so that halves and decimals have a place.
    Hundredths(u32),
    /// Some, not said how many.
    Some,
}

/// More than this is no count of time.
const MAX: u32 = 1_000_000;

impl Count {
    pub(super) fn one() -> Self {
        Self::Hundredths(100)
    }

    /// Returns hundredths, if they are few enough to reckon with.
    pub(super) fn hundredths(self) -> Option<i32> {
        match self {
            Self::Hundredths(n) => i32::try_from(n).ok().filter(|n| *n < 100_000),
            Self::Some => None,
        }
    }

    pub(super) fn whole(self) -> Option<i32> {
        match self {
            Self::Hundredths(n) if n % 100 == 0 => i32::try_from(n / 100).ok(),
            Self::Hundredths(_) | Self::Some => None,
        }
    }
}

/// Reads `14`, `two and a half`, `several`, `12 to 18`; returns the token
/// after it.
pub(super) fn count(doc: &Doc<'_>, at: usize) -> Option<(usize, Count)> {
    let (end, n) = single(doc, at)?;
    let dash = matches!(doc.sign(end), Some('-' | '–')) && doc.tight(end);
    if (doc.any(end, &["to", "or"]) || dash)
        && !doc.breaks(end)
        && let Some((last, _)) = single(doc, end + 1)
    {
        return Some((last, Count::Some));
    }
    Some((end, n))
}

fn single(doc: &Doc<'_>, at: usize) -> Option<(usize, Count)> {
    if let Some(found) = some(doc, at) {
        return Some(found);
    }
    let (end, n) = amount(doc, at)?;
    let and_half =
        doc.any(end, &["and"]) && doc.any(end + 1, &["a"]) && doc.any(end + 2, &["half"]);
    if and_half {
        return Some((end + 3, Count::Hundredths(n + 50)));
    }
    let fraction = doc.is(end, shape::NUMBER)
        && doc.sign(end + 1) == Some('/')
        && doc.is(end + 2, shape::NUMBER);
    if fraction {
        let part = match (doc.str(end), doc.str(end + 2)) {
            ("1", "2") => 50,
            ("1", "4") => 25,
            ("3", "4") => 75,
            ("1", "3") => 33,
            ("2", "3") => 67,
            _ => return None,
        };
        return Some((end + 3, Count::Hundredths(n + part)));
    }
    Some((end, Count::Hundredths(n)))
}

/// Reads counts that do not say how many, and those in everyday words.
fn some(doc: &Doc<'_>, at: usize) -> Option<(usize, Count)> {
    let article = usize::from(doc.any(at, &["a", "the"]));
    let word = at + article;
    let of = |end: usize| end + usize::from(doc.any(end, &["of"]));
    if doc.any(word, &["couple"]) {
        return Some((of(word + 1), Count::Hundredths(200)));
    }
    if doc.any(word, &["dozen"]) {
        return Some((word + 1, Count::Hundredths(1200)));
    }
    let counted = doc.any(word, &["number", "handful", "matter"]) && doc.any(word + 1, &["of"]);
    if article == 1 && counted {
        return Some((word + 2, Count::Some));
    }
    if doc.any(at, &["dozens", "hundreds", "thousands", "tens", "scores"])
        && doc.any(at + 1, &["of"])
    {
        return Some((at + 2, Count::Some));
    }
    if doc.any(at, &["a"]) && doc.any(word, &["few"])
        || article == 0 && doc.any(at, &["several", "few", "many", "some", "various"])
    {
        return Some((word + 1, Count::Some));
    }
    None
}

/// Reads a number in hundredths.
fn amount(doc: &Doc<'_>, at: usize) -> Option<(usize, u32)> {
    if doc.is(at, shape::NUMBER) {
        return digits(doc.str(at)).map(|n| (at + 1, n));
    }
    let (end, n) = words(doc, at)?;
    Some((end, n.min(MAX) * 100))
}

fn digits(text: &str) -> Option<u32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let half = whole.strip_suffix('½');
    let plain: String = half.unwrap_or(whole).split(',').collect();
    let fits = plain.len() <= 6 && rest.len() <= 2 && !plain.is_empty();
    let number = |text: &str| -> Option<u32> {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| digits)
    };
    let part = match rest.len() {
        0 => 0,
        1 => number(rest)? * 10,
        _ => number(rest)?,
    };
    let half = if half.is_some() { 50 } else { 0 };
    fits.then(|| number(&plain))
        .flatten()
        .map(|n| n * 100 + part + half)
}

/// Reads `twenty four`, `a hundred`, `two thousand and five`.
pub(super) fn words(doc: &Doc<'_>, at: usize) -> Option<(usize, u32)> {
    let (mut end, mut n) = if doc.any(at, &["a"]) && doc.any(at + 1, &["hundred", "thousand"]) {
        (at + 1, 1)
    } else {
        below_hundred(doc, at)?
    };
    for (word, size) in [("hundred", 100), ("thousand", 1000)] {
        if !doc.any(end, &[word]) {
            continue;
        }
        n *= size;
        end += 1;
        let and = usize::from(doc.any(end, &["and"]));
        if let Some((last, more)) = below_hundred(doc, end + and) {
            end = last;
            n += more;
        }
    }
    Some((end, n))
}

fn below_hundred(doc: &Doc<'_>, at: usize) -> Option<(usize, u32)> {
    let n = numeral::value(doc, at)?;
    let next = at + 1 + usize::from(doc.hyphen(at + 1));
    let one = numeral::value(doc, next).filter(|one| (1..10).contains(one));
    match one {
        Some(one) if n >= 20 => Some((next + 1, n + one)),
        _ => Some((at + 1, n)),
    }
}

/// Reads a year of four digits.
pub(super) fn year(doc: &Doc<'_>, at: usize) -> Option<i16> {
    if !doc.is(at, shape::NUMBER) {
        return None;
    }
    let text = doc.str(at);
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year = text.parse().ok().filter(|_| plain)?;
    (1000..=2100).contains(&year).then_some(year)
}

/// Reads a year as it is spoken: `nineteen ninety-six`, `two thousand and five`.
pub(super) fn spoken_year(doc: &Doc<'_>, at: usize) -> Option<(usize, i16)> {
    if doc.any(at, &["two"]) && doc.any(at + 1, &["thousand"]) {
        let (end, n) = words(doc, at)?;
        return Some((end, i16::try_from(n).ok().filter(|n| *n < 2100)?));
    }
    let century = numeral::value(doc, at).filter(|n| (16..=20).contains(n))?;
    let next = at + 1 + usize::from(doc.hyphen(at + 1));
    let next = next + usize::from(doc.any(next, &["hundred"]));
    let next = next + usize::from(doc.any(next, &["and"]) && next > at + 1);
    let (end, rest) = below_hundred(doc, next)?;
    let year = i16::try_from(century * 100 + rest).ok()?;
    (rest >= 10).then_some((end, year))
}

/// Reads a number of at most two digits, with `st`, `nd`, `rd`, `th` or not,
/// as the day of a month.
pub(super) fn day(doc: &Doc<'_>, at: usize) -> Option<i8> {
    let text = doc.is(at, shape::NUMBER).then(|| doc.str(at))?;
    let bare = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = matches!(text.get(bare.len()..)?, "" | "st" | "nd" | "rd" | "th");
    let day: i8 = bare.parse().ok().filter(|_| ordinal && bare.len() <= 2)?;
    (1..=31).contains(&day).then_some(day)
}

/// Reads two digits as a number.
pub(super) fn two_digits(doc: &Doc<'_>, at: usize) -> Option<i8> {
    let text = doc.is(at, shape::NUMBER).then(|| doc.str(at))?;
    let plain = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}
