//! JSON lines: one article a line, [`records`] for a file, [`record`] for one.
//!
//! The text of a record is taken exactly as it is. A line that is no article
//! becomes one that says so, with its number; the others are not touched by it.

use std::collections::BTreeSet;
use std::fmt;

use memchr::memchr;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::plain;
use crate::corpus::clean::bylines::authors_of_field;
use crate::corpus::{Article, ArticleId, ContentHash, Place, Problem, dates};

/// Makes the articles of the lines of `bytes`, in order; blank lines are none.
pub(super) fn records(path: &str, bytes: &[u8], each: &mut dyn FnMut(Article)) {
    let mut seen = BTreeSet::new();
    let mut offset = 0;
    let mut line_number = 0_u32;
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    offset += bytes.len() - rest.len();
    while !rest.is_empty() {
        let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        line_number += 1;
        if !line.trim_ascii().is_empty() {
            let mut article = record(path, line_number, line);
            article.place.offset = offset as u64;
            if !seen.insert(article.id) {
                let name = format!("{path}\n{}\n{line_number}", article.path);
                article.id = ArticleId::of_path(&name);
                let what = "repeats the id of an earlier record";
                article.problems.push(Problem::new(what));
            }
            each(article);
        }
        offset += end;
    }
}

/// Makes the article of one record: `bytes` are its line in the file at `path`.
///
/// `number` is the number of the line, from 1. A record is called by its own
/// `path`, else its `id`, else `FILE#N`; its id mixes in the file, so records
/// of two files never meet.
/// Problems: a line that is no article is not readable, with the reason.
pub fn record(path: &str, number: u32, bytes: &[u8]) -> Article {
    let mut problems = Vec::new();
    let line = String::from_utf8_lossy(bytes.trim_ascii());
    let article = match read_object(&line) {
        Ok(fields) => from_fields(&fields, &mut problems),
        Err(why) => Err(why),
    };
    let mut article = article.unwrap_or_else(|why| Article {
        problems: vec![Problem::new(format!("line {number}: {why}"))],
        ..Article::default()
    });
    if article.path.is_empty() {
        article.path = format!("{path}#{number}");
    }
    let n_lost = line.matches('\u{fffd}').count();
    if n_lost > 0 && std::str::from_utf8(bytes).is_err() {
        let what = format!("decoded with {n_lost} replacements");
        article.problems.push(Problem::new(what));
    }
    article.problems.extend(problems);
    article.id = ArticleId::of_path(&format!("{path}\n{}", article.path));
    article.sha256 = ContentHash::of(bytes);
    article.place = Place {
        offset: 0,
        len: bytes.len() as u64,
        record: number,
    };
    article
}

/// The fields of a record that are read; others are passed over unseen.
struct Fields(Map<String, Value>);

const NAMES: [&str; 19] = [
    "text",
    "body",
    "content",
    "id",
    "path",
    "title",
    "headline",
    "published",
    "date",
    "modified",
    "updated",
    "source",
    "publisher",
    "authors",
    "author",
    "byline",
    "url",
    "link",
    "language",
];

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            /// A key that stands twice counts as it stands last.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Map::new();
                while let Some(key) = map.next_key::<String>()? {
                    if NAMES.contains(&key.as_str()) {
                        fields.insert(key, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

fn read_object(line: &str) -> Result<Map<String, Value>, String> {
    let error = match serde_json::from_str::<Fields>(line) {
        Ok(fields) => return Ok(fields.0),
        Err(error) => error,
    };
    // Half of a surrogate pair is no character; the rest of the text is worth reading.
    if line.contains("\\ud") || line.contains("\\uD") {
        let mended = without_lone_surrogates(line);
        if let Ok(fields) = serde_json::from_str::<Fields>(&mended) {
            return Ok(fields.0);
        }
    }
    let why = error.to_string();
    if error.is_data() {
        return Err("not a JSON object".to_owned());
    }
    let column = why.rsplit_once("column ").map_or("?", |(_, column)| column);
    let what = why.split(" at line").next().unwrap_or(&why);
    Err(format!("not JSON: {what} (column {column})"))
}

/// Replaces `\uD800` and its like by `\uFFFD` where no pair is made.
fn without_lone_surrogates(line: &str) -> String {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let len = match unit(from) {
            Some(0xD800..=0xDBFF)
                if from
                    .get(6..)
                    .and_then(unit)
                    .is_some_and(|low| (0xDC00..=0xDFFF).contains(&low)) =>
            {
                out.push_str(from.get(..12).unwrap_or_default());
                12
            }
            Some(0xD800..=0xDFFF) => {
                out.push_str("\\ufffd");
                6
            }
            _ => {
                let escape: String = from.chars().take(2).collect();
                out.push_str(&escape);
                escape.len()
            }
        };
        rest = from.get(len..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn from_fields(
    fields: &Map<String, Value>,
    problems: &mut Vec<Problem>,
) -> Result<Article, String> {
    let text = ["text", "body", "content"]
        .iter()
        .find_map(|name| fields.get(*name)?.as_str());
    let Some(text) = text else {
        return Err("no text: none of `text`, `body`, `content` is a string".to_owned());
    };
    let mut article = plain::article(text.to_owned());
    article.path = first_name(fields).unwrap_or_default();
    let meta = &mut article.meta;
    if let Some(title) = string(fields, &["title", "headline"]) {
        meta.title = Some(title);
    }
    if let Some(source) = string(fields, &["source", "publisher"]) {
        meta.source = Some(source);
    }
    let authors = authors(fields);
    if !authors.is_empty() {
        meta.authors = authors;
    }
    if let Some(url) = string(fields, &["url", "link"]) {
        meta.url = Some(url);
    }
    let mut date = |names: &[&str]| {
        let stated = names.iter().find_map(|name| scalar(fields.get(*name)?))?;
        let when = dates::read_field(&stated);
        if when.is_none() && !stated.trim().is_empty() {
            problems.push(Problem::new(format!(
                "date not understood: {}",
                clip(&stated)
            )));
        }
        Some(when)
    };
    if let Some(published) = date(&["published", "date"]) {
        meta.published = published;
    }
    if let Some(modified) = date(&["modified", "updated"]) {
        meta.modified = modified;
    }
    if article.text.trim_start().is_empty() {
        problems.push(Problem::new("is empty"));
    }
    problems.append(&mut article.problems);
    Ok(article)
}

fn first_name(fields: &Map<String, Value>) -> Option<String> {
    ["path", "id"]
        .iter()
        .filter_map(|name| scalar(fields.get(*name)?))
        .find(|name| !name.is_empty())
}

/// Returns a string or a number as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn string(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let value = names.iter().find_map(|name| scalar(fields.get(*name)?))?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Reads `authors` (strings, or objects with a name), `author` or `byline`.
fn authors(fields: &Map<String, Value>) -> Vec<String> {
    let stated = ["authors", "author", "byline"]
        .iter()
        .find_map(|name| fields.get(*name));
    let each = |value: &Value| match value {
        Value::Object(person) => string(person, &["name"]),
        other => scalar(other),
    };
    match stated {
        Some(Value::Array(list)) => list.iter().filter_map(each).collect(),
        Some(one) => each(one).map_or(Vec::new(), |line| authors_of_field(&line)),
        None => Vec::new(),
    }
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}
