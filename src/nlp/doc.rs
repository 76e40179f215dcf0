//! [`Doc`]: the tokens of an article with what each word means and how the
//! article uses it.
//!
//! Furniture is left out. Finders ask a [`Doc`] questions by token number and
//! need not care about the ends: beyond them every answer is no.

use std::cell::OnceCell;

use super::gazetteer::{Gazetteer, Lists, Sense, Walk, cue};
use super::list::List;
use super::token::{Token, fold, shape};
use super::tokenize::{Lines, tokenize};
use crate::corpus::{Article, Block, BlockKind};
use crate::text::Span;

/// An article in tokens.
pub(super) struct Doc<'a> {
    pub(super) text: &'a str,
    tokens: Vec<Token>,
    words: Words,
    gazetteer: &'static Gazetteer,
    /// First token after the first paragraph.
    pub(super) lead_end: usize,
    /// Whether it reads like a note, once somebody asked.
    note: OnceCell<bool>,
    /// Whether dates in figures put the day first, by their sign.
    day_first: OnceCell<[bool; 3]>,
}

/// How an article uses one folded word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    /// Times written small.
    pub(super) n_small: u32,
    /// Times capitalised inside a sentence, headlines apart.
    pub(super) n_middle: u32,
}

/// The distinct folded words of an article.
///
/// An open-addressing table keyed by a 64-bit hash of the word; its order is
/// that of first use, so it is the same in every run.
#[derive(Default)]
struct Words {
    slots: Vec<u32>,
    entries: Vec<Entry>,
}

/// One folded word.
#[derive(Clone, Copy)]
struct Entry {
    hash: u64,
    sense: Sense,
    usage: Usage,
    /// Where the lists go on behind it.
    walk: Option<Walk<'static>>,
}

