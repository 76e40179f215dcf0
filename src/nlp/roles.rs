//! What a person does, as far as the words around the name say: the sign by
//! which namesakes are told apart.
//!
//! Only words that point to one walk of life are listed; `president`, `chief`
//! or `director` are many things.

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
        "forward",
        "coach",
        "quarterback",
        "pitcher",
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
        "catcher",
        "halfback",
        "fullback",
        "racer",
        "player",
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
        "conductor",
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
        "engineer",
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
