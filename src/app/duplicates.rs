//! Near-duplicates in the desk: [`Signatures`] of all articles for the worker
//! that groups them, and [`Groups`], by which the list folds a story into one
//! row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::index::duplicate::{Group, Signature};

/// Signatures in a piece: what is copied when an article comes while a worker
/// still reads.
const PIECE: usize = 1024;
/// Articles that change before the groups of so many more are made anew.
const AT_LEAST: usize = 64;

/// The signatures of the articles, by number; cheap to hand out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Signatures {
    pieces: Vec<Arc<Vec<Option<Signature>>>>,
}

impl Signatures {
    /// Sets the signature of an article; returns whether it is another one.
    pub fn set(&mut self, number: u32, signature: Option<Signature>) -> bool {
        let number = number as usize;
        let (piece, at) = (number / PIECE, number % PIECE);
        if self.pieces.len() <= piece {
            self.pieces.resize_with(piece + 1, Arc::default);
        }
        let Some(piece) = self.pieces.get_mut(piece) else {
            return false;
        };
        if piece.get(at).copied().flatten() == signature {
            return false;
        }
        let piece = Arc::make_mut(piece);
        if piece.len() <= at {
            piece.resize(at + 1, None);
        }
        if let Some(slot) = piece.get_mut(at) {
            *slot = signature;
        }
        true
    }

    /// Lists the signatures with the numbers of their articles.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Signature)> {
        let pieces = (0_u32..).step_by(PIECE).zip(&self.pieces);
        pieces.flat_map(|(first, piece)| {
            let numbered = (first..).zip(piece.iter());
            numbered.filter_map(|(number, signature)| Some((number, signature.as_ref()?)))
        })
    }
}

/// When the groups are made anew.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Duplicates {
    pub signatures: Signatures,
    /// A worker makes groups.
    pub is_waiting: bool,
    /// Articles that changed since groups were asked for.
    n_changed: usize,
    /// Articles there were then.
    n_grouped: usize,
    n_articles: usize,
}

impl Duplicates {
    /// Files what an article's text is known by; nothing when it is gone.
    pub fn file(&mut self, number: u32, signature: Option<Signature>) {
        if self.signatures.set(number, signature) {
            self.n_changed += 1;
            self.n_articles = self.n_articles.max(number as usize + 1);
        }
    }

    /// Says whether groups are to be asked for; while the corpus is read only
    /// when an eighth is new, so that all askings together stay linear.
    pub fn is_due(&self, is_finished: bool) -> bool {
        let enough = if is_finished {
            1
        } else {
            AT_LEAST.max(self.n_grouped / 8)
        };
        !self.is_waiting && self.n_changed >= enough
    }

    /// Notes that groups were asked for.
    pub fn asked(&mut self) {
        self.is_waiting = true;
        self.n_changed = 0;
        self.n_grouped = self.n_articles;
    }
}

/// Which articles tell one story.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Groups {
    groups: Vec<Group<u32>>,
    /// By article, the place of its group, or [`NONE`].
    of: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Groups {
    pub fn new(groups: Vec<Group<u32>>) -> Self {
        let last = groups.iter().filter_map(|group| group.members.last()).max();
        let mut of = vec![NONE; last.map_or(0, |last| *last as usize + 1)];
        for (place, group) in (0..).zip(&groups) {
            for member in &group.members {
                if let Some(slot) = of.get_mut(*member as usize) {
                    *slot = place;
                }
            }
        }
        Self { groups, of }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Returns the place of an article's group.
    pub fn of(&self, number: u32) -> Option<u32> {
        let place = self.of.get(number as usize).copied();
        place.filter(|place| *place != NONE)
    }

    /// Lists all articles of the group of an article, itself among them;
    /// nothing when it has none.
    pub fn members(&self, number: u32) -> &[u32] {
        let group = self
            .of(number)
            .and_then(|place| self.groups.get(place as usize));
        group.map_or(&[], |group| group.members.as_slice())
    }

    /// Lists the articles of all groups.
    pub fn all(&self) -> impl Iterator<Item = u32> {
        self.groups
            .iter()
            .flat_map(|group| group.members.iter().copied())
    }
}

/// The rows of a list whose stories are folded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rows {
    /// The articles that have a row, in order.
    pub shown: Vec<u32>,
    /// Those folded under a row, by the article of the row.
    pub folded: BTreeMap<u32, Vec<u32>>,
}

/// What of the list decides how a story is folded.
#[derive(Clone, Copy, Debug)]
pub struct Folding<'a> {
    pub groups: &'a Groups,
    /// Articles whose stories are unfolded.
    pub unfolded: &'a BTreeSet<u32>,
    /// Articles of groups that are still to be read.
    pub unread: &'a BTreeSet<u32>,
    /// The article under the cursor: it keeps its row.
    pub current: Option<u32>,
}

