//! Standard output and standard error: data on the one, words on the other.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;

use crate::text::{cells, visible};

/// Standard output, written in large pieces.
pub(super) type Out = BufWriter<StdoutLock<'static>>;

pub(super) fn out() -> Out {
    BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}

/// Writes one row as a JSON object on a line of its own.
pub(super) fn json_row(out: &mut Out, row: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Writes fields with tabs between; control characters of a field, tabs and
/// line ends among them, are shown as signs.
pub(super) fn tsv_row(out: &mut Out, fields: &[&str]) -> io::Result<()> {
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(one_line(field).as_bytes())?;
    }
    out.write_all(b"\n")
}

/// Returns a field as it is safe to print on one line.
pub(super) fn one_line(field: &str) -> Cow<'_, str> {
    visible::shown(field)
}

/// Cuts a field to `width` cells and fills it up with spaces.
pub(super) fn column(field: &str, width: usize) -> String {
    let shown = one_line(field);
    let cut = cells::ellipsize(&shown, width);
    let blank = width.saturating_sub(cells::width(&cut));
    format!("{cut}{:blank$}", "")
}

/// Cuts a field to `width` cells from the left, and fills it up on the left.
pub(super) fn column_from_right(field: &str, width: usize) -> String {
    let shown = one_line(field);
    let mut kept = shown.as_ref();
    let mut n_cells = cells::width(kept);
    for (at, grapheme, wide) in cells::graphemes(&shown) {
        if n_cells <= width {
            break;
        }
        n_cells -= wide;
        kept = shown.get(at + grapheme.len()..).unwrap_or_default();
    }
    let blank = width.saturating_sub(n_cells);
    format!("{:blank$}{kept}", "")
}

/// Returns the width of the terminal on standard output, in cells.
pub(super) fn terminal_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some(usize::from(size.ws_col)).filter(|width| *width > 0)
}

/// Says something on standard error, in one line.
pub(super) fn say(what: fmt::Arguments<'_>) {
    let line = what.to_string();
    // Nobody is left to hear of a standard error that is gone.
    let _ = writeln!(io::stderr().lock(), "gleaner: {}", one_line(&line));
}

/// Says more on standard error, a line for each, without the program's name.
pub(super) fn say_lines(lines: &[&str]) {
    let mut stderr = io::stderr().lock();
    for line in lines {
        // Nobody is left to hear of a standard error that is gone.
        let _ = writeln!(stderr, "{}", one_line(line));
    }
}
