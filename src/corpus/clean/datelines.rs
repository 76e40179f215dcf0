//! Finds the dateline at the start of a paragraph and the wire credit at the
//! end of the last one.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::sources;
use crate::text::Span;

/// A dateline or credit inside a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Inset {
    /// Bytes of the paragraph.
    pub(crate) span: Span,
    /// The agency it names.
    pub(crate) source: Option<String>,
}

/// One of these opens where a dateline names an agency.
pub(crate) const BRACKETS: [char; 4] = ['(', '[', '【', '［'];

/// Longest dateline, in bytes.
const MAX_BYTES: usize = 120;

/// What a dateline looks like.
///
/// Repetitions have no upper bound: a counted one of a class of letters takes
/// milliseconds to build, and [`MAX_BYTES`] bounds the text anyway.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let month = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?";
    let date =
        format!(r"(?:,? {month} \d{{1,2}}(?:, \d{{4}})?|,? \d{{1,2}} {month}(?: \d{{4}})?)?");
    let dash = r"\s*(?:--+|—|–|―|-|:)\s+";
    let place = r"\p{Lu}[\p{Lu}.'’/ -]+(?:, (?:\p{Lu}[\p{L}.'’-]+ ?)+)?";
    let mixed = r"\p{Lu}\p{L}[\p{L}.'’ -]+(?:, \p{Lu}[\p{L}. ]+)?";
    let agency = r"\((?P<agency>[^()]+)\)";
    [
        format!(r"^{place}{date}(?: ?{agency})?{dash}"),
        format!(r"^{mixed}{date} ?{agency}(?:{dash}|\s+)"),
        format!(r"^{agency}{dash}"),
        r"^[(\[]\p{Hangul}+=(?P<agency>[^()\[\]=]+)[)\]](?:\s*[^=\n]+\s*(?:기자|특파원)\s*=)?\s*"
            .to_owned(),
        r"^[【［\[][^】］\]]+[=＝ 　](?P<agency>[^】］\]=＝ 　]+)[】］\]]\s*".to_owned(),
    ]
    .iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

/// Finds the dateline at the start of `paragraph`.
pub(crate) fn at_start(paragraph: &str) -> Option<Inset> {
    let mut end = paragraph.len().min(MAX_BYTES);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    let head = paragraph.get(..end)?;
    if !head.starts_with(|c: char| c.is_uppercase() || BRACKETS.contains(&c)) {
        return None;
    }
    if !may_begin(head) {
        return None;
    }
    let first = head.chars().next()?;
    let is_second_small = head.chars().nth(1).is_some_and(char::is_lowercase);
    let has_bracket = head.contains('(');
    // What the patterns begin with and need is asked first: it takes less.
    let may_match = |n: usize| match n {
        0 => first.is_uppercase() && !is_second_small,
        1 => first.is_uppercase() && has_bracket,
        2 => first == '(',
        _ => !first.is_uppercase(),
    };
    let patterns = PATTERNS.iter().enumerate().filter(|(n, _)| may_match(*n));
    patterns.into_iter().find_map(|(n, pattern)| {
        // To find where groups are takes far longer, and without a bracket no
        // agency is named.
        let (end, agency) = if head.contains(BRACKETS) {
            let found = pattern.captures(head)?;
            (found.get(0)?.end(), found.name("agency"))
        } else {
            (pattern.find(head)?.end(), None)
        };
        let agency = agency.map(|name| name.as_str().trim());
        let is_agency = agency.is_some_and(is_source);
        // Only capitals or the brackets of the east say enough by themselves.
        if (n == 1 || n == 2) && !is_agency {
            return None;
        }
        let end = head.get(..end)?.trim_end().len();
        let is_all = end == paragraph.len();
        (!is_all).then(|| Inset {
            span: Span::new(0, end),
            source: agency.filter(|_| is_agency).map(str::to_owned),
        })
    })
}

