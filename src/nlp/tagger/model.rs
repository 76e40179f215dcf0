//! [`Model`]: the learned weights, as they are embedded.
//!
//! A feature is a number; its low bits choose a row of weights, one for each
//! label. Features that share a row by chance share its weights. Rows are
//! eight-bit numbers with a scale of their own, which costs next to nothing
//! in accuracy and a quarter of the bytes.
//!
//! Bytes, all numbers little endian: magic `GLNTAG01`; u32 number of bits that
//! choose a row; 17 x 17 f32 weights of transitions; per row 17 i8 weights and
//! u8 scale. A scale of 0 is a row of zeros, else the factor is
//! 2 to the power of (scale - 224) / 8.

use super::label::{N_LABELS, may_follow};
use crate::nlp::exp::exp;

/// Score of what may not be.
pub(in crate::nlp) const NEVER: f32 = -1e6;
const MAGIC: &[u8; 8] = b"GLNTAG01";
const ROW_BYTES: usize = N_LABELS + 1;
/// The scale whose factor is 1.
const SCALE_ONE: f32 = 224.0;

/// One weight or score for each label.
pub(in crate::nlp) type Scores = [f32; N_LABELS];

/// The weights of the tagger.
pub(in crate::nlp) struct Model<'a> {
    rows: &'a [u8],
    mask: u64,
    /// `transitions[label][next]`.
    pub(in crate::nlp) transitions: [Scores; N_LABELS],
    factors: [f32; 256],
}

impl<'a> Model<'a> {
    /// Reads a model; `None` when the bytes are none.
    pub(in crate::nlp) fn read(bytes: &'a [u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(MAGIC)?;
        let (head, bytes) = bytes.split_at_checked(4)?;
        let bits = u32::from_le_bytes(head.try_into().ok()?);
        let (table, rows) = bytes.split_at_checked(4 * N_LABELS * N_LABELS)?;
        if bits > 24 || rows.len() != ROW_BYTES << bits {
            return None;
        }
        let mut numbers = table
            .chunks_exact(4)
            .map(|four| four.try_into().map_or(0.0, f32::from_le_bytes));
        let mut transitions = [[NEVER; N_LABELS]; N_LABELS];
        for (label, row) in transitions.iter_mut().enumerate() {
            for (next, weight) in row.iter_mut().enumerate() {
                let learned = numbers.next()?;
                if may_follow(label, next) {
                    *weight = learned;
                }
            }
        }
        Some(Self {
            rows,
            mask: (1 << bits) - 1,
            transitions,
            factors: std::array::from_fn(factor),
        })
    }

    /// Adds the weights of features to `scores`, in their order.
    ///
    /// Cost: rows lie far apart in memory. All of them are touched first, so
    /// that the processor fetches them side by side.
    pub(super) fn add_all(&self, features: &[u64], scores: &mut Scores) {
        const MANY: usize = 32;
        for features in features.chunks(MANY) {
            let mut scales = [0; MANY];
            for (scale, feature) in scales.iter_mut().zip(features) {
                *scale = self.row(*feature)[N_LABELS];
            }
            for (scale, feature) in scales.iter().zip(features) {
                self.add_row(self.row(*feature), *scale, scores);
            }
        }
    }

    #[inline]
    fn row(&self, feature: u64) -> &[u8; ROW_BYTES] {
        let idx = usize::try_from(feature & self.mask).unwrap_or(0);
        let (rows, _) = self.rows.as_chunks();
        &rows[idx]
    }

    #[inline]
    fn add_row(&self, row: &[u8; ROW_BYTES], scale: u8, scores: &mut Scores) {
        if scale == 0 {
            return;
        }
        let factor = self.factors[usize::from(scale)];
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += factor * f32::from(weight.cast_signed());
        }
    }
}

fn factor(scale: usize) -> f32 {
    let scale = f32::from(u16::try_from(scale).unwrap_or(0));
    exp((scale - SCALE_ONE) * std::f32::consts::LN_2 / 8.0)
}

/// Writes a model.
///
/// Shape: `weights` holds 2 to the power of `bits` rows.
#[cfg(any(test, feature = "train"))]
pub(in crate::nlp) fn write(weights: &[f32], transitions: &[Scores], bits: u32) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(bits.to_le_bytes());
    bytes.extend(transitions.iter().flatten().flat_map(|it| it.to_le_bytes()));
    for row in weights.chunks_exact(N_LABELS) {
        let largest = row.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
        let fits = |scale: &u16| 127.0 * factor(usize::from(*scale)) >= largest;
        let scale = match (1..=255).find(fits) {
            Some(scale) if largest > 0.0 => scale,
            _ => 0,
        };
        let factor = factor(usize::from(scale));
        for weight in row {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the scale was chosen so that it fits"
            )]
            let small = if scale == 0 {
                0
            } else {
                (weight / factor).round() as i8
            };
            bytes.push(small.cast_unsigned());
        }
        bytes.push(u8::try_from(scale).unwrap_or(0));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_survive_writing_and_reading() {
        let weights: Vec<f32> = (0..4 * N_LABELS)
            .map(|it| f32::from(u16::try_from(it * it).unwrap()) / 100.0 - 3.0)
            .chain(std::iter::repeat_n(0.0, 4 * N_LABELS))
            .collect();
        let bytes = write(&weights, &[[0.5; N_LABELS]; N_LABELS], 3);
        let model = Model::read(&bytes).unwrap();
        for row in 0..8 {
            let mut scores = [0.0; N_LABELS];
            model.add_all(&[1000 * 8 + row as u64], &mut scores);
            let truth = &weights[row * N_LABELS..][..N_LABELS];
            let most = truth.iter().fold(0.0_f32, |a, b| a.max(b.abs()));
            for (score, weight) in scores.iter().zip(truth) {
                assert!((score - weight).abs() <= most / 200.0, "{score} {weight}");
            }
        }
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
    }
}
