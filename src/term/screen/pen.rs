//! [`Pen`]: writes tiles to the terminal with as few bytes as it can.
//!
//! It knows where the cursor is and which face is set, and takes the shortest of
//! the ways to the next cell. After a sign on whose width terminals differ, and
//! after the last column, it does not trust the column until it has set it.

use std::io::Write;

use super::{face::Face, grid::Tile};

/// A place on the screen, counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) row: u16,
    pub(super) column: u16,
}

/// Where the cursor is, as far as we can know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cursor {
    Unknown,
    InRow(u16),
    At(Place),
}

pub(super) struct Pen {
    pub(super) out: Vec<u8>,
    face: Face,
    cursor: Cursor,
    columns: u16,
    /// Margins are set: relative moves to other rows stop or scroll there.
    has_margins: bool,
}

impl Pen {
    /// Makes a pen that goes on after `out`, with a plain face set.
    pub(super) fn new(out: Vec<u8>, columns: u16) -> Self {
        Self {
            out,
            face: Face::PLAIN,
            cursor: Cursor::Unknown,
            columns,
            has_margins: false,
        }
    }

    /// Notes that margins are set and that the cursor is at the start of `row`.
    pub(super) fn is_between_margins(&mut self, row: u16) {
        self.has_margins = true;
        self.cursor = Cursor::At(Place { row, column: 0 });
    }

    /// Notes that the cursor has come to the upper left corner.
    pub(super) fn is_home(&mut self) {
        self.cursor = Cursor::At(Place { row: 0, column: 0 });
    }

    /// Draws a tile where the cursor is.
    pub(super) fn draw(&mut self, tile: &Tile) {
        self.wear(tile);
        if tile.unsure && tile.cells > 1 {
            self.clear_under(tile);
        }
        self.out.extend_from_slice(tile.bytes());
        if let Cursor::At(place) = self.cursor {
            let column = place.column + u16::from(tile.cells);
            self.cursor = if tile.unsure || column >= self.columns {
                Cursor::InRow(place.row)
            } else {
                Cursor::At(Place { column, ..place })
            };
        }
    }

    /// Erases from the cursor to the end of the row.
    pub(super) fn erase_tail(&mut self) {
        self.wear(&Tile::BLANK);
        self.out.extend_from_slice(b"\x1b[K");
    }

    /// Brings the face back to plain.
    pub(super) fn rest(&mut self) {
        self.face.change(Face::PLAIN, &mut self.out);
        self.face = Face::PLAIN;
    }

    /// Moves the cursor by the shortest sequence.
    pub(super) fn go(&mut self, to: Place) {
        let way = self.way(to);
        self.out.extend_from_slice(&way);
        self.cursor = Cursor::At(to);
    }

    /// Goes to a place further right in a row, over `gap`, the tiles in between.
    ///
    /// Unchanged tiles are drawn again where that is shorter than a move.
    pub(super) fn go_over(&mut self, to: Place, gap: &[Tile]) {
        let way = self.way(to);
        let sure = gap.iter().all(|tile| !tile.unsure && tile.cells > 0);
        if !sure || gap.is_empty() || gap.len() > way.len() {
            self.out.extend_from_slice(&way);
            self.cursor = Cursor::At(to);
            return;
        }
        let (length, face, cursor) = (self.out.len(), self.face, self.cursor);
        for tile in gap {
            self.draw(tile);
        }
        if self.out.len() - length > way.len() {
            self.out.truncate(length);
            (self.face, self.cursor) = (face, cursor);
            self.out.extend_from_slice(&way);
            self.cursor = Cursor::At(to);
        }
    }

    /// Returns the column of the cursor when it is in `row` and known.
    pub(super) fn column_in(&self, row: u16) -> Option<u16> {
        match self.cursor {
            Cursor::At(place) if place.row == row => Some(place.column),
            _ => None,
        }
    }

    fn wear(&mut self, tile: &Tile) {
        if tile.is_blank() && self.face.blanks_like(tile.face) {
            return;
        }
        self.face.change(tile.face, &mut self.out);
        self.face = tile.face;
    }

    /// Blanks the cells of a sign that may turn out narrower than we think.
    fn clear_under(&mut self, tile: &Tile) {
        if let Cursor::At(place) = self.cursor {
            self.out
                .extend(std::iter::repeat_n(b' ', usize::from(tile.cells)));
            self.cursor = Cursor::InRow(place.row);
            self.go(place);
        }
    }

    fn way(&self, to: Place) -> Vec<u8> {
        let mut best = jump(to);
        let mut offer = |way: Vec<u8>| {
            if way.len() < best.len() {
                best = way;
            }
        };
        let from_row = match self.cursor {
            Cursor::Unknown => return best,
            Cursor::InRow(row) | Cursor::At(Place { row, .. })
                if self.has_margins && row != to.row =>
            {
                return best;
            }
            Cursor::InRow(row) => row,
            Cursor::At(place) => {
                if place == to {
                    return Vec::new();
                }
                let mut way = down_or_up(place.row, to.row);
                along(place.column, to.column, &mut way);
                offer(way);
                place.row
            }
        };
        let mut way = vec![b'\r'];
        way.append(&mut down_or_up(from_row, to.row));
        along(0, to.column, &mut way);
        offer(way);
        if from_row == to.row {
            offer(sequence(to.column + 1, b'G'));
        }
        best
    }
}

/// The way by absolute row and column.
fn jump(to: Place) -> Vec<u8> {
    let (row, column) = (to.row + 1, to.column + 1);
    let mut way = Vec::with_capacity(10);
    match (row, column) {
        (1, 1) => write!(way, "\x1b[H"),
        (_, 1) => write!(way, "\x1b[{row}H"),
        (1, _) => write!(way, "\x1b[;{column}H"),
        _ => write!(way, "\x1b[{row};{column}H"),
    }
    .expect("a vector takes all that is written");
    way
}

/// The way to another row in the same column; line feeds move down only.
fn down_or_up(from: u16, to: u16) -> Vec<u8> {
    if to < from {
        return sequence(from - to, b'A');
    }
    let rows = usize::from(to - from);
    if rows <= 3 {
        return vec![b'\n'; rows];
    }
    sequence(to - from, b'B')
}

fn along(from: u16, to: u16, way: &mut Vec<u8>) {
    if to > from {
        way.append(&mut sequence(to - from, b'C'));
    } else if from - to <= 3 {
        way.extend(std::iter::repeat_n(b'\x08', usize::from(from - to)));
    } else {
        way.append(&mut sequence(from - to, b'D'));
    }
}

fn sequence(number: u16, last: u8) -> Vec<u8> {
    let mut way = b"\x1b[".to_vec();
    if number > 1 {
        write!(way, "{number}").expect("a vector takes all that is written");
    }
    way.push(last);
    way
}
