//! Times of day: `5 p.m.`, `17:10 GMT`, `noon`, `half past seven`.

use super::expr::{Clock, HalfDay, Hand, Part};
use super::lexicon;
use super::note;
use super::number::{two_digits, words, year};
use crate::nlp::doc::Doc;
use crate::nlp::token::shape;

/// Reads a time of day that says so itself; returns the token after it.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<(usize, Clock)> {
    if doc.is(at, shape::NUMBER) {
        let Some((end, hand)) = figures(doc, at) else {
            return past(doc, at);
        };
        let (end, zone) = zone(doc, end);
        return Some((end, Clock::Time(Hand { zone, ..hand })));
    }
    if doc.any(at, &["noon", "noonish"]) {
        return Some((at + 1, hour(12)));
    }
    if doc.any(at, &["midnight"]) {
        return Some((at + 1, hour(0)));
    }
    spelled(doc, at).or_else(|| past(doc, at))
}

fn hour(hour: i8) -> Clock {
    Clock::Time(Hand {
        half: HalfDay::Stated,
        ..Hand::at(hour)
    })
}

/// Which half of the day is stated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Half {
    Morning,
    Later,
    /// The hours up to four are those after midnight.
    Night,
}

/// Reads `a.m.` or `in the evening` behind an hour.
fn half(doc: &Doc<'_>, at: usize) -> Option<(usize, Half)> {
    if doc.breaks(at) && !doc.tight(at) {
        return None;
    }
    if doc.any(at, &["pm", "p.m.", "p.m"]) {
        return Some((at + 1, Half::Later));
    }
    if doc.any(at, &["am", "a.m.", "a.m"]) {
        return Some((at + 1, Half::Morning));
    }
    let words = match () {
        () if doc.any(at, &["in"]) && doc.any(at + 1, &["the"]) => 2,
        () if doc.any(at, &["at"]) && doc.any(at + 1, &["night"]) => 1,
        () => return None,
    };
    match lexicon::part(doc, at + words)? {
        Part::Morning => Some((at + words + 1, Half::Morning)),
        Part::Night => Some((at + words + 1, Half::Night)),
        _ => Some((at + words + 1, Half::Later)),
    }
}

/// Puts a hand into the half of the day that is stated.
fn turned(hand: Hand, half: Option<Half>) -> Option<Hand> {
    let hour = match half {
        None => hand.hour,
        Some(_) if hand.hour > 12 => hand.hour,
        Some(Half::Morning) => hand.hour % 12,
        Some(Half::Night) if hand.hour % 12 < 5 => hand.hour % 12,
        Some(Half::Later | Half::Night) => hand.hour % 12 + 12,
    };
    let is_stated = half.is_some() || !(1..=12).contains(&hour);
    let half = if is_stated {
        HalfDay::Stated
    } else {
        HalfDay::Open
    };
    (0..=24)
        .contains(&hour)
        .then_some(Hand { hour, half, ..hand })
}

/// Reads `5 p.m.`, `5pm`, `17:10:30`, `1140 a.m.`, `1530 GMT`, `7 o'clock`.
fn figures(doc: &Doc<'_>, at: usize) -> Option<(usize, Hand)> {
    let text = doc.str(at);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..)?.to_ascii_lowercase();
    let glued = match suffix.as_str() {
        "" | "h" => None,
        "am" | "a" => Some(Half::Morning),
        "pm" | "p" => Some(Half::Later),
        _ => return None,
    };
    let mut end = at + 1;
    // `8a.m.` comes as one token and its letters.
    if matches!(suffix.as_str(), "a" | "p") {
        let dotted = doc.sign(end) == Some('.') && doc.tight(end);
        let long = dotted && doc.any(end + 1, &["m", "m."]);
        let short = !long && note::is_note(doc);
        if !short && !long {
            return None;
        }
        end += if short { 0 } else { 2 };
        end += usize::from(
            !short && doc.sign(end) == Some('.') && doc.tight(end) && !doc.breaks(end + 1),
        );
    }
    let stated = match glued {
        Some(half) => Some(half),
        None => half(doc, end).map(|(next, half)| {
            end = next;
            half
        }),
    };
    let oclock = doc.any(end, &["o'clock", "o’clock", "oclock"]);
    let zoned = lexicon::zone(doc, end).is_some() || doc.any(end, &["hours", "hrs"]);
    let hand = hands(digits)?;
    let plain = !digits.contains(':') && !digits.contains('.');
    let dotted = !plain && !digits.contains(':') && !is_asked(doc, at);
    let zoned = digits.len() == 4 && zoned && !is_year(doc, at);
    if stated.is_none() && (dotted || plain && !oclock && !zoned) {
        return None;
    }
    let hand = turned(hand, stated)?;
    let oclock = usize::from(oclock && stated.is_none());
    Some((end + oclock, hand))
}

