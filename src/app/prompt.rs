//! [`Prompt`]: the line at the bottom in which a person types, and
//! [`NoteEditor`], the small box for notes.

use tui_input::{Input, InputRequest};

use super::key::{Key, KeyCode};
use crate::annotate::MarkId;
use crate::text::Span;

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    pub kind: PromptKind,
    pub input: Input,
    /// What fits here, best first.
    pub choices: Vec<Choice>,
    /// Index of the highlighted choice.
    pub chosen: Option<usize>,
    /// What stood before, to be put back at Esc.
    pub before: String,
    /// Where the list was: its article and its first row.
    pub place: (Option<u32>, usize),
    /// What is wrong with the text: where, and what was expected.
    pub mistake: Option<(Span, String)>,
}

/// What is being typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PromptKind {
    Command,
    Search,
    Narrow,
    Filter,
    SaveFilter,
    Tag,
    Untag,
    Label,
    Pipe,
}

/// One thing that fits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    pub text: String,
    /// Shown dimmed beside it.
    pub detail: String,
    /// What of the input it replaces, in bytes.
    pub span: Span,
}

impl PromptKind {
    /// Returns the sign at the head of the line.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Command => ":",
            Self::Search => "/",
            Self::Narrow => "names: ",
            Self::Filter => "filter: ",
            Self::SaveFilter => "save filter as: ",
            Self::Tag => "tag: ",
            Self::Untag => "remove tag: ",
            Self::Label => "label: ",
            Self::Pipe => "pipe to: ",
        }
    }
}

impl Prompt {
    pub fn new(kind: PromptKind, text: &str) -> Self {
        Self {
            kind,
            input: Input::new(text.to_owned()),
            choices: Vec::new(),
            chosen: None,
            before: text.to_owned(),
            place: (None, 0),
            mistake: None,
        }
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Moves the highlight by `by`, round the end.
    pub fn choose(&mut self, by: isize) {
        let n_choices = self.choices.len();
        if n_choices == 0 {
            return;
        }
        let step = if by < 0 { n_choices - 1 } else { 1 };
        self.chosen = Some(match self.chosen {
            Some(chosen) => (chosen + step) % n_choices,
            None if by < 0 => n_choices - 1,
            None => 0,
        });
    }

    /// Puts the highlighted choice into the line.
    pub fn take_choice(&mut self) {
        let Some(choice) = self.chosen.and_then(|chosen| self.choices.get(chosen)) else {
            return;
        };
        let text = self.input.value();
        let head = text.get(..choice.span.start).unwrap_or(text);
        let tail = text.get(choice.span.end..).unwrap_or_default();
        let cursor = head.chars().count() + choice.text.chars().count();
        self.input = Input::new(format!("{head}{}{tail}", choice.text)).with_cursor(cursor);
    }

    /// Returns the cursor in bytes of the text.
    pub fn cursor_byte(&self) -> usize {
        let text = self.input.value();
        text.char_indices()
            .nth(self.input.cursor())
            .map_or(text.len(), |(at, _)| at)
    }
}

/// Says what a key does to a line being typed.
pub fn edit_request(key: Key) -> Option<InputRequest> {
    Some(match (key.code, key.ctrl, key.alt) {
        (KeyCode::Char(c), false, false) => InputRequest::InsertChar(c),
        (KeyCode::Char('b'), true, false) | (KeyCode::Left, false, false) => {
            InputRequest::GoToPrevChar
        }
        (KeyCode::Char('f'), true, false) | (KeyCode::Right, false, false) => {
            InputRequest::GoToNextChar
        }
        (KeyCode::Char('b'), false, true) | (KeyCode::Left, true, false) => {
            InputRequest::GoToPrevWord
        }
        (KeyCode::Char('f'), false, true) | (KeyCode::Right, true, false) => {
            InputRequest::GoToNextWord
        }
        (KeyCode::Char('a'), true, false) | (KeyCode::Home, ..) => InputRequest::GoToStart,
        (KeyCode::Char('e'), true, false) | (KeyCode::End, ..) => InputRequest::GoToEnd,
        (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, false) => {
            InputRequest::DeletePrevChar
        }
        (KeyCode::Delete, ..) | (KeyCode::Char('d'), true, false) => InputRequest::DeleteNextChar,
        (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, _, true) => {
            InputRequest::DeletePrevWord
        }
        (KeyCode::Char('u'), true, false) => InputRequest::DeleteFromStart,
        (KeyCode::Char('k'), true, false) => InputRequest::DeleteTillEnd,
        (KeyCode::Char('y'), true, false) => InputRequest::Yank,
        _ => return None,
    })
}

/// The box in which a note is written.
#[derive(Clone, Debug)]
pub struct NoteEditor {
    pub lines: Vec<Input>,
    /// Index of the line with the cursor.
    pub line: usize,
    pub target: NoteTarget,
}

/// What a note is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoteTarget {
    Mark(MarkId),
    /// A new mark at this place.
    New(Span),
}

impl NoteEditor {
    pub fn new(text: &str, target: NoteTarget) -> Self {
        let lines: Vec<Input> = text
            .split('\n')
            .map(|line| Input::new(line.to_owned()))
            .collect();
        let line = lines.len() - 1;
        Self {
            lines,
            line,
            target,
        }
    }

    /// Returns the whole note without blanks at its end.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(Input::value).collect();
        lines.join("\n").trim_end().to_owned()
    }

    /// Breaks the line at the cursor.
    pub fn break_line(&mut self) {
        let Some(input) = self.lines.get(self.line) else {
            return;
        };
        let head: String = input.value().chars().take(input.cursor()).collect();
        let tail: String = input.value().chars().skip(input.cursor()).collect();
        self.lines.splice(
            self.line..=self.line,
            [Input::new(head), Input::new(tail).with_cursor(0)],
        );
        self.line += 1;
    }

    /// Applies a key; joins lines at a backspace in the first column.
    pub fn press(&mut self, key: Key) {
        let at_start = self
            .lines
            .get(self.line)
            .is_some_and(|input| input.cursor() == 0);
        match key.code {
            KeyCode::Up => self.line = self.line.saturating_sub(1),
            KeyCode::Down => self.line = (self.line + 1).min(self.lines.len() - 1),
            KeyCode::Backspace if at_start && self.line > 0 => {
                let tail = self.lines.remove(self.line);
                self.line -= 1;
                if let Some(input) = self.lines.get_mut(self.line) {
                    let cursor = input.value().chars().count();
                    *input = Input::new(format!("{}{}", input.value(), tail.value()))
                        .with_cursor(cursor);
                }
            }
            _ => {
                if let (Some(request), Some(input)) =
                    (edit_request(key), self.lines.get_mut(self.line))
                {
                    input.handle(request);
                }
            }
        }
    }
}
