//! [`Entities`]: the entities of the whole corpus, linked across articles.
//!
//! Entities of different articles are one when their ids are equal, that is,
//! kind and normalised name, unless `namesake` sees that a name is that of
//! several people. `held` and `uses` keep the lists small, since a corpus has
//! a hundred thousand names. Nothing here knows articles but by number.

mod entities;
mod held;
mod namesake;
mod uses;

#[cfg(test)]
mod tests;

pub use entities::{Entities, EntityRow};
