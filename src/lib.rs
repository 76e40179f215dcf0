//! Gleaner: a reading desk for the terminal.
//!
//! The modules below are layers, lowest first; none imports a later one, and
//! `tests/suite/tidy` holds the table. Start reading at [`app`]: everything
//! that can happen is a message, everything we ask of the world is an effect.

pub mod text;

pub mod corpus;

pub mod annotate;
pub mod nlp;

pub mod index;

pub mod app;

pub mod ui;

pub mod io;
pub mod term;
pub mod work;

pub mod cli;
pub mod run;
