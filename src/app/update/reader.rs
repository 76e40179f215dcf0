//! The body: which article is open, where it is scrolled to, search, walks.

use std::sync::Arc;

use super::{jobs, moves, precise, triage};
use crate::annotate::{MetaField, TriageChange};
use crate::app::command::Command;
use crate::app::effect::{Effect, Request, Ticket};
use crate::app::layout::Size;
use crate::app::lines::Header;
use crate::app::model::{Model, Pane};
use crate::app::msg::{Opened, Tone};
use crate::app::reader::{Reader, Search};
use crate::app::wording::{counted, long_date};
use crate::corpus::When;
use crate::nlp::Extraction;
use crate::text::Span;
use crate::text::cells::width;
use crate::text::fold::{find_all, fold};

/// Opens the article under the list cursor.
pub(super) fn open_current(model: &mut Model, out: &mut Vec<Effect>) {
    if let Some(number) = model.list.current() {
        if let Some(here) = model.reader.number.filter(|here| *here != number) {
            model.jumps.back.push(here);
            model.jumps.forward.clear();
            // A browser keeps as many; older ones are not missed.
            let excess = model.jumps.back.len().saturating_sub(200);
            model.jumps.back.drain(..excess);
        }
        open(model, number, out);
    }
}

/// Opens an article; its text comes from a worker.
pub(super) fn open(model: &mut Model, number: u32, out: &mut Vec<Effect>) {
    let Some(source) = model.row(number).map(|row| row.source.to_source()) else {
        return;
    };
    // A large article takes its time; asking again would only begin anew.
    if model.asked == Some(number) && model.reader.number != Some(number) {
        return;
    }
    if let Some(here) = model.reader.number {
        let at = if model.reader.top == 0 {
            0
        } else {
            model.reader.at()
        };
        model.places.insert(here, at);
    }
    model.tickets.open = model.tickets.fresh();
    model.asked = Some(number);
    let ticket = model.tickets.open;
    let published = stated_by_person(model, number);
    out.push(Effect::Open(Request {
        ticket,
        article: number,
        source,
        published,
    }));
    jobs::remember(out);
}

/// Returns the date that a person set for an article.
pub(super) fn stated_by_person(model: &Model, number: u32) -> Option<When> {
    let row = model.row(number)?;
    When::parse(
        model
            .ledger(row.source.root)?
            .meta(row.id, MetaField::Published)?,
    )
}

/// Shows the article that a worker read.
pub(super) fn opened(model: &mut Model, ticket: Ticket, opened: Opened, out: &mut Vec<Effect>) {
    if ticket != model.tickets.open {
        return;
    }
    let is_same = model.reader.number == Some(opened.article);
    let at = if is_same {
        model.reader.at()
    } else {
        model.places.get(&opened.article).copied().unwrap_or(0)
    };
    let was_at_start = is_same && model.reader.top == 0 || at == 0;
    let needle = std::mem::take(&mut model.reader.search.needle);
    let found = precise::found(model, &opened);
    let found = found.unwrap_or_else(|| Arc::new(opened.extraction));
    model.reader = Reader {
        number: Some(opened.article),
        article: Arc::new(opened.value),
        extraction: linked(model, opened.article, found),
        ..Reader::default()
    };
    place_marks(model);
    model.reader.header = header(model);
    let width = model.text_width();
    model.reader.wrap(width, model.page);
    if !was_at_start {
        let top = crate::app::lines::line_at(&model.reader.lines, at);
        model.reader.scroll_to(top, model.body_height());
    }
    look_for(model, needle);
    model.reader.search.current = None;
    model.sidebar.fill(&model.reader);
    moves::wait_until_read(model, out);
    precise::ask(model, out);
}

/// Gives namesakes in an article the ids that they have in the corpus.
pub(super) fn linked(model: &Model, number: u32, found: Arc<Extraction>) -> Arc<Extraction> {
    let of = |id| model.entities.linked(number, id);
    if found
        .entities
        .iter()
        .all(|entity| of(entity.id) == entity.id)
    {
        return found;
    }
    let mut linked = Extraction::clone(&found);
    for entity in &mut linked.entities {
        entity.id = of(entity.id);
    }
    Arc::new(linked)
}

