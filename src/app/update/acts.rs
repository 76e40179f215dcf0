//! Triage, tags, undo: acts on articles.

use std::collections::BTreeMap;

use super::{jobs, list, reader};
use crate::annotate::{
    Decision, Entry, EntryId, Journal, MetaField, Op, Stamp, Triage, TriageChange, Undone,
};
use crate::app::command::{Command, Mode};
use crate::app::effect::Effect;
use crate::app::model::{LastAct, Model, Pane};
use crate::app::msg::Tone;
use crate::corpus::When;

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
    let ops = triage_ops(model, &numbers, change);
    let is_bulk = !model.list.selected.is_empty();
    if commit(model, ops, &subject(model, word, &numbers), out) && !is_bulk {
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

/// Changes triage without a word: reading is no decision.
pub(super) fn change_silently(
    model: &mut Model,
    numbers: &[u32],
    change: TriageChange,
    out: &mut Vec<Effect>,
) {
    let ops = triage_ops(model, numbers, change);
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

/// Sets or removes the n-th tag of the codebook.
pub(super) fn tag_nth(model: &mut Model, nth: usize, out: &mut Vec<Effect>) {
    let tag = nth
        .checked_sub(1)
        .and_then(|at| model.codebook.tags.get(at))
        .map(|code| code.name.clone());
    let Some(tag) = tag else {
        model.notices.say(
            Tone::Warning,
            format!("the codebook has no tag number {nth}; t adds any tag"),
        );
        return;
    };
    let has = model
        .subjects()
        .first()
        .is_some_and(|number| has_tag(model, *number, &tag));
    if has {
        untag(model, &tag, out);
    } else {
        self::tag(model, &tag, out);
    }
}

fn has_tag(model: &Model, number: u32, tag: &str) -> bool {
    let Some(row) = model.row(number) else {
        return false;
    };
    model
        .ledger(row.source.root)
        .is_some_and(|ledger| ledger.tags(row.id).any(|other| other == tag))
}

/// Adds a tag to the selection, else to the current article.
pub(super) fn tag(model: &mut Model, tag: &str, out: &mut Vec<Effect>) {
    model.last_act = Some(LastAct::Tag(tag.to_owned()));
    tag_act(model, tag, true, out);
}

/// Removes a tag from the selection, else from the current article.
pub(super) fn untag(model: &mut Model, tag: &str, out: &mut Vec<Effect>) {
    model.last_act = Some(LastAct::Untag(tag.to_owned()));
    tag_act(model, tag, false, out);
}

fn tag_act(model: &mut Model, tag: &str, adds: bool, out: &mut Vec<Effect>) {
    let numbers = model.subjects();
    let changed = numbers
        .iter()
        .filter(|number| has_tag(model, **number, tag) != adds);
    let ops: Vec<(u16, Op)> = changed
        .filter_map(|number| {
            let (root, article) = (model.row(*number)?.source.root, model.target(*number)?);
            let tag = tag.to_owned();
            Some((
                root,
                if adds {
                    Op::TagAdd { article, tag }
                } else {
                    Op::TagRemove { article, tag }
                },
            ))
        })
        .collect();
    if ops.is_empty() {
        let text = if adds {
            format!("it has the tag {tag} already")
        } else {
            format!("it has no tag {tag}")
        };
        model.notices.say(Tone::Plain, text);
        return;
    }
    let word = if adds {
        format!("tagged {tag}")
    } else {
        format!("tag {tag} removed")
    };
    let text = subject(model, &word, &numbers);
    commit(model, ops, &text, out);
    model.list.selected.clear();
}

/// Sets what an article states wrongly or not at all.
pub(super) fn set_meta(model: &mut Model, field: MetaField, value: &str, out: &mut Vec<Effect>) {
    if field == MetaField::Published && !value.is_empty() && When::parse(value).is_none() {
        model.notices.say(
            Tone::Error,
            format!("{value} is no date; write 2015-05-18, 2015-05 or 2015"),
        );
        return;
    }
    let Some(number) = model.current() else {
        model.notices.say(Tone::Warning, "no article is open");
        return;
    };
    let (Some(row), Some(article)) = (model.row(number), model.target(number)) else {
        return;
    };
    let root = row.source.root;
    let value = (!value.is_empty()).then(|| value.to_owned());
    let shown = value
        .clone()
        .unwrap_or_else(|| "as stated in the article".to_owned());
    let op = Op::SetMeta {
        article,
        field,
        value,
    };
    let word = format!("{}: {shown} for", field.name());
    let text = subject(model, &word, &[number]);
    commit(model, vec![(root, op)], &text, out);
    after_meta(model, number, out);
}

/// Shows an article anew after its stated facts changed.
fn after_meta(model: &mut Model, number: u32, out: &mut Vec<Effect>) {
    jobs::apply_meta(model, number);
    if model.reader.number == Some(number) {
        reader::open(model, number, out);
    }
}

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
            after_meta(model, *number, out);
        }
    }
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
        Op::Undo { .. } => "an undo".to_owned(),
        Op::Unknown { .. } => "an act of a newer version".to_owned(),
    };
    if ops.len() > 1 {
        format!("{what} ({} articles or places)", ops.len())
    } else {
        what
    }
}

/// Repeats the last act of triage or tags.
pub(super) fn repeat(model: &mut Model, out: &mut Vec<Effect>) {
    match model.last_act.clone() {
        Some(LastAct::Run(command)) => triage(model, command, out),
        Some(LastAct::Tag(tag)) => self::tag(model, &tag, out),
        Some(LastAct::Untag(tag)) => untag(model, &tag, out),
        None => model.notices.say(Tone::Plain, "nothing to repeat yet"),
    }
}

/// Names an act: `kept: TITLE`, or with a count when it is about several.
fn subject(model: &Model, word: &str, numbers: &[u32]) -> String {
    match numbers {
        [number] => format!(
            "{word}: {}",
            model.row(*number).map_or("", |row| row.headline())
        ),
        numbers => format!("{word}: {} articles", numbers.len()),
    }
}

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
    let ids = append(model, ops, out, Journal::act);
    model.notices.act(text.to_owned(), ids);
    true
}

/// How ops become entries: as an act of the person, or of the program itself.
type ActFn = fn(&mut Journal, Vec<Op>, Stamp) -> Vec<Entry>;

fn append(
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

fn refuses(model: &mut Model) -> bool {
    if model.read_only {
        model.notices.say(
            Tone::Warning,
            "opened with --read-only: nothing is decided or saved",
        );
    }
    model.read_only
}