impl<'a> Doc<'a> {
    /// Splits the blocks of `article` that are its own, and reads all lists.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn new(article: &'a Article) -> Self {
        Self::with(article, Lists::All)
    }

    /// Splits the blocks of `article` that are its own.
    ///
    /// Cost: linear in the text.
    pub(super) fn with(article: &'a Article, lists: Lists) -> Self {
        let mut doc = Self {
            text: &article.text,
            tokens: Vec::with_capacity(article.text.len() / 5),
            words: Words::default(),
            gazetteer: Gazetteer::of(lists),
            lead_end: 0,
            note: OnceCell::new(),
            day_first: OnceCell::new(),
        };
        if article.blocks.is_empty() {
            let whole = Span::new(0, article.text.len());
            let kind = BlockKind::Paragraph;
            doc.push(Block { span: whole, kind }, Lines::Apart);
            doc.lead_end = doc.first_line();
        }
        for block in &article.blocks {
            doc.push(*block, Lines::Flow);
            if block.kind == BlockKind::Paragraph && doc.lead_end == 0 {
                doc.lead_end = doc.tokens.len();
            }
        }
        doc.learn();
        doc
    }

    fn first_line(&self) -> usize {
        let line = |token: &Token| token.is(shape::LINE);
        self.tokens
            .iter()
            .skip(1)
            .position(line)
            .map_or(self.tokens.len(), |at| at + 1)
    }

    fn push(&mut self, block: Block, lines: Lines) {
        let first = self.tokens.len();
        let extra = match block.kind {
            BlockKind::Furniture => return,
            BlockKind::Byline | BlockKind::Credit | BlockKind::Source | BlockKind::Date => {
                shape::CREDIT
            }
            BlockKind::Title => shape::TITLE,
            _ => 0,
        };
        tokenize(self.text, block.span, lines, &mut self.tokens);
        let added = self.tokens.get_mut(first..).unwrap_or_default();
        if let Some(opening) = added.first_mut() {
            opening.shape |= shape::BLOCK;
        }
        for line in added.chunk_by_mut(|_, next| !next.is(shape::LINE)) {
            let headline = if is_headline(line, self.text) {
                shape::HEADLINE
            } else {
                0
            };
            for token in line {
                token.shape |= extra | headline;
            }
        }
    }

    /// Looks every word up once and counts how it is written.
    fn learn(&mut self) {
        let gazetteer = self.gazetteer;
        let mut key = String::new();
        for token in &mut self.tokens {
            if !token.is(shape::WORD | shape::NUMBER) {
                token.word = u32::MAX;
                continue;
            }
            let word = token.span().of(self.text);
            let hash = hash(word, &mut key);
            token.word = self.words.intern(hash, || {
                fold(word, &mut key);
                let walk = gazetteer.walk_over(&key);
                Entry {
                    hash,
                    sense: walk.and_then(|walk| walk.sense()).unwrap_or_default(),
                    usage: Usage::default(),
                    walk,
                }
            });
            let Some(Entry { usage, .. }) = self.words.entries.get_mut(token.word as usize) else {
                continue;
            };
            if !token.is(shape::UPPER) {
                usage.n_small += 1;
            } else if !token.is(shape::OPENS | shape::HEADLINE) {
                usage.n_middle += 1;
            }
        }
    }

    /// Returns the lists of names that count for this article.
    pub(super) fn gazetteer(&self) -> &'static Gazetteer {
        self.gazetteer
    }

    /// Says whether this is a note, which `decide` is asked once.
    pub(super) fn is_note(&self, decide: impl FnOnce() -> bool) -> bool {
        *self.note.get_or_init(decide)
    }

    /// Says for each sign of dates in figures whether the day comes first,
    /// which `decide` is asked once.
    pub(super) fn day_first(&self, decide: impl FnOnce() -> [bool; 3]) -> [bool; 3] {
        *self.day_first.get_or_init(decide)
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.tokens
            .get(at)
            .map_or_else(Span::default, |token| token.span())
    }

    /// Returns the text of one token.
    pub(super) fn str(&self, at: usize) -> &'a str {
        self.span(at).of(self.text)
    }

    /// Returns the span of the tokens `first..end`.
    pub(super) fn join(&self, first: usize, end: usize) -> Span {
        self.span(first).join(self.span(end.saturating_sub(1)))
    }

    /// Says whether the token has any of the shapes.
    pub(super) fn is(&self, at: usize, bits: u16) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(bits))
    }

    /// Returns the number of the folded word, the same for the same word.
    pub(super) fn word(&self, at: usize) -> Option<u32> {
        let word = self.tokens.get(at)?.word;
        (word != u32::MAX).then_some(word)
    }

    /// Returns a hash of the folded word, or of the sign as it stands.
    pub(super) fn word_hash(&self, at: usize) -> u64 {
        self.entry(at)
            .map_or_else(|| fnv(self.str(at).bytes()), |entry| entry.hash)
    }

    /// Returns how many different words there are.
    pub(super) fn n_words(&self) -> usize {
        self.words.entries.len()
    }

    pub(super) fn sense(&self, at: usize) -> Sense {
        self.entry(at)
            .map_or_else(Sense::default, |entry| entry.sense)
    }

    pub(super) fn usage(&self, at: usize) -> Usage {
        self.entry(at)
            .map_or_else(Usage::default, |entry| entry.usage)
    }

    /// Returns the way into the lists behind the word here; `None` where no
    /// known name begins with it.
    pub(super) fn walk(&self, at: usize) -> Option<Walk<'static>> {
        self.entry(at)?.walk
    }

    fn entry(&self, at: usize) -> Option<&Entry> {
        self.words.entries.get(self.word(at)? as usize)
    }

    /// Says whether the word is any of the cues.
    pub(super) fn cue(&self, at: usize, bits: u32) -> bool {
        self.sense(at).is(bits)
    }

    /// Says whether a capitalised word stands here.
    pub(super) fn upper(&self, at: usize) -> bool {
        self.is(at, shape::UPPER)
    }

    /// Says whether the token touches the one before it.
    pub(super) fn tight(&self, at: usize) -> bool {
        at < self.len() && !self.is(at, shape::SPACED)
    }

    /// Returns the sign that stands here; `None` for words and numbers.
    pub(super) fn sign(&self, at: usize) -> Option<char> {
        let token = self.tokens.get(at)?;
        if token.word != u32::MAX || token.is(shape::ADDRESS) {
            return None;
        }
        match token.first_byte() {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => token.span().of(self.text).chars().next(),
        }
    }

    /// Says whether a hyphen joins the token before to the token after.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        at > 0 && matches!(self.sign(at), Some('-' | '‑')) && self.tight(at) && self.tight(at + 1)
    }

    /// Says whether the possessive `'s` stands here.
    pub(super) fn possessive(&self, at: usize) -> bool {
        let begins = |token: &Token| matches!(token.first_byte(), b'\'' | 0xe2);
        self.tokens.get(at).is_some_and(begins)
            && self.tight(at)
            && matches!(self.str(at), "'s" | "’s" | "'S" | "’S")
    }

    /// Says whether the word here is any of `words`, in small letters.
    #[inline]
    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        self.place_in(at, words).is_some()
    }

    /// Returns which of `words`, in small letters, stands here.
    ///
    /// Cost: next to none for a word that is not listed; every rule asks this
    /// of every token.
    #[inline]
    pub(super) fn place_in(&self, at: usize, words: &[&str]) -> Option<usize> {
        let token = *self.tokens.get(at).filter(|token| token.word != u32::MAX)?;
        words
            .iter()
            .position(|word| token.can_be(word) && self.is_written(token, word))
    }

    /// Says whether the word here is one of a list.
    #[inline]
    pub(super) fn listed(&self, at: usize, list: &List) -> bool {
        self.place_listed(at, list).is_some()
    }

    /// Returns which word of a list stands here.
    #[inline]
    pub(super) fn place_listed(&self, at: usize, list: &List) -> Option<usize> {
        let near = |token: &&Token| list.can_hold(token.look());
        self.tokens.get(at).filter(near)?;
        self.place_in(at, list.words)
    }

    #[inline(never)]
    fn is_written(&self, token: Token, word: &str) -> bool {
        token.span().of(self.text).eq_ignore_ascii_case(word)
    }

    /// Says whether the token starts a new sentence or line, so that no name
    /// reaches across.
    pub(super) fn breaks(&self, at: usize) -> bool {
        at >= self.len() || self.is(at, shape::OPENS | shape::LINE)
    }

    /// Says whether a capitalised word is one only because a sentence or a
    /// headline begins with it.
    pub(super) fn maybe_plain(&self, at: usize) -> bool {
        if !self.is(at, shape::OPENS | shape::HEADLINE) {
            return false;
        }
        let usage = self.usage(at);
        let common = self.cue(at, cue::COMMON | cue::FUNCTION);
        (common && usage.n_middle <= usage.n_small) || usage.n_small > usage.n_middle
    }
}

