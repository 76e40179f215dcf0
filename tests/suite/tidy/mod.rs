//! The rules of this code base that a test can hold, so that nobody has to argue.
//!
//! [`imports`] holds the walls between the layers, [`sources`] the sizes, names
//! and comments of source files, [`documents`] the links and tables of the
//! documentation. Each check is a function from [`Source`]s to complaints, and
//! is itself tested on a small made-up source that breaks the rule.
#![expect(
    clippy::disallowed_methods,
    reason = "these tests read the files of the project itself"
)]

mod documents;
mod imports;
mod keys;
mod source;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Returns the folder of the project.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the text of a file of the project, or an empty text where it is missing.
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// Returns the paths of all files below `folder` that end with `ending`.
///
/// Shape: relative to the project, with `/`, sorted.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(relative(&path));
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    let path: PathBuf = path.strip_prefix(root()).unwrap_or(path).to_path_buf();
    path.to_string_lossy().replace('\\', "/")
}

/// Returns all Rust sources below `folder`.
fn sources_in(folder: &str) -> Vec<Source> {
    files(folder, ".rs")
        .iter()
        .map(|path| Source::new(path, &read(path)))
        .collect()
}

#[track_caller]
fn assert_none(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} complaints:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

#[test]
fn every_file_of_the_suite_is_listed() {
    let main = Source::new("tests/suite/main.rs", &read("tests/suite/main.rs"));
    let complaints: Vec<String> = files("tests/suite", ".rs")
        .iter()
        .filter_map(|path| path.strip_prefix("tests/suite/"))
        .filter(|path| *path != "main.rs")
        .map(|path| {
            path.split('/')
                .next()
                .unwrap_or(path)
                .trim_end_matches(".rs")
        })
        .filter(|name| !main.code.contains(&format!("mod {name};")))
        .map(|name| format!("tests/suite/main.rs has no line «mod {name};»"))
        .collect();
    assert_none(&complaints);
}

#[test]
fn every_source_file_is_part_of_the_program() {
    let sources = sources_in("src");
    let complaints: Vec<String> = sources
        .iter()
        .filter(|source| source.path != "src/lib.rs" && !source.path.ends_with("/main.rs"))
        .filter(|source| {
            let line = format!("mod {};", source.module());
            let parents = source.parents();
            !sources
                .iter()
                .any(|other| parents.contains(&other.path) && other.whole_code.contains(&line))
        })
        .map(|source| format!("{} is not listed by its parent", source.path))
        .collect();
    assert_none(&complaints);
}
