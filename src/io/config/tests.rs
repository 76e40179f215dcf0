#![expect(clippy::disallowed_methods, reason = "tests make files of their own")]

use std::path::Path;

use super::*;
use crate::app::settings::{ColorChoice, Reads, Settings, ThemeName};
use crate::nlp::Kind;

/// `problems` are what follows the path, each on a line of its own.
fn check(text: &str, problems: &[&str]) -> Settings {
    let (settings, found) = parse(Path::new("c.toml"), text);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    let expected: Vec<_> = problems.iter().map(|p| format!("c.toml:{p}")).collect();
    assert_eq!(found, expected, "{text}");
    settings
}

fn uncommented(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with('#') => rest,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_default_text_gives_the_defaults() {
    let text = default_text();
    assert_eq!(check(&text, &[]), Settings::default());
    let text = uncommented(&text);
    assert!(text.contains("\nmeasure = 76\n"), "{text}");
    assert_eq!(check(&text, &[]), Settings::default());
}

#[test]
fn settings_are_taken_over() {
    let settings = check(
        "measure = 60\ncolor = 256\ntheme = \"mono\"\nauthor = \" Ada \"\nmouse = true\n\
         [keys.browse]\n\"<C-n>\" = \"next-unread\"\nd = \"\"\n",
        &[],
    );
    assert_eq!(settings.measure, 60);
    assert_eq!(settings.color, ColorChoice::Ansi256);
    assert_eq!(settings.theme, ThemeName::Mono);
    assert_eq!(settings.author.as_deref(), Some("Ada"));
    assert!(settings.mouse);
    let keys: Vec<_> = settings
        .keys
        .iter()
        .map(|k| (k.keys.as_str(), k.command.as_str()))
        .collect();
    assert_eq!(keys, [("<C-n>", "next-unread"), ("d", "")]);
}

#[test]
fn a_model_is_chosen_and_its_labels_mapped() {
    let settings = check(
        "[model]\npath = \"mine\"\nreads = \"open\"\nlabels = { PER = \"person\", MISC = \"\" }\n",
        &[],
    );
    assert_eq!(settings.model.path.as_deref(), Some(Path::new("mine")));
    assert_eq!(settings.model.reads, Reads::Open);
    let labels: Vec<_> = settings.model.labels.into_iter().collect();
    let person = Some(Kind::Person);
    assert_eq!(
        labels,
        [("MISC".to_owned(), None), ("PER".to_owned(), person)]
    );
    check(
        "[model]\nread = 1\nreads = \"all\"\nlabels = { PER = \"human\" }\n",
        &[
            "2:1: unknown setting of model \"read\"; did you mean reads?",
            "3:9: reads: expected one of never, open, unread",
            "4:18: PER: expected one of person, org, place, agreement, system, event, facility, \
             group, work, date, time, money, quantity, or an empty text",
        ],
    );
    check("model = 1\n", &["1:9: model: expected a table [model]"]);
    check(
        "model.labels = 1\n",
        &["1:16: labels: expected a table such as { PER = \"person\" }"],
    );
}

#[test]
fn mistakes_have_a_place_and_the_rest_counts() {
    let settings = check(
        "mesure = 60\nmeasure = 5\nsidebar = 1\n  theme = \"blue\"\nmouse = true\n",
        &[
            "1:1: unknown setting \"mesure\"; did you mean measure?",
            "2:11: measure: expected a whole number from 20 to 400",
            "3:11: sidebar: expected true or false",
            "4:11: theme: expected one of auto, dark, light, mono",
        ],
    );
    assert!(settings.mouse);
    assert_eq!(settings.measure, 76);
    check(
        "[keys.brows]\n",
        &["1:7: unknown mode \"brows\"; did you mean browse?"],
    );
    check(
        "keys = 1\n",
        &["1:8: keys: expected tables such as [keys.browse]"],
    );
    let settings = check(
        "[keys.mark]\n\"<Nope>\" = \"undo\"\nu = 3\ny = \"zne\"\nz = \"zen\"\n",
        &[
            "2:1: no such keys: <Nope>; write gg, <C-d>, <Space>",
            "3:5: expected the name of a command in quotes",
            "4:5: unknown command \"zne\"; did you mean zen?",
        ],
    );
    assert_eq!(settings.keys.len(), 1);
}

#[test]
fn broken_toml_is_named_and_the_rest_counts() {
    let (settings, problems) = parse(Path::new("c.toml"), "measure = \nmouse = true\n한 = [\n");
    assert!(settings.mouse);
    assert_eq!(problems[0].line, 1);
    assert!(problems.len() >= 2, "{problems:?}");
    let (settings, problems) = parse(Path::new("c.toml"), "mouse = true\nmouse = false\n");
    assert!(settings.mouse);
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_missing_file_means_the_defaults() {
    let folder = tempfile::tempdir().unwrap();
    let (settings, problems) = load(&folder.path().join("config.toml"));
    assert_eq!((settings, problems.len()), (Settings::default(), 0));
    let (_, problems) = load(folder.path());
    assert_eq!(problems[0].what, "not a regular file");
    let file = folder.path().join("latin1.toml");
    std::fs::write(&file, b"author = \"\xe9\"").unwrap();
    assert_eq!(load(&file).1[0].what, "not UTF-8 after 10 bytes");
    std::fs::write(&file, "codebook = \"codes.toml\"").unwrap();
    assert_eq!(
        load(&file).0.codebook,
        Some(folder.path().join("codes.toml"))
    );
    std::fs::write(&file, "codebook = \"/codes.toml\"").unwrap();
    assert_eq!(load(&file).0.codebook, Some("/codes.toml".into()));
}
