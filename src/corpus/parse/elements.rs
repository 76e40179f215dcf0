//! [`Elements`]: JSON that is not one object a line: an array of records, an
//! object that holds one, objects one after the other.
//!
//! Only brackets, strings and keys are looked at; what lies between the
//! brackets of a record is read by [`record`]. So one bad record does not hide
//! the others, and only one lies in memory.

use super::Reading;
use super::record;
use super::records::{Raw, Records};
use crate::corpus::Article;
use crate::corpus::stream::{Input, Taken};

/// Keys under which exports keep their records.
const LISTS: &[&str] = &[
    "items",
    "articles",
    "entries",
    "entry",
    "item",
    "posts",
    "results",
    "documents",
    "docs",
    "records",
    "data",
    "list",
    "hits",
    "rows",
    "stories",
    "news",
    "response",
    "bookmarks",
    "highlights",
    "children",
];

/// Those of them under which an object may map ids to records.
const MAPS: &[&str] = &[
    "items",
    "articles",
    "entries",
    "posts",
    "documents",
    "records",
    "list",
];

/// What encloses the records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Open {
    Array,
    Object,
    /// An object that maps ids to records.
    Map,
}

/// Where the records of a JSON file are.
#[derive(Default)]
pub(super) struct Elements {
    n_records: u32,
    /// Outermost first.
    open: Vec<Open>,
    /// The key before the next value may lead to a map.
    may_be_map: bool,
    /// Records lie inside of something; else each outermost object is one.
    is_list: bool,
    /// Title of the whole, such as that of a feed.
    source: Option<String>,
    trouble: Option<String>,
}

impl Records for Elements {
    fn begin(&mut self, input: &mut Input<'_>) {
        if input.head(3) == b"\xEF\xBB\xBF" {
            input.skip(3);
        }
        let head = input.head(HEAD_BYTES);
        let outline = Outline::of(head);
        self.source = outline.title;
        self.is_list = outline.has_list && !outline.has_text;
    }

    fn resume(&mut self, number: u32) {
        self.n_records = number;
        // The keys of a map are passed over; an array has none.
        self.open = if self.is_list {
            vec![Open::Map]
        } else {
            Vec::new()
        };
    }

    fn next<'i>(&mut self, input: &'i mut Input<'_>, limit: u64) -> Option<Raw<'i>> {
        self.seek(input)?;
        self.n_records += 1;
        let offset = input.offset();
        let len = match value_len(input, limit) {
            Len::Whole(len) => len,
            Len::Cut(len) if self.n_records == 1 => len,
            Len::Cut(_) => {
                let what = format!("ends within record {}: the file is cut", self.n_records);
                self.trouble = Some(what);
                return None;
            }
            Len::TooLong(len) => {
                return Some(Raw {
                    offset,
                    number: self.n_records,
                    bytes: Taken::TooLong(len),
                });
            }
        };
        Some(Raw {
            offset,
            number: self.n_records,
            bytes: Taken::Bytes(input.take(len)),
        })
    }

    fn article(&self, bytes: &[u8], number: u32, reading: &Reading<'_>) -> Option<Article> {
        let mut article = record::article(bytes, reading);
        if article.path.is_empty() && number == 1 && !self.is_list {
            // A file that is one record goes by its own name.
            reading.path.clone_into(&mut article.path);
        }
        if article.meta.source.is_none() {
            article.meta.source.clone_from(&self.source);
        }
        Some(article)
    }

    fn trouble(&self) -> Option<String> {
        let is_empty = self.n_records == 0 && !self.is_list;
        let nothing = is_empty.then(|| "JSON that holds no records".to_owned());
        self.trouble.clone().or(nothing)
    }
}

/// How far the outline of a file is looked at.
const HEAD_BYTES: usize = 64 << 10;
/// So deep inside of others nobody keeps records.
const MAX_DEPTH: usize = 8;
/// Longest string outside of records that is held, in bytes.
const MAX_STRING: u64 = 1 << 20;

impl Elements {
    /// Says whether the object that `head` begins with holds a list of records.
    pub(super) fn is_list(head: &[u8]) -> bool {
        let outline = Outline::of(head);
        outline.has_list && !outline.has_text
    }

    /// Moves to the next record; `None` at the end.
    fn seek(&mut self, input: &mut Input<'_>) -> Option<()> {
        loop {
            skip_blank(input);
            let first = *input.ready().first()?;
            match first {
                b'{' | b'[' if self.is_inside(first) => return Some(()),
                b'{' | b'[' => {
                    if self.open.len() >= MAX_DEPTH {
                        return None;
                    }
                    self.open.push(match first {
                        b'[' => Open::Array,
                        _ if self.may_be_map => Open::Map,
                        _ => Open::Object,
                    });
                    self.may_be_map = false;
                    input.skip(1);
                }
                b'}' | b']' => {
                    self.open.pop();
                    input.skip(1);
                }
                b'"' => {
                    let name = string(input);
                    skip_blank(input);
                    if input.ready().first() == Some(&b':') {
                        input.skip(1);
                        self.after_key(&name, input);
                    }
                }
                _ => input.skip(1),
            }
        }
    }

    /// Says whether a value that begins here is a record.
    fn is_inside(&self, first: u8) -> bool {
        match self.open.last() {
            // Objects one after the other, or one that is itself a record.
            None => first == b'{' && !self.is_list,
            Some(Open::Array | Open::Map) => first == b'{',
            Some(Open::Object) => false,
        }
    }

