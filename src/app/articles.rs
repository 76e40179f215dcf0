//! [`Articles`]: one compact row per article; bodies stay on disk.

use std::collections::BTreeMap;
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

/// What the list knows of an article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Row {
    pub id: ArticleId,
    /// Rank of the file in corpus order, then numbers of the member and of the
    /// record in the file.
    pub order: (u64, u32, u32),
    pub source: Source,
    /// The article's own path: that of the file, or of the record.
    pub path: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<When>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub sha256: ContentHash,
    pub n_words: u32,
    pub problems: Vec<Problem>,
    pub readable: bool,
}

impl Row {
    /// Makes the row of an article.
    pub fn of(article: &Article, order: (u64, u32, u32), source: Source) -> Self {
        Self {
            id: article.id,
            order,
            source,
            path: article.path.clone(),
            title: article.meta.title.clone(),
            publisher: article.meta.source.clone(),
            authors: article.meta.authors.clone(),
            published: article.meta.published,
            language: article.meta.language.clone(),
            url: article.meta.url.clone(),
            sha256: article.sha256,
            n_words: n_words(&article.text),
            problems: article.problems.clone(),
            readable: article.readable,
        }
    }

    /// Returns the title, or the path where there is none.
    pub fn headline(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.path)
    }
}

/// Counts what stands between blanks; texts of scripts without blanks count by letters.
fn n_words(text: &str) -> u32 {
    let n_words = text.split_ascii_whitespace().count();
    u32::try_from(n_words).unwrap_or(u32::MAX)
}

/// The articles of all roots. A row's number never changes while we run.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Articles {
    rows: Vec<Row>,
    by_id: BTreeMap<(u16, ArticleId), u32>,
    /// Which rows are of removed files; their rows stay behind.
    gone: Vec<bool>,
    /// What articles state where a person set something else.
    stated: BTreeMap<u32, Row>,
}

impl Articles {
    /// Files a row; a row of the same article is replaced and keeps its number.
    ///
    /// Returns the number, and whether it is new.
    pub fn file(&mut self, row: Row) -> (u32, bool) {
        let key = (row.source.root, row.id);
        if let Some(&number) = self.by_id.get(&key) {
            let at = number as usize;
            self.stated.remove(&number);
            let was_gone = self.gone.get(at).copied().unwrap_or(false);
            if let (Some(slot), Some(gone)) = (self.rows.get_mut(at), self.gone.get_mut(at)) {
                *slot = row;
                *gone = false;
            }
            return (number, was_gone);
        }
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.by_id.insert(key, number);
        self.rows.push(row);
        self.gone.push(false);
        (number, true)
    }

    /// Lays what a person set over what the article states.
    pub fn overlay(&mut self, number: u32, set: impl FnOnce(&mut Row)) {
        let Some(slot) = self.rows.get_mut(number as usize) else {
            return;
        };
        let stated = self.stated.remove(&number).unwrap_or_else(|| slot.clone());
        let mut row = stated.clone();
        set(&mut row);
        if row != stated {
            self.stated.insert(number, stated);
        }
        *slot = row;
    }

    /// Takes the articles of a file out; returns their numbers.
    pub fn remove_file(&mut self, root: u16, relative: &str) -> Vec<u32> {
        let mut removed = Vec::new();
        for (number, (row, gone)) in self.rows.iter().zip(&mut self.gone).enumerate() {
            if !*gone && row.source.root == root && row.source.relative == relative {
                *gone = true;
                removed.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        removed
    }

    pub fn get(&self, number: u32) -> Option<&Row> {
        self.rows.get(number as usize)
    }

    pub fn number(&self, root: u16, id: ArticleId) -> Option<u32> {
        self.by_id.get(&(root, id)).copied()
    }

    /// Lists the articles that are there now, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Row)> {
        let present = self
            .rows
            .iter()
            .zip(&self.gone)
            .enumerate()
            .filter(|(_, (_, gone))| !**gone);
        present.map(|(number, (row, _))| (u32::try_from(number).unwrap_or(u32::MAX), row))
    }

    pub fn is_gone(&self, number: u32) -> bool {
        self.gone.get(number as usize).copied().unwrap_or(true)
    }

    /// Counts the rows ever filed, also those that are gone.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
