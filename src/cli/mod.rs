//! The command line: arguments, and the commands that need no screen.
//!
//! Data goes to standard output, everything else to standard error. A command
//! ends as [`Outcome::Fine`] (exit code 0), or with [`Outcome::No`] when the
//! answer is no or some inputs failed and were named (1); wrong usage is 2. A
//! reader that goes away (a broken pipe) is no failure.

mod args;
mod columns;
mod decided;
mod desk;
mod duplicates;
mod entities;
mod extract;
mod fitting;
mod inputs;
mod journal;
mod list;
mod model;
mod output;
mod pipeline;
mod problems;
mod progress;
mod rows;
mod search;
mod setup;
mod show;
mod tier;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command, ModelAction};

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Fine,
    /// The answer is no, or some inputs failed and were named.
    No,
    /// What was asked for makes no sense; it was said why.
    Usage,
}

/// Runs the program on the arguments of this process.
pub fn main() -> ExitCode {
    crate::io::pdf::serve();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output and are no mistake.
            let is_mistake = error.use_stderr();
            // Nobody is left to hear of a terminal that is gone.
            let _ = error.print();
            return ExitCode::from(if is_mistake { 2 } else { 0 });
        }
    };
    match run(cli) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::say(format_args!("{error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    if let (Some(_), Some(path)) = (&cli.command, cli.paths.first()) {
        let path = path.display();
        output::say(format_args!(
            "{path} stands before the command; paths go after it (a folder called like a command is opened as ./NAME)"
        ));
        return Ok(ExitCode::from(2));
    }
    let common = &cli.common;
    let outcome = match cli.command {
        None => return desk::open(cli.paths, desk::Corpus::Given, cli.common),
        Some(Command::Demo) => return desk::open(Vec::new(), desk::Corpus::Sample, cli.common),
        Some(Command::List(args)) => list::run(&args, common)?,
        Some(Command::Show(args)) => show::run(&args, common)?,
        Some(Command::Extract(args)) => extract::run(&args, common)?,
        Some(Command::Entities(args)) => entities::run(&args, common)?,
        Some(Command::Search(args)) => search::run(&args, common)?,
        Some(Command::Duplicates(args)) => duplicates::run(&args, common)?,
        Some(Command::Problems(args)) => problems::run(&args, common)?,
        Some(Command::Check(args)) => journal::check(&args)?,
        Some(Command::Merge(args)) => journal::merge(&args, common)?,
        Some(Command::Compact { file }) => journal::compact(&file, common)?,
        Some(Command::Where { path }) => setup::places(path.as_deref(), common)?,
        Some(Command::Keys) => setup::keys()?,
        Some(Command::Model { action: None }) => model::tell()?,
        Some(Command::Model {
            action: Some(ModelAction::Install { folder }),
        }) => model::install(&folder)?,
        Some(Command::Config { action }) => setup::config(action)?,
        Some(Command::Completions { shell }) => setup::completions(shell)?,
        Some(Command::Man) => setup::man()?,
        Some(Command::PdfText) => setup::pdf_text()?,
    };
    io::stdout().flush()?;
    Ok(match outcome {
        Outcome::Fine => ExitCode::SUCCESS,
        Outcome::No => ExitCode::FAILURE,
        Outcome::Usage => ExitCode::from(2),
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io_error = cause.downcast_ref::<io::Error>();
        let json_error = cause.downcast_ref::<serde_json::Error>();
        let kind = io_error
            .map(io::Error::kind)
            .or_else(|| json_error.and_then(serde_json::Error::io_error_kind));
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}
