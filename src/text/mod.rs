//! Places in plain text and their size on a screen.
//!
//! Units, from small to large: a *byte* of UTF-8; a *char*, one Unicode code
//! point; a *grapheme*, what a reader calls a letter; a *cell* of the terminal
//! grid; a *row*, one screen line of wrapped text. All places are byte spans on
//! char boundaries ([`Span`]); files on disk count in chars ([`coords`]).
//!
//! This layer knows nothing of articles, terminals or files.

pub mod cells;
pub mod coords;
pub mod fold;
pub mod picture;
pub mod span;
pub mod visible;
pub mod words;
pub mod wrap;

pub use span::Span;
