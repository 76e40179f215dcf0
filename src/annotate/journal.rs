//! [`Journal`]: the acts of all sessions, and undo and redo as further acts.
//!
//! `act`, `undo` and `redo` return entries to append to the file; what they
//! mean is folded in at once. What the file says at start comes in through
//! `load`, what other sessions add while this one runs through `receive`.
//!
//! Undo takes back the acts of one author, in this and earlier sessions, but
//! never those of a session that is seen to run beside this one.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::Fold;
use super::{EntityDecision, Entry, EntryId, Ledger, MarkId, Op, SessionId, Stamp};
use crate::corpus::ArticleId;

/// All acts known, with the state they add up to.
#[derive(Clone, Debug)]
pub struct Journal {
    session: SessionId,
    by: String,
    /// The number of the last entry of this session.
    number: u64,
    latest: Stamp,
    fold: Fold,
    /// This author's acts in effect, oldest first; a bulk act is one.
    done: Vec<Vec<EntryId>>,
    /// The undo entries that can be redone, oldest first.
    undone: Vec<EntryId>,
    /// Sessions that run beside this one.
    others: BTreeSet<SessionId>,
}

/// Whether a person acted or the program did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Person,
    Itself,
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
            fold: Fold::default(),
            done: Vec::new(),
            undone: Vec::new(),
            others: BTreeSet::new(),
        }
    }

    /// Takes in the acts of the file at start; this author's can be undone.
    ///
    /// Cost: n log n.
    pub fn load(&mut self, entries: Vec<Entry>) {
        self.notice(&entries);
        self.fold.insert(entries);
        self.recall();
    }

    /// Takes in what other sessions wrote while this one runs; never undone here.
    ///
    /// Entries that are known already, such as this session's own, change nothing.
    pub fn receive(&mut self, entries: Vec<Entry>) {
        let unknown = entries
            .iter()
            .filter(|entry| self.entry_of(&entry.id).is_none());
        let sessions = unknown.map(|entry| entry.id.session);
        let new: BTreeSet<SessionId> = sessions
            .filter(|session| *session != self.session && !self.others.contains(session))
            .collect();
        if !new.is_empty() {
            let is_ours = |id: &EntryId| !new.contains(&id.session);
            self.done.retain(|ids| ids.iter().all(is_ours));
            self.undone.retain(is_ours);
            self.others.extend(new);
        }
        self.notice(&entries);
        self.fold.insert(entries);
    }

    /// Makes `ops` one act of this author, and returns what to append.
    ///
    /// Numbers the entries, names the bulk when there is more than one, gives
    /// new marks their id, and folds them in. `at` is raised above the latest
    /// stamp seen, so that what a person sees last wins.
    pub fn act(&mut self, ops: Vec<Op>, at: Stamp) -> Vec<Entry> {
        let made = self.append(ops, at, By::Person);
        if !made.is_empty() {
            self.done.push(made.iter().map(|entry| entry.id).collect());
            self.undone.clear();
        }
        made
    }

    /// Records what the program did by itself, as when an article counts as
    /// read: undo passes over it, and redo stays possible.
    pub fn act_by_itself(&mut self, ops: Vec<Op>, at: Stamp) -> Vec<Entry> {
        self.append(ops, at, By::Itself)
    }

    /// Returns the time of the act that undo would take back.
    pub fn undo_at(&self) -> Option<Stamp> {
        let ids = self.done.last()?;
        ids.iter()
            .filter_map(|id| Some(self.entry_of(id)?.at))
            .max()
    }

    /// Returns the time of the undo that redo would take back.
    pub fn redo_at(&self) -> Option<Stamp> {
        Some(self.entry_of(self.undone.last()?)?.at)
    }

    /// Takes back this author's latest act in this corpus; a bulk act is one.
    pub fn undo(&mut self, at: Stamp) -> Option<Undone> {
        let ids = loop {
            let mut ids = self.done.pop()?;
            // Another session may have taken it back already.
            ids.retain(|id| self.fold.is_live(id));
            if !ids.is_empty() {
                break ids;
            }
        };
        let what = self.ops(&ids);
        let entries = self.append(vec![Op::Undo { undoes: ids }], at, By::Person);
        self.undone.extend(entries.iter().map(|entry| entry.id));
        Some(Undone { entries, what })
    }

    /// Brings back what the last undo took back, unless an act followed it.
    pub fn redo(&mut self, at: Stamp) -> Option<Undone> {
        let id = loop {
            let id = self.undone.pop()?;
            if self.fold.is_live(&id) {
                break id;
            }
        };
        let ids = match &self.entry_of(&id)?.op {
            Op::Undo { undoes } => undoes.clone(),
            _ => return None,
        };
        let what = self.ops(&ids);
        let entries = self.append(vec![Op::Undo { undoes: vec![id] }], at, By::Person);
        self.done.push(ids);
        Some(Undone { entries, what })
    }

    pub fn ledger(&self) -> &Ledger {
        self.fold.ledger()
    }

    /// Returns the entry with this id.
    pub fn entry_of(&self, id: &EntryId) -> Option<&Entry> {
        self.fold.get(id)
    }

    /// Lists the entries without which a file would not mean what is known here.
    pub fn essential(&self) -> BTreeSet<EntryId> {
        self.fold.essential()
    }

    /// Lists all entries sorted by (`at`, `id`).
    pub fn entries(&self) -> Vec<&Entry> {
        self.fold.sorted()
    }

    /// Says that `present` is the article that the acts call `absent`.
    ///
    /// New acts on it are written under the id of `absent` with the path of
    /// today, so the link holds after a restart. Does nothing when there are
    /// acts on `present` itself.
    pub fn alias(&mut self, present: ArticleId, absent: ArticleId) {
        self.fold.alias(present, absent);
    }

    /// Counts the acts known.
    pub fn len(&self) -> usize {
        self.fold.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn append(&mut self, ops: Vec<Op>, at: Stamp, by: By) -> Vec<Entry> {
        let at = at.max(self.latest.next()).clamp(Stamp::MIN, Stamp::MAX);
        let is_bulk = ops.len() > 1;
        let first = self.number + 1;
        let mut made = Vec::with_capacity(ops.len());
        for op in ops {
            self.number += 1;
            let id = self.id(self.number);
            made.push(Entry {
                id,
                at,
                by: self.by.clone(),
                bulk: is_bulk.then(|| self.id(first)),
                is_auto: by == By::Itself,
                op: self.completed(op, id),
                extra: String::new(),
            });
        }
        self.notice(&made);
        self.fold.insert(made.clone());
        made
    }

    fn id(&self, number: u64) -> EntryId {
        EntryId {
            session: self.session,
            number,
        }
    }

    /// Fills in what is known only when an act gets its number.
    fn completed(&self, mut op: Op, id: EntryId) -> Op {
        if let Op::MarkAdd { mark, .. } = &mut op
            && mark.id == MarkId::default()
        {
            mark.id = MarkId::of(&id);
        }
        if let Some(target) = op.article_mut() {
            target.id = self.ledger().known_as(target.id);
        }
        op
    }

    fn notice(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.latest = self.latest.max(entry.at);
            if entry.id.session == self.session {
                self.number = self.number.max(entry.id.number);
            }
        }
    }

    fn ops(&self, ids: &[EntryId]) -> Vec<Op> {
        let entries = ids.iter().filter_map(|id| self.entry_of(id));
        entries.map(|entry| entry.op.clone()).collect()
    }

    /// Finds out from the acts what this author can undo and redo.
    fn recall(&mut self) {
        let mut done: Vec<Vec<EntryId>> = Vec::new();
        let mut undone = Vec::new();
        let mut bulks: BTreeMap<EntryId, usize> = BTreeMap::new();
        for entry in self.fold.sorted() {
            let is_foreign = entry.by != self.by || self.others.contains(&entry.id.session);
            if is_foreign || entry.is_auto {
                continue;
            }
            let is_live = self.fold.is_live(&entry.id);
            match &entry.op {
                Op::Unknown { .. } => {}
                Op::Undo { undoes } => {
                    if is_live && self.takes_back_acts(undoes) {
                        undone.push(entry.id);
                    }
                }
                _ => {
                    undone.clear();
                    let group = entry.bulk.and_then(|bulk| bulks.get(&bulk));
                    match group.and_then(|at| done.get_mut(*at)) {
                        _ if !is_live => {}
                        Some(ids) => ids.push(entry.id),
                        None => {
                            bulks.extend(entry.bulk.map(|bulk| (bulk, done.len())));
                            done.push(vec![entry.id]);
                        }
                    }
                }
            }
        }
        self.done = done;
        self.undone = undone;
    }

    /// Lists the decisions on entities that these acts make, take back, or bring
    /// back.
    pub fn entity_decisions(&self, ids: &[EntryId]) -> Vec<EntityDecision> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = ids.to_vec();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.entry_of(&id).map(|entry| &entry.op) {
                Some(Op::DecideEntity { decision }) => found.push(decision.clone()),
                Some(Op::Undo { undoes }) => open.extend(undoes),
                _ => {}
            }
        }
        found
    }

    fn takes_back_acts(&self, undoes: &[EntryId]) -> bool {
        let mut entries = undoes.iter().filter_map(|id| self.entry_of(id));
        entries.any(|entry| entry.op.is_change())
    }
}
