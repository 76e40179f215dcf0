//! [`Uses`]: what one article mentions.

use crate::nlp::roles::Fields;
use crate::nlp::{Entity, EntityId};

/// What one article mentions.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// Sorted by id.
    pub(super) all: Box<[Use]>,
    /// Other names, as index of the use and number of the text, sorted.
    others: Box<[(u32, u32)]>,
    /// The two most salient, as indexes of uses.
    about: [Option<u32>; 2],
}

/// One entity in one article, in sixteen bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    id_high: u32,
    id_low: u16,
    /// Beyond 65,535 an article's mentions of one entity are not counted.
    pub(super) n_mentions: u16,
    /// Number of the text that the article calls it by.
    pub(super) name: u32,
    /// What a person does, as far as the article says.
    pub(super) fields: Fields,
}

impl Use {
    pub(super) fn new(entity: &Entity, name: u32) -> Self {
        let low = entity.id.0 & u64::from(u16::MAX);
        Self {
            id_high: u32::try_from(entity.id.0 >> 16).unwrap_or(u32::MAX),
            id_low: u16::try_from(low).unwrap_or(u16::MAX),
            n_mentions: u16::try_from(entity.n_mentions).unwrap_or(u16::MAX),
            name,
            fields: entity.fields,
        }
    }

    /// An id has 48 bits.
    pub(super) fn id(&self) -> EntityId {
        EntityId(u64::from(self.id_high) << 16 | u64::from(self.id_low))
    }
}

impl Uses {
    /// Takes uses sorted by id, other names, and the entities as the article
    /// orders them.
    pub(super) fn new(uses: Vec<Use>, others: Vec<(u32, u32)>, entities: &[Entity]) -> Self {
        let names = entities.iter().filter(|entity| entity.kind.is_name());
        let mut about = [None; 2];
        for (slot, entity) in about.iter_mut().zip(names) {
            let idx = uses.binary_search_by_key(&entity.id, Use::id);
            *slot = idx.ok().and_then(|idx| u32::try_from(idx).ok());
        }
        Self {
            all: uses.into(),
            others: others.into(),
            about,
        }
    }

    /// Lists the two most salient entities.
    pub(super) fn about(&self) -> impl Iterator<Item = EntityId> {
        let uses = self.about.iter().flatten();
        uses.filter_map(|idx| Some(self.all.get(*idx as usize)?.id()))
    }

    /// Lists the entities that stand beside one.
    pub(super) fn context(&self, id: EntityId) -> impl Iterator<Item = EntityId> {
        self.all
            .iter()
            .map(Use::id)
            .filter(move |other| *other != id)
    }

    pub(super) fn of(&self, id: EntityId) -> Option<&Use> {
        let at = self.all.binary_search_by_key(&id, Use::id).ok()?;
        self.all.get(at)
    }

    /// Lists the other names of an entity.
    pub(super) fn others_of(&self, id: EntityId) -> impl Iterator<Item = u32> {
        let idx = self.all.binary_search_by_key(&id, Use::id);
        let idx = idx.ok().and_then(|idx| u32::try_from(idx).ok());
        let first = self.others.partition_point(|other| Some(other.0) < idx);
        let rest = self.others.get(first..).unwrap_or_default().iter();
        rest.take_while(move |other| Some(other.0) == idx)
            .map(|other| other.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::Kind;
    use crate::nlp::roles::Fields;

    fn entity(kind: Kind, number: u64) -> Entity {
        Entity {
            id: EntityId(number),
            name: String::new(),
            kind,
            aliases: Vec::new(),
            n_mentions: 1,
            salience: 0,
            fields: Fields::default(),
        }
    }

    #[test]
    fn an_article_of_very_many_entities_is_about_the_first_two_names() {
        let n = u64::from(u16::MAX) + 5;
        let mut uses: Vec<Use> = (0..n)
            .map(|number| Use::new(&entity(Kind::Org, number), 0))
            .collect();
        uses.sort_by_key(Use::id);
        let of = |entities: &[Entity]| {
            let found = Uses::new(uses.clone(), Vec::new(), entities);
            found.about().map(|id| id.0).collect::<Vec<_>>()
        };
        let last = entity(Kind::Org, n - 1);
        let date = entity(Kind::Date, 3);
        assert_eq!(of(&[date, last, entity(Kind::Org, 7)]), [n - 1, 7]);
        assert_eq!(of(&[]), [0_u64; 0]);
    }
}
