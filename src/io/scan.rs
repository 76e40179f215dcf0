//! Finds the files of a corpus: [`scan`] walks a [`Root`] and hands out each
//! [`Found`] file in a stable order, one at a time.
//!
//! Hidden files, back-ups of editors and the reader's own annotation files are
//! passed over. What cannot be opened safely (a pipe, a device, a broken link)
//! is handed out with the reason and never opened. Folders behind links are not
//! entered, so no file is listed twice and every walk ends.

use std::fs::{self, FileType, Metadata};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::plain_cause;
use crate::corpus::order;
use crate::io::paths::WATCHLIST;

/// Where a corpus lies: a folder, or one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Root {
    pub path: PathBuf,
    pub is_file: bool,
}

/// One file of a corpus, not opened yet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// The path to open, with the exact bytes of the name.
    pub path: PathBuf,
    /// The path within the root, with `/`; bytes that are no UTF-8 stand as
    /// `%FF`, so that two names stay two.
    pub relative: String,
    pub size: u64,
    /// Milliseconds since 1970.
    pub modified_ms: i64,
    /// Why it must not be opened.
    pub problem: Option<String>,
}

impl Root {
    /// Makes the root for `path`: one file, or else a folder.
    pub fn at(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
            is_file: fs::metadata(path).is_ok_and(|meta| !meta.is_dir()),
        }
    }
}

/// Hands each file below `root` to `each` until it breaks off.
///
/// Shape: in natural path order ([`order::names`] for each folder).
/// Problems: what cannot be listed or opened comes with the reason.
/// Cost: one folder is listed and sorted at a time; a file costs one `stat`.
pub fn scan(root: &Root, each: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    if root.is_file {
        let name = root.path.file_name().unwrap_or(root.path.as_os_str());
        let relative = order::portable_path(name.as_encoded_bytes());
        let _ = each(look_at(root.path.clone(), relative));
        return;
    }
    let walk = WalkDir::new(&root.path)
        .sort_by(|a, b| {
            let (a, b) = (a.file_name(), b.file_name());
            order::names(a.as_encoded_bytes(), b.as_encoded_bytes())
        })
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !is_passed_over(entry) && !is_page_folder(entry)
        });
    for entry in walk {
        let found = match entry {
            Ok(entry) => found_entry(root, entry),
            Err(error) => Some(found_error(root, &error)),
        };
        if found.is_some_and(|found| each(found).is_break()) {
            return;
        }
    }
}

/// Says whether a file of this name holds saved work of the reader, or a
/// temporary, backup or conflict copy of it.
pub fn is_own_file(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if name == "gleaner.jsonl" || name.contains(".gleaner.jsonl") {
        return true;
    }
    let Some(rest) = name.strip_prefix("gleaner") else {
        return false;
    };
    // `gleaner.jsonl.tmp.17`, `gleaner (conflicted copy).jsonl`,
    // `gleaner.sync-conflict-20250101.jsonl`.
    let is_lines = rest
        .rsplit_once('.')
        .is_some_and(|(_, suffix)| suffix == "jsonl");
    rest.starts_with(".jsonl") || (rest.starts_with([' ', '.', '-']) && is_lines)
}

fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    // A name of dots alone hides nothing.
    let is_hidden = name.starts_with(b".") && name.iter().any(|&byte| byte != b'.');
    let is_backup = name.ends_with(b"~") || (name.starts_with(b"#") && name.ends_with(b"#"));
    let is_own = |name: &str| is_own_file(name) || name == WATCHLIST;
    is_hidden || is_backup || entry.file_name().to_str().is_some_and(is_own)
}

/// Says whether a folder holds the pictures and scripts of a page that a browser
/// saved beside it: `page.html` and `page_files`.
fn is_page_folder(entry: &DirEntry) -> bool {
    if !entry.file_type().is_dir() {
        return false;
    }
    let Some(name) = entry.file_name().to_str() else {
        return false;
    };
    let Some(at) = name.rfind(['_', '-', '.']) else {
        return false;
    };
    // Browsers name it in the language of the person.
    let (page, ending) = name.split_at(at);
    let ending = ending.trim_start_matches(['_', '-', '.']).to_lowercase();
    PAGE_FOLDERS.contains(&ending.as_str())
        && ["html", "htm", "xhtml"].iter().any(|suffix| {
            let beside = entry.path().with_file_name(format!("{page}.{suffix}"));
            beside.is_file()
        })
}

const PAGE_FOLDERS: &[&str] = &[
    "files",
    "file",
    "dateien",
    "fichiers",
    "archivos",
    "arquivos",
    "ficheiros",
    "bestanden",
    "filer",
    "tiedostot",
    "pliki",
    "soubory",
    "faili",
    "failid",
    "elemei",
    "dosyalar",
    "bylos",
    "datoteke",
    "fitxers",
    "fitxategiak",
    "filer",
    "ファイル",
    "파일",
];

