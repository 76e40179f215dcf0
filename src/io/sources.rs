//! [`Source`]: one corpus to read: a folder, a file, standard input or the
//! bundled sample, with the place of its annotations.
//!
//! Paths of articles are relative to the folder of the annotation file, so a
//! folder inside an annotated corpus gives its articles the ids they have there.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::article::{How, read_articles, read_stream};
use super::journal::{self, Place};
use super::scan::{self, Found, Root};
use super::{IoError, state};
use crate::corpus::parse::{self, Depth, ReadOptions};
use crate::corpus::{Article, order, sample};
use crate::io::paths::Paths;

/// Where articles come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A folder or a file that was there when it was opened.
    Root(Root),
    Stdin,
    Sample,
}

/// One corpus to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    pub origin: Origin,
    /// Where the acts on it are kept.
    pub place: Place,
    /// What paths of this source begin with, with `/` at its end, or nothing.
    pub prefix: String,
    /// How its files are read.
    pub options: Arc<ReadOptions>,
}

impl Source {
    /// Makes the source of `path`; `-` is standard input.
    ///
    /// Errors: when nothing is there.
    pub fn of_path(path: &Path, paths: &Paths) -> Result<Self, IoError> {
        let options = Arc::default();
        if path == Path::new("-") {
            return Ok(Self {
                origin: Origin::Stdin,
                place: journal::place(None, &paths.data),
                prefix: String::new(),
                options,
            });
        }
        fs::symlink_metadata(path).map_err(|cause| IoError::new("open", path, cause))?;
        let place = journal::place(Some(path), &paths.data);
        let root = Root::at(path);
        let prefix = prefix(&root, &place.root);
        Ok(Self {
            origin: Origin::Root(root),
            place,
            prefix,
            options,
        })
    }

    /// Makes the source of the bundled sample; its annotations lie in the data
    /// folder of the user.
    pub fn sample(paths: &Paths) -> Self {
        let folder = paths.data.join("sample");
        Self {
            origin: Origin::Sample,
            place: Place {
                file: folder.join("gleaner.jsonl"),
                root: folder,
                site: journal::Site::Data,
                inherited: None,
            },
            prefix: String::new(),
            options: Arc::default(),
        }
    }

    /// Sets how the files are read.
    #[must_use]
    pub fn read_with(self, options: &Arc<ReadOptions>) -> Self {
        Self {
            options: options.clone(),
            ..self
        }
    }

    /// Makes the sources of what was given; nothing given stands for the
    /// corpus that was open last, else for the sample.
    ///
    /// Shape: in the order given; what cannot be opened comes with the reason.
    pub fn all(given: &[PathBuf], paths: &Paths) -> (Vec<Self>, Vec<IoError>) {
        let last = if given.is_empty() {
            last_corpus(paths)
        } else {
            Vec::new()
        };
        let given = if given.is_empty() { &last } else { given };
        if given.is_empty() {
            return (vec![Self::sample(paths)], Vec::new());
        }
        let (mut sources, mut errors) = (Vec::new(), Vec::new());
        for path in given {
            match Self::of_path(path, paths) {
                Ok(source) => sources.push(source),
                Err(error) => errors.push(error),
            }
        }
        (sources, errors)
    }

    /// Hands each file to `each` until it breaks off; standard input and the
    /// sample have none.
    pub fn files(&self, each: &mut dyn FnMut(Found) -> ControlFlow<()>) {
        if let Origin::Root(root) = &self.origin {
            scan::scan(root, &mut |mut found| {
                found.relative.insert_str(0, &self.prefix);
                each(found)
            });
        }
    }

    /// Hands each article to `each` until it breaks off, in corpus order.
    ///
    /// What is wrong with a file is a problem of its article.
    pub fn articles(&self, depth: Depth, each: &mut dyn FnMut(Article) -> ControlFlow<()>) {
        let how = How {
            options: &self.options,
            depth,
        };
        match &self.origin {
            Origin::Stdin => read_stream(&mut io::stdin().lock(), how, each),
            Origin::Sample => {
                for (path, text) in sample::files() {
                    let mut flow = ControlFlow::Continue(());
                    parse::articles(path, text.as_bytes(), &mut |article| {
                        if flow.is_continue() {
                            flow = each(article);
                        }
                    });
                    if flow.is_break() {
                        return;
                    }
                }
            }
            Origin::Root(_) => self.files(&mut |found| {
                let mut flow = ControlFlow::Continue(());
                read_articles(&found, how, &mut |article| {
                    flow = each(article);
                    flow
                });
                flow
            }),
        }
    }
}

fn last_corpus(paths: &Paths) -> Vec<PathBuf> {
    let (state, _) = state::load(&paths.state_file());
    let last: Vec<_> = state.last_corpus.into_iter().map(PathBuf::from).collect();
    // A corpus that is gone must not keep the program from starting.
    if last.iter().all(|path| path.exists()) {
        last
    } else {
        Vec::new()
    }
}

/// Returns the way from the folder that paths are relative to, to the folder
/// that is listed or that holds the file.
fn prefix(root: &Root, base: &Path) -> String {
    let folder = if root.is_file {
        root.path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
    } else {
        Some(root.path.as_path())
    };
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let (Ok(folder), Ok(base)) = (fs::canonicalize(folder), fs::canonicalize(base)) else {
        return String::new();
    };
    match folder.strip_prefix(&base) {
        Ok(way) if !way.as_os_str().is_empty() => {
            let mut prefix = order::portable_path(way.as_os_str().as_encoded_bytes());
            prefix.push('/');
            prefix
        }
        _ => String::new(),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files of their own")]
mod tests {
    use super::*;

    fn listed(source: &Source) -> Vec<String> {
        let mut listed = Vec::new();
        source.files(&mut |found| {
            listed.push(found.relative);
            ControlFlow::Continue(())
        });
        listed
    }

    #[test]
    fn what_is_not_there_is_named_and_the_rest_counts() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Some text.").unwrap();
        let given = [folder.path().join("a.txt"), folder.path().join("none")];
        let (sources, errors) = Source::all(&given, &Paths::within(folder.path()));
        assert_eq!(listed(&sources[0]), ["a.txt"]);
        assert!(errors[0].to_string().ends_with("none: no such file"));
    }

    #[test]
    fn nothing_given_is_the_last_corpus_or_the_sample() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::within(folder.path());
        assert_eq!(Source::all(&[], &paths).0[0].origin, Origin::Sample);
        let corpus = folder.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        let last = corpus.to_str().unwrap().to_owned();
        state::update(&paths.state_file(), |state| state.last_corpus = vec![last]).unwrap();
        let root = Root::at(&corpus);
        assert_eq!(Source::all(&[], &paths).0[0].origin, Origin::Root(root));
        fs::remove_dir(&corpus).unwrap();
        assert_eq!(Source::all(&[], &paths).0[0].origin, Origin::Sample);
    }

    #[test]
    fn paths_are_relative_to_the_annotated_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("year/month");
        fs::create_dir_all(&inner).unwrap();
        let root = |path: &Path, is_file| Root {
            path: path.to_path_buf(),
            is_file,
        };
        assert_eq!(prefix(&root(&inner, false), folder.path()), "year/month/");
        assert_eq!(
            prefix(&root(&inner.join("a.txt"), true), folder.path()),
            "year/month/"
        );
        assert_eq!(prefix(&root(&inner, false), &inner), "");
        assert_eq!(prefix(&root(folder.path(), false), &inner), "");
    }
}
