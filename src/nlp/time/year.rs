//! Years that stand for themselves: in figures, as they are spoken, and those
//! before the first.
//!
//! Nothing but the words around a number tells a year from a count, so these
//! words are asked here. Years behind a month or in figures with a day are
//! read elsewhere.

use super::Read;
use super::expr::{Expr, Place, Point, YearOf};
use super::lexicon;
use super::number::{self, spoken_year};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Words before a bare number that make it a year.
const YEARLY: &[&str] = &[
    "in", "since", "by", "until", "till", "from", "during", "of", "before", "after", "early",
    "late", "mid", "the", "around", "through", "to", "between", "year", "circa", "summer",
    "spring", "winter", "autumn", "fall", "and", "back", "for", "fiscal", "fy", "than", "beyond",
    "next", "last", "calendar", "or", "into", "due", "both", "ending", "ended",
];

/// Words before a number that is inexact or of something, and so no year.
const HEDGES: &[&str] = &[
    "about",
    "some",
    "nearly",
    "over",
    "no",
    "than",
    "least",
    "another",
    "almost",
    "up",
    "only",
    "just",
    "roughly",
    "approximately",
    "are",
    "were",
    "have",
    "had",
    "other",
];
/// Words of [`YEARLY`] that stand before counts as well.
const OF_COUNTS: &[&str] = &[
    "of", "to", "for", "by", "the", "and", "from", "than", "or", "around", "between",
];

/// Says whether the word here makes a year of the number behind it.
pub(super) fn asks(doc: &Doc<'_>, at: usize) -> bool {
    doc.any(at, YEARLY)
}

/// Reads a year alone, where the words around it make it one.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if let Some(read) = before_christ(doc, at) {
        return Some(read);
    }
    let from = number::year(doc, at)?;
    let before = at.wrapping_sub(1);
    let bracket = matches!(doc.sign(before), Some('(' | '['))
        && matches!(doc.sign(at + 1), Some(')' | ']' | ',' | '-' | '–' | ';'));
    let led = asks(doc, before)
        || lexicon::month(doc, before).is_some()
        || asks(doc, before.wrapping_sub(1)) && doc.hyphen(before);
    let is_plural = !doc.breaks(at + 1) && counts(doc, at + 1);
    let counting = doc.any(before, OF_COUNTS) && !doc.any(before, &["around", "between"]);
    let modern = (1900..=2050).contains(&from)
        && !is_plural
        && !doc.any(before, HEDGES)
        && (doc.is(before, shape::WORD) || doc.possessive(before))
        && (!doc.upper(before)
            || doc.any(
                before,
                &["her", "his", "its", "their", "our", "that", "this"],
            ))
        && !doc.breaks(at);
    let spoken_of = from >= 1500 && (led && !(is_plural && counting) || bracket) || modern;
    (spoken_of && ends(doc, at + 1))
        .then(|| Read::named((at, at + 1), Point::Year(YearOf::Is(from))))
}

/// Says whether what stands behind a number lets it be a year.
fn ends(doc: &Doc<'_>, at: usize) -> bool {
    let measured = doc.sign(at) == Some('%')
        || doc.any(
            at,
            &["percent", "million", "billion", "feet", "people", "meters"],
        )
        || lexicon::unit(doc, at).is_some();
    !measured && !doc.hyphen(at)
}

/// Says whether the word here is what a number counts: `2000 troops`.
fn counts(doc: &Doc<'_>, at: usize) -> bool {
    let text = doc.str(at);
    let plural = text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !doc.upper(at);
    let irregular = doc.any(
        at,
        &[
            "men", "women", "children", "people", "troops", "homes", "feet",
        ],
    );
    (plural || irregular) && !doc.any(at, &["this", "versus", "was", "because", "besides"])
}

/// What stands before a year in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lead {
    /// What makes it a year, such as a month.
    Asks,
    Other,
}

/// Reads a year in words, which are as often a count: `two thousand and five`,
/// but not `two thousand and five men`.
pub(super) fn spoken(doc: &Doc<'_>, at: usize, lead: Lead) -> Option<(usize, i16)> {
    let (end, stated) = spoken_year(doc, at)?;
    let before = at.wrapping_sub(1);
    let asked = asks(doc, before) && !doc.any(before, OF_COUNTS);
    // `Nineteen ninety-six` counts nothing; `eighteen hundred and fifty` may.
    let round = stated % 10 == 0 || (at..end).any(|at| doc.any(at, &["hundred", "thousand"]));
    let fits = lead == Lead::Asks || asked || !round && !doc.any(before, HEDGES);
    let larger = doc.any(end, &["hundred", "thousand"]);
    let counted = !doc.breaks(end) && (counts(doc, end) || larger || !ends(doc, end));
    (fits && !counted).then_some((end, stated))
}

/// Says whether letters here put the year before them in front of the first.
pub(super) fn is_before_christ(doc: &Doc<'_>, at: usize) -> bool {
    doc.any(at, &["bc", "b.c.", "b.c", "bce", "b.c.e."]) && doc.upper(at) && !doc.breaks(at)
}

/// Reads `44 BC`, `1600 B.C.`, `1600-1200 BC`.
fn before_christ(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let first = figures(doc, at)?;
    let joined = matches!(doc.sign(at + 1), Some('-' | '–')) || doc.any(at + 1, &["to", "and"]);
    let era = at + if joined { 3 } else { 1 };
    if !is_before_christ(doc, era) || is_province(doc, era) {
        return None;
    }
    let point = |year| Point::YearBefore(year);
    let expr = match figures(doc, era - 1).filter(|_| joined) {
        Some(last) if last < first => {
            Expr::Between(Place::day(point(first)), Place::day(point(last)))
        }
        Some(_) => return None,
        None => Expr::point(point(first)),
    };
    Some(Read {
        end: era + 1,
        expr,
        core: Some((at, era + 1)),
    })
}

/// Reads a year of at most four digits, `3,000` among them.
fn figures(doc: &Doc<'_>, at: usize) -> Option<i16> {
    let text = doc.is(at, shape::NUMBER).then(|| doc.str(at))?;
    let digits: String = text.split(',').collect();
    let plain = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|year| plain && *year > 0)
}

/// Says whether `BC` behind a year of our time is rather British Columbia.
fn is_province(doc: &Doc<'_>, era: usize) -> bool {
    let recent = number::year(doc, era - 1).is_some_and(|year| year > 1850 && year % 100 != 0);
    recent && doc.any(era, &["bc", "b.c.", "b.c"])
}
