//! Words as a reader moves over them: what `w b e` step by and what the edges
//! of a mark snap to.
//!
//! A word is a run of letters and digits (Unicode UAX 29) together with what
//! belongs to it: hyphens and apostrophes inside (`Min-seok`, `O'Neill`), the
//! last stop of an acronym (`U.S.`), the sign before or after a number (`$5`,
//! `40%`). A possessive `'s` is not part of the name before it. Punctuation is
//! stepped over. Everything here looks at the text around a place only.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// The bytes looked at on either side when a text has no blanks.
const REACH: usize = 256;

/// Returns the word at byte `at`.
///
/// Shape: off any word, the single sign there; the empty span between blanks
/// and at the end of the body.
pub fn word_at(body: &str, at: usize) -> Span {
    let at = floor(body, at);
    if let Some(word) = words_around(body, at)
        .into_iter()
        .find(|word| word.contains(at))
    {
        return word;
    }
    let sign = body.get(at..).and_then(|rest| rest.graphemes(true).next());
    match sign {
        Some(sign) if !sign.trim().is_empty() => Span::new(at, at + sign.len()),
        _ => Span::new(at, at),
    }
}

/// Returns the first word that begins after byte `at`.
pub fn next_word(body: &str, at: usize) -> Option<Span> {
    seek(body, floor(body, at), |word, at| word.start > at)
}

/// Returns the first word whose last byte lies after byte `at`: where `e` goes.
pub fn next_word_end(body: &str, at: usize) -> Option<Span> {
    let at = floor(body, at);
    let letter = body.get(at..)?.graphemes(true).next().map_or(1, str::len);
    seek(body, at, |word, at| word.end > at + letter)
}

/// Returns the last word that begins before byte `at`.
pub fn previous_word(body: &str, at: usize) -> Option<Span> {
    let at = floor(body, at);
    let mut from = at;
    loop {
        let words = words_around(body, from);
        if let Some(word) = words.into_iter().rfind(|word| word.start < at) {
            return Some(word);
        }
        let before = body.get(..chunk_start(body, from))?;
        from = before
            .char_indices()
            .rfind(|(_, sign)| !sign.is_whitespace())?
            .0;
    }
}

fn seek(body: &str, at: usize, wanted: impl Fn(Span, usize) -> bool) -> Option<Span> {
    let mut from = at;
    loop {
        let words = words_around(body, from);
        if let Some(word) = words.into_iter().find(|word| wanted(*word, at)) {
            return Some(word);
        }
        let end = chunk_end(body, from);
        let after = body.get(end..)?;
        from = end + after.find(|sign: char| !sign.is_whitespace())?;
    }
}

/// Returns the words of the blank-free stretch around `at`.
fn words_around(body: &str, at: usize) -> Vec<Span> {
    let start = chunk_start(body, at);
    let end = chunk_end(body, at);
    let chunk = body.get(start..end).unwrap_or_default();
    join(chunk)
        .into_iter()
        .map(|word| word.shift(start))
        .collect()
}

fn chunk_start(body: &str, at: usize) -> usize {
    let from = floor(body, at.saturating_sub(REACH));
    let before = body.get(from..at).unwrap_or_default();
    before
        .char_indices()
        .rfind(|(_, sign)| sign.is_whitespace())
        .map_or(from, |(idx, sign)| from + idx + sign.len_utf8())
}

fn chunk_end(body: &str, at: usize) -> usize {
    // At least one character on, so that a walk always moves.
    let to = floor(body, (at + REACH).min(body.len()));
    let after = body.get(at..to).unwrap_or_default();
    after
        .char_indices()
        .find(|(_, sign)| sign.is_whitespace())
        .map_or(to, |(idx, _)| at + idx)
        .max(ceil(body, at + 1))
}

