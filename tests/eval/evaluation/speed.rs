//! How fast one core extracts: the measured program, run on one large text.
//!
//! What a program reaches by the clock depends on how many cores it has and on
//! what else runs there; the goal is set for one core. So the time counts that
//! its threads had on processors, reading and writing included. The sets are
//! small, and starting would count for much: all of them make one text.

use std::fs;
use std::path::Path;
use std::time::Duration;

use gleaner::corpus::parse;
use serde_json::json;

use super::kit::Set;
use super::program::{Program, Run};

/// The sets are repeated until their text is as long as this.
const ENOUGH_BYTES: usize = 4_000_000;
/// How often the text is run, if that does not take too long; the shortest
/// time counts.
const N_RUNS: usize = 3;
const LONG: Duration = Duration::from_secs(10);

/// How much text a set or several hold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    pub(super) n_articles: usize,
    pub(super) n_bytes: usize,
}

/// One run on the text that all sets make.
pub(super) struct Speed {
    pub(super) size: Size,
    pub(super) run: Run,
}

/// The articles of several sets, without their labels.
#[derive(Default)]
pub(super) struct Texts {
    lines: Vec<u8>,
    size: Size,
}

impl Texts {
    /// Adds the articles of a set and returns how much that is; nothing where
    /// it is no text.
    pub(super) fn add(&mut self, set: &Set) -> anyhow::Result<Size> {
        let mut size = Size::default();
        if set.input().is_file() {
            let bytes = fs::read(set.input())?;
            parse::articles(&set.name, &bytes, &mut |article| {
                size.n_articles += 1;
                size.n_bytes += article.text.len();
                let date = article.meta.published.map(|date| date.to_string());
                let line = json!({ "text": article.text, "date": date });
                self.lines.extend(line.to_string().into_bytes());
                self.lines.push(b'\n');
            });
        }
        self.size.n_articles += size.n_articles;
        self.size.n_bytes += size.n_bytes;
        Ok(size)
    }

    /// Runs `program` on all of them as one input.
    ///
    /// Shape: `None` when there are none.
    pub(super) fn extract(
        &self,
        program: &Program,
        scratch: &Path,
    ) -> anyhow::Result<Option<Speed>> {
        if self.size.n_bytes == 0 {
            return Ok(None);
        }
        let n_times = ENOUGH_BYTES.div_ceil(self.size.n_bytes);
        let input = scratch.join("all.jsonl");
        fs::write(&input, self.lines.repeat(n_times))?;
        let mut best: Option<Run> = None;
        for _ in 0..N_RUNS {
            let run = program.extract(&input, &scratch.join("all.found.jsonl"))?;
            let is_long = run.wall > LONG;
            if best.as_ref().is_none_or(|best| run.on_cpu < best.on_cpu) {
                best = Some(run);
            }
            if is_long {
                break;
            }
        }
        let size = Size {
            n_articles: n_times * self.size.n_articles,
            n_bytes: n_times * self.size.n_bytes,
        };
        Ok(best.map(|run| Speed { size, run }))
    }
}
