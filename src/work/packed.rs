//! [`Packed`]: records of packed files, read some at a time.
//!
//! A record of a gzip file can only be reached through all that lies before it.
//! Who reads one mostly reads its neighbors next, so they are kept too.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::sync::{Mutex, TryLockError};
use std::time::SystemTime;

use super::ingest::Corpus;
use crate::app::articles::Source;
use crate::corpus::parse::{Depth, Wanted};
use crate::corpus::{Article, Place};
use crate::io::article::{How, read_wanted};

/// Records that are kept before and behind the one that was asked for.
const BEFORE: u32 = 32;
const BEHIND: u32 = 96;
/// Bytes of text that are kept.
const MAX_BYTES: usize = 4 << 20;

/// The records of one packed file that were read last.
#[derive(Default)]
pub(super) struct Packed(Mutex<Window>);

#[derive(Default)]
struct Window {
    of: Option<Edition>,
    /// By the keys of their places.
    articles: BTreeMap<(u32, u32), Article>,
    n_bytes: usize,
}

/// A file as it was when it was read.
#[derive(Clone, PartialEq, Eq)]
struct Edition {
    root: u16,
    relative: String,
    /// Size and time of the last change; nothing for standard input.
    stamp: Option<(u64, SystemTime)>,
}

impl Packed {
    /// Reads one record again, or takes it from those that are kept.
    ///
    /// Shape: nothing when it is not there any more, or when another thread
    /// reads: nobody waits here for what nobody waits for.
    pub(super) fn read(&self, corpus: &Corpus, source: &Source) -> Option<Article> {
        let key = source.place.key();
        let of = Edition {
            root: source.root,
            relative: source.relative.clone(),
            stamp: stamp(source),
        };
        let mut window = match self.0.try_lock() {
            Ok(window) => window,
            Err(TryLockError::Poisoned(held)) => held.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        if window.of.as_ref() == Some(&of)
            && let Some(article) = window.articles.get(&key)
        {
            return Some(article.clone());
        }
        *window = Window {
            of: Some(of),
            ..Window::default()
        };
        window.fill(corpus, source);
        window.articles.get(&key).cloned()
    }
}

impl Window {
    fn fill(&mut self, corpus: &Corpus, source: &Source) {
        let wanted = source.place.key();
        let first = Place {
            record: source.place.record.saturating_sub(BEFORE).max(1),
            ..source.place
        };
        let run = Wanted::Run(first, source.place.record - first.record + 1 + BEHIND);
        let how = How {
            options: corpus.options(source.root),
            depth: Depth::Full,
        };
        let Ok(mut file) = corpus.open(source) else {
            return;
        };
        read_wanted((&mut *file, &source.relative), run, how, &mut |article| {
            let key = article.place.key();
            self.n_bytes += article.text.len();
            self.articles.insert(key, article);
            self.shrink(wanted);
            if key > wanted && self.n_bytes > MAX_BYTES {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
    }

    /// Lets go of what lies before the wanted one while there is too much.
    fn shrink(&mut self, wanted: (u32, u32)) {
        while self.n_bytes > MAX_BYTES {
            match self.articles.first_entry() {
                Some(first) if *first.key() < wanted => {
                    self.n_bytes -= first.remove().text.len();
                }
                _ => return,
            }
        }
    }
}

fn stamp(source: &Source) -> Option<(u64, SystemTime)> {
    let facts = fs::metadata(&source.file).ok()?;
    Some((facts.len(), facts.modified().ok()?))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::sync::Arc;

    use super::*;
    use crate::app::articles::SourceFile;
    use crate::corpus::parse::ReadOptions;
    use crate::io::article::read_one;
    use crate::io::paths::Paths;
    use crate::io::sources;

    fn packed(n_records: u32, what: &str) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        for nth in 1..=n_records {
            writeln!(packed, r#"{{"id":"{nth}","text":"{what} {nth} is open."}}"#).unwrap();
        }
        packed.finish().unwrap()
    }

    #[test]
    fn neighbors_are_kept_until_the_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl.gz");
        fs::write(&path, packed(300, "Berth")).unwrap();
        let root = sources::Source::of_path(&path, &Paths::of_user()).unwrap();
        let corpus = Corpus::new(vec![root]);
        let of = Arc::new(SourceFile {
            root: 0,
            file: path.clone(),
            relative: "a.jsonl.gz".to_owned(),
        });
        let source = |record: u32| Source {
            of: of.clone(),
            place: Place {
                record,
                ..Place::default()
            },
        };
        let alone = |record: u32| {
            let options = ReadOptions::default();
            read_one(&path, "a.jsonl.gz", source(record).place, &options)
        };
        let kept = || {
            let window = corpus.packed.0.lock().unwrap();
            let mut keys = window.articles.keys().map(|key| key.1);
            (keys.next(), keys.next_back())
        };
        for (record, first, last) in [
            (200, 168, 296),
            (290, 168, 296),
            (299, 267, 300),
            (1, 1, 97),
        ] {
            assert_eq!(
                corpus.packed.read(&corpus, &source(record)),
                Some(alone(record))
            );
            assert_eq!(kept(), (Some(first), Some(last)));
        }
        assert_eq!(corpus.packed.read(&corpus, &source(301)), None);
        corpus.packed.read(&corpus, &source(1));
        fs::write(&path, packed(301, "Quay")).unwrap();
        let found = corpus.packed.read(&corpus, &source(2)).unwrap();
        assert!(found.text.contains("Quay 2"));
    }
}
