//! [`Signature`]: what is kept of an article to find its near-duplicates.
//!
//! Runs of [`SHINGLE`] words are hashed, and of the set of hashes a sketch of
//! fixed size is kept, from which the overlap of two texts is estimated.
//! Beside it stand sketches of the figures and of the names: texts made from
//! one template share their words and differ in these.

use jiff::civil::Date;

use super::likeness::number;
use super::words::{Reader, mix, read};
use crate::corpus::{Article, BlockKind, When};

/// Words in a run.
const SHINGLE: usize = 5;
/// Values in the sketch of the runs.
pub(super) const N_BINS: usize = 48;
/// Texts with fewer runs have no signature: too little to tell them by.
const MIN_SHINGLES: usize = 24;
/// Base of the rolling hash.
const BASE: u64 = 0xd6e8_feb8_6659_fd93;
/// What takes the oldest word out of the rolling hash.
const OLDEST: u64 = {
    let square = BASE.wrapping_mul(BASE);
    square.wrapping_mul(square).wrapping_mul(BASE)
};
/// Stands where a small set has no more values.
const NONE: u16 = u16::MAX;

/// What is kept of an article to find its near-duplicates.
///
/// Equal articles have equal signatures. Units: 144 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Signature {
    pub(super) bins: [u16; N_BINS],
    pub(super) figures: Few<14>,
    pub(super) names: Few<6>,
    /// How many runs of words the text has, up to what fits.
    pub(super) n_shingles: u16,
    /// The day of publication, counted from 1900; 0 when it is not known.
    pub(super) day: u16,
}

impl Signature {
    /// Makes the signature of an article: of what it says, without title,
    /// byline, captions and what else is on the page.
    ///
    /// Shape: nothing when the text is too short to tell it from others.
    /// Cost: linear in the text.
    pub fn of(article: &Article) -> Option<Self> {
        let mut reading = Reading::default();
        let body = article.blocks.iter().filter(|block| is_body(block.kind));
        for block in body {
            read(block.span.of(&article.text), &mut reading);
        }
        (reading.shingles.len() >= MIN_SHINGLES).then(|| Self {
            bins: sketch(&reading.shingles),
            figures: Few::of(reading.figures),
            names: Few::of(reading.names),
            n_shingles: u16::try_from(reading.shingles.len()).unwrap_or(u16::MAX),
            day: article.meta.published.and_then(day_of).unwrap_or(0),
        })
    }
}

/// Says whether a block is of what the article says.
pub(super) fn is_body(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Heading | BlockKind::Quote | BlockKind::List
    )
}

fn day_of(when: When) -> Option<u16> {
    when.day?;
    let days = when.first_day()? - Date::constant(1900, 1, 1);
    u16::try_from(days.get_days()).ok()
}

/// The hashes of a text.
#[derive(Default)]
struct Reading {
    shingles: Vec<u64>,
    /// The last words, the oldest at `next`.
    window: [u64; SHINGLE],
    next: usize,
    n_words: usize,
    rolling: u64,
    figures: Vec<u64>,
    names: Vec<u64>,
}

impl Reader for Reading {
    fn word(&mut self, hash: u64) {
        let oldest = std::mem::replace(&mut self.window[self.next], hash);
        self.next = (self.next + 1) % SHINGLE;
        self.rolling = self
            .rolling
            .wrapping_mul(BASE)
            .wrapping_add(hash)
            .wrapping_sub(oldest.wrapping_mul(OLDEST));
        self.n_words += 1;
        if self.n_words >= SHINGLE {
            self.shingles.push(mix(self.rolling));
        }
    }

    fn figure(&mut self, hash: u64) {
        self.figures.push(hash);
    }

    fn name(&mut self, hash: u64) {
        self.names.push(hash);
    }
}

/// The least hash of a bin, and the run of words it is of.
#[derive(Clone, Copy)]
struct Least {
    rank: u64,
    shingle: u64,
}

/// Makes the sketch of a set of hashes.
///
/// Each hash falls into a bin, and the least of a bin stands for it. Bins that
/// stay empty are filled by further rounds with other hashes, so that short
/// texts are judged as well as long ones.
///
/// Shape: the share of equal values in two sketches estimates the share of
/// both sets that both have (Jaccard), with a deviation of at most 0.07.
/// Cost: mostly one round over the set, two or three for short texts.
/// Source: Dahlgaard, Knudsen, Thorup: Fast Similarity Sketching (2017).
fn sketch(shingles: &[u64]) -> [u16; N_BINS] {
    let mut bins: [Option<Least>; N_BINS] = [None; N_BINS];
    for round in 0..N_BINS * 2 {
        fill(&mut bins, round, shingles);
        if bins.iter().all(Option::is_some) {
            break;
        }
    }
    // The run was chosen by other bits than those that are kept.
    bins.map(|least| least.map_or(0, |least| top(mix(least.shingle))))
}

/// Fills the bins that are empty; in the second half of the rounds one only.
fn fill(bins: &mut [Option<Least>; N_BINS], round: usize, shingles: &[u64]) {
    let is_open = bins.map(|least| least.is_none());
    // Not the hash that is kept: its bits must tell nothing of the bin.
    let salt = mix(round as u64 + 1);
    for &shingle in shingles {
        let hash = mix(shingle ^ salt);
        let bin = match round.checked_sub(N_BINS) {
            Some(bin) => bin,
            None => (usize::from(top(hash)) * N_BINS) >> 16,
        };
        if !is_open[bin] {
            continue;
        }
        let rank = hash & u64::from(u32::MAX);
        if bins[bin].is_none_or(|least| rank < least.rank) {
            bins[bin] = Some(Least { rank, shingle });
        }
    }
}

/// Returns the upper sixteen bits.
fn top(hash: u64) -> u16 {
    (hash >> 48) as u16
}

/// A sketch of a small set: its least hashes, which are all when it has few.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Few<const N: usize> {
    /// Ascending; [`NONE`] where there is none.
    least: [u16; N],
    /// How many the set has.
    len: u16,
}

/// What two small sets have in common.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Shared {
    pub(super) n_common: f32,
    /// How many the smaller one has.
    pub(super) n_smaller: f32,
}

impl<const N: usize> Few<N> {
    fn of(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        hashes.dedup_by_key(|hash| top(*hash));
        let mut least = [NONE; N];
        for (slot, hash) in least.iter_mut().zip(&hashes) {
            *slot = top(*hash).min(NONE - 1);
        }
        Self {
            least,
            len: u16::try_from(hashes.len()).unwrap_or(u16::MAX),
        }
    }

    /// Returns the greatest value up to which the sketch tells of the set.
    fn reach(&self) -> u16 {
        match self.least.last() {
            Some(last) if usize::from(self.len) > N => *last,
            _ => NONE - 1,
        }
    }

    /// Tells what two sets have in common: exactly when both are small, else
    /// estimated from the values that both sketches tell of.
    pub(super) fn shared(&self, other: &Self) -> Shared {
        let reach = self.reach().min(other.reach());
        let told = |few: &Self| few.least.partition_point(|value| *value <= reach);
        let mine = self.least.iter().take(told(self));
        let n_common = mine
            .filter(|value| other.least.binary_search(value).is_ok())
            .count();
        let n_told = told(self) + told(other) - n_common;
        let share = number(n_common) / number(n_told.max(1));
        let n_all = f32::from(self.len) + f32::from(other.len);
        Shared {
            n_common: share / (1.0 + share) * n_all,
            n_smaller: f32::from(self.len.min(other.len)),
        }
    }
}
