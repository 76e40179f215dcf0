//! Dates by the names of the calendar: months, weekdays, years.
//!
//! [`read`] takes what begins at a token; the numbers alone are read by
//! `numeric`, words such as `last` or `ago` by `deictic` and `length`.

use super::Read;
use super::expr::{Expr, Place, Point, Turn, YearOf};
use super::lexicon;
use super::number::{self, day};
use super::{note, nth, numeric, year};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// Reads the date that begins at `at` with a name or a number.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if doc.is(at, shape::NUMBER) {
        if touches_sign(doc, at) {
            return None;
        }
        return day_first(doc, at)
            .or_else(|| numeric::date(doc, at))
            .or_else(|| year::read(doc, at));
    }
    if !doc.cue(at, cue::CALENDAR) || in_compound(doc, at) {
        return None;
    }
    if let Some(month) = lexicon::month(doc, at) {
        return month_first(doc, at, month);
    }
    lexicon::weekday(doc, at).map(|weekday| weekday_first(doc, at, weekday))
}

/// Says whether the token belongs to a name with hyphens: `Yeo Jun-suk`.
fn in_compound(doc: &Doc<'_>, at: usize) -> bool {
    let joined =
        doc.hyphen(at + 1) && doc.is(at + 2, shape::WORD) && !doc.cue(at + 2, cue::CALENDAR);
    let part = doc.any(at.wrapping_sub(2), &["early", "late", "mid"]);
    let dated = doc.is(at.wrapping_sub(2), shape::NUMBER)
        && (1..=4).any(|n| doc.cue(at.wrapping_sub(2 + n), cue::CALENDAR));
    joined && doc.str(at).len() < 4
        || doc.hyphen(at.wrapping_sub(1))
            && !part
            && !dated
            && !doc.cue(at.wrapping_sub(2), cue::CALENDAR)
}

/// Says whether a sign before the number makes it something else.
fn touches_sign(doc: &Doc<'_>, at: usize) -> bool {
    const SIGNS: [char; 7] = ['$', '€', '£', '¥', '#', '/', '.'];
    let before = at.wrapping_sub(1);
    let touches = at > 0 && doc.tight(at);
    touches && (doc.sign(before).is_some_and(|sign| SIGNS.contains(&sign)))
        || doc.hyphen(before) && !doc.any(at.wrapping_sub(2), &["early", "late", "mid"])
}

/// Reads `May 15, 2014`, `May 2014`, `May 15-18`, `May last year`, `May`.
fn month_first(doc: &Doc<'_>, at: usize, month: i8) -> Option<Read> {
    let slash = usize::from(matches!(doc.sign(at + 1), Some('/' | '-')) && doc.tight(at + 1));
    let the = usize::from(doc.any(at + 1, &["the"]));
    let comma = doc.sign(at + 1) == Some(',') && lexicon::ordinal(doc, at + 2).is_some();
    let next = at + 1 + slash + the + usize::from(comma);
    if let Some((end, day)) = spoken_day(doc, next) {
        return Some(days_of_month(doc, (at, end), (month, day)));
    }
    if let Some(first) = month_day(doc, next).filter(|_| !doc.breaks(at + 1)) {
        return Some(days_of_month(doc, (at, next + 1), (month, first)));
    }
    if let Some((end, of)) = year_after(doc, at + 1) {
        let core = if matches!(of, YearOf::Is(_)) {
            end
        } else {
            at + 1
        };
        return Some(Read {
            end,
            expr: Expr::point(Point::Month(of, month)),
            core: Some((at, core)),
        });
    }
    if is_verb_or_name(doc, at) {
        return None;
    }
    let of = shared_year(doc, at + 1, month).map_or(YearOf::Open, YearOf::Is);
    Some(Read::named((at, at + 1), Point::Month(of, month)))
}

/// Reads `twenty second` and `first` after a month, as notes have them.
fn spoken_day(doc: &Doc<'_>, at: usize) -> Option<(usize, i8)> {
    if doc.is(at, shape::NUMBER) || !note::is_note(doc) {
        return None;
    }
    lexicon::ordinal(doc, at).filter(|(_, day)| *day <= 31)
}

/// Reads `through seventeenth`, `till the tenth` behind an earlier day.
fn spoken_last(doc: &Doc<'_>, at: usize, first: i8) -> Option<(usize, i8)> {
    if !doc.any(at, &["to", "through", "till", "until"]) {
        return None;
    }
    let the = usize::from(doc.any(at + 1, &["the"]));
    spoken_day(doc, at + 1 + the).filter(|(_, last)| *last > first)
}

