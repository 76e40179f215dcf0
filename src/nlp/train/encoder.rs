//! [`Encoder`]: BERT with features, forwards and backwards.
//!
//! The features of a piece enter twice: a row each is added to the embedding of
//! the piece, and they stand beside the last layer's values before the head,
//! which looks at the first piece of each token. Rows of all windows lie one
//! behind the other, without padding; only attention knows of windows.
//!
//! Source: Devlin and others, BERT, 2019, in the size of `MiniLM` (Wang, 2020).

use super::batch::Batch;
use super::chance::Chance;
use super::layout::{Affine, LayerAt, Layout, Size};
use super::matrix::Onto;
use super::parts::{Attention, Normed, add, affine, affine_back, bend, norm, norm_back, softmax};

/// The weights of an encoder.
pub struct Encoder {
    pub layout: Layout,
    pub weights: Vec<f32>,
}

/// How much is left out while learning, by chance.
#[derive(Clone, Copy)]
pub(super) enum Dropout<'a> {
    None,
    Share(f32, &'a Chance),
}

/// What one layer keeps for the way back.
struct Kept {
    input: Vec<f32>,
    qkv: Vec<f32>,
    shares: Vec<f32>,
    mixed: Vec<f32>,
    out_mask: Mask,
    norm_out: Normed,
    middle: Vec<f32>,
    bent: Vec<f32>,
    bend_slopes: Vec<f32>,
    outer_mask: Mask,
    norm_outer: Normed,
}

/// Factors a window and column: 0 for what is left out.
struct Mask(Vec<f32>);

/// What the head keeps for the way back.
struct HeadKept {
    input: Vec<f32>,
    bent: Vec<f32>,
    bend_slopes: Vec<f32>,
}

impl Encoder {
    /// Makes an encoder of small numbers by chance, as if nothing was learned.
    pub fn by_chance(size: Size, seed: u64) -> Self {
        let layout = Layout::new(size);
        let mut chance = Chance::new(seed);
        let mut weights = vec![0.0; layout.n_weights()];
        for part in &layout.parts {
            let is_norm = part.name.contains("norm");
            let is_bias = part.name.ends_with("bias");
            let deviation = match () {
                () if is_bias || part.name.contains("features") => 0.0,
                () if part.name.starts_with("head") => 1.0 / (part.shape.1 as f32).sqrt(),
                () => 0.02,
            };
            for weight in &mut weights[part.range.clone()] {
                *weight = if is_norm && !is_bias {
                    1.0
                } else {
                    deviation * chance.normal()
                };
            }
        }
        Self { layout, weights }
    }

    /// Returns the scores of all labels for every token of the batch.
    pub(super) fn scores(&self, batch: &Batch) -> Vec<f32> {
        let (_, _, head) = self.forward(batch, Dropout::None);
        self.last(&head)
    }

