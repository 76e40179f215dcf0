//! [`Op`]: every change a person can make, and [`Entry`]: a change with id,
//! time and author.
//!
//! All of it is stand-off: an act names its article by id, path and content
//! hash, and a place in it by a [`Selector`].

use super::{EntityChange, EntityDecision, EntryId, MarkId, Selector, Stamp};
use crate::corpus::{ArticleId, ContentHash};

/// One act of one person; what a line of the file holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    pub id: EntryId,
    pub at: Stamp,
    /// The name of the author.
    pub by: String,
    /// The first entry of the bulk act it belongs to; a bulk act is undone as one.
    pub bulk: Option<EntryId>,
    /// The program did it by itself, as when an article counts as read; undo
    /// passes over it.
    pub is_auto: bool,
    pub op: Op,
    /// Fields of the line that this version does not know, as the codec keeps
    /// them; opaque elsewhere, empty as a rule.
    pub extra: String,
}

/// The article an act is about, as it was then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    pub id: ArticleId,
    pub path: String,
    pub sha256: ContentHash,
}

/// A change.
#[derive(Clone, PartialEq, Debug)]
pub enum Op {
    Triage {
        article: Target,
        change: TriageChange,
    },
    TagAdd {
        article: Target,
        tag: String,
    },
    TagRemove {
        article: Target,
        tag: String,
    },
    MarkAdd {
        article: Target,
        mark: Mark,
    },
    /// Gives a mark a new state; `mark` is the whole of it.
    MarkChange {
        article: Target,
        mark: Mark,
    },
    MarkRemove {
        article: Target,
        mark: MarkId,
    },
    /// Accepts or rejects a mention.
    Decide {
        article: Target,
        decision: MentionDecision,
    },
    /// Says of an entity what it is, in the whole corpus.
    DecideEntity {
        decision: EntityDecision,
    },
    /// States a fact of the article; `None` withdraws it.
    SetMeta {
        article: Target,
        field: MetaField,
        value: Option<String>,
    },
    /// Takes acts back; the undo of an undo brings them back.
    Undo {
        undoes: Vec<EntryId>,
    },
    /// An act of a newer version: the bytes of its line, without line end.
    Unknown {
        line: String,
    },
}

/// The fields one act of triage sets; the others stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TriageChange {
    pub read: Option<bool>,
    pub decision: Option<Decision>,
    pub star: Option<bool>,
}

/// What was decided about an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Decision {
    #[default]
    Undecided,
    Kept,
    Discarded,
}

/// Where an article stands: two axes and a star, all independent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Triage {
    pub read: bool,
    pub decision: Decision,
    pub star: bool,
}

/// An annotation on a span: a highlight, a label, a note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    pub id: MarkId,
    pub label: Option<String>,
    pub note: Option<String>,
    pub selector: Selector,
}

/// What a person said about a suggested mention.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Verdict {
    Accepted,
    Rejected,
}

/// A decision on one mention; a later one on the same place wins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MentionDecision {
    pub selector: Selector,
    /// The word for the kind of the mention, such as `person`.
    pub kind: String,
    /// Name or id of the entity it was taken for.
    pub entity: Option<String>,
    pub verdict: Verdict,
}

/// A fact of an article that a person can state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MetaField {
    Title,
    Source,
    Authors,
    Published,
    Language,
    Url,
}

impl Op {
    /// Returns the article it is about; an undo, an unknown act, and most
    /// decisions on entities have none.
    pub fn article(&self) -> Option<&Target> {
        match self {
            Self::Triage { article, .. }
            | Self::TagAdd { article, .. }
            | Self::TagRemove { article, .. }
            | Self::MarkAdd { article, .. }
            | Self::MarkChange { article, .. }
            | Self::MarkRemove { article, .. }
            | Self::Decide { article, .. }
            | Self::SetMeta { article, .. } => Some(article),
            Self::DecideEntity { decision } => match &decision.change {
                EntityChange::Part(article) => Some(article),
                _ => None,
            },
            Self::Undo { .. } | Self::Unknown { .. } => None,
        }
    }

    /// Says whether it changes something by itself, as an undo does not.
    pub(super) fn is_change(&self) -> bool {
        !matches!(self, Self::Undo { .. } | Self::Unknown { .. })
    }
}

impl Op {
    pub(super) fn article_mut(&mut self) -> Option<&mut Target> {
        match self {
            Self::Triage { article, .. }
            | Self::TagAdd { article, .. }
            | Self::TagRemove { article, .. }
            | Self::MarkAdd { article, .. }
            | Self::MarkChange { article, .. }
            | Self::MarkRemove { article, .. }
            | Self::Decide { article, .. }
            | Self::SetMeta { article, .. } => Some(article),
            Self::DecideEntity { decision } => match &mut decision.change {
                EntityChange::Part(article) => Some(article),
                _ => None,
            },
            Self::Undo { .. } | Self::Unknown { .. } => None,
        }
    }
}

impl TriageChange {
    /// Says whether it changes nothing in `triage`.
    pub fn is_idle(self, triage: Triage) -> bool {
        self.apply(triage) == triage
    }

    /// Returns this change with the fields of `earlier` that it does not set.
    #[must_use]
    pub(super) fn or(self, earlier: Self) -> Self {
        Self {
            read: self.read.or(earlier.read),
            decision: self.decision.or(earlier.decision),
            star: self.star.or(earlier.star),
        }
    }

    pub(super) fn is_full(self) -> bool {
        self.read.is_some() && self.decision.is_some() && self.star.is_some()
    }

    /// Returns `triage` with the fields it sets.
    #[must_use]
    pub fn apply(self, triage: Triage) -> Triage {
        Triage {
            read: self.read.unwrap_or(triage.read),
            decision: self.decision.unwrap_or(triage.decision),
            star: self.star.unwrap_or(triage.star),
        }
    }
}

impl Decision {
    pub const ALL: [Self; 3] = [Self::Undecided, Self::Kept, Self::Discarded];

    /// Returns the word for it in files, queries and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::Kept => "kept",
            Self::Discarded => "discarded",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

impl MetaField {
    pub const ALL: [Self; 6] = [
        Self::Title,
        Self::Source,
        Self::Authors,
        Self::Published,
        Self::Language,
        Self::Url,
    ];

    /// Returns the word for it in files and commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Source => "source",
            Self::Authors => "authors",
            Self::Published => "published",
            Self::Language => "language",
            Self::Url => "url",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}
