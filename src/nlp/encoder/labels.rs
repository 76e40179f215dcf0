//! [`Labels`]: what the labels of a model mean.
//!
//! A token classifier gives each word one of its labels, written as a place in
//! a name and a type: `B-PER`, `I-PER`. Here they become places and kinds, and
//! it is said which label may follow which. The schemes are BIO, BIOES (also
//! BILOU) and bare types (IO).

use std::collections::BTreeMap;

use crate::nlp::Kind;

/// Where in a name a word stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Place {
    Outside,
    Begin,
    Inside,
    End,
    /// The whole name.
    Single,
}

/// One label of a model.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Label {
    pub(super) place: Place,
    /// Number of the type among the types of the model.
    pub(super) family: usize,
    /// `None` for what is no name, and for types that are left out.
    pub(super) kind: Option<Kind>,
}

/// All labels of a model, in the order of its output.
#[derive(Clone, PartialEq, Debug)]
pub struct Labels {
    names: Vec<String>,
    pub(super) items: Vec<Label>,
    families: Vec<Family>,
}

/// The forms that one type has.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
struct Family {
    has_begin: bool,
    has_end: bool,
}

/// Why labels cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LabelError {
    #[error("it has no label O for words outside of names")]
    NoOutside,
    #[error(
        "none of its labels means a kind of ours ({0}); map them in config.toml under [model] labels"
    )]
    NoKind(String),
    #[error("it has {0} labels; at most {max} are taken", max = MAX_LABELS)]
    TooMany(usize),
}

/// More labels than any scheme of names has.
const MAX_LABELS: usize = 256;

/// Types of well-known models and what they are here. Dates, times, sums and
/// amounts are left to the grammars, which know their values.
const USUAL: &[(&str, Kind)] = &[
    ("per", Kind::Person),
    ("pers", Kind::Person),
    ("person", Kind::Person),
    ("org", Kind::Org),
    ("organization", Kind::Org),
    ("organisation", Kind::Org),
    ("corporation", Kind::Org),
    ("loc", Kind::Place),
    ("location", Kind::Place),
    ("gpe", Kind::Place),
    ("place", Kind::Place),
    ("fac", Kind::Facility),
    ("facility", Kind::Facility),
    ("norp", Kind::Group),
    ("group", Kind::Group),
    ("event", Kind::Event),
    ("law", Kind::Agreement),
    ("agreement", Kind::Agreement),
    ("product", Kind::System),
    ("system", Kind::System),
    ("weapon", Kind::System),
    ("work_of_art", Kind::Work),
    ("work", Kind::Work),
];

