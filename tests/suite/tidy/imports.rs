//! The walls between the layers: who may name whom, and what pure layers never name.

use super::source::Source;
use super::{assert_none, sources_in};

/// What each layer may import; a path stands for itself and all below it.
///
/// `docs/architecture.md` shows the same table. A new arrow is added in both, in
/// the commit that needs it, with a sentence that says why.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("corpus", &["text"]),
    ("annotate", &["text", "corpus"]),
    ("nlp", &["text", "corpus"]),
    ("index", &["text", "corpus", "annotate", "nlp"]),
    ("app", &["text", "corpus", "annotate", "nlp", "index"]),
    // Drawing asks `app` what to show; these are the values that its answers hold.
    (
        "ui",
        &[
            "text",
            "app",
            "corpus::BlockKind",
            "annotate::Decision",
            "annotate::Triage",
            "nlp::Entity",
            "nlp::Kind",
        ],
    ),
    (
        "io",
        &[
            "text",
            "corpus",
            "annotate",
            "nlp",
            "index",
            "app::key",
            "app::command",
            "app::settings",
        ],
    ),
    // Effects and messages hold rows and the places of articles.
    (
        "work",
        &[
            "text",
            "corpus",
            "annotate",
            "nlp",
            "index",
            "io",
            "app::Msg",
            "app::Effect",
            "app::Ticket",
            "app::msg",
            "app::effect",
            "app::articles",
        ],
    ),
    ("term", &["text", "app::key", "app::mouse", "app::msg"]),
];

/// Files at the rim, where all parts may meet.
const RIM: &[&str] = &["lib", "main", "run", "cli"];

/// Layers that must not reach the world.
const PURE: &[&str] = &["text", "corpus", "annotate", "nlp", "index", "app", "ui"];

const NOT_IN_PURE_PATHS: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "std::process",
];
const NOT_IN_PURE_WORDS: &[&str] = &[
    "Instant",
    "SystemTime",
    "crossterm",
    "rustix",
    "HashMap",
    "HashSet",
    "tempfile",
    "notify",
];

fn upward_imports(source: &Source) -> Vec<String> {
    let layer = source.layer();
    if RIM.contains(&layer) {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == layer) else {
        return vec![format!("{}: no such layer in the table", source.path)];
    };
    let mut complaints: Vec<String> = paths_from(&source.code, "crate")
        .into_iter()
        .filter(|path| {
            let own = path.split("::").next() == Some(layer);
            let listed = allowed
                .iter()
                .any(|may| path == may || path.starts_with(&format!("{may}::")));
            !own && !listed
        })
        .map(|path| format!("{}: {layer} must not name crate::{path}", source.path))
        .collect();
    if source.code.contains(&"super::".repeat(source.depth())) {
        complaints.push(format!("{}: leaves its layer by super::", source.path));
    }
    complaints
}

fn world_words(source: &Source) -> Vec<String> {
    if !PURE.contains(&source.layer()) {
        return Vec::new();
    }
    let paths = paths_from(&source.code, "std");
    let named = NOT_IN_PURE_PATHS.iter().filter(|banned| {
        let inside = banned.trim_start_matches("std::");
        paths
            .iter()
            .any(|path| path.split("::").next() == Some(inside))
    });
    let words: Vec<&str> = words(&source.code).collect();
    named
        .chain(
            NOT_IN_PURE_WORDS
                .iter()
                .filter(|banned| words.contains(banned)),
        )
        .map(|banned| format!("{}: a pure layer must not name {banned}", source.path))
        .collect()
}

/// Finds crates that have one home only.
fn strangers(source: &Source) -> Vec<String> {
    let homes: [(&str, &[&str]); 3] = [
        ("anyhow", RIM),
        ("ratatui", &["ui", "term", "run", "cli"]),
        ("crossterm", &["term", "run"]),
    ];
    homes
        .iter()
        .filter(|(_, layers)| !layers.contains(&source.layer()))
        .filter(|(name, _)| words(&source.code).any(|word| word == *name))
        .map(|(name, _)| format!("{}: {name} has no place in this layer", source.path))
        .collect()
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

/// Returns all paths in `code` that begin with `head::`, without the head.
///
/// Groups in braces are spread out: `crate::{a, b::{c, d}}` is `a`, `b::c`, `b::d`.
fn paths_from(code: &str, head: &str) -> Vec<String> {
    let start = format!("{head}::");
    let code = &without_new_names(code);
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&start) {
        let before = code.get(..at).and_then(|code| code.chars().next_back());
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        spread(code.get(at + start.len()..).unwrap_or_default(), &mut found);
    }
    found
}