impl Folding<'_> {
    /// Folds the stories among `fitting`.
    ///
    /// The row of a folded story is that of the article under the cursor, else
    /// of its first unread article, else of its first. An unfolded story stands
    /// together, where its first article stands.
    pub fn rows(self, fitting: &[u32]) -> Rows {
        let mut stories: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for number in fitting {
            if let Some(place) = self.groups.of(*number) {
                stories.entry(place).or_default().push(*number);
            }
        }
        stories.retain(|_, members| members.len() > 1);
        if stories.is_empty() {
            return Rows {
                shown: fitting.to_vec(),
                ..Rows::default()
            };
        }
        let mut rows = Rows::default();
        for number in fitting {
            let place = self.groups.of(*number);
            match place.and_then(|place| stories.get(&place)) {
                None => rows.shown.push(*number),
                Some(members) => self.story(*number, members, &mut rows),
            }
        }
        rows
    }

    /// Adds the story of an article when the article is the one it stands by.
    fn story(self, number: u32, members: &[u32], rows: &mut Rows) {
        if members.iter().any(|member| self.unfolded.contains(member)) {
            if members.first() == Some(&number) {
                rows.shown.extend(members);
            }
            return;
        }
        let current = self.current.filter(|current| members.contains(current));
        let mut unread = members.iter().filter(|member| self.unread.contains(member));
        let first = unread.next().or_else(|| members.first());
        let head = current.or_else(|| first.copied());
        if head == Some(number) {
            let rest = members.iter().copied().filter(|member| *member != number);
            rows.folded.insert(number, rest.collect());
            rows.shown.push(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(of: &[&[u32]]) -> Groups {
        let group = |members: &&[u32]| Group {
            members: members.to_vec(),
            similarity: 0.9,
        };
        Groups::new(of.iter().map(group).collect())
    }

    #[test]
    fn a_story_is_one_row_where_its_head_stands() {
        let groups = groups(&[&[1, 3, 4], &[2, 9]]);
        let check = |(unfolded, unread, current): (&[u32], &[u32], Option<u32>), shown: &[u32]| {
            let folding = Folding {
                groups: &groups,
                unfolded: &unfolded.iter().copied().collect(),
                unread: &unread.iter().copied().collect(),
                current,
            };
            let rows = folding.rows(&[0, 1, 2, 3, 4, 5]);
            assert_eq!(rows.shown, shown);
            let n_folded: usize = rows.folded.values().map(Vec::len).sum();
            assert_eq!(rows.shown.len() + n_folded, 6);
        };
        check((&[], &[], None), &[0, 1, 2, 5]);
        check((&[], &[3, 4], None), &[0, 2, 3, 5]);
        check((&[], &[3], Some(4)), &[0, 2, 4, 5]);
        check((&[], &[], Some(2)), &[0, 1, 2, 5]);
        check((&[3], &[4], Some(4)), &[0, 1, 3, 4, 2, 5]);
    }

    #[test]
    fn articles_without_a_group_have_none() {
        let groups = groups(&[&[1, 3]]);
        assert_eq!(
            (groups.of(1), groups.of(2), groups.of(7)),
            (Some(0), None, None)
        );
        assert_eq!(groups.members(3), [1, 3]);
        assert!(groups.members(0).is_empty() && !groups.is_empty());
        assert_eq!(groups.all().collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn groups_are_asked_for_seldom_while_the_corpus_is_read() {
        use crate::corpus::{Article, Block, BlockKind};
        use crate::text::Span;
        let words: Vec<String> = (0..60).map(|n| format!("word{n}")).collect();
        let mut article = Article::of_text(words.join(" "));
        article.blocks = vec![Block {
            span: Span::new(0, article.text.len()),
            kind: BlockKind::Paragraph,
        }];
        let signature = Signature::of(&article);
        assert!(signature.is_some());
        let mut duplicates = Duplicates::default();
        assert!(!duplicates.is_due(true));
        duplicates.file(2000, signature);
        duplicates.file(2000, signature);
        assert!(duplicates.is_due(true) && !duplicates.is_due(false));
        duplicates.asked();
        duplicates.file(5, signature);
        assert!(!duplicates.is_due(true));
        duplicates.is_waiting = false;
        assert!(duplicates.is_due(true));
        duplicates.file(2000, None);
        let numbers: Vec<u32> = duplicates.signatures.iter().map(|of| of.0).collect();
        assert_eq!(numbers, [5]);
    }
}
