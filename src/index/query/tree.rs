//! [`Query`]: the tree that a query text stands for.

use super::{DateRef, Feature, State};
use crate::nlp::Kind;

/// What a person looks for.
///
/// Trees are flat where they can be: `And` and `Or` hold two parts or more and
/// never a part of their own kind. Depth is bounded by [`super::MAX_DEPTH`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Query {
    /// The empty query: every article.
    #[default]
    All,
    Term(Term),
    Not(Box<Query>),
    And(Vec<Query>),
    Or(Vec<Query>),
}

/// One condition on an article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Term {
    /// A bare word or phrase: in the title, the source or the body.
    Word(Pattern),
    Title(Pattern),
    Body(Pattern),
    Source(Pattern),
    Author(Pattern),
    Lang(String),
    Tag(String),
    State(State),
    /// Mentions something of this name; `None` is any kind.
    Entity(Option<Kind>, Pattern),
    /// Mentions something of this kind.
    Kind(Kind),
    SaidBy(Pattern),
    Has(Feature),
    /// Published on the first day of this or later.
    After(DateRef),
    /// Published before the first day of this.
    Before(DateRef),
    /// Published within this.
    On(DateRef),
    /// Names a date within this.
    About(DateRef),
}

/// Words to find, in this order, whole, whatever their case and accents.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Pattern {
    pub text: String,
    /// The last word may go on: `nucl*`.
    pub is_prefix: bool,
}

/// A pattern to be looked for in bodies, which lie on disk.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TextTerm(pub Pattern);

impl Pattern {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_prefix: false,
        }
    }
}

impl Query {
    /// Joins two queries so that both must hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::all_of(vec![self, other])
    }

    /// Joins queries so that all must hold.
    pub(super) fn all_of(parts: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All => {}
                Self::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.remove(0),
            _ => Self::And(flat),
        }
    }

    /// Joins queries so that one must hold.
    pub(super) fn any_of(parts: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.remove(0),
            _ => Self::Or(flat),
        }
    }

    /// Lists the patterns that must be looked for in bodies, sorted, each once.
    pub fn text_terms(&self) -> Vec<TextTerm> {
        self.terms(|_| true)
    }

    /// Lists the patterns that a reader would want to see lit in a body: those
    /// of [`Query::text_terms`] that are not under a `NOT`.
    pub fn wanted_text(&self) -> Vec<TextTerm> {
        self.terms(|query| !matches!(query, Self::Not(_)))
    }

    /// Lists the patterns for bodies in the parts that `is_seen` lets pass.
    fn terms(&self, is_seen: fn(&Self) -> bool) -> Vec<TextTerm> {
        let mut terms = Vec::new();
        let mut open = vec![self];
        while let Some(query) = open.pop() {
            match query {
                part if !is_seen(part) => {}
                Self::Term(Term::Word(pattern) | Term::Body(pattern)) => {
                    terms.push(TextTerm(pattern.clone()));
                }
                Self::All | Self::Term(_) => {}
                Self::Not(part) => open.push(part),
                Self::And(parts) | Self::Or(parts) => open.extend(parts),
            }
        }
        terms.sort();
        terms.dedup();
        terms
    }
}
