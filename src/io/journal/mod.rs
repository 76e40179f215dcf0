//! The annotation file: where it lies, reading it, and appending to it so that
//! what was confirmed is never lost.
//!
//! [`place()`] decides where the file lies, [`JournalFile`] reads and appends,
//! [`compact()`] rewrites, on request only. The format is that of
//! [`annotate::codec`](crate::annotate::codec).
//!
//! This edge knows nothing of what the acts mean.

mod append;
mod compact;
mod error;
mod file;
mod lock;
mod place;

pub use compact::{CompactError, Compacted, compact};
pub use error::JournalError;
pub use file::{JournalFile, News};
pub use place::{Place, Site, place};

#[cfg(test)]
mod tests;
