//! The table of entities: rows are made when they are asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::held::Held;
use super::namesake::{self, Group};
use super::uses::{Use, Uses};
use crate::nlp::key::key;
use crate::nlp::roles::Fields;
use crate::nlp::texts::Texts;
use crate::nlp::{Entity, EntityId, Kind, Rulings};

/// The entities of a corpus.
///
/// The result does not depend on the order in which articles are added.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    rows: BTreeMap<EntityId, Held>,
    /// What each article mentions.
    articles: BTreeMap<u32, Uses>,
    texts: Texts,
    rulings: Arc<Rulings>,
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

/// A name in more articles than this, and than an eighth of the corpus, says
/// little of what an article is about.
const MAX_COMMON: usize = 8;
/// So many articles, those with the lowest numbers, vote on a name.
const MAX_VOTERS: usize = 256;

impl Entities {
    /// Adds what one article mentions, in place of what it mentioned before.
    pub fn add(&mut self, article: u32, entities: &[Entity]) {
        let (uses, kinds) = self.uses(entities);
        let before = self.articles.remove(&article).unwrap_or_default();
        for gone in before.all.iter().filter(|one| uses.of(one.id()).is_none()) {
            self.take(gone.id(), article);
        }
        for (one, kind) in uses.all.iter().zip(kinds) {
            let row = self.rows.entry(one.id());
            row.and_modify(|held| held.add(kind, article))
                .or_insert(Held::One { kind, article });
        }
        self.articles.insert(article, uses);
    }

    /// Takes an article out again.
    pub fn remove(&mut self, article: u32) {
        let Some(uses) = self.articles.remove(&article) else {
            return;
        };
        for gone in &uses.all {
            self.take(gone.id(), article);
        }
    }

    /// Takes an article out of the row of one entity.
    fn take(&mut self, id: EntityId, article: u32) {
        let is_empty = self.rows.get_mut(&id).is_some_and(|held| {
            let left = held.remove(article);
            left == 0
        });
        if is_empty {
            self.rows.remove(&id);
        }
    }

    /// Makes the row of an entity.
    ///
    /// Cost: linear in its articles.
    pub fn get(&self, id: EntityId) -> Option<EntityRow> {
        let held = self.rows.get(&id.base())?;
        Some(self.row(id, held.kind(), &self.articles(id)))
    }

    /// Returns the name of an entity.
    ///
    /// Cost: the same for all entities of many articles.
    pub fn name(&self, id: EntityId) -> Option<&str> {
        let held = self.rows.get(&id.base())?;
        Some(self.chosen(id, &self.of_id(id, held)))
    }

    /// Returns what one article calls an entity.
    pub fn name_in(&self, article: u32, id: EntityId) -> Option<&str> {
        let one = self.articles.get(&article)?.of(id.base())?;
        Some(self.texts.get(one.name))
    }

    /// Takes in what people said: namesakes whom they merged are one.
    pub fn rule(&mut self, rulings: Arc<Rulings>) {
        self.rulings = rulings;
    }

