//! Marks: highlighting, labeling, moving edges, deleting, copying.

use super::mark::go;
use super::{acts, cite, reader, words};
use crate::annotate::{Mark, MarkId, Op, Target, describe};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::reader::PlacedMark;
use crate::text::Span;

/// Returns what a label or highlight would cover: the selection, else the
/// candidate, else the word under the cursor.
pub(super) fn place(model: &Model) -> Option<Span> {
    let reader = &model.reader;
    let word = || {
        Some(crate::text::words::word_at(
            &reader.article.text,
            reader.cursor,
        ))
        .filter(|span| !span.is_empty())
    };
    let run = || {
        words::unlabeled(reader)
            .into_iter()
            .find(|run| run.contains(reader.cursor))
    };
    reader
        .selection()
        .or_else(|| reader.mention_at(reader.cursor).map(|mention| mention.span))
        .or_else(run)
        .or_else(word)
}

/// Labels with the n-th label of the codebook.
pub(super) fn label_nth(model: &mut Model, nth: usize, out: &mut Vec<Effect>) {
    match nth
        .checked_sub(1)
        .and_then(|at| model.codebook.labels.get(at))
        .map(|code| code.name.clone())
    {
        Some(name) => label(model, Some(name), out),
        None => model.notices.say(
            Tone::Warning,
            format!("the codebook has no label number {nth}; L labels by name"),
        ),
    }
}

/// Labels with the label that has this letter in the codebook.
pub(super) fn label_letter(model: &mut Model, key: Option<Key>, out: &mut Vec<Effect>) {
    let Some(KeyCode::Char(letter)) = key.map(|key| key.code) else {
        return;
    };
    match model
        .codebook
        .labels
        .iter()
        .find(|code| code.key == Some(letter))
        .map(|code| code.name.clone())
    {
        Some(name) => label(model, Some(name), out),
        None => model.notices.say(
            Tone::Warning,
            format!("no label has the letter {letter}; L labels by name"),
        ),
    }
}

/// Marks without a label.
pub(super) fn highlight(model: &mut Model, out: &mut Vec<Effect>) {
    label(model, None, out);
}

/// Repeats the last label or highlight.
pub(super) fn repeat(model: &mut Model, out: &mut Vec<Effect>) {
    match model.last_label.clone() {
        Some(name) => label(model, name, out),
        None => model.notices.say(Tone::Plain, "nothing to repeat yet"),
    }
}

/// Labels the selection or candidate; a mark on the same place changes its label.
pub(super) fn label(model: &mut Model, label: Option<String>, out: &mut Vec<Effect>) {
    let Some(span) = place(model) else {
        model
            .notices
            .say(Tone::Warning, "nothing to mark here; v starts a selection");
        return;
    };
    let Some((root, article)) = open_target(model) else {
        return;
    };
    model.last_label = Some(label.clone());
    let same = model
        .reader
        .marks
        .iter()
        .find(|placed| placed.span() == Some(span))
        .map(|placed| placed.mark.clone());
    let exact = one_line(span.of(&model.reader.article.text));
    let name = label.as_deref().unwrap_or("highlight");
    let text = format!("{name}: {exact}");
    let op = match same {
        Some(mark) => Op::MarkChange {
            article,
            mark: Mark { label, ..mark },
        },
        None => Op::MarkAdd {
            article,
            mark: new_mark(model, span, label, None),
        },
    };
    if acts::commit(model, vec![(root, op)], &text, out) {
        model.reader.anchor = None;
        after_change(model);
    }
}

/// Moves an edge of the selection, of the mark under the cursor, or of the
/// candidate, which becomes a selection.
pub(super) fn edge(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let body = &model.reader.article.text;
    if model.reader.anchor.is_none()
        && let Some(placed) = model.reader.mark_at(model.reader.cursor).cloned()
        && let (Some(span), Some((root, article))) = (placed.span(), open_target(model))
    {
        let moved = words::edge(body, span, command);
        if moved != span {
            let mark = Mark {
                selector: describe(body, moved),
                ..placed.mark
            };
            let text = format!("moved: {}", one_line(moved.of(body)));
            acts::commit(
                model,
                vec![(root, Op::MarkChange { article, mark })],
                &text,
                out,
            );
            model.reader.cursor = model.reader.cursor.clamp(
                moved.start,
                words::before(&model.reader.article.text, moved.end),
            );
            after_change(model);
        }
        return;
    }
    let Some(span) = place(model) else { return };
    let moved = words::edge(body, span, command);
    let last = words::before(body, moved.end).max(moved.start);
    let at_start = model
        .reader
        .anchor
        .is_some_and(|anchor| anchor > model.reader.cursor);
    let (anchor, cursor) = if at_start {
        (last, moved.start)
    } else {
        (moved.start, last)
    };
    model.reader.anchor = Some(anchor);
    go(model, cursor);
}

/// Deletes the mark under the cursor.
pub(super) fn delete(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(mark) = model
        .reader
        .mark_at(model.reader.cursor)
        .map(|placed| placed.mark.clone())
    else {
        model.notices.say(
            Tone::Plain,
            "no mark under the cursor; ]h goes to the next in BROWSE",
        );
        return;
    };
    let Some((root, article)) = open_target(model) else {
        return;
    };
    let text = format!("deleted: {}", one_line(&mark.selector.exact));
    if acts::commit(
        model,
        vec![(
            root,
            Op::MarkRemove {
                article,
                mark: mark.id,
            },
        )],
        &text,
        out,
    ) {
        after_change(model);
    }
}

/// Copies the selection, mark or candidate with its citation.
pub(super) fn copy(model: &mut Model, out: &mut Vec<Effect>) {
    let reader = &model.reader;
    let marked = reader.mark_at(reader.cursor).and_then(PlacedMark::span);
    let Some(span) = reader.selection().or(marked).or_else(|| place(model)) else {
        return;
    };
    let quote = one_line(span.of(&model.reader.article.text));
    let number = model.reader.number.unwrap_or_default();
    out.push(Effect::Copy(format!(
        "“{quote}” – {}",
        cite::citation(model, number)
    )));
    model.reader.anchor = None;
}

pub(super) fn open_target(model: &Model) -> Option<(u16, Target)> {
    let number = model.reader.number?;
    Some((model.row(number)?.source.root, model.target(number)?))
}

pub(super) fn after_change(model: &mut Model) {
    reader::place_marks(model);
    model.sidebar.fill(&model.reader);
}

pub(super) fn new_mark(
    model: &Model,
    span: Span,
    label: Option<String>,
    note: Option<String>,
) -> Mark {
    // The journal gives the mark the id of its act.
    Mark {
        id: MarkId(String::new()),
        label,
        note,
        selector: describe(&model.reader.article.text, span),
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
