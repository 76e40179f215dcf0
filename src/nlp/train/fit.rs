//! [`fit`]: the whole training of an encoder.

use std::ops::ControlFlow;

use super::adam::{Adam, Rates};
use super::batch::{Batch, Lesson, Stretch, stretches};
use super::chance::Chance;
use super::encoder::{Dropout, Encoder};
use crate::nlp::encoder::pieces::Pieces;

/// Windows of a step.
const N_WINDOWS: usize = 8;
/// Parts of a step that may be worked on at the same time. The number is fixed,
/// so that sums come out the same whoever does the work.
const N_PARTS: usize = 2;
const DROPOUT: f32 = 0.1;

/// How an encoder is trained.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Plan {
    pub n_epochs: usize,
    pub rates: Rates,
    /// Chance by which a feature is left out.
    pub thin: f32,
    pub seed: u64,
}

impl Default for Plan {
    /// Returns the plan of the shipped encoder.
    fn default() -> Self {
        Self {
            n_epochs: 3,
            rates: Rates {
                given: 1e-4,
                new: 1e-3,
                decay: 0.01,
                rise: 0.08,
            },
            thin: 0.1,
            seed: 1,
        }
    }
}

/// A piece of work that may run beside others.
pub type Work<'a> = Box<dyn FnOnce() + Send + 'a>;

/// What the learning itself cannot do.
pub struct Hands<'a> {
    /// Does some pieces of work, one after the other or side by side: the
    /// outcome is the same, down to the last bit.
    pub run: &'a dyn Fn(Vec<Work<'_>>),
    /// Hears how it goes on, and may end the training.
    pub tell: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

/// What a training tells on its way.
pub enum Progress<'a> {
    Step {
        step: usize,
        n_steps: usize,
        error: f32,
    },
    Epoch {
        epoch: usize,
        encoder: &'a Encoder,
    },
}

/// Trains `encoder` on the lessons, unless it is told to end before.
///
/// Cost: about a second a step of eight windows on one core of a server.
pub fn fit(
    encoder: &mut Encoder,
    (lessons, vocabulary): (&[Lesson], &Pieces),
    plan: &Plan,
    hands: &mut Hands<'_>,
) {
    let mut chance = Chance::new(plan.seed);
    let mut epochs: Vec<Vec<Stretch>> = Vec::new();
    epochs.resize_with(plan.n_epochs, || {
        stretches(lessons, vocabulary, &mut chance)
    });
    let n_steps = epochs
        .iter()
        .map(|epoch| epoch.len().div_ceil(N_WINDOWS))
        .sum();
    let mut adam = Adam::new(&encoder.layout, plan.rates, n_steps);
    let n_weights = encoder.layout.n_weights();
    let mut slopes = vec![vec![0.0; n_weights]; N_PARTS];
    let mut step = 0;
    for (epoch, stretches) in epochs.iter().enumerate() {
        for chunk in stretches.chunks(N_WINDOWS) {
            let error = one_step(
                encoder,
                chunk,
                (&mut slopes, hands.run),
                (plan, &mut chance),
            );
            let (first, others) = slopes.split_at_mut(1);
            for other in others {
                super::parts::add(&mut first[0], other);
            }
            adam.step(&encoder.layout, &mut encoder.weights, &first[0]);
            step += 1;
            let told = (hands.tell)(Progress::Step {
                step,
                n_steps,
                error,
            });
            if told.is_break() {
                return;
            }
        }
        let epoch = epoch + 1;
        if (hands.tell)(Progress::Epoch { epoch, encoder }).is_break() {
            return;
        }
    }
}

/// A place for the slopes of each part, and who does the work.
type Parts<'a> = (&'a mut [Vec<f32>], &'a dyn Fn(Vec<Work<'_>>));

/// Fills the slopes of each part with those of its share of the windows.
fn one_step(
    encoder: &Encoder,
    chunk: &[Stretch],
    (slopes, run): Parts<'_>,
    (plan, chance): (&Plan, &mut Chance),
) -> f32 {
    let total = chunk.iter().flat_map(|it| &it.weights).sum::<f32>();
    let mut shares: Vec<&[Stretch]> = chunk.chunks(chunk.len().div_ceil(N_PARTS)).collect();
    shares.resize(N_PARTS, &[]);
    let mut errors = [0.0; N_PARTS];
    let parts = shares.iter().zip(slopes.iter_mut()).zip(&mut errors);
    let work = parts.map(|((share, slopes), error)| {
        let mut chance = Chance::new(chance.next());
        let work = move || {
            slopes.fill(0.0);
            if share.is_empty() {
                return;
            }
            let mut batch = Batch::of(share);
            batch.thin(plan.thin, &mut chance);
            let dropout = Dropout::Share(DROPOUT, &chance);
            *error = encoder.learn(&batch, total, (slopes, dropout));
        };
        Box::new(work) as Work<'_>
    });
    run(work.collect());
    errors.iter().sum()
}
