//! [`Ledger`]: what all acts add up to, by article.
//!
//! It is folded by the [`Journal`](super::Journal) and only read elsewhere. It
//! knows ids, not articles: those of an article that moved are found by
//! [`Ledger::moved`].

use std::collections::{BTreeMap, BTreeSet};

use super::{
    EntityDecision, EntryId, Mark, MarkId, MentionDecision, MetaField, Stamp, Target, Triage,
};
use crate::corpus::{ArticleId, ContentHash};

/// The place of an act among all acts.
pub(super) type Key = (Stamp, EntryId);

/// The state that the acts of a file add up to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    articles: BTreeMap<ArticleId, Record>,
    /// Under which key a mark is filed, and in which article.
    marks: BTreeMap<MarkId, (ArticleId, Key)>,
    tag_counts: BTreeMap<String, usize>,
    /// Decisions on entities, sorted by their first field.
    entities: Vec<(Key, EntityDecision)>,
    /// What each article held when an act was made.
    hashes: BTreeSet<(ContentHash, ArticleId)>,
    /// Present articles that acts call by another id.
    aliases: BTreeMap<ArticleId, ArticleId>,
}

/// What is known about one article; the lists are sorted by their first field.
#[derive(Clone, PartialEq, Debug, Default)]
struct Record {
    target: Option<(Key, Target)>,
    triage: Triage,
    tags: Vec<String>,
    marks: Vec<(Key, Mark)>,
    decisions: Vec<(Key, MentionDecision)>,
    meta: BTreeMap<MetaField, String>,
}

/// An article that is in the corpus today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Present<'a> {
    pub id: ArticleId,
    pub path: &'a str,
    pub sha256: ContentHash,
}

impl Ledger {
    pub fn triage(&self, article: ArticleId) -> Triage {
        self.record(article).map(|r| r.triage).unwrap_or_default()
    }

    /// Lists the tags of an article, sorted.
    pub fn tags(&self, article: ArticleId) -> impl Iterator<Item = &str> {
        let tags = self.record(article).map(|r| r.tags.as_slice());
        tags.unwrap_or_default().iter().map(String::as_str)
    }

    /// Lists the marks of an article in the order in which they were made.
    pub fn marks(&self, article: ArticleId) -> impl Iterator<Item = &Mark> {
        let marks = self.record(article).map(|r| r.marks.as_slice());
        marks.unwrap_or_default().iter().map(|(_, mark)| mark)
    }

    pub fn mark(&self, id: &MarkId) -> Option<&Mark> {
        let (article, key) = self.marks.get(id)?;
        let marks = &self.articles.get(article)?.marks;
        let at = marks.binary_search_by_key(key, |(key, _)| *key).ok()?;
        marks.get(at).map(|(_, mark)| mark)
    }

    /// Lists the decisions on mentions of an article, oldest first.
    pub fn decisions(&self, article: ArticleId) -> impl Iterator<Item = &MentionDecision> {
        let decisions = self.record(article).map(|r| r.decisions.as_slice());
        decisions.unwrap_or_default().iter().map(|(_, it)| it)
    }

    /// Lists the decisions on entities with the time of each, oldest first.
    pub fn entities(&self) -> impl Iterator<Item = (Stamp, &EntityDecision)> {
        self.entities.iter().map(|((at, _), it)| (*at, it))
    }

    /// Says whether a person set anything of what the list shows of an article.
    pub fn has_meta(&self, article: ArticleId) -> bool {
        self.record(article)
            .is_some_and(|record| !record.meta.is_empty())
    }

    pub fn meta(&self, article: ArticleId, field: MetaField) -> Option<&str> {
        let value = self.record(article)?.meta.get(&field)?;
        Some(value)
    }

    /// Counts the articles of each tag.
    pub fn tag_counts(&self) -> BTreeMap<&str, usize> {
        let counts = self.tag_counts.iter();
        counts.map(|(tag, n)| (tag.as_str(), *n)).collect()
    }

