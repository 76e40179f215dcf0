//! Bytes to text: [`decode`] finds the encoding, line ends become LF.
//!
//! Order: what is plainly no text is refused; a byte order mark decides; then
//! valid UTF-8; then UTF-16 without a mark; then what a page of HTML or XML
//! says of itself; then a guess from the bytes, which is told as a problem.
//! Nothing here knows what the text is about.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memchr_iter, memmem};

use super::Problem;
use super::magic;
use crate::text::Span;

/// How many bytes are looked at where the whole would tell no more.
const SAMPLE_BYTES: usize = 64 * 1024;
/// Where a page names its encoding, if it does.
const DECLARED_BYTES: usize = 16 * 1024;
/// Fewer bytes beyond ASCII than that tell nothing about an encoding.
const FEW_BYTES: usize = 8;
/// How many bytes the guess of an encoding is made from.
const GUESS_BYTES: usize = 1024 * 1024;

/// The text of a file, and what went wrong on the way to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded<'a> {
    /// With LF line ends and without byte order mark; borrowed where the bytes
    /// were that already.
    pub text: Cow<'a, str>,
    pub problems: Vec<Problem>,
}

impl Decoded<'_> {
    /// Copies a borrowed text.
    pub(super) fn into_owned(self) -> Decoded<'static> {
        Decoded {
            text: Cow::Owned(self.text.into_owned()),
            problems: self.problems,
        }
    }
}

/// Decodes the bytes of a file.
///
/// Errors: the reason, in words for people, why these bytes are no text.
/// Cost: linear; at most one copy of UTF-8 input, and none if it needs no change.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, String> {
    if let Some(name) = magic::name(bytes) {
        return Err(format!("not text: {name}"));
    }
    let mut problems = Vec::new();
    let text = match byte_order_mark(bytes) {
        Some((form, rest)) => decode_form(form, rest),
        None => decode_unmarked(bytes, &mut problems)?,
    };
    if let Some(problem) = replacements(bytes, &text) {
        problems.push(problem);
    }
    let text = with_line_feeds(text);
    Ok(Decoded { text, problems })
}

#[derive(Clone, Copy)]
enum Form {
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Form, &[u8])> {
    // The mark of UTF-32 LE begins with that of UTF-16 LE.
    let marks: [(&[u8], Form); 5] = [
        (&[0xFF, 0xFE, 0, 0], Form::Utf32Le),
        (&[0, 0, 0xFE, 0xFF], Form::Utf32Be),
        (&[0xEF, 0xBB, 0xBF], Form::Utf8),
        (&[0xFF, 0xFE], Form::Utf16Le),
        (&[0xFE, 0xFF], Form::Utf16Be),
    ];
    marks
        .into_iter()
        .find_map(|(mark, form)| Some((form, bytes.strip_prefix(mark)?)))
}

fn decode_form(form: Form, bytes: &[u8]) -> Cow<'_, str> {
    match form {
        Form::Utf8 => String::from_utf8_lossy(bytes),
        Form::Utf16Le => UTF_16LE.decode_without_bom_handling(bytes).0,
        Form::Utf16Be => UTF_16BE.decode_without_bom_handling(bytes).0,
        Form::Utf32Le => utf_32(bytes, u32::from_le_bytes),
        Form::Utf32Be => utf_32(bytes, u32::from_be_bytes),
    }
}

fn utf_32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> Cow<'_, str> {
    let mut text = String::with_capacity(bytes.len() / 2);
    let (units, rest) = bytes.as_chunks::<4>();
    for &unit in units {
        text.push(char::from_u32(read(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Cow::Owned(text)
}

fn decode_unmarked<'a>(
    bytes: &'a [u8],
    problems: &mut Vec<Problem>,
) -> Result<Cow<'a, str>, String> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    if let Some(encoding) = utf_16_without_mark(sample) {
        problems.push(guessed(encoding));
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        if share_of_controls(sample) > 5 {
            return Err("not text: binary data".to_owned());
        }
        if let Some(encoding) = declared(bytes) {
            return Ok(encoding.decode_without_bom_handling(bytes).0);
        }
        return Ok(decode_guessed(bytes, problems));
    };
    if share_of_controls(sample) > 30 {
        return Err("not text: binary data".to_owned());
    }
    if memmem::find(bytes, b"\x1b$").is_some() {
        let (japanese, _, failed) = ISO_2022_JP.decode(bytes);
        if !failed {
            problems.push(guessed(ISO_2022_JP));
            return Ok(Cow::Owned(japanese.into_owned()));
        }
    }
    Ok(Cow::Borrowed(text))
}

