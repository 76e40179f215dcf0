//! EPUB: a book or a magazine; each chapter is an article.
//!
//! Source: EPUB 3.3, container and package documents.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::archive::Guarded;
use super::reader::{Member, Reader};
use super::xml::Element;
use crate::corpus::clean::bylines::authors_of_field;
use crate::corpus::decode::decode;
use crate::corpus::stream::Limits;
use crate::corpus::{Article, ContentHash, dates, html};

const CONTAINER: &str = "META-INF/container.xml";
/// Most bytes of the documents that say what the book holds.
const MAX_PACKAGE: u64 = 8 << 20;

/// Says whether an archive is a book.
pub(super) fn is_book<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    archive.index_for_name(CONTAINER).is_some()
}

/// What the package document says.
#[derive(Default)]
struct Package {
    title: Option<String>,
    publisher: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    language: Option<String>,
    /// Paths of the chapters within the archive, in reading order.
    chapters: Vec<String>,
}

/// Reads the chapters of a book, in reading order.
pub(super) fn read<R: Read + Seek>(reader: &mut Reader<'_>, archive: &mut ZipArchive<R>) {
    let package = match package(archive) {
        Ok(package) => package,
        Err(why) => return reader.trouble(&why),
    };
    let limit = reader.reading.options.limits.article_bytes;
    let outer = reader.member.clone();
    let counts = outer.number > 0 && reader.count_inside();
    for (nth, path) in (1..).zip(&package.chapters) {
        if reader.is_done() {
            return;
        }
        let number = if outer.number > 0 { outer.number } else { nth };
        if outer.number == 0 && !reader.wants_member(number) {
            continue;
        }
        reader.enter(Member {
            number,
            name: path.clone(),
        });
        match bytes_of(archive, path, limit) {
            Ok(bytes) => {
                let article = chapter(&bytes, &package);
                // Covers and pages of pictures hold nothing to read.
                if !article.text.trim().is_empty() {
                    reader.hand_on_whole(article);
                }
            }
            Err(why) => reader.trouble(&why),
        }
    }
    reader.enter(outer);
    if counts {
        reader.stop_counting();
    }
}

fn chapter(bytes: &[u8], package: &Package) -> Article {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(why) => return super::record::unreadable(why),
    };
    let mut article = html::fragment(&decoded.text);
    article.sha256 = ContentHash::of(bytes);
    article.problems.splice(0..0, decoded.problems);
    let meta = &mut article.meta;
    meta.source = package.title.clone().or_else(|| package.publisher.clone());
    if meta.authors.is_empty() {
        meta.authors.clone_from(&package.authors);
    }
    meta.published = meta
        .published
        .or_else(|| dates::read_field(package.date.as_deref()?));
    if meta.language.is_none() {
        meta.language.clone_from(&package.language);
    }
    article
}

fn package<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<Package, String> {
    let container = tree(archive, CONTAINER)?;
    let root = container
        .all()
        .into_iter()
        .find(|element| element.is("rootfile"));
    let path = root.and_then(|root| root.attribute("full-path"));
    let path = path
        .ok_or("the book does not say where its contents are")?
        .to_owned();
    let document = tree(archive, &path)?;
    let all = document.all();
    let line = |name: &str| {
        all.iter()
            .find(|element| element.is(name))
            .and_then(|element| element.line())
    };
    let mut items = Vec::new();
    for item in all.iter().filter(|element| element.is("item")) {
        if let (Some(id), Some(href)) = (item.attribute("id"), item.attribute("href")) {
            let is_nav = item
                .attribute("properties")
                .is_some_and(|it| it.split(' ').any(|it| it == "nav"));
            items.push((id, href, is_nav));
        }
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let chapters = all
        .iter()
        .filter(|element| element.is("itemref"))
        .filter_map(|reference| {
            let id = reference.attribute("idref")?;
            let (_, href, is_nav) = items.iter().find(|(own, ..)| *own == id)?;
            (!is_nav).then(|| resolved(folder, href))
        });
    let authors = all
        .iter()
        .filter(|element| element.is("dc:creator"))
        .filter_map(|it| it.line());
    Ok(Package {
        title: line("dc:title"),
        publisher: line("dc:publisher"),
        authors: authors.flat_map(|line| authors_of_field(&line)).collect(),
        date: line("dc:date"),
        language: line("dc:language")
            .map(|code| code.split('-').next().unwrap_or_default().to_lowercase()),
        chapters: chapters.collect(),
    })
}

/// Returns the path that a reference leads to.
fn resolved(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "" | "." => {}
            part => parts.push(part),
        }
    }
    percent_decoded(&parts.join("/"))
}

fn percent_decoded(path: &str) -> String {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if first == b'%' => {
                out.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                out.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn tree<R: Read + Seek>(archive: &mut ZipArchive<R>, path: &str) -> Result<Element, String> {
    let bytes = bytes_of(archive, path, MAX_PACKAGE)?;
    let decoded = decode(&bytes)?;
    Ok(Element::parse(&decoded.text))
}

fn bytes_of<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
    limit: u64,
) -> Result<Vec<u8>, String> {
    let file = archive
        .by_name(path)
        .map_err(|error| format!("{path} cannot be unpacked: {error}"))?;
    let most = file
        .compressed_size()
        .saturating_mul(Limits::default().expansion);
    let mut guarded = Guarded {
        file,
        left: most.max(Limits::FREE_BYTES),
        expansion: Limits::default().expansion,
    };
    let mut bytes = Vec::new();
    (&mut guarded)
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{path} is damaged: {error}"))?;
    Ok(bytes)
}
