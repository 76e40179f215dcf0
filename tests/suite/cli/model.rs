//! The precise tier without a screen, with the tiny model of the tests.

use std::fs;

use super::Program;

const MODEL: &str = "tests/data/model";
const TEXT: &str =
    "Earlier zorblin quenday met her in tarlow, and on Thursday she left for Paris.\n";

fn with_text() -> (Program, String) {
    let program = Program::new();
    let path = program.home.path().join("a.txt");
    fs::write(&path, TEXT).unwrap();
    let path = path.to_string_lossy().into_owned();
    (program, path)
}

fn installed() -> (Program, String) {
    let (program, path) = with_text();
    let (out, _) = program.ends(&["model", "install", MODEL], 0);
    assert!(out.starts_with("installed in "), "{out}");
    (program, path)
}

#[test]
fn a_model_is_installed_told_of_and_used() {
    let (program, path) = installed();
    let (out, _) = program.ends(&["model"], 0);
    for part in [
        "installed in the data folder",
        "12 word pieces",
        "B-PER = person",
        "left out    O, B-MISC",
        "ms for 800 word pieces",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let rows = program.rows(&["extract", "--precise", &path], 0);
    let mentions = rows[0]["mentions"].as_array().unwrap();
    let shown: Vec<String> = mentions
        .iter()
        .map(|it| format!("{} {} {}", it["text"], it["finder"], it["certain"]).replace('"', ""))
        .collect();
    assert!(
        shown.contains(&"zorblin quenday encoder null".to_owned()),
        "{shown:?}"
    );
    assert!(
        shown.contains(&"Paris encoder true".to_owned()),
        "{shown:?}"
    );
    // Nobody who did not ask for it gets it.
    let (out, _) = program.ends(&["extract", &path], 0);
    assert!(!out.contains("encoder"), "{out}");
    let (out, _) = program.ends(&["entities", "--precise", &path], 0);
    assert!(out.contains("zorblin quenday"), "{out}");
}

#[test]
fn a_model_named_in_the_configuration_stands_alone() {
    let (program, path) = installed();
    let config = program.home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "[model]\npath = \"nowhere\"\n").unwrap();
    let (_, err) = program.ends(&["extract", "--precise", &path], 1);
    assert!(err.contains("the precise tier cannot serve"), "{err}");
    assert!(err.contains("config.json: no such file"), "{err}");
    let (out, _) = program.ends(&["model"], 1);
    assert!(out.starts_with("the fast tier serves alone"), "{out}");
    program.ends(&["extract", &path], 0);
}

#[test]
fn what_is_no_model_is_not_installed() {
    let (program, path) = with_text();
    let (_, err) = program.ends(&["model", "install", "tests/data/cli"], 1);
    assert!(err.contains("it is not installed"), "{err}");
    assert!(err.contains("config.json: no such file"), "{err}");
    program.ends(&["extract", &path], 0);
}
