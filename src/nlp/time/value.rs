//! [`Value`]: a stretch of days as fine as it was stated, and its ISO text.
//!
//! The shapes are those of ISO 8601 (`2014`, `2014-05`, `2014-W21`,
//! `2014-05-27`) and, where that has none, those of TIMEX3: `1989-Q3`,
//! `1989-H2`, `1998-SU`, `1990-W32-WE`, `199X`, `19XX`.

use std::fmt::{self, Write as _};

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::expr::{Clock, Cycle, Hand, Length, Part, Season, Unit, Vague};
use super::number::Count;

/// A stretch of days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Value {
    Day(Date),
    /// Year and week.
    Week(i16, i8),
    Weekend(i16, i8),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// So many years before Christ.
    YearBefore(i16),
    Decade(i16),
    Century(i16),
}

impl Value {
    pub(super) fn year(self) -> i16 {
        match self {
            Self::Day(day) => day.year(),
            Self::Week(year, _)
            | Self::Weekend(year, _)
            | Self::Month(year, _)
            | Self::Quarter(year, _)
            | Self::Half(year, _)
            | Self::Season(year, _)
            | Self::Year(year)
            | Self::Decade(year)
            | Self::Century(year) => year,
            Self::YearBefore(year) => 1 - year,
        }
    }

    /// Returns a day of the stretch, near its middle.
    pub(super) fn middle(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Week(year, week) | Self::Weekend(year, week) => {
                let week = ISOWeekDate::new(year, week, Weekday::Thursday).ok()?;
                Some(week.date())
            }
            Self::Month(year, month) => Date::new(year, month, 15).ok(),
            Self::Quarter(year, n) => Date::new(year, 3 * n - 1, 15).ok(),
            Self::Half(year, n) => Date::new(year, 6 * n - 3, 30).ok(),
            Self::Season(year, season) => Date::new(year, month_of(season), 15).ok(),
            Self::Year(_) | Self::YearBefore(_) | Self::Decade(_) | Self::Century(_) => {
                Date::new(self.year(), 7, 1).ok()
            }
        }
    }

    /// Returns the same stretch some years away.
    pub(super) fn years_away(self, n: i16) -> Option<Self> {
        let year = self
            .year()
            .checked_add(n)
            .filter(|year| (1..=9999).contains(year))?;
        Some(match self {
            Self::Day(day) => Self::Day(day.checked_add(Span::new().try_years(n).ok()?).ok()?),
            Self::Week(_, week) => Self::Week(year, week.min(52)),
            Self::Weekend(_, week) => Self::Weekend(year, week.min(52)),
            Self::Month(_, month) => Self::Month(year, month),
            Self::Quarter(_, quarter) => Self::Quarter(year, quarter),
            Self::Half(_, half) => Self::Half(year, half),
            Self::Season(_, season) => Self::Season(year, season),
            Self::Year(_) => Self::Year(year),
            // Those before Christ are not among the years above.
            Self::YearBefore(_) => return None,
            Self::Decade(_) => Self::Decade(year),
            Self::Century(_) => Self::Century(year),
        })
    }

    /// Returns the stretch of the length of `unit`, `n` of them from `day`.
    pub(super) fn away(day: Date, unit: Unit, n: i32) -> Option<Self> {
        let shifted = |span: Span| day.checked_add(span).ok();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Self::Day(shifted(Span::new().try_days(n).ok()?)?),
            Unit::Week | Unit::Weekend => {
                let week = shifted(Span::new().try_weeks(n).ok()?)?.iso_week_date();
                if unit == Unit::Week {
                    Self::Week(week.year(), week.week())
                } else {
                    Self::Weekend(week.year(), week.week())
                }
            }
            Unit::Month => {
                let day = shifted(Span::new().try_months(n).ok()?)?;
                Self::Month(day.year(), day.month())
            }
            Unit::Quarter => {
                let day = shifted(Span::new().try_months(n.checked_mul(3)?).ok()?)?;
                Self::Quarter(day.year(), (day.month() + 2) / 3)
            }
            Unit::Year => Self::Year(year_away(day, n)?),
            Unit::Decade => Self::Decade(year_away(day, n.checked_mul(10)?)? / 10 * 10),
            Unit::Century => Self::Century(year_away(day, n.checked_mul(100)?)? / 100 * 100),
        })
    }
}

fn year_away(day: Date, n: i32) -> Option<i16> {
    let year = i16::try_from(i32::from(day.year()).checked_add(n)?).ok()?;
    (1..=9999).contains(&year).then_some(year)
}

