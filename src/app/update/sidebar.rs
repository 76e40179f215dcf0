//! The sidebar: its cursor, walking mentions, pins, the entity card.

use super::{card, list, prompt, reader};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::model::{Model, Pane};
use crate::app::msg::Tone;
use crate::app::prompt::PromptKind;
use crate::app::wording::counted;
use crate::nlp::EntityId;
use crate::text::Span;

/// Moves the cursor; the entity under it is the chosen one.
pub(super) fn move_by(model: &mut Model, by: isize, height: usize) {
    model.sidebar.move_by(by, height);
    model.sidebar.chosen = under_cursor(model);
}

/// Returns the entity under the sidebar's cursor.
pub(super) fn under_cursor(model: &Model) -> Option<EntityId> {
    let idx = model.sidebar.current()?;
    model
        .reader
        .extraction
        .entities
        .get(idx)
        .map(|entity| entity.id)
}

/// Goes to the next or previous mention of the chosen entity, or of any.
pub(super) fn walk(model: &mut Model, command: Command) {
    let chosen = model.sidebar.chosen.and_then(|id| {
        let idx = model
            .reader
            .extraction
            .entities
            .iter()
            .position(|entity| entity.id == id)?;
        Some((idx, model.reader.extraction.entities.get(idx)?.name.clone()))
    });
    let spans: Vec<Span> = model
        .reader
        .mentions
        .iter()
        .filter(|mention| {
            chosen
                .as_ref()
                .is_none_or(|(idx, _)| mention.entity == Some(*idx))
        })
        .map(|mention| mention.span)
        .filter(|span| model.reader.is_laid_out(*span))
        .collect();
    let name = chosen.map(|(_, name)| name);
    match reader::next_place(model, &spans, command == Command::NextMention) {
        Some((nth, span)) => {
            reader::go_to_place(model, span.start);
            let here = || one_line(span.of(&model.reader.article.text));
            let name = name.unwrap_or_else(here);
            model
                .notices
                .say(Tone::Plain, format!("{name} {}/{}", nth + 1, spans.len()));
        }
        None => model
            .notices
            .say(Tone::Plain, "nothing is mentioned in this article"),
    }
}

/// Returns a name as one line, whose line break is a blank.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pins or unpins the entity under the cursor.
pub(super) fn pin(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(id) = under_cursor(model) else {
        model.notices.say(Tone::Plain, "no entity under the cursor");
        return;
    };
    let pins = &mut model.list.pins;
    match pins.iter().position(|pin| *pin == id) {
        Some(at) => {
            pins.remove(at);
        }
        None => pins.push(id),
    }
    list::refill(model, out);
    let names: Vec<&str> = model
        .list
        .pins
        .iter()
        .filter_map(|pin| model.entities.name(*pin))
        .collect();
    let text = match names.as_slice() {
        [] => "no pins: all articles".to_owned(),
        names => format!(
            "{}: {}",
            names.join(" + "),
            counted(model.list.shown.len(), "article")
        ),
    };
    model.notices.say(Tone::Plain, text);
}

/// Starts a search: in the sidebar for names, elsewhere in the text.
pub(super) fn search(model: &mut Model) {
    if model.focus == Pane::Sidebar {
        let text = model.sidebar.narrow.clone();
        prompt::open(model, PromptKind::Narrow, &text);
    } else {
        prompt::open(model, PromptKind::Search, "");
    }
}

/// Opens the card of the entity under the cursor.
pub(super) fn open_card(model: &mut Model, out: &mut Vec<Effect>) {
    match under_cursor(model) {
        Some(id) => card::open(model, id, out),
        None => model.notices.say(Tone::Plain, "no entity under the cursor"),
    }
}
