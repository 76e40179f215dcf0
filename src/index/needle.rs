//! [`Needle`]: a pattern made ready to be found in many texts.
//!
//! Words match whole and in order, whatever their case and accents; between
//! two words of a phrase any white space may stand, so a line end does not
//! hide a phrase. In scripts that do not put spaces between words, and in
//! Korean, whose endings hang on the word, a word may stand inside another.

use super::query::Pattern;
use crate::text::Span;
use crate::text::fold::{fold, to_source};

/// A pattern that was folded once.
#[derive(Clone, Debug)]
pub struct Needle {
    /// Folded, none empty.
    words: Vec<String>,
    is_prefix: bool,
}

impl Needle {
    pub fn new(pattern: &Pattern) -> Self {
        let folded = fold(&pattern.text);
        Self {
            words: folded.split_whitespace().map(str::to_owned).collect(),
            is_prefix: pattern.is_prefix,
        }
    }

    /// Says whether the pattern stands in `text`. A needle without words
    /// stands nowhere.
    pub fn is_in(&self, text: &str) -> bool {
        if text.is_ascii() {
            return self.next_in(text, 0).is_some();
        }
        self.next_in(&fold(text), 0).is_some()
    }

    /// Says whether the pattern stands in a text that is folded already.
    pub fn is_in_folded(&self, folded: &str) -> bool {
        self.next_in(folded, 0).is_some()
    }

    /// Lists all places of the pattern in `text`, in order, not overlapping.
    ///
    /// Units: bytes of `text`, on char boundaries.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        if text.is_ascii() {
            return self.places_in(text).collect();
        }
        to_source(text, self.places_in(&fold(text)))
    }

    fn places_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let span = self.next_in(text, at)?;
            at = span.end;
            Some(span)
        })
    }

    /// Finds the next place at or after `from`. Upper-case ASCII in `text` is
    /// taken as lower case; all else must be folded.
    fn next_in(&self, text: &str, from: usize) -> Option<Span> {
        let first = *self.words.first()?.as_bytes().first()?;
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            let rest = bytes.get(at..)?;
            let start = at + memchr::memchr2(first, first.to_ascii_uppercase(), rest)?;
            if let Some(end) = self.matches_at(text, start) {
                return Some(Span::new(start, end));
            }
            at = start + 1;
        }
    }

    fn matches_at(&self, text: &str, start: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut end = start;
        for (i, word) in self.words.iter().enumerate() {
            if i > 0 {
                let rest = text.get(end..)?;
                let blank = rest.len() - rest.trim_start().len();
                if blank == 0 {
                    return None;
                }
                end += blank;
            }
            let there = bytes.get(end..end + word.len())?;
            if !there.eq_ignore_ascii_case(word.as_bytes()) {
                return None;
            }
            end += word.len();
        }
        if self.is_prefix {
            end = word_end(text, end);
        }
        let is_whole = !joins(text, start) && (self.is_prefix || !joins(text, end));
        is_whole.then_some(end)
    }
}

/// Returns where the word that goes on at `at` ends; `at` in scripts without
/// spaces.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let goes_on = |c: char| c.is_alphanumeric() && !stands_alone(c);
    at + rest.find(|c| !goes_on(c)).unwrap_or(rest.len())
}

/// Says whether a word goes on over the byte `at` of `text`.
fn joins(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return true;
    };
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let both_letters = before.is_alphanumeric() && after.is_alphanumeric();
    both_letters && !stands_alone(before) && !stands_alone(after)
}

/// Says whether a letter is of a script in which a word needs no space around
/// it: Thai to Lao, Burmese, Khmer, Chinese, Japanese, Korean.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: &[&str]) {
        let (pattern, is_prefix) = match pattern.strip_suffix('*') {
            Some(text) => (text, true),
            None => (pattern, false),
        };
        let needle = Needle::new(&Pattern {
            text: pattern.to_owned(),
            is_prefix,
        });
        let found: Vec<_> = needle
            .find_all(text)
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected, "{pattern:?} in {text:?}");
        assert_eq!(needle.is_in(text), !expected.is_empty());
    }

    #[test]
    fn words_match_whole_and_in_any_case() {
        check("pact", "The Pact, a PACT; compact pacts", &["Pact", "PACT"]);
        check("pact*", "The pacts compact", &["pacts"]);
        check("u.s.", "The U.S. said", &["U.S."]);
        check("", "anything", &[]);
        check("x", "", &[]);
    }

    #[test]
    fn phrases_go_over_line_ends() {
        check(
            "south korea",
            "of South\nKorea and south  korea.",
            &["South\nKorea", "south  korea"],
        );
        check("south korea", "southkorea south korean", &[]);
        check("south korea*", "south koreans", &["south koreans"]);
    }

    #[test]
    fn scripts_without_spaces_match_inside() {
        check("북한", "북한은 어제", &["북한"]);
        check("日本", "在日本的", &["日本"]);
        check("über", "Über alles, uber, überall", &["Über", "uber"]);
    }

    #[test]
    fn places_survive_folding_that_changes_lengths() {
        check("end", "İßßﬁ end", &["end"]);
        check("strasse", "Die Straße.", &["Straße"]);
        check("elan", "E\u{301}lan", &["E\u{301}lan"]);
    }
}
