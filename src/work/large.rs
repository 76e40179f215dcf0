//! Large files, and standard input: [`list`] sends the rows of all their
//! articles first, and leaves extraction to the pool, stretch by stretch.
//!
//! What is found in an article takes memory as long as the desk is open. A file
//! may hold a million articles, so [`Limits::extracted`] of them are extracted,
//! the first ones; the others when they are opened.
//!
//! [`Limits::extracted`]: crate::corpus::stream::Limits::extracted

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use super::Say;
use super::ingest::{Corpus, Sink};
use super::pool::{Pool, Urgency};
use crate::app::Msg;
use crate::app::articles::SourceFile;
use crate::app::msg::Tone;
use crate::corpus::parse::{Depth, Wanted};
use crate::corpus::{Article, Place};
use crate::io::article::{How, read_wanted};

/// Bytes of text that one job extracts of a large file.
const STRETCH_BYTES: usize = 1 << 20;

/// How many articles of each large file are extracted.
#[derive(Default)]
pub(super) struct Extracted(Mutex<BTreeMap<(u16, String), usize>>);

impl Extracted {
    /// Returns how many articles of a file may be extracted; what was extracted
    /// of it before is forgotten.
    fn room(&self, file: &SourceFile, limit: usize) -> usize {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.remove(&(file.root, file.relative.clone()));
        limit.saturating_sub(held.values().sum())
    }

    fn note(&self, file: &SourceFile, n_articles: usize) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert((file.root, file.relative.clone()), n_articles);
    }
}

