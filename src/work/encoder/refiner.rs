//! [`Refiner`]: the thread of the precise tier, one article at a time.
//!
//! It holds at most one request; a newer one takes the place of the older,
//! also of the one that is being read, which ends at the next window. The
//! model is loaded with the first request, a moment later: who looks something
//! up and leaves pays nothing for it. An article that it fails in is
//! answered with what the fast tier finds; after a few of them in a row it
//! gives up. The thread sleeps while nothing is asked and has the lowest
//! priority where threads have one of their own, so neither typing nor the
//! fast tier wait for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::session::{LabelMap, Loaded, ModelError, Session};
use crate::app::Msg;
use crate::app::effect::Request;
use crate::app::msg::{Analysis, Refined, Tier, Tone};
use crate::corpus::Article;
use crate::io::model::ModelFolder;
use crate::nlp::{Extraction, Overrides, extract_precise};
use crate::work::Say;
use crate::work::fault::extracted;
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
    extract: Extract,
    /// Time from the first request to the loading of the model.
    pause: Duration,
    say: Say,
}

/// Finds what an article mentions; nothing when it was told to stop, or failed.
type Extract = fn(&Article, &Overrides, &mut Session) -> Option<Extraction>;

/// After so many articles in a row that it failed in, the tier gives up.
const MAX_FAULTS: u32 = 3;
/// How long the first request waits for the loading of the model.
const PAUSE: Duration = Duration::from_secs(2);

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
        let extract: Extract =
            |article, overrides, session| extract_precise(article, overrides, session);
        Self::with((corpus, choice, say), (extract, PAUSE))
    }

    fn with(
        (corpus, choice, say): (&Arc<Corpus>, Choice, &Say),
        (extract, pause): (Extract, Duration),
    ) -> Self {
        let shared: Arc<Shared> = Arc::default();
        let reader = Reader {
            shared: shared.clone(),
            corpus: corpus.clone(),
            choice,
            extract,
            pause,
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
            thread::spawn(move || {
                if catch_unwind(AssertUnwindSafe(|| reader.serve())).is_err() {
                    reader.give_up("a fault of the program".to_owned());
                }
            });
        }
    }
}