impl Words {
    fn intern(&mut self, hash: u64, entry: impl FnOnce() -> Entry) -> u32 {
        if self.slots.len() < 2 * (self.entries.len() + 1) {
            self.grow();
        }
        let slot = self.slot(hash);
        let here = self.slots.get(slot).copied().unwrap_or_default();
        if here > 0 {
            return here - 1;
        }
        self.entries.push(entry());
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if let Some(place) = self.slots.get_mut(slot) {
            *place = number;
        }
        number - 1
    }

    /// Returns the slot that holds `hash`, or the free one where it belongs.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = usize::try_from(hash >> 20).unwrap_or(0) & mask;
        loop {
            let held = match self.slots.get(slot) {
                Some(&number) if number > 0 => self.entries.get(number as usize - 1),
                _ => return slot,
            };
            if held.is_some_and(|entry| entry.hash == hash) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (4 * self.entries.len()).next_power_of_two().max(1024);
        self.slots = vec![0; size];
        for idx in 0..self.entries.len() {
            let slot = self.slot(self.entries.get(idx).map_or(0, |entry| entry.hash));
            if let Some(place) = self.slots.get_mut(slot) {
                *place = u32::try_from(idx + 1).unwrap_or(u32::MAX);
            }
        }
    }
}

/// Hashes a folded word as [`Doc::word_hash`] does.
pub(super) fn hash_of(folded: &str) -> u64 {
    fnv(folded.bytes())
}

/// Hashes the folded word (FNV-1a, 64 bits).
fn hash(word: &str, key: &mut String) -> u64 {
    if word.is_ascii() {
        return fnv(word
            .strip_suffix('.')
            .unwrap_or(word)
            .bytes()
            .map(|b| b.to_ascii_lowercase()));
    }
    fold(word, key);
    fnv(key.bytes())
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The high bits choose the slot; mix the low ones into them.
    hash ^= hash >> 29;
    hash.wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// Says whether capitals mean nothing in this line: nearly all words have one,
/// or all letters are capitals.
fn is_headline(line: &[Token], text: &str) -> bool {
    let (mut n_words, mut n_upper, mut n_caps) = (0, 0, 0);
    for token in line.iter().take(60).filter(|token| token.is(shape::WORD)) {
        let len = token.span().len();
        n_words += usize::from(len > 3);
        n_upper += usize::from(len > 3 && token.is(shape::UPPER));
        n_caps += usize::from(len > 3 && token.is(shape::CAPS));
    }
    let ends = line
        .last()
        .is_some_and(|token| matches!(token.span().of(text), "." | "”" | "\""));
    let title_case = !ends && line.len() < 30 && 5 * n_upper >= 4 * n_words;
    n_words > 3 && (title_case || 10 * n_caps >= 7 * n_words)
}
