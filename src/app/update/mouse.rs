//! The mouse: the wheel moves what is under it, a click selects it.

use super::{list, moves, sidebar};
use crate::app::effect::Effect;
use crate::app::layout::Area;
use crate::app::model::{Model, Pane};
use crate::app::mouse::{Deed, Mouse};
use crate::app::sidebar::SideRow;

/// Rows and lines of one turn of the wheel.
const WHEEL: isize = 3;

/// Applies what the mouse did; boxes that are typed in take the wheel alone.
pub(super) fn apply(model: &mut Model, mouse: Mouse, out: &mut Vec<Effect>) {
    let by = match mouse.deed {
        Deed::WheelUp => Some(-WHEEL),
        Deed::WheelDown => Some(WHEEL),
        Deed::Click => None,
    };
    if let Some(picker) = &mut model.picker {
        let height = usize::from(model.size.rows).saturating_sub(7).max(1);
        if let Some(by) = by {
            picker.move_by(by, height);
        }
        return;
    }
    if model.prompt.is_some() || model.note.is_some() {
        return;
    }
    let layout = model.layout();
    let under = [Pane::List, Pane::Body, Pane::Sidebar]
        .into_iter()
        .find_map(|pane| {
            let area = layout.area(pane)?;
            is_in(area, mouse).then_some((pane, area))
        });
    let Some((pane, area)) = under else { return };
    match (by, pane) {
        (Some(by), Pane::List) => list::move_by(model, by, out),
        (Some(by), Pane::Body) => {
            let (top, height) = (
                model.reader.top.saturating_add_signed(by),
                model.body_height(),
            );
            model.reader.scroll_to(top, height);
        }
        (Some(by), Pane::Sidebar) => sidebar::move_by(model, by, layout.page(Pane::Sidebar)),
        (None, pane) => click(model, pane, mouse.row.saturating_sub(area.y), out),
    }
}

fn is_in(area: Area, mouse: Mouse) -> bool {
    (area.x..area.x + area.width).contains(&mouse.column)
        && (area.y..area.y + area.height).contains(&mouse.row)
}

/// Selects the row `nth` of a pane, its title being row 0; a second click on an
/// article opens it.
fn click(model: &mut Model, pane: Pane, nth: u16, out: &mut Vec<Effect>) {
    let was_focused = model.focus == pane;
    moves::go_to(model, pane, out);
    let Some(row) = usize::from(nth).checked_sub(1) else {
        return;
    };
    match pane {
        Pane::List => {
            let at = model.list.top + row / model.rows_per_article();
            if at == model.list.cursor && was_focused {
                moves::open(model, out);
            } else if at < model.list.shown.len() {
                model.list.cursor = at;
                list::move_by(model, 0, out);
            }
        }
        Pane::Sidebar => {
            let at = model.sidebar.top + row;
            if matches!(model.sidebar.rows.get(at), Some(SideRow::Entity(_))) {
                model.sidebar.cursor = at;
                model.sidebar.chosen = sidebar::under_cursor(model);
            }
        }
        Pane::Body => {}
    }
}
