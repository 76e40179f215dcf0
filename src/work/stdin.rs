//! Standard input: [`read`] lists its articles while they come, and keeps what
//! came in a file, to be read again.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use super::ingest::Corpus;
use super::pool::Pool;
use super::{Say, large};
use crate::app::Msg;
use crate::app::articles::SourceFile;
use crate::app::msg::Tone;
use crate::corpus::Article;
use crate::io::article::{How, read_stream};

/// What came from standard input, in a file without a name that goes with us.
#[derive(Default)]
pub(super) struct Spool(Mutex<Option<Arc<File>>>);

impl Spool {
    fn start(&self) -> io::Result<Arc<File>> {
        let file = Arc::new(tempfile::tempfile()?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(file.clone());
        Ok(file)
    }

    /// Reads what is kept, from its start.
    pub(super) fn reader(&self) -> io::Result<SpoolReader> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = held.clone().ok_or(io::ErrorKind::NotFound)?;
        Ok(SpoolReader { file, at: 0 })
    }
}

/// Reads the file at a place of its own, while others read elsewhere.
pub(super) struct SpoolReader {
    file: Arc<File>,
    at: u64,
}

impl Read for SpoolReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = rustix::io::pread(&*self.file, out, self.at)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for SpoolReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let len = self.file.metadata()?.len();
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// Reads standard input, and keeps what comes.
pub(super) fn read(threads: (&Arc<Corpus>, &Arc<Pool>), root: u16, say: &Say) {
    let fail = |error: &io::Error| {
        let what = format!(
            "standard input cannot be kept in the folder for temporary files (TMPDIR): {error}"
        );
        say(Msg::Told(Tone::Error, what));
    };
    let copy = match threads.0.spool.start() {
        Ok(copy) => copy,
        Err(error) => return fail(&error),
    };
    let file = SourceFile {
        root,
        relative: "-".to_owned(),
        ..SourceFile::default()
    };
    let mut tee = Tee {
        from: io::stdin().lock(),
        to: &copy,
        fault: None,
    };
    let mut read = |how: How<'_>, each: &mut dyn FnMut(Article) -> ControlFlow<()>| {
        read_stream(&mut tee, how, each);
    };
    large::list(threads, (0, file), &mut read, say);
    if let Some(error) = &tee.fault {
        fail(error);
    }
}

/// Copies what is read through it.
struct Tee<'a, R> {
    from: R,
    to: &'a File,
    fault: Option<io::Error>,
}

impl<R: Read> Read for Tee<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(out)?;
        if self.fault.is_none()
            && let Err(error) = self.to.write_all(out.get(..n).unwrap_or_default())
        {
            self.fault = Some(error);
        }
        Ok(n)
    }
}
