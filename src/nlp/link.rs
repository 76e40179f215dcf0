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
    names: Vec<Name>,
    /// Sorted by article.
    by_article: Vec<Use>,
}

#[derive(Clone, Debug)]
struct Name {
    text: Box<str>,
    /// Articles whose own name for the entity it is.
    n_main: u32,
    /// Articles that use it at all.
    n_used: u32,
}

#[derive(Clone, Debug)]
struct Use {
    article: u32,
    n_mentions: u32,
    /// Index of the article's own name for it.
    main: u32,
    /// Indices of its other names there.
    others: Option<Box<[u32]>>,
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
        aliases.retain(|alias| *alias != entity.name);
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
        let row = &mut self.row;
        let uses = self.uses.get_or_insert_with(|| Box::new(Uses::of(row)));
        uses.add(article, entity.n_mentions, (&entity.name, &entity.aliases));
        let at = row.articles.partition_point(|&held| held < article);
        row.articles.insert(at, article);
        row.n_mentions += entity.n_mentions;
        uses.rename(row);
    }

    /// Takes an article out; false when nothing is left.
    fn remove(&mut self, article: u32) -> bool {
        let Some(uses) = &mut self.uses else {
            return false;
        };
        let row = &mut self.row;
        row.n_mentions -= uses.remove(article);
        row.articles.retain(|&held| held != article);
        uses.rename(row);
        !row.articles.is_empty()
    }
}

impl Uses {
    fn of(row: &EntityRow) -> Self {
        let mut uses = Self::default();
        let article = row.articles.first().copied().unwrap_or_default();
        uses.add(article, row.n_mentions, (&row.name, &row.aliases));
        uses
    }

    fn add(&mut self, article: u32, n_mentions: usize, (name, aliases): (&String, &Vec<String>)) {
        let main = self.number(name, 1);
        let others: Box<[u32]> = aliases.iter().map(|alias| self.number(alias, 0)).collect();
        let at = self
            .by_article
            .partition_point(|held| held.article < article);
        let held = Use {
            article,
            n_mentions: u32::try_from(n_mentions).unwrap_or(u32::MAX),
            main,
            others: (!others.is_empty()).then_some(others),
        };
        self.by_article.insert(at, held);
    }

    /// Takes an article out; returns its mentions.
    fn remove(&mut self, article: u32) -> usize {
        let Ok(at) = self
            .by_article
            .binary_search_by_key(&article, |held| held.article)
        else {
            return 0;
        };
        let held = self.by_article.remove(at);
        let others = held.others.iter().flatten().map(|&other| (other, 0));
        for (idx, n_main) in others.chain([(held.main, 1)]) {
            if let Some(name) = self.names.get_mut(idx as usize) {
                name.n_main -= n_main;
                name.n_used -= 1;
            }
        }
        held.n_mentions as usize
    }

    /// Counts a use of a name and returns its index.
    fn number(&mut self, text: &str, n_main: u32) -> u32 {
        let idx = self.names.iter().position(|name| *name.text == *text);
        let idx = idx.unwrap_or_else(|| {
            let text = text.into();
            self.names.push(Name {
                text,
                n_main: 0,
                n_used: 0,
            });
            self.names.len() - 1
        });
        if let Some(name) = self.names.get_mut(idx) {
            name.n_main += n_main;
            name.n_used += 1;
        }
        u32::try_from(idx).unwrap_or(u32::MAX)
    }

    /// Chooses the name of the row anew.
    fn rename(&self, row: &mut EntityRow) {
        let used = || self.names.iter().filter(|name| name.n_used > 0);
        let best = used().max_by(|a, b| {
            let by_length = a.text.len().cmp(&b.text.len());
            let by_text = b.text.cmp(&a.text);
            a.n_main.cmp(&b.n_main).then(by_length).then(by_text)
        });
        let Some(best) = best else {
            return;
        };
        if *best.text == *row.name && used().count() == row.aliases.len() + 1 {
            return;
        }
        row.name = best.text.to_string();
        let others = used().filter(|name| name.text != best.text);
        row.aliases = others.map(|name| name.text.to_string()).collect();
        row.aliases.sort();
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
