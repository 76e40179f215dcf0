//! What is aimed at: floors for single measures of single sets.
//!
//! A set that is not named here has no floors of its own, but the floors for
//! rare kinds and for precision hold on every set with enough labels.

use super::score::Scores;

/// Below so many labels a figure says too little to hold a floor against it.
const ENOUGH: u64 = 50;

/// No kind may be wrong more often than this: a wrong row costs more trust
/// than a missing one.
const PRECISION: f64 = 0.70;

/// One column of a row of scores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Precision,
    F1,
    Accuracy,
}

/// A floor for one column of a row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Goal {
    pub(super) field: Field,
    pub(super) at_least: f64,
}

/// Set, scorer, measure, and the floor.
type Line = (&'static str, &'static str, &'static str, f64);

#[rustfmt::skip]
const LINES: &[Line] = &[
    ("ner/worldwide", "ner", "exact micro", 0.80),
    ("ner/conllpp", "ner", "exact micro", 0.80),
    ("ner/re3d", "ner", "exact micro", 0.82),
    ("ner/meantime", "ner", "exact micro", 0.747),
    ("ner/newsfair", "ner", "exact micro", 0.689),
    ("ner/wikievents", "ner", "exact micro", 0.670),
    ("ner/gum-news", "ner", "exact micro", 0.650),
    ("ner/worldwide", "precise", "exact micro", 0.84),
    ("ner/conllpp", "precise", "exact micro", 0.84),
    ("ner/re3d", "precise", "exact micro", 0.84),
    ("coref/redocred", "coref", "chains average", 0.80),
    ("coref/redocred", "coref", "found average", 0.88),
    ("acronyms/sdu22-legal", "acronyms", "pairs", 0.88),
    ("quotes/polnear", "quotes", "direct half", 0.93),
    ("quotes/polnear", "quotes", "direct exact", 0.88),
    ("quotes/polnear", "quotes", "direct speaker", 0.85),
    ("quotes/polnear", "quotes", "indirect half", 0.60),
    ("times/tempeval3", "times", "strict", 0.90),
    ("times/tempeval3", "times", "relaxed", 0.95),
    ("times/tempeval3", "times", "value", 0.85),
    ("ner/meantime", "times", "strict", 0.80),
    ("ner/meantime", "times", "value", 0.70),
    ("times/recognizers", "times", "strict", 0.75),
    ("times/recognizers", "times", "value", 0.70),
    ("dup/reuters", "dup", "pairs", 0.95),
];

/// Sets whose documents the models that ship were trained on: their figures
/// say less, unless weights of the tagger are handed in that were trained without.
pub(super) const TRAINED_ON: &[&str] =
    &["coref/redocred", "ner/gum-news", "ner/meantime", "ner/re3d"];

/// The kinds beside persons, bodies and places, on every set.
const KINDS: &[(&str, f64)] = &[
    ("exact group", 0.90),
    ("exact facility", 0.50),
    ("exact system", 0.45),
    ("exact money", 0.85),
    ("exact quantity", 0.75),
];

/// Text that one core reads in a second, in megabytes.
pub(super) const MEGABYTES_PER_SECOND: f64 = 2.0;
/// From the start of the program to its end, with one sentence.
pub(super) const START_MS: f64 = 10.0;
pub(super) const RESIDENT_MEGABYTES: f64 = 60.0;

/// Returns the floors of one row.
///
/// Shape: at most one per column.
pub(super) fn goals((set, task): (&str, &str), measure: &str, scores: &Scores) -> Vec<Goal> {
    let field = match scores.f1 {
        Some(_) => Field::F1,
        None => Field::Accuracy,
    };
    let mut goals: Vec<Goal> = LINES
        .iter()
        .filter(|line| (line.0, line.1, line.2) == (set, task, measure))
        .map(|line| Goal {
            field,
            at_least: line.3,
        })
        .collect();
    let is_kind = matches!(task, "ner" | "precise")
        && measure.starts_with("exact ")
        && measure != "exact micro";
    if is_kind && scores.support.is_some_and(|support| support >= ENOUGH) {
        let kinds = KINDS.iter().filter(|kind| kind.0 == measure);
        goals.extend(kinds.map(|kind| Goal {
            field,
            at_least: kind.1,
        }));
        goals.push(Goal {
            field: Field::Precision,
            at_least: PRECISION,
        });
    }
    goals
}

impl Goal {
    pub(super) fn value(self, scores: &Scores) -> f64 {
        let value = match self.field {
            Field::Precision => scores.precision,
            Field::F1 => scores.f1,
            Field::Accuracy => scores.accuracy,
        };
        value.unwrap_or(0.0)
    }

    pub(super) fn is_met(self, scores: &Scores) -> bool {
        self.value(scores) >= self.at_least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(f1: f64, precision: f64, support: u64) -> Scores {
        Scores {
            f1: Some(f1),
            precision: Some(precision),
            support: Some(support),
            ..Scores::default()
        }
    }

    #[test]
    fn a_kind_has_floors_where_it_has_labels() {
        let on = |measure: &str, scores: &Scores| {
            let goals = goals(("ner/any", "ner"), measure, scores);
            goals
                .iter()
                .map(|goal| goal.is_met(scores))
                .collect::<Vec<_>>()
        };
        assert_eq!(on("exact group", &scores(0.95, 0.65, 50)), [true, false]);
        assert_eq!(on("exact group", &scores(0.95, 0.65, 49)), [] as [bool; 0]);
        assert_eq!(on("exact person", &scores(0.10, 0.70, 90)), [true]);
        assert_eq!(on("exact micro", &scores(0.10, 0.10, 90)), [] as [bool; 0]);
    }

    #[test]
    fn a_named_set_has_floors_of_its_own() {
        let row = scores(0.80, 0.1, 10);
        let goals = goals(("ner/worldwide", "ner"), "exact micro", &row);
        assert_eq!(goals.len(), 1);
        assert!(goals[0].is_met(&row));
    }
}
