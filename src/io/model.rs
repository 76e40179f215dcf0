//! The folder of a model: where it is looked for, its files, installing one.
//!
//! The layout is that of Hugging Face: `model.onnx`, `tokenizer.json` and
//! `config.json` in one folder. What the files mean is not known here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::IoError;
use super::article::load;
use super::paths::{Paths, beside_program};

/// Name of the folder wherever a model is looked for.
const FOLDER: &str = "encoder";
const MODEL: &str = "model.onnx";
/// Where the model lies in many folders that were made for the web.
const INNER_MODEL: &str = "onnx/model.onnx";
const TOKENIZER: &str = "tokenizer.json";
const CONFIG: &str = "config.json";
/// Where the model that was there lies while a new one takes its place.
const OLD: &str = "old";
/// What is said of the model, for people; copied where it is there.
const CARD: &str = "README.md";

/// A larger file is no model that a desk runs.
const MODEL_LIMIT: u64 = 1 << 30;
const TEXT_LIMIT: u64 = 64 << 20;

/// Where a folder stands in the order of the search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Named in `config.toml`; then nothing else is tried.
    Configured,
    Installed,
    BesideProgram,
    /// The tree that the program was built from.
    SourceTree,
}

/// A folder that may hold a model.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModelFolder {
    pub path: PathBuf,
    pub origin: Origin,
}

/// The files of a model.
pub struct ModelFiles {
    pub model: Vec<u8>,
    pub tokenizer: String,
    pub config: String,
}

impl Origin {
    /// Says for people where the folder is.
    pub fn name(self) -> &'static str {
        match self {
            Self::Configured => "named in config.toml",
            Self::Installed => "installed in the data folder",
            Self::BesideProgram => "beside the program",
            Self::SourceTree => "in the source tree of the program",
        }
    }
}

impl ModelFolder {
    /// Lists the folders that are looked at, best first; `given` stands alone.
    pub fn places(given: Option<&Path>, paths: &Paths) -> Vec<Self> {
        let place = |path: PathBuf, origin| Self { path, origin };
        if let Some(given) = given {
            return vec![place(given.to_path_buf(), Origin::Configured)];
        }
        let mut places = vec![place(paths.data.join(FOLDER), Origin::Installed)];
        let beside = beside_program().into_iter();
        places.extend(beside.map(|folder| place(folder.join(FOLDER), Origin::BesideProgram)));
        if let Some(tree) = option_env!("CARGO_MANIFEST_DIR") {
            let folder = Path::new(tree).join("src/nlp/data").join(FOLDER);
            places.push(place(folder, Origin::SourceTree));
        }
        places
    }

    /// Returns the first folder with a model in it; a given one in any case.
    pub fn find(given: Option<&Path>, paths: &Paths) -> Option<Self> {
        let has_model =
            |place: &Self| place.origin == Origin::Configured || model_file(&place.path).is_file();
        Self::places(given, paths).into_iter().find(has_model)
    }

    /// Reads the files.
    ///
    /// Errors: one of them is missing, too large, or no text.
    pub fn read(&self) -> Result<ModelFiles, IoError> {
        let text = |name: &str| {
            let path = self.path.join(name);
            let bytes = load(&path, TEXT_LIMIT)?;
            String::from_utf8(bytes).map_err(|error| {
                let cause = io::Error::new(io::ErrorKind::InvalidData, error.utf8_error());
                IoError::new("read", &path, cause)
            })
        };
        Ok(ModelFiles {
            config: text(CONFIG)?,
            tokenizer: text(TOKENIZER)?,
            model: load(&model_file(&self.path), MODEL_LIMIT)?,
        })
    }
}

/// Copies the files of a model into the data folder, in place of the one that
/// was there.
///
/// The files are copied beside their place first and then change places with
/// those that were there, in two renames; where the second fails, the first is
/// taken back. A program that is ended between the two leaves no model in the
/// place, and the old one as `old` in a folder `encoder-…` beside it.
///
/// Errors: something cannot be read or written; the model that was there stays,
/// unless it cannot be put back, and then the error tells where it is.
pub fn install(from: &Path, paths: &Paths) -> Result<PathBuf, IoError> {
    let to = paths.data.join(FOLDER);
    let fail = |path: &Path| {
        let path = path.to_path_buf();
        move |cause| IoError::new("install the model in", &path, cause)
    };
    fs::create_dir_all(&paths.data).map_err(fail(&paths.data))?;
    let fresh = tempfile::Builder::new()
        .prefix("encoder-")
        .tempdir_in(&paths.data)
        .map_err(fail(&paths.data))?;
    for name in [CONFIG, TOKENIZER, MODEL, CARD] {
        let source = match name {
            MODEL => model_file(from),
            _ => from.join(name),
        };
        if name == CARD && !source.is_file() {
            continue;
        }
        fs::copy(&source, fresh.path().join(name))
            .map_err(|cause| IoError::new("copy", &source, cause))?;
    }
    let whole = fresh.keep();
    if let Err(error) = exchange(&whole, &to, |from, to| fs::rename(from, to)) {
        // Where the old model could not be put back, it stays in there.
        if !whole.join(OLD).exists() {
            let _ = fs::remove_dir_all(&whole);
        }
        return Err(error);
    }
    // The model that was there lies within the new folder until here.
    match fs::remove_dir_all(to.join(OLD)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(fail(&to)(error)),
        _ => Ok(to),
    }
}

