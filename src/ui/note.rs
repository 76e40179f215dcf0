//! The box in which a note is written.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::frame::Desk;
use super::pen::Pen;
use super::theme::Role;
use crate::app::prompt::NoteTarget;
use crate::text::cells::width;
use crate::text::visible::shown;

/// Lines of the box without its frame, when there is room.
const HEIGHT: u16 = 6;

/// Draws the open note at the foot of the panes; returns the cursor.
pub(super) fn draw(desk: &Desk<'_>, buf: &mut Buffer) -> Option<Position> {
    let note = desk.model.note.as_ref()?;
    let room = desk.layout.status.map_or(desk.area.height, |area| area.y);
    let height = (HEIGHT + 2).min(room);
    let body = desk.layout.body.map_or(desk.area, |area| desk.place(area));
    let place = Rect {
        x: body.x,
        y: desk.area.y + room - height,
        width: body.width,
        height,
    };
    let text = &desk.model.reader.article.text;
    let about = match &note.target {
        NoteTarget::New(span) => span.of(text).to_owned(),
        NoteTarget::Mark(id) => {
            let marks = &desk.model.reader.marks;
            marks
                .iter()
                .find(|placed| placed.mark.id == *id)
                .map(|placed| placed.mark.selector.exact.clone())
                .unwrap_or_default()
        }
    };
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    let inside = desk.boxed(buf, place, &format!("note on {about}"));
    let top = (note.line + 1).saturating_sub(usize::from(inside.height));
    let mut cursor = None;
    for (nth, (at, input)) in (0..inside.height).zip(note.lines.iter().enumerate().skip(top)) {
        let Some(mut pen) = Pen::row(inside, nth) else {
            continue;
        };
        let head: String = input.value().chars().take(input.cursor()).collect();
        let cells = width(&shown(&head));
        let skipped = (cells + 1).saturating_sub(pen.room());
        let shown_from: String = input.value().chars().skip(skipped).collect();
        if at == note.line {
            let x = pen.x + u16::try_from(cells - skipped.min(cells)).unwrap_or(0);
            cursor = Some(Position::new(x, pen.y));
        }
        pen.write(buf, &shown_from, desk.style(Role::Text));
    }
    cursor
}
