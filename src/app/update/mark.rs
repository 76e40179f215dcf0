//! MARK mode: the cursor in the text and the selection.

use super::{reader, words};
use crate::app::command::{Command, Mode};
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::lines::{Page, line_at};
use crate::app::model::{Model, Pane};
use crate::app::msg::Tone;

/// Puts the cursor into the text: where it was when that is shown, else at the
/// first word shown.
pub(super) fn enter(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    if model.reader.number.is_none() || !model.reader.article.readable {
        model.notices.say(
            Tone::Warning,
            "open an article first; there is no text to mark",
        );
        return;
    }
    super::moves::go_to(model, Pane::Body, out);
    model.mode = Mode::Mark;
    let height = model.body_height();
    let top = model.reader.top;
    let shown = model
        .reader
        .lines
        .get(top..)
        .unwrap_or_default()
        .iter()
        .take(height);
    let mut lines = shown.filter(|line| line.is_text());
    let cursor = model.reader.cursor;
    let is_shown = cursor > 0 && lines.clone().any(|line| line.span.contains(cursor));
    if !is_shown {
        model.reader.cursor = lines.next().map_or(0, |line| line.span.start);
    }
    model.reader.goal = None;
    model.reader.anchor = (command == Command::MarkSelect).then_some(model.reader.cursor);
}

/// Drops the selection, or goes back to BROWSE.
pub(super) fn leave(model: &mut Model) {
    if model.reader.anchor.take().is_none() {
        model.mode = Mode::Browse;
        model.notices.clear();
        if std::mem::take(&mut model.is_unfolded) {
            model.page = Page::Folded;
            reader::rewrap(model);
        }
    }
}

pub(super) fn go(model: &mut Model, at: usize) {
    let height = model.body_height();
    model.reader.cursor = at;
    model.reader.show(at, height);
}

/// Moves by letters, lines and to line ends.
pub(super) fn step(model: &mut Model, command: Command) {
    let reader = &model.reader;
    let goal = reader.goal.unwrap_or_else(|| words::column(reader));
    let at = match command {
        Command::MoveLeft | Command::MoveRight => words::letter(reader, command),
        Command::MoveDown => words::line(reader, 1, goal),
        Command::MoveUp => words::line(reader, -1, goal),
        _ => {
            let line = reader.lines.get(line_at(&reader.lines, reader.cursor));
            line.map_or(reader.cursor, |line| {
                if command == Command::LineStart {
                    line.span.start
                } else {
                    words::last_letter(reader, line)
                }
            })
        }
    };
    model.reader.goal = matches!(command, Command::MoveDown | Command::MoveUp).then_some(goal);
    go(model, at);
}

/// Moves by words and to the ends of the text.
pub(super) fn leap(model: &mut Model, command: Command) {
    let reader = &model.reader;
    let mut text = reader.lines.iter().filter(|line| line.is_text());
    let at = match command {
        Command::First => text.next().map_or(0, |line| line.span.start),
        Command::Last => text
            .next_back()
            .map_or(0, |line| words::last_letter(reader, line)),
        _ => words::word(reader, command),
    };
    model.reader.goal = None;
    show_folded(model, at);
    go(model, at);
}

/// Shows page furniture when the cursor is about to enter it: a cursor that
/// nobody sees is worse than furniture.
pub(super) fn show_folded(model: &mut Model, at: usize) {
    let line = model.reader.lines.get(line_at(&model.reader.lines, at));
    let is_shown =
        line.is_some_and(|line| line.is_text() && line.span.start <= at && at <= line.span.end);
    if !is_shown && model.page == Page::Folded {
        model.page = Page::Whole;
        model.is_unfolded = true;
        reader::rewrap(model);
    }
}

/// Moves by pages and half pages.
pub(super) fn page(model: &mut Model, command: Command) {
    let height = model.body_height();
    let by = match command {
        Command::HalfDown | Command::HalfUp => height / 2,
        _ => height.saturating_sub(1),
    };
    let by = isize::try_from(by.max(1)).unwrap_or(1);
    let down = matches!(command, Command::HalfDown | Command::PageDown);
    let goal = model
        .reader
        .goal
        .unwrap_or_else(|| words::column(&model.reader));
    let at = words::line(&model.reader, if down { by } else { -by }, goal);
    model.reader.goal = Some(goal);
    go(model, at);
}

/// Moves forward to the letter typed, on this line or below.
pub(super) fn find_char(model: &mut Model, key: Option<Key>) {
    let Some(KeyCode::Char(wanted)) = key.map(|key| key.code) else {
        return;
    };
    let from = model.reader.after(model.reader.cursor);
    let rest = model.reader.article.text.get(from..).unwrap_or_default();
    match rest.find(wanted) {
        Some(at) => {
            model.reader.goal = None;
            show_folded(model, from + at);
            go(model, from + at);
        }
        None => model.notices.say(Tone::Plain, format!("no {wanted} below")),
    }
}

/// Starts or drops a selection, or swaps its ends.
pub(super) fn select(model: &mut Model, command: Command) {
    let reader = &mut model.reader;
    if command == Command::Selection {
        reader.anchor = if reader.anchor.is_some() {
            None
        } else {
            Some(reader.cursor)
        };
    } else if let Some(anchor) = reader.anchor.replace(reader.cursor) {
        go(model, anchor);
    } else {
        reader.anchor = None;
        model.notices.say(Tone::Plain, "v starts a selection");
    }
}