/// Returns a month in the middle of the season, as the north has it.
pub(super) fn month_of(season: Season) -> i8 {
    match season {
        Season::Winter => 1,
        Season::Spring => 4,
        Season::Summer => 7,
        Season::Autumn => 10,
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::Weekend(year, week) => write!(f, "{year:04}-W{week:02}-WE"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, n) => write!(f, "{year:04}-Q{n}"),
            Self::Half(year, n) => write!(f, "{year:04}-H{n}"),
            Self::Season(year, season) => write!(f, "{year:04}-{}", season_text(season)),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::YearBefore(year) => write!(f, "BC{year:04}"),
            Self::Decade(year) => write!(f, "{:03}X", year / 10),
            Self::Century(year) => write!(f, "{:02}XX", year / 100),
        }
    }
}

fn season_text(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// Returns `T17:30`, `TMO`; `Z` or an offset where the zone is known.
pub(super) fn clock_text(clock: Clock) -> String {
    match clock {
        Clock::Part(part) => format!("T{}", part_text(part)),
        Clock::Time(hand) => hand_text(hand),
    }
}

fn hand_text(hand: Hand) -> String {
    let minute = hand.minute.unwrap_or(0);
    let mut text = format!("T{:02}:{minute:02}", hand.hour);
    if let Some(second) = hand.second {
        let _ = write!(text, ":{second:02}");
    }
    match hand.zone {
        None => {}
        Some(0) => text.push('Z'),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.abs();
            let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
        }
    }
    text
}

fn part_text(part: Part) -> &'static str {
    match part {
        Part::Morning => "MO",
        Part::Midday => "MI",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
    }
}

/// Returns `P2Y`, `PT1H30M`, `PXM`.
pub(super) fn length_text(length: Length) -> String {
    let mut days = String::new();
    let mut hours = String::new();
    for (count, unit) in length.0.into_iter().flatten() {
        for (text, letter, is_clock) in counted(count, unit) {
            let side = if is_clock { &mut hours } else { &mut days };
            side.push_str(&text);
            side.push_str(letter);
        }
    }
    if hours.is_empty() {
        format!("P{days}")
    } else {
        format!("P{days}T{hours}")
    }
}

/// Returns a count in the units that ISO has, halves as the next smaller unit;
/// weekends, and what has no number, have letters of TIMEX3.
fn counted(count: Count, unit: Unit) -> Vec<(String, &'static str, bool)> {
    let (letter, size, half) = match unit {
        Unit::Second => ("S", 1, None),
        Unit::Minute => ("M", 1, Some((30, "S", true))),
        Unit::Hour => ("H", 1, Some((30, "M", true))),
        Unit::Day => ("D", 1, Some((12, "H", true))),
        Unit::Weekend => ("WE", 1, None),
        Unit::Week => ("W", 1, None),
        Unit::Month => ("M", 1, None),
        Unit::Quarter => ("M", 3, None),
        Unit::Year => ("Y", 1, Some((6, "M", false))),
        Unit::Decade => ("Y", 10, None),
        Unit::Century => ("Y", 100, None),
    };
    let is_clock = unit < Unit::Day;
    let Count::Hundredths(n) = count else {
        let letter = match unit {
            Unit::Quarter => "Q",
            Unit::Decade => "E",
            Unit::Century => "C",
            _ => letter,
        };
        return vec![("X".to_owned(), letter, is_clock)];
    };
    let n = n.saturating_mul(size);
    match half {
        Some((more, next, is_clock_too)) if n % 100 == 50 => {
            let mut parts = vec![((n / 100).to_string(), letter, is_clock)];
            parts.retain(|_| n >= 100);
            parts.push((more.to_string(), next, is_clock_too));
            parts
        }
        _ => vec![(decimal(n), letter, is_clock)],
    }
}

fn decimal(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Returns `P1W`, `XXXX-WXX-2`, `XXXX-07`: what comes again.
pub(super) fn cycle_text(cycle: Cycle) -> String {
    match cycle {
        Cycle::Units(n, unit) => {
            let n = u32::try_from(n).unwrap_or(1).saturating_mul(100);
            length_text(Length::of(Count::Hundredths(n), unit))
        }
        Cycle::Weekday(day, clock) => {
            let clock = clock.map(clock_text).unwrap_or_default();
            format!("XXXX-WXX-{day}{clock}")
        }
        Cycle::Month(month) => format!("XXXX-{month:02}"),
        Cycle::Season(season) => format!("XXXX-{}", season_text(season)),
        Cycle::Part(part) => format!("T{}", part_text(part)),
        Cycle::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Cycle::Clock(hand) => hand_text(hand),
        Cycle::Workday => "P1WD".to_owned(),
    }
}

pub(super) fn vague_text(vague: Vague) -> &'static str {
    match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    }
}
