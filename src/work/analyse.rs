//! Extracts articles again, after a person said something of an entity.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::Say;
use super::fault::analyses;
use super::ingest::Corpus;
use super::open;
use super::pool::{Pool, Urgency};
use crate::app::articles::Source;
use crate::app::msg::Analysis;
use crate::app::{Msg, Ticket};
use crate::corpus::parse::Depth;
use crate::nlp::extract;

/// Articles of one answer.
const BATCH: usize = 64;

/// Reads and extracts the articles on the pool, and answers batch by batch.
pub(super) fn analyse(
    (corpus, pool): (&Arc<Corpus>, &Arc<Pool>),
    ticket: Ticket,
    sources: &Arc<Vec<(u32, Source)>>,
    say: &Say,
) {
    let sorted = open::by_file(sources);
    for group in sorted.chunk_by(|a, b| open::is_same_file(a, b)) {
        // What lies in something packed is read in one go.
        let is_direct = group.iter().all(|(_, source)| source.place.is_direct());
        let n_together = if is_direct { BATCH } else { group.len() };
        for part in group.chunks(n_together.max(1)) {
            let part: Vec<(u32, Source)> = part.iter().map(|one| Clone::clone(*one)).collect();
            let (corpus, say) = (corpus.clone(), say.clone());
            pool.run(Urgency::Later, "extracting articles", move || {
                analyse_part(&corpus, ticket, &part, &say);
            });
        }
    }
}

fn analyse_part(corpus: &Corpus, ticket: Ticket, part: &[(u32, Source)], say: &Say) {
    let root = part.first().map_or(0, |(_, source)| source.root);
    let mut made = Vec::new();
    open::read_each(corpus, part, Depth::Full, &mut |_, article| {
        made.extend(analyses(std::iter::once(article), say, |article| {
            let (ruled, overrides) = corpus.overrides();
            Analysis::of((root, article), ruled, extract(article, &overrides))
        }));
        if made.len() >= BATCH {
            say(Msg::Analysed(ticket, std::mem::take(&mut made)));
        }
        ControlFlow::Continue(())
    });
    say(Msg::Analysed(ticket, made));
}
