//! [`Expr`]: what a time expression says, before it is placed in the calendar.
//!
//! The grammar makes these from tokens; [`super::resolve`] gives them values.
//! Nothing here knows of texts or of the date of the article.

use super::number::Count;

/// What an expression says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Expr {
    At(Place),
    Between(Place, Place),
    Lasting(Length),
    /// So much after or before the article's date: `in two weeks`.
    Off(Toward, Length),
    /// The stretch of that length beside the article's date: `next 3 days`.
    Run(Toward, Length),
    /// So many working days beside the article's date.
    Workdays(Toward, i32),
    /// So much from a day, and if stated the weekday in that week: `Monday
    /// two weeks after Easter`.
    Beside(Toward, Length, Point, Option<i8>),
    /// The stretch of that length from a day on: `a week starting May 3`.
    From(Length, Point),
    /// The first or last part of a stretch: `the first two weeks of 2021`.
    Edge(Edge, Length, Point),
    /// Within so much from the article's date.
    Within(Length),
    Every(Cycle),
    Vague(Vague),
}

/// Which way from a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Toward {
    Before,
    After,
}

/// Which end of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    First,
    Last,
}

/// A place in the calendar, on the clock, or both.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Place {
    pub(super) day: Option<Point>,
    pub(super) clock: Option<Clock>,
}

/// A place in the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Point {
    /// Month and day.
    Day(YearOf, i8, i8),
    Month(YearOf, i8),
    Quarter(YearOf, i8),
    Half(YearOf, i8),
    Season(YearOf, Season),
    Year(YearOf),
    /// So many years before Christ.
    YearBefore(i16),
    /// First year.
    Decade(i16),
    /// The two digits of its first year: `the '80s`.
    DecadeOf(i8),
    Century(i16),
    /// A century before Christ, which no value tells.
    CenturyBefore,
    /// Weekday 1 to 7 from Monday.
    Weekday(i8, Turn),
    /// A weekday of the week so many weeks away.
    WeekdayOf(i8, i32),
    /// The day of the month alone: `the 27th`.
    DayOfMonth(i8, i32),
    /// A weekday with its day of the month: `Friday 13th`.
    WeekdayOn(i8, i8),
    /// The so-manyth weekday of a month, both counted from 1.
    NthWeekday(i8, i8, MonthOf),
    Weekend(i32),
    /// `The weekend`: past or to come as the sentence looks.
    TheWeekend,
    /// The week that holds a day.
    WeekOf(YearOf, i8, i8),
    /// The so-manyth week of a month, and its weekday if stated; -1 is the
    /// last week.
    WeekIn(i8, MonthOf, Option<i8>),
    /// The so-manyth week of a year by ISO 8601; -1 is the last.
    WeekOfYear(YearOf, i8),
    /// So many units from the date of the article: `last week` is (Week, -1).
    Away(Unit, i32),
    /// So many units from the time spoken of: `the next day` is (Day, 1).
    Then(Unit, i32),
    /// `The quarter`: the one spoken of just before, or that of the article.
    The(Unit),
    /// `The 1988 period`: the quarter spoken of, in that year.
    PeriodOf(i16),
    /// `The year-ago quarter`.
    PeriodAgo,
    /// `A year ago`: as fine as the time spoken of.
    YearAgo,
    /// `A year earlier` than the time spoken of.
    YearEarlier,
    Holiday(YearOf, Holiday),
    /// The weekend next to a holiday.
    HolidayWeekend(YearOf, Holiday),
}

/// Which year is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum YearOf {
    /// Not stated: the nearest that fits the sentence.
    Open,
    Is(i16),
    /// So many years from that of the article.
    Away(i32),
    /// The latest one before the article.
    Last,
    /// The first one after it.
    Next,
    /// So many years from the year spoken of.
    Then(i32),
}

/// Which month is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MonthOf {
    Named(YearOf, i8),
    /// So many months from that of the article.
    Away(i32),
}

/// Which of several weekdays is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Turn {
    /// Not stated: where the sentence looks.
    Open,
    Last,
    /// The latest one: `this past Friday`.
    Past,
    Next,
    This,
    /// The one before or after the day spoken of.
    Before,
    After,
}

/// Where the words around an expression place it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum View {
    /// After the date of the article.
    Ahead,
    /// Before it: a verb in the past, or an entry of a chronology.
    Behind,
    #[default]
    Open,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// The so-manyth weekday of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i32),
}

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Clock {
    Time(Hand),
    Part(Part),
}

/// Hour, minute and second, as finely as stated, with the zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hand {
    pub(super) hour: i8,
    pub(super) minute: Option<i8>,
    pub(super) second: Option<i8>,
    /// Minutes east of Greenwich, where the zone is written as one.
    pub(super) zone: Option<i16>,
    /// Whether the half of the day is stated: `5 p.m.`, `17:00`.
    pub(super) half: HalfDay,
}

/// How sure it is which half of the day an hour belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HalfDay {
    Open,
    Stated,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A length of time: up to four counts with their units, largest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Length(pub(super) [Option<(Count, Unit)>; 4]);

/// Something that comes again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cycle {
    Units(i32, Unit),
    Weekday(i8, Option<Clock>),
    Month(i8),
    Season(Season),
    Part(Part),
    DayOfMonth(i8),
    /// The same time each day.
    Clock(Hand),
    /// Monday to Friday.
    Workday,
}

/// A time that no calendar holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Vague {
    Past,
    Present,
    Future,
}

impl Hand {
    /// Returns the full hour, in the half of the day not stated.
    pub(super) fn at(hour: i8) -> Self {
        Self {
            hour,
            minute: None,
            second: None,
            zone: None,
            half: HalfDay::Open,
        }
    }

    /// Returns the hand as it is read in a part of the day: `8` of a night is
    /// 20 o'clock.
    pub(super) fn within(self, part: Part) -> Self {
        let late = match part {
            Part::Morning => false,
            Part::Midday => self.hour < 5,
            Part::Afternoon | Part::Evening => true,
            Part::Night => self.hour > 4,
        };
        let shifts = late && self.half == HalfDay::Open && self.hour < 12;
        Self {
            hour: self.hour + if shifts { 12 } else { 0 },
            ..self
        }
    }
}

impl Place {
    pub(super) fn day(point: Point) -> Self {
        Self {
            day: Some(point),
            clock: None,
        }
    }

    pub(super) fn clock(clock: Clock) -> Self {
        Self {
            day: None,
            clock: Some(clock),
        }
    }
}

impl Expr {
    pub(super) fn point(point: Point) -> Self {
        Self::At(Place::day(point))
    }

    /// Returns the calendar part, if the expression has no other.
    pub(super) fn as_point(self) -> Option<Point> {
        match self {
            Self::At(Place {
                day: Some(point),
                clock: None,
            }) => Some(point),
            _ => None,
        }
    }
}

impl Length {
    pub(super) fn of(count: Count, unit: Unit) -> Self {
        Self([Some((count, unit)), None, None, None])
    }

    /// Returns the count and unit, if there is one alone and it is whole.
    pub(super) fn whole(self) -> Option<(i32, Unit)> {
        let [Some((count, unit)), None, ..] = self.0 else {
            return None;
        };
        Some((count.whole()?, unit))
    }

    pub(super) fn first(self) -> Option<(Count, Unit)> {
        self.0.first().copied().flatten()
    }
}
