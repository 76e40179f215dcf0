//! Puts mentions and identities together as [`Mention`]s and [`Entity`]s,
//! ordered by what the article is about.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::entity::{Entity, EntityId};
use super::finder::Candidate;
use super::mention::{Kind, Mention};
use super::overrides::Rulings;
use super::resolve::Identity;
use super::roles::{self, Fields};
use super::rules::number;
use super::salience::Weight;

/// An entity on the way.
#[derive(Default)]
struct Group {
    n_mentions: usize,
    weight: Weight,
    fields: Fields,
    name: String,
    canonical: Option<String>,
    aliases: Vec<String>,
    id: EntityId,
    kind: Option<Kind>,
    salience: u16,
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
    let salience: Vec<f64> = groups
        .iter()
        .map(|group| group.weight.sum(group.kind))
        .collect();
    let whole: f64 = salience.iter().sum::<f64>().max(1.0);
    for (group, sum) in groups.iter_mut().zip(&salience) {
        group.salience = thousandths(*sum, whole);
    }
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
        self.weight.add(doc, name);
        if name.kind == Kind::Person {
            self.fields = self.fields.or(roles::fields(doc, name));
        }
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

    fn entity(mut self) -> Option<Entity> {
        // Shorter words in capitals can be short forms.
        let n_letters = match self.kind {
            Some(Kind::Person) => 4,
            Some(Kind::Place) => 5,
            _ => usize::MAX,
        };
        if self.name.len() >= n_letters && !self.name.chars().any(char::is_lowercase) {
            self.name = softened(&self.name);
        }
        let name = self.canonical.unwrap_or(self.name);
        self.aliases.retain(|alias| *alias != name);
        Some(Entity {
            id: self.id,
            name,
            kind: self.kind?,
            aliases: self.aliases,
            n_mentions: self.n_mentions,
            salience: self.salience,
            fields: self.fields,
        })
    }
}

/// Rounds a share to thousandths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share of a sum of positive numbers lies between 0 and 1"
)]
fn thousandths(part: f64, whole: f64) -> u16 {
    (1000.0 * part / whole).round().clamp(0.0, 1000.0) as u16
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
    let same = form.eq_ignore_ascii_case(name) && !name.chars().any(char::is_lowercase);
    name.is_empty()
        || same && form != name
        || is_shouted(name) && !is_shouted(form)
        || form.len() > name.len() && !is_shouted(form)
}

/// Says whether a name of several words is in capitals only.
fn is_shouted(text: &str) -> bool {
    text.contains(' ') && !text.chars().any(char::is_lowercase)
}

/// Writes `ANN O'NEILL` as `Ann O'Neill`; initials stay.
fn softened(text: &str) -> String {
    let mut is_inside = false;
    let soften = |c: char| {
        let small = is_inside && c.is_alphabetic();
        is_inside = c.is_alphabetic();
        if small {
            c.to_lowercase().collect()
        } else {
            String::from(c)
        }
    };
    text.chars().map(soften).collect()
}
