//! [`Writer`]: the thread that alone writes to the annotation files.

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
        thread::spawn(move || write(journals, &session, &inbox, &say));
        Self { jobs }
    }

    /// Appends entries; the answer is [`Msg::Saved`] or [`Msg::NotSaved`].
    pub(super) fn append(&self, root: u16, entries: Vec<Entry>) {
        self.send(Job::Append(root, entries));
    }

    /// Reads what other sessions appended.
    pub(super) fn read_new(&self, root: u16) {
        self.send(Job::ReadNew(root));
    }

    /// Waits until all that was sent before is done.
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

fn write(mut journals: Vec<JournalFile>, session: &SessionId, inbox: &Receiver<Job>, say: &Say) {
    for job in inbox {
        match job {
            Job::Append(root, entries) => {
                let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
                let Some(journal) = journals.get_mut(usize::from(root)) else {
                    continue;
                };
                match journal.append(&entries) {
                    Ok(()) => say(Msg::Saved(ids)),
                    Err(error) => say(Msg::NotSaved(ids, error.to_string())),
                }
            }
            Job::ReadNew(root) => read_new(&mut journals, root, session, say),
            Job::Flush(done) => {
                let _ = done.send(());
            }
        }
    }
}

fn read_new(journals: &mut [JournalFile], root: u16, session: &SessionId, say: &Say) {
    let Some(journal) = journals.get_mut(usize::from(root)) else {
        return;
    };
    let path = journal.path().display().to_string();
    match journal.read_new() {
        Ok(news) => {
            let entries: Vec<Entry> = news
                .reading
                .entries
                .into_iter()
                .filter(|entry| entry.id.session != *session)
                .collect();
            if !entries.is_empty() {
                say(Msg::Received(root, entries));
            }
            for damage in news.reading.damage {
                say(Msg::Told(
                    Tone::Warning,
                    format!("{path}: line {}: {}", damage.line, damage.what),
                ));
            }
        }
        Err(error) => say(Msg::Told(Tone::Warning, error.to_string())),
    }
}
