//! [`Stamp`]: when an act was made, to the millisecond.
//!
//! Time reaches this layer as a value; it never reads a clock.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

/// Milliseconds since 1970-01-01 UTC, written `2026-11-21T18:00:00.123Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Stamp(pub i64);

/// Says that a text is no time in UTC with the form of [`Stamp`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a time such as 2026-11-21T18:00:00.123Z")]
pub struct StampError;

impl Stamp {
    /// The earliest and latest stamps that can be written with four-digit years.
    pub const MIN: Self = Self(-62_167_219_200_000);
    pub const MAX: Self = Self(253_402_207_200_999);

    /// Returns the next millisecond, at most [`Stamp::MAX`].
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1)).min(Self::MAX)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let within = (*self).clamp(Self::MIN, Self::MAX);
        let at = Timestamp::from_millisecond(within.0).or(Err(fmt::Error))?;
        write!(f, "{at:.3}")
    }
}

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        let at: Timestamp = text.parse().or(Err(StampError))?;
        let stamp = Self(at.as_millisecond());
        (Self::MIN..=Self::MAX)
            .contains(&stamp)
            .then_some(stamp)
            .ok_or(StampError)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_rfc_3339_in_years_of_four_digits() {
        let at = Stamp(1_763_748_000_123);
        for text in ["2025-11-21T18:00:00.123Z", "2025-11-21T19:00:00.1239+01:00"] {
            assert_eq!(text.parse(), Ok(at), "{text}");
        }
        for text in [
            "",
            "2025-11-21",
            "2025-11-21T18:00:00",
            "-000001-01-01T00:00:00Z",
        ] {
            assert_eq!(text.parse::<Stamp>(), Err(StampError), "{text}");
        }
        assert_eq!(Stamp::MAX.next(), Stamp::MAX);
        assert_eq!(Stamp(i64::MIN).to_string(), "0000-01-01T00:00:00.000Z");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(at in Stamp::MIN.0..=Stamp::MAX.0) {
            prop_assert_eq!(Stamp(at).to_string().parse(), Ok(Stamp(at)));
        }
    }
}
