//! [`Phrases`]: many phrases sought at once; [`Starts`]: beginnings of a text.
//!
//! Cleaning asks each paragraph whether one of hundreds of phrases stands in
//! it. An automaton looks at every byte; here only every few bytes are looked
//! at. Whatever phrase stands there, the next place that is looked at lies in
//! its first bytes, and four bytes of a text that stand in no phrase rule all
//! of them out. ASCII letters are compared without case. Nothing here knows
//! what the phrases mean.

/// So many bytes are looked at together.
const BLOCK: usize = 4;
/// The shortest phrase, in bytes.
const MIN_BYTES: usize = BLOCK + 1;
/// Bits of the table of blocks; a power of two.
const N_BITS: usize = 1 << 15;

/// A list of phrases that are sought anywhere in a text.
pub(crate) struct Phrases {
    /// A bit for each block that is near the start of a phrase; others may
    /// share it.
    bits: Vec<u64>,
    /// Blocks near the start of phrases, sorted.
    blocks: Vec<Near>,
    /// Every so many bytes of a text are looked at.
    stride: usize,
}

/// A block near the start of a phrase.
struct Near {
    block: u32,
    /// Where in the phrase it stands.
    at: usize,
    phrase: &'static [u8],
}

impl Phrases {
    /// Makes a list of phrases in lower case, of five bytes or more.
    pub(crate) fn new(list: impl IntoIterator<Item = &'static str>) -> Self {
        let phrases = list.into_iter().map(str::as_bytes);
        let phrases: Vec<&[u8]> = phrases.filter(|phrase| phrase.len() >= MIN_BYTES).collect();
        let shortest = phrases.iter().map(|phrase| phrase.len()).min();
        let stride = shortest.unwrap_or(MIN_BYTES) + 1 - BLOCK;
        let mut blocks = Vec::with_capacity(phrases.len() * stride);
        for phrase in phrases {
            let starts = phrase.windows(BLOCK).filter_map(<[u8]>::first_chunk);
            blocks.extend(starts.take(stride).enumerate().map(|(at, block)| Near {
                block: folded(*block),
                at,
                phrase,
            }));
        }
        blocks.sort_by_key(|near| near.block);
        let mut bits = vec![0; N_BITS / 64];
        for near in &blocks {
            let bit = bit_of(near.block);
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Self {
            bits,
            blocks,
            stride,
        }
    }

    /// Says whether one of the phrases stands in `text`.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let mut at = 0;
        while let Some(block) = text.get(at..).and_then(<[u8]>::first_chunk) {
            let block = folded(*block);
            let bit = bit_of(block);
            if self.bits[bit / 64] >> (bit % 64) & 1 == 1 && self.is_around(text, at, block) {
                return true;
            }
            at += self.stride;
        }
        false
    }

    /// Says whether a phrase stands in `text` that has this block at this place.
    fn is_around(&self, text: &[u8], at: usize, block: u32) -> bool {
        let first = self.blocks.partition_point(|near| near.block < block);
        let rest = self.blocks.get(first..).unwrap_or_default();
        let mut same = rest.iter().take_while(|near| near.block == block);
        same.any(|near| {
            let start = at.checked_sub(near.at);
            let from = start.and_then(|start| text.get(start..));
            from.is_some_and(|from| starts_with(from, near.phrase))
        })
    }
}

/// Returns four bytes as a number in which capitals are small letters. A few
/// signs become others as well.
fn folded(block: [u8; BLOCK]) -> u32 {
    u32::from_le_bytes(block) | 0x2020_2020
}

/// Returns the place of a block in the table of bits.
fn bit_of(block: u32) -> usize {
    (block.wrapping_mul(0x9E37_79B1) >> 17) as usize % N_BITS
}

/// Places of the table of beginnings; a power of two.
const N_PAIRS: usize = 1 << 10;

/// A list of beginnings.
pub(crate) struct Starts {
    /// Sorted by the place of their first two bytes.
    list: Vec<&'static [u8]>,
    /// Range of `list` for each such place.
    ranges: Vec<(u16, u16)>,
}

impl Starts {
    /// Makes a list of beginnings in lower case, of two bytes or more; `_` is a
    /// space.
    pub(crate) fn new(list: impl IntoIterator<Item = &'static str>) -> Self {
        let starts = list.into_iter().map(str::as_bytes);
        let mut starts: Vec<&[u8]> = starts.filter(|start| start.len() >= 2).collect();
        starts.sort_by_key(|start| pair_of(start));
        let mut ranges = vec![(0, 0); N_PAIRS];
        for (at, start) in starts.iter().enumerate() {
            let at = u16::try_from(at).expect("the lists hold hundreds of beginnings");
            let range = &mut ranges[pair_of(start).unwrap_or(0)];
            if range.1 == 0 {
                range.0 = at;
            }
            range.1 = at + 1;
        }
        Self {
            list: starts,
            ranges,
        }
    }

    /// Says whether `text` begins with one of the beginnings.
    pub(crate) fn are_at(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let Some(pair) = pair_of(text) else {
            return false;
        };
        let (first, behind) = self.ranges[pair];
        let candidates = &self.list[usize::from(first)..usize::from(behind)];
        candidates.iter().any(|start| starts_with(text, start))
    }
}

/// Returns the place of the first two bytes in the table of beginnings. Capitals
/// share it with small letters, and a few signs with others.
fn pair_of(text: &[u8]) -> Option<usize> {
    // A space and the sign for it share their place as well.
    let folded = |byte: u8| if byte == b'_' { b' ' } else { byte | 0x20 };
    let [first, second] = *text.first_chunk()?;
    Some((usize::from(folded(first)) << 5 ^ usize::from(folded(second))) % N_PAIRS)
}

/// Says whether one of the bytes of `text` is sought.
///
/// Looks at all of them, without branches, so that many are looked at together:
/// for short texts, which mostly hold none.
pub(crate) fn has_byte(text: &str, is_sought: impl Fn(u8) -> bool) -> bool {
    let bytes = text.bytes();
    bytes.fold(false, |has, byte| has | is_sought(byte))
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
        fn nothing_is_overlooked(text in "[abAB c]{0,80}") {
            let list = ["abaab", "abcab", "c a b a", "bbbbb", "aabcabb"];
            let lower = text.to_ascii_lowercase();
            let found = list.iter().any(|phrase| lower.contains(phrase));
            prop_assert_eq!(Phrases::new(list).are_in(&text), found);
            let begins = list.iter().any(|phrase| lower.starts_with(phrase));
            prop_assert_eq!(Starts::new(list).are_at(&text), begins);
        }
    }
}
