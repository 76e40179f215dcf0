//! [`Grid`]: a frame in the form in which two frames are compared.
//!
//! A [`Tile`] is a cell after the last clean-up: nothing that could move the
//! cursor, colors of the terminal's depth, its width counted, the cells under a
//! wide sign marked as covered, and blanks stripped of what a blank cannot show.

use std::hash::{DefaultHasher, Hash, Hasher};

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Size,
};

use super::face::{Face, SENT};
use crate::{
    term::color::ColorDepth,
    text::visible::{glyph, is_hidden},
};

/// The bytes of one sign with its marks.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Sign {
    bytes: [u8; SIGN_BYTES],
    len: u8,
}

/// Room for a letter and eight marks of two bytes; marks beyond are cut.
const SIGN_BYTES: usize = 22;

/// One cell of a frame.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Tile {
    sign: Sign,
    pub(super) face: Face,
    /// 0: covered by the wide sign before it.
    pub(super) cells: u8,
    /// Terminals differ on its width: where the cursor is after it is unknown.
    pub(super) unsure: bool,
}

impl Tile {
    pub(super) const BLANK: Self = Self::ascii(b' ', Face::PLAIN);

    const COVERED: Self = Self {
        cells: 0,
        ..Self::BLANK
    };

    const fn ascii(byte: u8, face: Face) -> Self {
        let mut bytes = [0; SIGN_BYTES];
        bytes[0] = byte;
        Self {
            sign: Sign { bytes, len: 1 },
            face,
            cells: 1,
            unsure: false,
        }
    }

    fn of(cell: &Cell, depth: ColorDepth) -> Self {
        let face = Face {
            fg: depth.tint(cell.fg),
            bg: depth.tint(cell.bg),
            attributes: cell.modifier.intersection(SENT),
        };
        match cell.symbol().as_bytes() {
            [] | [b' '] => Self::ascii(b' ', face.of_blank()),
            [byte @ b'!'..=b'~'] => Self::ascii(*byte, face),
            [_] => Self::ascii(b'?', face),
            _ => Self::of_symbol(cell.symbol(), face),
        }
    }

    fn of_symbol(symbol: &str, face: Face) -> Self {
        if symbol.chars().any(is_hidden) {
            return Self::ascii(b'?', face);
        }
        let drawn = glyph(symbol);
        let mut bytes = [0; SIGN_BYTES];
        let kept = drawn.text.floor_char_boundary(SIGN_BYTES);
        let source = drawn.text.as_bytes().get(..kept).unwrap_or_default();
        for (to, from) in bytes.iter_mut().zip(source) {
            *to = *from;
        }
        Self {
            sign: Sign {
                bytes,
                len: u8::try_from(kept).unwrap_or(0),
            },
            face,
            cells: u8::try_from(drawn.cells).unwrap_or(u8::MAX),
            unsure: is_unsure(&drawn.text),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.sign
            .bytes
            .get(..usize::from(self.sign.len))
            .unwrap_or_default()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.bytes() == b" " && self.cells == 1
    }

    /// Says whether erasing draws this cell.
    pub(super) fn is_erased(&self) -> bool {
        *self == Self::BLANK
    }
}

/// Says whether terminals may disagree on the width of a sign.
fn is_unsure(text: &str) -> bool {
    let mut signs = text.chars();
    let first = signs.next().unwrap_or(' ');
    let plain_mark = |sign: char| matches!(sign, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}');
    matches!(first, '\u{1f000}'..='\u{1ffff}') || !signs.all(plain_mark)
}

/// A frame as tiles, row by row.
pub(super) struct Grid {
    pub(super) columns: u16,
    tiles: Vec<Tile>,
}

impl Grid {
    pub(super) fn blank(size: Size) -> Self {
        Self {
            columns: size.width,
            tiles: vec![Tile::BLANK; usize::from(size.width) * usize::from(size.height)],
        }
    }

    /// Takes over a frame; the grid must have the frame's size.
    pub(super) fn fill(&mut self, frame: &Buffer, depth: ColorDepth) {
        let columns = usize::from(self.columns).max(1);
        let rows = self.tiles.chunks_mut(columns);
        for (row, cells) in rows.zip(frame.content().chunks(columns)) {
            let mut covered = 0;
            for (column, (tile, cell)) in row.iter_mut().zip(cells).enumerate() {
                if covered > 0 {
                    covered -= 1;
                    *tile = Tile::COVERED;
                    continue;
                }
                *tile = Tile::of(cell, depth);
                let cells = usize::from(tile.cells);
                if column + cells > columns {
                    // Half a sign would be wrapped by the terminal.
                    *tile = Tile::ascii(b' ', tile.face.of_blank());
                } else {
                    covered = cells - 1;
                }
            }
        }
    }

    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = &[Tile]> {
        self.tiles.chunks(usize::from(self.columns).max(1))
    }

    /// Returns a number for each row that is equal for equal rows.
    pub(super) fn digests(&self) -> Vec<u64> {
        self.rows()
            .map(|row| {
                let mut hasher = DefaultHasher::new();
                row.hash(&mut hasher);
                hasher.finish()
            })
            .collect()
    }

    /// Returns the grid after rows `top..bottom` were moved up by `up` (down, if negative).
    pub(super) fn scrolled(&self, top: usize, bottom: usize, up: isize) -> Self {
        let columns = usize::from(self.columns);
        let mut tiles = self.tiles.clone();
        let blank = vec![Tile::BLANK; columns];
        for row in top..bottom {
            let source = row
                .checked_add_signed(up)
                .filter(|source| (top..bottom).contains(source));
            let from = match source {
                Some(source) => self.tiles.get(source * columns..(source + 1) * columns),
                None => None,
            };
            if let Some(to) = tiles.get_mut(row * columns..(row + 1) * columns) {
                to.copy_from_slice(from.unwrap_or(&blank));
            }
        }
        Self {
            columns: self.columns,
            tiles,
        }
    }
}