    /// Passes over a value whose key names no list.
    fn after_key(&mut self, name: &str, input: &mut Input<'_>) {
        skip_blank(input);
        let first = input.ready().first().copied();
        if self.open.last() == Some(&Open::Map) || !matches!(first, Some(b'{' | b'[')) {
            return;
        }
        let name = name.to_ascii_lowercase();
        self.may_be_map = MAPS.contains(&name.as_str());
        if !LISTS.contains(&name.as_str()) {
            pass(input, Walk::default());
        }
    }
}

/// What the head of a JSON file tells of the whole.
#[derive(Default)]
struct Outline {
    title: Option<String>,
    has_list: bool,
    has_text: bool,
}

impl Outline {
    /// Reads the keys of the outermost object.
    fn of(head: &[u8]) -> Self {
        let mut outline = Self::default();
        let mut input = Input::new(head);
        skip_blank(&mut input);
        if input.ready().first() == Some(&b'[') {
            outline.has_list = true;
            return outline;
        }
        input.skip(1);
        loop {
            skip_blank(&mut input);
            match input.ready().first() {
                Some(b'"') => {}
                Some(b',') => {
                    input.skip(1);
                    continue;
                }
                _ => return outline,
            }
            let name = string(&mut input).to_ascii_lowercase();
            skip_blank(&mut input);
            if input.ready().first() != Some(&b':') {
                return outline;
            }
            input.skip(1);
            skip_blank(&mut input);
            match input.ready().first() {
                Some(b'"') => {
                    let value = string(&mut input);
                    outline.has_text |= matches!(name.as_str(), "text" | "body" | "content");
                    if name == "title" && !value.trim().is_empty() {
                        outline.title = Some(value.trim().to_owned());
                    }
                }
                Some(b'{' | b'[') => {
                    let is_list = LISTS.contains(&name.as_str()) && holds_objects(&mut input);
                    outline.has_list |= is_list;
                    if !pass(&mut input, Walk::default()) {
                        return outline;
                    }
                }
                Some(_) => {
                    let n = input
                        .ready()
                        .iter()
                        .take_while(|byte| !b",}".contains(byte))
                        .count();
                    input.skip(n.max(1) as u64);
                }
                None => return outline,
            }
        }
    }
}

/// Says whether what begins here can hold records.
fn holds_objects(input: &mut Input<'_>) -> bool {
    let head = input.head(256);
    let inside = head.get(1..).unwrap_or_default();
    let first = inside.iter().find(|byte| !byte.is_ascii_whitespace());
    match head.first() {
        Some(b'[') => matches!(first, Some(b'{' | b'[' | b']')),
        _ => matches!(first, Some(b'"' | b'}')),
    }
}

fn skip_blank(input: &mut Input<'_>) {
    loop {
        let ready = input.ready();
        let (n, n_ready) = (
            ready
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count(),
            ready.len(),
        );
        input.skip(n as u64);
        if n < n_ready || n_ready == 0 {
            return;
        }
    }
}

/// Takes a string with its quotation marks; returns what it says.
fn string(input: &mut Input<'_>) -> String {
    match value_len(input, MAX_STRING) {
        Len::Whole(len) | Len::Cut(len) => {
            serde_json::from_slice(input.take(len)).unwrap_or_default()
        }
        Len::TooLong(_) => String::new(),
    }
}

/// How long the value is that begins here.
enum Len {
    Whole(usize),
    /// The input ends first.
    Cut(usize),
    /// It was passed over.
    TooLong(u64),
}

/// Measures an object, array or string without taking it; beyond `limit` bytes
/// it is taken and gone.
fn value_len(input: &mut Input<'_>, limit: u64) -> Len {
    let mut walk = Walk::default();
    let mut n_seen = 0;
    loop {
        let ahead = input.held();
        if let Some(end) = walk.end(ahead.get(n_seen..).unwrap_or_default()) {
            return Len::Whole(n_seen + end);
        }
        n_seen = ahead.len();
        if n_seen as u64 > limit {
            let start = input.offset();
            input.skip(n_seen as u64);
            pass(input, walk);
            return Len::TooLong(input.offset() - start);
        }
        if !input.more() {
            return Len::Cut(n_seen);
        }
    }
}

/// Takes the rest of a value without holding it; returns whether it ended.
fn pass(input: &mut Input<'_>, mut walk: Walk) -> bool {
    loop {
        let ready = input.ready();
        let (end, n_ready) = (walk.end(ready), ready.len());
        input.skip(end.unwrap_or(n_ready) as u64);
        if end.is_some() || n_ready == 0 {
            return end.is_some();
        }
    }
}

/// Where a value ends: brackets are counted, strings are passed over.
#[derive(Default)]
struct Walk {
    depth: u64,
    in_string: bool,
    is_escaped: bool,
}

impl Walk {
    /// Walks on; returns how many bytes of these belong to the value when it
    /// ends among them.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.in_string {
                if self.is_escaped {
                    self.is_escaped = false;
                    continue;
                }
                match byte {
                    b'\\' => self.is_escaped = true,
                    b'"' => self.in_string = false,
                    _ => {
                        let rest = bytes.get(at..).unwrap_or_default();
                        at += memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                        continue;
                    }
                }
            } else {
                match byte {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                    _ => continue,
                }
            }
            if self.depth == 0 && !self.in_string {
                return Some(at);
            }
        }
        None
    }
}
