//! Finds all mentions of an entity in some articles.

use std::ops::ControlFlow;

use super::Say;
use super::ingest::Corpus;
use super::open;
use crate::annotate::{Selector, describe};
use crate::app::articles::Source;
use crate::app::{Msg, Ticket};
use crate::corpus::parse::Depth;
use crate::nlp::{EntityId, extract};

/// Reads and extracts the articles, and answers with the places of the entity.
///
/// Cost: each article is read and extracted anew.
pub(super) fn gather(
    corpus: &Corpus,
    ticket: Ticket,
    entity: EntityId,
    sources: &[(u32, Source)],
    say: &Say,
) {
    let mut found: Vec<(u32, Vec<Selector>)> = Vec::new();
    open::read_each(corpus, sources, Depth::Full, &mut |number, article| {
        let extraction = extract(&article, &corpus.overrides().1);
        let idx = extraction
            .entities
            .iter()
            .position(|other| other.id == entity.base());
        let mentions = extraction
            .mentions
            .iter()
            .filter(|mention| idx.is_some() && mention.entity == idx)
            .map(|mention| describe(&article.text, mention.span));
        found.push((number, mentions.collect()));
        ControlFlow::Continue(())
    });
    say(Msg::Gathered(ticket, found));
}
