//! [`Tagger`]: from the look of a page to proposed names.

use std::sync::OnceLock;

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

/// Sums that belong to a written word: its own, and what it adds to the tokens
/// at each of the four distances.
#[derive(Clone, Default)]
struct Kept {
    own: Option<Box<Scores>>,
    beside: [Option<Box<Scores>>; 4],
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
        let mut kept = vec![Kept::default(); page.surfaces.list.len()];
        let mut found = Vec::new();
        for (first, end) in stretches(page.doc) {
            let scores: Vec<Scores> = (first..end)
                .map(|at| self.scores(page, at, &mut kept))
                .collect();
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

    fn scores(&self, page: &Page<'_>, at: usize, kept: &mut [Kept]) -> Scores {
        let mut scores = NONE;
        self.keep(page, (at, None), kept, &mut scores);
        for (distance, place) in feature::neighbors(page, at) {
            self.keep(page, (place, Some(distance)), kept, &mut scores);
        }
        feature::place(page, at, &mut |feature| {
            self.model.add(feature, &mut scores);
        });
        scores
    }

    /// Adds what the word at `at` says of itself, or of a token at a distance.
    fn keep(
        &self,
        page: &Page<'_>,
        (at, distance): (usize, Option<usize>),
        kept: &mut [Kept],
        scores: &mut Scores,
    ) {
        let number = page.surface(at).unwrap_or(0);
        let (Some(surface), Some(kept)) = (page.surfaces.list.get(number), kept.get_mut(number))
        else {
            return;
        };
        let slot = match distance {
            None => &mut kept.own,
            Some(distance) => &mut kept.beside[distance],
        };
        let sum = slot.get_or_insert_with(|| {
            let mut sum = NONE;
            let mut give = |feature| self.model.add(feature, &mut sum);
            match distance {
                None => feature::own(page.doc, surface, &mut give),
                Some(distance) => feature::beside(page.doc, surface, distance as u64, &mut give),
            }
            Box::new(sum)
        });
        for (score, part) in scores.iter_mut().zip(sum.iter()) {
            *score += part;
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
