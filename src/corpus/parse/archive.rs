//! Zip archives: each member is read as a file of its own would be.
//!
//! Nothing is written anywhere: the names of members are names and no more.
//! Members that no reader of articles wants (pictures, styles, scripts, what is
//! hidden) are passed over.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::reader::{Member, Reader};
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
    let mut archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(error) => {
            return reader.trouble(&format!("the zip archive is damaged or cut: {error}"));
        }
    };
    if let Some(name) = office(&archive) {
        return reader.trouble(&format!("not text: {name}"));
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
        let number = u32::try_from(nth + 1).unwrap_or(u32::MAX);
        // A member of an archive inside of another goes by the number of the outer one.
        let number = if outer.number > 0 {
            outer.number
        } else {
            number
        };
        if outer.number == 0 && !reader.wants_member(number) {
            continue;
        }
        let Some(name) = name_of(&archive, nth).filter(|name| !is_passed_over(name)) else {
            continue;
        };
        let name = if outer.number > 0 {
            format!("{}/{name}", outer.name)
        } else {
            name
        };
        reader.enter(Member { number, name });
        member(reader, &mut archive, nth, depth);
    }
    reader.enter(outer);
    if counts {
        reader.stop_counting();
    }
}

fn member<R: Read + Seek>(
    reader: &mut Reader<'_>,
    archive: &mut ZipArchive<R>,
    nth: usize,
    depth: u32,
) {
    let limits = reader.reading.options.limits;
    match archive.by_index(nth) {
        Ok(file) if file.encrypted() => reader.trouble("the member is locked with a password"),
        Ok(file) => {
            let packed = file.compressed_size();
            let most = packed
                .saturating_mul(limits.expansion)
                .max(Limits::FREE_BYTES);
            reader.stream(
                Input::new(Guarded {
                    file,
                    left: most,
                    expansion: limits.expansion,
                }),
                depth + 1,
            );
        }
        Err(error) => reader.trouble(&format!("the member cannot be unpacked: {error}")),
    }
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

/// Names the office format that an archive is, if it is one.
fn office<R: Read + Seek>(archive: &ZipArchive<R>) -> Option<&'static str> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("[Content_Types].xml") {
        return Some("office document (save it as text, HTML or PDF)");
    }
    (has("content.xml") && has("META-INF/manifest.xml"))
        .then_some("office document (save it as text, HTML or PDF)")
}
