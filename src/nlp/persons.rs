//! Who is meant by the name of a person: full names that are one person, and
//! surnames or given names alone.
//!
//! A full name makes a [`Bearer`]; another one is the same person when it adds
//! or drops middle names, writes them as initials, uses a usual short form of
//! the given name, or turns the order around. A bare name goes to the bearer
//! who was named last before it; relatives who come in as such (`his brother
//! Jon Hill`) stand back. Two people with one surname stay two.

use std::collections::{BTreeMap, BTreeSet};

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::gender::Gender;
use super::mention::Kind;
use super::person_name::{Name, Part};
use super::resolve::Identity;
use super::token::shape;

/// Words that bring a relative in.
const KIN: &[&str] = &[
    "father",
    "mother",
    "son",
    "sons",
    "daughter",
    "daughters",
    "brother",
    "brothers",
    "sister",
    "sisters",
    "wife",
    "husband",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "cousin",
    "grandfather",
    "grandmother",
    "grandson",
    "granddaughter",
    "stepson",
    "stepdaughter",
    "stepfather",
    "stepmother",
    "widow",
    "widower",
    "parents",
    "spouse",
    "fiancé",
    "fiancée",
    "girlfriend",
    "boyfriend",
    "twin",
];
/// Words for anybody who leads.
const VAGUE: &[&str] = &[
    "boss",
    "candidate",
    "chief",
    "founder",
    "head",
    "leader",
    "official",
    "politician",
];
/// Most bearers of one word that are looked at.
const MAX_BEARERS: usize = 64;
/// The last bearers of a word that are looked at for the same one again: two
/// who are named in turn are not filed each time.
const N_AGAIN: usize = 8;

/// A person with a full name.
struct Bearer {
    /// The fullest form; all others fit to it.
    name: Name,
    /// Name under which it is filed: the fewest words, no initials inside.
    key: String,
    /// Index of the first mention.
    idx: usize,
    /// Index of the first mention that the lists or people settle; all take
    /// its identity.
    settled: Option<usize>,
    /// Index of the last mention so far.
    last: Option<usize>,
    is_kin: bool,
    gender: Option<Gender>,
}

/// The bearers of an article, by the words of their names.
#[derive(Default)]
struct Bearers {
    all: Vec<Bearer>,
    by_word: BTreeMap<String, Vec<usize>>,
}

