//! The parts of a person's name, and whether two names can be one person's.
//!
//! A [`Name`] is compared word by word; whose it is, is decided in `persons`.

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::{Gazetteer, cue};
use super::nickname;
use super::token::{fold, shape};

const GENERATIONS: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];
/// Most words of a name that are compared.
const MAX_WORDS: usize = 8;

/// The words of a name as they are compared.
pub(super) struct Name {
    pub(super) words: Vec<String>,
    /// `jr` and the like.
    pub(super) generation: Option<String>,
    /// The surname comes first.
    pub(super) is_eastern: bool,
    /// A surname of several words (`Burne-Jones`, `van der Meer`) or one word.
    pub(super) is_part: bool,
}

/// How a bare name is a part of a full one, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Part {
    Surname,
    Inner,
    Given,
}

impl Name {
    pub(super) fn of(doc: &Doc<'_>, name: &Candidate) -> Option<Self> {
        let mut words = Vec::new();
        let (mut generation, mut word) = (None, String::new());
        let mut has_hyphen = false;
        let mut first = name.first;
        while first + 1 < name.end
            && (doc.cue(first, cue::HONORIFIC) && doc.is(first, shape::STOPPED)
                || doc.any(first, &["mr", "mrs", "ms", "dr", "sir"]))
        {
            first += 1;
        }
        for at in first..name.end {
            has_hyphen |= doc.hyphen(at);
            if doc.word(at).is_none() || words.len() >= MAX_WORDS {
                continue;
            }
            fold(doc.str(at), &mut word);
            if doc.any(at, GENERATIONS) && !words.is_empty() {
                generation = Some(word.clone());
            } else {
                // `J.R.` is two initials.
                let parts = word.split('.').filter(|part| !part.is_empty());
                words.extend(parts.map(str::to_owned));
            }
        }
        let last = words.len().checked_sub(1)?;
        let particles = words.len() > 1
            && (first..name.end)
                .filter(|&at| doc.word(at).is_some())
                .take(last)
                .all(|at| doc.cue(at, cue::PARTICLE) || doc.any(at, &["de", "al"]));
        let compound = has_hyphen && words.len() == 2 && doc.hyphen(first + 1);
        let is_eastern = last > 0 && is_eastern(doc, first, name.end);
        Some(Self {
            is_part: last == 0 || particles || compound,
            words,
            generation,
            is_eastern,
        })
    }

    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Writes the name without initials inside, unless it begins with one.
    pub(super) fn key(&self) -> String {
        let n = self.words.len();
        let keeps = self.words.first().is_none_or(|word| is_initial(word));
        let words = self.words.iter().enumerate();
        let kept = words.filter(|(at, word)| keeps || *at + 1 == n || !is_initial(word));
        let mut kept: Vec<&str> = kept.map(|(_, word)| word.as_str()).collect();
        kept.extend(self.generation.as_deref());
        kept.join(" ")
    }

    /// Says whether two whole names can be those of one person.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let (a, b) = (&self.generation, &other.generation);
        if a.is_some() && b.is_some() && a != b {
            return false;
        }
        let (short, long) = if self.words.len() <= other.words.len() {
            (self, other)
        } else {
            (other, self)
        };
        short.words == long.words
            || short.is_within(long)
            || short.turns(long)
            || short.last() == long.last() && given_fit(short, long)
    }

    /// Says whether this name of two words or more begins or ends the longer
    /// one, or drops words in its middle.
    fn is_within(&self, long: &Self) -> bool {
        let (ours, theirs) = (self.words.as_slice(), long.words.as_slice());
        let has_initial = ours.iter().any(|word| is_initial(word));
        if theirs.len() <= ours.len() || has_initial {
            return false;
        }
        let mut rest = theirs.iter();
        let in_order = ours.iter().all(|word| rest.any(|held| held == word));
        let both_ends = self.first() == long.first() && self.last() == long.last();
        theirs.starts_with(ours) || theirs.ends_with(ours) || both_ends && in_order
    }

    /// Says whether two words stand in the other order: `Orban Viktor`.
    fn turns(&self, long: &Self) -> bool {
        match (self.words.as_slice(), long.words.as_slice()) {
            ([a, b], [c, d]) => a == d && b == c,
            ([a, rest @ ..], [start @ .., z]) if rest.len() > 1 => a == z && rest == start,
            _ => false,
        }
    }

    /// Says what part of this whole name a bare one is.
    pub(super) fn part(&self, bare: &Self) -> Option<Part> {
        let (ours, theirs) = (self.words.as_slice(), bare.words.as_slice());
        let is_surname = if self.is_eastern {
            ours.starts_with(theirs)
        } else {
            ours.ends_with(theirs)
        };
        if is_surname {
            return Some(Part::Surname);
        }
        let behind = self.is_eastern && ours.get(1..) == Some(theirs);
        if ours.starts_with(theirs) || ours.ends_with(theirs) || behind {
            return Some(Part::Given);
        }
        let inner = ours.get(1..)?.windows(theirs.len());
        let is_inner = theirs.first().is_some_and(|word| word.len() > 2);
        (is_inner && inner.into_iter().any(|part| part == theirs)).then_some(Part::Inner)
    }
}

