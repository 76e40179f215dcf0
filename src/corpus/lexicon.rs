//! [`Lexicon`]: a list of words, written as `one|two|three`, that is asked
//! whether it holds a word.
//!
//! Lists of cues are asked several times for every paragraph, so they are
//! sorted once and searched by halves. It knows nothing of what the words mean.

use std::sync::LazyLock;

/// A list of words; each is compared as it stands.
pub(crate) struct Lexicon {
    list: &'static str,
    sorted: LazyLock<Vec<&'static str>, fn() -> Vec<&'static str>>,
}

impl Lexicon {
    /// Makes a list; `words` must give [`words_of`] the same list.
    pub(crate) const fn new(list: &'static str, words: fn() -> Vec<&'static str>) -> Self {
        Self {
            list,
            sorted: LazyLock::new(words),
        }
    }

    pub(crate) fn holds(&self, word: &str) -> bool {
        self.sorted.binary_search(&word).is_ok()
    }

    /// Lists the words in the order they were written.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.split('|')
    }
}

/// Sorts the words of a list.
pub(crate) fn words_of(list: &'static str) -> Vec<&'static str> {
    let mut words: Vec<&str> = list.split('|').collect();
    words.sort_unstable();
    words
}

/// Declares a [`Lexicon`].
macro_rules! lexicon {
    ($list:expr) => {
        $crate::corpus::lexicon::Lexicon::new($list, || $crate::corpus::lexicon::words_of($list))
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
        assert_eq!(COLORS.iter().last(), Some("dark blue"));
    }
}
