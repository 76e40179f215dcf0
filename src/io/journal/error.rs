//! [`JournalError`]: why acts are not saved, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::io::plain_cause;

/// Says why acts are not in the file.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("cannot open {} to save: {}; {}", .path.display(), plain_cause(.cause), hint(.cause))]
    Open {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("{} is not a regular file; name another one with --annotations", .path.display())]
    NotAFile { path: PathBuf },
    #[error("another program holds the lock on {}; save again with :w", .path.display())]
    Busy { path: PathBuf },
    #[error("cannot write to {}: {}; {}", .path.display(), plain_cause(.cause), hint(.cause))]
    Write {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
    #[error("the disk did not confirm {}: {}; check the disk, then save again with :w", .path.display(), plain_cause(.cause))]
    Sync {
        path: PathBuf,
        #[source]
        cause: io::Error,
    },
}

impl JournalError {
    pub(super) fn open(path: &Path, cause: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::Open { path, cause }
    }

    pub(super) fn write(path: &Path, cause: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::Write { path, cause }
    }

    pub(super) fn sync(path: &Path, cause: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::Sync { path, cause }
    }

    /// Returns the file that was to hold the acts.
    pub fn path(&self) -> &Path {
        match self {
            Self::Open { path, .. }
            | Self::NotAFile { path }
            | Self::Busy { path }
            | Self::Write { path, .. }
            | Self::Sync { path, .. } => path,
        }
    }
}

fn hint(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space, then save again with :w"
        }
        io::ErrorKind::FileTooLarge => "raise the limit on file sizes, then save again with :w",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "make it writable, then save again with :w"
        }
        io::ErrorKind::NotFound => "make its folder again, then save again with :w",
        _ => "save again with :w",
    }
}
