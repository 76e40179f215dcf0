//! The tagger: a learned judge of persons, organisations, places and groups.
//!
//! A conditional random field over the words that can belong to a name. It
//! sees the words, how the article uses them, what the lists know and what the
//! rules propose ([`feature`]), and finds the best labels of each stretch
//! ([`decode`]). Its weights are embedded ([`model`]); `nlp/train` makes them.
//! It never looks at text directly, only at a [`Doc`](crate::nlp::doc::Doc).

pub(in crate::nlp) mod decode;
pub(in crate::nlp) mod feature;
pub(in crate::nlp) mod label;
mod mix;
pub(in crate::nlp) mod model;
pub(in crate::nlp) mod page;
mod stretch;
mod surface;
mod tag;

pub(in crate::nlp) use page::Page;
#[cfg(any(test, feature = "train"))]
pub(in crate::nlp) use stretch::stretches;
pub use tag::Weights;
pub(in crate::nlp) use tag::{Tagger, is_known};
