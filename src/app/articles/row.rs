//! [`Row`]: what the list knows of an article, and where the article lies.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use crate::corpus::{Article, ArticleId, ContentHash, Place, Problem, When};

/// A file that holds articles.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceFile {
    pub root: u16,
    /// The file, with the exact bytes of its name.
    pub file: PathBuf,
    /// Path of the file relative to its root, for people and for ids.
    pub relative: String,
}

/// Where the bytes of an article are; a million articles may share a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    pub of: Arc<SourceFile>,
    pub place: Place,
}

impl Source {
    pub fn new(of: SourceFile, place: Place) -> Self {
        Self {
            of: Arc::new(of),
            place,
        }
    }
}

impl Deref for Source {
    type Target = SourceFile;

    fn deref(&self) -> &SourceFile {
        &self.of
    }
}

/// What the list knows of an article, as a reading tells it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Row {
    pub id: ArticleId,
    /// Rank of the file in corpus order.
    pub rank: u64,
    pub source: Source,
    /// The article's own path: that of the file, or of the record.
    pub path: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<When>,
    pub language: Option<String>,
    /// What its record or feed files it under.
    pub keywords: Vec<String>,
    pub sha256: ContentHash,
    pub n_words: u32,
    pub problems: Vec<Problem>,
    pub readable: bool,
}

impl Row {
    /// Makes the row of an article.
    pub fn of(article: &Article, rank: u64, source: Source) -> Self {
        Self {
            id: article.id,
            rank,
            source,
            path: article.path.clone(),
            title: article.meta.title.clone(),
            publisher: article.meta.source.clone(),
            authors: article.meta.authors.clone(),
            published: article.meta.published,
            language: article.meta.language.clone(),
            keywords: article.meta.keywords.clone(),
            sha256: article.sha256,
            n_words: n_words(&article.text),
            problems: article.problems.clone(),
            readable: article.readable,
        }
    }

    /// Shows the row as those are shown that [`Articles`](super::Articles) holds.
    pub fn as_ref(&self) -> RowRef<'_> {
        RowRef {
            id: self.id,
            rank: self.rank,
            source: SourceRef {
                of: &self.source.of,
                place: self.source.place,
            },
            path: &self.path,
            title: self.title.as_deref(),
            publisher: self.publisher.as_deref(),
            authors: &self.authors,
            published: self.published,
            language: self.language.as_deref(),
            keywords: &self.keywords,
            sha256: self.sha256,
            n_words: self.n_words,
            problems: &self.problems,
            readable: self.readable,
        }
    }
}

/// Counts what stands between blanks; texts of scripts without blanks count by letters.
fn n_words(text: &str) -> u32 {
    let n_words = text.split_ascii_whitespace().count();
    u32::try_from(n_words).unwrap_or(u32::MAX)
}

/// Where a held article lies, see [`Source`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SourceRef<'a> {
    pub of: &'a Arc<SourceFile>,
    pub place: Place,
}

impl SourceRef<'_> {
    pub fn to_source(self) -> Source {
        Source {
            of: self.of.clone(),
            place: self.place,
        }
    }
}

impl Deref for SourceRef<'_> {
    type Target = SourceFile;

    fn deref(&self) -> &SourceFile {
        self.of
    }
}

/// A row as it is held: see [`Row`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RowRef<'a> {
    pub id: ArticleId,
    pub rank: u64,
    pub source: SourceRef<'a>,
    pub path: &'a str,
    pub title: Option<&'a str>,
    pub publisher: Option<&'a str>,
    pub authors: &'a [String],
    pub published: Option<When>,
    pub language: Option<&'a str>,
    pub keywords: &'a [String],
    pub sha256: ContentHash,
    pub n_words: u32,
    pub problems: &'a [Problem],
    pub readable: bool,
}

impl<'a> RowRef<'a> {
    /// Returns the title, or the path where there is none.
    pub fn headline(&self) -> &'a str {
        self.title.unwrap_or(self.path)
    }

    /// Returns what rows are sorted by in corpus order.
    pub fn order(&self) -> (u16, u64, (u32, u32)) {
        (self.source.root, self.rank, self.source.place.key())
    }

    pub fn to_row(self) -> Row {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Row {
            id: self.id,
            rank: self.rank,
            source: self.source.to_source(),
            path: self.path.to_owned(),
            title: owned(self.title),
            publisher: owned(self.publisher),
            authors: self.authors.to_vec(),
            published: self.published,
            language: owned(self.language),
            keywords: self.keywords.to_vec(),
            sha256: self.sha256,
            n_words: self.n_words,
            problems: self.problems.to_vec(),
            readable: self.readable,
        }
    }
}
