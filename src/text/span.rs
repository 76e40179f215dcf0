//! [`Span`]: a half-open byte range of a body.
//!
//! ```text
//!     S e o u l   s a i d
//!     0 1 2 3 4 5 6 7 8 9
//!     [start=0    end=5)          Span { start: 0, end: 5 } is "Seoul"
//! ```

use std::ops::Range;

/// A half-open byte range `start..end` in a body, both ends on char boundaries.
///
/// Order: by start, then by end. An empty span (`start == end`) is a place
/// between two bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// Makes a span; a reversed pair becomes the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Says whether the byte at `at` lies inside.
    pub fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Says whether two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Says whether `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Moves the span right by `by` bytes.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// Returns the text under the span; empty when it does not fit `body`.
    pub fn of(self, body: &str) -> &str {
        body.get(self.range()).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
