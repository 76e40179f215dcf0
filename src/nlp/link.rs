//! [`Entities`]: the entities of the whole corpus, linked across articles.

use std::collections::BTreeMap;

use super::{Entity, EntityId, Kind};

/// The entities of a corpus.
///
/// The result does not depend on the order in which articles are added.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    rows: BTreeMap<EntityId, EntityRow>,
}

/// One entity across the corpus.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityRow {
    pub id: EntityId,
    pub name: String,
    pub kind: Kind,
    /// Other names, each once, sorted.
    pub aliases: Vec<String>,
    /// Articles that mention it, as numbers the caller gave, sorted.
    pub articles: Vec<u32>,
    /// Mentions in the corpus.
    pub n_mentions: usize,
}

impl Entities {
    /// Adds what one article mentions.
    pub fn add(&mut self, article: u32, entities: &[Entity]) {
        let _ = (article, entities);
    }

    /// Takes an article out again.
    pub fn remove(&mut self, article: u32) {
        let _ = article;
    }

    pub fn get(&self, id: EntityId) -> Option<&EntityRow> {
        self.rows.get(&id)
    }

    /// Lists all rows in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &EntityRow> {
        self.rows.values()
    }
}