/// Says whether given names of one surname are those of one person: initials,
/// usual short forms, or one slip of the pen.
fn given_fit(short: &Name, long: &Name) -> bool {
    let given = |name: &Name| name.words.len().saturating_sub(1);
    let (ours, theirs) = (
        short.words.get(..given(short)).unwrap_or_default(),
        long.words.get(..given(long)).unwrap_or_default(),
    );
    let (Some(a), Some(b)) = (ours.first(), theirs.first()) else {
        return false;
    };
    let initials = ours.iter().chain(theirs).any(|word| is_initial(word));
    if initials {
        return ours.iter().zip(theirs).all(|(a, b)| {
            a == b || (is_initial(a) || is_initial(b)) && a.chars().next() == b.chars().next()
        });
    }
    let middle = ours.get(1..) == theirs.get(1..) || ours.len() == 1 || theirs.len() == 1;
    middle && (nickname::is_same(a, b) || !short.is_eastern && is_slip(a, b))
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Says whether two given names differ in one letter inside, which is rather a
/// slip than another person unless both are usual: `Martin` and `Marvin`.
fn is_slip(a: &str, b: &str) -> bool {
    let is_usual = |word: &str| Gazetteer::get().phrase(word).is(cue::GIVEN);
    if is_usual(a) && is_usual(b) {
        return false;
    }
    let (ours, theirs): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (n, m) = (ours.len(), theirs.len());
    if n.min(m) < 6 || n.abs_diff(m) > 1 || ours.first() != theirs.first() {
        return false;
    }
    let front = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let back = ours.iter().rev().zip(theirs.iter().rev());
    let back = back.take_while(|(a, b)| a == b).count();
    front + back + 1 >= n.max(m) && back > 0
}

/// Says whether the surname comes first, as in Korea and China.
fn is_eastern(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let last = end - 1;
    if !doc.cue(first, cue::EASTERN) {
        return false;
    }
    let hyphen = doc.hyphen(last.saturating_sub(1)) && last > first + 2;
    // `Kim Yo Jong` and not `Kim Mary Jones`.
    let syllables =
        last == first + 2 && doc.cue(last, cue::EASTERN) && !doc.cue(last - 1, cue::GIVEN);
    let western = doc.cue(first, cue::GIVEN) && doc.cue(last, cue::SURNAME) && !syllables;
    hyphen || !western && !doc.is(first, shape::INITIAL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::nlp::mention::Kind;

    /// Reads a text that is the name of a person and nothing more.
    fn name(text: &str) -> Name {
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let all = Candidate::rule((0, doc.len()), Kind::Person, 1.0, "");
        Name::of(&doc, &all).unwrap()
    }

    #[test]
    fn forms_of_one_name_fit() {
        for (a, b, expected) in [
            ("John Hill", "John F. Hill", true),
            ("J. F. Hill", "John Frank Hill", true),
            ("Bill Hill", "William Hill", true),
            ("Carlos Ruiz", "Carlos Ruiz Vega", true),
            ("Viktor Orban", "Orban Viktor", true),
            ("Gianluca Berg", "Gianluka Berg", true),
            ("John Hill Jr.", "John Hill", true),
            ("John Hill Jr.", "John Hill Sr.", false),
            ("John A. Hill", "John B. Hill", false),
            ("John Hill", "Mary Hill", false),
            ("Martin Berg", "Marvin Berg", false),
            ("John Hill", "John Stone", false),
        ] {
            assert_eq!(name(a).fits(&name(b)), expected, "{a}, {b}");
            assert_eq!(name(b).fits(&name(a)), expected, "{b}, {a}");
        }
    }

    #[test]
    fn a_bare_name_is_a_part_of_a_whole_one() {
        for (whole, bare, expected) in [
            ("Mary Ann Hill", "Hill", Some(Part::Surname)),
            ("Mary Ann Hill", "Ann", Some(Part::Inner)),
            ("Mary Ann Hill", "Mary", Some(Part::Given)),
            ("Kim Jong Un", "Kim", Some(Part::Surname)),
            ("Kim Jong Un", "Jong Un", Some(Part::Given)),
            ("Pieter van der Meer", "van der Meer", Some(Part::Surname)),
            ("Mary Ann Hill", "Stone", None),
        ] {
            assert_eq!(name(whole).part(&name(bare)), expected, "{whole}, {bare}");
        }
    }

    #[test]
    fn a_slip_is_one_letter_inside_a_long_rare_name() {
        for (a, b, expected) in [
            ("gianluca", "gianluka", true),
            ("gianluca", "gianlucca", true),
            ("gianluca", "bianluca", false),
            ("gianluca", "gianlucas", false),
            ("martin", "marvin", false),
            ("tolva", "tolda", false),
        ] {
            assert_eq!(is_slip(a, b), expected, "{a} {b}");
        }
    }
}