impl Labels {
    /// Reads the names of the labels; `map` says what types mean, before what
    /// they usually do. A type that maps to nothing is left out.
    ///
    /// Errors: no label can become a mention.
    pub fn parse(
        names: Vec<String>,
        map: &BTreeMap<String, Option<Kind>>,
    ) -> Result<Self, LabelError> {
        if names.len() > MAX_LABELS {
            return Err(LabelError::TooMany(names.len()));
        }
        let mut types: Vec<String> = Vec::new();
        let mut families: Vec<Family> = Vec::new();
        let mut items = Vec::with_capacity(names.len());
        for name in &names {
            let (place, of) = split(name);
            let of = of.to_lowercase();
            let family = types.iter().position(|it| *it == of).unwrap_or_else(|| {
                types.push(of.clone());
                families.push(Family::default());
                types.len() - 1
            });
            if let Some(family) = families.get_mut(family) {
                family.has_begin |= place == Place::Begin;
                family.has_end |= place == Place::End;
            }
            let kind = kind_of(&of, map).filter(|_| place != Place::Outside);
            items.push(Label {
                place,
                family,
                kind,
            });
        }
        if items.iter().all(|label| label.place != Place::Outside) {
            return Err(LabelError::NoOutside);
        }
        if items.iter().all(|label| label.kind.is_none()) {
            return Err(LabelError::NoKind(names.join(" ")));
        }
        Ok(Self {
            names,
            items,
            families,
        })
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Lists the labels with what they mean here.
    pub fn meanings(&self) -> impl Iterator<Item = (&str, Option<Kind>)> {
        let kinds = self.items.iter().map(|label| label.kind);
        self.names.iter().map(String::as_str).zip(kinds)
    }

    /// Says whether any label means `kind`.
    pub(super) fn knows(&self, kind: Kind) -> bool {
        self.items.iter().any(|label| label.kind == Some(kind))
    }

    /// Says whether `next` may stand behind `before`; `None` is the edge of
    /// the text.
    pub(super) fn may_follow(&self, before: Option<usize>, next: Option<usize>) -> bool {
        let before = before.and_then(|at| self.items.get(at));
        let next = next.and_then(|at| self.items.get(at));
        let same = before.zip(next).is_some_and(|(a, b)| a.family == b.family);
        let open = before.is_some_and(|label| {
            let family = self.family(label);
            family.has_end && matches!(label.place, Place::Begin | Place::Inside)
        });
        let goes_on = next.is_some_and(|label| {
            let family = self.family(label);
            matches!(label.place, Place::Inside | Place::End)
                && (family.has_begin || family.has_end)
        });
        let carries =
            before.is_some_and(|label| matches!(label.place, Place::Begin | Place::Inside));
        // What goes on needs a name before it, and an open name must go on.
        if goes_on {
            return same && carries;
        }
        !open
    }

    /// Lists the labels of a kind that stand at the first of `places` that the
    /// type has.
    pub(super) fn placed(&self, kind: Option<Kind>, places: &[Place]) -> Vec<usize> {
        let labels = || self.items.iter().enumerate();
        let mut found: Vec<(usize, usize, usize)> = labels()
            .filter(|(_, label)| label.kind == kind)
            .filter_map(|(at, label)| {
                let rank = places.iter().position(|place| *place == label.place)?;
                Some((label.family, rank, at))
            })
            .collect();
        found.sort_unstable();
        found.dedup_by_key(|(family, _, _)| *family);
        found.into_iter().map(|(_, _, at)| at).collect()
    }

    /// Returns how much of each row the labels of a kind have, on the average.
    pub(super) fn share<'a>(&self, kind: Kind, rows: impl Iterator<Item = &'a [f32]>) -> f32 {
        let of_kind = |row: &[f32]| -> f32 {
            let labels = row.iter().zip(&self.items);
            let of_kind = labels.filter(|(_, label)| label.kind == Some(kind));
            of_kind.map(|(share, _)| share).sum()
        };
        let (mut sum, mut n_rows) = (0.0, 0.0_f32);
        for row in rows {
            sum += of_kind(row);
            n_rows += 1.0;
        }
        (sum / n_rows.max(1.0)).clamp(0.0, 1.0)
    }

    fn family(&self, label: &Label) -> Family {
        self.families.get(label.family).copied().unwrap_or_default()
    }
}

/// Splits `B-PER` into its place and its type; a bare type is inside.
fn split(name: &str) -> (Place, &str) {
    let name = name.trim();
    if matches!(name, "O" | "o" | "OUT" | "outside") {
        return (Place::Outside, "");
    }
    let place = |head: &str| match head {
        "B" => Some(Place::Begin),
        "I" | "M" => Some(Place::Inside),
        "E" | "L" => Some(Place::End),
        "S" | "U" => Some(Place::Single),
        _ => None,
    };
    let parts = name.split_once(['-', '_']);
    let placed = parts.and_then(|(head, of)| Some((place(head)?, of)));
    placed.unwrap_or((Place::Inside, name))
}

