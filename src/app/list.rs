//! [`List`]: which articles are shown, in which order, and where the cursor is.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::articles::{Articles, RowRef};
use super::duplicates::{Folding, Groups, Rows};
use crate::index::eval::TextHits;
use crate::index::query::{Query, parse};
use crate::nlp::EntityId;

/// The list pane.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Numbers of the articles that have a row, in order.
    pub shown: Vec<u32>,
    /// Numbers of all articles that the filter lets through, in order: those
    /// shown, and those folded under them.
    pub fitting: Vec<u32>,
    /// The articles folded under a row, by the article of the row.
    pub folded: BTreeMap<u32, Vec<u32>>,
    /// Which articles tell one story.
    pub groups: Groups,
    /// Articles whose stories are unfolded.
    pub unfolded: BTreeSet<u32>,
    /// Articles of groups that were unread when the list was filled.
    pub unread: BTreeSet<u32>,
    /// How often they changed.
    pub n_fills: u64,
    /// Index into `shown`.
    pub cursor: usize,
    /// Index of the first article on the page.
    pub top: usize,
    pub selected: BTreeSet<u32>,
    pub sort: Sort,
    pub filter: Filter,
    /// The list shows only the articles that share all of these.
    pub pins: Vec<EntityId>,
}

/// The filter of the list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// As typed; empty for none.
    pub text: String,
    /// Absent when there is none or it cannot be read.
    pub query: Option<Query>,
    /// Articles that hold the words of the query; they come from a worker.
    pub hits: TextHits,
}

impl Filter {
    /// Reads a filter; one with a mistake lets everything through.
    pub fn of(text: &str) -> Self {
        let query = if text.trim().is_empty() {
            None
        } else {
            parse(text).ok()
        };
        Self {
            text: text.to_owned(),
            query,
            hits: TextHits::default(),
        }
    }
}

/// Order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    #[default]
    Path,
    Newest,
    Oldest,
    Title,
    Source,
}

