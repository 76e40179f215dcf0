//! [`Entities`]: the entities of the whole corpus, linked across articles.
//!
//! Entities of different articles are one when their ids are equal, that is,
//! kind and normalised name. The answer depends on the set of articles added,
//! not on their order.

use std::collections::BTreeMap;

use super::key::key;
use super::{Entity, EntityId, Kind};

/// The entities of a corpus.
///
/// The result does not depend on the order in which articles are added.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    rows: BTreeMap<EntityId, Held>,
    /// What each article mentions, for taking it out again.
    articles: BTreeMap<u32, Box<[EntityId]>>,
}

/// One entity across the corpus.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityRow {
    pub id: EntityId,
    /// What most articles call it; of several the longest, then the first in
    /// the alphabet.
    pub name: String,
    pub kind: Kind,
    /// Other names, each once, sorted.
    pub aliases: Vec<String>,
    /// Articles that mention it, as numbers the caller gave, sorted.
    pub articles: Vec<u32>,
    /// Mentions in the corpus.
    pub n_mentions: usize,
}

/// A row and what it was made from.
///
/// Most entities stand in one article; then the row says it all.
#[derive(Clone, Debug)]
struct Held {
    row: EntityRow,
    uses: Option<Box<Uses>>,
}

/// Who calls an entity what.
#[derive(Clone, Debug, Default)]
struct Uses {
    names: Vec<Box<str>>,
    /// Sorted by article.
    by_article: Vec<Use>,
}

#[derive(Clone, Debug)]
struct Use {
    article: u32,
    n_mentions: u32,
    /// Indices into names, the article's own name for it first.
    names: Box<[u32]>,
}

impl Entities {
    /// Adds what one article mentions, in place of what it mentioned before.
    pub fn add(&mut self, article: u32, entities: &[Entity]) {
        self.remove(article);
        let mut ids = Vec::with_capacity(entities.len());
        for entity in entities {
            ids.push(entity.id);
            match self.rows.get_mut(&entity.id) {
                Some(held) => held.add(article, entity),
                None => {
                    self.rows.insert(entity.id, Held::new(article, entity));
                }
            }
        }
        self.articles.insert(article, ids.into());
    }

    /// Takes an article out again.
    pub fn remove(&mut self, article: u32) {
        for id in self.articles.remove(&article).unwrap_or_default() {
            let Some(held) = self.rows.get_mut(&id) else {
                continue;
            };
            if !held.remove(article) {
                self.rows.remove(&id);
            }
        }
    }

    pub fn get(&self, id: EntityId) -> Option<&EntityRow> {
        self.rows.get(&id).map(|held| &held.row)
    }

    /// Lists all rows in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &EntityRow> {
        self.rows.values().map(|held| &held.row)
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Lists the entities one of whose names, or a word of it, begins with
    /// `prefix`; case and diacritics do not matter.
    ///
    /// Shape: those in most articles first, then by name.
    /// Cost: linear in names.
    pub fn find(&self, prefix: &str) -> Vec<&EntityRow> {
        let prefix = key(prefix);
        let inner = format!(" {prefix}");
        let fits = |name: &String| {
            let name = key(name);
            name.starts_with(&prefix) || name.contains(&inner)
        };
        let mut found: Vec<&EntityRow> = self
            .iter()
            .filter(|row| fits(&row.name) || row.aliases.iter().any(fits))
            .collect();
        found.sort_by(|a, b| {
            let by_articles = b.articles.len().cmp(&a.articles.len());
            by_articles.then_with(|| a.name.cmp(&b.name))
        });
        found
    }
}

impl Held {
    fn new(article: u32, entity: &Entity) -> Self {
        let mut aliases = entity.aliases.clone();
        aliases.sort();
        aliases.dedup();
        let row = EntityRow {
            id: entity.id,
            name: entity.name.clone(),
            kind: entity.kind,
            aliases,
            articles: vec![article],
            n_mentions: entity.n_mentions,
        };
        Self { row, uses: None }
    }

    fn add(&mut self, article: u32, entity: &Entity) {
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        let uses = self
            .uses
            .get_or_insert_with(|| Box::new(Uses::of(&self.row)));
        uses.add(article, entity.n_mentions, names);
        uses.fill(&mut self.row);
    }

    /// Takes an article out; false when nothing is left.
    fn remove(&mut self, article: u32) -> bool {
        let Some(uses) = &mut self.uses else {
            return false;
        };
        uses.by_article.retain(|held| held.article != article);
        uses.fill(&mut self.row);
        !uses.by_article.is_empty()
    }
}

impl Uses {
    fn of(row: &EntityRow) -> Self {
        let mut uses = Self::default();
        let names = std::iter::once(&row.name).chain(&row.aliases);
        uses.add(
            row.articles.first().copied().unwrap_or_default(),
            row.n_mentions,
            names,
        );
        uses
    }

