//! [`Mouse`]: what the mouse did, where the setting lets it do anything.
//!
//! No terminal types, no sequences: those are the terminal edge's business.

/// A turn of the wheel or a click.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mouse {
    pub deed: Deed,
    /// Cell of the screen, counted from 0.
    pub column: u16,
    pub row: u16,
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    WheelUp,
    WheelDown,
    /// The left button went down.
    Click,
}
