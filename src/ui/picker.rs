//! The box of a picker: help, palette, card and the other lists.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::frame::Desk;
use super::pen::Pen;
use super::theme::Role;
use crate::app::picker::{Action, Item, Picker};
use crate::text::cells::width;
use crate::text::visible::shown;

/// Draws the open picker; returns the cursor of its line.
pub(super) fn draw(desk: &Desk<'_>, buf: &mut Buffer) -> Option<Position> {
    let picker = desk.model.picker.as_ref()?;
    let inside = desk.boxed(buf, place(desk, picker), &picker.title);
    let mut nth = 0;
    for line in &picker.head {
        let Some(mut pen) = Pen::row(inside, nth) else {
            break;
        };
        let room = pen.room();
        pen.write_within(
            buf,
            line,
            (room, desk.style(Role::Dim)),
            desk.signs.ellipsis,
        );
        nth += 1;
    }
    let mut pen = Pen::row(inside, nth)?;
    pen.write(buf, "> ", desk.style(Role::Key));
    let typed = picker.input.value();
    let head: String = typed.chars().take(picker.input.cursor()).collect();
    let cursor = Position::new(
        (pen.x + u16::try_from(width(&shown(&head))).unwrap_or(0))
            .min(inside.right().saturating_sub(1)),
        pen.y,
    );
    if picker.shown.is_empty() {
        pen.write(buf, typed, desk.style(Role::Text));
        pen.write(buf, "   nothing fits", desk.style(Role::Warning));
    } else {
        pen.write_right(
            buf,
            &format!(" {}/{}", picker.cursor + 1, picker.shown.len()),
            desk.style(Role::Dim),
        );
        pen.write(buf, typed, desk.style(Role::Text));
    }
    let rows = Rect {
        y: inside.y + nth + 1,
        height: inside.height.saturating_sub(nth + 1),
        ..inside
    };
    items(desk, buf, rows, picker);
    Some(cursor)
}

/// Returns the place of the box: as much of the screen as the list needs, all
/// of a small one. Typing does not change it.
fn place(desk: &Desk<'_>, picker: &Picker) -> Rect {
    let area = desk.area;
    let cells = if area.width < 60 {
        area.width
    } else {
        (area.width - 8).min(100)
    };
    let room = area
        .height
        .saturating_sub(if area.height < 12 { 1 } else { 3 });
    let wanted = u16::try_from(picker.items.len() + picker.head.len() + 3).unwrap_or(u16::MAX);
    Rect {
        x: area.x + (area.width - cells) / 2,
        y: area.y + u16::from(area.height >= 12),
        width: cells,
        height: wanted.min(room),
    }
}

fn items(desk: &Desk<'_>, buf: &mut Buffer, rows: Rect, picker: &Picker) {
    let lead = picker
        .items
        .iter()
        .map(|item| width(&item.lead))
        .max()
        .unwrap_or(0)
        .min(18);
    for (nth, (idx, positions)) in (0..rows.height).zip(picker.shown.iter().skip(picker.top)) {
        let (Some(item), Some(pen)) = (picker.items.get(*idx), Pen::row(rows, nth)) else {
            continue;
        };
        let is_chosen = picker.cursor == picker.top + usize::from(nth);
        row(desk, buf, pen, (item, positions, lead, is_chosen));
    }
}

fn row(
    desk: &Desk<'_>,
    buf: &mut Buffer,
    mut pen: Pen,
    (item, positions, lead, is_chosen): (&Item, &[usize], usize, bool),
) {
    let sign = if is_chosen { desk.signs.cursor } else { " " };
    pen.put(buf, sign, desk.style(Role::Cursor));
    pen.skip(1);
    let is_heading =
        item.action == Action::Nothing && item.lead.is_empty() && item.detail.is_empty();
    if lead > 0 && !is_heading {
        let start = pen.x;
        pen.write_within(
            buf,
            &item.lead,
            (lead, desk.style(Role::Key)),
            desk.signs.ellipsis,
        );
        pen.x = (start + u16::try_from(lead + 2).unwrap_or(0)).min(pen.end);
    }
    let room = pen.room();
    // The detail gets what the text leaves, at most a third.
    let detail_cells = width(&item.detail).min(room / 3);
    if detail_cells > 0
        && width(&item.detail) <= detail_cells.max(room.saturating_sub(width(&item.text) + 2))
    {
        pen.write_right(buf, &format!("  {}", item.detail), desk.style(Role::Dim));
    }
    let role = if is_heading {
        Role::Heading
    } else if is_chosen {
        Role::Unread
    } else {
        Role::Text
    };
    let room = pen.room();
    let start = pen;
    pen.write_within(
        buf,
        &item.text,
        (room, desk.style(role)),
        desk.signs.ellipsis,
    );
    light(desk, buf, start, (&item.text, positions));
}

/// Lights the letters that matched.
fn light(desk: &Desk<'_>, buf: &mut Buffer, start: Pen, (text, positions): (&str, &[usize])) {
    for (nth, (at, letter)) in text.char_indices().enumerate() {
        let x =
            start.x + u16::try_from(width(text.get(..at).unwrap_or_default())).unwrap_or(u16::MAX);
        if x >= start.end {
            return;
        }
        if positions.contains(&nth)
            && let Some(cell) = buf.cell_mut((x, start.y))
            && cell.symbol().starts_with(letter)
        {
            cell.set_style(desk.style(Role::Key));
        }
    }
}
