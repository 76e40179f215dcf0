//! Days that are reckoned with: so much from a day, a stretch beside it, the
//! ends of a range.
//!
//! Part of [`Resolver`]; values are days, since no other answer would say how
//! far the reckoning reached.

use jiff::Span;
use jiff::civil::Date;

use super::expr::{Edge, Expr, Length, Point, Toward, Turn, Unit, YearOf};
use super::resolve::Resolver;
use super::stretch::{self, days};

impl Resolver {
    /// Returns the value of a length that leads somewhere.
    pub(super) fn reckoned(&self, expr: Expr) -> Option<String> {
        let today = self.reference.day;
        let range = match expr {
            Expr::Off(toward, length) => return self.off(toward, length),
            Expr::Beside(toward, length, point, weekday) => {
                let (first, _) = days(self.point(point)?)?;
                let day = stretch::from(first, toward, length)?;
                let day = match weekday {
                    Some(weekday) => stretch::in_week(day, weekday)?,
                    None => day,
                };
                return Some(day.to_string());
            }
            Expr::Within(length) => {
                let start = today?;
                (start, stretch::from(start, Toward::After, length)?)
            }
            Expr::Run(toward, length) => stretch::run(today?, toward, length)?,
            Expr::Workdays(toward, n) => stretch::workdays(today?, toward, n)?,
            Expr::From(length, point) => {
                let (first, _) = days(self.point(point)?)?;
                (first, stretch::from(first, Toward::After, length)?)
            }
            Expr::Edge(edge, length, point) => edge_of(days(self.point(point)?)?, edge, length)?,
            Expr::At(_)
            | Expr::Between(..)
            | Expr::Lasting(_)
            | Expr::Every(_)
            | Expr::Vague(_) => {
                return None;
            }
        };
        Some(format!("{}/{}", range.0, range.1))
    }

    /// Returns the day, or the second, so far from the article's date.
    fn off(&self, toward: Toward, length: Length) -> Option<String> {
        let start = self.reference.day?;
        let Some(n) = stretch::seconds(length) else {
            return stretch::from(start, toward, length).map(|day| day.to_string());
        };
        let n = match toward {
            Toward::After => n,
            Toward::Before => -n,
        };
        let end = start
            .at(0, 0, 0, 0)
            .checked_add(Span::new().try_seconds(n).ok()?)
            .ok()?;
        Some(end.strftime("%Y-%m-%dT%H:%M:%S").to_string())
    }

    /// Returns the first days of both ends of a range.
    ///
    /// An end takes its year from the other, and the range that today lies in
    /// goes before others.
    pub(super) fn ends(&self, first: Point, last: Point) -> Option<(Date, Date)> {
        if !is_open(last) {
            let last = self.first_day(last)?;
            let near = self.first_day(with_year(first, last.year()))?;
            let far = || self.first_day(with_year(first, last.year() - 1));
            return Some((if near > last { far()? } else { near }, last));
        }
        let start = self.first_day(first)?;
        if let Point::Weekday(day, Turn::Open) = last {
            let monday_one = i32::from(start.weekday().to_monday_one_offset());
            let ahead = (i32::from(day) - monday_one).rem_euclid(7);
            return Some((start, start.checked_add(Span::new().days(ahead)).ok()?));
        }
        let after = |start: Date| {
            let near = self.first_day(with_year(last, start.year()))?;
            let far = || self.first_day(with_year(last, start.year() + 1));
            if near < start { far() } else { Some(near) }
        };
        let today = self.reference.day;
        if is_open(first)
            && let Some(before) = self.first_day(with_year(first, start.year() - 1))
            && let Some(end) = after(before)
            && let Some((_, over)) = days(self.point(with_year(last, end.year()))?)
            && today.is_some_and(|today| before <= today && today < over)
        {
            return Some((before, end));
        }
        Some((start, after(start)?))
    }

    fn first_day(&self, point: Point) -> Option<Date> {
        Some(days(self.point(point)?)?.0)
    }
}

/// Says whether a day, month or quarter lacks its year, a weekday its week.
pub(super) fn is_open(point: Point) -> bool {
    matches!(
        point,
        Point::Day(YearOf::Open, ..)
            | Point::Month(YearOf::Open, _)
            | Point::Quarter(YearOf::Open, _)
            | Point::Weekday(_, Turn::Open)
    )
}

/// Gives a year to a day, month or quarter that has none.
fn with_year(point: Point, year: i16) -> Point {
    let of = YearOf::Is(year);
    match point {
        Point::Day(YearOf::Open, month, day) => Point::Day(of, month, day),
        Point::Month(YearOf::Open, month) => Point::Month(of, month),
        Point::Quarter(YearOf::Open, n) => Point::Quarter(of, n),
        other => other,
    }
}

/// Returns the first or last so-much of a stretch; weeks are whole ones.
fn edge_of((start, after): (Date, Date), edge: Edge, length: Length) -> Option<(Date, Date)> {
    let weekly = matches!(length.first(), Some((_, Unit::Week)));
    match edge {
        Edge::First => {
            let start = if weekly { week_from(start)? } else { start };
            Some((start, stretch::from(start, Toward::After, length)?))
        }
        Edge::Last => {
            let after = if weekly { week_from(after)? } else { after };
            Some((stretch::from(after, Toward::Before, length)?, after))
        }
    }
}

/// Returns the Monday of the first week that has its Thursday from `day` on.
fn week_from(day: Date) -> Option<Date> {
    let late = day.weekday().to_monday_one_offset() > 4;
    let week = if late {
        day.checked_add(Span::new().weeks(1)).ok()?
    } else {
        day
    };
    stretch::in_week(week, 1)
}
