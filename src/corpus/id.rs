//! [`ArticleId`] and [`ContentHash`]: what an article is called and what it holds.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Names an article within its corpus: a hash of its path or record id.
///
/// Stable when the content changes. Written as 16 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ArticleId(pub u64);

/// SHA-256 of the bytes an article was made from, written as 64 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ContentHash(pub [u8; 32]);

/// Says that a text is not the hex form of an id or hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a hex id of the right length")]
pub struct IdError;

impl ArticleId {
    /// Makes the id of the article at `path` within its root.
    pub fn of_path(path: &str) -> Self {
        let digest = Sha256::digest(path.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Self(u64::from_be_bytes(first))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.len() != 16 {
            return Err(IdError);
        }
        u64::from_str_radix(text, 16).map(Self).or(Err(IdError))
    }
}

impl ContentHash {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ContentHash {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(IdError);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).or(Err(IdError))?;
            *byte = u8::from_str_radix(pair, 16).or(Err(IdError))?;
        }
        Ok(Self(bytes))
    }
}
