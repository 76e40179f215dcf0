//! How a page writes dates: by its language and address, what a value means
//! where the page is at home.

use super::head::Head;
use crate::corpus::When;
use crate::corpus::dates::{self, DayOrder};

/// Reads a value that is there for a date.
pub(super) fn field(value: &str, head: &Head) -> Option<When> {
    dates::read_field_in(value, order(head)).filter(is_likely)
}

/// Says whether a page can be of that year.
pub(super) fn is_likely(when: &When) -> bool {
    (1990..=2100).contains(&when.year)
}

/// Reads a date for machines as people where the page is at home would: midnight
/// in central Europe, stated as 22 or 23 o'clock UTC, is the day that begins.
pub(super) fn local(value: &str, head: &Head) -> Option<When> {
    let when = field(value, head)?;
    let hour = match when.month? {
        4..=9 => 22,
        1 | 2 | 11 | 12 => 23,
        _ if when.time == Some((22, 0, 0)) => 22,
        _ => 23,
    };
    let is_midnight = when.time == Some((hour, 0, 0)) && when.offset_minutes == Some(0);
    if !is_midnight || !is_central_european(head) {
        return Some(when);
    }
    let next = when.first_day()?.tomorrow().ok()?;
    let part = |number| u8::try_from(number).ok();
    When::day(next.year(), part(next.month())?, part(next.day())?)
}

fn is_central_european(head: &Head) -> bool {
    let language = head.language.as_deref().unwrap_or_default();
    let code = language.split(['-', '_']).next().unwrap_or_default();
    let codes = [
        "de", "fr", "it", "nl", "pl", "sv", "da", "no", "nb", "nn", "cs", "hu", "sk", "sl", "hr",
    ];
    codes.iter().any(|known| known.eq_ignore_ascii_case(code))
}

/// Returns how `3/4/2015` is read where the page is at home: only the United
/// States put the month first, and plain English may be theirs.
pub(super) fn order(head: &Head) -> DayOrder {
    let stated = [
        head.language.as_deref(),
        head.meta(&["og:locale", "content-language"]),
    ];
    let mut places = stated.into_iter().flatten().map(order_of_language);
    let known = places.find(|order| *order != DayOrder::Unknown);
    known.unwrap_or_else(|| order_of_address(head))
}

fn order_of_language(language: &str) -> DayOrder {
    let language = language.trim().to_ascii_lowercase();
    let mut parts = language.split(['-', '_']);
    match (parts.next().unwrap_or_default(), parts.next()) {
        ("en", Some("us")) => DayOrder::MonthFirst,
        ("" | "en", None | Some("ca" | "ph")) => DayOrder::Unknown,
        _ => DayOrder::DayFirst,
    }
}

/// A country puts the day first where its domain is not that of the United
/// States, of one where both are in use, or one that everybody takes.
fn order_of_address(head: &Head) -> DayOrder {
    let stated = [head.canonical.as_deref(), head.meta(&["og:url"])];
    let host = stated.into_iter().flatten().find_map(|url| {
        let (_, rest) = url.split_once("://")?;
        rest.split(['/', ':', '?']).next()
    });
    let domain = host.and_then(|host| host.rsplit('.').next());
    let is_open = [
        "us", "ca", "ph", "co", "io", "tv", "me", "ai", "fm", "ly", "cc", "ws",
    ];
    match domain {
        Some(domain) if domain.len() == 2 && !is_open.contains(&domain) => DayOrder::DayFirst,
        Some("gov" | "mil") => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}
