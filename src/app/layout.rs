//! Size of the screen → where the panes are. Arithmetic only.

use super::model::Pane;

/// Cells of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

/// How much fits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Breadth {
    /// One pane at a time.
    Narrow,
    /// Two panes.
    Medium,
    /// All three.
    Wide,
}

/// Where everything is. A pane that is not shown is absent; each pane's first
/// row is its title.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    pub list: Option<Area>,
    pub body: Option<Area>,
    pub sidebar: Option<Area>,
    pub status: Option<Area>,
    pub hints: Option<Area>,
}

/// What a person chose that bears on the layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wish {
    pub focus: Pane,
    pub is_zen: bool,
    pub sidebar: bool,
}

/// Cells left of the text in the body: sign, then a blank.
pub const GUTTER: u16 = 2;

impl Size {
    pub fn breadth(self) -> Breadth {
        match self {
            Self { columns, rows } if columns < 80 || rows < 20 => Breadth::Narrow,
            Self { columns, .. } if columns < 110 => Breadth::Medium,
            Self { .. } => Breadth::Wide,
        }
    }
}

impl Area {
    /// Returns the rows below the pane's title.
    #[must_use]
    pub fn below_title(self) -> Self {
        Self {
            y: self.y + 1,
            height: self.height.saturating_sub(1),
            ..self
        }
    }
}

impl Layout {
    /// Lays the panes out.
    ///
    /// The status line goes before the hints when there is hardly any height.
    pub fn new(size: Size, wish: Wish) -> Self {
        let Size { columns, rows } = size;
        let bars = match rows {
            0..=2 => 0,
            3..=5 => 1,
            _ => 2,
        };
        let height = rows - bars;
        let bar = |nth: u16| Area {
            x: 0,
            y: height + nth,
            width: columns,
            height: 1,
        };
        let mut layout = Self {
            status: (bars > 0).then(|| bar(0)),
            hints: (bars > 1).then(|| bar(1)),
            ..Self::default()
        };
        let whole = Area {
            x: 0,
            y: 0,
            width: columns,
            height,
        };
        let (list, sidebar) = Self::widths(size, wish);
        let body = columns.saturating_sub(list + sidebar);
        if list == columns {
            layout.list = Some(whole);
        } else if sidebar == columns {
            layout.sidebar = Some(whole);
        } else {
            layout.list = (list > 0).then(|| Area {
                width: list - 1,
                ..whole
            });
            layout.body = Some(Area {
                x: list,
                width: body,
                ..whole
            });
            layout.sidebar = (sidebar > 0).then(|| Area {
                x: list + body + 1,
                width: sidebar - 1,
                ..whole
            });
        }
        layout
    }

    /// Returns the columns of list and sidebar with their rules; the rest is the body's.
    fn widths(size: Size, wish: Wish) -> (u16, u16) {
        let columns = size.columns;
        let sidebar = (columns * 2 / 9).clamp(24, 36);
        if wish.is_zen && wish.focus == Pane::Body {
            return (0, 0);
        }
        match (size.breadth(), wish.focus) {
            (Breadth::Narrow, Pane::List) => (columns, 0),
            (Breadth::Narrow, Pane::Body) => (0, 0),
            (Breadth::Narrow, Pane::Sidebar) => (0, columns),
            (Breadth::Medium, Pane::Sidebar) => (0, sidebar),
            (Breadth::Medium, Pane::Body) if wish.sidebar => (0, sidebar),
            (Breadth::Medium, _) => ((columns * 2 / 5).clamp(28, 40), 0),
            (Breadth::Wide, _) => (
                (columns / 3).clamp(36, 60),
                if wish.sidebar || wish.focus == Pane::Sidebar {
                    sidebar
                } else {
                    0
                },
            ),
        }
    }

    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::List => self.list,
            Pane::Body => self.body,
            Pane::Sidebar => self.sidebar,
        }
    }

    /// Returns how many rows a pane shows below its title; at least one.
    pub fn page(&self, pane: Pane) -> usize {
        self.area(pane)
            .map_or(1, |area| usize::from(area.height.saturating_sub(1)).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(columns: u16, rows: u16, focus: Pane) -> Layout {
        Layout::new(
            Size { columns, rows },
            Wish {
                focus,
                is_zen: false,
                sidebar: true,
            },
        )
    }

    #[test]
    fn shows_as_many_panes_as_fit() {
        let shown = |columns, rows, focus| {
            let layout = layout(columns, rows, focus);
            [layout.list, layout.body, layout.sidebar].map(|area| area.is_some())
        };
        assert_eq!(shown(120, 40, Pane::List), [true, true, true]);
        assert_eq!(shown(80, 24, Pane::List), [true, true, false]);
        assert_eq!(shown(80, 24, Pane::Sidebar), [false, true, true]);
        assert_eq!(shown(79, 24, Pane::List), [true, false, false]);
        assert_eq!(shown(120, 19, Pane::Body), [false, true, false]);
    }

    #[test]
    fn panes_fill_the_width_and_never_overlap() {
        for columns in 0..260 {
            for rows in 0..70 {
                for focus in [Pane::List, Pane::Body, Pane::Sidebar] {
                    let layout = layout(columns, rows, focus);
                    let mut x = 0;
                    for area in [layout.list, layout.body, layout.sidebar]
                        .into_iter()
                        .flatten()
                    {
                        assert!(
                            area.x >= x && area.x + area.width <= columns,
                            "{columns}x{rows}"
                        );
                        x = area.x + area.width;
                    }
                    let bottom = layout.hints.or(layout.status).map(|area| area.y + 1);
                    assert!(
                        bottom.is_none_or(|bottom| bottom == rows),
                        "{columns}x{rows}"
                    );
                }
            }
        }
    }
}
