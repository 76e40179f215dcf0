//! Bytes to articles: looks at the content first and the name second.
//!
//! [`read`] is the way in: it takes off what packs the bytes, tells the format
//! and hands on one article after the other, while the file is still being
//! read. Parsing never fails: what is no article becomes one that says so.
//! Formats live in a file each; none of them opens anything.

mod again;
mod archive;
mod elements;
mod epub;
mod feed;
mod fields;
mod front;
mod items;
mod lines;
mod mail;
mod mapping;
mod markdown;
mod mbox;
mod news;
mod opml;
mod plain;
mod reader;
mod record;
mod records;
mod sniff;
mod table;
mod wanted;
mod warc;
mod written;
mod xml;

#[cfg(test)]
mod tests;

use std::io::{Cursor, Read, Seek};
use std::ops::ControlFlow;

pub use mapping::Mapping;
pub use reader::read;
pub use wanted::Wanted;

use super::stream::Limits;
use super::{Article, ArticleId, Problem};

/// How a file is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Relative to the root of the corpus, with `/`.
    pub path: &'a str,
    pub options: &'a ReadOptions,
    pub depth: Depth,
    pub wanted: Wanted<'a>,
}

/// What people set for reading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadOptions {
    pub limits: Limits,
    pub mapping: Mapping,
    pub pdf: PdfReader,
}

/// What turns the bytes of a PDF file into text, where there is anything.
#[derive(Clone, Copy, Default)]
pub struct PdfReader(pub Option<PdfText>);

/// Returns the text of a PDF file, or why there is none.
pub type PdfText = fn(&[u8]) -> Result<String, String>;

impl PartialEq for PdfReader {
    /// There is one reader; whether there is any is all that can differ.
    fn eq(&self, other: &Self) -> bool {
        self.0.is_some() == other.0.is_some()
    }
}

impl Eq for PdfReader {}

impl std::fmt::Debug for PdfReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PdfReader({})", self.0.is_some())
    }
}

/// How far into its text an article is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// Its text alone, as a search needs it; what else is known may be missing.
    Text,
    /// As far as a row of the list needs it: a record that states its title,
    /// source, authors and date comes without blocks and language.
    Listed,
    /// Whole.
    Full,
}

/// Bytes that can be read from any place.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// What a file is read from.
pub enum Bytes<'a> {
    File(&'a mut dyn ReadSeek),
    /// Bytes that come once, such as standard input.
    Stream(&'a mut dyn Read),
}

impl<'a> Reading<'a> {
    /// Reads all articles of the file at `path`, whole.
    pub fn of(path: &'a str, options: &'a ReadOptions) -> Self {
        Self {
            path,
            options,
            depth: Depth::Full,
            wanted: Wanted::All,
        }
    }
}

/// Turns the bytes of one file into its articles, in file order, with the
/// usual options.
///
/// Shape: as [`read`].
pub fn articles(path: &str, bytes: &[u8], each: &mut dyn FnMut(Article)) {
    let options = ReadOptions::default();
    let mut hand_on = |article| {
        each(article);
        ControlFlow::Continue(())
    };
    let mut cursor = Cursor::new(bytes);
    read(
        &Reading::of(path, &options),
        Bytes::File(&mut cursor),
        &mut hand_on,
    );
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
