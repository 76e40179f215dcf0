//! Tests of the whole program, in one binary; `tidy` fails if a file is not listed here.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests run the program on files of their own, and a failing step is a failing test"
)]

mod cli;
mod corpus;
mod duplicates;
mod entities;
mod eval;
mod flows;
mod frames;
mod journal;
mod laws;
mod precise;
mod pty;
mod sample;
mod saving;
mod support;
mod terminal;
mod tidy;
