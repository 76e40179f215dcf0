//! `watchlist.toml`: names that a person wants found first and everywhere.
//!
//! There is one beside `config.toml`, for all corpora, and there may be one at
//! the root of a corpus, for those who share it; both count, and where they
//! differ on a name, that of the corpus does. Mistakes are named with their
//! place, and the rest still counts.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::{ConfigProblem, parsed, place};
use crate::index::near::nearest;
use crate::io::paths::{Paths, WATCHLIST};
use crate::nlp::{Kind, Watched};

const FIELDS: [&str; 3] = ["name", "aliases", "kind"];

/// Reads the watchlists that hold for corpora: those at the roots, in their
/// order, then the person's own.
///
/// Shape: each name of a kind once; of several the first counts.
pub fn load_watchlists<'a>(
    roots: impl Iterator<Item = &'a Path>,
    paths: &Paths,
) -> (Vec<Watched>, Vec<ConfigProblem>) {
    let mut files: Vec<_> = roots.map(|root| root.join(WATCHLIST)).collect();
    files.push(paths.watchlist_file());
    files.dedup();
    let mut all: Vec<Watched> = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        let (watched, mistakes) = load_watchlist(&file);
        let is_new = |one: &Watched| {
            let same = |held: &Watched| (&held.name, held.kind) == (&one.name, one.kind);
            !all.iter().any(same)
        };
        let new: Vec<Watched> = watched.into_iter().filter(is_new).collect();
        all.extend(new);
        problems.extend(mistakes);
    }
    (all, problems)
}

/// Reads one watchlist; a missing file is an empty one.
pub fn load_watchlist(path: &Path) -> (Vec<Watched>, Vec<ConfigProblem>) {
    parsed(path, |text| parse_watchlist(path, text))
}

/// Reads the text of a watchlist known as `path`.
///
/// Shape: problems in the order of their places.
pub fn parse_watchlist(path: &Path, text: &str) -> (Vec<Watched>, Vec<ConfigProblem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::default();
    for error in &errors {
        reader.tell(error.span().unwrap_or_default(), error.message());
    }
    for (name, value) in table.get_ref() {
        match (name.get_ref().as_ref(), value.get_ref()) {
            ("watch", DeValue::Array(tables)) => {
                tables.iter().for_each(|table| reader.entry(table));
            }
            ("watch", _) => reader.tell(value.span(), "write each name under [[watch]]"),
            (other, _) => {
                let what = format!("unknown table {other:?}; a watchlist has [[watch]]");
                reader.tell(name.span(), &what);
            }
        }
    }
    reader.mistakes.sort_by_key(|(span, _)| span.start);
    // What cannot be read is not wrong twice.
    reader.mistakes.dedup_by_key(|(span, _)| span.start);
    let problems = reader.mistakes.into_iter().map(|(span, what)| {
        let (line, column) = place(text, span.start);
        ConfigProblem {
            path: path.to_path_buf(),
            line,
            column,
            what: what.replace(char::is_control, " "),
        }
    });
    (reader.watched, problems.collect())
}

#[derive(Default)]
struct Reader {
    watched: Vec<Watched>,
    mistakes: Vec<(Range<usize>, String)>,
}

impl Reader {
    fn tell(&mut self, span: Range<usize>, what: &str) {
        self.mistakes.push((span, what.to_owned()));
    }

    fn entry(&mut self, table: &Spanned<DeValue<'_>>) {
        let Some(fields) = table.get_ref().as_table() else {
            self.tell(table.span(), "write each name under [[watch]]");
            return;
        };
        let (mut name, mut aliases, mut kind) = (None, Vec::new(), None);
        let n_mistakes = self.mistakes.len();
        for (field, value) in fields {
            match field.get_ref().as_ref() {
                "name" => name = self.name(value),
                "aliases" => aliases = self.names(value),
                "kind" => kind = self.kind(value),
                other => {
                    let what = match nearest(other, FIELDS) {
                        Some(near) => format!("unknown field {other:?}; did you mean {near}?"),
                        None => format!("unknown field {other:?}; known: {}", FIELDS.join(", ")),
                    };
                    self.tell(field.span(), &what);
                }
            }
        }
        match (name, kind) {
            (Some(name), Some(kind)) => self.watched.push(Watched {
                name,
                aliases,
                kind,
            }),
            // Why a value does not count was told where it stands.
            _ if self.mistakes.len() > n_mistakes => {}
            (None, _) => self.tell(table.span(), "it needs a name"),
            (_, None) => self.tell(table.span(), "it needs a kind"),
        }
    }

