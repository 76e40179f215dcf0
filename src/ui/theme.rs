//! [`Theme`]: what a piece of the screen is → how it looks.
//!
//! Color carries meaning only: what a mention is, what a person decided. Text
//! keeps the color of the terminal. Every state also has a sign or an
//! attribute of its own, so nothing is lost without color.

use ratatui::style::{Color, Modifier, Style};

use crate::app::model::Palette;
use crate::nlp::Kind;

/// What a piece of the screen is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Text,
    /// Less important than text: facts, counts, furniture.
    Dim,
    Rule,
    PaneTitle,
    PaneTitleFocused,
    Title,
    Heading,
    Unread,
    Cursor,
    Kept,
    Discarded,
    Star,
    Selected,
    Tag,
    Mention(Kind),
    Mark,
    Label(usize),
    Hit,
    HitCurrent,
    Selection,
    Caption,
    Quote,
    Key,
    Warning,
    Error,
    Saved,
    Mode,
    Chosen,
}

/// Styles for all roles.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: Palette,
}

impl Theme {
    pub fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// Returns the style of a role, to be laid over the terminal's own.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let color = |role: Role| self.color(role).map_or(plain, |color| plain.fg(color));
        match role {
            Role::Text => plain,
            Role::Dim | Role::Rule | Role::PaneTitle => self.dim(),
            Role::PaneTitleFocused | Role::Title | Role::Unread => {
                plain.add_modifier(Modifier::BOLD)
            }
            Role::Heading | Role::Cursor | Role::Key | Role::Error => {
                color(role).add_modifier(Modifier::BOLD)
            }
            Role::Kept
            | Role::Discarded
            | Role::Star
            | Role::Selected
            | Role::Tag
            | Role::Saved
            | Role::Quote
            | Role::Warning => color(role),
            Role::Mention(_) => self.mention(role),
            Role::Mark | Role::Label(_) => self.mark(role),
            Role::Hit => self.hit(plain.add_modifier(Modifier::REVERSED)),
            Role::HitCurrent => self.hit(
                plain.add_modifier(Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED),
            ),
            Role::Selection | Role::Chosen => plain.add_modifier(Modifier::REVERSED),
            Role::Mode => color(role).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Role::Caption => self.dim().add_modifier(Modifier::ITALIC),
        }
    }

    fn dim(self) -> Style {
        match self.color(Role::Dim) {
            Some(color) => Style::new().fg(color),
            None => Style::new().add_modifier(Modifier::DIM),
        }
    }

    fn mention(self, role: Role) -> Style {
        match self.color(role) {
            Some(color) => Style::new().fg(color),
            None => Style::new().add_modifier(Modifier::UNDERLINED),
        }
    }

    fn mark(self, role: Role) -> Style {
        let Some(color) = self.color(role) else {
            return Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        };
        let style = Style::new().bg(color);
        match self.palette {
            // On a ground of middle brightness only black can be read everywhere.
            Palette::Middle => style.fg(Color::Indexed(16)),
            Palette::Ansi => style.fg(Color::White),
            Palette::Dark | Palette::Light | Palette::Mono => style,
        }
    }

    fn hit(self, style: Style) -> Style {
        self.color(Role::Hit).map_or(style, |color| style.fg(color))
    }

    fn color(self, role: Role) -> Option<Color> {
        match self.palette {
            Palette::Mono => None,
            Palette::Ansi => ansi(role),
            Palette::Dark => indexed(role).map(|(_, dark, _)| Color::Indexed(dark)),
            Palette::Light => indexed(role).map(|(.., light)| Color::Indexed(light)),
            Palette::Middle => indexed(role).map(|(middle, ..)| Color::Indexed(middle)),
        }
    }
}

/// Returns colors of the 256-color cube: one to be read on any ground, one for
/// dark, one for light.
fn indexed(role: Role) -> Option<(u8, u8, u8)> {
    Some(match role {
        Role::Dim | Role::Caption => (244, 245, 243),
        Role::Rule => (242, 239, 250),
        Role::Heading => (244, 250, 240),
        Role::Cursor | Role::Key | Role::Mode | Role::Warning => (172, 215, 130),
        Role::Kept | Role::Saved => (71, 114, 28),
        Role::Discarded => (131, 131, 131),
        Role::Selected => (133, 176, 90),
        Role::Tag => (66, 109, 24),
        Role::Quote => (245, 246, 242),
        Role::Error => (167, 203, 124),
        Role::Star | Role::Hit | Role::HitCurrent => (178, 221, 136),
        Role::Mark => (178, 58, 229),
        Role::Label(nth) => *[
            (110, 24, 189),
            (108, 22, 194),
            (139, 53, 225),
            (173, 94, 223),
            (109, 23, 195),
        ]
        .get(nth % 5)?,
        Role::Mention(kind) => match kind {
            Kind::Person => (68, 110, 25),
            Kind::Org => (136, 179, 94),
            Kind::Place => (65, 108, 22),
            Kind::Agreement => (133, 176, 90),
            Kind::System => (166, 173, 130),
            Kind::Event => (168, 175, 125),
            Kind::Facility => (101, 144, 58),
            Kind::Group => (37, 80, 30),
            Kind::Work => (97, 140, 54),
            Kind::Date | Kind::Time | Kind::Money | Kind::Quantity => (66, 109, 24),
        },
        _ => return None,
    })
}

fn ansi(role: Role) -> Option<Color> {
    Some(match role {
        Role::Dim | Role::Caption | Role::Rule | Role::Quote | Role::Mark | Role::Label(_) => {
            Color::DarkGray
        }
        Role::Cursor
        | Role::Key
        | Role::Mode
        | Role::Star
        | Role::Warning
        | Role::Hit
        | Role::HitCurrent => Color::Yellow,
        Role::Kept | Role::Saved => Color::Green,
        Role::Discarded | Role::Error => Color::Red,
        Role::Selected => Color::Magenta,
        Role::Tag => Color::Cyan,
        Role::Mention(kind) => match kind {
            Kind::Person => Color::LightBlue,
            Kind::Org => Color::Yellow,
            Kind::Place => Color::Green,
            Kind::Agreement | Kind::Event | Kind::Work => Color::Magenta,
            Kind::System => Color::LightRed,
            Kind::Facility => Color::LightGreen,
            Kind::Group => Color::LightCyan,
            Kind::Date | Kind::Time | Kind::Money | Kind::Quantity => Color::Cyan,
        },
        _ => return None,
    })
}
