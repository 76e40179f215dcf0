//! Groups the articles that tell one story, and tells what differs in them.

use super::Say;
use super::ingest::Corpus;
use super::open;
use crate::app::articles::Source;
use crate::app::effect::Signatures;
use crate::app::{Msg, Ticket};
use crate::index::duplicate;

/// Answers with the groups of the articles of these signatures.
pub(super) fn group(ticket: Ticket, signatures: &Signatures, say: &Say) {
    let groups = duplicate::groups(signatures.iter());
    say(Msg::Grouped(ticket, groups));
}

/// Reads two articles and answers with what differs.
pub(super) fn compare(corpus: &Corpus, ticket: Ticket, articles: &[(u32, Source); 2], say: &Say) {
    let [first, second] = articles
        .each_ref()
        .map(|(_, source)| open::read(corpus, source));
    let found = duplicate::compare(&first, &second);
    say(Msg::Compared(ticket, Box::new(found)));
}
