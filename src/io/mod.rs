//! Files: plain blocking functions, and [`IoError`] when one cannot do its work.
//!
//! [`scan`] finds the files of a corpus, [`article`] reads them. Sizes are
//! bounded, nothing is memory-mapped, and an article is never written.
//!
//! This edge knows neither threads nor the state of the program.

use std::io;
use std::path::{Path, PathBuf};

pub mod article;
pub mod config;
pub mod fresh;
pub mod journal;
pub mod model;
pub mod paths;
pub mod pdf;
pub mod scan;
pub mod sources;
pub mod state;

/// Says what could not be done, to which path, and why.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {}: {}", .path.display(), plain_cause(.cause))]
pub struct IoError {
    /// A verb phrase that reads on with the path: `read`, `list the folder`.
    pub doing: &'static str,
    pub path: PathBuf,
    #[source]
    pub cause: io::Error,
}

impl IoError {
    pub fn new(doing: &'static str, path: &Path, cause: io::Error) -> Self {
        Self {
            doing,
            path: path.to_path_buf(),
            cause,
        }
    }
}

/// Returns the cause in plain words, without the number of the system error.
pub fn plain_cause(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = cause.to_string();
            match text.find(" (os error") {
                Some(at) => text.get(..at).unwrap_or(&text).to_lowercase(),
                None => text,
            }
        }
    }
}
