//! Reads articles from files: [`load`] the bytes within a limit,
//! [`read_articles`] of one found file, [`read_one`] again by its place.
//!
//! Nothing is memory-mapped: a file that somebody truncates while it is read
//! must not take the program down.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::scan::Found;
use super::{IoError, plain_cause};
use crate::corpus::parse::{self, Bytes, Depth, ReadOptions, ReadSeek, Reading, Wanted};
use crate::corpus::{Article, Place};

/// Reads the file at `path` if it holds at most `limit` bytes.
///
/// Errors: when it cannot be opened or read, is no regular file, or is larger.
pub fn load(path: &Path, limit: u64) -> Result<Vec<u8>, IoError> {
    let fail = |cause| IoError::new("read", path, cause);
    let file = open(path).map_err(fail)?;
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

/// Reads and parses the articles of one file, in file order, until `each`
/// breaks off.
///
/// Problems: a file that cannot be read is one unreadable article with the reason.
pub fn read_articles(
    found: &Found,
    how: How<'_>,
    each: &mut dyn FnMut(Article) -> ControlFlow<()>,
) {
    let trouble = match (&found.problem, open(&found.path)) {
        (Some(problem), _) => problem.clone(),
        (None, Err(error)) => plain_cause(&error),
        (None, Ok(mut file)) => {
            let reading = Reading {
                depth: how.depth,
                ..Reading::of(&found.relative, how.options)
            };
            return parse::read(&reading, Bytes::File(&mut file), each);
        }
    };
    // What breaks off here has nothing left to break off.
    let _ = each(parse::unreadable(&found.relative, &trouble));
}

/// How articles are read.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    pub options: &'a ReadOptions,
    pub depth: Depth,
}

/// Reads one article again: the file at `path`, known as `relative`, at `place`.
///
/// Shape: the id of a record that repeats the id of an earlier one is that of
/// the earlier; a caller keeps the id it knows.
/// Cost: a record of a packed file costs the way to it.
pub fn read_one(path: &Path, relative: &str, place: Place, options: &ReadOptions) -> Article {
    match open(path) {
        Ok(mut file) => read_one_of(&mut file, relative, place, options),
        Err(error) => parse::unreadable(relative, &plain_cause(&error)),
    }
}

/// Reads one article of an open file; as [`read_one`].
pub fn read_one_of(
    file: &mut dyn ReadSeek,
    relative: &str,
    place: Place,
    options: &ReadOptions,
) -> Article {
    let how = How {
        options,
        depth: Depth::Full,
    };
    let mut article = None;
    read_wanted((file, relative), Wanted::At(&[place]), how, &mut |read| {
        article = Some(read);
        ControlFlow::Break(())
    });
    article.unwrap_or_else(|| parse::unreadable(relative, "is not there any more"))
}

/// Reads those articles of an open file, known as `relative`, that are wanted,
/// until `each` breaks off.
///
/// Cost: a packed file is read once, as far as its last place.
pub fn read_wanted(
    (file, relative): (&mut dyn ReadSeek, &str),
    wanted: Wanted<'_>,
    how: How<'_>,
    each: &mut dyn FnMut(Article) -> ControlFlow<()>,
) {
    let reading = Reading {
        path: relative,
        options: how.options,
        depth: how.depth,
        wanted,
    };
    parse::read(&reading, Bytes::File(file), each);
}

/// Parses the articles of standard input, which is known as `-`, while it comes.
pub fn read_stream(
    input: &mut dyn Read,
    how: How<'_>,
    each: &mut dyn FnMut(Article) -> ControlFlow<()>,
) {
    let reading = Reading {
        depth: how.depth,
        ..Reading::of("-", how.options)
    };
    parse::read(&reading, Bytes::Stream(input), each);
}

/// Opens without waiting, so that a pipe put in the place of a file cannot hang us.
///
/// Errors: also when it is no regular file.
pub fn open(path: &Path) -> io::Result<File> {
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
        let options = ReadOptions::default();
        let how = How {
            options: &options,
            depth: Depth::Full,
        };
        read_stream(&mut input, how, &mut |_| {
            n_articles += 1;
            ControlFlow::Continue(())
        });
        assert_eq!(n_articles, 2);
    }
}
