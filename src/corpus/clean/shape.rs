//! [`Shape`]: what a unit looks like before anybody reads it.

/// Sizes and endings of one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Shape {
    pub(super) n_chars: u32,
    /// Words between white space; wide scripts count two characters a word.
    pub(super) n_words: u32,
    pub(super) ends_sentence: bool,
    pub(super) has_digit: bool,
}

/// Units above this length are prose whatever they look like inside.
const LONG_BYTES: usize = 1200;

impl Shape {
    pub(super) fn of(text: &str) -> Self {
        let ends_sentence = ends_sentence(text);
        if text.len() > LONG_BYTES {
            let n_chars = u32::try_from(text.len() / 3).unwrap_or(u32::MAX);
            return Self {
                n_chars,
                n_words: n_chars / 6,
                ends_sentence,
                has_digit: true,
            };
        }
        if text.is_ascii() {
            return Self::of_ascii(text, ends_sentence);
        }
        let n_chars = text.chars().count();
        let may_be_wide = text.bytes().any(|byte| byte >= 0xE3);
        let n_wide = if may_be_wide {
            text.chars().filter(|&c| is_wide(c)).count()
        } else {
            0
        };
        let n_words = text.split_whitespace().count().max(n_wide / 2);
        Self {
            n_chars: u32::try_from(n_chars).unwrap_or(u32::MAX),
            n_words: u32::try_from(n_words).unwrap_or(u32::MAX),
            ends_sentence,
            has_digit: text.bytes().any(|byte| byte.is_ascii_digit()),
        }
    }

    fn of_ascii(text: &str, ends_sentence: bool) -> Self {
        let (mut n_words, mut has_digit, mut was_space) = (0, false, true);
        for byte in text.bytes() {
            let is_space = byte.is_ascii_whitespace();
            n_words += u32::from(was_space && !is_space);
            has_digit |= byte.is_ascii_digit();
            was_space = is_space;
        }
        Self {
            n_chars: u32::try_from(text.len()).unwrap_or(u32::MAX),
            n_words,
            ends_sentence,
            has_digit,
        }
    }

    /// Says whether this reads like a paragraph of an article.
    pub(super) fn is_prose(&self) -> bool {
        (self.ends_sentence && self.n_words >= 8) || self.n_words >= 32
    }

    /// Says whether this could be a headline.
    pub(super) fn is_headline(&self) -> bool {
        self.n_words <= 36 && self.n_chars <= 260 && self.n_chars >= 2
    }
}

/// Says whether `text` ends as a sentence does, quotation marks and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    // Most texts end in a letter or a full stop.
    match text.as_bytes().last() {
        None => return false,
        Some(b'.' | b'!' | b'?') => return true,
        Some(last) if last.is_ascii_alphanumeric() => return false,
        Some(_) => {}
    }
    let closing = |c: char| c.is_whitespace() || "\"'”’»›)]}」』）】*_".contains(c);
    let has_bracket = text.ends_with([')', ']']);
    let text = text.trim_end_matches(closing);
    // The credit of a wire stands behind the last sentence: `It rained. (Agency)`.
    let credit = text
        .rfind(['(', '['])
        .filter(|at| has_bracket && text.len() - at <= 40);
    let before = credit.and_then(|at| text.get(..at)).unwrap_or(text);
    [text, before.trim_end_matches(closing)]
        .iter()
        .any(|text| text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '．']))
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
