//! Commands on annotation files.

use std::io::Write;

use super::Outcome;
use super::args::{CheckArgs, CheckFormat};
use super::output;
use crate::annotate::codec;
use crate::io::article;

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
