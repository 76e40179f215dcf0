//! `gleaner entities`: who and what the corpus is about.

use std::io::Write;

use serde::Serialize;

use super::Outcome;
use super::args::{Common, EntitiesArgs, RowFormat};
use super::fitting::{self, Analysis, Fitting, Wanted};
use super::inputs::{Decisions, Inputs, parse_query};
use super::output::{self, Out};
use super::tier::Tier;
use crate::nlp::link::{Entities, EntityRow};

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    aliases: &'a [String],
    articles: usize,
    mentions: usize,
}

pub(super) fn run(args: &EntitiesArgs, common: &Common) -> anyhow::Result<Outcome> {
    let Some(query) = parse_query(args.list.query.as_deref()) else {
        return Ok(Outcome::Usage);
    };
    let inputs = Inputs::open(&args.list.inputs, common, Decisions::Applied);
    let wanted = Wanted {
        analysis: Analysis::Always,
        tier: &Tier::of(args.tier)?,
        ..Wanted::of(&query)
    };
    let args = &args.list;
    let mut entities = Entities::default();
    let mut number = 0;
    let make = |fitting: Fitting<'_>| fitting.extraction.entities;
    let outcome = fitting::each(&inputs, &wanted, &make, &mut |found| {
        entities.add(number, &found);
        number += 1;
        Ok(())
    })?;
    let mut rows: Vec<EntityRow> = entities.iter().collect();
    rows.sort_by(|a, b| {
        let most_first = (b.articles.len(), b.n_mentions).cmp(&(a.articles.len(), a.n_mentions));
        most_first.then_with(|| (&a.name, a.id).cmp(&(&b.name, b.id)))
    });
    let mut out = output::out();
    if args.format == RowFormat::Table {
        writeln!(out, "ARTICLES MENTIONS {:10} NAME", "KIND")?;
    }
    for row in rows {
        print(&mut out, &row, args.format)?;
    }
    out.flush()?;
    Ok(outcome)
}

fn print(out: &mut Out, row: &EntityRow, format: RowFormat) -> anyhow::Result<()> {
    let (n_articles, kind) = (row.articles.len(), row.kind.name());
    match format {
        RowFormat::Jsonl => output::json_row(
            out,
            &Row {
                id: row.id.to_string(),
                name: &row.name,
                kind,
                aliases: &row.aliases,
                articles: n_articles,
                mentions: row.n_mentions,
            },
        )?,
        RowFormat::Tsv => {
            let (articles, mentions) = (n_articles.to_string(), row.n_mentions.to_string());
            let aliases = row.aliases.join(";");
            let id = row.id.to_string();
            output::tsv_row(out, &[&id, kind, &row.name, &articles, &mentions, &aliases])?;
        }
        RowFormat::Table => {
            let aliases = match row.aliases.as_slice() {
                [] => String::new(),
                aliases => format!(" ({})", aliases.join(", ")),
            };
            let name = format!("{}{aliases}", row.name);
            let n_mentions = row.n_mentions;
            writeln!(
                out,
                "{n_articles:8} {n_mentions:8} {kind:10} {}",
                output::one_line(&name)
            )?;
        }
    }
    Ok(())
}
