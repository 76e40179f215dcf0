//! [`Screen`]: turns frames into the fewest bytes that show them.
//!
//! It remembers what the terminal shows, compares it with the next frame and
//! writes the difference: shortest cursor moves, shortest face changes, blanks
//! at a row's end erased, and rows that moved as a whole scrolled by the
//! terminal. One frame is one write. Nothing here touches the terminal itself.

mod face;
mod grid;
mod pen;
mod scroll;
#[cfg(test)]
mod tests;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Size},
};

use self::{
    grid::{Grid, Tile},
    pen::{Pen, Place},
    scroll::{Margins, Scroll},
};
use super::color::ColorDepth;

/// Shorter frames come in one packet and are drawn at once anyway; the sixteen
/// bytes of a synchronized update would be a good part of them.
const SYNC_FROM_BYTES: usize = 512;

/// Below this a scroll cannot gain anything.
const SCROLL_FROM_BYTES: usize = 48;

/// Takes the margins away; the cursor goes to the upper left corner.
const NO_MARGINS: &[u8] = b"\x1b[r";

/// What the terminal shows, and how to bring it up to date.
pub struct Screen {
    size: Size,
    depth: ColorDepth,
    shown: Grid,
    next: Grid,
    /// Whether `shown` is what the terminal shows.
    is_known: bool,
    cursor: Cursor,
    /// Margins that a scroll left set.
    margins: Option<Margins>,
    out: Vec<u8>,
}

/// The text cursor as the terminal shows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cursor {
    Unknown,
    Hidden,
    At(Position),
}

impl Screen {
    /// Makes a screen whose first frame is drawn in full.
    pub fn new(size: Size, depth: ColorDepth) -> Self {
        Self {
            size,
            depth,
            shown: Grid::blank(size),
            next: Grid::blank(size),
            is_known: false,
            cursor: Cursor::Unknown,
            margins: None,
            out: Vec::new(),
        }
    }

    /// Forgets what the terminal shows: the next frame is drawn in full.
    pub fn forget(&mut self) {
        self.is_known = false;
    }

    /// Returns the bytes that bring the terminal from the last frame to this one.
    ///
    /// Shape: empty when nothing changed. A frame of another size than the last
    /// is drawn in full.
    /// Cost: the cells of the frame; all rows are compared, only changed ones written.
    pub fn draw(&mut self, frame: &Buffer, cursor: Option<Position>) -> &[u8] {
        self.out.clear();
        let size = frame.area.as_size();
        if size != self.size {
            self.size = size;
            self.shown = Grid::blank(size);
            self.next = Grid::blank(size);
            self.is_known = false;
        }
        self.next.fill(frame, self.depth);
        let cursor = cursor.filter(|at| at.x < size.width && at.y < size.height);
        let body = self.body();
        self.finish(&body, cursor);
        std::mem::swap(&mut self.shown, &mut self.next);
        &self.out
    }

    /// The bytes for the cells alone.
    fn body(&mut self) -> Vec<u8> {
        if !self.is_known {
            self.is_known = true;
            self.cursor = Cursor::Unknown;
            self.margins = None;
            self.shown = Grid::blank(self.size);
            let mut pen = Pen::new(b"\x1b[r\x1b[m\x1b[H\x1b[2J".to_vec(), self.size.width);
            pen.is_home();
            return repaint(&self.shown, &self.next, pen);
        }
        let plain = self.plain();
        if plain.is_empty() {
            return plain;
        }
        if plain.len() < SCROLL_FROM_BYTES {
            self.margins = None;
            return plain;
        }
        match self.scrolled() {
            Some((scrolled, margins)) if scrolled.len() < plain.len() => {
                self.margins = margins;
                scrolled
            }
            _ => {
                self.margins = None;
                plain
            }
        }
    }

    /// The bytes for the cells without a scroll; margins are taken away first.
    fn plain(&self) -> Vec<u8> {
        let mut pen = Pen::new(Vec::new(), self.size.width);
        if self.margins.is_some() {
            pen.out.extend_from_slice(NO_MARGINS);
            pen.is_home();
        }
        let n_before = pen.out.len();
        let plain = repaint(&self.shown, &self.next, pen);
        if plain.len() == n_before {
            Vec::new()
        } else {
            plain
        }
    }

