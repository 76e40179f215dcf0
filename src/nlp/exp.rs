//! Powers of e, the same on every machine.
//!
//! The standard library leaves them to the system, whose answers differ in the
//! last bit; a model must not depend on where it was trained or is used.
//!
//! There are two. [`exp`] is what the embedded tagger was learned and measured
//! with, so no bit of it may change. `exp_wide` is for the encoder's training:
//! it rounds without a branch, so that loops over it take many numbers at a
//! time, and adds a term. Neither can take the place of the other without
//! another training.

const LN_2_HIGH: f32 = 0.693_359_4;
const LN_2_LOW: f32 = -2.121_944_4e-4;
/// The series of e^x around 0, from x^6 down to 1.
const SERIES: [f32; 7] = [
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];

/// Returns e to the power of `x`.
///
/// Units: relative error below 1e-6 within -80 to 80, clamped outside.
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    by_power(x, round(x * std::f32::consts::LOG2_E), 0.0)
}

/// Returns e to the power of `x`, without a call or a branch.
///
/// Units: relative error about 1e-7 within -87 to 88, clamped outside.
#[cfg(any(test, feature = "train"))]
#[inline]
pub(super) fn exp_wide(x: f32) -> f32 {
    // So large that a sum with it has no place for a fraction.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let power = x * std::f32::consts::LOG2_E + ROUND - ROUND;
    by_power(x, power, 1.0 / 5040.0)
}

/// Returns 2 to the power of `power`, the whole part, times e to the power of
/// the rest of `x`; `first` is the factor of x^7.
#[inline]
fn by_power(x: f32, power: f32, first: f32) -> f32 {
    let rest = x - power * LN_2_HIGH - power * LN_2_LOW;
    let value = SERIES.iter().fold(first, |sum, it| sum * rest + it);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the power lies between -126 and 127"
    )]
    let exponent = (power as i32 + 127) << 23;
    value * f32::from_bits(exponent.cast_unsigned())
}

/// Rounds as the standard library does, which calls a function of the system
/// on many machines.
///
/// Units: for numbers that an `i32` can hold.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the numbers are small"
)]
fn round(x: f32) -> f32 {
    let whole = x as i32 as f32;
    let rest = x - whole;
    whole + f32::from(i8::from(rest >= 0.5) - i8::from(rest <= -0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(exp: fn(f32) -> f32, most: f64) {
        for step in -800..800_i16 {
            let x = f32::from(step) / 10.0;
            let truth = f64::from(x).exp();
            let error = (f64::from(exp(x)) - truth).abs() / truth;
            assert!(error < most, "{x}: {error}");
        }
    }

    #[test]
    fn both_are_close_to_the_truth() {
        check(exp, 1e-6);
        check(exp_wide, 3e-7);
    }

    #[test]
    fn rounding_is_that_of_the_standard_library() {
        for step in -2_000..2_000_i16 {
            let x = f32::from(step) / 16.0;
            for x in [x, x.next_up(), x.next_down()] {
                assert!((round(x) - x.round()).abs() < f32::EPSILON, "{x}");
            }
        }
    }
}
