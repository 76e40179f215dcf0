//! Learns the weights of the tagger.
//!
//! A conditional random field by stochastic gradient descent: each stretch of
//! tokens pulls the weights of its features towards its labels, large weights
//! are drawn towards zero, some features are left out at random, and the
//! result is the average over the second half of the way. Everything happens
//! in one thread in a fixed order with our own exponential, so the same samples
//! and seed give the same bytes.
//!
//! Source: Lafferty, `McCallum` and Pereira 2001 (the model); Bottou 2010
//! (averaged stochastic gradient descent).

use super::bio::Sample;
use crate::nlp::doc::Doc;
use crate::nlp::finder;
use crate::nlp::tagger::decode::Lattice;
use crate::nlp::tagger::label::{self, N_LABELS, OUTSIDE, may_follow};
use crate::nlp::tagger::model::{self, NEVER, Scores};
use crate::nlp::tagger::{Page, feature, stretches};
use crate::nlp::time::Times;
use crate::nlp::watch::Forms;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// The number of rows is 2 to the power of this.
    pub bits: u32,
    pub n_epochs: u32,
    pub rate: f32,
    /// Pull towards zero, in total over one epoch.
    pub decay: f32,
    /// Part of the features left out each time.
    pub dropout: f32,
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            bits: 18,
            n_epochs: 10,
            rate: 0.02,
            decay: 3.0,
            dropout: 0.1,
            seed: 1,
        }
    }
}

/// One stretch with its features and labels.
struct Sequence {
    /// Rows of all tokens, one after the other.
    rows: Vec<u32>,
    /// Where the rows of each token end.
    ends: Vec<usize>,
    gold: Vec<usize>,
    weight: f32,
}

/// The weights on their way.
struct Learner {
    recipe: Recipe,
    /// True weights are `scale` times these: the pull towards zero then costs
    /// one multiplication instead of millions.
    weights: Vec<f32>,
    scale: f32,
    transitions: [Scores; N_LABELS],
    sum: Vec<f32>,
    sum_transitions: [Scores; N_LABELS],
    n_sums: f32,
    n_steps: f32,
    random: Random,
}

/// Learns from `samples` and returns the bytes of the model.
///
/// Cost: about one second per 10,000 tokens.
pub fn train(samples: &[Sample], recipe: Recipe) -> Vec<u8> {
    let sequences: Vec<Sequence> = samples
        .iter()
        .flat_map(|sample| sequences(sample, recipe.bits))
        .collect();
    let mut learner = Learner::new(recipe);
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    for epoch in 0..recipe.n_epochs {
        learner.random.shuffle(&mut order);
        for (n_done, &idx) in order.iter().enumerate() {
            learner.step(&sequences[idx], sequences.len());
            let third = (sequences.len() / 3).max(1);
            if 2 * epoch >= recipe.n_epochs && n_done % third == third - 1 {
                learner.remember();
            }
        }
    }
    learner.finish()
}

/// Turns a labelled document into sequences.
fn sequences(sample: &Sample, bits: u32) -> Vec<Sequence> {
    let doc = Doc::new(&sample.article);
    let before = finder::proposed(&doc, &Times::find(&doc), &Forms::default());
    let page = Page::new(&doc, &before.names, &before.short);
    let gold = gold(sample, &doc);
    let mask = (1_u64 << bits) - 1;
    let mut sequences = Vec::new();
    for (first, end) in stretches(&doc) {
        let mut sequence = Sequence {
            rows: Vec::new(),
            ends: Vec::new(),
            gold: closed(&gold[first..end]),
            weight: sample.weight,
        };
        for at in first..end {
            let rows = &mut sequence.rows;
            let mut give = |it: u64| rows.push(u32::try_from(it & mask).unwrap_or(0));
            feature::all(&page, at, &mut give);
            sequence.ends.push(sequence.rows.len());
        }
        sequences.push(sequence);
    }
    sequences
}

/// Returns the label of each token of `doc`.
fn gold(sample: &Sample, doc: &Doc<'_>) -> Vec<usize> {
    let named = sample.labels(doc);
    let mut labels = vec![OUTSIDE; doc.len()];
    let mut at = 0;
    while at < named.len() {
        let Some((kind, _)) = named[at] else {
            at += 1;
            continue;
        };
        let first = at;
        at += 1;
        while named.get(at) == Some(&Some((kind, false))) {
            at += 1;
        }
        label::write(kind, &mut labels[first..at]);
    }
    labels
}

/// Drops names that reach beyond the stretch.
fn closed(labels: &[usize]) -> Vec<usize> {
    let mut kept = vec![OUTSIDE; labels.len()];
    for (first, end, kind) in label::read(labels) {
        if first == 0 || may_follow(labels[first - 1], labels[first]) {
            label::write(kind, &mut kept[first..end]);
        }
    }
    kept
}

