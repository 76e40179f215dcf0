//! Sizes, names and comments of source files.

use super::source::Source;
use super::{assert_none, files, read, sources_in};

const MOST_LINES: usize = 450;
/// Files that are tables, and may be long.
const MAY_BE_LONG: &[&str] = &["src/app/command.rs", "src/text/cells.rs"];
/// Folders under `src` that a path may have: layer/group/file.
const MOST_PARTS: usize = 3;
/// Names that say nothing: if a thing has no home, a noun is missing.
const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "common", "helper", "helpers", "manager", "misc", "shared", "stuff",
];
/// Starts of paths of one machine.
const LOCAL_PATHS: &[&str] = &["/home/", "/root/", "/Users/"];
/// Words of a docstring that add nothing to the name below it.
const FILLERS: &[&str] = &[
    "the", "a", "an", "of", "this", "its", "is", "returns", "gets", "sets", "makes", "creates",
    "new", "for",
];

fn too_long(source: &Source) -> Vec<String> {
    let lines = source.lines_of_code();
    if lines <= MOST_LINES || MAY_BE_LONG.contains(&source.path.as_str()) {
        return Vec::new();
    }
    vec![format!(
        "{}: {lines} lines of code, {MOST_LINES} at most",
        source.path
    )]
}

fn misplaced(source: &Source) -> Vec<String> {
    let parts: Vec<&str> = source.path.trim_end_matches(".rs").split('/').collect();
    let depth = parts.iter().filter(|part| **part != "tests").count() - 1;
    let mut complaints: Vec<String> = parts
        .iter()
        .filter(|part| EMPTY_NAMES.contains(part))
        .map(|part| format!("{}: «{part}» says nothing", source.path))
        .collect();
    if source.path.starts_with("src/") && depth > MOST_PARTS {
        complaints.push(format!("{}: lies too deep", source.path));
    }
    complaints
}

fn headless(source: &Source) -> Vec<String> {
    let head: String = source
        .text
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .collect();
    if head.len() >= 30 || source.path.ends_with("/tests.rs") {
        return Vec::new();
    }
    vec![format!(
        "{}: does not begin with a comment that says what it is for",
        source.path
    )]
}

fn silenced(source: &Source) -> Vec<String> {
    ["#[allow(", "#![allow("]
        .iter()
        .filter(|attribute| source.whole_code.contains(**attribute))
        .map(|attribute| format!("{}: {attribute} — use expect, with a reason", source.path))
        .collect()
}

/// Finds docstrings that are empty or say no more than the name below them.
fn echoes(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    let mut complaints = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let docs: Vec<&str> = lines[at..]
            .iter()
            .map_while(|line| line.strip_prefix("///"))
            .collect();
        let item = lines.get(at + docs.len()).copied().unwrap_or_default();
        if !docs.is_empty() && says_nothing(&docs.join(" "), item) {
            complaints.push(format!(
                "{}:{}: says nothing: {}",
                source.path,
                at + 1,
                docs.join(" ")
            ));
        }
        at += docs.len().max(1);
    }
    complaints
}

fn says_nothing(docs: &str, item: &str) -> bool {
    let told = |text: &str| -> Vec<String> {
        split_name(text)
            .into_iter()
            .filter(|word| !FILLERS.contains(&word.as_str()))
            .collect()
    };
    let said = told(docs);
    let named = told(item_name(item));
    said.is_empty() || said == named
}

/// Returns the name that the item on this line gives.
fn item_name(line: &str) -> &str {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
        .find(|word| {
            ![
                "", "pub", "super", "crate", "fn", "struct", "enum", "const", "type", "static",
                "mod", "trait",
            ]
            .contains(word)
        })
        .unwrap_or_default()
}

/// Splits a sentence or a name in any case into words in lower case.
fn split_name(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in text.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = c.is_lowercase();
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Finds work left undone that no file in docs/design tells about.
fn undone(path: &str, text: &str) -> Vec<String> {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("to", "do!("),
    ];
    text.lines()
        .filter(|line| {
            marks.iter().any(|mark| line.contains(mark)) && !line.contains("docs/design/")
        })
        .map(|line| format!("{path}: nobody owns «{}»", line.trim()))
        .collect()
}

/// Finds absolute paths of one machine.
fn local_paths(path: &str, text: &str) -> Vec<String> {
    LOCAL_PATHS
        .iter()
        .flat_map(|local| text.match_indices(local))
        .filter(|(at, _)| {
            let before = text.get(..*at).and_then(|text| text.chars().next_back());
            !before.is_some_and(|c| c.is_alphanumeric() || "._-~*/}".contains(c))
        })
        .map(|(_, local)| format!("{path}: names a path of one machine, {local}…"))
        .collect()
}

