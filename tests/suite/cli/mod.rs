//! The built program on small folders: what it prints, how it ends.

mod annotated;
#[cfg(feature = "precise")]
mod model;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A program whose own folders are scratch ones.
struct Program {
    home: TempDir,
}

impl Program {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
        command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
        for name in ["CONFIG", "DATA", "CACHE", "STATE"] {
            let folder = self.home.path().join(name.to_lowercase());
            command.env(format!("GLEANER_{name}_DIR"), folder);
        }
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs and expects an exit code; returns standard output and error.
    fn ends(&self, args: &[&str], code: i32) -> (String, String) {
        let output = self.run(args);
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{out}\n{err}");
        (out, err)
    }

    fn rows(&self, args: &[&str], code: i32) -> Vec<Value> {
        let (out, _) = self.ends(args, code);
        out.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

const FOLDER: &str = "tests/data/cli";

#[test]
fn list_prints_rows_in_corpus_order() {
    let program = Program::new();
    let rows = program.rows(&["list", FOLDER, "--format", "jsonl"], 1);
    let paths: Vec<_> = rows
        .iter()
        .map(|row| row["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths[..2], ["bridge.txt", "year/market.md"]);
    assert_eq!(rows[2]["title"], "Ferry stops in a storm");
    assert_eq!(rows[2]["published"], "2013-10-28");
    let keys: Vec<_> = rows[0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "id",
            "path",
            "title",
            "source",
            "published",
            "state",
            "tags",
            "problems"
        ]
    );
    assert_eq!(rows[0]["state"]["decision"], "undecided");
    let (table, err) = program.ends(&["list", FOLDER], 1);
    assert_eq!(table.lines().count(), rows.len() + 1);
    assert!(table.starts_with("ID       STATE DATE"));
    assert!(err.starts_with("gleaner: year/records.jsonl"), "{err}");
    let (tsv, _) = program.ends(
        &[
            "list",
            "tests/data/cli/year/records.jsonl",
            "-q",
            "painted",
            "--format",
            "tsv",
        ],
        0,
    );
    assert_eq!(tsv.lines().count(), 1);
    assert_eq!(tsv.trim_end_matches('\n').split('\t').count(), 9);
}

#[test]
fn options_may_stand_before_the_command_and_paths_may_not() {
    let program = Program::new();
    let (out, _) = program.ends(&["--color", "never", "list", FOLDER], 1);
    assert!(!out.is_empty());
    let (out, err) = program.ends(&[FOLDER, "list"], 2);
    assert!(out.is_empty() && err.contains("paths go after it"), "{err}");
}

#[test]
fn queries_choose_articles_and_mistakes_are_drawn() {
    let program = Program::new();
    let titles = |query: &str| -> usize {
        program
            .rows(&["list", FOLDER, "-q", query, "--format", "jsonl"], 0)
            .len()
    };
    assert_eq!(titles("bridge"), 2);
    assert_eq!(titles("bridge -market"), 1);
    assert_eq!(titles("source:coast on:2013"), 1);
    assert_eq!(titles("no-such-word"), 0);
    let (_, err) = program.ends(&["list", FOLDER, "-q", "a titel:b"], 2);
    assert!(
        err.contains("\na titel:b\n  ^^^^^ expected a field; did you mean title:\n"),
        "{err}"
    );
}

#[test]
fn extract_gives_text_and_offsets_in_code_points() {
    let program = Program::new();
    let rows = program.rows(&["extract", FOLDER, "-q", "title:ferry"], 0);
    let row = &rows[0];
    assert_eq!(row["schema"], "gleaner.extract/1");
    assert_eq!(
        row["text"],
        "The ferry stopped.\n\n한국 sailors helped. 🚢 It was a storm."
    );
    let text: Vec<char> = row["text"].as_str().unwrap().chars().collect();
    let mut n_places = 0;
    for list in ["mentions", "times"] {
        for found in row[list].as_array().unwrap() {
            let place = |end: &str| usize::try_from(found[end].as_u64().unwrap()).unwrap();
            let there: String = text[place("start")..place("end")].iter().collect();
            assert_eq!(found["text"], there);
            n_places += 1;
        }
    }
    for block in row["blocks"].as_array().unwrap() {
        assert!(block["end"].as_u64().unwrap() <= text.len() as u64);
        n_places += 1;
    }
    assert!(n_places > 0);
    assert!(row["annotations"].is_array());
    let raw = program.rows(&["extract", FOLDER, "-q", "title:ferry", "--raw"], 0);
    assert!(raw[0].get("annotations").is_none());
}

#[test]
fn a_date_is_given_to_articles_that_state_none() {
    let program = Program::new();
    let file = "tests/data/cli/year/records.jsonl";
    let rows = program.rows(
        &[
            "extract",
            file,
            "--published",
            "2015-05",
            "-q",
            "source:coast",
        ],
        0,
    );
    let dates: Vec<_> = rows
        .iter()
        .map(|row| row["meta"]["published"].as_str().unwrap())
        .collect();
    assert_eq!(dates, ["2013-10-28", "2015-05"]);
    program.ends(&["extract", file, "--published", "soon"], 2);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    for n in 0..80 {
        let text =
            format!("Report {n} on Leeds\n\nMayor Ada Whitlow spoke in York on {n} May 2014.\n");
        fs::write(folder.path().join(format!("{n}.txt")), text).unwrap();
    }
    let args = ["extract", folder.path().to_str().unwrap()];
    let first = program.run(&args).stdout;
    assert_eq!(String::from_utf8_lossy(&first).lines().count(), 80);
    assert_eq!(program.run(&args).stdout, first);
}

#[test]
fn show_finds_one_article_by_path_id_or_beginning() {
    let program = Program::new();
    let (out, _) = program.ends(&["show", "-a", "bridge.txt", FOLDER], 0);
    assert!(out.contains("cracks in a pier"));
    let rows = program.rows(
        &["show", "-a", "bridge.txt", FOLDER, "--format", "jsonl"],
        0,
    );
    let id = rows[0]["id"].as_str().unwrap();
    let (by_id, _) = program.ends(&["show", "-a", id.get(..8).unwrap(), FOLDER], 0);
    assert_eq!(by_id, out);
    let (_, err) = program.ends(&["show", "-a", "no.txt", FOLDER], 1);
    assert!(err.contains("no article is called no.txt"), "{err}");
}

#[test]
fn search_prints_words_in_context() {
    let program = Program::new();
    let rows = program.rows(&["search", "-q", "bridge", FOLDER], 0);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0]["left"], "Old ");
    assert_eq!(
        (&rows[0]["start"], &rows[0]["end"]),
        (&4.into(), &10.into())
    );
    let (table, _) = program.ends(&["search", "-q", "sailors", FOLDER, "--format", "table"], 0);
    assert!(table.contains("한국 [sailors] helped"), "{table}");
    program.ends(&["search", "-q", "zebra", FOLDER], 1);
    program.ends(&["search", "-q", "state:read", FOLDER], 2);
}

#[test]
fn duplicates_are_printed_in_corpus_order() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    let text = |title: &str, last: &str| {
        format!(
            "{title}\n\nThe ferry between the two islands stopped on Monday evening, after the wind \
             had torn the ramp from its hinges, the harbor office said.\n\nNobody was hurt, and \
             the forty passengers who waited on the pier were brought to a school nearby, where \
             they spent the night.\n\nThe office hopes that the ship will sail again {last}, when \
             the storm is over and a new ramp has come from the mainland.\n"
        )
    };
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    write("b.txt", text("Ferry stops in a storm", "on Wednesday"));
    write("a.txt", text("Storm stops the ferry", "on Wednesday"));
    write("d.txt", text("Ferry to sail again", "tomorrow"));
    write(
        "c.txt",
        "Another matter\n\nA short note on it.\n".to_owned(),
    );
    let path = folder.path().to_str().unwrap();
    let rows = program.rows(&["duplicates", path], 0);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        rows[0]["paths"],
        serde_json::json!(["a.txt", "b.txt", "d.txt"])
    );
    let similarity = rows[0]["similarity"].as_f64().unwrap();
    assert!((0.5..1.0).contains(&similarity), "{similarity}");
    let rows = program.rows(&["duplicates", path, "-q", "title:ferry"], 0);
    assert_eq!(rows.len(), 1);
    let rows = program.rows(&["duplicates", path, "-q", "title:again"], 0);
    assert_eq!(rows.len(), 0);
    let list = [
        "list",
        path,
        "--format",
        "jsonl",
        "-q",
        "has:duplicate title:again",
    ];
    assert_eq!(program.rows(&list, 0)[0]["path"], "d.txt");
}

