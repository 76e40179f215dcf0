//! Reads `config.toml` into settings, and names what is wrong with its place.

use std::fmt;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::options::{ConfigOption, LIMIT_OPTIONS, MODEL_OPTIONS, OPTIONS, label};
use crate::app::command::{TABLE, by_name};
use crate::app::key::parse_keys;
use crate::app::settings::{KeyBinding, Settings};
use crate::index::near::nearest;
use crate::io::paths::written_in;
use crate::io::{article, plain_cause};

/// Files beyond this size are no configuration.
pub const SIZE_LIMIT: u64 = 1024 * 1024;

const MODES: [&str; 2] = ["browse", "mark"];

/// A mistake in a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigProblem {
    pub path: PathBuf,
    /// Line and column, from 1, in chars; 0 when the file cannot be read.
    pub line: usize,
    pub column: usize,
    pub what: String,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Reads the configuration at `path`; a missing file means the defaults.
///
/// Paths in it that are relative start at its folder.
pub fn load(path: &Path) -> (Settings, Vec<ConfigProblem>) {
    parsed(path, |text| {
        let (mut settings, problems) = parse(path, text);
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        settings.codebook = settings.codebook.map(|path| written_in(folder, &path));
        let model = &mut settings.model.path;
        *model = model.take().map(|path| written_in(folder, &path));
        (settings, problems)
    })
}

/// Hands the text of the file at `path` to `parse`; a missing file means the
/// defaults, and one that is no text means them and a problem.
pub(super) fn parsed<T: Default>(
    path: &Path,
    parse: impl FnOnce(&str) -> (T, Vec<ConfigProblem>),
) -> (T, Vec<ConfigProblem>) {
    let what = match article::load(path, SIZE_LIMIT) {
        Ok(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) => return parse(text),
            Err(error) => format!("not UTF-8 after {} bytes", error.valid_up_to()),
        },
        Err(error) if error.cause.kind() == ErrorKind::NotFound => return Default::default(),
        Err(error) => plain_cause(&error.cause),
    };
    let problem = ConfigProblem {
        path: path.to_path_buf(),
        line: 0,
        column: 0,
        what,
    };
    (T::default(), vec![problem])
}

/// Reads the text of a configuration file known as `path`.
///
/// Shape: problems in the order of their places.
pub fn parse(path: &Path, text: &str) -> (Settings, Vec<ConfigProblem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        settings: Settings::default(),
        mistakes: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or_default();
        reader.mistakes.push((span, error.message().to_owned()));
    }
    reader.top(table.get_ref());
    reader.mistakes.sort_by_key(|(span, _)| span.start);
    let problems = reader.mistakes.into_iter().map(|(span, what)| {
        let (line, column) = place(text, span.start);
        ConfigProblem {
            path: path.to_path_buf(),
            line,
            column,
            what: what.replace('\n', " "),
        }
    });
    (reader.settings, problems.collect())
}

struct Reader {
    settings: Settings,
    mistakes: Vec<(Range<usize>, String)>,
}

