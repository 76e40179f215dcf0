//! The order of articles: by path, numbers by value, stable on every machine.
//!
//! Also the one form of a path in files and on screens ([`portable_path`]).
//! Knows nothing of files: names arrive as bytes.

use std::cmp::Ordering;
use std::fmt::Write;

/// Compares two names of one folder as a person would: `9.txt` before `10.txt`.
///
/// Total: names that differ only in leading zeros differ by their bytes.
pub fn names(a: &[u8], b: &[u8]) -> Ordering {
    // Equal beginnings tell nothing, except where a number runs across their end.
    let n_same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let n_digits = a[..n_same]
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let from = n_same - n_digits;
    let (end_a, end_b) = (digits(a, from), digits(b, from));
    if end_a > from && end_b > from {
        let numbers = by_value(&a[from..end_a], &b[from..end_b]);
        return numbers.then_with(|| match names(&a[end_a..], &b[end_b..]) {
            Ordering::Equal => a.cmp(b),
            other => other,
        });
    }
    a.cmp(b)
}

/// Compares two paths with `/` folder by folder, each by [`names`].
pub fn paths(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.split('/'), b.split('/'));
    loop {
        match (left.next(), right.next()) {
            (Some(x), Some(y)) => match names(x.as_bytes(), y.as_bytes()) {
                Ordering::Equal => {}
                other => return other,
            },
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
        }
    }
}

/// Writes the bytes of a path as text; two different paths stay different.
///
/// A path that is UTF-8 stays as it is. Bytes that are none become `%FF`, and
/// `%` becomes `%25` where it could be taken for that.
pub fn portable_path(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes);
    if let Ok(text) = text
        && !text.contains("%25")
        && std::str::from_utf8(&percent_decoded(bytes)).is_ok()
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        out.push_str(&chunk.valid().replace('%', "%25"));
        for byte in chunk.invalid() {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn digits(name: &[u8], from: usize) -> usize {
    let n_digits = name[from..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    from + n_digits
}

fn by_value(a: &[u8], b: &[u8]) -> Ordering {
    let (a, b) = (without_zeros(a), without_zeros(b));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

fn without_zeros(digits: &[u8]) -> &[u8] {
    let n_zeros = digits.iter().take_while(|byte| **byte == b'0').count();
    &digits[n_zeros..]
}

fn percent_decoded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).and_then(hex_pair);
        match pair {
            Some(value) if byte == b'%' => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(pair).ok()?;
    let is_ours = pair
        .iter()
        .all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(byte));
    is_ours.then(|| u8::from_str_radix(text, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(smaller: &str, larger: &str) {
        assert_eq!(paths(smaller, larger), Ordering::Less, "{smaller} {larger}");
        assert_eq!(paths(larger, smaller), Ordering::Greater);
    }

    #[test]
    fn numbers_count_by_value() {
        check("9.txt", "10.txt");
        check("a9/z", "a10/a");
        check("a/b", "a.txt");
        check("a", "a/b");
        check("01", "1");
        check("1", "01b");
    }

    #[test]
    fn odd_bytes_and_percent_signs_stay_apart() {
        let names: [&[u8]; 7] = [
            b"a\xFF",
            b"a%FF",
            b"a%25FF",
            b"a%2525FF",
            b"a%20b",
            b"a%E4%BA%8C",
            b"100%",
        ];
        let written: std::collections::BTreeSet<String> =
            names.iter().map(|name| portable_path(name)).collect();
        assert_eq!(written.len(), names.len());
        assert!(written.contains("a%FF") && written.contains("a%20b") && written.contains("100%"));
    }
}
