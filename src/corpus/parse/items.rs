//! [`Items`]: elements of XML that are articles: items of a feed, news items.
//!
//! Only the tags of these elements are looked for; what lies between them is
//! read by [`feed`] or [`news`]. So one broken item does not hide the others,
//! and only one lies in memory.

use memchr::memmem;

use super::records::{Raw, Records};
use super::xml::Element;
use super::{Reading, feed, news};
use crate::corpus::Article;
use crate::corpus::stream::{Input, Taken};

/// A file whose elements of one name are articles.
pub(super) struct Items {
    name: &'static str,
    kind: Kind,
    /// What stands before the first item.
    head: feed::Head,
    n_read: u32,
    trouble: Option<String>,
}

/// What the items are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Feed,
    News,
}

/// Longest head that is looked at, in bytes.
const HEAD_BYTES: usize = 256 << 10;

impl Items {
    /// Tells a container of items by the name of its outermost element.
    pub(super) fn of(root: &str) -> Option<Self> {
        let local = root.rsplit_once(':').map_or(root, |(_, local)| local);
        let (name, kind) = match local.to_ascii_lowercase().as_str() {
            "rss" | "rdf" | "channel" => ("item", Kind::Feed),
            "feed" => ("entry", Kind::Feed),
            "newsmessage" | "newsitem" => ("newsItem", Kind::News),
            _ => return None,
        };
        Some(Self {
            name,
            kind,
            head: feed::Head::default(),
            n_read: 0,
            trouble: None,
        })
    }
}

impl Records for Items {
    fn begin(&mut self, input: &mut Input<'_>) {
        let held = input.head(HEAD_BYTES);
        let end = find_open(held, self.name).map_or(held.len(), |(at, _)| at);
        let head = String::from_utf8_lossy(held.get(..end).unwrap_or_default());
        self.head = feed::Head::of(&Element::parse(&head));
    }

    fn resume(&mut self, number: u32) {
        self.n_read = number;
    }

    fn next<'i>(&mut self, input: &'i mut Input<'_>, limit: u64) -> Option<Raw<'i>> {
        seek(input, self.name)?;
        self.n_read += 1;
        let (offset, number) = (input.offset(), self.n_read);
        let bytes = loop {
            let held = input.held();
            if let Some(len) = item_len(held, self.name) {
                break Taken::Bytes(input.take(len));
            }
            if held.len() as u64 > limit {
                // The next item is looked for behind its first tag.
                let n_held = held.len() as u64;
                input.skip(1);
                break Taken::TooLong(n_held);
            }
            if !input.more() {
                let what = format!("ends within item {number}: the file is cut");
                self.trouble = Some(what);
                self.n_read -= 1;
                return None;
            }
        };
        Some(Raw {
            offset,
            number,
            bytes,
        })
    }

    fn article(&self, bytes: &[u8], _: u32, reading: &Reading<'_>) -> Option<Article> {
        let source = String::from_utf8_lossy(bytes);
        let root = Element::parse(&source);
        let item = root.children().next()?;
        Some(match self.kind {
            Kind::Feed => feed::article(item, &self.head, reading.depth),
            Kind::News => news::item(item, reading.depth),
        })
    }

    fn place(&self, number: u32) -> String {
        format!("item {number}")
    }

    fn trouble(&self) -> Option<String> {
        self.trouble.clone()
    }
}

/// Returns the name of the outermost element.
pub(super) fn root_name(head: &str) -> Option<&str> {
    let tag = next_tag(head.as_bytes(), 0)??;
    head.get(tag.name.0..tag.name.1).filter(|_| !tag.is_end)
}

/// Moves to the first tag of the next item; `None` at the end.
fn seek(input: &mut Input<'_>, name: &str) -> Option<()> {
    loop {
        let held = input.held();
        if let Some((at, _)) = find_open(held, name) {
            input.skip(at as u64);
            return Some(());
        }
        // A tag or a comment may begin at the end of what is held.
        let safe = memchr::memrchr(b'<', held).unwrap_or(held.len());
        input.skip(safe as u64);
        if !input.more() {
            return None;
        }
    }
}

/// Finds the next opening tag of this name, whatever its prefix: where it
/// begins, and where it ends.
fn find_open(bytes: &[u8], name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(tag) = next_tag(bytes, at)? {
        at = tag.end;
        if !tag.is_end && tag.is(bytes, name) {
            return Some((tag.start, tag.end));
        }
    }
    None
}

/// Returns how long the item is that begins here; `None` where its end is not
/// held yet.
fn item_len(bytes: &[u8], name: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut at = 0;
    while let Some(tag) = next_tag(bytes, at)? {
        at = tag.end;
        if !tag.is(bytes, name) {
            continue;
        }
        if tag.is_end {
            depth = depth.saturating_sub(1);
        } else if !tag.is_empty {
            depth += 1;
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

struct Tag {
    start: usize,
    end: usize,
    name: (usize, usize),
    is_end: bool,
    is_empty: bool,
}

impl Tag {
    fn is(&self, bytes: &[u8], name: &str) -> bool {
        let own = bytes.get(self.name.0..self.name.1).unwrap_or_default();
        let colon = memchr::memrchr(b':', own).map_or(0, |at| at + 1);
        own.get(colon..)
            .unwrap_or_default()
            .eq_ignore_ascii_case(name.as_bytes())
    }
}

/// Finds the next tag from `from` on, passing over comments and character data.
///
/// Shape: `None` where something begins that is not held to its end;
/// `Some(None)` where no tag follows.
#[expect(
    clippy::option_option,
    reason = "held no further, and no more, are two things"
)]
fn next_tag(bytes: &[u8], from: usize) -> Option<Option<Tag>> {
    let mut at = from;
    loop {
        let Some(start) = memchr::memchr(b'<', bytes.get(at..)?).map(|n| at + n) else {
            return Some(None);
        };
        let rest = bytes.get(start..)?;
        let skipped = [
            ("<!--", "-->"),
            ("<![CDATA[", "]]>"),
            ("<?", "?>"),
            ("<!", ">"),
        ];
        if let Some((_, end)) = skipped
            .iter()
            .find(|(open, _)| rest.starts_with(open.as_bytes()))
        {
            at = start + memmem::find(rest, end.as_bytes())? + end.len();
            continue;
        }
        let end = start + memchr::memchr(b'>', rest)?;
        let is_end = rest.get(1) == Some(&b'/');
        let name = start + 1 + usize::from(is_end);
        let inside = bytes.get(name..end)?;
        let is_name =
            |byte: &u8| byte.is_ascii_alphanumeric() || b":-_.".contains(byte) || !byte.is_ascii();
        let n_name = inside.iter().take_while(|byte| is_name(byte)).count();
        if n_name == 0 {
            at = start + 1;
            continue;
        }
        return Some(Some(Tag {
            start,
            end: end + 1,
            name: (name, name + n_name),
            is_end,
            is_empty: inside.last() == Some(&b'/'),
        }));
    }
}
