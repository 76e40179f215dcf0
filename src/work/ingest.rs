//! Reads the corpus: lists its files, reads them in order, then finds what
//! each article mentions.
//!
//! Rows of a batch are sent before the batch is extracted, so the list is
//! usable at once. A second listing compares sizes and times with the first
//! and reads only what changed.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Say;
use super::fault::analyses;
use super::large::Extracted;
use super::packed::Packed;
use super::pool::{Pool, Urgency};
use super::stdin::Spool;
use super::{large, stdin};
use crate::app::articles::{self, Row, SourceFile};
use crate::app::msg::{Analysis, Progress};
use crate::app::{Msg, Ticket};
use crate::corpus::parse::{self, Depth, ReadOptions, ReadSeek};
use crate::corpus::{Article, sample};
use crate::io::article::{self, How, read_articles};
use crate::io::scan::Found;
use crate::io::sources::{Origin, Source};
use crate::nlp::{Overrides, Rulings, extract};

/// Files of the first batch: about a screenful.
const FIRST_BATCH: usize = 32;
/// Files of the other batches.
const BATCH: usize = 64;
/// Bytes after which a batch is full.
const BATCH_BYTES: u64 = 4 << 20;
/// A file beyond this size is listed first and extracted later.
const LARGE_BYTES: u64 = 4 << 20;
/// Time between two messages of progress.
const PROGRESS: Duration = Duration::from_millis(120);
/// Time between two parts of a long list, and rows after which a part is sent
/// before: each costs a renewal of the list.
const LISTING: Duration = Duration::from_millis(40);
const MAX_ROWS: usize = 4096;
/// Distance between the ranks of two files, so that new ones fit between.
const RANK_STEP: u64 = 1 << 24;

/// The sources of the corpus and what is known of their files.
pub struct Corpus {
    pub(super) sources: Vec<Source>,
    known: Mutex<Known>,
    /// Held while a root is listed: two listings would both read what is new.
    listing: Mutex<()>,
    progress: Mutex<Counter>,
    /// Where standard input is kept, to be read again.
    pub(super) spool: Spool,
    pub(super) extracted: Extracted,
    /// Records of packed files that were read last.
    pub(super) packed: Packed,
    /// What articles are extracted by, and the number that counts its changes.
    rulings: Mutex<(u64, Arc<Rulings>)>,
    /// Number of the ticket of the newest search.
    pub(super) newest_search: AtomicU64,
}

#[derive(Default)]
struct Known {
    files: BTreeMap<(u16, String), File>,
    ticket: Ticket,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct File {
    rank: u64,
    size: u64,
    modified_ms: i64,
}

#[derive(Default)]
struct Counter {
    progress: Progress,
    last: Option<Instant>,
}

/// Files to be read together.
struct Batch {
    root: u16,
    files: Vec<(u64, Found)>,
}

impl Corpus {
    pub fn new(sources: Vec<Source>) -> Self {
        Self {
            sources,
            known: Mutex::default(),
            listing: Mutex::default(),
            progress: Mutex::default(),
            spool: Spool::default(),
            extracted: Extracted::default(),
            packed: Packed::default(),
            rulings: Mutex::default(),
            newest_search: AtomicU64::new(0),
        }
    }

