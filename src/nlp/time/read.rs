//! The grammar of time expressions: tokens to [`Expr`].

use super::{Expr, Turn, Unit, View};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
const PARTS: &[&str] = &["early", "late", "mid"];
/// Words before a bare number that make it a year.
const YEARLY: &[&str] = &[
    "in", "since", "by", "until", "till", "from", "during", "of", "before", "after", "early",
    "late", "mid", "the", "around", "through", "to", "between", "year", "circa", "summer",
    "spring", "winter", "autumn", "fall", "and", "back", "for",
];
/// Irregular verbs in the past that tell what happened on a day.
const PAST: &[&str] = &[
    "was", "were", "came", "met", "took", "fell", "flew", "began", "held", "left", "went", "gave",
    "shot", "rose", "sank", "struck", "broke", "won", "lost", "died", "spoke",
];
const AHEAD: &[&str] = &[
    "will",
    "slated",
    "expected",
    "scheduled",
    "planned",
    "upcoming",
    "set",
    "due",
    "plans",
    "shall",
    "intends",
    "going",
    "forthcoming",
    "payable",
    "supposed",
    "ahead",
];

/// Reads the expression that begins at `at`; returns its end.
pub(super) fn expression(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    if doc.is(at, shape::NUMBER) {
        return numeric(doc, at);
    }
    if !doc.is(at, shape::WORD) {
        return None;
    }
    if doc.cue(at, cue::CALENDAR) && doc.upper(at) {
        return calendar(doc, at);
    }
    if doc.any(at, PARTS) {
        let next = at + 1 + usize::from(doc.hyphen(at + 1));
        let (end, expr) = expression(doc, next)?;
        let fits = matches!(
            expr,
            Expr::Month(..) | Expr::MonthOf(..) | Expr::Year(_) | Expr::Away(..) | Expr::Decade(_)
        );
        return fits.then_some((end, expr));
    }
    worded(doc, at)
}

/// Says where the words around the expression place it.
pub(super) fn view(doc: &Doc<'_>, first: usize, end: usize) -> View {
    let begins = doc.is(first, shape::LINE | shape::OPENS);
    let is_entry = begins && matches!(doc.sign(end), Some(':' | '–' | '—'));
    let beside = first.wrapping_sub(1 + usize::from(doc.any(first.wrapping_sub(1), &["on"])));
    if is_entry
        || is_past(doc, end) && !doc.breaks(end)
        || is_past(doc, beside) && !doc.breaks(first)
    {
        return View::Behind;
    }
    let before = first.wrapping_sub(1);
    if looks_ahead(doc, first, end) || doc.any(before, &["until", "till", "through"]) {
        return View::Ahead;
    }
    let happened = |at: usize| {
        // `The reduced share` tells of no deed.
        let is_adjective = doc.any(at.wrapping_sub(1), &["a", "an", "the"]);
        is_past(doc, at) && !doc.cue(at, cue::SPEECH) && !is_adjective || doc.any(at, PAST)
    };
    let mut at = first;
    while at > 0 && first - at < 12 && !doc.breaks(at) {
        at -= 1;
        if happened(at) {
            return View::Behind;
        }
    }
    View::Open
}

fn is_past(doc: &Doc<'_>, at: usize) -> bool {
    let word = doc.str(at);
    let regular = word.len() > 4 && word.ends_with("ed") && !doc.upper(at);
    doc.cue(at, cue::SPEECH) || regular && !doc.any(at, AHEAD)
}

fn looks_ahead(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let mut at = first;
    while at > 0 && first - at < 25 && !doc.breaks(at) {
        at -= 1;
        if doc.any(at, AHEAD)
            || doc.any(at, &["would"]) && doc.any(at + 1, &["be"])
            || doc.any(at, &["to"])
                && doc.any(at + 1, &["be", "meet", "begin", "start", "hold", "visit"])
        {
            return true;
        }
    }
    (end..end + 6).take_while(|&at| !doc.breaks(at)).any(|at| {
        let is_due = doc.any(at, &["is", "are", "was", "were"]) && doc.any(at + 1, &["to"]);
        is_due || doc.any(at, &["will"])
    })
}

