//! [`QueryError`]: where a query text is wrong and what was expected there.

use crate::text::{Span, cells, visible};

/// A mistake in a query text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("expected {expected}")]
pub struct QueryError {
    /// The place in the query text; empty at its end when something is missing.
    pub span: Span,
    /// What would have been right there: `a closing quote`.
    pub expected: String,
}

impl QueryError {
    pub(super) fn new(span: Span, expected: impl Into<String>) -> Self {
        Self {
            span,
            expected: expected.into(),
        }
    }

    /// Draws the text and, below it, carets under the place and what was
    /// expected.
    pub fn render(&self, text: &str) -> [String; 2] {
        let before = text.get(..self.span.start).unwrap_or(text);
        let start = cells::width(&visible::shown(before));
        let n_carets = cells::width(&visible::shown(self.span.of(text))).max(1);
        let carets = "^".repeat(n_carets);
        let below = format!("{:start$}{carets} expected {}", "", self.expected);
        [visible::shown(text).into_owned(), below]
    }
}
