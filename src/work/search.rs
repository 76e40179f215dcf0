//! Finds the articles whose bodies hold words.

use std::sync::Arc;

use super::Say;
use super::ingest::Corpus;
use super::open;
use crate::app::articles::Source;
use crate::app::{Msg, Ticket};
use crate::index::Needle;
use crate::index::eval::TextHits;
use crate::index::query::TextTerm;

/// Reads every article and looks for each term.
///
/// Cost: the whole corpus is read; an index will answer this in time.
pub(super) fn search(
    corpus: &Corpus,
    ticket: Ticket,
    terms: &[TextTerm],
    sources: &[(u32, Arc<Source>)],
    say: &Say,
) {
    let mut needles: Vec<(TextTerm, Needle, Vec<u32>)> = terms
        .iter()
        .map(|term| (term.clone(), Needle::new(&term.0), Vec::new()))
        .collect();
    for (number, source) in sources {
        let article = open::read(corpus, source);
        for (_, needle, found) in &mut needles {
            if needle.is_in(&article.text) {
                found.push(*number);
            }
        }
    }
    let hits: TextHits = needles
        .into_iter()
        .map(|(term, _, mut found)| {
            found.sort_unstable();
            (term, found)
        })
        .collect();
    say(Msg::Found(ticket, hits));
}
