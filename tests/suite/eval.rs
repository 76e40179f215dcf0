//! The evaluation (`cargo run --example eval`) on a kit of one article.

#[expect(
    dead_code,
    reason = "the example also runs itself as the program, the tests need not"
)]
#[path = "../eval/evaluation/mod.rs"]
mod evaluation;

use std::fs;
use std::path::Path;
use std::process::Command;

use evaluation::{Program, Wanted, evaluate, python_is_there, with_figures};

const KIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/eval");
const GOLD: &str = "ner/harbor/gold.jsonl";

/// Returns the report on a kit, with runs of blanks made one.
fn report(kit: &Path) -> String {
    let wanted = Wanted {
        kit,
        folders: &[],
        only: &[],
        instead: &[],
    };
    let program = Program::new(env!("CARGO_BIN_EXE_gleaner").into(), Vec::new());
    let report = evaluate(&wanted, &program, &mut |_| {}).unwrap();
    let words = report.text(evaluation::Rows::All);
    let lines = words
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

fn copy_of_kit() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir_all(copy.path().join("ner/harbor")).unwrap();
    for name in ["README.md", "score.py", GOLD] {
        fs::copy(Path::new(KIT).join(name), copy.path().join(name)).unwrap();
    }
    copy
}

#[test]
fn figures_and_peers_stand_side_by_side() {
    if !python_is_there() {
        println!("skipped: the scorer of the evaluation needs python3");
        return;
    }
    let text = report(Path::new(KIT));
    for (start, end) in [
        (
            "ner/harbor ner exact micro 1.000 1.000 1.000 3 ",
            "guesswork 0.333",
        ),
        (
            "ner/harbor ner exact person 1.000 1.000 1.000 1 ",
            "guesswork 0.125",
        ),
    ] {
        let is_there = |line: &str| line.starts_with(start) && line.ends_with(end);
        assert!(text.lines().any(is_there), "{start}\n{text}");
    }
}

#[test]
fn a_doctored_label_changes_the_table() {
    if !python_is_there() {
        println!("skipped: the scorer of the evaluation needs python3");
        return;
    }
    let kit = copy_of_kit();
    let gold = fs::read_to_string(kit.path().join(GOLD)).unwrap();
    let doctored = gold.replace("\"person\"", "\"place\"");
    fs::write(kit.path().join(GOLD), doctored).unwrap();
    let text = report(kit.path());
    let line = "ner/harbor ner exact micro 0.667 0.667 0.667 3 ";
    assert!(text.contains(line), "{text}");
}

#[test]
fn figures_take_the_place_of_older_ones() {
    let page = "# A\n<!-- figures -->\nold\n<!-- end of figures -->\n# B\n";
    let new = with_figures(page, "| new |\n").unwrap();
    assert_eq!(
        new,
        "# A\n<!-- figures -->\n\n| new |\n\n<!-- end of figures -->\n# B\n"
    );
    assert_eq!(with_figures(&new, "| new |\n").unwrap(), new);
    assert_eq!(with_figures("# A\n", ""), None);
}

#[test]
fn a_packed_set_is_unpacked() {
    if !python_is_there() || !has_programs() {
        println!("skipped: packed sets need python3, tar and zstd");
        return;
    }
    let kit = copy_of_kit();
    fs::create_dir(kit.path().join("data")).unwrap();
    let packed = Command::new("sh")
        .args(["-c", "tar -cf - ner | zstd -q -o data/ner--harbor.tar.zst"])
        .current_dir(kit.path())
        .status();
    assert!(packed.unwrap().success());
    fs::remove_dir_all(kit.path().join("ner")).unwrap();
    let text = report(kit.path());
    assert!(text.contains("ner/harbor ner exact micro 1.000"), "{text}");
}

fn has_programs() -> bool {
    ["tar", "zstd"].iter().all(|name| {
        let output = Command::new(name).arg("--version").output();
        output.is_ok_and(|output| output.status.success())
    })
}
