//! The filter language: text in, a [`Query`] out, and errors with a caret.
//!
//! ```text
//!     either   = both { "OR" both }
//!     both     = one { one }
//!     one      = ( "NOT" | "-" ) one | "(" either ")" | [ field ":" ] value
//!     value    = word | word "*" | "\"" phrase "\""
//! ```
//!
//! [`parse()`] is strict; [`parse_typing`] forgives what a person has not typed
//! to its end. [`completions`] says what fits at the cursor.

mod complete;
mod day;
mod display;
mod error;
mod field;
mod lex;
mod parse;
#[cfg(test)]
mod tests;
mod tree;

pub use complete::{Completion, Expect, completions};
pub use day::{DateRef, Unit, days_of, days_of_time, days_of_value};
pub use error::QueryError;
pub use field::{Feature, Field, State};
pub use parse::{MAX_DEPTH, parse, parse_typing};
pub use tree::{Pattern, Query, Term, TextTerm};
