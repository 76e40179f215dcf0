//! Colors of a terminal: what its names and numbers look like on a screen.

use std::fmt;

use ratatui::style::Color;

/// A color as a screen shows it; printed as `#rrggbb`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rgb(u8, u8, u8);

/// What a terminal makes of the colors that it may choose itself.
#[derive(Debug)]
pub(crate) struct Palette {
    pub(crate) ink: Rgb,
    pub(crate) paper: Rgb,
    sixteen: [Rgb; 16],
}

pub(crate) const DARK: Palette = Palette {
    ink: Rgb(0xd6, 0xd6, 0xd6),
    paper: Rgb(0x1c, 0x1f, 0x24),
    sixteen: [
        Rgb(0x2b, 0x2f, 0x36),
        Rgb(0xe0, 0x6c, 0x75),
        Rgb(0x98, 0xc3, 0x79),
        Rgb(0xe5, 0xc0, 0x7b),
        Rgb(0x61, 0xaf, 0xef),
        Rgb(0xc6, 0x78, 0xdd),
        Rgb(0x56, 0xb6, 0xc2),
        Rgb(0xc0, 0xc4, 0xcc),
        Rgb(0x6b, 0x72, 0x80),
        Rgb(0xf0, 0x8a, 0x92),
        Rgb(0xb2, 0xd8, 0x96),
        Rgb(0xf0, 0xd3, 0x99),
        Rgb(0x8a, 0xc6, 0xf5),
        Rgb(0xd7, 0x9b, 0xe8),
        Rgb(0x7f, 0xcc, 0xd6),
        Rgb(0xff, 0xff, 0xff),
    ],
};

pub(crate) const LIGHT: Palette = Palette {
    ink: Rgb(0x24, 0x29, 0x2f),
    paper: Rgb(0xfc, 0xfc, 0xfa),
    sixteen: [
        Rgb(0x24, 0x29, 0x2f),
        Rgb(0xb4, 0x23, 0x2a),
        Rgb(0x2f, 0x7d, 0x32),
        Rgb(0x8a, 0x61, 0x00),
        Rgb(0x0b, 0x5c, 0xad),
        Rgb(0x86, 0x2f, 0xa8),
        Rgb(0x0f, 0x72, 0x80),
        Rgb(0x6b, 0x72, 0x80),
        Rgb(0x8b, 0x93, 0x9e),
        Rgb(0xcf, 0x3b, 0x43),
        Rgb(0x3f, 0x96, 0x43),
        Rgb(0xa8, 0x7a, 0x10),
        Rgb(0x2a, 0x78, 0xc8),
        Rgb(0xa0, 0x4b, 0xc2),
        Rgb(0x1f, 0x8a, 0x99),
        Rgb(0x00, 0x00, 0x00),
    ],
};

impl Palette {
    /// Returns what `color` looks like; `None` for the terminal's own choice.
    pub(crate) fn rgb(&self, color: Color) -> Option<Rgb> {
        let named = match color {
            Color::Reset => return None,
            Color::Rgb(red, green, blue) => return Some(Rgb(red, green, blue)),
            Color::Indexed(index) => return Some(self.indexed(index)),
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        Some(self.indexed(named))
    }

    /// Returns one of the 256 colors: 16 names, a cube of 216, 24 grays.
    fn indexed(&self, index: u8) -> Rgb {
        let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
        match index {
            0..=15 => self.sixteen[usize::from(index)],
            16..=231 => {
                let cube = index - 16;
                Rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
            }
            232.. => {
                let gray = 8 + 10 * (index - 232);
                Rgb(gray, gray, gray)
            }
        }
    }
}

impl Rgb {
    /// Returns the color between this one and the paper behind it, as dim letters have.
    pub(crate) fn mixed(self, paper: Self) -> Self {
        let mix =
            |a: u8, b: u8| u8::try_from((u16::from(a) * 3 + u16::from(b) * 2) / 5).unwrap_or(a);
        Self(
            mix(self.0, paper.0),
            mix(self.1, paper.1),
            mix(self.2, paper.2),
        )
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_colors_of_xterm() {
        let check = |index: u8, expected: &str| {
            let found = DARK.rgb(Color::Indexed(index)).map(|rgb| rgb.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{index}");
        };
        check(16, "#000000");
        check(67, "#5f87af");
        check(231, "#ffffff");
        check(232, "#080808");
        check(255, "#eeeeee");
        assert_eq!(DARK.rgb(Color::Red), DARK.rgb(Color::Indexed(1)));
        assert_eq!(DARK.rgb(Color::Reset), None);
    }
}
