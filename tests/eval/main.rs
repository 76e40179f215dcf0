//! Scores what the program finds against labelled texts.
//!
//! `cargo run --release --example eval -- KIT` takes an evaluation kit: a folder
//! with `score.py`, `README.md` and labelled sets. Every figure is made in this
//! run, nothing is stored. What is measured, and the last figures, stand in
//! `docs/quality.md`.
#![expect(
    clippy::disallowed_methods,
    reason = "reading files and measuring times is what this is for"
)]

mod evaluation;

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

use evaluation::{Program, Rows, Wanted, evaluate, with_figures};

/// Set in the child processes: then this program is `gleaner` itself.
const AS_GLEANER: &str = "GLEANER_EVAL_CHILD";

/// Scores what gleaner finds against the labelled texts of an evaluation kit.
#[derive(Parser, Debug)]
#[command(name = "eval")]
struct Options {
    /// The kit: a folder with score.py, README.md and sets, as `data/*.tar.zst`
    /// or unpacked
    #[arg(value_name = "KIT")]
    kit: PathBuf,
    /// Further folders with unpacked sets, GROUP/NAME/gold.jsonl; they go before
    /// the kit's own
    #[arg(value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// Only sets whose name holds one of these texts; default: all but pages
    /// and duplicates, and what is kept for training
    #[arg(long, value_name = "TEXT", value_delimiter = ',')]
    only: Vec<String>,
    /// Print tables in Markdown, as in docs/quality.md
    #[arg(long)]
    markdown: bool,
    /// Put the tables into a page, between its lines `<!-- figures -->` and
    /// `<!-- end of figures -->`
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Print every measure, not only those that are looked at
    #[arg(long)]
    all: bool,
    /// Measure this program; default: gleaner as it was built with this one
    #[arg(long, value_name = "FILE")]
    gleaner: Option<PathBuf>,
    /// Measure one set with these weights of the tagger, which come from a
    /// training without its texts
    #[arg(long, value_name = "SET=FILE", value_parser = set_and_weights)]
    instead: Vec<(String, String)>,
    /// Argument to hand on to `gleaner extract`, as --pass=--raw
    #[arg(long, value_name = "ARGUMENT")]
    pass: Vec<String>,
}

fn main() -> ExitCode {
    if env::vars_os().any(|(name, _)| name == AS_GLEANER) {
        return gleaner::cli::main();
    }
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to hear of a terminal that is gone.
            let _ = writeln!(io::stderr(), "eval: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn set_and_weights(text: &str) -> Result<(String, String), String> {
    let (set, path) = text.split_once('=').ok_or("expected SET=FILE")?;
    Ok((set.to_owned(), path.to_owned()))
}

fn run(options: &Options) -> anyhow::Result<()> {
    let program = match &options.gleaner {
        Some(path) => Program::new(path.clone(), options.pass.clone()),
        None => Program::new(env::current_exe()?, options.pass.clone()).with_variable(AS_GLEANER),
    };
    let wanted = Wanted {
        kit: &options.kit,
        folders: &options.folders,
        only: &options.only,
        instead: &options.instead,
    };
    let report = evaluate(&wanted, &program, &mut |line| {
        let _ = writeln!(io::stderr(), "{line}");
    })?;
    let rows = if options.all { Rows::All } else { Rows::Main };
    if let Some(page) = &options.write {
        let text = fs::read_to_string(page)?;
        let text = with_figures(&text, &report.markdown(rows))
            .with_context(|| format!("{} has no place for figures", page.display()))?;
        fs::write(page, text)?;
        return Ok(());
    }
    let text = if options.markdown {
        report.markdown(rows)
    } else {
        report.text(rows)
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