/// Gives names of persons to persons.
///
/// Cost: linear in names; a word that more than [`MAX_BEARERS`] share is
/// looked up among the last of them.
pub(super) fn link(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    let persons = (0..names.len()).filter(|&idx| {
        let name = names.get(idx);
        name.is_some_and(|name| name.kind == Kind::Person)
    });
    let made: Vec<(usize, Name)> = persons
        .filter_map(|idx| Some((idx, Name::of(doc, names.get(idx)?)?)))
        .collect();
    let mut bearers = Bearers::default();
    // Whole names first: a bare one may stand before them, as in a headline.
    let mut whose: BTreeMap<usize, usize> = BTreeMap::new();
    for (idx, name) in made.iter().filter(|(_, name)| !name.is_part) {
        let held = bearers.same(name);
        let number = held.unwrap_or_else(|| bearers.add(doc, names, (*idx, name)));
        bearers.fill(number, name);
        let settled = found.get(*idx).is_some_and(Identity::is_settled);
        if let Some(bearer) = bearers.all.get_mut(number).filter(|_| settled) {
            bearer.settled.get_or_insert(*idx);
        }
        whose.insert(*idx, number);
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for bearer in &bearers.all {
        if let (None, Some(place)) = (bearer.settled, found.get_mut(bearer.idx)) {
            // John A. Hill and John B. Hill need their initials.
            let is_new = taken.insert(bearer.key.clone());
            place.key = if is_new {
                bearer.key.clone()
            } else {
                bearer.name.words.join(" ")
            };
        }
    }
    for (idx, name) in &made {
        let gender = names
            .get(*idx)
            .and_then(|name| Gender::of(doc, (name.first, name.end)));
        let number = match whose.get(idx) {
            Some(number) => Some(*number),
            None => bearers.meant(name, gender),
        };
        let number = number.filter(|&number| {
            let bearer = bearers.all.get(number).filter(|it| it.last.is_none());
            let both = bearer.and_then(|it| names.get(it.idx)).zip(names.get(*idx));
            both.is_none_or(|(whole, bare)| !differ(doc, bare, whole))
        });
        let Some(bearer) = number.and_then(|number| bearers.all.get_mut(number)) else {
            continue;
        };
        // A known surname alone is its known bearer, unless another one of
        // that name is spoken of.
        let is_whole = whose.contains_key(idx);
        let is_new = bearer.last.is_none() || bearer.is_kin;
        let identity = found.get(bearer.settled.unwrap_or(bearer.idx)).cloned();
        if let Some((place, identity)) = found.get_mut(*idx).zip(identity) {
            if !(place.is_settled() && (is_whole || is_new)) {
                *place = identity;
            } else if !is_whole {
                continue;
            }
        }
        bearer.last = Some(*idx);
        bearer.gender = bearer.gender.or(gender);
    }
}

impl Bearers {
    /// Finds the bearer of a whole name.
    fn same(&self, name: &Name) -> Option<usize> {
        let numbers = [name.last(), name.first()]
            .into_iter()
            .filter_map(|word| self.by_word.get(word))
            .flat_map(|numbers| numbers.iter().rev().take(MAX_BEARERS));
        let mut fitting: Vec<usize> = numbers
            .filter(|&&number| {
                let bearer = self.all.get(number);
                bearer.is_some_and(|bearer| bearer.name.fits(name))
            })
            .copied()
            .collect();
        fitting.sort_unstable();
        fitting.dedup();
        let words = |number: &usize| self.all.get(*number).map(|bearer| &bearer.name.words);
        let exact = fitting
            .iter()
            .find(|number| words(number) == Some(&name.words));
        match (exact, fitting.as_slice()) {
            (Some(exact), _) => Some(*exact),
            (None, [only]) => Some(*only),
            _ => None,
        }
    }

    fn add(&mut self, doc: &Doc<'_>, names: &[Candidate], (idx, name): (usize, &Name)) -> usize {
        let number = self.all.len();
        let first = names.get(idx).map_or(0, |name| name.first);
        let end = names.get(idx).map_or(0, |name| name.end);
        self.all.push(Bearer {
            name: Name {
                words: Vec::new(),
                generation: None,
                is_eastern: name.is_eastern,
                is_part: false,
            },
            key: String::new(),
            idx,
            settled: None,
            last: None,
            is_kin: number > 0 && is_kin(doc, first, end),
            gender: None,
        });
        number
    }

    /// Lets a bearer answer to another form of its name.
    fn fill(&mut self, number: usize, name: &Name) {
        let Some(bearer) = self.all.get_mut(number) else {
            return;
        };
        for word in &name.words {
            let numbers = self.by_word.entry(word.clone()).or_default();
            if !numbers.iter().rev().take(N_AGAIN).any(|it| *it == number) {
                numbers.push(number);
            }
        }
        if name.words.len() > bearer.name.words.len() {
            bearer.name.words.clone_from(&name.words);
            bearer.name.is_eastern = name.is_eastern;
        }
        let key = name.key();
        let n_words = |key: &str| key.split(' ').count();
        if bearer.key.is_empty() || n_words(&key) < n_words(&bearer.key) {
            bearer.key = key;
        }
        if bearer.name.generation.is_none() {
            bearer.name.generation.clone_from(&name.generation);
        }
    }

    /// Finds the one whom a bare name means here.
    fn meant(&self, bare: &Name, gender: Option<Gender>) -> Option<usize> {
        let numbers = self.by_word.get(bare.last())?.iter().rev();
        let fitting = numbers.take(MAX_BEARERS).filter_map(|&number| {
            let bearer = self.all.get(number)?;
            Some((bearer.name.part(bare)?, number, bearer))
        });
        let rank = |(part, number, bearer): &(Part, usize, &Bearer)| {
            let is_other = match (gender, bearer.gender) {
                (Some(said), Some(known)) if said == known => 0,
                (Some(_), Some(_)) => 2,
                _ => 1,
            };
            // Who was not yet named comes after all who were, the first first.
            let wait = match bearer.last {
                None => (true, *number),
                Some(last) => (false, usize::MAX - last),
            };
            (*part, is_other, wait.0, bearer.is_kin, wait.1)
        };
        fitting.min_by_key(rank).map(|(_, number, _)| number)
    }
}

/// Says whether a bare name is borne by another one than the whole name that
/// comes later: `Premier Hill … Ann Hill, a spokeswoman`.
fn differ(doc: &Doc<'_>, bare: &Candidate, whole: &Candidate) -> bool {
    if doc.is(bare.first, shape::HEADLINE | shape::TITLE) {
        return false;
    }
    let (ours, theirs) = (offices(doc, bare), offices(doc, whole));
    !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
}

/// Returns the words for what a person is, before a name and in what is said
/// of it behind a comma.
fn offices(doc: &Doc<'_>, name: &Candidate) -> BTreeSet<u32> {
    let before = (1..4)
        .map_while(|back| name.first.checked_sub(back))
        .take_while(|&at| !doc.breaks(at + 1) && doc.word(at).is_some());
    let is_apposed = doc.sign(name.end) == Some(',') && doc.cue(name.end + 1, cue::FUNCTION);
    let behind =
        (name.end + 2..name.end + 6).take_while(|&at| is_apposed && doc.word(at).is_some());
    let is_office = |&at: &usize| doc.cue(at, cue::TITLE) && !doc.any(at, VAGUE);
    before
        .chain(behind)
        .filter(is_office)
        .filter_map(|at| doc.word(at))
        .collect()
}

/// Says whether a person comes in as the relative of somebody.
fn is_kin(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let before = first.wrapping_sub(1);
    if doc.breaks(first) {
        return false;
    }
    let joint = doc.any(before, &["of", "named", "to"]) || doc.sign(before) == Some(',');
    let apposed = doc.sign(end) == Some(',')
        && doc.any(end + 1, &["his", "her", "their", "whose"])
        && doc.any(end + 2, KIN);
    doc.any(before, KIN) || joint && doc.any(before.wrapping_sub(1), KIN) || apposed
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Kind, Overrides, extract};

    /// Checks who is meant by each name of a person, in text order.
    fn check(text: &str, expected: &[&str]) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let persons = found.mentions.iter().filter(|m| m.kind == Kind::Person);
        let names: Vec<&str> = persons
            .filter_map(|m| Some(found.entities.get(m.entity?)?.name.as_str()))
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn forms_of_one_name_are_one_person() {
        for (text, whole) in [
            ("Senator John Hill met Mr. John F. Hill.", "John F. Hill"),
            (
                "Senator William Hill voted. Bill Hill left.",
                "William Hill",
            ),
            (
                "Minister Carlos Ruiz Vega came. Carlos Ruiz left.",
                "Carlos Ruiz Vega",
            ),
            (
                "Mr. J. R. Whitlock wrote. James Robert Whitlock signed.",
                "James Robert Whitlock",
            ),
            (
                "Premier Viktor Kovacs spoke. Kovacs Viktor left.",
                "Viktor Kovacs",
            ),
            (
                "Premier Viktor Orbán spoke. Orbán Viktor left.",
                "Viktor Orban",
            ),
            (
                "Sheikh Mohammed bin Rashad came. Muhammad bin Rashad left.",
                "Mohammed bin Rashad",
            ),
            (
                "Senator Claudia Ruiz Pardo came. Ms. Ruiz left.",
                "Claudia Ruiz Pardo",
            ),
            ("Minister Liu Xiaoming came. Mr. Liu left.", "Liu Xiaoming"),
            (
                "Minister Sibylla Burne-Hogarth spoke. Mrs. Burne-Hogarth left.",
                "Sibylla Burne-Hogarth",
            ),
            (
                "Mayor Pieter van der Meer spoke. Mr. Van der Meer left.",
                "Pieter van der Meer",
            ),
            (
                "President Kim Jong-un came. Mr. Kim Jong Un left.",
                "Kim Jong-un",
            ),
        ] {
            check(text, &[whole, whole]);
        }
    }

    #[test]
    fn namesakes_of_one_article_stay_two() {
        check(
            "Senator John Hill met Mayor Mary Hill. Mrs. Hill laughed.",
            &["John Hill", "Mary Hill", "Mary Hill"],
        );
        check(
            "Mr. John Hill Sr. met Mr. John Hill Jr. there.",
            &["John Hill Sr.", "John Hill Jr."],
        );
        check(
            "Senator John A. Hill met Judge John B. Hill.",
            &["John A. Hill", "John B. Hill"],
        );
    }

    #[test]
    fn a_word_for_a_man_or_a_woman_tells_namesakes_apart() {
        let (john, mary) = ("John Hill", "Mary Hill");
        check(
            "John Hill, a farmer, met Mary Hill. Mr. Hill was loud. Ms. Hill left.",
            &[john, mary, john, mary],
        );
        check(
            "Kim Jong Un met Kim Yo Jong, his sister. Kim smiled. Ms. Kim left.",
            &["Kim Jong-un", "Kim Yo-jong", "Kim Jong-un", "Kim Yo-jong"],
        );
    }

    #[test]
    fn relatives_stand_back() {
        check(
            "Senator John Hill spoke of his brother Peter Hill. Later Hill left.",
            &["John Hill", "Peter Hill", "John Hill"],
        );
    }

    #[test]
    fn two_who_are_named_in_turn_leave_room_for_others() {
        let pair = "Mr. Carl Hill met Mr. John Hill. ".repeat(70);
        let text = format!("Ms. Mary Ann Hill spoke. {pair}Then Mary Hill left.");
        let article = Article::of_text(&text);
        let found = extract(&article, &Overrides::default());
        let last = found.mentions.last().and_then(|m| m.entity);
        let name = last.and_then(|idx| found.entities.get(idx));
        assert_eq!(name.map(|it| it.name.as_str()), Some("Mary Ann Hill"));
    }

    #[test]
    fn a_headline_names_who_comes_later() {
        check(
            "LINDGREN LOSES VOTE ON HARBOUR PLAN\n\nMayor Eva Lindgren lost a vote. Lindgren left.",
            &["Eva Lindgren", "Eva Lindgren", "Eva Lindgren"],
        );
    }

    #[test]
    fn lists_of_names_are_lists_of_people() {
        check(
            "Present were John Hill, Mary Stone, Peter Lake and Anna Field. Stone and Lake voted.",
            &[
                "John Hill",
                "Mary Stone",
                "Peter Lake",
                "Anna Field",
                "Mary Stone",
                "Peter Lake",
            ],
        );
    }
}
