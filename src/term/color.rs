//! How many colors the terminal has, and the nearest of them to a wanted one.
//!
//! [`ColorDepth`] is decided from values of the environment by a pure rule, and
//! every color is brought down to it when a frame is encoded, so themes may name
//! any color. Nothing is asked of the terminal: an answer costs a round trip.

#![expect(
    clippy::disallowed_methods,
    reason = "the thin reader of the variables that speak of color"
)]

use std::env;

use ratatui::style::Color;

/// What the terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ColorDepth {
    /// No color; bold, underline, reverse, dim and italic remain.
    Mono,
    Ansi16,
    Ansi256,
    True,
}

/// What the person asked for with `--color`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ColorChoice {
    #[default]
    Auto,
    /// Color even where `NO_COLOR` forbids it.
    Always,
    Exactly(ColorDepth),
}

/// The variables of the environment that speak of color.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColorEnv {
    pub no_color: Option<String>,
    pub colorterm: Option<String>,
    pub term: Option<String>,
}

impl ColorEnv {
    /// Reads the variables of this process.
    pub fn read() -> Self {
        let [no_color, colorterm, term] =
            ["NO_COLOR", "COLORTERM", "TERM"].map(|name| env::var(name).ok());
        Self {
            no_color,
            colorterm,
            term,
        }
    }
}

impl ColorChoice {
    /// Reads the value of `--color`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "auto" => Self::Auto,
            "always" => Self::Always,
            "never" => Self::Exactly(ColorDepth::Mono),
            "16" => Self::Exactly(ColorDepth::Ansi16),
            "256" => Self::Exactly(ColorDepth::Ansi256),
            "truecolor" => Self::Exactly(ColorDepth::True),
            _ => return None,
        })
    }
}

impl ColorDepth {
    /// Decides the depth: the flag, then `NO_COLOR`, `COLORTERM`, `TERM`.
    ///
    /// A bare `TERM=xterm` gets 16 colors: `sshd` does not forward `COLORTERM`,
    /// and guessing high garbles the screen where guessing low only dulls it.
    /// Source: no-color.org (set and not empty).
    pub fn decide(choice: ColorChoice, env: &ColorEnv) -> Self {
        match choice {
            ColorChoice::Exactly(depth) => return depth,
            ColorChoice::Auto if env.no_color.as_deref().is_some_and(|set| !set.is_empty()) => {
                return Self::Mono;
            }
            ColorChoice::Auto | ColorChoice::Always => {}
        }
        let term = env.term.as_deref().unwrap_or_default();
        let by_term = depth_of_term(term);
        let truecolor = matches!(env.colorterm.as_deref(), Some("truecolor" | "24bit"));
        if truecolor && by_term > Self::Mono {
            return Self::True;
        }
        match choice {
            ColorChoice::Always => by_term.max(Self::Ansi16),
            _ => by_term,
        }
    }

    /// Returns the color to send for a wanted one.
    pub(super) fn tint(self, color: Color) -> Tint {
        let tint = match color {
            Color::Reset => Tint::Default,
            Color::Black => Tint::Indexed(0),
            Color::Red => Tint::Indexed(1),
            Color::Green => Tint::Indexed(2),
            Color::Yellow => Tint::Indexed(3),
            Color::Blue => Tint::Indexed(4),
            Color::Magenta => Tint::Indexed(5),
            Color::Cyan => Tint::Indexed(6),
            Color::Gray => Tint::Indexed(7),
            Color::DarkGray => Tint::Indexed(8),
            Color::LightRed => Tint::Indexed(9),
            Color::LightGreen => Tint::Indexed(10),
            Color::LightYellow => Tint::Indexed(11),
            Color::LightBlue => Tint::Indexed(12),
            Color::LightMagenta => Tint::Indexed(13),
            Color::LightCyan => Tint::Indexed(14),
            Color::White => Tint::Indexed(15),
            Color::Indexed(index) => Tint::Indexed(index),
            Color::Rgb(red, green, blue) => Tint::Rgb(red, green, blue),
        };
        match (self, tint) {
            (Self::Mono, _) => Tint::Default,
            (Self::Ansi16, Tint::Rgb(red, green, blue)) => {
                Tint::Indexed(near_16([red, green, blue]))
            }
            (Self::Ansi16, Tint::Indexed(index @ 16..)) => Tint::Indexed(near_16(rgb_of(index))),
            (Self::Ansi256, Tint::Rgb(red, green, blue)) => {
                Tint::Indexed(near_256([red, green, blue]))
            }
            (_, tint) => tint,
        }
    }
}

/// A color as it is sent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) enum Tint {
    #[default]
    Default,
    Indexed(u8),
    Rgb(u8, u8, u8),
}

