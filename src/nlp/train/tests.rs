//! The training of an encoder, on a few sentences written for it and in a size
//! that plain loops can do.

use std::ops::ControlFlow;

use super::adam::Rates;
use super::batch::{Batch, LABELS, Lesson, stretches};
use super::chance::Chance;
use super::encoder::{Dropout, Encoder};
use super::fit::{Hands, Plan, Progress, Work, fit};
use super::layout::Size;
use super::{bio, export, label, tensors};
use crate::corpus::Article;
use crate::nlp::Kind;
use crate::nlp::doc::Doc;
use crate::nlp::encoder::Input;
use crate::nlp::encoder::features::N_FEATURES;
use crate::nlp::encoder::pieces::tests::small;
use crate::nlp::encoder::window::Split;
use crate::nlp::gazetteer::Lists;

const SENTENCES: &str = "Ada/B-PER Lund/I-PER left/O Oslo/B-LOC ./O\n\
    The/O envoy/O met/O Dan/B-PER Hill/I-PER in/O Rome/B-LOC ./O\n\
    Acme/B-ORG Corp./I-ORG sold/O its/O Danish/B-NORP arm/O ./O\n\
    Mr./O Lund/B-PER said/O Acme/B-ORG Corp./I-ORG would/O stay/O in/O Oslo/B-LOC ./O\n";

const PLAN: Plan = Plan {
    n_epochs: 60,
    rates: Rates {
        given: 3e-3,
        new: 1e-2,
        decay: 0.01,
        rise: 0.1,
    },
    thin: 0.05,
    seed: 7,
};

fn size() -> Size {
    Size {
        hidden: 16,
        layers: 2,
        heads: 2,
        inner: 24,
        pieces: small().len(),
        positions: 256,
        features: N_FEATURES,
        head: 12,
        labels: LABELS.len(),
    }
}

/// Returns a document for every sentence, as a BIO file has it.
fn samples() -> Vec<bio::Sample> {
    let mut file = String::new();
    for sentence in SENTENCES.lines() {
        file.push_str("-DOCSTART- x\n\n");
        for token in sentence.split(' ') {
            file.push_str(&token.replace('/', "\t"));
            file.push('\n');
        }
        file.push('\n');
    }
    bio::read(&file, 1.0)
}

fn lessons() -> Vec<Lesson> {
    let lesson = |sample| Lesson::new(sample, &small());
    samples().iter().map(lesson).collect()
}

/// Trains an encoder and returns it with the errors of all steps.
fn trained(run: &dyn Fn(Vec<Work<'_>>), plan: &Plan) -> (Encoder, Vec<f32>) {
    let mut encoder = Encoder::by_chance(size(), plan.seed);
    let mut errors = Vec::new();
    let mut tell = |progress: Progress<'_>| {
        if let Progress::Step { error, .. } = progress {
            errors.push(error);
        }
        ControlFlow::Continue(())
    };
    let tell = &mut tell;
    let mut hands = Hands { run, tell };
    fit(&mut encoder, (&lessons(), &small()), plan, &mut hands);
    (encoder, errors)
}

fn one_by_one(work: Vec<Work<'_>>) {
    for work in work {
        work();
    }
}

#[test]
fn a_trained_encoder_names_what_it_was_taught() {
    let (encoder, errors) = trained(&one_by_one, &PLAN);
    assert!(
        errors[0] > 1.5 && errors[errors.len() - 1] < 0.3,
        "{errors:?}"
    );
    let sample = &samples()[1];
    let found = label::names(&encoder, &small(), &sample.article);
    assert_eq!(found, sample.names);
    assert_eq!(found[1].1, Kind::Place);
}

