//! What tests of the whole program stand on: the desk without a terminal.

pub(crate) mod desk;
pub(crate) mod pty;
