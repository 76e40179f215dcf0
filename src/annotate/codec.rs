//! One entry ↔ one line of JSON: the file format (`docs/formats/journal.md`).
//!
//! [`encode`] writes a line, [`decode`] reads one. The last field of a line is
//! the CRC-32 of the bytes before it. Whole files are read in
//! [`reading`](super::reading), which decides what a damaged line means.

use serde_json::Value;

use super::wire::{Head, Line, VERSION, is_known};
use super::{Entry, EntryId, Op, Stamp};

pub use super::reading::{ids, read};

/// Length of `,"c":"` with eight hex digits and `"}`.
const TAIL_LEN: usize = 16;

/// One line that makes sense.
#[derive(Clone, PartialEq, Debug)]
pub struct Decoded {
    /// Absent when a newer version wrote the line with another form of id.
    pub act: Option<Entry>,
    /// That id, where it is a text.
    pub foreign: Option<String>,
    pub sum: Sum,
}

/// Whether a line is as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sum {
    Fits,
    /// The bytes are not those the checksum was made of.
    Differs,
    /// There is no checksum at the end: another program wrote the line.
    Missing,
}

/// Why a line makes no sense.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CodecError {
    #[error("not UTF-8")]
    NotUtf8,
    #[error("torn, it ends too early")]
    Torn,
    #[error("not JSON")]
    NotJson,
    #[error("no version")]
    NoVersion,
    #[error("the field {0} is missing or wrong")]
    Field(&'static str),
    #[error("a field is missing, twice there, or wrong")]
    Shape,
}

impl Decoded {
    fn of(entry: Entry, sum: Sum) -> Self {
        Self {
            act: Some(entry),
            foreign: None,
            sum,
        }
    }
}

/// Writes an entry as one line with its line end.
pub fn encode(entry: &Entry) -> String {
    if let Op::Unknown { line } = &entry.op {
        return format!("{line}\n");
    }
    let mut text = Line::of(entry)
        .and_then(|line| serde_json::to_string(&line).ok())
        .expect("a line is made of texts and numbers, which always have a JSON form");
    text.pop();
    if !entry.extra.is_empty() {
        text.push(',');
        text.push_str(&entry.extra);
    }
    let text = escaped(text);
    let sum = crc32fast::hash(text.as_bytes());
    text + &format!(",\"c\":\"{sum:08x}\"}}\n")
}

/// Escapes the control characters that JSON allows, so that looking at the
/// file is safe in a terminal; they stand inside of strings only.
fn escaped(text: String) -> String {
    if !text.contains(char::is_control) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_control() {
            safe.extend(format!("\\u{:04x}", u32::from(c)).chars());
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Reads one line, without its line end.
pub fn decode(line: &[u8]) -> Result<Decoded, CodecError> {
    let text = std::str::from_utf8(line).or(Err(CodecError::NotUtf8))?;
    let sum = checksum(text);
    let is_broken = match serde_json::from_str::<Line<'_>>(text) {
        Ok(line) if line.v == VERSION && is_known(&line.act) => return known(line, sum),
        line => line.is_err(),
    };
    let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Eof => CodecError::Torn,
        serde_json::error::Category::Data => CodecError::Shape,
        _ => CodecError::NotJson,
    })?;
    match head.v.as_u64() {
        None | Some(0) => Err(CodecError::NoVersion),
        Some(VERSION) if is_broken && is_known(head.act.as_str().unwrap_or_default()) => {
            Err(CodecError::Shape)
        }
        Some(VERSION) => unknown(&head, text).map(|entry| Decoded::of(entry, sum)),
        // A later version may put its checksum elsewhere.
        Some(_) => Ok(newer(&head, text, sum)),
    }
}

fn known(mut line: Line<'_>, sum: Sum) -> Result<Decoded, CodecError> {
    let op = line.op().map_err(|wrong| CodecError::Field(wrong.0))?;
    let bulk = match &line.bulk {
        Some(id) => Some(id.parse().or(Err(CodecError::Field("bulk")))?),
        None => None,
    };
    let entry = Entry {
        id: line.id.parse().or(Err(CodecError::Field("id")))?,
        at: line.at.parse().or(Err(CodecError::Field("at")))?,
        by: line.by.into_owned(),
        bulk,
        is_auto: line.auto,
        op,
        extra: members(&line.extra),
    };
    Ok(Decoded::of(entry, sum))
}

fn members(extra: &serde_json::Map<String, Value>) -> String {
    if extra.is_empty() {
        return String::new();
    }
    let text = serde_json::to_string(extra).unwrap_or_default();
    let inside = text.strip_prefix('{').and_then(|t| t.strip_suffix('}'));
    inside.unwrap_or_default().to_owned()
}

fn unknown(head: &Head, text: &str) -> Result<Entry, CodecError> {
    let by = head.by.as_str().ok_or(CodecError::Field("by"))?;
    Ok(Entry {
        id: parsed(&head.id).ok_or(CodecError::Field("id"))?,
        at: parsed(&head.at).ok_or(CodecError::Field("at"))?,
        by: by.to_owned(),
        bulk: None,
        is_auto: false,
        op: Op::Unknown {
            line: text.to_owned(),
        },
        extra: String::new(),
    })
}

fn newer(head: &Head, text: &str, sum: Sum) -> Decoded {
    let Some(id) = parsed::<EntryId>(&head.id) else {
        return Decoded {
            act: None,
            foreign: head.id.as_str().map(str::to_owned),
            sum,
        };
    };
    let entry = Entry {
        id,
        at: parsed(&head.at).unwrap_or(Stamp::MIN),
        by: head.by.as_str().unwrap_or_default().to_owned(),
        bulk: None,
        is_auto: false,
        op: Op::Unknown {
            line: text.to_owned(),
        },
        extra: String::new(),
    };
    Decoded::of(entry, sum)
}

fn parsed<T: std::str::FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

fn checksum(text: &str) -> Sum {
    let Some(body_len) = text.len().checked_sub(TAIL_LEN) else {
        return Sum::Missing;
    };
    let (Some(body), Some(tail)) = (text.get(..body_len), text.get(body_len..)) else {
        return Sum::Missing;
    };
    let digits = tail
        .strip_prefix(",\"c\":\"")
        .and_then(|tail| tail.strip_suffix("\"}"));
    let Some(digits) = digits else {
        return Sum::Missing;
    };
    let is_plain = digits
        .bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let stated = u32::from_str_radix(digits, 16).ok();
    if is_plain && stated == Some(crc32fast::hash(body.as_bytes())) {
        Sum::Fits
    } else {
        Sum::Differs
    }
}
