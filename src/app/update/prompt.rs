//! The line at the bottom: what keys do to it, and what it does when taken.

use tui_input::{Input, InputRequest};

use super::{complete, label, line, list, reader, tags};
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::prompt::{Prompt, PromptKind, edit_request};
use crate::app::wording::counted;

/// Opens a prompt.
pub(super) fn open(model: &mut Model, kind: PromptKind, text: &str) {
    if matches!(kind, PromptKind::Tag | PromptKind::Untag) && model.subjects().is_empty() {
        model.notices.say(Tone::Warning, "no article to tag");
        return;
    }
    model.prompt = Some(Prompt::new(kind, text));
    complete::offer(model);
}

/// Opens the filter line with the filter that stands.
pub(super) fn open_filter(model: &mut Model) {
    let text = model.list.filter.text.clone();
    open(model, PromptKind::Filter, &text);
    let place = (model.list.current(), model.list.top);
    if let Some(prompt) = &mut model.prompt {
        prompt.place = place;
    }
}

/// Applies a key to the open prompt.
pub(super) fn press(model: &mut Model, key: Key, out: &mut Vec<Effect>) {
    let Some(prompt) = &mut model.prompt else {
        return;
    };
    match (key.code, key.ctrl) {
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), true) => cancel(model, out),
        (KeyCode::Enter, _) => take(model, out),
        (KeyCode::Tab | KeyCode::Down, _) | (KeyCode::Char('n'), true) => choose(prompt, 1),
        (KeyCode::BackTab | KeyCode::Up, _) | (KeyCode::Char('p'), true) => choose(prompt, -1),
        (KeyCode::Backspace, false) if prompt.text().is_empty() => cancel(model, out),
        _ => {
            if let Some(request) = edit_request(key) {
                edit(model, &[request], out);
            }
        }
    }
}

/// Moves the highlight; where completions are put into the line it is done at once.
fn choose(prompt: &mut Prompt, by: isize) {
    prompt.choose(by);
    if !matches!(
        prompt.kind,
        PromptKind::Tag | PromptKind::Untag | PromptKind::Label
    ) {
        prompt.take_choice();
        // The choices stay for the next Tab; what they replace is what stands now.
        let end = prompt.cursor_byte();
        let lengths: Vec<usize> = prompt
            .choices
            .iter()
            .map(|choice| choice.span.start)
            .collect();
        for (choice, start) in prompt.choices.iter_mut().zip(lengths) {
            choice.span.end = end.max(start);
        }
    }
}

/// Takes pasted text, newlines as blanks.
pub(super) fn paste(model: &mut Model, text: &str, out: &mut Vec<Effect>) {
    let chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let requests: Vec<InputRequest> = chars.map(InputRequest::InsertChar).collect();
    edit(model, &requests, out);
}

fn edit(model: &mut Model, requests: &[InputRequest], out: &mut Vec<Effect>) {
    let Some(prompt) = &mut model.prompt else {
        return;
    };
    let before = prompt.text().to_owned();
    for request in requests {
        prompt.input.handle(*request);
    }
    let (kind, text) = (prompt.kind, prompt.text().to_owned());
    if text == before {
        return;
    }
    match kind {
        PromptKind::Filter => list::filter_typing(model, &text, out),
        PromptKind::Search => {
            reader::look_for(model, text);
            reader::go_to_first_hit(model);
        }
        PromptKind::Narrow => {
            model.sidebar.narrow = text;
            model.sidebar.fill(&model.reader);
        }
        _ => {}
    }
    complete::offer(model);
}

/// Closes the prompt and puts back what stood before.
fn cancel(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(prompt) = model.prompt.take() else {
        return;
    };
    model.notices.clear();
    match prompt.kind {
        PromptKind::Filter if prompt.text() != prompt.before => {
            list::filter(model, &prompt.before, out);
            list::put_back(model, prompt.place, out);
        }
        PromptKind::Search => reader::look_for(model, String::new()),
        PromptKind::Narrow if prompt.text() != prompt.before => {
            model.sidebar.narrow = prompt.before;
            model.sidebar.fill(&model.reader);
        }
        _ => {}
    }
}

/// Does what was typed.
fn take(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(mut prompt) = model.prompt.take() else {
        return;
    };
    let highlighted = prompt.chosen.is_some();
    if highlighted
        && matches!(
            prompt.kind,
            PromptKind::Tag | PromptKind::Untag | PromptKind::Label
        )
    {
        prompt.take_choice();
    }
    let text = prompt.text().trim().to_owned();
    match prompt.kind {
        PromptKind::Command => line::run(model, &text, out),
        PromptKind::Search => search(model, &text),
        PromptKind::Filter => take_filter(model, prompt, out),
        PromptKind::SaveFilter => line::save_filter(model, &text, out),
        PromptKind::Narrow => {}
        _ if text.is_empty() => {}
        PromptKind::Tag => tags::tag(model, &text, out),
        PromptKind::Untag => tags::untag(model, &text, out),
        PromptKind::Label => label::label(model, Some(text), out),
        PromptKind::Pipe => {
            let body = model.reader.article.text.clone();
            out.push(Effect::Pipe {
                command: text,
                text: body,
            });
        }
    }
}

fn search(model: &mut Model, text: &str) {
    let n_hits = model.reader.search.hits.len();
    if text.is_empty() {
        reader::look_for(model, String::new());
    } else if n_hits == 0 {
        model.notices.say(
            Tone::Warning,
            format!("{text} is not in this article; f finds articles"),
        );
    }
}

/// Keeps a filter that can be read; a mistake keeps the line open and says
/// what was expected, under the place.
fn take_filter(model: &mut Model, mut prompt: Prompt, out: &mut Vec<Effect>) {
    let text = prompt.text().to_owned();
    if let Err(mistake) = crate::index::query::parse(&text)
        && !text.trim().is_empty()
    {
        prompt.mistake = Some((mistake.span, mistake.expected));
        prompt.choices.clear();
        prompt.input = Input::new(text.clone()).with_cursor(
            text.get(..mistake.span.start)
                .map_or(0, |head| head.chars().count()),
        );
        model.prompt = Some(prompt);
        return;
    }
    list::filter(model, &text, out);
    super::jobs::remember(out);
    let n_shown = model.list.shown.len();
    if text.trim().is_empty() {
        model.notices.clear();
    } else {
        model.notices.say(
            Tone::Plain,
            format!("{}; Esc takes the filter away", counted(n_shown, "article")),
        );
    }
}
