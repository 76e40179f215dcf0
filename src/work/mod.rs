//! Effects carried out on threads; answers come back as messages.
//!
//! [`Desk`] holds the threads: a pool for reading, extracting and searching,
//! one writer that alone owns the annotation files, one scanner that walks the
//! corpus, and the watch on it. None of them holds a reference into the model:
//! they get values inside effects and answer with [`Msg`].
#![expect(
    clippy::disallowed_methods,
    reason = "threads and clocks live at this edge"
)]

mod analyse;
mod card;
mod duplicates;
pub mod encoder;
mod fault;
mod gather;
mod ingest;
mod large;
mod open;
mod packed;
mod pool;
mod search;
mod stdin;
mod watch;
mod writer;

use std::sync::Arc;

use encoder::Refiner;
pub use ingest::Corpus;
use pool::{Pool, Urgency};
use writer::Writer;

use crate::annotate::SessionId;
use crate::app::{Effect, Msg};
use crate::io::journal::JournalFile;

/// Sends a message to the loop; cheap to clone, never blocks.
pub type Say = Arc<dyn Fn(Msg) + Send + Sync>;

/// The threads behind the desk.
pub struct Desk {
    corpus: Arc<Corpus>,
    pool: Arc<Pool>,
    writer: Writer,
    refiner: Refiner,
    say: Say,
}

/// What the threads work on.
pub struct Materials {
    pub corpus: Corpus,
    /// One annotation file per root.
    pub journals: Vec<JournalFile>,
    pub session: SessionId,
    /// The model of the precise tier.
    pub choice: encoder::Choice,
}

impl Desk {
    /// Starts the threads.
    pub fn start(materials: Materials, say: Say) -> Self {
        let Materials {
            corpus,
            journals,
            session,
            choice,
        } = materials;
        let corpus = Arc::new(corpus);
        let pool = Arc::new(Pool::start(&say));
        let files: Vec<_> = journals
            .iter()
            .map(|journal| journal.path().to_path_buf())
            .collect();
        let writer = Writer::start(journals, session, say.clone());
        let watch = watch::Watch {
            corpus: corpus.clone(),
            pool: pool.clone(),
            writer: writer.clone(),
            journals: files,
            say: say.clone(),
        };
        watch.start();
        Self {
            refiner: Refiner::new(&corpus, choice, &say),
            corpus,
            pool,
            writer,
            say,
        }
    }

    /// Carries out the effects that need no terminal; gives the others back.
    pub fn perform(&self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Scan(ticket) => ingest::scan(&self.corpus, &self.pool, ticket, &self.say),
            Effect::Open(request) => self.urgent("opening an article", move |corpus, say| {
                open::open(corpus, &request, say);
            }),
            Effect::Refine(request) => self.refiner.ask(request),
            Effect::Search {
                ticket,
                terms,
                sources,
            } => {
                search::announce(&self.corpus, ticket);
                self.urgent("searching", move |corpus, say| {
                    search::search(corpus, ticket, &terms, &sources, say);
                });
            }
            Effect::Gather {
                ticket,
                entity,
                sources,
            } => self.urgent("counting mentions", move |corpus, say| {
                gather::gather(corpus, ticket, entity, &sources, say);
            }),
            Effect::Card {
                ticket,
                entity,
                sources,
            } => self.urgent("gathering what an entity said", move |corpus, say| {
                card::gather(corpus, ticket, entity, &sources, say);
            }),
            Effect::Group(ticket, signatures) => self.urgent("grouping", move |_, say| {
                duplicates::group(ticket, &signatures, say);
            }),
            Effect::Compare { ticket, articles } => self.urgent("comparing", move |corpus, say| {
                duplicates::compare(corpus, ticket, &articles, say);
            }),
            Effect::Rule(number, rulings) => self.corpus.rule(number, rulings),
            Effect::Analyse { ticket, sources } => {
                analyse::analyse((&self.corpus, &self.pool), ticket, &sources, &self.say);
            }
            Effect::Append { root, entries } => self.writer.append(root, entries),
            other => return Some(other),
        }
        None
    }

    /// Does something that a person waits for.
    fn urgent(&self, what: &'static str, job: impl FnOnce(&Corpus, &Say) + Send + 'static) {
        let (corpus, say) = (self.corpus.clone(), self.say.clone());
        self.pool
            .run(Urgency::Now, what, move || job(&corpus, &say));
    }

    /// Waits until everything handed to the writer is on disk or has failed.
    pub fn flush(&self) {
        self.writer.flush();
    }
}
