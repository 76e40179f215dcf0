//! [`Picker`]: a list over the panes that is narrowed by typing: help, palette,
//! entity card, links, messages, problems, marks, orders, saved filters.

use tui_input::Input;

use super::command::Command;
use super::list::Sort;
use crate::index::fuzzy;
use crate::nlp::{EntityId, Kind};

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Picker {
    pub kind: PickerKind,
    pub title: String,
    /// Lines above the list that are only read.
    pub head: Vec<String>,
    pub items: Vec<Item>,
    pub input: Input,
    /// Items that fit what is typed: index, and matched chars for the highlight.
    pub shown: Vec<(usize, Vec<usize>)>,
    pub cursor: usize,
    pub top: usize,
}

/// What is being chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PickerKind {
    Help,
    Palette,
    Card,
    Links,
    Messages,
    Problems,
    Marks,
    Sort,
    SavedFilters,
    Similar,
    /// What differs between these two articles.
    Compare([u32; 2]),
    Everywhere,
    /// What a person says of an entity.
    Entity,
}

/// One row to choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Shown first, in its own column: keys, kinds, dates.
    pub lead: String,
    pub text: String,
    /// Shown dimmed at the end.
    pub detail: String,
    pub action: Action,
}

/// What choosing a row does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    Nothing,
    Run(Command),
    Article(u32),
    Entity(EntityId),
    Filter(String),
    Url(String),
    Sort(Sort),
    /// A byte of the open article.
    Place(usize),
    /// Makes the decision that was prepared.
    Everywhere,
    /// The chosen entity is this one.
    Merge(EntityId),
    /// This name of the chosen entity means somebody else.
    Split(String),
    /// The chosen entity is a namesake in the open article.
    Part,
    Kind(Kind),
}

/// How many items are shown at most; typing narrows further.
const LIMIT: usize = 200;

impl Item {
    pub fn new(
        lead: impl Into<String>,
        text: impl Into<String>,
        detail: impl Into<String>,
        action: Action,
    ) -> Self {
        Self {
            lead: lead.into(),
            text: text.into(),
            detail: detail.into(),
            action,
        }
    }
}

impl Picker {
    pub fn new(kind: PickerKind, title: impl Into<String>, items: Vec<Item>) -> Self {
        let mut picker = Self {
            kind,
            title: title.into(),
            head: Vec::new(),
            items,
            input: Input::default(),
            shown: Vec::new(),
            cursor: 0,
            top: 0,
        };
        picker.narrow();
        picker
    }

    /// Lists the items that fit what is typed, best first.
    ///
    /// Help and other reading matter keeps its order: there a person looks for
    /// a word and wants its surroundings.
    pub fn narrow(&mut self) {
        let pattern = self.input.value();
        self.shown = if self.kind == PickerKind::Palette {
            let texts = self.items.iter().map(|item| item.text.as_str());
            let mut found = fuzzy::rank(pattern, texts, LIMIT);
            // Letters scattered over a long line are no find beside a good one.
            let best = found.first().map_or(0, |found| found.score);
            found.retain(|found| found.score * 2 >= best);
            let needle = pattern.to_lowercase();
            let holds = |item: &Item| item.text.to_lowercase().contains(&needle);
            found.sort_by_key(|found| !self.items.get(found.index).is_some_and(holds));
            found
                .into_iter()
                .map(|found| (found.index, found.positions))
                .collect()
        } else {
            let needle = pattern.to_lowercase();
            let fits = |item: &Item| {
                [&item.lead, &item.text, &item.detail]
                    .iter()
                    .any(|part| part.to_lowercase().contains(&needle))
            };
            let found = self.items.iter().enumerate().filter(|(_, item)| fits(item));
            found.map(|(idx, _)| (idx, Vec::new())).collect()
        };
        self.cursor = 0;
        self.top = 0;
    }

    /// Moves the cursor by `by` rows on a page of `height`.
    pub fn move_by(&mut self, by: isize, height: usize) {
        let last = self.shown.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        let height = height.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    /// Returns the row under the cursor.
    pub fn current(&self) -> Option<&Item> {
        self.items.get(self.shown.get(self.cursor)?.0)
    }
}
