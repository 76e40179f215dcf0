//! [`Paths`]: where configuration, data, cache and state of this user lie.
//!
//! The places are those of the system (XDG on Linux); an environment variable
//! moves each, which is how tests keep out of the user's folders. This is the
//! only reader of these variables.
#![expect(
    clippy::disallowed_methods,
    reason = "the environment is read here and nowhere else"
)]

use std::env;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// Name of a list of watched names, in the configuration folder and at the root
/// of a corpus.
pub const WATCHLIST: &str = "watchlist.toml";

/// The folders of this user; none of them need exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paths {
    /// `config.toml`, `codebook.toml` and `watchlist.toml`.
    pub config: PathBuf,
    /// Annotations of corpora that cannot be written.
    pub data: PathBuf,
    /// Can be deleted at any time.
    pub cache: PathBuf,
    /// Where you were; logs.
    pub state: PathBuf,
}

impl Paths {
    /// Reads the places from the system and the environment.
    ///
    /// Without a home folder they lie below the folder for temporary files.
    pub fn of_user() -> Self {
        let dirs = ProjectDirs::from("", "", "gleaner");
        let fallback = env::temp_dir().join("gleaner");
        let place = |variable: &str, own: fn(&ProjectDirs) -> PathBuf, name: &str| {
            let given = env::var_os(variable).filter(|value| !value.is_empty());
            given
                .map(PathBuf::from)
                .or_else(|| dirs.as_ref().map(own))
                .unwrap_or_else(|| fallback.join(name))
        };
        let state_of = |dirs: &ProjectDirs| {
            let state = dirs.state_dir();
            state.map_or_else(|| dirs.data_local_dir().join("state"), PathBuf::from)
        };
        Self {
            config: place(
                "GLEANER_CONFIG_DIR",
                |dirs| dirs.config_dir().into(),
                "config",
            ),
            data: place("GLEANER_DATA_DIR", |dirs| dirs.data_dir().into(), "data"),
            cache: place("GLEANER_CACHE_DIR", |dirs| dirs.cache_dir().into(), "cache"),
            state: place("GLEANER_STATE_DIR", state_of, "state"),
        }
    }

    /// Puts all of them into one folder.
    #[cfg(test)]
    pub(super) fn within(folder: &Path) -> Self {
        Self {
            config: folder.join("config"),
            data: folder.join("data"),
            cache: folder.join("cache"),
            state: folder.join("state"),
        }
    }

    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    pub fn codebook_file(&self) -> PathBuf {
        self.config.join("codebook.toml")
    }

    pub fn watchlist_file(&self) -> PathBuf {
        self.config.join(WATCHLIST)
    }

    pub fn state_file(&self) -> PathBuf {
        self.state.join("state.json")
    }
}

/// Returns a path that a person wrote into a file in `folder`: `~/` is the home
/// folder, and a relative path starts at `folder`.
pub fn written_in(folder: &Path, path: &Path) -> PathBuf {
    let home = directories::BaseDirs::new();
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.home_dir().join(rest),
        _ => folder.join(path),
    }
}

/// Lists the folders that come with the program, best first.
pub fn beside_program() -> Vec<PathBuf> {
    let program = env::current_exe().ok();
    let folder = program.as_deref().and_then(Path::parent);
    folder.map_or_else(Vec::new, |folder| {
        vec![folder.to_path_buf(), folder.join("../share/gleaner")]
    })
}

/// Returns the name that acts are signed with when nothing says otherwise.
pub fn login_name() -> String {
    ["GLEANER_AUTHOR", "USER", "LOGNAME"]
        .into_iter()
        .filter_map(|variable| env::var(variable).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| format!("uid{}", rustix::process::getuid().as_raw()))
}
