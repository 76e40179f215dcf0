//! [`Table`]: CSV and TSV with a line of column names, one article a row.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::Reading;
use super::fields::{self, Held, Stated};
use super::mapping::{Field, Mapping};
use super::record;
use super::records::{Raw, Records};
use crate::corpus::stream::{Input, Taken};
use crate::corpus::{Article, Problem};

/// Most columns of a table.
const MAX_COLUMNS: usize = 1000;

/// A table whose columns have names.
pub(super) struct Table {
    delimiter: u8,
    columns: Vec<String>,
    n_rows: u32,
    /// How many rows were read up to their line end since a mark was open.
    n_open: u32,
}

impl Table {
    /// Tells a table by the names in its first line; `is_named` when the file
    /// is called like one.
    pub(super) fn of(head: &str, name: Named, mapping: &Mapping) -> Option<Self> {
        let line = head.lines().next()?;
        let delimiters = [b'\t', b',', b';', b'|'];
        let most = delimiters.into_iter().max_by_key(|&sign| {
            // Of equals the first in the list counts.
            (
                line.bytes().filter(|&byte| byte == sign).count(),
                sign == b'\t',
                sign == b',',
            )
        })?;
        // Most texts are no tables, and reading a row takes room for many cells.
        let is_named = matches!(name, Named::Table);
        if !is_named && line.bytes().filter(|&byte| byte == most).count() < 2 {
            return None;
        }
        // Only in quotes can a row go on behind its line.
        let first = if line.contains('"') { head } else { line };
        let columns = row(first.as_bytes(), most);
        let known: Vec<Field> = columns
            .iter()
            .filter_map(|name| Some(mapping.field(name.trim())?.0))
            .collect();
        let has_text = known.iter().any(|field| {
            matches!(
                field,
                Field::Text | Field::Content | Field::Html | Field::Summary
            )
        });
        let is_table = match name {
            Named::Table => columns.len() >= 2 || has_text,
            Named::Other => columns.len() >= 3 && has_text && known.len() >= 3,
        };
        is_table.then_some(Self {
            delimiter: most,
            columns,
            n_rows: 0,
            n_open: 0,
        })
    }
}

/// What the name of a file says of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Named {
    /// It ends in `.csv` or `.tsv`.
    Table,
    Other,
}

impl Records for Table {
    fn begin(&mut self, input: &mut Input<'_>) {
        if input.head(3) == b"\xEF\xBB\xBF" {
            input.skip(3);
        }
        let mut n_open = MAX_OPEN;
        if let Some(Taken::Bytes(head)) = take_row(input, self.delimiter, MAX_HEAD, &mut n_open) {
            self.columns = row(head, self.delimiter);
        }
    }

    fn resume(&mut self, number: u32) {
        self.n_rows = number;
    }

    fn next<'i>(&mut self, input: &'i mut Input<'_>, limit: u64) -> Option<Raw<'i>> {
        while matches!(input.ready().first(), Some(b'\n' | b'\r')) {
            input.skip(1);
        }
        let offset = input.offset();
        self.n_rows += 1;
        Some(Raw {
            offset,
            number: self.n_rows,
            bytes: take_row(input, self.delimiter, limit, &mut self.n_open)?,
        })
    }

    fn article(&self, bytes: &[u8], _: u32, reading: &Reading<'_>) -> Option<Article> {
        let cells = row(bytes, self.delimiter);
        let mut stated = Stated::default();
        for (name, cell) in self.columns.iter().zip(cells.iter()) {
            if let Some((field, rank)) = reading.options.mapping.field(name.trim()) {
                stated.hold(field, rank, Held::One(cell.clone()));
            }
        }
        let mut article = fields::article(stated, reading.depth);
        if !article.readable {
            let names = self.columns.join(", ");
            let names: String = names.chars().take(120).collect();
            let what = format!("no column holds the text (there are: {names})");
            article = Article {
                path: article.path,
                ..record::unreadable(what)
            };
        } else if cells.len() != self.columns.len() {
            let (n, n_columns) = (cells.len(), self.columns.len());
            let what = format!("has {n} cells in {n_columns} columns");
            article.problems.push(Problem::new(what));
        }
        if is_open(bytes) && !cells.iter().any(|cell| cell.contains('"')) {
            let what = "a quotation mark is not closed; the row is read up to its line end";
            article.problems.push(Problem::new(what));
        }
        Some(article)
    }

