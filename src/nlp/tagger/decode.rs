//! The best labels of a stretch of tokens, and how sure they are.

use super::label::{N_LABELS, OUTSIDE, is_open};
use super::model::{NEVER, Scores, exp};

/// What the tagger knows of transitions, ready for sums of probabilities.
pub(in crate::nlp) struct Lattice<'a> {
    weights: &'a [Scores; N_LABELS],
    factors: [Scores; N_LABELS],
}

/// Probabilities of a stretch.
pub(in crate::nlp) struct Chances {
    /// Chance of each label at each token, up to a common factor per token.
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    #[cfg(any(test, feature = "train"))]
    emitted: Vec<Scores>,
}

impl<'a> Lattice<'a> {
    pub(in crate::nlp) fn new(weights: &'a [Scores; N_LABELS]) -> Self {
        let factors = weights.map(|row| row.map(|it| if it <= NEVER { 0.0 } else { exp(it) }));
        Self { weights, factors }
    }

    /// Finds the best labels (Viterbi).
    ///
    /// Shape: one label per row of `scores`; before and behind the stretch no
    /// name is open.
    pub(in crate::nlp) fn best(&self, scores: &[Scores]) -> Vec<usize> {
        let mut came_from: Vec<[u8; N_LABELS]> = Vec::with_capacity(scores.len());
        let mut here = [NEVER; N_LABELS];
        here[OUTSIDE] = 0.0;
        for emitted in scores {
            let mut next = [f32::MIN; N_LABELS];
            let mut from = [0_u8; N_LABELS];
            for ((label, score), row) in (0_u8..).zip(&here).zip(self.weights) {
                for ((best, origin), weight) in next.iter_mut().zip(&mut from).zip(row) {
                    if score + weight > *best {
                        *best = score + weight;
                        *origin = label;
                    }
                }
            }
            for (total, own) in next.iter_mut().zip(emitted) {
                *total += own;
            }
            here = next;
            came_from.push(from);
        }
        let closed = (0..N_LABELS).filter(|label| !is_open(*label));
        let last = closed.max_by(|a, b| here[*a].total_cmp(&here[*b]).then(b.cmp(a)));
        let mut label = last.unwrap_or(OUTSIDE);
        let mut labels = vec![OUTSIDE; scores.len()];
        for (place, from) in labels.iter_mut().zip(&came_from).rev() {
            *place = label;
            label = usize::from(from[label]);
        }
        labels
    }

    /// Sums up all ways through the stretch (forward and backward).
    pub(in crate::nlp) fn chances(&self, scores: &[Scores]) -> Chances {
        let emitted: Vec<Scores> = scores.iter().map(relative).collect();
        let mut forward = Vec::with_capacity(scores.len());
        let mut here = [0.0; N_LABELS];
        here[OUTSIDE] = 1.0;
        for own in &emitted {
            let mut next = [0.0; N_LABELS];
            for (chance, row) in here.iter().zip(&self.factors) {
                if *chance > 0.0 {
                    for (sum, factor) in next.iter_mut().zip(row) {
                        *sum += chance * factor;
                    }
                }
            }
            for (sum, own) in next.iter_mut().zip(own) {
                *sum *= own;
            }
            here = normal(&next);
            forward.push(here);
        }
        let mut backward = vec![[0.0; N_LABELS]; scores.len()];
        let mut behind: Scores = std::array::from_fn(|label| f32::from(u8::from(!is_open(label))));
        for (place, own) in backward.iter_mut().zip(&emitted).rev() {
            *place = behind;
            let reached: Scores = std::array::from_fn(|label| behind[label] * own[label]);
            let before = self.factors.map(|row| dot(&row, &reached));
            behind = normal(&before);
        }
        Chances {
            forward,
            backward,
            #[cfg(any(test, feature = "train"))]
            emitted,
        }
    }
}

impl Chances {
    /// Returns the probability of each label at a token.
    pub(in crate::nlp) fn at(&self, at: usize) -> Scores {
        match (self.forward.get(at), self.backward.get(at)) {
            (Some(before), Some(behind)) => {
                normal(&std::array::from_fn(|label| before[label] * behind[label]))
            }
            _ => [0.0; N_LABELS],
        }
    }

    /// Returns the probability of each pair of labels at a token and the next.
    #[cfg(any(test, feature = "train"))]
    pub(in crate::nlp) fn pair(&self, at: usize, lattice: &Lattice<'_>) -> [Scores; N_LABELS] {
        let mut pairs = lattice.factors;
        let mut total = 0.0;
        for (label, row) in pairs.iter_mut().enumerate() {
            for (next, chance) in row.iter_mut().enumerate() {
                *chance *= self.forward[at][label]
                    * self.emitted[at + 1][next]
                    * self.backward[at + 1][next];
                total += *chance;
            }
        }
        if total > 0.0 {
            for chance in pairs.iter_mut().flatten() {
                *chance /= total;
            }
        }
        pairs
    }
}

fn relative(scores: &Scores) -> Scores {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| exp(score - most))
}

fn normal(chances: &Scores) -> Scores {
    let total: f32 = chances.iter().sum();
    if total > 0.0 {
        chances.map(|chance| chance / total)
    } else {
        *chances
    }
}

fn dot(a: &Scores, b: &Scores) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
