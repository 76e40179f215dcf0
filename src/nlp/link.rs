//! [`Entities`]: the entities of the whole corpus, linked across articles.
//!
//! Entities of different articles are one when their ids are equal, that is,
//! kind and normalised name. The answer depends on the set of articles added,
//! not on their order.
//!
//! What is kept is lean, since a corpus has a hundred thousand names: every
//! text once in [`Texts`], each article's list of uses, and for an entity the
//! numbers of its articles. A row is made when it is asked for.

use std::collections::BTreeMap;

use super::key::key;
use super::texts::Texts;
use super::{Entity, EntityId, Kind};

/// The entities of a corpus.
///
/// The result does not depend on the order in which articles are added.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    rows: BTreeMap<EntityId, Held>,
    /// What each article mentions.
    articles: BTreeMap<u32, Uses>,
    texts: Texts,
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

/// Where an entity is mentioned; most entities stand in one article or a few.
#[derive(Clone, Debug)]
enum Held {
    One {
        kind: Kind,
        article: u32,
        name: u32,
    },
    Few {
        kind: Kind,
        n_articles: u8,
        /// Sorted.
        articles: [u32; MAX_FEW],
    },
    Many(Box<Many>),
}

const MAX_FEW: usize = 3;

#[derive(Clone, Debug)]
struct Many {
    kind: Kind,
    /// Sorted.
    articles: Vec<u32>,
}

/// What one article mentions.
#[derive(Clone, Debug, Default)]
struct Uses {
    /// Sorted by id.
    uses: Box<[Use]>,
    /// Other names, as index of the use and number of the text, sorted.
    others: Box<[(u32, u32)]>,
}

/// One entity in one article, in twelve bytes.
#[derive(Clone, Copy, Debug)]
struct Use {
    id_high: u32,
    id_low: u16,
    /// Beyond 65,535 an article's mentions of one entity are not counted.
    n_mentions: u16,
    /// Number of the text that the article calls it by.
    name: u32,
}

/// So many articles, those with the lowest numbers, vote on a name.
const MAX_VOTERS: usize = 256;

impl Entities {
    /// Adds what one article mentions, in place of what it mentioned before.
    pub fn add(&mut self, article: u32, entities: &[Entity]) {
        self.remove(article);
        let (uses, kinds) = self.uses(entities);
        for (one, kind) in uses.uses.iter().zip(kinds) {
            let name = one.name;
            let row = self.rows.entry(one.id());
            row.and_modify(|held| held.add(article))
                .or_insert(Held::One {
                    kind,
                    article,
                    name,
                });
        }
        self.articles.insert(article, uses);
    }

    /// Takes an article out again.
    pub fn remove(&mut self, article: u32) {
        let Some(uses) = self.articles.remove(&article) else {
            return;
        };
        for gone in &uses.uses {
            let id = gone.id();
            let Some(held) = self.rows.get_mut(&id) else {
                continue;
            };
            let mut left = held.articles().to_vec();
            left.retain(|&held| held != article);
            match left.as_slice() {
                [] => {
                    self.rows.remove(&id);
                }
                [only] => {
                    let uses = self.articles.get(only);
                    let name = uses.and_then(|uses| Some(uses.of(id)?.name));
                    *held = Held::One {
                        kind: held.kind(),
                        article: *only,
                        name: name.unwrap_or_default(),
                    };
                }
                _ => *held = Held::of(held.kind(), left),
            }
        }
    }

    /// Makes the row of an entity.
    ///
    /// Cost: linear in its articles.
    pub fn get(&self, id: EntityId) -> Option<EntityRow> {
        self.rows.get(&id).map(|held| self.row(id, held))
    }

    /// Returns the name of an entity.
    ///
    /// Cost: the same for all entities of many articles.
    pub fn name(&self, id: EntityId) -> Option<&str> {
        self.rows.get(&id).map(|held| self.chosen(id, held))
    }

    /// Returns what one article calls an entity.
    pub fn name_in(&self, article: u32, id: EntityId) -> Option<&str> {
        let one = self.articles.get(&article)?.of(id)?;
        Some(self.texts.get(one.name))
    }