    /// Returns how the files of a root are read.
    pub(super) fn options(&self, root: u16) -> &ReadOptions {
        static USUAL: LazyLock<ReadOptions> = LazyLock::new(ReadOptions::default);
        let source = self.sources.get(usize::from(root));
        source.map_or(&USUAL, |source| &source.options)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a file that articles lie in.
    pub(super) fn open(&self, file: &SourceFile) -> io::Result<Box<dyn ReadSeek>> {
        let of = self.sources.get(usize::from(file.root));
        if of.is_some_and(|of| of.origin == Origin::Stdin) {
            return Ok(Box::new(self.spool.reader()?));
        }
        Ok(Box::new(article::open(&file.file)?))
    }

    /// Sets what articles are extracted by from here on.
    pub(super) fn rule(&self, number: u64, rulings: Arc<Rulings>) {
        let mut held = self.rulings.lock().unwrap_or_else(PoisonError::into_inner);
        *held = (number, rulings);
    }

    /// Returns what articles are extracted by, and its number.
    pub(super) fn overrides(&self) -> (u64, Overrides) {
        let held = self.rulings.lock().unwrap_or_else(PoisonError::into_inner);
        let overrides = Overrides {
            rulings: held.1.clone(),
            ..Overrides::default()
        };
        (held.0, overrides)
    }

    fn files_of(&self, root: u16) -> BTreeMap<String, File> {
        let known = self.known();
        let of_root = known.files.iter().filter(|((of, _), _)| *of == root);
        of_root
            .map(|((_, relative), file)| (relative.clone(), *file))
            .collect()
    }

    /// Counts, and tells when enough time has passed or something ended.
    pub(super) fn count(&self, say: &Say, change: impl FnOnce(&mut Progress)) {
        let ticket = self.known().ticket;
        let mut counter = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let before = counter.progress;
        change(&mut counter.progress);
        let progress = &mut counter.progress;
        progress.is_finished = progress.is_listed && progress.done >= progress.total;
        let progress = *progress;
        let is_turn =
            progress.is_listed != before.is_listed || progress.is_finished != before.is_finished;
        if is_turn || counter.last.is_none_or(|last| last.elapsed() >= PROGRESS) {
            counter.last = Some(Instant::now());
            say(Msg::Progress(ticket, progress));
        }
    }
}

/// Reads the whole corpus on a thread of its own and the pool.
pub(super) fn scan(corpus: &Arc<Corpus>, pool: &Arc<Pool>, ticket: Ticket, say: &Say) {
    corpus.known().ticket = ticket;
    let (corpus, pool, say) = (corpus.clone(), pool.clone(), say.clone());
    thread::spawn(move || {
        corpus.count(&say, |progress| progress.is_listed = false);
        for (root, source) in (0..).zip(&corpus.sources) {
            match &source.origin {
                Origin::Root(_) => list(&corpus, &pool, root, &say),
                Origin::Stdin => stdin::read((&corpus, &pool), root, &say),
                Origin::Sample => read_sample(&corpus, root, &say),
            }
        }
        corpus.count(&say, |progress| progress.is_listed = true);
    });
}

/// Lists the files of a root again; reads what is new or changed, and names
/// what is gone.
pub(super) fn list(corpus: &Arc<Corpus>, pool: &Arc<Pool>, root: u16, say: &Say) {
    let Some(source) = corpus.sources.get(usize::from(root)) else {
        return;
    };
    let _turn = corpus
        .listing
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let before = corpus.files_of(root);
    let mut missing = before.clone();
    let mut batches = Batches {
        corpus,
        pool,
        say,
        root,
        files: Vec::new(),
        bytes: 0,
        n_full: usize::from(!before.is_empty()),
    };
    let mut rank = 0;
    source.files(&mut |found| {
        missing.remove(&found.relative);
        let seen = before.get(&found.relative);
        // A new file goes right behind the one before it.
        rank = match seen {
            Some(file) => file.rank,
            None if before.is_empty() => rank + RANK_STEP,
            None => rank + 1,
        };
        let file = File {
            rank,
            size: found.size,
            modified_ms: found.modified_ms,
        };
        if seen.is_none_or(|seen| *seen != file) {
            corpus
                .known()
                .files
                .insert((root, found.relative.clone()), file);
            if found.size > LARGE_BYTES {
                batches.send();
                list_large((corpus, pool), (root, rank), &found, say);
            } else {
                batches.add(rank, found);
            }
        }
        ControlFlow::Continue(())
    });
    batches.send();
    if !missing.is_empty() {
        let mut known = corpus.known();
        for relative in missing.keys() {
            known.files.remove(&(root, relative.clone()));
        }
        drop(known);
        say(Msg::Gone(
            missing
                .into_keys()
                .map(|relative| (root, relative))
                .collect(),
        ));
    }
}

fn list_large(
    threads: (&Arc<Corpus>, &Arc<Pool>),
    (root, rank): (u16, u64),
    found: &Found,
    say: &Say,
) {
    let file = file_of(root, found);
    let mut read = |how: How<'_>, each: &mut dyn FnMut(Article) -> ControlFlow<()>| {
        read_articles(found, how, each);
    };
    large::list(threads, (rank, file), &mut read, say);
}

fn file_of(root: u16, found: &Found) -> SourceFile {
    SourceFile {
        root,
        file: found.path.clone(),
        relative: found.relative.clone(),
    }
}

/// Collects files and sends them to the pool when a batch is full.
struct Batches<'a> {
    corpus: &'a Arc<Corpus>,
    pool: &'a Arc<Pool>,
    say: &'a Say,
    root: u16,
    files: Vec<(u64, Found)>,
    bytes: u64,
    n_full: usize,
}

