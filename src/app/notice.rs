//! [`Notices`]: what the status line says, and what was said before.

use std::collections::BTreeSet;

use crate::annotate::EntryId;

use super::msg::Tone;
use super::wording::counted;

/// The status line and its memory.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Notices {
    pub current: Option<Notice>,
    /// Everything said in this run, oldest first, at most [`MEMORY`] lines.
    pub past: Vec<Notice>,
    /// Entries that are not on disk yet.
    pub unsaved: Vec<EntryId>,
    /// Why saving failed last; gone when everything is saved.
    pub failure: Option<String>,
}

/// One thing said.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
    /// The act it names; its sign changes when the act is on disk.
    pub act: Option<Act>,
}

/// How far an act is.
#[derive(Clone, PartialEq, Debug)]
pub struct Act {
    pub entries: Vec<EntryId>,
    pub stage: Stage,
}

/// Stages of saving.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// In memory only.
    Waiting,
    /// Written and synced.
    Saved,
    /// Kept in memory after a failure.
    Failed,
}

/// How many notices are remembered.
const MEMORY: usize = 500;

impl Notices {
    /// Says something.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.put(Notice {
            tone,
            text: text.into(),
            act: None,
        });
    }

    /// Remembers something without saying it.
    pub fn note(&mut self, text: String) {
        self.past.push(Notice {
            tone: Tone::Plain,
            text,
            act: None,
        });
    }

    /// Names an act whose entries are on their way to the disk.
    pub fn act(&mut self, text: String, entries: Vec<EntryId>) {
        self.unsaved.extend(entries.iter().copied());
        self.put(Notice {
            tone: Tone::Plain,
            text,
            act: Some(Act {
                entries,
                stage: Stage::Waiting,
            }),
        });
    }

    /// Takes entries off the list of unsaved ones.
    pub fn saved(&mut self, entries: &[EntryId]) {
        let entries: BTreeSet<EntryId> = entries.iter().copied().collect();
        self.unsaved.retain(|id| !entries.contains(id));
        if self.unsaved.is_empty() && self.failure.take().is_some() {
            self.past.push(Notice {
                tone: Tone::Plain,
                text: "everything is saved again".to_owned(),
                act: None,
            });
        }
        let unsaved: BTreeSet<EntryId> = self.unsaved.iter().copied().collect();
        if let Some(Notice {
            act: Some(act),
            tone,
            ..
        }) = &mut self.current
            && act.entries.iter().all(|id| !unsaved.contains(id))
        {
            act.stage = Stage::Saved;
            *tone = Tone::Plain;
        }
    }

    /// Says that entries could not be saved, and why.
    pub fn failed(&mut self, entries: &[EntryId], why: String) {
        self.past.push(Notice {
            tone: Tone::Error,
            text: why.clone(),
            act: None,
        });
        let entries: BTreeSet<EntryId> = entries.iter().copied().collect();
        match &mut self.current {
            Some(Notice {
                act: Some(act),
                tone,
                ..
            }) if act.entries.iter().any(|id| entries.contains(id)) => {
                act.stage = Stage::Failed;
                *tone = Tone::Error;
            }
            _ => self.say(Tone::Error, format!("NOT saved: {why}")),
        }
        self.failure = Some(why);
    }

    /// Says that a file lost entries that were on disk.
    pub fn lost(&mut self, entries: Vec<EntryId>, why: String) {
        let n_lost = counted(entries.len(), "act");
        let known: BTreeSet<EntryId> = self.unsaved.iter().copied().collect();
        let lost = entries.into_iter().filter(|id| !known.contains(id));
        self.unsaved.extend(lost);
        let text = format!("{why}; {n_lost} of this desk not in it, :w writes them again");
        self.say(Tone::Error, text);
        self.failure = Some(why);
    }

    /// Clears the status line.
    pub fn clear(&mut self) {
        self.current = None;
    }

    fn put(&mut self, notice: Notice) {
        if self.past.len() >= MEMORY {
            self.past.remove(0);
        }
        self.past.push(notice.clone());
        self.current = Some(notice);
    }
}
