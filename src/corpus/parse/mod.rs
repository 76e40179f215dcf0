//! Bytes to articles: looks at the content first and the name second.
//!
//! [`articles`] is the way in for a whole file, [`record()`] for one record of a
//! container. What is no article becomes one that says so: parsing never fails.
//! Formats live in a file each; none of them opens anything.

mod front;
mod markdown;
mod plain;
mod record;
mod sniff;

#[cfg(test)]
mod tests;

pub use record::record;

use super::decode::decode;
use super::{Article, ArticleId, ContentHash, Problem};
use sniff::Format;

/// Turns the bytes of one file into its articles, in file order.
///
/// `path` is relative to the root of the corpus, with `/`. Never fails: what
/// is no article comes out with `readable: false` and the reason.
///
/// Shape: one article for a file, one a record for a container; none for saved
/// work of the reader.
/// Cost: linear; one copy of the text.
pub fn articles(path: &str, bytes: &[u8], each: &mut dyn FnMut(Article)) {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(why) => return each(hopeless(path, bytes, &why)),
    };
    let article = match sniff::format(path, &decoded.text) {
        Format::OwnWork => return,
        Format::Unread(why) => hopeless(path, bytes, why),
        Format::Records if std::str::from_utf8(bytes).is_err() && is_wide(bytes) => hopeless(
            path,
            bytes,
            "JSON lines in UTF-16 are not read: write UTF-8",
        ),
        Format::Records => return record::records(path, bytes, each),
        Format::Markdown => markdown::article(decoded.text.into_owned()),
        Format::Plain => plain::article(decoded.text.into_owned()),
    };
    each(whole_file(path, bytes, article, decoded.problems));
}

/// Makes the one article of a file, or the first of its records.
pub fn first(path: &str, bytes: &[u8]) -> Article {
    let mut first = None;
    articles(path, bytes, &mut |article| {
        first.get_or_insert(article);
    });
    first.unwrap_or_else(|| unreadable(path, "holds no article"))
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

/// Says whether the bytes begin as UTF-16 or UTF-32 does.
fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || bytes.contains(&0)
}

fn hopeless(path: &str, bytes: &[u8], why: &str) -> Article {
    Article {
        sha256: ContentHash::of(bytes),
        ..unreadable(path, why)
    }
}

fn whole_file(path: &str, bytes: &[u8], article: Article, mut problems: Vec<Problem>) -> Article {
    problems.extend(article.problems);
    if article.readable && article.text.trim_start().is_empty() {
        problems.push(Problem::new("is empty"));
    }
    Article {
        id: ArticleId::of_path(path),
        path: path.to_owned(),
        sha256: ContentHash::of(bytes),
        problems,
        ..article
    }
}
