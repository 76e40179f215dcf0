//! Naming with an encoder in full precision, to see what a training is worth.
//!
//! The program that people run uses the exported file and an engine made for
//! it; this is the plain way, with the weights as they were learned.

use super::batch::{Batch, LABELS};
use super::encoder::Encoder;
use super::parts::softmax;
use crate::corpus::Article;
use crate::nlp::Kind;
use crate::nlp::doc::Doc;
use crate::nlp::encoder::pieces::Pieces;
use crate::nlp::encoder::window::{MAX_WINDOW, Split};
use crate::nlp::gazetteer::Lists;
use crate::text::Span;

/// Returns the names that the encoder finds in an article.
///
/// Shape: sorted, not overlapping.
pub fn names(encoder: &Encoder, vocabulary: &Pieces, article: &Article) -> Vec<(Span, Kind)> {
    let doc = Doc::with(article, Lists::All);
    let split = Split::of(&doc, vocabulary);
    let n = encoder.layout.size.labels;
    let mut scores = vec![0.0; doc.len() * n];
    // A second cutting gives every token context on both sides.
    for first in [MAX_WINDOW, MAX_WINDOW / 2] {
        for window in split.windows(vocabulary, first) {
            let mut batch = Batch::default();
            batch.push(&window);
            let mut found = encoder.scores(&batch);
            softmax(&mut found, n, 1.0);
            super::parts::add(&mut scores[window.first_token * n..], &found);
        }
    }
    let mut names: Vec<(Span, Kind)> = Vec::new();
    for (at, label) in best(&scores).into_iter().enumerate() {
        let kinds = [Kind::Person, Kind::Org, Kind::Place, Kind::Group];
        let Some(kind) = label.checked_sub(1).and_then(|label| kinds.get(label / 2)) else {
            continue;
        };
        match names.last_mut() {
            Some(name) if label % 2 == 0 => name.0 = name.0.join(doc.span(at)),
            _ => names.push((doc.span(at), *kind)),
        }
    }
    names
}

/// Returns the likeliest labels of which each may follow the one before.
fn best(shares: &[f32]) -> Vec<usize> {
    const N: usize = LABELS.len();
    let mut sums = [0.0; N];
    let mut from: Vec<[usize; N]> = Vec::new();
    for (at, row) in shares.chunks_exact(N).enumerate() {
        let mut next = [f32::MIN; N];
        let mut back = [0; N];
        for (label, share) in row.iter().enumerate() {
            let inside = label > 0 && label % 2 == 0;
            let before = (0..N).filter(|it| !inside || *it == label || *it + 1 == label);
            let before = before.filter(|it| at > 0 || *it == 0);
            for it in before.filter(|_| at > 0 || !inside) {
                let sum = sums[it] + share.max(1e-9).ln();
                if sum > next[label] {
                    (next[label], back[label]) = (sum, it);
                }
            }
        }
        sums = next;
        from.push(back);
    }
    let mut label = (0..N).fold(0, |best, it| if sums[it] > sums[best] { it } else { best });
    let mut labels = Vec::with_capacity(from.len());
    for back in from.iter().rev() {
        labels.push(label);
        label = back[label];
    }
    labels.reverse();
    labels
}
