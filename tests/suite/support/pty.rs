//! [`Program`]: a program in a pseudo terminal of its own.
//!
//! It is read on the test's thread, so that no other hand holds the terminal
//! open; a leash ends a program that answers nothing.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test of the whole program meets the world, and fails by panicking"
)]

use std::{
    fs,
    io::{Read, Write},
    sync::mpsc::{Sender, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

/// How long a program may live at all.
const LEASH: Duration = Duration::from_secs(20);

pub(crate) struct Program {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    reader: Box<dyn Read + Send>,
    keyboard: Box<dyn Write + Send>,
    /// Everything it wrote so far.
    pub(crate) seen: String,
    /// Where in it the last text ends that was waited for.
    met: usize,
    /// The settings of the terminal before the program.
    settings: String,
    _leash: Sender<()>,
}

/// How a program ended.
pub(crate) struct End {
    pub(crate) code: u32,
    pub(crate) took: Duration,
    pub(crate) cpu: Duration,
}

impl Program {
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let settings = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        let (leash, end) = channel::<()>();
        let mut killer = child.clone_killer();
        thread::spawn(move || {
            if end.recv_timeout(LEASH) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                let _ = killer.kill();
            }
        });
        Self {
            reader: pair.master.try_clone_reader().unwrap(),
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            seen: String::new(),
            met: 0,
            settings,
            _leash: leash,
        }
    }

    /// Reads until `text` was written after what was waited for before.
    pub(crate) fn expect(&mut self, text: &str) {
        let mut bytes = [0; 4096];
        loop {
            if let Some(at) = self.seen.get(self.met..).unwrap().find(text) {
                self.met += at + text.len();
                return;
            }
            match self.reader.read(&mut bytes) {
                Ok(read @ 1..) => self.seen += &String::from_utf8_lossy(&bytes[..read]),
                _ => panic!("it ended without {text:?}: {:?}", self.seen),
            }
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        self.master.resize(size).unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the end, and checks that the terminal is as it was.
    pub(crate) fn end(self) -> End {
        self.end_with_text().0
    }

    /// As [`Self::end`]; also returns all that it wrote.
    pub(crate) fn end_with_text(mut self) -> (End, String) {
        let mut rest = Vec::new();
        // The end of a pseudo terminal is an error on Linux.
        let _ = self.reader.read_to_end(&mut rest);
        self.seen += &String::from_utf8_lossy(&rest);
        for (set, unset) in [("1049h", "1049l"), ("2004h", "2004l"), ("25l", "25h")] {
            let last = |mode: &str| self.seen.rfind(&format!("\x1b[?{mode}"));
            assert!(last(set) < last(unset), "{set} is left: {:?}", self.seen);
        }
        assert_eq!(format!("{:?}", self.master.get_termios()), self.settings);
        (wait(self.child), self.seen)
    }

    /// Closes the terminal under the program and waits for its end.
    pub(crate) fn cut(self) -> End {
        let Self {
            child,
            master,
            reader,
            keyboard,
            _leash,
            ..
        } = self;
        drop((reader, keyboard, master));
        wait(child)
    }

    pub(crate) fn pid(&self) -> Pid {
        pid(&*self.child)
    }
}

fn pid(child: &(dyn Child + Send + Sync)) -> Pid {
    let number = child.process_id().unwrap().cast_signed();
    Pid::from_raw(number).unwrap()
}

fn wait(mut child: Box<dyn Child + Send + Sync>) -> End {
    let begun = Instant::now();
    let pid = pid(&*child);
    // The process is left unburied, so that its use of the processor can be read.
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    waitid(WaitId::Pid(pid), options).unwrap();
    let took = begun.elapsed();
    let cpu = cpu_of(pid);
    let code = child.wait().unwrap().exit_code();
    End { code, took, cpu }
}

/// Returns the processor time of a process; nothing where there is no `/proc`.
pub(crate) fn cpu_of(pid: Pid) -> Duration {
    let stat =
        fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}
