//! [`Guard`]: takes the terminal over and gives it back as it was.
//!
//! However the program ends, by the end of the guard, a panic, a signal or the
//! watchdog, [`leave`] runs once and puts every mode back. Raw mode is left to
//! crossterm, which remembers the settings it found.

use std::{
    io::{self, Write},
    panic::{self, PanicHookInfo},
    sync::{
        Once, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, ThreadId},
    time::Duration,
};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Size;
use rustix::process::{Signal, getpid, getsid, kill_current_process_group};

use super::{clipboard, input::InputControl, tty::Tty};

/// Alternate screen, bracketed paste, hidden cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l";

/// Ends what a cut frame may have left open, then undoes [`ENTER`].
const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[r\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Asks for clicks and the wheel.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// Whether the mouse was asked for; it is asked for again after a suspension.
static HAS_MOUSE: AtomicBool = AtomicBool::new(false);

/// How long leaving waits for a terminal that takes nothing.
const PATIENCE: Duration = Duration::from_millis(200);

static IS_OURS: AtomicBool = AtomicBool::new(false);
static TTY: OnceLock<Tty> = OnceLock::new();
static OWNER: OnceLock<ThreadId> = OnceLock::new();
static HOOK: Once = Once::new();

/// Holds the terminal; there is at most one.
#[derive(Debug)]
pub struct Guard {
    tty: &'static Tty,
}

impl Guard {
    /// Takes the terminal over.
    ///
    /// Nothing is asked of the terminal, so nothing is waited for.
    /// Errors: there is no terminal, or it refuses raw mode.
    pub fn enter() -> io::Result<Self> {
        if TTY.get().is_none() {
            let _ = TTY.set(Tty::for_writing()?);
        }
        let tty = TTY.get().expect("it was just set");
        OWNER.get_or_init(|| thread::current().id());
        HOOK.call_once(report_panics);
        let guard = Self { tty };
        guard.take()?;
        Ok(guard)
    }

    /// Writes the bytes of a frame.
    ///
    /// Errors: [`is_lost`](super::is_lost) tells a terminal that is gone.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.tty.write(bytes)
    }

    /// Returns columns and rows of the terminal.
    pub fn size(&self) -> Size {
        self.tty.size()
    }

    /// Hands text to the clipboard of the person's own machine (OSC 52).
    ///
    /// Errors: the text is too long for the terminals there are.
    pub fn copy(&self, text: &str) -> io::Result<()> {
        self.write(&clipboard::copy_sequence(text)?)
    }

    /// Stops the program as `C-z` does, and comes back when it is continued.
    ///
    /// The next frame must be drawn in full.
    /// Errors: there is no shell to go back to.
    pub fn suspend(&self, input: &InputControl) -> io::Result<()> {
        if getsid(None).is_ok_and(|session| session == getpid()) {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "there is no shell to go back to",
            ));
        }
        self.suspend_for(input, || kill_current_process_group(Signal::TSTP))??;
        Ok(())
    }

    /// Gives the terminal back while `work` runs another program on it.
    ///
    /// The next frame must be drawn in full.
    pub fn suspend_for<T>(&self, input: &InputControl, work: impl FnOnce() -> T) -> io::Result<T> {
        let paused = input.pause();
        leave();
        let outcome = work();
        self.take()?;
        drop(paused);
        Ok(outcome)
    }

    /// Sets the modes again after somebody else may have changed them.
    pub fn retake(&self) -> io::Result<()> {
        self.take()
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        IS_OURS.store(true, Ordering::SeqCst);
        self.tty.write(ENTER)?;
        if HAS_MOUSE.load(Ordering::SeqCst) {
            self.tty.write(MOUSE)?;
        }
        Ok(())
    }

    /// Asks the terminal for clicks and the wheel.
    pub fn take_mouse(&self) -> io::Result<()> {
        HAS_MOUSE.store(true, Ordering::SeqCst);
        self.tty.write(MOUSE)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back; does nothing when it is not ours.
pub(super) fn leave() {
    if !IS_OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    // There is nobody left to tell if this fails.
    if let Some(tty) = TTY.get() {
        let _ = tty.try_write(LEAVE, PATIENCE);
    }
    let _ = disable_raw_mode();
}

/// Returns the size of the terminal that is held.
pub(super) fn size() -> Option<Size> {
    TTY.get().map(Tty::size)
}

/// Puts the terminal back before a panic is told.
///
/// Only a panic of the thread that holds the terminal ends the program; others
/// are caught where they happen, and what they print would garble the screen.
fn report_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let is_owner = OWNER.get() == Some(&thread::current().id());
        match (IS_OURS.load(Ordering::SeqCst), is_owner) {
            (false, _) => before(info),
            (true, false) => {}
            (true, true) => {
                leave();
                report(info);
            }
        }
    }));
}

fn report(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let what = info.payload_as_str().unwrap_or("an unknown fault");
    let _ = writeln!(
        io::stderr(),
        "gleaner {} stopped on a fault of its own: {what} ({place}).\n\
         Every confirmed act is in the annotation file. Please report these lines and what led here.",
        env!("CARGO_PKG_VERSION"),
    );
}
