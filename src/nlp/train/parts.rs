//! The parts of an encoder, forwards and backwards: affine maps, norms, the
//! bent line between two maps, and attention inside windows.
//!
//! All values are rows of numbers, one row a word piece. `weights` and `slopes`
//! are the whole stretch that a `Layout` divides; a backward function adds to
//! the slopes of its weights and returns or adds the slopes of its input.

use std::ops::Range;

use super::layout::Affine;
use super::matrix::{Matrix, Onto, multiply};
use crate::nlp::exp::exp_wide;

const EPSILON: f32 = 1e-12;

/// Returns `input` times the weight, turned, plus the bias.
pub(super) fn affine(weights: &[f32], at: &Affine, input: &[f32]) -> Vec<f32> {
    let n_out = at.bias.len();
    let n_in = at.weight.len() / n_out;
    let bias = &weights[at.bias.clone()];
    let mut out = bias.repeat(input.len() / n_in);
    let weight = Matrix::new(&weights[at.weight.clone()], n_in);
    multiply(
        (&mut out, n_out),
        Onto::Add,
        Matrix::new(input, n_in),
        weight.flip(),
    );
    out
}

/// Learns the affine map from the slopes of its output and sets or adds those
/// of its input.
pub(super) fn affine_back(
    (weights, slopes): (&[f32], &mut [f32]),
    at: &Affine,
    (input, out): (&[f32], &[f32]),
    (back, onto): (&mut [f32], Onto),
) {
    let n_out = at.bias.len();
    let n_in = at.weight.len() / n_out;
    let out_rows = Matrix::new(out, n_out);
    for row in out.chunks_exact(n_out) {
        add(&mut slopes[at.bias.clone()], row);
    }
    let slope = (&mut slopes[at.weight.clone()], n_in);
    multiply(slope, Onto::Add, out_rows.flip(), Matrix::new(input, n_in));
    let weight = Matrix::new(&weights[at.weight.clone()], n_in);
    multiply((back, n_in), onto, out_rows, weight);
}

pub(super) fn add(sum: &mut [f32], more: &[f32]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// What a norm keeps for the way back.
pub(super) struct Normed {
    /// Rows of mean 0 and deviation 1.
    hat: Vec<f32>,
    /// One over the deviation of each row.
    scale: Vec<f32>,
}

/// Brings each row to mean 0 and deviation 1, then scales and shifts it.
pub(super) fn norm(weights: &[f32], at: &Affine, input: &mut [f32]) -> Normed {
    let n = at.bias.len();
    let (gain, shift) = (&weights[at.weight.clone()], &weights[at.bias.clone()]);
    let mut hat = vec![0.0; input.len()];
    let mut scales = Vec::with_capacity(input.len() / n);
    for (row, hat) in input.chunks_exact_mut(n).zip(hat.chunks_exact_mut(n)) {
        let mean = total(row) / n as f32;
        for (hat, x) in hat.iter_mut().zip(&*row) {
            *hat = x - mean;
        }
        let scale = 1.0 / (dot(hat, hat) / n as f32 + EPSILON).sqrt();
        for (((hat, x), gain), shift) in hat.iter_mut().zip(row).zip(gain).zip(shift) {
            *hat *= scale;
            *x = *hat * gain + shift;
        }
        scales.push(scale);
    }
    Normed { hat, scale: scales }
}

/// Turns the slopes of a norm's output into those of its input.
pub(super) fn norm_back(
    (weights, slopes): (&[f32], &mut [f32]),
    at: &Affine,
    kept: &Normed,
    out: &mut [f32],
) {
    let n = at.bias.len();
    let gain = &weights[at.weight.clone()];
    let rows = out.chunks_exact_mut(n).zip(kept.hat.chunks_exact(n));
    let mut scaled = vec![0.0; n];
    for ((row, hat), scale) in rows.zip(&kept.scale) {
        add(&mut slopes[at.bias.clone()], row);
        let gain_slopes = &mut slopes[at.weight.clone()];
        for ((slope, x), hat) in gain_slopes.iter_mut().zip(&*row).zip(hat) {
            *slope += x * hat;
        }
        for ((scaled, x), gain) in scaled.iter_mut().zip(&*row).zip(gain) {
            *scaled = x * gain;
        }
        let mean = total(&scaled) / n as f32;
        let along = dot(&scaled, hat) / n as f32;
        for ((x, scaled), hat) in row.iter_mut().zip(&scaled).zip(hat) {
            *x = scale * (scaled - mean - hat * along);
        }
    }
}

/// Sums in sixteen lanes, so that the compiler may add them side by side.
fn total(row: &[f32]) -> f32 {
    lanes(row.chunks(16).map(|part| (part, part)), |sum, x, _| {
        *sum += x;
    })
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    lanes(a.chunks(16).zip(b.chunks(16)), |sum, a, b| *sum += a * b)
}

fn lanes<'a>(
    parts: impl Iterator<Item = (&'a [f32], &'a [f32])>,
    each: impl Fn(&mut f32, f32, f32),
) -> f32 {
    let mut sums = [0.0; 16];
    for (a, b) in parts {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            each(sum, *a, *b);
        }
    }
    sums.iter().sum()
}

