//! Names the blocks of a scraped page by general rules.
//!
//! [`blocks`] goes from lines to [`units`](units::units), looks at each by
//! itself (cue words, credits, repetition), finds the body of the article, and
//! then reads what stands before it, inside it and after it. Nothing is
//! deleted: what is not of the article is furniture.
//!
//! The rules know positions, lengths, punctuation and words that stand on many
//! pages; they know no site.

mod body;
pub(crate) mod bylines;
pub(crate) mod captions;
pub(crate) mod cues;
pub(crate) mod datelines;
mod headlines;
mod heads;
pub(crate) mod leads;
mod page;
pub(crate) mod shape;
pub(crate) mod signatures;
mod tails;
mod units;

#[cfg(test)]
mod tests;

use super::{Block, BlockKind};
pub(crate) use page::trimmed;
pub(crate) use units::{Unit, line_spans, without_bullet};

/// Names the blocks of `text`.
///
/// Shape: in text order, not overlapping; every visible character lies in one.
/// Cost: linear.
pub fn blocks(text: &str) -> Vec<Block> {
    let units = units::units(text);
    let kinds = vec![None; units.len()];
    blocks_of(text, units, kinds)
}

/// Names the blocks of units, of which some kinds are known from their markup.
pub(crate) fn blocks_of(text: &str, units: Vec<Unit>, kinds: Vec<Option<BlockKind>>) -> Vec<Block> {
    let mut page = page::Page::new(text, units, kinds);
    let body = body::find(&mut page);
    heads::read(&mut page, body);
    body::read(&mut page, body);
    tails::read(&mut page, body);
    tails::fold_author(&mut page, body);
    tails::fold_strays(&mut page, body);
    tails::keep_prose(&mut page);
    page.into_blocks(body)
}
