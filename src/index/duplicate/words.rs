//! Cuts the text of an article into words, and says which are figures and names.
//!
//! A word is a run of letters and digits, compared without case and marks;
//! scripts that put no blanks between words give a word per character. Words
//! leave this file as hashes: nothing else is asked of them.

use std::ops::RangeInclusive;

use unicode_normalization::char::is_combining_mark;

use crate::text::{fold::fold, visible::is_hidden};

/// Scripts without blanks between words: Thai to Tibetan, Burmese, Khmer, kana
/// and Han.
const WITHOUT_BLANKS: [RangeInclusive<char>; 5] = [
    '\u{e00}'..='\u{fff}',
    '\u{1000}'..='\u{109f}',
    '\u{1780}'..='\u{17ff}',
    '\u{2e80}'..='\u{9fff}',
    '\u{20000}'..='\u{3ffff}',
];

/// What is told of a text, word by word.
pub(super) trait Reader {
    /// Takes the next word.
    fn word(&mut self, hash: u64);
    /// Takes a figure whole: `6-1/16` is three words and one figure.
    fn figure(&mut self, hash: u64);
    /// Takes a word with a capital that does not begin a sentence.
    fn name(&mut self, hash: u64);
}

/// Spreads the bits of a number evenly.
///
/// Source: the finalizer of `MurmurHash3`, by Austin Appleby (public domain).
pub(super) fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}

/// Reads a stretch of text to its end.
///
/// Cost: linear.
pub(super) fn read(text: &str, to: &mut impl Reader) {
    let mut scan = Scan {
        figure: None,
        before: Before::Start,
        previous: 0,
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            let (hash, end) = plain_word(bytes, at);
            // A letter beyond ASCII goes on with the word.
            if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
                at = scan.wide(text, at, to);
            } else {
                scan.take(hash, Look::of(char::from(byte)), to);
                at = end;
            }
        } else if byte.is_ascii() {
            scan.gap(char::from(byte));
            at += 1;
        } else {
            at = scan.wide(text, at, to);
        }
    }
    scan.end_figure(to);
}

/// Hashes what stands between two blanks, without case, marks and punctuation.
pub(super) fn of_word(text: &str) -> u64 {
    let folded = fold(text);
    let mut bytes = folded
        .bytes()
        .filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    match bytes.next() {
        Some(first) => bytes.fold(step(0, first), step),
        None => folded.bytes().fold(1, step),
    }
}

/// Hashes a word of ASCII; returns where it ends.
fn plain_word(bytes: &[u8], start: usize) -> (u64, usize) {
    let mut hash = 0_u64;
    let mut end = start;
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
        hash = step(hash, byte.to_ascii_lowercase());
        end += 1;
    }
    (hash, end)
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// How a word begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Digit,
    Capital,
    Plain,
}

impl Look {
    fn of(first: char) -> Self {
        if first.is_numeric() {
            Self::Digit
        } else if first.is_uppercase() {
            Self::Capital
        } else {
            Self::Plain
        }
    }
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing at all.
    Start,
    /// Blanks, and commas at most.
    Blank,
    /// One comma.
    Comma,
    /// One other sign that can stand inside a figure.
    Joint,
    /// Something else, such as the end of a sentence.
    Other,
    /// Another word, without anything between.
    Word,
}

struct Scan {
    /// The figure that is being read.
    figure: Option<u64>,
    before: Before,
    previous: u64,
}

impl Scan {
    /// Takes what is no part of a word.
    fn gap(&mut self, sign: char) {
        self.before = match (self.before, sign) {
            (Before::Start, _) => Before::Start,
            (Before::Word, ',') => Before::Comma,
            (Before::Word, '.' | '/' | '-' | ':' | '\u{2013}') => Before::Joint,
            (Before::Word | Before::Comma | Before::Blank, ' ' | '\n' | '\t' | '\u{a0}') => {
                Before::Blank
            }
            _ => Before::Other,
        };
    }

