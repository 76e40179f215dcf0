//! [`tokenize`]: from a text to its words, numbers and signs.
//!
//! One pass over the bytes. Every hyphen and slash is a token of its own, a
//! possessive `'s` is split off, `U.S.`, `J.` and known abbreviations keep
//! their full stop. Sentence starts are marked on the way.

use unicode_normalization::char::is_combining_mark;

use super::token::{Token, shape};
use crate::text::Span;

/// Abbreviations that keep their full stop when capitalised.
const SHORT: &[&str] = &[
    "adm", "ala", "apr", "ariz", "ark", "assn", "aug", "ave", "blvd", "brig", "bros", "calif",
    "capt", "cmdr", "co", "col", "colo", "conn", "corp", "cpl", "dec", "del", "dept", "dr", "feb",
    "fla", "fr", "fri", "ft", "ga", "gen", "gov", "hon", "ill", "inc", "ind", "jan", "jr", "jul",
    "jun", "kan", "ky", "la", "lt", "ltd", "maj", "mar", "mass", "md", "messrs", "mich", "minn",
    "miss", "mo", "mon", "mont", "mr", "mrs", "ms", "msgr", "mt", "neb", "nev", "no", "nov", "oct",
    "okla", "ont", "ore", "pa", "pres", "prof", "pvt", "que", "rep", "reps", "rev", "sat", "sec",
    "sen", "sens", "sep", "sept", "sgt", "sr", "st", "sun", "supt", "tenn", "thu", "thurs", "tue",
    "tues", "univ", "va", "vs", "vt", "wash", "wed", "wis", "wyo",
];
/// Abbreviations that can well end a sentence.
const ENDERS: &[&str] = &[
    "ala", "ariz", "ark", "assn", "bros", "calif", "co", "colo", "conn", "corp", "d.c", "del",
    "fla", "ga", "ill", "inc", "ind", "jr", "kan", "ky", "la", "ltd", "mass", "md", "mich", "minn",
    "miss", "mo", "mont", "neb", "nev", "no", "okla", "ont", "ore", "pa", "que", "sr", "tenn",
    "va", "vt", "wash", "wis", "wyo",
];

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
        let ends = [start, scan.at - 1].map(|at| scan.byte(at).unwrap_or(0));
        let shape = (bits & !SIGN) | before | if opens { shape::OPENS } else { 0 };
        out.push(Token::new(Span::new(start, scan.at), ends, shape));
        before = 0;
    }
}

/// Marks a sign on the way; never stored.
const SIGN: u16 = 1 << 15;

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
        let start = self.at;
        while let Some(next) = self.char(self.at) {
            if next.is_whitespace() || matches!(next, '<' | '>' | '"' | ')' | ']') {
                break;
            }
            self.at += next.len_utf8();
        }
        // What ends the sentence is not part of it.
        let ends = [b'.', b',', b';', b':', b'!', b'?'];
        while self.at > start + 1 && self.byte(self.at - 1).is_some_and(|it| ends.contains(&it)) {
            self.at -= 1;
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
        let dotted = !self.is_network(start) && self.dotted();
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

    /// Says whether the network stands here, as in `she wrote on X.`, and no
    /// initial.
    fn is_network(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or_default();
        self.text.get(start..self.at) == Some("X") && before.ends_with(" on ")
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
                "see https://a.example/x , now",
            ),
            ("So @harwood, #ports. Now", "So @harwood , #ports . Now"),
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