/// Puts a folder in the place of another one, which it takes in as [`OLD`].
fn exchange(
    whole: &Path,
    to: &Path,
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Result<(), IoError> {
    const WHAT: &str = "install the model in";
    let old = whole.join(OLD);
    match rename(to, &old) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(IoError::new(WHAT, to, error));
        }
        _ => {}
    }
    let Err(error) = rename(whole, to) else {
        return Ok(());
    };
    match rename(&old, to) {
        Err(lost) if lost.kind() != io::ErrorKind::NotFound => {
            Err(IoError::new("put back the model from", &old, lost))
        }
        _ => Err(IoError::new(WHAT, to, error)),
    }
}

/// Reads weights of the tagger, as the training program writes them.
///
/// Errors: the file is missing or too large.
pub fn read_weights(path: &Path) -> Result<Vec<u8>, IoError> {
    load(path, MODEL_LIMIT)
}

fn model_file(folder: &Path) -> PathBuf {
    let inner = folder.join(INNER_MODEL);
    if inner.is_file() && !folder.join(MODEL).exists() {
        return inner;
    }
    folder.join(MODEL)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests make files of their own")]

    use super::*;

    fn model(folder: &Path, config: &str) {
        fs::create_dir_all(folder).unwrap();
        for (name, text) in [(MODEL, "m"), (TOKENIZER, "t"), (CONFIG, config)] {
            fs::write(folder.join(name), text).unwrap();
        }
    }

    #[test]
    fn a_model_is_installed_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::within(folder.path());
        for config in ["first", "second"] {
            let from = folder.path().join(config);
            model(&from, config);
            let to = install(&from, &paths).unwrap();
            let names: Vec<_> = fs::read_dir(&to)
                .unwrap()
                .map(|it| it.unwrap().file_name())
                .collect();
            assert_eq!(names.len(), 3, "{names:?}");
            let found = ModelFolder::find(None, &paths).unwrap();
            assert_eq!((found.origin, &found.path), (Origin::Installed, &to));
            assert_eq!(found.read().unwrap().config, config);
        }
        assert_eq!(fs::read_dir(&paths.data).unwrap().count(), 1);
    }

    #[test]
    fn what_was_there_comes_back_when_the_new_one_cannot_take_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let (whole, to) = (folder.path().join("new"), folder.path().join("place"));
        let text = || fs::read_to_string(to.join(CONFIG)).ok();
        let refused = || Err(io::ErrorKind::PermissionDenied.into());
        for before in [None, Some("old")] {
            model(&whole, "new");
            if let Some(before) = before {
                model(&to, before);
            }
            let rename = |from: &Path, onto: &Path| {
                if from == whole {
                    return refused();
                }
                fs::rename(from, onto)
            };
            let error = exchange(&whole, &to, rename).unwrap_err().to_string();
            assert!(error.contains("install the model in"), "{error}");
            assert_eq!(text().as_deref(), before);
            assert!(!whole.join(OLD).exists());
        }
        // Only what cannot even be put back stays where the error says.
        let rename = |from: &Path, onto: &Path| {
            if onto == to {
                return refused();
            }
            fs::rename(from, onto)
        };
        let error = exchange(&whole, &to, rename).unwrap_err().to_string();
        assert!(error.contains("put back the model from"), "{error}");
        assert!(
            error.contains(&whole.join(OLD).display().to_string()),
            "{error}"
        );
        assert!(whole.join(OLD).join(CONFIG).is_file());
    }

    #[test]
    fn a_model_may_lie_one_folder_deeper() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::within(folder.path());
        let from = folder.path().join("web");
        model(&from, "");
        fs::create_dir(from.join("onnx")).unwrap();
        fs::rename(from.join(MODEL), from.join(INNER_MODEL)).unwrap();
        let to = install(&from, &paths).unwrap();
        assert!(to.join(MODEL).is_file());
    }

    #[test]
    fn a_part_of_a_model_is_not_installed() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::within(folder.path());
        let from = folder.path().join("part");
        model(&from, "");
        fs::remove_file(from.join(MODEL)).unwrap();
        let error = install(&from, &paths).unwrap_err().to_string();
        assert!(error.ends_with("model.onnx: no such file"), "{error}");
        assert_eq!(fs::read_dir(&paths.data).unwrap().count(), 0);
    }

    #[test]
    fn a_given_folder_stands_alone() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::within(folder.path());
        model(&paths.data.join(FOLDER), "");
        let given = folder.path().join("mine");
        let found = ModelFolder::find(Some(&given), &paths).unwrap();
        assert_eq!((found.origin, &found.path), (Origin::Configured, &given));
        assert!(found.read().is_err());
    }
}
