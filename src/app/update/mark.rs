//! MARK mode: the cursor in the text, selections, marks, decisions on mentions.

use super::{acts, reader, words};
use crate::annotate::{Mark, MarkId, MentionDecision, Op, Verdict, describe};
use crate::app::command::{Command, Mode};
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::lines::{Page, line_at};
use crate::app::model::{Model, Pane};
use crate::app::msg::Tone;
use crate::app::prompt::{NoteEditor, NoteTarget};
use crate::text::Span;

/// Puts the cursor into the text: where it was when that is shown, else at the
/// first word shown.
pub(super) fn enter(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    if model.reader.number.is_none() || !model.reader.article.readable {
        model.notices.say(
            Tone::Warning,
            "open an article first; there is no text to mark",
        );
        return;
    }
    super::moves::go_to(model, Pane::Body, out);
    model.mode = Mode::Mark;
    let height = model.body_height();
    let top = model.reader.top;
    let shown = model
        .reader
        .lines
        .get(top..)
        .unwrap_or_default()
        .iter()
        .take(height);
    let mut lines = shown.filter(|line| line.is_text());
    let cursor = model.reader.cursor;
    let is_shown = cursor > 0 && lines.clone().any(|line| line.span.contains(cursor));
    if !is_shown {
        model.reader.cursor = lines.next().map_or(0, |line| line.span.start);
    }
    model.reader.goal = None;
    model.reader.anchor = (command == Command::MarkSelect).then_some(model.reader.cursor);
}

/// Drops the selection, or goes back to BROWSE.
pub(super) fn leave(model: &mut Model) {
    if model.reader.anchor.take().is_none() {
        model.mode = Mode::Browse;
        model.notices.clear();
    }
}

fn go(model: &mut Model, at: usize) {
    let height = model.body_height();
    model.reader.cursor = at;
    model.reader.show(at, height);
}

/// Moves by letters, lines and to line ends.
pub(super) fn step(model: &mut Model, command: Command) {
    let reader = &model.reader;
    let goal = reader.goal.unwrap_or_else(|| words::column(reader));
    let at = match command {
        Command::MoveLeft | Command::MoveRight => words::letter(reader, command),
        Command::MoveDown => words::line(reader, 1, goal),
        Command::MoveUp => words::line(reader, -1, goal),
        _ => {
            let line = reader.lines.get(line_at(&reader.lines, reader.cursor));
            line.map_or(reader.cursor, |line| {
                if command == Command::LineStart {
                    line.span.start
                } else {
                    words::last_letter(reader, line)
                }
            })
        }
    };
    model.reader.goal = matches!(command, Command::MoveDown | Command::MoveUp).then_some(goal);
    go(model, at);
}

/// Moves by words and to the ends of the text.
pub(super) fn leap(model: &mut Model, command: Command) {
    let reader = &model.reader;
    let mut text = reader.lines.iter().filter(|line| line.is_text());
    let at = match command {
        Command::First => text.next().map_or(0, |line| line.span.start),
        Command::Last => text
            .next_back()
            .map_or(0, |line| words::last_letter(reader, line)),
        _ => words::word(reader, command),
    };
    model.reader.goal = None;
    show_folded(model, at);
    go(model, at);
}

/// Shows page furniture when the cursor is about to enter it: a cursor that
/// nobody sees is worse than furniture.
fn show_folded(model: &mut Model, at: usize) {
    let line = model.reader.lines.get(line_at(&model.reader.lines, at));
    let is_shown =
        line.is_some_and(|line| line.is_text() && line.span.start <= at && at <= line.span.end);
    if !is_shown && model.page == Page::Folded {
        model.page = Page::Whole;
        reader::rewrap(model);
    }
}

/// Moves by pages and half pages.
pub(super) fn page(model: &mut Model, command: Command) {
    let height = model.body_height();
    let by = match command {
        Command::HalfDown | Command::HalfUp => height / 2,
        _ => height.saturating_sub(1),
    };
    let by = isize::try_from(by.max(1)).unwrap_or(1);
    let down = matches!(command, Command::HalfDown | Command::PageDown);
    let goal = model
        .reader
        .goal
        .unwrap_or_else(|| words::column(&model.reader));
    let at = words::line(&model.reader, if down { by } else { -by }, goal);
    model.reader.goal = Some(goal);
    go(model, at);
}