/// Returns the encoding that a page names in its head: `<meta charset=…>`,
/// `<?xml … encoding="…"?>`.
///
/// Not UTF-8, which was tried, nor UTF-16, in which this could not be read.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_BYTES).unwrap_or(bytes);
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let lower = head.to_ascii_lowercase();
    let is_page = lower.starts_with(b"<?xml") || memmem::find(&lower, b"<meta").is_some();
    if !is_page {
        return None;
    }
    let names = [&b"charset="[..], b"encoding="];
    let mut stated = names.iter().filter_map(|name| {
        let at = memmem::find(&lower, name)? + name.len();
        let value = lower.get(at..)?.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or_else(|| value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value
            .iter()
            .position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/' | b' ' | b'?'))?;
        Encoding::for_label(value.get(..end)?)
    });
    stated.find(|encoding| ![UTF_8, UTF_16LE, UTF_16BE, REPLACEMENT].contains(encoding))
}

/// Decodes what is neither marked nor UTF-8 throughout.
fn decode_guessed<'a>(bytes: &'a [u8], problems: &mut Vec<Problem>) -> Cow<'a, str> {
    if is_damaged_utf_8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    let n_odd = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let encoding = if n_odd <= FEW_BYTES {
        WINDOWS_1252
    } else {
        guess(bytes)
    };
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    let is_wrong = encoding.is_single_byte() && !is_plausible(&text);
    if failed || is_wrong {
        // A guess that does not fit hides what is wrong; the signs show it.
        let lossy = String::from_utf8_lossy(bytes);
        let sign = char::REPLACEMENT_CHARACTER;
        if is_wrong || text.matches(sign).count() >= lossy.matches(sign).count() {
            return lossy;
        }
    }
    problems.push(guessed(encoding));
    text
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first_odd = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first_odd.saturating_sub(64);
    let end = bytes.len().min(start + GUESS_BYTES);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[start..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

fn guessed(encoding: &'static Encoding) -> Problem {
    Problem::new(format!("decoded as {} (guessed)", encoding.name()))
}

/// Says whether there are as many whole characters of UTF-8 as broken places.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0_usize, 0_usize);
    let sample = bytes.get(..GUESS_BYTES).unwrap_or(bytes);
    for chunk in sample.utf8_chunks() {
        n_whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_whole > 0 && n_whole >= n_broken
}

/// Says whether what is not ASCII reads like letters in words or like signs of
/// print, as it does when a one-byte encoding was guessed right.
fn is_plausible(text: &str) -> bool {
    let is_print = |c| {
        matches!(
            c,
            '\u{a0}' | '§' | '«' | '»' | '°' | '·' | '£' | '€' | '–'..='…'
        )
    };
    let (mut n_good, mut n_bad) = (0_usize, 0_usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(first) = chars.next() {
        if first.is_ascii() {
            before = first;
            continue;
        }
        let mut run = vec![first];
        while let Some(next) = chars.next_if(|c| !c.is_ascii()) {
            run.push(next);
        }
        let touches = before.is_ascii_alphabetic()
            || chars.peek().is_some_and(char::is_ascii_alphabetic)
            || run.iter().any(|c| c.is_lowercase());
        // Latin words hold one such letter or two in a row; others hold many.
        let is_word = run.iter().all(|c| c.is_alphabetic()) && touches && is_run(&run);
        if is_word || (run.iter().all(|&c| is_print(c)) && run.len() <= 3) {
            n_good += 1;
        } else {
            n_bad += 1;
        }
    }
    n_good >= 4 * n_bad
}

fn is_run(run: &[char]) -> bool {
    let is_latin = |c: &char| *c < '\u{250}';
    !run.iter().any(is_latin) || run.len() <= 2
}

/// Looks for the zero bytes that every second place of UTF-16 text holds where
/// letters, spaces and line ends of Latin script stand.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let n_zeros = memchr_iter(0, sample).count();
    if n_zeros * 50 < sample.len() || sample.len() < 4 {
        return None;
    }
    let n_even = memchr_iter(0, sample).filter(|at| at % 2 == 0).count();
    let encoding = if n_even * 10 < n_zeros {
        UTF_16LE
    } else if n_even * 10 > n_zeros * 9 {
        UTF_16BE
    } else {
        return None;
    };
    let whole = sample.get(..sample.len() & !1).unwrap_or(sample);
    let text = encoding.decode_without_bom_handling(whole).0;
    let n_chars = text.chars().count();
    let n_text = text
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation())
        .count();
    (n_text * 10 >= n_chars * 9).then_some(encoding)
}

