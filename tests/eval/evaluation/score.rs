//! Calls the scorer of the kit, and flattens what it prints.
//!
//! The scorer prints one JSON object whose leaves are precision, recall and F1,
//! or an accuracy; a measure goes by the names on the way to its leaf. Which
//! ones there are is the scorer's matter.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use serde_json::{Map, Value};

use super::kit::{Kit, Set};

/// The figures of one measure; absent ones were not stated.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Scores {
    pub(super) precision: Option<f64>,
    pub(super) recall: Option<f64>,
    pub(super) f1: Option<f64>,
    pub(super) accuracy: Option<f64>,
    /// How many labels there are.
    pub(super) support: Option<u64>,
}

/// All that a scorer says about one set.
#[derive(PartialEq, Debug, Default)]
pub(super) struct Scored {
    /// Shape: in the scorer's order; names of a measure are parted by spaces.
    pub(super) measures: Vec<(String, Scores)>,
    pub(super) notes: Vec<String>,
}

/// Says whether Python can be started.
pub(crate) fn python_is_there() -> bool {
    Command::new("python3")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Scores what was found in a set.
///
/// Errors: no Python, or a scorer that fails.
pub(super) fn score(kit: &Kit, task: &str, set: &Set, found: &Path) -> anyhow::Result<Scored> {
    let output = Command::new("python3")
        .arg(kit.scorer())
        .arg(task)
        .arg("--gold")
        .arg(set.labels())
        .arg("--pred")
        .arg(found)
        .args(["--json", "--set", set.short_name()])
        .output()
        .context("the scorer needs python3")?;
    ensure!(
        output.status.success(),
        "the scorer failed on {}: {}",
        set.name,
        String::from_utf8_lossy(&output.stderr)
    );
    let answer: Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("the scorer's answer on {}", set.name))?;
    Ok(scored(&answer))
}

fn scored(answer: &Value) -> Scored {
    let mut scored = Scored::default();
    let notes = answer.get("notes").and_then(Value::as_array);
    let notes = notes.into_iter().flatten().filter_map(Value::as_str);
    scored.notes = notes.map(str::to_owned).collect();
    // Deeper ones are put off to the stack, so that depth costs no recursion.
    let mut open = vec![(String::new(), answer.get("scores").unwrap_or(&Value::Null))];
    while let Some((name, value)) = open.pop() {
        match value {
            Value::Object(fields) => {
                let scores = Scores::of(fields);
                if scores != Scores::default() {
                    scored.measures.push((name.clone(), scores));
                }
                let deeper = fields.iter().filter(|(key, _)| !is_figure(key, fields));
                let deeper = deeper.map(|(key, value)| (joined(&name, key), value));
                let mut deeper: Vec<_> = deeper.collect();
                deeper.reverse();
                open.append(&mut deeper);
            }
            Value::Number(number) => {
                let accuracy = number.as_f64();
                scored.measures.push((
                    name,
                    Scores {
                        accuracy,
                        ..Scores::default()
                    },
                ));
            }
            _ => {}
        }
    }
    scored
}

impl Scores {
    fn of(fields: &Map<String, Value>) -> Self {
        let figure = |key: &str| fields.get(key).and_then(Value::as_f64);
        let count = |key: &str| fields.get(key).and_then(Value::as_u64);
        if !fields.keys().any(|key| is_figure(key, fields)) {
            return Self::default();
        }
        let labels = count("tp").zip(count("fn")).map(|(tp, fn_)| tp + fn_);
        Self {
            precision: figure("p"),
            recall: figure("r"),
            f1: figure("f1"),
            accuracy: figure("accuracy"),
            support: labels.or_else(|| count("of")),
        }
    }
}

/// Says whether a key of a leaf is one of its figures, and no measure.
fn is_figure(key: &str, fields: &Map<String, Value>) -> bool {
    let is_leaf = ["p", "r", "of"].iter().any(|key| fields.contains_key(*key));
    is_leaf && fields.get(key).is_some_and(Value::is_number)
}

fn joined(name: &str, key: &str) -> String {
    match name {
        "" => key.to_owned(),
        name => format!("{name} {key}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_become_measures_with_the_names_on_the_way() {
        let answer = r#"{"task": "ner", "notes": ["two are missing"], "scores": {
            "exact": {"micro": {"p": 0.5, "r": 0.25, "f1": 0.33, "tp": 1, "fp": 1, "fn": 3}},
            "speaker": {"accuracy": 0.8, "right": 4, "of": 5},
            "accuracy": 0.75}}"#;
        let scored = scored(&serde_json::from_str(answer).unwrap());
        assert_eq!(scored.notes, ["two are missing"]);
        let names: Vec<_> = scored.measures.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["exact micro", "speaker", "accuracy"]);
        let micro = scored.measures[0].1;
        assert_eq!((micro.f1, micro.support), (Some(0.33), Some(4)));
        let speaker = scored.measures[1].1;
        assert_eq!((speaker.accuracy, speaker.support), (Some(0.8), Some(5)));
        assert_eq!(scored.measures[2].1.accuracy, Some(0.75));
    }
}
