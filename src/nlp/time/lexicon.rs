//! The words of the calendar and of the clock.
//!
//! Each function looks at one token and says which word of its kind stands
//! there. Phrases are read elsewhere.

use super::expr::{Part, Season, Unit};
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
const UNITS: [(&[&str], Unit); 11] = [
    (&["second", "seconds", "sec", "secs"], Unit::Second),
    (&["minute", "minutes", "min", "mins"], Unit::Minute),
    (&["hour", "hours", "hr", "hrs"], Unit::Hour),
    (&["day", "days", "night", "nights"], Unit::Day),
    (&["weekend", "weekends"], Unit::Weekend),
    (&["week", "weeks", "wk", "wks"], Unit::Week),
    (&["month", "months"], Unit::Month),
    (&["quarter", "quarters"], Unit::Quarter),
    (&["year", "years", "yr", "yrs"], Unit::Year),
    (&["decade", "decades"], Unit::Decade),
    (&["century", "centuries"], Unit::Century),
];
/// Zones by letters, with their distance from Greenwich in minutes where it
/// is the same everywhere they are used.
const ZONES: [(&str, Option<i16>); 24] = [
    ("utc", Some(0)),
    ("gmt", Some(0)),
    ("est", None),
    ("edt", None),
    ("cst", None),
    ("cdt", None),
    ("mst", None),
    ("mdt", None),
    ("pst", None),
    ("pdt", None),
    ("et", None),
    ("ct", None),
    ("pt", None),
    ("kst", Some(540)),
    ("jst", Some(540)),
    ("cet", Some(60)),
    ("cest", Some(120)),
    ("bst", None),
    ("ist", None),
    ("msk", Some(180)),
    ("eastern", None),
    ("central", None),
    ("pacific", None),
    ("hkt", Some(480)),
];
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Returns the number of the month named here, 1 to 12.
pub(super) fn month(doc: &Doc<'_>, at: usize) -> Option<i8> {
    if !doc.upper(at) && doc.any(at, &["may", "march", "mar", "dec", "sep", "jan", "jun"]) {
        return None;
    }
    if !doc.cue(at, cue::CALENDAR) {
        return None;
    }
    position(doc, at, &MONTHS)
}

/// Returns the weekday named here, 1 to 7 from Monday.
pub(super) fn weekday(doc: &Doc<'_>, at: usize) -> Option<i8> {
    if !doc.cue(at, cue::CALENDAR) {
        return None;
    }
    let text = doc.str(at);
    let is_plain_word = doc.any(at, &["sun", "sat", "mon", "wed"])
        && !doc.is(at, shape::STOPPED)
        && !is_dated(doc, at + 1);
    let is_small = text.len() < 6 && !doc.upper(at);
    if is_small || is_plain_word {
        return None;
    }
    position(doc, at, &DAYS)
}

/// Says whether a day of the month stands here, `13th`.
fn is_dated(doc: &Doc<'_>, at: usize) -> bool {
    doc.is(at, shape::NUMBER) && ordinal(doc, at).is_some_and(|(_, day)| (1..=31).contains(&day))
}

/// Returns the weekday that comes again: `Tuesdays`.
pub(super) fn weekdays(doc: &Doc<'_>, at: usize) -> Option<i8> {
    let text = doc.str(at);
    let bare = text.strip_suffix('s').filter(|_| text.len() > 6)?;
    nth(DAYS.iter().position(|day| bare.eq_ignore_ascii_case(day)))
}

fn position(doc: &Doc<'_>, at: usize, words: &[&str]) -> Option<i8> {
    let here = doc.str(at).trim_end_matches('.').to_ascii_lowercase();
    let stopped = doc.is(at, shape::STOPPED) && (3..=5).contains(&here.len());
    let short = here.len() == 3 || matches!(here.as_str(), "sept" | "tues" | "thur" | "thurs");
    nth(words
        .iter()
        .position(|word| *word == here || (stopped || short) && word.starts_with(&here)))
}

fn nth(idx: Option<usize>) -> Option<i8> {
    i8::try_from(idx? + 1).ok()
}

pub(super) fn unit(doc: &Doc<'_>, at: usize) -> Option<Unit> {
    if !doc.is(at, shape::WORD) || doc.is(at, shape::CAPS) && !doc.is(at, shape::HEADLINE) {
        return None;
    }
    let found = UNITS.iter().find(|(words, _)| doc.any(at, words));
    found.map(|(_, unit)| *unit)
}

/// Says whether the unit here stands in the plural.
pub(super) fn is_plural(doc: &Doc<'_>, at: usize) -> bool {
    doc.str(at).ends_with('s')
}

pub(super) fn season(doc: &Doc<'_>, at: usize) -> Option<Season> {
    let seasons: [(&[&str], Season); 4] = [
        (&["spring"], Season::Spring),
        (&["summer", "summers"], Season::Summer),
        (&["autumn", "fall"], Season::Autumn),
        (&["winter", "winters"], Season::Winter),
    ];
    let found = seasons.iter().find(|(words, _)| doc.any(at, words));
    found.map(|(_, season)| *season)
}

/// Returns the part of the day named here.
pub(super) fn part(doc: &Doc<'_>, at: usize) -> Option<Part> {
    let parts: [(&[&str], Part); 5] = [
        (&["morning", "mornings"], Part::Morning),
        (&["midday", "lunchtime"], Part::Midday),
        (&["afternoon", "afternoons"], Part::Afternoon),
        (&["evening", "evenings"], Part::Evening),
        (&["night", "nights", "overnight"], Part::Night),
    ];
    let found = parts.iter().find(|(words, _)| doc.any(at, words));
    found.map(|(_, part)| *part)
}

/// A zone by its letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Zone {
    /// Minutes east of Greenwich, if that is the same wherever it is used.
    pub(super) minutes: Option<i16>,
}

/// Returns the zone named here.
pub(super) fn zone(doc: &Doc<'_>, at: usize) -> Option<Zone> {
    if !doc.upper(at) {
        return None;
    }
    let found = ZONES.iter().find(|(name, _)| doc.any(at, &[name]));
    found.map(|(_, minutes)| Zone { minutes: *minutes })
}

/// Returns the number of `first` to `thirty-first` or of `21st`; the token
/// after it.
pub(super) fn ordinal(doc: &Doc<'_>, at: usize) -> Option<(usize, i8)> {
    if doc.is(at, shape::NUMBER) {
        let text = doc.str(at);
        let bare = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_ordinal = matches!(
            text.get(bare.len()..)?.to_ascii_lowercase().as_str(),
            "st" | "nd" | "rd" | "th"
        );
        return Some((at + 1, bare.parse().ok().filter(|_| is_ordinal)?));
    }
    let tens = [("twenty", 20), ("thirty", 30)];
    let joined = 1 + usize::from(doc.hyphen(at + 1));
    if let Some((_, ten)) = tens.iter().find(|(word, _)| doc.any(at, &[word])) {
        let one = small_ordinal(doc, at + joined).filter(|one| *one < 10)?;
        return Some((at + joined + 1, ten + one));
    }
    if doc.any(at, &["thirtieth"]) {
        return Some((at + 1, 30));
    }
    small_ordinal(doc, at).map(|n| (at + 1, n))
}

fn small_ordinal(doc: &Doc<'_>, at: usize) -> Option<i8> {
    nth(doc.place_in(at, &ORDINALS))
}
