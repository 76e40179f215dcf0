//! Who and what an article is about.
//!
//! [`extract`] reads one article and answers with an [`Extraction`]: mentions,
//! entities, quotes and times. It depends on the article and on the handed-in
//! [`Overrides`] alone. Linking across articles is a second pass over the
//! answers, in [`link`].
//!
//! This layer knows nothing of annotations: what people decided comes in as a
//! plain [`Overrides`] value.

pub mod entity;
pub mod finder;
pub mod link;
pub mod mention;
pub mod overrides;

pub use entity::{Entity, EntityId};
pub use mention::{Extraction, Finder, Kind, Mention, Quote, Time};
pub use overrides::Overrides;

use crate::corpus::Article;

/// Finds the mentions, entities, quotes and times of one article.
///
/// Shape: mentions sorted by span and not overlapping; entities ordered by
/// what the article is about, most salient first.
pub fn extract(article: &Article, overrides: &Overrides) -> Extraction {
    let _ = (article, overrides);
    Extraction::default()
}
