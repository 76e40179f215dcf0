//! [`Writer`]: the thread that alone writes to the annotation files.
//!
//! An act that could not be written is kept here and goes first with the next
//! one, so a fault that passes leaves no gap behind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Say;
use crate::annotate::{Entry, EntryId, SessionId};
use crate::app::Msg;
use crate::app::msg::Tone;
use crate::io::journal::JournalFile;

/// The way to the writing thread.
#[derive(Clone)]
pub(super) struct Writer {
    jobs: Sender<Job>,
}

enum Job {
    Append(u16, Vec<Entry>),
    ReadNew(u16),
    Flush(Sender<()>),
}

impl Writer {
    pub(super) fn start(journals: Vec<JournalFile>, session: SessionId, say: Say) -> Self {
        let (jobs, inbox) = channel();
        thread::spawn(move || write(journals, session, &inbox, &say));
        Self { jobs }
    }

    /// Appends entries, and before them those of the root that failed; the
    /// answer is [`Msg::Saved`] or [`Msg::NotSaved`] with the ids of all.
    pub(super) fn append(&self, root: u16, entries: Vec<Entry>) {
        self.send(Job::Append(root, entries));
    }

    /// Reads what other sessions appended.
    pub(super) fn read_new(&self, root: u16) {
        self.send(Job::ReadNew(root));
    }

    /// Waits until all that was sent before is done; what failed is tried once
    /// more.
    pub(super) fn flush(&self) {
        let (done, wait) = channel();
        self.send(Job::Flush(done));
        // The other end is gone only when there is nothing to wait for.
        let _ = wait.recv();
    }

    fn send(&self, job: Job) {
        // The thread lives as long as the program; a lost job would be told by
        // the missing sign of saving.
        let _ = self.jobs.send(job);
    }
}

/// An annotation file, and the acts that could not be written to it so far.
struct Book {
    file: JournalFile,
    left: Vec<Entry>,
}

fn write(journals: Vec<JournalFile>, session: SessionId, inbox: &Receiver<Job>, say: &Say) {
    let mut books: Vec<Book> = journals
        .into_iter()
        .map(|file| Book {
            file,
            left: Vec::new(),
        })
        .collect();
    let ours: Vec<SessionId> = (0..books.len()).map(|nth| session.of_root(nth)).collect();
    while let Ok(first) = inbox.recv() {
        let pile = Pile::of(first, inbox);
        for (root, entries) in pile.appends {
            if let Some(book) = books.get_mut(usize::from(root)) {
                book.append(entries, say);
            }
        }
        for root in pile.changed {
            if let Some(book) = books.get_mut(usize::from(root)) {
                book.read_new(root, &ours, say);
            }
        }
        for done in pile.flushes {
            for book in books.iter_mut().filter(|book| !book.left.is_empty()) {
                book.append(Vec::new(), say);
            }
            let _ = done.send(());
        }
    }
}

/// The jobs that came while the disk was busy; acts go out in one piece.
#[derive(Default)]
struct Pile {
    appends: BTreeMap<u16, Vec<Entry>>,
    changed: BTreeSet<u16>,
    flushes: Vec<Sender<()>>,
}

impl Pile {
    /// Takes all that is there.
    fn of(first: Job, inbox: &Receiver<Job>) -> Self {
        let mut pile = Self::default();
        for job in std::iter::once(first).chain(inbox.try_iter()) {
            match job {
                Job::Append(root, entries) => pile.appends.entry(root).or_default().extend(entries),
                Job::ReadNew(root) => {
                    pile.changed.insert(root);
                }
                Job::Flush(done) => pile.flushes.push(done),
            }
        }
        pile
    }
}

