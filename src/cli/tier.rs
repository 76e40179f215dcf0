//! [`Tier`]: which of the two tiers a command finds names with.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::bail;

use super::args::TierArgs;
use super::output::say;
use crate::corpus::Article;
use crate::io::config;
use crate::io::model::ModelFolder;
use crate::io::paths::Paths;
use crate::nlp::{Extraction, Overrides, extract, extract_precise};
use crate::work::encoder::{Choice, Loaded, Session};

/// The tier of one run.
pub(super) enum Tier {
    Fast,
    Precise(Precise),
}

/// The model, and the readers that wait for an article.
pub(super) struct Precise {
    loaded: Arc<Loaded>,
    idle: Mutex<Vec<Session>>,
}

/// Returns the model that the settings and the folders name.
pub(super) fn choice() -> Choice {
    let paths = Paths::of_user();
    let (settings, problems) = config::load(&paths.config_file());
    for problem in problems {
        say(format_args!("{problem}"));
    }
    Choice {
        folder: ModelFolder::find(settings.model.path.as_deref(), &paths),
        labels: settings.model.labels,
    }
}

impl Tier {
    /// Makes ready what was asked for.
    ///
    /// Errors: the precise tier was asked for, but no model can serve.
    pub(super) fn of(args: TierArgs) -> anyhow::Result<Self> {
        if !args.precise {
            return Ok(Self::Fast);
        }
        let loaded = match choice().load() {
            Ok(loaded) => loaded,
            Err(error) => bail!("the precise tier cannot serve: {error}"),
        };
        Ok(Self::Precise(Precise {
            loaded: Arc::new(loaded),
            idle: Mutex::default(),
        }))
    }

    /// Finds what an article mentions; it waits for no other thread.
    ///
    /// Where the model fails on an article, the fast tier answers and it is
    /// told on standard error.
    pub(super) fn extract(&self, article: &Article, overrides: &Overrides) -> Extraction {
        let Self::Precise(precise) = self else {
            return extract(article, overrides);
        };
        let idle = || precise.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let mut session = waiting.unwrap_or_else(|| Session::new(&precise.loaded));
        let found = extract_precise(article, overrides, &mut session);
        match session.failure() {
            Some(failure) => say(format_args!(
                "{}: the fast tier alone: {failure}",
                article.path
            )),
            None => idle().push(session),
        }
        found.unwrap_or_else(|| extract(article, overrides))
    }
}
