//! Large files: [`list`] sends the rows of all their articles first, and leaves
//! their extraction to the pool, stretch by stretch.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use super::Say;
use super::ingest::{Corpus, Sink};
use super::pool::{Pool, Urgency};
use crate::corpus::parse::{Depth, Wanted};
use crate::corpus::{Article, Place};
use crate::io::article::{How, open, read_articles, read_wanted};
use crate::io::scan::Found;

/// Bytes of text that one job extracts of a large file.
const STRETCH_BYTES: usize = 1 << 20;

/// Lists the articles of a large file at once, and leaves their extraction to
/// the pool, which reads them again.
///
/// Shape: places that can be read directly come in stretches, so that several
/// threads share the work; what is packed is read in one go.
pub(super) fn list(
    (corpus, pool): (&Arc<Corpus>, &Arc<Pool>),
    root: u16,
    (rank, found): (u64, &Found),
    say: &Say,
) {
    corpus.count(say, |progress| progress.total += 1);
    let how = How {
        options: corpus.options(root),
        depth: Depth::Listed,
    };
    let mut sink = Sink::rows_only(corpus, root, say);
    let mut stretches: Vec<Stretch> = Vec::new();
    read_articles(found, how, &mut |article| {
        match stretches.last_mut() {
            Some(last) if last.takes(article.place) => last.add(&article),
            _ => stretches.push(Stretch::of(&article)),
        }
        sink.take(article, rank, found);
        ControlFlow::Continue(())
    });
    sink.flush();
    corpus.count(say, |progress| progress.total += stretches.len());
    corpus.count(say, |progress| progress.done += 1);
    for stretch in stretches {
        let (corpus, say, found) = (corpus.clone(), say.clone(), found.clone());
        pool.run(Urgency::Later, "extracting articles", move || {
            let made = catch_unwind(AssertUnwindSafe(|| {
                extract_stretch(&corpus, root, (rank, &found), stretch, &say);
            }));
            corpus.count(&say, |progress| progress.done += 1);
            if let Err(fault) = made {
                resume_unwind(fault);
            }
        });
    }
}

/// Articles of one file that are extracted by one job.
#[derive(Clone, Copy)]
struct Stretch {
    first: Place,
    /// Up to the number of its last record.
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
        if self.first.is_direct() {
            self.n_records = (article.place.record - self.first.record).saturating_add(1);
        }
    }
}

fn extract_stretch(
    corpus: &Corpus,
    root: u16,
    (rank, found): (u64, &Found),
    stretch: Stretch,
    say: &Say,
) {
    let how = How {
        options: corpus.options(root),
        depth: Depth::Full,
    };
    let mut sink = Sink::new(corpus, root, say);
    let mut take = |article| {
        sink.take(article, rank, found);
        ControlFlow::Continue(())
    };
    if stretch.first.is_direct() && stretch.first.record > 0 {
        // A file that went away meanwhile is told by the next listing.
        if let Ok(mut file) = open(&found.path) {
            let wanted = Wanted::Run(stretch.first, stretch.n_records);
            read_wanted((&mut file, &found.relative), wanted, how, &mut take);
        }
    } else {
        read_articles(found, how, &mut take);
    }
    sink.flush();
}
