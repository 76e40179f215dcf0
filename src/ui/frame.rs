//! [`Desk`]: what all panes need to draw: the model, the theme, the areas.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::signs::{ASCII, Signs, UNICODE};
use super::theme::{Role, Theme};
use crate::app::Model;
use crate::app::layout::{Area, Layout, Size, Wish};
use crate::app::model::Pane;

/// One frame being drawn.
pub(super) struct Desk<'a> {
    pub(super) model: &'a Model,
    pub(super) area: Rect,
    pub(super) layout: Layout,
    pub(super) theme: Theme,
    pub(super) signs: &'static Signs,
}

impl<'a> Desk<'a> {
    pub(super) fn new(model: &'a Model, area: Rect) -> Self {
        let wish = Wish {
            focus: model.focus,
            is_zen: model.is_zen,
            sidebar: model.is_sidebar_wanted(),
        };
        let layout = Layout::new(
            Size {
                columns: area.width,
                rows: area.height,
            },
            wish,
        );
        let signs = if model.settings.ascii {
            &ASCII
        } else {
            &UNICODE
        };
        Self {
            model,
            area,
            layout,
            theme: Theme::new(model.palette),
            signs,
        }
    }

    pub(super) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Places an area of the layout on the buffer.
    pub(super) fn place(&self, area: Area) -> Rect {
        Rect {
            x: self.area.x + area.x,
            y: self.area.y + area.y,
            width: area.width,
            height: area.height,
        }
        .intersection(self.area)
    }

    /// Draws the rules between the panes.
    pub(super) fn rules(&self, buf: &mut Buffer) {
        for area in [self.layout.list, self.layout.body].into_iter().flatten() {
            let x = area.x + area.width;
            for y in 0..area.height {
                let mut pen = Pen {
                    x: self.area.x + x,
                    y: self.area.y + area.y + y,
                    end: self.area.x + self.area.width,
                };
                if pen.room() > 0 {
                    pen.put(buf, self.signs.rule, self.style(Role::Rule));
                }
            }
        }
    }

    /// Draws the title of a pane with a count at its right; returns the rows below.
    pub(super) fn title(
        &self,
        buf: &mut Buffer,
        pane: Pane,
        (title, count): (&str, &str),
    ) -> Option<Rect> {
        let area = self.layout.area(pane)?;
        let place = self.place(area);
        let is_focused = self.model.focus == pane;
        let role = if is_focused {
            Role::PaneTitleFocused
        } else {
            Role::PaneTitle
        };
        if let Some(mut pen) = Pen::row(place, 0) {
            let sign = if is_focused { self.signs.cursor } else { " " };
            pen.write(buf, sign, self.style(Role::Cursor));
            pen.write_right(buf, &format!(" {count}"), self.style(Role::Dim));
            let room = pen.room();
            pen.write_within(buf, title, (room, self.style(role)), self.signs.ellipsis);
        }
        Some(self.place(area.below_title()))
    }

    /// Draws an empty box over the panes with a title; returns its inside.
    pub(super) fn boxed(&self, buf: &mut Buffer, place: Rect, title: &str) -> Rect {
        let place = place.intersection(self.area);
        for y in place.top()..place.bottom() {
            for x in place.left()..place.right() {
                if let Some(cell) = buf.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
        Self::unsplit(buf, place);
        let style = self.style(Role::Rule);
        let [left_top, right_top, left_bottom, right_bottom] = self.signs.corners;
        for nth in 0..place.height {
            let (left, fill, right) = match nth {
                0 => (left_top, self.signs.across, right_top),
                nth if nth + 1 == place.height => (left_bottom, self.signs.across, right_bottom),
                _ => (self.signs.rule, "", self.signs.rule),
            };
            let Some(mut pen) = Pen::row(place, nth) else {
                continue;
            };
            pen.put(buf, left, style);
            if fill.is_empty() {
                pen.skip(place.width.saturating_sub(2));
            }
            for _ in 0..place.width.saturating_sub(2) {
                if !fill.is_empty() {
                    pen.put(buf, fill, style);
                }
            }
            pen.put(buf, right, style);
        }
        if let Some(mut pen) = Pen::row(place, 0) {
            pen.skip(2);
            pen.end = pen.end.saturating_sub(2);
            let room = pen.room().saturating_sub(2);
            if room > 0 && !title.is_empty() {
                pen.write(buf, " ", style);
                pen.write_within(
                    buf,
                    title,
                    (room, self.style(Role::Title)),
                    self.signs.ellipsis,
                );
                pen.write(buf, " ", style);
            }
        }
        Rect {
            x: place.x + 2,
            y: place.y + 1,
            width: place.width.saturating_sub(4),
            height: place.height.saturating_sub(2),
        }
    }

    /// Takes away wide letters that a box cuts in halves at its left edge.
    fn unsplit(buf: &mut Buffer, place: Rect) {
        let Some(x) = place.left().checked_sub(1) else {
            return;
        };
        for y in place.top()..place.bottom() {
            if let Some(cell) = buf.cell_mut((x, y))
                && crate::text::cells::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
}
