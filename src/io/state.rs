//! [`State`]: where you were, corpus by corpus, kept between runs.
//!
//! One small JSON file in the user's state folder, replaced as a whole. It can
//! be deleted at any time; a damaged one is passed over with a message.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{IoError, article};
use crate::corpus::ArticleId;

const SIZE_LIMIT: u64 = 16 * 1024 * 1024;

/// How many corpora are remembered; those unused for longest are forgotten.
const MAX_PLACES: usize = 500;

/// Where you were.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The paths that were opened last, made absolute; empty at first.
    pub last_corpus: Vec<String>,
    /// By root of the corpus, made absolute.
    pub places: BTreeMap<String, Place>,
    /// Saved filters: name and text, in the order they were saved.
    pub filters: Vec<(String, String)>,
}

/// Where you were in one corpus.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    #[serde(with = "hex")]
    pub article: Option<ArticleId>,
    /// Bytes from the start of the text to the first line shown.
    pub at: usize,
    /// The filter as text.
    pub query: String,
    /// The order of the list, by name.
    pub sort: String,
    pub sidebar: bool,
    /// When it was left, in milliseconds since 1970.
    pub left_ms: i64,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            article: None,
            at: 0,
            query: String::new(),
            sort: String::new(),
            sidebar: true,
            left_ms: 0,
        }
    }
}

/// Reads the state; a missing file is the empty state.
///
/// Problems: a file that cannot be read or understood is the empty state, with
/// one line that says so.
pub fn load(path: &Path) -> (State, Option<String>) {
    let bytes = match article::load(path, SIZE_LIMIT) {
        Ok(bytes) => bytes,
        Err(error) if error.cause.kind() == io::ErrorKind::NotFound => {
            return (State::default(), None);
        }
        Err(error) => return (State::default(), Some(error.to_string())),
    };
    if let Ok(state) = serde_json::from_slice(&bytes) {
        return (state, None);
    }
    let name = path.display();
    let what = format!("where you were is not known: {name} is damaged; it will be replaced");
    (State::default(), Some(what))
}

/// Replaces the state on disk: the old file stays whole until the new one is.
///
/// Two sessions that leave at the same time do not lose each other's places:
/// `change` is made to what is on disk at that moment.
pub fn update(path: &Path, change: impl FnOnce(&mut State)) -> Result<(), IoError> {
    let (mut state, _) = load(path);
    change(&mut state);
    save(path, &state)
}

/// Writes the state, replacing the file as a whole.
pub fn save(path: &Path, state: &State) -> Result<(), IoError> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let fail = |cause| IoError::new("save", path, cause);
    fs::create_dir_all(folder).map_err(fail)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
    let text = serde_json::to_vec_pretty(&thinned(state)).map_err(|e| fail(e.into()))?;
    file.write_all(&text).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

fn thinned(state: &State) -> State {
    let mut state = state.clone();
    if state.places.len() > MAX_PLACES {
        let mut times: Vec<i64> = state.places.values().map(|place| place.left_ms).collect();
        times.sort_unstable();
        let oldest = times[times.len() - MAX_PLACES];
        state.places.retain(|_, place| place.left_ms >= oldest);
    }
    state
}

mod hex {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::corpus::ArticleId;

    #[expect(clippy::ref_option, reason = "the shape that serde asks for")]
    pub(super) fn serialize<S: Serializer>(
        id: &Option<ArticleId>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => serializer.collect_str(id),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<ArticleId>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files of their own")]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/state.json");
        assert_eq!(load(&path), (State::default(), None));
        update(&path, |state| {
            state.last_corpus = vec!["/a".into()];
            let place = Place {
                article: Some(ArticleId::of_path("a.txt")),
                at: 12,
                ..Place::default()
            };
            state.places.insert("/a".into(), place);
        })
        .unwrap();
        update(&path, |state| {
            state.places.insert("/b".into(), Place::default());
        })
        .unwrap();
        let (state, problem) = load(&path);
        assert_eq!(problem, None);
        assert_eq!(
            state.places["/a"].article,
            Some(ArticleId::of_path("a.txt"))
        );
        assert_eq!(state.places.len(), 2);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn damage_is_told_and_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        for bytes in [
            b"{\"places\":".as_slice(),
            b"",
            b"\xff",
            b"[1]",
            br#"{"places":{"a":{"article":"x"}}}"#,
        ] {
            fs::write(&path, bytes).unwrap();
            let (state, problem) = load(&path);
            assert_eq!(state, State::default());
            assert!(problem.unwrap().contains("is damaged"));
        }
        // Fields of other versions are no damage.
        fs::write(&path, br#"{"later":1}"#).unwrap();
        assert_eq!(load(&path).1, None);
    }

    #[test]
    fn the_places_left_longest_ago_are_forgotten() {
        let mut state = State::default();
        for n in 0..600 {
            let place = Place {
                left_ms: n,
                ..Place::default()
            };
            state.places.insert(format!("/{n:03}"), place);
        }
        let kept = thinned(&state);
        assert_eq!(kept.places.len(), MAX_PLACES);
        assert!(!kept.places.contains_key("/099") && kept.places.contains_key("/100"));
    }
}
