//! [`day`]: the day that the address of a page or of a picture names.

use crate::corpus::{When, dates};

/// Reads the day in an address: `/2014/05/28/`, `2014-05-28`, `20140528`,
/// `2014/may/28`, `28-05-2014`.
///
/// Cost: linear.
pub(super) fn day(url: &str) -> Option<When> {
    let path = url.split_once("://").map_or(url, |(_, path)| path);
    let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let three = parts.windows(3).find_map(|three| match three {
        [year, month, day] if year.len() == 4 => of_parts(year, month, day),
        [day, month, year] if year.len() == 4 => of_parts(year, month, day),
        _ => None,
    });
    three.or_else(|| parts.iter().find_map(|part| of_digits(part)))
}

fn of_parts(year: &str, month: &str, day: &str) -> Option<When> {
    let month = match month.len() {
        1 | 2 => month.parse().ok()?,
        _ => dates::month(&month.to_ascii_lowercase())?,
    };
    let date = When::day(year.parse().ok()?, month, day.parse().ok()?)?;
    (day.len() <= 2).then_some(date)
}

fn of_digits(digits: &str) -> Option<When> {
    let is_shape = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
    let part = |from, to| digits.get(from..to);
    let year = part(0, 4)?.parse().ok()?;
    let date = When::day(year, part(4, 6)?.parse().ok()?, part(6, 8)?.parse().ok()?)?;
    is_shape.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<&str>) {
        assert_eq!(
            day(url).map(|day| day.to_string()).as_deref(),
            expected,
            "{url}"
        );
    }

    #[test]
    fn days_in_addresses() {
        check(
            "https://gazette.example/2014/05/28/port",
            Some("2014-05-28"),
        );
        check(
            "https://gazette.example/2014/may/3/port",
            Some("2014-05-03"),
        );
        check(
            "https://gazette.example/port-28-05-2014.html",
            Some("2014-05-28"),
        );
        check(
            "https://gazette.example/a/20140528/port",
            Some("2014-05-28"),
        );
        check("https://gazette.example/2014/05/port", None);
        check("https://gazette.example/2014/15/28/port", None);
        check("https://gazette.example/port-99999999", None);
    }
}