    /// Returns the articles that mention an entity, sorted.
    pub fn articles(&self, id: EntityId) -> &[u32] {
        self.rows.get(&id).map_or(&[], Held::articles)
    }

    /// Lists all rows in order of id.
    pub fn iter(&self) -> impl Iterator<Item = EntityRow> {
        self.rows.iter().map(|(id, held)| self.row(*id, held))
    }

    /// Lists id, kind, name and number of articles of all entities, in order
    /// of id: what a list shows, without the cost of whole rows.
    pub fn names(&self) -> impl Iterator<Item = (EntityId, Kind, &str, usize)> {
        self.rows.iter().map(|(id, held)| {
            let n_articles = held.articles().len();
            (*id, held.kind(), self.chosen(*id, held), n_articles)
        })
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
    pub fn find(&self, prefix: &str) -> Vec<EntityRow> {
        let prefix = key(prefix);
        let inner = format!(" {prefix}");
        let fits = |name: &String| {
            let name = key(name);
            name.starts_with(&prefix) || name.contains(&inner)
        };
        let mut found: Vec<EntityRow> = self
            .iter()
            .filter(|row| fits(&row.name) || row.aliases.iter().any(fits))
            .collect();
        found.sort_by(|a, b| {
            let by_articles = b.articles.len().cmp(&a.articles.len());
            by_articles.then_with(|| a.name.cmp(&b.name))
        });
        found
    }

    /// Makes the uses of an article, and the kind of each.
    fn uses(&mut self, entities: &[Entity]) -> (Uses, Vec<Kind>) {
        let mut order: Vec<&Entity> = entities.iter().collect();
        order.sort_by_key(|entity| entity.id);
        order.dedup_by_key(|entity| entity.id);
        let mut uses = Vec::with_capacity(order.len());
        let n_others = order.iter().map(|entity| entity.aliases.len()).sum();
        let mut others = Vec::with_capacity(n_others);
        for (idx, entity) in order.iter().enumerate() {
            uses.push(Use::new(entity, self.texts.number(&entity.name)));
            let idx = u32::try_from(idx).unwrap_or(u32::MAX);
            let aliases = entity.aliases.iter();
            others.extend(aliases.map(|alias| (idx, self.texts.number(alias))));
        }
        let kinds = order.iter().map(|entity| entity.kind).collect();
        let uses = Uses {
            uses: uses.into(),
            others: others.into(),
        };
        (uses, kinds)
    }

    /// Returns the uses of an entity, in order of article.
    fn uses_of<'a>(
        &'a self,
        id: EntityId,
        held: &'a Held,
    ) -> impl Iterator<Item = (&'a Uses, &'a Use)> {
        held.articles().iter().filter_map(move |article| {
            let uses = self.articles.get(article)?;
            Some((uses, uses.of(id)?))
        })
    }

    fn chosen(&self, id: EntityId, held: &Held) -> &str {
        if let Held::One { name, .. } = held {
            return self.texts.get(*name);
        }
        let mut votes: BTreeMap<u32, u32> = BTreeMap::new();
        for (_, one) in self.uses_of(id, held).take(MAX_VOTERS) {
            *votes.entry(one.name).or_default() += 1;
        }
        let votes = votes.into_iter();
        let best = votes
            .map(|(name, n)| (n, self.texts.get(name)))
            .max_by(|a, b| {
                let by_case = is_mixed(a.1).cmp(&is_mixed(b.1));
                let by_length = a.1.len().cmp(&b.1.len());
                let by_text = b.1.cmp(a.1);
                by_case.then(a.0.cmp(&b.0)).then(by_length).then(by_text)
            });
        best.map_or("", |(_, name)| name)
    }

    fn row(&self, id: EntityId, held: &Held) -> EntityRow {
        let name = self.chosen(id, held);
        let mut aliases = Vec::new();
        let mut n_mentions = 0;
        for (uses, one) in self.uses_of(id, held) {
            n_mentions += usize::from(one.n_mentions);
            aliases.push(one.name);
            aliases.extend(uses.others_of(id));
        }
        aliases.sort_unstable();
        aliases.dedup();
        let texts = aliases.into_iter().map(|alias| self.texts.get(alias));
        let mut aliases: Vec<String> = texts
            .filter(|alias| *alias != name)
            .map(str::to_owned)
            .collect();
        aliases.sort();
        EntityRow {
            id,
            name: name.to_owned(),
            kind: held.kind(),
            aliases,
            articles: held.articles().to_vec(),
            n_mentions,
        }
    }
}

