//! Notes: the small editor, drafts, and what the person's own editor wrote.

use super::acts;
use super::label::{after_change, new_mark, one_line, open_target, place};
use crate::annotate::{Mark, Op};
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::prompt::{NoteEditor, NoteTarget};

/// Opens the note of the mark under the cursor, or a new one.
pub(super) fn open(model: &mut Model) {
    let number = model.reader.number.unwrap_or_default();
    let mark = if model.reader.anchor.is_some() {
        None
    } else {
        model.reader.mark_at(model.reader.cursor)
    };
    let (text, target) = match mark.map(|placed| placed.mark.clone()) {
        Some(mark) => (mark.note.unwrap_or_default(), NoteTarget::Mark(mark.id)),
        None => {
            if let Some(span) = place(model) {
                (String::new(), NoteTarget::New(span))
            } else {
                model.notices.say(
                    Tone::Warning,
                    "nothing to note on here; v starts a selection",
                );
                return;
            }
        }
    };
    let draft = model.drafts.remove(&(number, model.reader.cursor));
    model.note = Some(NoteEditor::new(&draft.unwrap_or(text), target));
}

/// Applies a key to the open note.
pub(super) fn press(model: &mut Model, key: Key, out: &mut Vec<Effect>) {
    let Some(editor) = &mut model.note else {
        return;
    };
    match (key.code, key.ctrl, key.alt) {
        (KeyCode::Enter, _, true) | (KeyCode::Char('j'), true, _) => editor.break_line(),
        (KeyCode::Enter, ..) | (KeyCode::Char('s'), true, _) => save_note(model, out),
        (KeyCode::Char('e'), true, _) => out.push(Effect::EditNote(editor.text())),
        (KeyCode::Esc, ..) => {
            let text = editor.text();
            model.note = None;
            if !text.is_empty() {
                let place = (model.reader.number.unwrap_or_default(), model.reader.cursor);
                model.drafts.insert(place, text);
                model
                    .notices
                    .say(Tone::Plain, "note not saved; N here brings the draft back");
            }
        }
        _ => editor.press(key),
    }
}

/// Takes the note that the person's editor wrote.
pub(super) fn edited(model: &mut Model, text: Option<String>) {
    if let (Some(editor), Some(text)) = (&mut model.note, text) {
        *editor = NoteEditor::new(text.trim_end(), editor.target.clone());
    }
}

fn save_note(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(editor) = model.note.take() else {
        return;
    };
    let text = editor.text();
    let note = (!text.is_empty()).then(|| text.clone());
    let Some((root, article)) = open_target(model) else {
        return;
    };
    let op = match &editor.target {
        NoteTarget::Mark(id) => {
            let mark = model
                .reader
                .marks
                .iter()
                .find(|placed| placed.mark.id == *id)
                .map(|placed| placed.mark.clone());
            let Some(mark) = mark else {
                model.notices.say(
                    Tone::Error,
                    "the mark of this note is gone; N here keeps the note as a new mark",
                );
                model.drafts.insert(
                    (model.reader.number.unwrap_or_default(), model.reader.cursor),
                    text,
                );
                return;
            };
            if mark.note == note {
                return;
            }
            Op::MarkChange {
                article,
                mark: Mark { note, ..mark },
            }
        }
        NoteTarget::New(_) if note.is_none() => return,
        NoteTarget::New(span) => Op::MarkAdd {
            article,
            mark: new_mark(model, *span, None, note),
        },
    };
    let said = format!("note: {}", one_line(&text));
    if acts::commit(model, vec![(root, op)], &said, out) {
        model.reader.anchor = None;
        after_change(model);
    }
}
