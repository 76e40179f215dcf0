//! Opening the file by its path, under a lock that other sessions keep too.
//!
//! The lock belongs to the open file, so nothing is left over after a crash.

#![expect(
    clippy::disallowed_methods,
    reason = "waiting for a lock is bounded by the clock"
)]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::ops::Deref;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

use super::JournalError;

/// How long an append or a reading waits for other sessions.
const LOCK_WAIT: Duration = Duration::from_millis(if cfg!(test) { 20 } else { 1500 });
const LOCK_POLL: Duration = Duration::from_millis(4);
/// How often a file may be replaced under us before we give up.
const MAX_REPLACED: usize = 8;

/// Which file it is, whatever it is called.
pub(super) type Identity = (u64, u64);

/// A file that is open under its lock.
///
/// The lock goes before the file is closed: where closing fails, as on a network
/// disk that was late with an error, the lock must not stay.
#[derive(Debug)]
pub(super) struct Locked(File);

impl Deref for Locked {
    type Target = File;

    fn deref(&self) -> &File {
        &self.0
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Opens the file for appending and locks it; makes it when it is not there.
///
/// The file is the one that has the path now: one that was replaced or deleted
/// while we waited for its lock is let go.
pub(super) fn open_to_append(path: &Path) -> Result<Locked, JournalError> {
    for _ in 0..MAX_REPLACED {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let file = Locked(open(&options, path).map_err(|cause| JournalError::open(path, cause))?);
        let facts = file
            .metadata()
            .map_err(|cause| JournalError::open(path, cause))?;
        if !facts.is_file() {
            let path = path.to_path_buf();
            return Err(JournalError::NotAFile { path });
        }
        wait(path, || file.try_lock())?;
        if identity_at(path) == Some(identity(&facts)) {
            return Ok(file);
        }
    }
    let path = path.to_path_buf();
    Err(JournalError::Busy { path })
}

/// Opens the file for reading, if possible while nobody writes to it.
pub(super) fn open_to_read(path: &Path) -> io::Result<Locked> {
    let mut options = OpenOptions::new();
    options.read(true);
    let file = Locked(open(&options, path)?);
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ));
    }
    // Reading beside a writer is harmless: a line that is half there is
    // reported as torn and read whole the next time.
    let _ = wait(path, || file.try_lock_shared());
    Ok(file)
}

pub(super) fn identity(facts: &fs::Metadata) -> Identity {
    (facts.dev(), facts.ino())
}

fn identity_at(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().map(|facts| identity(&facts))
}

fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    // A pipe in the place of the file must not stop the program.
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
    options.clone().custom_flags(flags).open(path)
}

fn wait(
    path: &Path,
    mut try_lock: impl FnMut() -> Result<(), TryLockError>,
) -> Result<(), JournalError> {
    let start = Instant::now();
    loop {
        match try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(cause)) if has_no_locks(&cause) => return Ok(()),
            Err(TryLockError::Error(cause)) => return Err(JournalError::open(path, cause)),
        }
        if start.elapsed() >= LOCK_WAIT {
            let path = path.to_path_buf();
            return Err(JournalError::Busy { path });
        }
        thread::park_timeout(LOCK_POLL);
    }
}

/// Says whether the file system knows no locks; appends are whole there too.
fn has_no_locks(cause: &io::Error) -> bool {
    let code = rustix::io::Errno::from_io_error(cause);
    matches!(
        code,
        Some(rustix::io::Errno::OPNOTSUPP | rustix::io::Errno::NOSYS | rustix::io::Errno::NOLCK)
    )
}
