//! [`evaluate`]: from a kit and a program to a [`Report`].
//!
//! `kit` finds and unpacks the sets, `program` runs `extract` on them, `score`
//! calls the kit's scorer, `goals` says what is aimed at, `peers` reads what
//! other programs reach, `report` puts it side by side. None of it knows what is
//! in a set: that is the scorer's part.

mod goals;
mod kit;
mod peers;
mod program;
mod report;
mod score;
mod speed;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

pub(crate) use program::Program;
pub(crate) use report::{Report, Rows, with_figures};
pub(crate) use score::python_is_there;

use kit::{Kit, Set};
use report::{Row, RunRow};
use speed::Texts;

/// Which sets are evaluated.
pub(crate) struct Wanted<'a> {
    pub(crate) kit: &'a Path,
    /// Folders with sets that go before the kit's own.
    pub(crate) folders: &'a [PathBuf],
    /// Parts of names; empty: every set that the program can answer for.
    pub(crate) only: &'a [String],
    /// Weights of the tagger for single sets: those that come from a training
    /// without the texts of the set.
    pub(crate) instead: &'a [(String, String)],
}

/// Arguments of `extract` that leave out the lists written for the program.
const BARE: &[&str] = &["--lists", "packaged"];

/// Arguments of `extract` that let an encoder decide about names.
const PRECISE: &[&str] = &["--precise"];

impl Wanted<'_> {
    fn program_for(&self, set: &Set, program: &Program) -> Program {
        if set.is_of_duplicates() {
            return program.for_duplicates();
        }
        let mut instead = self.instead.iter();
        match instead.find(|(name, _)| *name == set.name) {
            Some((_, weights)) => program.with_arguments(&["--weights", weights]),
            None => program.clone(),
        }
    }
}

/// Runs the program on the sets and scores what it prints.
///
/// Errors: a kit without scorer or sets, an archive that cannot be unpacked, a
/// scorer that fails. A program that fails on a set is a note in the report.
pub(crate) fn evaluate(
    wanted: &Wanted<'_>,
    program: &Program,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<Report> {
    ensure!(python_is_there(), "the scorer needs python3");
    let scratch = tempfile::tempdir().context("no folder for temporary files")?;
    let kit = Kit::open(wanted, scratch.path(), say)?;
    let readme = fs::read_to_string(kit.readme()).unwrap_or_default();
    let mut report = Report::new(peers::peers(&readme), peers::trainable(&readme));
    let instead = wanted.instead.iter().map(|(set, _)| set.clone());
    report.instead = instead.collect();
    let mut texts = Texts::default();
    for set in &kit.sets {
        say(&format!("{}: extract", set.name));
        let found = scratch
            .path()
            .join(format!("{}.jsonl", set.name.replace('/', "--")));
        let program = &wanted.program_for(set, program);
        let run = program.extract(&set.input(), &found)?;
        let bare = found.with_extension("bare.jsonl");
        let is_bare = set.name.starts_with("ner/") && {
            say(&format!("{}: extract without own lists", set.name));
            let run = program.with_arguments(BARE).extract(&set.input(), &bare)?;
            run.complaint.is_empty()
        };
        if set.name.starts_with("ner/") {
            say(&format!("{}: extract with the precise tier", set.name));
            let (rows, complaint) = precise(&kit, set, program, &found)?;
            report.rows.extend(rows);
            if let Some(complaint) = complaint {
                report.note(&format!("{} precise: {complaint}", set.name));
            }
        }
        for task in set.tasks()? {
            say(&format!("{}: {task}", set.name));
            let scored = score::score(&kit, task, set, &found)?;
            let without = match (task, is_bare) {
                ("ner", true) => score::score(&kit, task, set, &bare)?.measures,
                _ => Vec::new(),
            };
            for note in scored.notes {
                report.note(&format!("{} {task}: {note}", set.name));
            }
            report
                .rows
                .extend(scored.measures.into_iter().map(|(measure, scores)| {
                    let other = without.iter().find(|(name, _)| *name == measure);
                    let row = Row::new((&set.name, task), measure, scores);
                    row.without(other.map(|(_, scores)| *scores))
                }));
        }
        if !run.complaint.is_empty() {
            report.note(&format!("{}: {}", set.name, run.complaint));
        }
        if !set.is_of_duplicates() {
            let size = texts.add(set)?;
            report.runs.push(RunRow::new(&set.name, &run, size));
        }
    }
    say("all sets as one text: extract");
    measure_speed(&mut report, &texts, program, scratch.path())?;
    Ok(report)
}

/// Measures how fast the program is, and how long it takes to start.
fn measure_speed(
    report: &mut Report,
    texts: &Texts,
    program: &Program,
    scratch: &Path,
) -> anyhow::Result<()> {
    if let Some(speed) = texts.extract(program, scratch)? {
        report.runs.push(RunRow::of_all(&speed));
    }
    if cfg!(debug_assertions) {
        report.note("this is a build for development: unless --gleaner names another program, its speed is that of such a build");
    }
    report.start = program.start(scratch)?;
    Ok(())
}

/// Measures what the precise tier makes of the names of a set.
///
/// Returns the rows, or none and what went wrong.
fn precise(
    kit: &Kit,
    set: &Set,
    program: &Program,
    found: &Path,
) -> anyhow::Result<(Vec<Row>, Option<String>)> {
    let found = found.with_extension("precise.jsonl");
    let program = program.with_arguments(PRECISE);
    let run = program.extract(&set.input(), &found)?;
    if !run.complaint.is_empty() {
        return Ok((Vec::new(), Some(run.complaint)));
    }
    let measures = score::score(kit, "ner", set, &found)?.measures.into_iter();
    let row = |(measure, scores)| Row::new((&set.name, "precise"), measure, scores);
    Ok((measures.map(row).collect(), None))
}