fn position(doc: &Doc<'_>, at: usize, words: &[&str]) -> Option<i8> {
    let here = doc.str(at).trim_end_matches('.').to_ascii_lowercase();
    let long = |word: &&str| {
        **word == here
            || here.len() >= 3
                && here.len() <= 5
                && doc.is(at, shape::STOPPED)
                && word.starts_with(&here)
    };
    let short = |word: &&str| (here.len() == 3 || here == "sept") && word.starts_with(&here);
    let idx = words.iter().position(|word| long(word) || short(word))?;
    i8::try_from(idx + 1).ok()
}

fn month(doc: &Doc<'_>, at: usize) -> Option<i8> {
    if !doc.upper(at) || !doc.cue(at, cue::CALENDAR) {
        return None;
    }
    position(doc, at, &MONTHS)
}

/// Reads a number of at most `digits` digits, `st`, `nd`, `rd`, `th` allowed.
fn number(doc: &Doc<'_>, at: usize, digits: usize) -> Option<i16> {
    if !doc.is(at, shape::NUMBER) {
        return None;
    }
    let text = doc.str(at);
    let bare = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = matches!(text.get(bare.len()..)?, "" | "st" | "nd" | "rd" | "th");
    (ordinal && bare.len() <= digits)
        .then(|| bare.parse().ok())
        .flatten()
}

fn day(doc: &Doc<'_>, at: usize) -> Option<i8> {
    let day = i8::try_from(number(doc, at, 2)?).ok()?;
    (1..=31).contains(&day).then_some(day)
}

fn year(doc: &Doc<'_>, at: usize) -> Option<i16> {
    let text = doc.str(at);
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year = number(doc, at, 4).filter(|_| plain)?;
    (1500..=2100).contains(&year).then_some(year)
}

/// Reads what begins with a weekday or a month.
fn calendar(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    // `Yeo Jun-suk` is no month.
    let joined =
        doc.hyphen(at + 1) && doc.is(at + 2, shape::WORD) && !doc.cue(at + 2, cue::CALENDAR);
    if joined && doc.str(at).len() < 4
        || doc.hyphen(at.wrapping_sub(1)) && !doc.any(at.wrapping_sub(2), PARTS)
    {
        return None;
    }
    if let Some(month) = month(doc, at) {
        return month_first(doc, at, month);
    }
    let weekday = position(doc, at, &DAYS)?;
    let short = doc.str(at).len() < 5 && !doc.is(at, shape::STOPPED);
    if short && doc.any(at, &["sun", "sat", "mon", "wed"]) {
        return None;
    }
    // `Tuesday, March 4`: the day of the month says more.
    let comma = at + 1 + usize::from(doc.sign(at + 1) == Some(','));
    if let Some(dated) = dated(doc, comma) {
        return Some(dated);
    }
    let turn = if view(doc, at, at + 1) == View::Ahead {
        Turn::Ahead
    } else {
        Turn::Back
    };
    Some((at + 1, Expr::Weekday(weekday, turn)))
}

fn dated(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    let found = match month(doc, at) {
        Some(month) => month_first(doc, at, month),
        None => numeric(doc, at),
    };
    found.filter(|(_, expr)| matches!(expr, Expr::Day(..)))
}

fn month_first(doc: &Doc<'_>, at: usize, month: i8) -> Option<(usize, Expr)> {
    if let Some(first) = day(doc, at + 1).filter(|_| !doc.breaks(at + 1)) {
        let mut end = at + 2;
        let dash = matches!(doc.sign(end), Some('-' | '–')) && doc.tight(end);
        let last = day(doc, end + 1).filter(|last| dash && *last > first);
        end += if last.is_some() { 2 } else { 0 };
        let comma = usize::from(doc.sign(end) == Some(','));
        let year = year(doc, end + comma);
        end += if year.is_some() { 1 + comma } else { 0 };
        let expr = match last {
            Some(last) => Expr::Days(year, month, first, last),
            None => Expr::Day(year, month, first),
        };
        return Some((end, expr));
    }
    let of = usize::from(doc.any(at + 1, &["of"]) || doc.sign(at + 1) == Some(','));
    if let Some(year) = year(doc, at + 1 + of) {
        return Some((at + 2 + of, Expr::Month(Some(year), month)));
    }
    if let Some((end, Expr::Away(Unit::Year, n))) = worded(doc, at + 1 + of) {
        return Some((end, Expr::MonthOf(month, n)));
    }
    let verb = doc.any(at, &["may", "march"])
        && (doc.is(at, shape::OPENS | shape::HEADLINE)
            || !doc.any(at.wrapping_sub(1), YEARLY)
                && !doc.any(at.wrapping_sub(1), &["last", "next", "this", "on"])
                && !doc.hyphen(at.wrapping_sub(1)));
    let name = doc.upper(at + 1)
        && !doc.breaks(at + 1)
        && doc.cue(at, cue::GIVEN)
        && !doc.is(at, shape::STOPPED);
    (!verb && !name).then_some((at + 1, Expr::Month(None, month)))
}