#[test]
fn a_training_ends_when_nobody_can_keep_its_weights() {
    let mut encoder = Encoder::by_chance(size(), 1);
    let mut told = Vec::new();
    let mut tell = |progress: Progress<'_>| {
        let is_epoch = matches!(progress, Progress::Epoch { .. });
        told.push(is_epoch);
        if is_epoch {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let mut hands = Hands {
        run: &one_by_one,
        tell: &mut tell,
    };
    fit(&mut encoder, (&lessons(), &small()), &PLAN, &mut hands);
    assert_eq!(told.iter().filter(|is_epoch| **is_epoch).count(), 1);
    assert_eq!(told.last(), Some(&true));
}

#[test]
fn the_same_data_and_seed_give_the_same_weights() {
    let plan = Plan {
        n_epochs: 3,
        ..PLAN
    };
    let (first, _) = trained(&one_by_one, &plan);

    let backwards = |work: Vec<Work<'_>>| {
        for work in work.into_iter().rev() {
            work();
        }
    };
    let (second, _) = trained(&backwards, &plan);
    assert_eq!(tensors::write(&first), tensors::write(&second));
    let (other, _) = trained(&one_by_one, &Plan { seed: 8, ..plan });
    assert_ne!(tensors::write(&first), tensors::write(&other));
}

/// Moves single weights a little and looks whether the error follows the slope.
#[test]
fn slopes_are_those_of_the_error() {
    let mut encoder = Encoder::by_chance(size(), 3);
    let mut chance = Chance::new(5);
    for weight in &mut encoder.weights {
        *weight += 0.3 * chance.normal();
    }
    let batch = Batch::of(&stretches(&lessons(), &small(), &mut chance));
    let n = encoder.weights.len();
    let error = |encoder: &Encoder, slopes: &mut [f32], dropout: Dropout<'_>| {
        encoder.learn(&batch, 10.0, (slopes, dropout))
    };
    for share in [0.0, 0.3] {
        let fixed = Chance::new(11);
        let dropout = Dropout::Share(share, &fixed);
        let mut slopes = vec![0.0; n];
        error(&encoder, &mut slopes, dropout);
        for part in encoder.layout.parts.clone() {
            let steepest = |best: usize, at: usize| {
                if slopes[at].abs() > slopes[best].abs() {
                    at
                } else {
                    best
                }
            };
            let at = part.range.clone().fold(part.range.start, steepest);
            let mut moved = |by: f32| {
                let before = encoder.weights[at];
                encoder.weights[at] = before + by;
                let found = error(&encoder, &mut vec![0.0; n], dropout);
                encoder.weights[at] = before;
                found
            };
            let step = 2e-3;
            let measured = (moved(step) - moved(-step)) / (2.0 * step);
            let wrong = (measured - slopes[at]).abs();
            assert!(
                wrong < 0.02 * slopes[at].abs() + 2e-3,
                "{}: {measured} {}",
                part.name,
                slopes[at]
            );
        }
    }
}

#[test]
fn weights_are_read_back() {
    let encoder = Encoder::by_chance(size(), 1);
    let bytes = tensors::write(&encoder);
    let back = tensors::read(&bytes, size()).unwrap();
    assert_eq!(back.weights, encoder.weights);
    for n in [0, 7, 100, bytes.len() - 1] {
        assert!(tensors::read(&bytes[..n], size()).is_none(), "{n}");
    }
}

