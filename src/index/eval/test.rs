//! [`Test`]: a query made ready to be held against many articles.

use jiff::civil::Date;

use super::{Columns, TextHits};
use crate::corpus::When;
use crate::index::Needle;
use crate::index::query::{DateRef, Feature, Pattern, Query, State, Term, TextTerm, days_of};
use crate::nlp::Kind;
use crate::text::fold::fold;

/// A query made ready: patterns folded, dates resolved, hits looked up.
///
/// Recursion is bounded by the depth that the parser allows.
pub(super) enum Test<'a> {
    All,
    Never,
    Not(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
    Word(Needle, Option<&'a [u32]>),
    Title(Needle),
    Body(&'a [u32]),
    Source(Needle),
    Author(Needle),
    Lang(String),
    Tag(String),
    State(State),
    Entity(Option<Kind>, String),
    SaidBy(String),
    Has(Feature),
    /// Published within these days, where an end is given.
    Published(Option<Date>, Option<Date>),
    About(Date, Date),
}

impl<'a> Test<'a> {
    pub(super) fn new(query: &Query, hits: &'a TextHits, today: Date) -> Self {
        let all = |parts: &[Query]| {
            parts
                .iter()
                .map(|part| Self::new(part, hits, today))
                .collect()
        };
        match query {
            Query::All => Self::All,
            Query::Not(part) => Self::Not(Box::new(Self::new(part, hits, today))),
            Query::And(parts) => Self::And(all(parts)),
            Query::Or(parts) => Self::Or(all(parts)),
            Query::Term(term) => Self::of_term(term, hits, today),
        }
    }

    fn of_term(term: &Term, hits: &'a TextHits, today: Date) -> Self {
        let found = |pattern: &Pattern| hits.get(&TextTerm(pattern.clone())).map(Vec::as_slice);
        match term {
            Term::Word(pattern) => Self::Word(Needle::new(pattern), found(pattern)),
            Term::Title(pattern) => Self::Title(Needle::new(pattern)),
            Term::Body(pattern) => Self::Body(found(pattern).unwrap_or_default()),
            Term::Source(pattern) => Self::Source(Needle::new(pattern)),
            Term::Author(pattern) => Self::Author(Needle::new(pattern)),
            Term::Lang(code) => Self::Lang(fold(code)),
            Term::Tag(tag) => Self::Tag(fold(tag)),
            Term::State(state) => Self::State(*state),
            Term::Entity(kind, pattern) => Self::Entity(*kind, name(pattern)),
            Term::Kind(kind) => Self::Entity(Some(*kind), String::new()),
            Term::SaidBy(pattern) => Self::SaidBy(name(pattern)),
            Term::Has(feature) => Self::Has(*feature),
            Term::After(date) => within(date, today, |first, _| (Some(first), None)),
            Term::Before(date) => within(date, today, |first, _| (None, first.yesterday().ok())),
            Term::On(date) => within(date, today, |first, last| (Some(first), Some(last))),
            Term::About(date) => match date.days(today) {
                Some((first, last)) => Self::About(first, last),
                None => Self::Never,
            },
        }
    }

    pub(super) fn fits(&self, article: u32, columns: &dyn Columns) -> bool {
        let source_has = |needle: &Needle| {
            columns
                .source(article)
                .is_some_and(|source| needle.is_in(source))
        };
        match self {
            Self::All => true,
            Self::Never => false,
            Self::Not(part) => !part.fits(article, columns),
            Self::And(parts) => parts.iter().all(|part| part.fits(article, columns)),
            Self::Or(parts) => parts.iter().any(|part| part.fits(article, columns)),
            Self::Word(needle, hits) => {
                hits.is_some_and(|hits| hits.binary_search(&article).is_ok())
                    || needle.is_in(columns.title(article))
                    || source_has(needle)
            }
            Self::Title(needle) => needle.is_in(columns.title(article)),
            Self::Body(hits) => hits.binary_search(&article).is_ok(),
            Self::Source(needle) => source_has(needle),
            Self::Author(needle) => columns
                .authors(article)
                .iter()
                .any(|name| needle.is_in(name)),
            Self::Lang(code) => columns
                .language(article)
                .is_some_and(|language| fold(language) == *code),
            Self::Tag(tag) => columns.has_tag(article, tag),
            Self::State(state) => columns.is_in_state(article, *state),
            Self::Entity(kind, name) => columns.mentions(article, *kind, name),
            Self::SaidBy(name) => columns.quotes(article, name),
            Self::Has(feature) => columns.has(article, *feature),
            Self::Published(first, last) => {
                published_within(columns.published(article), *first, *last)
            }
            Self::About(first, last) => columns.is_about(article, *first, *last),
        }
    }
}

fn name(pattern: &Pattern) -> String {
    let star = if pattern.is_prefix { "*" } else { "" };
    format!("{}{star}", fold(&pattern.text))
}

fn within<'a>(
    date: &DateRef,
    today: Date,
    ends: impl FnOnce(Date, Date) -> (Option<Date>, Option<Date>),
) -> Test<'a> {
    let Some((first, last)) = date.days(today) else {
        return Test::Never;
    };
    match ends(first, last) {
        // Nothing lies before the first day of the calendar.
        (None, None) => Test::Never,
        (first, last) => Test::Published(first, last),
    }
}

/// Says whether all days that an article may be of lie between two days.
fn published_within(published: Option<When>, first: Option<Date>, last: Option<Date>) -> bool {
    let Some((from, to)) = published.and_then(|when| days_of(&when)) else {
        return false;
    };
    first.is_none_or(|first| first <= from) && last.is_none_or(|last| to <= last)
}
