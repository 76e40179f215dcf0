//! Turns what people said of entities into [`Rulings`] for the extraction.
//!
//! The annotations know entities as texts, the extraction knows their ids and
//! kinds; this is where the two meet. Decisions of several files count in the
//! order in which they were made.

use crate::annotate::{EntityChange, EntityDecision, EntityName, Ledger};
use crate::nlp::{EntityId, EntityRef, Kind, Ruling, Rulings, Watched};

/// Makes the rulings of a watchlist and of the decisions in some ledgers.
pub fn rulings<'a>(watched: &[Watched], ledgers: impl Iterator<Item = &'a Ledger>) -> Rulings {
    let mut decided = Vec::new();
    for ledger in ledgers {
        let of_ledger = ledger.entities();
        decided.extend(of_ledger.filter_map(|(at, it)| Some((at, ruling(it, ledger)?))));
    }
    decided.sort_by_key(|(at, _)| *at);
    let decided: Vec<Ruling> = decided.into_iter().map(|(_, ruling)| ruling).collect();
    Rulings::new(watched.to_vec(), &decided)
}

/// Returns the entity that a decision names; of an unknown kind there is none.
pub fn pointed_at(entity: &EntityName) -> Option<EntityRef> {
    let named = EntityRef::named(Kind::parse(&entity.kind)?, &entity.name);
    Some(EntityRef {
        id: entity.id.parse().unwrap_or(named.id),
        ..named
    })
}

/// Returns an entity as annotations name it.
pub fn name_of(id: EntityId, name: &str, kind: Kind) -> EntityName {
    EntityName {
        id: id.to_string(),
        name: name.to_owned(),
        kind: kind.name().to_owned(),
    }
}

fn ruling(decision: &EntityDecision, ledger: &Ledger) -> Option<Ruling> {
    let entity = pointed_at(&decision.entity)?;
    Some(match &decision.change {
        EntityChange::Merge(into) => Ruling::Merge {
            from: entity,
            into: pointed_at(into)?,
        },
        EntityChange::Split(form) => Ruling::Split {
            entity,
            form: form.clone(),
        },
        EntityChange::Part(article) => Ruling::Part {
            entity,
            article: ledger.present_as(article.id),
        },
        EntityChange::Rename(name) => Ruling::Rename {
            entity,
            name: name.clone(),
        },
        EntityChange::Kind(kind) => Ruling::Kind {
            entity,
            kind: Kind::parse(kind)?,
        },
    })
}
