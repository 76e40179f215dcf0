//! Finders that go by shape and surroundings, one file for each family of names.

pub(super) mod acronym;
pub(super) mod amount;
mod currency;
pub(super) mod echo;
pub(super) mod headed;
pub(super) mod led;
pub(super) mod number;
pub(super) mod person;
pub(super) mod result;
mod retitled;
pub(super) mod roster;
pub(super) mod small;
mod sorts;
mod spelling;
pub(super) mod state;
pub(super) mod system;
pub(super) mod team;
pub(super) mod titled;
pub(super) mod told;
