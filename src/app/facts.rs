//! [`Facts`]: the model as the columns that filters are held against.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::articles::RowRef;
use super::model::Model;
use super::msg::Said;
use crate::annotate::{Ledger, Triage};
use crate::corpus::When;
use crate::index::Columns;
use crate::index::eval::name_matches;
use crate::index::query::{Feature, State};
use crate::nlp::Kind;
use crate::text::fold::fold;

/// Article numbers by kind and folded name.
type Memo = BTreeMap<(Option<Kind>, String), Vec<u32>>;

/// The articles of a model, as a filter sees them.
pub struct Facts<'a> {
    model: &'a Model,
    /// Articles by the kind and name asked for: a name is looked up once for
    /// all articles.
    memo: RefCell<Memo>,
}

impl<'a> Facts<'a> {
    pub fn new(model: &'a Model) -> Self {
        Self {
            model,
            memo: RefCell::default(),
        }
    }

    fn row(&self, article: u32) -> Option<(RowRef<'a>, &'a Ledger)> {
        let row = self.model.row(article)?;
        Some((row, self.model.ledger(row.source.root)?))
    }

    fn said(&self, article: u32) -> Option<&'a Said> {
        self.model.said.get(&article)
    }

    fn triage(&self, article: u32) -> Triage {
        self.row(article)
            .map(|(row, ledger)| ledger.triage(row.id))
            .unwrap_or_default()
    }

    fn mentioning(&self, kind: Option<Kind>, name_folded: &str) -> Vec<u32> {
        let mut articles = Vec::new();
        for row in self
            .model
            .entities
            .iter()
            .filter(|row| kind.is_none_or(|kind| row.kind == kind))
        {
            let mut names = std::iter::once(&row.name).chain(&row.aliases);
            if name_folded.is_empty() || names.any(|name| name_matches(&fold(name), name_folded)) {
                articles.extend_from_slice(&row.articles);
            }
        }
        articles.sort_unstable();
        articles.dedup();
        articles
    }
}

impl Columns for Facts<'_> {
    fn len(&self) -> usize {
        self.model.articles.len()
    }

    fn today(&self) -> Date {
        let now = Timestamp::from_millisecond(self.model.now.0).unwrap_or(Timestamp::UNIX_EPOCH);
        now.to_zoned(TimeZone::UTC).date()
    }

    fn title(&self, article: u32) -> &str {
        self.row(article).map_or("", |(row, _)| row.headline())
    }

    fn source(&self, article: u32) -> Option<&str> {
        self.row(article)?.0.publisher
    }

    fn authors(&self, article: u32) -> &[String] {
        self.row(article)
            .map(|(row, _)| row.authors)
            .unwrap_or_default()
    }

    fn language(&self, article: u32) -> Option<&str> {
        self.row(article)?.0.language
    }

    fn published(&self, article: u32) -> Option<When> {
        self.row(article)?.0.published
    }

    fn is_in_state(&self, article: u32, state: State) -> bool {
        state.holds(self.triage(article))
    }

    fn has(&self, article: u32, feature: Feature) -> bool {
        let Some((row, ledger)) = self.row(article) else {
            return false;
        };
        match feature {
            Feature::Note => ledger.marks(row.id).any(|mark| mark.note.is_some()),
            Feature::Mark => ledger.marks(row.id).next().is_some(),
            Feature::Problem => !row.problems.is_empty(),
            Feature::Quote => self.said(article).is_some_and(|said| said.has_quotes),
            Feature::Duplicate => self.model.list.groups.of(article).is_some(),
        }
    }

    fn has_tag(&self, article: u32, tag_folded: &str) -> bool {
        self.row(article).is_some_and(|(row, ledger)| {
            let stated = row.keywords.iter().map(String::as_str);
            let mut tags = ledger.tags(row.id).chain(stated);
            tags.any(|tag| name_matches(&fold(tag), tag_folded))
        })
    }

    fn mentions(&self, article: u32, kind: Option<Kind>, name_folded: &str) -> bool {
        let mut memo = self.memo.borrow_mut();
        let articles = memo
            .entry((kind, name_folded.to_owned()))
            .or_insert_with(|| self.mentioning(kind, name_folded));
        articles.binary_search(&article).is_ok()
    }

    fn quotes(&self, article: u32, name_folded: &str) -> bool {
        let Some(said) = self.said(article) else {
            return false;
        };
        let ids = said.speakers.iter();
        let mut rows = ids.filter_map(|id| self.model.entities.get(*id));
        let mut sources = said.sources.iter();
        sources.any(|source| name_matches(source, name_folded))
            || rows.any(|row| {
                let mut names = std::iter::once(&row.name).chain(&row.aliases);
                names.any(|name| name_matches(&fold(name), name_folded))
            })
    }

    fn is_about(&self, article: u32, first: Date, last: Date) -> bool {
        let days = self
            .said(article)
            .map(|said| said.days.as_slice())
            .unwrap_or_default();
        days.iter().any(|(from, to)| *from <= last && first <= *to)
    }
}