impl Reader {
    fn serve(&self) {
        thread::sleep(self.pause);
        let loaded = match catch_unwind(AssertUnwindSafe(|| self.choice.load())) {
            Ok(Ok(loaded)) => Arc::new(loaded),
            Ok(Err(error)) => return (self.say)(Msg::Precise(tier(&error))),
            Err(_) => return self.give_up("a fault while the model was loaded".to_owned()),
        };
        (self.say)(Msg::Precise(Tier::Serving));
        let mut session = fresh(&loaded);
        let mut n_faults = 0;
        loop {
            let request = self.next();
            let (shared, ticket) = (self.shared.clone(), request.ticket.0);
            session.stop_when(move || shared.newest.load(Ordering::Relaxed) != ticket);
            let Err(why) = self.read(&request, &mut session) else {
                n_faults = 0;
                continue;
            };
            n_faults += 1;
            if n_faults == MAX_FAULTS {
                return self.give_up(why);
            }
            let text = format!("{why}; what the fast tier found stands");
            (self.say)(Msg::Told(Tone::Warning, text));
            // What a fault left behind is not gone on with.
            session = fresh(&loaded);
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

    /// Reads an article and answers, unless a newer request came.
    ///
    /// Errors: the precise tier failed, in plain words; then the answer is the
    /// fast tier's, and the article counts as read.
    fn read(&self, request: &Request, session: &mut Session) -> Result<(), String> {
        let value = open::read(&self.corpus, &request.source);
        let (ruled, overrides) = self.corpus.overrides();
        let overrides = Overrides {
            published: request.published,
            ..overrides
        };
        let (extraction, outcome) = match self.extracted(&value, &overrides, session) {
            Ok(Some(extraction)) => (extraction, Ok(())),
            Ok(None) => return Ok(()),
            Err(why) => (extracted(&value, &overrides, &self.say), Err(why)),
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
        outcome
    }

    fn extracted(
        &self,
        value: &Article,
        overrides: &Overrides,
        session: &mut Session,
    ) -> Result<Option<Extraction>, String> {
        if !value.readable {
            return Ok(Some(Extraction::default()));
        }
        let extract = || (self.extract)(value, overrides, session);
        match catch_unwind(AssertUnwindSafe(extract)) {
            Err(_) => Err(format!("a fault of the program in {}", value.path)),
            Ok(None) => match session.failure() {
                Some(failure) => Err(format!("the model failed in {}: {failure}", value.path)),
                None => Ok(None),
            },
            Ok(found) => Ok(found),
        }
    }

    fn give_up(&self, why: String) {
        (self.say)(Msg::Precise(Tier::Failing(why)));
    }
}

/// Returns a reader with the model that lets everything else go first.
fn fresh(loaded: &Arc<Loaded>) -> Session {
    let session = Session::new(loaded);
    session.stand_back();
    session
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

#[cfg(test)]
#[cfg(feature = "precise")]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;
    use crate::app::articles::{Source, SourceFile};
    use crate::app::effect::Ticket;
    use crate::corpus::Place;
    use crate::nlp::Finder;
    use crate::nlp::encoder::{Encoder, Input};
    use crate::work::encoder::tests::{folder, tiny};

    /// Articles that are read in a way of their own, and one as usual.
    const SLOW: &str = "slow";
    const FAULT: &str = "fault";
    const BROKEN: &str = "broken";
    const PLAIN: &str = "Earlier zorblin quenday met her in Paris.";

    fn extract(article: &Article, by: &Overrides, session: &mut Session) -> Option<Extraction> {
        match article.text.trim_end() {
            SLOW => {
                let window = session.profile().trial(8);
                while session.run(&window).is_some() {}
                None
            }
            BROKEN => {
                let window = Input {
                    pieces: vec![99],
                    ..Input::default()
                };
                session.run(&window).map(|_| Extraction::default())
            }
            text => {
                assert_ne!(text, FAULT, "a fault for the test");
                extract_precise(article, by, session)
            }
        }
    }

    /// A refiner, what it says, and the files that it reads.
    struct Bench {
        refiner: Refiner,
        heard: Receiver<Msg>,
        files: tempfile::TempDir,
    }

    impl Bench {
        fn new(choice: Choice) -> Self {
            let (send, heard) = channel();
            let say: Say = Arc::new(move |msg| drop(send.send(msg)));
            let corpus = Arc::new(Corpus::new(Vec::new()));
            Self {
                refiner: Refiner::with((&corpus, choice, &say), (extract, Duration::ZERO)),
                heard,
                files: tempfile::tempdir().unwrap(),
            }
        }

        fn with_tiny() -> Self {
            let bench = Self::new(Choice {
                folder: Some(folder(tiny())),
                ..Choice::default()
            });
            bench.ask(0, PLAIN);
            assert!(matches!(bench.hear(), Msg::Precise(Tier::Serving)));
            bench.expect(0, &[Finder::Encoder]);
            bench
        }

        fn ask(&self, ticket: u64, text: &str) {
            let relative = format!("{ticket}.txt");
            let file = self.files.path().join(&relative);
            std::fs::write(&file, text).unwrap();
            self.refiner.ask(Request {
                ticket: Ticket(ticket),
                article: 7,
                source: Source::new(
                    SourceFile {
                        root: 0,
                        file,
                        relative,
                    },
                    Place::default(),
                ),
                published: None,
            });
        }

        fn hear(&self) -> Msg {
            // Nobody waits so long; a test that fails ends.
            self.heard.recv_timeout(Duration::from_mins(5)).unwrap()
        }

        fn expect_warning(&self) {
            let msg = self.hear();
            assert!(matches!(msg, Msg::Told(Tone::Warning, _)), "{msg:?}");
        }

        fn expect(&self, ticket: u64, finders: &[Finder]) {
            let Msg::Refined(Ticket(answered), refined) = self.hear() else {
                panic!("no answer to {ticket}");
            };
            let mentions = refined.extraction.mentions.iter();
            let mut found: Vec<Finder> = mentions.map(|mention| mention.finder).collect();
            found.dedup();
            assert_eq!((answered, found.as_slice()), (ticket, finders));
            assert_eq!(refined.article, 7);
            let said = &refined.analysis.entities;
            assert_eq!(*said, refined.extraction.entities);
        }
    }

    #[test]
    fn a_newer_request_takes_the_place_of_the_one_that_is_read() {
        let bench = Bench::with_tiny();
        // It is never done with a slow one by itself.
        bench.ask(1, SLOW);
        bench.ask(2, SLOW);
        bench.ask(3, PLAIN);
        bench.expect(3, &[Finder::Encoder]);
        bench.ask(4, PLAIN);
        bench.expect(4, &[Finder::Encoder]);
        assert!(bench.heard.try_recv().is_err());
    }

    #[test]
    fn a_fault_in_an_article_costs_that_article_alone() {
        let bench = Bench::with_tiny();
        for (ticket, text) in (1..).zip([FAULT, BROKEN, PLAIN, BROKEN, FAULT, PLAIN]) {
            bench.ask(ticket, text);
            let is_plain = text == PLAIN;
            bench.expect(ticket, if is_plain { &[Finder::Encoder] } else { &[] });
            if !is_plain {
                bench.expect_warning();
            }
        }
    }

    #[test]
    fn after_a_few_faults_in_a_row_it_gives_up_and_says_why() {
        for (text, expected) in [
            (FAULT, "a fault of the program in 3.txt"),
            (BROKEN, "the model failed in 3.txt: it cannot run"),
        ] {
            let bench = Bench::with_tiny();
            for ticket in 1..=u64::from(MAX_FAULTS) {
                bench.ask(ticket, text);
                bench.expect(ticket, &[]);
                if ticket < u64::from(MAX_FAULTS) {
                    bench.expect_warning();
                }
            }
            let Msg::Precise(Tier::Failing(why)) = bench.hear() else {
                panic!("it did not give up");
            };
            assert!(why.starts_with(expected), "{why}");
        }
    }

    #[test]
    fn a_model_that_cannot_be_loaded_is_told_once() {
        let check = |folder, is_failing: bool| {
            let bench = Bench::new(Choice {
                folder,
                ..Choice::default()
            });
            bench.ask(1, PLAIN);
            bench.ask(2, PLAIN);
            let Msg::Precise(tier) = bench.hear() else {
                panic!("nothing was told of the model");
            };
            assert_eq!(matches!(tier, Tier::Failing(_)), is_failing, "{tier:?}");
            assert!(bench.heard.recv().is_err());
        };
        check(None, false);
        check(Some(folder("nowhere".into())), true);
    }
}
