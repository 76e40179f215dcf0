//! [`Peer`]: what other programs reach, read from the tables of the kit.
//!
//! The kit's `README.md` has a table "Set | Program | Task | Scores" whose last
//! cell is made for people: "exact P 0.66 R 0.43 F1 0.52 (org 0.38 …); lenient
//! 0.56". Here its figures get the names that the scorer gives them. A second
//! table says which sets a model may be trained on.

use std::collections::BTreeMap;

use super::score::Scores;

/// The scores of one program on one set.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Peer {
    pub(super) set: String,
    pub(super) task: String,
    pub(super) program: String,
    /// By measure, named as the scorer names them.
    pub(super) measures: BTreeMap<String, Scores>,
}

/// Reads the scores of other programs.
pub(super) fn peers(readme: &str) -> Vec<Peer> {
    tables(readme, &["Set", "Program", "Task", "Scores"])
        .into_iter()
        .filter_map(|cells| {
            let [set, program, task, scores] = <[&str; 4]>::try_from(cells).ok()?;
            Some(Peer {
                set: set.to_owned(),
                task: task.to_owned(),
                program: program.to_owned(),
                measures: measures(task, scores),
            })
        })
        .collect()
}

/// Reads which sets a model that ships may be trained on: "yes", "no", or the
/// condition.
pub(super) fn trainable(readme: &str) -> BTreeMap<String, String> {
    let mut trainable = BTreeMap::new();
    let head = [
        "Set",
        "dev / hidden documents",
        "What it is",
        "Origin",
        "Licence",
        "Train",
    ];
    for cells in tables(readme, &head) {
        let train = cells.last().copied().unwrap_or_default();
        for set in cells.first().copied().unwrap_or_default().split(", ") {
            trainable.insert(set.to_owned(), train.to_owned());
        }
    }
    trainable
}

/// Returns the rows of the tables with this heading.
fn tables<'a>(text: &'a str, heading: &[&str]) -> Vec<Vec<&'a str>> {
    let mut inside = false;
    let mut rows = Vec::new();
    for line in text.lines() {
        let Some(row) = line.strip_prefix('|').and_then(|row| row.strip_suffix('|')) else {
            inside = false;
            continue;
        };
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if cells == heading {
            inside = true;
        } else if inside && !row.starts_with("---") {
            rows.push(cells);
        }
    }
    rows
}

/// What was read of a cell so far.
#[derive(Default)]
struct Reading {
    measures: BTreeMap<String, Scores>,
    /// What stands before a colon: "direct".
    view: String,
    words: Vec<String>,
    /// The measure that the next figure belongs to.
    label: String,
    /// The measure before a bracket.
    outer: Option<String>,
    column: &'static str,
}

fn measures(task: &str, cell: &str) -> BTreeMap<String, Scores> {
    let mut reading = Reading::default();
    for token in cell.split_whitespace() {
        if token.starts_with('(') {
            reading.outer = Some(reading.label.clone());
            reading.words.clear();
        }
        reading.take(token);
        if token.contains(')') {
            reading.outer = None;
        }
    }
    let named = |(name, scores): (String, Scores)| {
        if name.contains(' ') || task != "ner" {
            (name, scores)
        } else {
            (format!("{name} micro"), scores)
        }
    };
    reading.measures.into_iter().map(named).collect()
}

impl Reading {
    fn take(&mut self, token: &str) {
        let core = token.trim_matches(|c| "(),;".contains(c));
        if let Some(view) = core.strip_suffix(':') {
            view.clone_into(&mut self.view);
            self.words.clear();
        } else if let Some(column) = ["P", "R", "F1", "acc"]
            .into_iter()
            .find(|name| *name == core)
        {
            self.close_label();
            self.column = column;
        } else if let (true, Ok(value)) = (core.contains('.'), core.parse::<f64>()) {
            self.close_label();
            self.file(value);
        } else {
            // A comma inside a name belongs to it.
            self.words
                .push(token.trim_matches(|c| "();".contains(c)).to_owned());
        }
    }

    fn close_label(&mut self) {
        if !self.words.is_empty() {
            self.words
                .join(" ")
                .trim_end_matches(',')
                .clone_into(&mut self.label);
            self.words.clear();
        }
    }

    fn file(&mut self, value: f64) {
        let name = match &self.outer {
            Some(outer) if *outer == self.label => outer.clone(),
            Some(outer) => format!("{outer} {}", self.label),
            None if self.view.is_empty() => self.label.clone(),
            None => format!("{} {}", self.view, self.label),
        };
        let is_accuracy = ["speaker", "accuracy"].contains(&self.label.as_str());
        let scores = self.measures.entry(name).or_default();
        let place = match self.column {
            "P" => &mut scores.precision,
            "R" => &mut scores.recall,
            "acc" => &mut scores.accuracy,
            _ if is_accuracy => &mut scores.accuracy,
            _ => &mut scores.f1,
        };
        *place = Some(value);
        self.column = "";
        if let Some(outer) = &self.outer {
            self.label.clone_from(outer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(task: &str, cell: &str, measure: &str, expected: [Option<f64>; 4]) {
        let measures = measures(task, cell);
        let scores = measures.get(measure).copied().unwrap_or_default();
        let found = [scores.precision, scores.recall, scores.f1, scores.accuracy];
        assert_eq!(found, expected, "{measure} in {measures:?}");
    }

    #[test]
    fn cells_made_for_people_are_read() {
        let names =
            "exact P 0.66 R 0.42 F1 0.51 (org 0.37 person 0.46); lenient 0.55; overlap 0.64";
        check(
            "ner",
            names,
            "exact micro",
            [Some(0.66), Some(0.42), Some(0.51), None],
        );
        check("ner", names, "exact person", [None, None, Some(0.46), None]);
        check(
            "ner",
            names,
            "overlap micro",
            [None, None, Some(0.64), None],
        );
        let quotes = "direct: exact F1 0.7, half 0.8, tokens 0.9; all: half 0.3; speaker 0.1";
        check(
            "quotes",
            quotes,
            "direct half",
            [None, None, Some(0.8), None],
        );
        check(
            "quotes",
            quotes,
            "all speaker",
            [None, None, None, Some(0.1)],
        );
        let times = "strict F1 0.55, relaxed 0.69, value F1 0.40 (acc 0.58), interval 0.41";
        check(
            "times",
            times,
            "value",
            [None, None, Some(0.40), Some(0.58)],
        );
        check("times", times, "interval", [None, None, Some(0.41), None]);
        let meta = "title P 0.6 R 0.6 F1 0.6; title, one inside the other P 0.8 R 0.8 F1 0.8";
        check(
            "meta",
            meta,
            "title, one inside the other",
            [Some(0.8), Some(0.8), Some(0.8), None],
        );
    }

    #[test]
    fn tables_are_found_by_their_heading() {
        let readme = "| Set | Program | Task | Scores |\n|---|---|---|---|\n\
            | times/a | clock (first 25 documents) | times | strict F1 0.5 |\n\n| x | y | z | u |\n";
        let peers = peers(readme);
        assert_eq!(peers.len(), 1);
        assert_eq!(peers[0].program, "clock (first 25 documents)");
    }
}
