//! Dates as header and footer lines state them, in the languages of [`words`].
//!
//! [`read_line`] reads one short line: which dates it states, which of them are
//! of publication or of a change, and how much else it says. A day that does
//! not exist, or could be read in two ways, is stated but unknown.
//!
//! Dates in running prose are not for this module.

mod clock;
mod days;
mod months;
mod scan;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use months::month;

use super::When;
use super::phrases::has_byte;
use crate::text::Span;

/// What a date is the date of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DateRole {
    Published,
    Modified,
    /// Of something else: when a member joined, a meeting is held, a page was read.
    Other,
    /// The line does not say.
    Unnamed,
}

/// A date that a line states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stated {
    pub role: DateRole,
    /// Unknown when there is no such day, or its order of day and month is open.
    pub when: Option<When>,
    /// Bytes of the line.
    pub span: Span,
}

/// How `3/4/2015` is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DayOrder {
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// What a line says about dates.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DateLine {
    pub stated: Vec<Stated>,
    /// Words that are no part of a date, of its label or of its zone.
    pub n_other_words: usize,
    /// A label that no date follows on this line.
    pub open_label: Option<DateRole>,
    /// The order of day and month, where a date of the line shows it.
    pub order: DayOrder,
}

impl DateLine {
    /// Makes what a line says that states nothing.
    pub(crate) const fn nothing() -> Self {
        Self {
            stated: Vec::new(),
            n_other_words: 0,
            open_label: None,
            order: DayOrder::Unknown,
        }
    }

    /// Says whether the line is there for its date.
    pub fn is_date_line(&self) -> bool {
        let is_named = |s: &Stated| matches!(s.role, DateRole::Published | DateRole::Modified);
        let n_free = if self.stated.iter().any(is_named) {
            4
        } else {
            2
        };
        let is_of_article = self.stated.iter().any(|s| s.role != DateRole::Other);
        is_of_article && self.n_other_words <= n_free
    }
}

/// Longest line that is read, in bytes; longer ones state nothing.
pub const MAX_LINE_BYTES: usize = 300;

/// Reads what one line states.
///
/// Cost: linear; at once for lines without a digit or above [`MAX_LINE_BYTES`].
pub fn read_line(line: &str, order: DayOrder) -> DateLine {
    if line.len() > MAX_LINE_BYTES {
        return DateLine {
            n_other_words: usize::MAX,
            ..DateLine::default()
        };
    }
    scan::line(&tokens::split(line), order)
}

/// Says whether a line has the numbers that any date has which is read here: a year
/// in four digits, or one in two beside another number.
pub(crate) fn has_numbers_of_date(line: &str) -> bool {
    // The digits of Arabic begin with this byte; their runs are not counted here.
    if has_byte(line, |byte| byte == 0xD9) {
        return true;
    }
    let (mut n_short, mut has_short_year, mut len) = (0, false, 0);
    for byte in line.bytes().chain([b' ']) {
        if byte.is_ascii_digit() {
            len += 1;
            continue;
        }
        match len {
            4 => return true,
            1 | 2 => n_short += 1,
            _ => {}
        }
        has_short_year |= len == 2;
        len = 0;
    }
    has_short_year && n_short >= 2
}

/// Reads the value of a date field: an ISO form, another date and little else,
/// or seconds or milliseconds since 1970.
pub fn read_field(value: &str) -> Option<When> {
    read_field_in(value, DayOrder::Unknown)
}

/// Reads the value of a date field as [`read_field`] does, where it is known how
/// `3/4/2015` is read.
pub fn read_field_in(value: &str, order: DayOrder) -> Option<When> {
    if let Some(spaced) = spaced(value.trim()) {
        return When::parse(&spaced);
    }
    let value = value.trim();
    if let Ok(number) = value.parse::<i64>()
        && value.len() >= 9
    {
        return from_epoch(number);
    }
    // `Tue Feb 20 2018 01:00:00 GMT+0100 (Central European Standard Time)`
    let bare = value.split_once('(').map_or(value, |(before, _)| before);
    let line = read_line(if bare.len() < 8 { value } else { bare }, order);
    match line.stated.as_slice() {
        [only] if line.n_other_words <= 2 => only.when,
        [] => When::parse(value),
        _ => None,
    }
}

/// Says whether a word, in lower case, stands on date lines without saying more:
/// a label, a weekday, a preposition, a zone, a month.
pub(crate) fn is_small_word(word: &str) -> bool {
    words::label(word).is_some() || words::is_filler(word) || month(word).is_some()
}

fn from_epoch(number: i64) -> Option<When> {
    let seconds = if number.abs() > 100_000_000_000 {
        number / 1000
    } else {
        number
    };
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    When::parse(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().as_str())
}

/// Puts the signs into `20140527T080000+0200`, the short form of ISO 8601.
fn spaced(value: &str) -> Option<String> {
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (day, rest) = value.split_at_checked(8)?;
    let (year, month, of_month) = (day.get(..4)?, day.get(4..6)?, day.get(6..)?);
    let date = format!("{year}-{month}-{of_month}");
    if !is_digits(day) || When::parse(&date).is_none() {
        return None;
    }
    let Some(rest) = rest.strip_prefix('T') else {
        return rest.is_empty().then_some(date);
    };
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (time, zone) = rest.split_at_checked(n_digits)?;
    let time = match n_digits {
        4 => format!("{}:{}:00", time.get(..2)?, time.get(2..)?),
        6 => format!("{}:{}:{}", time.get(..2)?, time.get(2..4)?, time.get(4..)?),
        _ => return None,
    };
    let zone = match (zone.len(), zone.get(..3), zone.get(3..)) {
        (5, Some(hours), Some(minutes)) => format!("{hours}:{minutes}"),
        _ => zone.to_owned(),
    };
    Some(format!("{date}T{time}{zone}"))
}
