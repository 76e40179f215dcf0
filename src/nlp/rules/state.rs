//! States by their usual short forms behind a town: `Dover, Del.`
//!
//! Most of them are words or names as well, so nothing but this place in a
//! sentence tells them.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::mention::{Finder, Kind};
use crate::nlp::token::{fold, shape};

/// Short forms as newspapers write them, sorted, without the last stop.
const STATES: &[(&str, &str)] = &[
    ("ala", "Alabama"),
    ("ariz", "Arizona"),
    ("ark", "Arkansas"),
    ("calif", "California"),
    ("colo", "Colorado"),
    ("conn", "Connecticut"),
    ("del", "Delaware"),
    ("fla", "Florida"),
    ("ga", "Georgia"),
    ("ill", "Illinois"),
    ("ind", "Indiana"),
    ("kan", "Kansas"),
    ("ky", "Kentucky"),
    ("la", "Louisiana"),
    ("mass", "Massachusetts"),
    ("md", "Maryland"),
    ("mich", "Michigan"),
    ("minn", "Minnesota"),
    ("miss", "Mississippi"),
    ("mo", "Missouri"),
    ("mont", "Montana"),
    ("n.c", "North Carolina"),
    ("n.d", "North Dakota"),
    ("n.h", "New Hampshire"),
    ("n.j", "New Jersey"),
    ("n.m", "New Mexico"),
    ("n.y", "New York"),
    ("neb", "Nebraska"),
    ("nev", "Nevada"),
    ("okla", "Oklahoma"),
    ("ont", "Ontario"),
    ("ore", "Oregon"),
    ("pa", "Pennsylvania"),
    ("que", "Quebec"),
    ("r.i", "Rhode Island"),
    ("s.c", "South Carolina"),
    ("s.d", "South Dakota"),
    ("tenn", "Tennessee"),
    ("va", "Virginia"),
    ("vt", "Vermont"),
    ("w.va", "West Virginia"),
    ("wash", "Washington"),
    ("wis", "Wisconsin"),
    ("wyo", "Wyoming"),
];

/// Proposes the short forms of states that stand behind a town.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 2..doc.len() {
        if doc.is(at, shape::STOPPED) && doc.upper(at) {
            found.extend(state(doc, at));
        }
    }
}

fn state(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let behind_town = doc.sign(at - 1) == Some(',') && doc.upper(at - 2) && !doc.breaks(at);
    if !behind_town {
        return None;
    }
    let (mut word, mut key) = (String::new(), String::new());
    fold(doc.str(at), &mut word);
    let row = STATES.binary_search_by(|(short, _)| (*short).cmp(word.as_str()));
    let (_, name) = STATES.get(row.ok()?)?;
    fold(name, &mut key);
    let sense = doc.gazetteer().phrase(&key);
    Some(Candidate {
        sense,
        finder: Finder::Gazetteer,
        ..Candidate::rule((at, at + 1), Kind::Place, 0.97, "a state behind a town")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::nlp::{Overrides, extract};

    #[test]
    fn short_forms_of_states_are_sorted() {
        assert!(STATES.is_sorted());
    }

    #[test]
    fn a_short_form_behind_a_town_is_its_state() {
        let article = Article::of_text(
            "DOVER, Del. — Smoke rose over Quillby, Mass., and Hull, N.Y., he said.\n\n\
                   Mass was held. Miss Hill came, too.",
        );
        let found = extract(&article, &Overrides::default());
        let names: Vec<&str> = found.entities.iter().map(|it| it.name.as_str()).collect();
        for state in ["Delaware", "Massachusetts", "New York"] {
            assert!(names.contains(&state), "{names:?}");
        }
    }
}
