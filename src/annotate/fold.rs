//! [`Fold`]: all acts, which of them are in effect, and the [`Ledger`] they
//! add up to.
//!
//! The meaning of a set of acts is defined without regard to their order of
//! arrival. Acts are sorted by (`at`, `id`), each id once. An act is *in effect*
//! unless an undo that is later and itself in effect names it. An *object* (the
//! triage of an article, one of its tags, a mark, the place of a decision, a
//! fact) is what the last act in effect made it; each field of triage on its own.
//!
//! Arrivals, undo and redo re-fold only the objects they touch.

use std::collections::{BTreeMap, BTreeSet};

use super::codec::encode;
use super::entity::Aspect;
use super::ledger::Key;
use super::{
    EntityChange, EntityDecision, Entry, EntryId, Ledger, MarkId, MetaField, Op, SessionId, Target,
    Triage, TriageChange,
};
use crate::corpus::ArticleId;

/// All acts and what they add up to.
#[derive(Clone, Debug, Default)]
pub(super) struct Fold {
    acts: Vec<Act>,
    index: BTreeMap<SessionId, BTreeMap<u64, usize>>,
    objects: BTreeMap<Object, usize>,
    histories: Vec<History>,
    /// The undo acts that name an id, known or not.
    undone_by: BTreeMap<EntryId, Vec<usize>>,
    ledger: Ledger,
}

#[derive(Clone, Debug)]
struct Act {
    entry: Entry,
    /// Index of its object's history; an undo and an unknown act have none.
    history: Option<usize>,
    is_live: bool,
}

/// The acts on one object, sorted by key, and where its decision is filed.
#[derive(Clone, Debug, Default)]
struct History {
    acts: Vec<usize>,
    filed: Option<Key>,
}

/// What an act changes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Object {
    Triage(ArticleId),
    Tag(ArticleId, String),
    Mark(MarkId),
    Place(ArticleId, usize, usize, String),
    Meta(ArticleId, MetaField),
    Entity(String, Aspect),
}

impl Fold {
    pub(super) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    pub(super) fn len(&self) -> usize {
        self.acts.len()
    }

    pub(super) fn get(&self, id: &EntryId) -> Option<&Entry> {
        Some(&self.acts.get(self.find(id)?)?.entry)
    }

    /// Says whether an act is known and not undone.
    pub(super) fn is_live(&self, id: &EntryId) -> bool {
        let act = self.find(id).and_then(|at| self.acts.get(at));
        act.is_some_and(|act| act.is_live)
    }

    /// Lists the entries sorted by (`at`, `id`).
    pub(super) fn sorted(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.acts.iter().map(|act| &act.entry).collect();
        entries.sort_by_key(|entry| (entry.at, entry.id));
        entries
    }

    /// Lists the acts without which the ledger would be another, or an older
    /// copy of the file would bring back what was undone or removed.
    pub(super) fn essential(&self) -> BTreeSet<EntryId> {
        let undos = self.acts.iter().filter(|act| act.is_live);
        let undos = undos.filter(|act| matches!(act.entry.op, Op::Undo { .. }));
        let mut keep: BTreeSet<EntryId> = undos.map(|act| act.entry.id).collect();
        for history in &self.histories {
            let live = |at: &&usize| self.acts[**at].is_live;
            let mut triage = TriageChange::default();
            for at in history.acts.iter().rev().filter(live) {
                let entry = &self.acts[*at].entry;
                let Op::Triage { change, .. } = &entry.op else {
                    keep.insert(entry.id);
                    break;
                };
                if triage.or(*change) != triage {
                    triage = triage.or(*change);
                    keep.insert(entry.id);
                }
            }
            // The first act on a mark gives it its place among the others.
            if let Some(first) = history.acts.first()
                && history.acts.iter().any(|at| live(&at))
            {
                let entry = &self.acts[*first].entry;
                let is_mark = matches!(
                    entry.op,
                    Op::MarkAdd { .. } | Op::MarkChange { .. } | Op::MarkRemove { .. }
                );
                keep.extend(is_mark.then_some(entry.id));
            }
        }
        self.keep_witnesses(&mut keep);
        keep
    }

