//! The precise tier: reads an article window by window and says which names
//! stand in it.
//!
//! [`Encoder`] is the model as this layer sees it: word pieces in, scores of
//! labels out. [`Profile`] says how to write the one
//! and what the other mean. The names of the fast tier come in as advice, and
//! what the model has no word for stays as the fast tier found it.

use super::combine::{combine, favor};
use super::decode::{names, viterbi};
use super::profile::Profile;
use super::window::{MAX_WINDOW, Split, Window};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;

/// A loaded model.
pub trait Encoder {
    fn profile(&self) -> &Profile;

    /// Runs the model on one window.
    ///
    /// Shape: one row a piece, one column a label; `None` when it was told to
    /// stop or the model failed.
    fn run(&mut self, input: &Input) -> Option<Vec<f32>>;
}

/// One window as the model takes it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Input {
    pub pieces: Vec<u32>,
    /// One row a piece, one column a feature; empty for a model that takes none.
    pub features: Vec<f32>,
}

/// Pieces of an article that are read; names behind them are left to the fast
/// tier. This is some 50,000 words.
const MAX_PIECES: usize = 1 << 16;

/// Most pieces of the first window, for each cutting of the article. What
/// stands at the edge of a window in one stands inside of one in the other.
const CUTS: [usize; 2] = [MAX_WINDOW, MAX_WINDOW / 2];

/// Reads the article and decides anew about its names.
///
/// `fast` are the names of the fast tier, sorted and not overlapping.
/// Shape: sorted by place, not overlapping; `None` when the encoder stopped.
/// Cost: the encoder's, linear in the text up to a limit.
pub(in crate::nlp) fn refine(
    doc: &Doc<'_>,
    fast: Vec<Candidate>,
    encoder: &mut dyn Encoder,
) -> Option<Vec<Candidate>> {
    let mut sums = read(doc, encoder)?;
    let labels = encoder.profile().labels();
    let n_labels = labels.len();
    let n_read = sums.len() / n_labels;
    for row in sums.chunks_exact_mut(n_labels) {
        let whole: f32 = row.iter().sum();
        for sum in row {
            *sum /= whole.max(f32::MIN_POSITIVE);
        }
    }
    let mut scores: Vec<f32> = sums.iter().map(|share| (share + 1e-9).ln()).collect();
    favor(&mut scores, labels, &fast);
    let found = names(&viterbi(&scores, labels), labels);
    let sure = found.into_iter().map(|name| {
        let rows = sums.chunks_exact(n_labels);
        let rows = rows.skip(name.first).take(name.end - name.first);
        (name, labels.share(name.kind, rows))
    });
    Some(combine(doc, labels, (fast, n_read), sure.collect()))
}

/// Adds up the shares of the labels for each token.
///
/// Shape: one row a token that was read, one column a label.
fn read(doc: &Doc<'_>, encoder: &mut dyn Encoder) -> Option<Vec<f32>> {
    let profile = encoder.profile();
    let n_labels = profile.labels().len();
    let split = Split::of(doc, profile.pieces());
    let mut cuts: Vec<Vec<Window>> = CUTS
        .iter()
        .map(|first| split.windows(profile.pieces(), *first))
        .collect();
    if cuts.iter().any(|windows| windows.len() <= 1) {
        // The whole article is one window: nothing is gained by a second look.
        cuts.truncate(1);
    }
    let mut sums = vec![0.0; doc.len() * n_labels];
    let mut n_read = doc.len();
    for windows in cuts {
        let mut n_pieces = 0;
        for window in windows {
            n_pieces += window.pieces.len();
            if n_pieces > MAX_PIECES {
                n_read = n_read.min(window.first_token);
                break;
            }
            let input = encoder.profile().input(&window);
            let logits = encoder.run(&input)?;
            add(&mut sums, &window, (&logits, n_labels));
        }
    }
    sums.truncate(n_read * n_labels);
    Some(sums)
}

/// Adds the shares of the labels of one window; the first piece of a token
/// speaks for it.
fn add(sums: &mut [f32], window: &Window, (logits, n_labels): (&[f32], usize)) {
    let first = window.first_token * n_labels;
    let rows = sums.get_mut(first..).unwrap_or_default();
    for (row, start) in rows.chunks_exact_mut(n_labels).zip(&window.starts) {
        let at = *start as usize * n_labels;
        let logits = logits.get(at..at + n_labels).unwrap_or_default();
        let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let shares: Vec<f32> = logits.iter().map(|it| (it - highest).exp()).collect();
        let whole: f32 = shares.iter().sum();
        if whole.is_finite() && whole > 0.0 {
            for (sum, share) in row.iter_mut().zip(shares) {
                *sum += share / whole;
            }
        }
    }
}
