//! `gleaner problems`: what could not be read, and why.

use std::io::Write;

use super::Outcome;
use super::args::{Common, PathArgs};
use super::fitting::{Fitting, Wanted};
use super::inputs::{Decisions, Inputs};
use super::{fitting, output};
use crate::corpus::advice::advice;
use crate::index::Query;

/// Prints one line for each problem; the outcome is no when there is any.
pub(super) fn run(args: &PathArgs, common: &Common) -> anyhow::Result<Outcome> {
    let inputs = Inputs::open(args, common, Decisions::LeftOut);
    let wanted = Wanted::of(&Query::All);
    let mut out = output::out();
    let mut has_any = false;
    let make = |fitting: Fitting<'_>| {
        let article = fitting.article;
        (article.path, article.problems)
    };
    let outcome = fitting::each(&inputs, &wanted, &make, &mut |(path, problems)| {
        for problem in problems {
            has_any = true;
            let line = match advice(&problem.what) {
                Some(advice) => format!("{path}: {} ({advice})", problem.what),
                None => format!("{path}: {}", problem.what),
            };
            writeln!(out, "{}", output::one_line(&line))?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(if has_any { Outcome::No } else { outcome })
}
