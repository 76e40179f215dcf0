//! [`Ledger`]: what all acts add up to, by article.
//!
//! It is folded by the [`Journal`](super::Journal) and only read elsewhere.

use std::collections::BTreeMap;

use super::{Mark, MarkId, MentionDecision, MetaField, Target, Triage};
use crate::corpus::{ArticleId, ContentHash};

/// The state that the acts of a file add up to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    pub(super) articles: BTreeMap<ArticleId, Record>,
    pub(super) marks: BTreeMap<MarkId, ArticleId>,
    pub(super) tag_counts: BTreeMap<String, usize>,
}

/// What is known about one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Record {
    pub(super) target: Option<Target>,
    pub(super) triage: Triage,
    pub(super) tags: Vec<String>,
    pub(super) marks: Vec<Mark>,
    pub(super) decisions: Vec<MentionDecision>,
    pub(super) meta: BTreeMap<MetaField, String>,
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
        marks.unwrap_or_default().iter()
    }

    pub fn mark(&self, id: &MarkId) -> Option<&Mark> {
        let article = self.marks.get(id)?;
        self.marks(*article).find(|mark| mark.id == *id)
    }

    /// Lists the decisions on mentions of an article, oldest first.
    pub fn decisions(&self, article: ArticleId) -> impl Iterator<Item = &MentionDecision> {
        let decisions = self.record(article).map(|r| r.decisions.as_slice());
        decisions.unwrap_or_default().iter()
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
        for label in marks.filter_map(|mark| mark.label.as_deref()) {
            *counts.entry(label).or_default() += 1;
        }
        counts
    }

    /// Lists the articles that acts are about, as the latest act saw them.
    pub fn articles(&self) -> impl Iterator<Item = &Target> {
        self.articles.values().filter_map(|r| r.target.as_ref())
    }

    /// Finds articles that moved: present ones without acts that hold what an
    /// absent one held.
    ///
    /// Shape: pairs (present id, absent id), each id once; twins, where either
    /// side is ambiguous, are left out.
    pub fn moved(&self, present: &[(ArticleId, ContentHash)]) -> Vec<(ArticleId, ArticleId)> {
        let _ = present;
        Vec::new()
    }

    fn record(&self, article: ArticleId) -> Option<&Record> {
        self.articles.get(&article)
    }
}
