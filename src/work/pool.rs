//! [`Pool`]: a few threads that take urgent jobs first.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::Say;
use crate::app::Msg;
use crate::app::msg::Tone;

/// How soon a job is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Urgency {
    /// A person waits for it.
    Now,
    /// Whenever a thread is free.
    Later,
}

type Job = (&'static str, Box<dyn FnOnce() + Send>);

#[derive(Default)]
struct Queue {
    now: VecDeque<Job>,
    later: VecDeque<Job>,
}

/// The threads and what waits for them. The threads end with the program.
pub(super) struct Pool {
    shared: Arc<(Mutex<Queue>, Condvar)>,
}

/// More threads would only take the processor from the terminal.
const MAX_THREADS: usize = 4;

impl Pool {
    pub(super) fn start(say: &Say) -> Self {
        let shared: Arc<(Mutex<Queue>, Condvar)> = Arc::default();
        let n_threads = thread::available_parallelism()
            .map_or(2, usize::from)
            .clamp(2, MAX_THREADS);
        for nth in 0..n_threads {
            let (shared, say) = (shared.clone(), say.clone());
            // One thread is kept for urgent jobs, so an opened article never
            // waits behind a batch.
            let takes_later = nth + 1 < n_threads || n_threads == 2;
            thread::spawn(move || work(&shared, takes_later, &say));
        }
        Self { shared }
    }

    /// Queues a job; a panic in it is told and ends the job alone.
    pub(super) fn run(
        &self,
        urgency: Urgency,
        what: &'static str,
        job: impl FnOnce() + Send + 'static,
    ) {
        let (queue, wake) = &*self.shared;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        match urgency {
            Urgency::Now => queue.now.push_back((what, Box::new(job))),
            Urgency::Later => queue.later.push_back((what, Box::new(job))),
        }
        wake.notify_all();
    }
}

fn work(shared: &(Mutex<Queue>, Condvar), takes_later: bool, say: &Say) {
    let (queue, wake) = shared;
    loop {
        let mut waiting = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let (what, job) = loop {
            let next = waiting.now.pop_front();
            let next = if takes_later {
                next.or_else(|| waiting.later.pop_front())
            } else {
                next
            };
            match next {
                Some(job) => break job,
                None => waiting = wake.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(waiting);
        if catch_unwind(AssertUnwindSafe(job)).is_err() {
            let text = format!("a fault of the program while {what}; the rest goes on");
            say(Msg::Told(Tone::Error, text));
        }
    }
}
