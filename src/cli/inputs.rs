//! [`Inputs`]: the sources a command works on, with what people decided.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::{Common, PathArgs};
use super::output::{say, say_lines};
use crate::annotate::ledger::Present;
use crate::annotate::{Journal, Ledger, MetaField, SessionId, Target};
use crate::app::rulings::rulings;
use crate::corpus::parse::{Depth, PdfReader, ReadOptions};
use crate::corpus::{Article, ArticleId, ContentHash, When};
use crate::index::query::{self, Query};
use crate::io::config;
use crate::io::journal::JournalFile;
use crate::io::paths::Paths;
use crate::io::pdf;
use crate::io::sources::{Origin, Source};
use crate::nlp::Rulings;

/// The sources of one run.
pub(super) struct Inputs {
    pub(super) opened: Vec<Opened>,
    /// The watchlist, and what people said of entities.
    pub(super) rulings: Arc<Rulings>,
    /// Something that was given could not be opened; it was named.
    pub(super) has_failed: bool,
    /// How many articles are worked on at a time.
    pub(super) n_workers: usize,
    /// The person wants to hear what is done.
    pub(super) is_verbose: bool,
    /// The day that relative dates of a query are counted back from.
    pub(super) today: Date,
}

/// One source and what people decided on it.
pub(super) struct Opened {
    pub(super) source: Source,
    journal: Journal,
}

/// What people decided, and whether it is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Decisions {
    Applied,
    LeftOut,
}

const N_WORKERS: usize = 2;

impl Inputs {
    /// Opens what was given; what cannot be opened is named on standard error.
    pub(super) fn open(args: &PathArgs, common: &Common, decisions: Decisions) -> Self {
        let paths = Paths::of_user();
        let (sources, errors) = Source::all(&args.paths, &paths);
        for error in &errors {
            say(format_args!("{error}"));
        }
        let (settings, mistakes) = config::load(&paths.config_file());
        for mistake in &mistakes {
            say(format_args!("{mistake}"));
        }
        let options = Arc::new(ReadOptions {
            limits: settings.limits,
            mapping: common.map.clone().unwrap_or_default(),
            pdf: PdfReader(Some(pdf::text)),
        });
        let opened = sources.into_iter().map(|source| {
            let source = source.read_with(&options);
            let journal = match decisions {
                Decisions::Applied => journal_of(&source, common),
                Decisions::LeftOut => empty_journal(),
            };
            let mut opened = Opened { source, journal };
            opened.follow_moved();
            if common.verbose {
                let n_acts = opened.journal.len();
                let file = opened.source.place.file.display();
                say(format_args!("{n_acts} acts in {file}"));
            }
            opened
        });
        let opened: Vec<Opened> = opened.collect();
        let roots = opened
            .iter()
            .map(|opened| opened.source.place.root.as_path());
        let (watched, mistakes) = config::load_watchlists(roots, &paths);
        for mistake in &mistakes {
            say(format_args!("{mistake}"));
        }
        let rulings = rulings(&watched, opened.iter().map(Opened::ledger));
        Self {
            rulings: Arc::new(rulings),
            opened,
            has_failed: !errors.is_empty(),
            n_workers: N_WORKERS,
            is_verbose: common.verbose,
            today: Timestamp::now().to_zoned(TimeZone::UTC).date(),
        }
    }
}

impl Opened {
    pub(super) fn ledger(&self) -> &Ledger {
        self.journal.ledger()
    }

    /// Finds the articles that moved since people decided on them.
    ///
    /// Cost: one look for each article that has acts; every article is read
    /// once more, but only when one of those files is not there.
    fn follow_moved(&mut self) {
        let is_stream = self.source.origin == Origin::Stdin;
        if is_stream
            || self
                .ledger()
                .articles()
                .all(|target| self.is_at_its_path(target))
        {
            return;
        }
        let mut articles: Vec<(ArticleId, String, ContentHash)> = Vec::new();
        self.source.articles(Depth::Listed, &mut |article| {
            articles.push((article.id, article.path, article.sha256));
            ControlFlow::Continue(())
        });
        let present = articles.iter().map(|(id, path, sha256)| Present {
            id: *id,
            path,
            sha256: *sha256,
        });
        let present: Vec<_> = present.collect();
        // An article outside of the folder that was given has not moved.
        let elsewhere: BTreeSet<ArticleId> = self
            .ledger()
            .articles()
            .filter(|target| self.is_at_its_path(target))
            .map(|target| target.id)
            .collect();
        for (present, absent) in self.ledger().moved(&present) {
            if !elsewhere.contains(&absent) {
                self.journal.alias(present, absent);
            }
        }
    }

    /// Says whether the file of an article is there; a record that goes by an
    /// id of its own has none.
    fn is_at_its_path(&self, target: &Target) -> bool {
        let path = target.path.as_str();
        let file = path.rsplit_once('#').map_or(path, |(file, _)| file);
        let root = &self.source.place.root;
        root.join(path).exists() || root.join(file).exists()
    }
}

fn journal_of(source: &Source, common: &Common) -> Journal {
    let mut journal = empty_journal();
    let mut load = |path: &Path| match JournalFile::open(path).read() {
        Ok(reading) => {
            for damage in &reading.damage {
                let (name, line) = (path.display(), damage.line);
                say(format_args!("{name}: line {line}: {}", damage.what));
            }
            journal.load(reading.entries);
        }
        Err(error) => say(format_args!("{error}")),
    };
    if let Some(file) = &common.annotations {
        load(file);
    } else {
        source.place.inherited.iter().for_each(|file| load(file));
        load(&source.place.file);
    }
    journal
}

fn empty_journal() -> Journal {
    // This journal is only read, so it needs neither a name nor a session.
    Journal::new(SessionId::from_seed(0), String::new())
}

/// Reads a query; a mistake is drawn on standard error.
pub(super) fn parse_query(text: Option<&str>) -> Option<Query> {
    let text = text.unwrap_or_default();
    match query::parse(text) {
        Ok(query) => Some(query),
        Err(error) => {
            let [line, below] = error.render(text);
            say(format_args!("the query has a mistake:"));
            say_lines(&[&line, &below]);
            None
        }
    }
}

/// Takes over the facts that people stated.
pub(super) fn apply_facts(article: &mut Article, ledger: &Ledger) {
    let id = article.id;
    let stated = |field| ledger.meta(id, field).map(str::to_owned);
    let meta = &mut article.meta;
    meta.title = stated(MetaField::Title).or_else(|| meta.title.take());
    meta.source = stated(MetaField::Source).or_else(|| meta.source.take());
    meta.language = stated(MetaField::Language).or_else(|| meta.language.take());
    meta.url = stated(MetaField::Url).or_else(|| meta.url.take());
    if let Some(when) = stated(MetaField::Published).and_then(|date| When::parse(&date)) {
        meta.published = Some(when);
    }
    if let Some(authors) = stated(MetaField::Authors) {
        let names = authors.split([',', ';']).map(str::trim);
        meta.authors = names
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
    }
}
