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
        let counts = Counts::of(bytes);
        let may_be_wide = counts.greatest >= 0xE3;
        let n_wide = if may_be_wide {
            text.chars().filter(|&c| is_wide(c)).count()
        } else {
            0
        };
        let n_wide_words = u32::try_from(n_wide / 2).unwrap_or(u32::MAX);
        Self {
            n_chars: counts.n_chars,
            n_words: counts.n_words.max(n_wide_words),
            ends_sentence,
            has_digit: counts.has_digit,
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

/// What is counted in the bytes of a text.
#[derive(Default)]
struct Counts {
    n_chars: u32,
    n_words: u32,
    has_digit: bool,
    greatest: u8,
}

impl Counts {
    fn of(bytes: &[u8]) -> Self {
        let mut counts = Self::default();
        let mut before = b' ';
        // In bytes and without branches, so that many are looked at together.
        for chunk in bytes.chunks(128) {
            let first = chunk.first().copied().unwrap_or_default();
            let mut n_words = u8::from(is_space(before) & !is_space(first));
            let (mut n_chars, mut has_digit, mut greatest) = (0_u8, false, 0);
            for (&before, &byte) in chunk.iter().zip(chunk.iter().skip(1)) {
                n_words += u8::from(is_space(before) & !is_space(byte));
            }
            for &byte in chunk {
                // A character begins with a byte that does not go on in one.
                n_chars += u8::from(byte & 0xC0 != 0x80);
                has_digit |= byte.is_ascii_digit();
                greatest = byte.max(greatest);
            }
            counts.n_words += u32::from(n_words);
            counts.n_chars += u32::from(n_chars);
            counts.has_digit |= has_digit;
            counts.greatest = greatest.max(counts.greatest);
            before = chunk.last().copied().unwrap_or_default();
        }
        counts
    }
}

fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
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
    let has_bracket = text.ends_with([')', ']']);
    let text = text.trim_end_matches(is_closing);
    // The credit of a wire stands behind the last sentence: `It rained. (Agency)`.
    let credit = has_bracket.then(|| text.rfind(['(', '['])).flatten();
    let credit = credit.filter(|at| text.len() - at <= 40);
    let before = credit.and_then(|at| text.get(..at)).unwrap_or(text);
    [text, before.trim_end_matches(is_closing)]
        .iter()
        .any(|text| text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '．']))
}

fn is_closing(c: char) -> bool {
    let is_sign = matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '*'
            | '_'
    );
    is_sign || c.is_whitespace()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
