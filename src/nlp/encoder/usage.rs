//! [`Known`] names and [`Uses`]: what the company of a word says of it, here
//! and wherever else the article has it.
//!
//! A run is a stretch of capitalised words inside one sentence, with the small
//! words that join names. What any run or neighbor says of a word holds for
//! the word in the whole article.

use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::mention::Kind;
use crate::nlp::token::{fold, shape};

/// Number of bits of [`Uses::bits`]; they must fit into 64.
pub(super) const N_USES: usize = N_KNOWN + N_HERE + N_EVER;
/// First and later token of a known name, six kinds each; weak; country.
const N_KNOWN: usize = 14;
/// How often and how the word is written, and its place in its run.
const N_HERE: usize = 11;
/// What held for the word anywhere in the article.
const N_EVER: usize = 18;

/// Longest known name, in tokens.
const MAX_NAME: usize = 14;
/// Longest run that is looked at, in tokens.
const MAX_RUN: usize = 12;

/// The longest known names, by token: bits of the first group.
pub(super) struct Known(Vec<u64>);

/// What the article says of its words.
pub(super) struct Uses {
    known: Vec<u64>,
    runs: Vec<u64>,
    /// By the number of the word.
    ever: Vec<u64>,
}

impl Known {
    /// Looks up the longest known name from every capitalised word.
    pub(super) fn of(doc: &Doc<'_>) -> Self {
        let mut bits = vec![0; doc.len()];
        let mut key = String::new();
        let mut at = 0;
        while at < doc.len() {
            let found = (doc.upper(at) && !doc.is(at, shape::ADDRESS))
                .then(|| longest(doc, at, &mut key))
                .flatten();
            let Some((end, sense)) = found else {
                at += 1;
                continue;
            };
            let group = match sense.kind() {
                Some(Kind::Person) => 0,
                Some(Kind::Org) => 1,
                Some(Kind::Place) => 2,
                Some(Kind::Group) => 3,
                Some(Kind::Facility) => 4,
                _ => 5,
            };
            let extra =
                u64::from(sense.is(cue::WEAK)) << 12 | u64::from(sense.is(cue::COUNTRY)) << 13;
            for (idx, token) in bits.iter_mut().skip(at).take(end - at).enumerate() {
                *token = 1 << (2 * group + idx.min(1)) | extra;
            }
            at = end;
        }
        Self(bits)
    }

    fn is(&self, at: usize, group: usize) -> bool {
        self.0
            .get(at)
            .is_some_and(|bits| bits >> (2 * group) & 3 != 0)
    }
}

fn longest(doc: &Doc<'_>, first: usize, key: &mut String) -> Option<(usize, Sense)> {
    let mut walk = doc.gazetteer().walk();
    let mut best = None;
    let mut at = first;
    while at < doc.len() && at - first < MAX_NAME {
        let joined = at > first && (doc.hyphen(at) || doc.sign(at) == Some('/') && doc.tight(at));
        if joined {
            at += 1;
            continue;
        }
        if at > first && (doc.breaks(at) || !walk.feed(b" ")) {
            break;
        }
        fold(doc.str(at), key);
        if !walk.feed(key.as_bytes()) {
            break;
        }
        at += 1;
        let ends_big = doc.upper(at - 1) || doc.tight(at - 1) || doc.is(at - 1, shape::NUMBER);
        let sense = walk
            .sense()
            .filter(|sense| sense.kind().is_some() && ends_big);
        let written = |sense: &Sense| !sense.is(cue::CAPS) || doc.is(first, shape::CAPS);
        best = sense.filter(written).map(|sense| (at, sense)).or(best);
    }
    best
}