fn depth_of_term(term: &str) -> ColorDepth {
    if term.ends_with("-direct") || term == "xterm-kitty" || term == "alacritty" {
        return ColorDepth::True;
    }
    if term.contains("256color") {
        return ColorDepth::Ansi256;
    }
    match term {
        "" | "dumb" | "vt100" | "vt102" | "vt220" => ColorDepth::Mono,
        term if term.ends_with("-mono") || term.ends_with("-m") => ColorDepth::Mono,
        _ => ColorDepth::Ansi16,
    }
}

/// The sixteen named colors as most terminals paint them.
const NAMED: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The steps of the 6×6×6 cube of the 256 colors.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn rgb_of(index: u8) -> [u8; 3] {
    match index {
        0..=15 => NAMED[usize::from(index)],
        16..=231 => {
            let cube = usize::from(index - 16);
            [STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6]]
        }
        232.. => [8 + (index - 232) * 10; 3],
    }
}

fn near_16(wanted: [u8; 3]) -> u8 {
    (0..16)
        .min_by_key(|index| distance(wanted, rgb_of(*index)))
        .unwrap_or_default()
}

fn near_256(wanted: [u8; 3]) -> u8 {
    let step = |part: u8| -> u8 {
        match part {
            0..48 => 0,
            48..115 => 1,
            _ => (part - 35) / 40,
        }
    };
    let [red, green, blue] = wanted.map(step);
    let cube = 16 + 36 * red + 6 * green + blue;
    let mean = wanted.iter().map(|part| u16::from(*part)).sum::<u16>() / 3;
    let gray = 232
        + u8::try_from(mean.saturating_sub(3) / 10)
            .unwrap_or(23)
            .min(23);
    let nearer = [cube, gray]
        .into_iter()
        .min_by_key(|index| distance(wanted, rgb_of(*index)));
    nearer.unwrap_or(cube)
}

/// The squared distance, weighted as the eye weighs red, green and blue.
fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let [red, green, blue] =
        [0, 1, 2].map(|part| u32::from(one[part].abs_diff(other[part])).pow(2));
    3 * red + 6 * green + blue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(choice: &str, no_color: &str, colorterm: &str, term: &str) -> ColorDepth {
        let set = |value: &str| (value != "-").then(|| value.to_owned());
        let env = ColorEnv {
            no_color: set(no_color),
            colorterm: set(colorterm),
            term: set(term),
        };
        ColorDepth::decide(ColorChoice::parse(choice).unwrap(), &env)
    }

    #[test]
    fn depth_follows_flag_then_environment() {
        use ColorDepth::{Ansi16, Ansi256, Mono, True};
        for (choice, no_color, colorterm, term, depth) in [
            ("auto", "-", "-", "xterm-256color", Ansi256),
            ("auto", "-", "truecolor", "xterm-256color", True),
            ("auto", "-", "24bit", "xterm", True),
            ("auto", "-", "yes", "xterm", Ansi16),
            ("auto", "-", "-", "xterm", Ansi16),
            ("auto", "-", "-", "xterm-direct", True),
            ("auto", "-", "-", "linux", Ansi16),
            ("auto", "-", "truecolor", "dumb", Mono),
            ("auto", "-", "-", "-", Mono),
            ("auto", "1", "truecolor", "xterm-256color", Mono),
            ("auto", "", "-", "xterm-256color", Ansi256),
            ("always", "1", "-", "xterm-256color", Ansi256),
            ("always", "-", "-", "dumb", Ansi16),
            ("never", "-", "truecolor", "xterm-256color", Mono),
            ("16", "1", "truecolor", "xterm-256color", Ansi16),
            ("truecolor", "-", "-", "xterm", True),
        ] {
            let found = check(choice, no_color, colorterm, term);
            assert_eq!(found, depth, "{choice} {no_color} {colorterm} {term}");
        }
        assert_eq!(ColorChoice::parse("purple"), None);
    }

    #[test]
    fn colors_come_down_to_the_nearest() {
        let rgb = Color::Rgb(255, 0, 0);
        assert_eq!(ColorDepth::True.tint(rgb), Tint::Rgb(255, 0, 0));
        assert_eq!(ColorDepth::Ansi256.tint(rgb), Tint::Indexed(196));
        assert_eq!(ColorDepth::Ansi16.tint(rgb), Tint::Indexed(9));
        assert_eq!(ColorDepth::Mono.tint(rgb), Tint::Default);
        assert_eq!(
            ColorDepth::Ansi256.tint(Color::Rgb(128, 128, 128)),
            Tint::Indexed(244)
        );
        assert_eq!(
            ColorDepth::Ansi16.tint(Color::Indexed(240)),
            Tint::Indexed(8)
        );
        assert_eq!(ColorDepth::Ansi16.tint(Color::Yellow), Tint::Indexed(3));
        for index in 16..=255 {
            let [red, green, blue] = rgb_of(index);
            let found = near_256([red, green, blue]);
            assert_eq!(rgb_of(found), [red, green, blue], "{index}");
        }
    }
}
