//! [`Token`]: a word, number or sign of a text, with its shape.
//!
//! [`super::tokenize`] makes them. Nothing here knows of names or kinds;
//! [`super::doc`] adds what words mean.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::list::Look;
use crate::text::Span;

/// One word, number or sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    end: u32,
    /// Number of the folded word in `doc::Words`.
    pub(super) word: u32,
    pub(super) shape: u16,
    /// Its first byte and its last one, ASCII letters in small.
    ends: [u8; 2],
}

/// Bits of [`Token::shape`].
pub(super) mod shape {
    /// Begins with a letter.
    pub(crate) const WORD: u16 = 1;
    /// Begins with a digit.
    pub(crate) const NUMBER: u16 = 1 << 1;
    /// First letter is a capital.
    pub(crate) const UPPER: u16 = 1 << 2;
    /// Two letters or more, none small.
    pub(crate) const CAPS: u16 = 1 << 3;
    /// Holds a letter and a digit.
    pub(crate) const MIXED: u16 = 1 << 4;
    /// White space or the start of the block stands before it.
    pub(crate) const SPACED: u16 = 1 << 5;
    /// First word of a sentence or of a quotation.
    pub(crate) const OPENS: u16 = 1 << 6;
    /// In a headline whose words are capitalised anyway.
    pub(crate) const HEADLINE: u16 = 1 << 7;
    /// One capital and a full stop.
    pub(crate) const INITIAL: u16 = 1 << 8;
    /// In a byline, credit or source line.
    pub(crate) const CREDIT: u16 = 1 << 9;
    /// A web or mail address, a handle or a hash tag.
    pub(crate) const ADDRESS: u16 = 1 << 10;
    /// A line break stands before it.
    pub(crate) const LINE: u16 = 1 << 11;
    /// Its last sign is the full stop of an abbreviation.
    pub(crate) const STOPPED: u16 = 1 << 12;
    /// In the title of the article.
    pub(crate) const TITLE: u16 = 1 << 13;
    /// First of a block.
    pub(crate) const BLOCK: u16 = 1 << 14;
    /// First of a paragraph.
    pub(crate) const PARAGRAPH: u16 = LINE | BLOCK;
}

impl Token {
    /// Makes a token whose word is not numbered yet; `ends` are its first byte
    /// and its last one.
    #[inline]
    pub(super) fn new(span: Span, ends: [u8; 2], shape: u16) -> Self {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: small(span.start),
            end: small(span.end),
            word: 0,
            shape,
            ends: ends.map(|byte| byte.to_ascii_lowercase()),
        }
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub(super) fn is(self, bits: u16) -> bool {
        self.shape & bits != 0
    }

    /// Returns the first byte, an ASCII letter in small.
    pub(super) fn first_byte(self) -> u8 {
        self.ends[0]
    }

    /// Returns what the token looks like from afar.
    #[inline]
    pub(super) fn look(self) -> Look {
        let [first, last] = self.ends;
        Look::of(first, last, (self.end - self.start) as usize)
    }

    /// Says whether the token can be `word`, which is in small letters: most
    /// words differ in length, first or last letter.
    #[inline]
    pub(super) fn can_be(self, word: &str) -> bool {
        let same_len = (self.end - self.start) as usize == word.len();
        same_len
            && word.as_bytes().first() == self.ends.first()
            && word.as_bytes().last() == self.ends.last()
    }
}

/// Folds case and diacritics of a word and drops a closing full stop.
///
/// The script that makes the gazetteer folds the same way.
pub(super) fn fold(word: &str, out: &mut String) {
    out.clear();
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            '’' | '‘' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
}
