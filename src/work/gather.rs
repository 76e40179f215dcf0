//! Finds all mentions of an entity in some articles.

use std::sync::Arc;

use super::Say;
use super::ingest::Corpus;
use super::open;
use crate::annotate::{Selector, describe};
use crate::app::articles::Source;
use crate::app::{Msg, Ticket};
use crate::nlp::{EntityId, extract};

/// Reads and extracts the articles, and answers with the places of the entity.
///
/// Cost: each article is read and extracted anew.
pub(super) fn gather(
    corpus: &Corpus,
    ticket: Ticket,
    entity: EntityId,
    sources: &[(u32, Arc<Source>)],
    say: &Say,
) {
    let mut found: Vec<(u32, Vec<Selector>)> = Vec::new();
    for (number, source) in sources {
        let article = open::read(corpus, source);
        let extraction = extract(&article, &corpus.overrides().1);
        let idx = extraction
            .entities
            .iter()
            .position(|other| other.id == entity.base());
        let mentions = extraction
            .mentions
            .iter()
            .filter(|mention| idx.is_some() && mention.entity == idx);
        found.push((
            *number,
            mentions
                .map(|mention| describe(&article.text, mention.span))
                .collect(),
        ));
    }
    say(Msg::Gathered(ticket, found));
}
