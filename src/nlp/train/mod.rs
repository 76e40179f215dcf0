//! The programs that learn: from labelled sentences to the files in `data/`.
//!
//! Compiled for tests and with the feature `train` only; the program that
//! people run holds none of it. [`bio`] turns a labelled file into articles as
//! the finders see them. Reading and writing files is left to `main.rs`, which
//! is an example of the package and not a part of the library.

pub mod bio;
pub mod tagger;