#[test]
fn problems_name_what_cannot_be_read() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("fine.txt"),
        "A fine text about a fine day.\n",
    )
    .unwrap();
    let path = folder.path().to_str().unwrap();
    assert_eq!(program.ends(&["problems", path], 0).0, "");
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    fs::write(
        folder.path().join("bad\u{1b}[31m.bin"),
        [0, 1, 2, 255, 0, 7],
    )
    .unwrap();
    let (out, _) = program.ends(&["problems", path], 1);
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(!out.contains('\u{1b}'));
    let (_, err) = program.ends(&["list", path, "no/such/place"], 1);
    assert!(
        err.contains("cannot open no/such/place: no such file"),
        "{err}"
    );
}

#[test]
fn control_characters_never_reach_the_terminal_raw() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    let record = r#"{"title":"Red \u001b[31m\u202e title","source":"a\tb\nc","text":"Some \u001b]0;x\u0007 text here."}"#;
    fs::write(folder.path().join("a.jsonl"), record).unwrap();
    let path = folder.path().to_str().unwrap();
    let commands: [&[&str]; 5] = [
        &["list", path],
        &["list", path, "--format", "tsv"],
        &["list", path, "--format", "jsonl"],
        &["show", "-a", "a.jsonl#1", path],
        &["search", "-q", "text", path, "--format", "table"],
    ];
    for args in commands {
        let (out, _) = program.ends(args, 0);
        assert!(!out.contains(['\u{1b}', '\u{7}']), "{args:?}: {out:?}");
        let is_json = args.contains(&"jsonl");
        assert!(is_json || !out.contains('\u{202e}'), "{args:?}: {out:?}");
    }
}

