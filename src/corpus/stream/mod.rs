//! Bytes that come in order, with bounds: what formats are read from.
//!
//! [`Input`] looks ahead and hands out lines and stretches; [`unpack`] takes
//! off what packs a text (gzip, zstd); [`Limits`] says how far anybody goes.
//! Nothing here opens a file: readers are handed in.

mod input;
mod limits;
pub(crate) mod unpack;

pub use input::{Input, Taken};
pub use limits::Limits;
