//! [`Loaded`], a model that was tried and serves, and [`Session`], one reader
//! with it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Lane, Runtime};
use crate::io::IoError;
use crate::io::model::ModelFolder;
use crate::nlp::Kind;
use crate::nlp::encoder::{Encoder, Input, Profile, ProfileError};

/// A model that serves; shared by the readers.
pub struct Loaded {
    runtime: Runtime,
    profile: Profile,
    pub folder: ModelFolder,
    pub n_bytes: usize,
}

/// What the labels of a model mean, before what they usually do.
pub type LabelMap = BTreeMap<String, Option<Kind>>;

/// Why no model serves.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    #[error("no model is there; gleaner model tells where one is looked for")]
    Nowhere,
    #[error(transparent)]
    Io(#[from] IoError),
    #[error("the model in {}: {cause}", .folder.display())]
    Profile {
        folder: PathBuf,
        cause: ProfileError,
    },
    /// What the library or the try said, in plain words.
    #[error("the model in {}: {cause}", .folder.display())]
    Runtime { folder: PathBuf, cause: String },
}

/// One reader of articles with a model.
pub struct Session {
    loaded: Arc<Loaded>,
    lane: Lane,
    wants_stop: Box<dyn Fn() -> bool + Send>,
    /// Why the model failed, if it did.
    failure: Option<String>,
}

impl Loaded {
    /// Loads the model of a folder and tries it on a few words.
    ///
    /// Errors: it cannot serve, and why.
    pub fn read(folder: ModelFolder, map: &LabelMap) -> Result<Self, ModelError> {
        let files = folder.read()?;
        let path = folder.path.clone();
        let profile = Profile::parse(&files.config, &files.tokenizer, map).map_err(|cause| {
            ModelError::Profile {
                folder: path,
                cause,
            }
        })?;
        let path = folder.path.clone();
        let failed = |cause| ModelError::Runtime {
            folder: path,
            cause,
        };
        let n_bytes = files.model.len();
        let runtime = match Runtime::load(files.model) {
            Ok(runtime) => runtime,
            Err(cause) => return Err(failed(cause)),
        };
        if runtime.takes_features() != (profile.n_features() > 0) {
            let cause = "config.json and model.onnx do not agree whether it takes features";
            return Err(failed(cause.to_owned()));
        }
        let n_labels = profile.labels().len();
        if let Err(cause) = runtime.run(&Lane::new(), &profile.trial(8), n_labels) {
            return Err(failed(cause));
        }
        Ok(Self {
            runtime,
            profile,
            folder,
            n_bytes,
        })
    }

    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Returns how many numbers the model holds.
    pub fn n_params(&self) -> usize {
        self.runtime.n_params()
    }
}

impl Session {
    pub fn new(loaded: &Arc<Loaded>) -> Self {
        Self {
            loaded: loaded.clone(),
            lane: Lane::new(),
            wants_stop: Box::new(|| false),
            failure: None,
        }
    }

    /// Asks before each window whether to go on.
    pub(super) fn stop_when(&mut self, wants_stop: impl Fn() -> bool + Send + 'static) {
        self.wants_stop = Box::new(wants_stop);
    }

    /// Says why the model failed, if it did.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Lets everything else on the machine go first: the thread that calls
    /// this and the one that computes.
    pub(super) fn stand_back(&self) {
        stand_back();
        self.lane.run(stand_back);
    }
}

/// Gives the thread the lowest priority, where threads have one of their own.
fn stand_back() {
    // Elsewhere the whole program would stand back. Refused, the thread
    // computes at the usual priority.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(19);
}

impl Encoder for Session {
    fn profile(&self) -> &Profile {
        &self.loaded.profile
    }

    fn run(&mut self, input: &Input) -> Option<Vec<f32>> {
        if (self.wants_stop)() || self.failure.is_some() {
            return None;
        }
        let n_labels = self.loaded.profile.labels().len();
        match self.loaded.runtime.run(&self.lane, input, n_labels) {
            Ok(rows) => Some(rows),
            Err(failure) => {
                self.failure = Some(failure);
                None
            }
        }
    }
}
