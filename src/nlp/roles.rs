//! What a person does, as far as the words around the name say: the sign by
//! which namesakes are told apart.
//!
//! Only words that point to one walk of life are listed; `president`, `chief`
//! or `director` are many things, and so are `player`, `conductor` and
//! `engineer`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::token::fold;

/// Walks of life, as a set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Fields(u16);

/// The words of each walk of life.
const WORDS: &[&[&str]] = &[
    &[
        "minister",
        "premier",
        "chancellor",
        "senator",
        "sen",
        "congressman",
        "congresswoman",
        "lawmaker",
        "governor",
        "gov",
        "mayor",
        "politician",
        "legislator",
        "councilman",
        "councillor",
        "ambassador",
        "envoy",
        "diplomat",
        "mp",
        "mep",
        "parliamentarian",
    ],
    &[
        "gen",
        "lieutenant",
        "lt",
        "colonel",
        "col",
        "admiral",
        "adm",
        "brigadier",
        "soldier",
        "commander",
        "sergeant",
        "sgt",
        "corporal",
        "marshal",
    ],
    &[
        "judge",
        "justice",
        "prosecutor",
        "lawyer",
        "attorney",
        "solicitor",
        "barrister",
        "sheriff",
        "magistrate",
        "detective",
        "constable",
    ],
    &[
        "striker",
        "midfielder",
        "defender",
        "goalkeeper",
        "winger",
        "footballer",
        "coach",
        "quarterback",
        "shortstop",
        "batsman",
        "bowler",
        "cricketer",
        "sprinter",
        "swimmer",
        "golfer",
        "boxer",
        "wrestler",
        "cyclist",
        "skier",
        "skater",
        "jockey",
        "gymnast",
        "athlete",
        "olympian",
        "linebacker",
        "outfielder",
        "halfback",
        "fullback",
        "racer",
        "goalie",
        "defenseman",
    ],
    &[
        "actor",
        "actress",
        "singer",
        "musician",
        "guitarist",
        "drummer",
        "rapper",
        "composer",
        "pianist",
        "violinist",
        "painter",
        "sculptor",
        "filmmaker",
        "comedian",
        "dancer",
        "songwriter",
        "soprano",
        "tenor",
    ],
    &[
        "author",
        "novelist",
        "poet",
        "playwright",
        "journalist",
        "reporter",
        "columnist",
        "correspondent",
        "biographer",
    ],
    &[
        "professor",
        "prof",
        "scientist",
        "physicist",
        "chemist",
        "biologist",
        "historian",
        "economist",
        "researcher",
        "astronomer",
        "geologist",
        "mathematician",
        "surgeon",
        "physician",
        "cardiologist",
        "psychologist",
        "sociologist",
        "archaeologist",
    ],
    &[
        "ceo",
        "entrepreneur",
        "businessman",
        "businesswoman",
        "banker",
        "investor",
        "industrialist",
        "tycoon",
        "magnate",
        "financier",
    ],
    &[
        "bishop",
        "archbishop",
        "cardinal",
        "priest",
        "pastor",
        "imam",
        "rabbi",
        "pope",
        "reverend",
        "rev",
        "nun",
        "monk",
    ],
    &[
        "farmer",
        "fisherman",
        "teacher",
        "nurse",
        "carpenter",
        "plumber",
        "fireman",
        "firefighter",
        "baker",
        "chef",
        "pilot",
        "astronaut",
    ],
];
static BY_WORD: OnceLock<BTreeMap<&str, u8>> = OnceLock::new();
/// Words before a name that are looked at.
const BEFORE: usize = 3;
/// Words behind a name that are looked at.
const BEHIND: usize = 9;

impl Fields {
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// Lists the fields by number.
    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        (0..16).filter(move |number| self.0 >> number & 1 == 1)
    }
}

/// Reads what the words around a name say of the person.
pub(super) fn fields(doc: &Doc<'_>, name: &Candidate) -> Fields {
    let mut fields = Fields::default();
    let mut at = name.first;
    for _ in 0..BEFORE {
        if at == 0 || doc.breaks(at) {
            break;
        }
        at -= 1;
        if doc.word(at).is_none() && !doc.hyphen(at) {
            break;
        }
        fields = fields.or(of(doc, at));
    }
    let apposed = doc.sign(name.end) == Some(',');
    let is = doc.any(name.end, &["is", "was", "became", "remains"]);
    let opens = doc.any(
        name.end + 1,
        &["a", "an", "the", "who", "one", "then", "former"],
    );
    if (apposed || is) && opens || apposed && !of(doc, name.end + 1).is_empty() {
        for at in name.end + 1..name.end + 1 + BEHIND {
            if doc.breaks(at) || doc.word(at).is_none() && !doc.hyphen(at) && !doc.possessive(at) {
                break;
            }
            // `Ada Holm, striker Bo Lind and others`: the next name has it.
            if !doc.upper(at + 1) || doc.breaks(at + 1) {
                fields = fields.or(of(doc, at));
            }
        }
    }
    fields
}

/// Returns the field of one word.
fn of(doc: &Doc<'_>, at: usize) -> Fields {
    if doc.word(at).is_none() || doc.cue(at, cue::FUNCTION) {
        return Fields::default();
    }
    let by_word = BY_WORD.get_or_init(|| {
        let fields = (0..).zip(WORDS);
        fields
            .flat_map(|(field, words)| words.iter().map(move |word| (*word, field)))
            .collect()
    });
    let mut word = String::new();
    fold(doc.str(at), &mut word);
    let held = by_word.get(word.as_str());
    held.map_or_else(Fields::default, |field| Fields(1 << field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::nlp::Kind;

    /// Returns what a text says of `Bo Lind`.
    fn of_bo(text: &str) -> Fields {
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let first = (0..doc.len()).find(|at| doc.str(*at) == "Bo").unwrap();
        fields(
            &doc,
            &Candidate::rule((first, first + 2), Kind::Person, 1.0, ""),
        )
    }

    #[test]
    fn what_a_person_does_stands_beside_the_name() {
        let striker = of_bo("Their striker Bo Lind won.");
        assert!(!striker.is_empty());
        for text in [
            "Bo Lind, a goalkeeper, won.",
            "Bo Lind is a famous boxer.",
            "Bo Lind, goalkeeper of the team, won.",
        ] {
            assert_eq!(of_bo(text), striker, "{text}");
        }
        let poet = of_bo("The poet Bo Lind won.");
        assert!(!poet.is_empty() && !poet.overlaps(striker));
        assert_eq!(of_bo("Bo Lind, a poet and boxer, won."), poet.or(striker));
    }

    #[test]
    fn words_of_many_walks_of_life_say_nothing() {
        for text in [
            "They brought forward Bo Lind.",
            "The player Bo Lind won.",
            "Bo Lind, a conductor, won.",
            "Bo Lind, an engineer, won.",
            "A boxer fell. Bo Lind won.",
            "Bo Lind, striker Ada Berg and others won.",
            "Bo Lind won.",
        ] {
            assert!(of_bo(text).is_empty(), "{text}");
        }
    }
}
