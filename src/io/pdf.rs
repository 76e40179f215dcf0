//! The text of PDF files, found by a process of its own.
//!
//! The library that reads PDF can panic, run out of the stack and take much
//! memory on odd files. So the program starts itself once more, hands the bytes
//! to standard input, and takes the text from standard output; the child has
//! little time and memory. Nothing of an article is in its command line.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

/// The hidden command that turns PDF into text.
pub const COMMAND: &str = "pdf-text";

/// Seconds of processor time that the child has.
const MAX_SECONDS: u64 = 20;
/// Bytes of memory that the child has.
const MAX_BYTES: u64 = 768 << 20;
/// Most bytes of text that are taken.
const MAX_TEXT: u64 = 64 << 20;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that this process is the program, so that it can start itself.
pub fn serve() {
    if let Ok(program) = std::env::current_exe() {
        let _ = PROGRAM.set(program);
    }
}

/// Returns the text of a PDF file.
///
/// Errors: why there is none, in words for people.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    let Some(program) = PROGRAM.get() else {
        return extracted(bytes);
    };
    let child = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.map_err(|error| format!("a PDF, which could not be opened: {error}"))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let text = thread::scope(|scope| {
        scope.spawn(move || {
            // A child that gave up reads no further; its status tells.
            let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        let mut text = Vec::new();
        let read = stdout.map(|stdout| stdout.take(MAX_TEXT).read_to_end(&mut text));
        read.transpose().map(|_| text)
    });
    let status = child.wait().map_err(|error| error.to_string())?;
    let text = text.map_err(|error| error.to_string())?;
    if !status.success() {
        let why = String::from_utf8_lossy(&text).trim().to_owned();
        let why = if why.is_empty() {
            "it is damaged, or takes too much time or memory".to_owned()
        } else {
            why
        };
        return Err(format!("a PDF whose text cannot be read: {why}"));
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Is the child: reads PDF from standard input, writes its text to standard
/// output; when there is none, it writes why and fails.
///
/// Errors: when standard input or output cannot be used.
pub fn child() -> io::Result<bool> {
    limit();
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let found = extracted(&bytes);
    let mut out = io::stdout().lock();
    match &found {
        Ok(text) => out.write_all(text.as_bytes())?,
        Err(why) => out.write_all(why.as_bytes())?,
    }
    out.flush()?;
    Ok(found.is_ok())
}

#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    // A system that knows no such limits leaves the child without them.
    let _ = setrlimit(Resource::Cpu, at(MAX_SECONDS));
    let _ = setrlimit(Resource::As, at(MAX_BYTES));
    let _ = setrlimit(Resource::Core, at(0));
}

#[cfg(not(unix))]
fn limit() {}

#[cfg(feature = "pdf")]
fn extracted(bytes: &[u8]) -> Result<String, String> {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    let read = catch_unwind(AssertUnwindSafe(|| {
        pdf_extract::extract_text_from_mem(bytes)
    }));
    match read {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("its structure is not understood".to_owned()),
    }
}

#[cfg(not(feature = "pdf"))]
fn extracted(_: &[u8]) -> Result<String, String> {
    Err("this build reads none (feature pdf)".to_owned())
}
