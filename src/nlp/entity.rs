//! [`Entity`]: the mentions that are taken to be one person, body or place.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::Kind;
use crate::corpus::id::IdError;

/// Names an entity across articles and runs: a hash of its kind and its
/// normalised canonical name. Written as `e` and 12 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct EntityId(pub u64);

/// One person, body, place or thing of an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    pub id: EntityId,
    /// The fullest name known for it.
    pub name: String,
    pub kind: Kind,
    /// Other forms used in this article, in order of first use, each once.
    pub aliases: Vec<String>,
    /// Mentions in this article.
    pub n_mentions: usize,
}

impl EntityId {
    /// Makes the id of what is called `key` (already normalised).
    pub fn of(kind: Kind, key: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(kind.name());
        hasher.update([0]);
        hasher.update(key);
        let digest = hasher.finalize();
        let mut last = [0; 8];
        last[2..].copy_from_slice(&digest[..6]);
        Self(u64::from_be_bytes(last))
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "e{:012x}", self.0)
    }
}

impl FromStr for EntityId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text
            .strip_prefix('e')
            .filter(|digits| digits.len() == 12)
            .ok_or(IdError)?;
        u64::from_str_radix(digits, 16).map(Self).or(Err(IdError))
    }
}
