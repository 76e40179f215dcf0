//! [`When`]: a date with the precision it was given in.

use std::fmt;

use jiff::civil::Date;

/// A date or date and time, no more precise than what was stated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct When {
    pub year: i16,
    /// 1 to 12; absent when only the year is known.
    pub month: Option<u8>,
    /// 1 to 31; absent when only the month is known.
    pub day: Option<u8>,
    /// Hour, minute, second.
    pub time: Option<(u8, u8, u8)>,
    /// Minutes east of UTC, where the zone was given.
    pub offset_minutes: Option<i16>,
}

impl When {
    /// Makes a day; `None` when there is no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let when = Self {
            year,
            month: Some(month),
            day: Some(day),
            time: None,
            offset_minutes: None,
        };
        when.exists().then_some(when)
    }

    /// Reads the ISO form that [`fmt::Display`] writes, with any precision.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once(['T', ' ']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month = two_digits(parts.next())?;
        let day = two_digits(parts.next())?;
        if parts.next().is_some() {
            return None;
        }
        let mut when = Self {
            year,
            month,
            day,
            time: None,
            offset_minutes: None,
        };
        if let Some(time) = time {
            when.read_time(time)?;
        }
        when.exists().then_some(when)
    }

    /// Returns the day it names, or the first day of the month or year it names.
    pub fn first_day(&self) -> Option<Date> {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        Date::new(
            self.year,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()
    }

    /// Returns a number that sorts dates by time, a coarse one before what it holds.
    ///
    /// Units: seconds since 1970 as UTC where the zone is known, else as written.
    pub fn sort_key(&self) -> i64 {
        let Some(day) = self.first_day() else {
            return i64::MIN;
        };
        let days = i64::from((day - Date::constant(1970, 1, 1)).get_days());
        let (hour, minute, second) = self.time.unwrap_or((0, 0, 0));
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        days * 86_400 + seconds - i64::from(self.offset_minutes.unwrap_or(0)) * 60
    }

    fn exists(&self) -> bool {
        let time = self
            .time
            .is_none_or(|(hour, minute, second)| hour < 24 && minute < 60 && second < 61);
        time && (self.day.is_none() || self.month.is_some()) && self.first_day().is_some()
    }

    fn read_time(&mut self, text: &str) -> Option<()> {
        self.day?;
        let (clock, zone) = match text.find(['Z', 'z', '+', '-']) {
            Some(at) => (text.get(..at)?, text.get(at..)?),
            None => (text, ""),
        };
        let clock = clock.split('.').next()?;
        let mut parts = clock.split(':').map(|part| part.parse::<u8>().ok());
        let (hour, minute) = (parts.next()??, parts.next()??);
        self.time = Some((hour, minute, parts.next().flatten().unwrap_or(0)));
        self.offset_minutes = match zone {
            "" => None,
            "Z" | "z" => Some(0),
            _ => {
                let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
                let hours: i16 = digits.get(..2)?.parse().ok()?;
                let minutes: i16 = digits.get(2..4).map_or(Some(0), |m| m.parse().ok())?;
                let sign = if zone.starts_with('-') { -1 } else { 1 };
                Some(sign * (hours * 60 + minutes))
            }
        };
        Some(())
    }
}

#[expect(clippy::option_option, reason = "absent and wrong are two things")]
fn two_digits(part: Option<&str>) -> Option<Option<u8>> {
    match part {
        None => Some(None),
        Some(digits) if digits.len() == 2 => digits.parse().ok().map(Some),
        Some(_) => None,
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if let Some((hour, minute, second)) = self.time {
            write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        }
        match self.offset_minutes {
            Some(0) => write!(f, "Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(
                    f,
                    "{sign}{:02}:{:02}",
                    minutes.abs() / 60,
                    minutes.abs() % 60
                )
            }
            None => Ok(()),
        }
    }
}
