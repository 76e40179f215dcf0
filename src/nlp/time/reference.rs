//! [`Reference`]: the date that an article's words are counted from.
//!
//! It knows nothing of expressions but where a sentence looks.

use jiff::civil::Date;

use super::expr::View;
use crate::corpus::When;

/// The date of the article, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reference {
    pub(super) year: Option<i16>,
    /// Known to the day.
    pub(super) day: Option<Date>,
    /// The day of the last change, if it came soon after.
    pub(super) changed: Option<Date>,
}

/// A change so many days after the first version still belongs to the news.
const MAX_CHANGE_DAYS: i32 = 90;

/// What a year is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Grain {
    Day,
    /// A month or more, told by a day in its middle: it may have begun.
    Stretch,
}

/// So many days ahead a sentence in the past may still tell of a day.
const NEAR_DAYS: i32 = 4;
/// So many days either way are as good as the same month.
const SAME_MONTH_DAYS: i32 = 20;

impl Reference {
    pub(super) fn new(published: Option<When>, modified: Option<When>) -> Self {
        let to_day = |when: Option<When>| when.filter(|when| when.day.is_some())?.first_day();
        let day = to_day(published);
        let changed = to_day(modified).filter(|changed| {
            let days = day.and_then(|day| day.until(*changed).ok());
            days.is_some_and(|span| (1..=MAX_CHANGE_DAYS).contains(&span.get_days()))
        });
        Self {
            year: published.map(|when| when.year),
            day,
            changed,
        }
    }

    /// Chooses the year of what has none, told by a day: the nearest, the past preferred
    /// unless the sentence looks ahead, and the past alone if it looks back,
    /// but for a few days.
    pub(super) fn nearest(&self, (month, day): (i8, i8), view: View, grain: Grain) -> Option<i16> {
        let changed = self.changed.filter(|_| view == View::Behind);
        let today = changed.or(self.day)?;
        let leap = (month, day) == (2, 29);
        let distance = |year: i16| {
            let date = Date::new(year, month, if leap { day } else { day.min(28) }).ok()?;
            let days = today.until(date).ok()?.get_days();
            let weight = match (days > 0, view) {
                (true, View::Behind) => 400,
                (false, View::Ahead) => 6,
                (true, View::Open) => 3,
                (true, View::Ahead) | (false, _) => 1,
            };
            // What is so near is meant either way, if nothing else tells.
            let near = match (days > 0, view, grain) {
                (true, View::Behind, Grain::Day) => NEAR_DAYS,
                _ => SAME_MONTH_DAYS,
            };
            Some(if days.abs() < near {
                days.abs()
            } else {
                weight * days.abs()
            })
        };
        let year = today.year();
        let years = if leap { 8 } else { 1 };
        let near = (1..=years).flat_map(|n| [year - n, year + n]);
        std::iter::once(year)
            .chain(near)
            .min_by_key(|&year| distance(year).unwrap_or(i32::MAX))
    }
}
