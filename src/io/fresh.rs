//! [`write_new`]: a file that was not there before, whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::IoError;

/// Writes a new file and syncs it to the disk.
///
/// Errors: when something is there already, which stays as it is; when it
/// cannot be written to its end, and then nothing is left behind.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), IoError> {
    let fail = |cause| IoError::new("write", path, cause);
    let file = File::create_new(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => {
            fail(io::Error::other("it is there already; name a new file"))
        }
        _ => fail(cause),
    })?;
    if let Err(cause) = fill(file, bytes) {
        // The first failure is the one to tell of.
        let _ = fs::remove_file(path);
        return Err(fail(cause));
    }
    Ok(())
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new");
        write_new(&path, b"one").unwrap();
        let error = write_new(&path, b"two").unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("new: it is there already; name a new file")
        );
        assert_eq!(fs::metadata(&path).unwrap().len(), 3);
        let lost = write_new(&folder.path().join("no/folder"), b"").unwrap_err();
        assert!(lost.to_string().ends_with("folder: no such file"), "{lost}");
    }
}
