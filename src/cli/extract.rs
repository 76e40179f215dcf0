//! `gleaner extract`: all that is found, one JSON object per article.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::Outcome;
use super::args::{Common, ExtractArgs};
use super::fitting::{self, Analysis, Fitting, Wanted};
use super::inputs::{Decisions, Inputs, parse_query};
use super::output;
use super::rows::ExtractRow;
use super::tier::Tier;
use crate::io::model::read_weights;
use crate::nlp::{Overrides, Weights};

pub(super) fn run(args: &ExtractArgs, common: &Common) -> anyhow::Result<Outcome> {
    let Some(query) = parse_query(args.query.as_deref()) else {
        return Ok(Outcome::Usage);
    };
    let decisions = if args.raw {
        Decisions::LeftOut
    } else {
        Decisions::Applied
    };
    let inputs = Inputs::open(&args.inputs, common, decisions);
    let wanted = Wanted {
        analysis: Analysis::Always,
        assumed: Overrides {
            published: args.published,
            lists: args.lists.into(),
            weights: args.weights.as_deref().map(weights).transpose()?,
            ..Overrides::default()
        },
        tier: &Tier::of(args.tier)?,
        ..Wanted::of(&query)
    };
    let mut out = output::out();
    // Rows are written out on the workers: it is a good part of the work.
    let make = |fitting: Fitting<'_>| {
        let ledger = Some(fitting.opened.ledger()).filter(|_| !args.raw);
        serde_json::to_vec(&ExtractRow::of(
            &fitting.article,
            &fitting.extraction,
            ledger,
        ))
    };
    let outcome = fitting::each(&inputs, &wanted, &make, &mut |row| {
        out.write_all(&row?)?;
        out.write_all(b"\n")?;
        Ok(())
    })?;
    out.flush()?;
    Ok(outcome)
}

/// Reads weights; they stay in memory for the rest of the run.
fn weights(path: &Path) -> anyhow::Result<Weights> {
    Weights::read(read_weights(path)?.leak())
        .with_context(|| format!("{} holds no weights of the tagger", path.display()))
}