/// Takes `as name` out of the code.
fn without_new_names(code: &str) -> String {
    let mut parts = code.split(" as ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'));
    }
    out
}

/// Reads one use tree at the start of `code` into `found`.
fn spread(code: &str, found: &mut Vec<String>) {
    let mut prefixes: Vec<usize> = Vec::new();
    let mut path = String::new();
    for c in code.chars() {
        match c {
            c if c.is_alphanumeric() || c == '_' || c == ':' => path.push(c),
            c if c.is_whitespace() => {}
            '{' if path.is_empty() || path.ends_with("::") => prefixes.push(path.len()),
            ',' | '}' if !prefixes.is_empty() => {
                let kept = prefixes.last().copied().unwrap_or(0);
                if path.len() > kept {
                    found.push(path.clone());
                }
                path.truncate(kept);
                if c == '}' {
                    prefixes.pop();
                    path.truncate(prefixes.last().copied().unwrap_or(0));
                }
                if prefixes.is_empty() {
                    return;
                }
            }
            _ if prefixes.is_empty() => {
                found.push(path);
                return;
            }
            _ => {}
        }
        let ended = c.is_whitespace() && prefixes.is_empty() && !path.is_empty();
        if ended && !path.ends_with(':') {
            found.push(path);
            return;
        }
    }
    if !path.is_empty() {
        found.push(path);
    }
}

fn complaints(check: fn(&Source) -> Vec<String>) -> Vec<String> {
    sources_in("src").iter().flat_map(check).collect()
}

#[test]
fn no_layer_imports_upward() {
    assert_none(&complaints(upward_imports));
}

#[test]
fn pure_layers_never_name_the_world() {
    assert_none(&complaints(world_words));
}

#[test]
fn crates_stay_in_their_layer() {
    assert_none(&complaints(strangers));
}

#[test]
fn a_broken_wall_is_seen() {
    let check = |path: &str, code: &str, expected: usize| {
        let source = Source::new(path, code);
        let found: Vec<String> = [upward_imports, world_words, strangers]
            .iter()
            .flat_map(|check| check(&source))
            .collect();
        assert_eq!(found.len(), expected, "{code}: {found:?}");
    };
    check("src/text/span.rs", "use crate::corpus::When;", 1);
    check(
        "src/nlp/mod.rs",
        "use crate::{text::Span, annotate::{Mark, Op}};",
        2,
    );
    check(
        "src/work/mod.rs",
        "use crate::app::{Msg as M, effect::{A as B, C}};",
        0,
    );
    check(
        "src/nlp/mod.rs",
        "use crate::text::{Span, fold::{a, b}};",
        0,
    );
    check("src/nlp/mod.rs", "fn f() -> super::annotate::Mark;", 1);
    check("src/nlp/link.rs", "use super::super::annotate::Mark;", 1);
    check(
        "src/nlp/link.rs",
        "use super::Mark; let s = \"crate::app\"; // crate::app",
        0,
    );
    check("src/corpus/id.rs", "use std::{fmt, fs::File};", 1);
    check(
        "src/corpus/id.rs",
        "let m: HashMap<u8, u8> = x(std::thread::spawn);",
        2,
    );
    check(
        "src/corpus/id.rs",
        "#[cfg(test)] mod tests { use std::fs; }",
        0,
    );
    check("src/app/model.rs", "use ratatui::layout::Rect;", 1);
    check(
        "src/io/paths.rs",
        "use crate::app::key::Key; use crate::app::Model;",
        1,
    );
    check(
        "src/io/paths.rs",
        "crate::app::update(crate::text::x(), 1)",
        1,
    );
}
