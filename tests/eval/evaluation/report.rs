//! [`Report`]: figures, floors and peers side by side, as text or Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use super::goals::{self, Field, Goal};
use super::peers::Peer;
use super::program::Run;
use super::score::Scores;
use super::speed::{Size, Speed};

/// The name of the row of all sets as one text.
const ALL: &str = "all, as one text";

/// Which measures are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rows {
    /// Those that are looked at.
    Main,
    All,
}

/// All that was measured.
pub(crate) struct Report {
    pub(super) rows: Vec<Row>,
    pub(super) runs: Vec<RunRow>,
    /// A run of the program on one sentence.
    pub(super) start: Duration,
    peers: Vec<Peer>,
    trainable: BTreeMap<String, String>,
    /// Sets that were measured with weights from a training without them.
    pub(super) instead: Vec<String>,
    notes: Vec<String>,
}

/// One measure of one set.
pub(super) struct Row {
    set: String,
    task: &'static str,
    measure: String,
    scores: Scores,
    /// The same without the lists that were written for the program.
    without: Option<Scores>,
}

/// One run of `extract` on one set.
pub(super) struct RunRow {
    set: String,
    n_articles: usize,
    megabytes: f64,
    wall: Duration,
    /// Time on processors, where it is long enough to be measured.
    on_cpu: Option<Duration>,
    peak_megabytes: Option<f64>,
}