/// Bends each number by the Gaussian error curve (GELU) and returns the slopes.
pub(super) fn bend(values: &mut [f32]) -> Vec<f32> {
    let mut slopes = vec![0.0; values.len()];
    for (x, slope) in values.iter_mut().zip(&mut slopes) {
        let bell = exp_wide(-0.5 * *x * *x);
        let below = normal_below(*x, bell);
        *slope = below + *x * bell * 0.398_942_3;
        *x *= below;
    }
    slopes
}

/// Returns the share of a normal distribution below `x`; `bell` is e^(-x²/2).
///
/// Source: Abramowitz and Stegun, 7.1.26; wrong by 1.5e-7 at most.
#[inline]
fn normal_below(x: f32, bell: f32) -> f32 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs() * std::f32::consts::FRAC_1_SQRT_2);
    let poly = ((((1.061_405_4 * t - 1.453_152) * t + 1.421_413_7) * t - 0.284_496_74) * t
        + 0.254_829_6)
        * t;
    let above = 0.5 * poly * bell;
    if x < 0.0 { above } else { 1.0 - above }
}

/// Makes each row of `n` numbers positive with sum 1, larger ones more so.
pub(super) fn softmax(rows: &mut [f32], n: usize, scale: f32) {
    for row in rows.chunks_exact_mut(n) {
        let most = row.iter().fold(f32::MIN, |most, x| most.max(*x));
        for x in row.iter_mut() {
            *x = exp_wide((*x - most) * scale);
        }
        let share = 1.0 / total(row);
        for x in row {
            *x *= share;
        }
    }
}

/// Heads of attention and the windows that they may look around in.
pub(super) struct Attention<'a> {
    pub(super) heads: usize,
    pub(super) hidden: usize,
    /// Rows of each window, one behind the other.
    pub(super) windows: &'a [Range<usize>],
}

impl Attention<'_> {
    /// Mixes the values of each window; returns them and how they were mixed.
    pub(super) fn mix(&self, qkv: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let mut mixed = vec![0.0; qkv.len() / 3];
        let sizes = self.windows.iter().map(|rows| rows.len() * rows.len());
        let mut shares = vec![0.0; self.heads * sizes.sum::<usize>()];
        let mut rest = shares.as_mut_slice();
        self.each(|rows, head| {
            let n = rows.len();
            let (share, after) = std::mem::take(&mut rest).split_at_mut(n * n);
            rest = after;
            let [q, k, v] = self.inputs(qkv, &rows, head);
            multiply((share, n), Onto::Set, q, k.flip());
            softmax(share, n, self.scale());
            let out = &mut mixed[rows.start * self.hidden + head..];
            multiply((out, self.hidden), Onto::Set, Matrix::new(share, n), v);
        });
        (mixed, shares)
    }

    /// Returns the slopes of query, key and value.
    pub(super) fn back(&self, qkv: &[f32], shares: &[f32], mixed: &[f32]) -> Vec<f32> {
        let wide = 3 * self.hidden;
        let width = self.hidden / self.heads;
        let mut slopes = vec![0.0; qkv.len()];
        let mut rest = shares;
        let mut inner = Vec::new();
        self.each(|rows, head| {
            let n = rows.len();
            let (share, after) = rest.split_at(n * n);
            rest = after;
            let [q, k, v] = self.inputs(qkv, &rows, head);
            let from = &mixed[rows.start * self.hidden + head..];
            let out = Matrix::strided(from, (n, width), self.hidden);
            inner.clear();
            inner.resize(n * n, 0.0);
            multiply((&mut inner, n), Onto::Set, out, v.flip());
            for (row, share) in inner.chunks_exact_mut(n).zip(share.chunks_exact(n)) {
                let along = dot(row, share);
                for (x, share) in row.iter_mut().zip(share) {
                    *x = share * (*x - along) * self.scale();
                }
            }
            let start = rows.start * wide + head;
            let turned = Matrix::new(&inner, n);
            multiply((&mut slopes[start..], wide), Onto::Set, turned, k);
            let key = &mut slopes[start + self.hidden..];
            multiply((key, wide), Onto::Set, turned.flip(), q);
            let value = &mut slopes[start + 2 * self.hidden..];
            let share = Matrix::new(share, n);
            multiply((value, wide), Onto::Set, share.flip(), out);
        });
        slopes
    }

    /// Visits each head of each window; a head is told by its first column.
    fn each(&self, mut visit: impl FnMut(Range<usize>, usize)) {
        for rows in self.windows {
            for head in 0..self.heads {
                visit(rows.clone(), head * (self.hidden / self.heads));
            }
        }
    }

    fn inputs<'a>(&self, qkv: &'a [f32], rows: &Range<usize>, head: usize) -> [Matrix<'a>; 3] {
        let wide = 3 * self.hidden;
        let shape = (rows.len(), self.hidden / self.heads);
        [0, 1, 2].map(|idx| {
            let from = &qkv[rows.start * wide + idx * self.hidden + head..];
            Matrix::strided(from, shape, wide)
        })
    }

    fn scale(&self) -> f32 {
        1.0 / ((self.hidden / self.heads) as f32).sqrt()
    }
}