    fn name(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::trim);
        let name = text.filter(|text| text.chars().any(char::is_alphanumeric));
        let name = name.filter(|name| !name.contains(char::is_control));
        if name.is_none() {
            self.tell(value.span(), "a name is a text of one line, in quotes");
        }
        name.map(str::to_owned)
    }

    fn names(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let Some(names) = value.get_ref().as_array() else {
            self.tell(value.span(), "aliases are a list: [\"one\", \"two\"]");
            return Vec::new();
        };
        names.iter().filter_map(|name| self.name(name)).collect()
    }

    fn kind(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Kind> {
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_name());
        let text = value.get_ref().as_str();
        let kind = kinds.clone().find(|kind| text == Some(kind.name()));
        if kind.is_none() {
            let names: Vec<&str> = kinds.map(Kind::name).collect();
            self.tell(value.span(), &format!("a kind is {}", names.join(", ")));
        }
        kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, watched: &[(&str, &[&str], Kind)], problems: &[&str]) {
        let (found, mistakes) = parse_watchlist(Path::new("w.toml"), text);
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                let aliases: Vec<&str> = one.aliases.iter().map(String::as_str).collect();
                (one.name.as_str(), aliases, one.kind)
            })
            .collect();
        let watched: Vec<_> = watched
            .iter()
            .map(|(name, aliases, kind)| (*name, aliases.to_vec(), *kind))
            .collect();
        assert_eq!(found, watched);
        let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(mistakes, problems);
    }

    #[test]
    fn names_are_read_with_aliases_and_kind() {
        check("", &[], &[]);
        check(
            "[[watch]]\nname = \"Harbor Board\"\naliases = [\"HB\", \"the Board\"]\nkind = \"org\"\n\n\
             [[watch]]\nkind = \"system\"\nname = \"Otter 2\"\n",
            &[
                ("Harbor Board", &["HB", "the Board"], Kind::Org),
                ("Otter 2", &[], Kind::System),
            ],
            &[],
        );
    }

    #[test]
    fn a_mistake_is_named_and_the_rest_counts() {
        let good = "[[watch]]\nname = \"Otter\"\nkind = \"system\"\n";
        let kept: &[(&str, &[&str], Kind)] = &[("Otter", &[], Kind::System)];
        check(
            &format!("[[watch]]\nname = \"A\"\nkind = \"ship\"\n{good}"),
            kept,
            &[
                "w.toml:3:8: a kind is person, org, place, agreement, system, event, facility, group, work",
            ],
        );
        check(
            &format!("[[watch]]\nnmae = \"A\"\nkind = \"org\"\n{good}"),
            kept,
            &["w.toml:2:1: unknown field \"nmae\"; did you mean name?"],
        );
        check(
            &format!("[[watch]]\nname = \"A\"\n{good}"),
            kept,
            &["w.toml:1:1: it needs a kind"],
        );
        check(
            "[[watch]]\nname = \"Otter\"\nkind = \"system\"\naliases = \"O\"\n[people]\n",
            kept,
            &[
                "w.toml:4:11: aliases are a list: [\"one\", \"two\"]",
                "w.toml:5:2: unknown table \"people\"; a watchlist has [[watch]]",
            ],
        );
    }

    #[test]
    fn what_is_no_toml_is_told_and_hides_nothing() {
        let (found, mistakes) = parse_watchlist(
            Path::new("w.toml"),
            "[[watch]]\nname = \"Otter\"\nkind = \"system\"\n[[watch]]\nname = \n",
        );
        assert_eq!((found.len(), mistakes.len()), (1, 1), "{mistakes:?}");
        assert_eq!(mistakes[0].line, 5);
    }
}