    /// Counts the marks of each label.
    pub fn label_counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        let marks = self.articles.values().flat_map(|r| &r.marks);
        for label in marks.filter_map(|(_, mark)| mark.label.as_deref()) {
            *counts.entry(label).or_default() += 1;
        }
        counts
    }

    /// Lists the articles that acts are about, as the latest act saw them.
    pub fn articles(&self) -> impl Iterator<Item = &Target> {
        let targets = self.articles.values().filter_map(|r| r.target.as_ref());
        targets.map(|(_, target)| target)
    }

    /// Finds articles that moved: present ones without acts that are what an
    /// absent one was, by the path or else the content its acts name.
    ///
    /// Shape: pairs (present id, absent id), each id once. Twins, where either
    /// side has a choice, are left out.
    pub fn moved(&self, present: &[Present<'_>]) -> Vec<(ArticleId, ArticleId)> {
        let here: BTreeSet<ArticleId> = present.iter().map(|p| p.id).collect();
        let taken: BTreeSet<ArticleId> = self.aliases.values().copied().collect();
        let is_free = |id: &ArticleId| !here.contains(id) && !taken.contains(id);
        let by_path: BTreeMap<&str, ArticleId> = self
            .articles()
            .filter(|target| is_free(&target.id))
            .map(|target| (target.path.as_str(), target.id))
            .collect();
        let mut pairs = Vec::new();
        for new in present.iter().filter(|p| !self.knows(p.id)) {
            let held = (new.sha256, ArticleId(0))..=(new.sha256, ArticleId(u64::MAX));
            let same = self.hashes.range(held).map(|(_, id)| *id).filter(is_free);
            let olds: Vec<ArticleId> = match by_path.get(new.path) {
                Some(old) => vec![*old],
                // Two show that there is a choice.
                None => same.take(2).collect(),
            };
            pairs.extend(olds.into_iter().map(|old| (new.id, old)));
        }
        let mut news: BTreeMap<ArticleId, usize> = BTreeMap::new();
        let mut olds: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for (new, old) in &pairs {
            *news.entry(*new).or_default() += 1;
            *olds.entry(*old).or_default() += 1;
        }
        let is_sure = |pair: &(ArticleId, ArticleId)| news[&pair.0] == 1 && olds[&pair.1] == 1;
        pairs.retain(is_sure);
        pairs
    }

    /// Returns the id by which acts call the article.
    pub fn known_as(&self, article: ArticleId) -> ArticleId {
        self.aliases.get(&article).copied().unwrap_or(article)
    }

    /// Returns the id that an article goes by today, of the one in its acts.
    ///
    /// Cost: linear in moved articles.
    pub fn present_as(&self, article: ArticleId) -> ArticleId {
        let mut aliases = self.aliases.iter();
        let found = aliases.find(|(_, absent)| **absent == article);
        found.map_or(article, |(present, _)| *present)
    }

    fn knows(&self, article: ArticleId) -> bool {
        self.articles.contains_key(&self.known_as(article))
    }

    fn record(&self, article: ArticleId) -> Option<&Record> {
        self.articles.get(&self.known_as(article))
    }
}

/// What the fold changes; articles are named as acts call them.
impl Ledger {
    pub(super) fn set_alias(&mut self, present: ArticleId, absent: ArticleId) {
        if present != absent && !self.knows(present) {
            self.aliases.insert(present, absent);
        }
    }

    pub(super) fn copy_aliases(&mut self, other: &Self) {
        self.aliases.clone_from(&other.aliases);
    }

    pub(super) fn see(&mut self, article: ArticleId, key: Key, target: &Target) {
        self.hashes.insert((target.sha256, article));
        let record = self.articles.entry(article).or_default();
        if record.target.as_ref().is_none_or(|(seen, _)| *seen < key) {
            record.target = Some((key, target.clone()));
        }
    }

    pub(super) fn set_triage(&mut self, article: ArticleId, triage: Triage) {
        self.articles.entry(article).or_default().triage = triage;
    }

    pub(super) fn set_tag(&mut self, article: ArticleId, tag: &str, is_set: bool) {
        let tags = &mut self.articles.entry(article).or_default().tags;
        match (tags.binary_search_by(|has| has.as_str().cmp(tag)), is_set) {
            (Err(at), true) => {
                tags.insert(at, tag.to_owned());
                *self.tag_counts.entry(tag.to_owned()).or_default() += 1;
            }
            (Ok(at), false) => {
                tags.remove(at);
                let n_left = self.tag_counts.get(tag).map_or(0, |n| n - 1);
                match n_left {
                    0 => self.tag_counts.remove(tag),
                    n_left => self.tag_counts.insert(tag.to_owned(), n_left),
                };
            }
            _ => {}
        }
    }

    pub(super) fn set_meta(&mut self, article: ArticleId, field: MetaField, value: Option<&str>) {
        let meta = &mut self.articles.entry(article).or_default().meta;
        match value {
            Some(value) => meta.insert(field, value.to_owned()),
            None => meta.remove(&field),
        };
    }

    pub(super) fn file_mark(&mut self, article: ArticleId, key: Key, mark: &Mark) {
        self.marks.insert(mark.id.clone(), (article, key));
        let marks = &mut self.articles.entry(article).or_default().marks;
        file(marks, key, mark.clone());
    }

    pub(super) fn drop_mark(&mut self, id: &MarkId) {
        let Some((article, key)) = self.marks.remove(id) else {
            return;
        };
        if let Some(record) = self.articles.get_mut(&article) {
            unfile(&mut record.marks, key);
        }
    }

    pub(super) fn file_decision(
        &mut self,
        article: ArticleId,
        key: Key,
        decision: &MentionDecision,
    ) {
        let decisions = &mut self.articles.entry(article).or_default().decisions;
        file(decisions, key, decision.clone());
    }

    /// Files a decision in place of the one that was filed under `filed`.
    pub(super) fn decide_entity(
        &mut self,
        filed: &mut Option<Key>,
        key: Key,
        decision: Option<&EntityDecision>,
    ) {
        if let Some(old) = filed.take() {
            unfile(&mut self.entities, old);
        }
        if let Some(decision) = decision {
            *filed = Some(key);
            file(&mut self.entities, key, decision.clone());
        }
    }

    pub(super) fn drop_decision(&mut self, article: ArticleId, key: Key) {
        if let Some(record) = self.articles.get_mut(&article) {
            unfile(&mut record.decisions, key);
        }
    }
}

fn file<T>(list: &mut Vec<(Key, T)>, key: Key, value: T) {
    match list.binary_search_by_key(&key, |(key, _)| *key) {
        Ok(at) => list[at] = (key, value),
        Err(at) => list.insert(at, (key, value)),
    }
}

fn unfile<T>(list: &mut Vec<(Key, T)>, key: Key) {
    if let Ok(at) = list.binary_search_by_key(&key, |(key, _)| *key) {
        list.remove(at);
    }
}
