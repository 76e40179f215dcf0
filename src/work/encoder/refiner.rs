//! [`Refiner`]: the thread of the precise tier, one article at a time.
//!
//! It holds at most one request; a newer one takes the place of the older,
//! also of the one that is being read, which ends at the next window. The
//! model is loaded with the first request. The thread sleeps while nothing is
//! asked and has the lowest priority where threads have one of their own, so
//! neither typing nor the fast tier wait for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::session::{LabelMap, Loaded, ModelError, Session};
use crate::app::Msg;
use crate::app::effect::Request;
use crate::app::msg::{Analysis, Refined, Tier};
use crate::io::model::ModelFolder;
use crate::nlp::{Extraction, Overrides, extract_precise};
use crate::work::Say;
use crate::work::ingest::Corpus;
use crate::work::open;

/// Which model is to serve.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// `None` when there is none.
    pub folder: Option<ModelFolder>,
    pub labels: LabelMap,
}

/// The thread of the precise tier and what waits for it.
pub(in crate::work) struct Refiner {
    shared: Arc<Shared>,
    /// Started with the first request.
    idle: Mutex<Option<Reader>>,
}

#[derive(Default)]
struct Shared {
    slot: Mutex<Option<Request>>,
    wake: Condvar,
    /// Number of the ticket of the newest request.
    newest: AtomicU64,
}

/// What the thread is made of.
struct Reader {
    shared: Arc<Shared>,
    corpus: Arc<Corpus>,
    choice: Choice,
    say: Say,
}

impl Choice {
    /// Loads the model.
    ///
    /// Errors: there is none, or it cannot serve.
    pub fn load(&self) -> Result<Loaded, ModelError> {
        let folder = self.folder.clone().ok_or(ModelError::Nowhere)?;
        Loaded::read(folder, &self.labels)
    }
}

impl Refiner {
    pub(in crate::work) fn new(corpus: &Arc<Corpus>, choice: Choice, say: &Say) -> Self {
        let shared: Arc<Shared> = Arc::default();
        let reader = Reader {
            shared: shared.clone(),
            corpus: corpus.clone(),
            choice,
            say: say.clone(),
        };
        Self {
            shared,
            idle: Mutex::new(Some(reader)),
        }
    }

    /// Reads an article next, and lets go of the one before.
    pub(in crate::work) fn ask(&self, request: Request) {
        self.shared
            .newest
            .store(request.ticket.0, Ordering::Relaxed);
        let mut slot = lock(&self.shared.slot);
        *slot = Some(request);
        drop(slot);
        self.shared.wake.notify_one();
        if let Some(reader) = lock(&self.idle).take() {
            thread::spawn(move || reader.serve());
        }
    }
}

impl Reader {
    fn serve(self) {
        let loaded = match catch_unwind(AssertUnwindSafe(|| self.choice.load())) {
            Ok(Ok(loaded)) => Arc::new(loaded),
            Ok(Err(error)) => return (self.say)(Msg::Precise(tier(&error))),
            Err(_) => return self.give_up("a fault while the model was loaded".to_owned()),
        };
        (self.say)(Msg::Precise(Tier::Serving));
        let mut session = Session::new(&loaded);
        session.stand_back();
        loop {
            let request = self.next();
            let (shared, ticket) = (self.shared.clone(), request.ticket.0);
            session.stop_when(move || shared.newest.load(Ordering::Relaxed) != ticket);
            let read = || self.read(&request, &mut session);
            if catch_unwind(AssertUnwindSafe(read)).is_err() {
                return self.give_up("a fault of the program while it read an article".to_owned());
            }
            if let Some(failure) = session.failure() {
                return self.give_up(format!("the model failed: {failure}"));
            }
        }
    }

    /// Waits for a request.
    fn next(&self) -> Request {
        let mut slot = lock(&self.shared.slot);
        loop {
            if let Some(request) = slot.take() {
                return request;
            }
            let waited = self.shared.wake.wait(slot);
            slot = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn read(&self, request: &Request, session: &mut Session) {
        let value = open::read(&self.corpus, &request.source);
        let (ruled, overrides) = self.corpus.overrides();
        let overrides = Overrides {
            published: request.published,
            ..overrides
        };
        let extraction = if value.readable {
            extract_precise(&value, &overrides, session)
        } else {
            Some(Extraction::default())
        };
        let Some(extraction) = extraction else {
            return;
        };
        let place = (request.source.root, &value);
        let refined = Refined {
            article: request.article,
            sha256: value.sha256,
            published: request.published,
            analysis: Analysis::of(place, ruled, extraction.clone()),
            extraction: Arc::new(extraction),
        };
        (self.say)(Msg::Refined(request.ticket, Box::new(refined)));
    }

    fn give_up(&self, why: String) {
        (self.say)(Msg::Precise(Tier::Failing(why)));
    }
}

/// Says how the lack of a model is told: what nobody asked for is not missed.
fn tier(error: &ModelError) -> Tier {
    let is_wanted = cfg!(feature = "precise") && !matches!(error, ModelError::Nowhere);
    if is_wanted {
        Tier::Failing(error.to_string())
    } else {
        Tier::Missing(error.to_string())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