/// Returns how many of 100 bytes are controls that no text has; a tail of zero
/// bytes, as a crash leaves behind, does not count unless there is nothing else.
fn share_of_controls(sample: &[u8]) -> usize {
    let end = sample
        .iter()
        .rposition(|&byte| byte != 0)
        .map_or(0, |at| at + 1);
    if end == 0 {
        return if sample.is_empty() { 0 } else { 100 };
    }
    // Whole numbers and no branches, so that many bytes are looked at together.
    let is_control = |byte: u8| {
        let is_space = u8::from(byte.wrapping_sub(b'\t') <= 4) | u8::from(byte == 0x1b);
        u8::from(byte < 0x20) & !is_space
    };
    let count = |part: &[u8]| -> usize {
        let n_controls: u8 = part.iter().map(|&byte| is_control(byte)).sum();
        usize::from(n_controls)
    };
    let n_controls: usize = sample[..end].chunks(128).map(count).sum();
    n_controls * 100 / end
}

fn replacements(bytes: &[u8], text: &str) -> Option<Problem> {
    let sign = "\u{fffd}";
    let first = memmem::find(text.as_bytes(), sign.as_bytes())?;
    let n_now = text.matches(sign).count();
    // Signs that stood in the file already are no loss of ours.
    let n_before = memmem::find_iter(bytes, sign.as_bytes()).count();
    let n_made = n_now.saturating_sub(n_before);
    let what = match n_made {
        0 => return None,
        1 => "decoded with 1 replacement".to_owned(),
        _ => format!("decoded with {n_made} replacements"),
    };
    let n_returns = memmem::find_iter(&text.as_bytes()[..first], b"\r\n").count();
    let at = first - n_returns;
    Some(Problem::at(what, Span::new(at, at + sign.len())))
}

fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some((before, after)) = rest.split_once('\r') {
        out.push_str(before);
        out.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, problems: &[&str]) {
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.text, text);
        let told: Vec<&str> = decoded.problems.iter().map(|p| &*p.what).collect();
        assert_eq!(told, problems);
    }

    #[test]
    fn marks_decide_and_go() {
        check(b"\xEF\xBB\xBFport", "port", &[]);
        check(b"\xFF\xFEp\0\n\0", "p\n", &[]);
        check(b"\xFE\xFF\0p", "p", &[]);
        check(b"\xFF\xFE\0\0p\0\0\0", "p", &[]);
        check(b"\0\0\xFE\xFF\0\0\0p", "p", &[]);
        check(
            b"\xFF\xFEp\0q",
            "p\u{fffd}",
            &["decoded with 1 replacement"],
        );
    }

    #[test]
    fn line_ends_become_line_feeds() {
        check(b"a\r\nb\rc\nd\r", "a\nb\nc\nd\n", &[]);
    }

    #[test]
    fn what_is_not_utf_8_is_guessed_and_told() {
        let (korean, _, _) =
            encoding_rs::EUC_KR.encode("항구 의회가 월요일에 열렸다. 시민들이 왔다.");
        check(
            &korean,
            "항구 의회가 월요일에 열렸다. 시민들이 왔다.",
            &["decoded as EUC-KR (guessed)"],
        );
        let wide: Vec<u8> = "Port council"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&wide, "Port council", &["decoded as UTF-16LE (guessed)"]);
        check(
            &"Les caf\u{e9}s ferm\u{e9}s, d\u{e9}j\u{e0} tr\u{e8}s connus"
                .chars()
                .map(|c| c as u8)
                .collect::<Vec<u8>>(),
            "Les cafés fermés, déjà très connus",
            &["decoded as windows-1252 (guessed)"],
        );
    }

    #[test]
    fn a_page_names_its_encoding() {
        let (greek, _, _) = encoding_rs::ISO_8859_7.encode("<meta charset=iso-8859-7><p>Λιμάνι");
        check(&greek, "<meta charset=iso-8859-7><p>Λιμάνι", &[]);
        let source = "<?xml version='1.0' encoding='windows-1250'?><p>přístav";
        let (czech, _, _) = encoding_rs::WINDOWS_1250.encode(source);
        check(&czech, source, &[]);
        check(
            "<meta charset=shift_jis><p>é".as_bytes(),
            "<meta charset=shift_jis><p>é",
            &[],
        );
    }

    #[test]
    fn broken_places_are_counted_and_shown() {
        check(
            b"Caf\xC3\xA9, na\xC3\xAFve\r\n x\xFFy",
            "Café, naïve\n x\u{fffd}y",
            &["decoded with 1 replacement"],
        );
        let decoded = decode(b"\xC3\xA9\xC3\xA9\r\n\xFF").unwrap();
        assert_eq!(decoded.problems[0].span, Some(Span::new(5, 8)));
    }

    #[test]
    fn data_is_refused() {
        assert!(decode(b"\0\0\0\0").is_err());
        assert!(decode(b"\x89PNG\r\n\x1a\n").is_err());
        assert!(decode(b"a\0b, the rest of the text is longer than that").is_ok());
    }
}
