//! The card of an entity: its names, its articles by time, what it said, which
//! dates it is tied to, who it appears with.
//!
//! What the corpus is known to hold stands there at once; what only the texts
//! tell comes from a worker.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::app::card::CardFacts;
use crate::app::effect::{Effect, Ticket};
use crate::app::model::Model;
use crate::app::picker::{Action, Item, Picker, PickerKind};
use crate::app::wording::{Bars, counted, long_date, sparkline};
use crate::corpus::When;
use crate::nlp::EntityId;

/// So many articles, the newest, are asked for quotes and dates.
const MOST_ARTICLES: usize = 300;
/// Columns of the line by time.
const MOST_COLUMNS: usize = 48;
/// Dates that are named.
const MOST_DATES: usize = 8;
/// Other entities that are listed.
const MOST_OTHERS: usize = 12;
/// Stands where an answer is on its way.
const COMING: &str = "…";

/// Opens the card of an entity.
pub(super) fn open(model: &mut Model, id: EntityId, out: &mut Vec<Effect>) {
    let entities = &model.reader.extraction.entities;
    let here = entities.iter().find(|entity| entity.id == id).cloned();
    let row = model.entities.get(id);
    let name = here.as_ref().map(|entity| entity.name.clone());
    let Some(name) = row.as_ref().map(|row| row.name.clone()).or(name) else {
        return;
    };
    let kind = here.as_ref().map(|entity| entity.kind);
    let kind = row.as_ref().map(|row| row.kind).or(kind);
    let mut aliases: Vec<String> = row.iter().flat_map(|row| row.aliases.clone()).collect();
    aliases.extend(here.iter().flat_map(|entity| entity.aliases.clone()));
    aliases.sort();
    aliases.dedup();
    aliases.retain(|alias| *alias != name);
    let numbers = by_time(model, id);
    let n_here = here.map_or(0, |entity| entity.n_mentions);
    let n_all = row.map_or(n_here, |row| row.n_mentions);
    let mut items = vec![Item::new("", "Articles", "", Action::Nothing)];
    items.extend(numbers.iter().filter_map(|number| article(model, *number)));
    let mut picker = Picker::new(PickerKind::Card, name, items);
    picker.head.push(format!(
        "{} · {} here, {} in {}",
        kind.map_or("", |kind| kind.name()),
        counted(n_here, "mention"),
        counted(n_all, "mention"),
        counted(numbers.len().max(1), "article"),
    ));
    if !aliases.is_empty() {
        picker.head.push(format!("also: {}", aliases.join(", ")));
    }
    picker.head.extend(timeline(model, &numbers));
    picker.head.push(format!("{DATES}{COMING}"));
    // The first row to choose is the first article.
    picker.cursor = 1.min(picker.shown.len().saturating_sub(1));
    model.picker = Some(picker);
    ask(model, id, numbers, out);
}

const DATES: &str = "dates: ";

fn ask(model: &mut Model, entity: EntityId, mut numbers: Vec<u32>, out: &mut Vec<Effect>) {
    let excess = numbers.len().saturating_sub(MOST_ARTICLES);
    numbers.drain(..excess);
    let sources = numbers
        .into_iter()
        .filter_map(|number| Some((number, model.row(number)?.source.to_source())));
    let sources = Arc::new(sources.collect::<Vec<_>>());
    model.tickets.card = model.tickets.fresh();
    out.push(Effect::Card {
        ticket: model.tickets.card,
        entity,
        sources,
    });
}

/// Fills in what the texts tell, while the card is open.
pub(super) fn gathered(model: &mut Model, ticket: Ticket, facts: &CardFacts) {
    let is_open = |picker: &Picker| picker.kind == PickerKind::Card;
    if ticket != model.tickets.card || !model.picker.as_ref().is_some_and(is_open) {
        return;
    }
    let quotes: Vec<Item> = facts
        .quotes
        .iter()
        .filter_map(|said| {
            let row = model.row(said.article)?;
            let date = row.published.map_or_else(no_date, |when| long_date(&when));
            Some(Item::new(
                date,
                said.text.clone(),
                row.publisher.unwrap_or_default(),
                Action::Article(said.article),
            ))
        })
        .collect();
    let others = facts.others();
    let others = others.iter().take(MOST_OTHERS).map(|other| {
        let detail = counted(other.n_articles, "article");
        let action = Action::Entity(other.id);
        Item::new(other.kind.name(), other.name.clone(), detail, action)
    });
    let others: Vec<Item> = others.collect();
    let Some(picker) = &mut model.picker else {
        return;
    };
    let dates = listed(&facts.dates());
    match picker.head.iter().position(|head| head.starts_with(DATES)) {
        Some(at) if dates.is_empty() => {
            picker.head.remove(at);
        }
        Some(at) => picker.head[at] = format!("{DATES}{dates}"),
        None => {}
    }
    for (heading, items) in [("Said", quotes), ("Appears with", others)] {
        if !items.is_empty() {
            let heading = Item::new("", heading, "", Action::Nothing);
            picker.items.push(heading);
            picker.items.extend(items);
        }
    }
    let (cursor, top) = (picker.cursor, picker.top);
    picker.narrow();
    // What was there before keeps its place.
    (picker.cursor, picker.top) = (cursor, top);
}

