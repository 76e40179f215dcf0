//! One record with named fields, as JSON, makes one article.
//!
//! The text of a record is taken exactly as it is. What the fields state wins
//! over what the text says of itself.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::Reading;
use super::fields::{self, Held, Stated};
use super::mapping::Mapping;
use crate::corpus::{Article, Problem};

/// Makes the article of a record, which is one JSON object.
///
/// Problems: what is no article is not readable, with the reason.
pub(super) fn article(bytes: &[u8], reading: &Reading<'_>) -> Article {
    let line = String::from_utf8_lossy(bytes.trim_ascii());
    let mut article = match stated(&line, &reading.options.mapping) {
        Ok(stated) => fields::article(stated, reading.depth),
        Err(why) => unreadable(why),
    };
    if let Cow::Owned(line) = &line {
        let n_lost = line.matches('\u{fffd}').count();
        let what = format!("decoded with {n_lost} replacements");
        article.problems.insert(0, Problem::new(what));
    }
    article
}

/// Makes the article that stands for a record that is none.
pub(super) fn unreadable(why: impl Into<String>) -> Article {
    Article {
        problems: vec![Problem::new(why)],
        ..Article::default()
    }
}

/// Reads the fields of an object.
fn stated(line: &str, mapping: &Mapping) -> Result<Stated, String> {
    let error = match read(line, mapping) {
        Ok(stated) => return Ok(stated),
        Err(error) => error,
    };
    // Half of a surrogate pair is no character; the rest of the text is worth reading.
    if line.contains("\\ud") || line.contains("\\uD") {
        let mended = without_lone_surrogates(line);
        if let Ok(stated) = read(&mended, mapping) {
            return Ok(stated);
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

fn read(line: &str, mapping: &Mapping) -> Result<Stated, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let stated = Seed(mapping).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(stated)
}

/// Reads an object; fields of other names are passed over unseen.
struct Seed<'m>(&'m Mapping);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Stated;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Stated, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Stated;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    /// A key that stands twice counts as it stands last.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stated, A::Error> {
        let mut stated = Stated::default();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            match self.0.field(&key.0) {
                Some((field, rank)) => stated.hold(field, rank, held(map.next_value()?)),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(stated)
    }
}

/// A key, borrowed where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(Reader)
    }
}

/// Takes what can be told in words: texts, numbers, and the names in lists and
/// objects.
fn held(value: Value) -> Held {
    match value {
        Value::String(text) => Held::One(text),
        Value::Number(number) => Held::One(number.to_string()),
        Value::Array(values) => {
            let values = values.into_iter().filter_map(|value| match held(value) {
                Held::One(one) => Some(one),
                Held::Nothing | Held::Several(_) | Held::Other => None,
            });
            Held::Several(values.collect())
        }
        Value::Object(mut fields) => ["name", "title", "#text", "value"]
            .iter()
            .find_map(|name| match fields.remove(*name)? {
                Value::String(text) => Some(Held::One(text)),
                _ => None,
            })
            .unwrap_or(Held::Other),
        Value::Null => Held::Nothing,
        Value::Bool(_) => Held::Other,
    }
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
