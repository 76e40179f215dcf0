//! Names the blocks of a scraped page by general rules.

mod units;

use super::{Block, BlockKind};

/// Names the blocks of `text`.
///
/// Shape: in text order, not overlapping; every visible character lies in one.
/// Cost: linear.
pub fn blocks(text: &str) -> Vec<Block> {
    let units = units::units(text);
    let mut blocks: Vec<Block> = units
        .into_iter()
        .map(|unit| Block {
            span: unit.span,
            kind: BlockKind::Paragraph,
        })
        .collect();
    if let Some(first) = blocks.first_mut()
        && first.span.len() < 200
        && !first.span.of(text).ends_with('.')
    {
        first.kind = BlockKind::Title;
    }
    blocks
}
