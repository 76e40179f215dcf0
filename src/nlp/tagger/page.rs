//! [`Page`]: an article as the tagger looks at it.
//!
//! Around each word the tagger asks the same questions, and a word that comes
//! again gives the same answers. So what depends on the written word alone is
//! kept once per [`Surface`](super::surface::Surface), what depends on a run of capitalised words once
//! per [`Run`], and what the article tells about a word once per [`Custom`].

use super::mix::Mix;
use super::surface::Surfaces;
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::rules::acronym::Definition;
use crate::nlp::token::{fold, shape};

/// Longest run whose words tell each other anything.
const MAX_RUN: usize = 5;
/// Longest known name, in tokens.
const MAX_KNOWN: usize = 8;

pub(in crate::nlp) struct Page<'a> {
    pub(super) doc: &'a Doc<'a>,
    cells: Vec<Cell>,
    pub(super) surfaces: Surfaces,
    runs: Vec<Run>,
    customs: Vec<Custom>,
}

/// One token.
#[derive(Clone, Copy, Default, Debug)]
struct Cell {
    surface: u32,
    /// Number of the run it is in, from 1.
    run: u32,
    /// What a known name of several words says here; 0 for nothing.
    known: u64,
    /// What the other finders say here; 0 for nothing.
    hint: u64,
}

/// Capitalised words in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) words: u64,
    /// The cues of all its words.
    pub(super) cues: u32,
}

/// How the article uses a word when it is capitalised and not in a headline.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Custom {
    pub(super) n: u32,
    /// Bits of what stood beside it, see [`beside`].
    pub(super) beside: u8,
    /// Number of the longest run it is in, from 1.
    pub(super) longest: u32,
    /// Kind that the article's explanation of a short form gives, from 1.
    pub(super) explained: u8,
}

/// Bits of [`Custom::beside`].
mod beside {
    pub(super) const TITLE: u8 = 1;
    pub(super) const GIVEN: u8 = 1 << 1;
    pub(super) const ORG: u8 = 1 << 2;
    pub(super) const PLACE: u8 = 1 << 3;
    pub(super) const SPEECH: u8 = 1 << 4;
    pub(super) const LOCATIVE: u8 = 1 << 5;
}

/// Words with these cues say what a name is.
const PLACE_WORD: u32 = cue::PLACE_HEAD | cue::FACILITY_HEAD;
const ORG_WORD: u32 = cue::ORG_HEAD | cue::ORG_TAIL;

impl<'a> Page<'a> {
    /// Looks at `doc`; `hints` are what other finders propose, sorted by place.
    pub(in crate::nlp) fn new(doc: &'a Doc<'a>, hints: &[Candidate], short: &[Definition]) -> Self {
        let mut page = Self {
            doc,
            cells: vec![Cell::default(); doc.len()],
            surfaces: Surfaces::default(),
            runs: Vec::new(),
            customs: vec![Custom::default(); doc.n_words()],
        };
        page.read_surfaces();
        page.read_runs();
        page.read_known();
        page.read_customs();
        for definition in short {
            let is_word = definition.short.1 == definition.short.0 + 1;
            let word = doc.word(definition.short.0).filter(|_| is_word);
            let custom = word.and_then(|word| page.customs.get_mut(word as usize));
            if let Some((custom, kind)) = custom.zip(definition.kind) {
                custom.explained = kind as u8 + 1;
            }
        }
        for hint in hints {
            let reason = Mix::text(hint.reason).done();
            let kind = hint.kind as u64;
            for at in hint.first..hint.end {
                let place = 1 + u64::from(at > hint.first) + 2 * u64::from(at + 1 < hint.end);
                if let Some(cell) = page.cells.get_mut(at) {
                    cell.hint = kind << 3 | place | (reason & 0xffff) << 8;
                }
            }
        }
        page
    }

    fn read_surfaces(&mut self) {
        for (at, cell) in self.cells.iter_mut().enumerate() {
            cell.surface = self.surfaces.intern(self.doc, at);
        }
    }

    fn read_runs(&mut self) {
        let doc = self.doc;
        let mut at = 0;
        while at < doc.len() {
            if !doc.upper(at) || doc.cue(at, cue::CALENDAR) {
                at += 1;
                continue;
            }
            let first = at;
            at += 1;
            while let Some(next) = self.goes_on(at) {
                at = next;
            }
            let mut words = Mix::new(1);
            let mut cues = 0;
            for inside in first..at {
                words = words.with(doc.word_hash(inside));
                cues |= doc.sense(inside).flags;
            }
            let words = words.done();
            self.runs.push(Run {
                first,
                end: at,
                words,
                cues,
            });
            let number = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
            for cell in self.cells.get_mut(first..at).unwrap_or_default() {
                cell.run = number;
            }
        }
    }

