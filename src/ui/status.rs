//! The status line and the hint line.

use ratatui::buffer::Buffer;

use super::frame::Desk;
use super::pen::Pen;
use super::theme::Role;
use crate::app::command::Mode;
use crate::app::model::Pane;
use crate::app::msg::{Tier, Tone};
use crate::app::notice::{Notice, Stage};
use crate::app::wording::{counted, grouped};

/// Draws both lines.
pub(super) fn draw(desk: &Desk<'_>, buf: &mut Buffer) {
    if let Some(mut pen) = desk
        .layout
        .status
        .and_then(|area| Pen::row(desk.place(area), 0))
    {
        let right = right(desk);
        if !right.is_empty() {
            pen.write_right(buf, &format!("  {right} "), desk.style(Role::Dim));
        }
        if desk.model.mode == Mode::Mark {
            pen.write(buf, " MARK ", desk.style(Role::Mode));
        }
        pen.write(buf, " ", desk.style(Role::Text));
        if let Some(notice) = &desk.model.notices.current {
            self::notice(desk, buf, &mut pen, notice);
        }
    }
    if let Some(mut pen) = desk
        .layout
        .hints
        .and_then(|area| Pen::row(desk.place(area), 0))
    {
        pen.skip(1);
        hints(desk, buf, pen);
    }
}

fn notice(desk: &Desk<'_>, buf: &mut Buffer, pen: &mut Pen, notice: &Notice) {
    let role = match notice.tone {
        Tone::Plain => Role::Text,
        Tone::Warning => Role::Warning,
        Tone::Error => Role::Error,
    };
    let stage = notice.act.as_ref().map(|act| act.stage);
    let mut text = notice.text.clone();
    match stage {
        Some(Stage::Saved) => pen.write(
            buf,
            &format!("{} ", desk.signs.saved),
            desk.style(Role::Saved),
        ),
        Some(Stage::Waiting) => pen.write(
            buf,
            &format!("{} ", desk.signs.waiting),
            desk.style(Role::Dim),
        ),
        Some(Stage::Failed) => {
            let why = desk
                .model
                .notices
                .failure
                .as_deref()
                .unwrap_or("unknown reason");
            text = format!("{} NOT saved ({why}): {text}", desk.signs.failed);
        }
        None => {}
    }
    let room = pen.room();
    pen.write_within(buf, &text, (room, desk.style(role)), desk.signs.ellipsis);
}

/// Says what goes on: keys typed, selection, unsaved acts, reading progress.
fn right(desk: &Desk<'_>) -> String {
    let model = desk.model;
    let mut parts = Vec::new();
    if !model.pending.is_empty() || model.wants_key.is_some() {
        let keys: String = model.pending.iter().map(ToString::to_string).collect();
        parts.push(if keys.is_empty() {
            "key?".to_owned()
        } else {
            keys
        });
    }
    if let Some(value) = model.reader.time_at_cursor(model.mode) {
        parts.push(format!("{} {value}", desk.signs.means));
    }
    let n_selected = model.list.selected.len();
    if n_selected > 0 {
        parts.push(format!("{} {}", desk.signs.selected, grouped(n_selected)));
    }
    if !model.reader.search.needle.is_empty() {
        parts.push(format!("/{}", model.reader.search.needle));
    }
    if model.notices.failure.is_some() {
        parts.push(format!(
            "{} NOT saved",
            grouped(model.notices.unsaved.len())
        ));
    }
    let n_lost = model
        .reader
        .marks
        .iter()
        .filter(|placed| placed.span().is_none())
        .count();
    if n_lost > 0 {
        parts.push(format!("{}, :orphans", counted(n_lost, "lost mark")));
    }
    let progress = model.progress;
    if !progress.is_finished && progress.total > 0 {
        let of = if progress.is_listed {
            grouped(progress.total)
        } else {
            format!("{}+", grouped(progress.total))
        };
        parts.push(format!("reading {}/{of}", grouped(progress.done)));
    }
    parts.extend(precise(desk));
    if model.read_only {
        parts.push("read-only".to_owned());
    }
    parts.join(&format!(" {} ", desk.signs.dot))
}