    fn take(&mut self, hash: u64, look: Look, to: &mut impl Reader) {
        let previous = std::mem::replace(&mut self.previous, hash);
        to.word(mix(hash));
        if look == Look::Digit {
            let joined = self.figure.take();
            self.figure = match (self.before, joined) {
                (Before::Joint | Before::Comma, Some(figure)) => Some(mix(figure) ^ hash),
                (_, done) => {
                    self.figure = done;
                    self.end_figure(to);
                    Some(mix(previous) ^ hash)
                }
            };
        } else {
            self.end_figure(to);
            if look == Look::Capital && self.before == Before::Blank {
                to.name(mix(hash));
            }
        }
        self.before = Before::Word;
    }

    fn end_figure(&mut self, to: &mut impl Reader) {
        if let Some(figure) = self.figure.take() {
            to.figure(mix(figure));
        }
    }

    /// Takes a word or a sign that is not all ASCII; returns where it ends.
    fn wide(&mut self, text: &str, start: usize, to: &mut impl Reader) -> usize {
        let rest = text.get(start..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            return text.len();
        };
        if !first.is_alphanumeric() {
            if !is_hidden(first) {
                self.gap(first);
            }
            return start + first.len_utf8();
        }
        let end = if is_without_blanks(first) {
            first.len_utf8()
        } else {
            rest.find(|sign| !goes_on(sign)).unwrap_or(rest.len())
        };
        let word = fold(rest.get(..end).unwrap_or_default());
        let hash = word.bytes().fold(0, step);
        self.take(hash, Look::of(first), to);
        start + end
    }
}

fn goes_on(sign: char) -> bool {
    let in_word = sign.is_alphanumeric() || is_combining_mark(sign) || is_hidden_inside(sign);
    in_word && !is_without_blanks(sign)
}

/// Soft hyphens and their like stand inside words; line ends do not.
fn is_hidden_inside(sign: char) -> bool {
    is_hidden(sign) && !sign.is_control() && !sign.is_whitespace()
}

fn is_without_blanks(sign: char) -> bool {
    WITHOUT_BLANKS.iter().any(|range| range.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default, PartialEq, Eq, Debug)]
    struct Seen {
        words: Vec<u64>,
        figures: Vec<u64>,
        names: Vec<u64>,
    }

    impl Reader for Seen {
        fn word(&mut self, hash: u64) {
            self.words.push(hash);
        }
        fn figure(&mut self, hash: u64) {
            self.figures.push(hash);
        }
        fn name(&mut self, hash: u64) {
            self.names.push(hash);
        }
    }

    fn seen(text: &str) -> Seen {
        let mut seen = Seen::default();
        read(text, &mut seen);
        seen
    }

    #[test]
    fn words_are_counted_as_a_reader_would() {
        let check = |text: &str, words, figures, names| {
            let seen = seen(text);
            let found = (seen.words.len(), seen.figures.len(), seen.names.len());
            assert_eq!(found, (words, figures, names), "{text:?}");
        };
        check("", 0, 0, 0);
        check("The harbour opened on Monday.", 5, 0, 1);
        check("It rose 6-1/16 pct to 1,200.5 from 900.", 12, 3, 0);
        check("On 26th March, 1987", 4, 2, 1);
        check("He left. She stayed.", 4, 0, 0);
        check("caf\u{e9}s in Z\u{fc}rich", 3, 0, 1);
        check("港の予算", 4, 0, 0);
        check("정부는 오늘", 2, 0, 0);
        check("3,4,", 2, 1, 0);
    }

    #[test]
    fn case_marks_and_typography_make_no_difference() {
        let check = |one, other| assert_eq!(seen(one).words, seen(other).words, "{one}");
        check("Cafe\u{301} Owner", "café owner");
        check("Japan's", "Japan’s");
        check("co\u{ad}operate", "cooperate");
        check("one – two", "one\ntwo");
        assert_ne!(seen("12 3").words, seen("1 23").words);
    }
}