    /// The bytes for the cells when the terminal scrolls first, and the margins
    /// that stay set after them.
    fn scrolled(&self) -> Option<(Vec<u8>, Option<Margins>)> {
        let scroll = Scroll::find(&self.shown.digests(), &self.next.digests())?;
        let moved = self.shown.scrolled(scroll.top, scroll.bottom, scroll.up);
        let mut pen = Pen::new(Vec::new(), self.size.width);
        if let Some(row) = scroll.write_step(self.margins, &mut pen.out) {
            pen.is_between_margins(row);
            return Some((repaint(&moved, &self.next, pen), Some(scroll.margins())));
        }
        if self.margins.is_some() {
            pen.out.extend_from_slice(NO_MARGINS);
        }
        scroll.write(usize::from(self.size.height), &mut pen.out);
        pen.is_home();
        Some((repaint(&moved, &self.next, pen), None))
    }

    /// Puts the frame together: the cells, the cursor, and the bracket around them.
    fn finish(&mut self, body: &[u8], cursor: Option<Position>) {
        let wanted = cursor.map_or(Cursor::Hidden, Cursor::At);
        if body.is_empty() && wanted == self.cursor {
            return;
        }
        let is_long = body.len() >= SYNC_FROM_BYTES;
        if is_long {
            self.out.extend_from_slice(b"\x1b[?2026h");
        }
        if wanted == Cursor::Hidden && self.cursor != Cursor::Hidden {
            self.out.extend_from_slice(b"\x1b[?25l");
        }
        self.out.extend_from_slice(body);
        if let Some(at) = cursor {
            let mut pen = Pen::new(std::mem::take(&mut self.out), self.size.width);
            pen.go(Place {
                row: at.y,
                column: at.x,
            });
            self.out = pen.out;
            if !matches!(self.cursor, Cursor::At(_)) {
                self.out.extend_from_slice(b"\x1b[?25h");
            }
        }
        if is_long {
            self.out.extend_from_slice(b"\x1b[?2026l");
        }
        self.cursor = wanted;
    }
}

/// Writes what differs between two grids of one size.
fn repaint(from: &Grid, to: &Grid, mut pen: Pen) -> Vec<u8> {
    for (row, (before, after)) in (0..).zip(from.rows().zip(to.rows())) {
        if before != after {
            repaint_row(row, before, after, &mut pen);
        }
    }
    pen.rest();
    pen.out
}

fn repaint_row(row: u16, before: &[Tile], after: &[Tile], pen: &mut Pen) {
    let end = erased_from(before, after);
    // After an unsure sign the terminal may have overdrawn its neighbors.
    let mut suspect = 0_usize;
    for (column, (old, new)) in (0..).zip(before.iter().zip(after)).take(end) {
        if new.cells == 0 {
            continue;
        }
        let is_same = old == new && suspect == 0;
        suspect = suspect.saturating_sub(usize::from(new.cells));
        if is_same {
            continue;
        }
        let to = Place { row, column };
        let gap = pen
            .column_in(row)
            .and_then(|from| after.get(usize::from(from)..usize::from(column)));
        match gap {
            Some(gap) => pen.go_over(to, gap),
            None => pen.go(to),
        }
        pen.draw(new);
        if new.unsure {
            suspect = 2;
        }
    }
    if end < after.len() {
        pen.go(Place {
            row,
            column: u16::try_from(end).unwrap_or(u16::MAX),
        });
        pen.erase_tail();
    }
}

/// Returns the column from which the row is erased; its length, if it is not.
fn erased_from(before: &[Tile], after: &[Tile]) -> usize {
    let tail = after
        .iter()
        .rposition(|tile| !tile.is_erased())
        .map_or(0, |last| last + 1);
    let changed = before
        .iter()
        .zip(after)
        .skip(tail)
        .filter(|(old, new)| old != new)
        .count();
    if changed > 3 { tail } else { after.len() }
}
