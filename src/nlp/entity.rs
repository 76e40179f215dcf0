//! [`Entity`]: the mentions that are taken to be one person, body or place.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::Kind;
use super::roles::Fields;
use crate::corpus::id::IdError;

/// Names an entity across articles and runs: a hash of its kind and its
/// normalised canonical name. Written as `e` and 12 hex digits; a namesake
/// adds a hyphen and a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct EntityId(pub u64);

/// The bits of the hash.
const BASE: u64 = (1 << 48) - 1;

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
    /// How much the article is about it, in thousandths of the whole.
    pub salience: u16,
    /// What it does, if it is a person and the article says so.
    pub fields: Fields,
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

    /// Returns the id of all who bear the name, which is what is found in an
    /// article alone.
    #[must_use]
    pub fn base(self) -> Self {
        Self(self.0 & BASE)
    }

    /// Makes the id of a namesake.
    pub(super) fn apart(self, number: u8) -> Self {
        Self(self.0 & BASE | u64::from(number) << BASE.count_ones())
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "e{:012x}", self.0 & BASE)?;
        match self.0 >> BASE.count_ones() {
            0 => Ok(()),
            number => write!(f, "-{number}"),
        }
    }
}

impl FromStr for EntityId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text.strip_prefix('e').ok_or(IdError)?;
        let (digits, number) = match digits.split_once('-') {
            Some((digits, number)) => (digits, number.parse().or(Err(IdError))?),
            None => (digits, 0),
        };
        let id = Some(digits).filter(|digits| digits.len() == 12);
        let id = u64::from_str_radix(id.ok_or(IdError)?, 16).or(Err(IdError))?;
        Ok(Self(id).apart(number))
    }
}
