//! Ranks short strings (titles, names, commands) against a typed pattern.
//!
//! The scorer is `fuzzy-matcher`; because it is slow on strings that cannot
//! match, a bit mask and a test for the letters in order go before it.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// An item that matched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ranked {
    /// The number of the item in the input, from 0.
    pub index: usize,
    /// Higher is better.
    pub score: i64,
    /// Places of the matched letters, in chars of the item, ascending.
    pub positions: Vec<usize>,
}

/// A pattern made ready to be held against many items.
pub struct Ranker {
    words: Vec<PatternWord>,
    matcher: SkimMatcherV2,
}

struct PatternWord {
    text: String,
    mask: u64,
}

impl Ranker {
    /// Makes a ranker; words of the pattern may match in any order, all must.
    pub fn new(pattern: &str) -> Self {
        let words = pattern
            .split_whitespace()
            .map(|word| PatternWord {
                text: word.to_owned(),
                mask: mask(word),
            })
            .collect();
        Self {
            words,
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }

    /// Scores one item; `None` when a letter of the pattern is missing. An
    /// empty pattern gives every item the score 0.
    pub fn score(&self, item: &str) -> Option<i64> {
        let item_mask = if self.words.is_empty() { 0 } else { mask(item) };
        let mut score = 0;
        for word in &self.words {
            if word.mask & item_mask != word.mask || !has_in_order(item, &word.text) {
                return None;
            }
            score += self.matcher.fuzzy_match(item, &word.text)?;
        }
        Some(score)
    }

    /// Returns the chars of the item that the pattern matched, ascending.
    pub fn positions(&self, item: &str) -> Vec<usize> {
        let mut positions: Vec<_> = self
            .words
            .iter()
            .filter_map(|word| self.matcher.fuzzy_indices(item, &word.text))
            .flat_map(|(_, indices)| indices)
            .collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

/// Returns the `limit` best items, best first; among equals the earlier first.
///
/// Cost: linear in the items for the first test, and in those that pass it
/// times their length for the score; places are looked up for the best only.
pub fn rank<'a>(pattern: &str, items: impl Iterator<Item = &'a str>, limit: usize) -> Vec<Ranked> {
    let ranker = Ranker::new(pattern);
    let mut found: Vec<(i64, usize, &str)> = items
        .enumerate()
        .filter_map(|(index, item)| Some((ranker.score(item)?, index, item)))
        .collect();
    let best_first =
        |a: &(i64, usize, &str), b: &(i64, usize, &str)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
    if limit < found.len() {
        found.select_nth_unstable_by(limit, best_first);
        found.truncate(limit);
    }
    found.sort_unstable_by(best_first);
    found
        .into_iter()
        .map(|(score, index, item)| Ranked {
            index,
            score,
            positions: ranker.positions(item),
        })
        .collect()
}

/// Returns one bit for each letter that occurs: letters and digits have their
/// own, all others share the upper ones.
fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | bit(c))
}

fn bit(c: char) -> u64 {
    let c = c.to_ascii_lowercase();
    let place = match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        // Folding of other letters is the scorer's affair, so they say nothing.
        _ if !c.is_ascii() => return 0,
        _ => 36 + u32::from(c) % 28,
    };
    1 << place
}

/// Says whether the letters of `pattern` occur in `item` in this order; letters
/// outside ASCII are left to the scorer.
fn has_in_order(item: &str, pattern: &str) -> bool {
    let mut letters = item.bytes();
    pattern
        .bytes()
        .filter(u8::is_ascii)
        .all(|wanted| letters.any(|letter| letter.eq_ignore_ascii_case(&wanted)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(pattern: &str, items: &[&str], expected: &[usize]) {
        let found: Vec<_> = rank(pattern, items.iter().copied(), 10)
            .into_iter()
            .map(|ranked| ranked.index)
            .collect();
        assert_eq!(found, expected, "{pattern:?}");
    }

    #[test]
    fn the_closest_comes_first_and_equals_keep_their_order() {
        check("kim", &["a kick from", "Kim Ada", "nothing"], &[1, 0]);
        check("", &["b", "a"], &[0, 1]);
        check("x", &["x", "x", "x"], &[0, 1, 2]);
        check("pact defence", &["defence pact", "defence"], &[0]);
        check("협정", &["군사 협정", "pact"], &[0]);
        check("ü", &["über", "uber"], &[0]);
    }

    #[test]
    fn positions_are_chars_of_the_item() {
        let ranked = rank("pk", std::iter::once("é pk"), 1);
        assert_eq!(ranked[0].positions, [2, 3]);
    }

    #[test]
    fn the_limit_keeps_the_best() {
        let items = ["a..b", "ab", "a.b"];
        let found = rank("ab", items.into_iter(), 1);
        assert_eq!(found[0].index, 1);
        assert!(rank("ab", items.into_iter(), 0).is_empty());
    }

    proptest! {
        #[test]
        fn the_first_test_loses_nothing(item in "[aAbB1 .éÉ한]{0,12}", pattern in "[abB1.é한]{1,4}") {
            let plain = SkimMatcherV2::default().ignore_case().fuzzy_match(&item, &pattern);
            prop_assert_eq!(Ranker::new(&pattern).score(&item), plain);
        }
    }
}
