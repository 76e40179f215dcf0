//! How well a short form is spelled by the words of a long one.
//!
//! Letters are taken from the words in order, best the first of each word; a
//! word may give several, and words may be passed over. Each departure from
//! plain initials has its price, and the cheapest way says where the long form
//! begins. Costs are per letter of the short form, so that a long short form
//! may depart more often.

use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::fold;

/// Small words that initials may pass over, beyond those that the lists know.
const PASSED: &[&str] = &[
    "the", "of", "and", "for", "in", "on", "to", "a", "an", "at", "by", "de", "la", "le", "les",
    "des", "du", "et", "y", "del", "el", "los", "las", "with", "from", "en", "für", "und", "der",
    "die", "das", "as", "or", "e", "l", "d", "s", "da", "do", "dos", "i", "von", "per", "pour",
    "aux", "into", "against", "its", "their", "who", "has", "have", "between", "among", "under",
    "over", "through", "without", "within",
];
/// Most words of a long form.
pub(super) const MAX_WORDS: usize = 14;
/// Most letters of a short form that come from one word.
const MAX_TAKEN: usize = 7;

const PASS: f32 = 1.0;
const PASS_NEXT: f32 = 0.5;
const PASS_SMALL: f32 = 0.06;
/// A word behind the last one that is spelled.
const PASS_LAST: f32 = 1.0;
const NEXT_LETTER: f32 = 0.2;
const INNER_LETTER: f32 = 0.45;
const NOT_FIRST: f32 = 0.6;
const SMALL_INITIAL: f32 = 0.1;
const SMALL_FIRST: f32 = 1.5;
const COMMA: f32 = 0.4;
/// What each letter of a word that is taken whole (`UN-Women`) gives back.
const WHOLE: f32 = 0.25;

/// The letters of a short form, with what was paid for the rest of them.
struct Ways {
    /// By the number of letters that are left: the lowest cost, and whether
    /// the word before was passed over.
    costs: Vec<(f32, bool)>,
}

/// One word of a possible long form.
struct Word {
    letters: Vec<char>,
    is_small: bool,
    is_upper: bool,
    /// A comma stands behind it.
    has_comma: bool,
}

/// Spells `short` with the words `at`, which are given from the last to the
/// first.
///
/// Shape: cost for each letter of `short`, and how many of the words the long
/// form has; `None` if the letters are not there.
/// Cost: letters times words.
pub(super) fn spell(doc: &Doc<'_>, short: &[char], at: &[usize]) -> Option<(f32, usize)> {
    let n = short.len();
    let mut ways = Ways {
        costs: vec![(f32::INFINITY, false); n + 1],
    };
    *ways.costs.last_mut()? = (0.0, false);
    let mut best: Option<(f32, usize)> = None;
    for (idx, &token) in at.iter().enumerate() {
        let word = Word::of(doc, token, idx > 0 && follows_comma(doc, token));
        ways = ways.after(&word, short);
        let whole = ways.costs.first_mut()?;
        if best.is_none_or(|best| whole.0 < best.0) && whole.0.is_finite() {
            best = Some((whole.0, idx + 1));
        }
        whole.0 = f32::INFINITY;
    }
    let letters = u16::try_from(n).map_or(1.0, f32::from);
    best.map(|(cost, n_words)| (cost / letters, n_words))
}

/// Writes a short form in letters and digits.
pub(super) fn letters(text: &str) -> Vec<char> {
    let mut folded = String::new();
    fold(text, &mut folded);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Says whether initials may pass over the word.
pub(super) fn is_small(doc: &Doc<'_>, at: usize) -> bool {
    doc.any(at, PASSED) || doc.cue(at, cue::FUNCTION) && !doc.upper(at)
}

fn follows_comma(doc: &Doc<'_>, at: usize) -> bool {
    doc.sign(at + 1) == Some(',')
}

impl Word {
    fn of(doc: &Doc<'_>, at: usize, has_comma: bool) -> Self {
        Self {
            letters: letters(doc.str(at)),
            is_small: is_small(doc, at),
            is_upper: doc.upper(at),
            has_comma,
        }
    }

    /// Returns the cost of taking `wanted` from this word; `is_start` says
    /// that they are the first letters of the short form.
    fn give(&self, wanted: &[char], is_start: bool) -> Option<f32> {
        let (first, rest) = (self.letters.first()?, wanted.get(1..)?);
        let opens = wanted.first() == Some(first);
        if !opens && (wanted.len() > 2 || is_start) {
            return None;
        }
        let mut cost = if opens { 0.0 } else { NOT_FIRST };
        let mut at = self
            .letters
            .iter()
            .position(|c| Some(c) == wanted.first())?;
        for letter in rest {
            let next = self.letters.iter().skip(at + 1).position(|c| c == letter)?;
            cost += if next == 0 && opens {
                NEXT_LETTER
            } else {
                INNER_LETTER
            };
            at += 1 + next;
        }
        let n_taken = u8::try_from(wanted.len()).unwrap_or(u8::MAX);
        if wanted.len() == self.letters.len() && n_taken >= 3 && opens && !is_start {
            cost = -WHOLE * f32::from(n_taken);
        }
        if self.is_small && is_start && !self.is_upper {
            cost += SMALL_FIRST;
        } else if self.is_small && wanted.len() == 1 {
            cost += SMALL_INITIAL;
        }
        Some(cost)
    }
}

impl Ways {
    /// Goes one word to the left.
    fn after(&self, word: &Word, short: &[char]) -> Self {
        let n = short.len();
        let mut next = Self {
            costs: vec![(f32::INFINITY, false); n + 1],
        };
        for (left, &(cost, was_passed)) in self.costs.iter().enumerate().skip(1) {
            if cost.is_infinite() {
                continue;
            }
            let inside = left < n;
            let cost = cost + if word.has_comma && inside { COMMA } else { 0.0 };
            let price = match (word.is_small, inside, was_passed) {
                (true, true, _) => PASS_SMALL,
                (true, false, _) => PASS_SMALL + PASS_LAST,
                (false, false, _) => PASS + PASS_LAST,
                (false, true, true) => PASS_NEXT,
                (false, true, false) => PASS,
            };
            next.offer(left, (cost + price, !word.is_small || was_passed));
            for n_taken in 1..=left.min(word.letters.len()).min(MAX_TAKEN) {
                let wanted = short.get(left - n_taken..left).unwrap_or_default();
                if let Some(price) = word.give(wanted, left == n_taken) {
                    next.offer(left - n_taken, (cost + price, false));
                }
            }
        }
        next
    }

    fn offer(&mut self, left: usize, way: (f32, bool)) {
        if let Some(held) = self.costs.get_mut(left).filter(|held| way.0 < held.0) {
            *held = way;
        }
    }
}
