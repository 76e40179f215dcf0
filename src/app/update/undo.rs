//! Undo and redo: what is taken back, and showing where it was.

use super::acts::refuses;
use super::{entity, facts, precise, reader};
use crate::annotate::{EntryId, Op, Undone};
use crate::app::command::{Command, Mode};
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Tone;

/// Takes back the latest act of this author, or brings it back.
pub(super) fn undo(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    if refuses(model) {
        return;
    }
    let (verb, nothing) = match command {
        Command::Undo => ("undone", "nothing to undo"),
        _ => ("redone", "nothing to redo"),
    };
    let Some((root, undone)) = take_back(model, command) else {
        model.notices.say(Tone::Plain, nothing);
        return;
    };
    let ids: Vec<EntryId> = undone.entries.iter().map(|entry| entry.id).collect();
    out.push(Effect::Append {
        root,
        entries: undone.entries,
    });
    model
        .notices
        .act(format!("{verb}: {}", describe(&undone.what)), ids);
    show_undone(model, root, &undone.what, out);
}

/// Undoes or redoes in the journal; with several roots the latest act of all
/// is meant.
fn take_back(model: &mut Model, command: Command) -> Option<(u16, Undone)> {
    let is_undo = command == Command::Undo;
    let stamps = model.roots.iter().enumerate().filter_map(|(nth, root)| {
        let at = if is_undo {
            root.journal.undo_at()
        } else {
            root.journal.redo_at()
        };
        Some((at?, nth))
    });
    let (_, nth) = stamps.max()?;
    let now = model.now;
    let journal = &mut model.roots.get_mut(nth)?.journal;
    let undone = if is_undo {
        journal.undo(now)
    } else {
        journal.redo(now)
    };
    Some((u16::try_from(nth).unwrap_or(u16::MAX), undone?))
}

/// Brings the screen up to date after an undo, and shows the article where the
/// change can be seen.
fn show_undone(model: &mut Model, root: u16, what: &[Op], out: &mut Vec<Effect>) {
    let touched = touched(model, root, what);
    if what.iter().any(|op| matches!(op, Op::SetMeta { .. })) {
        for number in &touched {
            facts::after_meta(model, *number, out);
        }
    }
    let decisions = what.iter().filter_map(|op| match op {
        Op::DecideEntity { decision } => Some(decision.clone()),
        _ => None,
    });
    entity::rule(model, &decisions.collect::<Vec<_>>(), out);
    if let ([number], Mode::Browse) = (touched.as_slice(), model.mode)
        && model.list.go_to(*number)
    {
        model.list.follow(model.list_page());
        if model.reader.number != Some(*number) {
            reader::open(model, *number, out);
        }
    }
    reader::place_marks(model);
    model.sidebar.fill(&model.reader);
    precise::ask_anew(model, out);
}

fn touched(model: &Model, root: u16, ops: &[Op]) -> Vec<u32> {
    let mut numbers: Vec<u32> = ops
        .iter()
        .filter_map(|op| model.articles.number(root, op.article()?.id))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Says in a few words what ops do.
fn describe(ops: &[Op]) -> String {
    let Some(first) = ops.first() else {
        return "nothing".to_owned();
    };
    let what = match first {
        Op::Triage { change, .. } => match (change.decision, change.star, change.read) {
            (Some(decision), ..) => decision.name().to_owned(),
            (_, Some(star), _) => (if star { "starred" } else { "star off" }).to_owned(),
            (.., Some(read)) => (if read { "read" } else { "unread" }).to_owned(),
            _ => "triage".to_owned(),
        },
        Op::TagAdd { tag, .. } => format!("tagged {tag}"),
        Op::TagRemove { tag, .. } => format!("tag {tag} removed"),
        Op::MarkAdd { mark, .. } => format!("marked {}", mark.selector.exact),
        Op::MarkChange { mark, .. } => format!("changed the mark on {}", mark.selector.exact),
        Op::MarkRemove { .. } => "deleted a mark".to_owned(),
        Op::Decide { decision, .. } => format!("decided on {}", decision.selector.exact),
        Op::SetMeta { field, .. } => format!("set the {}", field.name()),
        Op::DecideEntity { decision } => entity::told(decision),
        Op::Undo { .. } => "an undo".to_owned(),
        Op::Unknown { .. } => "an act of a newer version".to_owned(),
    };
    if ops.len() > 1 {
        format!("{what} ({} articles or places)", ops.len())
    } else {
        what
    }
}
