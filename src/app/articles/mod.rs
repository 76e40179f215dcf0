//! [`Articles`]: one compact row per article; bodies stay on disk.

mod packed;
mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashTable;

use self::packed::{Named, Packed, Shared};
pub use self::row::{Row, RowRef, Source, SourceFile, SourceRef};
use crate::corpus::{ArticleId, Problem};

/// The articles of all roots. A row's number never changes while we run.
#[derive(Debug, Default)]
pub struct Articles {
    rows: Vec<Packed>,
    /// The files of the rows, each with its rank.
    files: Vec<(Arc<SourceFile>, u64)>,
    publishers: Shared<str>,
    languages: Shared<str>,
    authors: Shared<[String]>,
    keywords: Shared<[String]>,
    /// What went wrong, by the number of the row.
    problems: BTreeMap<u32, Box<[Problem]>>,
    /// Numbers of rows, by root and id.
    numbers: HashTable<u32>,
    /// What articles state where a person set something else.
    stated: BTreeMap<u32, Row>,
}

impl Articles {
    /// Files a row; a row of the same article is replaced and keeps its number.
    ///
    /// Returns the number, and whether it is new.
    pub fn file(&mut self, row: &Row) -> (u32, bool) {
        if let Some(number) = self.number(row.source.root, row.id) {
            let was_gone = self.is_gone(number);
            self.stated.remove(&number);
            self.put(number, row);
            return (number, was_gone);
        }
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.put(number, row);
        let hash_of = |number: &u32| {
            let row = self.rows.get(*number as usize);
            row.map_or(0, |row| hash(row.root(&self.files), row.id))
        };
        self.numbers
            .insert_unique(hash(row.source.root, row.id), number, hash_of);
        (number, true)
    }

    /// Holds a row under its number: that of a held one, or the next.
    fn put(&mut self, number: u32, row: &Row) {
        let at = number as usize;
        let before = self.rows.get(at).map(|row| row.file);
        let last = u32::try_from(self.files.len()).ok();
        let before = before.or_else(|| last?.checked_sub(1));
        let file = self.file_of(row, before);
        let is_own = row.path != row.source.relative;
        let named = Named {
            title: row.title.as_deref(),
            path: is_own.then_some(row.path.as_str()),
        };
        if row.problems.is_empty() {
            self.problems.remove(&number);
        } else {
            self.problems.insert(number, row.problems.as_slice().into());
        }
        let packed = Packed {
            sha256: row.sha256,
            place: row.source.place,
            published: row.published,
            file,
            publisher: self.publishers.number(row.publisher.as_deref()),
            authors: self.authors.number(several(&row.authors)),
            language: self.languages.number(row.language.as_deref()),
            keywords: self.keywords.number(several(&row.keywords)),
            n_words: row.n_words,
            readable: row.readable,
            has_problems: !row.problems.is_empty(),
            ..Packed::new(row.id, named)
        };
        match self.rows.get_mut(at) {
            Some(slot) => *slot = packed,
            None => self.rows.push(packed),
        }
    }

    /// Returns the number of a row's file: the one before where it is the same.
    fn file_of(&mut self, row: &Row, before: Option<u32>) -> u32 {
        let of = before.and_then(|before| self.files.get(before as usize));
        match before.zip(of) {
            Some((before, (file, rank))) if *rank == row.rank && *file == row.source.of => before,
            _ => {
                self.files.push((row.source.of.clone(), row.rank));
                u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
            }
        }
    }

    /// Lays what a person set over what the article states.
    pub fn overlay(&mut self, number: u32, set: impl FnOnce(&mut Row)) {
        let stated = self.stated.remove(&number);
        let held = || Some(self.row(self.rows.get(number as usize)?, number)?.to_row());
        let Some(stated) = stated.or_else(held) else {
            return;
        };
        let is_gone = self.is_gone(number);
        let mut row = stated.clone();
        set(&mut row);
        self.put(number, &row);
        if is_gone {
            self.set_gone(number);
        }
        if row != stated {
            self.stated.insert(number, stated);
        }
    }

    /// Says whether something was laid over what the article states.
    pub fn is_overlaid(&self, number: u32) -> bool {
        self.stated.contains_key(&number)
    }

    /// Takes the articles of files out, known by root and relative path;
    /// returns their numbers.
    ///
    /// Cost: linear in the rows, for all files together.
    pub fn remove_files(&mut self, gone: &[(u16, String)]) -> Vec<u32> {
        let gone: BTreeSet<(u16, &str)> = gone.iter().map(|(of, path)| (*of, &**path)).collect();
        let files = self.files.iter();
        let files = files.map(|(file, _)| gone.contains(&(file.root, &*file.relative)));
        let files: Vec<bool> = files.collect();
        let mut removed = Vec::new();
        for (number, row) in (0..).zip(&mut self.rows) {
            let is_of = files.get(row.file as usize).copied().unwrap_or_default();
            if is_of && !row.is_gone {
                row.is_gone = true;
                removed.push(number);
            }
        }
        removed
    }

    fn set_gone(&mut self, number: u32) {
        if let Some(row) = self.rows.get_mut(number as usize) {
            row.is_gone = true;
        }
    }

