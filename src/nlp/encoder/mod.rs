//! The precise tier: a small transformer encoder reads each article again.
//!
//! [`features`] turns a `Doc` into bits a token, [`pieces`] a token into word
//! pieces, [`window`] both into stretches of a length that the encoder takes.
//! [`profile`] says what a model takes and gives, [`labels`] what its labels
//! mean, [`decode`] reads names off its scores, and [`combine`] puts them
//! together with those of the fast tier. [`tier`] holds the seam: running a
//! model is not done here, and the layer stays free of files, threads and
//! clocks.

mod combine;
mod decode;
pub(crate) mod features;
mod labels;
pub(crate) mod pieces;
mod profile;
mod tier;
mod usage;
pub(crate) mod window;

pub use labels::{LabelError, Labels};
pub use pieces::{Pieces, PiecesError};
pub use profile::{Profile, ProfileError};
pub(super) use tier::refine;
pub use tier::{Encoder, Input};

#[cfg(test)]
fn article(text: &str) -> crate::corpus::Article {
    crate::corpus::Article {
        text: text.to_owned(),
        ..Default::default()
    }
}
