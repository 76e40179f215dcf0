//! Moves in the panes and between them, and what of the screen is shown.

use super::{list, reader, saving, sidebar};
use crate::app::command::Command;
use crate::app::effect::{Effect, Wake};
use crate::app::layout::Breadth;
use crate::app::lines::Page;
use crate::app::model::{Model, Pane};
use crate::app::msg::Tone;

/// Moves in the pane that has the focus.
pub(super) fn step(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let height = model.layout().page(model.focus);
    let page = if model.focus == Pane::List {
        model.list_page()
    } else {
        height
    };
    let half = isize::try_from((page / 2).max(1)).unwrap_or(1);
    let far = isize::MAX / 2;
    let by = match command {
        Command::Down => 1,
        Command::Up => -1,
        Command::HalfDown => half,
        Command::HalfUp => -half,
        Command::First => -far,
        _ => far,
    };
    match model.focus {
        Pane::List => list::move_by(model, by, out),
        Pane::Body => {
            let top = model.reader.top.saturating_add_signed(by);
            model.reader.scroll_to(top, height);
        }
        Pane::Sidebar => sidebar::move_by(model, by, height),
    }
}

/// Turns a page of the article, from any pane; at its end goes on to the next
/// unread article.
pub(super) fn page(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    if model.reader.number.is_none() || model.reader.number != model.list.current() {
        reader::open_current(model, out);
        if model.focus == Pane::List && model.layout().body.is_some() {
            return;
        }
    }
    let height = model.body_height();
    // One line of the old page stays for the eye.
    let step = height.saturating_sub(1).max(1);
    let (top, last) = (model.reader.top, model.reader.last_top(height));
    if command == Command::PageUp {
        model.reader.scroll_to(top.saturating_sub(step), height);
    } else if top < last {
        model.reader.scroll_to(top + step, height);
        if model.reader.top >= last {
            reader::paged_to_end(model, out);
        }
    } else {
        reader::paged_to_end(model, out);
        list::other(model, Command::NextUnread, out);
    }
}

/// Moves the focus to another pane.
pub(super) fn focus(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let mut panes = vec![Pane::List, Pane::Body];
    if model.is_sidebar_wanted() || model.focus == Pane::Sidebar || command != Command::FocusRight {
        panes.push(Pane::Sidebar);
    }
    if model.is_zen {
        panes = vec![Pane::Body];
    }
    let at = panes
        .iter()
        .position(|pane| *pane == model.focus)
        .unwrap_or(0);
    let next = match command {
        Command::FocusLeft => at.saturating_sub(1),
        Command::FocusRight => (at + 1).min(panes.len() - 1),
        Command::FocusNext => (at + 1) % panes.len(),
        _ => (at + panes.len() - 1) % panes.len(),
    };
    if let Some(pane) = panes.get(next) {
        go_to(model, *pane, out);
    }
}

/// Gives the focus to a pane.
pub(super) fn go_to(model: &mut Model, pane: Pane, out: &mut Vec<Effect>) {
    let before = model.text_width();
    let same = model.focus == pane;
    model.focus = pane;
    if pane != Pane::List && model.reader.number != model.list.current() {
        reader::open_current(model, out);
    }
    if pane == Pane::Body && !same {
        out.push(Effect::WakeAfter(Wake::Read, model.settings.read_ms));
    }
    if pane == Pane::Sidebar {
        model.sidebar.chosen = model
            .sidebar
            .chosen
            .or_else(|| sidebar::under_cursor(model));
    }
    if model.text_width() != before {
        reader::rewrap(model);
    }
}

/// Asks to be woken when the article in the body counts as read.
pub(super) fn wait_until_read(model: &Model, out: &mut Vec<Effect>) {
    if model.focus == Pane::Body {
        out.push(Effect::WakeAfter(Wake::Read, model.settings.read_ms));
    }
}

/// Opens what is under the cursor.
pub(super) fn open(model: &mut Model, out: &mut Vec<Effect>) {
    match model.focus {
        Pane::List if model.list.current().is_some() => go_to(model, Pane::Body, out),
        Pane::Sidebar => sidebar::open_card(model, out),
        Pane::List | Pane::Body => {}
    }
}

/// Goes back: out of zen, from sidebar and body to the list, from the list to
/// the shell.
pub(super) fn back(model: &mut Model, out: &mut Vec<Effect>) {
    if model.is_zen {
        view(model, Command::Zen, out);
    } else if model.focus == Pane::List {
        saving::quit(model, out);
    } else {
        go_to(model, Pane::List, out);
    }
}

/// Changes what of the screen is shown.
pub(super) fn view(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    match command {
        Command::Zen => {
            model.is_zen = !model.is_zen;
            go_to(model, Pane::Body, out);
        }
        Command::Wider => model.measure = (model.measure + 4).min(200),
        Command::Narrower => model.measure = model.measure.saturating_sub(4).max(24),
        Command::Sidebar => toggle_sidebar(model, out),
        Command::ListNames => {
            model.names_on = !model.names_on;
            model.list.follow(model.list_page());
        }
        _ => {
            model.page = if model.page == Page::Whole {
                Page::Folded
            } else {
                Page::Whole
            };
        }
    }
    reader::rewrap(model);
    if matches!(command, Command::Wider | Command::Narrower) {
        let (width, wish) = (model.text_width(), model.measure);
        let full = if width < usize::from(wish) {
            " (the pane has no more)"
        } else {
            ""
        };
        model
            .notices
            .say(Tone::Plain, format!("lines of {width} cells{full}"));
    }
}

fn toggle_sidebar(model: &mut Model, out: &mut Vec<Effect>) {
    match model.size.breadth() {
        Breadth::Narrow => {
            let pane = if model.focus == Pane::Sidebar {
                Pane::Body
            } else {
                Pane::Sidebar
            };
            go_to(model, pane, out);
        }
        Breadth::Medium => {
            model.sidebar_in = match model.focus {
                Pane::List => true,
                Pane::Body => !model.sidebar_in,
                Pane::Sidebar => false,
            };
            match model.focus {
                Pane::List => go_to(model, Pane::Sidebar, out),
                Pane::Sidebar => go_to(model, Pane::Body, out),
                Pane::Body => {}
            }
        }
        Breadth::Wide => {
            model.sidebar_on = !model.sidebar_on;
            if !model.sidebar_on && model.focus == Pane::Sidebar {
                go_to(model, Pane::Body, out);
            }
        }
    }
}
