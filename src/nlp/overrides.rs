//! [`Overrides`]: what people decided, handed in as a plain value.
//!
//! [`Rulings`] hold for the whole corpus: the names that people watch and what
//! they said of entities. They are made once and shared by all articles. This
//! file knows what they say; `watch` finds the watched names and `decide`
//! applies the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entity::EntityId;
use super::gazetteer::Lists;
use super::key::key;
use super::mention::Kind;
use super::tagger::{Tagger, Weights};
use super::watch::{Forms, begins_with_sign};
use crate::corpus::{ArticleId, When};

/// What people decided that changes what is found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Overrides {
    /// The date of the article where a person set it; relative dates resolve
    /// against it.
    pub published: Option<When>,
    /// What holds for all articles.
    pub rulings: Arc<Rulings>,
    pub lists: Lists,
    /// Weights of the tagger; default: those that the program brings along.
    pub weights: Option<Weights>,
}

impl Overrides {
    /// Returns the tagger that reads the article.
    pub(super) fn tagger(&self) -> &Tagger<'static> {
        match &self.weights {
            Some(weights) => weights.tagger(),
            None => Tagger::get(),
        }
    }
}

/// A name of the watchlist: found first and everywhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Watched {
    pub name: String,
    pub aliases: Vec<String>,
    pub kind: Kind,
}

/// An entity as a person pointed at it.
///
/// Name and kind are kept beside the id, so that a decision made with an older
/// version, which may have filed the entity elsewhere, still finds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityRef {
    pub id: EntityId,
    pub name: String,
    pub kind: Kind,
}

/// What a person said of an entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ruling {
    /// Both are one; it goes by `into`.
    Merge { from: EntityRef, into: EntityRef },
    /// `form`, one of its names, means somebody else, everywhere.
    Split { entity: EntityRef, form: String },
    /// In this one article it is a namesake.
    Part {
        entity: EntityRef,
        article: ArticleId,
    },
    /// It is called by this name; its id stays.
    Rename { entity: EntityRef, name: String },
    /// It is of this kind.
    Kind { entity: EntityRef, kind: Kind },
}

/// The watchlist and the decisions on entities, ready to be looked up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rulings {
    watched: Vec<Watched>,
    forms: Forms,
    /// The watched names in their order, then the entities that decisions
    /// lead to, with the name and kind that are shown.
    goals: Vec<EntityRef>,
    /// Watched names by kind and key of each form.
    keys: BTreeMap<(Kind, String), usize>,
    /// From an entity to its goal.
    moved: BTreeMap<EntityId, usize>,
    /// From an entity and the key of one of its names to the goal.
    split: BTreeMap<(EntityId, String), usize>,
    /// From an entity in one article to the goal.
    parted: BTreeMap<(EntityId, ArticleId), usize>,
}

impl Rulings {
    /// Takes a watchlist and decisions, in the order in which they were made.
    ///
    /// A later decision on the same thing wins. Of two watched entries with
    /// one name the first has it.
    /// Cost: quadratic in decisions, which people make one by one.
    pub fn new(watched: Vec<Watched>, decisions: &[Ruling]) -> Self {
        let goals = watched.iter();
        let goals = goals.map(|one| EntityRef::named(one.kind, &one.name));
        let mut rulings = Self {
            goals: goals.collect(),
            forms: Forms::of(&watched),
            watched,
            ..Self::default()
        };
        for (number, one) in rulings.watched.iter().enumerate() {
            let forms = one.aliases.iter().chain([&one.name]);
            // A key has no signs: that of `.NET` is any `Net`'s.
            for form in forms.filter(|form| !begins_with_sign(form)) {
                let held = rulings.keys.entry((one.kind, key(form)));
                held.or_insert(number);
            }
        }
        for decision in decisions {
            rulings.apply(decision);
        }
        rulings
    }

    pub fn is_empty(&self) -> bool {
        self.goals.is_empty()
    }

    /// Returns the watchlist.
    pub fn watched(&self) -> &[Watched] {
        &self.watched
    }

    /// Returns the id under which an entity goes after all decisions on it;
    /// for links to an entity that were written down before them.
    pub fn known_as(&self, id: EntityId) -> EntityId {
        let goal = self.moved.get(&id).and_then(|&goal| self.goal(goal));
        goal.map_or(id, |goal| goal.id)
    }

    pub(super) fn forms(&self) -> &Forms {
        &self.forms
    }

    /// Returns what a decision leads to.
    pub(super) fn goal(&self, number: usize) -> Option<&EntityRef> {
        self.goals.get(number)
    }

    /// Returns the number of the watched name with this key.
    pub(super) fn watched_as(&self, kind: Kind, key: &str) -> Option<usize> {
        if self.keys.is_empty() {
            return None;
        }
        self.keys.get(&(kind, key.to_owned())).copied()
    }