/// Cuts a stretch without blanks into words.
fn join(chunk: &str) -> Vec<Span> {
    let parts: Vec<(usize, &str)> = chunk.split_word_bound_indices().collect();
    let mut words: Vec<Span> = Vec::new();
    for (idx, (start, part)) in parts.iter().copied().enumerate() {
        let end = start + part.len();
        if part.chars().any(char::is_alphanumeric) {
            let before = idx.checked_sub(1).and_then(|before| parts.get(before));
            let linked = before.filter(|(at, link)| {
                is_hyphen(link) && words.last().is_some_and(|word| word.end == *at)
            });
            let money = before.filter(|(_, sign)| is_currency(sign));
            match (linked, words.last_mut()) {
                (Some(_), Some(word)) => word.end = end,
                _ => words.push(Span::new(money.map_or(start, |(at, _)| *at), end)),
            }
        } else if let Some(word) = words.last_mut().filter(|word| word.end == start)
            && belongs(part, word.of(chunk))
        {
            word.end = end;
        }
    }
    for word in &mut words {
        let text = word.of(chunk);
        let name = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            word.end = word.start + name.len();
        }
    }
    words
}

/// Says whether a sign right after a word is part of it.
fn belongs(sign: &str, word: &str) -> bool {
    match sign {
        "%" | "％" => word.ends_with(|last: char| last.is_numeric()),
        "." => {
            let mut letters = word.split('.');
            word.contains('.')
                && letters
                    .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
        }
        _ => false,
    }
}

fn is_hyphen(part: &str) -> bool {
    matches!(part, "-" | "‐" | "‑")
}

fn is_currency(part: &str) -> bool {
    matches!(part, "$" | "€" | "£" | "¥" | "￥" | "₩" | "￦")
}

fn floor(body: &str, at: usize) -> usize {
    body.floor_char_boundary(at)
}

fn ceil(body: &str, at: usize) -> usize {
    body.ceil_char_boundary(at.min(body.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str =
        "\"Kim Min-seok's 40% plan,\" a U.S. aide said -- $5 million\u{3000}for 한국 東京.";

    /// `expected` are all words, met by going on from the start.
    fn check(text: &str, expected: &[&str]) {
        let mut met = Vec::new();
        let mut word =
            Some(word_at(text, 0)).filter(|word| word.of(text).chars().any(char::is_alphanumeric));
        word = word.or_else(|| next_word(text, 0));
        while let Some(one) = word {
            met.push(one.of(text));
            word = next_word(text, one.start);
        }
        assert_eq!(met, expected);
        let mut back = Vec::new();
        let mut word = previous_word(text, text.len());
        while let Some(one) = word {
            back.push(one.of(text));
            word = previous_word(text, one.start);
        }
        back.reverse();
        assert_eq!(back, expected);
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        check(
            TEXT,
            &[
                "Kim", "Min-seok", "40%", "plan", "a", "U.S.", "aide", "said", "$5", "million",
                "for", "한국", "東", "京",
            ],
        );
        check(
            "O'Neill don’t 3.5 A/B end.",
            &["O'Neill", "don’t", "3.5", "A", "B", "end"],
        );
        check("F-16s north-east-bound", &["F-16s", "north-east-bound"]);
        check("", &[]);
        check(" . ", &[]);
    }

    #[test]
    fn places_between_words() {
        assert_eq!(word_at(TEXT, 6).of(TEXT), "Min-seok");
        assert_eq!(word_at(TEXT, 0).of(TEXT), "\"");
        assert!(word_at(TEXT, 4).is_empty());
        assert!(word_at(TEXT, 9999).is_empty());
        let end = next_word_end(TEXT, 1).map(|word| word.of(TEXT));
        assert_eq!(end, Some("Kim"));
        let end = next_word_end(TEXT, 3).map(|word| word.of(TEXT));
        assert_eq!(end, Some("Min-seok"));
    }

    proptest! {
        #[test]
        fn walking_moves_on(text in "[a-c한 .'\u{301}-]{0,40}", at in 0usize..60) {
            if let Some(word) = next_word(&text, at) {
                prop_assert!(word.start > floor(&text, at) && !word.of(&text).is_empty());
            }
            if let Some(word) = previous_word(&text, at) {
                prop_assert!(word.start < at);
            }
            let word = word_at(&text, at);
            prop_assert!(text.get(word.range()).is_some());
        }
    }

    #[test]
    fn long_text_without_blanks_is_walked() {
        let text = "漢字、".repeat(200);
        let mut at = 0;
        while let Some(word) = next_word(&text, at) {
            at = word.start;
        }
        assert!(at + 16 >= text.len());
    }
}
