//! One entry ↔ one line of JSON: the file format (`docs/formats/journal.md`).

use super::{Entry, EntryId};

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
    /// It could be read and was applied, but its checksum does not fit.
    Altered,
    /// It could not be read; the bytes stay in the file.
    Broken,
}

/// Writes an entry as one line with its line end.
pub fn encode(entry: &Entry) -> String {
    let _ = entry;
    String::from("\n")
}

/// Reads the bytes of an annotation file; total.
pub fn read(bytes: &[u8]) -> Reading {
    let _ = bytes;
    Reading::default()
}

/// Lists the ids of all acts that could be read, newer ones too, each once.
pub fn ids(bytes: &[u8]) -> (Vec<String>, Vec<Damage>) {
    let _ = bytes;
    (Vec::new(), Vec::new())
}

/// Gives the id of every entry of a reading.
impl Reading {
    pub fn ids(&self) -> impl Iterator<Item = &EntryId> {
        self.entries.iter().map(|entry| &entry.id)
    }
}
