//! `gleaner list`: one row for each article.

use std::io::Write;

use super::Outcome;
use super::args::{Common, ListArgs, RowFormat};
use super::fitting::{self, Fitting, Wanted};
use super::inputs::{Decisions, Inputs, parse_query};
use super::output::{self, Out};
use super::rows::ListRow;
use crate::annotate::{Decision, Ledger};
use crate::corpus::parse::Depth;
use crate::corpus::{ArticleId, When};

/// The widths of the columns of the table, in cells.
const ID: usize = 8;
const DATE: usize = 10;
const SOURCE: usize = 18;

pub(super) fn run(args: &ListArgs, common: &Common) -> anyhow::Result<Outcome> {
    let Some(query) = parse_query(args.query.as_deref()) else {
        return Ok(Outcome::Usage);
    };
    let inputs = Inputs::open(&args.inputs, common, Decisions::Applied);
    let wanted = Wanted {
        depth: Depth::Listed,
        ..Wanted::of(&query)
    };
    let mut out = output::out();
    let width = output::terminal_width();
    if args.format == RowFormat::Table {
        writeln!(
            out,
            "{:ID$} STATE {:DATE$} {:SOURCE$} TITLE",
            "ID", "DATE", "SOURCE"
        )?;
    }
    let make = |fitting| fitting;
    let outcome = fitting::each(&inputs, &wanted, &make, &mut |fitting| match args.format {
        RowFormat::Table => table_row(&mut out, &fitting, width),
        RowFormat::Jsonl => {
            let row = ListRow::of(&fitting.article, fitting.opened.ledger());
            output::json_row(&mut out, &row)
        }
        RowFormat::Tsv => tsv_row(&mut out, &fitting),
    })?;
    out.flush()?;
    Ok(outcome)
}

fn table_row(out: &mut Out, fitting: &Fitting<'_>, width: Option<usize>) -> anyhow::Result<()> {
    let article = &fitting.article;
    let ledger = fitting.opened.ledger();
    let head = format!(
        "{} {} {} {} ",
        short_id(article.id),
        output::column(&state_letters(ledger, article.id), 5),
        output::column(&day(article.meta.published), DATE),
        output::column(article.meta.source.as_deref().unwrap_or_default(), SOURCE),
    );
    let tags: Vec<_> = ledger
        .tags(article.id)
        .map(|tag| format!(" #{tag}"))
        .collect();
    let tags = tags.concat();
    let problem = article.problems.first().filter(|_| !article.readable);
    let problem = problem
        .map(|problem| format!(" ({})", problem.what))
        .unwrap_or_default();
    let title = format!("{}{tags}{problem}", article.headline());
    let rest = width.map_or(usize::MAX, |width| width.saturating_sub(head.len()).max(10));
    let shown = output::one_line(&title);
    let title = crate::text::cells::ellipsize(&shown, rest);
    writeln!(out, "{head}{title}")?;
    Ok(())
}

fn tsv_row(out: &mut Out, fitting: &Fitting<'_>) -> anyhow::Result<()> {
    let article = &fitting.article;
    let ledger = fitting.opened.ledger();
    let triage = ledger.triage(article.id);
    let tags: Vec<_> = ledger.tags(article.id).collect();
    let published = article.meta.published.map(|when| when.to_string());
    let fields = [
        &*article.id.to_string(),
        &article.path,
        published.as_deref().unwrap_or_default(),
        article.meta.source.as_deref().unwrap_or_default(),
        article.meta.title.as_deref().unwrap_or_default(),
        if triage.read { "read" } else { "unread" },
        triage.decision.name(),
        if triage.star { "star" } else { "" },
        &tags.join(","),
    ];
    output::tsv_row(out, &fields)?;
    Ok(())
}

/// Returns the beginning of an id: enough for `show` in all but huge corpora.
fn short_id(id: ArticleId) -> String {
    id.to_string().chars().take(ID).collect()
}

/// Returns unread or read, kept or discarded, and the star, a sign each.
fn state_letters(ledger: &Ledger, id: ArticleId) -> String {
    let triage = ledger.triage(id);
    let read = if triage.read { '-' } else { 'u' };
    let decision = match triage.decision {
        Decision::Undecided => '-',
        Decision::Kept => 'k',
        Decision::Discarded => 'd',
    };
    let star = if triage.star { '*' } else { '-' };
    [read, decision, star].into_iter().collect()
}

/// Returns a date without the time of day.
pub(super) fn day(when: Option<When>) -> String {
    let day = when.map(|when| When {
        time: None,
        offset_minutes: None,
        ..when
    });
    day.map(|day| day.to_string()).unwrap_or_default()
}
