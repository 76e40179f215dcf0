//! [`looks_safe`]: whether a page can be given to the parser.
//!
//! The parser takes time that grows with the square of the nesting and of the
//! attributes of one tag, and memory for every node. One pass over the bytes
//! finds the pages on which that would matter; they are read by [`super::strip`].

use memchr::memchr;

/// Longer pages are read without their structure.
pub(super) const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Elements inside elements.
pub(super) const MAX_DEPTH: usize = 500;
/// Attributes of one tag.
const MAX_ATTRS: usize = 1_000;

/// Elements that hold nothing, or that the next of their kind closes.
const NOT_NESTED: [&[u8]; 26] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr", b"p", b"li", b"td", b"th", b"tr", b"dd", b"dt", b"option",
    b"tbody", b"thead", b"path", b"use",
];

/// Says whether the parser can read `source` in time that grows with its length.
///
/// Cost: linear.
pub(super) fn looks_safe(source: &str) -> bool {
    if source.len() > MAX_BYTES {
        return false;
    }
    // Open elements by the hash of their name: a close tag only counts where
    // one of its kind is open.
    let mut open = [0_usize; 64];
    let mut depth = 0_usize;
    let mut rest = source.as_bytes();
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let is_close = rest.first() == Some(&b'/');
        let name = name_at(rest.get(usize::from(is_close)..).unwrap_or_default());
        if name.is_empty() {
            continue;
        }
        let slot = slot_of(name);
        if is_close {
            if open[slot] > 0 {
                open[slot] -= 1;
                depth -= 1;
            }
            continue;
        }
        let tag = rest
            .get(..memchr(b'>', rest).unwrap_or(rest.len()))
            .unwrap_or_default();
        if tag.len() > MAX_ATTRS && n_attrs(tag) > MAX_ATTRS {
            return false;
        }
        if tag.ends_with(b"/")
            || NOT_NESTED
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name))
        {
            continue;
        }
        open[slot] += 1;
        depth += 1;
        if depth > MAX_DEPTH {
            return false;
        }
        if name.eq_ignore_ascii_case(b"script") || name.eq_ignore_ascii_case(b"style") {
            rest = after_close(rest, name);
            open[slot] -= 1;
            depth -= 1;
        }
    }
    true
}

/// Returns the letters and digits of a name, at most as many as are looked at.
pub(super) fn name_at(bytes: &[u8]) -> &[u8] {
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return &[];
    }
    let len = bytes
        .iter()
        .take(24)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
        .count();
    bytes.get(..len).unwrap_or_default()
}

/// Returns what stands behind the tag that closes `name`; nothing if none does.
pub(super) fn after_close<'a>(bytes: &'a [u8], name: &[u8]) -> &'a [u8] {
    let mut rest = bytes;
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let is_close = rest.first() == Some(&b'/')
            && rest
                .get(1..=name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name));
        if is_close {
            return rest;
        }
    }
    &[]
}

fn slot_of(name: &[u8]) -> usize {
    let hash = name.iter().fold(0_usize, |hash, byte| {
        hash.wrapping_mul(31)
            .wrapping_add(usize::from(byte.to_ascii_lowercase()))
    });
    hash % 64
}

/// Counts at least as many attributes as there are, and not many more.
fn n_attrs(tag: &[u8]) -> usize {
    let mut quote = None;
    let mut before = b' ';
    let mut n_attrs = 0;
    for &byte in tag {
        match quote {
            Some(sign) if sign == byte => quote = None,
            Some(_) => {}
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None => {
                n_attrs += usize::from(before.is_ascii_whitespace() && !byte.is_ascii_whitespace());
            }
        }
        before = byte;
    }
    n_attrs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_people_are_safe() {
        assert!(looks_safe(
            "<html><body><p>One<p>Two<br><ul><li>a<li>b</ul>"
        ));
        assert!(looks_safe(&"<p>text <b>bold</b> <img src=x> ".repeat(2000)));
        assert!(looks_safe(&"<script>'<div>'</script>".repeat(2000)));
        assert!(looks_safe("a < b and <"));
    }

    #[test]
    fn pages_that_make_the_parser_slow_are_not() {
        assert!(!looks_safe(&"<div>".repeat(600)));
        assert!(!looks_safe(&"<ul><li>".repeat(600)));
        assert!(!looks_safe(&"<b></i>".repeat(600)));
        let attrs = " a=1".repeat(2000);
        assert!(!looks_safe(&format!("<p{attrs}>x")));
    }
}