/// Reads the day after a month, digits or `the third`.
fn month_day(doc: &Doc<'_>, at: usize) -> Option<i8> {
    if let Some(day) = day(doc, at) {
        // `March 15 percent` and `May 5 million` count something else.
        let counted = doc.sign(at + 1) == Some('%') || doc.any(at + 1, &["percent", "million"]);
        return (!counted).then_some(day);
    }
    let (end, day) = lexicon::ordinal(doc, at)?;
    (end == at + 1 && doc.any(at.wrapping_sub(1), &["the"])).then_some(day)
}

/// Reads on after month and day: a last day, a year.
fn days_of_month(doc: &Doc<'_>, (at, end): (usize, usize), (month, first): (i8, i8)) -> Read {
    let mut end = end;
    let dash = matches!(doc.sign(end), Some('-' | '–')) && doc.tight(end);
    let to = doc.any(end, &["to", "through", "until"]) && lexicon::month(doc, end + 1).is_none();
    let last = day(doc, end + 1).filter(|last| (dash || to) && *last > first);
    let counted = lexicon::unit(doc, end + 2).is_some() || doc.any(end + 2, &["percent"]);
    let last = last.filter(|_| !counted).map(|last| (end + 2, last));
    let last = last.or_else(|| spoken_last(doc, end, first));
    end = last.map_or(end, |(end, _)| end);
    let last = last.map(|(_, last)| last);
    let (year_end, of) = year_after(doc, end).unwrap_or((end, YearOf::Open));
    let of = match of {
        YearOf::Open => shared_year(doc, end, month).map_or(YearOf::Open, YearOf::Is),
        stated => stated,
    };
    let core = if matches!(of, YearOf::Is(_)) {
        year_end
    } else {
        end
    };
    let place = |day| Place::day(Point::Day(of, month, day));
    let expr = match last {
        Some(last) => Expr::Between(place(first), place(last)),
        None => Expr::At(place(first)),
    };
    Read {
        end: year_end,
        expr,
        core: Some((at, core)),
    }
}

/// Reads the year behind a month or a day: `, 2014`, `of 1990`, `last year`.
pub(super) fn year_after(doc: &Doc<'_>, at: usize) -> Option<(usize, YearOf)> {
    if doc.breaks(at) {
        return None;
    }
    let tied = matches!(doc.sign(at), Some('-' | '/')) && doc.tight(at) && doc.tight(at + 1);
    let link = usize::from(doc.any(at, &["of", "in"]) || doc.sign(at) == Some(',') || tied);
    let next = at + link;
    let in_word = doc.any(at, &["in"]) && !note::is_note(doc);
    if let Some(year) = number::year(doc, next).filter(|_| !in_word && !doc.breaks(next)) {
        let counted = doc.hyphen(next + 1)
            && doc.is(next + 2, shape::WORD)
            && lexicon::month(doc, next + 2).is_none();
        let known = year >= 1500 && !year::is_before_christ(doc, next + 1);
        return (!counted && known).then_some((next + 1, YearOf::Is(year)));
    }
    let spoken = year::spoken(doc, next, year::Lead::Asks).filter(|_| !in_word);
    if let Some((end, year)) = spoken {
        return Some((end, YearOf::Is(year)));
    }
    if doc.sign(at) == Some(',') || in_word || tied {
        return None;
    }
    let word = next + usize::from(doc.any(next, &["the"]));
    let of = match () {
        () if !doc.any(word + 1, &["year"]) => return None,
        () if doc.any(word, &["last"]) => YearOf::Away(-1),
        () if doc.any(word, &["this"]) => YearOf::Away(0),
        () if doc.any(word, &["next"]) => YearOf::Away(1),
        () if doc.any(word, &["that", "same"]) => YearOf::Then(0),
        () if doc.any(word, &["previous", "preceding"]) => YearOf::Then(-1),
        () if doc.any(word, &["following"]) => YearOf::Then(1),
        () => return None,
    };
    let possessive = doc.possessive(word + 2);
    (!possessive && !doc.breaks(next)).then_some((word + 2, of))
}

/// Returns the year that a later month shares with this one: `March and June
/// 2012`, `from Oct. 3 to Nov. 5, 2014`.
fn shared_year(doc: &Doc<'_>, at: usize, month: i8) -> Option<i16> {
    let joins = doc.any(at, &["and", "to", "or", "until", "through"])
        || matches!(doc.sign(at), Some('-' | '–'));
    lexicon::month(doc, at + 1).filter(|later| joins && *later >= month)?;
    let next = at + 2 + usize::from(day(doc, at + 2).is_some());
    match year_after(doc, next)? {
        (_, YearOf::Is(year)) => Some(year),
        _ => None,
    }
}

