//! [`Watch`]: new, changed and removed files, and acts of other sessions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::Say;
use super::ingest::{self, Corpus};
use super::pool::Pool;
use super::writer::Writer;
use crate::app::Msg;
use crate::app::msg::Tone;
use crate::io::scan::is_own_file;
use crate::io::sources::Origin;

/// Editors write a file in several steps; this long after the last one it is read.
const SETTLE: Duration = Duration::from_millis(250);
/// Files that never settle are read all the same.
const SETTLE_MOST: Duration = Duration::from_secs(2);
/// How often files are looked at where the system cannot watch them.
const POLL: Duration = Duration::from_secs(2);

/// What changed in a root.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Change {
    Files(u16),
    Journal(u16),
}

/// What is watched, and for whom.
pub(super) struct Watch {
    pub(super) corpus: Arc<Corpus>,
    pub(super) pool: Arc<Pool>,
    pub(super) writer: Writer,
    /// The annotation file of each root.
    pub(super) journals: Vec<PathBuf>,
    pub(super) say: Say,
}

impl Watch {
    /// Watches all roots on a thread of its own: to look through a large corpus
    /// takes the system a while, and nothing waits for it.
    pub(super) fn start(self) {
        thread::spawn(move || {
            let roots: Vec<(u16, PathBuf)> = (0..)
                .zip(&self.corpus.sources)
                .filter_map(|(root, source)| match &source.origin {
                    Origin::Root(of) => Some((root, real(&of.path))),
                    Origin::Stdin | Origin::Sample => None,
                })
                .collect();
            let places = places(&roots, &self.journals);
            let (started, inbox) = channel();
            let (changes, journals) = (started.clone(), self.journals.clone());
            let watched: Vec<u16> = roots.iter().map(|(root, _)| *root).collect();
            let tell = move |event: notify::Result<Event>| {
                sort_out(event, &roots, &journals, &changes);
            };
            // The watch lasts as long as this thread.
            let _watcher = watcher(tell, &places, &self.say);
            // What changed before the watch began was seen by nobody.
            for root in watched {
                let _ = started.send(Change::Files(root));
            }
            drop(started);
            self.follow(&inbox);
        });
    }

    /// Acts on changes when they have settled.
    fn follow(&self, inbox: &Receiver<Change>) {
        while let Ok(first) = inbox.recv() {
            let begun = Instant::now();
            let mut changes = BTreeSet::from([first]);
            while begun.elapsed() < SETTLE_MOST {
                match inbox.recv_timeout(SETTLE) {
                    Ok(change) => changes.insert(change),
                    Err(_) => break,
                };
            }
            for change in changes {
                match change {
                    Change::Journal(root) => self.writer.read_new(root),
                    Change::Files(root) => {
                        ingest::list(&self.corpus, &self.pool, root, &self.say);
                    }
                }
            }
        }
    }
}

/// Resolves links, as the paths in events are.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Lists what is to be watched: folders of articles with all in them; of a
/// single file and of an annotation file only the folder it lies in, because
/// editors put a new file in the place of the old one.
fn places(roots: &[(u16, PathBuf)], journals: &[PathBuf]) -> Vec<(PathBuf, RecursiveMode)> {
    let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) = roots
        .iter()
        .map(|(_, path)| path)
        .partition(|path| path.is_dir());
    let beside = files.into_iter().chain(journals).filter_map(|file| {
        let folder = real(file.parent()?);
        let is_within = folders.iter().any(|root| folder.starts_with(root));
        (folder.is_dir() && !is_within).then_some((folder, RecursiveMode::NonRecursive))
    });
    let mut places: Vec<_> = beside.collect();
    places.dedup();
    places.extend(
        folders
            .iter()
            .map(|path| ((*path).clone(), RecursiveMode::Recursive)),
    );
    places
}

/// Makes the watcher of the system, or one that polls, and says so.
fn watcher(
    tell: impl Fn(notify::Result<Event>) + Send + Clone + 'static,
    places: &[(PathBuf, RecursiveMode)],
    say: &Say,
) -> Option<Box<dyn Watcher + Send>> {
    let watch_all = |watcher: &mut dyn Watcher| {
        places
            .iter()
            .try_for_each(|(place, mode)| watcher.watch(place, *mode))
    };
    // Listing does not follow links out of a folder either.
    let config = Config::default().with_follow_symlinks(false);
    let native = RecommendedWatcher::new(tell.clone(), config).and_then(|mut watcher| {
        watch_all(&mut watcher)?;
        Ok(watcher)
    });
    let reason = match native {
        Ok(watcher) => return Some(Box::new(watcher)),
        Err(reason) => reason,
    };
    let polling =
        PollWatcher::new(tell, config.with_poll_interval(POLL)).and_then(|mut watcher| {
            watch_all(&mut watcher)?;
            Ok(watcher)
        });
    match polling {
        Ok(watcher) => {
            say(Msg::Told(
                Tone::Warning,
                format!(
                    "the system cannot watch these files ({reason}); they are looked at every 2 s"
                ),
            ));
            Some(Box::new(watcher))
        }
        Err(reason) => {
            say(Msg::Told(
                Tone::Warning,
                format!("changes of these files will not be seen: {reason}"),
            ));
            None
        }
    }
}

fn sort_out(
    event: notify::Result<Event>,
    roots: &[(u16, PathBuf)],
    journals: &[PathBuf],
    changes: &Sender<Change>,
) {
    let Ok(event) = event else { return };
    if matches!(event.kind, EventKind::Access(_)) {
        return;
    }
    for path in &event.paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_own_file(&name) {
            let of = (0..)
                .zip(journals)
                .filter(|(_, journal)| journal.file_name() == path.file_name());
            of.for_each(|(root, _)| {
                let _ = changes.send(Change::Journal(root));
            });
        } else {
            let of = roots.iter().filter(|(_, root)| path.starts_with(root));
            of.for_each(|(root, _)| {
                let _ = changes.send(Change::Files(*root));
            });
        }
    }
}