    /// Returns the token behind the next part of a run, if it goes on at `at`.
    fn goes_on(&self, at: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.breaks(at) {
            return None;
        }
        if doc.upper(at) {
            return Some(at + 1);
        }
        let joins = doc.cue(at, cue::PARTICLE) || doc.sign(at) == Some('&');
        let hyphen = doc.hyphen(at) && doc.word(at + 1).is_some();
        let behind = hyphen || joins && doc.upper(at + 1) && !doc.breaks(at + 1);
        behind.then_some(at + 2)
    }

    /// Marks the known names of several words.
    fn read_known(&mut self) {
        let mut key = String::new();
        let mut at = 0;
        while at < self.doc.len() {
            let Some((end, sense)) = self.known_at(at, &mut key) else {
                at += 1;
                continue;
            };
            let flags = u64::from(sense.flags & KNOWN_FLAGS);
            for inside in at..end {
                let place = 1 + u64::from(inside > at) + 2 * u64::from(inside + 1 < end);
                if let Some(cell) = self.cells.get_mut(inside) {
                    cell.known = flags << 3 | place;
                }
            }
            at = end;
        }
    }

    fn known_at(&self, first: usize, key: &mut String) -> Option<(usize, Sense)> {
        let doc = self.doc;
        if !doc.upper(first) {
            return None;
        }
        let mut walk = doc.walk(first)?;
        let mut best = None;
        for at in first + 1..doc.len().min(first + MAX_KNOWN) {
            if doc.hyphen(at) {
                continue;
            }
            if doc.is(at, shape::LINE) || !walk.feed(b" ") {
                break;
            }
            fold(doc.str(at), key);
            if !walk.feed(key.as_bytes()) {
                break;
            }
            let known = walk.sense().filter(|sense| sense.kind().is_some());
            best = known.map(|sense| (at + 1, sense)).or(best);
        }
        best
    }

    fn read_customs(&mut self) {
        let doc = self.doc;
        for at in 0..doc.len() {
            if !doc.upper(at) || doc.is(at, shape::HEADLINE) {
                continue;
            }
            let run_number = self.cells.get(at).map_or(0, |cell| cell.run);
            let longest = self.word_custom(at).longest;
            let longer = match (self.numbered(run_number), self.numbered(longest)) {
                (Some(run), held) if run.len() > 1 && run.len() <= MAX_RUN => {
                    held.is_none_or(|held| held.len() < run.len())
                }
                _ => false,
            };
            let found = self.beside(at);
            let word = doc.word(at).map(|word| word as usize);
            if let Some(custom) = word.and_then(|word| self.customs.get_mut(word)) {
                custom.n += 1;
                custom.beside |= found;
                if longer {
                    custom.longest = run_number;
                }
            }
        }
    }

    fn beside(&self, at: usize) -> u8 {
        let doc = self.doc;
        let before = at.wrapping_sub(1);
        let mut found = 0;
        if !doc.breaks(at) {
            let before = doc.sense(before);
            found |= if before.is(cue::TITLE) {
                beside::TITLE
            } else {
                0
            };
            found |= if before.is(cue::LOCATIVE) {
                beside::LOCATIVE
            } else {
                0
            };
            let given = before.is(cue::GIVEN) && before.kind().is_none();
            found |= if given && doc.upper(at - 1) {
                beside::GIVEN
            } else {
                0
            };
        }
        if !doc.breaks(at + 1) {
            let (next, upper) = (doc.sense(at + 1), doc.upper(at + 1));
            found |= if upper && next.is(ORG_WORD) {
                beside::ORG
            } else {
                0
            };
            found |= if upper && next.is(PLACE_WORD) {
                beside::PLACE
            } else {
                0
            };
            found |= if next.is(cue::SPEECH) {
                beside::SPEECH
            } else {
                0
            };
        }
        found
    }

    pub(super) fn surface(&self, at: usize) -> Option<usize> {
        self.cells.get(at).map(|cell| cell.surface as usize)
    }

    pub(super) fn run(&self, at: usize) -> Option<&Run> {
        self.numbered(self.cells.get(at)?.run)
    }

    pub(super) fn numbered(&self, number: u32) -> Option<&Run> {
        self.runs.get((number as usize).checked_sub(1)?)
    }

    pub(super) fn known(&self, at: usize) -> u64 {
        self.cells.get(at).map_or(0, |cell| cell.known)
    }

    pub(super) fn hint(&self, at: usize) -> u64 {
        self.cells.get(at).map_or(0, |cell| cell.hint)
    }

    /// Returns how the article uses the word here.
    pub(super) fn word_custom(&self, at: usize) -> Custom {
        let word = self.doc.word(at).map(|word| word as usize);
        word.and_then(|word| self.customs.get(word))
            .copied()
            .unwrap_or_default()
    }
}

/// What of a known name's flags tells the tagger something.
const KNOWN_FLAGS: u32 = 15 | cue::WEAK | cue::CAPITAL | cue::COUNTRY | cue::DEMONYM | cue::CAPS;

impl Run {
    pub(super) fn len(&self) -> usize {
        self.end - self.first
    }
}
