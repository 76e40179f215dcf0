//! The signal thread: what the system tells us becomes an event.

use std::{
    io,
    sync::{Arc, atomic::AtomicBool},
    thread,
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGWINCH, SIGXFSZ},
    iterator::Signals,
};

use super::{guard, input::TermEvent, watchdog};

/// Starts the thread that turns signals into events.
///
/// A full disk or a closed pipe answers with an error where it is written to,
/// so their signals are caught and forgotten.
/// Errors: a handler or the thread cannot be had.
pub fn spawn_signals(send: impl Fn(TermEvent) + Send + 'static) -> io::Result<()> {
    for harmless in [SIGXFSZ, SIGPIPE] {
        signal_hook::flag::register(harmless, Arc::new(AtomicBool::new(false)))?;
    }
    let mut signals = Signals::new([SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGCONT])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in &mut signals {
                if let Some(event) = event_of(signal) {
                    send(event);
                }
            }
        })?;
    Ok(())
}

fn event_of(signal: i32) -> Option<TermEvent> {
    Some(match signal {
        SIGWINCH => {
            let size = guard::size()?;
            TermEvent::Resized {
                columns: size.width,
                rows: size.height,
            }
        }
        SIGCONT => TermEvent::Resumed,
        SIGHUP => {
            watchdog::arm(watchdog::LINK_LOST);
            TermEvent::Lost("the terminal hung up")
        }
        _ => {
            watchdog::arm(watchdog::ASKED_TO_END);
            TermEvent::Terminate
        }
    })
}
