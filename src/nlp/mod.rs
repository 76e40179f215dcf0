//! Who and what an article is about.
//!
//! [`extract`] reads one article and answers with an [`Extraction`]: mentions,
//! entities, quotes and times. It depends on the article and on the handed-in
//! [`Overrides`] alone. The way there: `token` and `doc` split the text, the
//! finders behind `finder` propose mentions, `merge` decides between them,
//! `resolve` says who is who, `assemble` orders the answer. Linking across
//! articles is a second pass over the answers, in [`link`].
//! [`extract_precise`] has the names decided by an [`encoder`] as well.
//!
//! This layer knows nothing of annotations: what people decided comes in as a
//! plain [`Overrides`] value.

mod alias;
mod assemble;
mod bodies;
mod by_hash;
mod decide;
mod describe;
mod doc;
mod edges;
pub mod encoder;
pub mod entity;
mod exp;
mod finder;
mod gazetteer;
mod gender;
mod government;
mod institution;
mod key;
mod known;
pub mod link;
mod list;
pub mod mention;
mod merge;
mod nickname;
mod numeral;
pub mod overrides;
mod parts;
mod person_name;
mod persons;
mod quote;
mod resolve;
mod roles;
mod rules;
mod salience;
mod tagger;
mod texts;
mod time;
mod token;
mod tokenize;
#[cfg(any(test, feature = "train"))]
pub mod train;
mod watch;

#[cfg(test)]
mod tests;

pub use encoder::Encoder;
pub use entity::{Entity, EntityId};
pub use gazetteer::Lists;
pub use mention::{Acronym, Extraction, Finder, Kind, Mention, Quote, Time, Until};
pub use overrides::{EntityRef, Overrides, Ruling, Rulings, Watched};
pub use roles::Fields;
pub use tagger::Weights;

use std::collections::BTreeSet;

use crate::corpus::Article;

/// Finds the mentions, entities, quotes and times of one article.
///
/// Shape: mentions sorted by span and not overlapping; entities ordered by
/// what the article is about, most salient first.
/// Cost: linear in the text.
pub fn extract(article: &Article, overrides: &Overrides) -> Extraction {
    let keep = &mut |_: &doc::Doc<'_>, names| Some(names);
    extract_by(article, overrides, keep).unwrap_or_default()
}

/// Finds the same with both tiers: an encoder decides about names.
///
/// Shape: as [`extract`]; `None` when the encoder stopped.
/// Cost: the encoder's; see [`encoder`].
pub fn extract_precise(
    article: &Article,
    overrides: &Overrides,
    encoder: &mut dyn Encoder,
) -> Option<Extraction> {
    // Asked before people's rulings, which can change the kind.
    let mut agreed: BTreeSet<crate::text::Span> = BTreeSet::new();
    let refine = &mut |doc: &doc::Doc<'_>, names: Vec<finder::Candidate>| {
        let place = |it: &finder::Candidate| (doc.join(it.first, it.end), it.kind);
        let of_fast: BTreeSet<_> = names.iter().map(place).collect();
        let refined = encoder::refine(doc, names, encoder)?;
        let places = refined.iter().map(place);
        agreed.extend(places.filter(|it| of_fast.contains(it)).map(|it| it.0));
        Some(refined)
    };
    let mut extraction = extract_by(article, overrides, refine)?;
    for mention in &mut extraction.mentions {
        mention.is_certain = mention.finder == Finder::Encoder && agreed.contains(&mention.span);
    }
    Some(extraction)
}

/// What decides about the names of the fast tier.
type Refine<'a> =
    &'a mut dyn FnMut(&doc::Doc<'_>, Vec<finder::Candidate>) -> Option<Vec<finder::Candidate>>;

fn extract_by(article: &Article, overrides: &Overrides, refine: Refine<'_>) -> Option<Extraction> {
    let doc = doc::Doc::with(article, overrides.lists);
    let meta = &article.meta;
    // A page that only says when it was changed was written about then.
    let published = overrides.published.or(meta.published).or(meta.modified);
    let found_times = time::Times::find(&doc);
    let times = found_times.values(&doc, (published, meta.modified));
    let rulings = &overrides.rulings;
    let mut decided = finder::decided(&doc, &found_times, rulings.forms(), overrides.tagger());
    decided.names = refine(&doc, decided.names)?;
    let told = resolve::Told {
        values: &finder::dated(&decided.names, &found_times, &times),
        watches: &decided.watches,
        rulings,
    };
    let acronyms = decided.acronyms(&doc);
    let identities = resolve::identities(&doc, &decided.names, &decided.short, &told);
    let (mut names, mut identities) = describe::link(&doc, decided.names, identities);
    decide::apply(&doc, article.id, rulings, (&mut names, &mut identities));
    let (mentions, entities) = assemble::assemble(&doc, &names, &identities, rulings);
    let quotes = quote::find(&doc, &mentions);
    Some(Extraction {
        mentions,
        entities,
        quotes,
        times,
        acronyms,
    })
}
