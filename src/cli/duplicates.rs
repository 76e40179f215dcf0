//! `gleaner duplicates`: the same story from several outlets, or issued again.

use std::collections::BTreeSet;
use std::io::Write;

use serde::Serialize;

use super::Outcome;
use super::args::{Common, DuplicatesArgs};
use super::columns::needs_groups;
use super::fitting::{self, Fitting, Wanted};
use super::inputs::{Decisions, Inputs, Opened, parse_query};
use super::{output, pipeline};
use crate::corpus::parse::Depth;
use crate::corpus::{Article, ArticleId};
use crate::index::Query;
use crate::index::duplicate::{Signature, groups};
use crate::io::sources::Origin;

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

/// The articles that have near-duplicates, by source and id.
#[derive(Default)]
pub(super) struct Duplicates<'i> {
    opened: &'i [Opened],
    ids: BTreeSet<(usize, ArticleId)>,
}

impl<'i> Duplicates<'i> {
    /// Reads all articles for a query that asks for near-duplicates; for others
    /// there are none.
    ///
    /// Errors: when standard input would have to be read twice.
    pub(super) fn asked_for(inputs: &'i Inputs, query: &Query) -> anyhow::Result<Self> {
        if !needs_groups(query) {
            return Ok(Self::default());
        }
        let mut sources = inputs.opened.iter().map(|opened| &opened.source);
        anyhow::ensure!(
            !sources.any(|source| source.origin == Origin::Stdin),
            "has:duplicate cannot be asked of standard input, which is read once: give a file"
        );
        let mut duplicates = Self {
            opened: &inputs.opened,
            ids: BTreeSet::new(),
        };
        let mut found: Vec<((usize, ArticleId), Signature)> = Vec::new();
        let place = |opened| duplicates.place(opened);
        let work = |opened: &'i Opened, article: Article| {
            let signature = Signature::of(&article)?;
            Some(((place(opened)?, article.id), signature))
        };
        pipeline::run(inputs, Depth::Full, &work, &mut |signed| {
            found.extend(signed);
            Ok(())
        })?;
        let groups = groups(found.iter().map(|(key, of)| (*key, of)));
        duplicates.ids = groups.into_iter().flat_map(|group| group.members).collect();
        Ok(duplicates)
    }

    pub(super) fn hold(&self, opened: &Opened, id: ArticleId) -> bool {
        self.place(opened)
            .is_some_and(|place| self.ids.contains(&(place, id)))
    }

    fn place(&self, opened: &Opened) -> Option<usize> {
        self.opened
            .iter()
            .position(|other| std::ptr::eq(other, opened))
    }
}
