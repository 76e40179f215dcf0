//! Commands about the program itself: places, keys, configuration, completions.

use std::io::Write;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use super::args::{Cli, Common, ConfigAction};
use super::output;
use crate::annotate::Codebook;
use crate::app::command::{Mode, Place, TABLE};
use crate::io::config::{self, ConfigProblem};
use crate::io::paths::{Paths, WATCHLIST};
use crate::io::sources::Source;
use crate::io::{IoError, article};

/// `gleaner where`: where annotations, configuration and caches lie.
pub(super) fn places(path: Option<&Path>, common: &Common) -> anyhow::Result<Outcome> {
    let paths = Paths::of_user();
    let source = match path {
        Some(path) => Source::of_path(path, &paths)?,
        None => Source::all(&[], &paths)
            .0
            .into_iter()
            .next()
            .unwrap_or_else(|| Source::sample(&paths)),
    };
    let annotations = common.annotations.as_ref().unwrap_or(&source.place.file);
    let mut out = output::out();
    let rows = [
        ("annotations", annotations),
        ("configuration", &paths.config_file()),
        ("codebook", &paths.codebook_file()),
        ("watchlist", &paths.watchlist_file()),
        ("of the corpus", &source.place.root.join(WATCHLIST)),
        ("data", &paths.data),
        ("cache", &paths.cache),
        ("state", &paths.state),
    ];
    for (name, place) in rows {
        let place = place.display().to_string();
        writeln!(out, "{name:14}{}", output::one_line(&place))?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

/// `gleaner keys`: all keys and commands.
pub(super) fn keys() -> anyhow::Result<Outcome> {
    let mut out = output::out();
    for mode in [Mode::Browse, Mode::Mark] {
        writeln!(out, "{} mode", mode.name().to_uppercase())?;
        for spec in TABLE.iter().filter(|spec| spec.mode == mode) {
            let keys = spec.keys.join(" ");
            let keys = output::column(&keys, 22);
            let place = match spec.place {
                Place::Sidebar => " (in the sidebar)",
                Place::Anywhere | Place::Line => "",
            };
            writeln!(out, "  {keys} :{:24} {}{place}", spec.name, spec.help)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

/// `gleaner config`: the defaults, the mistakes, or the places.
pub(super) fn config(action: ConfigAction) -> anyhow::Result<Outcome> {
    let paths = Paths::of_user();
    let mut out = output::out();
    let mut outcome = Outcome::Fine;
    match action {
        ConfigAction::Default => out.write_all(config::default_text().as_bytes())?,
        ConfigAction::Path => {
            let places = [
                paths.config_file(),
                paths.codebook_file(),
                paths.watchlist_file(),
            ];
            for place in places {
                writeln!(out, "{}", output::one_line(&place.display().to_string()))?;
            }
        }
        ConfigAction::Check => {
            let (settings, mut problems) = config::load(&paths.config_file());
            let codebook = settings.codebook.unwrap_or_else(|| paths.codebook_file());
            problems.extend(codebook_problems(&codebook)?);
            problems.extend(config::load_watchlist(&paths.watchlist_file()).1);
            for problem in &problems {
                writeln!(out, "{}", output::one_line(&problem.to_string()))?;
                outcome = Outcome::No;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn codebook_problems(path: &Path) -> Result<Vec<ConfigProblem>, IoError> {
    let bytes = match article::load(path, config::SIZE_LIMIT) {
        Ok(bytes) => bytes,
        Err(error) if error.cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let (_, problems) = Codebook::parse(&String::from_utf8_lossy(&bytes));
    let problems = problems.into_iter().map(|problem| ConfigProblem {
        path: path.to_path_buf(),
        line: problem.line,
        column: problem.column,
        what: problem.what,
    });
    Ok(problems.collect())
}

/// `gleaner completions`: a completion script for a shell.
pub(super) fn completions(shell: Shell) -> anyhow::Result<Outcome> {
    // The generator gives up by a panic when its output fails, so it writes to
    // memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "gleaner", &mut script);
    let mut out = output::out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Fine)
}

/// `gleaner man`: the manual page.
pub(super) fn man() -> anyhow::Result<Outcome> {
    let mut out = output::out();
    clap_mangen::Man::new(Cli::command()).render(&mut out)?;
    out.flush()?;
    Ok(Outcome::Fine)
}

/// Turns PDF on standard input into text.
pub(super) fn pdf_text() -> anyhow::Result<Outcome> {
    Ok(if crate::io::pdf::child()? {
        Outcome::Fine
    } else {
        Outcome::No
    })
}
