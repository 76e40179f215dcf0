//! Zip archives: each member is read as a file of its own would be.
//!
//! Nothing is written anywhere: the names of members are names and no more.
//! Members that no reader of articles wants (pictures, styles, scripts, what is
//! hidden) are passed over. An archive whose list of members is gone, since it
//! was cut, is read member by member as far as it goes.

use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};

use super::reader::Reader;
use super::{ReadSeek, epub};
use crate::corpus::order::portable_path;
use crate::corpus::stream::{Input, Limits};

/// Most members of an archive that are looked at.
const MAX_MEMBERS: usize = 1_000_000;

/// Says whether bytes begin as a zip archive does.
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Reads the members of an archive, in its order.
pub(super) fn read(reader: &mut Reader<'_>, file: &mut dyn ReadSeek, depth: u32) {
    let mut archive = match ZipArchive::new(&mut *file) {
        Ok(archive) => archive,
        Err(error) => {
            let found = what_is_left(reader, file, depth);
            let (what, rest) = match found {
                Left::Office => return reader.trouble(OFFICE),
                Left::Nothing => ("", error.to_string()),
                Left::Members => ("; so much of it is read", error.to_string()),
            };
            return reader.trouble(&format!("the zip archive is damaged or cut{what}: {rest}"));
        }
    };
    if is_office(&archive) {
        return reader.trouble(OFFICE);
    }
    if epub::is_book(&archive) {
        return epub::read(reader, &mut archive);
    }
    let outer = reader.member.clone();
    let counts = outer.number > 0 && reader.count_inside();
    for nth in 0..archive.len().min(MAX_MEMBERS) {
        if reader.is_done() {
            return;
        }
        let Some(name) = name_of(&archive, nth).filter(|name| !is_passed_over(name)) else {
            continue;
        };
        let Some(entered) = outer.inner(nth, &name) else {
            continue;
        };
        if outer.number == 0 && !reader.wants_member(entered.number) {
            continue;
        }
        reader.enter(entered);
        match archive.by_index(nth) {
            Ok(file) if file.encrypted() => reader.trouble("the member is locked with a password"),
            Ok(file) => member(reader, file, depth),
            Err(error) => reader.trouble(&format!("the member cannot be unpacked: {error}")),
        }
    }
    reader.enter(outer);
    if counts {
        reader.stop_counting();
    }
}

fn member<R: Read>(reader: &mut Reader<'_>, file: ZipFile<'_, R>, depth: u32) {
    let limits = reader.reading.options.limits;
    let packed = file.compressed_size();
    let most = packed
        .saturating_mul(limits.expansion)
        .max(Limits::FREE_BYTES);
    let file = Guarded {
        file,
        left: most,
        expansion: limits.expansion,
    };
    reader.stream(Input::new(file), depth + 1);
}

/// What an archive still holds whose list of members is gone.
enum Left {
    Nothing,
    Members,
    Office,
}

/// Reads the members of an archive one behind the other, up to the first that
/// is not whole.
fn what_is_left(reader: &mut Reader<'_>, file: &mut dyn ReadSeek, depth: u32) -> Left {
    let outer = reader.member.clone();
    let counts = outer.number > 0 && reader.count_inside();
    let mut left = Left::Nothing;
    let mut is_book = false;
    let _ = file.seek(SeekFrom::Start(0));
    let mut stream = BufReader::new(file);
    for nth in 0..MAX_MEMBERS {
        let Ok(Some(file)) = read_zipfile_from_stream(&mut stream) else {
            break;
        };
        let Ok(name) = file.name().map(|name| portable_path(name.as_bytes())) else {
            continue;
        };
        match name.as_str() {
            "[Content_Types].xml" if nth == 0 => return Left::Office,
            "mimetype" if nth == 0 => is_book = true,
            _ => {}
        }
        if is_passed_over(&name) || is_book && !is_page(&name) {
            continue;
        }
        left = Left::Members;
        if reader.is_done() {
            break;
        }
        if let Some(entered) = outer.inner(nth, &name)
            && (outer.number > 0 || reader.wants_member(entered.number))
        {
            reader.enter(entered);
            member(reader, file, depth);
        }
    }
    reader.enter(outer);
    if counts {
        reader.stop_counting();
    }
    left
}

/// Says whether a member is named as a page of a book.
fn is_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xhtml", ".html", ".htm"]
        .iter()
        .any(|suffix| name.ends_with(suffix))
}

/// Ends with an error where a member grows beyond measure.
pub(super) struct Guarded<R> {
    pub(super) file: R,
    pub(super) left: u64,
    pub(super) expansion: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(out)?;
        self.left = self.left.checked_sub(n as u64).ok_or_else(|| {
            std::io::Error::other(format!(
                "the member grows more than {} times",
                self.expansion
            ))
        })?;
        Ok(n)
    }
}

fn name_of<R: Read + Seek>(archive: &ZipArchive<R>, nth: usize) -> Option<String> {
    let name = archive.name_for_index(nth)?.ok()?;
    Some(portable_path(name.as_bytes()))
}

/// Says whether a member is a folder, hidden, or nothing to read.
fn is_passed_over(name: &str) -> bool {
    let is_hidden = |part: &str| {
        part.starts_with('.') && part.bytes().any(|byte| byte != b'.') || part == "__MACOSX"
    };
    let suffix = name
        .rsplit_once('.')
        .map_or("", |(_, suffix)| suffix)
        .to_ascii_lowercase();
    let is_page_part = matches!(
        suffix.as_str(),
        "png"
            | "jpg"
            | "jpeg"
            | "gif"
            | "webp"
            | "svg"
            | "ico"
            | "css"
            | "js"
            | "woff"
            | "woff2"
            | "ttf"
            | "otf"
            | "mp3"
            | "mp4"
    );
    name.ends_with('/') || is_page_part || name.split('/').any(is_hidden)
}

const OFFICE: &str = "not text: office document (save it as text, HTML or PDF)";

fn is_office<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    let has = |name: &str| archive.index_for_name(name).is_some();
    has("[Content_Types].xml") || has("content.xml") && has("META-INF/manifest.xml")
}
