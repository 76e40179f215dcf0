//! How dates and numbers are written for people.

use std::fmt::Write;

use crate::corpus::When;

/// Writes a date for people: `28 May 2014`, with the time where it is known.
pub fn long_date(when: &When) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut text = String::new();
    if let Some(day) = when.day {
        // Writing into a string cannot fail.
        let _ = write!(text, "{day} ");
    }
    if let Some(month) = when
        .month
        .and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?))
    {
        text.push_str(month);
        text.push(' ');
    }
    let _ = write!(text, "{}", when.year);
    if let Some((hour, minute, _)) = when.time {
        let _ = write!(text, " {hour:02}:{minute:02}");
    }
    text
}

/// Writes the day of a date: `28 May 2014`.
pub fn day_date(when: &When) -> String {
    long_date(&When {
        time: None,
        offset_minutes: None,
        ..*when
    })
}

/// Writes a number and what it counts: `1 mention`, `2 mentions`.
pub fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(number))
}

/// What the columns of a line over time are drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bars {
    Blocks,
    Ascii,
}

/// Draws counts as columns of one line, the highest as high as the line.
pub fn sparkline(counts: &[usize], bars: Bars) -> String {
    let signs: [char; 9] = match bars {
        Bars::Blocks => [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
        Bars::Ascii => ['.', '1', '2', '3', '4', '5', '6', '7', '8'],
    };
    let most = counts.iter().max().copied().unwrap_or(0).max(1);
    let columns = counts.iter().map(|count| {
        let height = (count * (signs.len() - 1)).div_ceil(most);
        signs.get(height).copied().unwrap_or(' ')
    });
    columns.collect()
}

/// Writes a number with commas between groups of three digits.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates_as_precisely_as_they_are() {
        let check =
            |iso: &str, expected: &str| assert_eq!(long_date(&When::parse(iso).unwrap()), expected);
        check("2014", "2014");
        check("2014-05", "May 2014");
        check("2014-05-28", "28 May 2014");
        check("2014-05-28T06:09", "28 May 2014 06:09");
    }

    #[test]
    fn draws_counts_as_columns() {
        assert_eq!(sparkline(&[0, 1, 4, 8], Bars::Blocks), " ▁▄█");
        assert_eq!(sparkline(&[3, 0, 1], Bars::Ascii), "8.3");
        assert_eq!(sparkline(&[0], Bars::Blocks), " ");
    }

    #[test]
    fn groups_digits_by_three() {
        let written = [0, 12, 999, 1000, 1_234_567].map(grouped);
        assert_eq!(written, ["0", "12", "999", "1,000", "1,234,567"]);
    }
}
