//! What the commands make of annotation files.

use std::fs;
use std::path::Path;

use gleaner::annotate::{
    Decision, EntityChange, EntityDecision, EntityName, Journal, Mark, MarkId, MetaField, Op,
    SessionId, Stamp, Target, TriageChange, describe,
};
use gleaner::corpus::{ArticleId, ContentHash};
use gleaner::io::journal::JournalFile;
use gleaner::text::Span;
use serde_json::Value;

use super::Program;

/// Writes acts of one person to a new file in the order they are given.
fn annotate(file: &Path, seed: u64, ops: Vec<Op>) {
    let mut journal = Journal::new(SessionId::from_seed(seed), "Ada".to_owned());
    let stamp = |nth: usize| Stamp(1_400_000_000_000 + i64::try_from(nth).unwrap());
    for (nth, op) in ops.into_iter().enumerate() {
        let entries = journal.act(vec![op], stamp(nth));
        JournalFile::open(file).append(&entries).unwrap();
    }
}

fn target(path: &str, text: &str) -> Target {
    Target {
        id: ArticleId::of_path(path),
        path: path.to_owned(),
        sha256: ContentHash::of(text.as_bytes()),
    }
}

fn kept(path: &str, text: &str) -> Op {
    Op::Triage {
        article: target(path, text),
        change: TriageChange {
            decision: Some(Decision::Kept),
            ..TriageChange::default()
        },
    }
}

#[test]
fn a_damaged_annotation_file_is_told_line_by_line() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gleaner.jsonl");
    fs::write(&file, "not an act\n").unwrap();
    let before = fs::read(&file).unwrap();
    let path = file.to_str().unwrap();
    let (out, err) = program.ends(&["check", path, "--format", "ids"], 1);
    assert_eq!(out, "");
    assert!(err.starts_with("line 1: "), "{err}");
    assert!(program.ends(&["check", path], 1).0.contains("line 1: "));
    assert_eq!(fs::read(&file).unwrap(), before);
    let (_, err) = program.ends(&["check", "no-such-file"], 1);
    assert_eq!(err, "gleaner: cannot read no-such-file: no such file\n");
}

const FERRY: &str = "Ferry to York\n\nThe ferry sailed on Tuesday.\n";

/// Makes a folder that holds `year/a.txt`, kept, tagged, dated and marked.
fn ferry_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("year");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.txt"), FERRY).unwrap();
    let article = target("year/a.txt", FERRY);
    let mark = Mark {
        id: MarkId::default(),
        label: Some("ship".to_owned()),
        note: None,
        selector: describe(FERRY, Span::new(19, 24)),
    };
    let ops = vec![
        kept("year/a.txt", FERRY),
        Op::TagAdd {
            article: article.clone(),
            tag: "sea".to_owned(),
        },
        Op::SetMeta {
            article: article.clone(),
            field: MetaField::Published,
            value: Some("2014-05-28".to_owned()),
        },
        Op::MarkAdd { article, mark },
    ];
    annotate(&folder.path().join("gleaner.jsonl"), 1, ops);
    folder
}

#[test]
fn what_people_decided_is_in_the_rows() {
    let program = Program::new();
    let folder = ferry_folder();
    let inner = folder.path().join("year");
    // The inner folder belongs to the annotated one.
    for path in [folder.path(), &inner] {
        let path = path.to_str().unwrap();
        let rows = program.rows(
            &[
                "list",
                path,
                "-q",
                "tag:SEA has:mark on:2014",
                "--format",
                "jsonl",
            ],
            0,
        );
        assert_eq!(rows[0]["path"], "year/a.txt");
        assert_eq!(rows[0]["state"]["decision"], "kept");
        assert_eq!(rows[0]["published"], "2014-05-28");
        let found = program.rows(&["extract", path], 0);
        let mark = &found[0]["annotations"][0];
        assert_eq!(
            (&mark["start"], &mark["label"], &mark["anchor"]),
            (&19.into(), &"ship".into(), &"exact".into())
        );
        let raw = program.rows(&["extract", path, "--raw"], 0);
        assert_eq!(raw[0]["meta"]["published"], Value::Null);
    }
}

#[test]
fn a_moved_file_keeps_what_people_decided_and_a_copy_gets_nothing() {
    let program = Program::new();
    let folder = ferry_folder();
    let inner = folder.path().join("year");
    // A copy in another folder is no move, wherever the desk is opened.
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("copy.txt"), FERRY).unwrap();
    let rows = program.rows(&["list", other.to_str().unwrap(), "--format", "jsonl"], 0);
    assert_eq!(
        (&rows[0]["path"], &rows[0]["state"]["decision"]),
        (&"other/copy.txt".into(), &"undecided".into())
    );
    fs::remove_dir_all(&other).unwrap();
    // A file that moved is found again by what it holds.
    fs::rename(inner.join("a.txt"), folder.path().join("b.txt")).unwrap();
    let rows = program.rows(
        &["list", folder.path().to_str().unwrap(), "--format", "jsonl"],
        0,
    );
    assert_eq!(
        (&rows[0]["path"], &rows[0]["tags"][0]),
        (&"b.txt".into(), &"sea".into())
    );
}