/// Finds words with a hyphen in the word lists of the layer that reads text in
/// tokens: a hyphen is a token of its own, so no token is such a word.
fn tied_words(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_list = false;
    let is_nlp = source.path.starts_with("src/nlp/") && !source.path.contains("/train/");
    let lines = source.text.lines().zip(source.code.lines());
    for (line, code) in lines.filter(|_| is_nlp) {
        let is_words = code.contains("&str]") || code.contains(": List");
        in_list |= code.trim_start().starts_with("const ") && is_words;
        let is_word = |text: &str| {
            let halves = text.split_once('-');
            let letters = |half: &str| !half.is_empty() && half.chars().all(char::is_alphabetic);
            halves.is_some_and(|(front, back)| letters(front) && letters(back))
        };
        let literals = line.split('"').skip(1).step_by(2);
        let tied = literals.filter(|text| in_list && is_word(text));
        found.extend(tied.map(|text| format!("{}: no token is «{text}»", source.path)));
        in_list &= !code.trim_end().ends_with(';');
    }
    found
}

fn complaints(check: fn(&Source) -> Vec<String>) -> Vec<String> {
    let mut all = sources_in("src");
    all.extend(sources_in("tests"));
    all.iter().flat_map(check).collect()
}

#[test]
fn files_are_short() {
    assert_none(&complaints(too_long));
}

#[test]
fn files_have_a_home_and_a_noun() {
    assert_none(&complaints(misplaced));
}

#[test]
fn files_say_what_they_are_for() {
    assert_none(&complaints(headless));
}

#[test]
fn lints_are_silenced_with_a_reason() {
    assert_none(&complaints(silenced));
}

#[test]
fn docstrings_say_more_than_the_name() {
    assert_none(&complaints(echoes));
}

#[test]
fn nothing_is_left_undone_and_nothing_points_into_one_machine() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "docs", ".github", ".ci"] {
        for path in files(folder, "") {
            if path == "tests/suite/tidy/sources.rs" {
                continue;
            }
            let text = read(&path);
            found.extend(local_paths(&path, &text));
            found.extend(undone(&path, &text));
        }
    }
    for path in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Cargo.toml"] {
        found.extend(local_paths(path, &read(path)));
    }
    assert_none(&found);
}

#[test]
fn lists_of_words_hold_what_a_token_can_be() {
    assert_none(&complaints(tied_words));
}

#[test]
fn a_broken_rule_is_seen() {
    let check = |rule: fn(&Source) -> Vec<String>, path: &str, text: &str, expected: usize| {
        let found = rule(&Source::new(path, text));
        assert_eq!(found.len(), expected, "{path}: {found:?}");
    };
    check(too_long, "src/text/a.rs", &"fn f() {}\n".repeat(451), 1);
    check(
        too_long,
        "src/text/a.rs",
        &"fn f() {}\n\n// x\n".repeat(450),
        0,
    );
    check(misplaced, "src/app/helpers.rs", "", 1);
    let list = "const KIN: &[&str] = &[\n    \"aunt\",\n    \"half-aunt\",\n];\nfn f() {}\n";
    check(tied_words, "src/nlp/a.rs", list, 1);
    check(tied_words, "src/ui/a.rs", list, 0);
    let text = "const ANY: &[&str] = &[\"a\"];\nfn f() { g(\"half-aunt\") }\n";
    check(tied_words, "src/nlp/a.rs", text, 0);
    check(misplaced, "src/app/update/list/more.rs", "", 1);
    check(misplaced, "src/app/update/list/tests.rs", "", 0);
    check(headless, "src/app/a.rs", "//! To come.\n", 1);
    check(
        silenced,
        "src/app/a.rs",
        "#[allow(dead_code)]\nfn f() {}",
        1,
    );
    check(
        echoes,
        "src/app/a.rs",
        "/// The article id.\npub fn article_id() {}",
        1,
    );
    check(echoes, "src/app/a.rs", "///\npub(super) struct A;", 1);
    check(
        echoes,
        "src/app/a.rs",
        "/// Returns the id it goes by.\nfn id() {}",
        0,
    );
    assert_eq!(undone("a.rs", concat!("// TO", "DO: later")).len(), 1);
    assert_eq!(
        local_paths("a.md", "see /home/main and src/home/pool.rs").len(),
        1
    );
}
