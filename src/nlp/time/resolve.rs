//! [`Resolver`]: expressions to values against the date of the article and
//! the time spoken of before.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::expr::{Clock, Expr, Hand, Length, MonthOf, Place, Point, Turn, Unit, View};
use super::reference::Reference;
use super::stretch::{self, in_week};
use super::value::{self, Value, month_of};
use super::{reckon, tail};
use crate::corpus::When;
use crate::nlp::mention::Until;

/// Gives values to the expressions of one article, one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Resolver {
    pub(super) reference: Reference,
    manner: Manner,
    /// What was spoken of last, and at which token.
    said: Option<(Value, usize)>,
    /// The day spoken of last.
    said_day: Option<(Date, usize)>,
    /// The quarter spoken of last.
    said_quarter: Option<((i16, i8), usize)>,
    at: usize,
    pub(super) view: View,
}

/// What kind of text the expressions stand in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Manner {
    /// Values are as fine as they were stated.
    #[default]
    Article,
    /// Values are ready for a calendar: stretches in days, `next Friday` in
    /// the week after this one.
    Note,
}

/// So many tokens back a date is still the one spoken of.
const MEMORY_TOKENS: usize = 150;
/// So many tokens back a date is in the same sentence, or nearly.
const SENTENCE_TOKENS: usize = 25;
/// So many tokens back a day is still the one that a time of day belongs to.
const CLOCK_TOKENS: usize = 40;

/// Returns the word for the kind of expression.
pub(super) fn kind(expr: Expr) -> &'static str {
    match expr {
        Expr::Lasting(_) => "duration",
        Expr::Every(_) => "set",
        Expr::At(Place { clock: Some(_), .. }) | Expr::Between(Place { clock: Some(_), .. }, _) => {
            "time"
        }
        Expr::Between(..)
        | Expr::Within(_)
        | Expr::Run(..)
        | Expr::Workdays(..)
        | Expr::From(..)
        | Expr::Edge(..) => "range",
        Expr::At(_) | Expr::Vague(_) | Expr::Off(..) | Expr::Beside(..) => "date",
    }
}

impl Resolver {
    pub(super) fn new(published: Option<When>, modified: Option<When>, manner: Manner) -> Self {
        Self {
            reference: Reference::new(published, modified),
            manner,
            ..Self::default()
        }
    }

    /// Returns the value, or `None` when it hangs on an unknown date.
    ///
    /// `at` is the token where it stands; `view` says where the sentence looks.
    pub(super) fn value(&mut self, expr: Expr, at: usize, view: View) -> Option<String> {
        (self.at, self.view) = (at, view);
        match expr {
            Expr::At(place) => self.place(place),
            Expr::Between(first, last) => self.between(first, last),
            Expr::Lasting(length) => {
                self.report(length);
                Some(value::length_text(length))
            }
            Expr::Every(cycle) => Some(value::cycle_text(cycle)),
            Expr::Vague(vague) => Some(value::vague_text(vague).to_owned()),
            Expr::Off(..)
            | Expr::Within(_)
            | Expr::Run(..)
            | Expr::Workdays(..)
            | Expr::Beside(..)
            | Expr::From(..)
            | Expr::Edge(..) => self.reckoned(expr),
        }
    }

    /// Says what the second date of the value is: in a note the first day after
    /// the stretch, unless two days are stated.
    pub(super) fn until(&self, expr: Expr) -> Until {
        let is_stated = match expr {
            Expr::Between(_, Place { clock, day }) => {
                clock.is_some() || day.is_some_and(tail::is_day)
            }
            _ => false,
        };
        if self.manner == Manner::Article || is_stated {
            Until::Last
        } else {
            Until::Before
        }
    }

    /// Notes that a report went on from its quarter to the year so far, so
    /// that `a year earlier` compares with a year.
    fn report(&mut self, length: Length) {
        let months = matches!(length.whole(), Some((6 | 9, Unit::Month)));
        if let Some((_, at)) = self.said_quarter.filter(|_| months)
            && self.at - at < MEMORY_TOKENS
            && let Some(year) = self.reference.year
        {
            self.said_quarter = None;
            self.said = Some((Value::Year(year), self.at));
        }
    }

