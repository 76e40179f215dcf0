//! [`JournalFile`]: one annotation file, opened by its path for each piece of
//! work, so that nothing is ever written to a file that lost its name.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};

use super::JournalError;
use super::append::{Appended, append, make_folder};
use super::lock::{Identity, Locked, identity, open_to_read};
use crate::annotate::{Entry, Reading, codec};
use crate::io::IoError;

/// One annotation file and how far it was read.
#[derive(Debug)]
pub struct JournalFile {
    path: PathBuf,
    seen: Seen,
    /// The file whose name we saw to the disk.
    lasting: Option<Identity>,
    /// The folder was not there at the start, as that of the first use. One that
    /// goes away later was moved, and no second one is made in its place.
    makes_folder: bool,
}

/// What others did to the file since it was read last.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct News {
    pub reading: Reading,
    /// The file was replaced or cut, so `reading` is the whole of it.
    pub is_replaced: bool,
}

/// How far a file was read, in whole lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Seen {
    /// Absent while there is no file.
    file: Option<Identity>,
    len: u64,
    n_lines: usize,
    /// The last bytes before `len`: they tell whether the file was rewritten.
    tail: Vec<u8>,
}

const TAIL_LEN: usize = 64;
/// Larger files are refused; a million acts take about half of it.
const MAX_LEN: u64 = 1 << 30;

impl JournalFile {
    /// Names the file; nothing is opened or made before the first append.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        survive_size_limit();
        let path = path.into();
        Self {
            makes_folder: path.parent().is_some_and(|folder| !folder.is_dir()),
            path,
            seen: Seen::default(),
            lasting: None,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the whole file; one that is not there is empty. Never writes.
    pub fn read(&mut self) -> Result<Reading, IoError> {
        self.seen = Seen::default();
        let Some(file) = self.opened()? else {
            return Ok(Reading::default());
        };
        self.read_from(&file)
    }

    /// Reads what was added since the last reading.
    ///
    /// Lines of this session may be among it; they are known by their ids. A
    /// line that is not ended yet is left for the next time.
    pub fn read_new(&mut self) -> Result<News, IoError> {
        let Some(file) = self.opened()? else {
            let is_replaced = self.seen.file.is_some();
            self.seen = Seen::default();
            return Ok(News {
                reading: Reading::default(),
                is_replaced,
            });
        };
        let is_same = self.is_same(&file).map_err(|cause| self.error(cause))?;
        let is_replaced = !is_same && self.seen.file.is_some();
        if !is_same {
            self.seen = Seen::default();
        }
        let reading = self.read_from(&file)?;
        Ok(News {
            reading,
            is_replaced,
        })
    }

    /// Appends entries; when it returns, they are on the disk.
    ///
    /// One write for all of them: either all are in the file or none.
    /// Errors: the file is as before, and the same entries can be tried again.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), JournalError> {
        if entries.is_empty() {
            return Ok(());
        }
        let lines: String = entries.iter().map(codec::encode).collect();
        if self.makes_folder {
            make_folder(&self.path).map_err(|cause| JournalError::open(&self.path, cause))?;
        }
        let appended = append(&self.path, &lines, self.lasting)?;
        self.lasting = Some(appended.file);
        self.seen.follow(&appended);
        Ok(())
    }

    fn opened(&self) -> Result<Option<Locked>, IoError> {
        match open_to_read(&self.path) {
            Ok(file) => Ok(Some(file)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(self.error(cause)),
        }
    }

    fn error(&self, cause: io::Error) -> IoError {
        IoError::new("read the annotations in", &self.path, cause)
    }

    fn is_same(&self, file: &File) -> io::Result<bool> {
        let facts = file.metadata()?;
        if self.seen.file != Some(identity(&facts)) || facts.len() < self.seen.len {
            return Ok(false);
        }
        let mut tail = vec![0; self.seen.tail.len()];
        let start = self.seen.len - u64::try_from(tail.len()).unwrap_or_default();
        file.read_exact_at(&mut tail, start)?;
        Ok(tail == self.seen.tail)
    }

    fn read_from(&mut self, file: &File) -> Result<Reading, IoError> {
        let is_first = self.seen.file.is_none();
        let bytes = bytes_from(file, self.seen.len).map_err(|cause| self.error(cause))?;
        let facts = file.metadata().map_err(|cause| self.error(cause))?;
        let n_whole = memchr::memrchr(b'\n', &bytes).map_or(0, |at| at + 1);
        let whole = bytes.get(..n_whole).unwrap_or_default();
        let read = if is_first { bytes.as_slice() } else { whole };
        let mut reading = codec::read(read);
        for damage in &mut reading.damage {
            damage.line += self.seen.n_lines;
        }
        for line in &mut reading.newer {
            *line += self.seen.n_lines;
        }
        reading.n_lines += self.seen.n_lines;
        self.seen.file = Some(identity(&facts));
        self.seen.advance(whole);
        Ok(reading)
    }
}

impl Seen {
    fn advance(&mut self, bytes: &[u8]) {
        self.len += u64::try_from(bytes.len()).unwrap_or_default();
        self.n_lines += memchr::memchr_iter(b'\n', bytes).count();
        self.tail.extend_from_slice(last(bytes));
        self.tail = last(&self.tail).to_vec();
    }

    /// Counts our own lines as read, when nothing stands between.
    fn follow(&mut self, appended: &Appended) {
        let is_next = match self.file {
            Some(file) => file == appended.file && self.len == appended.before,
            None => appended.before == 0,
        };
        if is_next {
            self.file = Some(appended.file);
            self.advance(&appended.bytes);
        }
    }
}

fn last(bytes: &[u8]) -> &[u8] {
    let start = bytes.len().saturating_sub(TAIL_LEN);
    bytes.get(start..).unwrap_or_default()
}

fn bytes_from(mut file: &File, start: u64) -> io::Result<Vec<u8>> {
    if file.metadata()?.len() > MAX_LEN {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    io::Seek::seek(&mut file, io::SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(MAX_LEN).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Makes a limit on file sizes an error of the write, not the end of the
/// program: the signal that comes with it is caught and ignored.
fn survive_size_limit() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    });
}
