//! Titles that `titled` has found once, wherever else they stand.

use std::collections::BTreeMap;

use super::titled::{closes_quote, is_free, opens_quote};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::token::shape;

const REASON: &str = "title named elsewhere in the article";
/// More titles than this with one first word are not looked for again.
const MAX_ALIKE: usize = 16;

/// Finds the titles again where nothing says that they are titles: a single
/// word in quotation marks only.
pub(super) fn find(doc: &Doc<'_>, names: &[Candidate], titles: &mut Vec<Candidate>) {
    let mut known: BTreeMap<u32, Vec<Candidate>> = BTreeMap::new();
    for title in titles.iter() {
        let Some(word) = doc.word(title.first) else {
            continue;
        };
        let alike = known.entry(word).or_default();
        if alike.len() < MAX_ALIKE {
            alike.push(*title);
        }
    }
    for alike in known.values_mut() {
        alike.sort_by_key(|title| (title.n_tokens(), title.first));
        alike.reverse();
    }
    let mut again: Vec<Candidate> = Vec::new();
    let mut held = titles.iter().peekable();
    let mut taken = names.iter().peekable();
    for at in 0..doc.len() {
        while held.next_if(|title| title.end <= at).is_some() {}
        while taken.next_if(|name| name.end <= at).is_some() {}
        let big = doc.upper(at) || doc.is(at, shape::NUMBER);
        let word = doc.word(at).filter(|_| big);
        let Some(alike) = word.and_then(|word| known.get(&word)) else {
            continue;
        };
        let limit = held.peek().map_or(doc.len(), |title| title.first);
        let free = again.last().is_none_or(|last| last.end <= at);
        let found = alike
            .iter()
            .find_map(|title| Some((same(doc, at, (title.first, title.end))?, title.kind)));
        let Some((end, kind)) = found.filter(|(end, _)| free && *end <= limit) else {
            continue;
        };
        let single =
            end == at + 1 && !(opens_quote(doc, at.wrapping_sub(1)) && is_behind(doc, end));
        let title = Candidate::rule((at, end), kind, 0.9, REASON);
        if !single && is_free(doc, &title, taken.clone().copied()) {
            again.push(title);
        }
    }
    titles.extend(again);
    titles.sort_by_key(|title| title.first);
}

/// Says whether a quotation mark stands at `end`, perhaps behind a comma.
fn is_behind(doc: &Doc<'_>, end: usize) -> bool {
    let comma = usize::from(matches!(doc.sign(end), Some(',' | '.')));
    closes_quote(doc, end + comma)
}

/// Returns where the title of the tokens `first..end` ends when it stands at
/// `at` as well.
fn same(doc: &Doc<'_>, at: usize, (first, end): (usize, usize)) -> Option<usize> {
    let is_same = |back: usize| {
        let (here, there) = (at + back, first + back);
        doc.str(here).eq_ignore_ascii_case(doc.str(there)) && doc.upper(here) == doc.upper(there)
    };
    (0..end - first).all(is_same).then(|| at + end - first)
}
