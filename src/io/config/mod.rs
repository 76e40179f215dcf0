//! `config.toml` to [`Settings`](crate::app::settings::Settings): what is wrong is named with its place, and
//! the rest still counts.
//!
//! [`options`] is the one table of what can be set; the commented defaults that
//! `gleaner config default` prints are made from it.

mod defaults;
mod options;
mod read;
#[cfg(test)]
mod tests;
mod watchlist;

pub use defaults::default_text;
pub use read::{ConfigProblem, SIZE_LIMIT, load, parse};
pub use watchlist::{load_watchlist, load_watchlists, parse_watchlist};
