//! [`Limits`]: how much of what is read, so that no file takes us down.

/// Bounds on reading; each can be set under `[limits]` in the configuration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of one article: a whole file, or a record of a container.
    pub article_bytes: u64,
    /// How many times the bytes of a packed file may grow.
    pub expansion: u64,
    /// How many times something may be packed into something else.
    pub depth: u32,
    /// Articles of large files whose names and duplicates the desk looks for
    /// before they are opened: what is found takes memory.
    pub extracted: usize,
}

impl Limits {
    /// Bytes up to which a packed file may grow however small it is.
    pub const FREE_BYTES: u64 = 4 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            article_bytes: 256 << 20,
            expansion: 200,
            depth: 4,
            extracted: 100_000,
        }
    }
}