/// Reads what begins with a digit.
fn numeric(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    let before = at.wrapping_sub(1);
    if doc.tight(at)
        && matches!(
            doc.sign(before),
            Some('$' | '€' | '£' | '¥' | '#' | '-' | '/')
        )
        && at > 0
    {
        return None;
    }
    if let Some(clock) = clock(doc, at) {
        return Some(clock);
    }
    if let Some(day) = day(doc, at) {
        let of = usize::from(doc.any(at + 1, &["of"]));
        if let Some(month) = month(doc, at + 1 + of).filter(|_| !doc.breaks(at + 1)) {
            let end = at + 2 + of;
            let comma = usize::from(doc.sign(end) == Some(','));
            return Some(match year(doc, end + comma) {
                Some(year) => (end + comma + 1, Expr::Day(Some(year), month, day)),
                None => (end, Expr::Day(None, month, day)),
            });
        }
    }
    if let Some(found) = iso(doc, at).or_else(|| decade(doc, at)) {
        return Some(found);
    }
    if let Some(year) = year(doc, at) {
        return bare_year(doc, at, year);
    }
    counted(doc, at)
}

/// Reads `2013-10-28`.
fn iso(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    let year = year(doc, at)?;
    let sign = doc
        .sign(at + 1)
        .filter(|sign| matches!(sign, '-' | '/') && doc.tight(at + 1))?;
    let month = i8::try_from(number(doc, at + 2, 2)?)
        .ok()
        .filter(|m| (1..=12).contains(m))?;
    if doc.str(at + 2).len() == 2 && doc.sign(at + 3) == Some(sign) && doc.tight(at + 3) {
        return Some((at + 5, Expr::Day(Some(year), month, day(doc, at + 4)?)));
    }
    None
}

/// Reads `1990s`.
fn decade(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    let digits = doc.str(at).strip_suffix('s')?;
    let year: i16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (year % 10 == 0 && (1500..2100).contains(&year)).then_some((at + 1, Expr::Decade(year)))
}

fn bare_year(doc: &Doc<'_>, at: usize, from: i16) -> Option<(usize, Expr)> {
    if matches!(doc.sign(at + 1), Some('-' | '–')) && doc.tight(at + 1) && doc.tight(at + 2) {
        let text = doc.str(at + 2);
        let short = number(doc, at + 2, 2)
            .filter(|_| text.len() == 2)
            .map(|y| from / 100 * 100 + y);
        if let Some(to) = year(doc, at + 2).or(short).filter(|to| *to > from) {
            return Some((at + 3, Expr::Years(from, to)));
        }
    }
    let before = at.wrapping_sub(1);
    let bracket = matches!(doc.sign(before), Some('('))
        && matches!(doc.sign(at + 1), Some(')' | ',' | '-' | '–'));
    let led = doc.any(before, YEARLY)
        || month(doc, before).is_some()
        || doc.any(before.wrapping_sub(1), YEARLY) && doc.hyphen(before);
    let counted = doc.cue(at + 1, cue::COMMON)
        && doc.str(at + 1).ends_with('s')
        && doc.any(before, &["of", "to", "for", "by", "the", "and", "from"]);
    ((led && !counted || bracket) && !doc.hyphen(at + 1)).then_some((at + 1, Expr::Year(from)))
}