/// Reads the articles of a file until it is told to break off.
type Read<'a> = &'a mut dyn FnMut(How<'_>, &mut dyn FnMut(Article) -> ControlFlow<()>);

/// Lists the articles of a large file at once, as `read` gives them, and leaves
/// their extraction to the pool, which opens the file again.
///
/// Shape: places that can be read directly come in stretches, so that several
/// threads share the work; what is packed is read in one go.
pub(super) fn list(
    (corpus, pool): (&Arc<Corpus>, &Arc<Pool>),
    (rank, file): (u64, SourceFile),
    read: Read<'_>,
    say: &Say,
) {
    corpus.count(say, |progress| progress.total += 1);
    let file = Arc::new(file);
    let how = How {
        options: corpus.options(file.root),
        depth: Depth::Listed,
    };
    let room = corpus.extracted.room(&file, how.options.limits.extracted);
    let mut sink = Sink::rows_only(corpus, (rank, file.clone()), say);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut n_articles = 0;
    read(how, &mut |article| {
        n_articles += 1;
        match stretches.last_mut() {
            _ if n_articles > room => {}
            Some(last) if last.takes(article.place) => last.add(&article),
            _ => stretches.push(Stretch::of(&article)),
        }
        sink.take(article);
        ControlFlow::Continue(())
    });
    sink.flush();
    corpus.extracted.note(&file, n_articles.min(room));
    corpus.count(say, |progress| progress.total += stretches.len());
    corpus.count(say, |progress| progress.done += 1);
    if n_articles > room {
        say(Msg::Told(Tone::Warning, left_out(&file, n_articles, room)));
    }
    for stretch in stretches {
        let (corpus, say, file) = (corpus.clone(), say.clone(), file.clone());
        pool.run(Urgency::Later, "extracting articles", move || {
            let made = catch_unwind(AssertUnwindSafe(|| {
                extract_stretch(&corpus, (rank, file), stretch, &say);
            }));
            corpus.count(&say, |progress| progress.done += 1);
            if let Err(fault) = made {
                resume_unwind(fault);
            }
        });
    }
}

fn left_out(file: &SourceFile, n_articles: usize, room: usize) -> String {
    format!(
        "{}: names and duplicates are found in the first {room} of {n_articles} articles (`extracted` under [limits])",
        file.relative
    )
}

/// Articles of one file that are extracted by one job.
#[derive(Clone, Copy)]
struct Stretch {
    first: Place,
    /// Up to the last of its articles; what repeats an id counts too.
    n_records: u32,
    n_bytes: usize,
}

impl Stretch {
    fn of(article: &Article) -> Self {
        Self {
            first: article.place,
            n_records: 1,
            n_bytes: article.text.len(),
        }
    }

    fn takes(&self, place: Place) -> bool {
        !self.first.is_direct() || place.is_direct() && self.n_bytes < STRETCH_BYTES
    }

    fn add(&mut self, article: &Article) {
        self.n_bytes += article.text.len();
        self.n_records = if self.is_run() {
            (article.place.record - self.first.record).saturating_add(1)
        } else {
            self.n_records.saturating_add(1)
        };
    }

    /// Says whether it can be read without what lies before it.
    fn is_run(&self) -> bool {
        self.first.is_direct() && self.first.record > 0
    }
}

fn extract_stretch(
    corpus: &Corpus,
    (rank, file): (u64, Arc<SourceFile>),
    stretch: Stretch,
    say: &Say,
) {
    let how = How {
        options: corpus.options(file.root),
        depth: Depth::Full,
    };
    // A file that went away meanwhile is told by the next listing.
    let Ok(mut opened) = corpus.open(&file) else {
        return;
    };
    let wanted = if stretch.is_run() {
        Wanted::Run(stretch.first, stretch.n_records)
    } else {
        Wanted::All
    };
    let relative = file.relative.clone();
    let mut sink = Sink::new(corpus, (rank, file), say);
    let mut n_left = stretch.n_records;
    read_wanted((&mut *opened, &relative), wanted, how, &mut |article| {
        sink.take(article);
        n_left = n_left.saturating_sub(1);
        if n_left == 0 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    sink.flush();
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::corpus::parse::ReadOptions;
    use crate::corpus::stream::Limits;
    use crate::io::article::read_articles;
    use crate::io::paths::Paths;
    use crate::io::scan::Found;
    use crate::io::sources::Source;

    /// Lists a file whose first five articles are extracted; returns the
    /// numbers of rows and of analyses, and what was told.
    fn listed(name: &str, bytes: &[u8]) -> (usize, usize, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut source = Source::of_path(&path, &Paths::of_user()).unwrap();
        let limits = Limits {
            extracted: 5,
            ..Limits::default()
        };
        source.options = Arc::new(ReadOptions {
            limits,
            ..ReadOptions::default()
        });
        let (send, inbox) = channel();
        let say: Say = Arc::new(move |msg| send.send(msg).unwrap());
        let corpus = Arc::new(Corpus::new(vec![source]));
        let pool = Arc::new(Pool::start(&say));
        let found = Found {
            path: path.clone(),
            relative: name.to_owned(),
            ..Found::default()
        };
        let file = SourceFile {
            root: 0,
            file: path,
            relative: name.to_owned(),
        };
        let mut read = |how: How<'_>, each: &mut dyn FnMut(Article) -> ControlFlow<()>| {
            read_articles(&found, how, each);
        };
        list((&corpus, &pool), (1, file), &mut read, &say);
        corpus.count(&say, |progress| progress.is_listed = true);
        let (mut rows, mut n_analysed, mut told) = (BTreeSet::new(), 0, Vec::new());
        loop {
            match inbox.recv().unwrap() {
                Msg::Scanned(_, some) => rows.extend(some.iter().map(|row| row.id)),
                Msg::Analysed(_, made) => n_analysed += made.len(),
                Msg::Told(_, text) => told.push(text),
                Msg::Progress(_, progress) if progress.is_finished => break,
                _ => {}
            }
        }
        (rows.len(), n_analysed, told)
    }

    fn records(n_records: usize) -> String {
        let mut text = String::new();
        for nth in 0..n_records {
            let body = format!("The harbor of Port Arran was shut on day {nth}.");
            writeln!(
                text,
                r#"{{"id":"{nth}","title":"Day {nth}","text":"{body}"}}"#
            )
            .unwrap();
        }
        text
    }

    #[test]
    fn all_articles_are_listed_and_the_first_ones_extracted() {
        let (n_rows, n_analysed, told) = listed("a.jsonl", records(20).as_bytes());
        assert_eq!((n_rows, n_analysed), (20, 5));
        assert!(
            told.concat().contains("the first 5 of 20 articles"),
            "{told:?}"
        );
        let (n_rows, n_analysed, told) = listed("a.jsonl", records(5).as_bytes());
        assert_eq!((n_rows, n_analysed, told), (5, 5, vec![]));
    }

    #[test]
    fn what_is_packed_is_extracted_as_far_as_there_is_room() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packed, records(9).as_bytes()).unwrap();
        let (n_rows, n_analysed, told) = listed("a.jsonl.gz", &packed.finish().unwrap());
        assert_eq!((n_rows, n_analysed, told.len()), (9, 5, 1));
    }

    #[test]
    fn room_is_given_back_when_a_file_is_listed_again() {
        let extracted = Extracted::default();
        let file = |relative: &str| SourceFile {
            relative: relative.to_owned(),
            ..SourceFile::default()
        };
        assert_eq!(extracted.room(&file("a"), 10), 10);
        extracted.note(&file("a"), 7);
        assert_eq!(extracted.room(&file("b"), 10), 3);
        assert_eq!(extracted.room(&file("a"), 10), 10);
        assert_eq!(extracted.room(&file("b"), 10), 10);
    }
}
