//! What the desk starts with: settings, corpus, acts, and where the person was.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::annotate::{Codebook, Entry, SessionId, Stamp};
use crate::app::effect::Whereabouts;
use crate::app::layout::Size;
use crate::app::model::Palette;
use crate::app::msg::{Boot, BootRoot};
use crate::app::settings::{ColorChoice, DeskOptions, Settings, ThemeName};
use crate::corpus::parse::{PdfReader, ReadOptions};
use crate::io::journal::JournalFile;
use crate::io::paths::{Paths, login_name};
use crate::io::sources::{Origin, Source};
use crate::io::{config, pdf, state};
use crate::nlp::Watched;
use crate::term::ColorDepth;

/// All that is needed to start the desk.
pub(super) struct Start {
    pub(super) paths: Paths,
    pub(super) settings: Settings,
    pub(super) sources: Vec<Source>,
    pub(super) journals: Vec<JournalFile>,
    pub(super) session: SessionId,
    entries: Vec<Vec<Entry>>,
    codebook: Codebook,
    watched: Vec<Watched>,
    state: state::State,
    author: String,
    read_only: bool,
    problems: Vec<String>,
}

impl Start {
    /// Reads everything; what is wrong is told on the screen later.
    ///
    /// Errors: when nothing of what was given can be opened.
    pub(super) fn read(options: &DeskOptions) -> anyhow::Result<Self> {
        let paths = Paths::of_user();
        let (settings, config_problems) = config::load(&paths.config_file());
        let mut problems: Vec<String> = config_problems.iter().map(ToString::to_string).collect();
        let sources = sources(options, &paths, &mut problems)?;
        let how = Arc::new(ReadOptions {
            limits: settings.limits,
            mapping: options.mapping.clone(),
            pdf: PdfReader(Some(pdf::text)),
        });
        let sources = sources.into_iter().map(|source| source.read_with(&how));
        let sources: Vec<Source> = sources.collect();
        let codebook = codebook(&settings, &paths, &mut problems);
        let roots = sources.iter().map(|source| source.place.root.as_path());
        let (watched, mistakes) = config::load_watchlists(roots, &paths);
        problems.extend(mistakes.iter().map(ToString::to_string));
        let (state, state_problem) = state::load(&paths.state_file());
        problems.extend(state_problem);
        let author = options
            .author
            .clone()
            .or_else(|| settings.author.clone())
            .unwrap_or_else(login_name);
        let mut start = Self {
            paths,
            settings,
            sources,
            journals: Vec::new(),
            session: SessionId::from_seed(seed()),
            entries: Vec::new(),
            codebook,
            watched,
            state,
            author,
            read_only: options.read_only,
            problems,
        };
        start.read_journals(options.annotations.as_deref());
        Ok(start)
    }

    fn read_journals(&mut self, given: Option<&Path>) {
        for source in &self.sources {
            let mut entries = Vec::new();
            let mut files = vec![JournalFile::open(given.unwrap_or(&source.place.file))];
            files.extend(
                source
                    .place
                    .inherited
                    .iter()
                    .filter(|_| given.is_none())
                    .map(JournalFile::open),
            );
            for file in &mut files {
                match file.read() {
                    Ok(reading) => {
                        entries.extend(reading.entries);
                        let path = file.path().display();
                        let damage = reading.damage.iter();
                        self.problems.extend(damage.map(|damage| {
                            format!("{path}: line {}: {}", damage.line, damage.what)
                        }));
                    }
                    Err(error) => self.problems.push(error.to_string()),
                }
            }
            self.entries.push(entries);
            self.journals.extend(files.into_iter().next());
        }
    }

    /// Makes the first state of the desk.
    pub(super) fn boot(&mut self, size: Size, palette: Palette, now: Stamp) -> Boot {
        let roots = self
            .sources
            .iter()
            .zip(std::mem::take(&mut self.entries))
            .map(|(source, entries)| BootRoot {
                path: identity(source),
                name: name(source),
                entries,
                prefix: source.prefix.clone(),
            });
        let roots: Vec<BootRoot> = roots.collect();
        let key = self.sources.first().map(identity).unwrap_or_default();
        Boot {
            settings: self.settings.clone(),
            codebook: self.codebook.clone(),
            watched: self.watched.clone(),
            whereabouts: whereabouts(&self.state, &key),
            roots,
            session: self.session,
            author: self.author.clone(),
            size,
            palette,
            now,
            read_only: self.read_only,
            is_remote: super::child::is_remote(),
            is_sample: self
                .sources
                .iter()
                .any(|source| source.origin == Origin::Sample),
            problems: std::mem::take(&mut self.problems),
        }
    }

