//! One line per command: which area carries it out.

use super::{
    cite, decide, duplicates, entity, everywhere, label, list, mark, moves, note, pick, prompt,
    reader, saving, sidebar, tags, triage, undo,
};
use crate::app::command::{Command, Mode};
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::model::Model;
use crate::app::prompt::PromptKind;

/// Carries a command out; `key` is the key it was called by, or its argument.
pub(super) fn command(
    model: &mut Model,
    command: Command,
    key: Option<Key>,
    out: &mut Vec<Effect>,
) {
    match model.mode {
        Mode::Browse => browse(model, command, key, out),
        Mode::Mark => in_text(model, command, key, out),
    }
}

fn browse(model: &mut Model, command: Command, key: Option<Key>, out: &mut Vec<Effect>) {
    use Command as C;
    match command {
        C::Down | C::Up | C::First | C::Last | C::HalfDown | C::HalfUp => {
            moves::step(model, command, out);
        }
        C::PageDown | C::PageUp => moves::page(model, command, out),
        C::FocusLeft | C::FocusRight | C::FocusNext | C::FocusPrevious => {
            moves::focus(model, command, out);
        }
        C::Open => moves::open(model, out),
        C::NextArticle | C::PreviousArticle | C::NextUnread | C::PreviousUnread => {
            list::other(model, command, out);
        }
        C::JumpBack | C::JumpForward => list::jump(model, command, out),
        C::NextMention | C::PreviousMention => sidebar::walk(model, command),
        C::NextMark | C::PreviousMark | C::NextQuote | C::PreviousQuote => {
            reader::walk(model, command);
        }
        C::Read | C::Star | C::Keep | C::Discard => triage::triage(model, command, out),
        C::TagNth => tags::tag_nth(model, digit(key), out),
        C::Tag => prompt::open(model, PromptKind::Tag, ""),
        C::Untag => prompt::open(model, PromptKind::Untag, ""),
        C::Undo | C::Redo => undo::undo(model, command, out),
        C::Repeat => triage::repeat(model, out),
        C::Select | C::SelectAll => list::select(model, command, out),
        C::Escape => list::escape(model, out),
        C::Search => sidebar::search(model),
        C::NextHit | C::PreviousHit => reader::hit(model, command),
        C::Filter => prompt::open_filter(model),
        C::SaveFilter => prompt::open(model, PromptKind::SaveFilter, ""),
        C::SavedFilters
        | C::Sort
        | C::Links
        | C::Similar
        | C::Help
        | C::Palette
        | C::Messages
        | C::Problems
        | C::Marks
        | C::Orphans => {
            pick::open(model, command);
        }
        C::Unfold | C::Fold => duplicates::fold(model, command, out),
        C::Differences => duplicates::compare(model, out),
        C::Pin => sidebar::pin(model, out),
        C::OpenUrl | C::Copy => cite::run(model, command, out),
        C::Pipe => prompt::open(model, PromptKind::Pipe, ""),
        C::MarkMode | C::MarkSelect => mark::enter(model, command, out),
        C::Explain => decide::explain_selected(model),
        C::Zen | C::Wider | C::Narrower | C::Sidebar | C::ListNames | C::Furniture => {
            moves::view(model, command, out);
        }
        C::CommandLine => prompt::open(model, PromptKind::Command, ""),
        C::Set => prompt::open(model, PromptKind::Command, "set "),
        C::Merge | C::Split | C::Rename | C::Kind => entity::ask(model, command),
        _ => everywhere(model, command, out),
    }
}

fn in_text(model: &mut Model, command: Command, key: Option<Key>, out: &mut Vec<Effect>) {
    use Command as C;
    match command {
        C::MoveLeft | C::MoveRight | C::MoveUp | C::MoveDown | C::LineStart | C::LineEnd => {
            mark::step(model, command);
        }
        C::WordForward | C::WordBack | C::WordEnd | C::First | C::Last => {
            mark::leap(model, command);
        }
        C::HalfDown | C::HalfUp | C::PageDown | C::PageUp => mark::page(model, command),
        C::FindChar => mark::find_char(model, key),
        C::NextCandidate | C::PreviousCandidate => decide::hop(model, command),
        C::Selection | C::SwapEnds => mark::select(model, command),
        C::Accept | C::Reject | C::AcceptAll => decide::decide(model, command, out),
        C::AcceptEverywhere | C::RejectEverywhere => everywhere::prepare(model, command, out),
        C::LabelNth => label::label_nth(model, digit(key), out),
        C::LabelLetter => label::label_letter(model, key, out),
        C::Label => prompt::open(model, PromptKind::Label, ""),
        C::EndOut | C::EndIn | C::StartOut | C::StartIn => label::edge(model, command, out),
        C::Highlight => label::highlight(model, out),
        C::Note => note::open(model),
        C::Delete => label::delete(model, out),
        C::Copy => label::copy(model, out),
        C::Explain => decide::explain(model),
        C::Merge | C::Split | C::Rename | C::Kind => entity::ask(model, command),
        C::Undo | C::Redo => undo::undo(model, command, out),
        C::Repeat => label::repeat(model, out),
        C::LeaveMark => mark::leave(model),
        C::Help => pick::open(model, command),
        C::CommandLine => prompt::open(model, PromptKind::Command, ""),
        // From the `:` line and the palette a command of the other mode may
        // come; it is carried out as in BROWSE.
        _ => {
            model.mode = Mode::Browse;
            browse(model, command, key, out);
        }
    }
}

fn everywhere(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    use Command as C;
    match command {
        C::Redraw => out.push(Effect::Redraw),
        C::Suspend => out.push(Effect::Suspend),
        C::Back => moves::back(model, out),
        C::Quit => saving::quit(model, out),
        C::Write => saving::write(model, out),
        other => {
            // A command of MARK mode from the `:` line: the cursor goes into the text first.
            mark::enter(model, C::MarkMode, out);
            if model.mode == Mode::Mark {
                in_text(model, other, None, out);
            }
        }
    }
}

/// Returns the digit of a key, from 1 to 9.
fn digit(key: Option<Key>) -> usize {
    match key.map(|key| key.code) {
        Some(KeyCode::Char(c)) => c.to_digit(10).map_or(0, |digit| digit as usize),
        _ => 0,
    }
}