#[test]
fn annotation_files_are_merged_and_compacted() {
    let program = Program::new();
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let name = |name: &str| place(name).to_str().unwrap().to_owned();
    annotate(&place("a.jsonl"), 1, vec![kept("x", "x"), kept("x", "x")]);
    annotate(&place("b.jsonl"), 2, vec![kept("y", "y")]);
    let (a, b, c) = (name("a.jsonl"), name("b.jsonl"), name("c.jsonl"));
    program.ends(&["merge", &a, &b, "-o", &c, "--read-only"], 2);
    program.ends(&["merge", &a, &b, "-o", &c], 0);
    let ids = |file: &str| program.ends(&["check", file, "--format", "ids"], 0).0;
    assert_eq!(ids(&c).lines().count(), 3);
    let (_, err) = program.ends(&["merge", &a, &b, "-o", &c], 1);
    assert!(err.contains("it is there already"), "{err}");
    program.ends(&["compact", &c], 0);
    assert_eq!(ids(&c).lines().count(), 2);
    let n_files = fs::read_dir(folder.path()).unwrap().count();
    assert!(n_files >= 4, "the old file stays beside the new one");
    fs::write(place("c.jsonl"), "damaged\n").unwrap();
    let (_, err) = program.ends(&["compact", &c], 1);
    assert!(err.contains("c.jsonl: line 1 is damaged"), "{err}");
}

/// Makes a folder with two articles that name two people.
fn people_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = "Mayor Nora Lindqvist met Prime Minister Olav Bergstrom in Oslo.\n";
    fs::write(folder.path().join("a.txt"), text).unwrap();
    fs::write(folder.path().join("b.txt"), text.replace("Oslo", "Bergen")).unwrap();
    folder
}

fn names(rows: &[Value]) -> Vec<(&str, &str)> {
    let rows = rows.iter();
    rows.map(|row| (row["kind"].as_str().unwrap(), row["name"].as_str().unwrap()))
        .collect()
}

#[test]
fn what_is_said_of_entities_holds_for_all_commands() {
    let program = Program::new();
    let folder = people_folder();
    let path = folder.path().to_str().unwrap();
    let all = ["entities", path, "--format", "jsonl"];
    let rows = program.rows(&all, 0);
    let named = |name: &str| {
        let row = rows.iter().find(|row| row["name"] == name).unwrap();
        EntityName {
            id: row["id"].as_str().unwrap().to_owned(),
            name: name.to_owned(),
            kind: "person".to_owned(),
        }
    };
    let (nora, olav) = (named("Nora Lindqvist"), named("Olav Bergstrom"));
    let decide = |entity: &EntityName, change| Op::DecideEntity {
        decision: EntityDecision {
            entity: entity.clone(),
            change,
        },
    };
    let ops = vec![
        decide(&nora, EntityChange::Merge(olav.clone())),
        decide(&olav, EntityChange::Rename("Olav the Second".to_owned())),
    ];
    annotate(&folder.path().join("gleaner.jsonl"), 3, ops);
    let rows = program.rows(&all, 0);
    let people = names(&rows);
    assert!(
        people.contains(&("person", "Olav the Second")),
        "{people:?}"
    );
    assert!(
        !people.contains(&("person", "Nora Lindqvist")),
        "{people:?}"
    );
    let (out, _) = program.ends(&["extract", path], 0);
    assert!(out.contains("\"name\":\"Olav the Second\""), "{out}");
    let (out, _) = program.ends(&["extract", "--raw", path], 0);
    assert!(out.contains("\"name\":\"Nora Lindqvist\""), "{out}");
}

#[test]
fn watched_names_are_found_and_mistakes_in_the_list_are_told() {
    let program = Program::new();
    let folder = people_folder();
    let path = folder.path().to_str().unwrap();
    let watchlist = folder.path().join("watchlist.toml");
    let entry = "[[watch]]\nname = \"Mayor of the North\"\naliases = [\"Nora Lindqvist\"]\n";
    fs::write(&watchlist, format!("{entry}kind = \"group\"\n")).unwrap();
    let all = ["entities", path, "--format", "jsonl"];
    let rows = program.rows(&all, 0);
    let found = names(&rows);
    assert!(
        found.contains(&("group", "Mayor of the North")),
        "{found:?}"
    );
    assert_eq!(
        program.rows(&["list", path, "--format", "jsonl"], 0).len(),
        2
    );
    fs::write(&watchlist, format!("{entry}kind = \"mayor\"\n")).unwrap();
    let (_, err) = program.ends(&all, 0);
    assert!(
        err.contains("watchlist.toml:4:8: a kind is person"),
        "{err}"
    );
    // The person's own list counts beside it.
    let own = program.home.path().join("config");
    fs::create_dir_all(&own).unwrap();
    let entry = entry.replace("Mayor of the North", "Nora of Oslo");
    fs::write(
        own.join("watchlist.toml"),
        format!("{entry}kind = \"org\"\n"),
    )
    .unwrap();
    let found = program.rows(&all, 0);
    assert!(names(&found).contains(&("org", "Nora of Oslo")));
    let (out, _) = program.ends(&["config", "path"], 0);
    assert!(out.contains("watchlist.toml"), "{out}");
}
