//! Tokens to [`Query`]: recursive descent with a bounded depth.

use super::lex::{Token, TokenKind, tokens};
use super::{DateRef, Feature, Field, Pattern, Query, QueryError, State, Term};
use crate::index::near::nearest;
use crate::nlp::Kind;
use crate::text::Span;

/// How deep parentheses and negations may nest.
pub const MAX_DEPTH: usize = 100;

/// Reads a query text. Blank text is [`Query::All`].
pub fn parse(text: &str) -> Result<Query, QueryError> {
    Parser::new(text, Patience::None).whole()
}

/// Reads a query text that is still being typed.
///
/// A quote or parenthesis may be open, the last bare word may go on, and a
/// field that has no value yet is left out.
pub fn parse_typing(text: &str) -> Result<Query, QueryError> {
    Parser::new(text, Patience::AtEnd).whole()
}

/// What is forgiven.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Patience {
    None,
    AtEnd,
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    patience: Patience,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, patience: Patience) -> Self {
        Self {
            text,
            tokens: tokens(text),
            next: 0,
            depth: 0,
            patience,
        }
    }

    fn whole(mut self) -> Result<Query, QueryError> {
        let query = self.either()?;
        match self.peek() {
            None => Ok(query),
            Some(token) => Err(QueryError::new(
                token.span,
                "an opening parenthesis before this",
            )),
        }
    }

    fn either(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.both()?];
        while let Some(span) = self.take(&TokenKind::Or) {
            if parts == [Query::All] {
                return Err(QueryError::new(span, "a word or field before OR"));
            }
            let part = self.both()?;
            if part == Query::All {
                if self.forgives_end() {
                    break;
                }
                return Err(QueryError::new(self.here(), "a word or field after OR"));
            }
            parts.push(part);
        }
        Ok(Query::any_of(parts))
    }

    fn both(&mut self) -> Result<Query, QueryError> {
        let mut parts = Vec::new();
        loop {
            match self.peek().map(|token| &token.kind) {
                None | Some(TokenKind::Or | TokenKind::Close) => break,
                Some(TokenKind::And) => self.and(parts.is_empty())?,
                Some(_) => parts.push(self.one()?),
            }
        }
        Ok(Query::all_of(parts))
    }

    /// Passes over an `AND`, which says no more than standing side by side.
    fn and(&mut self, is_first: bool) -> Result<(), QueryError> {
        let span = self.here();
        self.next += 1;
        if is_first {
            return Err(QueryError::new(span, "a word or field before AND"));
        }
        let goes_on = self.peek().is_some_and(|token| {
            !matches!(
                token.kind,
                TokenKind::Or | TokenKind::Close | TokenKind::And
            )
        });
        if goes_on || self.forgives_end() {
            return Ok(());
        }
        Err(QueryError::new(self.here(), "a word or field after AND"))
    }

    fn one(&mut self) -> Result<Query, QueryError> {
        let Some(token) = self.peek().cloned() else {
            return Err(QueryError::new(self.here(), "a word or field"));
        };
        self.next += 1;
        match token.kind {
            TokenKind::Not => self.negated(token.span),
            TokenKind::Open => self.group(token.span),
            TokenKind::Field(field) => self.field(field, token.span),
            TokenKind::UnknownField => Err(unknown_field(token.span, token.span.of(self.text))),
            // The head of a negation that is being typed.
            TokenKind::Word { ref text, .. } if text == "-" && self.forgives_end() => {
                Ok(Query::All)
            }
            TokenKind::Word { .. } | TokenKind::Phrase { .. } => self
                .pattern(token)
                .map(|pattern| Query::Term(Term::Word(pattern))),
            TokenKind::Or | TokenKind::And | TokenKind::Close => {
                Err(QueryError::new(token.span, "a word or field"))
            }
        }
    }

    fn negated(&mut self, span: Span) -> Result<Query, QueryError> {
        let is_end = self.peek().is_none_or(|token| {
            matches!(
                token.kind,
                TokenKind::Or | TokenKind::And | TokenKind::Close
            )
        });
        if is_end {
            if self.forgives_end() {
                return Ok(Query::All);
            }
            return Err(QueryError::new(self.here(), "a word or field after NOT"));
        }
        self.deeper(span)?;
        let part = self.one()?;
        self.depth -= 1;
        // What is not typed yet rules nothing out.
        if part == Query::All {
            return Ok(part);
        }
        Ok(Query::Not(Box::new(part)))
    }

    fn group(&mut self, open: Span) -> Result<Query, QueryError> {
        self.deeper(open)?;
        let query = self.either()?;
        self.depth -= 1;
        if self.take(&TokenKind::Close).is_none() && !self.forgives_end() {
            return Err(QueryError::new(self.here(), "a closing parenthesis"));
        }
        if query == Query::All && self.patience == Patience::None {
            let span = open.join(Span::new(open.end, self.before()));
            return Err(QueryError::new(
                span,
                "a word or field between the parentheses",
            ));
        }
        Ok(query)
    }

    fn deeper(&mut self, span: Span) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let expected = format!("at most {MAX_DEPTH} parentheses and NOTs inside one another");
            return Err(QueryError::new(span, expected));
        }
        Ok(())
    }

    fn field(&mut self, field: Field, span: Span) -> Result<Query, QueryError> {
        let follows = self
            .peek()
            .filter(|token| token.span.start == span.end)
            .cloned();
        let value = match follows {
            Some(token) if is_value(&token.kind) => token,
            _ if self.peek().is_none() && self.forgives_end() => return Ok(Query::All),
            _ => {
                return Err(QueryError::new(
                    Span::new(span.end, span.end),
                    field.wants(),
                ));
            }
        };
        self.next += 1;
        let is_last = self.peek().is_none();
        let place = value.span;
        let pattern = self.pattern(value)?;
        match term(field, pattern) {
            Some(term) => Ok(Query::Term(term)),
            None if is_last && self.forgives_end() => Ok(Query::All),
            None => Err(QueryError::new(place, field.wants())),
        }
    }

    fn pattern(&self, token: Token) -> Result<Pattern, QueryError> {
        let reaches_end = token.span.end == self.text.len();
        let forgives = reaches_end && self.patience == Patience::AtEnd;
        match token.kind {
            TokenKind::Word { text, .. } if text.is_empty() => {
                Err(QueryError::new(token.span, "letters before the *"))
            }
            TokenKind::Word { text, is_prefix } => Ok(Pattern {
                text,
                is_prefix: is_prefix || forgives,
            }),
            TokenKind::Phrase { is_closed, .. } if !is_closed && !forgives => {
                let end = Span::new(token.span.end, token.span.end);
                Err(QueryError::new(end, "a closing quote"))
            }
            TokenKind::Phrase { text, .. } if text.trim().is_empty() && !forgives => {
                Err(QueryError::new(token.span, "words between the quotes"))
            }
            TokenKind::Phrase {
                text,
                is_prefix,
                is_closed,
            } => Ok(Pattern {
                text,
                is_prefix: is_prefix || !is_closed,
            }),
            _ => Err(QueryError::new(token.span, "a word or a \"phrase\"")),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, kind: &TokenKind) -> Option<Span> {
        let span = self.peek().filter(|token| token.kind == *kind)?.span;
        self.next += 1;
        Some(span)
    }

    /// Returns the place of the next token, or the end of the text.
    fn here(&self) -> Span {
        let end = self.text.len();
        self.peek()
            .map_or_else(|| Span::new(end, end), |token| token.span)
    }

    /// Returns the end of the token that was taken last.
    fn before(&self) -> usize {
        let last = self
            .next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last));
        last.map_or(0, |token| token.span.end)
    }

    fn forgives_end(&self) -> bool {
        self.patience == Patience::AtEnd && self.peek().is_none()
    }
}