impl Book {
    /// Appends entries together with those that failed before, each once.
    fn append(&mut self, entries: Vec<Entry>, say: &Say) {
        let mut known: BTreeSet<EntryId> = self.left.iter().map(|entry| entry.id).collect();
        let new = entries.into_iter().filter(|entry| known.insert(entry.id));
        self.left.extend(new);
        let ids: Vec<EntryId> = self.left.iter().map(|entry| entry.id).collect();
        match self.file.append(&self.left) {
            Ok(()) => {
                self.left.clear();
                say(Msg::Saved(ids));
            }
            Err(error) => say(Msg::NotSaved(ids, error.to_string())),
        }
    }

    fn read_new(&mut self, root: u16, ours: &[SessionId], say: &Say) {
        let path = self.file.path().display().to_string();
        let news = match self.file.read_new() {
            Ok(news) => news,
            Err(error) => return say(Msg::Told(Tone::Warning, error.to_string())),
        };
        let entries = news.reading.entries;
        let held = entries.iter().map(|entry| entry.id).collect();
        let foreign = entries.into_iter();
        let foreign: Vec<Entry> = foreign
            .filter(|entry| !ours.contains(&entry.id.session))
            .collect();
        if !foreign.is_empty() {
            say(Msg::Received(root, foreign));
        }
        if news.is_replaced {
            say(Msg::Replaced(root, held));
        }
        for damage in news.reading.damage {
            say(Msg::Told(
                Tone::Warning,
                format!("{path}: line {}: {}", damage.line, damage.what),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::annotate::{Journal, Op, Stamp, Target};
    use crate::corpus::{ArticleId, ContentHash};

    fn target() -> Target {
        Target {
            id: ArticleId::of_path("a.txt"),
            path: "a.txt".to_owned(),
            sha256: ContentHash::of(b"text"),
        }
    }

    fn acts(n_acts: usize) -> Vec<Entry> {
        let mut journal = Journal::new(SessionId::from_seed(1), "reader".to_owned());
        let tag = |nth| Op::TagAdd {
            article: target(),
            tag: format!("tag {nth}"),
        };
        (0..n_acts)
            .flat_map(|nth| journal.act(vec![tag(nth)], Stamp(0)))
            .collect()
    }

    fn start(path: &Path) -> (Writer, Receiver<Msg>) {
        let (sender, said) = channel();
        let say: Say = Arc::new(move |msg| drop(sender.send(msg)));
        let journals = vec![JournalFile::open(path)];
        (Writer::start(journals, SessionId::from_seed(1), say), said)
    }

    fn saved(said: &Receiver<Msg>) -> Option<usize> {
        match said.recv() {
            Ok(Msg::Saved(ids)) => Some(ids.len()),
            _ => None,
        }
    }

    #[test]
    fn what_failed_goes_with_the_next_act_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gleaner.jsonl");
        // A folder in the place of the file is a fault that goes away.
        fs::create_dir(&path).unwrap();
        let (writer, said) = start(&path);
        let [first, second] = <[Entry; 2]>::try_from(acts(2)).unwrap();
        writer.append(0, vec![first.clone()]);
        assert_eq!(saved(&said), None);
        fs::remove_dir(&path).unwrap();
        writer.append(0, vec![first, second]);
        assert_eq!(saved(&said), Some(2));
        writer.flush();
        assert_eq!(JournalFile::open(&path).read().unwrap().entries, acts(2));
    }

    #[test]
    fn leaving_tries_once_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gleaner.jsonl");
        fs::create_dir(&path).unwrap();
        let (writer, said) = start(&path);
        writer.append(0, acts(1));
        assert_eq!(saved(&said), None);
        writer.flush();
        assert_eq!(saved(&said), None);
        fs::remove_dir(&path).unwrap();
        writer.flush();
        assert_eq!(saved(&said), Some(1));
    }

    #[test]
    fn a_deleted_file_is_told_with_what_is_left_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gleaner.jsonl");
        let (writer, said) = start(&path);
        writer.append(0, acts(1));
        assert_eq!(saved(&said), Some(1));
        fs::remove_file(&path).unwrap();
        writer.read_new(0);
        let is_told = matches!(said.recv(), Ok(Msg::Replaced(0, held)) if held.is_empty());
        assert!(is_told);
    }
}
