//! [`Wanted`]: which articles of a file are to be read.

use crate::corpus::Place;

/// Which articles of a file are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted<'a> {
    All,
    /// Those at these places, which are sorted by [`Place::key`].
    At(&'a [Place]),
    /// So many records from the one at this place on, of a file whose places
    /// count from its start.
    Run(Place, u32),
}

impl Wanted<'_> {
    /// Says whether the article with this key is one of them.
    pub(super) fn has(self, key: (u32, u32)) -> bool {
        match self {
            Self::All => true,
            Self::At(places) => places.binary_search_by_key(&key, Place::key).is_ok(),
            Self::Run(first, n_records) => (first.key()..end(first, n_records)).contains(&key),
        }
    }

    /// Says whether any article of this member may be one of them.
    pub(super) fn has_of_member(self, number: u32) -> bool {
        match self {
            Self::All => true,
            Self::At(places) => places.iter().any(|place| place.member == number),
            Self::Run(first, _) => first.member == number,
        }
    }

    /// Says whether all of them come before the key or at it.
    pub(super) fn ends_by(self, key: (u32, u32)) -> bool {
        match self {
            Self::All => false,
            Self::At(places) => places.last().is_none_or(|place| place.key() <= key),
            Self::Run(first, n_records) => {
                end(first, n_records) <= (key.0, key.1.saturating_add(1))
            }
        }
    }
}

/// Returns the key behind the last of a run.
fn end(first: Place, n_records: u32) -> (u32, u32) {
    (first.member, first.record.saturating_add(n_records))
}
