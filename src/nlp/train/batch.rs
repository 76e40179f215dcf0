//! [`Stretch`] and [`Batch`]: labelled windows, and several of them in a row.
//!
//! Short documents share a window, with a closing piece between them; long
//! ones are cut as in use, but each time with another first border.

use std::ops::Range;

use super::bio::Sample;
use super::chance::Chance;
use crate::nlp::Kind;
use crate::nlp::doc::Doc;
use crate::nlp::encoder::features::Features;
use crate::nlp::encoder::pieces::{PieceId, Pieces};
use crate::nlp::encoder::window::{MAX_WINDOW, Split, Window};
use crate::nlp::gazetteer::Lists;

/// What the encoder answers for a token.
pub const LABELS: [&str; 9] = [
    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-NORP", "I-NORP",
];

/// A document in word pieces, with a label a token.
pub struct Lesson {
    split: Split,
    labels: Vec<usize>,
    weight: f32,
}

/// A window with labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    pub(super) window: Window,
    pub(super) labels: Vec<usize>,
    /// One item a token.
    pub(super) weights: Vec<f32>,
}

/// Windows one behind the other.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub(super) pieces: Vec<PieceId>,
    pub(super) features: Vec<Features>,
    /// Place of each piece in its window.
    pub(super) positions: Vec<usize>,
    /// The pieces of each window.
    pub(super) windows: Vec<Range<usize>>,
    /// The first piece of each token.
    pub(super) firsts: Vec<usize>,
    pub(super) labels: Vec<usize>,
    pub(super) weights: Vec<f32>,
}

impl Lesson {
    pub fn new(sample: &Sample, vocabulary: &Pieces) -> Self {
        let doc = Doc::with(&sample.article, Lists::All);
        let labels = sample.labels(&doc).into_iter();
        let number = |label: Option<(Kind, bool)>| {
            let (kind, begins) = label?;
            let kinds = [Kind::Person, Kind::Org, Kind::Place, Kind::Group];
            let kind = kinds.iter().position(|it| *it == kind)?;
            Some(2 * kind + if begins { 1 } else { 2 })
        };
        Self {
            split: Split::of(&doc, vocabulary),
            labels: labels.map(|label| number(label).unwrap_or(0)).collect(),
            weight: sample.weight,
        }
    }
}

/// Cuts the lessons into windows, in an order left to chance.
pub(super) fn stretches(
    lessons: &[Lesson],
    vocabulary: &Pieces,
    chance: &mut Chance,
) -> Vec<Stretch> {
    let mut order: Vec<&Lesson> = lessons.iter().collect();
    chance.shuffle(&mut order);
    let mut all = Vec::new();
    let mut open = Stretch::default();
    for lesson in order {
        let first = 100 + chance.below(MAX_WINDOW - 100);
        let windows = lesson.split.windows(vocabulary, first);
        let whole = lesson.split.windows(vocabulary, MAX_WINDOW);
        let windows = if whole.len() == 1 { whole } else { windows };
        for window in windows {
            let n_more = window.pieces.len().saturating_sub(1);
            if !open.labels.is_empty() && open.window.pieces.len() + n_more > MAX_WINDOW {
                all.push(std::mem::take(&mut open));
            }
            open.append(&window, lesson);
        }
    }
    all.push(open);
    all.retain(|stretch| !stretch.labels.is_empty());
    chance.shuffle(&mut all);
    all
}

impl Stretch {
    fn append(&mut self, window: &Window, lesson: &Lesson) {
        let tokens = window.first_token..window.first_token + window.starts.len();
        self.labels.extend(&lesson.labels[tokens.clone()]);
        self.weights.extend(tokens.map(|_| lesson.weight));
        let held = &mut self.window;
        // The opening piece of a later part is left out.
        let skipped = usize::from(!held.pieces.is_empty());
        let shift = held.pieces.len() - skipped;
        held.pieces.extend(window.pieces.iter().skip(skipped));
        held.features.extend(window.features.iter().skip(skipped));
        let starts = window.starts.iter();
        held.starts.extend(starts.map(|start| start + shift as u32));
    }
}

impl Batch {
    pub(super) fn of(stretches: &[Stretch]) -> Self {
        let mut batch = Self::default();
        for stretch in stretches {
            batch.push(&stretch.window);
            batch.labels.extend(&stretch.labels);
            batch.weights.extend(&stretch.weights);
        }
        batch
    }

    /// Appends a window; it has no labels yet.
    pub(super) fn push(&mut self, window: &Window) {
        let first = self.pieces.len();
        self.pieces.extend(&window.pieces);
        self.features.extend(&window.features);
        self.positions.extend(0..window.pieces.len());
        self.windows.push(first..self.pieces.len());
        let starts = window.starts.iter();
        self.firsts
            .extend(starts.map(|start| first + *start as usize));
    }

    /// Takes away each feature of each piece with this chance.
    pub(super) fn thin(&mut self, share: f32, chance: &mut Chance) {
        for features in &mut self.features {
            for feature in features.iter() {
                if chance.unit() < share {
                    features.remove(feature);
                }
            }
        }
    }
}
