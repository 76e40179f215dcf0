//! The articles of the inputs that fit a query, analysed where that is asked.

use super::columns::{OneArticle, needs_extraction, needs_language};
use super::duplicates::Duplicates;
use super::inputs::{Inputs, Opened, apply_facts};
use super::output::say;
use super::tier::Tier;
use super::{Outcome, decided, pipeline};
use crate::annotate::MetaField;
use crate::corpus::parse::Depth;
use crate::corpus::{Article, When};
use crate::index::Query;
use crate::nlp::{Extraction, Overrides};

/// What is asked of each article.
pub(super) struct Wanted<'a> {
    pub(super) query: &'a Query,
    pub(super) analysis: Analysis,
    /// The one article that is wanted, by id, beginning of its id, or path.
    pub(super) only: Option<&'a str>,
    /// The date of articles that state none, and the lists of names to read.
    pub(super) assumed: Overrides,
    pub(super) tier: &'a Tier,
    /// How far articles are read at least.
    pub(super) depth: Depth,
}

impl<'a> Wanted<'a> {
    /// Asks for all articles that fit, and for their analysis only if the
    /// query does.
    pub(super) fn of(query: &'a Query) -> Self {
        Self {
            query,
            analysis: Analysis::IfAsked,
            only: None,
            assumed: Overrides::default(),
            tier: &Tier::Fast,
            depth: Depth::Full,
        }
    }

    fn is_analysed(&self) -> bool {
        self.analysis == Analysis::Always || needs_extraction(self.query)
    }

    /// Returns how far articles must be read.
    fn depth(&self) -> Depth {
        if self.is_analysed() || needs_language(self.query) {
            Depth::Full
        } else {
            self.depth
        }
    }
}

/// When the text of an article is analysed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Analysis {
    Always,
    /// Only when the query asks for what it finds.
    IfAsked,
}

/// An article that fits, as it is handed to the caller.
pub(super) struct Fitting<'a> {
    pub(super) opened: &'a Opened,
    pub(super) article: Article,
    /// Empty when no analysis was wanted.
    pub(super) extraction: Extraction,
}

/// Makes something of each fitting article, on threads, and hands it on in
/// corpus order.
///
/// Articles that fit but cannot be read are named on standard error, and the
/// outcome is [`Outcome::No`].
pub(super) fn each<'i, R: Send>(
    inputs: &'i Inputs,
    wanted: &Wanted<'_>,
    make: &(dyn Fn(Fitting<'i>) -> R + Sync),
    take: &mut dyn FnMut(R) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let is_analysed = wanted.is_analysed();
    let duplicates = Duplicates::asked_for(inputs, wanted.query)?;
    let work = |opened: &'i Opened, mut article: Article| {
        if wanted
            .only
            .is_some_and(|name| fit(&article, name).is_none())
        {
            return None;
        }
        article.meta.published = article.meta.published.or(wanted.assumed.published);
        apply_facts(&mut article, opened.ledger());
        let extraction = if is_analysed && article.readable {
            let overrides = Overrides {
                rulings: inputs.rulings.clone(),
                ..wanted.assumed.clone()
            };
            analysed((opened, wanted.tier), &article, overrides)
        } else {
            Extraction::default()
        };
        let one = OneArticle {
            article: &article,
            extraction: &extraction,
            ledger: opened.ledger(),
            today: inputs.today,
            is_duplicate: duplicates.hold(opened, article.id),
        };
        if !one.fits(wanted.query) {
            return None;
        }
        let failure = (!article.readable).then(|| failure(&article));
        let fitting = Fitting {
            opened,
            article,
            extraction,
        };
        Some((make(fitting), failure))
    };
    let mut has_failed = inputs.has_failed;
    let (mut n_read, mut n_fitting) = (0, 0);
    pipeline::run(inputs, wanted.depth(), &work, &mut |made| {
        n_read += 1;
        let Some((made, failure)) = made else {
            return Ok(());
        };
        if let Some(failure) = failure {
            has_failed = true;
            say(format_args!("{failure}"));
        }
        n_fitting += 1;
        take(made)
    })?;
    if inputs.is_verbose {
        say(format_args!("{n_read} articles read, {n_fitting} fit"));
    }
    Ok(if has_failed {
        Outcome::No
    } else {
        Outcome::Fine
    })
}