/// Moves forward to the letter typed, on this line or below.
pub(super) fn find_char(model: &mut Model, key: Option<Key>) {
    let Some(KeyCode::Char(wanted)) = key.map(|key| key.code) else {
        return;
    };
    let from = model.reader.after(model.reader.cursor);
    let rest = model.reader.article.text.get(from..).unwrap_or_default();
    match rest.find(wanted) {
        Some(at) => {
            model.reader.goal = None;
            show_folded(model, from + at);
            go(model, from + at);
        }
        None => model.notices.say(Tone::Plain, format!("no {wanted} below")),
    }
}

/// Starts or drops a selection, or swaps its ends.
pub(super) fn select(model: &mut Model, command: Command) {
    let reader = &mut model.reader;
    if command == Command::Selection {
        reader.anchor = if reader.anchor.is_some() {
            None
        } else {
            Some(reader.cursor)
        };
    } else if let Some(anchor) = reader.anchor.replace(reader.cursor) {
        go(model, anchor);
    } else {
        reader.anchor = None;
        model.notices.say(Tone::Plain, "v starts a selection");
    }
}

/// Hops to the next undecided candidate: a suggested mention, and after the
/// last of them whatever looks like a name and was not found.
pub(super) fn hop(model: &mut Model, command: Command) {
    let forward = command == Command::NextCandidate;
    let mut places: Vec<Span> = model
        .reader
        .mentions
        .iter()
        .filter(|mention| !mention.is_accepted)
        .map(|mention| mention.span)
        .collect();
    places.extend(words::unlabeled(&model.reader));
    let marked: Vec<Span> = model
        .reader
        .marks
        .iter()
        .filter_map(crate::app::reader::PlacedMark::span)
        .collect();
    places.retain(|place| !marked.contains(place));
    places.sort_unstable();
    let cursor = model.reader.cursor;
    let found = if forward {
        let next = places.partition_point(|place| place.start <= cursor);
        places.get(next).or_else(|| places.first())
    } else {
        let before = places.partition_point(|place| place.start < cursor);
        before
            .checked_sub(1)
            .and_then(|at| places.get(at))
            .or_else(|| places.last())
    };
    match found.copied() {
        Some(place) => {
            model.reader.anchor = None;
            model.reader.goal = None;
            show_folded(model, place.start);
            go(model, place.start);
        }
        None => model
            .notices
            .say(Tone::Plain, "no undecided candidate in this article"),
    }
}

/// Accepts or rejects the mention under the cursor, or accepts all mentions of
/// its entity in this article.
pub(super) fn decide(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let Some(here) = model.reader.mention_at(model.reader.cursor).cloned() else {
        model.notices.say(
            Tone::Plain,
            "no suggestion under the cursor; Tab hops to the next one",
        );
        return;
    };
    let verdict = if command == Command::Reject {
        Verdict::Rejected
    } else {
        Verdict::Accepted
    };
    let chosen: Vec<_> = model
        .reader
        .mentions
        .iter()
        .filter(|mention| match command {
            Command::AcceptAll => {
                mention.entity == here.entity && here.entity.is_some() && !mention.is_accepted
            }
            _ => mention.idx == here.idx,
        })
        .cloned()
        .collect();
    let Some((root, article)) = open_target(model) else {
        return;
    };
    let body = &model.reader.article.text;
    let entity = |mention: &crate::app::reader::ShownMention| {
        Some(
            model
                .reader
                .extraction
                .entities
                .get(mention.entity?)?
                .name
                .clone(),
        )
    };
    let ops: Vec<(u16, Op)> = chosen
        .iter()
        .map(|mention| {
            let decision = MentionDecision {
                selector: describe(body, mention.span),
                kind: mention.kind.name().to_owned(),
                entity: entity(mention),
                verdict,
            };
            (
                root,
                Op::Decide {
                    article: article.clone(),
                    decision,
                },
            )
        })
        .collect();
    let exact = here.span.of(body);
    let word = if verdict == Verdict::Rejected {
        "rejected"
    } else {
        "accepted"
    };
    let text = match ops.len() {
        1 => format!("{word}: {exact} ({})", here.kind.name()),
        n => format!(
            "{word}: {n} mentions of {}",
            entity(&here).unwrap_or_default()
        ),
    };
    if acts::commit(model, ops, &text, out) {
        after_change(model);
        if command != Command::AcceptAll {
            let notice = model.notices.current.take();
            hop(model, Command::NextCandidate);
            model.notices.current = notice;
        }
    }
}

