//! The input thread: reads the terminal and sends what a person did.
//!
//! It sleeps in one `poll` on two files: the terminal, and a pipe by which it
//! is told to pause. When the terminal is gone it says so once and ends; it
//! never tries again. [`InputControl`] pauses it while an editor or the shell
//! owns the terminal.
//!
//! ```text
//!     Running -pause()-> Pausing -the thread saw it-> Paused -dropped-> Running
//!     any -the terminal is gone-> Ended
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "the environment tells whether a link lies between; the thread is ours"
)]

use std::{
    env,
    io::{self, PipeReader, PipeWriter, Write},
    os::fd::AsFd,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

use super::{
    decode::{Decoder, Input},
    tty::Tty,
    watchdog,
};

/// What happens at the terminal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TermEvent {
    Input(Input),
    Resized {
        columns: u16,
        rows: u16,
    },
    /// We were stopped and go on: the screen must be drawn in full.
    Resumed,
    /// The terminal is gone, and why we think so; save and leave.
    Lost(&'static str),
    /// We are asked to end.
    Terminate,
}

/// How long a lone `ESC` is held.
const HOLD: Duration = Duration::from_millis(25);

/// The same when a link lies between, which tears sequences apart.
const HOLD_OVER_LINK: Duration = Duration::from_millis(100);

const ENDED: &str = "the terminal was closed";
const HUNG_UP: &str = "the terminal hung up";
const UNREADABLE: &str = "the terminal cannot be read";
const FAULT: &str = "reading the terminal failed on a fault of ours";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Running,
    Pausing,
    Paused,
    Ended,
}

struct Shared {
    phase: Mutex<Phase>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Phase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, phase: Phase) {
        *self.lock() = phase;
        self.changed.notify_all();
    }

    fn wait_while(&self, phase: Phase) {
        let held = self.lock();
        let _held = self.changed.wait_while(held, |now| *now == phase);
    }
}

/// Pauses the input thread. The thread ends when this is dropped.
pub struct InputControl {
    shared: Arc<Shared>,
    wake: PipeWriter,
}

/// The input thread leaves the terminal alone while this lives.
pub struct Paused<'a>(&'a Shared);

impl InputControl {
    /// Pauses the thread; when this returns, it does not read any more.
    pub fn pause(&self) -> Paused<'_> {
        let is_running = {
            let mut phase = self.shared.lock();
            let is_running = *phase == Phase::Running;
            if is_running {
                *phase = Phase::Pausing;
            }
            is_running
        };
        if is_running && (&self.wake).write_all(b"p").is_ok() {
            self.shared.wait_while(Phase::Pausing);
        }
        Paused(&self.shared)
    }
}

impl Drop for Paused<'_> {
    fn drop(&mut self) {
        if *self.0.lock() != Phase::Ended {
            self.0.set(Phase::Running);
        }
    }
}

/// Starts the thread that reads the terminal.
///
/// Errors: there is no terminal, or no thread or pipe to be had.
pub fn spawn_input(send: impl Fn(TermEvent) + Send + 'static) -> io::Result<InputControl> {
    let over_link = ["SSH_CONNECTION", "SSH_TTY"]
        .iter()
        .any(|name| env::var_os(name).is_some());
    let hold = if over_link { HOLD_OVER_LINK } else { HOLD };
    spawn_on(Tty::for_reading()?, hold, move |event| {
        if matches!(event, TermEvent::Lost(_)) {
            watchdog::arm(watchdog::LINK_LOST);
        }
        send(event);
    })
}

fn spawn_on(
    tty: Tty,
    hold: Duration,
    send: impl Fn(TermEvent) + Send + 'static,
) -> io::Result<InputControl> {
    let (told, wake) = io::pipe()?;
    let shared = Arc::new(Shared {
        phase: Mutex::new(Phase::Running),
        changed: Condvar::new(),
    });
    let reader = Reader {
        tty,
        told,
        hold: Timespec::try_from(hold).map_err(io::Error::other)?,
        shared: Arc::clone(&shared),
        decoder: Decoder::default(),
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let shared = Arc::clone(&reader.shared);
            let end =
                catch_unwind(AssertUnwindSafe(|| reader.run(&send))).unwrap_or(End::Lost(FAULT));
            shared.set(Phase::Ended);
            if let End::Lost(why) = end {
                send(TermEvent::Lost(why));
            }
        })?;
    Ok(InputControl { shared, wake })
}