    /// Writes down where the person is.
    pub(super) fn save(&self, whereabouts: &Whereabouts) -> Result<(), crate::io::IoError> {
        let given = self
            .sources
            .iter()
            .filter_map(|source| match &source.origin {
                Origin::Root(root) => {
                    Some(std::path::absolute(&root.path).unwrap_or_else(|_| root.path.clone()))
                }
                Origin::Stdin | Origin::Sample => None,
            });
        let last: Vec<String> = given
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        let place = state::Place {
            article: whereabouts.article,
            at: whereabouts.at,
            query: whereabouts.query.clone(),
            sort: whereabouts.sort.clone(),
            sidebar: whereabouts.sidebar,
            left_ms: super::now().0,
        };
        let filters = whereabouts.filters.clone();
        state::update(&self.paths.state_file(), |state| {
            state.last_corpus = last;
            state.filters = filters;
            state
                .places
                .insert(whereabouts.root.to_string_lossy().into_owned(), place);
        })
    }
}

fn sources(
    options: &DeskOptions,
    paths: &Paths,
    problems: &mut Vec<String>,
) -> anyhow::Result<Vec<Source>> {
    if options.demo {
        return Ok(vec![Source::sample(paths)]);
    }
    let (mut sources, errors) = Source::all(&options.paths, paths);
    problems.extend(errors.iter().map(ToString::to_string));
    // What is inside of another root would be listed twice.
    sources.dedup_by(|a, b| a == b);
    match errors.into_iter().next() {
        Some(error) if sources.is_empty() => Err(error.into()),
        _ => Ok(sources),
    }
}

fn codebook(settings: &Settings, paths: &Paths, problems: &mut Vec<String>) -> Codebook {
    let path = settings
        .codebook
        .clone()
        .unwrap_or_else(|| paths.codebook_file());
    match crate::io::article::load(&path, 1 << 20) {
        Ok(bytes) => {
            let (codebook, mistakes) = Codebook::parse(&String::from_utf8_lossy(&bytes));
            let path = path.display();
            problems.extend(mistakes.iter().map(|mistake| {
                format!(
                    "{path}:{}:{}: {}",
                    mistake.line, mistake.column, mistake.what
                )
            }));
            codebook
        }
        Err(error) => {
            if settings.codebook.is_some() {
                problems.push(error.to_string());
            }
            Codebook::default()
        }
    }
}

/// Returns what a root is called in the state file.
fn identity(source: &Source) -> PathBuf {
    match &source.origin {
        Origin::Root(root) => {
            std::fs::canonicalize(&root.path).unwrap_or_else(|_| root.path.clone())
        }
        Origin::Stdin => PathBuf::from("-"),
        Origin::Sample => PathBuf::from("sample"),
    }
}

fn name(source: &Source) -> String {
    match &source.origin {
        Origin::Root(_) => {
            let path = identity(source);
            path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            )
        }
        Origin::Stdin => "standard input".to_owned(),
        Origin::Sample => "sample corpus".to_owned(),
    }
}

fn whereabouts(state: &state::State, root: &Path) -> Whereabouts {
    let filters = state.filters.clone();
    let Some(place) = state.places.get(root.to_string_lossy().as_ref()) else {
        return Whereabouts {
            filters,
            ..Whereabouts::default()
        };
    };
    Whereabouts {
        root: root.to_path_buf(),
        article: place.article,
        at: place.at,
        query: place.query.clone(),
        sort: place.sort.clone(),
        sidebar: place.sidebar,
        filters,
    }
}

/// Returns a number that no other run gets.
fn seed() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_i64(super::now().0);
    hasher.write_u32(std::process::id());
    hasher.finish()
}

/// Chooses the palette for what the terminal can show.
pub(super) fn palette(settings: &Settings, depth: ColorDepth, ground: Option<&str>) -> Palette {
    // COLORFGBG ends in the number of the ground color: 7 and 15 are light.
    let is_light = ground
        .and_then(|value| value.rsplit(';').next())
        .map(|number| matches!(number, "7" | "15"));
    match (depth, settings.theme, is_light) {
        (ColorDepth::Mono, ..) | (_, ThemeName::Mono, _) => Palette::Mono,
        (ColorDepth::Ansi16, ..) => Palette::Ansi,
        (_, ThemeName::Dark, _) | (_, ThemeName::Auto, Some(false)) => Palette::Dark,
        (_, ThemeName::Light, _) | (_, ThemeName::Auto, Some(true)) => Palette::Light,
        (_, ThemeName::Auto, None) => Palette::Middle,
    }
}

/// Takes the color choice of the command line before that of the settings.
pub(super) fn color_choice(options: &DeskOptions, settings: &Settings) -> ColorChoice {
    options.color.unwrap_or(settings.color)
}
