//! [`compact`]: rewrites an annotation file without the acts that no longer
//! matter. On request only, never on a damaged file, and the old file stays.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::JournalError;
use super::append::sync_folder;
use super::lock::open_to_append;
use crate::annotate::Stamp;
use crate::annotate::compact::{CompactProblem, compacted};
use crate::io::IoError;

/// What a compaction did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compacted {
    pub n_before: usize,
    pub n_after: usize,
    /// The old file; absent when there was nothing to leave out.
    pub backup: Option<PathBuf>,
}

/// Says why a file was not compacted; it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CompactError {
    #[error(transparent)]
    Refused(#[from] CompactProblem),
    #[error(transparent)]
    Open(#[from] JournalError),
    #[error(transparent)]
    Io(#[from] IoError),
}

/// Rewrites the file at `path`; `now` names the backup.
///
/// Other sessions may go on: they wait for the lock and then open the new file.
pub fn compact(path: &Path, now: Stamp) -> Result<Compacted, CompactError> {
    let fail = |doing, at: &Path| {
        let at = at.to_path_buf();
        move |cause| IoError::new(doing, &at, cause)
    };
    // The file behind a symlink is rewritten, the link stays.
    let real = path.canonicalize().map_err(fail("find", path))?;
    let old = open_to_append(&real)?;
    let mut bytes = Vec::new();
    (&*old)
        .read_to_end(&mut bytes)
        .map_err(fail("read", &real))?;
    let rest = compacted(&bytes)?;
    let mut done = Compacted {
        n_before: rest.n_before,
        n_after: rest.n_after,
        backup: None,
    };
    if rest.n_after < rest.n_before {
        let backup = beside(&real, &format!(".bak-{}", compact_time(now)));
        let temporary = beside(&real, ".tmp");
        write_new(&temporary, &rest.bytes, &old).map_err(fail("write", &temporary))?;
        fs::hard_link(&real, &backup).map_err(fail("keep the old file as", &backup))?;
        fs::rename(&temporary, &real).map_err(fail("replace", &real))?;
        sync_folder(&real).map_err(fail("sync the folder of", &real))?;
        done.backup = Some(backup);
    }
    Ok(done)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(suffix);
    PathBuf::from(name)
}

fn write_new(path: &Path, bytes: &[u8], like: &File) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.set_permissions(like.metadata()?.permissions())?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a time without the signs that trouble file systems.
fn compact_time(now: Stamp) -> String {
    let text = now.to_string();
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}
