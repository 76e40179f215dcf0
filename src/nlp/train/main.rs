//! Makes the learned files of `src/nlp/data`; `src/nlp/train/README.md` tells how.
//!
//! Here is what the learning itself must not know: files, threads, the clock
//! and the words of the command line.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the edge of the training programs"
)]

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Context, bail};
use gleaner::corpus::Article;
use gleaner::nlp::train::batch::Lesson;
use gleaner::nlp::train::encoder::Encoder;
use gleaner::nlp::train::export::{Form, config, export};
use gleaner::nlp::train::fit::{Hands, Plan, Progress, Work, fit};
use gleaner::nlp::train::layout::Size;
use gleaner::nlp::train::{Pieces, bio, label, tagger, tensors};
use gleaner::text::coords::Coords;
use serde_json::{Value, json};

const USAGE: &str = "usage:
  train tagger OUTPUT FILE.bio[=WEIGHT]... [--epochs=N] [--seed=N] [--bits=N]
      [--rate=X] [--decay=X] [--dropout=X]
  train encoder BASE OUTPUT FILE.bio[=WEIGHT]... [--epochs=N] [--seed=N]
  train export BASE WEIGHTS OUTPUT [--form=full]
  train label BASE WEIGHTS TEXTS.jsonl
BASE is a folder with model.safetensors and tokenizer.json; what encoder and export
write is a folder, too.";

/// The words of the command line: first those without `--`, in their order.
struct Words {
    plain: Vec<String>,
    settings: Vec<(String, String)>,
}

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let command = words.next().context(USAGE)?;
    let words = Words::read(words)?;
    match command.as_str() {
        "tagger" => train_tagger(&words),
        "encoder" => train_encoder(&words),
        "export" => export_encoder(&words),
        "label" => label_texts(&words),
        _ => bail!(USAGE),
    }
}

impl Words {
    fn read(words: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let (settings, plain): (Vec<_>, Vec<_>) = words.partition(|word| word.starts_with("--"));
        let pair = |word: String| {
            let (name, value) = word
                .trim_start_matches('-')
                .split_once('=')
                .context(USAGE)?;
            Ok((name.to_owned(), value.to_owned()))
        };
        Ok(Self {
            plain,
            settings: settings
                .into_iter()
                .map(pair)
                .collect::<anyhow::Result<_>>()?,
        })
    }

    fn path(&self, idx: usize) -> anyhow::Result<&Path> {
        self.plain.get(idx).map(Path::new).context(USAGE)
    }
}

/// Reads the BIO files from the `from`-th word on.
fn samples(words: &Words, from: usize) -> anyhow::Result<Vec<bio::Sample>> {
    let mut samples = Vec::new();
    for word in words.plain.get(from..).unwrap_or_default() {
        let (path, weight) = word.split_once('=').unwrap_or((word, "1"));
        let weight = weight
            .parse()
            .with_context(|| format!("{word}: not a weight"))?;
        let file = fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
        samples.extend(bio::read(&file, weight));
    }
    Ok(samples)
}

fn train_tagger(words: &Words) -> anyhow::Result<()> {
    let mut recipe = tagger::Recipe::default();
    for (name, value) in &words.settings {
        match name.as_str() {
            "bits" => recipe.bits = value.parse()?,
            "epochs" => recipe.n_epochs = value.parse()?,
            "seed" => recipe.seed = value.parse()?,
            "rate" => recipe.rate = value.parse()?,
            "decay" => recipe.decay = value.parse()?,
            "dropout" => recipe.dropout = value.parse()?,
            _ => bail!("unknown setting {name}"),
        }
    }
    let output = words.path(0)?;
    let bytes = tagger::train(&samples(words, 1)?, recipe);
    fs::write(output, bytes).with_context(|| format!("cannot write {}", output.display()))
}

