//! The whole program in a pseudo terminal: it starts, draws, and is gone
//! without a trace, however it ends.

#![expect(
    clippy::disallowed_methods,
    reason = "the program is given a file as any other would make it"
)]

use std::{fs, path::Path, time::Duration};

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::TempDir;

use super::support::pty::{Program, cpu_of};

const GLEANER: &str = env!("CARGO_BIN_EXE_gleaner");

/// A home of its own for each program; it goes away with the value.
fn home() -> TempDir {
    tempfile::tempdir().expect("there is room for a folder")
}

fn command(program: &str, arguments: &[&str], home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    command.env("PATH", "/usr/bin:/bin");
    command.env("TERM", "xterm-256color");
    command.env("HOME", home);
    command.cwd(home);
    command
}

fn demo(home: &Path) -> Program {
    let mut program = Program::start(command(GLEANER, &["demo"], home));
    program.expect("Start here");
    program
}

#[test]
fn it_starts_draws_and_quits() {
    let home = home();
    let mut program = demo(home.path());
    program.resize(60, 20);
    program.resize(1, 1);
    program.resize(120, 40);
    // Only the widest layout has the sidebar.
    program.expect("Who and what");
    program.press("Q");
    assert_eq!(program.end().code, 0);
}

#[test]
fn signals_end_it() {
    for (signal, code) in [(Signal::TERM, 0), (Signal::HUP, 1)] {
        let home = home();
        let program = demo(home.path());
        program.signal(signal);
        assert_eq!(program.end().code, code);
    }
}

#[test]
fn a_closed_terminal_ends_it() {
    let home = home();
    let program = demo(home.path());
    let before = cpu_of(program.pid());
    let end = program.cut();
    assert_eq!(end.code, 1);
    assert!(end.took < Duration::from_secs(2), "{:?}", end.took);
    let cpu = end.cpu.saturating_sub(before);
    assert!(cpu < Duration::from_millis(500), "{cpu:?}");
}

#[test]
fn it_is_stopped_and_continued_by_a_shell() {
    let home = home();
    let line = format!("{GLEANER} demo; echo stopped with $?; fg; echo ended with $?");
    let mut program = Program::start(command("/bin/sh", &["-mc", &line], home.path()));
    program.expect("Start here");
    program.press("\x1a");
    program.expect("\x1b[?1049l");
    program.expect("stopped with");
    program.expect("\x1b[?1049h");
    program.expect("Start here");
    program.press("Q");
    program.expect("ended with 0");
    assert_eq!(program.end().code, 0);
}

#[test]
fn nothing_of_an_article_controls_the_terminal() {
    let home = home();
    let text = "Title \x1b]0;mine\x07\u{202e}turned\u{200b}\n\nBody \x1b[2J\u{9b}31m text.\n";
    let file = home.path().join("bad\u{1b}name\u{202e}.txt");
    fs::write(file, text).expect("there is room for a file");
    let mut program = Program::start(command(GLEANER, &["."], home.path()));
    program.expect("␛]0;mine␇");
    program.press("\r");
    program.expect("␛[2J");
    program.press("Q");
    let (end, seen) = program.end_with_text();
    assert_eq!(end.code, 0);
    for raw in ["\x1b]0;", "\u{202e}", "\u{200b}", "\u{9b}", "\x07"] {
        assert!(!seen.contains(raw), "{raw:?} in {seen:?}");
    }
}