/// Says what the precise tier does for the open article, or that it is not there.
fn precise(desk: &Desk<'_>) -> Option<String> {
    let precise = &desk.model.precise;
    if matches!(precise.tier, Some(Tier::Missing(_) | Tier::Failing(_))) {
        return Some("fast tier".to_owned());
    }
    let (_, asked) = precise.asked?;
    let is_open = desk.model.reader.number == Some(asked);
    is_open.then(|| format!("precise{}", desk.signs.waiting))
}

fn hints(desk: &Desk<'_>, buf: &mut Buffer, mut pen: Pen) {
    for (keys, what) in list_of_hints(desk) {
        if pen.room() < keys.len() + what.len() + 1 {
            return;
        }
        pen.write(buf, keys, desk.style(Role::Key));
        pen.write(buf, &format!(" {what}  "), desk.style(Role::Dim));
    }
}

/// Keys and what they do.
type Hints = &'static [(&'static str, &'static str)];

const NOTE: Hints = &[
    ("Enter", "save"),
    ("A-Enter", "new line"),
    ("C-e", "your editor"),
    ("Esc", "leave as draft"),
];
const PICKER: Hints = &[
    ("type", "to narrow"),
    ("Down Up", "choose"),
    ("Enter", "take"),
    ("Esc", "close"),
];
const PROMPT: Hints = &[("Enter", "take"), ("Tab", "complete"), ("Esc", "leave")];
const SELECTION: Hints = &[
    ("w b e", "words"),
    ("o", "other end"),
    ("H", "highlight"),
    ("1-9 ; L", "label"),
    ("N", "note"),
    ("y", "copy"),
    ("Esc", "drop"),
];
const MARK: Hints = &[
    ("Tab", "next candidate"),
    ("a", "accept"),
    ("x", "reject"),
    ("v", "select"),
    ("1-9 ; L", "label"),
    ("H", "highlight"),
    ("N", "note"),
    ("K", "explain"),
    ("Esc", "back"),
];
/// The first keys to learn, on the sample corpus.
const FIRST: Hints = &[
    ("j k", "move"),
    ("Enter", "read"),
    ("Space", "page"),
    ("m", "keep"),
    ("d", "discard"),
    ("u", "undo"),
    ("?", "all keys"),
    ("q", "quit"),
];
const LIST: Hints = &[
    ("Enter", "read"),
    ("m", "keep"),
    ("d", "discard"),
    ("s", "star"),
    ("t", "tag"),
    ("x", "select"),
    ("f", "filter"),
    ("S", "sort"),
    ("u", "undo"),
    ("?", "keys"),
    ("q", "quit"),
];
const BODY: Hints = &[
    ("Space", "page"),
    ("J K", "next, previous"),
    ("m", "keep"),
    ("d", "discard"),
    ("i", "mark"),
    ("/", "search"),
    ("]e", "mentions"),
    ("z", "zen"),
    ("?", "keys"),
    ("q", "back"),
];
const SIDEBAR: Hints = &[
    ("Enter", "card"),
    ("p", "pin"),
    ("]e", "mentions"),
    ("/", "narrow"),
    ("?", "keys"),
    ("q", "back"),
];

fn list_of_hints(desk: &Desk<'_>) -> Hints {
    let model = desk.model;
    if model.note.is_some() {
        return NOTE;
    }
    if model.picker.is_some() {
        return PICKER;
    }
    if model.prompt.is_some() {
        return PROMPT;
    }
    match (model.mode, model.focus) {
        (Mode::Mark, _) if model.reader.anchor.is_some() => SELECTION,
        (Mode::Mark, _) => MARK,
        (_, Pane::List) if model.is_sample => FIRST,
        (_, Pane::List) => LIST,
        (_, Pane::Body) => BODY,
        (_, Pane::Sidebar) => SIDEBAR,
    }
}
