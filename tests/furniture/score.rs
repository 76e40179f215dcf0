//! Counts how often furniture was told, by lines and by characters.

use std::collections::BTreeMap;
use std::fmt::Write;

use gleaner::corpus::BlockKind;

use crate::kit::Page;

/// What a line was called.
pub(crate) struct Call {
    pub(crate) is_furniture: bool,
    pub(crate) kind: Option<BlockKind>,
}

/// Right, wrong and missed furniture, and text of the article that was kept.
#[derive(Clone, Copy, Default)]
struct Count {
    hit: usize,
    wrong: usize,
    missed: usize,
    kept: usize,
}

impl Count {
    fn add(&mut self, gold: bool, called: bool, n: usize) {
        match (gold, called) {
            (true, true) => self.hit += n,
            (false, true) => self.wrong += n,
            (true, false) => self.missed += n,
            (false, false) => self.kept += n,
        }
    }

    fn precision(self) -> f64 {
        share(self.hit, self.hit + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.hit, self.hit + self.missed)
    }

    fn f1(self) -> f64 {
        share(2 * self.hit, 2 * self.hit + self.wrong + self.missed)
    }

    fn article_f1(self) -> f64 {
        share(2 * self.kept, 2 * self.kept + self.wrong + self.missed)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 1.0;
    }
    part as f64 / whole as f64
}

#[derive(Clone, Copy, Default)]
struct Row {
    n_pages: usize,
    lines: Count,
    chars: Count,
}

/// Counts of the pages so far, by set and by style.
#[derive(Default)]
pub(crate) struct Figures {
    rows: BTreeMap<String, Row>,
}

impl Figures {
    pub(crate) fn add(&mut self, page: &Page, calls: &[Call]) {
        let set = page.path.split('/').nth(1).unwrap_or_default();
        let style = format!("style {}", page.style.name());
        for name in ["all", set, &style] {
            let row = self.rows.entry(name.to_owned()).or_default();
            row.n_pages += 1;
            for (line, call) in page.lines.iter().zip(calls) {
                let Some(gold) = line.furniture else {
                    continue;
                };
                let n_chars = line.span.of(&page.text).chars().count();
                row.lines.add(gold, call.is_furniture, 1);
                row.chars.add(gold, call.is_furniture, n_chars);
            }
        }
    }

    /// Writes one row for all pages, for each set and for each style.
    pub(crate) fn table(&self) -> String {
        let mut out = String::from(
            "| pages | n | lines | furniture P | R | F1 | article F1 | by characters: P | R | F1 | article F1 |\n\
             |---|---|---|---|---|---|---|---|---|---|---|\n",
        );
        for (name, row) in &self.rows {
            let lines = row.lines;
            let n_lines = lines.hit + lines.wrong + lines.missed + lines.kept;
            let _ = write!(out, "| {name} | {} | {n_lines} |", row.n_pages);
            for count in [lines, row.chars] {
                let _ = write!(
                    out,
                    " {:.3} | {:.3} | {:.3} | {:.3} |",
                    count.precision(),
                    count.recall(),
                    count.f1(),
                    count.article_f1()
                );
            }
            out.push('\n');
        }
        out
    }
}