    /// Adds acts that tell what an article was called and held.
    fn keep_witnesses(&self, keep: &mut BTreeSet<EntryId>) {
        let mut held = BTreeSet::new();
        let mut named = BTreeSet::new();
        let (kept, rest): (Vec<&Entry>, Vec<&Entry>) = self
            .sorted()
            .into_iter()
            .rev()
            .partition(|entry| keep.contains(&entry.id));
        for entry in kept.iter().chain(&rest) {
            if let Some(target) = entry.op.article()
                && held.insert((target.sha256, target.id))
            {
                keep.insert(entry.id);
            }
        }
        for entry in self.sorted().iter().rev() {
            if let Some(target) = entry.op.article()
                && named.insert(target.id)
            {
                keep.insert(entry.id);
            }
        }
    }

    pub(super) fn alias(&mut self, present: ArticleId, absent: ArticleId) {
        self.ledger.set_alias(present, absent);
    }

    /// Takes in acts; those already known are left out.
    ///
    /// Cost: n log n in what is new, plus the histories of the objects touched.
    pub(super) fn insert(&mut self, mut entries: Vec<Entry>) {
        entries.sort_by_key(|entry| (entry.at, entry.id));
        let mut is_conflict = false;
        let mut work = BTreeSet::new();
        for entry in entries {
            match self.find(&entry.id) {
                None => {
                    let at = self.push(entry);
                    work.insert((self.key(at), at));
                }
                Some(at) => is_conflict |= self.settle_twin(at, entry),
            }
        }
        if is_conflict {
            self.rebuild();
        } else {
            self.settle(work);
        }
    }

    /// Keeps one of two acts with the same id, whichever came first.
    fn settle_twin(&mut self, at: usize, entry: Entry) -> bool {
        let known = &mut self.acts[at].entry;
        let is_other = *known != entry && encode(&entry) < encode(known);
        if is_other {
            *known = entry;
        }
        is_other
    }

    fn rebuild(&mut self) {
        let mut fresh = Self::default();
        fresh.ledger.copy_aliases(&self.ledger);
        let acts = std::mem::take(&mut self.acts);
        fresh.insert(acts.into_iter().map(|act| act.entry).collect());
        *self = fresh;
    }

    fn find(&self, id: &EntryId) -> Option<usize> {
        self.index.get(&id.session)?.get(&id.number).copied()
    }

    fn key(&self, at: usize) -> Key {
        let entry = &self.acts[at].entry;
        (entry.at, entry.id)
    }

    fn push(&mut self, entry: Entry) -> usize {
        let at = self.acts.len();
        let session = self.index.entry(entry.id.session).or_default();
        session.insert(entry.id.number, at);
        if let Op::Undo { undoes } = &entry.op {
            for id in undoes {
                self.undone_by.entry(*id).or_default().push(at);
            }
        }
        let key = (entry.at, entry.id);
        if let Some(target) = entry.op.article() {
            let article = self.ledger.known_as(target.id);
            self.ledger.see(article, key, target);
        }
        let history = self.object(&entry.op).map(|object| {
            let next = self.objects.len();
            *self.objects.entry(object).or_insert(next)
        });
        self.acts.push(Act {
            entry,
            history,
            is_live: false,
        });
        if let Some(history) = history {
            self.record(history, at, key);
        }
        at
    }

    fn record(&mut self, history: usize, at: usize, key: Key) {
        if history == self.histories.len() {
            self.histories.push(History::default());
        }
        let list = &self.histories[history].acts;
        let is_last = list.last().is_none_or(|last| self.key(*last) < key);
        let place = if is_last {
            list.len()
        } else {
            list.partition_point(|other| self.key(*other) < key)
        };
        self.histories[history].acts.insert(place, at);
    }

    fn object(&self, op: &Op) -> Option<Object> {
        let article = |target: &Target| self.ledger.known_as(target.id);
        Some(match op {
            Op::Triage { article: of, .. } => Object::Triage(article(of)),
            Op::TagAdd { article: of, tag } | Op::TagRemove { article: of, tag } => {
                Object::Tag(article(of), tag.clone())
            }
            Op::MarkAdd { mark, .. } | Op::MarkChange { mark, .. } => Object::Mark(mark.id.clone()),
            Op::MarkRemove { mark, .. } => Object::Mark(mark.clone()),
            Op::Decide {
                article: of,
                decision,
            } => {
                let place = &decision.selector;
                Object::Place(article(of), place.start, place.end, place.exact.clone())
            }
            Op::SetMeta {
                article: of, field, ..
            } => Object::Meta(article(of), *field),
            Op::DecideEntity { decision } => self.entity(decision),
            Op::Undo { .. } | Op::Unknown { .. } => return None,
        })
    }

