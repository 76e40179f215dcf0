//! [`Token`]: words, numbers and signs of a text, with their shape.
//!
//! One pass over the bytes. Every hyphen and slash is a token of its own, a
//! possessive `'s` is split off, `U.S.`, `J.` and known abbreviations keep
//! their full stop. Sentence starts are marked on the way.
//!
//! It knows nothing of names or kinds; [`super::doc`] adds what words mean.

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

/// Abbreviations that keep their full stop when capitalised.
const SHORT: &[&str] = &[
    "adm", "apr", "assn", "aug", "ave", "blvd", "brig", "bros", "capt", "cmdr", "co", "col",
    "corp", "cpl", "dec", "dept", "dr", "feb", "fr", "fri", "ft", "gen", "gov", "hon", "inc",
    "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "mon", "mr", "mrs", "ms",
    "msgr", "mt", "no", "nov", "oct", "pres", "prof", "pvt", "rep", "reps", "rev", "sat", "sec",
    "sen", "sens", "sep", "sept", "sgt", "sr", "st", "sun", "supt", "thu", "thurs", "tue", "tues",
    "univ", "vs", "wed",
];
/// Abbreviations that can well end a sentence.
const ENDERS: &[&str] = &["assn", "bros", "co", "corp", "inc", "jr", "ltd", "no", "sr"];

/// What a line end inside a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lines {
    /// Each line stands for itself.
    Apart,
    /// The text was wrapped by hand: a line end is a blank, unless an empty
    /// line follows, or a line that begins with a sign.
    Flow,
}

/// Splits `block` of `text` and appends its tokens.
///
/// Shape: tokens in order, not overlapping; `word` is left 0.
pub(super) fn tokenize(text: &str, block: Span, lines: Lines, out: &mut Vec<Token>) {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        text,
        end: block.end.min(text.len()),
        at: block.start,
        opens: true,
    };
    let mut before = shape::SPACED;
    while let Some(byte) = scan.byte(scan.at) {
        if byte.is_ascii_whitespace() {
            before |= if byte == b'\n' && !(lines == Lines::Flow && scan.flows_on()) {
                scan.opens = true;
                shape::SPACED | shape::LINE
            } else {
                shape::SPACED
            };
            scan.at += 1;
            continue;
        }
        let start = scan.at;
        let bits = scan.next(byte);
        if bits == 0 {
            // White space beyond ASCII.
            before |= shape::SPACED;
            continue;
        }
        let opens = scan.sentence(start, bits, before);
        out.push(Token {
            start: small(start),
            end: small(scan.at),
            word: 0,
            ends: [start, scan.at - 1].map(|at| scan.byte(at).unwrap_or(0).to_ascii_lowercase()),
            shape: (bits & !SIGN) | before | if opens { shape::OPENS } else { 0 },
        });
        before = 0;
    }
}

/// Marks a sign on the way; never stored.
const SIGN: u16 = 1 << 15;

fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

struct Scan<'a> {
    bytes: &'a [u8],
    text: &'a str,
    end: usize,
    at: usize,
    /// The next word opens a sentence.
    opens: bool,
}

