//! Makes the learned files of `src/nlp/data`; `src/nlp/train/README.md` tells how.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge of the training programs"
)]

use std::fs;

use anyhow::{Context, bail};
use gleaner::nlp::train::{bio, tagger};

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let (Some(what), Some(output)) = (words.next(), words.next()) else {
        bail!("usage: train tagger OUTPUT FILE.bio[=WEIGHT]...");
    };
    if what != "tagger" {
        bail!("cannot train {what}; there is: tagger");
    }
    let mut recipe = tagger::Recipe::default();
    let mut samples = Vec::new();
    for word in words {
        if let Some((name, value)) = word.strip_prefix("--").and_then(|it| it.split_once('=')) {
            let number: f32 = value
                .parse()
                .with_context(|| format!("{word}: not a number"))?;
            match name {
                "bits" => recipe.bits = value.parse()?,
                "epochs" => recipe.n_epochs = value.parse()?,
                "seed" => recipe.seed = value.parse()?,
                "rate" => recipe.rate = number,
                "decay" => recipe.decay = number,
                "dropout" => recipe.dropout = number,
                _ => bail!("unknown setting {word}"),
            }
            continue;
        }
        let (path, weight) = word.split_once('=').unwrap_or((&word, "1"));
        let weight = weight
            .parse()
            .with_context(|| format!("{word}: not a weight"))?;
        let file = fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
        samples.extend(bio::read(&file, weight));
    }
    let bytes = tagger::train(&samples, recipe);
    fs::write(&output, bytes).with_context(|| format!("cannot write {output}"))
}