fn is_verb_or_name(doc: &Doc<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let led = year::asks(doc, before)
        || doc.any(before, &["last", "next", "this", "on", "every", "each"])
        || doc.hyphen(before);
    let may = doc.any(at, &["may", "march", "mar"])
        && (doc.is(at, shape::OPENS | shape::HEADLINE) || !led || !doc.upper(at));
    let name = doc.upper(at + 1)
        && !doc.breaks(at + 1)
        && doc.cue(at, cue::GIVEN)
        && !doc.is(at, shape::STOPPED);
    may || name
}

/// Reads `28 May 2014`, `28th of May`, `11 and 12 May`.
pub(super) fn day_first(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (next, first) = match day(doc, at) {
        Some(day) => (at + 1, day),
        None => lexicon::ordinal(doc, at).filter(|(_, n)| *n <= 31)?,
    };
    let joins = doc.any(next, &["and", "to", "or"]) || matches!(doc.sign(next), Some('-' | '–'));
    let last = day(doc, next + 1).filter(|last| joins && *last > first);
    let last = last.map(|last| (next + 2, last));
    let last = last.or_else(|| spoken_last(doc, next, first));
    let end = last.map_or(next, |(end, _)| end);
    let last = last.map(|(_, last)| last);
    let slash = doc.sign(end) == Some('/') && doc.tight(end) && doc.tight(end + 1);
    let of = usize::from(doc.any(end, &["of"]) || doc.hyphen(end) || slash);
    let month = lexicon::month(doc, end + of).filter(|_| !doc.breaks(end))?;
    if of == 0 && doc.any(end, &["may", "march"]) && !doc.upper(end) {
        return None;
    }
    // `Her first June at sea` is no day.
    if of == 0 && !doc.is(at, shape::NUMBER) && !note::is_note(doc) {
        return None;
    }
    let hyphen = usize::from(doc.hyphen(end) && doc.hyphen(end + of + 1));
    let (year_end, year) =
        year_after(doc, end + of + 1 + hyphen).unwrap_or((end + of + 1, YearOf::Open));
    let core = if matches!(year, YearOf::Is(_)) {
        year_end
    } else {
        end + of + 1
    };
    let place = |day| Place::day(Point::Day(year, month, day));
    Some(Read {
        end: year_end,
        expr: match last {
            Some(last) => Expr::Between(place(first), place(last)),
            None => Expr::At(place(first)),
        },
        core: Some((at, core)),
    })
}

/// Reads what begins with a weekday; the day of the month says more.
fn weekday_first(doc: &Doc<'_>, at: usize, weekday: i8) -> Read {
    let sign = usize::from(matches!(doc.sign(at + 1), Some(',' | '(' | '-')));
    let the = usize::from(doc.any(at + 1 + sign, &["the"]));
    let next = at + 1 + sign + the;
    if !doc.breaks(next)
        && let Some(mut dated) = dated(doc, next)
    {
        let closes = doc.sign(at + 1) == Some('(') && doc.sign(dated.end) == Some(')');
        if doc.sign(at + 1) != Some('(') {
            dated.core = dated.core.map(|(_, end)| (at, end));
            return dated;
        }
        if closes && doc.len() < note::MAX_TOKENS {
            dated.end += 1;
            return dated;
        }
    }
    if the == 1
        && sign == 0
        && let Some((end, day)) = lexicon::ordinal(doc, next).filter(|(_, day)| *day <= 31)
    {
        return Read {
            end,
            expr: Expr::point(Point::WeekdayOn(weekday, day)),
            core: None,
        };
    }
    let is_ordinal = lexicon::ordinal(doc, at + 1).is_some();
    let behind = nth::day_behind(doc, at + 1, weekday).filter(|_| is_ordinal || note::is_note(doc));
    if let Some((end, point)) = behind {
        return Read::named((at, end), point);
    }
    Read::named((at, at + 1), Point::Weekday(weekday, Turn::Open))
}

/// Reads a day of a month, with or without year.
pub(super) fn dated(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let found = match lexicon::month(doc, at) {
        Some(month) => month_first(doc, at, month),
        None => day_first(doc, at).or_else(|| numeric::date(doc, at)),
    };
    found.filter(|read| matches!(read.expr.as_point(), Some(Point::Day(..))))
}
