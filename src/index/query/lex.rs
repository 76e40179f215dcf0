//! Query text to tokens, each with its place.

use super::Field;
use crate::text::Span;

/// A token and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    Open,
    Close,
    Or,
    And,
    /// `NOT`, or `-` right before something.
    Not,
    /// A known field and its colon.
    Field(Field),
    /// Letters and a colon that are no field; the span is without the colon.
    UnknownField,
    Word {
        text: String,
        is_prefix: bool,
    },
    Phrase {
        text: String,
        is_prefix: bool,
        /// The closing quote is there.
        is_closed: bool,
    },
}

/// Cuts a query text into tokens; never fails.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut after_field = false;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            after_field = false;
            continue;
        }
        let (len, kind) = match rest.as_bytes()[0] {
            b'(' => (1, TokenKind::Open),
            b')' => (1, TokenKind::Close),
            b'"' => phrase(rest),
            b'-' if !after_field && negates(rest) => (1, TokenKind::Not),
            _ => word(rest, after_field),
        };
        after_field = matches!(kind, TokenKind::Field(_));
        tokens.push(Token {
            span: Span::new(at, at + len),
            kind,
        });
        at += len;
        if tokens
            .last()
            .is_some_and(|token| token.kind == TokenKind::UnknownField)
        {
            at += 1;
        }
    }
    tokens
}

/// Says whether the `-` at the head of `rest` stands right before something.
fn negates(rest: &str) -> bool {
    rest.chars()
        .nth(1)
        .is_some_and(|next| !next.is_whitespace() && next != ')')
}

fn phrase(rest: &str) -> (usize, TokenKind) {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                let is_prefix = rest.get(at + 1..).is_some_and(|r| r.starts_with('*'));
                let len = at + 1 + usize::from(is_prefix);
                let is_closed = true;
                return (
                    len,
                    TokenKind::Phrase {
                        text,
                        is_prefix,
                        is_closed,
                    },
                );
            }
            '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => text.push(c),
        }
    }
    let (is_prefix, is_closed) = (false, false);
    (
        rest.len(),
        TokenKind::Phrase {
            text,
            is_prefix,
            is_closed,
        },
    )
}

fn word(rest: &str, after_field: bool) -> (usize, TokenKind) {
    let end = rest.find(ends_word).unwrap_or(rest.len());
    let word = rest.get(..end).unwrap_or_default();
    if !after_field {
        if let Some((name, kind)) = field(word) {
            return (name, kind);
        }
        match word {
            "OR" => return (end, TokenKind::Or),
            "AND" => return (end, TokenKind::And),
            "NOT" => return (end, TokenKind::Not),
            _ => {}
        }
    }
    let (text, is_prefix) = match word.strip_suffix('*') {
        Some(text) => (text, true),
        None => (word, false),
    };
    let text = text.to_owned();
    (end, TokenKind::Word { text, is_prefix })
}

/// Reads `name:` at the head of a word. `10:30` and `http://` are words.
fn field(word: &str) -> Option<(usize, TokenKind)> {
    let (name, value) = word.split_once(':')?;
    if let Some(field) = Field::parse(name) {
        return Some((name.len() + 1, TokenKind::Field(field)));
    }
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    (is_name && !value.starts_with("//")).then_some((name.len(), TokenKind::UnknownField))
}

/// Says whether a character cannot be part of a bare word.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"')
}