fn train_encoder(words: &Words) -> anyhow::Result<()> {
    let mut plan = Plan::default();
    for (name, value) in &words.settings {
        match name.as_str() {
            "epochs" => plan.n_epochs = value.parse()?,
            "seed" => plan.seed = value.parse()?,
            _ => bail!("unknown setting {name}"),
        }
    }
    let (base, output) = (words.path(0)?, words.path(1)?);
    let vocabulary = vocabulary(base)?;
    let mut encoder = Encoder::by_chance(Size::MINI_LM, plan.seed);
    let bytes = read(&base.join("model.safetensors"))?;
    tensors::Tensors::read(&bytes)
        .and_then(|tensors| tensors::take_base(&tensors, &mut encoder))
        .context("the base is not a MiniLM of six layers")?;
    let samples = samples(words, 2)?;
    let lessons: Vec<Lesson> = samples
        .iter()
        .map(|it| Lesson::new(it, &vocabulary))
        .collect();
    fs::create_dir_all(output)?;
    let mut log = Log::new(output);
    let mut told = Ok(());
    let mut tell = |progress: Progress<'_>| match log.tell(&progress) {
        Ok(()) => ControlFlow::Continue(()),
        // Hours of learning whose weights cannot be kept are not begun.
        Err(error) => {
            told = Err(error);
            ControlFlow::Break(())
        }
    };
    let mut hands = Hands {
        run: &side_by_side,
        tell: &mut tell,
    };
    fit(&mut encoder, (&lessons, &vocabulary), &plan, &mut hands);
    told?;
    write_model((base, output), &encoder, Form::Small)
}

/// Does each piece of work on a thread of its own.
fn side_by_side(work: Vec<Work<'_>>) {
    thread::scope(|scope| {
        for work in work {
            scope.spawn(work);
        }
    });
}

/// Says how a training goes on, and keeps the weights of every epoch.
struct Log {
    folder: PathBuf,
    start: Instant,
    /// Moving mean of the errors.
    error: f32,
}

impl Log {
    fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            start: Instant::now(),
            error: 0.0,
        }
    }

    fn tell(&mut self, progress: &Progress<'_>) -> anyhow::Result<()> {
        let seconds = self.start.elapsed().as_secs();
        match progress {
            Progress::Step {
                step,
                n_steps,
                error,
            } => {
                let share = if *step == 1 { 1.0 } else { 0.02 };
                self.error += share * (error - self.error);
                if step % 20 == 0 {
                    eprintln!(
                        "step {step} of {n_steps}: error {:.4}, {seconds} s",
                        self.error
                    );
                }
            }
            Progress::Epoch { epoch, encoder } => {
                let path = self.folder.join(format!("epoch-{epoch}.safetensors"));
                fs::write(&path, tensors::write(encoder))?;
                eprintln!("{} after {seconds} s", path.display());
            }
        }
        Ok(())
    }
}

fn export_encoder(words: &Words) -> anyhow::Result<()> {
    let form = match words.settings.as_slice() {
        [] => Form::Small,
        [(name, value)] if name == "form" && value == "full" => Form::Full,
        _ => bail!(USAGE),
    };
    let encoder = weights(words.path(1)?)?;
    write_model((words.path(0)?, words.path(2)?), &encoder, form)
}

/// Writes the folder that the precise tier reads.
fn write_model(
    (base, output): (&Path, &Path),
    encoder: &Encoder,
    form: Form,
) -> anyhow::Result<()> {
    fs::create_dir_all(output)?;
    fs::write(output.join("model.onnx"), export(encoder, form))?;
    fs::write(output.join("config.json"), config(encoder))?;
    let mut tokenizer: Value = serde_json::from_slice(&read(&base.join("tokenizer.json"))?)?;
    // Windows are cut by the program; nothing is to be filled up or left out.
    for name in ["truncation", "padding"] {
        tokenizer[name] = Value::Null;
    }
    fs::write(output.join("tokenizer.json"), format!("{tokenizer}\n"))?;
    Ok(())
}

/// Prints the names that an encoder in full precision finds, as `extract` does.
fn label_texts(words: &Words) -> anyhow::Result<()> {
    let vocabulary = vocabulary(words.path(0)?)?;
    let encoder = weights(words.path(1)?)?;
    for line in String::from_utf8(read(words.path(2)?)?)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let article = Article {
            text,
            ..Article::default()
        };
        let text = &article.text;
        let coords = Coords::new(text);
        let names = label::names(&encoder, &vocabulary, &article).into_iter();
        let mentions: Vec<Value> = names
            .map(|(span, kind)| {
                let (start, end) = coords.chars_of_span(span);
                json!({
                    "start": start,
                    "end": end,
                    "kind": kind.name(),
                    "text": span.of(text),
                })
            })
            .collect();
        println!(
            "{}",
            json!({"path": row["path"], "text": text, "mentions": mentions})
        );
    }
    Ok(())
}

fn weights(path: &Path) -> anyhow::Result<Encoder> {
    tensors::read(&read(path)?, Size::MINI_LM)
        .with_context(|| format!("not the weights of an encoder: {}", path.display()))
}

fn vocabulary(base: &Path) -> anyhow::Result<Pieces> {
    let json = String::from_utf8(read(&base.join("tokenizer.json"))?)?;
    Pieces::parse(&json).context("tokenizer.json holds no uncased WordPiece vocabulary")
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
