//! A picture language for spans, for tests and messages.
//!
//! ```text
//! [person Ada Lovelace] wrote from [place Leeds].
//! ```
//!
//! is the text `Ada Lovelace wrote from Leeds.` with two labelled spans. A
//! label is a word in small letters; `[[` stands for a bracket of the text.

use super::Span;

/// Takes a picture apart.
///
/// Shape: the text, and the labelled spans of it in order. A bracket that does
/// not open a label belongs to the text, as does a closing one without a span.
pub fn read(picture: &str) -> (String, Vec<(String, Span)>) {
    let mut text = String::with_capacity(picture.len());
    let mut spans = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    let mut rest = picture;
    while let Some(sign) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("[[") {
            text.push('[');
            rest = after;
            continue;
        }
        if let Some((label, after)) = label(rest).filter(|_| open.is_none()) {
            open = Some((label, text.len()));
            rest = after;
            continue;
        }
        rest = rest.strip_prefix(sign).unwrap_or_default();
        match open.take_if(|_| sign == ']') {
            Some((label, start)) => spans.push((label.to_owned(), Span::new(start, text.len()))),
            None => text.push(sign),
        }
    }
    (text, spans)
}

/// Draws labelled spans of a text; the reverse of [`read`].
///
/// Shape: `spans` in order and apart.
pub fn draw<'a>(text: &str, spans: impl IntoIterator<Item = (&'a str, Span)>) -> String {
    let mut picture = String::with_capacity(text.len());
    let mut from = 0;
    let plain = |from: usize, to: usize| Span::new(from, to).of(text).replace('[', "[[");
    for (label, span) in spans {
        picture.push_str(&plain(from, span.start));
        for part in ["[", label, " ", &plain(span.start, span.end), "]"] {
            picture.push_str(part);
        }
        from = span.end;
    }
    picture.push_str(&plain(from, text.len()));
    picture
}

/// Reads `[label ` at the start; returns the label and what follows.
fn label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once(' ')?;
    let fits = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase());
    fits.then_some((label, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_labels_and_plain_brackets() {
        let (text, spans) = read("[place Łódź] and [[sic] in [date 1905] ]");
        assert_eq!(text, "Łódź and [sic] in 1905 ]");
        let named: Vec<_> = spans
            .iter()
            .map(|(label, span)| (label.as_str(), span.of(&text)))
            .collect();
        assert_eq!(named, [("place", "Łódź"), ("date", "1905")]);
    }

    proptest! {
        #[test]
        fn drawing_and_reading_are_inverse(words in prop::collection::vec("[a-zé\\[ ]{1,6}", 1..6)) {
            let text = words.concat();
            let mut at = 0;
            let spans: Vec<(&str, Span)> = words.iter().enumerate().filter_map(|(idx, word)| {
                let span = Span::new(at, at + word.len());
                at = span.end;
                (idx % 2 == 0).then_some(("org", span))
            }).collect();
            let (read_text, read_spans) = read(&draw(&text, spans.clone()));
            prop_assert_eq!(read_text, text);
            let read_spans: Vec<_> = read_spans.iter().map(|(label, span)| (label.as_str(), *span)).collect();
            prop_assert_eq!(read_spans, spans);
        }
    }
}
