//! Reads and analyses articles on threads; answers come in corpus order.
//!
//! ```text
//!     reader ──articles──► workers ──answers──► the caller, in order
//!        ▲                                         │
//!        └────────────── one token back per answer ┘
//! ```
//!
//! The tokens bound how many articles are under way, so memory is bounded, and
//! the outcome is the same for any number of threads.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::inputs::{Inputs, Opened};
use super::output::say;
use super::progress::Progress;
use crate::corpus::parse::Depth;
use crate::corpus::{Article, Problem};

/// How many articles are under way at most.
const N_TOKENS: usize = 32;

struct Job {
    number: usize,
    source: usize,
    article: Article,
}

/// Hands each article of all sources through `work`, on threads, and what comes
/// out to `each`, in corpus order, until it fails.
///
/// An article on which `work` panics goes through `work` once more as an
/// unreadable article with the reason.
pub(super) fn run<'i, T: Send>(
    inputs: &'i Inputs,
    depth: Depth,
    work: &(dyn Fn(&'i Opened, Article) -> T + Sync),
    each: &mut dyn FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let progress = Progress::over(inputs);
    let (to_workers, jobs) = sync_channel::<Job>(N_TOKENS);
    let (to_caller, answers) = sync_channel::<(usize, u64, T)>(N_TOKENS);
    let (give, tokens) = sync_channel::<()>(N_TOKENS);
    for _ in 0..N_TOKENS {
        give.send(()).expect("the receiver is alive and has room");
    }
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        let reader = scope.spawn(move || read(inputs, depth, &tokens, &to_workers));
        for _ in 0..inputs.n_workers {
            let (to_caller, jobs) = (to_caller.clone(), &jobs);
            scope.spawn(move || answer(inputs, work, jobs, &to_caller));
        }
        drop(to_caller);
        let done = collect(answers, give, &progress, each);
        progress.finish();
        if reader.join().is_err() {
            say(format_args!(
                "reading broke off: this is a fault of the program"
            ));
        }
        done
    })
}

fn read(inputs: &Inputs, depth: Depth, tokens: &Receiver<()>, to_workers: &SyncSender<Job>) {
    let mut number = 0;
    for (source, opened) in inputs.opened.iter().enumerate() {
        opened.source.articles(depth, &mut |article| {
            let job = Job {
                number,
                source,
                article,
            };
            // Either end is gone when the caller has had enough.
            if tokens.recv().is_err() || to_workers.send(job).is_err() {
                return ControlFlow::Break(());
            }
            number += 1;
            ControlFlow::Continue(())
        });
    }
}

fn answer<'i, T>(
    inputs: &'i Inputs,
    work: &(dyn Fn(&'i Opened, Article) -> T + Sync),
    jobs: &Mutex<Receiver<Job>>,
    to_caller: &SyncSender<(usize, u64, T)>,
) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else {
            return;
        };
        let Some(opened) = inputs.opened.get(job.source) else {
            return;
        };
        let n_bytes = job.article.text.len() as u64;
        let hopeless = without_text(&job.article);
        let made = catch_unwind(AssertUnwindSafe(|| work(opened, job.article)))
            .unwrap_or_else(|_| work(opened, hopeless));
        if to_caller.send((job.number, n_bytes, made)).is_err() {
            return;
        }
    }
}

fn without_text(article: &Article) -> Article {
    Article {
        id: article.id,
        path: article.path.clone(),
        sha256: article.sha256,
        place: article.place,
        problems: vec![Problem::new(
            "could not be analysed: a fault of the program",
        )],
        ..Article::default()
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "that they are dropped on return tells the others to stop"
)]
fn collect<T>(
    answers: Receiver<(usize, u64, T)>,
    give: SyncSender<()>,
    progress: &Progress,
    each: &mut dyn FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, n_bytes, made) in answers {
        waiting.insert(number, (n_bytes, made));
        while let Some((n_bytes, made)) = waiting.remove(&next) {
            next += 1;
            progress.add(n_bytes);
            each(made)?;
            // The reader has gone home when it has read everything.
            let _ = give.try_send(());
        }
    }
    Ok(())
}
