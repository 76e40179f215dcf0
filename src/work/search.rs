//! Finds the articles whose bodies hold words.
//!
//! While a person types, each letter asks anew; a search gives up as soon as a
//! newer one is asked for.

use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use std::thread;

use super::Say;
use super::ingest::Corpus;
use super::open;
use crate::app::articles::Source;
use crate::app::{Msg, Ticket};
use crate::corpus::parse::Depth;
use crate::index::Needle;
use crate::index::eval::TextHits;
use crate::index::query::TextTerm;
use crate::text::fold::fold;

/// Threads of one search; more would only wait for the disk.
const MAX_THREADS: usize = 4;

/// Says which search is the newest; older ones end.
pub(super) fn announce(corpus: &Corpus, ticket: Ticket) {
    corpus.newest_search.store(ticket.0, Ordering::Relaxed);
}

/// Reads every article and looks for each term.
///
/// Cost: the whole corpus is read; an index will answer this in time.
pub(super) fn search(
    corpus: &Corpus,
    ticket: Ticket,
    terms: &[TextTerm],
    sources: &[(u32, Source)],
    say: &Say,
) {
    let needles: Vec<Needle> = terms.iter().map(|term| Needle::new(&term.0)).collect();
    let n_threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .clamp(1, MAX_THREADS);
    // Parts by files: a packed one is then read by as few threads as can be.
    let sources: Vec<_> = open::by_file(sources).into_iter().cloned().collect();
    let share = sources.len().div_ceil(n_threads).max(1);
    let found: Option<Vec<Vec<Vec<u32>>>> = thread::scope(|scope| {
        let parts = sources.chunks(share);
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(|| look(corpus, ticket, &needles, part)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().ok().flatten())
            .collect()
    });
    let Some(found) = found else { return };
    let mut hits = TextHits::new();
    for (nth, term) in terms.iter().enumerate() {
        let numbers = found.iter().filter_map(|part| part.get(nth)).flatten();
        let mut numbers: Vec<u32> = numbers.copied().collect();
        numbers.sort_unstable();
        hits.insert(term.clone(), numbers);
    }
    say(Msg::Found(ticket, hits));
}

/// Looks through a part of the articles; `None` when the search is out of date.
fn look(
    corpus: &Corpus,
    ticket: Ticket,
    needles: &[Needle],
    part: &[(u32, Source)],
) -> Option<Vec<Vec<u32>>> {
    let mut found = vec![Vec::new(); needles.len()];
    let is_newest = || corpus.newest_search.load(Ordering::Relaxed) == ticket.0;
    open::read_each(corpus, part, Depth::Text, &mut |number, article| {
        if !is_newest() {
            return ControlFlow::Break(());
        }
        let text = article.text;
        let folded = if text.is_ascii() { text } else { fold(&text) };
        for (needle, numbers) in needles.iter().zip(&mut found) {
            if needle.is_in_folded(&folded) {
                numbers.push(number);
            }
        }
        ControlFlow::Continue(())
    });
    is_newest().then_some(found)
}