/// Places marks and decisions in the open article.
pub(super) fn place_marks(model: &mut Model) {
    let Some(row) = model
        .reader
        .number
        .and_then(|number| model.articles.get(number))
    else {
        return;
    };
    let Some(root) = model.roots.get(usize::from(row.source.root)) else {
        return;
    };
    let ledger = root.journal.ledger();
    model
        .reader
        .place(ledger.marks(row.id), ledger.decisions(row.id));
}

/// Makes title and facts of the open article; what has no room in one line is
/// left out, the least important first.
fn header(model: &Model) -> Header {
    let Some(row) = model.reader.number.and_then(|number| model.row(number)) else {
        return Header::default();
    };
    let mut facts: Vec<String> = Vec::new();
    facts.extend(row.publisher.map(str::to_owned));
    facts.push(
        row.published
            .map_or_else(|| "date unknown".to_owned(), |when| long_date(&when)),
    );
    facts.extend(row.problems.iter().map(|problem| problem.what.clone()));
    if !row.authors.is_empty() {
        facts.push(row.authors.join(", "));
    }
    let n_needed = facts.len();
    facts.push(counted(row.n_words as usize, "word"));
    facts.extend(row.language.map(str::to_owned));
    if !row.keywords.is_empty() {
        facts.push(row.keywords.join(", "));
    }
    while facts.len() > n_needed && width(&facts.join(FACTS_BETWEEN)) > model.text_width() {
        facts.pop();
    }
    Header {
        title: row.headline().to_owned(),
        facts: facts.join(FACTS_BETWEEN),
    }
}

/// What stands between two facts.
const FACTS_BETWEEN: &str = " · ";

/// Wraps the open article anew.
pub(super) fn rewrap(model: &mut Model) {
    let width = model.text_width();
    model.reader.header = header(model);
    model.reader.wrap(width, model.page);
    let height = model.body_height();
    model.reader.top = model.reader.top.min(model.reader.last_top(height));
}

/// Takes a new size; the place in the text stays.
pub(super) fn resize(model: &mut Model, size: Size, out: &mut Vec<Effect>) {
    model.size = size;
    rewrap(model);
    model.list.follow(model.list_page());
    model.sidebar.follow(model.layout().page(Pane::Sidebar));
    if model.mode == crate::app::command::Mode::Mark {
        let (at, height) = (model.reader.cursor, model.body_height());
        model.reader.show(at, height);
    }
    out.push(Effect::Redraw);
}

/// Marks the open article read: it was paged to its end.
pub(super) fn paged_to_end(model: &mut Model, out: &mut Vec<Effect>) {
    if let Some(number) = model.reader.number {
        let change = TriageChange {
            read: Some(true),
            ..TriageChange::default()
        };
        triage::change_silently(model, &[number], change, out);
    }
}

/// Searches the open article; an empty needle ends the search.
pub(super) fn look_for(model: &mut Model, needle: String) {
    let folded = fold(&needle);
    let hits = if folded.is_empty() {
        Vec::new()
    } else {
        find_all(&model.reader.article.text, &folded)
    };
    model.reader.search = Search {
        needle,
        hits,
        current: None,
    };
}

/// Goes to the first hit at or after the first line shown.
pub(super) fn go_to_first_hit(model: &mut Model) {
    let at = model.reader.at();
    let hits = &model.reader.search.hits;
    let first = hits.partition_point(|hit| hit.start < at);
    let current = if first < hits.len() { first } else { 0 };
    if !hits.is_empty() {
        show_hit(model, current);
    }
}

/// Goes to the next or previous hit, round the ends.
pub(super) fn hit(model: &mut Model, command: Command) {
    let n_hits = model.reader.search.hits.len();
    if model.reader.search.needle.is_empty() {
        model.notices.say(Tone::Plain, "search first: / and a word");
        return;
    }
    if n_hits == 0 {
        let text = format!("{} is not in this article", model.reader.search.needle);
        model.notices.say(Tone::Warning, text);
        return;
    }
    let next = match (model.reader.search.current, command) {
        (None, _) => return go_to_first_hit(model),
        (Some(current), Command::NextHit) => (current + 1) % n_hits,
        (Some(current), _) => (current + n_hits - 1) % n_hits,
    };
    show_hit(model, next);
}

