//! Keys: to the open box if there is one, else through the keymap.

use super::{note, pick, prompt, run};
use crate::annotate::Stamp;
use crate::app::command::Mode;
use crate::app::effect::{Effect, Wake};
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Meaning;
use crate::app::model::Model;
use crate::app::msg::Tone;

/// Applies one key.
pub(super) fn press(model: &mut Model, key: Key, now: Stamp, out: &mut Vec<Effect>) {
    model.now = now;
    model.held.note(key, now);
    model.resume = None;
    if model.note.is_some() {
        note::press(model, key, out);
    } else if model.picker.is_some() {
        pick::press(model, key, out);
    } else if model.prompt.is_some() {
        prompt::press(model, key, out);
    } else {
        command_key(model, key, out);
    }
}

/// Takes pasted text into the open box; pasted text is never a command.
pub(super) fn paste(model: &mut Model, text: &str, out: &mut Vec<Effect>) {
    if model.note.is_some() {
        for c in text.chars() {
            let code = if c == '\n' {
                KeyCode::Enter
            } else {
                KeyCode::Char(c)
            };
            let key = Key {
                alt: c == '\n',
                ..Key::new(code)
            };
            note::press(model, key, out);
        }
    } else if model.prompt.is_some() {
        prompt::paste(model, text, out);
    } else if model.picker.is_some() {
        pick::paste(model, text);
    } else {
        model.notices.say(
            Tone::Warning,
            "Pasted text is only taken where you type: after : / f t or in a note.",
        );
    }
}

fn command_key(model: &mut Model, key: Key, out: &mut Vec<Effect>) {
    if let Some(command) = model.wants_key.take() {
        model.which_key = false;
        if key.code != KeyCode::Esc {
            run::command(model, command, Some(key), out);
        }
        return;
    }
    if !model.pending.is_empty() && key.code == KeyCode::Esc {
        model.pending.clear();
        model.which_key = false;
        return;
    }
    model.pending.push(key);
    let keys = std::mem::take(&mut model.pending);
    match model.keymap.meaning(model.mode, model.key_place(), &keys) {
        Meaning::Command(command) => {
            model.which_key = false;
            run::command(model, command, Some(key), out);
        }
        Meaning::WantsKey(command) => {
            model.wants_key = Some(command);
            out.push(Effect::WakeAfter(
                Wake::WhichKey,
                model.settings.which_key_ms,
            ));
        }
        Meaning::Pending => {
            model.pending = keys;
            out.push(Effect::WakeAfter(
                Wake::WhichKey,
                model.settings.which_key_ms,
            ));
        }
        Meaning::Nothing => {
            model.which_key = false;
            let typed: String = keys.iter().map(ToString::to_string).collect();
            let help = match model.mode {
                Mode::Browse => "? shows all keys",
                Mode::Mark => "? shows all keys, Esc goes back to reading",
            };
            model
                .notices
                .say(Tone::Warning, format!("{typed} is not bound; {help}."));
        }
    }
}