fn open_target(model: &Model) -> Option<(u16, crate::annotate::Target)> {
    let number = model.reader.number?;
    Some((model.row(number)?.source.root, model.target(number)?))
}

fn after_change(model: &mut Model) {
    reader::place_marks(model);
    model.sidebar.fill(&model.reader);
}

/// Returns what a label or highlight would cover: the selection, else the
/// candidate, else the word under the cursor.
fn place(model: &Model) -> Option<Span> {
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
    let letter = match key.map(|key| key.code) {
        Some(KeyCode::Char(letter)) => letter,
        _ => return,
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

fn new_mark(model: &Model, span: Span, label: Option<String>, note: Option<String>) -> Mark {
    // The journal gives the mark the id of its act.
    Mark {
        id: MarkId(String::new()),
        label,
        note,
        selector: describe(&model.reader.article.text, span),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// Opens the note of the mark under the cursor, or a new one.
pub(super) fn note(model: &mut Model) {
    let number = model.reader.number.unwrap_or_default();
    let mark = if model.reader.anchor.is_some() {
        None
    } else {
        model.reader.mark_at(model.reader.cursor)
    };
    let (text, target) = match mark.map(|placed| placed.mark.clone()) {
        Some(mark) => (mark.note.unwrap_or_default(), NoteTarget::Mark(mark.id)),
        None => match place(model) {
            Some(span) => (String::new(), NoteTarget::New(span)),
            None => {
                model.notices.say(
                    Tone::Warning,
                    "nothing to note on here; v starts a selection",
                );
                return;
            }
        },
    };
    let draft = model.drafts.remove(&(number, model.reader.cursor));
    model.note = Some(NoteEditor::new(&draft.unwrap_or(text), target));
}

/// Applies a key to the open note.
pub(super) fn note_key(model: &mut Model, key: Key, out: &mut Vec<Effect>) {
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

/// Copies the selection, mark or candidate with its citation.
pub(super) fn copy(model: &mut Model, out: &mut Vec<Effect>) {
    let reader = &model.reader;
    let marked = reader
        .mark_at(reader.cursor)
        .and_then(crate::app::reader::PlacedMark::span);
    let Some(span) = reader.selection().or(marked).or_else(|| place(model)) else {
        return;
    };
    let quote = one_line(span.of(&model.reader.article.text));
    let number = model.reader.number.unwrap_or_default();
    out.push(Effect::Copy(format!(
        "“{quote}” – {}",
        reader::citation(model, number)
    )));
    model.reader.anchor = None;
}

/// Says what was found under the cursor, by whom and why.
pub(super) fn explain(model: &mut Model) {
    let reader = &model.reader;
    let text = match reader.mention_at(reader.cursor) {
        Some(shown) => explanation(model, shown),
        None => match reader.mark_at(reader.cursor) {
            Some(placed) => {
                let label = placed.mark.label.as_deref().unwrap_or("highlight");
                let note = placed
                    .mark
                    .note
                    .as_deref()
                    .map(|note| format!(": {note}"))
                    .unwrap_or_default();
                Some(format!("your mark, {label}{note}"))
            }
            None => None,
        },
    };
    model.notices.say(
        Tone::Plain,
        text.unwrap_or_else(|| "nothing was found here".to_owned()),
    );
}

fn explanation(model: &Model, shown: &crate::app::reader::ShownMention) -> Option<String> {
    let reader = &model.reader;
    let mention = reader.extraction.mentions.get(shown.idx)?;
    let text = mention.span.of(&reader.article.text);
    let entity = shown
        .entity
        .and_then(|idx| reader.extraction.entities.get(idx))
        .map(|entity| entity.name.as_str());
    let of = entity
        .filter(|name| *name != text)
        .map(|name| format!(" = {name}"))
        .unwrap_or_default();
    let time = reader
        .extraction
        .times
        .iter()
        .find(|time| time.span == mention.span);
    let value = time
        .and_then(|time| time.value.as_deref())
        .map(|value| format!(" → {value}"))
        .unwrap_or_default();
    let score = (mention.score * 100.0).round();
    let state = if shown.is_accepted { ", accepted" } else { "" };
    Some(format!(
        "{text}{of}{value}: {}, by the {} ({score} %: {}){state}",
        mention.kind.name(),
        mention.finder.name(),
        mention.reason
    ))
}