    /// Returns the articles that mention an entity, sorted.
    pub fn articles(&self, id: EntityId) -> Cow<'_, [u32]> {
        let held = self.rows.get(&id.base());
        held.map_or(Cow::Borrowed(&[]), |held| self.of_id(id, held))
    }

    /// Returns the id of whom an article means by an entity that was found in
    /// it: another one than the extraction's where the name has several
    /// bearers in the corpus.
    pub fn linked(&self, article: u32, id: EntityId) -> EntityId {
        let groups = self.rows.get(&id).and_then(|held| self.groups(id, held));
        let group = groups.and_then(|groups| {
            let mut groups = groups.into_iter();
            groups.find(|group| group.articles.binary_search(&article).is_ok())
        });
        group.map_or(id, |group| group.id)
    }

    /// Lists what an article is about, most salient first.
    ///
    /// Shape: at most two, without dates and amounts.
    pub fn about(&self, article: u32) -> impl Iterator<Item = EntityId> {
        let about = self.articles.get(&article).map(Uses::about);
        let ids = about.into_iter().flatten();
        ids.map(move |id| self.linked(article, id))
    }

    /// Lists all rows in order of id; namesakes stand together.
    pub fn iter(&self) -> impl Iterator<Item = EntityRow> {
        self.rows.iter().flat_map(|(id, held)| {
            let each = self.each(*id, held).into_iter();
            each.map(|(id, articles)| self.row(id, held.kind(), &articles))
        })
    }

    /// Lists id, kind, name and number of articles of all entities, in order
    /// of id: what a list shows, without the cost of whole rows.
    pub fn names(&self) -> impl Iterator<Item = (EntityId, Kind, &str, usize)> {
        self.rows.iter().flat_map(|(id, held)| {
            let each = self.each(*id, held).into_iter();
            each.map(|(id, articles)| {
                let name = self.chosen(id, &articles);
                (id, held.kind(), name, articles.len())
            })
        })
    }

    /// Returns the number of names that are entities; namesakes count once.
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
        (Uses::new(uses, others, entities), kinds)
    }

    /// Returns the uses of an entity in some articles.
    fn uses_of<'a>(
        &'a self,
        id: EntityId,
        articles: &'a [u32],
    ) -> impl Iterator<Item = (&'a Uses, &'a Use)> {
        let base = id.base();
        articles.iter().filter_map(move |article| {
            let uses = self.articles.get(article)?;
            Some((uses, uses.of(base)?))
        })
    }

    /// Lists the bearers of a name with their articles.
    fn each<'a>(&'a self, id: EntityId, held: &'a Held) -> Vec<(EntityId, Cow<'a, [u32]>)> {
        match self.groups(id, held) {
            None => vec![(id, Cow::Borrowed(held.articles()))],
            Some(groups) => {
                let groups = groups.into_iter();
                groups
                    .map(|group| (group.id, Cow::Owned(group.articles)))
                    .collect()
            }
        }
    }

    fn of_id<'a>(&self, id: EntityId, held: &'a Held) -> Cow<'a, [u32]> {
        let groups = self.groups(id.base(), held);
        let group = groups.and_then(|groups| groups.into_iter().find(|group| group.id == id));
        group.map_or_else(
            || Cow::Borrowed(held.articles()),
            |group| Cow::Owned(group.articles),
        )
    }

    /// Tells the bearers of a name apart; `None` where there is but one.
    fn groups(&self, id: EntityId, held: &Held) -> Option<Vec<Group>> {
        let articles = held.articles();
        if held.kind() != Kind::Person || articles.len() < 2 {
            return None;
        }
        let context = |article: u32| {
            let others = self.articles.get(&article)?.context(id);
            let specific = others.filter(|id| self.is_specific(*id));
            Some(specific.collect())
        };
        let fields = |article: u32| {
            let uses = self.articles.get(&article);
            uses.and_then(|uses| uses.of(id))
                .map_or_else(Fields::default, |one| one.fields)
        };
        let is_one = |one: EntityId| self.rulings.known_as(one) == self.rulings.known_as(id);
        let groups = namesake::groups(id, articles, (&fields, &context))?;
        namesake::merged(groups, &is_one)
    }

    /// Says whether two articles that both mention an entity speak of the
    /// same things: not so for countries, and for what stands everywhere.
    fn is_specific(&self, id: EntityId) -> bool {
        self.rows.get(&id).is_some_and(|held| {
            let n_articles = held.articles().len();
            let telling = matches!(
                held.kind(),
                Kind::Person | Kind::Org | Kind::Event | Kind::Agreement | Kind::Facility
            );
            telling && n_articles <= MAX_COMMON.max(self.articles.len() / 8)
        })
    }

    fn chosen(&self, id: EntityId, articles: &[u32]) -> &str {
        let mut votes: BTreeMap<u32, u32> = BTreeMap::new();
        for (_, one) in self.uses_of(id, articles).take(MAX_VOTERS) {
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

    fn row(&self, id: EntityId, kind: Kind, articles: &[u32]) -> EntityRow {
        let name = self.chosen(id, articles);
        let mut aliases = Vec::new();
        let mut n_mentions = 0;
        for (uses, one) in self.uses_of(id, articles) {
            n_mentions += usize::from(one.n_mentions);
            aliases.push(one.name);
            aliases.extend(uses.others_of(id.base()));
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
            kind,
            aliases,
            articles: articles.to_vec(),
            n_mentions,
        }
    }
}

/// Says whether a name of several words is not in capitals throughout.
fn is_mixed(name: &str) -> bool {
    !name.contains(' ') || name.chars().any(char::is_lowercase)
}
