//! The terminal: bytes to keys, frames to bytes, and leaving it as it was.
//!
//! [`Screen`] writes frames, [`Decoder`] reads keys; both are
//! plain state machines without a terminal. Around them stand the parts that
//! touch it. This edge knows keys and frames, and nothing of the model.

pub mod color;
pub mod decode;
pub mod screen;

pub use color::{ColorChoice, ColorDepth, ColorEnv};
pub use decode::{Decoder, Input};
pub use screen::Screen;
