//! [`Warc`]: web archives: the pages that a crawler kept, with their addresses.
//!
//! A record is an article when it is a page that came through: a response with
//! status 200 in HTML or plain text, or a text made from one. Others are none.
//! When a page was fetched says nothing of when it was published.
//!
//! Source: ISO 28500, WARC 1.0 and 1.1.

use std::io::Read;

use memchr::memmem;

use super::records::{Raw, Records};
use super::{Depth, Reading, plain, record};
use crate::corpus::decode::decode;
use crate::corpus::stream::{Input, Taken};
use crate::corpus::{Article, Problem, html};

#[derive(Default)]
pub(super) struct Warc {
    n_records: u32,
    trouble: Option<String>,
}

/// Longest head of a record, in bytes.
const MAX_HEAD: usize = 1 << 20;

impl Records for Warc {
    fn resume(&mut self, number: u32) {
        self.n_records = number;
    }

    fn next<'i>(&mut self, input: &'i mut Input<'_>, limit: u64) -> Option<Raw<'i>> {
        while matches!(input.ready().first(), Some(b'\n' | b'\r')) {
            input.skip(1);
        }
        input.ready().first()?;
        self.n_records += 1;
        let (offset, number) = (input.offset(), self.n_records);
        let n_head = loop {
            let held = input.held();
            if let Some(n_head) = head_len(held) {
                break n_head;
            }
            if held.len() > MAX_HEAD || !input.more() {
                self.trouble = Some(format!("record {number} is cut or damaged"));
                return None;
            }
        };
        let head = Head::parse(input.held().get(..n_head).unwrap_or_default());
        let stated = head
            .get("content-length")
            .and_then(|value| value.parse::<u64>().ok());
        let Some(n_block) = stated.filter(|_| head.first.starts_with("WARC/")) else {
            self.trouble = Some(format!("record {number} does not begin as one"));
            return None;
        };
        let len = n_block.saturating_add(n_head as u64);
        if len > limit {
            input.skip(len);
            return Some(Raw {
                offset,
                number,
                bytes: Taken::TooLong(len),
            });
        }
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        if input.head(len).len() < len {
            self.trouble = Some(format!("ends within record {number}: the file is cut"));
        }
        let n_held = input.held().len();
        Some(Raw {
            offset,
            number,
            bytes: Taken::Bytes(input.take(len.min(n_held))),
        })
    }

    fn article(&self, bytes: &[u8], _: u32, reading: &Reading<'_>) -> Option<Article> {
        let (head, block) = bytes.split_at_checked(head_len(bytes)?)?;
        let head = Head::parse(head);
        let kind = head.get("warc-type")?;
        let content = head.get("content-type").unwrap_or_default();
        let mut article = match kind.to_ascii_lowercase().as_str() {
            "response" if content.starts_with("application/http") => response(block, reading)?,
            "response" | "resource" | "conversion" => body(block, content, reading)?,
            _ => return None,
        };
        let address = head
            .get("warc-target-uri")
            .map(|uri| uri.trim_matches(['<', '>']).to_owned());
        article.path = address
            .clone()
            .or_else(|| head.get("warc-record-id").map(str::to_owned))
            .unwrap_or_default();
        if let Some(address) = address.filter(|address| address.starts_with("http")) {
            article.meta.url.get_or_insert(address);
        }
        Some(article)
    }

    fn trouble(&self) -> Option<String> {
        self.trouble.clone()
    }
}

/// Lines `Name: value` behind a first line.
struct Head {
    first: String,
    fields: Vec<(String, String)>,
}

impl Head {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        let fields = lines.filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        });
        Self {
            first,
            fields: fields.collect(),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Returns how many bytes come before the block: up to the first empty line.
fn head_len(bytes: &[u8]) -> Option<usize> {
    let crlf = memmem::find(bytes, b"\r\n\r\n").map(|at| at + 4);
    let lf = memmem::find(bytes, b"\n\n").map(|at| at + 2);
    [crlf, lf].into_iter().flatten().min()
}

/// Reads an answer of a web server.
fn response(block: &[u8], reading: &Reading<'_>) -> Option<Article> {
    let (head, rest) = block.split_at_checked(head_len(block)?)?;
    let head = Head::parse(head);
    if head.first.split_whitespace().nth(1) != Some("200") {
        return None;
    }
    let content = head.get("content-type").unwrap_or("text/html").to_owned();
    if !is_text(&content) {
        return None;
    }
    let is_chunked = head
        .get("transfer-encoding")
        .is_some_and(|it| it.eq_ignore_ascii_case("chunked"));
    let joined = if is_chunked { unchunked(rest) } else { None };
    let rest = joined.as_deref().unwrap_or(rest);
    let packing = head
        .get("content-encoding")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let limit = reading.options.limits.article_bytes;
    let unpacked = match packing.as_str() {
        "gzip" | "x-gzip" => Some(inflated(flate2::read::MultiGzDecoder::new(rest), limit)),
        "deflate" => Some(inflated(flate2::read::ZlibDecoder::new(rest), limit)),
        "" | "identity" => None,
        _ => {
            return Some(record::unreadable(format!(
                "packed as {packing}, which is not read"
            )));
        }
    };
    match unpacked {
        // Some crawlers unpack the block and keep the field.
        Some((bytes, fault)) if !bytes.is_empty() => {
            let mut article = body(&bytes, &content, reading)?;
            article.problems.extend(fault.map(Problem::new));
            Some(article)
        }
        _ => body(rest, &content, reading),
    }
}

fn is_text(content: &str) -> bool {
    let kind = content
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "text/html" | "application/xhtml+xml" | "text/plain" | "text/markdown"
    )
}

/// Reads a page or a plain text.
fn body(bytes: &[u8], content: &str, reading: &Reading<'_>) -> Option<Article> {
    if !is_text(content) {
        return None;
    }
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(why) => return Some(record::unreadable(why)),
    };
    let is_plain = content
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("text/plain");
    let mut article = if is_plain && reading.depth == Depth::Text {
        plain::unread(decoded.text.into_owned())
    } else if is_plain {
        plain::article(decoded.text.into_owned())
    } else {
        html::page(&decoded.text)
    };
    article.problems.splice(0..0, decoded.problems);
    if article.text.trim().is_empty() {
        article.problems.push(Problem::new("is empty"));
    }
    Some(article)
}

/// Puts the chunks of a body together; `None` where it is not in chunks.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let line_end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(rest.get(..line_end)?).ok()?.trim();
        let digits = line.split(';').next()?.trim();
        let Ok(len) = usize::from_str_radix(digits, 16) else {
            return (!out.is_empty()).then_some(out);
        };
        rest = rest.get(line_end + 1..)?;
        if len == 0 {
            return Some(out);
        }
        let chunk = rest.get(..len).unwrap_or(rest);
        out.extend_from_slice(chunk);
        rest = rest.get(len..).unwrap_or_default();
        let n_break = rest
            .iter()
            .take_while(|byte| b"\r\n".contains(byte))
            .count()
            .min(2);
        rest = rest.get(n_break..).unwrap_or_default();
        if rest.is_empty() {
            return Some(out);
        }
    }
}

fn inflated(reader: impl Read, limit: u64) -> (Vec<u8>, Option<String>) {
    let mut out = Vec::new();
    let read = reader.take(limit).read_to_end(&mut out);
    let fault = read
        .err()
        .map(|error| format!("its packed body is damaged: {error}"));
    (out, fault)
}
