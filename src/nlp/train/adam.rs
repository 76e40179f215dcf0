//! [`Adam`]: how slopes change weights.
//!
//! Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019.

use super::layout::Layout;

/// Settings of one training.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rates {
    /// Step of the given weights.
    pub given: f32,
    /// Step of the weights that begin at chance or at zero.
    pub new: f32,
    /// Share of the weight that goes in a step of 1.
    pub decay: f32,
    /// Share of all steps in which the rate rises.
    pub rise: f32,
}

/// The memory of the optimizer.
pub(super) struct Adam {
    rates: Rates,
    mean: Vec<f32>,
    spread: Vec<f32>,
    n_steps: i32,
    n_all: usize,
}

const MEAN: f32 = 0.9;
const SPREAD: f32 = 0.999;
/// Longest slope of all weights together.
const LONGEST: f32 = 1.0;

impl Adam {
    /// Prepares `n_all` steps.
    pub(super) fn new(layout: &Layout, rates: Rates, n_all: usize) -> Self {
        Self {
            rates,
            mean: vec![0.0; layout.n_weights()],
            spread: vec![0.0; layout.n_weights()],
            n_steps: 0,
            n_all: n_all.max(1),
        }
    }

    /// Returns the share of the full rate: rising at first, then falling.
    fn share(&self) -> f32 {
        let done = self.n_steps as f32 / self.n_all as f32;
        let rising = (self.n_steps + 1) as f32 / (self.rates.rise * self.n_all as f32).max(1.0);
        rising.min(1.0) * (1.0 - done).max(0.02)
    }

    /// Moves the weights down the slopes, which are cut to a length of 1.
    pub(super) fn step(&mut self, layout: &Layout, weights: &mut [f32], slopes: &[f32]) {
        let squares = slopes.chunks(4096).map(|part| {
            let sum: f32 = part.iter().map(|x| x * x).sum();
            f64::from(sum)
        });
        let length = squares.sum::<f64>().sqrt() as f32;
        let cut = (LONGEST / length.max(1e-6)).min(1.0);
        let share = self.share();
        self.n_steps += 1;
        let mean_share = 1.0 - MEAN.powi(self.n_steps);
        let spread_share = 1.0 - SPREAD.powi(self.n_steps);
        for part in &layout.parts {
            let rate = share
                * if Layout::is_new(part) {
                    self.rates.new
                } else {
                    self.rates.given
                };
            let (keep, step) = (1.0 - rate * self.rates.decay, rate / mean_share);
            let range = part.range.clone();
            let weights = weights[range.clone()]
                .iter_mut()
                .zip(&slopes[range.clone()]);
            let memory = self.mean[range.clone()]
                .iter_mut()
                .zip(&mut self.spread[range]);
            for ((weight, slope), (mean, spread)) in weights.zip(memory) {
                let slope = slope * cut;
                *mean += (1.0 - MEAN) * (slope - *mean);
                *spread += (1.0 - SPREAD) * (slope * slope - *spread);
                *weight = *weight * keep - step * *mean / ((*spread / spread_share).sqrt() + 1e-8);
            }
        }
    }
}
