//! Ends the program when it was told to and does not.
//!
//! A terminal that is gone, or a disk that hangs, must not leave a process
//! behind that nobody can reach. What was confirmed is on disk by then.

use std::{
    process,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use super::guard;

/// How long the program has to leave, and its exit code if it does not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    limit: Duration,
    code: i32,
}

/// As a shell reports a program that SIGHUP ended.
pub(super) const LINK_LOST: Deadline = Deadline {
    limit: Duration::from_secs(1),
    code: 129,
};

/// As a shell reports a program that SIGTERM ended.
pub(super) const ASKED_TO_END: Deadline = Deadline {
    limit: Duration::from_secs(3),
    code: 143,
};

static IS_ARMED: AtomicBool = AtomicBool::new(false);

/// Starts the clock; the first deadline stands.
pub(super) fn arm(deadline: Deadline) {
    if IS_ARMED.swap(true, Ordering::SeqCst) {
        return;
    }
    let watch = move || {
        // Nothing is ever sent: this is a sleep that no wake-up cuts short.
        let (_never, silence) = mpsc::channel::<()>();
        let _ = silence.recv_timeout(deadline.limit);
        guard::leave();
        process::exit(deadline.code);
    };
    let started = thread::Builder::new()
        .name("watchdog".to_owned())
        .spawn(watch);
    if started.is_err() {
        guard::leave();
        process::exit(deadline.code);
    }
}
