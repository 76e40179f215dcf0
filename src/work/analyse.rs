//! Extracts articles again, after a person said something of an entity.

use std::sync::Arc;

use super::Say;
use super::fault::analyses;
use super::ingest::Corpus;
use super::open;
use super::pool::{Pool, Urgency};
use crate::app::articles::Source;
use crate::app::msg::Analysis;
use crate::app::{Msg, Ticket};
use crate::nlp::extract;

/// Articles of one answer.
const BATCH: usize = 64;

/// Reads and extracts the articles on the pool, and answers batch by batch.
pub(super) fn analyse(
    (corpus, pool): (&Arc<Corpus>, &Arc<Pool>),
    ticket: Ticket,
    sources: &Arc<Vec<(u32, Arc<Source>)>>,
    say: &Say,
) {
    for start in (0..sources.len()).step_by(BATCH) {
        let (corpus, sources, say) = (corpus.clone(), sources.clone(), say.clone());
        pool.run(Urgency::Later, "extracting articles", move || {
            let batch = sources.iter().skip(start).take(BATCH);
            let made = batch.flat_map(|(_, source)| {
                let article = std::iter::once(open::read(&corpus, source));
                analyses(article, &say, |article| {
                    let (ruled, overrides) = corpus.overrides();
                    let extraction = extract(article, &overrides);
                    Analysis::of((source.root, article), ruled, extraction)
                })
            });
            say(Msg::Analysed(ticket, made.collect()));
        });
    }
}
