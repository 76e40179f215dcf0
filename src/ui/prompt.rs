//! The prompt on the status line, its choices, and the box of continuations.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::frame::Desk;
use super::pen::Pen;
use super::theme::Role;
use crate::app::prompt::Prompt;
use crate::text::cells::width;
use crate::text::visible::shown;

/// Draws the open prompt, or the continuations of a prefix; returns the cursor.
pub(super) fn draw(desk: &Desk<'_>, buf: &mut Buffer) -> Option<Position> {
    let Some(prompt) = &desk.model.prompt else {
        if desk.model.which_key {
            continuations(desk, buf);
        }
        return None;
    };
    let status = desk.layout.status.map(|area| desk.place(area))?;
    choices(desk, buf, prompt, status);
    let mut pen = Pen::row(status, 0)?;
    blank(buf, status);
    pen.write(buf, prompt.kind.sign(), desk.style(Role::Key));
    let typed = prompt.text();
    // The end of a long line is where one types.
    let head: String = typed.chars().take(prompt.input.cursor()).collect();
    let room = pen.room().saturating_sub(1);
    let skipped = skip_cells(&head, width(&shown(&head)).saturating_sub(room));
    let start = pen.x;
    pen.write(
        buf,
        typed.get(skipped..).unwrap_or_default(),
        desk.style(Role::Text),
    );
    let before = head.get(skipped..).unwrap_or_default();
    let x = start + u16::try_from(width(&shown(before))).unwrap_or(0);
    if let Some((span, expected)) = &prompt.mistake {
        mistake(desk, buf, (start, skipped), (typed, span.start, expected));
    }
    Some(Position::new(
        x.min(status.right().saturating_sub(1)),
        status.y,
    ))
}

fn blank(buf: &mut Buffer, place: Rect) {
    for x in place.left()..place.right() {
        for y in place.top()..place.bottom() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// Returns the byte after the first graphemes that fill `cells`.
fn skip_cells(text: &str, cells: usize) -> usize {
    let mut skipped = 0;
    for (start, grapheme, cells_here) in crate::text::cells::graphemes(text) {
        if skipped >= cells {
            return start;
        }
        skipped += cells_here;
        if skipped >= cells {
            return start + grapheme.len();
        }
    }
    0
}

/// Points at a mistake on the hint line, and says what was expected.
fn mistake(
    desk: &Desk<'_>,
    buf: &mut Buffer,
    (start, skipped): (u16, usize),
    (typed, at, expected): (&str, usize, &str),
) {
    let Some(area) = desk.layout.hints.map(|area| desk.place(area)) else {
        return;
    };
    blank(buf, area);
    let Some(mut pen) = Pen::row(area, 0) else {
        return;
    };
    let before = typed.get(skipped..at).unwrap_or_default();
    let column = start - area.x + u16::try_from(width(&shown(before))).unwrap_or(0);
    let text = format!("^ expected {expected}");
    let room = u16::try_from(width(&text)).unwrap_or(u16::MAX);
    let is_left = column.saturating_add(room) > area.width;
    if is_left {
        let text = format!("expected {expected} ^");
        let cells = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        pen.skip((column + 1).saturating_sub(cells));
        pen.write(buf, &text, desk.style(Role::Error));
    } else {
        pen.skip(column);
        pen.write(buf, &text, desk.style(Role::Error));
    }
}

fn choices(desk: &Desk<'_>, buf: &mut Buffer, prompt: &Prompt, status: Rect) {
    let n_choices = prompt
        .choices
        .len()
        .min(usize::from(status.y.saturating_sub(desk.area.y)));
    if n_choices == 0 {
        return;
    }
    let widest = prompt
        .choices
        .iter()
        .map(|choice| width(&choice.text) + width(&choice.detail) + 6)
        .max()
        .unwrap_or(0);
    let height = u16::try_from(n_choices).unwrap_or(1);
    let place = Rect {
        x: status.x,
        y: status.y - height,
        width: u16::try_from(widest)
            .unwrap_or(u16::MAX)
            .clamp(24, desk.area.width.max(24))
            .min(desk.area.width),
        height,
    };
    blank(buf, place);
    for (nth, choice) in (0..height).zip(&prompt.choices) {
        let Some(mut pen) = Pen::row(place, nth) else {
            continue;
        };
        let is_chosen = prompt.chosen == Some(usize::from(nth));
        let sign = if is_chosen { desk.signs.cursor } else { " " };
        pen.put(buf, sign, desk.style(Role::Cursor));
        pen.skip(1);
        let role = if is_chosen { Role::Unread } else { Role::Text };
        pen.write(buf, &choice.text, desk.style(role));
        pen.skip(2);
        let room = pen.room();
        pen.write_within(
            buf,
            &choice.detail,
            (room, desk.style(Role::Dim)),
            desk.signs.ellipsis,
        );
    }
}

/// Draws what may follow the keys typed so far.
fn continuations(desk: &Desk<'_>, buf: &mut Buffer) {
    let model = desk.model;
    let mut rows: Vec<(String, &str)> = Vec::new();
    if model.wants_key == Some(crate::app::command::Command::LabelLetter) {
        let labels = model.codebook.labels.iter();
        rows.extend(labels.filter_map(|code| Some((code.key?.to_string(), code.name.as_str()))));
    } else {
        let found = model
            .keymap
            .continuations(model.mode, model.key_place(), &model.pending);
        rows.extend(found.into_iter().map(|(keys, spec)| (keys, spec.help)));
    }
    let room = desk.layout.status.map_or(desk.area.height, |area| area.y);
    let height = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX).min(room);
    let widest = rows
        .iter()
        .map(|(keys, help)| width(keys) + width(help) + 7)
        .max()
        .unwrap_or(0);
    let cells = u16::try_from(widest)
        .unwrap_or(u16::MAX)
        .min(desk.area.width);
    if height < 3 || cells < 8 {
        return;
    }
    let place = Rect {
        x: desk.area.right() - cells,
        y: desk.area.y + room - height,
        width: cells,
        height,
    };
    let inside = desk.boxed(buf, place, "");
    for (nth, (keys, help)) in (0..inside.height).zip(rows) {
        let Some(mut pen) = Pen::row(inside, nth) else {
            continue;
        };
        pen.write(buf, &keys, desk.style(Role::Key));
        pen.skip(2);
        let room = pen.room();
        pen.write_within(
            buf,
            help,
            (room, desk.style(Role::Text)),
            desk.signs.ellipsis,
        );
    }
}
