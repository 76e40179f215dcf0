//! The loop: the only place where all parts meet.
//!
//! Events of the terminal and answers of the threads come through one channel;
//! [`desk`] gives them to `update`, carries the effects out, and draws the
//! newest state once. Nothing wakes it but an event or a deadline it was asked
//! for.
#![expect(
    clippy::disallowed_methods,
    reason = "the loop reads the clock and starts the threads"
)]

mod boot;
mod child;
mod stage;

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::bail;

use crate::annotate::Stamp;
use crate::app::articles::Row;
use crate::app::settings::DeskOptions;
use crate::app::wording::counted;
use crate::app::{Effect, Model, Msg, Wake, update};
use crate::term::{Guard, Input, TermEvent, spawn_input, spawn_signals};
use stage::{Flow, Stage};

/// What the loop waits for.
enum Event {
    Msg(Msg),
    Term(TermEvent),
}

/// The longest time and the most events taken before a frame is drawn.
const TURN: Duration = Duration::from_millis(8);
const TURN_EVENTS: usize = 256;
/// The first frame waits this long for the first articles.
const FIRST_FRAME: Duration = Duration::from_millis(30);
/// Frames that no key asked for are drawn no oftener than this.
const FRAME: Duration = Duration::from_millis(60);

/// Over a link a held key is drawn no oftener than this: each packet costs more
/// than what is in it.
const HELD_FRAME: Duration = Duration::from_millis(125);

/// Opens the desk and stays until the person leaves it.
///
/// Errors: nothing of what was given can be opened, or there is no terminal.
pub fn desk(options: &DeskOptions) -> anyhow::Result<ExitCode> {
    if !io::stdout().is_terminal() {
        bail!("the desk needs a terminal; gleaner list, show and extract print without one");
    }
    let mut start = boot::Start::read(options)?;
    let (send, inbox) = channel::<Event>();
    let tell = |send: &Sender<Event>| {
        let send = send.clone();
        // When nobody listens any more the program is leaving.
        move |event| drop(send.send(event))
    };
    let (say, keys, signals) = (tell(&send), tell(&send), tell(&send));
    let work = stage::threads(&mut start, move |msg| say(Event::Msg(msg)));
    let guard = Guard::enter()?;
    if start.settings.mouse {
        guard.take_mouse()?;
    }
    let input = spawn_input(move |event| keys(Event::Term(event)))?;
    spawn_signals(move |event| signals(Event::Term(event)))?;
    let mut stage = Stage::new(options, start, (work, guard, input));
    let (model, effects) = Model::new(stage.boot());
    let mut turns = Turns {
        stage,
        model,
        draw_at: Some(Instant::now() + FIRST_FRAME),
        drawn_at: Instant::now(),
    };
    turns.perform(effects);
    let code = loop {
        if let Some(code) = turns.turn(&inbox)? {
            break code;
        }
    };
    turns.hear_writer(&inbox);
    let notices = &turns.model.notices;
    let lost = (notices.unsaved.len(), notices.failure.clone());
    // The terminal is given back before anything is printed.
    drop(turns);
    match lost {
        (n_acts, Some(why)) if n_acts > 0 => bail!("{} not saved: {why}", counted(n_acts, "act")),
        _ => Ok(code),
    }
}

/// The loop's own state.
struct Turns {
    stage: Stage,
    model: Model,
    /// When a frame is drawn that no key asked for.
    draw_at: Option<Instant>,
    drawn_at: Instant,
}

impl Turns {
    /// Waits for events, applies all that are there, and draws once.
    ///
    /// Shape: the exit code when the program is to end.
    fn turn(&mut self, inbox: &Receiver<Event>) -> io::Result<Option<ExitCode>> {
        let events = self.wait(inbox);
        let mut wants_frame = false;
        let is_idle = events.is_empty();
        for event in events {
            wants_frame |= !matches!(&event, Event::Msg(msg) if is_background(msg));
            if let Some(code) = self.take(event) {
                return Ok(Some(code));
            }
        }
        for msg in self.stage.woken() {
            wants_frame |= !is_background(&msg);
            if let Some(code) = self.take(Event::Msg(msg)) {
                return Ok(Some(code));
            }
        }
        let now = Instant::now();
        if !is_idle && !wants_frame {
            self.draw_at = self.draw_at.or(Some(now + FRAME));
        }
        let due = self.draw_at.is_some_and(|at| at <= now);
        let held = self.model.held;
        let next = self.drawn_at + HELD_FRAME;
        if wants_frame && held.is_remote && held.is_repeat && !due && now < next {
            self.draw_at = self.draw_at.or(Some(next));
        } else if wants_frame || due {
            self.draw_at = None;
            self.drawn_at = now;
            self.stage.draw(&self.model)?;
        }
        Ok(None)
    }

    /// Takes what the writer said last, so that what is told on leaving is true.
    fn hear_writer(&mut self, inbox: &Receiver<Event>) {
        while let Ok(event) = inbox.try_recv() {
            if let Event::Msg(msg @ (Msg::Saved(_) | Msg::NotSaved(..))) = event {
                update(&mut self.model, msg);
            }
        }
    }

    /// Waits for the first event or deadline, and takes what else is there.
    fn wait(&self, inbox: &Receiver<Event>) -> Vec<Event> {
        let due = [self.stage.next_wake(), self.draw_at]
            .into_iter()
            .flatten()
            .min();
        let first = match due {
            None => inbox.recv().ok(),
            Some(due) => inbox
                .recv_timeout(due.saturating_duration_since(Instant::now()))
                .ok(),
        };
        let turn = Instant::now();
        let mut events: Vec<Event> = first.into_iter().collect();
        while events.len() < TURN_EVENTS
            && turn.elapsed() < TURN
            && let Ok(event) = inbox.try_recv()
        {
            events.push(event);
        }
        events
    }

    fn take(&mut self, event: Event) -> Option<ExitCode> {
        let msg = match event {
            Event::Msg(msg) => msg,
            Event::Term(event) => match self.stage.message_of(event) {
                Ok(msg) => msg,
                Err(code) => return Some(code),
            },
        };
        let effects = update(&mut self.model, msg);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Option<ExitCode> {
        match self.stage.perform(&mut self.model, effects) {
            Flow::GoOn => None,
            Flow::Leave => Some(ExitCode::SUCCESS),
        }
    }
}

/// Says whether a message may wait a little for its frame.
fn is_background(msg: &Msg) -> bool {
    match msg {
        Msg::Progress(_, progress) => !progress.is_finished,
        Msg::Analysed(..) | Msg::Refined(..) | Msg::Precise(_) | Msg::Woke(Wake::Unread, _) => true,
        // The first articles are drawn at once, the rest as they come.
        Msg::Scanned(_, rows) => rows.iter().all(is_far),
        _ => false,
    }
}

/// Rows of files up to this rank, and records up to this number, may be on the
/// first page.
const FIRST_RANKS: u64 = 64 << 24;
const FIRST_RECORDS: u32 = 256;

fn is_far(row: &Row) -> bool {
    row.rank > FIRST_RANKS || row.source.place.record > FIRST_RECORDS
}

/// Returns the time of day.
fn now() -> Stamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Stamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Turns what was typed into a message.
fn typed(input: Input) -> Msg {
    match input {
        Input::Mouse(mouse) => Msg::Mouse(mouse),
        Input::Key(key) => Msg::Key(key, now()),
        Input::Paste(text) => Msg::Paste(text),
    }
}
