//! Labels of words: the best legal sequence, and the names in it.
//!
//! [`viterbi`] looks for the sequence of labels with the highest sum of scores
//! in which every name is whole; [`names`] reads the names off it. Neither
//! knows where the scores come from.

use super::labels::{Labels, Place};
use crate::nlp::Kind;

/// A name in a sequence of labels, in words `first..end`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Name {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// Returns the label of each word.
///
/// Shape: `scores` holds one row a word, one column a label; so many labels as
/// rows come back. Ties go to the label that stands first.
/// Cost: rows times the square of the labels.
pub(super) fn viterbi(scores: &[f32], labels: &Labels) -> Vec<usize> {
    let n_labels = labels.len();
    let n_words = scores.len() / n_labels.max(1);
    let legal: Vec<Vec<usize>> = (0..n_labels)
        .map(|next| {
            let before = (0..n_labels).filter(|&at| labels.may_follow(Some(at), Some(next)));
            before.collect()
        })
        .collect();
    let edge = |holds: bool| if holds { 0.0 } else { f32::NEG_INFINITY };
    let mut best: Vec<f32> = Vec::new();
    let mut came_from: Vec<u16> = Vec::with_capacity(scores.len());
    for row in scores.chunks_exact(n_labels) {
        let mut next = Vec::with_capacity(n_labels);
        for (label, score) in row.iter().enumerate() {
            let (from, sum) = if best.is_empty() {
                (0, edge(labels.may_follow(None, Some(label))))
            } else {
                highest(&best, legal.get(label).map_or(&[], Vec::as_slice))
            };
            came_from.push(u16::try_from(from).unwrap_or(0));
            next.push(sum + score);
        }
        best = next;
    }
    for (label, sum) in best.iter_mut().enumerate() {
        *sum += edge(labels.may_follow(Some(label), None));
    }
    let all: Vec<usize> = (0..best.len()).collect();
    let (mut label, _) = highest(&best, &all);
    let mut found = vec![0; n_words];
    for (word, place) in found.iter_mut().enumerate().rev() {
        *place = label;
        let from = came_from.get(word * n_labels + label);
        label = from.copied().unwrap_or(0).into();
    }
    found
}

/// Returns the first of `of` with the highest sum.
fn highest(sums: &[f32], of: &[usize]) -> (usize, f32) {
    let mut best = (of.first().copied().unwrap_or(0), f32::NEG_INFINITY);
    for &at in of {
        let sum = sums.get(at).copied().unwrap_or(f32::NEG_INFINITY);
        if sum > best.1 {
            best = (at, sum);
        }
    }
    best
}

/// Reads the names off a sequence of labels; those of types that are left out
/// are none.
///
/// Shape: sorted by place, not overlapping.
pub(super) fn names(found: &[usize], labels: &Labels) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut family = None;
    for (word, &label) in found.iter().enumerate() {
        let Some(label) = labels.items.get(label) else {
            continue;
        };
        let begins = matches!(label.place, Place::Begin | Place::Single);
        let goes_on = !begins && label.place != Place::Outside && family == Some(label.family);
        family = (label.place != Place::Outside).then_some(label.family);
        match (names.last_mut(), label.kind) {
            (Some(name), Some(_)) if goes_on => name.end = word + 1,
            (_, Some(kind)) => names.push(Name {
                first: word,
                end: word + 1,
                kind,
            }),
            (_, None) => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::labels::tests::labels;
    use super::*;

    const BIO: &str = "O B-PER I-PER B-LOC I-LOC";

    /// Decodes rows of scores; the names are shown as `first-end kind`.
    fn check(scheme: &str, rows: &[&[f32]], expected: &str) {
        let labels = labels(scheme);
        let found = viterbi(&rows.concat(), &labels);
        assert_eq!(found.len(), rows.len());
        let shown: Vec<String> = names(&found, &labels)
            .iter()
            .map(|name| format!("{}-{} {}", name.first, name.end, name.kind.name()))
            .collect();
        assert_eq!(shown.join(", "), expected);
    }

    #[test]
    fn the_best_legal_sequence_wins() {
        check(BIO, &[&[1., 0., 0., 0., 0.]], "");
        check(
            BIO,
            &[&[0., 2., 0., 0., 0.], &[0., 0., 2., 0., 0.]],
            "0-2 person",
        );
        // `I-PER` alone is illegal: the name begins where that costs least.
        check(
            BIO,
            &[&[1., 0., 0., 0., 0.], &[0., 1., 3., 0., 0.]],
            "0-2 person",
        );
        check(
            BIO,
            &[&[4., 0., 0., 0., 0.], &[0., 1., 3., 0., 0.]],
            "1-2 person",
        );
        // A person does not go on as a place.
        check(
            BIO,
            &[&[0., 3., 0., 0., 0.], &[0., 0., 0., 1., 2.]],
            "0-1 person, 1-2 place",
        );
        check(BIO, &[], "");
    }

    #[test]
    fn other_schemes_are_read_alike() {
        check(
            "O PER",
            &[&[0., 1.], &[0., 1.], &[1., 0.], &[0., 1.]],
            "0-2 person, 3-4 person",
        );
        let scheme = "O B-ORG I-ORG E-ORG S-ORG";
        let (s, b, e) = (
            &[0., 0., 0., 0., 1.],
            &[0., 1., 0., 0., 0.],
            &[0., 0., 0., 1., 0.],
        );
        check(scheme, &[s, s, b, e], "0-1 org, 1-2 org, 2-4 org");
        // A name that was begun is ended.
        check(scheme, &[&[0.9, 2., 0., 0., 1.]], "0-1 org");
    }

    #[test]
    fn types_that_are_left_out_separate_names() {
        check(
            "O B-PER I-PER B-MISC I-MISC",
            &[
                &[0., 1., 0., 0., 0.],
                &[0., 0., 0., 1., 0.],
                &[0., 0., 0., 0., 1.],
            ],
            "0-1 person",
        );
    }

    #[test]
    fn scores_that_are_no_numbers_do_no_harm() {
        let row = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, 0.0];
        assert_eq!(viterbi(&row.repeat(3), &labels(BIO)).len(), 3);
    }

    proptest! {
        #[test]
        fn every_sequence_is_legal(scores in prop::collection::vec(-9f32..9., 0..12)) {
            let labels = labels("O B-PER I-PER S-PER");
            let scores = &scores[..scores.len() / 4 * 4];
            let found = viterbi(scores, &labels);
            let edges = [None].into_iter().chain(found.iter().copied().map(Some)).chain([None]);
            let edges: Vec<_> = edges.collect();
            if !found.is_empty() {
                prop_assert!(edges.windows(2).all(|pair| labels.may_follow(pair[0], pair[1])));
            }
        }
    }
}