/// Cells, and how they are written.
struct Table {
    heading: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Row {
    pub(super) fn new((set, task): (&str, &'static str), measure: String, scores: Scores) -> Self {
        Self {
            set: set.to_owned(),
            task,
            measure,
            scores,
            without: None,
        }
    }

    pub(super) fn without(mut self, scores: Option<Scores>) -> Self {
        self.without = scores;
        self
    }

    fn goals(&self) -> Vec<Goal> {
        goals::goals((&self.set, self.task), &self.measure, &self.scores)
    }

    /// Says whether the row is looked at, and not only there for completeness.
    fn is_main(&self) -> bool {
        let measure = self.measure.as_str();
        match self.task {
            "ner" => measure.starts_with("exact ") || measure.ends_with(" micro"),
            "precise" => measure.starts_with("exact "),
            "coref" => measure.ends_with("average"),
            _ => true,
        }
    }
}

impl RunRow {
    pub(super) fn new(set: &str, run: &Run, size: Size) -> Self {
        Self {
            set: set.to_owned(),
            n_articles: size.n_articles,
            megabytes: megabytes(u64::try_from(size.n_bytes).unwrap_or(u64::MAX)),
            wall: run.wall,
            on_cpu: None,
            peak_megabytes: run.peak_bytes.map(megabytes),
        }
    }

    /// Makes the row of all sets as one text.
    pub(super) fn of_all(speed: &Speed) -> Self {
        Self {
            on_cpu: speed.run.on_cpu,
            ..Self::new(ALL, &speed.run, speed.size)
        }
    }
}

impl RunRow {
    /// Returns how many megabytes of text one core extracts in a second.
    fn per_core(&self) -> Option<f64> {
        let time = self.on_cpu.filter(|time| !time.is_zero())?;
        Some(rate(self.megabytes, time))
    }
}

impl Report {
    pub(super) fn new(peers: Vec<Peer>, trainable: BTreeMap<String, String>) -> Self {
        Self {
            rows: Vec::new(),
            runs: Vec::new(),
            start: Duration::ZERO,
            peers,
            trainable,
            instead: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn note(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }

    /// Returns the report for a terminal.
    pub(crate) fn text(&self, rows: Rows) -> String {
        self.written(rows, Table::text)
    }

    /// Returns the report as it stands in a document.
    pub(crate) fn markdown(&self, rows: Rows) -> String {
        self.written(rows, Table::markdown)
    }

    fn written(&self, rows: Rows, write: fn(&Table) -> String) -> String {
        let mut text = format!("{}\n{}", write(&self.scores(rows)), write(&self.speeds()));
        for line in self.summary() {
            let _ = write!(text, "\n{line}\n");
        }
        text
    }

    fn scores(&self, rows: Rows) -> Table {
        let is_shown = |row: &&Row| rows == Rows::All || row.is_main();
        let rows = self.rows.iter().filter(is_shown);
        Table {
            heading: &[
                "set", "task", "measure", "P", "R", "F1", "acc.", "labels", "bare", "floor",
                "others",
            ],
            rows: rows.map(|row| self.cells(row)).collect(),
        }
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let scores = &row.scores;
        let train = self.trainable.get(&row.set);
        let may_train = train.is_some_and(|train| train != "no");
        let was_seen = goals::TRAINED_ON.contains(&row.set.as_str());
        // Other weights of the tagger do not make the encoder forget.
        let is_held_out = self.instead.contains(&row.set) && row.task != "precise";
        let mark = match (was_seen && !is_held_out, may_train) {
            (true, _) => " †",
            (false, true) => " *",
            (false, false) => "",
        };
        vec![
            format!("{}{}", row.set, mark),
            row.task.to_owned(),
            row.measure.clone(),
            figure(scores.precision),
            figure(scores.recall),
            figure(scores.f1),
            figure(scores.accuracy),
            scores.support.map(|n| n.to_string()).unwrap_or_default(),
            figure(row.without.and_then(|scores| scores.f1)),
            verdicts(row),
            self.beside(row),
        ]
    }

    /// Returns what other programs reach by the same measure.
    fn beside(&self, row: &Row) -> String {
        let same = |peer: &&Peer| peer.set == row.set && peer.task == row.task;
        let told = self.peers.iter().filter(same).filter_map(|peer| {
            let scores = peer.measures.get(&row.measure)?;
            let value = figure(scores.f1.or(scores.accuracy));
            Some(format!("{} {value}", peer.program))
        });
        told.collect::<Vec<_>>().join(", ")
    }

    fn speeds(&self) -> Table {
        let rows = self.runs.iter().map(|run| {
            vec![
                run.set.clone(),
                run.n_articles.to_string(),
                format!("{:.2}", run.megabytes),
                format!("{:.2}", run.wall.as_secs_f64()),
                format!("{:.1}", rate(run.megabytes, run.wall)),
                run.per_core()
                    .map(|speed| format!("{speed:.1}"))
                    .unwrap_or_default(),
                run.peak_megabytes
                    .map(|peak| format!("{peak:.0}"))
                    .unwrap_or_default(),
            ]
        });
        Table {
            heading: &[
                "set",
                "articles",
                "MB",
                "s",
                "MB/s",
                "MB/s per core",
                "peak MB",
            ],
            rows: rows.collect(),
        }
    }

    /// Returns sentences: speed, floors, notes.
    fn summary(&self) -> Vec<String> {
        let speed = self.runs.iter().find_map(RunRow::per_core);
        let peaks = self.runs.iter().filter_map(|run| run.peak_megabytes);
        let peak = peaks.fold(0.0, f64::max);
        let start_ms = self.start.as_secs_f64() * 1000.0;
        let floors: Vec<bool> = self
            .rows
            .iter()
            .flat_map(|row| row.goals().into_iter().map(|goal| goal.is_met(&row.scores)))
            .collect();
        let met = floors.iter().filter(|is_met| **is_met).count();
        let mut lines = vec![
            format!(
                "{} ({}); a run on one sentence takes {start_ms:.0} ms ({}); the largest run takes {peak:.0} MB ({}).",
                speed.map_or_else(
                    || "How much one core extracts is not known here".to_owned(),
                    |speed| format!("One core extracts {speed:.1} MB of text a second")
                ),
                against(
                    speed.is_some_and(|speed| speed >= goals::MEGABYTES_PER_SECOND),
                    "at least",
                    goals::MEGABYTES_PER_SECOND
                ),
                against(start_ms <= goals::START_MS, "at most", goals::START_MS),
                against(
                    peak <= goals::RESIDENT_MEGABYTES,
                    "at most",
                    goals::RESIDENT_MEGABYTES
                ),
            ),
            format!("{met} of {} floors are met.", floors.len()),
            "bare: F1 without the lists of names that were written for the program.".to_owned(),
            "With †: the models that ship were trained on documents of the set.".to_owned(),
            "With *: by its licence, a model that ships may be trained on the set.".to_owned(),
        ];
        lines.extend(self.notes.iter().map(|note| format!("Note: {note}")));
        lines
    }
}

impl Table {
    fn text(&self) -> String {
        let heading = self.heading.iter().map(|cell| (*cell).to_owned()).collect();
        let rows: Vec<&Vec<String>> = std::iter::once(&heading).chain(&self.rows).collect();
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.heading.len()).map(width).collect();
        let mut text = String::new();
        for row in rows {
            let cells = row.iter().zip(&widths);
            let cells = cells.map(|(cell, width)| format!("{cell:<width$}"));
            let line = cells.collect::<Vec<_>>().join("  ");
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn markdown(&self) -> String {
        let mut text = format!("| {} |\n", self.heading.join(" | "));
        let _ = writeln!(text, "|{}", "---|".repeat(self.heading.len()));
        for row in &self.rows {
            let _ = writeln!(text, "| {} |", row.join(" | "));
        }
        text
    }
}

/// Puts figures into a page, in place of those that stand between the marks.
pub(crate) fn with_figures(page: &str, figures: &str) -> Option<String> {
    let (head, rest) = page.split_once(BEGIN)?;
    let (_, tail) = rest.split_once(END)?;
    Some(format!("{head}{BEGIN}\n\n{figures}\n{END}{tail}"))
}

const BEGIN: &str = "<!-- figures -->";
const END: &str = "<!-- end of figures -->";

/// Says of each floor of a row whether it is met, and by how much it is missed.
fn verdicts(row: &Row) -> String {
    let verdicts = row.goals().into_iter().map(|goal| {
        let name = match goal.field {
            Field::Precision => "P ",
            Field::F1 | Field::Accuracy => "",
        };
        let short = goal.at_least - goal.value(&row.scores);
        if goal.is_met(&row.scores) {
            format!("{name}{} met", plain(goal.at_least))
        } else {
            format!("{name}{} MISSED by {short:.3}", plain(goal.at_least))
        }
    });
    verdicts.collect::<Vec<_>>().join("; ")
}

fn against(is_met: bool, word: &str, goal: f64) -> String {
    let missed = if is_met { "" } else { ", MISSED" };
    format!("{word} {goal}{missed}")
}

fn plain(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_suffix('0').unwrap_or(&text).to_owned()
}

fn figure(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.3}")).unwrap_or_default()
}

fn rate(megabytes: f64, time: Duration) -> f64 {
    match time.as_secs_f64() {
        seconds if seconds > 0.0 => megabytes / seconds,
        _ => 0.0,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes of texts and programs are far below 2^53 bytes"
)]
fn megabytes(n_bytes: u64) -> f64 {
    n_bytes as f64 / 1e6
}
