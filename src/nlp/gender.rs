//! Whether a person is spoken of as a man or a woman, as far as that tells two
//! people of one surname apart: by titles, by kin, by usual given names.

use super::doc::Doc;
use super::finder::Candidate;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gender {
    Man,
    Woman,
}

/// Titles and words for what a man is.
const MAN: &[&str] = &[
    "actor",
    "boyfriend",
    "brother",
    "businessman",
    "chairman",
    "congressman",
    "duke",
    "emperor",
    "father",
    "grandfather",
    "grandson",
    "husband",
    "king",
    "lord",
    "mr",
    "mr.",
    "nephew",
    "pope",
    "prince",
    "sheikh",
    "sir",
    "son",
    "spokesman",
    "stepfather",
    "stepson",
    "sultan",
    "uncle",
    "widower",
];
/// Titles and words for what a woman is.
const WOMAN: &[&str] = &[
    "actress",
    "aunt",
    "businesswoman",
    "chairwoman",
    "congresswoman",
    "dame",
    "daughter",
    "duchess",
    "empress",
    "girlfriend",
    "granddaughter",
    "grandmother",
    "lady",
    "madam",
    "miss",
    "mother",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "niece",
    "princess",
    "queen",
    "sister",
    "spokeswoman",
    "stepdaughter",
    "stepmother",
    "widow",
    "wife",
];
/// Given names of men, by general knowledge.
const MEN: &[&str] = &[
    "abdul",
    "adam",
    "ahmed",
    "alan",
    "albert",
    "alexander",
    "ali",
    "andrew",
    "anthony",
    "antonio",
    "arthur",
    "benjamin",
    "brian",
    "carlos",
    "charles",
    "christopher",
    "daniel",
    "david",
    "dmitry",
    "donald",
    "edward",
    "eric",
    "francisco",
    "frank",
    "fred",
    "gary",
    "george",
    "giovanni",
    "gregory",
    "hans",
    "harry",
    "hassan",
    "henry",
    "hiroshi",
    "hussein",
    "ibrahim",
    "igor",
    "ivan",
    "jack",
    "jacob",
    "james",
    "jason",
    "jeffrey",
    "jerry",
    "jim",
    "joe",
    "john",
    "jonathan",
    "jorge",
    "jose",
    "joseph",
    "juan",
    "karl",
    "kenneth",
    "kevin",
    "larry",
    "luis",
    "manuel",
    "mario",
    "mark",
    "martin",
    "matthew",
    "michael",
    "mike",
    "miguel",
    "mohamed",
    "mohammad",
    "mohammed",
    "muhammad",
    "mustafa",
    "nicholas",
    "oleg",
    "omar",
    "patrick",
    "paul",
    "pedro",
    "peter",
    "philip",
    "pierre",
    "raymond",
    "richard",
    "robert",
    "ronald",
    "samuel",
    "scott",
    "sergei",
    "simon",
    "stephen",
    "steven",
    "thomas",
    "timothy",
    "tom",
    "viktor",
    "vladimir",
    "walter",
    "william",
    "yusuf",
];
/// Given names of women, by general knowledge.
const WOMEN: &[&str] = &[
    "aisha",
    "alexandra",
    "alice",
    "amanda",
    "amy",
    "ana",
    "angela",
    "anita",
    "ann",
    "anna",
    "anne",
    "barbara",
    "carmen",
    "carol",
    "caroline",
    "catherine",
    "charlotte",
    "christina",
    "christine",
    "claire",
    "claudia",
    "cynthia",
    "deborah",
    "diana",
    "dorothy",
    "elena",
    "elizabeth",
    "ellen",
    "emily",
    "emma",
    "eva",
    "fatima",
    "fiona",
    "grace",
    "hannah",
    "helen",
    "ines",
    "irina",
    "isabel",
    "jane",
    "janet",
    "jennifer",
    "jessica",
    "joan",
    "julia",
    "julie",
    "karen",
    "katherine",
    "kathleen",
    "laura",
    "linda",
    "lisa",
    "louise",
    "lucy",
    "margaret",
    "maria",
    "marie",
    "martha",
    "mary",
    "melissa",
    "michelle",
    "monica",
    "nancy",
    "natalia",
    "nicole",
    "nina",
    "olga",
    "olivia",
    "patricia",
    "rachel",
    "rebecca",
    "rosa",
    "ruth",
    "samantha",
    "sandra",
    "sara",
    "sarah",
    "sophia",
    "sophie",
    "stephanie",
    "susan",
    "svetlana",
    "tatiana",
    "teresa",
    "theresa",
    "ursula",
    "vera",
    "victoria",
    "virginia",
    "yuko",
];

impl Gender {
    /// Says what the words about a name tell.
    pub(super) fn of(doc: &Doc<'_>, name: &Candidate) -> Option<Self> {
        let first = name.first;
        let before = (1..4)
            .map_while(|back| first.checked_sub(back))
            .take_while(|&at| !doc.breaks(at + 1) && doc.word(at).is_some())
            .find_map(|at| Self::told(doc, at));
        let titled = || Self::told(doc, first).filter(|_| name.n_tokens() > 1);
        before
            .or_else(titled)
            .or_else(|| Self::apposed(doc, name.end))
            .or_else(|| Self::usual(doc, name))
    }

    fn told(doc: &Doc<'_>, at: usize) -> Option<Self> {
        if doc.any(at, MAN) {
            Some(Self::Man)
        } else if doc.any(at, WOMAN) {
            Some(Self::Woman)
        } else {
            None
        }
    }

    /// Reads `, his sister,` behind a name.
    fn apposed(doc: &Doc<'_>, end: usize) -> Option<Self> {
        let owner = ["his", "her", "their", "the", "a", "an"];
        let is_apposed = doc.sign(end) == Some(',') && doc.any(end + 1, &owner);
        let mut words = (end + 2..end + 5).take_while(|&at| doc.word(at).is_some());
        is_apposed
            .then(|| words.find_map(|at| Self::told(doc, at)))
            .flatten()
    }

    fn usual(doc: &Doc<'_>, name: &Candidate) -> Option<Self> {
        if name.n_tokens() < 2 {
            None
        } else if doc.any(name.first, MEN) {
            Some(Self::Man)
        } else if doc.any(name.first, WOMEN) {
            Some(Self::Woman)
        } else {
            None
        }
    }
}