/// Reads `5 p.m.`, `17:10`, `4:30 pm KST`.
fn clock(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    let text = doc.str(at);
    let (hour, minute) = match text.split_once(':') {
        Some((hour, minute)) => (
            hour,
            minute
                .get(..2)
                .filter(|_| minute.len() == 2 || minute.len() == 5)?,
        ),
        None => (text, "00"),
    };
    let (mut hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let mut end = at + 1;
    let noon = doc.any(end, &["pm", "p.m."]);
    if noon || doc.any(end, &["am", "a.m."]) {
        hour = hour % 12 + if noon { 12 } else { 0 };
        end += 1;
    } else if !text.contains(':') {
        return None;
    }
    let zone = doc.any(
        end,
        &[
            "kst", "gmt", "utc", "est", "edt", "pst", "pdt", "cet", "jst", "bst", "ist", "et",
        ],
    );
    ((0..24).contains(&hour) && (0..60).contains(&minute))
        .then_some((end + usize::from(zone), Expr::Clock(hour, minute)))
}

fn unit(doc: &Doc<'_>, at: usize) -> Option<(Unit, i32)> {
    const UNITS: [(&[&str], Unit, i32); 7] = [
        (&["hour", "hours"], Unit::Hour, 1),
        (&["day", "days"], Unit::Day, 1),
        (&["week", "weeks"], Unit::Week, 1),
        (&["month", "months"], Unit::Month, 1),
        (&["quarter"], Unit::Month, 3),
        (&["year", "years"], Unit::Year, 1),
        (&["decade", "decades"], Unit::Year, 10),
    ];
    let found = UNITS.iter().find(|(words, _, _)| doc.any(at, words));
    found.map(|(_, unit, size)| (*unit, *size))
}

/// Reads a count and a unit: `two years ago`, `three weeks`, `a year later`.
fn counted(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    let n = match NUMBERS.iter().position(|word| doc.any(at, &[word])) {
        Some(n) => i32::try_from(n).ok()?,
        None if doc.any(at, &["a", "an"]) => 1,
        None => i32::from(
            number(doc, at, 3).filter(|_| doc.str(at).bytes().all(|b| b.is_ascii_digit()))?,
        ),
    };
    let (unit, size) = unit(doc, at + 1).filter(|_| !doc.breaks(at + 1))?;
    let n = n * size;
    if doc.any(at + 2, &["ago"]) {
        return Some((at + 3, Expr::Away(unit, -n)));
    }
    if doc.any(at + 2, &["old"]) || doc.hyphen(at + 2) {
        return None;
    }
    let article = doc.any(at, &["a", "an"]);
    let lasts = doc.any(
        at.wrapping_sub(1),
        &[
            "for", "in", "within", "last", "past", "over", "nearly", "about", "than", "every",
        ],
    );
    (!article || lasts && doc.any(at.wrapping_sub(1), &["for", "in", "than"]))
        .then_some((at + 2, Expr::Lasting(unit, n)))
}

/// Reads `last week`, `earlier this month`, `yesterday`, `next Tuesday`.
fn worded(doc: &Doc<'_>, at: usize) -> Option<(usize, Expr)> {
    for (words, n) in [
        (&["yesterday"][..], -1),
        (&["today", "tonight"], 0),
        (&["tomorrow"], 1),
    ] {
        if doc.any(at, words) && !doc.is(at, shape::HEADLINE) {
            return Some((at + 1, Expr::Away(Unit::Day, n)));
        }
    }
    if doc.any(at, &["earlier", "later"]) && !doc.breaks(at + 1) {
        return worded(doc, at + 1)
            .filter(|_| doc.any(at + 1, &["this", "last", "next", "in", "today"]));
    }
    let (n, turn) = match () {
        () if doc.any(at, &["last", "previous"]) => (-1, Turn::Last),
        () if doc.any(at, &["this"]) => (0, Turn::This),
        () if doc.any(at, &["next", "coming"]) => (1, Turn::Next),
        () => return counted(doc, at),
    };
    let next = at + 1;
    if doc.breaks(next) {
        return None;
    }
    if let Some((unit, size)) = unit(doc, next).filter(|(unit, _)| *unit != Unit::Hour) {
        let plural = doc.str(next).ends_with('s') || size == 3;
        return (!plural).then_some((next + 1, Expr::Away(unit, n * size)));
    }
    if doc.any(next, &["night", "morning", "afternoon", "evening"]) && turn != Turn::Next {
        return Some((next + 1, Expr::Away(Unit::Day, n)));
    }
    if doc.any(next, &["summer", "winter", "spring", "autumn", "fall"]) {
        return Some((next + 1, Expr::Away(Unit::Year, n)));
    }
    let month = month(doc, next);
    if let Some(month) = month {
        return Some((
            next + 1,
            Expr::MonthOf(month, if n == 0 { 0 } else { n * 100 }),
        ));
    }
    let weekday = position(doc, next, &DAYS).filter(|_| doc.cue(next, cue::CALENDAR))?;
    Some((next + 1, Expr::Weekday(weekday, turn)))
}
