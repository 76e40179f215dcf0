//! Tests of the whole program, in one binary; `tidy` fails if a file is not listed here.

mod sample;
mod tidy;
