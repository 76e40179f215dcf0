//! [`Pen`]: puts text into cells. The only way from text to the screen: what
//! it cannot show is drawn as a visible sign, and nothing leaves its row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::cells::{ellipsize_with, graphemes, width};
use crate::text::visible::{glyph, shown};

/// A place in a row and how far it reaches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub(super) x: u16,
    pub(super) y: u16,
    /// First column that is not ours.
    pub(super) end: u16,
}

impl Pen {
    /// Starts at the left of the `nth` row of an area; `None` below it.
    pub(super) fn row(area: Rect, nth: u16) -> Option<Self> {
        (nth < area.height && area.width > 0).then(|| Self {
            x: area.x,
            y: area.y + nth,
            end: area.x + area.width,
        })
    }

    pub(super) fn room(self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// Writes one line of text and moves on; what does not fit is left out.
    pub(super) fn write(&mut self, buf: &mut Buffer, text: &str, style: Style) {
        for (_, grapheme, _) in graphemes(&shown(text)) {
            if !self.put(buf, grapheme, style) {
                return;
            }
        }
    }

    /// Writes one line of text in at most `cells`, with an ellipsis when it is cut.
    pub(super) fn write_within(
        &mut self,
        buf: &mut Buffer,
        text: &str,
        (cells, style): (usize, Style),
        ellipsis: &str,
    ) {
        let text = shown(text);
        let text = ellipsize_with(&text, cells.min(self.room()), ellipsis);
        self.write(buf, &text, style);
    }

    /// Puts one grapheme; says whether there was room.
    pub(super) fn put(&mut self, buf: &mut Buffer, grapheme: &str, style: Style) -> bool {
        let glyph = glyph(grapheme);
        let cells = u16::try_from(glyph.cells).unwrap_or(u16::MAX);
        if cells == 0 {
            return true;
        }
        if cells > self.end.saturating_sub(self.x) {
            return false;
        }
        if glyph.cells == width(grapheme) && glyph.text == grapheme {
            self.set(buf, grapheme, cells, style);
        } else {
            // A sign of several letters stands for one that cannot be shown.
            for (_, letter, letter_cells) in graphemes(&glyph.text) {
                self.set(buf, letter, u16::try_from(letter_cells).unwrap_or(1), style);
            }
        }
        true
    }

    fn set(&mut self, buf: &mut Buffer, symbol: &str, cells: u16, style: Style) {
        if let Some(cell) = buf.cell_mut((self.x, self.y)) {
            cell.set_symbol(symbol).set_style(style);
        }
        for x in 1..cells {
            if let Some(cell) = buf.cell_mut((self.x + x, self.y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
        self.x += cells;
    }

    pub(super) fn skip(&mut self, cells: u16) {
        self.x = self.x.saturating_add(cells).min(self.end);
    }

    /// Writes at the right end of the row, when there is room left of it.
    pub(super) fn write_right(&mut self, buf: &mut Buffer, text: &str, style: Style) {
        let text = shown(text);
        let cells = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        if cells > 0 && usize::from(cells) <= self.room() {
            let mut pen = Self {
                x: self.end - cells,
                ..*self
            };
            pen.write(buf, &text, style);
            self.end -= cells;
        }
    }
}