fn listed(dates: &[(&str, usize)]) -> String {
    let named = dates.iter().take(MOST_DATES).map(|(value, n)| {
        let date = When::parse(value).map_or_else(|| (*value).to_owned(), |when| long_date(&when));
        match n {
            1 => date,
            n => format!("{date} ({n})"),
        }
    });
    let mut text = named.collect::<Vec<_>>().join(", ");
    if dates.len() > MOST_DATES {
        text.push_str(", …");
    }
    text
}

fn no_date() -> String {
    "no date".to_owned()
}

/// Returns the articles that mention an entity by time, unknown dates last.
fn by_time(model: &Model, id: EntityId) -> Vec<u32> {
    let articles = model.entities.articles(id);
    let mut numbers: Vec<u32> = articles
        .iter()
        .copied()
        .filter(|number| !model.articles.is_gone(*number))
        .collect();
    numbers.sort_by_key(|number| {
        let when = model.row(*number).and_then(|row| row.published);
        (when.is_none(), when.map(|when| when.sort_key()), *number)
    });
    numbers
}

fn article(model: &Model, number: u32) -> Option<Item> {
    let row = model.row(number)?;
    let date = row.published.map_or_else(no_date, |when| long_date(&when));
    let source = row.publisher.unwrap_or_default();
    Some(Item::new(
        date,
        row.headline(),
        source,
        Action::Article(number),
    ))
}

/// Returns the column of a date, counted from any point of time.
type Column = fn(&When) -> Option<i64>;

/// Draws the articles by time: a column for each day, month or year.
fn timeline(model: &Model, numbers: &[u32]) -> Option<String> {
    let dates = numbers.iter().filter_map(|number| {
        let when = model.row(*number)?.published?;
        Some((when, i64::from(when.year)))
    });
    let dates: Vec<(When, i64)> = dates.collect();
    let units: [(&str, Column); 3] = [
        ("day", day_of),
        ("month", month_of),
        ("year", |when| Some(i64::from(when.year))),
    ];
    for (unit, column) in units {
        let columns: Vec<i64> = dates.iter().filter_map(|(when, _)| column(when)).collect();
        let (first, last) = (columns.iter().min()?, columns.iter().max()?);
        let n_columns = usize::try_from(last - first + 1).ok()?;
        if columns.len() < dates.len() || n_columns > MOST_COLUMNS && unit != "year" {
            continue;
        }
        if n_columns < 2 {
            return None;
        }
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for column in &columns {
            *counts.entry(*column).or_default() += 1;
        }
        let from = (*first).max(last + 1 - i64::try_from(MOST_COLUMNS).ok()?);
        let counts = (from..=*last).map(|column| counts.get(&column).copied().unwrap_or(0));
        let bars = if model.settings.ascii {
            Bars::Ascii
        } else {
            Bars::Blocks
        };
        let bars = sparkline(&counts.collect::<Vec<_>>(), bars);
        let (start, end) = (dates.first()?, dates.last()?);
        let name = |when: &When| long_date(&cut(when, unit));
        return Some(format!(
            "by {unit}: {} {bars} {}",
            name(&start.0),
            name(&end.0)
        ));
    }
    None
}

fn day_of(when: &When) -> Option<i64> {
    when.day?;
    let since = when.first_day()?.duration_since(Date::default());
    Some(since.as_hours() / 24)
}

fn month_of(when: &When) -> Option<i64> {
    Some(i64::from(when.year) * 12 + i64::from(when.month?) - 1)
}

/// Returns a date without what is finer than the columns.
fn cut(when: &When, unit: &str) -> When {
    When {
        month: when.month.filter(|_| unit != "year"),
        day: when.day.filter(|_| unit == "day"),
        time: None,
        offset_minutes: None,
        ..*when
    }
}
