//! What the precise tier reads: the input of a small transformer encoder.
//!
//! [`features`] turns a `Doc` into bits a token, [`pieces`] a token into word
//! pieces, [`window`] both into stretches of a length that the encoder takes.
//! The training program and the inference take them from here. Running the
//! encoder is not done here: the layer stays free of files, threads and clocks.

pub(crate) mod features;
pub(crate) mod pieces;
mod usage;
pub(crate) mod window;

#[cfg(test)]
fn article(text: &str) -> crate::corpus::Article {
    crate::corpus::Article {
        text: text.to_owned(),
        ..Default::default()
    }
}
