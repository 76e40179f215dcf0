//! [`Packed`]: a row in little memory, so that a million articles of one file
//! can be listed.
//!
//! What many rows share is held once, in [`Shared`]; what few rows have stands
//! beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::row::SourceFile;
use crate::corpus::{ArticleId, ContentHash, Place, When};

/// A row; texts that articles share are numbers, see [`Shared`].
#[derive(Clone, Debug)]
pub(super) struct Packed {
    pub(super) id: ArticleId,
    pub(super) sha256: ContentHash,
    pub(super) place: Place,
    /// The title, then the path; no path where it is that of the file.
    pub(super) text: Box<str>,
    /// Bytes of the title, or [`NONE`].
    pub(super) n_title: u32,
    pub(super) published: Option<When>,
    /// Number of the file that it lies in.
    pub(super) file: u32,
    pub(super) publisher: u32,
    pub(super) authors: u32,
    pub(super) language: u32,
    pub(super) keywords: u32,
    pub(super) n_words: u32,
    pub(super) readable: bool,
    pub(super) has_problems: bool,
    /// Its file was removed; the row stays behind.
    pub(super) is_gone: bool,
}

const NONE: u32 = u32::MAX;

/// Title and path of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Named<'a> {
    pub(super) title: Option<&'a str>,
    /// Absent where it is that of the file.
    pub(super) path: Option<&'a str>,
}

impl Packed {
    /// Makes a row of which nothing but its names is known.
    pub(super) fn new(id: ArticleId, named: Named<'_>) -> Self {
        let title = named.title.unwrap_or_default();
        let n_title = named.title.map(|title| u32::try_from(title.len()));
        Self {
            id,
            sha256: ContentHash::default(),
            place: Place::default(),
            text: [title, named.path.unwrap_or_default()].concat().into(),
            n_title: n_title.and_then(Result::ok).unwrap_or(NONE),
            published: None,
            file: 0,
            publisher: 0,
            authors: 0,
            language: 0,
            keywords: 0,
            n_words: 0,
            readable: false,
            has_problems: false,
            is_gone: false,
        }
    }

    /// Returns the root of the row's file.
    pub(super) fn root(&self, files: &[(Arc<SourceFile>, u64)]) -> u16 {
        let file = files.get(self.file as usize);
        file.map_or(0, |(file, _)| file.root)
    }

    pub(super) fn named(&self) -> Named<'_> {
        let n_title = if self.n_title == NONE {
            0
        } else {
            self.n_title as usize
        };
        let (title, path) = self.text.split_at_checked(n_title).unwrap_or_default();
        Named {
            title: (self.n_title != NONE).then_some(title),
            path: (!path.is_empty()).then_some(path),
        }
    }
}

/// Values that many rows have, each held once and known by a number.
#[derive(Debug)]
pub(super) struct Shared<T: ?Sized> {
    all: Vec<Arc<T>>,
    numbers: BTreeMap<Arc<T>, u32>,
}

impl<T: ?Sized> Default for Shared<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }
}

impl<T: ?Sized + Ord> Shared<T>
where
    Arc<T>: for<'a> From<&'a T>,
{
    /// Returns the number of a value, the same for the same value; 0 for none.
    pub(super) fn number(&mut self, value: Option<&T>) -> u32 {
        let Some(value) = value else {
            return 0;
        };
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let held: Arc<T> = value.into();
        self.all.push(held.clone());
        let number = u32::try_from(self.all.len()).unwrap_or_default();
        self.numbers.insert(held, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&T> {
        let at = (number as usize).checked_sub(1)?;
        Some(self.all.get(at)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_as_they_went_in() {
        for title in [None, Some(""), Some("Ünder the harbor")] {
            for path in [None, Some("a/b.jsonl#7")] {
                let named = Named { title, path };
                assert_eq!(Packed::new(ArticleId(1), named).named(), named);
            }
        }
    }

    #[test]
    fn a_value_is_held_once() {
        let mut shared = Shared::<str>::default();
        let numbers = [Some("en"), None, Some("de"), Some("en")].map(|text| shared.number(text));
        assert_eq!(numbers, [1, 0, 2, 1]);
        assert_eq!(
            (shared.get(0), shared.get(2), shared.get(3)),
            (None, Some("de"), None)
        );
    }

    #[test]
    fn a_row_is_small() {
        assert!(size_of::<Packed>() <= 128, "{}", size_of::<Packed>());
    }
}
