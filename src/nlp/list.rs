//! [`List`]: the words that a rule asks for, with a quick no.
//!
//! Most rules ask of every token whether it is one of a few words, and nearly
//! always it is none of them. First letter, last letter and length tell that
//! without a look at the words. Matching itself is [`super::doc::Doc::listed`].

/// Words in small letters.
pub(super) struct List {
    pub(super) words: &'static [&'static str],
    looks: Look,
}

/// First letters, last letters and lengths, as bits; several of each for a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    firsts: u32,
    lasts: u32,
    lens: u32,
}

impl List {
    pub(super) const fn of(words: &'static [&'static str]) -> Self {
        let (mut firsts, mut lasts, mut lens) = (0, 0, 0);
        let mut idx = 0;
        while idx < words.len() {
            let word = words[idx].as_bytes();
            let look = Look::of(word[0], word[word.len() - 1], word.len());
            firsts |= look.firsts;
            lasts |= look.lasts;
            lens |= look.lens;
            idx += 1;
        }
        let looks = Look {
            firsts,
            lasts,
            lens,
        };
        Self { words, looks }
    }

    /// Says whether a word that looks so can be one of them.
    #[inline]
    pub(super) fn can_hold(&self, look: Look) -> bool {
        self.looks.firsts & look.firsts != 0
            && self.looks.lasts & look.lasts != 0
            && self.looks.lens & look.lens != 0
    }
}

impl Look {
    /// Describes a word by its ends, in small letters, and its length in bytes.
    #[inline]
    pub(super) const fn of(first: u8, last: u8, len: usize) -> Self {
        Self {
            firsts: 1 << (first & 31),
            lasts: 1 << (last & 31),
            lens: 1 << if len < 31 { len } else { 31 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_can_hold_its_words_and_few_others() {
        const UNITS: List = List::of(&["mile", "miles", "knots"]);
        let look = |word: &str| {
            let bytes = word.as_bytes();
            Look::of(bytes[0], bytes[bytes.len() - 1], bytes.len())
        };
        for word in UNITS.words {
            assert!(UNITS.can_hold(look(word)), "{word}");
        }
        for other in ["smile", "mil", "kilometers", "the"] {
            assert!(!UNITS.can_hold(look(other)), "{other}");
        }
    }
}
