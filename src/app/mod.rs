//! To come.

pub mod key;