/// Says whether a note asks for the time `2.30` with `at`.
fn is_asked(doc: &Doc<'_>, at: usize) -> bool {
    let ends = doc.breaks(at + 1) || doc.sign(at + 1).is_some_and(|sign| sign != '%');
    doc.any(at.wrapping_sub(1), &["at"]) && ends && note::is_note(doc)
}

fn is_year(doc: &Doc<'_>, at: usize) -> bool {
    year(doc, at).is_some() && doc.any(at + 1, &["hours", "hrs"])
}

/// Reads `0730`, whose first digit makes it no year.
pub(super) fn military(digits: &str) -> Option<Hand> {
    let leads = digits.len() == 4 && digits.starts_with('0');
    hands(digits).filter(|_| leads)
}

fn hands(digits: &str) -> Option<Hand> {
    let separator = if digits.contains(':') { ':' } else { '.' };
    let mut parts = digits.split(separator);
    let (first, minute, second) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let number = |text: &str, len: usize| text.parse::<i8>().ok().filter(|_| text.len() == len);
    let (hour, minute) = match (first.len(), minute) {
        (3 | 4, None) => {
            let (hour, minute) = first.split_at_checked(first.len() - 2)?;
            (hour.parse().ok()?, Some(number(minute, 2)?))
        }
        (1 | 2, None) => (first.parse().ok()?, None),
        (1 | 2, Some(minute)) => (first.parse().ok()?, Some(number(minute, 2)?)),
        _ => return None,
    };
    let second = match second {
        Some(text) => Some(number(text, 2)?),
        None => None,
    };
    let fits = (0..=24).contains(&hour)
        && minute.is_none_or(|m| (0..60).contains(&m))
        && second.is_none_or(|s| (0..60).contains(&s));
    // The day ends at 24 o'clock.
    let over = hour == 24 && (minute.unwrap_or(0) > 0 || second.unwrap_or(0) > 0);
    let fits = fits && !over;
    fits.then_some(Hand {
        minute,
        second,
        ..Hand::at(hour)
    })
}

/// Reads `EST`, `(GMT +8)`, `local time`, `Eastern Time`.
fn zone(doc: &Doc<'_>, at: usize) -> (usize, Option<i16>) {
    if doc.any(at, &["local"]) && doc.any(at + 1, &["time"]) {
        return (at + 2, None);
    }
    let bracket = usize::from(doc.sign(at) == Some('('));
    let name = at + bracket;
    let Some(zone) = lexicon::zone(doc, name) else {
        return (at, None);
    };
    let mut end = name + 1;
    if doc.any(name, &["eastern", "central", "pacific"]) {
        end += usize::from(doc.any(end, &["standard", "daylight"]));
        if !doc.any(end, &["time"]) && bracket == 0 && !doc.breaks(end) && doc.upper(end) {
            return (at, None);
        }
        end += usize::from(doc.any(end, &["time"]));
    }
    let mut minutes = zone.minutes;
    // `PST - 12 hours late` tells of no distance.
    if minutes == Some(0)
        && (bracket == 1 || doc.tight(end) || doc.sign(end) == Some('+'))
        && let Some((last, east)) = offset(doc, end)
    {
        (end, minutes) = (last, east);
    }
    if bracket == 0 {
        return (end, minutes);
    }
    if doc.sign(end) == Some(')') {
        (end + 1, minutes)
    } else {
        (at, None)
    }
}

