//! The runtime on the tiny model of `tests/data/model`.
#![cfg(feature = "precise")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::*;
use crate::corpus::Article;
use crate::io::model::{ModelFolder, Origin};
use crate::nlp::train::export::{Form, export};
use crate::nlp::train::tests::scored;
use crate::nlp::{Extraction, Finder, Overrides, extract_precise};

// The fast tier finds no names in small letters.
const TEXT: &str = "Earlier zorblin quenday met her in tarlow, and on Thursday she left for Paris. \
    The harbour office paid $300 for it.";

pub(super) fn folder(path: PathBuf) -> ModelFolder {
    let origin = Origin::Configured;
    ModelFolder { path, origin }
}

pub(super) fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/model")
}

fn loaded() -> Arc<Loaded> {
    Arc::new(Loaded::read(folder(tiny()), &BTreeMap::new()).unwrap())
}

fn read(session: &mut Session, text: &str) -> Option<Extraction> {
    extract_precise(&Article::of_text(text), &Overrides::default(), session)
}

fn shown(found: &Extraction, text: &str) -> Vec<String> {
    let mentions = found.mentions.iter().map(|it| {
        let sure = if it.is_certain { " certain" } else { "" };
        let finder = it.finder == Finder::Encoder;
        let by = if finder { "encoder" } else { "fast" };
        format!("{} {} {by}{sure}", it.span.of(text), it.kind.name())
    });
    mentions.collect()
}

#[test]
fn the_model_decides_about_names_and_the_grammars_about_the_rest() {
    let found = read(&mut Session::new(&loaded()), TEXT).unwrap();
    assert_eq!(
        shown(&found, TEXT),
        [
            "zorblin quenday person encoder",
            "tarlow place encoder",
            "Thursday date fast",
            "Paris place encoder certain",
            "harbour office org encoder",
            "$300 money fast",
        ]
    );
    assert!(found.mentions.iter().all(|it| it.score > 0.5));
}

#[test]
fn a_long_article_is_read_in_windows_and_no_thread_changes_it() {
    let text = TEXT.repeat(40);
    let loaded = loaded();
    let alone = read(&mut Session::new(&loaded), &text).unwrap();
    assert!(alone.mentions.len() > 200);
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let (loaded, text) = (loaded.clone(), text.clone());
            thread::spawn(move || read(&mut Session::new(&loaded), &text).unwrap())
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), alone);
    }
}

#[test]
fn reading_stops_between_two_windows() {
    let mut session = Session::new(&loaded());
    let n_asked = Arc::new(AtomicUsize::new(0));
    let asked = n_asked.clone();
    session.stop_when(move || asked.fetch_add(1, Ordering::Relaxed) == 2);
    assert!(read(&mut session, &TEXT.repeat(40)).is_none());
    assert_eq!(n_asked.load(Ordering::Relaxed), 3);
    assert_eq!(session.failure(), None);
    // The next article is read as if nothing had been.
    session.stop_when(|| false);
    assert!(read(&mut session, TEXT).is_some());
}

/// Puts other texts into files of the model; says why it does not serve, if so.
fn refused(files: &[(&str, &[u8])]) -> Option<String> {
    let scratch = tempfile::tempdir().unwrap();
    for name in ["model.onnx", "tokenizer.json", "config.json"] {
        std::fs::copy(tiny().join(name), scratch.path().join(name)).unwrap();
    }
    for (name, bytes) in files {
        std::fs::write(scratch.path().join(name), bytes).unwrap();
    }
    let model = Loaded::read(folder(scratch.path().to_path_buf()), &BTreeMap::new());
    let why = model.err()?.to_string();
    Some(why.replace(&scratch.path().display().to_string(), "DIR"))
}

#[test]
fn a_bad_model_is_refused_with_its_reason() {
    let labels = br#"{"id2label":{"0":"O","1":"B-PER"}}"#;
    assert_eq!(
        refused(&[("config.json", labels)]).unwrap(),
        "the model in DIR: its output has the shape [1, 8, 8], config.json asks for [1, 8, 2]"
    );
    let broken = refused(&[("model.onnx", b"no model")]).unwrap();
    assert!(
        broken.starts_with("the model in DIR: it cannot be loaded"),
        "{broken}"
    );
    let vocabulary = br#"{"model":{"type":"WordPiece","vocab":{"[CLS]":0,"[SEP]":1,"[UNK]":99}}}"#;
    let wide = refused(&[("tokenizer.json", vocabulary)]).unwrap();
    assert!(
        wide.starts_with("the model in DIR: it cannot run"),
        "{wide}"
    );
    let bpe = refused(&[("tokenizer.json", br#"{"model":{"type":"BPE"}}"#)]).unwrap();
    assert!(bpe.contains("only WordPiece is read"), "{bpe}");
    let whole = std::fs::read(tiny().join("model.onnx")).unwrap();
    let cut = |end: &usize| refused(&[("model.onnx", &whole[..*end])]).is_some();
    assert!((0..whole.len() / 2).step_by(37).all(|end| cut(&end)));
}

/// Returns the largest difference between the scores of an encoder and those of
/// its exported file, as a part of the largest score.
fn difference(form: Form) -> f32 {
    let (encoder, windows) = scored();
    assert!(windows.len() > 1);
    let runtime = Runtime::load(export(&encoder, form)).unwrap();
    let n_labels = encoder.layout.size.labels;
    let (mut largest, mut wrong) = (0.0_f32, 0.0_f32);
    for window in windows {
        let rows = runtime.run(&Lane::new(), &window.input, n_labels).unwrap();
        assert_eq!(window.starts.len() * n_labels, window.scores.len());
        for (start, scores) in window.starts.iter().zip(window.scores.chunks(n_labels)) {
            let row = &rows[*start as usize * n_labels..][..n_labels];
            for (found, expected) in row.iter().zip(scores) {
                largest = largest.max(expected.abs());
                wrong = wrong.max((found - expected).abs());
            }
        }
    }
    wrong / largest
}

#[test]
fn an_exported_encoder_computes_what_the_trained_one_does() {
    let (full, small) = (difference(Form::Full), difference(Form::Small));
    println!("full {full}, small {small}");
    assert!(full < 1e-5, "{full}");
    // Numbers of one byte are not those that were learned.
    assert!(small > 1e-4 && small < 0.05, "{small}");
}

#[test]
fn labels_are_mapped() {
    let map = BTreeMap::from([
        ("PER".to_owned(), None),
        ("ORG".to_owned(), Some(crate::nlp::Kind::Facility)),
    ]);
    let loaded = Arc::new(Loaded::read(folder(tiny()), &map).unwrap());
    let found = read(&mut Session::new(&loaded), TEXT).unwrap();
    let shown = shown(&found, TEXT);
    assert!(
        shown.contains(&"harbour office facility encoder".to_owned()),
        "{shown:?}"
    );
    assert!(
        !shown.iter().any(|it| it.contains("person encoder")),
        "{shown:?}"
    );
}