    fn place(&mut self, place: Place) -> Option<String> {
        let day = match place.day {
            Some(point) => Some(self.point(point)?),
            None => None,
        };
        let compared = matches!(
            place.day,
            Some(Point::YearAgo | Point::YearEarlier | Point::PeriodAgo | Point::PeriodOf(_))
        );
        if let Some(said) = day.filter(|_| !compared) {
            self.note(said);
        }
        match (day, place.clock) {
            (Some(day), None) => self.text(day, place.day),
            (Some(day), Some(clock)) => Some(format!("{day}{}", value::clock_text(clock))),
            (None, Some(clock)) => {
                let near = self.said_day_near();
                let day = near.map(|day| day.to_string()).unwrap_or_default();
                Some(format!("{day}{}", value::clock_text(clock)))
            }
            (None, None) => None,
        }
    }

    /// Returns the day spoken of just before, to which times of day belong.
    fn said_day_near(&self) -> Option<Date> {
        let (day, at) = self.said_day?;
        (self.at - at < CLOCK_TOKENS).then_some(day)
    }

    /// Returns the day of a range of times that names none, empty if it is not
    /// known; who writes a note means today.
    fn day_of_clock(&self) -> Option<String> {
        if self.manner == Manner::Note {
            return self.reference.day.map(|day| day.to_string());
        }
        let near = self.said_day_near();
        Some(near.map(|day| day.to_string()).unwrap_or_default())
    }

    fn text(&self, value: Value, point: Option<Point>) -> Option<String> {
        match (self.manner, point) {
            (Manner::Article, _) => Some(value.to_string()),
            (Manner::Note, Some(Point::WeekOf(..) | Point::WeekIn(_, _, None))) => {
                let (first, after) = stretch::days(value)?;
                Some(format!("{first}/{after}"))
            }
            (Manner::Note, _) => stretch::text(value),
        }
    }

    fn note(&mut self, said: Value) {
        self.said = Some((said, self.at));
        match said {
            Value::Day(day) => self.said_day = Some((day, self.at)),
            Value::Quarter(year, n) => self.said_quarter = Some(((year, n), self.at)),
            _ => {}
        }
    }

    fn between(&mut self, first: Place, last: Place) -> Option<String> {
        let days = first.day.or(last.day).zip(last.day.or(first.day));
        if let (Some(from), Some(to)) = (first.clock, last.clock) {
            let (a, b) = if let Some((a, b)) = days {
                let (a, b) = (self.point(a)?, self.point(b)?);
                self.note(b);
                (a.to_string(), b.to_string())
            } else {
                let day = self.day_of_clock()?;
                (day.clone(), day)
            };
            let (from, to) = (full_clock(from), full_clock(to));
            return Some(format!("{a}{from}/{b}{to}"));
        }
        let (a, b) = days?;
        if self.manner == Manner::Note {
            let (first, last) = self.ends(a, b)?;
            return Some(format!("{first}/{last}"));
        }
        let is_open = reckon::is_open(b);
        let (a, b) = (self.point(a)?, self.point(b)?);
        // `December to March` ends in the year after.
        let ends = stretch::days(a).zip(stretch::days(b));
        let is_before = ends.is_some_and(|(a, b)| b.1 <= a.0) && is_open;
        let b = if is_before { b.years_away(1)? } else { b };
        self.note(b);
        Some(format!("{a}/{b}"))
    }

