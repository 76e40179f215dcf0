//! Where names can be: most tokens of an article need no second look.

use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// Most small words between two capitalised ones of one name, as in `Bureau
/// for the Protection`.
const MAX_GAP: usize = 3;
/// Most tokens of a stretch, more than any sentence has; what is written in
/// capitals throughout and without a full stop is cut so often.
const MAX_STRETCH: usize = 512;

/// Returns the stretches of tokens that can hold names, first and end token.
///
/// Shape: in order, not overlapping, each within a sentence and of at most
/// some five hundred tokens; all capitalised words lie in one.
pub(in crate::nlp) fn stretches(doc: &Doc<'_>) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for at in (0..doc.len()).filter(|at| doc.upper(*at)) {
        let first = reach_back(doc, at);
        let end = reach_on(doc, at);
        let is_open = |last: &(usize, usize)| at.saturating_sub(last.0) < MAX_STRETCH;
        match stretches.last_mut() {
            Some(last) if at < last.1 && is_open(last) => last.1 = last.1.max(end),
            Some(last) if is_open(last) && joins(doc, last.1, first) => last.1 = end,
            Some(last) => {
                let first = first.max(last.1);
                if first < end {
                    stretches.push((first, end));
                }
            }
            None => stretches.push((first, end)),
        }
    }
    stretches
}

/// Says whether a stretch that begins at `first` goes on the one that ends at
/// `end`.
fn joins(doc: &Doc<'_>, end: usize, first: usize) -> bool {
    first <= end + MAX_GAP && (end..=first).all(|at| !doc.breaks(at))
}

/// Takes what can begin a name before its first capital: `al-Nusra`, `3rd`.
fn reach_back(doc: &Doc<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < 4 && !doc.breaks(first) {
        let before = first - 1;
        let tied = doc.hyphen(before) || doc.hyphen(first) && doc.is(before, shape::WORD);
        let small = doc.cue(before, cue::PARTICLE) || doc.is(before, shape::NUMBER);
        if !tied && !small {
            break;
        }
        first = before;
    }
    first
}

/// Takes what can end a name behind its last capital: `-hyun`, `3`.
fn reach_on(doc: &Doc<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while end < at + 5 && !doc.breaks(end) {
        let tied = doc.hyphen(end) || doc.hyphen(end - 1);
        if !tied && !doc.is(end, shape::NUMBER) {
            break;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    #[test]
    fn a_text_in_capitals_is_cut_without_losing_a_word() {
        for unit in ["Northern ", "A-", "3 A ", "It said "] {
            let article = Article::of_text(unit.repeat(2_000));
            let doc = Doc::new(&article);
            let found = stretches(&doc);
            for pair in found.windows(2) {
                assert!(pair[0].1 <= pair[1].0, "{unit}");
            }
            for (first, end) in &found {
                assert!(first < end && end - first <= MAX_STRETCH + 8, "{unit}");
            }
            let covered = |at: usize| found.iter().any(|it| (it.0..it.1).contains(&at));
            let mut upper = (0..doc.len()).filter(|at| doc.upper(*at));
            assert!(upper.all(covered), "{unit}");
        }
    }
}
