//! `gleaner search`: the places of words, each in its context.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::Outcome;
use super::args::{Common, RowFormat, SearchArgs};
use super::fitting::{self, Fitting, Wanted};
use super::inputs::{Decisions, Inputs, parse_query};
use super::output::{self, Out, say};
use crate::index::Needle;
use crate::index::snippet::snippets;
use crate::text::coords::Coords;

/// Chars of context on either side.
const CONTEXT_CHARS: usize = 60;

/// Hits printed of one article.
const MAX_HITS: usize = 10_000;

#[derive(Serialize)]
struct Row {
    id: String,
    path: String,
    title: Option<String>,
    start: usize,
    end: usize,
    left: String,
    hit: String,
    right: String,
}

pub(super) fn run(args: &SearchArgs, common: &Common) -> anyhow::Result<Outcome> {
    let Some(query) = parse_query(Some(&args.query)) else {
        return Ok(Outcome::Usage);
    };
    let needles: Vec<Needle> = query
        .wanted_text()
        .iter()
        .map(|term| Needle::new(&term.0))
        .collect();
    if needles.is_empty() {
        say(format_args!(
            "the query names no word to show; use gleaner list -q for fields alone"
        ));
        return Ok(Outcome::Usage);
    }
    let inputs = Inputs::open(&args.inputs, common, Decisions::Applied);
    let wanted = Wanted::of(&query);
    let format = args.format.unwrap_or_else(|| {
        if io::stdout().is_terminal() {
            RowFormat::Table
        } else {
            RowFormat::Jsonl
        }
    });
    let mut out = output::out();
    let mut n_hits = 0;
    let make = |fitting: Fitting<'_>| rows(&fitting, &needles);
    let outcome = fitting::each(&inputs, &wanted, &make, &mut |rows| {
        n_hits += rows.len();
        rows.iter().try_for_each(|row| print(&mut out, row, format))
    })?;
    out.flush()?;
    Ok(if n_hits == 0 { Outcome::No } else { outcome })
}

fn rows(fitting: &Fitting<'_>, needles: &[Needle]) -> Vec<Row> {
    let article = &fitting.article;
    let text = article.text.as_str();
    let coords = Coords::new(text);
    let found = snippets(needles, text, CONTEXT_CHARS, MAX_HITS);
    let rows = found.into_iter().map(|snippet| {
        let (start, end) = coords.chars_of_span(snippet.hit);
        Row {
            id: article.id.to_string(),
            path: article.path.clone(),
            title: article.meta.title.clone(),
            start,
            end,
            left: snippet.left.of(text).to_owned(),
            hit: snippet.hit.of(text).to_owned(),
            right: snippet.right.of(text).to_owned(),
        }
    });
    rows.collect()
}

fn print(out: &mut Out, row: &Row, format: RowFormat) -> anyhow::Result<()> {
    match format {
        RowFormat::Jsonl => output::json_row(out, row)?,
        RowFormat::Tsv => {
            let (start, end) = (row.start.to_string(), row.end.to_string());
            let fields = [
                &*row.id, &row.path, &start, &end, &row.left, &row.hit, &row.right,
            ];
            output::tsv_row(out, &fields)?;
        }
        RowFormat::Table => {
            let half = output::terminal_width()
                .map_or(CONTEXT_CHARS, |width| (width / 2).saturating_sub(12));
            let left = output::column_from_right(&one_line(&row.left), half.min(CONTEXT_CHARS));
            let (hit, right) = (one_line(&row.hit), one_line(&row.right));
            let right = output::column(&right, half.min(CONTEXT_CHARS));
            let id = row.id.get(..8).unwrap_or(&row.id);
            writeln!(
                out,
                "{id} {left}[{}]{}",
                output::one_line(&hit),
                right.trim_end()
            )?;
        }
    }
    Ok(())
}

/// Turns line ends and other white space into plain spaces.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}
