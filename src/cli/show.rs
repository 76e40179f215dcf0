//! `gleaner show`: one article, cleaned, or as `extract` prints it.

use std::io::Write;

use super::Outcome;
use super::args::{Common, ShowArgs, ShowFormat};
use super::fitting::{self, Analysis, Fit, Fitting, Wanted};
use super::inputs::{Decisions, Inputs};
use super::output::{self, Out, say};
use super::rows::ExtractRow;
use super::tier::Tier;
use crate::corpus::{Article, BlockKind};
use crate::index::Query;

/// How many candidates are named when a name fits several articles.
const MAX_NAMED: usize = 5;

pub(super) fn run(args: &ShowArgs, common: &Common) -> anyhow::Result<Outcome> {
    let inputs = Inputs::open(&args.inputs, common, Decisions::Applied);
    let name = args.article.trim_start_matches("./");
    let wanted = Wanted {
        only: Some(name),
        analysis: match args.format {
            ShowFormat::Text => Analysis::IfAsked,
            ShowFormat::Jsonl => Analysis::Always,
        },
        tier: &Tier::of(args.tier)?,
        ..Wanted::of(&Query::All)
    };
    let mut out = output::out();
    let mut found: Vec<(Fit, Fitting<'_>)> = Vec::new();
    let outcome = fitting::each(&inputs, &wanted, &|fitting| fitting, &mut |fitting| {
        let fit = fitting::fit(&fitting.article, name).unwrap_or(Fit::IdPrefix);
        if found.len() <= MAX_NAMED || fit == Fit::Whole {
            found.push((fit, fitting));
        }
        Ok(())
    })?;
    // A path or a whole id is meant, even if it begins other ids as well.
    if found.iter().any(|(fit, _)| *fit == Fit::Whole) {
        found.retain(|(fit, _)| *fit == Fit::Whole);
    }
    match found.as_slice() {
        [] => {
            say(format_args!(
                "no article is called {name}; gleaner list names them all"
            ));
            return Ok(Outcome::No);
        }
        [(_, one)] => match args.format {
            ShowFormat::Text => text(&mut out, &one.article)?,
            ShowFormat::Jsonl => {
                let ledger = Some(one.opened.ledger());
                output::json_row(
                    &mut out,
                    &ExtractRow::of(&one.article, &one.extraction, ledger),
                )?;
            }
        },
        several => {
            for (_, fitting) in several.iter().take(MAX_NAMED) {
                let article = &fitting.article;
                say(format_args!(
                    "{name} may be {}  {}",
                    article.id, article.path
                ));
            }
            return Ok(Outcome::No);
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn text(out: &mut Out, article: &Article) -> anyhow::Result<()> {
    let meta = &article.meta;
    let facts = [
        meta.source.clone(),
        meta.published.map(|when| when.to_string()),
        Some(meta.authors.join(", ")),
        meta.language.clone(),
        Some(article.path.clone()),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect();
    writeln!(out, "{}", output::one_line(article.headline()))?;
    writeln!(out, "{}", output::one_line(&facts.join(" | ")))?;
    let is_shown = |kind| {
        !matches!(
            kind,
            BlockKind::Furniture
                | BlockKind::Title
                | BlockKind::Source
                | BlockKind::Byline
                | BlockKind::Date
        )
    };
    for block in article.blocks.iter().filter(|block| is_shown(block.kind)) {
        writeln!(out)?;
        for line in block.span.of(&article.text).lines() {
            writeln!(out, "{}", output::one_line(line))?;
        }
    }
    for problem in &article.problems {
        writeln!(out, "\n! {}", output::one_line(&problem.what))?;
    }
    Ok(())
}
