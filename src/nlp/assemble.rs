//! Puts mentions and identities together as [`Mention`]s and [`Entity`]s,
//! ordered by what the article is about.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::entity::{Entity, EntityId};
use super::finder::Candidate;
use super::mention::{Kind, Mention};
use super::overrides::Rulings;
use super::resolve::Identity;
use super::rules::number;
use super::token::shape;

/// An entity on the way.
#[derive(Default)]
struct Group {
    n_mentions: usize,
    weight: f64,
    /// Parts of the article that mention it, one bit each.
    spread: u16,
    name: String,
    canonical: Option<String>,
    aliases: Vec<String>,
    id: EntityId,
    kind: Option<Kind>,
}

/// Most other names kept for one entity.
const MAX_ALIASES: usize = 24;

/// Builds the answer from decided names.
///
/// Shape: mentions in the order of `names`; entities most salient first.
/// Numbers alone are mentions without an entity.
pub(super) fn assemble(
    doc: &Doc<'_>,
    names: &[Candidate],
    identities: &[Identity],
    rulings: &Rulings,
) -> (Vec<Mention>, Vec<Entity>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: BTreeMap<(Kind, &str), usize> = BTreeMap::new();
    let mut members = Vec::with_capacity(names.len());
    for (name, identity) in names.iter().zip(identities) {
        if name.reason == number::REASON {
            members.push(None);
            continue;
        }
        let number = *by_key.entry((name.kind, &identity.key)).or_insert_with(|| {
            let goal = identity.ruled.and_then(|number| rulings.goal(number));
            let written = || EntityId::of(name.kind, &identity.key);
            groups.push(Group {
                id: goal.map_or_else(written, |goal| goal.id),
                canonical: goal.map(|goal| goal.name.clone()),
                kind: Some(name.kind),
                ..Group::default()
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(number) {
            group.add(doc, name, identity);
        }
        members.push(Some(number));
    }
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let salience: Vec<f64> = groups.iter().map(Group::salience).collect();
    let of = |number: usize| salience.get(number).copied().unwrap_or_default();
    order.sort_by(|&a, &b| of(b).total_cmp(&of(a)).then(a.cmp(&b)));
    let mut rank = vec![0; order.len()];
    for (place, &number) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(number) {
            *slot = place;
        }
    }
    let mentions = names.iter().zip(&members).map(|(name, number)| Mention {
        span: doc.join(name.first, name.end),
        kind: name.kind,
        score: name.score,
        finder: name.finder,
        reason: name.reason,
        is_certain: false,
        entity: number.and_then(|number| rank.get(number).copied()),
    });
    let mentions = mentions.collect();
    let mut slots: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    let entities = order
        .iter()
        .filter_map(|&number| slots.get_mut(number)?.take()?.entity());
    (mentions, entities.collect())
}

impl Group {
    fn add(&mut self, doc: &Doc<'_>, name: &Candidate, identity: &Identity) {
        self.n_mentions += 1;
        self.weight += weight(doc, name);
        let part = 16 * name.first / doc.len().max(1);
        self.spread |= 1 << part.min(15);
        if self.canonical.is_none() {
            let value = identity.is_value.then(|| identity.key.clone());
            self.canonical = identity.canonical.map(str::to_owned).or(value);
        }
        let form = form(doc.join(name.first, name.end).of(doc.text));
        if is_fuller(&form, &self.name) {
            self.name.clone_from(&form);
        }
        if self.aliases.len() < MAX_ALIASES && !self.aliases.contains(&form) {
            self.aliases.push(form);
        }
    }

    fn salience(&self) -> f64 {
        let spread = f64::from(self.spread.count_ones());
        let share = match self.kind {
            Some(Kind::Date | Kind::Time | Kind::Money | Kind::Quantity) => 0.1,
            Some(Kind::Group) => 0.5,
            _ => 1.0,
        };
        share * (self.weight + spread)
    }

    fn entity(mut self) -> Option<Entity> {
        let name = self.canonical.unwrap_or(self.name);
        self.aliases.retain(|alias| *alias != name);
        Some(Entity {
            id: self.id,
            name,
            kind: self.kind?,
            aliases: self.aliases,
            n_mentions: self.n_mentions,
        })
    }
}

/// Weighs a mention: the headline and the lead say what an article is about,
/// bylines and credits do not.
fn weight(doc: &Doc<'_>, name: &Candidate) -> f64 {
    if doc.is(name.first, shape::CREDIT) {
        0.1
    } else if doc.is(name.first, shape::TITLE) {
        5.0
    } else if name.first < doc.lead_end {
        2.5
    } else {
        1.0
    }
}

/// Writes a mention as one line without a leading article.
fn form(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text
        .strip_prefix("the ")
        .or_else(|| text.strip_prefix("The "))
    {
        Some(rest) if !matches!(rest, "North" | "South") => rest.to_owned(),
        _ => text,
    }
}

/// Says whether `form` is a better name than `name`: longer, and not shouted.
fn is_fuller(form: &str, name: &str) -> bool {
    let shouted = |text: &str| text.contains(' ') && !text.chars().any(char::is_lowercase);
    let same = form.eq_ignore_ascii_case(name) && !name.chars().any(char::is_lowercase);
    name.is_empty()
        || same && form != name
        || shouted(name) && !shouted(form)
        || form.len() > name.len() && !shouted(form)
}
