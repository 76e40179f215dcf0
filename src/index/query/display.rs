//! [`Query`] back to text that parses to the same tree.

use std::fmt::{self, Display, Write as _};

use super::lex::{TokenKind, tokens};
use super::{Field, Pattern, Query, Term};
use crate::nlp::Kind;

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::Term(term) => term.fmt(f),
            Self::Not(part) => {
                f.write_str("NOT ")?;
                inside(part, f)
            }
            Self::And(parts) => joined(parts, " ", f),
            Self::Or(parts) => joined(parts, " OR ", f),
        }
    }
}

fn joined(parts: &[Query], between: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        inside(part, f)?;
    }
    Ok(())
}

fn inside(part: &Query, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match part {
        Query::And(_) | Query::Or(_) | Query::All => write!(f, "({part})"),
        Query::Term(_) | Query::Not(_) => part.fmt(f),
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(pattern) => write_pattern(pattern, f),
            Self::Title(pattern) => with_field(Field::Title, pattern, f),
            Self::Body(pattern) => with_field(Field::Body, pattern, f),
            Self::Source(pattern) => with_field(Field::Source, pattern, f),
            Self::Author(pattern) => with_field(Field::Author, pattern, f),
            Self::SaidBy(pattern) => with_field(Field::SaidBy, pattern, f),
            Self::Entity(kind, pattern) => with_field(field_of(*kind), pattern, f),
            Self::Lang(text) => with_field(Field::Lang, &Pattern::new(text), f),
            Self::Tag(text) => with_field(Field::Tag, &Pattern::new(text), f),
            Self::State(state) => write!(f, "state:{}", state.name()),
            Self::Kind(kind) => write!(f, "kind:{}", kind.name()),
            Self::Has(feature) => write!(f, "has:{}", feature.name()),
            Self::After(date) => write!(f, "after:{date}"),
            Self::Before(date) => write!(f, "before:{date}"),
            Self::On(date) => write!(f, "on:{date}"),
            Self::About(date) => write!(f, "about:{date}"),
        }
    }
}

/// Returns the field that asks for names of a kind; kinds without one use
/// `entity:`.
fn field_of(kind: Option<Kind>) -> Field {
    kind.and_then(|kind| Field::parse(kind.name()))
        .unwrap_or(Field::Entity)
}

fn with_field(field: Field, pattern: &Pattern, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}:", field.name())?;
    write_pattern(pattern, f)
}

fn write_pattern(pattern: &Pattern, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let star = if pattern.is_prefix { "*" } else { "" };
    let bare = format!("{}{star}", pattern.text);
    let kind = TokenKind::Word {
        text: pattern.text.clone(),
        is_prefix: pattern.is_prefix,
    };
    let parsed = tokens(&bare);
    if parsed.len() == 1 && parsed[0].kind == kind && !pattern.text.is_empty() {
        return f.write_str(&bare);
    }
    f.write_char('"')?;
    for c in pattern.text.chars() {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    write!(f, "\"{star}")
}
