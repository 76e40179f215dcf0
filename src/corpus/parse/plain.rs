//! Plain text: the text stays as it is, [`clean`] names its blocks.

use crate::corpus::{Article, clean, language, meta};

/// Makes the article of a plain text.
pub(super) fn article(text: String) -> Article {
    let blocks = clean::blocks(&text);
    let mut article = Article {
        text,
        blocks,
        readable: true,
        ..Article::default()
    };
    meta::read_blocks(&mut article);
    article
}

/// Makes the article of a text whose facts stand elsewhere: it is not searched
/// for them.
pub(super) fn bare(text: String) -> Article {
    let blocks = clean::blocks(&text);
    let language = language::of_blocks(&text, &blocks);
    let mut article = unread(text);
    article.blocks = blocks;
    article.meta.language = language;
    article
}

/// Makes the article of a text that nobody has looked into: it has no blocks.
pub(super) fn unread(text: String) -> Article {
    Article {
        text,
        readable: true,
        ..Article::default()
    }
}

/// Returns the length of the front matter at the start of `text`: fields
/// between two lines of three dashes.
pub(super) fn front_matter(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("---\n")?;
    let limit = inside.len().min(16 * 1024);
    let window = inside.get(..limit).unwrap_or(inside);
    let close = window.find("\n---")?;
    let after = inside.get(close + 4..)?;
    let is_line = after.is_empty() || after.starts_with('\n');
    let has_fields = window.lines().next().is_some_and(|line| line.contains(':'));
    (is_line && has_fields).then_some(4 + close + 4)
}
