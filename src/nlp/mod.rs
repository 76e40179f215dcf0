//! Who and what an article is about.
//!
//! [`extract`] reads one article and answers with an [`Extraction`]: mentions,
//! entities, quotes and times. It depends on the article and on the handed-in
//! [`Overrides`] alone. The way there: `token` and `doc` split the text, the
//! finders behind `finder` propose mentions, `merge` decides between them,
//! `resolve` says who is who, `assemble` orders the answer. Linking across
//! articles is a second pass over the answers, in [`link`].
//!
//! This layer knows nothing of annotations: what people decided comes in as a
//! plain [`Overrides`] value.

mod assemble;
mod describe;
mod doc;
#[cfg(any(test, feature = "train"))]
mod encoder;
pub mod entity;
mod finder;
mod gazetteer;
mod government;
mod institution;
mod key;
mod known;
pub mod link;
pub mod mention;
mod merge;
pub mod overrides;
mod quote;
mod resolve;
mod rules;
mod texts;
mod time;
mod token;
#[cfg(any(test, feature = "train"))]
pub mod train;

#[cfg(test)]
mod tests;

pub use entity::{Entity, EntityId};
pub use mention::{Extraction, Finder, Kind, Mention, Quote, Time};
pub use overrides::Overrides;

use crate::corpus::Article;

/// Finds the mentions, entities, quotes and times of one article.
///
/// Shape: mentions sorted by span and not overlapping; entities ordered by
/// what the article is about, most salient first.
/// Cost: linear in the text.
pub fn extract(article: &Article, overrides: &Overrides) -> Extraction {
    let doc = doc::Doc::new(article);
    let meta = &article.meta;
    // A page that only says when it was changed was written about then.
    let published = overrides.published.or(meta.published).or(meta.modified);
    let found_times = time::Times::find(&doc);
    let times = found_times.values(&doc, (published, meta.modified));
    let (names, short) = finder::decided(&doc, &found_times);
    let values = finder::dated(&names, &found_times, &times);
    let identities = resolve::identities(&doc, &names, &short, &values);
    let (names, identities) = describe::link(&doc, names, identities);
    let (mentions, entities) = assemble::assemble(&doc, &names, &identities);
    let quotes = quote::find(&doc, &mentions);
    Extraction {
        mentions,
        entities,
        quotes,
        times,
    }
}
