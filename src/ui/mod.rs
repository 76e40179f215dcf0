//! Pure drawing: [`view`] turns a model and a size into cells.
//!
//! Same model, same size, same cells. This layer reads the model and never
//! changes it; it knows nothing of messages, effects and terminals. All text
//! goes through [`pen`], which lets nothing through that a terminal would obey.

mod frame;
mod list;
mod note;
mod pen;
mod picker;
mod prompt;
mod reader;
mod sidebar;
mod signs;
mod status;
mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use theme::{Role, Theme};

use crate::app::Model;

/// Draws the model; returns where the terminal's cursor is shown.
pub fn view(model: &Model, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let desk = frame::Desk::new(model, area);
    desk.rules(buf);
    list::draw(&desk, buf);
    let in_text = reader::draw(&desk, buf);
    sidebar::draw(&desk, buf);
    status::draw(&desk, buf);
    let over = prompt::draw(&desk, buf)
        .or_else(|| picker::draw(&desk, buf))
        .or_else(|| note::draw(&desk, buf));
    // On a screen too small for its line the cursor is not shown.
    over.or(in_text).filter(|at| area.contains(*at))
}
