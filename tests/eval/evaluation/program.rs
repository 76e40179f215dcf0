//! [`Program`]: the built program, run as people run it.
//!
//! Its own folders are scratch ones, so settings and annotations of whoever
//! measures have no part in the figures. Knows nothing of labels and scores.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;

/// How often the start is measured; the shortest counts.
const N_STARTS: usize = 9;

/// What is measured.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    path: PathBuf,
    /// Set to 1 in its environment.
    variable: Option<&'static str>,
    /// The command that is run.
    command: &'static str,
    /// Further arguments of it.
    arguments: Vec<String>,
}

/// One run of the program.
pub(super) struct Run {
    pub(super) wall: Duration,
    /// How long its threads were on processors, where the system tells it.
    pub(super) on_cpu: Option<Duration>,
    /// The largest resident size, where the system tells it.
    pub(super) peak_bytes: Option<u64>,
    /// The last line of standard error, where the run did not end well.
    pub(super) complaint: String,
}

impl Program {
    pub(crate) fn new(path: PathBuf, arguments: Vec<String>) -> Self {
        Self {
            path,
            variable: None,
            command: "extract",
            arguments,
        }
    }

    #[must_use]
    pub(crate) fn with_variable(mut self, variable: &'static str) -> Self {
        self.variable = Some(variable);
        self
    }

    /// Returns the same program with further arguments of `extract`.
    pub(super) fn with_arguments(&self, arguments: &[&str]) -> Self {
        let further = arguments.iter().map(|argument| (*argument).to_owned());
        Self {
            path: self.path.clone(),
            variable: self.variable,
            command: self.command,
            arguments: self.arguments.iter().cloned().chain(further).collect(),
        }
    }

    /// Returns the program that prints near-duplicates in place of `extract`.
    pub(super) fn for_duplicates(&self) -> Self {
        Self {
            command: "duplicates",
            arguments: Vec::new(),
            ..self.clone()
        }
    }

    /// Runs the command on `input` and writes what it prints to `found`.
    pub(super) fn extract(&self, input: &Path, found: &Path) -> anyhow::Result<Run> {
        let home = found.with_extension("home");
        let complaints = found.with_extension("err");
        let mut command = Command::new(&self.path);
        command.arg(self.command).args(&self.arguments).arg(input);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(File::create(&complaints)?);
        for name in ["CONFIG", "DATA", "CACHE", "STATE"] {
            command.env(format!("GLEANER_{name}_DIR"), home.join(name));
        }
        if let Some(variable) = self.variable {
            command.env(variable, "1");
        }
        let (start, cpu_before) = (Instant::now(), of_children());
        let mut child = command
            .spawn()
            .with_context(|| format!("{} did not start", self.path.display()))?;
        let peak_bytes = copy_output(&mut child, File::create(found)?)?;
        let status = child.wait()?;
        let wall = start.elapsed();
        let on_cpu = of_children()
            .zip(cpu_before)
            .map(|(now, then)| now.saturating_sub(then));
        let told = fs::read_to_string(&complaints).unwrap_or_default();
        let complaint = if status.success() {
            String::new()
        } else {
            format!("{status}: {}", told.lines().last().unwrap_or_default())
        };
        Ok(Run {
            wall,
            on_cpu,
            peak_bytes,
            complaint,
        })
    }

    /// Measures a run on one sentence: what is left is the start.
    pub(super) fn start(&self, scratch: &Path) -> anyhow::Result<Duration> {
        let input = scratch.join("sentence.txt");
        File::create(&input)?.write_all(b"The ferry left the harbor on Tuesday.\n")?;
        let found = scratch.join("sentence.jsonl");
        let mut shortest = Duration::MAX;
        for _ in 0..N_STARTS {
            shortest = shortest.min(self.extract(&input, &found)?.wall);
        }
        Ok(shortest)
    }
}

/// Copies standard output to a file, and looks how large the child is meanwhile.
fn copy_output(child: &mut Child, mut file: File) -> anyhow::Result<Option<u64>> {
    let id = child.id();
    let mut output = child.stdout.take().context("the program has no output")?;
    let mut peak = None;
    let mut chunk = vec![0; 1 << 16];
    loop {
        let n_read = output.read(&mut chunk)?;
        peak = peak.max(resident(id));
        match chunk.get(..n_read) {
            Some(part) if n_read > 0 => file.write_all(part)?,
            _ => return Ok(peak),
        }
    }
}

/// Returns the largest resident size of a process so far; Linux only.
fn resident(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Returns how long the children that have ended were on processors; Linux
/// only.
///
/// Units: in steps of 10 ms, the tick that Linux counts in for programs.
fn of_children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets and can hold anything.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut ticks = fields.split_whitespace().skip(13);
    let (user, system): (u64, u64) = (ticks.next()?.parse().ok()?, ticks.next()?.parse().ok()?);
    Some(Duration::from_millis(10 * (user + system)))
}
