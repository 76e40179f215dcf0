//! [`text`]: the text of a page that is not parsed, its tags taken away.
//!
//! For pages on which the parser would take too long: one pass, no tree. Tags
//! that begin a line in a browser end a line here; scripts and styles go.

use super::guard::{after_close, name_at};
use super::tree::folded;
use memchr::memchr;

/// Elements inside a line.
const INLINE: [&[u8]; 18] = [
    b"a", b"abbr", b"b", b"cite", b"code", b"em", b"font", b"i", b"mark", b"q", b"s", b"small",
    b"span", b"strong", b"sub", b"sup", b"u", b"wbr",
];
/// Elements whose content is no text.
const UNSEEN: [&[u8]; 6] = [
    b"script",
    b"style",
    b"title",
    b"textarea",
    b"svg",
    b"template",
];

/// Returns the text of `source`, one line a block.
///
/// Cost: linear.
pub(super) fn text(source: &str) -> String {
    let mut out = String::with_capacity(source.len() / 2);
    let mut line = String::new();
    let mut rest = source;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at(at);
        line.push_str(before);
        let bytes = tag.as_bytes().get(1..).unwrap_or_default();
        if bytes.starts_with(b"!--") {
            rest = tag.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let is_close = bytes.first() == Some(&b'/');
        let name = name_at(bytes.get(usize::from(is_close)..).unwrap_or_default());
        if name.is_empty()
            && !is_close
            && bytes.first() != Some(&b'!')
            && bytes.first() != Some(&b'?')
        {
            line.push('<');
            rest = tag.get(1..).unwrap_or_default();
            continue;
        }
        if !is_one_of(&INLINE, name) {
            end_line(&mut line, &mut out);
        }
        rest = tag.split_once('>').map_or("", |(_, after)| after);
        if !is_close && is_one_of(&UNSEEN, name) {
            let left = after_close(rest.as_bytes(), name).len();
            rest = rest.get(rest.len() - left..).unwrap_or_default();
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    line.push_str(rest);
    end_line(&mut line, &mut out);
    out
}

fn is_one_of(names: &[&[u8]], name: &[u8]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn end_line(line: &mut String, out: &mut String) {
    let words = folded(&with_characters(line));
    if !words.is_empty() {
        out.push_str(&words);
        out.push('\n');
    }
    line.clear();
}

/// Reads the references to characters that every page uses, and all numbers.
pub(super) fn with_characters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let inside = from.get(1..).unwrap_or_default();
        let len = inside.bytes().take(10).position(|byte| byte == b';');
        let read = len.and_then(|len| character(inside.get(..len)?));
        if let (Some(c), Some(len)) = (read, len) {
            out.push(c);
            rest = inside.get(len + 1..).unwrap_or_default();
        } else {
            out.push('&');
            rest = inside;
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).filter(|c| !c.is_control());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_lines_and_go() {
        let source = "<!doctype html><title>T</title><style>p{}</style><div>One <b>bold</b> word\
            <p>A &amp; b &#8211; c &bogus; x &lt; 3 < 4<script>if (a<b) '<p>'</script><br>End<!-- <p> -->.";
        assert_eq!(
            text(source),
            "One bold word\nA & b – c &bogus; x < 3 < 4\nEnd.\n"
        );
    }
}
