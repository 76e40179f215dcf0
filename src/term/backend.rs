//! [`Lean`]: the screen as a backend of ratatui, for its `Terminal`.

use std::io::{self, Write};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::{Buffer, Cell},
    layout::{Position, Rect, Size},
};

use super::{ColorDepth, Screen};

/// Collects the cells of a frame and writes them at once when it is flushed.
pub struct Lean<W: Write> {
    out: W,
    screen: Screen,
    frame: Buffer,
    cursor: Position,
    is_cursor_shown: bool,
}

impl<W: Write> Lean<W> {
    pub fn new(out: W, size: Size, depth: ColorDepth) -> Self {
        Self {
            out,
            screen: Screen::new(size, depth),
            frame: Buffer::empty(Rect::from(size)),
            cursor: Position::ORIGIN,
            is_cursor_shown: false,
        }
    }

    /// Takes the new size of the terminal; the next frame is drawn in full.
    pub fn resize(&mut self, size: Size) {
        self.frame.resize(Rect::from(size));
        self.frame.reset();
        self.screen.forget();
    }

    /// Forgets what the terminal shows, after somebody else wrote to it.
    pub fn forget(&mut self) {
        self.screen.forget();
    }
}

impl<W: Write> Backend for Lean<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            if let Some(place) = self.frame.cell_mut((x, y)) {
                place.clone_from(cell);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.is_cursor_shown = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.is_cursor_shown = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.frame.reset();
        self.screen.forget();
        Ok(())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let columns = usize::from(self.frame.area.width);
        let here = usize::from(self.cursor.y) * columns + usize::from(self.cursor.x);
        let row = usize::from(self.cursor.y) * columns;
        let all = self.frame.content.len();
        let cells = match clear_type {
            ClearType::All => 0..all,
            ClearType::AfterCursor => here..all,
            ClearType::BeforeCursor => 0..here,
            ClearType::CurrentLine => row..row + columns,
            ClearType::UntilNewLine => here..row + columns,
        };
        for cell in self.frame.content.get_mut(cells).unwrap_or_default() {
            cell.reset();
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.frame.area.as_size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.frame.area.as_size(),
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let cursor = self.is_cursor_shown.then_some(self.cursor);
        let bytes = self.screen.draw(&self.frame, cursor);
        if bytes.is_empty() {
            return Ok(());
        }
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{Terminal, widgets::Paragraph};

    use super::*;

    #[test]
    fn frames_of_a_ratatui_terminal_reach_the_screen() {
        let mut sent = Vec::new();
        let lean = Lean::new(&mut sent, Size::new(10, 2), ColorDepth::Ansi16);
        let mut terminal = Terminal::new(lean).unwrap();
        for text in ["日本 one", "日本 one", "한 two"] {
            terminal
                .draw(|frame| {
                    frame.render_widget(Paragraph::new(text), frame.area());
                    frame.set_cursor_position((1, 1));
                })
                .unwrap();
        }
        drop(terminal);
        let mut emulator = vt100::Parser::new(2.try_into().unwrap(), 10.try_into().unwrap(), 0);
        emulator.process(&sent);
        assert_eq!(emulator.screen().contents().trim_end(), "한 two");
        assert_eq!(emulator.screen().cursor_position(), (1, 1));
        assert!(sent.len() < 80, "{}", sent.len());
    }
}
