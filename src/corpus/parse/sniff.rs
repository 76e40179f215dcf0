//! Tells the format of a decoded text: content first, name second.

use serde_json::Value;

/// What a text is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    Plain,
    Markdown,
    /// One JSON object a line.
    Records,
    /// A file of this program: no article.
    OwnWork,
    /// A format that is not read, with the reason.
    Unread(&'static str),
}

/// Looks at the first lines of `text`, then at the name.
pub(super) fn format(path: &str, text: &str) -> Format {
    let suffix = path
        .rsplit_once('.')
        .map_or(String::new(), |(_, suffix)| suffix.to_ascii_lowercase());
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if let Some(format) = markup(head) {
        return format;
    }
    if suffix == "jsonl" || suffix == "ndjson" {
        return match head.chars().next() {
            Some('[') => records_or_array(head),
            Some(_) => records(head),
            None => Format::Plain,
        };
    }
    match head.chars().next() {
        Some('{') if first_objects(head) => records(head),
        Some('{') if suffix == "json" => {
            Format::Unread("JSON with one object on several lines is not read: write one a line")
        }
        Some('[') if suffix == "json" => records_or_array(head),
        _ if suffix == "md" || suffix == "markdown" => Format::Markdown,
        _ if head.starts_with("---\n") && super::plain::front_matter(text).is_some() => {
            Format::Markdown
        }
        _ => Format::Plain,
    }
}

fn markup(head: &str) -> Option<Format> {
    let mut start: String = head.chars().take(64).collect();
    start.make_ascii_lowercase();
    let begins = |names: &[&str]| names.iter().any(|name| start.starts_with(name));
    if begins(&["<!doctype html", "<html", "<head", "<body"]) {
        return Some(Format::Unread("HTML is not read yet"));
    }
    if begins(&["<?xml", "<rss", "<feed", "<rdf:rdf", "<!doctype"]) {
        let page: String = head.chars().take(400).collect();
        let is_page = page.to_ascii_lowercase().contains("<html");
        let why = if is_page {
            "HTML is not read yet"
        } else {
            "XML and feeds are not read yet"
        };
        return Some(Format::Unread(why));
    }
    None
}

fn records_or_array(head: &str) -> Format {
    let first = head.lines().next().unwrap_or_default();
    if first.len() > 2 && serde_json::from_str::<Value>(first).is_ok_and(|v| v.is_array()) {
        // Several lines that are arrays each are bad records, told one by one.
        if head
            .lines()
            .nth(1)
            .is_some_and(|line| !line.trim().is_empty())
        {
            return Format::Records;
        }
    }
    Format::Unread("a JSON array is not read: write one object a line")
}

/// Says whether the first line is an object, and the second if there is one.
fn first_objects(head: &str) -> bool {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let is_object =
        |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|value| value.is_object());
    lines.next().is_some_and(is_object)
}

/// Tells articles from the acts that this program saves.
fn records(head: &str) -> Format {
    let first = head.lines().next().unwrap_or_default();
    let Ok(Value::Object(fields)) = serde_json::from_str(first) else {
        return Format::Records;
    };
    let has = |name: &str| fields.contains_key(name);
    let is_act = fields.get("v").is_some_and(Value::is_number) && (has("act") || has("kind"));
    let has_text = has("text") || has("body") || has("content");
    if is_act && !has_text {
        Format::OwnWork
    } else {
        Format::Records
    }
}
