//! The terminal: bytes to keys, frames to bytes, and leaving it as it was.
//!
//! [`Screen`] writes frames, [`Decoder`] reads keys; both are plain state
//! machines without a terminal. Around them stand the parts that touch it:
//! [`Guard`] takes it over and gives it back, [`spawn_input`] and
//! [`spawn_signals`] send what happens there as [`TermEvent`]. This edge knows
//! keys and frames, and nothing of the model.

mod backend;
mod clipboard;
mod color;
mod decode;
mod guard;
mod input;
mod screen;
mod signals;
mod tty;
mod watchdog;

pub use backend::Lean;
pub use color::{ColorChoice, ColorDepth, ColorEnv};
pub use decode::{Decoder, Input};
pub use guard::Guard;
pub use input::{InputControl, Paused, TermEvent, spawn_input};
pub use screen::Screen;
pub use signals::spawn_signals;
pub use tty::is_lost;