impl Scan<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end {
            self.bytes.get(at).copied()
        } else {
            None
        }
    }

    fn char(&self, at: usize) -> Option<char> {
        match self.byte(at)? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(at..self.end)?.chars().next(),
        }
    }

    /// Says whether the line goes on behind the line end here.
    fn flows_on(&self) -> bool {
        let next = (self.at + 1..self.end)
            .filter_map(|at| self.char(at))
            .find(|next| !matches!(next, ' ' | '\t' | '\r'));
        next.is_some_and(|next| next.is_alphanumeric() || "\"“‘'’($€£".contains(next))
    }

    /// Takes one token and returns its shape; 0 for white space.
    fn next(&mut self, byte: u8) -> u16 {
        if byte.is_ascii_digit() {
            return self.number();
        }
        let Some(first) = self.char(self.at) else {
            self.at += 1;
            return SIGN;
        };
        if first.is_alphabetic() {
            if matches!(byte, b'h' | b'w') && self.is_address() {
                return self.address();
            }
            return self.word(first);
        }
        if matches!(byte, b'@' | b'#') && self.char(self.at + 1).is_some_and(char::is_alphabetic) {
            return self.address();
        }
        let is_possessive = matches!(first, '\'' | '’') && self.is_possessive();
        self.at += first.len_utf8() + usize::from(is_possessive);
        if first.is_whitespace() || is_combining_mark(first) || first == '\u{200b}' {
            0
        } else {
            SIGN
        }
    }

    fn is_address(&self) -> bool {
        let rest = self.bytes.get(self.at..self.end).unwrap_or_default();
        rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.")
    }

    fn address(&mut self) -> u16 {
        while let Some(next) = self.char(self.at) {
            if next.is_whitespace() || matches!(next, '<' | '>' | '"' | ')' | ']') {
                break;
            }
            self.at += next.len_utf8();
        }
        shape::ADDRESS
    }

    fn number(&mut self) -> u16 {
        let mut bits = shape::NUMBER;
        while let Some(next) = self.char(self.at) {
            let part = next.is_alphanumeric()
                || (matches!(next, '.' | ',' | ':')
                    && self.byte(self.at + 1).is_some_and(|b| b.is_ascii_digit())
                    && bits & shape::MIXED == 0);
            if !part {
                break;
            }
            if next.is_alphabetic() {
                bits |= shape::MIXED;
            }
            self.at += next.len_utf8();
        }
        bits
    }

    fn word(&mut self, first: char) -> u16 {
        let start = self.at;
        self.at += first.len_utf8();
        let dotted = self.dotted();
        let (mut n_letters, mut n_small) = (1, usize::from(!first.is_uppercase()));
        let mut bits = shape::WORD;
        while !dotted && let Some(next) = self.char(self.at) {
            match next {
                '\'' | '’' if self.is_inner_apostrophe() => {}
                '@' => return self.address(),
                _ if next.is_alphabetic() || is_combining_mark(next) => {
                    n_letters += 1;
                    n_small += usize::from(!next.is_uppercase());
                }
                _ if next.is_numeric() => bits |= shape::MIXED,
                '.' | ',' if bits & shape::MIXED != 0 && self.is_inside_number() => {}
                _ => break,
            }
            self.at += next.len_utf8();
        }
        if first.is_uppercase() {
            bits |= shape::UPPER;
        }
        if dotted {
            bits |= shape::STOPPED;
            let n_bytes = self.at - start;
            bits |= match n_bytes {
                2 if first.is_uppercase() => shape::INITIAL,
                _ if first.is_uppercase() => shape::CAPS,
                _ => 0,
            };
        } else if n_letters > 1 && n_small == 0 {
            bits |= shape::CAPS;
        }
        if !dotted && self.byte(self.at) == Some(b'.') && self.is_short(start) {
            self.at += 1;
            bits |= shape::STOPPED;
        }
        bits
    }

    /// Says whether digits stand on both sides, as in `N7.2`.
    fn is_inside_number(&self) -> bool {
        let digit = |at: usize| self.byte(at).is_some_and(|b| b.is_ascii_digit());
        digit(self.at - 1) && digit(self.at + 1)
    }

    /// Takes the rest of `U.S.`, `a.m.` or `J.` after its first letter.
    fn dotted(&mut self) -> bool {
        if self.byte(self.at) != Some(b'.') {
            return false;
        }
        while self.byte(self.at) == Some(b'.') {
            self.at += 1;
            let letter = self.byte(self.at).is_some_and(|b| b.is_ascii_alphabetic());
            let after = self.byte(self.at + 1);
            if !letter || after.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii()) {
                break;
            }
            self.at += 1;
        }
        true
    }

    /// Says whether the apostrophe here belongs to the word (`O'Brien`), which
    /// a possessive does not.
    fn is_inner_apostrophe(&self) -> bool {
        let width = self.char(self.at).map_or(1, char::len_utf8);
        let Some(next) = self.char(self.at + width) else {
            return false;
        };
        next.is_alphabetic() && !self.is_possessive()
    }

    /// Says whether the apostrophe here begins `'s`.
    fn is_possessive(&self) -> bool {
        let width = self.char(self.at).map_or(1, char::len_utf8);
        let s = matches!(self.byte(self.at + width), Some(b's' | b'S'));
        s && !self
            .char(self.at + width + 1)
            .is_some_and(char::is_alphanumeric)
    }

    fn is_short(&self, start: usize) -> bool {
        let word = self.text.get(start..self.at).unwrap_or_default();
        word.len() <= 6
            && word.starts_with(|c: char| c.is_ascii_uppercase() || word == "vs")
            && SHORT
                .binary_search(&word.to_ascii_lowercase().as_str())
                .is_ok()
    }

    /// Says whether the token from `start` opens a sentence, and notes whether
    /// the next one will.
    fn sentence(&mut self, start: usize, bits: u16, before: u16) -> bool {
        if bits & SIGN == 0 {
            let opens = self.opens;
            self.opens = bits & shape::STOPPED != 0 && self.is_ender(start);
            return opens;
        }
        let sign = self.char(start).unwrap_or(' ');
        match sign {
            '.' | '!' | '?' | '…' | '“' | '•' => self.opens = true,
            // A straight mark opens a quotation when space stands before it.
            '"' if before & shape::SPACED != 0 => self.opens = true,
            '"' | '”' | ')' | ']' | '’' | '\'' | '(' | '‘' | '—' | '–' | '-' | '*' => {}
            _ => self.opens = false,
        }
        false
    }

    fn is_ender(&self, start: usize) -> bool {
        let word = self.text.get(start..self.at - 1).unwrap_or_default();
        ENDERS
            .binary_search(&word.to_ascii_lowercase().as_str())
            .is_ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), Lines::Apart, &mut tokens);
        tokens.iter().map(|token| token.span().of(text)).collect()
    }

    fn opening(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), Lines::Apart, &mut tokens);
        let opens = tokens.iter().filter(|token| token.is(shape::OPENS));
        opens.map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn splits_words_numbers_and_signs() {
        for (text, expected) in [
            ("U.S.-led force", "U.S. - led force"),
            ("Mr. O'Neil's 1,200.5 tons.", "Mr. O'Neil 's 1,200.5 tons ."),
            ("the F-35A (AN/TPY-2)", "the F - 35A ( AN / TPY - 2 )"),
            (
                "J. K. Ånd at 5 p.m. on Oct. 3",
                "J. K. Ånd at 5 p.m. on Oct. 3",
            ),
            (
                "see https://a.example/x, now",
                "see https://a.example/x, now",
            ),
            ("me@x.example wrote", "me@x.example wrote"),
            ("Nations’ plan’s", "Nations ’ plan ’s"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn knows_where_sentences_start() {
        for (text, expected) in [
            ("One two. Three", "One Three"),
            ("Mr. Hill left. “We won,” he said.", "Mr. We"),
            ("In the U.S. Congress met.\nNext line", "In Next"),
            ("They sold it to Acme Inc. Shares fell", "They Shares"),
        ] {
            assert_eq!(opening(text).join(" "), expected, "{text}");
        }
    }
}
