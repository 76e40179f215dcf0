//! Tells the format of a decoded text: content first, name second.

use serde_json::{Map, Value};

use super::elements::Elements;
use super::items::{self, Items};
use super::lines::Lines;
use super::mbox::Mbox;
use super::records::Records;
use super::table::{Named, Table};
use super::warc::Warc;
use super::{Reading, mail, mbox};

/// Where XML declares entities, if it does.
const DECLARED_BYTES: usize = 32 << 10;

/// What a text is written in.
pub(super) enum Form {
    Plain,
    Markdown,
    Html,
    /// One message.
    Mail,
    Nitf,
    Opml,
    Records(Box<dyn Records>),
    /// A file of this program: no article.
    OwnWork,
    /// A format that is not read, with the reason.
    Unread(&'static str),
}

/// Looks at the beginning of a text, then at the name.
pub(super) fn form(reading: &Reading<'_>, text: &str) -> Form {
    let suffix = suffix(reading.path);
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if let Some(form) = markup(head) {
        return form;
    }
    if text.starts_with("WARC/") {
        return Form::Records(Box::new(Warc::default()));
    }
    if mbox::is_from_line(text.lines().next().unwrap_or_default().as_bytes()) {
        return Form::Records(Box::new(Mbox::default()));
    }
    if mail::is_mail(text) {
        return Form::Mail;
    }
    match head.chars().next() {
        Some('{' | '[') => {
            if let Some(form) = json(head, &suffix) {
                return form;
            }
        }
        Some(_) if suffix == "jsonl" || suffix == "ndjson" => return lines(),
        _ => {}
    }
    let named = if matches!(suffix.as_str(), "csv" | "tsv" | "tab") {
        Named::Table
    } else {
        Named::Other
    };
    if matches!(suffix.as_str(), "html" | "htm" | "xhtml") || begins_as_page(head) {
        return Form::Html;
    }
    if let Some(table) = Table::of(head, named, &reading.options.mapping) {
        return Form::Records(Box::new(table));
    }
    let has_front = head.starts_with("---\n") && super::plain::front_matter(text).is_some();
    if has_front || suffix == "md" || suffix == "markdown" {
        return Form::Markdown;
    }
    Form::Plain
}

/// Returns the ending of a file name in lower case; what packs it is left out.
fn suffix(path: &str) -> String {
    let mut name = path.to_ascii_lowercase();
    for packing in [".gz", ".zst", ".zstd"] {
        if let Some(inner) = name.strip_suffix(packing) {
            name.truncate(inner.len());
        }
    }
    name.rsplit_once('.')
        .map_or(String::new(), |(_, suffix)| suffix.to_owned())
}

fn lines() -> Form {
    Form::Records(Box::new(Lines::default()))
}

/// Tells the forms of JSON apart; a text may begin with a bracket as well.
fn json(head: &str, suffix: &str) -> Option<Form> {
    let first = head.lines().next().unwrap_or_default();
    let is_lines = matches!(suffix, "jsonl" | "ndjson");
    let second = head.lines().skip(1).find(|line| !line.trim().is_empty());
    let form = match first_value(first) {
        First::Whole(Value::Object(fields)) if is_act(&fields) => Form::OwnWork,
        First::Whole(Value::Object(fields)) => {
            let goes_on = second.is_some_and(|line| line.trim_start().starts_with('{'));
            if is_lines || goes_on || !Elements::is_list(first.as_bytes()) && !fields.is_empty() {
                lines()
            } else {
                elements()
            }
        }
        // Several lines that are arrays each are bad records, told one by one.
        First::Whole(Value::Array(_)) if is_lines && second.is_some() => lines(),
        First::Whole(_) | First::GoesOn => elements(),
        First::Broken if is_lines && first.starts_with('{') && !is_opened(first) => lines(),
        First::Broken if is_lines || suffix == "json" || looks_like_json(head) => elements(),
        First::Broken => return None,
    };
    Some(form)
}

/// What the first line of a file is as JSON.
enum First {
    Whole(Value),
    /// A value with another right behind it.
    GoesOn,
    Broken,
}

fn first_value(line: &str) -> First {
    let mut values = serde_json::Deserializer::from_str(line).into_iter::<Value>();
    match (values.next(), values.next()) {
        (Some(Ok(value)), None) => First::Whole(value),
        (Some(Ok(Value::Object(_))), Some(Ok(Value::Object(_)))) => First::GoesOn,
        _ => First::Broken,
    }
}

/// Says whether a line ends inside of something that it opens.
fn is_opened(line: &str) -> bool {
    line.trim_end().ends_with(['{', '[', ','])
}

/// Says whether a text that begins with a bracket goes on as JSON does.
fn looks_like_json(head: &str) -> bool {
    let rest = head.get(1..).unwrap_or_default().trim_start();
    rest.starts_with(['"', '{', '[']) && head.contains("\":")
}

fn elements() -> Form {
    Form::Records(Box::new(Elements::default()))
}

/// Tells forms of markup by their outermost element.
fn markup(head: &str) -> Option<Form> {
    if !head.starts_with('<') {
        return None;
    }
    let mut start: String = head.chars().take(64).collect();
    start.make_ascii_lowercase();
    let begins = |names: &[&str]| names.iter().any(|name| start.starts_with(name));
    if begins(&["<!doctype html", "<html", "<head", "<body"]) {
        return Some(Form::Html);
    }
    let root = items::root_name(head)?;
    let local = root.rsplit_once(':').map_or(root, |(_, local)| local);
    let is_xml = begins(&["<?xml", "<!doctype"]);
    let form = match local.to_ascii_lowercase().as_str() {
        "html" => Form::Html,
        "nitf" => Form::Nitf,
        "opml" => Form::Opml,
        _ => match Items::of(root) {
            Some(items) => Form::Records(Box::new(items)),
            None if is_xml => {
                Form::Unread("XML that is no page, no feed, no outline and no news item")
            }
            None => return None,
        },
    };
    let declares = head
        .get(..head.len().min(DECLARED_BYTES))
        .is_some_and(|head| head.contains("<!ENTITY"));
    if declares && !matches!(form, Form::Html) {
        let why = "XML that declares entities of its own is not read: they could grow without end";
        return Some(Form::Unread(why));
    }
    Some(form)
}

/// Says whether a text begins with elements as pages do that leave out the rest.
fn begins_as_page(head: &str) -> bool {
    if !head.starts_with('<') {
        return false;
    }
    let mut start: String = head.chars().take(2_000).collect();
    start.make_ascii_lowercase();
    let names = [
        "<title>", "<meta ", "<link ", "<div", "<p>", "<p ", "<h1", "<article", "<table", "<!--",
        "<section", "<main", "<header", "<script", "<style", "<center", "<font",
    ];
    let closes = [
        "</title>", "</p>", "</div>", "</h1>", "</table>", "<p>", "</a>", "<br",
    ];
    names.iter().any(|name| start.starts_with(name))
        && closes.iter().filter(|close| start.contains(*close)).count() >= 2
}

/// Tells the acts that this program saves from articles.
fn is_act(fields: &Map<String, Value>) -> bool {
    let has = |name: &str| fields.contains_key(name);
    let is_act = fields.get("v").is_some_and(Value::is_number) && (has("act") || has("kind"));
    is_act && !(has("text") || has("body") || has("content"))
}