    fn place(&self, number: u32) -> String {
        format!("row {number}")
    }
}

const MAX_HEAD: u64 = 1 << 20;

/// Rows that are read up to their line end since a quotation mark is open; each
/// costs a look at all the rest.
const MAX_OPEN: u32 = 64;

/// Says whether a quotation mark of a row is not closed.
fn is_open(row: &[u8]) -> bool {
    memchr::memchr_iter(b'"', row).count() % 2 == 1
}

/// Takes one row with its line end.
///
/// Shape: a row whose quotation mark nothing closes would hold the rest of the
/// file; it ends with its first line.
fn take_row<'i>(
    input: &'i mut Input<'_>,
    delimiter: u8,
    limit: u64,
    n_open: &mut u32,
) -> Option<Taken<'i>> {
    let mut reader = reader(delimiter);
    let (mut cells, mut ends) = ([0; 4096], [0; 64]);
    let mut n_seen = 0;
    loop {
        let ahead = input.held();
        let fresh = ahead.get(n_seen..).unwrap_or_default();
        let is_end = fresh.is_empty() && !input.more();
        let fresh = input.held().get(n_seen..).unwrap_or_default();
        if is_end && n_seen == 0 {
            return None;
        }
        let (result, n_read, ..) = reader.read_record(fresh, &mut cells, &mut ends);
        n_seen += n_read;
        match result {
            ReadRecordResult::Record | ReadRecordResult::End => {
                let row = input.held().get(..n_seen).unwrap_or_default();
                if is_end && *n_open < MAX_OPEN && is_open(row) {
                    *n_open += 1;
                    n_seen = memchr::memchr(b'\n', row).map_or(n_seen, |at| at + 1);
                }
                return Some(Taken::Bytes(input.take(n_seen)));
            }
            _ if n_seen as u64 > limit => {
                input.skip(n_seen as u64);
                let n_rest = pass_row(input, reader);
                return Some(Taken::TooLong(n_seen as u64 + n_rest));
            }
            _ => {}
        }
    }
}

fn pass_row(input: &mut Input<'_>, mut reader: Reader) -> u64 {
    let start = input.offset();
    let (mut cells, mut ends) = ([0; 4096], [0; 64]);
    loop {
        let (result, n_read, ..) = reader.read_record(input.ready(), &mut cells, &mut ends);
        input.skip(n_read as u64);
        if matches!(result, ReadRecordResult::Record | ReadRecordResult::End) {
            return input.offset() - start;
        }
    }
}

fn reader(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// Reads the cells of the first row in `bytes`.
fn row(bytes: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader = reader(delimiter);
    let mut cells = vec![0; bytes.len() + 1];
    let mut ends = vec![0; MAX_COLUMNS.min(bytes.len() + 1)];
    let (_, n_read, n_cells, n_ends) = reader.read_record(bytes, &mut cells, &mut ends);
    if n_ends == 0 && n_cells > 0 || n_read == bytes.len() {
        // The last row may lack its line end: the end of the input closes it.
        let (rest, more) = (cells.get_mut(n_cells..), ends.get_mut(n_ends..));
        if let (Some(rest), Some(more)) = (rest, more) {
            let (_, _, _, n_more) = reader.read_record(&[], rest, more);
            return cells_of(&cells, ends.get(..n_ends + n_more).unwrap_or_default());
        }
    }
    cells_of(&cells, ends.get(..n_ends).unwrap_or_default())
}

fn cells_of(cells: &[u8], ends: &[usize]) -> Vec<String> {
    let mut start = 0;
    let cell = |&end: &usize| {
        let cell = cells.get(start..end).unwrap_or_default();
        start = end;
        String::from_utf8_lossy(cell)
            .trim_matches('\u{feff}')
            .to_owned()
    };
    ends.iter().map(cell).collect()
}