    pub fn get(&self, number: u32) -> Option<RowRef<'_>> {
        self.row(self.rows.get(number as usize)?, number)
    }

    /// Shows what is held of a row.
    fn row<'a>(&'a self, row: &'a Packed, number: u32) -> Option<RowRef<'a>> {
        let (of, rank) = self.files.get(row.file as usize)?;
        let named = row.named();
        let problems = if row.has_problems {
            self.problems.get(&number)
        } else {
            None
        };
        Some(RowRef {
            id: row.id,
            rank: *rank,
            source: SourceRef {
                of,
                place: row.place,
            },
            path: named.path.unwrap_or(&of.relative),
            title: named.title,
            publisher: self.publishers.get(row.publisher),
            authors: self.authors.get(row.authors).unwrap_or_default(),
            published: row.published,
            language: self.languages.get(row.language),
            keywords: self.keywords.get(row.keywords).unwrap_or_default(),
            sha256: row.sha256,
            n_words: row.n_words,
            problems: problems.map_or(&[], |problems| problems),
            readable: row.readable,
        })
    }

    pub fn number(&self, root: u16, id: ArticleId) -> Option<u32> {
        let is_it = |number: &u32| {
            let row = self.rows.get(*number as usize);
            row.is_some_and(|row| row.id == id && row.root(&self.files) == root)
        };
        self.numbers.find(hash(root, id), is_it).copied()
    }

    /// Lists the articles that are there now, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, RowRef<'_>)> {
        let present = (0..).zip(&self.rows).filter(|(_, row)| !row.is_gone);
        present.filter_map(|(number, row)| Some((number, self.row(row, number)?)))
    }

    pub fn is_gone(&self, number: u32) -> bool {
        let row = self.rows.get(number as usize);
        row.is_none_or(|row| row.is_gone)
    }

    /// Counts the rows ever filed, also those that are gone.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Returns a list, unless it is empty.
fn several(words: &[String]) -> Option<&[String]> {
    (!words.is_empty()).then_some(words)
}

/// Ids are hashes themselves.
fn hash(root: u16, id: ArticleId) -> u64 {
    id.0 ^ u64::from(root).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Place, When};

    fn row(id: u64, file: &str) -> Row {
        let of = SourceFile {
            root: 0,
            file: file.into(),
            relative: file.to_owned(),
        };
        let place = Place {
            record: u32::try_from(id).unwrap(),
            ..Place::default()
        };
        Row {
            id: ArticleId(id),
            rank: 1,
            source: Source::new(of, place),
            path: format!("{file}#{id}"),
            title: id.is_multiple_of(2).then(|| format!("Title {id}")),
            publisher: Some("The Gazette".to_owned()),
            authors: vec![format!("Author {}", id % 3)],
            keywords: vec!["harbor".to_owned(); usize::from(id == 4)],
            published: When::parse("2014-05-03"),
            n_words: 7,
            problems: id
                .is_multiple_of(5)
                .then(|| Problem::new("cut"))
                .into_iter()
                .collect(),
            readable: true,
            ..Row::default()
        }
    }

    #[test]
    fn rows_come_back_as_they_were_filed() {
        let mut articles = Articles::default();
        let mut rows: Vec<Row> = (0..300)
            .map(|id| row(id, if id < 200 { "a" } else { "b" }))
            .collect();
        for row in &mut rows {
            if row.id.0 == 7 {
                row.path = "a".to_owned();
            }
            assert!(articles.file(row).1);
        }
        for row in &rows {
            let number = articles.number(0, row.id).unwrap();
            assert_eq!(articles.get(number), Some(row.as_ref()));
            assert_eq!(&articles.get(number).unwrap().to_row(), row);
            assert_eq!(articles.file(row), (number, false));
        }
        assert_eq!(articles.number(1, ArticleId(7)), None);
        assert_eq!(articles.iter().count(), 300);
    }

    #[test]
    fn rows_of_a_removed_file_stay_behind() {
        let mut articles = Articles::default();
        for id in 0..4 {
            articles.file(&row(id, if id % 2 == 0 { "a" } else { "b" }));
        }
        let gone = [(0, "b".to_owned()), (1, "a".to_owned())];
        assert_eq!(articles.remove_files(&gone), [1, 3]);
        assert_eq!(articles.remove_files(&gone), [0; 0]);
        articles.overlay(3, |row| row.title = None);
        assert!(articles.is_gone(3) && articles.get(3).is_some());
        assert_eq!(articles.file(&row(3, "b")), (3, true));
        assert_eq!(articles.iter().count(), 3);
    }

    #[test]
    fn what_was_laid_over_a_row_goes_again() {
        let mut articles = Articles::default();
        articles.file(&row(0, "a"));
        articles.overlay(0, |row| row.title = Some("Mine".to_owned()));
        assert_eq!(articles.get(0).unwrap().headline(), "Mine");
        assert!(articles.is_overlaid(0));
        articles.overlay(0, |_| ());
        assert_eq!(articles.get(0).unwrap().headline(), "Title 0");
        assert!(!articles.is_overlaid(0));
    }
}
