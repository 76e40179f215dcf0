//! [`place`]: where the acts on a corpus are kept.

use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use crate::corpus::ArticleId;

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

const NAME: &str = "gleaner.jsonl";
const SUFFIX: &str = ".gleaner.jsonl";

/// Decides where the acts on `input` are kept; `None` is a pipe.
///
/// The file of the input itself comes first, then that of its nearest ancestor
/// that has one; where none is, a new one belongs to the input. When it cannot
/// be written, the acts go to the data folder.
pub fn place(input: Option<&Path>, data_dir: &Path) -> Place {
    let folder = data_dir.join("annotations");
    let Some(input) = input else {
        return Place {
            file: folder.join(format!("stdin{SUFFIX}")),
            root: PathBuf::new(),
            site: Site::Data,
            inherited: None,
        };
    };
    let real = input
        .canonicalize()
        .or_else(|_| std::path::absolute(input))
        .unwrap_or_else(|_| input.to_path_buf());
    let wanted = if real.is_file() {
        of_file(&real)
    } else {
        of_folder(&real)
    };
    if is_writable(&wanted.file) {
        return wanted;
    }
    let stem = real.file_name().unwrap_or_default().to_string_lossy();
    let id = ArticleId::of_path(&real.to_string_lossy());
    Place {
        file: folder.join(format!("{stem}-{id}{SUFFIX}")),
        inherited: wanted.file.exists().then_some(wanted.file),
        root: wanted.root,
        site: Site::Data,
    }
}

fn of_file(file: &Path) -> Place {
    let parent = file.parent().unwrap_or_else(|| Path::new("/"));
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(SUFFIX);
    let beside = Place {
        file: parent.join(name),
        root: parent.to_path_buf(),
        site: Site::Beside,
        inherited: None,
    };
    if beside.file.exists() {
        return beside;
    }
    annotated(parent).unwrap_or(beside)
}

fn of_folder(folder: &Path) -> Place {
    annotated(folder).unwrap_or_else(|| at_root(folder))
}

/// Finds the nearest folder with a file of its own, from `folder` up.
///
/// The root of the file system counts only when it was opened itself: nobody
/// means every corpus of a machine to be one.
fn annotated(folder: &Path) -> Option<Place> {
    let is_meant = |other: &Path| other == folder || other.parent().is_some();
    let mut folders = folder.ancestors();
    folders
        .find(|other| is_meant(other) && other.join(NAME).is_file())
        .map(at_root)
}

fn at_root(folder: &Path) -> Place {
    Place {
        file: folder.join(NAME),
        root: folder.to_path_buf(),
        site: Site::Root,
        inherited: None,
    }
}

fn is_writable(file: &Path) -> bool {
    if file.exists() {
        return access(file, Access::WRITE_OK | Access::READ_OK).is_ok();
    }
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}
