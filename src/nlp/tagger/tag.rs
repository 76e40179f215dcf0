//! [`Tagger`]: from the look of a page to proposed names.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::decode::Lattice;
use super::feature;
use super::label::{self, KINDS, N_LABELS};
use super::model::{Model, Scores};
use super::page::Page;
use super::stretch::stretches;
use crate::nlp::finder::Candidate;
use crate::nlp::mention::{Finder, Kind};

static BYTES: &[u8] = include_bytes!("../data/tagger.bin");
static TAGGER: OnceLock<Tagger<'static>> = OnceLock::new();
const NONE: Scores = [0.0; N_LABELS];

/// Says whether the tagger decides about this kind.
pub(in crate::nlp) fn is_known(kind: Kind) -> bool {
    KINDS.contains(&kind)
}

/// A model at work.
pub(in crate::nlp) struct Tagger<'a> {
    model: Model<'a>,
}

/// Weights of another training than the one that is embedded.
#[derive(Clone)]
pub struct Weights(Arc<Tagger<'static>>);

impl Weights {
    /// Reads what the training program wrote; `None` when the bytes are none.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let model = Model::read(bytes)?;
        Some(Self(Arc::new(Tagger::new(model))))
    }

    pub(in crate::nlp) fn tagger(&self) -> &Tagger<'static> {
        &self.0
    }
}

/// Weights are the same when they are one reading.
impl PartialEq for Weights {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Weights {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Weights")
    }
}

/// Sums that belong to written words: their own, and what they add to the
/// tokens at each of the four distances.
struct Kept {
    /// Numbers of sums from 1, by the number of the surface; 0 is not yet made.
    places: Vec<[u32; 5]>,
    sums: Vec<Scores>,
    /// Filled anew for each sum.
    features: Vec<u64>,
}

impl<'a> Tagger<'a> {
    pub(in crate::nlp) fn new(model: Model<'a>) -> Self {
        Self { model }
    }

    /// Returns the embedded tagger.
    pub(in crate::nlp) fn get() -> &'static Tagger<'static> {
        TAGGER.get_or_init(|| {
            Tagger::new(Model::read(BYTES).expect("the embedded file is whole; a test reads it"))
        })
    }

    /// Proposes the names of a page.
    ///
    /// Shape: in order, not overlapping; the score is the probability of the
    /// least sure token of the name.
    pub(in crate::nlp) fn find(&self, page: &Page<'_>) -> Vec<Candidate> {
        let lattice = Lattice::new(&self.model.transitions);
        let mut kept = Kept {
            places: vec![[0; 5]; page.surfaces.list.len()],
            sums: Vec::new(),
            features: Vec::new(),
        };
        let mut scores: Vec<Scores> = Vec::new();
        let mut found = Vec::new();
        for (first, end) in stretches(page.doc) {
            scores.clear();
            scores.extend((first..end).map(|at| self.scores(page, at, &mut kept)));
            let labels = lattice.best(&scores);
            let names = label::read(&labels);
            if names.is_empty() {
                continue;
            }
            let chances = lattice.chances(&scores);
            for (from, to, kind) in names {
                let sure = (from..to)
                    .map(|at| chances.at(at)[labels[at]])
                    .fold(1.0, f32::min);
                found.push(Candidate {
                    finder: Finder::Tagger,
                    ..Candidate::rule((first + from, first + to), kind, sure, reason(kind))
                });
            }
        }
        found
    }

    fn scores(&self, page: &Page<'_>, at: usize, kept: &mut Kept) -> Scores {
        let mut scores = NONE;
        self.keep(page, (at, None), kept, &mut scores);
        for (distance, place) in feature::neighbors(page, at) {
            self.keep(page, (place, Some(distance)), kept, &mut scores);
        }
        let features = &mut kept.features;
        features.clear();
        feature::place(page, at, &mut |feature| features.push(feature));
        self.model.add_all(features, &mut scores);
        scores
    }

    /// Adds what the word at `at` says of itself, or of a token at a distance.
    fn keep(
        &self,
        page: &Page<'_>,
        (at, distance): (usize, Option<usize>),
        kept: &mut Kept,
        scores: &mut Scores,
    ) {
        let surface = page.surface(at).unwrap_or(0);
        let Some(places) = kept.places.get_mut(surface) else {
            return;
        };
        let place = &mut places[distance.map_or(0, |distance| distance + 1)];
        if *place == 0
            && let Some(surface) = page.surfaces.list.get(surface)
        {
            let features = &mut kept.features;
            features.clear();
            let mut give = |feature| features.push(feature);
            match distance {
                None => feature::own(page.doc, surface, &mut give),
                Some(distance) => feature::beside(page.doc, surface, distance as u64, &mut give),
            }
            let mut sum = NONE;
            self.model.add_all(features, &mut sum);
            kept.sums.push(sum);
            *place = u32::try_from(kept.sums.len()).unwrap_or(0);
        }
        let sum = (*place as usize).checked_sub(1);
        if let Some(sum) = sum.and_then(|number| kept.sums.get(number)) {
            for (score, part) in scores.iter_mut().zip(sum) {
                *score += part;
            }
        }
    }
}

fn reason(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "read as a person",
        Kind::Org => "read as an organisation",
        Kind::Place => "read as a place",
        _ => "read as a group",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_is_whole_and_listed() {
        assert!(Model::read(BYTES).is_some());
        let sum = crate::corpus::ContentHash::of(BYTES).to_string();
        assert!(include_str!("../data/SOURCES.md").contains(&sum), "{sum}");
    }
}