fn found_entry(root: &Root, entry: DirEntry) -> Option<Found> {
    let kind = entry.file_type();
    if kind.is_dir() {
        return None;
    }
    let path = entry.into_path();
    let relative = relative_to(root, &path);
    if kind.is_symlink() && fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) {
        return None;
    }
    Some(look_at(path, relative))
}

fn found_error(root: &Root, error: &walkdir::Error) -> Found {
    let path = error.path().unwrap_or(&root.path).to_path_buf();
    let relative = relative_to(root, &path);
    let cause = error.io_error().map(plain_cause);
    Found {
        path,
        relative,
        size: 0,
        modified_ms: 0,
        problem: Some(cause.unwrap_or_else(|| "cannot be listed".to_owned())),
    }
}

fn look_at(path: PathBuf, relative: String) -> Found {
    let mut found = Found {
        path,
        relative,
        size: 0,
        modified_ms: 0,
        problem: None,
    };
    match fs::metadata(&found.path) {
        Ok(meta) => {
            found.size = meta.len();
            found.modified_ms = modified_ms(&meta);
            if !meta.is_file() {
                found.problem = Some(format!(
                    "not a regular file ({})",
                    kind_name(meta.file_type())
                ));
            }
        }
        Err(error) => found.problem = Some(why_not(&found.path, &error)),
    }
    found
}

fn why_not(path: &Path, error: &io::Error) -> String {
    match fs::read_link(path) {
        Ok(target) => format!("link to {}: {}", target.display(), plain_cause(error)),
        Err(_) => plain_cause(error),
    }
}

fn modified_ms(meta: &Metadata) -> i64 {
    let Ok(modified) = meta.modified() else {
        return 0;
    };
    match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
        Err(before) => {
            i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |millis| -millis)
        }
    }
}

#[cfg(unix)]
fn kind_name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "pipe"
    } else if kind.is_socket() {
        "socket"
    } else if kind.is_char_device() || kind.is_block_device() {
        "device"
    } else {
        "folder"
    }
}

#[cfg(not(unix))]
fn kind_name(_: FileType) -> &'static str {
    "special"
}

fn relative_to(root: &Root, path: &Path) -> String {
    let inside = path.strip_prefix(&root.path).unwrap_or(path);
    let inside = if inside.as_os_str().is_empty() {
        path
    } else {
        inside
    };
    order::portable_path(inside.as_os_str().as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relatives(root: &Path) -> Vec<String> {
        let mut all = Vec::new();
        scan(&Root::at(root), &mut |found| {
            let problem = found
                .problem
                .map_or(String::new(), |why| format!(": {why}"));
            all.push(found.relative + &problem);
            ControlFlow::Continue(())
        });
        all
    }

    #[test]
    fn files_come_in_natural_order_and_own_work_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let names = [
            "10.txt",
            "9.txt",
            "b/a.txt",
            ".hidden",
            "draft.txt~",
            "gleaner.jsonl",
            "notes.gleaner.jsonl",
            "gleaner.jsonl.tmp.7",
            "gleaner (conflicted copy).jsonl",
            "gleaners.jsonl",
        ];
        for name in names {
            fs::File::create(folder.path().join(name)).unwrap();
        }
        let expected = ["9.txt", "10.txt", "b/a.txt", "gleaners.jsonl"];
        assert_eq!(relatives(folder.path()), expected);
        assert_eq!(relatives(&folder.path().join("9.txt")), ["9.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_never_hang_or_list_twice() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::File::create(path.join("a.txt")).unwrap();
        symlink(".", path.join("up")).unwrap();
        symlink("a.txt", path.join("link.txt")).unwrap();
        symlink("gone", path.join("lost.txt")).unwrap();
        symlink("/dev/zero", path.join("zero.txt")).unwrap();
        let expected = [
            "a.txt",
            "link.txt",
            "lost.txt: link to gone: no such file",
            "zero.txt: not a regular file (device)",
        ];
        assert_eq!(relatives(path), expected);
    }

    #[test]
    fn the_folder_of_a_saved_page_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["page_files", "notes_files"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::File::create(folder.path().join(name).join("a.txt")).unwrap();
        }
        fs::File::create(folder.path().join("page.html")).unwrap();
        assert_eq!(relatives(folder.path()), ["notes_files/a.txt", "page.html"]);
    }

    #[test]
    fn a_walk_ends_when_it_is_told_to() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..5 {
            fs::File::create(folder.path().join(n.to_string())).unwrap();
        }
        let mut n_seen = 0;
        scan(&Root::at(folder.path()), &mut |_| {
            n_seen += 1;
            if n_seen == 2 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(n_seen, 2);
    }
}
