//! [`Lexicon`]: a list of words, written as `one|two|three`, that is asked
//! whether it holds a word.
//!
//! Lists of cues are asked several times for every paragraph, so they lie in a
//! table by a hash of the word: one comparison for each question. It knows
//! nothing of what the words mean.

use std::sync::LazyLock;

/// A list of words; each is compared as it stands.
pub(crate) struct Lexicon {
    table: LazyLock<Table, fn() -> Table>,
}

/// Words in an open-addressing table, at most half full.
pub(crate) struct Table {
    slots: Vec<&'static str>,
    /// A bit for the hash of each word: most that are asked for have none, and
    /// the bits take less of the cache than the words.
    bits: Vec<u64>,
}

/// So many bits there are for each slot.
const BITS_PER_SLOT: usize = 8;

impl Lexicon {
    /// Makes the list that `table` makes a table of, when it is first asked.
    pub(crate) const fn new(table: fn() -> Table) -> Self {
        Self {
            table: LazyLock::new(table),
        }
    }

    pub(crate) fn holds(&self, word: &str) -> bool {
        self.table.holds(word)
    }

    /// Says whether the list holds `word` in lower case.
    pub(crate) fn holds_lower(&self, word: &str) -> bool {
        with_lower(word, |lower| self.table.holds(lower))
    }
}

/// Longest text that is made small without going to the heap, in bytes.
const MAX_SMALL_BYTES: usize = 160;

/// Calls `ask` with a text in lower case; short ASCII is not copied to the heap.
pub(crate) fn with_lower<T>(text: &str, ask: impl FnOnce(&str) -> T) -> T {
    if !text.is_ascii() {
        return ask(&text.to_lowercase());
    }
    let mut buffer = [0; MAX_SMALL_BYTES];
    let Some(place) = buffer.get_mut(..text.len()) else {
        return ask(&text.to_ascii_lowercase());
    };
    place.copy_from_slice(text.as_bytes());
    place.make_ascii_lowercase();
    ask(std::str::from_utf8(place).unwrap_or(text))
}

impl Table {
    /// Makes the table of the words of a list; empty ones are left out.
    pub(crate) fn of(words: impl IntoIterator<Item = &'static str>) -> Self {
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let n_slots = (words.len() * 2)
            .next_power_of_two()
            .max(64 / BITS_PER_SLOT);
        let mut slots = vec![""; n_slots];
        let mut bits = vec![0; n_slots * BITS_PER_SLOT / 64];
        for word in words {
            let (slot, bit) = places(word, n_slots);
            bits[bit / 64] |= 1 << (bit % 64);
            let mask = n_slots - 1;
            let mut at = slot;
            while !slots[at].is_empty() && slots[at] != word {
                at = (at + 1) & mask;
            }
            slots[at] = word;
        }
        Self { slots, bits }
    }

    pub(crate) fn holds(&self, word: &str) -> bool {
        let mask = self.slots.len() - 1;
        let (mut at, bit) = places(word, self.slots.len());
        if self.bits[bit / 64] >> (bit % 64) & 1 == 0 {
            return false;
        }
        while !self.slots[at].is_empty() {
            if self.slots[at] == word {
                return true;
            }
            at = (at + 1) & mask;
        }
        false
    }
}

/// Returns the slot and the bit of a word.
fn places(word: &str, n_slots: usize) -> (usize, usize) {
    let hash = hash(word);
    (hash % n_slots, (hash >> 8) % (n_slots * BITS_PER_SLOT))
}

/// Mixes the length of a word with its bytes, of a long one with the first and
/// the last eight.
fn hash(word: &str) -> usize {
    let bytes = word.as_bytes();
    let long = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>());
    let short = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>());
    let (head, tail) = match (long, short, bytes) {
        ((Some(head), Some(tail)), ..) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        (_, (Some(head), Some(tail)), _) => {
            let number = |part: &[u8; 4]| u64::from(u32::from_le_bytes(*part));
            (number(head), number(tail))
        }
        (.., [first, rest @ ..]) => {
            let last = rest.last().copied().unwrap_or_default();
            let middle = rest.first().copied().unwrap_or_default();
            let number = u32::from_le_bytes([*first, middle, last, 0]);
            (u64::from(number), 0)
        }
        (.., []) => (0, 0),
    };
    let mixed =
        (head ^ tail.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 32).unwrap_or(0)
}

/// Declares a [`Lexicon`].
macro_rules! lexicon {
    ($list:expr) => {
        $crate::corpus::lexicon::Lexicon::new(|| {
            $crate::corpus::lexicon::Table::of($list.split('|'))
        })
    };
}
pub(crate) use lexicon;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        static COLORS: Lexicon = lexicon!("red|green|dark blue");
        assert!(COLORS.holds("dark blue") && COLORS.holds("red"));
        assert!(!COLORS.holds("blue") && !COLORS.holds(""));
    }

    #[test]
    fn long_words_that_begin_and_end_alike_are_told_apart() {
        let table = Table::of(["beginning a ending", "beginning b ending"]);
        assert!(table.holds("beginning b ending"));
        assert!(!table.holds("beginning c ending"));
    }
}
