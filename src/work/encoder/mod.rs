//! The precise tier at the edge: loading a model, running it, one thread for it.
//!
//! [`Loaded`] is a model that was tried, [`Session`] one reader of articles
//! with it, `refiner` the thread of the desk. The library that runs models is
//! named in `runtime` alone; `left_out` stands in for it in a program without
//! the precise tier.

#[cfg(not(feature = "precise"))]
mod left_out;
mod refiner;
#[cfg(feature = "precise")]
mod runtime;
mod session;
#[cfg(test)]
mod tests;

#[cfg(not(feature = "precise"))]
use left_out::{Lane, Runtime};
pub use refiner::Choice;
pub(super) use refiner::Refiner;
#[cfg(feature = "precise")]
use runtime::{Lane, Runtime};
pub use session::{LabelMap, Loaded, ModelError, Session};
