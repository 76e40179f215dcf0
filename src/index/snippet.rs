//! Lines of context: where terms stand in a body, with some text around.

use super::Needle;
use crate::text::Span;

/// A hit and the text around it, all as spans of the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Snippet {
    pub left: Span,
    pub hit: Span,
    pub right: Span,
}

/// Cuts out up to `limit` hits of any of the needles, in text order.
///
/// Shape: hits do not overlap; where two needles meet, the earlier and then the
/// longer wins. Units: `context` counts chars on either side, cut back to whole
/// words where there is one.
pub fn snippets(needles: &[Needle], body: &str, context: usize, limit: usize) -> Vec<Snippet> {
    let mut hits: Vec<Span> = needles
        .iter()
        .flat_map(|needle| needle.find_all(body))
        .collect();
    hits.sort_unstable_by_key(|hit| (hit.start, usize::MAX - hit.end));
    let mut end = 0;
    hits.retain(|hit| {
        let is_free = hit.start >= end;
        if is_free {
            end = hit.end;
        }
        is_free
    });
    hits.truncate(limit);
    hits.into_iter()
        .map(|hit| Snippet {
            left: Span::new(left_of(body, hit.start, context), hit.start),
            hit,
            right: Span::new(hit.end, right_of(body, hit.end, context)),
        })
        .collect()
}

fn left_of(body: &str, at: usize, context: usize) -> usize {
    let before = body.get(..at).unwrap_or_default();
    let Some((start, _)) = before.char_indices().rev().take(context).last() else {
        return at;
    };
    if start == 0 {
        return 0;
    }
    // A word that begins before the cut is left out, if a whole one remains.
    let cut_inside = !ends_blank(before.get(..start));
    let shown = before.get(start..).unwrap_or_default();
    let after_blank = shown.find(char::is_whitespace).filter(|_| cut_inside);
    match after_blank {
        Some(blank) => {
            let rest = shown.get(blank..).unwrap_or_default();
            start + blank + (rest.len() - rest.trim_start().len())
        }
        None => start,
    }
}

fn right_of(body: &str, at: usize, context: usize) -> usize {
    let after = body.get(at..).unwrap_or_default();
    let end = after
        .char_indices()
        .nth(context)
        .map_or(after.len(), |(end, _)| end);
    let shown = after.get(..end).unwrap_or_default();
    let cut_inside = after
        .get(end..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(|next| !next.is_whitespace());
    let kept = shown.rfind(char::is_whitespace).filter(|_| cut_inside);
    at + kept.unwrap_or(end)
}

fn ends_blank(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.ends_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::query::Pattern;

    fn check(words: &[&str], body: &str, expected: &[&str]) {
        let needles: Vec<_> = words
            .iter()
            .map(|word| Needle::new(&Pattern::new(*word)))
            .collect();
        let found: Vec<_> = snippets(&needles, body, 8, 10)
            .into_iter()
            .map(|s| {
                format!(
                    "{}[{}]{}",
                    s.left.of(body),
                    s.hit.of(body),
                    s.right.of(body)
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn context_is_cut_to_whole_words() {
        check(
            &["pact"],
            "They signed the pact in December.",
            &["the [pact] in"],
        );
        check(&["pact"], "pact", &["[pact]"]);
        check(&["pact"], "Abcdefghijkl pact mnopqrstuvwxyz", &["[pact]"]);
        check(
            &["협정"],
            "군사정보보호협정을 체결했다",
            &["군사정보보호[협정]을 체결했다"],
        );
    }

    #[test]
    fn hits_do_not_overlap() {
        check(
            &["south", "south korea"],
            "In South Korea",
            &["In [South Korea]"],
        );
        check(&[], "anything", &[]);
    }
}
