//! How fast one core extracts, without reading and writing.
//!
//! What a program reaches from outside depends on how many cores it has; the
//! goal is set for one. So the library is called here on one thread, and where
//! the system tells the time that this thread had on a processor, that counts:
//! what else runs on the machine then changes little.

use std::fs;
use std::time::{Duration, Instant};

use gleaner::corpus::{Article, parse};
use gleaner::nlp::{Overrides, extract};

use super::kit::Set;

/// The texts of a set, and how long one core takes for them.
pub(super) struct Speed {
    pub(super) n_articles: usize,
    pub(super) n_bytes: usize,
    pub(super) time: Duration,
}

/// Extracts a set once on this thread; nothing where it is no text.
pub(super) fn of(set: &Set) -> anyhow::Result<Speed> {
    let mut articles: Vec<Article> = Vec::new();
    if set.input().is_file() {
        let bytes = fs::read(set.input())?;
        parse::articles(&set.name, &bytes, &mut |article| articles.push(article));
    }
    let (start, start_on_cpu) = (Instant::now(), on_cpu());
    let n_mentions: usize = articles
        .iter()
        .map(|article| extract(article, &Overrides::default()).mentions.len())
        .sum();
    let time = start_on_cpu
        .and_then(|start| on_cpu()?.checked_sub(start))
        .filter(|time| !time.is_zero())
        .unwrap_or_else(|| start.elapsed());
    // What was found is looked at, or the compiler may leave the work out.
    std::hint::black_box(n_mentions);
    Ok(Speed {
        n_articles: articles.len(),
        n_bytes: articles.iter().map(|article| article.text.len()).sum(),
        time,
    })
}

/// Returns how long this thread was on a processor; Linux only.
fn on_cpu() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
