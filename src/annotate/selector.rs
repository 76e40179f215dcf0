//! [`Selector`]: how a place in a body is described so that it can be found
//! again: its position, its quote, and the text around it.

use crate::text::Span;

/// Chars of text kept before and after the quote.
pub const CONTEXT_CHARS: usize = 32;

/// A stored description of a place.
///
/// Units: `start` and `end` in chars of the text, end exclusive.
/// Source: W3C Web Annotation Data Model, text position and text quote selectors.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Selector {
    pub start: usize,
    pub end: usize,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
}

/// Describes the place `span` of `body`.
///
/// A span that does not fit the body gives an empty quote.
/// Cost: linear in the text before the span.
pub fn describe(body: &str, span: Span) -> Selector {
    let exact = span.of(body);
    let before = body.get(..span.start).unwrap_or_default();
    let after = body.get(span.end..).unwrap_or_default();
    let start = before.chars().count();
    Selector {
        start,
        end: start + exact.chars().count(),
        exact: exact.to_owned(),
        prefix: last_chars(before, CONTEXT_CHARS).to_owned(),
        suffix: first_chars(after, CONTEXT_CHARS).to_owned(),
    }
}

/// Returns the last `n_chars` of `text`, or all of it.
pub(super) fn last_chars(text: &str, n_chars: usize) -> &str {
    let Some(skipped) = n_chars.checked_sub(1) else {
        return "";
    };
    match text.char_indices().nth_back(skipped) {
        Some((at, _)) => text.get(at..).unwrap_or_default(),
        None => text,
    }
}

/// Returns the first `n_chars` of `text`, or all of it.
pub(super) fn first_chars(text: &str, n_chars: usize) -> &str {
    match text.char_indices().nth(n_chars) {
        Some((at, _)) => text.get(..at).unwrap_or_default(),
        None => text,
    }
}

/// Returns the byte place of the char number `at`; `None` beyond the end.
pub(super) fn byte_of_char(text: &str, at: usize) -> Option<usize> {
    let Some(skipped) = at.checked_sub(1) else {
        return Some(0);
    };
    let mut rest = text.chars();
    rest.nth(skipped)?;
    Some(text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn describes_in_chars_with_context() {
        let body = format!("{}é[서울] z", "0123456789".repeat(5)).replace(['[', ']'], "");
        let selector = describe(&body, Span::new(52, 58));
        assert_eq!((selector.start, selector.end), (51, 53));
        assert_eq!(selector.exact, "서울");
        assert_eq!(selector.prefix.chars().count(), CONTEXT_CHARS);
        assert!(selector.prefix.ends_with("89é"));
        assert_eq!(selector.suffix, " z");
        // A span that cuts a char in two fits nothing.
        assert_eq!(describe(&body, Span::new(51, 53)).exact, "");
    }

    #[test]
    fn finds_the_byte_of_a_char() {
        let places: Vec<_> = (0..4).map(|at| byte_of_char("aé", at)).collect();
        assert_eq!(places, [Some(0), Some(1), Some(3), None]);
    }
}
