//! The words of page furniture, in general and in several languages.
//!
//! [`furniture`] says whether a short text is a button, a link or a notice of
//! the page, and whether it opens a section of links. The lists are in
//! `cues.txt`; images, addresses and corrections are told by their shape here.

use std::sync::LazyLock;

use crate::corpus::lexicon::{Table, with_lower};
use crate::corpus::phrases::{Phrases, Starts, has_byte};

/// What a cue says about its unit and those after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Cue {
    /// This unit is furniture.
    Line,
    /// This unit heads a section of links, comments or teasers.
    Section,
}

/// The lists of `cues.txt`.
struct Cues {
    lines: Table,
    /// What the lines hold before the first sign that may part links.
    first_words: Table,
    sections: Table,
    starts: Starts,
    section_starts: Starts,
    parts: Phrases,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let text = include_str!("cues.txt");
    Cues {
        lines: Table::of(list(text, "[line]")),
        first_words: Table::of(list(text, "[line]").map(first_word)),
        sections: Table::of(list(text, "[section]")),
        starts: Starts::new(list(text, "[start]")),
        section_starts: Starts::new(list(text, "[start-section]")),
        parts: Phrases::new(list(text, "[part]")),
    }
});

/// Returns the lines below `head`, up to the next head.
fn list(text: &'static str, head: &str) -> impl Iterator<Item = &'static str> {
    let is_head = |line: &&str| line.starts_with('[') && line.ends_with(']');
    let lines = text.lines().skip_while(move |line| *line != head).skip(1);
    lines.take_while(move |line| !is_head(line))
}

/// Longest text that is looked at, in bytes.
const MAX_BYTES: usize = 420;
/// Longest paragraph that is asked whether it is of the site, in bytes.
const MAX_SITE_BYTES: usize = 1200;
/// Longest text that is a button or link by how it begins, in bytes.
const MAX_START_BYTES: usize = 160;

/// Says whether `text` is a button, link, section head or notice of the page.
pub(crate) fn furniture(text: &str, ends_sentence: bool) -> Option<Cue> {
    if text.len() > MAX_BYTES {
        return None;
    }
    if text.len() <= MAX_START_BYTES
        && let Some(cue) = with_lower(text, |lower| lower_furniture(lower, ends_sentence))
    {
        return Some(cue);
    }
    CUES.parts.are_in(text).then_some(Cue::Line)
}

fn lower_furniture(lower: &str, ends_sentence: bool) -> Option<Cue> {
    let core = core(lower);
    if core.is_empty() || CUES.lines.holds(core) {
        return Some(Cue::Line);
    }
    let without_count = core.trim_matches(|c: char| c.is_numeric() || c == ' ');
    if CUES.sections.holds(without_count) {
        return Some(Cue::Section);
    }
    if is_row_of_links(core) {
        return Some(Cue::Line);
    }
    let cue = if CUES.starts.are_at(lower) {
        Cue::Line
    } else if CUES.section_starts.are_at(lower) {
        Cue::Section
    } else {
        return None;
    };
    // A sentence may begin like a link.
    let is_short = lower.split_whitespace().count() <= 12;
    (!ends_sentence || (is_short && cue == Cue::Line)).then_some(cue)
}

/// Says whether a sign may stand between two links.
fn parts_links(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '|' | '/' | '·' | '•' | ',')
}

fn first_word(line: &str) -> &str {
    line.split(parts_links).next().unwrap_or(line)
}

/// `Facebook Twitter Copy URL`: several buttons in one line.
fn is_row_of_links(core: &str) -> bool {
    // Most lines do not begin with a cue, and no cue with their first word.
    if !CUES.first_words.holds(first_word(core)) {
        return false;
    }
    let mut rest = core;
    let mut n_words = 0;
    while !rest.is_empty() {
        let first = rest.find(parts_links).unwrap_or(rest.len());
        let (word, after) = rest.split_at(first);
        let next = after.trim_start_matches(parts_links);
        let second = next.find(parts_links).unwrap_or(next.len());
        let pair_len = rest.len() - next.len() + second;
        let pair = rest.get(..pair_len).unwrap_or(rest);
        if second > 0 && CUES.lines.holds(pair) {
            n_words += 2;
            rest = rest.get(pair_len..).unwrap_or_default();
        } else if CUES.lines.holds(word) {
            n_words += 1;
            rest = after;
        } else {
            return false;
        }
        rest = rest.trim_start_matches(parts_links);
    }
    (2..=12).contains(&n_words)
}

/// Takes the signs from both ends.
fn core(lower: &str) -> &str {
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '+' | '-');
    lower.trim_matches(is_sign)
}

/// Words of what a site says of itself; an article may say them as well.
static OF_THE_SITE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "cookie",
        "privacy policy",
        "terms of use",
        "terms of service",
        "terms and conditions",
        "javascript",
        "datenschutzerkl",
        "politique de confidentialit",
        "política de privacidad",
        "newsletter",
        "your browser",
        "your email",
        "e-mail-adresse",
        "nutzungsbedingungen",
        "datenschutzbestimmungen",
        "creative commons",
        "you agree",
        "you consent",
    ])
});

/// Says whether a paragraph may be one of the site and not of the article.
pub(super) fn is_of_the_site(text: &str) -> bool {
    text.len() <= MAX_SITE_BYTES && OF_THE_SITE.are_in(text)
}

/// Says whether `text` stands where an image was: `[%%IMAGE1%%]`, `spot_img`.
pub(super) fn is_placeholder(text: &str) -> bool {
    let is_sign = |byte: u8| matches!(byte, b'[' | b'{' | b'<' | b'%' | b'_' | b'.');
    if text.len() > 60 || !has_byte(text, is_sign) {
        return false;
    }
    if text.contains(' ') && !text.starts_with(['[', '{', '<', '%']) {
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
    if text.len() > 160 || !has_byte(text, |byte| byte == b'@') {
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
    let head = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    EDITORIAL.are_at(head)
}

static EDITORIAL: LazyLock<Starts> = LazyLock::new(|| {
    Starts::new([
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
    ])
});
