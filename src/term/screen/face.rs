//! [`Face`]: the look of a cell as the terminal is told it, and the shortest
//! sequence from one face to another.

use std::io::Write;

use ratatui::style::Modifier;

use crate::term::color::Tint;

/// Colors and attributes of a cell, already brought down to the terminal's depth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Face {
    pub(super) fg: Tint,
    pub(super) bg: Tint,
    pub(super) attributes: Modifier,
}

/// What we send; blinking and hidden text are never wanted.
pub(super) const SENT: Modifier = Modifier::BOLD
    .union(Modifier::DIM)
    .union(Modifier::ITALIC)
    .union(Modifier::UNDERLINED)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// The attributes that can be seen on a blank cell.
const ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Attribute, code that sets it, code that ends it.
const CODES: [(Modifier, u8, u8); 6] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Face {
    pub(super) const PLAIN: Self = Self {
        fg: Tint::Default,
        bg: Tint::Default,
        attributes: Modifier::empty(),
    };

    /// Returns the face without what a blank cell cannot show.
    pub(super) fn of_blank(self) -> Self {
        if self.attributes.intersects(ON_BLANK) {
            return self;
        }
        Self {
            bg: self.bg,
            ..Self::PLAIN
        }
    }

    /// Says whether a blank drawn with this face looks as with `wanted`.
    pub(super) fn blanks_like(self, wanted: Self) -> bool {
        self.of_blank() == wanted.of_blank()
    }

    /// Appends the shortest sequence that turns this face into `wanted`.
    pub(super) fn change(self, wanted: Self, out: &mut Vec<u8>) {
        if self == wanted {
            return;
        }
        let mut step = Codes::default();
        self.step(wanted, &mut step);
        let mut fresh = Codes::default();
        if wanted != Self::PLAIN {
            fresh.push(0);
            Self::PLAIN.step(wanted, &mut fresh);
        }
        let codes = if step.0.len() < fresh.0.len() {
            step
        } else {
            fresh
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&codes.0);
        out.push(b'm');
    }

    fn step(self, wanted: Self, codes: &mut Codes) {
        let mut held = self.attributes;
        for (attribute, _, end) in CODES {
            if held.contains(attribute) && !wanted.attributes.contains(attribute) {
                codes.push(end);
                // Bold and dim end together.
                for (other, _, same) in CODES {
                    if same == end {
                        held.remove(other);
                    }
                }
            }
        }
        for (attribute, start, _) in CODES {
            if wanted.attributes.contains(attribute) && !held.contains(attribute) {
                codes.push(start);
            }
        }
        if self.fg != wanted.fg {
            codes.push_tint(wanted.fg, 30);
        }
        if self.bg != wanted.bg {
            codes.push_tint(wanted.bg, 40);
        }
    }
}

/// The parameters of one sequence, parted by semicolons.
#[derive(Default)]
struct Codes(Vec<u8>);

impl Codes {
    fn push(&mut self, code: u8) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        write!(self.0, "{code}").expect("a vector takes all that is written");
    }

    fn push_all(&mut self, codes: &[u8]) {
        for code in codes {
            self.push(*code);
        }
    }

    fn push_tint(&mut self, tint: Tint, base: u8) {
        match tint {
            Tint::Default => self.push(base + 9),
            Tint::Indexed(index @ 0..=7) => self.push(base + index),
            Tint::Indexed(index @ 8..=15) => self.push(base + 60 + index - 8),
            Tint::Indexed(index) => self.push_all(&[base + 8, 5, index]),
            Tint::Rgb(red, green, blue) => self.push_all(&[base + 8, 2, red, green, blue]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(fg: Tint, attributes: Modifier) -> Face {
        Face {
            fg,
            attributes,
            ..Face::PLAIN
        }
    }

    fn check(from: Face, to: Face, expected: &str) {
        let mut out = Vec::new();
        from.change(to, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let none = Modifier::empty();
        let red = face(Tint::Indexed(1), none);
        let bold = face(Tint::Default, Modifier::BOLD);
        let both = face(Tint::Indexed(1), Modifier::BOLD);
        let dim = face(Tint::Indexed(1), Modifier::DIM);
        check(red, red, "");
        check(Face::PLAIN, red, "\x1b[31m");
        check(red, Face::PLAIN, "\x1b[m");
        check(both, red, "\x1b[22m");
        check(both, bold, "\x1b[39m");
        check(both, dim, "\x1b[22;2m");
        check(red, bold, "\x1b[0;1m");
        check(
            Face::PLAIN,
            face(Tint::Indexed(200), none),
            "\x1b[38;5;200m",
        );
        check(
            Face::PLAIN,
            face(Tint::Rgb(1, 2, 3), none),
            "\x1b[38;2;1;2;3m",
        );
        check(Face::PLAIN, face(Tint::Indexed(12), none), "\x1b[94m");
    }
}
