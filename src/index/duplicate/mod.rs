//! Near-duplicates: the same story from several outlets, or issued again with
//! changes.
//!
//! A [`Signature`] is made of each article's text, in one pass and of fixed
//! size; [`groups()`] finds the articles whose signatures agree, in time that
//! grows with their number. [`compare()`] tells what differs between two. What is the same and why is written in
//! `docs/design/0011-near-duplicates.md`.
//!
//! This knows nothing of lists, keys and files.

mod compare;
mod groups;
mod likeness;
mod signature;
#[cfg(test)]
mod tests;
mod words;

pub use compare::{Change, ChangeKind, Comparison, compare};
pub use groups::{Group, groups};
pub use signature::Signature;