fn show_hit(model: &mut Model, current: usize) {
    let height = model.body_height();
    let Some(hit) = model.reader.search.hits.get(current).copied() else {
        return;
    };
    model.reader.search.current = Some(current);
    model.reader.show(hit.start, height);
    let text = format!(
        "{}/{} {}",
        current + 1,
        model.reader.search.hits.len(),
        model.reader.search.needle
    );
    model.notices.say(Tone::Plain, text);
}

/// Goes to the next or previous mark or quote.
pub(super) fn walk(model: &mut Model, command: Command) {
    let is_mark = matches!(command, Command::NextMark | Command::PreviousMark);
    let spans: Vec<Span> = if is_mark {
        model
            .reader
            .marks
            .iter()
            .filter_map(super::super::reader::PlacedMark::span)
            .collect()
    } else {
        model
            .reader
            .extraction
            .quotes
            .iter()
            .map(|quote| quote.span)
            .collect()
    };
    let forward = matches!(command, Command::NextMark | Command::NextQuote);
    let what = if is_mark { "mark" } else { "quote" };
    let Some((nth, span)) = next_place(model, &spans, forward) else {
        model
            .notices
            .say(Tone::Plain, format!("no {what} in this article"));
        return;
    };
    go_to_place(model, span.start);
    let label = if is_mark {
        mark_label(model, span)
    } else {
        speaker(model, span)
    };
    model.notices.say(
        Tone::Plain,
        format!("{what} {}/{}{label}", nth + 1, spans.len()),
    );
}

/// Says who is quoted at a place, by the name of the entity where it is known.
fn speaker(model: &Model, span: Span) -> String {
    let reader = &model.reader;
    let mut quotes = reader.extraction.quotes.iter();
    let Some(quote) = quotes.find(|quote| quote.span == span) else {
        return String::new();
    };
    let entities = &reader.extraction.entities;
    let entity = quote.speaker.and_then(|idx| entities.get(idx));
    let name = entity.map(|entity| entity.name.as_str());
    let named = quote.speaker_span.map(|span| span.of(&reader.article.text));
    name.or(named)
        .map(|name| format!(": {name}"))
        .unwrap_or_default()
}

fn mark_label(model: &Model, span: Span) -> String {
    let mark = model
        .reader
        .marks
        .iter()
        .find(|placed| placed.span() == Some(span));
    let Some(mark) = mark.map(|placed| &placed.mark) else {
        return String::new();
    };
    let label = mark.label.as_deref().unwrap_or("highlight");
    mark.note.as_deref().map_or_else(
        || format!(": {label}"),
        |note| format!(": {label} – {note}"),
    )
}

/// Finds the place to walk to from where the cursor of the walk is.
pub(super) fn next_place(
    model: &mut Model,
    spans: &[Span],
    forward: bool,
) -> Option<(usize, Span)> {
    let here = walker(model);
    let nth = if forward {
        let next = spans.partition_point(|span| span.start <= here);
        if next < spans.len() { next } else { 0 }
    } else {
        let before = spans.partition_point(|span| span.start < here);
        before
            .checked_sub(1)
            .unwrap_or_else(|| spans.len().saturating_sub(1))
    };
    spans.get(nth).map(|span| (nth, *span))
}

/// Returns where walks start: the cursor while it is on the page, else just
/// before the first line shown.
fn walker(model: &mut Model) -> usize {
    let height = model.body_height();
    let lines = model
        .reader
        .lines
        .get(model.reader.top..)
        .unwrap_or_default();
    let cursor = model.reader.cursor;
    let is_shown = lines
        .iter()
        .take(height)
        .any(|line| line.is_text() && line.span.contains(cursor));
    if is_shown && model.reader.goal.is_some() {
        cursor
    } else {
        model.reader.at().saturating_sub(1)
    }
}

/// Scrolls to a place and remembers it as the start of the next walk.
pub(super) fn go_to_place(model: &mut Model, at: usize) {
    let height = model.body_height();
    model.reader.cursor = at;
    model.reader.goal = Some(0);
    model.reader.show(at, height);
}
