//! [`QueryError`]: where a query text is wrong and what was expected there.

use unicode_width::UnicodeWidthStr;

use crate::text::Span;

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
    ///
    /// Control characters of the text are shown as spaces, so that the carets
    /// stand where they should.
    pub fn render(&self, text: &str) -> [String; 2] {
        let line: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let start = cells(text.get(..self.span.start).unwrap_or(text));
        let width = cells(self.span.of(text)).max(1);
        let carets = "^".repeat(width);
        let below = format!("{:start$}{carets} expected {}", "", self.expected);
        [line, below]
    }
}

fn cells(text: &str) -> usize {
    let controls = text.chars().filter(|c| c.is_control()).count();
    let shown: String = text.chars().filter(|c| !c.is_control()).collect();
    shown.width() + controls
}
