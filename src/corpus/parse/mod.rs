//! Bytes to articles: looks at the content first and the name second.

use super::Article;

/// Turns the bytes of one file into its articles, in file order.
///
/// `path` is relative to the root of the corpus, with `/`. Never fails: what
/// is no article comes out with `readable: false` and the reason.
pub fn articles(path: &str, bytes: &[u8], each: &mut dyn FnMut(Article)) {
    let _ = (path, bytes, each);
}
