//! [`SessionId`], [`EntryId`] and [`MarkId`]: names that never repeat.

use std::fmt;
use std::str::FromStr;

/// Names one run of the program: up to 23 lower case letters and digits.
///
/// Kept in place, padded with zeros, because there is one in each entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId {
    text: [u8; MAX_SESSION_CHARS],
    len: u8,
}

/// Names one act: the session that made it and its running number there.
///
/// Written `SESSION-N`. Order: by session, then by number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryId {
    pub session: SessionId,
    pub number: u64,
}

/// Names a mark: the text of the [`EntryId`] of the act that made it.
///
/// Empty in an act that was not numbered yet; `Journal::act` fills it in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct MarkId(pub String);

/// Says that a text is no id of the form `SESSION-N`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an id of the form SESSION-N")]
pub struct EntryIdError;

/// Letters and digits that are hard to take for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const SESSION_CHARS: usize = 12;
const MAX_SESSION_CHARS: usize = 23;

impl SessionId {
    /// Makes the id of a session from a random number.
    pub fn from_seed(seed: u64) -> Self {
        let mut text = [0; MAX_SESSION_CHARS];
        let mut rest = seed;
        for slot in text.iter_mut().take(SESSION_CHARS) {
            let digit = usize::try_from(rest % 32).unwrap_or_default();
            *slot = ALPHABET.get(digit).copied().unwrap_or(b'0');
            rest /= 32;
        }
        Self {
            text,
            len: u8::try_from(SESSION_CHARS).unwrap_or_default(),
        }
    }

    /// Reads a session id; `None` when it has other characters or no length.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        if text.is_empty() || !text.as_bytes().iter().all(is_plain) {
            return None;
        }
        let mut padded = [0; MAX_SESSION_CHARS];
        padded
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(Self {
            text: padded,
            len: u8::try_from(text.len()).ok()?,
        })
    }

    /// Derives the id for the acts on the `nth` root of a run; the first root
    /// has the id of the run itself.
    ///
    /// Each root numbers its own acts, and two roots may share a file.
    #[must_use]
    pub fn of_root(mut self, nth: usize) -> Self {
        let mut rest = nth;
        while rest > 0 && usize::from(self.len) < MAX_SESSION_CHARS {
            if let (Some(slot), Some(digit)) = (
                self.text.get_mut(usize::from(self.len)),
                ALPHABET.get(rest % ALPHABET.len()),
            ) {
                *slot = *digit;
            }
            self.len += 1;
            rest /= ALPHABET.len();
        }
        self
    }

    pub fn as_str(&self) -> &str {
        let text = self.text.get(..usize::from(self.len)).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.session, self.number)
    }
}

impl FromStr for EntryId {
    type Err = EntryIdError;

    fn from_str(text: &str) -> Result<Self, EntryIdError> {
        let (session, number) = text.split_once('-').ok_or(EntryIdError)?;
        // One act has one spelling: no sign, no leading zeros.
        let is_plain = number.bytes().all(|b| b.is_ascii_digit());
        if !is_plain || (number.len() > 1 && number.starts_with('0')) {
            return Err(EntryIdError);
        }
        Ok(Self {
            session: SessionId::parse(session).ok_or(EntryIdError)?,
            number: number.parse().or(Err(EntryIdError))?,
        })
    }
}

impl MarkId {
    pub fn of(entry: &EntryId) -> Self {
        Self(entry.to_string())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MarkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_id_has_one_spelling() {
        for good in [
            "a-0",
            "s1-18446744073709551615",
            "abcdefghijklmnopqrstuvw-7",
        ] {
            assert_eq!(good.parse::<EntryId>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "a",
            "a-",
            "-1",
            "A-1",
            "a-01",
            "a-+1",
            "a-1-2",
            "ä-1",
            "a-18446744073709551616",
            "abcdefghijklmnopqrstuvwx-7",
        ] {
            assert_eq!(bad.parse::<EntryId>(), Err(EntryIdError), "{bad}");
        }
    }

    #[test]
    fn numbers_sort_as_numbers() {
        let id = |text: &str| text.parse::<EntryId>().unwrap();
        assert!(id("a-9") < id("a-10"));
        assert!(id("a-10") < id("ab-1"));
    }

    #[test]
    fn sessions_of_other_seeds_differ() {
        let of = |seed| SessionId::from_seed(seed).as_str().to_owned();
        assert_eq!(of(0), "000000000000");
        assert_ne!(of(1), of(1 << 59));
        assert_eq!(SessionId::parse(&of(77)), Some(SessionId::from_seed(77)));
    }
}