fn is_value(kind: &TokenKind) -> bool {
    matches!(kind, TokenKind::Word { .. } | TokenKind::Phrase { .. })
}

/// Makes the term of a field; `None` when the value does not fit.
fn term(field: Field, pattern: Pattern) -> Option<Term> {
    let kind = |kind| Some(Term::Entity(Some(kind), pattern.clone()));
    let date = || DateRef::parse(&pattern.text);
    match field {
        Field::Title => Some(Term::Title(pattern)),
        Field::Body => Some(Term::Body(pattern)),
        Field::Source => Some(Term::Source(pattern)),
        Field::Author => Some(Term::Author(pattern)),
        Field::Lang => Some(Term::Lang(pattern.text)),
        Field::Tag => Some(Term::Tag(pattern.text)),
        Field::State => State::parse(&pattern.text).map(Term::State),
        Field::Entity => Some(Term::Entity(None, pattern)),
        Field::Person => kind(Kind::Person),
        Field::Org => kind(Kind::Org),
        Field::Place => kind(Kind::Place),
        Field::Agreement => kind(Kind::Agreement),
        Field::System => kind(Kind::System),
        Field::Event => kind(Kind::Event),
        Field::Facility => kind(Kind::Facility),
        Field::Group => kind(Kind::Group),
        Field::Kind => Kind::parse(&pattern.text.to_ascii_lowercase()).map(Term::Kind),
        Field::SaidBy => Some(Term::SaidBy(pattern)),
        Field::Has => Feature::parse(&pattern.text).map(Term::Has),
        Field::After => date().map(Term::After),
        Field::Before => date().map(Term::Before),
        Field::On => date().map(Term::On),
        Field::About => date().map(Term::About),
    }
}

fn unknown_field(span: Span, name: &str) -> QueryError {
    let names = Field::ALL.map(Field::name);
    let expected = match nearest(name, names) {
        Some(near) => format!("a field; did you mean {near}:"),
        None => format!("one of the fields {}", names.join(" ")),
    };
    QueryError::new(span, expected)
}
