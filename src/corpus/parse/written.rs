//! [`Written`]: a text put together from parts whose kinds are known.

use crate::corpus::{Article, Block, BlockKind, language};
use crate::text::Span;

/// A text with its blocks, one line each.
#[derive(Default)]
pub(super) struct Written {
    text: String,
    blocks: Vec<Block>,
}

impl Written {
    /// Adds a part; white space is folded, and blank parts are none.
    pub(super) fn push(&mut self, kind: BlockKind, part: &str) {
        let start = if self.text.is_empty() {
            0
        } else {
            self.text.len() + 1
        };
        for word in part.split_whitespace() {
            let sign = if self.text.len() < start { "\n" } else { " " };
            if !self.text.is_empty() && (self.text.len() < start || self.text.len() > start) {
                self.text.push_str(sign);
            }
            self.text.push_str(word);
        }
        if self.text.len() > start {
            let span = Span::new(start, self.text.len());
            self.blocks.push(Block { span, kind });
        }
    }

    /// Makes the article of it.
    pub(super) fn into_article(self) -> Article {
        let mut article = Article {
            text: self.text,
            blocks: self.blocks,
            readable: true,
            ..Article::default()
        };
        article.meta.language = language::of_blocks(&article.text, &article.blocks);
        article
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_a_line_of_its_own() {
        let mut written = Written::default();
        written.push(BlockKind::Title, " Ferry\n late ");
        written.push(BlockKind::Byline, " ");
        written.push(BlockKind::Paragraph, "It came.");
        let article = written.into_article();
        assert_eq!(article.text, "Ferry late\nIt came.");
        let spans: Vec<(usize, usize)> = article
            .blocks
            .iter()
            .map(|block| (block.span.start, block.span.end))
            .collect();
        assert_eq!(spans, [(0, 10), (11, 19)]);
    }
}
