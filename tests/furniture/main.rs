//! Makes a set of pages rendered to text, and scores how well furniture is told.
//!
//! `cargo run --release --example furniture -- KIT` reads the pages of an
//! unpacked evaluation kit, renders each to text with everything left in,
//! labels its lines by what the kit says is the article, cleans the text and
//! prints how much of the furniture is found. Half of the hosts are for looking
//! at (`dev`); the other half is scored only where `--half test` asks for it.
//! The method is told in `docs/quality.md`.
#![expect(
    clippy::disallowed_methods,
    reason = "reading files is what this is for"
)]

mod claims;
mod kit;
mod label;
mod meta;
mod render;
mod score;
mod style;
mod words;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, ValueEnum};
use gleaner::corpus::{Article, Block, BlockKind, parse};
use gleaner::text::Span;
use serde_json::{Value, json};

use kit::{Half, Page};
use label::Line;
use score::{Call, Figures};

/// Renders web pages to text with everything left in, and scores furniture.
#[derive(Parser, Debug)]
#[command(name = "furniture")]
struct Options {
    /// Folder with the unpacked sets html/aeb, html/fundus and html/trafilatura
    #[arg(value_name = "KIT")]
    kit: PathBuf,
    /// Write the set, one JSON object a page
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Score these predictions, as `gleaner extract` prints them for the
    /// written set; default: the program this was built with
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// The hosts that are scored
    #[arg(long, value_enum, default_value = "dev")]
    half: Chosen,
    /// Print so many wrong lines of each page; only of the dev half
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    errors: usize,
    /// Only pages whose path holds this text
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Chosen {
    Dev,
    Test,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to hear of a terminal that is gone.
            let _ = writeln!(io::stderr(), "furniture: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> anyhow::Result<()> {
    let pages = kit::pages(&options.kit)?;
    if let Some(file) = &options.write {
        let lines: String = pages.iter().map(|page| row(page) + "\n").collect();
        return fs::write(file, lines).with_context(|| file.display().to_string());
    }
    let predictions = match &options.predictions {
        Some(file) => Some(predicted(&fs::read_to_string(file)?)?),
        None => None,
    };
    let half = match options.half {
        Chosen::Dev => Half::Dev,
        Chosen::Test => Half::Test,
    };
    let mut figures = Figures::default();
    let mut facts = meta::Facts::default();
    let mut out = io::stdout().lock();
    let chosen = |page: &&Page| page.half == half && page.path.contains(&options.only);
    for page in pages.iter().filter(chosen) {
        let article = match &predictions {
            Some(all) => all.iter().find(|article| article.path == page.path),
            None => None,
        };
        let article = match (article, &predictions) {
            (Some(article), _) => article.clone(),
            (None, Some(_)) => continue,
            (None, None) => parse::first(&page.path, page.text.as_bytes()),
        };
        let calls = calls(page, &article.blocks);
        if half == Half::Dev {
            print_errors(&mut out, page, &calls, options.errors)?;
        }
        figures.add(page, &calls);
        facts.add(page, &article.meta);
    }
    out.write_all(figures.table().as_bytes())?;
    out.write_all(facts.table().as_bytes())?;
    Ok(())
}

/// Writes a page as a line of the set; places are in code points.
fn row(page: &Page) -> String {
    let mut place = Places::new(&page.text);
    let lines: Vec<Value> = page
        .lines
        .iter()
        .map(|line| {
            json!({
                "start": place.chars(line.span.start),
                "end": place.chars(line.span.end),
                "furniture": line.furniture,
            })
        })
        .collect();
    let half = match page.half {
        Half::Dev => "dev",
        Half::Test => "test",
    };
    json!({
        "path": page.path,
        "host": page.host,
        "half": half,
        "style": page.style.name(),
        "text": page.text,
        "lines": lines,
    })
    .to_string()
}

/// Counts code points of a text from the front.
struct Places<'a> {
    text: &'a str,
    bytes: usize,
    chars: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: 0,
            chars: 0,
        }
    }

    fn chars(&mut self, at: usize) -> usize {
        self.chars += Span::new(self.bytes, at).of(self.text).chars().count();
        self.bytes = at;
        self.chars
    }
}

/// Reads what `gleaner extract` printed, as far as it is of use here.
fn predicted(lines: &str) -> anyhow::Result<Vec<Article>> {
    let mut articles = Vec::new();
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or_default().to_owned();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let byte = |value: &Value| {
            let n_chars = value.as_u64().and_then(|n| usize::try_from(n).ok());
            n_chars.map_or(0, |n| starts.get(n).copied().unwrap_or(text.len()))
        };
        let blocks = value["blocks"].as_array().map_or(&[][..], Vec::as_slice);
        let blocks = blocks
            .iter()
            .map(|block| Block {
                span: Span::new(byte(&block["start"]), byte(&block["end"])),
                kind: if block["kind"] == "furniture" {
                    BlockKind::Furniture
                } else {
                    BlockKind::Paragraph
                },
            })
            .collect();
        articles.push(Article {
            path: value["path"].as_str().unwrap_or_default().to_owned(),
            text,
            blocks,
            ..Article::default()
        });
    }
    Ok(articles)
}

/// Returns for each line what most of its characters are called.
fn calls(page: &Page, blocks: &[Block]) -> Vec<Call> {
    let mut first = 0;
    let call = |line: &Line| {
        while blocks
            .get(first)
            .is_some_and(|block| block.span.end <= line.span.start)
        {
            first += 1;
        }
        let (mut n_furniture, mut n_other, mut kind) = (0, 0, None);
        for block in blocks.get(first..).unwrap_or_default() {
            if block.span.start >= line.span.end {
                break;
            }
            let start = block.span.start.max(line.span.start);
            let len = block.span.end.min(line.span.end).saturating_sub(start);
            if block.kind == BlockKind::Furniture {
                n_furniture += len;
            } else {
                n_other += len;
                kind = kind.or(Some(block.kind));
            }
        }
        if n_furniture > n_other {
            kind = Some(BlockKind::Furniture);
        }
        Call {
            is_furniture: n_furniture > n_other,
            kind,
        }
    };
    page.lines.iter().map(call).collect()
}

fn print_errors(out: &mut dyn Write, page: &Page, calls: &[Call], limit: usize) -> io::Result<()> {
    let wrong = page
        .lines
        .iter()
        .zip(calls)
        .filter(|(line, call)| line.furniture.is_some_and(|is| is != call.is_furniture));
    for (line, call) in wrong.take(limit) {
        let sign = if call.is_furniture { "LOST" } else { "KEPT" };
        let kind = call.kind.map_or("none", BlockKind::name);
        let text: String = line.span.of(&page.text).chars().take(110).collect();
        let text = text.replace('\n', "/");
        writeln!(
            out,
            "{sign} {kind} {} {}: {text}",
            page.path,
            page.style.name()
        )?;
    }
    Ok(())
}
