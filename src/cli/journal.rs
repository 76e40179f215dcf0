//! Commands on annotation files.

use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use super::Outcome;
use super::args::{CheckArgs, CheckFormat, Common, MergeArgs};
use super::output::{self, say};
use crate::annotate::compact::merged;
use crate::annotate::{Stamp, codec};
use crate::io::journal::{self, CompactError};
use crate::io::{article, fresh};

/// Annotation files beyond this size are not read.
const SIZE_LIMIT: u64 = 4 * 1024 * 1024 * 1024;

/// `gleaner check`: reads an annotation file and tells what is wrong with it.
pub(super) fn check(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let bytes = article::load(&args.file, SIZE_LIMIT)?;
    let mut out = output::out();
    let (ids, damage) = codec::ids(&bytes);
    match args.format {
        CheckFormat::Ids => {
            for id in &ids {
                writeln!(out, "{}", output::one_line(id))?;
            }
            out.flush()?;
            for damage in &damage {
                let line = format!("line {}: {}", damage.line, damage.what);
                output::say_lines(&[&line]);
            }
        }
        CheckFormat::Text => {
            let reading = codec::read(&bytes);
            let name = args.file.display().to_string();
            let (n_acts, n_lines) = (ids.len(), reading.n_lines);
            writeln!(
                out,
                "{}: {n_acts} acts on {n_lines} lines",
                output::one_line(&name)
            )?;
            if !reading.newer.is_empty() {
                writeln!(
                    out,
                    "{} acts are of a newer version; they are kept",
                    reading.newer.len()
                )?;
            }
            for damage in &damage {
                writeln!(
                    out,
                    "line {}: {}",
                    damage.line,
                    output::one_line(&damage.what)
                )?;
            }
            out.flush()?;
        }
    }
    Ok(if damage.is_empty() {
        Outcome::Fine
    } else {
        Outcome::No
    })
}

/// `gleaner merge`: writes the union of two annotation files.
pub(super) fn merge(args: &MergeArgs, common: &Common) -> anyhow::Result<Outcome> {
    if refuses(common) {
        return Ok(Outcome::Usage);
    }
    let first = article::load(&args.first, SIZE_LIMIT)?;
    let second = article::load(&args.second, SIZE_LIMIT)?;
    let bytes = merged(&first, &second)?;
    fresh::write_new(&args.output, &bytes)?;
    // Damaged lines are carried over; a person should know of them.
    let (ids, damage) = codec::ids(&bytes);
    let name = args.output.display();
    say(format_args!("{name}: {} acts", ids.len()));
    for damage in &damage {
        say(format_args!(
            "{name}: line {}: {}",
            damage.line, damage.what
        ));
    }
    Ok(if damage.is_empty() {
        Outcome::Fine
    } else {
        Outcome::No
    })
}

/// `gleaner compact`: rewrites an annotation file without what no longer matters.
pub(super) fn compact(file: &Path, common: &Common) -> anyhow::Result<Outcome> {
    if refuses(common) {
        return Ok(Outcome::Usage);
    }
    let now = Stamp(Timestamp::now().as_millisecond());
    let done = match journal::compact(file, now) {
        Err(CompactError::Refused(why)) => {
            say(format_args!("{}: {why}", file.display()));
            return Ok(Outcome::No);
        }
        done => done?,
    };
    let (name, n_before, n_after) = (file.display(), done.n_before, done.n_after);
    match done.backup {
        Some(backup) => say(format_args!(
            "{name}: {n_before} lines are {n_after} now; the old file is {}",
            backup.display()
        )),
        None => say(format_args!(
            "{name}: nothing to leave out of {n_before} lines"
        )),
    }
    Ok(Outcome::Fine)
}

fn refuses(common: &Common) -> bool {
    if common.read_only {
        say(format_args!(
            "this command writes, and --read-only says not to"
        ));
    }
    common.read_only
}
