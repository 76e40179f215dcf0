//! [`Article`]: one news item, its text, what we know of it, and what went wrong.

use super::{ArticleId, Block, ContentHash, When};
use crate::text::Span;

/// One news item.
///
/// `text` is the decoded text with LF line ends and without byte order mark,
/// otherwise untouched; every span refers to it. An article that could not be
/// read has an empty text and says why in `problems`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Article {
    pub id: ArticleId,
    /// Path relative to the root of the corpus, with `/`; for a record of a
    /// container its own path or id, else `FILE#N`.
    pub path: String,
    /// Hash of the bytes it was made from.
    pub sha256: ContentHash,
    pub place: Place,
    pub text: String,
    pub meta: Meta,
    /// Blocks in text order, not overlapping; text between blocks is blank.
    pub blocks: Vec<Block>,
    pub problems: Vec<Problem>,
    /// False when there is nothing to read: binary, unreadable, not an article.
    pub readable: bool,
}

/// What is known about an article; unknown stays `None` or empty.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Meta {
    pub title: Option<String>,
    pub source: Option<String>,
    /// One person an entry, without role.
    pub authors: Vec<String>,
    pub published: Option<When>,
    pub modified: Option<When>,
    /// ISO 639-1 where there is one, else 639-3.
    pub language: Option<String>,
    pub url: Option<String>,
    /// The part of the paper it stands in, as the page names it.
    pub section: Option<String>,
    /// What its record or feed files it under; tags that a person gave it are
    /// in the journal.
    pub keywords: Vec<String>,
}

/// Where an article lies in its file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// Bytes from the start of the file.
    pub offset: u64,
    /// Length in bytes; 0 means the whole file, or a place in something packed
    /// that is only found by reading up to it.
    pub len: u64,
    /// Running number of the record in its container, from 1; 0 for a plain file.
    pub record: u32,
    /// Number of the member in its archive, from 1; 0 where there is none.
    /// Places then count within the member, unpacked.
    pub member: u32,
}

impl Place {
    /// Returns what places of one file are sorted by.
    pub fn key(&self) -> (u32, u32) {
        (self.member, self.record)
    }

    /// Says whether the article can be read without what lies before it.
    pub fn is_direct(&self) -> bool {
        self.member == 0 && (self.record == 0 || self.len > 0)
    }
}

/// Something that went wrong with an article, in one line for people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// For example `decoded with 3 replacements`.
    pub what: String,
    pub span: Option<Span>,
}

impl Problem {
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            span: None,
        }
    }

    pub fn at(what: impl Into<String>, span: Span) -> Self {
        Self {
            what: what.into(),
            span: Some(span),
        }
    }
}

impl Article {
    /// Returns the span of the first block of `kind`.
    pub fn block(&self, kind: super::BlockKind) -> Option<Span> {
        self.blocks
            .iter()
            .find(|block| block.kind == kind)
            .map(|block| block.span)
    }

    /// Makes an article of which nothing is known but its text.
    #[cfg(test)]
    pub(crate) fn of_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            readable: true,
            ..Self::default()
        }
    }

    /// Returns the title, or the path where there is none.
    pub fn headline(&self) -> &str {
        self.meta.title.as_deref().unwrap_or(&self.path)
    }
}