fn kind_of(of: &str, map: &BTreeMap<String, Option<Kind>>) -> Option<Kind> {
    if let Some((_, kind)) = map.iter().find(|(name, _)| name.to_lowercase() == of) {
        return *kind;
    }
    let usual = USUAL.iter().find(|(name, _)| *name == of);
    usual.map(|(_, kind)| *kind)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::nlp::encoder) fn labels(names: &str) -> Labels {
        let names = names.split(' ').map(str::to_owned).collect();
        Labels::parse(names, &BTreeMap::new()).unwrap()
    }

    /// Lists which labels may follow each other, `^` and `$` being the edges.
    fn pairs(names: &str) -> String {
        let labels = labels(names);
        let all = || (0..labels.len()).map(Some).chain([None]);
        let name = |at: Option<usize>, edge: &str| {
            at.map_or_else(|| edge.to_owned(), |at| labels.names[at].clone())
        };
        let mut found = Vec::new();
        for before in all() {
            for next in all().filter(|next| labels.may_follow(before, *next)) {
                found.push(format!("{}>{}", name(before, "^"), name(next, "$")));
            }
        }
        found.join(" ")
    }

    #[test]
    fn labels_become_kinds() {
        let shown = |names: &str| -> Vec<Option<&str>> {
            let labels = labels(names);
            let kinds = labels.meanings().map(|(_, kind)| kind);
            kinds.map(|kind| kind.map(Kind::name)).collect()
        };
        assert_eq!(
            shown("O B-PER I-ORG B_GPE PERSON I-MISC U-WORK_OF_ART B-DATE"),
            [
                None,
                Some("person"),
                Some("org"),
                Some("place"),
                Some("person"),
                None,
                Some("work"),
                None
            ]
        );
    }

    #[test]
    fn a_person_may_map_labels() {
        let map = [
            ("MISC".to_owned(), Some(Kind::Group)),
            ("LOC".to_owned(), None),
        ];
        let names = ["O", "B-MISC", "B-LOC"].map(str::to_owned).to_vec();
        let labels = Labels::parse(names, &map.into()).unwrap();
        let kinds: Vec<_> = labels.items.iter().map(|label| label.kind).collect();
        assert_eq!(kinds, [None, Some(Kind::Group), None]);
    }

    #[test]
    fn what_can_give_no_names_is_refused() {
        let parse = |names: &str| {
            let names = names.split(' ').map(str::to_owned).collect();
            Labels::parse(names, &BTreeMap::new()).map(|_| ())
        };
        assert_eq!(parse("B-PER I-PER"), Err(LabelError::NoOutside));
        let no_kind = LabelError::NoKind("O LABEL_0".to_owned());
        assert_eq!(parse("O LABEL_0"), Err(no_kind));
        let many = "O ".repeat(300);
        assert_eq!(parse(many.trim_end()), Err(LabelError::TooMany(300)));
    }

    #[test]
    fn names_are_whole_in_each_scheme() {
        assert_eq!(
            pairs("O B-PER I-PER"),
            "O>O O>B-PER O>$ B-PER>O B-PER>B-PER B-PER>I-PER B-PER>$ \
             I-PER>O I-PER>B-PER I-PER>I-PER I-PER>$ ^>O ^>B-PER ^>$"
        );
        assert_eq!(
            pairs("O B-PER I-PER E-PER S-PER"),
            "O>O O>B-PER O>S-PER O>$ B-PER>I-PER B-PER>E-PER I-PER>I-PER I-PER>E-PER \
             E-PER>O E-PER>B-PER E-PER>S-PER E-PER>$ \
             S-PER>O S-PER>B-PER S-PER>S-PER S-PER>$ ^>O ^>B-PER ^>S-PER ^>$"
        );
        assert_eq!(
            pairs("O PER"),
            "O>O O>PER O>$ PER>O PER>PER PER>$ ^>O ^>PER ^>$"
        );
        // A name does not go on as another kind.
        assert!(!pairs("O B-PER I-PER B-ORG I-ORG").contains("B-PER>I-ORG"));
        assert!(pairs("O PER ORG").contains("PER>ORG"));
    }
}
