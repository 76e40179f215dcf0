//! Reads articles from files: [`load`] the bytes within a limit,
//! [`read_articles`] of one found file, [`read_one`] again by its place.
//!
//! Nothing is memory-mapped: a file that somebody truncates while it is read
//! must not take the program down.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::scan::Found;
use super::{IoError, plain_cause};
use crate::corpus::decode::decode;
use crate::corpus::{Article, Place, parse};

/// How many bytes of one file are read unless the configuration says otherwise.
pub const SIZE_LIMIT: u64 = 256 * 1024 * 1024;

/// Reads the file at `path` if it holds at most `limit` bytes.
///
/// Errors: when it cannot be opened or read, is no regular file, or is larger.
pub fn load(path: &Path, limit: u64) -> Result<Vec<u8>, IoError> {
    let fail = |cause| IoError::new("read", path, cause);
    let file = open_regular(path).map_err(fail)?;
    let size = file.metadata().map_err(fail)?.len();
    if size > limit {
        return Err(fail(too_large(limit)));
    }
    // The size is a hint only: the file may grow, or lie under /proc.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    if bytes.len() as u64 > limit {
        return Err(fail(too_large(limit)));
    }
    Ok(bytes)
}

/// Reads and parses the articles of one file, in file order.
///
/// Problems: a file that cannot be read is one unreadable article with the reason.
pub fn read_articles(found: &Found, limit: u64, each: &mut dyn FnMut(Article)) {
    if let Some(problem) = &found.problem {
        each(parse::unreadable(&found.relative, problem));
        return;
    }
    match load(&found.path, limit) {
        Ok(bytes) => parse::articles(&found.relative, &bytes, each),
        Err(error) => each(parse::unreadable(
            &found.relative,
            &plain_cause(&error.cause),
        )),
    }
}

/// Reads the text of a file that is one article; empty when it is none.
pub fn read_plain(path: &Path) -> String {
    let Ok(bytes) = load(path, SIZE_LIMIT) else {
        return String::new();
    };
    decode(&bytes).map_or_else(|_| String::new(), |decoded| decoded.text.into_owned())
}

/// Reads one article again: the file at `path`, known as `relative`, at `place`.
///
/// Shape: the id of a record that repeats the id of an earlier one is that of
/// the earlier; a caller keeps the id it knows.
pub fn read_one(path: &Path, relative: &str, place: Place) -> Article {
    let read = if place.record == 0 {
        load(path, SIZE_LIMIT)
    } else {
        load_part(path, place)
    };
    match read {
        Ok(bytes) if place.record > 0 => {
            let mut article = parse::record(relative, place.record, &bytes);
            article.place = place;
            article
        }
        Ok(bytes) => parse::first(relative, &bytes),
        Err(error) => parse::unreadable(relative, &plain_cause(&error.cause)),
    }
}

/// Parses the articles of standard input, which is known as `-`.
///
/// Errors: when it cannot be read or holds more than `limit` bytes.
pub fn read_stream(
    input: &mut dyn Read,
    limit: u64,
    each: &mut dyn FnMut(Article),
) -> Result<(), IoError> {
    let fail = |cause| IoError::new("read", Path::new("-"), cause);
    let mut bytes = Vec::new();
    input
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    if bytes.len() as u64 > limit {
        return Err(fail(too_large(limit)));
    }
    parse::articles("-", &bytes, each);
    Ok(())
}

fn load_part(path: &Path, place: Place) -> Result<Vec<u8>, IoError> {
    let fail = |cause| IoError::new("read", path, cause);
    let mut file = open_regular(path).map_err(fail)?;
    file.seek(SeekFrom::Start(place.offset)).map_err(fail)?;
    let mut bytes = Vec::new();
    file.take(place.len.min(SIZE_LIMIT))
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    Ok(bytes)
}

/// Opens without waiting, so that a pipe put in the place of a file cannot hang us.
fn open_regular(path: &Path) -> io::Result<File> {
    let file = open_without_waiting(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("not a regular file"))
    }
}

#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn too_large(limit: u64) -> io::Error {
    io::Error::other(format!("larger than the limit of {} MiB", limit >> 20))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_is_too_large_or_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        File::create(&path).unwrap().write_all(b"12345").unwrap();
        assert_eq!(load(&path, 5).unwrap(), b"12345");
        let larger = load(&path, 4).unwrap_err();
        assert!(
            larger.to_string().contains("larger than the limit"),
            "{larger}"
        );
        assert!(load(folder.path(), 5).is_err());
        let missing = load(&folder.path().join("b"), 5).unwrap_err();
        assert!(missing.to_string().ends_with("no such file"), "{missing}");
    }

    #[test]
    fn standard_input_is_read_as_a_file() {
        let mut n_articles = 0;
        let mut input: &[u8] = b"{\"text\":\"one\"}\n{\"text\":\"two\"}\n";
        read_stream(&mut input, 100, &mut |_| n_articles += 1).unwrap();
        assert_eq!(n_articles, 2);
    }
}