    /// Adds the slopes of the error of `batch`, divided by `total`, to `slopes`
    /// and returns the error itself.
    pub(super) fn learn(
        &self,
        batch: &Batch,
        total: f32,
        (slopes, dropout): (&mut [f32], Dropout<'_>),
    ) -> f32 {
        let (bottom, layers, head) = self.forward(batch, dropout);
        let mut scores = self.last(&head);
        let n = self.layout.size.labels;
        softmax(&mut scores, n, 1.0);
        let mut error = 0.0;
        let told = batch.labels.iter().zip(&batch.weights);
        for (row, (label, weight)) in scores.chunks_exact_mut(n).zip(told) {
            error -= weight * row[*label].max(1e-9).ln() / total;
            row[*label] -= 1.0;
            for x in row {
                *x *= weight / total;
            }
        }
        let mut back = self.head_back(batch, &head, (&scores, slopes));
        for (idx, kept) in layers.iter().enumerate().rev() {
            back = self.layer_back(batch, (&self.layout.layer_at(idx), kept), back, slopes);
        }
        self.bottom_back(batch, &bottom, (back, slopes));
        error
    }

    fn forward(
        &self,
        batch: &Batch,
        dropout: Dropout<'_>,
    ) -> ((Normed, Mask), Vec<Kept>, HeadKept) {
        let mut chance = match dropout {
            Dropout::None => Chance::new(0),
            Dropout::Share(_, chance) => chance.clone(),
        };
        let share = match dropout {
            Dropout::None => 0.0,
            Dropout::Share(share, _) => share,
        };
        let mut values = self.embedded(batch);
        let bottom = norm(
            &self.weights,
            &self.layout.affine_at("embeddings.norm"),
            &mut values,
        );
        let mut mask = || {
            Mask::new(
                batch.windows.len() * self.layout.size.hidden,
                share,
                &mut chance,
            )
        };
        let bottom_mask = mask();
        bottom_mask.apply(batch, &mut values);
        let mut layers = Vec::new();
        for layer in 0..self.layout.size.layers {
            let masks = [mask(), mask()];
            let (kept, after) = self.layer(batch, &self.layout.layer_at(layer), values, masks);
            layers.push(kept);
            values = after;
        }
        let head = self.head(batch, &values, (share, &mut chance));
        ((bottom, bottom_mask), layers, head)
    }

    fn embedded(&self, batch: &Batch) -> Vec<f32> {
        let hidden = self.layout.size.hidden;
        let table = |name: &str| &self.weights[self.layout.at(name)];
        let pieces = table("embeddings.pieces.weight");
        let positions = table("embeddings.positions.weight");
        let features = table("embeddings.features.weight");
        let mut values = vec![0.0; batch.pieces.len() * hidden];
        for (idx, row) in values.chunks_exact_mut(hidden).enumerate() {
            add(row, &pieces[batch.pieces[idx] as usize * hidden..]);
            add(row, &positions[batch.positions[idx] * hidden..]);
            for feature in batch.features[idx].iter() {
                add(row, &features[feature * hidden..]);
            }
        }
        values
    }

    fn bottom_back(
        &self,
        batch: &Batch,
        (kept, mask): &(Normed, Mask),
        (mut back, slopes): (Vec<f32>, &mut [f32]),
    ) {
        let hidden = self.layout.size.hidden;
        mask.apply(batch, &mut back);
        let at = self.layout.affine_at("embeddings.norm");
        norm_back((&self.weights, slopes), &at, kept, &mut back);
        let pieces = self.layout.at("embeddings.pieces.weight").start;
        let positions = self.layout.at("embeddings.positions.weight").start;
        let features = self.layout.at("embeddings.features.weight").start;
        for (idx, row) in back.chunks_exact(hidden).enumerate() {
            let mut add_at = |table: usize, at: usize| {
                let start = table + at * hidden;
                add(&mut slopes[start..start + hidden], row);
            };
            add_at(pieces, batch.pieces[idx] as usize);
            add_at(positions, batch.positions[idx]);
            for feature in batch.features[idx].iter() {
                add_at(features, feature);
            }
        }
    }

    fn attention<'a>(&self, batch: &'a Batch) -> Attention<'a> {
        Attention {
            heads: self.layout.size.heads,
            hidden: self.layout.size.hidden,
            windows: &batch.windows,
        }
    }

    fn layer(
        &self,
        batch: &Batch,
        at: &LayerAt,
        input: Vec<f32>,
        [out_mask, outer_mask]: [Mask; 2],
    ) -> (Kept, Vec<f32>) {
        let weights = &self.weights;
        let qkv = affine(weights, &at.qkv, &input);
        let (mixed, shares) = self.attention(batch).mix(&qkv);
        let mut middle = affine(weights, &at.out, &mixed);
        out_mask.apply(batch, &mut middle);
        add(&mut middle, &input);
        let norm_out = norm(weights, &at.norm_out, &mut middle);
        let mut bent = affine(weights, &at.inner, &middle);
        let bend_slopes = bend(&mut bent);
        let mut values = affine(weights, &at.outer, &bent);
        outer_mask.apply(batch, &mut values);
        add(&mut values, &middle);
        let norm_outer = norm(weights, &at.norm_outer, &mut values);
        let kept = Kept {
            input,
            qkv,
            shares,
            mixed,
            out_mask,
            norm_out,
            middle,
            bent,
            bend_slopes,
            outer_mask,
            norm_outer,
        };
        (kept, values)
    }

    fn layer_back(
        &self,
        batch: &Batch,
        (at, kept): (&LayerAt, &Kept),
        mut back: Vec<f32>,
        slopes: &mut [f32],
    ) -> Vec<f32> {
        let weights = &self.weights;
        norm_back(
            (weights, slopes),
            &at.norm_outer,
            &kept.norm_outer,
            &mut back,
        );
        let mut out = back.clone();
        kept.outer_mask.apply(batch, &mut out);
        let mut bent = vec![0.0; kept.bent.len()];
        affine_back(
            (weights, slopes),
            &at.outer,
            (&kept.bent, &out),
            (&mut bent, Onto::Set),
        );
        times(&mut bent, &kept.bend_slopes);
        let io = (kept.middle.as_slice(), bent.as_slice());
        affine_back((weights, slopes), &at.inner, io, (&mut back, Onto::Add));
        norm_back((weights, slopes), &at.norm_out, &kept.norm_out, &mut back);
        out.copy_from_slice(&back);
        kept.out_mask.apply(batch, &mut out);
        let mut mixed = vec![0.0; kept.mixed.len()];
        affine_back(
            (weights, slopes),
            &at.out,
            (&kept.mixed, &out),
            (&mut mixed, Onto::Set),
        );
        let qkv = self.attention(batch).back(&kept.qkv, &kept.shares, &mixed);
        affine_back(
            (weights, slopes),
            &at.qkv,
            (&kept.input, &qkv),
            (&mut back, Onto::Add),
        );
        back
    }

    fn head_at(&self) -> [Affine; 2] {
        ["head.inner", "head.outer"].map(|name| self.layout.affine_at(name))
    }

    fn head(&self, batch: &Batch, values: &[f32], (share, chance): (f32, &mut Chance)) -> HeadKept {
        let Size {
            hidden, features, ..
        } = self.layout.size;
        let mut input = vec![0.0; batch.firsts.len() * (hidden + features)];
        for (row, first) in input.chunks_exact_mut(hidden + features).zip(&batch.firsts) {
            let (left, right) = row.split_at_mut(hidden);
            left.copy_from_slice(&values[first * hidden..(first + 1) * hidden]);
            for feature in batch.features[*first].iter() {
                right[feature] = 1.0;
            }
        }
        let mut bent = affine(&self.weights, &self.head_at()[0], &input);
        let mut bend_slopes = bend(&mut bent);
        if share > 0.0 {
            let mask = Mask::new(bent.len(), share, chance);
            times(&mut bent, &mask.0);
            times(&mut bend_slopes, &mask.0);
        }
        HeadKept {
            input,
            bent,
            bend_slopes,
        }
    }

    fn last(&self, kept: &HeadKept) -> Vec<f32> {
        affine(&self.weights, &self.head_at()[1], &kept.bent)
    }

    fn head_back(
        &self,
        batch: &Batch,
        kept: &HeadKept,
        (scores, slopes): (&[f32], &mut [f32]),
    ) -> Vec<f32> {
        let Size {
            hidden, features, ..
        } = self.layout.size;
        let [inner, outer] = self.head_at();
        let weights = &self.weights;
        let mut bent = vec![0.0; kept.bent.len()];
        affine_back(
            (weights, slopes),
            &outer,
            (&kept.bent, scores),
            (&mut bent, Onto::Set),
        );
        times(&mut bent, &kept.bend_slopes);
        let mut input = vec![0.0; kept.input.len()];
        affine_back(
            (weights, slopes),
            &inner,
            (&kept.input, &bent),
            (&mut input, Onto::Set),
        );
        let mut back = vec![0.0; batch.pieces.len() * hidden];
        for (row, first) in input.chunks_exact(hidden + features).zip(&batch.firsts) {
            back[first * hidden..(first + 1) * hidden].copy_from_slice(&row[..hidden]);
        }
        back
    }
}

impl Mask {
    fn new(n: usize, share: f32, chance: &mut Chance) -> Self {
        if share <= 0.0 {
            return Self(Vec::new());
        }
        let factor = |_| {
            if chance.unit() < share {
                0.0
            } else {
                1.0 / (1.0 - share)
            }
        };
        Self((0..n).map(factor).collect())
    }

    /// Multiplies the rows of each window by the factors of the window.
    fn apply(&self, batch: &Batch, values: &mut [f32]) {
        if self.0.is_empty() {
            return;
        }
        let n = self.0.len() / batch.windows.len();
        for (window, factors) in batch.windows.iter().zip(self.0.chunks_exact(n)) {
            for row in values[window.start * n..window.end * n].chunks_exact_mut(n) {
                times(row, factors);
            }
        }
    }
}

fn times(values: &mut [f32], factors: &[f32]) {
    for (value, factor) in values.iter_mut().zip(factors) {
        *value *= factor;
    }
}