    fn entity(&self, decision: &EntityDecision) -> Object {
        let aspect = match &decision.change {
            EntityChange::Part(article) => Aspect::Part(self.ledger.known_as(article.id)),
            change => change.aspect(),
        };
        Object::Entity(decision.entity.id.clone(), aspect)
    }

    /// Decides which acts are in effect, latest first, so that every undo is
    /// decided before what it undoes; then re-folds what changed.
    fn settle(&mut self, mut work: BTreeSet<(Key, usize)>) {
        // What is new may lie before what is shown, even where it is undone.
        let arrived = work.iter().filter_map(|(_, at)| self.acts[*at].history);
        let mut touched: BTreeSet<usize> = arrived.collect();
        while let Some((key, at)) = work.pop_last() {
            let is_live = !self.is_undone(key);
            let act = &mut self.acts[at];
            if act.is_live == is_live {
                continue;
            }
            act.is_live = is_live;
            touched.extend(act.history);
            if let Op::Undo { undoes } = &self.acts[at].entry.op {
                let known = undoes.iter().filter_map(|id| self.find(id));
                let earlier = known.map(|at| (self.key(at), at));
                work.extend(earlier.filter(|(target, _)| *target < key));
            }
        }
        for history in touched {
            self.refold(history);
        }
    }

    fn is_undone(&self, key: Key) -> bool {
        let Some(undos) = self.undone_by.get(&key.1) else {
            return false;
        };
        undos
            .iter()
            .any(|at| self.acts[*at].is_live && self.key(*at) > key)
    }

    /// Sets an object to what its last act in effect says.
    fn refold(&mut self, history: usize) {
        let list = &self.histories[history].acts;
        let Some(first) = list.first().copied() else {
            return;
        };
        let mut live = list.iter().rev().copied();
        let last = live.find(|at| self.acts[*at].is_live);
        let shown = last.unwrap_or(first);
        let filed = self.key(first);
        let key = self.key(shown);
        let op = &self.acts[shown].entry.op;
        if let Op::DecideEntity { decision } = op {
            let decision = last.map(|_| decision);
            let filed = &mut self.histories[history].filed;
            self.ledger.decide_entity(filed, key, decision);
            return;
        }
        let Some(target) = op.article() else {
            return;
        };
        let article = self.ledger.known_as(target.id);
        match op {
            Op::Triage { .. } => {
                let triage = self.triage(history);
                self.ledger.set_triage(article, triage);
            }
            Op::TagAdd { tag, .. } => self.ledger.set_tag(article, tag, last.is_some()),
            Op::TagRemove { tag, .. } => self.ledger.set_tag(article, tag, false),
            Op::MarkAdd { mark, .. } | Op::MarkChange { mark, .. } => {
                self.ledger.drop_mark(&mark.id);
                if last.is_some() {
                    self.ledger.file_mark(article, filed, mark);
                }
            }
            Op::MarkRemove { mark, .. } => self.ledger.drop_mark(mark),
            Op::Decide { decision, .. } => {
                let filed = &mut self.histories[history].filed;
                if let Some(old) = filed.take() {
                    self.ledger.drop_decision(article, old);
                }
                if last.is_some() {
                    *filed = Some(key);
                    self.ledger.file_decision(article, key, decision);
                }
            }
            Op::SetMeta { field, value, .. } => {
                let value = value.as_deref().filter(|_| last.is_some());
                self.ledger.set_meta(article, *field, value);
            }
            Op::DecideEntity { .. } | Op::Undo { .. } | Op::Unknown { .. } => {}
        }
    }

    fn triage(&self, history: usize) -> Triage {
        let mut sum = TriageChange::default();
        for at in self.histories[history].acts.iter().rev() {
            let act = &self.acts[*at];
            if let Op::Triage { change, .. } = &act.entry.op
                && act.is_live
            {
                sum = sum.or(*change);
            }
            if sum.is_full() {
                break;
            }
        }
        sum.apply(Triage::default())
    }
}
