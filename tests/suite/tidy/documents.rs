//! The documents: links that lead somewhere, tables that agree with the code.

use std::path::Path;

use super::{assert_none, files, read, root};

fn documents() -> Vec<String> {
    let mut all = files("docs", ".md");
    for name in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        all.push(name.to_owned());
    }
    all
}

/// Returns the targets of the links and pictures of a Markdown text.
fn targets(text: &str) -> Vec<&str> {
    let links = text.split("](").skip(1).map(|rest| (rest, ')'));
    let pictures = text.split("src=\"").skip(1).map(|rest| (rest, '"'));
    links
        .chain(pictures)
        .filter_map(|(rest, end)| rest.split(end).next())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .filter(|target| !target.contains(char::is_whitespace) && !target.is_empty())
        .collect()
}

/// Returns the anchor a forge gives to a heading.
fn slug(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' | '-' => Some('-'),
            c if c.is_alphanumeric() || c == '_' => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

fn has_heading(text: &str, anchor: &str) -> bool {
    text.lines()
        .filter(|line| line.starts_with('#'))
        .any(|line| slug(line) == anchor)
}

/// Says why a link of the document at `from` leads nowhere.
fn dead(from: &str, target: &str) -> Option<String> {
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(from).parent().unwrap_or_else(|| Path::new(""));
    let path = if file.is_empty() {
        Path::new(from).to_path_buf()
    } else {
        folder.join(file)
    };
    if !root().join(&path).exists() {
        return Some(format!("{from}: no such file: {target}"));
    }
    let text = read(&path.to_string_lossy());
    let found = anchor.is_empty() || has_heading(&text, anchor);
    (!found).then(|| format!("{from}: no such heading: {target}"))
}

/// Returns the names of the dependencies in a manifest.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies]");
        } else if let (true, Some((name, _))) = (inside, line.split_once('=')) {
            names.push(name.split('.').next().unwrap_or(name).trim().to_owned());
        }
    }
    names
}

/// Returns the names in the first column of the tables of a document.
fn rows(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut complaints = Vec::new();
    for path in documents() {
        let text = read(&path);
        if text.is_empty() {
            complaints.push(format!("{path} is missing"));
        }
        complaints.extend(
            targets(&text)
                .iter()
                .filter_map(|target| dead(&path, target)),
        );
    }
    assert_none(&complaints);
}

#[test]
fn every_dependency_has_its_line() {
    let needed = dependencies(&read("Cargo.toml"));
    let page = read("docs/design/dependencies.md");
    let told = rows(&page);
    assert!(needed.len() > 10, "the manifest was not understood");
    let mut complaints: Vec<String> = needed
        .iter()
        .filter(|name| !told.contains(&name.as_str()))
        .map(|name| format!("docs/design/dependencies.md does not tell why {name} is needed"))
        .collect();
    complaints.extend(
        told.iter()
            .filter(|name| !needed.iter().any(|needed| needed == *name))
            .map(|name| format!("docs/design/dependencies.md tells of {name}, which is not used")),
    );
    assert_none(&complaints);
}

#[test]
fn every_layer_is_on_the_map() {
    let map = read("docs/architecture.md");
    let complaints: Vec<String> = files("src", "/mod.rs")
        .iter()
        .filter(|path| path.split('/').count() == 3)
        .filter_map(|path| path.split('/').nth(1))
        .filter(|layer| !map.contains(&format!("| `{layer}` |")))
        .map(|layer| format!("docs/architecture.md has no row for {layer}"))
        .collect();
    assert_none(&complaints);
}

#[test]
fn a_dead_link_is_seen() {
    assert_eq!(
        targets("[a](b.md#c) ![p](d.svg) [x](https://e.org)"),
        ["b.md#c", "d.svg"]
    );
    assert!(dead("README.md", "no-such-file.md").is_some());
    assert!(dead("README.md", "Cargo.toml").is_none());
    assert_eq!(slug("## 2.9 What's `new`?"), "29-whats-new");
    assert_eq!(
        dependencies("[package]\nname = 1\n[dev-dependencies]\na = 1\nb.version = 2"),
        ["a", "b"]
    );
    assert_eq!(rows("| `a` | why |\n| b |"), ["a"]);
}

#[test]
fn the_card_of_the_model_is_that_of_its_files() {
    let folder = "src/nlp/data/encoder";
    let card = read(&format!("{folder}/README.md"));
    let mut paths = files(folder, "");
    paths.retain(|path| Path::new(path).extension() != Some("md".as_ref()));
    paths.sort_unstable();
    let names = ["config.json", "model.onnx", "tokenizer.json"];
    assert_eq!(paths, names.map(|name| format!("{folder}/{name}")));
    let mut complaints = Vec::new();
    for path in &paths {
        let bytes = std::fs::read(root().join(path)).unwrap_or_default();
        let sum = gleaner::corpus::ContentHash::of(&bytes).to_string();
        if !card.contains(&sum) {
            complaints.push(format!("{folder}/README.md does not tell {path}: {sum}"));
        }
    }
    assert_none(&complaints);
}
