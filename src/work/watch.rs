//! The watch on the corpus: new, changed and removed files, and acts of other sessions.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::Say;
use super::ingest::{self, Corpus};
use super::pool::{Pool, Urgency};
use super::writer::Writer;
use crate::app::Msg;
use crate::app::msg::Tone;
use crate::io::scan::is_own_file;
use crate::io::sources::Origin;

/// Editors write a file in several steps; this long after the last one it is read.
const SETTLE: Duration = Duration::from_millis(250);
/// How often files are looked at where the system cannot watch them.
const POLL: Duration = Duration::from_secs(2);

/// What changed in a root.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Change {
    Files(u16),
    Journal(u16),
}

/// Watches all roots on a thread of its own; `journals` are their annotation
/// files. Setting a watch on a large tree takes a while and nobody waits for it.
pub(super) fn start(
    corpus: &Arc<Corpus>,
    pool: &Arc<Pool>,
    writer: &Writer,
    journals: Vec<PathBuf>,
    say: Say,
) {
    let (corpus, pool, writer) = (corpus.clone(), pool.clone(), writer.clone());
    thread::spawn(move || watch(&corpus, &pool, &writer, journals, &say));
}

fn watch(
    corpus: &Arc<Corpus>,
    pool: &Arc<Pool>,
    writer: &Writer,
    journals: Vec<PathBuf>,
    say: &Say,
) {
    let (changes, inbox) = channel();
    let roots: Vec<(u16, PathBuf)> = (0..)
        .zip(&corpus.sources)
        .filter_map(|(root, source)| match &source.origin {
            Origin::Root(of) => Some((root, of.path.clone())),
            Origin::Stdin | Origin::Sample => None,
        })
        .collect();
    let mut places: Vec<Watched> = roots
        .iter()
        .map(|(_, path)| (path.clone(), RecursiveMode::Recursive))
        .collect();
    // A journal may lie high above the articles, in a folder of any size.
    places.extend(
        journals
            .iter()
            .filter_map(|file| file.parent())
            .filter(|folder| folder.is_dir())
            .filter(|folder| !roots.iter().any(|(_, root)| folder.starts_with(root)))
            .map(|folder| (folder.to_path_buf(), RecursiveMode::NonRecursive)),
    );
    let tell = move |event: notify::Result<Event>| sort_out(event, &roots, &journals, &changes);
    // The watch lasts as long as it is held.
    let _watcher = watcher(tell, &places, say);
    follow(&inbox, corpus, pool, writer, say);
}

/// A place, and whether what lies deeper is watched too.
type Watched = (PathBuf, RecursiveMode);

/// Makes the watcher of the system, or one that polls, and says so.
fn watcher(
    tell: impl Fn(notify::Result<Event>) + Send + Clone + 'static,
    places: &[Watched],
    say: &Say,
) -> Option<Box<dyn Watcher + Send>> {
    let watch_all = |watcher: &mut dyn Watcher| {
        places
            .iter()
            .try_for_each(|(place, mode)| watcher.watch(place, *mode))
    };
    // As the scan does not either: a link may lead to the whole disk.
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

/// Acts on changes when they have settled.
fn follow(
    inbox: &Receiver<Change>,
    corpus: &Arc<Corpus>,
    pool: &Arc<Pool>,
    writer: &Writer,
    say: &Say,
) {
    while let Ok(first) = inbox.recv() {
        let mut changes = vec![first];
        loop {
            match inbox.recv_timeout(SETTLE) {
                Ok(change) => changes.push(change),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        changes.sort_unstable();
        changes.dedup();
        for change in changes {
            match change {
                Change::Journal(root) => writer.read_new(root),
                Change::Files(root) => {
                    let (corpus, again, say) = (corpus.clone(), pool.clone(), say.clone());
                    pool.run(Urgency::Later, "listing files", move || {
                        ingest::list(&corpus, &again, root, &say);
                    });
                }
            }
        }
    }
}
