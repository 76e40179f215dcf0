//! [`Shape`]: what a unit looks like before anybody reads it.

/// Sizes and endings of one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Shape {
    pub(crate) n_chars: u32,
    /// Words between white space; wide scripts count two characters a word.
    pub(crate) n_words: u32,
    pub(crate) ends_sentence: bool,
    pub(crate) has_digit: bool,
}

/// Units above this length are prose whatever they look like inside.
const LONG_BYTES: usize = 1200;

impl Shape {
    pub(crate) fn of(text: &str) -> Self {
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
        let bytes = text.as_bytes();
        // Without branches, so that many bytes are looked at together.
        let is_space = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
        let first = bytes.first().is_some_and(|byte| !is_space(*byte));
        let pairs = bytes.iter().zip(bytes.iter().skip(1));
        let n_starts: u32 = pairs
            .map(|(before, byte)| u32::from(is_space(*before) & !is_space(*byte)))
            .sum();
        let n_words = n_starts + u32::from(first);
        let has_digit = bytes
            .iter()
            .fold(false, |has, byte| has | byte.is_ascii_digit());
        // A character begins with a byte that does not go on in one.
        let n_chars: u32 = bytes
            .iter()
            .map(|byte| u32::from(*byte & 0xC0 != 0x80))
            .sum();
        let may_be_wide = bytes.iter().copied().max() >= Some(0xE3);
        let n_wide = if may_be_wide {
            text.chars().filter(|&c| is_wide(c)).count()
        } else {
            0
        };
        Self {
            n_chars,
            n_words: n_words.max(u32::try_from(n_wide / 2).unwrap_or(u32::MAX)),
            ends_sentence,
            has_digit,
        }
    }

    /// Says whether this reads like a paragraph of an article.
    pub(crate) fn is_prose(&self) -> bool {
        (self.ends_sentence && self.n_words >= 8) || self.n_words >= 32
    }

    /// Says whether this could be a headline.
    pub(crate) fn is_headline(&self) -> bool {
        self.n_words <= 36 && self.n_chars <= 260 && self.n_chars >= 2
    }
}

/// Says whether `text` ends as a sentence does, quotation marks and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
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
