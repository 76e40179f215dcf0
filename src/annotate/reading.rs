//! [`read`]: the bytes of an annotation file → acts and damaged lines.
//!
//! A total function: any bytes give a [`Reading`], and one bad line never hides
//! another. A line is blank; an act; an act that was *altered* (it parses, its
//! checksum does not fit: it is applied and reported); *newer* (kept as it is);
//! or *broken* (reported, and what its own checksum proves whole is rescued).

use std::collections::BTreeSet;

use memchr::{memchr, memmem};

use super::codec::{CodecError, Decoded, Sum, decode, encode};
use super::{Entry, EntryId, Op};

/// Everything that could be read, and everything that could not.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// In file order, each id once.
    pub entries: Vec<Entry>,
    /// In line order.
    pub damage: Vec<Damage>,
    /// Numbers of the lines that a newer version wrote.
    pub newer: Vec<usize>,
    pub n_lines: usize,
}

/// A line that is not as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damage {
    /// Number of the line, from 1.
    pub line: usize,
    pub kind: DamageKind,
    /// For people, in one line without control characters.
    pub what: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DamageKind {
    /// It could be read and was applied, but it was changed after writing.
    Altered,
    /// It could not be read as it is; the bytes stay in the file.
    Broken,
}

/// One line of a file and what it holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Row<'a> {
    pub(super) number: usize,
    /// Without line end, byte order mark and white space around; empty when
    /// the line is blank.
    pub(super) bytes: &'a [u8],
    pub(super) act: Option<(Entry, Sum)>,
    /// Acts that were found whole inside a broken line.
    pub(super) rescued: Vec<Entry>,
    /// The id of a newer act where it has another form than an [`EntryId`].
    pub(super) foreign: Option<String>,
    pub(super) is_newer: bool,
    /// The file is no text by lines, and this is all of it.
    pub(super) is_whole_file: bool,
    pub(super) damage: Option<Damage>,
}

/// Lines that a record spread over lines by an editor may have.
const MAX_SPREAD_LINES: usize = 200;

/// Every record begins so; no text inside a record can, because of escapes.
const HEAD: &[u8] = b"{\"v\":";

/// Reads the bytes of an annotation file.
///
/// Cost: linear in the bytes.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let mut acts = Vec::new();
    reading.n_lines = each_row(bytes, &mut |row| {
        acts.extend(row.act);
        acts.extend(row.rescued.into_iter().map(|entry| (entry, Sum::Fits)));
        reading.damage.extend(row.damage);
        if row.is_newer {
            reading.newer.push(row.number);
        }
    });
    reading.entries = once_each(acts);
    reading
}

/// Lists the ids of all acts that could be read, newer ones too, each once.
///
/// The id of an act whose checksum differs is left out, because the id may be
/// what was altered; its line is among the damaged ones.
pub fn ids(bytes: &[u8]) -> (Vec<String>, Vec<Damage>) {
    let mut seen = BTreeSet::new();
    let mut ids = Vec::new();
    let mut damage = Vec::new();
    each_row(bytes, &mut |row| {
        let sure = row.act.filter(|(_, sum)| *sum != Sum::Differs);
        let acts = sure.map(|(entry, _)| entry).into_iter().chain(row.rescued);
        let texts = acts.map(|entry| entry.id.to_string()).chain(row.foreign);
        for text in texts.map(|text| plain(&text)) {
            if seen.insert(text.clone()) {
                ids.push(text);
            }
        }
        damage.extend(row.damage);
    });
    (ids, damage)
}

/// Hands each line to `each` and returns their number.
pub(super) fn each_row<'a>(bytes: &'a [u8], each: &mut dyn FnMut(Row<'a>)) -> usize {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        each(utf16(bytes));
        return 1;
    }
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut number = 0;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        number += 1;
        let mut row = row_of(number, line);
        let mut rest_now = after;
        if row.bytes == b"{"
            && let Some((spread, after_spread, n_lines)) = spread_row(number, rest)
        {
            row = spread;
            number += n_lines - 1;
            rest_now = after_spread;
        }
        each(row);
        rest = rest_now;
    }
    number
}

fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    match memchr(b'\n', bytes) {
        Some(at) => (
            bytes.get(..at).unwrap_or_default(),
            bytes.get(at + 1..).unwrap_or_default(),
        ),
        None => (bytes, &[]),
    }
}

fn row_of(number: usize, line: &[u8]) -> Row<'_> {
    let bytes = line.trim_ascii();
    let row = Row {
        number,
        bytes,
        ..Row::default()
    };
    if bytes.is_empty() {
        return row;
    }
    match decode(bytes) {
        Ok(decoded) => filed(row, decoded),
        Err(error) => rescue(row, &error),
    }
}

