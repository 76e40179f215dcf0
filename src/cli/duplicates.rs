//! `gleaner duplicates`: the same story from several outlets, or issued again.

use std::io::Write;

use serde::Serialize;

use super::Outcome;
use super::args::{Common, DuplicatesArgs};
use super::fitting::{self, Fitting, Wanted};
use super::inputs::{Decisions, Inputs, parse_query};
use super::output;
use crate::index::duplicate::{Signature, groups};

#[derive(Serialize)]
struct Row<'a> {
    paths: Vec<&'a str>,
    similarity: f64,
}

/// Prints one line for each group of near-duplicates.
///
/// Shape: the paths of a group in corpus order, the groups in the order of
/// their first paths; articles without near-duplicates are not printed.
pub(super) fn run(args: &DuplicatesArgs, common: &Common) -> anyhow::Result<Outcome> {
    let Some(query) = parse_query(args.query.as_deref()) else {
        return Ok(Outcome::Usage);
    };
    let inputs = Inputs::open(&args.inputs, common, Decisions::Applied);
    let wanted = Wanted::of(&query);
    let mut paths: Vec<String> = Vec::new();
    let mut signatures: Vec<(usize, Signature)> = Vec::new();
    let make = |fitting: Fitting<'_>| {
        let signature = Signature::of(&fitting.article);
        (fitting.article.path, signature)
    };
    let outcome = fitting::each(&inputs, &wanted, &make, &mut |(path, signature)| {
        signatures.extend(signature.map(|signature| (paths.len(), signature)));
        paths.push(path);
        Ok(())
    })?;
    let mut out = output::out();
    for group in groups(signatures.iter().map(|(number, of)| (*number, of))) {
        let members = group.members.iter().filter_map(|member| paths.get(*member));
        let row = Row {
            paths: members.map(String::as_str).collect(),
            similarity: (f64::from(group.similarity) * 100.0).round() / 100.0,
        };
        output::json_row(&mut out, &row)?;
    }
    out.flush()?;
    Ok(outcome)
}