#[test]
fn standard_input_and_the_sample_are_read() {
    let program = Program::new();
    let mut child = program
        .command(&["extract", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all(b"A headline\r\n\r\nA text from a pipe.\r\n")
        .unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let row: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(row["text"], "A headline\n\nA text from a pipe.\n");
    assert!(program.rows(&["list", "--format", "jsonl"], 0).len() > 10);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    let line = serde_json::json!({ "text": "word ".repeat(5_000) }).to_string() + "\n";
    fs::write(folder.path().join("a.jsonl"), line.repeat(8)).unwrap();
    let mut child = program
        .command(&["extract", folder.path().to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn wrong_usage_ends_with_two_and_help_with_zero() {
    let program = Program::new();
    program.ends(&["list", "--format", "xml"], 2);
    program.ends(&["--no-such-option"], 2);
    program.ends(&["search", FOLDER], 2);
    program.ends(&["list", "--color", "pink"], 2);
    assert!(program.ends(&["--help"], 0).0.contains("extract"));
    assert!(program.ends(&["--version"], 0).0.starts_with("gleaner "));
}

#[test]
fn configuration_is_printed_checked_and_found() {
    let program = Program::new();
    let (default, _) = program.ends(&["config", "default"], 0);
    let config = program.home.path().join("config");
    fs::create_dir(&config).unwrap();
    fs::write(config.join("config.toml"), default).unwrap();
    assert_eq!(program.ends(&["config", "check"], 0).0, "");
    fs::write(config.join("config.toml"), "mouse = true\nmesure = 3\n").unwrap();
    let (out, _) = program.ends(&["config", "check"], 1);
    assert!(
        out.ends_with("config.toml:2:1: unknown setting \"mesure\"; did you mean measure?\n"),
        "{out}"
    );
    let (out, _) = program.ends(&["config"], 0);
    assert!(out.starts_with(config.join("config.toml").to_str().unwrap()));
    let (out, _) = program.ends(&["where", FOLDER], 0);
    let file = Path::new(FOLDER).join("gleaner.jsonl");
    assert!(
        out.lines()
            .next()
            .unwrap()
            .ends_with(file.to_str().unwrap()),
        "{out}"
    );
    assert!(program.ends(&["keys"], 0).0.contains(":next-unread"));
    assert!(program.ends(&["man"], 0).0.contains(".TH"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            program
                .ends(&["completions", shell], 0)
                .0
                .contains("gleaner")
        );
    }
}
