//! What becomes of acts on disk: saved, tried again, written by other sessions,
//! lost; and leaving, which waits for them.

use std::collections::BTreeSet;

use super::{entity, jobs, precise, reader};
use crate::annotate::{Entry, EntryId};
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::notice::{Act, Stage};
use crate::app::wording::counted;

/// Notes that entries are on disk.
pub(super) fn saved(model: &mut Model, ids: &[EntryId], out: &mut Vec<Effect>) {
    let was_failing = model.notices.failure.is_some();
    model.notices.saved(ids);
    if !model.is_quitting || !model.notices.unsaved.is_empty() {
        return;
    }
    if was_failing {
        // The person was told and stayed: leaving is for them to say again.
        model.is_quitting = false;
    } else {
        out.push(Effect::SaveState(Box::new(model.whereabouts())));
        out.push(Effect::Quit);
    }
}

/// Folds in what other sessions wrote.
pub(super) fn received(model: &mut Model, root: u16, entries: Vec<Entry>, out: &mut Vec<Effect>) {
    let n_entries = entries.len();
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    let Some(journal) = model
        .roots
        .get_mut(usize::from(root))
        .map(|root| &mut root.journal)
    else {
        return;
    };
    journal.receive(entries);
    let decisions = journal.entity_decisions(&ids);
    entity::rule(model, &decisions, out);
    let numbers: Vec<u32> = model.articles.iter().map(|(number, _)| number).collect();
    for number in numbers {
        jobs::apply_meta(model, number);
    }
    reader::place_marks(model);
    model.sidebar.fill(&model.reader);
    precise::ask_anew(model, out);
    model.notices.say(
        Tone::Plain,
        format!("{} of another session came in", counted(n_entries, "act")),
    );
}

/// Counts the acts that a replaced file no longer holds as not saved.
///
/// What a file may leave out without meaning something else, as after
/// compacting, is not missed.
pub(super) fn replaced(model: &mut Model, root: u16, held: &BTreeSet<EntryId>) {
    let Some(root) = model.roots.get(usize::from(root)) else {
        return;
    };
    let essential = root.journal.essential().into_iter();
    let missing: Vec<EntryId> = essential.filter(|id| !held.contains(id)).collect();
    if missing.is_empty() {
        return;
    }
    let what = if held.is_empty() {
        "deleted or emptied"
    } else {
        "replaced"
    };
    let why = format!("the annotation file of {} was {what}", root.name);
    model.notices.lost(missing, why);
}

/// Leaves; what is not saved yet is waited for, and told when it cannot be saved.
pub(super) fn quit(model: &mut Model, out: &mut Vec<Effect>) {
    if model.notices.unsaved.is_empty() || model.is_quitting {
        out.push(Effect::SaveState(Box::new(model.whereabouts())));
        out.push(Effect::Quit);
        return;
    }
    model.is_quitting = true;
    let unsaved = counted(model.notices.unsaved.len(), "act");
    let text = match &model.notices.failure {
        Some(why) => {
            format!("{unsaved} NOT saved; :w tries again, quit again leaves without: {why}")
        }
        None => format!("{unsaved} not saved yet; leaving when the disk confirms"),
    };
    model.notices.say(Tone::Error, text);
}

/// Tries again to save what is not on disk.
pub(super) fn write(model: &mut Model, out: &mut Vec<Effect>) {
    if model.notices.unsaved.is_empty() {
        model.notices.say(Tone::Plain, "everything is saved");
        return;
    }
    let unsaved = model.notices.unsaved.clone();
    for (nth, root) in model.roots.iter().enumerate() {
        let entries: Vec<Entry> = unsaved
            .iter()
            .filter_map(|id| root.journal.entry_of(id))
            .cloned()
            .collect();
        if !entries.is_empty() {
            out.push(Effect::Append {
                root: u16::try_from(nth).unwrap_or(u16::MAX),
                entries,
            });
        }
    }
    let text = format!("{}, tried again", counted(unsaved.len(), "act"));
    model.notices.current = None;
    model.notices.say(Tone::Plain, text);
    if let Some(notice) = &mut model.notices.current {
        notice.act = Some(Act {
            entries: unsaved,
            stage: Stage::Waiting,
        });
    }
}
