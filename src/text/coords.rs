//! [`Coords`]: the table between bytes, chars and lines of one body.
//!
//! In memory places are bytes; in files and in `extract` they are Unicode code
//! points. The table keeps the number of chars before every [`STEP`] bytes and
//! counts the rest, so a lookup never walks the body. ASCII bodies need none.

use std::sync::OnceLock;

use super::Span;

/// The bytes between two checkpoints.
const STEP: usize = 512;

/// Converts places in one body.
#[derive(Debug)]
pub struct Coords<'a> {
    body: &'a str,
    /// Chars that begin before byte `idx * STEP`; empty when the body is ASCII.
    chars_before: Vec<usize>,
    newlines: OnceLock<Vec<usize>>,
}

impl<'a> Coords<'a> {
    /// Makes the table of a body.
    ///
    /// Cost: one pass over the body.
    pub fn new(body: &'a str) -> Self {
        let mut chars_before = Vec::new();
        if !body.is_ascii() {
            let mut chars = 0;
            for chunk in body.as_bytes().chunks(STEP) {
                chars_before.push(chars);
                chars += starts_in(chunk);
            }
        }
        Self {
            body,
            chars_before,
            newlines: OnceLock::new(),
        }
    }

    /// Returns the number of chars before byte `at`.
    ///
    /// Units: a place inside a char counts as the place after it, one beyond the
    /// end as the end.
    pub fn char_of_byte(&self, at: usize) -> usize {
        let at = at.min(self.body.len());
        let Some(before) = self.chars_before.get(at / STEP) else {
            return match self.chars_before.last() {
                None => at,
                // The body ends exactly on a checkpoint.
                Some(before) => before + self.starts(at - STEP, at),
            };
        };
        before + self.starts(at / STEP * STEP, at)
    }

    /// Returns the byte at which char number `at` begins; the end of the body is a place too.
    pub fn byte_of_char(&self, at: usize) -> Option<usize> {
        if self.chars_before.is_empty() {
            return (at <= self.body.len()).then_some(at);
        }
        let idx = self.chars_before.partition_point(|before| *before <= at) - 1;
        let mut left = at - self.chars_before.get(idx)?;
        let bytes = self.body.as_bytes();
        for (from, byte) in bytes.iter().enumerate().skip(idx * STEP) {
            if is_start(*byte) {
                if left == 0 {
                    return Some(from);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(bytes.len())
    }

    /// Returns the number of newlines before byte `at`: the line, counted from 0.
    pub fn line_of_byte(&self, at: usize) -> usize {
        let newlines = self
            .newlines
            .get_or_init(|| memchr::memchr_iter(b'\n', self.body.as_bytes()).collect());
        newlines.partition_point(|newline| *newline < at)
    }

    /// Returns the span between two chars; nothing when they lie outside or are reversed.
    pub fn span_of_chars(&self, start: usize, end: usize) -> Option<Span> {
        if start > end {
            return None;
        }
        let start = self.byte_of_char(start)?;
        let end = self.byte_of_char(end)?;
        Some(Span { start, end })
    }

    /// Returns the numbers of the first char in the span and of the one after it.
    pub fn chars_of_span(&self, span: Span) -> (usize, usize) {
        (self.char_of_byte(span.start), self.char_of_byte(span.end))
    }

    fn starts(&self, from: usize, to: usize) -> usize {
        self.body.as_bytes().get(from..to).map_or(0, starts_in)
    }
}

fn starts_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_of_a_mixed_body() {
        let coords = Coords::new("a한\nb");
        assert_eq!(coords.chars_of_span(Span::new(1, 4)), (1, 2));
        assert_eq!(coords.span_of_chars(1, 4), Some(Span::new(1, 6)));
        assert_eq!(coords.span_of_chars(1, 5), None);
        assert_eq!(coords.span_of_chars(3, 2), None);
        assert_eq!((coords.line_of_byte(4), coords.line_of_byte(5)), (0, 1));
        assert_eq!(coords.char_of_byte(99), 4);
    }

    #[test]
    fn ascii_needs_no_table() {
        let coords = Coords::new("abc");
        assert_eq!(coords.span_of_chars(1, 3), Some(Span::new(1, 3)));
        assert_eq!(coords.byte_of_char(4), None);
        assert!(coords.chars_before.is_empty());
    }

    proptest! {
        #[test]
        fn bytes_to_chars_and_back(part in "[a한é👍\n]{0,9}", times in 0usize..90) {
            let body = part.repeat(times);
            let coords = Coords::new(&body);
            let mut starts: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
            starts.push(body.len());
            for (number, at) in starts.iter().enumerate() {
                prop_assert_eq!(coords.char_of_byte(*at), number);
                prop_assert_eq!(coords.byte_of_char(number), Some(*at));
                let lines = body.get(..*at).unwrap().matches('\n').count();
                prop_assert_eq!(coords.line_of_byte(*at), lines);
            }
            prop_assert_eq!(coords.byte_of_char(starts.len()), None);
        }
    }
}
