//! [`Stage`]: the terminal and the threads, as the loop uses them.

use std::collections::BTreeMap;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::boot::{Start, color_choice, palette};
use super::child;
use crate::app::effect::Wake;
use crate::app::layout::Size;
use crate::app::msg::{Boot, Tone};
use crate::app::settings::DeskOptions;
use crate::app::{Effect, Model, Msg, update};
use crate::io::model::ModelFolder;
use crate::term::{
    ColorChoice, ColorDepth, ColorEnv, Guard, InputControl, Screen, TermEvent, is_lost,
};
use crate::ui::view;
use crate::work::encoder::Choice;
use crate::work::{Corpus, Desk, Materials};

/// Whether the loop goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flow {
    GoOn,
    Leave,
}

/// The parts of the outer world.
pub(super) struct Stage {
    start: Start,
    work: Desk,
    guard: Guard,
    input: InputControl,
    depth: ColorDepth,
    screen: Screen,
    buffer: Buffer,
    wakes: BTreeMap<Wake, Instant>,
}

/// Starts the threads behind the desk.
pub(super) fn threads(start: &mut Start, say: impl Fn(Msg) + Send + Sync + 'static) -> Desk {
    let settings = &start.settings.model;
    let materials = Materials {
        corpus: Corpus::new(start.sources.clone()),
        choice: Choice {
            folder: ModelFolder::find(settings.path.as_deref(), &start.paths),
            labels: settings.labels.clone(),
        },
        journals: std::mem::take(&mut start.journals),
        session: start.session,
    };
    Desk::start(materials, Arc::new(say))
}

impl Stage {
    pub(super) fn new(
        options: &DeskOptions,
        start: Start,
        (work, guard, input): (Desk, Guard, InputControl),
    ) -> Self {
        let choice = color_choice(options, &start.settings);
        let choice = ColorChoice::parse(choice.name()).unwrap_or_default();
        let depth = ColorDepth::decide(choice, &ColorEnv::read());
        let size = guard.size();
        let buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        Self {
            start,
            work,
            input,
            depth,
            screen: Screen::new(size, depth),
            guard,
            buffer,
            wakes: BTreeMap::new(),
        }
    }

    /// Makes what the model starts with.
    pub(super) fn boot(&mut self) -> Boot {
        let ground = child::variable("COLORFGBG");
        let palette = palette(&self.start.settings, self.depth, ground.as_deref());
        let size = self.guard.size();
        self.start.boot(
            Size {
                columns: size.width,
                rows: size.height,
            },
            palette,
            super::now(),
        )
    }

    /// Carries effects out; answers that come at once go to the model.
    pub(super) fn perform(&mut self, model: &mut Model, effects: Vec<Effect>) -> Flow {
        let mut waiting = effects;
        while !waiting.is_empty() {
            let mut answers = Vec::new();
            for effect in waiting {
                let Some(effect) = self.work.perform(effect) else {
                    continue;
                };
                match effect {
                    Effect::Quit => {
                        self.work.flush();
                        return Flow::Leave;
                    }
                    Effect::WakeAfter(wake, ms) => {
                        self.wakes
                            .insert(wake, Instant::now() + Duration::from_millis(u64::from(ms)));
                    }
                    Effect::Redraw => self.screen.forget(),
                    other => answers.extend(self.terminal(other)),
                }
            }
            waiting = answers
                .into_iter()
                .flat_map(|msg| update(model, msg))
                .collect();
        }
        Flow::GoOn
    }

    /// Carries out what needs the terminal or the state file.
    fn terminal(&mut self, effect: Effect) -> Option<Msg> {
        let failed = |error: &dyn std::fmt::Display| Msg::Told(Tone::Error, error.to_string());
        match effect {
            Effect::Copy(text) => Some(self.copy(&text)),
            Effect::OpenUrl(url) => Some(match child::open(&self.start.settings, &url) {
                Ok((tone, text)) => Msg::Told(tone, text),
                Err(url) => self.copy(&url),
            }),
            Effect::SaveState(whereabouts) => self
                .start
                .save(&whereabouts)
                .err()
                .map(|error| failed(&error)),
            Effect::Suspend => {
                let outcome = self.guard.suspend(&self.input);
                self.screen.forget();
                outcome
                    .err()
                    .map(|error| failed(&format!("cannot suspend: {error}")))
            }
            Effect::EditNote(text) => {
                let settings = self.start.settings.clone();
                let outcome = self
                    .guard
                    .suspend_for(&self.input, || child::edit(&settings, &text))
                    .flatten();
                self.screen.forget();
                Some(outcome.map_or_else(
                    |error| failed(&format!("the editor failed: {error}")),
                    Msg::Edited,
                ))
            }
            Effect::Pipe { command, text } => {
                let outcome = self
                    .guard
                    .suspend_for(&self.input, || child::pipe(&command, &text))
                    .flatten();
                self.screen.forget();
                Some(outcome.map_or_else(
                    |error| failed(&format!("{command}: {error}")),
                    |said| Msg::Told(Tone::Plain, said),
                ))
            }
            _ => None,
        }
    }

    fn copy(&self, text: &str) -> Msg {
        match self.guard.copy(text) {
            Ok(()) => Msg::Told(Tone::Plain, format!("copied: {text}")),
            Err(error) => Msg::Told(Tone::Error, format!("not copied: {error}")),
        }
    }

    /// Returns when the next thing is due that the model asked for.
    pub(super) fn next_wake(&self) -> Option<Instant> {
        self.wakes.values().min().copied()
    }

    /// Takes the wake-ups that are due.
    pub(super) fn woken(&mut self) -> Vec<Msg> {
        let now = Instant::now();
        let due: Vec<Wake> = self
            .wakes
            .iter()
            .filter(|(_, at)| **at <= now)
            .map(|(wake, _)| *wake)
            .collect();
        due.into_iter()
            .map(|wake| {
                self.wakes.remove(&wake);
                Msg::Woke(wake, super::now())
            })
            .collect()
    }

    /// Turns an event of the terminal into a message; a lost link ends the
    /// program once everything is on disk.
    pub(super) fn message_of(&mut self, event: TermEvent) -> Result<Msg, ExitCode> {
        match event {
            TermEvent::Input(input) => Ok(super::typed(input)),
            TermEvent::Resized { columns, rows } => {
                self.buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
                Ok(Msg::Resized(Size { columns, rows }))
            }
            TermEvent::Resumed => {
                // Whoever stopped us may have left other modes behind.
                if let Err(error) = self.guard.retake() {
                    let text = format!("cannot take the terminal back: {error}");
                    return Ok(Msg::Told(Tone::Error, text));
                }
                self.screen.forget();
                Ok(Msg::Resumed)
            }
            TermEvent::Lost(_) => {
                self.work.flush();
                Err(ExitCode::FAILURE)
            }
            TermEvent::Terminate => {
                self.work.flush();
                Err(ExitCode::SUCCESS)
            }
        }
    }

    /// Draws the newest state with one write.
    ///
    /// Errors: the terminal cannot be written to.
    pub(super) fn draw(&mut self, model: &Model) -> io::Result<()> {
        self.buffer.reset();
        let cursor = view(model, self.buffer.area, &mut self.buffer);
        let bytes = self.screen.draw(&self.buffer, cursor);
        match self.guard.write(bytes) {
            // The input thread sees the lost link too and ends the loop.
            Err(error) if is_lost(&error) => Ok(()),
            outcome => outcome,
        }
    }
}
