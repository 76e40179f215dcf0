//! Several people of one name, told apart by what they do and whom they meet.
//!
//! One name is one person unless the articles say otherwise: a striker in one,
//! a senator in another, and no third name of theirs in common. Articles that
//! say nothing of the kind go with the person of most articles.

use std::collections::BTreeMap;

use crate::nlp::EntityId;
use crate::nlp::roles::Fields;

/// One bearer of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Group {
    pub(super) id: EntityId,
    /// Sorted.
    pub(super) articles: Vec<u32>,
}

/// Who is in more articles than this has no namesake worth looking for.
const MAX_ARTICLES: usize = 512;

/// Answers of the table: what the bearer does in an article, and who and what
/// else stands there.
type Asked<'a> = (
    &'a dyn Fn(u32) -> Fields,
    &'a dyn Fn(u32) -> Option<Vec<EntityId>>,
);

/// Tells the bearers of a name apart.
///
/// Shape: in order of id, the first with the id of the name itself; every
/// article once. `None` where there is one bearer. The same for any order in
/// which articles came.
/// Cost: linear in articles; in what they mention only where fields differ.
pub(super) fn groups(
    id: EntityId,
    articles: &[u32],
    (fields, context): Asked<'_>,
) -> Option<Vec<Group>> {
    if articles.len() > MAX_ARTICLES {
        return None;
    }
    let stated: Vec<Fields> = articles.iter().map(|article| fields(*article)).collect();
    let all = stated.iter().filter(|fields| !fields.is_empty());
    let first = *all.clone().next()?;
    if all
        .fold(first, |held, next| held.and(*next))
        .overlaps(first)
    {
        return None;
    }
    let mut sets = Sets((0..articles.len()).collect());
    let mut by_field: BTreeMap<u8, usize> = BTreeMap::new();
    let mut by_other: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (idx, article) in articles.iter().enumerate() {
        for field in stated.get(idx).into_iter().flat_map(|fields| fields.iter()) {
            sets.join(idx, *by_field.entry(field).or_insert(idx));
        }
        for other in context(*article).into_iter().flatten() {
            sets.join(idx, *by_other.entry(other).or_insert(idx));
        }
    }
    let mut parts: BTreeMap<usize, (Fields, Vec<u32>)> = BTreeMap::new();
    for (idx, article) in articles.iter().enumerate() {
        let part = parts.entry(sets.root(idx)).or_default();
        part.0 = part.0.or(stated.get(idx).copied().unwrap_or_default());
        part.1.push(*article);
    }
    let (told, untold): (Vec<_>, Vec<_>) = parts.into_values().partition(|part| !part.0.is_empty());
    let size = |part: &(Fields, Vec<u32>)| (part.1.len(), std::cmp::Reverse(part.0.iter().next()));
    let main = told.iter().max_by_key(|part| size(part))?.0;
    let mut groups: Vec<Group> = Vec::new();
    for (fields, articles) in told {
        let number = if fields == main {
            None
        } else {
            fields.iter().next()
        };
        groups.push(Group {
            id: number.map_or(id, |number| id.apart(number + 1)),
            articles,
        });
    }
    groups.sort_by_key(|group| group.id);
    let rest = untold.into_iter().flat_map(|part| part.1);
    if let Some(first) = groups.first_mut() {
        first.articles.extend(rest);
        first.articles.sort_unstable();
    }
    (groups.len() > 1).then_some(groups)
}

/// Gives to the first bearer those of whom people said that they are the same.
pub(super) fn merged(groups: Vec<Group>, is_one: &dyn Fn(EntityId) -> bool) -> Option<Vec<Group>> {
    let mut groups = groups.into_iter();
    let mut main = groups.next()?;
    let (same, mut others): (Vec<Group>, Vec<Group>) = groups.partition(|group| is_one(group.id));
    main.articles
        .extend(same.into_iter().flat_map(|group| group.articles));
    main.articles.sort_unstable();
    others.insert(0, main);
    (others.len() > 1).then_some(others)
}

/// Sets of articles that grow together.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while let Some(&up) = self.0.get(at).filter(|up| **up != at) {
            at = up;
        }
        // What was walked points to the root from now on.
        let mut step = of;
        while let Some(up) = self.0.get_mut(step).filter(|up| **up != at) {
            step = std::mem::replace(up, at);
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(up) = self.0.get_mut(a.max(b)) {
            *up = a.min(b);
        }
    }
}
