//! [`Records`]: what a container of many articles must be able to do.

use super::Reading;
use crate::corpus::Article;
use crate::corpus::stream::{Input, Taken};

/// A kind of container, with what its beginning says of all its records.
///
/// The bytes of a record are enough to make its article, so that one record
/// can be read again without the others.
pub(super) trait Records {
    /// Reads what stands before the first record.
    fn begin(&mut self, input: &mut Input<'_>) {
        let _ = input;
    }

    /// Goes on behind the record of this number.
    fn resume(&mut self, number: u32);

    /// Takes the next record; `None` at the end.
    fn next<'i>(&mut self, input: &'i mut Input<'_>, limit: u64) -> Option<Raw<'i>>;

    /// Makes the article of a record; `None` where it is none by its kind.
    ///
    /// Shape: `path` is the name that the record gives itself, or empty.
    fn article(&self, bytes: &[u8], number: u32, reading: &Reading<'_>) -> Option<Article>;

    /// Names a record for people: `line 3`.
    fn place(&self, number: u32) -> String {
        format!("record {number}")
    }

    /// Returns what is wrong with the container as a whole, at its end.
    fn trouble(&self) -> Option<String> {
        None
    }
}

/// The bytes of a record as they stand in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Raw<'i> {
    /// Bytes before it.
    pub(super) offset: u64,
    /// Its number in the container, from 1.
    pub(super) number: u32,
    pub(super) bytes: Taken<'i>,
}