fn filed(mut row: Row<'_>, decoded: Decoded) -> Row<'_> {
    let sum = decoded.sum;
    let is_known = |entry: &Entry| !matches!(entry.op, Op::Unknown { .. });
    row.is_newer = !decoded.act.as_ref().is_some_and(is_known);
    row.act = decoded.act.map(|entry| (entry, sum));
    row.foreign = decoded.foreign.filter(|_| sum != Sum::Differs);
    let what = match sum {
        Sum::Fits => return row,
        Sum::Missing if row.is_newer => return row,
        Sum::Missing => "changed by another program, it has no checksum at its end",
        Sum::Differs => "altered, its checksum does not fit",
    };
    row.damage = Some(Damage {
        line: row.number,
        kind: DamageKind::Altered,
        what: what.to_owned(),
    });
    row
}

/// Finds what is whole in a line that cannot be read as it is.
fn rescue<'a>(mut row: Row<'a>, error: &CodecError) -> Row<'a> {
    let bare = trim_nul(row.bytes);
    let mut what = reason(row.bytes, bare, error);
    if bare.len() < row.bytes.len()
        && let Ok(decoded) = decode(bare)
    {
        row.act = decoded.act.map(|entry| (entry, decoded.sum));
        what = "NUL bytes around an act";
    } else {
        let pieces = row.bytes.split(|b| *b == b'\r').flat_map(records);
        row.rescued = pieces.filter_map(whole).collect();
    }
    let tail = match row.rescued.len() {
        0 => "",
        _ => "; what is whole in it was read",
    };
    row.damage = Some(Damage {
        line: row.number,
        kind: DamageKind::Broken,
        what: format!("{what}{tail}"),
    });
    row
}

/// Cuts a line before each place where a record begins.
fn records(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut starts = memmem::find_iter(line, HEAD).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(line.len());
        line.get(start..end)
    })
}

fn whole(piece: &[u8]) -> Option<Entry> {
    let decoded = decode(trim_nul(piece)).ok()?;
    decoded.act.filter(|_| decoded.sum == Sum::Fits)
}

fn trim_nul(mut bytes: &[u8]) -> &[u8] {
    let is_blank = |b: &u8| *b == 0 || b.is_ascii_whitespace();
    while let Some((first, rest)) = bytes.split_first().filter(|(b, _)| is_blank(b)) {
        let _ = first;
        bytes = rest;
    }
    while let Some((_, rest)) = bytes.split_last().filter(|(b, _)| is_blank(b)) {
        bytes = rest;
    }
    bytes
}

fn reason(line: &[u8], bare: &[u8], error: &CodecError) -> &'static str {
    const MARKS: [&[u8]; 4] = [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"];
    if bare.is_empty() {
        "NUL bytes only, as after a power cut"
    } else if MARKS.iter().any(|mark| line.starts_with(mark)) {
        "conflict mark of a merge tool"
    } else if memchr(0, line).is_some() {
        "NUL bytes in it, as after a power cut"
    } else {
        match error {
            CodecError::NotUtf8 => "not UTF-8",
            CodecError::Torn => "torn, it ends too early",
            CodecError::NotJson => "not JSON",
            CodecError::NoVersion => "it has no version",
            CodecError::Field(_) | CodecError::Shape => "a field is missing or wrong",
        }
    }
}

/// Reads a record that an editor spread over several lines.
///
/// Returns the row, the bytes after it, and how many lines it has.
fn spread_row(number: usize, bytes: &[u8]) -> Option<(Row<'_>, &[u8], usize)> {
    let mut rest = bytes;
    for n_lines in 1..=MAX_SPREAD_LINES {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = split_line(rest);
        rest = after;
        if line.trim_ascii_end() != b"}" {
            continue;
        }
        let record = bytes.get(..bytes.len() - rest.len())?;
        let mut row = row_of(number, record);
        row.act.as_ref()?;
        row.damage = Some(Damage {
            line: number,
            kind: DamageKind::Altered,
            what: "spread over several lines by another program".to_owned(),
        });
        return Some((row, rest, n_lines));
    }
    None
}

fn utf16(bytes: &[u8]) -> Row<'_> {
    Row {
        number: 1,
        bytes,
        is_whole_file: true,
        damage: Some(Damage {
            line: 1,
            kind: DamageKind::Broken,
            what: "the whole file is UTF-16: save it as UTF-8".to_owned(),
        }),
        ..Row::default()
    }
}

/// Leaves each id once: what is as it was written goes first, and else the
/// smaller encoding, so that the order of lines does not matter.
fn once_each(acts: Vec<(Entry, Sum)>) -> Vec<Entry> {
    let mut order: Vec<usize> = (0..acts.len()).collect();
    let rank = |at: &usize| acts.get(*at).map(|(entry, _)| entry.id);
    order.sort_by_key(rank);
    if order.is_sorted_by(|a, b| rank(a) < rank(b)) {
        return acts.into_iter().map(|(entry, _)| entry).collect();
    }
    let mut keep: BTreeSet<usize> = BTreeSet::new();
    for same in order.chunk_by(|a, b| rank(a) == rank(b)) {
        let best = same.iter().min_by_key(|at| {
            acts.get(**at)
                .map(|(entry, sum)| (*sum != Sum::Fits, encode(entry)))
        });
        keep.extend(best);
    }
    let numbered = acts.into_iter().enumerate();
    let kept = numbered.filter(|(at, _)| keep.contains(at));
    kept.map(|(_, (entry, _))| entry).collect()
}

fn plain(text: &str) -> String {
    let safe = |c: char| {
        if c.is_control() {
            c.escape_default().to_string()
        } else {
            c.to_string()
        }
    };
    text.chars().map(safe).collect()
}

impl Reading {
    /// Lists the id of each entry.
    pub fn ids(&self) -> impl Iterator<Item = &EntryId> {
        self.entries.iter().map(|entry| &entry.id)
    }
}
