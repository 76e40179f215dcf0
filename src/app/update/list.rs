//! The list: its cursor, its filter, selection, and going to other articles.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{jobs, moves, reader};
use crate::app::articles::Source;
use crate::app::command::Command;
use crate::app::effect::{Effect, Ticket, Wake};
use crate::app::facts::Facts;
use crate::app::list::Filter;
use crate::app::model::{Model, Pane};
use crate::app::msg::Tone;
use crate::app::reader::Search;
use crate::index::eval::{TextHits, eval};
use crate::index::query::{Expect, Field, Query, QueryError, completions, parse, parse_typing};

/// Moves the cursor; the preview follows when the key rests.
pub(super) fn move_by(model: &mut Model, by: isize, out: &mut Vec<Effect>) {
    let last = model.list.shown.len().saturating_sub(1);
    model.list.cursor = model.list.cursor.saturating_add_signed(by).min(last);
    if lags_behind(model) {
        out.push(Effect::WakeAfter(Wake::Page, PAGE_MS));
    } else {
        model.list.follow(model.list_page());
    }
    out.push(Effect::WakeAfter(Wake::Preview, model.settings.rest_ms));
}

/// How long a held key must rest for the page to follow, and how long the page
/// stays behind at most, in milliseconds.
const PAGE_MS: u32 = 60;
const BEHIND_MS: i64 = 1000;

/// Says whether the page stays where it is for now: over a link a held key
/// moves the count alone, or the pages of a second would be shown in the next.
fn lags_behind(model: &mut Model) -> bool {
    let (list, n_rows, now) = (&model.list, model.list_page(), model.now);
    let is_on_page = (list.top..list.top + n_rows).contains(&list.cursor);
    let held = &mut model.held;
    if is_on_page || !held.is_remote || !held.is_repeat {
        held.behind_since = None;
        return false;
    }
    let since = *held.behind_since.get_or_insert(now);
    let lags = now.0 - since.0 < BEHIND_MS;
    if !lags {
        held.behind_since = None;
    }
    lags
}

/// Shows the page of the cursor.
pub(super) fn catch_up(model: &mut Model) {
    model.held.behind_since = None;
    model.list.follow(model.list_page());
}

/// Goes to the next or previous article, or the next or previous unread one.
pub(super) fn other(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let forward = matches!(command, Command::NextArticle | Command::NextUnread);
    let unread_only = matches!(command, Command::NextUnread | Command::PreviousUnread);
    let cursor = model.list.cursor;
    let fits = |at: &usize| {
        !unread_only
            || model
                .list
                .shown
                .get(*at)
                .is_some_and(|number| !is_read(model, *number))
    };
    let found = if forward {
        (cursor + 1..model.list.shown.len()).find(fits)
    } else {
        (0..cursor).rev().find(fits)
    };
    // Unread articles before the cursor are still to be read.
    let found = found.or_else(|| {
        if command == Command::NextUnread {
            (0..cursor).find(fits)
        } else {
            None
        }
    });
    match found {
        Some(at) => {
            model.list.cursor = at;
            model.list.follow(model.list_page());
            reader::open_current(model, out);
            moves::wait_until_read(model, out);
        }
        None if unread_only => model
            .notices
            .say(Tone::Plain, "no other unread article is shown"),
        None => model.notices.say(
            Tone::Plain,
            if forward {
                "this is the last article"
            } else {
                "this is the first article"
            },
        ),
    }
}

fn is_read(model: &Model, number: u32) -> bool {
    let Some(row) = model.row(number) else {
        return true;
    };
    model
        .ledger(row.source.root)
        .is_some_and(|ledger| ledger.triage(row.id).read)
}

/// Goes back or forward in the jump list.
pub(super) fn jump(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let back = command == Command::JumpBack;
    let here = model.reader.number;
    let jumps = &mut model.jumps;
    let (from, to) = if back {
        (&mut jumps.back, &mut jumps.forward)
    } else {
        (&mut jumps.forward, &mut jumps.back)
    };
    let Some(number) = from.pop() else {
        model.notices.say(
            Tone::Plain,
            if back {
                "no article before this one"
            } else {
                "no article after this one"
            },
        );
        return;
    };
    to.extend(here);
    if !model.list.go_to(number) {
        model
            .notices
            .say(Tone::Plain, "the article is not shown under this filter");
    }
    model.list.follow(model.list_page());
    reader::open(model, number, out);
}

/// Goes to an article, wherever it is; remembers where we came from.
pub(super) fn go_to(model: &mut Model, number: u32, out: &mut Vec<Effect>) {
    if let Some(here) = model.reader.number.filter(|here| *here != number) {
        model.jumps.back.push(here);
        model.jumps.forward.clear();
    }
    if !model.list.go_to(number) {
        clear_filter(model, out);
        model.list.pins.clear();
        refill(model, out);
        model.list.go_to(number);
    }
    model.list.follow(model.list_page());
    reader::open(model, number, out);
}

/// Selects articles for the next act.
pub(super) fn select(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    if command == Command::SelectAll {
        let all: BTreeSet<u32> = model.list.fitting.iter().copied().collect();
        model.list.selected = if model.list.selected == all {
            BTreeSet::default()
        } else {
            all
        };
    } else if let Some(number) = model.current() {
        // Who selects a row takes the story that is folded in it.
        let story = model.list.story(number);
        if model.list.selected.contains(&number) {
            model.list.selected.retain(|other| !story.contains(other));
        } else {
            model.list.selected.extend(story);
        }
        if model.focus == Pane::List {
            move_by(model, 1, out);
        }
    }
    let n_selected = model.list.selected.len();
    if n_selected > 0 {
        model.notices.say(
            Tone::Plain,
            format!("{n_selected} selected; the next act is for all of them"),
        );
    } else {
        model.notices.clear();
    }
}