impl Learner {
    fn new(recipe: Recipe) -> Self {
        let n_weights = N_LABELS << recipe.bits;
        let transitions = std::array::from_fn(|label| {
            std::array::from_fn(|next| if may_follow(label, next) { 0.0 } else { NEVER })
        });
        Self {
            recipe,
            weights: vec![0.0; n_weights],
            scale: 1.0,
            transitions,
            sum: vec![0.0; n_weights],
            sum_transitions: [[0.0; N_LABELS]; N_LABELS],
            n_sums: 0.0,
            n_steps: 0.0,
            random: Random(recipe.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^24")]
    fn step(&mut self, whole: &Sequence, n_sequences: usize) {
        let n = n_sequences as f32;
        let decay = self.recipe.decay / n;
        self.n_steps += 1.0;
        let slower = 1.0 + self.recipe.rate * decay * self.n_steps + self.n_steps / (4.0 * n);
        let rate = self.recipe.rate / slower;
        let (rows, ends) = self.drop_out(whole);
        let scores = self.scores(&rows, &ends);
        self.scale *= 1.0 - rate * decay;
        let before = self.transitions;
        let lattice = Lattice::new(&before);
        let chances = lattice.chances(&scores);
        let mut last = OUTSIDE;
        let mut start = 0;
        for (at, (&end, &gold)) in ends.iter().zip(&whole.gold).enumerate() {
            let mut pull = chances.at(at);
            pull[gold] -= 1.0;
            let strength = rate * whole.weight / self.scale;
            if pull.iter().any(|it| it.abs() > 2e-3) {
                for &row in &rows[start..end] {
                    let row = &mut self.weights[row as usize * N_LABELS..][..N_LABELS];
                    for (weight, pull) in row.iter_mut().zip(&pull) {
                        *weight -= strength * pull;
                    }
                }
            }
            start = end;
            self.pull_transitions(rate * whole.weight, (last, gold), |label, next| match at {
                0 => f32::from(u8::from(label == OUTSIDE)) * chances.at(0)[next],
                _ => chances.pair(at - 1, &lattice)[label][next],
            });
            last = gold;
        }
    }

    fn pull_transitions(
        &mut self,
        strength: f32,
        gold: (usize, usize),
        chance: impl Fn(usize, usize) -> f32,
    ) {
        for (label, row) in self.transitions.iter_mut().enumerate() {
            for (next, weight) in row.iter_mut().enumerate() {
                if may_follow(label, next) {
                    let wanted = f32::from(u8::from((label, next) == gold));
                    *weight -= strength * (chance(label, next) - wanted);
                }
            }
        }
    }

    fn scores(&self, rows: &[u32], ends: &[usize]) -> Vec<Scores> {
        let mut start = 0;
        let mut all = Vec::with_capacity(ends.len());
        for &end in ends {
            let mut scores = [0.0; N_LABELS];
            for &row in &rows[start..end] {
                let row = &self.weights[row as usize * N_LABELS..][..N_LABELS];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += weight;
                }
            }
            all.push(scores.map(|score| score * self.scale));
            start = end;
        }
        all
    }

    fn drop_out(&mut self, whole: &Sequence) -> (Vec<u32>, Vec<usize>) {
        let mut rows = Vec::with_capacity(whole.rows.len());
        let mut ends = Vec::with_capacity(whole.ends.len());
        let mut start = 0;
        for &end in &whole.ends {
            for row in &whole.rows[start..end] {
                if self.random.part() >= self.recipe.dropout {
                    rows.push(*row);
                }
            }
            ends.push(rows.len());
            start = end;
        }
        (rows, ends)
    }

    fn remember(&mut self) {
        for (sum, weight) in self.sum.iter_mut().zip(&self.weights) {
            *sum += self.scale * weight;
        }
        for (sum, weight) in self
            .sum_transitions
            .iter_mut()
            .flatten()
            .zip(self.transitions.iter().flatten())
        {
            *sum += weight;
        }
        self.n_sums += 1.0;
    }

    fn finish(self) -> Vec<u8> {
        let n = self.n_sums.max(1.0);
        let weights: Vec<f32> = self.sum.iter().map(|sum| sum / n).collect();
        let transitions = self.sum_transitions.map(|row| row.map(|sum| sum / n));
        model::write(&weights, &transitions, self.recipe.bits)
    }
}

/// A small generator of random numbers (xorshift, 64 bits).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Returns a number from 0 to below 1.
    fn part(&mut self) -> f32 {
        f32::from(u16::try_from(self.next() >> 48).unwrap_or(0)) / 65536.0
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            let n = at as u64 + 1;
            order.swap(at, usize::try_from(self.next() % n).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::nlp::tagger::Tagger;
    use crate::nlp::tagger::model::Model;
    use crate::nlp::train::bio;

    const SAMPLE: &str = include_str!("../../../tests/data/names.bio");

    fn names(bytes: &[u8], text: &str) -> Vec<(String, &'static str)> {
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let before = finder::proposed(&doc, &Times::find(&doc), &Forms::default());
        let page = Page::new(&doc, &before.names, &before.short);
        let tagger = Tagger::new(Model::read(bytes).unwrap());
        let found = tagger.find(&page);
        found
            .iter()
            .map(|it| {
                (
                    doc.join(it.first, it.end).of(text).to_owned(),
                    it.kind.name(),
                )
            })
            .collect()
    }

    #[test]
    fn the_same_sample_and_seed_give_the_same_bytes() {
        let recipe = Recipe {
            bits: 14,
            n_epochs: 6,
            rate: 0.05,
            ..Recipe::default()
        };
        let samples = bio::read(SAMPLE, 1.0);
        let first = train(&samples, recipe);
        assert!(first == train(&samples, recipe), "two runs differ");
        let other = train(&samples, Recipe { seed: 2, ..recipe });
        assert!(first != other, "the seed is not used");
        let text = "In Northam, the Harbor Board told Radio Kestrel that Ada Lund had left.";
        let found = names(&first, text);
        let found: Vec<(&str, &str)> = found.iter().map(|it| (it.0.as_str(), it.1)).collect();
        assert!(found.contains(&("Ada Lund", "person")), "{found:?}");
        assert!(found.contains(&("Northam", "place")), "{found:?}");
    }

    #[test]
    fn the_sequences_carry_the_labels() {
        let samples = bio::read(SAMPLE, 1.0);
        let n_wanted: usize = samples.iter().map(|it| it.names.len()).sum();
        let found = samples.iter().flat_map(|it| sequences(it, 10));
        let n_found: usize = found.map(|it| label::read(&it.gold).len()).sum();
        assert_eq!(n_found, n_wanted);
    }
}