impl Uses {
    /// Reads the neighbors of every word and every run.
    ///
    /// Cost: linear in the text.
    pub(super) fn of(doc: &Doc<'_>, known: &Known) -> Self {
        let n_words = (0..doc.len()).filter_map(|at| doc.word(at)).max();
        let mut uses = Self {
            known: known.0.clone(),
            runs: vec![0; doc.len()],
            ever: vec![0; n_words.map_or(0, |word| word as usize + 1)],
        };
        for at in 0..doc.len() {
            if doc.upper(at) {
                uses.learn(doc, at, neighbors(doc, known, at));
            }
        }
        let mut at = 0;
        while at < doc.len() {
            let end = run_end(doc, at);
            if end > at {
                uses.run(doc, (at, end));
            }
            at = end.max(at + 1);
        }
        uses
    }

    /// Returns the bits of one token, [`N_USES`] of them.
    pub(super) fn bits(&self, doc: &Doc<'_>, at: usize) -> u64 {
        let known = self.known.get(at).copied().unwrap_or_default();
        let mut here = self.runs.get(at).copied().unwrap_or_default();
        let usage = doc.usage(at);
        let written = [
            usage.n_small > 0,
            usage.n_middle > 0,
            usage.n_small > usage.n_middle,
            usage.n_middle > 1,
        ];
        for (bit, holds) in written.into_iter().enumerate() {
            here |= u64::from(holds && doc.word(at).is_some()) << bit;
        }
        let ever = doc.word(at).and_then(|word| self.ever.get(word as usize));
        let ever = ever.copied().unwrap_or_default();
        known | here << N_KNOWN | ever << (N_KNOWN + N_HERE)
    }

    fn learn(&mut self, doc: &Doc<'_>, at: usize, bits: u64) {
        let word = doc
            .word(at)
            .and_then(|word| self.ever.get_mut(word as usize));
        if let Some(word) = word {
            *word |= bits;
        }
    }

    /// Notes the places in the run, and what its ends say of each word in it.
    fn run(&mut self, doc: &Doc<'_>, (first, end): (usize, usize)) {
        let n_tokens = end - first;
        let last = end - 1;
        let long = n_tokens > 1;
        let says = [
            long && doc.cue(last, cue::ORG_HEAD | cue::ORG_TAIL) || doc.cue(first, cue::ORG_HEAD),
            long && doc.cue(last, cue::PLACE_HEAD | cue::FACILITY_HEAD),
            long && doc.cue(first, cue::GIVEN),
            long && doc.cue(first, cue::GIVEN) && doc.cue(last, cue::SURNAME),
        ];
        let shared = packed(says, 11);
        for at in first..end {
            let places = [
                n_tokens == 1,
                n_tokens == 2,
                n_tokens == 3,
                n_tokens > 3,
                at == first,
                at == last,
                doc.is(last + 1, shape::CAPS) && doc.sign(last + 1) == Some('('),
            ];
            if let Some(run) = self.runs.get_mut(at) {
                *run = packed(places, 4);
            }
            // A headline joins what does not belong together.
            if doc.is(at, shape::HEADLINE) || !doc.upper(at) {
                continue;
            }
            let alone = !long && !doc.is(at, shape::OPENS);
            let own = [long && at == first, long && at == last, alone];
            self.learn(doc, at, shared | packed(own, 15));
        }
    }
}

/// Tells what stands beside a capitalised word.
fn neighbors(doc: &Doc<'_>, known: &Known, at: usize) -> u64 {
    let before = at.wrapping_sub(1);
    let after = if doc.possessive(at + 1) {
        at + 2
    } else {
        at + 1
    };
    let joined = !doc.breaks(at);
    let goes_on = !doc.breaks(at + 1);
    let bracketed = doc.sign(before) == Some('(') && doc.sign(at + 1) == Some(')');
    let listed = doc.sign(at + 1) == Some(',') && known.is(at + 2, 2);
    packed(
        [
            joined && doc.cue(before, cue::TITLE | cue::HONORIFIC),
            joined && doc.cue(before, cue::GIVEN) && doc.upper(before),
            goes_on && doc.cue(at + 1, cue::ORG_HEAD | cue::ORG_TAIL) && doc.upper(at + 1),
            goes_on && doc.cue(at + 1, cue::PLACE_HEAD | cue::FACILITY_HEAD) && doc.upper(at + 1),
            joined && doc.cue(before, cue::LOCATIVE),
            goes_on && (doc.cue(at + 1, cue::SPEECH) || doc.cue(before, cue::SPEECH)),
            after > at + 1,
            bracketed && doc.is(at, shape::CAPS),
            listed,
            known.is(at, 0),
            known.is(at, 1) && !known.is(at, 2),
        ],
        0,
    )
}

