//! Says of two signatures whether they are of one story.

use super::signature::{N_BINS, Shared, Signature};

/// Overlap from which two texts are one story.
const ALIKE: f32 = 0.42;
/// Overlap that is enough when most of the shorter text stands in the longer:
/// one was cut, or went on. A report in a roundup of several overlaps less.
const CUT: f32 = 0.3;
/// How much "most of the shorter text" is.
const CONTAINED: f32 = 0.7;
/// The share of the figures that must agree. Templates filled in anew (prices,
/// weather, results) have other figures in the same words.
const FIGURES: f32 = 0.59;
/// The share of the names that must agree.
const NAMES: f32 = 0.4;
/// Half-way between one figure or name that differs and two: one is taken for
/// a correction, and estimates are not whole numbers.
const ONE: f32 = 1.5;
/// Days between two articles from which on no figure passes for corrected.
const APART: u16 = 2;

/// Says whether two texts tell one story.
///
/// Shape: the same for `a, b` and `b, a`; true for equal signatures.
/// Cost: some hundred comparisons of small numbers.
pub(super) fn is_one_story(a: &Signature, b: &Signature) -> bool {
    overlap(a, b).is_some() && figures_agree(a, b) && names_agree(a, b)
}

/// Returns how much two texts overlap, if it is enough for one story.
///
/// Shape: the share of the word runs of both that both have (Jaccard), which
/// is 1 for equal texts.
pub(super) fn overlap(a: &Signature, b: &Signature) -> Option<f32> {
    let n_equal = a.bins.iter().zip(&b.bins).filter(|(a, b)| a == b).count();
    let similarity = number(n_equal) / number(N_BINS);
    let is_enough =
        similarity >= ALIKE || (similarity >= CUT && contained(a, b, similarity) >= CONTAINED);
    is_enough.then_some(similarity)
}

/// Returns the share of the shorter text that stands in the longer.
fn contained(a: &Signature, b: &Signature, similarity: f32) -> f32 {
    let (a, b) = (f32::from(a.n_shingles), f32::from(b.n_shingles));
    similarity / (1.0 + similarity) * (a + b) / a.min(b)
}

fn figures_agree(a: &Signature, b: &Signature) -> bool {
    let is_apart = a.day != 0 && b.day != 0 && a.day.abs_diff(b.day) >= APART;
    let figures = a.figures.shared(&b.figures);
    agree(figures, FIGURES) || (!is_apart && differ_in_one(figures))
}

fn names_agree(a: &Signature, b: &Signature) -> bool {
    let names = a.names.shared(&b.names);
    agree(names, NAMES) || differ_in_one(names)
}

fn agree(shared: Shared, share: f32) -> bool {
    shared.n_common >= shared.n_smaller * share
}

fn differ_in_one(shared: Shared) -> bool {
    shared.n_smaller - shared.n_common < ONE
}

/// Makes a number of a count, which is small.
pub(super) fn number(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
