//! The terminal edge in a real pseudo terminal: modes, signals, a lost link.
//!
//! The program under test is this test binary, run again with a variable set
//! that makes [`small_program`] more than an empty test.

#![expect(
    clippy::disallowed_methods,
    reason = "the variable tells the two parts of this test apart"
)]

use std::{env, io::Write, process::exit, sync::mpsc::channel, thread, time::Duration};

use gleaner::term::{Guard, Input, TermEvent, spawn_input, spawn_signals};
use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::support::pty::Program;

const VARIABLE: &str = "GLEANER_TEST_TERMINAL";

/// Exit codes of the small program.
const LOST: i32 = 7;
const ASKED: i32 = 8;

/// Echoes keys until `q`; `p` panics, `h` hangs, `a` gives the terminal away.
#[test]
fn small_program() {
    if env::var_os(VARIABLE).is_none() {
        return;
    }
    let guard = Guard::enter().unwrap();
    let (sender, events) = channel();
    let other = sender.clone();
    let input = spawn_input(move |event| sender.send(event).unwrap_or(())).unwrap();
    spawn_signals(move |event| other.send(event).unwrap_or(())).unwrap();
    let say = |text: &str| guard.write(text.as_bytes()).unwrap_or(());
    say("READY");
    for event in events {
        match event {
            TermEvent::Input(Input::Mouse(mouse)) => say(&format!("MOUSE {mouse:?};")),
            TermEvent::Input(Input::Key(key)) => match key.to_string().as_str() {
                "q" => break,
                "p" => panic!("on purpose"),
                "h" => hang(),
                "a" => {
                    let away = || writeln!(std::io::stdout(), "AWAY").unwrap();
                    guard.suspend_for(&input, away).unwrap();
                    say("BACK");
                }
                key => say(&format!("KEY {key};")),
            },
            TermEvent::Input(Input::Paste(text)) => say(&format!("PASTE {text};")),
            TermEvent::Resized { columns, rows } => say(&format!("SIZE {columns}x{rows};")),
            TermEvent::Resumed => say("RESUMED"),
            TermEvent::Lost(_) => {
                drop(guard);
                exit(LOST);
            }
            TermEvent::Terminate => {
                drop(guard);
                exit(ASKED);
            }
        }
    }
}

fn hang() -> ! {
    loop {
        thread::park();
    }
}

fn start() -> Program {
    let mut command = CommandBuilder::new(env::current_exe().expect("tests are files"));
    command.args([
        "terminal::small_program",
        "--exact",
        "--nocapture",
        "--test-threads=1",
    ]);
    command.env(VARIABLE, "1");
    let mut program = Program::start(command);
    program.expect("READY");
    program
}

#[test]
fn keys_and_sizes_come_through_and_quitting_leaves_nothing() {
    let mut program = start();
    program.press("\x1b[A");
    program.expect("KEY <Up>;");
    program.press("\x1b");
    program.expect("KEY <Esc>;");
    program.press("\x1b[200~two\rlines\x1b[201~");
    program.expect("PASTE two\nlines;");
    program.resize(100, 30);
    program.expect("SIZE 100x30;");
    program.press("q");
    assert_eq!(program.end().code, 0);
}

#[test]
fn another_program_gets_the_terminal_as_it_was() {
    let mut program = start();
    program.press("a");
    // The line feed becomes two characters only where raw mode is off.
    program.expect("\x1b[?1049lAWAY\r\n");
    program.expect("\x1b[?1049h");
    program.expect("BACK");
    program.press("x");
    program.expect("KEY x;");
    program.press("q");
    assert_eq!(program.end().code, 0);
}

#[test]
fn signals_end_it_with_the_terminal_as_it_was() {
    for (signal, code) in [
        (Signal::TERM, ASKED),
        (Signal::INT, ASKED),
        (Signal::HUP, LOST),
    ] {
        let program = start();
        program.signal(signal);
        assert_eq!(program.end().code, code.cast_unsigned());
    }
}

#[test]
fn a_panic_is_told_on_the_terminal_as_it_was() {
    let mut program = start();
    program.press("p");
    program.expect("on purpose");
    let told = program.seen.rfind("stopped on a fault").unwrap();
    assert!(program.seen.rfind("\x1b[?1049l").unwrap() < told);
    assert_eq!(program.end().code, 101);
}

#[test]
fn a_closed_terminal_ends_it_without_spinning() {
    let end = start().cut();
    assert_eq!(end.code, LOST.cast_unsigned());
    assert!(end.took < Duration::from_secs(2), "{:?}", end.took);
    assert!(end.cpu < Duration::from_millis(500), "{:?}", end.cpu);
}

#[test]
fn the_watchdog_ends_a_program_that_hangs() {
    let mut program = start();
    program.press("xh");
    program.expect("KEY x;");
    let end = program.cut();
    assert_eq!(end.code, 129);
    assert!(end.took < Duration::from_secs(2), "{:?}", end.took);
    assert!(end.cpu < Duration::from_millis(500), "{:?}", end.cpu);
}