    pub(super) fn point(&self, point: Point) -> Option<Value> {
        match point {
            Point::Day(of, month, day) => {
                let year = self.year_of_day(of, (month, day))?;
                Date::new(year, month, day).ok().map(Value::Day)
            }
            Point::Month(of, month) => Some(Value::Month(self.year_of_month(of, month)?, month)),
            Point::Quarter(of, n) => Some(Value::Quarter(self.fiscal(of, 3 * n - 1)?, n)),
            Point::Half(of, n) => Some(Value::Half(self.fiscal(of, 6 * n - 3)?, n)),
            Point::Season(of, season) => Some(Value::Season(
                self.year(of, (month_of(season), 15))?,
                season,
            )),
            Point::Year(of) => Some(Value::Year(self.year(of, (7, 1))?)),
            Point::YearBefore(year) => Some(Value::YearBefore(year)),
            Point::CenturyBefore => None,
            Point::DecadeOf(n) => self.decade(i16::from(n)).map(Value::Decade),
            Point::Decade(year) => Some(Value::Decade(year)),
            Point::Century(year) => Some(Value::Century(year)),
            Point::Weekday(day, turn) => self.weekday(day, turn).map(Value::Day),
            Point::WeekdayOf(day, n) => {
                in_week(weeks_from(self.reference.day?, n)?, day).map(Value::Day)
            }
            Point::DayOfMonth(day, months) => {
                let month = self.first_of(MonthOf::Away(months))?;
                let date = Date::new(month.year(), month.month(), day);
                date.ok().map(Value::Day)
            }
            Point::WeekdayOn(weekday, day) => {
                stretch::weekday_on(self.reference.day?, weekday, day).map(Value::Day)
            }
            Point::NthWeekday(weekday, n, month) => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                let date = self.first_of(month)?.nth_weekday_of_month(n, weekday);
                date.ok().map(Value::Day)
            }
            Point::Weekend(n) => Value::away(self.reference.day?, Unit::Weekend, n),
            Point::TheWeekend => self.weekend(),
            Point::WeekOf(..) | Point::WeekIn(..) | Point::WeekOfYear(..) => self.week(point),
            Point::Away(unit, n) => self.away(unit, n),
            Point::Then(unit, n) => self.then(unit, n),
            Point::YearAgo => self.year_ago(),
            Point::The(unit) => self.the(unit),
            Point::PeriodOf(year) => Some(match self.said_quarter {
                Some(((_, n), _)) => Value::Quarter(year, n),
                None => Value::Year(year),
            }),
            Point::PeriodAgo => self.the(Unit::Quarter)?.years_away(-1),
            Point::YearEarlier => {
                let said = self.quarter_within(CLOCK_TOKENS).or_else(|| self.said());
                match said {
                    Some(said) => said.years_away(-1),
                    None => self.away(Unit::Year, -1),
                }
            }
            Point::Holiday(of, day) => self.holiday(of, day).map(Value::Day),
            Point::HolidayWeekend(of, day) => weekend_beside(self.holiday(of, day)?),
        }
    }

    /// Places the week of a day, or the so-manyth of a month or a year.
    ///
    /// A week belongs to the month or year that has its Thursday, as in ISO
    /// 8601.
    fn week(&self, point: Point) -> Option<Value> {
        let thursday = |month: Date, n: i8| month.nth_weekday_of_month(n, Weekday::Thursday).ok();
        let (day, weekday) = match point {
            Point::WeekOf(of, month, day) => {
                let year = self.year_of_day(of, (month, day))?;
                (Date::new(year, month, day).ok()?, None)
            }
            Point::WeekIn(n, month, weekday) => (thursday(self.first_of(month)?, n)?, weekday),
            Point::WeekOfYear(of, n) => {
                let year = self.year(of, (7, 1))?;
                let (month, first) = if n < 0 { (12, -1) } else { (1, 1) };
                let first = thursday(Date::new(year, month, 1).ok()?, first)?;
                (weeks_from(first, i32::from(n.max(1) - 1))?, None)
            }
            _ => return None,
        };
        match weekday {
            Some(weekday) => in_week(day, weekday).map(Value::Day),
            None => Value::away(day, Unit::Week, 0),
        }
    }

    pub(super) fn said(&self) -> Option<Value> {
        let (said, at) = self.said?;
        (self.at - at < MEMORY_TOKENS).then_some(said)
    }

    fn weekday(&self, day: i8, turn: Turn) -> Option<Date> {
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        let spoken = self.said_day.filter(|(_, at)| self.at - at < MEMORY_TOKENS);
        let then = match spoken {
            Some((day, _)) => day,
            None => self.reference.day?,
        };
        let today = self.reference.day?;
        let same = today.weekday() == weekday;
        if let Some(n) = week_in_note(turn).filter(|_| self.manner == Manner::Note) {
            return in_week(weeks_from(today, n)?, day);
        }
        // Who writes a note mostly has plans.
        let view = match (self.manner, self.view) {
            (Manner::Note, View::Open) => View::Ahead,
            (_, view) => view,
        };
        match (turn, view) {
            (Turn::Open, _) if same => Some(today),
            (Turn::Open, View::Ahead) | (Turn::Next, _) => today.nth_weekday(1, weekday).ok(),
            (Turn::Open | Turn::Last | Turn::Past, _) => today.nth_weekday(-1, weekday).ok(),
            (Turn::Before, _) => then.nth_weekday(-1, weekday).ok(),
            (Turn::After, _) => then.nth_weekday(1, weekday).ok(),
            (Turn::This, _) => in_week(today, day),
        }
    }

    /// Returns `the weekend`, past or to come as the sentence looks.
    fn weekend(&self) -> Option<Value> {
        let today = self.reference.day?;
        let is_over = today.weekday().to_monday_one_offset() <= 5 && self.view != View::Ahead;
        Value::away(today, Unit::Weekend, -i32::from(is_over))
    }

    fn away(&self, unit: Unit, n: i32) -> Option<Value> {
        if unit == Unit::Year {
            return self.year_away(n);
        }
        if unit == Unit::Decade && n < -1 {
            return self.year_away(n.checked_mul(10)?);
        }
        Value::away(self.reference.day?, unit, n)
    }

    fn year_away(&self, n: i32) -> Option<Value> {
        let year = i32::from(self.reference.year?).checked_add(n)?;
        let year = i16::try_from(year).ok()?;
        (1..=9999).contains(&year).then_some(Value::Year(year))
    }

    /// Places what is counted from the time spoken of.
    fn then(&self, unit: Unit, n: i32) -> Option<Value> {
        let said = self.said();
        if unit == Unit::Day || unit == Unit::Week {
            let spoken = self.said_day.filter(|(_, at)| self.at - at < MEMORY_TOKENS);
            let day = match spoken {
                Some((day, _)) => day,
                None => self.reference.day?,
            };
            return Value::away(day, unit, n);
        }
        match said {
            Some(said) if unit >= Unit::Month => Value::away(said.middle()?, unit, n),
            _ => self.away(unit, n),
        }
    }

    /// Places `the quarter`, `the year`: spoken of just before, or else that
    /// of the article; of quarters the last one that is over.
    fn the(&self, unit: Unit) -> Option<Value> {
        if unit == Unit::Quarter {
            return match self.said_quarter {
                Some(((year, n), _)) => Some(Value::Quarter(year, n)),
                None => self.away(unit, -1),
            };
        }
        let near = self.said.filter(|(_, at)| self.at - at < SENTENCE_TOKENS);
        match near {
            Some(_) => self.then(unit, 0),
            None if unit == Unit::Day => self.then(unit, 0),
            None => self.away(unit, 0),
        }
    }

    fn year_ago(&self) -> Option<Value> {
        match self.quarter_within(MEMORY_TOKENS) {
            Some(quarter) => quarter.years_away(-1),
            None => self.away(Unit::Year, -1),
        }
    }

    fn quarter_within(&self, n_tokens: usize) -> Option<Value> {
        let ((year, n), _) = self
            .said_quarter
            .filter(|(_, at)| self.at - at < n_tokens)?;
        Some(Value::Quarter(year, n))
    }
}

/// Returns the weekend next to a day.
fn weekend_beside(day: Date) -> Option<Value> {
    // Monday and Tuesday are nearer to the weekend before.
    let back = i32::from(day.weekday().to_monday_one_offset() <= 2);
    Value::away(day, Unit::Weekend, -back)
}

/// Returns the day `n` weeks from `day`, if the calendar holds it.
fn weeks_from(day: Date, n: i32) -> Option<Date> {
    day.checked_add(Span::new().try_weeks(n).ok()?).ok()
}

/// Returns how many weeks away a note means `next Friday` or `last Friday`.
fn week_in_note(turn: Turn) -> Option<i32> {
    match turn {
        Turn::Last | Turn::Before => Some(-1),
        Turn::Next | Turn::After => Some(1),
        Turn::Open | Turn::This | Turn::Past => None,
    }
}

fn full_clock(clock: Clock) -> String {
    let clock = match clock {
        Clock::Time(hand) => Clock::Time(Hand {
            second: Some(hand.second.unwrap_or(0)),
            ..hand
        }),
        part @ Clock::Part(_) => part,
    };
    value::clock_text(clock)
}
