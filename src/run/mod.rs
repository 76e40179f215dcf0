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
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::bail;

use crate::annotate::Stamp;
use crate::app::settings::DeskOptions;
use crate::app::{Model, Msg, update};
use crate::term::{Guard, Input, TermEvent};
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

/// Opens the desk and stays until the person leaves it.
///
/// Errors: nothing of what was given can be opened, or there is no terminal.
pub fn desk(options: DeskOptions) -> anyhow::Result<ExitCode> {
    if !io::stdout().is_terminal() {
        bail!("the desk needs a terminal; gleaner list, show and extract print without one");
    }
    let mut start = boot::Start::read(&options)?;
    let (send, inbox) = channel::<Event>();
    let say = send.clone();
    let work = stage::threads(&mut start, move |msg| drop(say.send(Event::Msg(msg))));
    let guard = Guard::enter()?;
    let keys = send.clone();
    let input = crate::term::spawn_input(move |event| drop(keys.send(Event::Term(event))))?;
    crate::term::spawn_signals(move |event| drop(send.send(Event::Term(event))))?;
    let mut stage = Stage::new(&options, start, (work, guard, input));
    let (mut model, effects) = Model::new(stage.boot());
    if stage.perform(&mut model, effects) == Flow::Leave {
        return Ok(ExitCode::SUCCESS);
    }
    let mut draw_at = Some(Instant::now() + FIRST_FRAME);
    loop {
        let due = [stage.next_wake(), draw_at].into_iter().flatten().min();
        let event = match due {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        let turn = Instant::now();
        let mut events: Vec<Event> = event.into_iter().collect();
        while events.len() < TURN_EVENTS
            && turn.elapsed() < TURN
            && let Ok(event) = inbox.try_recv()
        {
            events.push(event);
        }
        let (mut wants_frame, n_events) = (false, events.len());
        for event in events {
            let msg = match event {
                Event::Msg(msg) => {
                    wants_frame |= !is_background(&msg);
                    Some(msg)
                }
                Event::Term(event) => {
                    wants_frame = true;
                    match stage.message_of(event) {
                        Ok(msg) => msg,
                        Err(code) => return Ok(code),
                    }
                }
            };
            let effects = msg.map(|msg| update(&mut model, msg)).unwrap_or_default();
            if stage.perform(&mut model, effects) == Flow::Leave {
                return Ok(ExitCode::SUCCESS);
            }
        }
        for msg in stage.woken() {
            wants_frame = true;
            let effects = update(&mut model, msg);
            if stage.perform(&mut model, effects) == Flow::Leave {
                return Ok(ExitCode::SUCCESS);
            }
        }
        if n_events > 0 && !wants_frame {
            draw_at = draw_at.or_else(|| Some(turn + FRAME));
        }
        if wants_frame || draw_at.is_some_and(|at| at <= Instant::now()) {
            draw_at = None;
            stage.draw(&model)?;
        }
    }
}

/// Says whether a message may wait a little for its frame.
fn is_background(msg: &Msg) -> bool {
    match msg {
        Msg::Progress(_, progress) => !progress.is_finished,
        Msg::Analysed(..) => true,
        // The first articles are drawn at once, the rest as they come.
        Msg::Scanned(_, rows) => rows.iter().all(|row| row.order.0 > FIRST_RANKS),
        _ => false,
    }
}

/// Rows up to this rank may be on the first page.
const FIRST_RANKS: u64 = 64 << 24;

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
        Input::Key(key) => Msg::Key(key, now()),
        Input::Paste(text) => Msg::Paste(text),
    }
}
