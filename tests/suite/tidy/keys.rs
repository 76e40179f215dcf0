//! The manual's tables of keys, made from the table of commands.
//!
//! `GLEANER_UPDATE_DOCS=1 cargo test tidy` writes them anew.

use std::fmt::Write as _;

use gleaner::app::command::{Mode, Place, Spec, TABLE};

use super::{read, root};

const MANUAL: &str = "docs/manual.md";
const BEGIN: &str = "<!-- keys:";
const END: &str = "<!-- end of keys -->";

/// Returns the keys of a command as code, `1` to `9` as one.
fn keys(spec: &Spec) -> String {
    if spec.keys.len() == 9 {
        return "`1` to `9`".to_owned();
    }
    let shown: Vec<String> = spec
        .keys
        .iter()
        .map(|key| format!("`{}`", key.replace('|', "\\|")))
        .collect();
    shown.join(" ")
}

fn table(title: &str, is_row: impl Fn(&Spec) -> bool) -> String {
    let mut text = format!("\n### {title}\n\n| keys | command | what it does |\n|---|---|---|\n");
    for spec in TABLE.iter().filter(|spec| is_row(spec)) {
        writeln!(text, "| {} | `{}` | {} |", keys(spec), spec.name, spec.help)
            .expect("writing to a String cannot fail");
    }
    text
}

fn tables() -> String {
    let by_name = |spec: &Spec| spec.place == Place::Line;
    [
        table("Browsing", |spec| {
            spec.mode == Mode::Browse && !by_name(spec)
        }),
        table("In MARK mode", |spec| spec.mode == Mode::Mark),
        table("By name only", by_name),
    ]
    .concat()
}

#[test]
fn the_manual_shows_the_keys() {
    let manual = read(MANUAL);
    let (head, rest) = manual.split_once(BEGIN).expect("the mark is in the manual");
    let (mark, rest) = rest.split_once('\n').expect("the mark ends its line");
    let (shown, tail) = rest.split_once(END).expect("the end is in the manual");
    let expected = format!("{}\n", tables());
    if shown == expected {
        return;
    }
    if std::env::var_os("GLEANER_UPDATE_DOCS").is_some() {
        let text = format!("{head}{BEGIN}{mark}\n{expected}{END}{tail}");
        std::fs::write(root().join(MANUAL), text).expect("the manual can be written");
    } else {
        panic!("{MANUAL} shows other keys: run GLEANER_UPDATE_DOCS=1 cargo test tidy");
    }
}
