//! Tests of the whole program, in one binary; `tidy` fails if a file is not listed here.

mod cli;
mod corpus;
mod flows;
mod frames;
mod journal;
mod laws;
mod pty;
mod sample;
mod support;
mod terminal;
mod tidy;