impl Sort {
    pub const ALL: [Self; 5] = [
        Self::Path,
        Self::Newest,
        Self::Oldest,
        Self::Title,
        Self::Source,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Title => "title",
            Self::Source => "source",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// Compares two articles; equal ones stay in corpus order. Unknown dates
    /// and sources come last.
    pub fn compare(self, a: RowRef<'_>, b: RowRef<'_>) -> Ordering {
        let day = |row: RowRef<'_>| row.published.map(|when| when.sort_key());
        let by_day = |a: Option<_>, b: Option<_>, newest: bool| match (a, b) {
            (Some(a), Some(b)) if newest => Ord::cmp(&b, &a),
            (Some(a), Some(b)) => Ord::cmp(&a, &b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        let first = match self {
            Self::Path => Ordering::Equal,
            Self::Newest => by_day(day(a), day(b), true),
            Self::Oldest => by_day(day(a), day(b), false),
            Self::Title => a.headline().cmp(b.headline()),
            Self::Source => {
                (a.publisher.is_none(), a.publisher).cmp(&(b.publisher.is_none(), b.publisher))
            }
        };
        first.then_with(|| a.order().cmp(&b.order()))
    }

    /// Compares two articles by their numbers.
    fn compare_held(self, articles: &Articles, (a, b): (u32, u32)) -> Ordering {
        match (articles.get(a), articles.get(b)) {
            (Some(a), Some(b)) => self.compare(a, b),
            _ => a.cmp(&b),
        }
    }
}

impl List {
    /// Returns the number of the article under the cursor.
    pub fn current(&self) -> Option<u32> {
        self.shown.get(self.cursor).copied()
    }

    /// Moves the cursor to an article, when the filter lets it through; a story
    /// that it is folded in is unfolded.
    pub fn go_to(&mut self, number: u32) -> bool {
        let mut folded = self.folded.values();
        let is_folded = folded.any(|folded| folded.contains(&number));
        if !self.put_cursor(number) && is_folded {
            self.unfold(number);
            self.put_cursor(number);
        }
        self.current() == Some(number)
    }

    fn put_cursor(&mut self, number: u32) -> bool {
        let found = self.shown.iter().position(|shown| *shown == number);
        if let Some(at) = found {
            self.cursor = at;
        }
        found.is_some()
    }

    /// Lists an article and what is folded under its row.
    pub fn story(&self, number: u32) -> Vec<u32> {
        let folded = self.folded.get(&number).into_iter().flatten();
        std::iter::once(number).chain(folded.copied()).collect()
    }

    /// Gives each article of a story a row.
    pub fn unfold(&mut self, number: u32) {
        self.unfolded.extend(self.groups.members(number));
        self.lay_out();
    }

    /// Gives a story one row.
    pub fn fold(&mut self, number: u32) {
        for member in self.groups.members(number) {
            self.unfolded.remove(member);
        }
        self.lay_out();
    }

    /// Says whether a row is of a story whose first row stands above it.
    pub fn is_under(&self, row: usize) -> bool {
        let story = |row: usize| {
            self.shown
                .get(row)
                .and_then(|number| self.groups.of(*number))
        };
        let above = row.checked_sub(1).and_then(story);
        above.is_some() && above == story(row)
    }

    /// Keeps the cursor on the page, which holds `n_rows` articles.
    ///
    /// At its edge the page turns, with one article of overlap: a held key then
    /// costs a page now and then over a slow link, not one at every step.
    pub fn follow(&mut self, n_rows: usize) {
        let n_rows = n_rows.max(1);
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        if self.cursor < self.top {
            self.top = (self.cursor + 2).saturating_sub(n_rows).min(self.cursor);
        } else if self.cursor >= self.top + n_rows {
            self.top = self.cursor.saturating_sub(usize::from(n_rows > 1));
        }
        self.top = self.top.min(self.shown.len().saturating_sub(n_rows));
    }

    /// Shows `numbers`, sorted; the cursor stays on its article where it can.
    pub fn show(&mut self, mut numbers: Vec<u32>, articles: &Articles) {
        let sort = self.sort;
        numbers.sort_by(|a, b| sort.compare_held(articles, (*a, *b)));
        self.fitting = numbers;
        if !self.selected.is_empty() {
            let is_there: BTreeSet<u32> = self.fitting.iter().copied().collect();
            self.selected.retain(|number| is_there.contains(number));
        }
        self.lay_out();
    }

    /// Shows more articles, none of which is shown yet; the cursor stays on its
    /// article.
    ///
    /// Cost: linear in the new ones where they come last and no story is
    /// folded, as the records of a file do.
    pub fn add(&mut self, mut fresh: Vec<u32>, articles: &Articles) {
        let sort = self.sort;
        let compare = |a: &u32, b: &u32| sort.compare_held(articles, (*a, *b));
        fresh.sort_by(compare);
        let ends = self.fitting.last().zip(fresh.first());
        let come_last = ends.is_none_or(|(last, first)| compare(last, first).is_le());
        self.fitting.extend(&fresh);
        if come_last && self.groups.is_empty() {
            self.shown.extend(fresh);
            self.n_fills += 1;
            return;
        }
        self.fitting.sort_by(compare);
        self.lay_out();
    }

    /// Makes the rows; the cursor stays on its article where it can.
    pub fn lay_out(&mut self) {
        let current = self.current();
        let above = self.cursor.saturating_sub(self.top);
        let folding = Folding {
            groups: &self.groups,
            unfolded: &self.unfolded,
            unread: &self.unread,
            current,
        };
        let Rows { shown, folded } = folding.rows(&self.fitting);
        self.shown = shown;
        self.folded = folded;
        self.n_fills += 1;
        if current.is_some_and(|number| self.put_cursor(number)) {
            self.top = self.cursor.saturating_sub(above);
        }
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::articles::Row;

    fn list(n_articles: u32, cursor: usize, top: usize) -> List {
        List {
            shown: (0..n_articles).collect(),
            cursor,
            top,
            ..List::default()
        }
    }

    #[test]
    fn the_page_turns_at_its_edge_with_one_article_of_overlap() {
        let check = |cursor, top, expected| {
            let mut list = list(100, cursor, top);
            list.follow(10);
            assert_eq!(list.top, expected, "cursor {cursor}, top {top}");
            assert!((list.top..list.top + 10).contains(&cursor));
        };
        check(5, 0, 0);
        check(9, 0, 0);
        check(10, 0, 9);
        check(8, 9, 0);
        check(29, 30, 21);
        check(99, 0, 90);
        check(0, 50, 0);
    }

    #[test]
    fn a_page_of_one_article_follows_too() {
        let mut list = list(3, 2, 0);
        list.follow(1);
        assert_eq!(list.top, 2);
    }

    #[test]
    fn the_cursor_stays_on_its_article_when_others_come() {
        let mut articles = Articles::default();
        for rank in [30_u64, 10, 20] {
            let id = crate::corpus::ArticleId(rank);
            articles.file(&Row {
                id,
                rank,
                ..Row::default()
            });
        }
        let mut list = List::default();
        list.show(vec![0], &articles);
        assert_eq!(list.current(), Some(0));
        list.add(vec![2, 1], &articles);
        assert_eq!(
            (list.shown.clone(), list.current()),
            (vec![1, 2, 0], Some(0))
        );
        for rank in [60, 50] {
            let id = crate::corpus::ArticleId(rank);
            let row = Row {
                id,
                rank,
                ..Row::default()
            };
            articles.file(&row);
        }
        list.add(vec![3, 4], &articles);
        let added = list.shown.clone();
        list.show(vec![4, 3, 2, 1, 0], &articles);
        assert_eq!((added, list.current()), (vec![1, 2, 0, 4, 3], Some(0)));
        assert_eq!(
            (&list.shown, &list.fitting),
            (&vec![1, 2, 0, 4, 3], &list.shown)
        );
    }

    #[test]
    fn unknown_dates_and_sources_come_last_in_any_order() {
        let row = |published: Option<&str>, publisher: Option<&str>| Row {
            published: published.and_then(crate::corpus::When::parse),
            publisher: publisher.map(str::to_owned),
            ..Row::default()
        };
        let (old, new, none) = (
            row(Some("2013"), Some("A")),
            row(Some("2014-05"), Some("B")),
            row(None, None),
        );
        assert_eq!(
            Sort::Newest.compare(new.as_ref(), old.as_ref()),
            Ordering::Less
        );
        assert_eq!(
            Sort::Oldest.compare(new.as_ref(), old.as_ref()),
            Ordering::Greater
        );
        for sort in [Sort::Newest, Sort::Oldest, Sort::Source] {
            assert_eq!(sort.compare(none.as_ref(), old.as_ref()), Ordering::Greater);
            assert_eq!(sort.compare(old.as_ref(), none.as_ref()), Ordering::Less);
        }
    }
}
