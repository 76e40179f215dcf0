//! [`merged`] and [`compacted`]: new files from old ones, line by line.
//!
//! Lines are carried over byte for byte. Merging is the union of lines;
//! compacting leaves out acts that no longer matter and proves that the rest
//! adds up to the same ledger.

use std::collections::BTreeSet;

use super::fold::Fold;
use super::reading::{Row, each_row};
use super::{EntryId, Stamp};

/// A compacted file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rest {
    pub bytes: Vec<u8>,
    /// Lines that are not blank.
    pub n_before: usize,
    pub n_after: usize,
}

/// Says why no new file was made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CompactProblem {
    #[error("line {first} is damaged ({what}); look at the file with `gleaner check` first")]
    Damaged { first: usize, what: String },
    #[error("what is left would not mean the same")]
    Differs,
}

/// Merges two files: the union of their lines, sorted by (`at`, `id`).
///
/// Damaged lines come last. The result does not depend on which file is first.
/// Errors: a file that is not text by lines (UTF-16) cannot be merged.
pub fn merged(a: &[u8], b: &[u8]) -> Result<Vec<u8>, CompactProblem> {
    let mut lines: BTreeSet<(bool, Stamp, Option<EntryId>, Vec<u8>)> = BTreeSet::new();
    let mut problem = None;
    for bytes in [a, b] {
        each_row(bytes, &mut |row| {
            if row.bytes.is_empty() {
                return;
            }
            if row.is_whole_file {
                problem = row.damage.map(refused);
                return;
            }
            let key = row.act.as_ref().map(|(entry, _)| (entry.at, entry.id));
            let (at, id) = key.map_or((Stamp::MAX, None), |(at, id)| (at, Some(id)));
            lines.insert((key.is_none(), at, id, one_line(row.bytes)));
        });
    }
    if let Some(problem) = problem {
        return Err(problem);
    }
    let lines = lines.iter().flat_map(|(_, _, _, line)| [line, &b"\n"[..]]);
    Ok(lines.flatten().copied().collect())
}

/// Leaves out the acts that no longer matter: those that a later one replaced,
/// that were undone, and undo acts that were undone themselves.
///
/// Undo acts in effect and removals stay, so that merging with an older copy
/// brings nothing back. Lines of newer versions stay.
/// Errors: a file with any damaged line is refused.
pub fn compacted(bytes: &[u8]) -> Result<Rest, CompactProblem> {
    let mut rows = Vec::new();
    each_row(bytes, &mut |row| rows.push(row));
    if let Some(damage) = rows.iter_mut().find_map(|row| row.damage.take()) {
        return Err(refused(damage));
    }
    rows.retain(|row| !row.bytes.is_empty());
    let whole = fold_of(&rows);
    let keep = whole.essential();
    let mut seen = BTreeSet::new();
    let mut rest = Rest {
        bytes: Vec::new(),
        n_before: rows.len(),
        n_after: 0,
    };
    rows.retain(|row| match &row.act {
        Some((entry, _)) if row.is_newer => seen.insert(entry.id),
        Some((entry, _)) => keep.contains(&entry.id) && seen.insert(entry.id),
        None => true,
    });
    rest.n_after = rows.len();
    for row in &rows {
        rest.bytes.extend_from_slice(row.bytes);
        rest.bytes.push(b'\n');
    }
    if fold_of(&rows).ledger() == whole.ledger() {
        Ok(rest)
    } else {
        Err(CompactProblem::Differs)
    }
}

fn fold_of(rows: &[Row<'_>]) -> Fold {
    let acts = rows.iter().filter_map(|row| row.act.as_ref());
    let mut fold = Fold::default();
    fold.insert(acts.map(|(entry, _)| entry.clone()).collect());
    fold
}

fn refused(damage: super::Damage) -> CompactProblem {
    CompactProblem::Damaged {
        first: damage.line,
        what: damage.what,
    }
}

/// Joins a record that was spread over lines; line ends stand between its
/// parts only.
fn one_line(bytes: &[u8]) -> Vec<u8> {
    let flat = |b: &u8| if matches!(b, b'\n') { b' ' } else { *b };
    bytes.iter().map(flat).collect()
}