/// Returns where the run from `first` ends; `first` itself when none begins.
fn run_end(doc: &Doc<'_>, first: usize) -> usize {
    let mut end = first;
    let mut at = first;
    while at < doc.len() && at - first < MAX_RUN && (at == first || !doc.breaks(at)) {
        if doc.upper(at) {
            end = at + 1;
        } else if end == first || !(doc.hyphen(at) || joins(doc, at)) {
            break;
        }
        at += 1;
    }
    end
}

/// Says whether names may hold the small word between two capitalised ones.
fn joins(doc: &Doc<'_>, at: usize) -> bool {
    let small = doc.cue(at, cue::PARTICLE) || doc.any(at, &["of", "the", "for"]);
    small || doc.sign(at) == Some('&')
}

fn packed<const N: usize>(signs: [bool; N], at: usize) -> u64 {
    let bits = signs.into_iter().enumerate();
    bits.fold(0, |all, (bit, holds)| all | u64::from(holds) << (at + bit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::article;

    /// Returns the bits of the last place where `word` stands.
    fn bits(text: &str, word: &str) -> u64 {
        let article = article(text);
        let doc = Doc::new(&article);
        let uses = Uses::of(&doc, &Known::of(&doc));
        let at = (0..doc.len()).rfind(|at| doc.str(*at) == word).unwrap();
        uses.bits(&doc, at)
    }

    fn ever(text: &str, word: &str, bit: usize) -> bool {
        bits(text, word) >> (N_KNOWN + N_HERE + bit) & 1 == 1
    }

    #[test]
    fn all_groups_fit() {
        const { assert!(N_USES <= 64) };
        let text = "In Tallis, Norway (TX) said Mr. Ann Hill's TX of Hill Road Inc. won. TX TX TX.";
        for word in ["Tallis", "Norway", "TX", "Hill", "Road"] {
            assert_eq!(bits(text, word) >> N_USES, 0, "{word}");
        }
    }

    #[test]
    fn known_names_of_several_words_are_told_from_their_parts() {
        let text = "They flew to South Korea.";
        assert_eq!(bits(text, "South") & 0xfff, 1 << 4);
        assert_eq!(bits(text, "Korea") & 0xfff, 1 << 5);
        assert_eq!(bits(text, "flew") & 0xfff, 0);
    }

    #[test]
    fn what_was_said_once_holds_in_the_whole_article() {
        let text = "Mr. Tarrow left. Later the crowd saw Tarrow again near Quill, Norway.";
        assert!(ever(text, "Tarrow", 0));
        assert!(!ever(text, "Quill", 0));
        assert!(ever(text, "Quill", 8));
        assert!(ever("A man in Quill said so.", "Quill", 4));
        assert!(ever("A man in Quill said so.", "Quill", 5));
        assert!(!ever("A man. Said Quill.", "Quill", 0));
    }

    #[test]
    fn runs_are_cut_at_sentences() {
        let run = |text: &str, word: &str| bits(text, word) >> (N_KNOWN + 4) & 0x7f;
        assert_eq!(run("He met Ann Quill. Dan left.", "Quill"), 0b10_0010);
        assert_eq!(run("He met Ann Quill. Dan left.", "Dan"), 0b11_0001);
        assert_eq!(run("The Bank of Quill won.", "Bank"), 0b00_1000);
        assert_eq!(run("We left.", "left"), 0);
    }
}
