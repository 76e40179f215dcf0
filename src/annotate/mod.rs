//! What people say about articles, as acts that are only ever added.
//!
//! A person's change is an [`Op`]; with id, time and author it is an [`Entry`],
//! one line of the annotation file ([`codec`]). The [`Journal`] holds all
//! entries and folds them into a [`Ledger`], the state that the screen shows.
//! Places are kept as a [`Selector`] and found again by [`resolve`].
//!
//! This layer knows nothing of how mentions are found, of files, and of JSON
//! outside [`codec`].

pub mod anchor;
pub mod codebook;
pub mod codec;
pub mod compact;
pub mod entity;
mod fold;
pub mod id;
pub mod journal;
pub mod ledger;
mod likeness;
pub mod op;
pub mod reading;
pub mod selector;
pub mod stamp;
mod wire;

pub use anchor::{Anchor, resolve};
pub use codebook::{Code, Codebook, CodebookProblem};
pub use entity::{EntityChange, EntityDecision, EntityName};
pub use id::{EntryId, MarkId, SessionId};
pub use journal::{Journal, Undone};
pub use ledger::{Ledger, Present};
pub use op::{
    Decision, Entry, Mark, MentionDecision, MetaField, Op, Target, Triage, TriageChange, Verdict,
};
pub use reading::{Damage, DamageKind, Reading};
pub use selector::{Selector, describe};
pub use stamp::Stamp;

#[cfg(test)]
mod tests;
