//! Programs of the person: editor, opener, and what they pipe an article to.
//!
//! Nothing of an article is ever put into a command line: the pipe gets the
//! text on standard input, the opener gets one checked address as an argument
//! of its own, without a shell.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::app::msg::Tone;
use crate::app::settings::Settings;

/// Lets the person edit a note in their editor; `None` when it was left unchanged.
///
/// Errors: when the editor cannot be started or the note not be read back.
pub(super) fn edit(settings: &Settings, text: &str) -> io::Result<Option<String>> {
    let editor = settings
        .editor
        .clone()
        .or_else(|| variable("VISUAL"))
        .or_else(|| variable("EDITOR"));
    let editor = editor.unwrap_or_else(|| "vi".to_owned());
    let file = tempfile::Builder::new()
        .prefix("gleaner-note-")
        .suffix(".txt")
        .tempfile()?;
    file.as_file().write_all(text.as_bytes())?;
    // The editor may have arguments; the shell splits what the person wrote.
    let status = shell(&format!("{editor} \"$1\""))
        .arg("gleaner")
        .arg(file.path())
        .status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{editor} ended with {status}")));
    }
    let after = std::fs::read_to_string(file.path())?;
    Ok((after != text).then_some(after))
}

fn shell(line: &str) -> Command {
    let shell = std::env::var_os("SHELL")
        .filter(|shell| !shell.is_empty())
        .unwrap_or_else(|| OsString::from("/bin/sh"));
    let mut command = Command::new(shell);
    command.arg("-c").arg(line);
    command
}

/// Runs what the person typed with `text` on standard input; its output goes
/// to the terminal, where it stays until Enter is pressed.
///
/// Errors: when the shell cannot be started.
pub(super) fn pipe(line: &str, text: &str) -> io::Result<String> {
    let mut child = shell(line).stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that reads only the beginning closes the pipe; that is fine.
        let _ = stdin.write_all(text.as_bytes());
    }
    let status = child.wait()?;
    let mut out = io::stdout();
    writeln!(out, "\n{line}: {status}. Enter goes back.")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(format!("{line}: {status}"))
}

/// Opens an address, or says that it is to be copied instead.
pub(super) fn open(settings: &Settings, url: &str) -> Result<(Tone, String), String> {
    let opener = match &settings.opener {
        Some(opener) => opener.clone(),
        None if is_remote() => return Err(url.to_owned()),
        None if cfg!(target_os = "macos") => "open".to_owned(),
        None => "xdg-open".to_owned(),
    };
    let mut words = opener.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("xdg-open"));
    command
        .args(words)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Somebody has to take its exit; it may run for as long as it likes.
            std::thread::spawn(move || child.wait());
            Ok((Tone::Plain, format!("opened {url}")))
        }
        Err(_) => Err(url.to_owned()),
    }
}

pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Says whether the terminal is at the other end of a link.
pub(super) fn is_remote() -> bool {
    ["SSH_CONNECTION", "SSH_TTY"]
        .iter()
        .any(|name| variable(name).is_some())
}
