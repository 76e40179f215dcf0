//! [`resolve`]: finds the place of a stored [`Selector`] in the text as it is
//! today, or says that it cannot be placed surely.

use super::Selector;
use super::selector::byte_of_char;
use crate::text::Span;

/// Where a selector points today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The stored position still holds the quote.
    Exact(Span),
    /// The quote is elsewhere, in the same context.
    Moved(Span),
    /// The quote was edited a little.
    Fuzzy(Span),
    /// It cannot be placed surely.
    Orphan,
}

impl Anchor {
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) | Self::Fuzzy(span) => Some(span),
            Self::Orphan => None,
        }
    }
}

/// Resolves a selector against the body of the article as it is now.
///
/// Shape: exactly one outcome; `Orphan` when nothing is surely the place.
/// Units: the span is in bytes of `body`.
pub fn resolve(selector: &Selector, body: &str) -> Anchor {
    let span = byte_of_char(body, selector.start)
        .zip(byte_of_char(body, selector.end))
        .map(|(start, end)| Span::new(start, end));
    match span {
        Some(span) if span.of(body) == selector.exact => Anchor::Exact(span),
        _ => Anchor::Orphan,
    }
}
