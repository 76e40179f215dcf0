//! The words of page furniture, in general and in several languages.
//!
//! [`furniture`] says whether a short text is a button, a link or a notice of
//! the page, and whether it opens a section of links. The lists are in
//! `cues.txt`; images, addresses and corrections are told by their shape here.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What a cue says about its unit and those after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Cue {
    /// This unit is furniture.
    Line,
    /// This unit heads a section of links, comments or teasers.
    Section,
}

/// The lists of `cues.txt`.
struct Cues {
    lines: BTreeSet<&'static str>,
    sections: BTreeSet<&'static str>,
    starts: Vec<(String, Cue)>,
    parts: AhoCorasick,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut lines = BTreeSet::new();
    let mut sections = BTreeSet::new();
    let mut starts = Vec::new();
    let mut parts = Vec::new();
    let mut list = "";
    for line in include_str!("cues.txt").lines() {
        if line.is_empty() || line.starts_with("# ") || line == "#" {
            continue;
        }
        match (line, list) {
            ("[line]" | "[section]" | "[start]" | "[start-section]" | "[part]", _) => list = line,
            (_, "[line]") => drop(lines.insert(line)),
            (_, "[section]") => drop(sections.insert(line)),
            (_, "[start]") => starts.push((line.replace('_', " "), Cue::Line)),
            (_, "[start-section]") => starts.push((line.replace('_', " "), Cue::Section)),
            _ => parts.push(line),
        }
    }
    let parts = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(parts)
        .expect("a short list of short words fits the automaton");
    Cues {
        lines,
        sections,
        starts,
        parts,
    }
});

/// Longest text that is looked at, in bytes.
const MAX_BYTES: usize = 420;
/// Longest text that is a button or link by how it begins, in bytes.
const MAX_START_BYTES: usize = 160;

/// Says whether `text` is a button, link, section head or notice of the page.
pub(super) fn furniture(text: &str, ends_sentence: bool) -> Option<Cue> {
    if text.len() > MAX_BYTES {
        return None;
    }
    if text.len() <= MAX_START_BYTES
        && let Some(cue) = short_furniture(text, ends_sentence)
    {
        return Some(cue);
    }
    CUES.parts.is_match(text).then_some(Cue::Line)
}

fn short_furniture(text: &str, ends_sentence: bool) -> Option<Cue> {
    let lower = text.to_lowercase();
    let core = core(&lower);
    if core.is_empty() || CUES.lines.contains(core) {
        return Some(Cue::Line);
    }
    if is_row_of_links(core) {
        return Some(Cue::Line);
    }
    let without_count = core.trim_end_matches(|c: char| c.is_numeric() || c == ' ');
    if CUES.sections.contains(without_count) {
        return Some(Cue::Section);
    }
    let (_, cue) = CUES
        .starts
        .iter()
        .find(|(start, _)| lower.starts_with(start.as_str()))?;
    // A sentence may begin like a link.
    let is_short = lower.split_whitespace().count() <= 12;
    (!ends_sentence || (is_short && *cue == Cue::Line)).then_some(*cue)
}

/// `Facebook Twitter Copy URL`: several buttons in one line.
fn is_row_of_links(core: &str) -> bool {
    let words: Vec<&str> = core
        .split(|c: char| c.is_whitespace() || "|/·•,".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut at = 0;
    while at < words.len() {
        let pair = words.get(at..at + 2).map(|pair| pair.join(" "));
        if pair.is_some_and(|pair| CUES.lines.contains(pair.as_str())) {
            at += 2;
        } else if CUES.lines.contains(words[at]) {
            at += 1;
        } else {
            return false;
        }
    }
    (2..=12).contains(&words.len())
}

/// Takes the signs from both ends.
fn core(lower: &str) -> &str {
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '+' | '-');
    lower.trim_matches(is_sign)
}

/// Says whether `text` stands where an image was: `[%%IMAGE1%%]`, `spot_img`.
pub(super) fn is_placeholder(text: &str) -> bool {
    if text.len() > 60 || text.contains(' ') && !text.starts_with(['[', '{', '<', '%']) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let is_named = [
        "image", "img", "photo", "picture", "video", "banner", "embed", "사진",
    ]
    .iter()
    .any(|name| lower.contains(name));
    let has_frame =
        lower.starts_with(['[', '{', '<', '%']) && lower.ends_with([']', '}', '>', '%']);
    let is_identifier = lower.contains('_')
        && lower
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let is_file = [".jpg", ".jpeg", ".png", ".gif", ".webp"]
        .iter()
        .any(|end| lower.ends_with(end));
    (is_named && (has_frame || is_identifier)) || (is_file && !lower.contains(' '))
}

/// Says whether `text` is an address to write to and little else.
pub(super) fn is_contact(text: &str) -> bool {
    if text.len() > 160 || !text.contains('@') {
        return false;
    }
    let has_address = text
        .split(|c: char| c.is_whitespace() || "[]()<>,;".contains(c))
        .any(|word| {
            word.split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        });
    has_address && text.split_whitespace().count() <= 14
}

/// Says whether `text` tells of a correction or comes from the editors.
pub(super) fn is_editorial(text: &str) -> bool {
    let head: String = text.chars().take(48).collect::<String>().to_lowercase();
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let starts = [
        "correction:",
        "corrections:",
        "correction (",
        "clarification:",
        "editor's note",
        "editor’s note",
        "editors' note",
        "editors’ note",
        "an earlier version of this",
        "a previous version of this",
        "this article has been",
        "this article was amended",
        "this article was updated",
        "this story has been",
        "this story was",
        "update:",
        "정정",
        "바로잡습니다",
        "편집자 주",
        "編集部注",
        "訂正",
        "korrektur:",
        "anmerkung der redaktion",
        "correctif",
        "note de la rédaction",
        "nota de la redacción",
        "fe de errores",
    ];
    starts.iter().any(|start| head.starts_with(start))
}
