//! Title, source, authors, dates and language, read from the named blocks.

use super::{Article, BlockKind};

/// Fills in what the blocks of `article` state.
pub fn read_blocks(article: &mut Article) {
    let title = article.block(BlockKind::Title);
    article.meta.title = title.map(|span| span.of(&article.text).to_owned());
}
