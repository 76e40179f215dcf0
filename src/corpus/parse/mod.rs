//! Bytes to articles: looks at the content first and the name second.

use super::{Article, ArticleId, Problem};

/// Turns the bytes of one file into its articles, in file order.
///
/// `path` is relative to the root of the corpus, with `/`. Never fails: what
/// is no article comes out with `readable: false` and the reason.
pub fn articles(path: &str, bytes: &[u8], each: &mut dyn FnMut(Article)) {
    let _ = (path, bytes, each);
}

/// Makes the one article of a file, or the first of its records.
pub fn first(path: &str, bytes: &[u8]) -> Article {
    let mut first = None;
    articles(path, bytes, &mut |article| {
        first.get_or_insert(article);
    });
    first.unwrap_or_else(|| unreadable(path, "holds no article"))
}

/// Makes the article of one record: `bytes` are its line in the file at `path`.
///
/// `record` is its running number, from 1.
pub fn record(path: &str, record: u32, bytes: &[u8]) -> Article {
    let _ = (record, bytes);
    unreadable(path, "not read yet")
}

/// Makes the article that stands for a file which could not be read.
pub fn unreadable(path: &str, why: &str) -> Article {
    Article {
        id: ArticleId::of_path(path),
        path: path.to_owned(),
        problems: vec![Problem::new(why)],
        ..Article::default()
    }
}