fn analysed(
    (opened, tier): (&Opened, &Tier),
    article: &Article,
    mut overrides: Overrides,
) -> Extraction {
    let stated = opened.ledger().meta(article.id, MetaField::Published);
    overrides.published = stated.and_then(When::parse).or(article.meta.published);
    let mut extraction = tier.extract(article, &overrides);
    decided::apply(
        &mut extraction,
        opened.ledger().decisions(article.id),
        &article.text,
    );
    extraction
}

fn failure(article: &Article) -> String {
    let why = article
        .problems
        .first()
        .map(|problem| problem.what.as_str());
    format!("{}: {}", article.path, why.unwrap_or("cannot be read"))
}

/// How well a name fits an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    Whole,
    IdPrefix,
}

/// Says how well a name fits an article: its id or path, or the beginning of
/// its id.
pub(super) fn fit(article: &Article, name: &str) -> Option<Fit> {
    let id = article.id.to_string();
    if article.path == name || id == name {
        return Some(Fit::Whole);
    }
    // An absolute or longer path is taken for the article at its end.
    let longer = name.strip_suffix(article.path.as_str());
    if longer.is_some_and(|before| before.ends_with('/')) {
        return Some(Fit::Whole);
    }
    (!name.is_empty() && id.starts_with(name)).then_some(Fit::IdPrefix)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::super::args::{Common, PathArgs};
    use super::super::inputs::{Decisions, parse_query};
    use super::super::rows::ExtractRow;
    use super::*;
    use crate::nlp::link::{Entities, EntityRow};

    /// Returns what `extract` and `entities` make of the articles of the tests.
    fn made(n_workers: usize) -> (Vec<Vec<u8>>, Vec<EntityRow>) {
        let paths = PathArgs {
            paths: vec!["tests/data/articles".into()],
        };
        let common = Common {
            map: None,
            annotations: None,
            author: None,
            color: None,
            read_only: true,
            verbose: false,
        };
        let mut inputs = Inputs::open(&paths, &common, Decisions::LeftOut);
        inputs.n_workers = n_workers;
        let wanted = Wanted {
            depth: Depth::Full,
            query: &parse_query(None).unwrap(),
            only: None,
            analysis: Analysis::Always,
            assumed: Overrides::default(),
            tier: &Tier::Fast,
        };
        let (begun, n_made) = (AtomicBool::new(false), AtomicUsize::new(0));
        let make = |fitting: Fitting<'_>| {
            let (article, extraction) = (&fitting.article, &fitting.extraction);
            let row = serde_json::to_vec(&ExtractRow::of(article, extraction, None)).unwrap();
            // One article is held back until others are done.
            let is_held = !begun.swap(true, Ordering::SeqCst) && n_workers > 1;
            while is_held && n_made.load(Ordering::SeqCst) < 3 {
                std::thread::yield_now();
            }
            n_made.fetch_add(1, Ordering::SeqCst);
            (row, fitting.extraction.entities)
        };
        let (mut rows, mut entities) = (Vec::new(), Entities::default());
        each(&inputs, &wanted, &make, &mut |(row, found)| {
            entities.add(u32::try_from(rows.len())?, &found);
            rows.push(row);
            Ok(())
        })
        .unwrap();
        (rows, entities.iter().collect())
    }

    #[test]
    fn the_outcome_is_the_same_for_any_number_of_threads() {
        let (rows, entities) = made(1);
        assert!(rows.len() > 10 && entities.len() > 10);
        for n_workers in [2, 5] {
            assert!(made(n_workers) == (rows.clone(), entities.clone()));
        }
    }
}
