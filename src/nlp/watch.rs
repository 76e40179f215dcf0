//! The finder of the names that people watch, before all others.
//!
//! A watched name with capitals is found wherever it is written with them,
//! also in a headline of capitals; one in capitals alone (`US`) only so; a
//! name written small, or in a script without capitals, is found as it is.
//! Hyphens and dots inside do not matter, a sign in front does (`.NET`).

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::mention::{Finder, Kind};
use super::overrides::Watched;
use super::token::{Token, fold, shape};
use super::tokenize::{Lines, tokenize};
use crate::text::Span;

/// Where watched names stand: by first token the end and the number of the
/// watched name.
pub(super) type Watches = BTreeMap<usize, (usize, usize)>;

/// The forms of all watched names, by their first word.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Forms(BTreeMap<String, Vec<Form>>);

/// One form of a watched name.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Form {
    case: Case,
    /// Folded words behind the first one.
    rest: Vec<(String, Case)>,
    opening: Opening,
    number: usize,
    kind: Kind,
}

/// How a word of a form has to be written to be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Case {
    Any,
    Capital,
    Capitals,
}

/// What a form begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Opening {
    Word,
    /// A sign that the next word touches.
    Sign,
    /// A handle, a hash tag or a web address.
    Address,
}

/// Words of a name that are often written small where the others are not.
const SMALL: &[&str] = &[
    "a", "al", "an", "and", "at", "by", "da", "de", "del", "der", "di", "do", "el", "for", "from",
    "in", "la", "le", "of", "on", "or", "the", "to", "van", "von", "with",
];

/// A name this sure that contains a watched one is kept: `Bank of Korea` is
/// no mention of a watched `Korea`.
const SURE: f32 = 0.9;

impl Forms {
    pub(super) fn of(watched: &[Watched]) -> Self {
        let mut forms = Self::default();
        for (number, one) in watched.iter().enumerate() {
            for name in one.aliases.iter().chain([&one.name]) {
                forms.add(name, number, one.kind);
            }
        }
        forms
    }

    fn add(&mut self, name: &str, number: usize, kind: Kind) {
        let mut tokens = Vec::new();
        tokenize(name, Span::new(0, name.len()), Lines::Flow, &mut tokens);
        let is_plain = |token: &&Token| is_joint(token.span().of(name));
        let n_quotes = tokens.iter().take_while(is_plain).count();
        // `.NET` begins with its stop, `...` is no name.
        let next = tokens.get(n_quotes);
        let is_stop = |token: &Token| token.span().of(name) == ".";
        let before = n_quotes.checked_sub(1).and_then(|at| tokens.get(at));
        let stopped = before.is_some_and(is_stop) && next.is_some_and(|it| !it.is(shape::SPACED));
        let rest = tokens.split_off(n_quotes - usize::from(stopped));
        let Some(opening) = rest.first().map(opening) else {
            return;
        };
        let mut words = words(&rest, name);
        let only = words.len() == 1;
        let is_caps = rest.first().is_some_and(|token| token.is(shape::CAPS));
        let (first, mut case) = words.remove(0);
        if only && opening == Opening::Sign {
            return;
        }
        if only && is_caps && !name.chars().any(char::is_lowercase) {
            case = Case::Capitals;
        }
        let form = Form {
            case,
            rest: words,
            opening,
            number,
            kind,
        };
        self.0.entry(first).or_default().push(form);
    }

    /// Returns the end of the longest form at `at`, and the form; of equal
    /// ones the first of the list.
    fn at(&self, doc: &Doc<'_>, at: usize, word: &mut String) -> Option<(usize, &Form)> {
        fold_plain(doc.str(at), word);
        let here = self.0.get(word.as_str())?.iter();
        let fits = here.filter_map(|form| Some((form.end(doc, at, word)?, form)));
        fits.max_by(|a, b| a.0.cmp(&b.0).then(b.1.number.cmp(&a.1.number)))
    }
}

