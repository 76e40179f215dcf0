//! [`Mix`]: numbers and words mixed into the number of a feature, and
//! [`Shape`]: the pattern of a word's letters.

/// A growing hash.
#[derive(Clone, Copy)]
pub(in crate::nlp) struct Mix(u64);

impl Mix {
    /// Starts a hash; different `template`s never mean the same.
    pub(in crate::nlp) fn new(template: u64) -> Self {
        Self(template.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    pub(in crate::nlp) fn text(text: &str) -> Self {
        text.bytes()
            .fold(Self::new(0), |mix, byte| mix.with(u64::from(byte)))
    }

    pub(in crate::nlp) fn with(self, part: u64) -> Self {
        Self((self.0.rotate_left(23) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95))
    }

    pub(in crate::nlp) fn done(self) -> u64 {
        let mut hash = self.0 ^ self.0 >> 32;
        hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
        hash ^ hash >> 32
    }
}

/// The pattern of a word: capitals, small letters, digits and other signs,
/// each at most twice in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape(pub(super) u64);

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        let mut mix = Mix::new(2);
        let (mut last, mut n_same) = ('\0', 0);
        for letter in word.chars() {
            let class = match letter {
                'a'..='z' => 'x',
                'A'..='Z' => 'X',
                '0'..='9' => '0',
                _ if letter.is_ascii() => letter,
                _ if letter.is_uppercase() => 'X',
                _ if letter.is_lowercase() => 'x',
                _ if letter.is_alphabetic() => 'a',
                _ => letter,
            };
            n_same = if class == last { n_same + 1 } else { 1 };
            last = class;
            if n_same < 3 {
                mix = mix.with(u64::from(u32::from(class)));
            }
        }
        Self(mix.done())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_forget_letters_and_lengths() {
        let same = |a, b| Shape::of(a) == Shape::of(b);
        assert!(same("London", "Paris"));
        assert!(same("1,200", "4,333"));
        assert!(!same("Rome", "ROME"));
        assert!(!same("F", "Fa"));
    }
}