    fn add<'a>(
        &mut self,
        article: u32,
        n_mentions: usize,
        names: impl Iterator<Item = &'a String>,
    ) {
        let names = names.map(|name| self.number(name)).collect();
        let at = self
            .by_article
            .partition_point(|held| held.article < article);
        let n_mentions = u32::try_from(n_mentions).unwrap_or(u32::MAX);
        self.by_article.insert(
            at,
            Use {
                article,
                n_mentions,
                names,
            },
        );
    }

    fn number(&mut self, name: &str) -> u32 {
        let idx = self
            .names
            .iter()
            .position(|held| **held == *name)
            .unwrap_or_else(|| {
                self.names.push(name.into());
                self.names.len() - 1
            });
        u32::try_from(idx).unwrap_or(u32::MAX)
    }

    /// Writes the row anew.
    fn fill(&self, row: &mut EntityRow) {
        let mut n_main = vec![0_usize; self.names.len()];
        let mut is_used = vec![false; self.names.len()];
        for held in &self.by_article {
            for (place, &name) in held.names.iter().enumerate() {
                let name = name as usize;
                if let (Some(n_main), Some(is_used)) = (n_main.get_mut(name), is_used.get_mut(name))
                {
                    *n_main += usize::from(place == 0);
                    *is_used = true;
                }
            }
        }
        let mut names: Vec<(usize, &str)> = self
            .names
            .iter()
            .zip(n_main.iter().zip(&is_used))
            .filter(|(_, (_, is_used))| **is_used)
            .map(|(name, (n_main, _))| (*n_main, &**name))
            .collect();
        names.sort_by(|a, b| {
            b.0.cmp(&a.0)
                .then(b.1.len().cmp(&a.1.len()))
                .then(a.1.cmp(b.1))
        });
        let mut names = names.into_iter().map(|(_, name)| name.to_owned());
        row.name = names.next().unwrap_or_default();
        row.aliases = names.collect();
        row.aliases.sort();
        row.articles = self.by_article.iter().map(|held| held.article).collect();
        row.n_mentions = self
            .by_article
            .iter()
            .map(|held| held.n_mentions as usize)
            .sum();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entity(name: &str, aliases: &[&str], n_mentions: usize) -> Entity {
        Entity {
            id: EntityId::of(Kind::Person, &key(aliases.first().unwrap_or(&name))),
            name: name.to_owned(),
            kind: Kind::Person,
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            n_mentions,
        }
    }

    #[test]
    fn variants_are_one_row_under_the_commonest_name() {
        let mut entities = Entities::default();
        entities.add(3, &[entity("Han Seo Jun", &["Han"], 2)]);
        entities.add(1, &[entity("Han Seo-jun", &["Han"], 1)]);
        entities.add(2, &[entity("Han Seo-jun", &["Han"], 4)]);
        assert_eq!(entities.len(), 1);
        let row = entities.find("han seo")[0];
        assert_eq!((row.name.as_str(), row.n_mentions), ("Han Seo-jun", 7));
        assert_eq!(row.articles, [1, 2, 3]);
        assert_eq!(row.aliases, ["Han", "Han Seo Jun"]);
    }

    #[test]
    fn an_article_taken_out_leaves_nothing() {
        let mut entities = Entities::default();
        entities.add(1, &[entity("Ada", &[], 1)]);
        entities.add(2, &[entity("Ada", &[], 1), entity("Bo", &[], 1)]);
        entities.remove(2);
        assert_eq!(entities.len(), 1);
        assert!(entities.find("bo").is_empty());
        entities.remove(1);
        assert!(entities.is_empty());
    }

    proptest! {
        #[test]
        fn order_does_not_matter(articles in prop::collection::vec((0_u32..5, 0_usize..4, 0_usize..3), 0..20)) {
            let names = ["Ann Bo", "Ann B.", "ann bo", "Cy"];
            let made: Vec<(u32, Vec<Entity>)> = (0..5).map(|number| {
                let mut of = Vec::new();
                for (_, name, alias) in articles.iter().filter(|article| article.0 == number) {
                    let entity = entity(names[*name], &[["x", "y", "z"][*alias]], 1);
                    if of.iter().all(|held: &Entity| held.id != entity.id) {
                        of.push(entity);
                    }
                }
                (number, of)
            }).collect();
            let mut forward = Entities::default();
            let mut backward = Entities::default();
            for (number, of) in &made {
                forward.add(*number, of);
            }
            backward.add(9, &made[0].1);
            for (number, of) in made.iter().rev() {
                backward.add(*number, of);
                backward.add(*number, of);
            }
            backward.remove(9);
            prop_assert!(forward.iter().eq(backward.iter()));
        }
    }
}