impl Batches<'_> {
    fn add(&mut self, rank: u64, found: Found) {
        self.bytes += found.size;
        self.files.push((rank, found));
        let limit = if self.n_full == 0 { FIRST_BATCH } else { BATCH };
        if self.files.len() >= limit || self.bytes >= BATCH_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        let files = std::mem::take(&mut self.files);
        self.bytes = 0;
        self.n_full += 1;
        submit(
            self.corpus,
            self.pool,
            Batch {
                root: self.root,
                files,
            },
            self.say,
        );
    }
}

fn submit(corpus: &Arc<Corpus>, pool: &Arc<Pool>, batch: Batch, say: &Say) {
    if batch.files.is_empty() {
        return;
    }
    let n_files = batch.files.len();
    corpus.count(say, |progress| progress.total += n_files);
    let (corpus, say) = (corpus.clone(), say.clone());
    pool.run(Urgency::Later, "reading articles", move || {
        let read = catch_unwind(AssertUnwindSafe(|| read_batch(&corpus, &batch, &say)));
        // Whatever becomes of it, it is not waited for.
        corpus.count(&say, |progress| progress.done += n_files);
        if let Err(fault) = read {
            resume_unwind(fault);
        }
    });
}

fn read_batch(corpus: &Corpus, batch: &Batch, say: &Say) {
    let mut sink = Sink::new(corpus, (0, Arc::default()), say);
    for (rank, found) in &batch.files {
        sink.of = (*rank, Arc::new(file_of(batch.root, found)));
        let how = How {
            options: corpus.options(batch.root),
            depth: Depth::Full,
        };
        read_articles(found, how, &mut |article| {
            sink.take(article);
            ControlFlow::Continue(())
        });
    }
    sink.flush();
}

fn read_sample(corpus: &Corpus, root: u16, say: &Say) {
    let mut sink = Sink::new(corpus, (0, Arc::default()), say);
    for (rank, (path, text)) in (0..).zip(sample::files()) {
        let file = SourceFile {
            root,
            relative: (*path).to_owned(),
            ..SourceFile::default()
        };
        sink.of = (rank, Arc::new(file));
        parse::articles(path, text.as_bytes(), &mut |article| {
            sink.take(article);
        });
    }
    sink.flush();
}

/// Collects articles, sends their rows, then extracts them.
pub(super) struct Sink<'a> {
    corpus: &'a Corpus,
    ticket: Ticket,
    say: &'a Say,
    /// The file that is read, and its rank.
    of: (u64, Arc<SourceFile>),
    rows: Vec<Row>,
    articles: Vec<Article>,
    n_bytes: usize,
    /// When it sent rows last.
    last: Instant,
    does: Does,
}

/// What becomes of articles besides their rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Extract,
    List,
}

impl<'a> Sink<'a> {
    pub(super) fn new(corpus: &'a Corpus, of: (u64, Arc<SourceFile>), say: &'a Say) -> Self {
        let ticket = corpus.known().ticket;
        Self {
            corpus,
            ticket,
            say,
            of,
            rows: Vec::new(),
            articles: Vec::new(),
            n_bytes: 0,
            last: Instant::now(),
            does: Does::Extract,
        }
    }

    pub(super) fn rows_only(corpus: &'a Corpus, of: (u64, Arc<SourceFile>), say: &'a Say) -> Self {
        Self {
            does: Does::List,
            ..Self::new(corpus, of, say)
        }
    }

    pub(super) fn take(&mut self, article: Article) {
        let source = articles::Source {
            of: self.of.1.clone(),
            place: article.place,
        };
        self.rows.push(Row::of(&article, self.of.0, source));
        self.n_bytes += article.text.len();
        if self.does == Does::Extract {
            self.articles.push(article);
        }
        let is_full = match self.does {
            Does::Extract => self.n_bytes >= 1 << 20 || self.rows.len() >= 256,
            Does::List => self.rows.len() >= MAX_ROWS || self.last.elapsed() >= LISTING,
        };
        if is_full {
            self.flush();
        }
    }

    pub(super) fn flush(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        self.n_bytes = 0;
        (self.say)(Msg::Scanned(self.ticket, std::mem::take(&mut self.rows)));
        if self.does == Does::List {
            self.last = Instant::now();
            return;
        }
        let root = self.of.1.root;
        let (ruled, overrides) = self.corpus.overrides();
        let made = analyses(self.articles.drain(..), self.say, |article| {
            let extraction = extract(article, &overrides);
            Analysis::of((root, article), ruled, extraction)
        });
        (self.say)(Msg::Analysed(self.ticket, made));
    }
}
