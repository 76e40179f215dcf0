//! [`Profile`]: what a model takes and gives, read from the files beside it.
//!
//! The folder of a model is laid out as on Hugging Face: `model.onnx`,
//! `tokenizer.json`, `config.json`. Here the texts of the latter two become
//! values. A model of ours says in `config.json`, under `gleaner`, how many
//! features it takes; any other takes words alone.

use std::collections::BTreeMap;

use serde_json::Value;

use super::features::N_FEATURES;
use super::labels::{LabelError, Labels};
use super::pieces::{Pieces, PiecesError};
use super::tier::Input;
use super::window::{MAX_WINDOW, Window};
use crate::nlp::Kind;

/// The version of the features; see `features`.
const VERSION: u64 = 1;

/// What a model takes and gives.
pub struct Profile {
    pieces: Pieces,
    labels: Labels,
    n_features: usize,
}

/// Why a model cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ProfileError {
    #[error("config.json is no JSON: {0}")]
    NoJson(String),
    #[error("config.json has no id2label that names labels 0, 1, 2 and so on")]
    NoLabels,
    #[error("config.json: {0}")]
    Labels(#[from] LabelError),
    #[error(
        "the model was made for another version of Gleaner ({n_features} features of version {version}; this one has {N_FEATURES} of version {VERSION})"
    )]
    OtherFeatures { n_features: u64, version: u64 },
    #[error("it takes {0} word pieces at a time; at least {MAX_WINDOW} are needed")]
    TooShort(u64),
    #[error("tokenizer.json: {0}")]
    Pieces(#[from] PiecesError),
}

impl Profile {
    /// Reads the texts of `config.json` and `tokenizer.json`; `map` says what
    /// the labels mean, before what they usually do.
    ///
    /// Errors: the model cannot be used, and why.
    pub fn parse(
        config: &str,
        tokenizer: &str,
        map: &BTreeMap<String, Option<Kind>>,
    ) -> Result<Self, ProfileError> {
        let config: Value = serde_json::from_str(config)
            .map_err(|error| ProfileError::NoJson(error.to_string()))?;
        let n_places = config
            .get("max_position_embeddings")
            .and_then(Value::as_u64);
        if let Some(short) = n_places.filter(|n_places| *n_places < MAX_WINDOW as u64) {
            return Err(ProfileError::TooShort(short));
        }
        let names = label_names(&config).ok_or(ProfileError::NoLabels)?;
        Ok(Self {
            labels: Labels::parse(names, map)?,
            n_features: n_features(&config)?,
            pieces: Pieces::parse(tokenizer)?,
        })
    }

    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Returns how many features a piece has; 0 for a model of words alone.
    pub fn n_features(&self) -> usize {
        self.n_features
    }

    /// Returns the number of word pieces in the vocabulary.
    pub fn n_pieces(&self) -> usize {
        self.pieces.len()
    }

    pub(super) fn pieces(&self) -> &Pieces {
        &self.pieces
    }

    /// Makes an input of so many pieces that says nothing; it serves to try a
    /// model and to measure it.
    ///
    /// The highest number of the vocabulary is in it: a model whose table is
    /// shorter shows itself.
    pub fn trial(&self, n_pieces: usize) -> Input {
        let n_known = self.pieces.len().max(1);
        let pieces = (1..n_pieces).map(|nth| u32::try_from(nth * 97 % n_known).unwrap_or(0));
        let pieces = std::iter::once(self.pieces.last()).chain(pieces);
        Input {
            pieces: pieces.collect(),
            features: vec![0.0; n_pieces * self.n_features],
        }
    }

    /// Writes a window as the model takes it.
    pub(super) fn input(&self, window: &Window) -> Input {
        let mut features = vec![0.0; window.pieces.len() * self.n_features];
        if self.n_features > 0 {
            let rows = features.chunks_exact_mut(self.n_features);
            for (row, held) in rows.zip(&window.features) {
                for at in held.iter() {
                    if let Some(cell) = row.get_mut(at) {
                        *cell = 1.0;
                    }
                }
            }
        }
        Input {
            pieces: window.pieces.clone(),
            features,
        }
    }
}

/// Returns the labels in the order of their numbers.
fn label_names(config: &Value) -> Option<Vec<String>> {
    let named = config.get("id2label")?.as_object()?;
    let name = |nth: usize| Some(named.get(&nth.to_string())?.as_str()?.to_owned());
    let names: Option<Vec<String>> = (0..named.len()).map(name).collect();
    names.filter(|names| !names.is_empty())
}

fn n_features(config: &Value) -> Result<usize, ProfileError> {
    let Some(ours) = config.get("gleaner") else {
        return Ok(0);
    };
    let number = |name: &str| ours.get(name).and_then(Value::as_u64).unwrap_or(0);
    let (n_features, version) = (number("features"), number("version"));
    if (n_features, version) == (N_FEATURES as u64, VERSION) {
        return Ok(N_FEATURES);
    }
    Err(ProfileError::OtherFeatures {
        n_features,
        version,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENIZER: &str =
        r#"{"model":{"type":"WordPiece","vocab":{"[CLS]":0,"[SEP]":1,"[UNK]":2,"oslo":3}}}"#;

    fn check(config: &str, expected: Result<(usize, usize), &str>) {
        let found = Profile::parse(config, TOKENIZER, &BTreeMap::new());
        let shown = found
            .as_ref()
            .map(|profile| (profile.labels().len(), profile.n_features()))
            .map_err(ToString::to_string);
        assert_eq!(
            shown.as_ref().map_err(String::as_str),
            expected.as_ref().map_err(|it| *it)
        );
    }

    #[test]
    fn a_config_is_read() {
        check(
            r#"{"id2label":{"1":"B-LOC","0":"O","2":"I-LOC"}}"#,
            Ok((3, 0)),
        );
        let ours = format!(
            r#"{{"id2label":{{"0":"O","1":"B-LOC"}},"gleaner":{{"features":{N_FEATURES},"version":1}}}}"#
        );
        check(&ours, Ok((2, N_FEATURES)));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let no_labels = "config.json has no id2label that names labels 0, 1, 2 and so on";
        check("{}", Err(no_labels));
        check(r#"{"id2label":{"0":"O","2":"B-LOC"}}"#, Err(no_labels));
        check(r#"{"id2label":{}}"#, Err(no_labels));
        check(
            r#"{"id2label":{"0":"O","1":"B-LOC"},"max_position_embeddings":128}"#,
            Err("it takes 128 word pieces at a time; at least 256 are needed"),
        );
        assert!(Profile::parse("{", TOKENIZER, &BTreeMap::new()).is_err());
        let other = r#"{"id2label":{"0":"O","1":"B-LOC"},"gleaner":{"features":7,"version":1}}"#;
        let found = Profile::parse(other, TOKENIZER, &BTreeMap::new());
        assert!(matches!(
            found,
            Err(ProfileError::OtherFeatures { n_features: 7, .. })
        ));
    }
}
