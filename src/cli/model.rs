//! `gleaner model`: which model the precise tier runs, and installing another.
#![expect(
    clippy::disallowed_methods,
    reason = "the speed of a model is measured"
)]

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::bail;
use sha2::{Digest, Sha256};

use super::Outcome;
use super::output::{self, Out, say};
use super::tier::choice;
use crate::app::wording::{counted, grouped};
use crate::io::config;
use crate::io::model::{ModelFolder, Origin, install as install_files};
use crate::io::paths::Paths;
use crate::nlp::encoder::Encoder;
use crate::work::encoder::{Choice, Loaded, ModelError, Session};

/// Word pieces that the speed is measured on: about 700 words.
const N_PIECES: usize = 800;
/// Word pieces of one window.
const N_WINDOW: usize = 200;
/// The best of so many tries counts: other programs only ever slow it down.
const N_TRIES: usize = 5;

/// Tells which model is loaded, or why none is.
pub(super) fn tell() -> anyhow::Result<Outcome> {
    let mut out = output::out();
    let outcome = match choice().load() {
        Ok(loaded) => {
            describe(&mut out, &Arc::new(loaded))?;
            Outcome::Fine
        }
        Err(error) => {
            writeln!(out, "the fast tier serves alone")?;
            if matches!(error, ModelError::Nowhere) {
                nowhere(&mut out)?;
            } else {
                writeln!(out, "{}", output::one_line(&error.to_string()))?;
            }
            Outcome::No
        }
    };
    out.flush()?;
    Ok(outcome)
}

/// Installs the model of a folder after it was tried.
pub(super) fn install(folder: &Path) -> anyhow::Result<Outcome> {
    let paths = Paths::of_user();
    let (settings, _) = config::load(&paths.config_file());
    let tried = Choice {
        folder: Some(ModelFolder {
            path: folder.to_path_buf(),
            origin: Origin::Configured,
        }),
        labels: settings.model.labels,
    };
    if let Err(error) = tried.load() {
        bail!("it is not installed: {error}");
    }
    let installed = install_files(folder, &paths)?;
    let mut out = output::out();
    let shown = installed.display().to_string();
    writeln!(out, "installed in {}", output::one_line(&shown))?;
    out.flush()?;
    if let Some(other) = &settings.model.path {
        let other = other.display();
        say(format_args!(
            "config.toml names another model, which is used: {other}"
        ));
    }
    Ok(Outcome::Fine)
}

fn describe(out: &mut Out, loaded: &Arc<Loaded>) -> anyhow::Result<()> {
    let profile = loaded.profile();
    let folder = &loaded.folder;
    let files = folder.read()?;
    let hash = format!("{:x}", Sha256::digest(&files.model));
    let known = profile.labels().meanings();
    let known = known.filter_map(|(label, kind)| Some(format!("{label} = {}", kind?.name())));
    let left = profile.labels().meanings();
    let left = left
        .filter(|(_, kind)| kind.is_none())
        .map(|(label, _)| label.to_owned());
    let features = match profile.n_features() {
        0 => "none: it reads words alone".to_owned(),
        n_features => format!("{n_features} a word piece"),
    };
    let rows = [
        ("model", folder.path.display().to_string()),
        ("found", folder.origin.name().to_owned()),
        (
            "size",
            format!(
                "{} bytes, {}",
                grouped(loaded.n_bytes),
                counted(loaded.n_params(), "number")
            ),
        ),
        ("sha256", hash),
        ("vocabulary", counted(profile.n_pieces(), "word piece")),
        ("features", features),
        ("labels", known.collect::<Vec<_>>().join(", ")),
        ("left out", left.collect::<Vec<_>>().join(", ")),
        ("speed", speed(loaded)),
    ];
    for (name, value) in rows {
        writeln!(out, "{name:12}{}", output::one_line(&value))?;
    }
    Ok(())
}

/// Measures the model on this machine.
fn speed(loaded: &Arc<Loaded>) -> String {
    let mut session = Session::new(loaded);
    let window = loaded.profile().trial(N_WINDOW);
    let mut best = Duration::MAX;
    for _ in 0..N_TRIES {
        let start = Instant::now();
        for _ in 0..N_PIECES / N_WINDOW {
            if session.run(&window).is_none() {
                return format!("it fails: {}", session.failure().unwrap_or_default());
            }
        }
        best = best.min(start.elapsed());
    }
    format!(
        "{} ms for {N_PIECES} word pieces on one core, about 700 words",
        best.as_millis()
    )
}

fn nowhere(out: &mut Out) -> anyhow::Result<()> {
    writeln!(out, "no model.onnx in any of these folders:")?;
    for place in ModelFolder::places(None, &Paths::of_user()) {
        let path = place.path.display().to_string();
        writeln!(out, "  {}", output::one_line(&path))?;
    }
    writeln!(
        out,
        "gleaner model install DIR puts one into the first of them"
    )?;
    Ok(())
}