/// Reads `+8`, `-05:30`, `+0530`; returns the token after it and the minutes
/// east of Greenwich, none where no zone is so far.
pub(super) fn offset(doc: &Doc<'_>, at: usize) -> Option<(usize, Option<i16>)> {
    let east = doc.sign(at) == Some('+');
    let signed = east || matches!(doc.sign(at), Some('-' | '−'));
    let text = doc.is(at + 1, shape::NUMBER).then(|| doc.str(at + 1))?;
    if !signed || !doc.tight(at + 1) {
        return None;
    }
    let (hours, minutes) = match text.split_once(':') {
        Some(parts) => parts,
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => (text, "0"),
    };
    let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() <= 2);
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let known = hours <= 14 && minutes < 60;
    let distance = (60 * hours + minutes) * if east { 1 } else { -1 };
    Some((at + 2, known.then_some(distance)))
}

/// Reads `ten am`, `seven o'clock`, `seven in the morning`.
fn spelled(doc: &Doc<'_>, at: usize) -> Option<(usize, Clock)> {
    let (mut end, n) = words(doc, at).filter(|(_, n)| (1..=12).contains(n))?;
    let mut minute = None;
    if let Some((next, more)) = words(doc, end).filter(|(_, n)| (5..60).contains(n)) {
        minute = i8::try_from(more).ok();
        end = next;
    }
    let oclock = doc.any(end, &["o'clock", "o’clock", "oclock"]);
    end += usize::from(oclock);
    let stated = half(doc, end);
    let asked = minute.is_some() && doc.any(at.wrapping_sub(1), &["at"]) && note::is_note(doc);
    if stated.is_none() && !oclock && !asked {
        return None;
    }
    end += usize::from(asked && doc.any(end, &["minutes"]));
    if let Some((next, _)) = stated {
        end = next;
    }
    let hand = Hand {
        minute,
        ..Hand::at(i8::try_from(n).ok()?)
    };
    let hand = turned(hand, stated.map(|(_, half)| half))?;
    Some((end, Clock::Time(hand)))
}

fn small_number(doc: &Doc<'_>, at: usize) -> Option<(usize, u32)> {
    let digits = || Some((at + 1, u32::try_from(two_digits(doc, at)?).ok()?));
    words(doc, at).or_else(digits)
}

/// Reads `half past seven`, `a quarter to five`, `ten minutes past eight`.
fn past(doc: &Doc<'_>, at: usize) -> Option<(usize, Clock)> {
    let article = usize::from(doc.any(at, &["a"]));
    let (mut end, minutes) = match () {
        () if doc.any(at, &["half"]) => (at + 1, 30),
        () if doc.any(at + article, &["quarter"]) => (at + article + 1, 15),
        () => {
            let (end, n) = small_number(doc, at).filter(|(_, n)| *n < 60)?;
            let unit = usize::from(doc.any(end, &["min", "mins", "minutes"]));
            (end + unit, i8::try_from(n).ok()?)
        }
    };
    let to = doc.any(end, &["to"]);
    if !to && !doc.any(end, &["past"]) {
        return None;
    }
    end += 1;
    let (next, hour) = match words(doc, end) {
        Some((next, hour)) => (next, i8::try_from(hour).ok()?),
        None => (end + 1, doc.str(end).parse().ok()?),
    };
    if !(1..=12).contains(&hour) || to && !doc.any(end.wrapping_sub(2), &["quarter"]) {
        return None;
    }
    end = next + usize::from(doc.any(next, &["o'clock", "o’clock", "oclock"]));
    let (hour, minute) = match hour {
        1 if to => (12, 60 - minutes),
        hour if to => (hour - 1, 60 - minutes),
        hour => (hour, minutes),
    };
    let hand = Hand {
        minute: Some(minute),
        ..Hand::at(hour)
    };
    let (after, half) = match half(doc, end) {
        Some((next, half)) => (next, Some(half)),
        None => (end, None),
    };
    // `Rose a quarter to 5 percent` and `10 past 9 others` count something.
    let figures = doc.is(next - 1, shape::NUMBER) || doc.is(at, shape::NUMBER);
    let counts = doc.is(end, shape::WORD | shape::NUMBER) && !doc.breaks(end)
        || matches!(doc.sign(end), Some('%' | '/'));
    let is_plain = figures && half.is_none() && end == next;
    if is_plain && counts && !note::is_note(doc) {
        return None;
    }
    Some((after, Clock::Time(turned(hand, half)?)))
}