/// Says whether a paragraph has a sign that ends a dateline; most have none, and
/// the patterns take long to say so.
fn may_begin(head: &str) -> bool {
    let bytes = head.as_bytes();
    let is_close = |pair: &[u8]| match pair {
        [b'-' | b':', b' ' | b'-'] | [b')' | b']', _] => true,
        // The dashes, and the brackets of the east.
        [first, second] => (*first == 0xE2 && *second == 0x80) || *first == 0xE3 || *first == 0xEF,
        _ => false,
    };
    bytes.windows(2).any(is_close)
}

/// Finds the credit of an agency at the end of `paragraph`: `(Agency)`, `— Agency`.
pub(crate) fn at_end(paragraph: &str) -> Option<Inset> {
    let mut from = paragraph.len().saturating_sub(64);
    while !paragraph.is_char_boundary(from) {
        from += 1;
    }
    let end = paragraph.get(from..)?;
    // Most paragraphs end in a full stop and have no dash.
    let may_open = |byte: u8| byte == b'-' || !byte.is_ascii();
    if !end.ends_with([')', ']']) && !end.bytes().any(may_open) {
        return None;
    }
    let open = from
        + match end.strip_suffix([')', ']']) {
            Some(inside) => inside.rfind(['(', '['])?,
            None => end.rfind(['—', '–', '―']).or_else(|| end.rfind("--"))?,
        };
    let tail = paragraph.get(open..)?;
    if tail.len() > 60 || open == 0 {
        return None;
    }
    let name = tail.trim_matches(|c: char| "()[]—–―-".contains(c) || c.is_whitespace());
    // `(with inputs from Agency)`, `Agency/Agency`.
    let name = name.rsplit(['/']).next().unwrap_or(name).trim();
    is_source(name).then(|| Inset {
        span: Span::new(open, paragraph.len()),
        source: Some(name.to_owned()),
    })
}

fn is_source(name: &str) -> bool {
    sources::is_publication(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, dateline: &str, source: Option<&str>) {
        let found = at_start(paragraph).unwrap_or_else(|| panic!("none: {paragraph}"));
        assert_eq!(found.span.of(paragraph), dateline);
        assert_eq!(found.source.as_deref(), source);
    }

    #[test]
    fn datelines() {
        check(
            "SEOUL, May 3 (Yonhap) -- The port",
            "SEOUL, May 3 (Yonhap) --",
            Some("Yonhap"),
        );
        check("WASHINGTON — The port", "WASHINGTON —", None);
        check(
            "NEW YORK (Reuters) - The port",
            "NEW YORK (Reuters) -",
            Some("Reuters"),
        );
        check(
            "ST. JOHN'S, Newfoundland (AP) — The",
            "ST. JOHN'S, Newfoundland (AP) —",
            Some("AP"),
        );
        check("Berlin (dpa) - Der Hafen", "Berlin (dpa) -", Some("dpa"));
        check("(Reuters) - The port", "(Reuters) -", Some("Reuters"));
        check(
            "(서울=연합뉴스) 홍길동 기자 = 항구",
            "(서울=연합뉴스) 홍길동 기자 =",
            Some("연합뉴스"),
        );
        check("【東京=共同】港で", "【東京=共同】", Some("共同"));
    }

    #[test]
    fn no_datelines() {
        for text in [
            "The port (Harbour) - old",
            "USA",
            "NATO - the alliance",
            "He said: no",
        ] {
            let found = at_start(text).filter(|found| found.source.is_some());
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn credits_at_the_end() {
        let text = "The port was closed. (Yonhap)";
        assert_eq!(at_end(text).unwrap().span.of(text), "(Yonhap)");
        assert_eq!(
            at_end("It closed. — AP").unwrap().source.as_deref(),
            Some("AP")
        );
        assert_eq!(at_end("It closed (at last)"), None);
        assert_eq!(at_end("(Yonhap)"), None);
    }
}
