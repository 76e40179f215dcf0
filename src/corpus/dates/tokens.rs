//! Splits a short line into numbers, words and signs.

use std::borrow::Cow;

use crate::text::Span;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind<'a> {
    Number {
        value: u32,
        n_digits: usize,
    },
    /// In lower case.
    Word(Cow<'a, str>),
    Sign(char),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Span,
}

impl Token<'_> {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }

    /// Returns the number if it has between `min` and `max` digits.
    pub(super) fn number(&self, min: usize, max: usize) -> Option<u32> {
        match self.kind {
            Kind::Number { value, n_digits } if (min..=max).contains(&n_digits) => Some(value),
            _ => None,
        }
    }
}

/// Splits `line`; white space ends a token and is dropped.
pub(super) fn split(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let start = line.len() - rest.len();
        let after_number = matches!(tokens.last(), Some(Token { kind: Kind::Number { .. }, span }) if span.end == start);
        let len = token_len(rest, first, after_number);
        let (piece, after) = rest.split_at(len);
        rest = after;
        let kind = if first.is_whitespace() {
            continue;
        } else if digit(first).is_some() {
            Kind::Number {
                value: value(piece),
                n_digits: piece.chars().count(),
            }
        } else if first.is_alphabetic() {
            Kind::Word(lower(piece))
        } else {
            Kind::Sign(first)
        };
        tokens.push(Token {
            kind,
            span: Span::new(start, start + len),
        });
    }
    tokens
}

/// Makes a word small; most are.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// Returns the value of a digit, also of those that Arabic writes.
fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        _ => c.to_digit(10),
    }
}

fn value(digits: &str) -> u32 {
    let add = |sum: Option<u32>, c| sum?.checked_mul(10)?.checked_add(digit(c)?);
    digits.chars().fold(Some(0), add).unwrap_or(u32::MAX)
}

fn token_len(rest: &str, first: char, after_number: bool) -> usize {
    let is_unit = matches!(
        first,
        '年' | '月'
            | '日'
            | '号'
            | '時'
            | '时'
            | '分'
            | '秒'
            | '년'
            | '월'
            | '일'
            | '시'
            | '분'
            | '초'
    );
    if digit(first).is_some() {
        run_len(rest, |c| digit(c).is_some())
    } else if first.is_alphabetic() && !(after_number && is_unit) {
        run_len(rest, |c| {
            c.is_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
        })
    } else {
        first.len_utf8()
    }
}

fn run_len(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

pub(super) fn small_at(tokens: &[Token<'_>], at: usize) -> Option<u32> {
    tokens.get(at)?.number(1, 2)
}

pub(super) fn has_sign(tokens: &[Token<'_>], at: usize, signs: &[char]) -> bool {
    tokens.get(at).is_some_and(|token| token.is_sign(signs))
}

pub(super) fn has_word(tokens: &[Token<'_>], at: usize, list: &[&str]) -> bool {
    let word = tokens.get(at).and_then(Token::word);
    word.is_some_and(|word| list.contains(&word))
}

pub(super) fn is_char(tokens: &[Token<'_>], at: usize, list: &[char]) -> bool {
    let word = tokens.get(at).and_then(Token::word);
    word.is_some_and(|word| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| list.contains(&c)) && chars.next().is_none()
    })
}
