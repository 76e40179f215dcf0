//! Finding: the filter language, ranking of short strings, lines of context.
//!
//! [`query::parse`] reads what a person typed into a [`Query`]; [`eval()`] holds
//! it against the [`Columns`] of a corpus and answers with article numbers.
//! Words of bodies are looked for elsewhere ([`Query::text_terms`]) and come
//! back as [`TextHits`]. [`fuzzy`] ranks titles and names, [`snippet`] cuts
//! lines of context out of a body.
//! [`duplicate`] groups articles that tell one story.
//!
//! This layer knows nothing of threads, files and screens.

pub mod duplicate;
pub mod eval;
pub mod fuzzy;
pub mod near;
pub mod needle;
pub mod query;
pub mod snippet;

pub use eval::{Columns, TextHits, eval};
pub use needle::Needle;
pub use query::{Query, QueryError};
