//! Appending lines so that a confirmed one survives a crash at any moment.
//!
//! Under the lock: all lines in one write, then `fdatasync`, then success. What
//! fails is cut back to the old length, so that "not saved" means not in the
//! file. After a failed sync the data may be gone although a second sync says
//! it is there; so the lines are written anew and read back.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::JournalError;
use super::lock::{Identity, identity, open_to_append};

/// What an append did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Appended {
    pub(super) file: Identity,
    /// Length of the file before.
    pub(super) before: u64,
    /// What was added: the lines, after a line end where one was missing.
    pub(super) bytes: Vec<u8>,
}

/// Appends lines; when it returns, they are on the disk.
///
/// `lasting` is the file whose name is known to be on the disk.
pub(super) fn append(
    path: &Path,
    lines: &str,
    lasting: Option<Identity>,
) -> Result<Appended, JournalError> {
    match write_once(path, lines, lasting) {
        Err(JournalError::Sync { .. }) => {
            let appended = write_once(path, lines, lasting)?;
            read_back(path, &appended)?;
            Ok(appended)
        }
        outcome => outcome,
    }
}

/// Makes the folder of the file, as on the first use of the data folder.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    if folder.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    sync_folder(folder)
}

fn write_once(
    path: &Path,
    lines: &str,
    lasting: Option<Identity>,
) -> Result<Appended, JournalError> {
    let file = open_to_append(path)?;
    let opened = |cause| JournalError::open(path, cause);
    let facts = file.metadata().map_err(opened)?;
    let before = facts.len();
    if lasting != Some(identity(&facts)) {
        // The name of a file must be as lasting as what it holds.
        sync_folder(path).map_err(|cause| JournalError::sync(path, cause))?;
    }
    let mut bytes = Vec::with_capacity(lines.len() + 1);
    if !ends_line(&file, before).map_err(opened)? {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(lines.as_bytes());
    if let Err(cause) = write_whole(&file, &bytes) {
        cut_back(&file, before);
        return Err(JournalError::write(path, cause));
    }
    if let Err(cause) = file.sync_data() {
        cut_back(&file, before);
        return Err(JournalError::sync(path, cause));
    }
    Ok(Appended {
        file: identity(&facts),
        before,
        bytes,
    })
}

/// Says whether the file is empty or ends with a whole line.
fn ends_line(file: &File, len: u64) -> io::Result<bool> {
    let Some(last) = len.checked_sub(1) else {
        return Ok(true);
    };
    let mut byte = [0];
    file.read_exact_at(&mut byte, last)?;
    Ok(byte == *b"\n")
}

/// Writes all bytes, in one call unless the system takes fewer.
fn write_whole(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)
}

/// Takes back what a failed append left; if even that fails, the next append
/// begins a new line and the reader reports the torn one.
fn cut_back(file: &File, len: u64) {
    if file.set_len(len).is_ok() {
        let _ = file.sync_data();
    }
}

fn read_back(path: &Path, appended: &Appended) -> Result<(), JournalError> {
    let read = || -> io::Result<bool> {
        let file = File::open(path)?;
        let mut found = vec![0; appended.bytes.len()];
        file.read_exact_at(&mut found, appended.before)?;
        Ok(found == appended.bytes)
    };
    match read() {
        Ok(true) => Ok(()),
        Ok(false) => {
            let cause = io::Error::new(io::ErrorKind::InvalidData, "it holds something else");
            Err(JournalError::sync(path, cause))
        }
        Err(cause) => Err(JournalError::sync(path, cause)),
    }
}

/// Makes the names in the folder of `path` last.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let real = path.canonicalize()?;
    let Some(folder) = real.parent() else {
        return Ok(());
    };
    match File::open(folder)?.sync_all() {
        // Some file systems cannot sync folders and need not.
        Err(cause) if cause.kind() == io::ErrorKind::InvalidInput => Ok(()),
        outcome => outcome,
    }
}