/// Undoes one layer: selection, search, pins, filter.
pub(super) fn escape(model: &mut Model, out: &mut Vec<Effect>) {
    model.notices.clear();
    if !model.list.selected.is_empty() {
        model.list.selected.clear();
    } else if !model.reader.search.needle.is_empty() {
        model.reader.search = Search::default();
    } else if !model.sidebar.narrow.is_empty() {
        model.sidebar.narrow.clear();
        model.sidebar.fill(&model.reader);
    } else if !model.list.pins.is_empty() {
        model.list.pins.clear();
        refill(model, out);
    } else if !model.list.filter.text.is_empty() {
        clear_filter(model, out);
        refill(model, out);
    } else if model.is_zen {
        moves::view(model, Command::Zen, out);
    }
}

fn clear_filter(model: &mut Model, out: &mut Vec<Effect>) {
    model.list.filter = Filter::default();
    jobs::remember(out);
}

/// Filters by `text`; a text that cannot be read leaves the list as it is.
pub(super) fn filter(model: &mut Model, text: &str, out: &mut Vec<Effect>) -> bool {
    filter_by(model, text, parse, out)
}

/// Filters while the person types: the last word may still grow.
pub(super) fn filter_typing(model: &mut Model, text: &str, out: &mut Vec<Effect>) {
    filter_by(model, text, parse_growing, out);
}

/// Reads a filter whose last name may still grow: `tag:gui` is `tag:gui*`.
fn parse_growing(text: &str) -> Result<Query, QueryError> {
    let completion = completions(text, text.len());
    let is_name = matches!(completion.expect, Expect::Value(field) if !matches!(field, Field::State | Field::Has | Field::Kind));
    let is_open =
        text.ends_with(char::is_alphanumeric) && !completion.span.of(text).starts_with('"');
    let grown = if is_name && is_open {
        parse(&format!("{text}*")).ok()
    } else {
        None
    };
    grown.map_or_else(|| parse_typing(text), Ok)
}

type Parse = fn(&str) -> Result<Query, QueryError>;

fn filter_by(model: &mut Model, text: &str, parse: Parse, out: &mut Vec<Effect>) -> bool {
    text.clone_into(&mut model.list.filter.text);
    model.list.filter.query = if text.trim().is_empty() {
        None
    } else {
        match parse(text) {
            Ok(query) => Some(query),
            Err(_) => return false,
        }
    };
    ask_for_words(model, out);
    refill(model, out);
    true
}

/// Asks a worker for the articles that hold the words of the filter.
pub(super) fn ask_for_words(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(query) = &model.list.filter.query else {
        return;
    };
    let terms = query.wanted_text();
    if terms.is_empty() {
        return;
    }
    model.list.filter.hits = TextHits::default();
    model.tickets.search = model.tickets.fresh();
    let sources: Vec<(u32, Source)> = model
        .articles
        .iter()
        .map(|(number, row)| (number, row.source.to_source()))
        .collect();
    out.push(Effect::Search {
        ticket: model.tickets.search,
        terms,
        sources: Arc::new(sources),
    });
}

/// Files the answer of a search in the bodies.
pub(super) fn found(model: &mut Model, ticket: Ticket, hits: TextHits, out: &mut Vec<Effect>) {
    if ticket == model.tickets.search {
        model.list.filter.hits = hits;
        refill(model, out);
    }
}

/// Returns the articles that filter and pins let through.
pub(super) fn matching(model: &Model) -> Vec<u32> {
    let mut numbers: Vec<u32> = match &model.list.filter.query {
        Some(query) => eval(query, &Facts::new(model), &model.list.filter.hits),
        None => model.articles.iter().map(|(number, _)| number).collect(),
    };
    numbers.retain(|number| !model.articles.is_gone(*number));
    for pin in &model.list.pins {
        let articles = model.entities.articles(*pin);
        numbers.retain(|number| articles.binary_search(number).is_ok());
    }
    numbers
}

/// Puts cursor and page back to where they were before the filter was typed.
pub(super) fn put_back(
    model: &mut Model,
    (current, top): (Option<u32>, usize),
    out: &mut Vec<Effect>,
) {
    if current.is_some_and(|number| model.list.go_to(number)) {
        model.list.top = top;
        model.list.follow(model.list_page());
        out.push(Effect::WakeAfter(Wake::Preview, model.settings.rest_ms));
    }
}

/// Shows these articles, stories folded.
pub(super) fn show(model: &mut Model, numbers: Vec<u32>) {
    note_unread(model);
    model.list.show(numbers, &model.articles);
    model.list.follow(model.list_page());
}

/// Shows these articles too; none of them is shown yet.
pub(super) fn add(model: &mut Model, fresh: Vec<u32>) {
    note_unread(model);
    model.list.add(fresh, &model.articles);
    model.list.follow(model.list_page());
}

fn note_unread(model: &mut Model) {
    let members = model.list.groups.all();
    let unread = members.filter(|number| !is_read(model, *number)).collect();
    model.list.unread = unread;
}

/// Fills the list anew; this is the only place where an article leaves it.
pub(super) fn refill(model: &mut Model, out: &mut Vec<Effect>) {
    let numbers = matching(model);
    show(model, numbers);
    if model.focus == Pane::List && model.list.current() != model.reader.number {
        out.push(Effect::WakeAfter(Wake::Preview, model.settings.rest_ms));
    }
}
