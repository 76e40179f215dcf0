//! Acts: ops folded into the journals at once and sent to the disk as one.

use std::collections::BTreeMap;

use crate::annotate::{Entry, EntryId, Journal, Op, Stamp};
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Tone;

/// Makes ops one act, folds it in, and sends it to the disk.
///
/// Returns whether anything was done.
pub(super) fn commit(
    model: &mut Model,
    ops: Vec<(u16, Op)>,
    text: &str,
    out: &mut Vec<Effect>,
) -> bool {
    if refuses(model) || ops.is_empty() {
        return false;
    }
    // Who acts again has not left.
    model.is_quitting = false;
    let ids = append(model, ops, out, Journal::act);
    model.notices.act(text.to_owned(), ids);
    true
}

pub(super) fn append(
    model: &mut Model,
    ops: Vec<(u16, Op)>,
    out: &mut Vec<Effect>,
    act: ActFn,
) -> Vec<EntryId> {
    let mut by_root: BTreeMap<u16, Vec<Op>> = BTreeMap::new();
    for (root, op) in ops {
        by_root.entry(root).or_default().push(op);
    }
    let mut ids = Vec::new();
    for (root, ops) in by_root {
        let Some(journal) = model
            .roots
            .get_mut(usize::from(root))
            .map(|root| &mut root.journal)
        else {
            continue;
        };
        let entries = act(journal, ops, model.now);
        ids.extend(entries.iter().map(|entry| entry.id));
        out.push(Effect::Append { root, entries });
    }
    ids
}

/// How ops become entries: as an act of the person, or of the program itself.
pub(super) type ActFn = fn(&mut Journal, Vec<Op>, Stamp) -> Vec<Entry>;

pub(super) fn refuses(model: &mut Model) -> bool {
    if model.read_only {
        model.notices.say(
            Tone::Warning,
            "opened with --read-only: nothing is decided or saved",
        );
    }
    model.read_only
}

/// Names an act: `kept: TITLE`, or with a count when it is about several.
pub(super) fn subject(model: &Model, word: &str, numbers: &[u32]) -> String {
    match numbers {
        [number] => format!(
            "{word}: {}",
            model.row(*number).map_or("", |row| row.headline())
        ),
        numbers => format!("{word}: {} articles", numbers.len()),
    }
}