impl Form {
    fn end(&self, doc: &Doc<'_>, first: usize, word: &mut String) -> Option<usize> {
        let is_address = doc.is(first, shape::ADDRESS);
        let is_meant = self.case.fits(doc, first)
            && (self.opening == Opening::Address) == is_address
            && (self.opening != Opening::Sign || doc.tight(first + 1));
        if !is_meant {
            return None;
        }
        let mut at = first + 1;
        for (wanted, case) in &self.rest {
            let from = at;
            while doc.tight(at) && is_joint(doc.str(at)) {
                at += 1;
            }
            fold_plain(doc.str(at), word);
            // Behind a hyphen the same name is written big and small.
            let fits = at > from || case.fits(doc, at);
            if word != wanted || !fits || doc.is(at, shape::LINE) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

impl Case {
    fn of(token: &Token, text: &str) -> Self {
        let is_number = token.is(shape::NUMBER) && text.contains(char::is_uppercase);
        if token.is(shape::UPPER) || is_number {
            Self::Capital
        } else {
            Self::Any
        }
    }

    fn fits(self, doc: &Doc<'_>, at: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Capital => {
                let is_number = || doc.is(at, shape::NUMBER);
                doc.upper(at) || is_number() && doc.str(at).contains(char::is_uppercase)
            }
            Self::Capitals => doc.is(at, shape::CAPS),
        }
    }
}

fn opening(token: &Token) -> Opening {
    if token.is(shape::ADDRESS) {
        Opening::Address
    } else if token.is(shape::WORD | shape::NUMBER) {
        Opening::Word
    } else {
        Opening::Sign
    }
}

/// Lists the words of a name, folded, and how each has to be written.
///
/// Shape: the first token stands first; none of the others is a joint.
fn words(tokens: &[Token], name: &str) -> Vec<(String, Case)> {
    let mut words = Vec::new();
    let mut is_joined = false;
    for token in tokens {
        let text = token.span().of(name);
        if is_joint(text) && !words.is_empty() {
            is_joined = text != "." && !token.is(shape::SPACED);
            continue;
        }
        let case = if is_joined {
            Case::Any
        } else {
            Case::of(token, text)
        };
        let mut word = String::new();
        fold_plain(text, &mut word);
        is_joined = false;
        words.push((word, case));
    }
    let is_small = |word: &(String, Case)| SMALL.contains(&word.0.as_str());
    let is_asked = |word: &(String, Case)| word.1 != Case::Any && !is_small(word);
    if words.iter().any(is_asked) {
        for word in words.iter_mut().filter(|word| is_small(word)) {
            word.1 = Case::Any;
        }
    }
    words
}

/// Says whether a name begins with a sign that belongs to it.
pub(super) fn begins_with_sign(name: &str) -> bool {
    let bare = name.trim_start_matches(['"', '“', '”', '-', '‑', '–', ' ']);
    !bare.starts_with(char::is_alphanumeric)
}

fn is_joint(text: &str) -> bool {
    matches!(text, "-" | "‑" | "–" | "." | "“" | "”" | "\"")
}

fn fold_plain(text: &str, out: &mut String) {
    fold(text, out);
    out.retain(|c| c != '.');
    if out.is_empty() {
        out.push_str(text);
    }
}

/// Proposes the watched names and takes out what stands in their way.
///
/// Cost: linear in tokens and candidates.
pub(super) fn find(doc: &Doc<'_>, forms: &Forms, found: &mut Vec<Candidate>) -> Watches {
    let mut watches = Watches::new();
    if forms.0.is_empty() {
        return watches;
    }
    // Where the longest sure name that begins at a token ends.
    let mut sure: BTreeMap<usize, usize> = BTreeMap::new();
    for held in found.iter().filter(|held| held.score >= SURE) {
        let end = sure.entry(held.first).or_default();
        *end = held.end.max(*end);
    }
    let mut made = Vec::new();
    let (mut at, mut covered, mut word) = (0, 0, String::new());
    while at < doc.len() {
        let longer = sure.get(&at).copied().unwrap_or_default();
        let is_free = |end: usize| end >= longer && (end > covered || at >= covered);
        match forms.at(doc, at, &mut word) {
            Some((end, form)) if is_free(end) => {
                let tokens = (at, end);
                let mut candidate = Candidate::rule(tokens, form.kind, 1.0, "on the watchlist");
                candidate.finder = Finder::Person;
                made.push(candidate);
                watches.insert(at, (end, form.number));
                at = end;
            }
            _ => {
                covered = covered.max(longer);
                at += 1;
            }
        }
    }
    found.retain(|held| {
        let before = watches.range(..held.end).next_back();
        before.is_none_or(|(_, (end, _))| *end <= held.first)
    });
    found.append(&mut made);
    watches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    /// Checks where one watched name is found.
    fn check(name: &str, text: &str, expected: &[&str]) {
        let watched = Watched {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: Kind::Org,
        };
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let mut found = Vec::new();
        find(&doc, &Forms::of(&[watched]), &mut found);
        let spans = found.iter().map(|it| doc.join(it.first, it.end).of(text));
        assert_eq!(spans.collect::<Vec<_>>(), expected, "{name} in {text}");
    }

    #[test]
    fn names_in_scripts_without_capitals_are_found() {
        check("김정은", "김정은 was there.", &["김정은"]);
        check("محمد علي", "They met محمد علي there.", &["محمد علي"]);
    }

    #[test]
    fn capitals_count_wherever_the_name_has_them() {
        let text = "He saw the Line and the line.";
        check("the Line", text, &["the Line"]);
        check("The Line", text, &["the Line"]);
        check("the line", text, &["the Line", "the line"]);
        check(
            "Bank Of Gotland",
            "The Bank of Gotland",
            &["Bank of Gotland"],
        );
        check(
            "Harwood Steel",
            "Harwood steel, HARWOOD STEEL",
            &["HARWOOD STEEL"],
        );
        check(
            "Han Seo Jun",
            "Han Seo-jun and Han Seo Jun",
            &["Han Seo-jun", "Han Seo Jun"],
        );
        check(
            "Han Seo-Jun",
            "Han Seo-jun and Han Seo Jun",
            &["Han Seo-jun", "Han Seo Jun"],
        );
        check("3M", "It is 3m from 3M.", &["3M"]);
    }

    #[test]
    fn a_sign_in_front_belongs_to_the_name() {
        let text = "It ended. Net profit of .NET and the Net.";
        check(".NET", text, &[".NET"]);
        check("“Net”", text, &["Net", "NET", "Net"]);
        check("C#", "In C# and C.", &["C#"]);
        check("...", "And so on... .", &[]);
    }

    #[test]
    fn handles_and_tags_are_found() {
        check(
            "@harwood",
            "So @harwood, not Harwood, wrote.",
            &["@harwood"],
        );
        check("#harwood", "So #Harwood it is.", &["#Harwood"]);
        check("Harwood", "So @harwood wrote.", &[]);
    }
}
