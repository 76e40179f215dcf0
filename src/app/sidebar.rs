//! [`Sidebar`]: the entities of the open article, by kind.

use super::reader::Reader;
use crate::nlp::{Entity, EntityId, Kind};
use crate::text::fold::fold;

/// The sidebar pane.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sidebar {
    pub rows: Vec<SideRow>,
    /// Index into `rows`; on an entity where there is one.
    pub cursor: usize,
    pub top: usize,
    /// Only names that hold this are listed.
    pub narrow: String,
    /// The entity that a person chose; its mentions are lit.
    pub chosen: Option<EntityId>,
}

/// One row of the sidebar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SideRow {
    Blank,
    Heading(Kind),
    /// Index into the extraction's entities.
    Entity(usize),
}

impl Sidebar {
    /// Lists the entities of the reader's article; the cursor stays on the
    /// chosen entity where it is mentioned.
    pub fn fill(&mut self, reader: &Reader) {
        self.rows.clear();
        let needle = fold(&self.narrow);
        let entities = &reader.extraction.entities;
        let is_shown = |entity: &Entity| {
            entity.n_mentions > 0
                && (needle.is_empty() || names(entity).any(|name| fold(name).contains(&needle)))
        };
        for kind in Kind::ALL {
            let of_kind = entities
                .iter()
                .enumerate()
                .filter(|(_, entity)| entity.kind == kind && is_shown(entity));
            let idxs: Vec<SideRow> = of_kind.map(|(idx, _)| SideRow::Entity(idx)).collect();
            if !idxs.is_empty() {
                if !self.rows.is_empty() {
                    self.rows.push(SideRow::Blank);
                }
                self.rows.push(SideRow::Heading(kind));
                self.rows.extend(idxs);
            }
        }
        let chosen = self.chosen;
        let at = |row: &SideRow| matches!(row, SideRow::Entity(idx) if entities.get(*idx).map(|e| e.id) == chosen);
        self.cursor = self
            .rows
            .iter()
            .position(at)
            .or_else(|| self.first())
            .unwrap_or(0);
        self.top = 0;
    }

    fn first(&self) -> Option<usize> {
        self.rows
            .iter()
            .position(|row| matches!(row, SideRow::Entity(_)))
    }

    /// Returns the entity under the cursor, as an index into the extraction's entities.
    pub fn current(&self) -> Option<usize> {
        match self.rows.get(self.cursor) {
            Some(SideRow::Entity(idx)) => Some(*idx),
            _ => None,
        }
    }

    /// Moves by `by` rows and on to the next entity in that direction.
    pub fn move_by(&mut self, by: isize, height: usize) {
        if self.rows.is_empty() {
            return;
        }
        let last = self.rows.len() - 1;
        let wanted = self.cursor.saturating_add_signed(by).min(last);
        let is_entity = |at: &usize| matches!(self.rows.get(*at), Some(SideRow::Entity(_)));
        let onward: Option<usize> = if by >= 0 {
            (wanted..=last).find(is_entity)
        } else {
            (0..=wanted).rev().find(is_entity)
        };
        let back = if by >= 0 {
            (0..=wanted).rev().find(is_entity)
        } else {
            (wanted..=last).find(is_entity)
        };
        self.cursor = onward.or(back).unwrap_or(self.cursor);
        self.follow(height);
    }

    /// Keeps the cursor and its heading on the page.
    pub fn follow(&mut self, height: usize) {
        let height = height.max(1);
        let is_first =
            |at: usize| matches!(self.rows.get(at.wrapping_sub(1)), Some(SideRow::Heading(_)));
        let upper = if is_first(self.cursor) && height > 1 {
            self.cursor - 1
        } else {
            self.cursor
        };
        if upper < self.top {
            self.top = upper;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }
}

fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str))
}
