//! The programs that learn: from labelled sentences to the files in `data/`.
//!
//! Compiled for tests and with the feature `train` only; the program that
//! people run holds none of it. [`bio`] turns a labelled file into articles as
//! the finders see them, [`tagger`] learns the fast tier from them, [`fit`] the
//! precise one. Reading and writing files is left to `main.rs`, which
//! is an example of the package and not a part of the library.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "counts of a training are far below 2^23, and its numbers are rounded anyway"
)]

pub mod adam;
pub mod batch;
pub mod bio;
pub mod chance;
pub mod encoder;
pub mod export;
pub mod fit;
pub mod label;
pub mod layout;
mod matrix;
mod onnx;
mod parts;
pub mod tagger;
pub mod tensors;

#[cfg(test)]
pub(crate) mod tests;

pub use super::encoder::pieces::Pieces;
