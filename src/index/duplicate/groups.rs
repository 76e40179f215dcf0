//! [`groups`]: finds the articles that tell one story.
//!
//! Equal signatures are put together first. Of the others those are compared
//! that share two neighboring values of their sketches, band by band. A
//! template that a hundred thousand articles share makes a large bucket, in
//! which an article is compared with few neighbors only, so that the time
//! stays linear. Articles that compare well hang together in a chain, and each
//! chain is cut so that every member of a group overlaps with its longest.

use std::cmp::Reverse;
use std::ops::Range;

use super::likeness::{is_one_story, overlap};
use super::signature::{N_BINS, Signature};

/// Articles of a bucket that are all compared with each other.
pub(super) const SMALL_BUCKET: usize = 16;
/// Neighbors that an article of a larger bucket is compared with.
const N_NEIGHBORS: usize = 4;
/// Groups of a chain that a member is held against.
pub(super) const N_LEADERS: usize = 32;

/// Articles that tell one story.
#[derive(Clone, PartialEq, Debug)]
pub struct Group<K> {
    /// Ascending; two or more.
    pub members: Vec<K>,
    /// How alike the longest text and the one least like it are: the share of
    /// the runs of five words in both that both have.
    pub similarity: f32,
}

/// Finds the groups of articles that tell one story.
///
/// Shape: no article is in two groups; groups are in the order of their first
/// members. The order of `articles` makes no difference.
/// Cost: linear in the number of articles, but for sorting.
pub fn groups<'s, K: Copy + Ord>(
    articles: impl Iterator<Item = (K, &'s Signature)>,
) -> Vec<Group<K>> {
    let mut sorted: Vec<(&Signature, K)> = articles.map(|(key, of)| (of, key)).collect();
    sorted.sort_unstable();
    let alike: Vec<&[(&Signature, K)]> = sorted.chunk_by(|a, b| a.0 == b.0).collect();
    let texts: Vec<&Signature> = alike
        .iter()
        .filter_map(|same| same.first())
        .map(|(signature, _)| *signature)
        .collect();
    let mut found: Vec<Group<K>> = split(&texts, chains(&texts))
        .into_iter()
        .map(|part| {
            let same = part.texts.iter().filter_map(|text| alike.get(*text));
            let mut members: Vec<K> = same.flat_map(|same| same.iter().map(|of| of.1)).collect();
            members.sort_unstable();
            Group {
                members,
                similarity: part.similarity,
            }
        })
        .filter(|group| group.members.len() >= 2)
        .collect();
    found.sort_unstable_by(|a, b| a.members.cmp(&b.members));
    found
}

/// Joins the texts that compare well.
pub(super) fn chains(texts: &[&Signature]) -> Chains {
    let mut chains = Chains::of(texts.len());
    let mut bucketed: Vec<(u64, usize)> = Vec::with_capacity(texts.len());
    for band in 0..N_BINS {
        bucketed.clear();
        bucketed.extend(texts.iter().map(|text| key(text, band)).zip(0..));
        bucketed.sort_unstable();
        for bucket in bucketed.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
            let n_neighbors = match bucket.len() {
                ..=SMALL_BUCKET => SMALL_BUCKET,
                _ => N_NEIGHBORS,
            };
            for (at, (_, text)) in bucket.iter().enumerate() {
                for (_, other) in bucket.iter().skip(at + 1).take(n_neighbors) {
                    chains.compare(texts, [*text, *other]);
                }
            }
        }
    }
    chains
}

/// Returns what a text is sorted by in a band: two values that it must share
/// with others to be compared, then two that bring like ones side by side.
fn key(text: &Signature, band: usize) -> u64 {
    let values = text.bins.iter().cycle().skip(band).take(4);
    values.fold(0, |key, value| key << 16 | u64::from(*value))
}

/// Texts that hang together: a forest in which each points towards its root,
/// the first of its chain.
pub(super) struct Chains {
    towards: Vec<usize>,
    #[cfg(test)]
    pub(super) n_compared: usize,
}

impl Chains {
    fn of(n_texts: usize) -> Self {
        Self {
            towards: (0..n_texts).collect(),
            #[cfg(test)]
            n_compared: 0,
        }
    }

    fn root(&mut self, mut text: usize) -> usize {
        while self.towards[text] != text {
            let next = self.towards[text];
            self.towards[text] = self.towards[next];
            text = next;
        }
        text
    }

    fn compare(&mut self, texts: &[&Signature], [a, b]: [usize; 2]) {
        #[cfg(test)]
        {
            self.n_compared += 1;
        }
        let roots = [self.root(a), self.root(b)];
        if roots[0] != roots[1] && is_one_story(texts[a], texts[b]) {
            self.towards[roots[0].max(roots[1])] = roots[0].min(roots[1]);
        }
    }
}

/// Texts of one group, the longest first.
struct Part {
    texts: Vec<usize>,
    similarity: f32,
}

/// Cuts chains so that each text of a part overlaps with its longest.
///
/// Figures are not held against the longest: the second update of a story may
/// differ from the first report in several.
fn split(texts: &[&Signature], mut chains: Chains) -> Vec<Part> {
    let mut chained: Vec<(usize, Reverse<u16>, usize)> = (0..)
        .zip(texts)
        .map(|(text, signature)| (chains.root(text), Reverse(signature.n_shingles), text))
        .collect();
    chained.sort_unstable();
    let mut parts: Vec<Part> = Vec::new();
    for chain in chained.chunk_by(|a, b| a.0 == b.0) {
        let own = parts.len();
        for (_, _, text) in chain {
            match place(texts, &parts, own..parts.len(), *text) {
                Some((part, similarity)) => {
                    let part = &mut parts[part];
                    part.texts.push(*text);
                    part.similarity = part.similarity.min(similarity);
                }
                None => parts.push(Part {
                    texts: vec![*text],
                    similarity: 1.0,
                }),
            }
        }
    }
    parts
}

/// Finds the first part whose longest text a text overlaps with.
fn place(
    texts: &[&Signature],
    parts: &[Part],
    own: Range<usize>,
    text: usize,
) -> Option<(usize, f32)> {
    own.take(N_LEADERS).find_map(|part| {
        let longest = parts.get(part)?.texts.first()?;
        Some((part, overlap(texts[*longest], texts[text])?))
    })
}
