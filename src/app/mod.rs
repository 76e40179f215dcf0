//! The pure state machine: `update(&mut Model, Msg) -> Vec<Effect>`.
//!
//! All that can happen is a [`Msg`]; all we ask of the world is an [`Effect`];
//! both are data. The same messages give the same [`Model`]. This layer knows
//! nothing of threads, files, the clock, the terminal and the environment.

pub mod articles;
pub mod card;
pub mod command;
pub mod duplicates;
pub mod effect;
pub mod facts;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod lines;
pub mod list;

pub mod model;
pub mod mouse;
pub mod msg;
pub mod notice;
pub mod picker;
pub mod precise;
pub mod prompt;
pub mod reader;
pub mod rulings;
pub mod settings;
pub mod sidebar;
pub mod update;
pub mod wording;

pub use effect::{Effect, Ticket, Wake};
pub use model::{Model, Pane};
pub use msg::Msg;
pub use update::update;