/// Says whether a name of several words is not in capitals throughout.
fn is_mixed(name: &str) -> bool {
    !name.contains(' ') || name.chars().any(char::is_lowercase)
}

impl Held {
    /// Makes it of two articles or more, sorted.
    fn of(kind: Kind, articles: Vec<u32>) -> Self {
        let n_articles = u8::try_from(articles.len()).unwrap_or(u8::MAX);
        let mut few = [0; MAX_FEW];
        match few.get_mut(..articles.len()) {
            Some(places) => {
                places.copy_from_slice(&articles);
                Self::Few {
                    kind,
                    n_articles,
                    articles: few,
                }
            }
            None => Self::Many(Box::new(Many { kind, articles })),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::One { kind, .. } | Self::Few { kind, .. } => *kind,
            Self::Many(many) => many.kind,
        }
    }

    fn articles(&self) -> &[u32] {
        match self {
            Self::One { article, .. } => std::slice::from_ref(article),
            Self::Few {
                n_articles,
                articles,
                ..
            } => articles.get(..usize::from(*n_articles)).unwrap_or_default(),
            Self::Many(many) => &many.articles,
        }
    }

    fn add(&mut self, article: u32) {
        if let Self::Many(many) = self {
            let at = many.articles.partition_point(|&held| held < article);
            many.articles.insert(at, article);
            return;
        }
        let mut articles = self.articles().to_vec();
        articles.push(article);
        articles.sort_unstable();
        *self = Self::of(self.kind(), articles);
    }
}

impl Use {
    fn new(entity: &Entity, name: u32) -> Self {
        let low = entity.id.0 & u64::from(u16::MAX);
        Self {
            id_high: u32::try_from(entity.id.0 >> 16).unwrap_or(u32::MAX),
            id_low: u16::try_from(low).unwrap_or(u16::MAX),
            n_mentions: u16::try_from(entity.n_mentions).unwrap_or(u16::MAX),
            name,
        }
    }

    /// An id has 48 bits.
    fn id(&self) -> EntityId {
        EntityId(u64::from(self.id_high) << 16 | u64::from(self.id_low))
    }
}

impl Uses {
    fn of(&self, id: EntityId) -> Option<&Use> {
        let at = self.uses.binary_search_by_key(&id, Use::id).ok()?;
        self.uses.get(at)
    }

    /// Lists the other names of an entity.
    fn others_of(&self, id: EntityId) -> impl Iterator<Item = u32> {
        let idx = self.uses.binary_search_by_key(&id, Use::id);
        let idx = idx.ok().and_then(|idx| u32::try_from(idx).ok());
        let first = self.others.partition_point(|other| Some(other.0) < idx);
        let rest = self.others.get(first..).unwrap_or_default().iter();
        rest.take_while(move |other| Some(other.0) == idx)
            .map(|other| other.1)
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
        let row = &entities.find("han seo")[0];
        assert_eq!((row.name.as_str(), row.n_mentions), ("Han Seo-jun", 7));
        assert_eq!(row.articles, [1, 2, 3]);
        assert_eq!(row.aliases, ["Han", "Han Seo Jun"]);
    }

    #[test]
    fn a_name_is_not_shouted_where_it_need_not_be() {
        let mut entities = Entities::default();
        entities.add(1, &[entity("PORT GAZETTE", &["x"], 1)]);
        entities.add(2, &[entity("PORT GAZETTE", &["x"], 1)]);
        entities.add(3, &[entity("Port Gazette", &["x"], 1)]);
        let (id, _, name, n_articles) = entities.names().next().unwrap();
        assert_eq!((name, n_articles), ("Port Gazette", 3));
        assert_eq!(entities.name(id), Some("Port Gazette"));
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
            let names: Vec<_> = forward.names().map(|row| row.2.to_owned()).collect();
            prop_assert!(forward.iter().map(|row| row.name).eq(names));
        }
    }
}