    /// Returns the goal of a watched name, with the decisions on it.
    pub(super) fn of_watched(&self, number: usize) -> usize {
        let id = self.goals.get(number).map(|goal| goal.id);
        id.and_then(|id| self.moved.get(&id))
            .copied()
            .unwrap_or(number)
    }

    /// Says where an entity goes, called by `form` (a key) in an article.
    pub(super) fn of(&self, id: EntityId, form: &str, article: ArticleId) -> Option<usize> {
        let split = || self.split.get(&(id, form.to_owned())).copied();
        let (by_form, by_article) = (!self.split.is_empty(), !self.parted.is_empty());
        let target = by_form.then(split).flatten();
        let parted = || self.parted.get(&(id, article)).copied();
        target
            .or_else(|| by_article.then(parted).flatten())
            .map(|goal| self.settled(goal))
            .or_else(|| self.moved.get(&id).copied())
    }

    /// Says whether there are decisions on entities besides the watchlist.
    pub(super) fn decides(&self) -> bool {
        !(self.moved.is_empty() && self.split.is_empty() && self.parted.is_empty())
    }

    fn apply(&mut self, decision: &Ruling) {
        match decision {
            Ruling::Merge { from, into } => self.lead(from, into.clone()),
            Ruling::Kind { entity, kind } => {
                self.lead(entity, EntityRef::named(*kind, &entity.name));
            }
            Ruling::Rename { entity, name } => {
                let id = self.known_as(entity.id);
                let kind = self.held(id).map_or(entity.kind, |held| held.kind);
                let name = name.clone();
                self.lead(entity, EntityRef { id, name, kind });
            }
            Ruling::Split { entity, form } => {
                let mut goal = EntityRef::named(entity.kind, form);
                if goal.id == entity.id || goal.id == self.known_as(entity.id) {
                    goal.id = EntityId::of(goal.kind, &format!("{}\n{}", key(form), entity.id));
                }
                let ids = self.ids(entity);
                let goal = self.add(goal);
                for id in ids {
                    self.split.insert((id, key(form)), goal);
                }
            }
            Ruling::Part { entity, article } => {
                let apart = format!("{}\n{article}", key(&entity.name));
                let ids = self.ids(entity);
                let goal = self.add(EntityRef {
                    id: EntityId::of(entity.kind, &apart),
                    ..entity.clone()
                });
                for id in ids {
                    self.parted.insert((id, *article), goal);
                }
            }
        }
    }

    /// Leads an entity, and all that was led to it before, to `goal`.
    ///
    /// Cost: linear in the entities decided on.
    fn lead(&mut self, from: &EntityRef, goal: EntityRef) {
        let ids = self.ids(from);
        let mut old: Vec<EntityId> = ids.iter().map(|id| self.known_as(*id)).collect();
        old.extend(ids);
        let leads_there: Vec<EntityId> = self
            .moved
            .iter()
            .filter(|(_, number)| self.goal(**number).is_some_and(|to| old.contains(&to.id)))
            .map(|(id, _)| *id)
            .collect();
        let settled = match self.moved.get(&goal.id).copied() {
            Some(number) if self.known_as(goal.id) != self.known_as(from.id) => number,
            _ => self.add(goal),
        };
        for id in old.into_iter().chain(leads_there) {
            self.moved.insert(id, settled);
        }
    }

    /// Returns where a split-off entity goes after later decisions on it.
    fn settled(&self, goal: usize) -> usize {
        let id = self.goal(goal).map(|goal| goal.id);
        id.and_then(|id| self.moved.get(&id))
            .copied()
            .unwrap_or(goal)
    }

    /// Returns the id that was pointed at, and, while nothing was decided on
    /// it, the one that its name is filed under.
    fn ids(&self, entity: &EntityRef) -> Vec<EntityId> {
        let mut ids = vec![entity.id];
        let by_name = EntityId::of(entity.kind, &key(&entity.name));
        let is_namesake = entity.id.base() != entity.id;
        if by_name != entity.id && !is_namesake && self.held(entity.id).is_none() {
            ids.push(by_name);
        }
        ids
    }

    fn held(&self, id: EntityId) -> Option<&EntityRef> {
        self.goals.iter().rev().find(|goal| goal.id == id)
    }

    /// Adds a goal; what is filed under its id anyway is the same entity.
    fn add(&mut self, goal: EntityRef) -> usize {
        let number = self.goals.len();
        self.moved.entry(goal.id).or_insert(number);
        self.goals.push(goal);
        number
    }
}

impl EntityRef {
    /// Makes the reference to what is filed under a name.
    pub fn named(kind: Kind, name: &str) -> Self {
        Self {
            id: EntityId::of(kind, &key(name)),
            name: name.to_owned(),
            kind,
        }
    }
}
