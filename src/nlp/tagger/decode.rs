//! The best labels of a stretch of tokens, and how sure they are.

use super::label::{N_LABELS, OUTSIDE, is_open};
use super::model::{NEVER, Scores};
use crate::nlp::exp::exp;

/// Labels with no name open behind them.
const CLOSED: [usize; N_CLOSED] = [0, 3, 4, 7, 8, 11, 12, 15, 16];
/// Labels that may follow those.
const FREE: [usize; N_CLOSED] = [0, 1, 4, 5, 8, 9, 12, 13, 16];
/// First labels of the kinds; the inner one and the last one come next.
const FIRSTS: [usize; 4] = [1, 5, 9, 13];
const N_CLOSED: usize = 9;
/// Filled up, so that several are reckoned with in one step.
const WIDTH: usize = 12;

/// Numbers of the transitions from each of one set of labels to each of another.
type Grid = [[f32; WIDTH]; N_CLOSED];

/// What the tagger knows of transitions, ready for sums of probabilities.
///
/// Two thirds of the transitions are illegal. The others are those from a
/// closed label to a free one, and those inside a name.
pub(in crate::nlp) struct Lattice<'a> {
    weights: &'a [Scores; N_LABELS],
    factors: [Scores; N_LABELS],
    /// Weights by closed label, then by free one.
    closed_weights: Grid,
    closed_factors: Grid,
    /// Factors by free label, then by closed one.
    free_factors: Grid,
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
        let grid = |beyond: f32, of: &dyn Fn(usize, usize) -> f32| -> Grid {
            std::array::from_fn(|row| {
                std::array::from_fn(|column| {
                    if column < N_CLOSED {
                        of(row, column)
                    } else {
                        beyond
                    }
                })
            })
        };
        Self {
            weights,
            closed_weights: grid(NEVER, &|from, to| weights[CLOSED[from]][FREE[to]]),
            closed_factors: grid(0.0, &|from, to| factors[CLOSED[from]][FREE[to]]),
            free_factors: grid(0.0, &|to, from| factors[CLOSED[from]][FREE[to]]),
            factors,
        }
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
            let (mut next, from) = self.step(&here);
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

    /// Returns the best score of each label and the label before it.
    fn step(&self, here: &Scores) -> (Scores, [u8; N_LABELS]) {
        let mut best = [f32::MIN; WIDTH];
        let mut origin = [0_u32; WIDTH];
        for ((label, place), row) in (0_u32..).zip(CLOSED).zip(&self.closed_weights) {
            for ((best, origin), weight) in best.iter_mut().zip(&mut origin).zip(row) {
                let total = here[place] + weight;
                let wins = total > *best;
                *best = if wins { total } else { *best };
                *origin = if wins { label } else { *origin };
            }
        }
        let mut next = [f32::MIN; N_LABELS];
        let mut from = [0_u8; N_LABELS];
        for ((label, best), origin) in FREE.into_iter().zip(best).zip(origin) {
            next[label] = best;
            from[label] = small(CLOSED[origin as usize]);
        }
        for first in FIRSTS {
            let inner = first + 1;
            for label in [inner, inner + 1] {
                let begun = here[first] + self.weights[first][label];
                let going = here[inner] + self.weights[inner][label];
                let goes_on = going > begun;
                next[label] = if goes_on { going } else { begun };
                from[label] = small(if goes_on { inner } else { first });
            }
        }
        (next, from)
    }

    /// Sums up all ways through the stretch (forward and backward).
    pub(in crate::nlp) fn chances(&self, scores: &[Scores]) -> Chances {
        let emitted: Vec<Scores> = scores.iter().map(relative).collect();
        let mut forward = Vec::with_capacity(scores.len());
        let mut here = [0.0; N_LABELS];
        here[OUTSIDE] = 1.0;
        for own in &emitted {
            let mut next = self.onward(&here);
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
            behind = normal(&self.back(&reached));
        }
        Chances {
            forward,
            backward,
            #[cfg(any(test, feature = "train"))]
            emitted,
        }
    }
}

impl Lattice<'_> {
    /// Sums up the ways to each label.
    fn onward(&self, here: &Scores) -> Scores {
        let mut sums = [0.0; WIDTH];
        for (place, row) in CLOSED.into_iter().zip(&self.closed_factors) {
            for (sum, factor) in sums.iter_mut().zip(row) {
                *sum += here[place] * factor;
            }
        }
        let mut next = [0.0; N_LABELS];
        for (label, sum) in FREE.into_iter().zip(sums) {
            next[label] = sum;
        }
        for first in FIRSTS {
            let inner = first + 1;
            for label in [inner, inner + 1] {
                next[label] = here[first] * self.factors[first][label]
                    + here[inner] * self.factors[inner][label];
            }
        }
        next
    }

    /// Sums up the ways from each label.
    fn back(&self, reached: &Scores) -> Scores {
        let mut sums = [0.0; WIDTH];
        for (place, row) in FREE.into_iter().zip(&self.free_factors) {
            for (sum, factor) in sums.iter_mut().zip(row) {
                *sum += factor * reached[place];
            }
        }
        let mut before = [0.0; N_LABELS];
        for (label, sum) in CLOSED.into_iter().zip(sums) {
            before[label] = sum;
        }
        for first in FIRSTS {
            let (inner, last) = (first + 1, first + 2);
            for label in [first, inner] {
                let row = &self.factors[label];
                before[label] = row[inner] * reached[inner] + row[last] * reached[last];
            }
        }
        before
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

fn small(label: usize) -> u8 {
    u8::try_from(label).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::label::may_follow;
    use super::*;

    #[test]
    fn the_legal_transitions_are_those_of_the_labels() {
        let mut legal = [[false; N_LABELS]; N_LABELS];
        for label in CLOSED {
            assert!(!is_open(label));
            for next in FREE {
                legal[label][next] = true;
            }
        }
        for first in FIRSTS {
            for label in [first, first + 1] {
                legal[label][first + 1] = true;
                legal[label][first + 2] = true;
            }
        }
        for (label, row) in legal.iter().enumerate() {
            for (next, is_legal) in row.iter().enumerate() {
                assert_eq!(*is_legal, may_follow(label, next), "{label} {next}");
            }
        }
    }
}
