//! The finder of the names that people watch, before all others.
//!
//! A watched name with a capital is found wherever it is written with one,
//! also in a headline of capitals; one in capitals alone (`US`) only so; a
//! name written small is found in any case. Hyphens and dots do not matter.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::mention::{Finder, Kind};
use super::overrides::Watched;
use super::token::{fold, shape};
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
    /// Folded words behind the first one.
    rest: Vec<String>,
    case: Case,
    number: usize,
    kind: Kind,
}

/// How a form has to be written to be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Case {
    Any,
    Capital,
    Capitals,
}

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
        let texts = tokens.iter().map(|token| token.span().of(name));
        let mut word = String::new();
        let words = texts.filter(|text| !is_joint(text)).map(|text| {
            fold_plain(text, &mut word);
            word.clone()
        });
        let mut words: Vec<String> = words.collect();
        if words.is_empty() {
            return;
        }
        let rest = words.split_off(1);
        let small = name.chars().any(char::is_lowercase);
        let case = match tokens.first() {
            Some(token) if !token.is(shape::UPPER) && small => Case::Any,
            Some(token) if token.is(shape::CAPS) && !small && rest.is_empty() => Case::Capitals,
            _ => Case::Capital,
        };
        let form = Form {
            rest,
            case,
            number,
            kind,
        };
        self.0.entry(words.swap_remove(0)).or_default().push(form);
    }

    /// Returns the end of the longest form at `at`, and the form; of equal
    /// ones the first of the list.
    fn at(&self, doc: &Doc<'_>, at: usize, word: &mut String) -> Option<(usize, &Form)> {
        if doc.is(at, shape::ADDRESS) {
            return None;
        }
        fold_plain(doc.str(at), word);
        let here = self.0.get(word.as_str())?.iter();
        let fits = here.filter_map(|form| Some((form.end(doc, at, word)?, form)));
        fits.max_by(|a, b| a.0.cmp(&b.0).then(b.1.number.cmp(&a.1.number)))
    }
}

impl Form {
    fn end(&self, doc: &Doc<'_>, first: usize, word: &mut String) -> Option<usize> {
        let is_meant = match self.case {
            Case::Any => true,
            Case::Capital => doc.upper(first) || doc.is(first, shape::NUMBER),
            Case::Capitals => doc.is(first, shape::CAPS),
        };
        let mut at = first + 1;
        for wanted in &self.rest {
            while doc.tight(at) && is_joint(doc.str(at)) {
                at += 1;
            }
            fold_plain(doc.str(at), word);
            if word != wanted || doc.is(at, shape::LINE) {
                return None;
            }
            at += 1;
        }
        is_meant.then_some(at)
    }
}

fn is_joint(text: &str) -> bool {
    matches!(text, "-" | "‑" | "–" | "." | "“" | "”" | "\"")
}

fn fold_plain(text: &str, out: &mut String) {
    fold(text, out);
    out.retain(|c| c != '.');
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
