//! [`EntityDecision`]: what a person said of an entity, for the whole corpus.
//!
//! An entity goes by the id, name and kind that it had on the screen: this layer
//! does not know how ids are made, and a later version that makes them otherwise
//! still finds the entity by its name.

use serde::{Deserialize, Serialize};

use super::Target;
use crate::corpus::ArticleId;

/// An entity as a person pointed at it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct EntityName {
    pub id: String,
    pub name: String,
    /// The word for its kind, such as `person`.
    pub kind: String,
}

/// A decision on one entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityDecision {
    pub entity: EntityName,
    pub change: EntityChange,
}

/// What is said of an entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EntityChange {
    /// It is the same as another one, and goes by that one's name.
    Merge(EntityName),
    /// One of its names means somebody else.
    Split(String),
    /// In this one article it is a namesake.
    Part(Target),
    Rename(String),
    /// It is of another kind.
    Kind(String),
}

/// Which fact of an entity a decision is about; the last decision on it wins.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Aspect {
    Merge,
    Split(String),
    Part(ArticleId),
    Rename,
    Kind,
}

impl EntityChange {
    pub(super) fn aspect(&self) -> Aspect {
        match self {
            Self::Merge(_) => Aspect::Merge,
            Self::Split(form) => Aspect::Split(form.clone()),
            Self::Part(article) => Aspect::Part(article.id),
            Self::Rename(_) => Aspect::Rename,
            Self::Kind(_) => Aspect::Kind,
        }
    }

    /// Returns the word for it in files.
    pub(super) fn act(&self) -> &'static str {
        match self {
            Self::Merge(_) => "entity.merge",
            Self::Split(_) => "entity.split",
            Self::Part(_) => "entity.part",
            Self::Rename(_) => "entity.rename",
            Self::Kind(_) => "entity.kind",
        }
    }
}
