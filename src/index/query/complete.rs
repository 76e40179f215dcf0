//! [`completions`]: what kind of thing fits at the cursor.

use super::Field;
use super::lex::{Token, TokenKind, tokens};
use crate::text::Span;

/// What fits at a place of a query text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expect {
    /// A field name (or a word: everything that begins a term may stand here).
    Field,
    /// A value of this field.
    Value(Field),
    /// A word of an article: nothing we could list.
    Word,
}

/// What fits at the cursor, and the text it would replace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Completion {
    pub expect: Expect,
    /// From the start of what is being typed to the cursor; may be empty.
    pub span: Span,
}

/// Says what fits at the byte `cursor` of a query text.
///
/// A cursor off a char boundary or beyond the end counts as the end.
pub fn completions(text: &str, cursor: usize) -> Completion {
    let typed = text.get(..cursor).unwrap_or(text);
    let cursor = typed.len();
    let tokens = tokens(typed);
    let at_cursor = tokens.last().filter(|token| token.span.end == cursor);
    let Some(token) = at_cursor else {
        return Completion {
            expect: Expect::Field,
            span: Span::new(cursor, cursor),
        };
    };
    let before = tokens.len().checked_sub(2).and_then(|i| tokens.get(i));
    let field = before.and_then(|before| field_before(before, token));
    let expect = match (&token.kind, field) {
        (TokenKind::Field(field), _) => return empty_value(*field, cursor),
        (TokenKind::Word { .. } | TokenKind::Phrase { .. }, Some(field)) => Expect::Value(field),
        (TokenKind::Phrase { .. }, None) => Expect::Word,
        (TokenKind::Word { text, .. }, None) if !begins_field(text) => Expect::Word,
        (TokenKind::Word { .. }, None) => Expect::Field,
        _ => {
            return Completion {
                expect: Expect::Field,
                span: Span::new(cursor, cursor),
            };
        }
    };
    Completion {
        expect,
        span: token.span,
    }
}

fn empty_value(field: Field, cursor: usize) -> Completion {
    Completion {
        expect: Expect::Value(field),
        span: Span::new(cursor, cursor),
    }
}

fn field_before(before: &Token, token: &Token) -> Option<Field> {
    match before.kind {
        TokenKind::Field(field) if before.span.end == token.span.start => Some(field),
        _ => None,
    }
}

fn begins_field(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    Field::ALL
        .into_iter()
        .any(|field| field.name().starts_with(&word))
}
