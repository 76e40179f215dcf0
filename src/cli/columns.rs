//! Holds a query against one article at a time.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::annotate::Ledger;
use crate::corpus::{Article, When};
use crate::index::eval::name_matches;
use crate::index::query::{Feature, Query, State, Term, days_of_time};
use crate::index::{Columns, Needle, TextHits, eval};
use crate::nlp::{Extraction, Kind};
use crate::text::fold::fold;

/// One article, as a query sees it: a corpus of one.
pub(super) struct OneArticle<'a> {
    pub(super) article: &'a Article,
    /// Empty when the query asks for nothing of it.
    pub(super) extraction: &'a Extraction,
    pub(super) ledger: &'a Ledger,
    pub(super) today: Date,
    /// Another article tells its story; looked for only when the query asks.
    pub(super) is_duplicate: bool,
}

impl OneArticle<'_> {
    /// Says whether the article fits.
    pub(super) fn fits(&self, query: &Query) -> bool {
        let terms = query.text_terms();
        let body = if terms.is_empty() {
            String::new()
        } else {
            fold(&self.article.text)
        };
        let mut hits = TextHits::new();
        for term in terms {
            let found = Needle::new(&term.0).is_in_folded(&body);
            hits.insert(term, if found { vec![0] } else { Vec::new() });
        }
        !eval(query, self, &hits).is_empty()
    }
}

/// Says whether a query asks for what only extraction finds.
pub(super) fn needs_extraction(query: &Query) -> bool {
    any_term(query, |term| {
        matches!(
            term,
            Term::Entity(..)
                | Term::Kind(_)
                | Term::SaidBy(_)
                | Term::About(_)
                | Term::Has(Feature::Quote)
        )
    })
}

/// Says whether a query asks for the language of articles.
pub(super) fn needs_language(query: &Query) -> bool {
    any_term(query, |term| matches!(term, Term::Lang(_)))
}

/// Says whether a query asks for near-duplicates, which are known only when
/// all articles were read.
pub(super) fn needs_groups(query: &Query) -> bool {
    any_term(query, |term| matches!(term, Term::Has(Feature::Duplicate)))
}

fn any_term(query: &Query, is_asked: impl Fn(&Term) -> bool) -> bool {
    let mut open = vec![query];
    while let Some(query) = open.pop() {
        match query {
            Query::Term(term) if is_asked(term) => return true,
            Query::All | Query::Term(_) => {}
            Query::Not(part) => open.push(part),
            Query::And(parts) | Query::Or(parts) => open.extend(parts),
        }
    }
    false
}

impl Columns for OneArticle<'_> {
    fn len(&self) -> usize {
        1
    }

    fn today(&self) -> Date {
        self.today
    }

    fn title(&self, _: u32) -> &str {
        self.article.headline()
    }

    fn source(&self, _: u32) -> Option<&str> {
        self.article.meta.source.as_deref()
    }

    fn authors(&self, _: u32) -> &[String] {
        &self.article.meta.authors
    }

    fn language(&self, _: u32) -> Option<&str> {
        self.article.meta.language.as_deref()
    }

    fn published(&self, _: u32) -> Option<When> {
        self.article.meta.published
    }

    fn is_in_state(&self, _: u32, state: State) -> bool {
        state.holds(self.ledger.triage(self.article.id))
    }

    fn has(&self, _: u32, feature: Feature) -> bool {
        let mut marks = self.ledger.marks(self.article.id);
        match feature {
            Feature::Note => marks.any(|mark| mark.note.is_some()),
            Feature::Mark => marks.next().is_some(),
            Feature::Quote => !self.extraction.quotes.is_empty(),
            Feature::Problem => !self.article.problems.is_empty(),
            Feature::Duplicate => self.is_duplicate,
        }
    }

    fn has_tag(&self, _: u32, tag_folded: &str) -> bool {
        let stated = self.article.meta.keywords.iter().map(String::as_str);
        let mut tags = self.ledger.tags(self.article.id).chain(stated);
        tags.any(|tag| name_matches(&fold(tag), tag_folded))
    }

    fn mentions(&self, _: u32, kind: Option<Kind>, name_folded: &str) -> bool {
        if name_folded.is_empty() {
            let mut mentions = self.extraction.mentions.iter();
            return mentions.any(|mention| kind.is_none_or(|kind| kind == mention.kind));
        }
        let entities = self.extraction.entities.iter();
        let mut entities = entities.filter(|entity| kind.is_none_or(|kind| kind == entity.kind));
        entities.any(|entity| {
            let mut names = entity.aliases.iter().chain([&entity.name]);
            names.any(|name| name_matches(&fold(name), name_folded))
        })
    }

    fn quotes(&self, _: u32, name_folded: &str) -> bool {
        let quotes = self.extraction.quotes.iter();
        let mut unnamed = quotes.filter_map(|quote| quote.unnamed(&self.article.text));
        if unnamed.any(|source| name_matches(&fold(source), name_folded)) {
            return true;
        }
        let quotes = self.extraction.quotes.iter();
        let speakers: BTreeSet<usize> = quotes.filter_map(|quote| quote.speaker).collect();
        let mut speakers = speakers
            .iter()
            .filter_map(|i| self.extraction.entities.get(*i));
        speakers.any(|entity| {
            let mut names = entity.aliases.iter().chain([&entity.name]);
            names.any(|name| name_matches(&fold(name), name_folded))
        })
    }

    fn is_about(&self, _: u32, first: Date, last: Date) -> bool {
        let mut days = self.extraction.times.iter().filter_map(days_of_time);
        days.any(|(from, to)| from <= last && first <= to)
    }
}