enum End {
    Lost(&'static str),
    /// Nobody listens any more.
    Dismissed,
}

/// What one `poll` has to tell.
struct Ready {
    tty: PollFlags,
    told: PollFlags,
}

struct Reader {
    tty: Tty,
    told: PipeReader,
    hold: Timespec,
    shared: Arc<Shared>,
    decoder: Decoder,
}

impl Reader {
    fn run(mut self, send: &impl Fn(TermEvent)) -> End {
        let mut found = Vec::new();
        let mut bytes = [0; 4096];
        loop {
            let ready = match self.wait() {
                Ok(ready) => ready,
                Err(Errno::INTR) => continue,
                Err(_) => return End::Lost(UNREADABLE),
            };
            if !ready.told.is_empty() {
                if rustix::io::read(&self.told, &mut bytes).unwrap_or(0) == 0 {
                    return End::Dismissed;
                }
                self.rest();
                continue;
            }
            if ready.tty.contains(PollFlags::IN) {
                match rustix::io::read(self.tty.as_fd(), &mut bytes) {
                    Ok(0) => return End::Lost(ENDED),
                    Ok(read) => self
                        .decoder
                        .feed(bytes.get(..read).unwrap_or_default(), &mut found),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(_) => return End::Lost(UNREADABLE),
                }
            } else if ready.tty.is_empty() {
                self.decoder.flush(&mut found);
            } else {
                return End::Lost(HUNG_UP);
            }
            for input in found.drain(..) {
                send(TermEvent::Input(input));
            }
        }
    }

    /// Sleeps until something comes, or until a held `ESC` has waited enough.
    fn wait(&self) -> Result<Ready, Errno> {
        let mut fds = [
            PollFd::new(&self.tty, PollFlags::IN),
            PollFd::new(&self.told, PollFlags::IN),
        ];
        let limit = self.decoder.pending().then_some(&self.hold);
        poll(&mut fds, limit)?;
        let [tty, told] = fds.map(|fd| fd.revents());
        Ok(Ready { tty, told })
    }

    /// Stays away from the terminal until told to go on.
    fn rest(&mut self) {
        if *self.shared.lock() == Phase::Pausing {
            self.shared.set(Phase::Paused);
            self.shared.wait_while(Phase::Paused);
            self.decoder = Decoder::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::Read,
        os::fd::OwnedFd,
        sync::mpsc::{Receiver, channel},
    };

    use super::*;
    use crate::app::key::Key;

    fn start() -> (PipeReader, PipeWriter, InputControl, Receiver<TermEvent>) {
        let (tty, keyboard) = io::pipe().unwrap();
        let (sender, events) = channel();
        let held = OwnedFd::from(tty.try_clone().unwrap());
        let send = move |event| {
            let _ = sender.send(event);
        };
        let control = spawn_on(Tty::from(held), Duration::from_millis(1), send).unwrap();
        (tty, keyboard, control, events)
    }

    fn key(text: &str) -> TermEvent {
        TermEvent::Input(Input::Key(Key::parse(text).unwrap()))
    }

    #[test]
    fn keys_come_through_and_a_lone_escape_is_one_in_time() {
        let (_tty, mut keyboard, _control, events) = start();
        keyboard.write_all(b"j\x1b[A").unwrap();
        assert_eq!(events.recv(), Ok(key("j")));
        assert_eq!(events.recv(), Ok(key("<Up>")));
        keyboard.write_all(b"\x1b").unwrap();
        assert_eq!(events.recv(), Ok(key("<Esc>")));
    }

    #[test]
    fn a_lost_terminal_is_told_once_and_ends_the_thread() {
        let (_tty, keyboard, control, events) = start();
        drop(keyboard);
        assert!(matches!(events.recv(), Ok(TermEvent::Lost(_))));
        // The sender went with the thread.
        assert!(events.recv().is_err());
        drop(control.pause());
    }

    #[test]
    fn a_paused_thread_leaves_the_keys_to_others() {
        let (mut tty, mut keyboard, control, events) = start();
        let paused = control.pause();
        keyboard.write_all(b"for the editor").unwrap();
        let mut bytes = [0; 14];
        tty.read_exact(&mut bytes).unwrap();
        assert_eq!(&bytes, b"for the editor");
        drop(paused);
        keyboard.write_all(b"k").unwrap();
        assert_eq!(events.recv(), Ok(key("k")));
    }

    #[test]
    fn the_thread_ends_when_nobody_listens() {
        let (_tty, _keyboard, control, events) = start();
        drop(control);
        assert!(events.recv().is_err());
    }
}
