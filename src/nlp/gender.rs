//! Whether a person is spoken of as a man or a woman, as far as that tells two
//! people of one surname apart: by titles, by kin, by usual given names.

use super::doc::Doc;
use super::gazetteer::cue;

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
    "councilman",
    "duke",
    "emperor",
    "father",
    "grandfather",
    "grandson",
    "husband",
    "imam",
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
    "councilwoman",
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

/// Words behind which another person is spoken of: `sister of John Hill`.
const LINKS: &[&str] = &["and", "by", "for", "from", "of", "to", "with"];

impl Gender {
    /// Says what the words about the name `first..end` tell.
    pub(super) fn of(doc: &Doc<'_>, (first, end): (usize, usize)) -> Option<Self> {
        let before = (1..4)
            .map_while(|back| first.checked_sub(back))
            .take_while(|&at| !doc.breaks(at + 1) && doc.word(at).is_some())
            .take_while(|&at| !doc.any(at, LINKS))
            .find_map(|at| Self::told(doc, at));
        let titled = || Self::told(doc, first).filter(|_| end - first > 1);
        before
            .or_else(titled)
            .or_else(|| Self::apposed(doc, end))
            .or_else(|| Self::usual(doc, (first, end)))
    }

    /// Says what a title or a word for kin tells of its bearer.
    pub(super) fn told(doc: &Doc<'_>, at: usize) -> Option<Self> {
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

    /// Says who usually bears the given name that the name begins with.
    pub(super) fn usual(doc: &Doc<'_>, (first, end): (usize, usize)) -> Option<Self> {
        let sense = doc.sense(first);
        if end - first < 2 || sense.is(cue::EASTERN) {
            None
        } else if sense.is_of_men() {
            Some(Self::Man)
        } else if sense.is_of_women() {
            Some(Self::Woman)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    #[test]
    fn words_about_a_name_tell_who_bears_it() {
        let (man, woman) = (Some(Gender::Man), Some(Gender::Woman));
        for (text, expected) in [
            ("The actress Hill left.", woman),
            ("His brother Hill left.", man),
            ("Mrs. Hill left.", woman),
            ("Then Hill, his sister, left.", woman),
            ("Then Hill, a retired businessman, left.", man),
            ("A sister of Hill left.", None),
            ("His sister fell. Hill left.", None),
            ("Then Hill left.", None),
        ] {
            let article = Article::of_text(text);
            let doc = Doc::new(&article);
            let at = (0..doc.len()).find(|at| doc.str(*at) == "Hill").unwrap();
            assert_eq!(Gender::of(&doc, (at, at + 1)), expected, "{text}");
        }
    }

    #[test]
    fn a_given_name_tells_where_nothing_else_does() {
        let of = |text: &str| {
            let article = Article::of_text(text);
            Gender::of(&Doc::new(&article), (0, 2))
        };
        assert_eq!(of("John Hill left."), Some(Gender::Man));
        assert_eq!(of("Mary Hill left."), Some(Gender::Woman));
        assert_eq!(of("John Hill, her mother, left."), Some(Gender::Woman));
        assert_eq!(of("Tolva Hill left."), None);
    }
}
