//! Triage: read, star, keep, discard, and what `.` repeats.

use super::acts::{append, commit, subject};
use super::{list, precise, reader, tags};
use crate::annotate::{Decision, Journal, Op, Triage, TriageChange};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::model::{LastAct, Model, Pane};
use crate::app::msg::Tone;

/// Carries out a triage command on the selection, else on the current article.
pub(super) fn triage(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let numbers = model.subjects();
    let Some(first) = numbers.first().copied() else {
        model.notices.say(Tone::Warning, "no article to decide on");
        return;
    };
    let before = triage_of(model, first);
    let (change, word) = change_for(command, before);
    model.last_act = Some(LastAct::Run(command));
    let mut ops = triage_ops(model, &numbers, change);
    let is_bulk = !model.list.selected.is_empty();
    let mut text = subject(model, word, &numbers);
    if let (Some(read), [number]) = (change.read, numbers.as_slice()) {
        let (read_too, words) = story_read(model, *number, read);
        ops.extend(read_too);
        text.push_str(&words);
    }
    let is_done = commit(model, ops, &text, out);
    if is_done && change.read == Some(false) {
        precise::ask_anew(model, out);
    }
    if is_done && !is_bulk {
        let advances = matches!(command, Command::Keep | Command::Discard)
            && change.decision != Some(Decision::Undecided);
        if advances {
            advance(model, out);
        }
    }
    model.list.selected.clear();
}

/// Says what a command does to an article that stands at `before`.
fn change_for(command: Command, before: Triage) -> (TriageChange, &'static str) {
    let decide = |decision, word: &'static str| {
        if before.decision == decision {
            (
                TriageChange {
                    decision: Some(Decision::Undecided),
                    ..TriageChange::default()
                },
                "undecided",
            )
        } else {
            (
                TriageChange {
                    decision: Some(decision),
                    read: Some(true),
                    ..TriageChange::default()
                },
                word,
            )
        }
    };
    match command {
        Command::Read if before.read => (
            TriageChange {
                read: Some(false),
                ..TriageChange::default()
            },
            "unread",
        ),
        Command::Read => (
            TriageChange {
                read: Some(true),
                ..TriageChange::default()
            },
            "read",
        ),
        Command::Star if before.star => (
            TriageChange {
                star: Some(false),
                ..TriageChange::default()
            },
            "star off",
        ),
        Command::Star => (
            TriageChange {
                star: Some(true),
                ..TriageChange::default()
            },
            "starred",
        ),
        Command::Keep => decide(Decision::Kept, "kept"),
        _ => decide(Decision::Discarded, "discarded"),
    }
}

fn triage_of(model: &Model, number: u32) -> Triage {
    let Some(row) = model.row(number) else {
        return Triage::default();
    };
    model
        .ledger(row.source.root)
        .map(|ledger| ledger.triage(row.id))
        .unwrap_or_default()
}

/// Makes the ops for `change`, without those that change nothing.
fn triage_ops(model: &Model, numbers: &[u32], change: TriageChange) -> Vec<(u16, Op)> {
    let changed = numbers
        .iter()
        .filter(|number| !change.is_idle(triage_of(model, **number)));
    let ops = changed.filter_map(|number| {
        let root = model.row(*number)?.source.root;
        Some((
            root,
            Op::Triage {
                article: model.target(*number)?,
                change,
            },
        ))
    });
    ops.collect()
}

/// Makes the ops that have the articles folded under a row read or unread with
/// it, and the words for them: a story is read once, but decided on article by
/// article.
fn story_read(model: &Model, number: u32, read: bool) -> (Vec<(u16, Op)>, String) {
    let story = model.list.story(number);
    let folded = story.get(1..).unwrap_or_default();
    let change = TriageChange {
        read: Some(read),
        ..TriageChange::default()
    };
    let words = match folded.len() {
        0 => String::new(),
        n_folded => {
            let word = if read { "read" } else { "unread" };
            format!(" ({n_folded} folded under it: {word})")
        }
    };
    (triage_ops(model, folded, change), words)
}

/// Changes triage without a word: reading is no decision, and counts for the
/// articles that are folded under the one that was read.
pub(super) fn change_silently(
    model: &mut Model,
    numbers: &[u32],
    change: TriageChange,
    out: &mut Vec<Effect>,
) {
    let stories = numbers.iter().flat_map(|number| model.list.story(*number));
    let stories: Vec<u32> = stories.collect();
    let ops = triage_ops(model, &stories, change);
    if !model.read_only && !ops.is_empty() {
        let ids = append(model, ops, out, Journal::act_by_itself);
        model.notices.unsaved.extend(ids);
    }
}

/// Goes on to the next article after a decision.
fn advance(model: &mut Model, out: &mut Vec<Effect>) {
    if model.focus == Pane::List {
        list::move_by(model, 1, out);
    } else if model.list.cursor + 1 < model.list.shown.len() {
        model.list.cursor += 1;
        model.list.follow(model.list_page());
        reader::open_current(model, out);
    }
}

/// Repeats the last act of triage or tags.
pub(super) fn repeat(model: &mut Model, out: &mut Vec<Effect>) {
    match model.last_act.clone() {
        Some(LastAct::Run(command)) => triage(model, command, out),
        Some(LastAct::Tag(tag)) => tags::tag(model, &tag, out),
        Some(LastAct::Untag(tag)) => tags::untag(model, &tag, out),
        None => model.notices.say(Tone::Plain, "nothing to repeat yet"),
    }
}
