//! Gathers what the card of an entity tells from the articles that mention it.

use std::ops::ControlFlow;

use super::Say;
use super::ingest::Corpus;
use super::open;
use crate::app::articles::Source;
use crate::app::msg::CardFacts;
use crate::app::{Msg, Ticket};
use crate::corpus::parse::Depth;
use crate::nlp::{EntityId, extract};

/// Reads and extracts the articles, and answers with what they tell.
///
/// Cost: each article is read and extracted anew.
pub(super) fn gather(
    corpus: &Corpus,
    ticket: Ticket,
    entity: EntityId,
    sources: &[(u32, Source)],
    say: &Say,
) {
    let mut facts = CardFacts::default();
    open::read_each(corpus, sources, Depth::Full, &mut |number, article| {
        let found = extract(&article, &corpus.overrides().1);
        facts.add(number, (&article, &found), entity);
        ControlFlow::Continue(())
    });
    say(Msg::Carded(ticket, Box::new(facts)));
}