#[test]
fn a_base_is_taken_over_by_its_names() {
    let tiny = Size {
        hidden: 2,
        layers: 1,
        heads: 1,
        inner: 1,
        pieces: 1,
        positions: 1,
        ..size()
    };
    let layer = "bert.encoder.layer.0";
    let mut names = vec![
        ("bert.embeddings.word_embeddings.weight".to_owned(), 2),
        ("bert.embeddings.position_embeddings.weight".to_owned(), 4),
        ("bert.embeddings.token_type_embeddings.weight".to_owned(), 4),
    ];
    for (name, n_in) in [
        ("attention.self.query", 2),
        ("attention.self.key", 2),
        ("attention.self.value", 2),
        ("attention.output.dense", 2),
        ("output.dense", 1),
    ] {
        names.push((format!("{layer}.{name}.weight"), 2 * n_in));
        names.push((format!("{layer}.{name}.bias"), 2));
    }
    names.push((format!("{layer}.intermediate.dense.weight"), 2));
    names.push((format!("{layer}.intermediate.dense.bias"), 1));
    for name in [
        "embeddings",
        "encoder.layer.0.attention.output",
        "encoder.layer.0.output",
    ] {
        names.push((format!("bert.{name}.LayerNorm.weight"), 2));
        names.push((format!("bert.{name}.LayerNorm.bias"), 2));
    }
    let (mut header, mut data) = (serde_json::Map::new(), Vec::new());
    for (number, (name, n)) in (1_u8..).zip(&names) {
        let start = data.len();
        data.extend(std::iter::repeat_n(f32::from(number).to_le_bytes(), *n).flatten());
        let place =
            serde_json::json!({"dtype": "F32", "shape": [n], "data_offsets": [start, data.len()]});
        header.insert(name.clone(), place);
    }
    let header = serde_json::Value::Object(header).to_string();
    let bytes = [
        &(header.len() as u64).to_le_bytes(),
        header.as_bytes(),
        &data,
    ]
    .concat();
    let mut encoder = Encoder::by_chance(tiny, 1);
    tensors::take_base(&tensors::Tensors::read(&bytes).unwrap(), &mut encoder).unwrap();
    let held = |name: &str| &encoder.weights[encoder.layout.at(name)];
    assert_eq!(held("embeddings.positions.weight"), [5.0, 5.0]);
    assert_eq!(held("layers.0.qkv.bias"), [5.0, 5.0, 7.0, 7.0, 9.0, 9.0]);
    assert_eq!(held("layers.0.norm_outer.weight"), [20.0, 20.0]);
}

/// A window as a model takes it, where its tokens begin, and the scores of an
/// encoder for each token.
pub(crate) struct Scored {
    pub(crate) input: Input,
    pub(crate) starts: Vec<u32>,
    pub(crate) scores: Vec<f32>,
}

/// Returns an encoder all of whose weights matter, with what it gives to the
/// windows of a text.
pub(crate) fn scored() -> (Encoder, Vec<Scored>) {
    let mut encoder = Encoder::by_chance(size(), 3);
    let mut chance = Chance::new(5);
    for weight in &mut encoder.weights {
        *weight += 0.1 * chance.normal();
    }
    let article = Article {
        text: "Ada Lund, 41, left Oslo with the envoy of Acme Corp. ".repeat(9),
        ..Article::default()
    };
    let split = Split::of(&Doc::with(&article, Lists::All), &small());
    let windows = split.windows(&small(), 60);
    let windows = windows.into_iter().map(|window| {
        let mut batch = Batch::default();
        batch.push(&window);
        let mut features = vec![0.0; window.pieces.len() * N_FEATURES];
        for (row, held) in features.chunks_mut(N_FEATURES).zip(&window.features) {
            for at in held.iter() {
                row[at] = 1.0;
            }
        }
        Scored {
            input: Input {
                pieces: window.pieces,
                features,
            },
            starts: window.starts,
            scores: encoder.scores(&batch),
        }
    });
    let windows = windows.collect();
    (encoder, windows)
}

#[test]
fn the_exported_file_is_small_and_the_same_every_time() {
    let encoder = Encoder::by_chance(size(), 1);
    let [full, small] =
        [export::Form::Full, export::Form::Small].map(|form| export::export(&encoder, form));
    assert!(small.len() < full.len());
    assert_eq!(small, export::export(&encoder, export::Form::Small));
    let config: serde_json::Value = serde_json::from_str(&export::config(&encoder)).unwrap();
    assert_eq!(config["id2label"]["8"], "I-NORP");
    assert_eq!(config["gleaner"]["features"], N_FEATURES);
}
