//! [`Phrases`]: many phrases sought at once; [`Starts`]: beginnings of a text.
//!
//! Cleaning asks each paragraph whether one of hundreds of phrases stands in
//! it. An automaton looks at every byte; here most are skipped, because three
//! bytes of a text that stand in no phrase rule out all places around them
//! (Wu and Manber, 1994). ASCII letters are compared without case. Nothing here
//! knows what the phrases mean.

/// So many bytes are looked at together.
const BLOCK: usize = 3;
/// Places of the table of shifts; a power of two.
const N_SHIFTS: usize = 1 << 12;

/// A list of phrases that are sought anywhere in a text.
pub(crate) struct Phrases {
    list: Vec<&'static [u8]>,
    /// How far to go on when these three bytes end the window.
    shifts: Vec<u8>,
    /// Phrases whose window ends with these three bytes, as a range of `list`.
    ranges: Vec<(u16, u16)>,
    /// Length of the window: that of the shortest phrase.
    window: usize,
}

impl Phrases {
    /// Makes a list of phrases in lower case, of three bytes or more.
    pub(crate) fn new(list: impl IntoIterator<Item = &'static str>) -> Self {
        let phrases = list.into_iter().map(str::as_bytes);
        let mut phrases: Vec<&[u8]> = phrases.filter(|phrase| phrase.len() >= BLOCK).collect();
        let window = phrases
            .iter()
            .map(|phrase| phrase.len())
            .min()
            .unwrap_or(BLOCK);
        let longest = u8::try_from(window + 1 - BLOCK).unwrap_or(u8::MAX);
        phrases.sort_by_key(|phrase| slot(&phrase[window - BLOCK..]));
        let mut shifts = vec![longest; N_SHIFTS];
        let mut ranges = vec![(0, 0); N_SHIFTS];
        for (at, phrase) in phrases.iter().enumerate() {
            for start in 0..=window - BLOCK {
                let rest = u8::try_from(window - BLOCK - start).unwrap_or(longest);
                let shift = &mut shifts[slot(&phrase[start..])];
                *shift = (*shift).min(rest);
            }
            let range = &mut ranges[slot(&phrase[window - BLOCK..])];
            take_in(range, at);
        }
        Self {
            list: phrases,
            shifts,
            ranges,
            window,
        }
    }

    /// Says whether one of the phrases stands in `text`.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let mut at = self.window - BLOCK;
        while let Some(block) = text.get(at..at + BLOCK) {
            let slot = slot(block);
            let shift = self.shifts[slot];
            if shift > 0 {
                at += usize::from(shift);
                continue;
            }
            let (first, behind) = self.ranges[slot];
            let rest = &text[at + BLOCK - self.window..];
            let candidates = &self.list[usize::from(first)..usize::from(behind)];
            if candidates.iter().any(|phrase| starts_with(rest, phrase)) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// Lets a range, which is empty while it ends at 0, reach over one more place.
fn take_in(range: &mut (u16, u16), at: usize) {
    let at = u16::try_from(at).expect("the lists hold hundreds of phrases");
    if range.1 == 0 {
        range.0 = at;
    }
    range.1 = at + 1;
}

/// A list of beginnings.
pub(crate) struct Starts {
    list: Vec<&'static [u8]>,
    /// Range of `list` for each first byte.
    ranges: Vec<(u16, u16)>,
}

impl Starts {
    /// Makes a list of beginnings in lower case, of one byte or more; `_` is a
    /// space.
    pub(crate) fn new(list: impl IntoIterator<Item = &'static str>) -> Self {
        let starts = list.into_iter().map(str::as_bytes);
        let mut starts: Vec<&[u8]> = starts.filter(|start| !start.is_empty()).collect();
        starts.sort_unstable();
        let mut ranges = vec![(0, 0); 256];
        for (at, start) in starts.iter().enumerate() {
            let range = &mut ranges[usize::from(start[0])];
            take_in(range, at);
        }
        Self {
            list: starts,
            ranges,
        }
    }

    /// Says whether `text` begins with one of the beginnings.
    pub(crate) fn are_at(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let Some(first) = text.first() else {
            return false;
        };
        let (first, behind) = self.ranges[usize::from(first.to_ascii_lowercase())];
        let candidates = &self.list[usize::from(first)..usize::from(behind)];
        candidates.iter().any(|start| starts_with(text, start))
    }
}

/// Returns the place of the first three bytes in the tables. Capitals share it
/// with small letters, and a few signs with others.
fn slot(block: &[u8]) -> usize {
    let byte = |at: usize| u32::from(block[at] | 0x20);
    let mixed = (byte(0) << 16 | byte(1) << 8 | byte(2)).wrapping_mul(0x9E37_79B1);
    (mixed >> 20) as usize % N_SHIFTS
}

fn starts_with(text: &[u8], phrase: &[u8]) -> bool {
    let Some(head) = text.get(..phrase.len()) else {
        return false;
    };
    let mut pairs = head.iter().zip(phrase);
    pairs.all(|(byte, wanted)| {
        byte.to_ascii_lowercase() == *wanted || (*byte == b' ' && *wanted == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phrases_are_found_anywhere() {
        let phrases = Phrases::new(["all rights", "cookie", "재배포"]);
        for text in [
            "All Rights reserved",
            "A COOKIE.",
            "무단 재배포 금지",
            "cookie",
        ] {
            assert!(phrases.are_in(text), "{text}");
        }
        for text in ["", "coo kie", "all right", "재배", "c"] {
            assert!(!phrases.are_in(text), "{text}");
        }
    }

    #[test]
    fn beginnings_are_found_at_the_start() {
        let starts = Starts::new(["photo:", "file -", "사진="]);
        for text in ["Photo: a", "FILE - b", "사진=c", "photo:"] {
            assert!(starts.are_at(text), "{text}");
        }
        for text in ["", "a photo: b", "phot", "사진"] {
            assert!(!starts.are_at(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_overlooked(text in "[abcAB ]{0,40}") {
            let list = ["aba", "abca", "c a b", "bbb", "aab"];
            let lower = text.to_ascii_lowercase();
            let found = list.iter().any(|phrase| lower.contains(phrase));
            prop_assert_eq!(Phrases::new(list).are_in(&text), found);
            let begins = list.iter().any(|phrase| lower.starts_with(phrase));
            prop_assert_eq!(Starts::new(list).are_at(&text), begins);
        }
    }
}