impl Reader {
    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name == "keys" {
                self.keys(value.span(), value.get_ref());
                continue;
            }
            if name == "model" {
                self.model(value.span(), value.get_ref());
                continue;
            }
            if name == "limits" {
                self.limits(value.span(), value.get_ref());
                continue;
            }
            let Some(option) = OPTIONS.iter().find(|option| option.key == name) else {
                let names = OPTIONS.iter().map(|option| option.key);
                let names = names.chain(["keys", "model", "limits"]);
                let what = unknown("setting", name, nearest(name, names));
                self.mistakes.push((key.span(), what));
                continue;
            };
            if let Err(expected) = (option.set)(&mut self.settings, value.get_ref()) {
                let what = format!("{name}: {expected}");
                self.mistakes.push((value.span(), what));
            }
        }
    }

    fn model(&mut self, span: Range<usize>, value: &DeValue<'_>) {
        let Some(settings) = value.as_table() else {
            let what = "model: expected a table [model]".to_owned();
            self.mistakes.push((span, what));
            return;
        };
        for (key, value) in settings {
            let name = key.get_ref().as_ref();
            if name == "labels" {
                self.labels(value.span(), value.get_ref());
                continue;
            }
            self.option_of("model", &MODEL_OPTIONS, (key, value));
        }
    }

    fn limits(&mut self, span: Range<usize>, value: &DeValue<'_>) {
        let Some(settings) = value.as_table() else {
            let what = "limits: expected a table [limits]".to_owned();
            self.mistakes.push((span, what));
            return;
        };
        for entry in settings {
            self.option_of("limits", &LIMIT_OPTIONS, entry);
        }
    }

    /// Sets one option of a table.
    fn option_of(
        &mut self,
        table: &str,
        options: &[ConfigOption],
        (key, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>),
    ) {
        let name = key.get_ref().as_ref();
        let Some(option) = options.iter().find(|option| option.key == name) else {
            let names = options.iter().map(|option| option.key);
            let names = names.chain((table == "model").then_some("labels"));
            let what = unknown(&format!("setting of {table}"), name, nearest(name, names));
            self.mistakes.push((key.span(), what));
            return;
        };
        if let Err(expected) = (option.set)(&mut self.settings, value.get_ref()) {
            let what = format!("{name}: {expected}");
            self.mistakes.push((value.span(), what));
        }
    }

    fn labels(&mut self, span: Range<usize>, value: &DeValue<'_>) {
        let Some(labels) = value.as_table() else {
            let what = "labels: expected a table such as { PER = \"person\" }".to_owned();
            self.mistakes.push((span, what));
            return;
        };
        for (key, value) in labels {
            let name = key.get_ref().as_ref();
            if let Err(expected) = label(&mut self.settings, name, value.get_ref()) {
                self.mistakes
                    .push((value.span(), format!("{name}: {expected}")));
            }
        }
    }

    fn keys(&mut self, span: Range<usize>, value: &DeValue<'_>) {
        let Some(modes) = value.as_table() else {
            let what = "keys: expected tables such as [keys.browse]".to_owned();
            self.mistakes.push((span, what));
            return;
        };
        for (mode, bindings) in modes {
            let name = mode.get_ref().as_ref();
            match bindings.get_ref().as_table() {
                _ if !MODES.contains(&name) => {
                    let what = unknown("mode", name, nearest(name, MODES));
                    self.mistakes.push((mode.span(), what));
                }
                None => {
                    let what = format!("{name}: expected lines of \"keys\" = \"command\"");
                    self.mistakes.push((bindings.span(), what));
                }
                Some(bindings) => self.bindings(name, bindings),
            }
        }
    }

    fn bindings(&mut self, mode: &str, bindings: &DeTable<'_>) {
        for (keys, command) in bindings {
            if parse_keys(keys.get_ref()).is_none() {
                let what = format!("no such keys: {}; write gg, <C-d>, <Space>", keys.get_ref());
                self.mistakes.push((keys.span(), what));
                continue;
            }
            let Some(name) = command.get_ref().as_str() else {
                let what = "expected the name of a command in quotes".to_owned();
                self.mistakes.push((command.span(), what));
                continue;
            };
            if !name.is_empty() && by_name(name).is_none() {
                let names = TABLE.iter().map(|spec| spec.name);
                let what = match nearest(name, names) {
                    Some(near) => format!("unknown command {name:?}; did you mean {near}?"),
                    None => format!("unknown command {name:?}; gleaner keys lists all"),
                };
                self.mistakes.push((command.span(), what));
                continue;
            }
            self.settings.keys.push(KeyBinding {
                mode: mode.to_owned(),
                keys: keys.get_ref().clone().into_owned(),
                command: name.to_owned(),
            });
        }
    }
}

fn unknown(what: &str, name: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => format!("unknown {what} {name:?}; did you mean {near}?"),
        None => format!("unknown {what} {name:?}; gleaner config default lists all"),
    }
}

/// Returns line and column of a byte, from 1, in chars.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
