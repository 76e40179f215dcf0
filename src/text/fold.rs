//! Searching without regard to case, marks and typography.
//!
//! [`fold`] brings text to the form in which it is compared: lower case,
//! without combining marks, `ß` as `ss`, typographic quotes and dashes as plain
//! ones, hidden characters gone. [`find_all`] finds a folded needle in a body
//! and answers with spans of the body as it is.

use memchr::memmem;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::{Span, visible::is_hidden};

/// Folds text for comparison.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars() {
        fold_char(sign, &mut folded);
    }
    folded
}

/// Finds every place of a needle that [`fold`] has folded.
///
/// Shape: in order, apart; whole characters with their marks, so a hit may be
/// longer than the needle. Nothing for an empty needle.
/// Cost: linear in the body.
pub fn find_all(body: &str, needle_folded: &str) -> Vec<Span> {
    if needle_folded.is_empty() {
        return Vec::new();
    }
    let folded = fold(body);
    let starts = memmem::find_iter(folded.as_bytes(), needle_folded.as_bytes());
    let hits = starts.map(|start| Span::new(start, start + needle_folded.len()));
    if body.is_ascii() {
        return hits.collect();
    }
    to_source(body, hits)
}

/// Maps spans of a folded body back to the body, walking both once.
///
/// Shape: `hits` in order and apart, in bytes of what [`fold`] makes of `body`;
/// the answer likewise, whole characters with their marks.
pub fn to_source(body: &str, hits: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut hits = hits.peekable();
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut piece = String::new();
    let mut folded_at = 0;
    for (at, sign) in body.char_indices() {
        piece.clear();
        fold_char(sign, &mut piece);
        let folded_end = folded_at + piece.len();
        let end = at + sign.len_utf8();
        if piece.is_empty() {
            // A mark belongs to the letter before it.
            match found.last_mut() {
                Some(last) if last.end == at && is_combining_mark(sign) => last.end = end,
                _ => {}
            }
            continue;
        }
        // One character may fold to several, and hits may meet inside it.
        while let Some(hit) = hits.peek().copied() {
            if hit.start >= folded_end {
                break;
            }
            let start = open.map_or(at, |span| span.start);
            if hit.end > folded_end {
                open = Some(Span::new(start, end));
                break;
            }
            hits.next();
            open = None;
            if found.last().is_none_or(|last| last.end <= start) {
                found.push(Span::new(start, end));
            }
        }
        folded_at = folded_end;
    }
    found
}

fn fold_char(sign: char, folded: &mut String) {
    match sign {
        '\0'..='\x7f' if sign.is_whitespace() => folded.push(sign),
        '\0'..='\x7f' => folded.push(sign.to_ascii_lowercase()),
        '가'..='힣' | '\u{3400}'..='\u{9fff}' => folded.push(sign),
        '\u{200c}' | '\u{200d}' => {}
        _ if is_hidden(sign) || is_combining_mark(sign) => {}
        _ => decompose_compatible(sign, |part| fold_part(part, folded)),
    }
}

fn fold_part(part: char, folded: &mut String) {
    let plain = match part {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        '‘' | '’' | '‚' | '‛' | '′' | '＇' => "'",
        '“' | '”' | '„' | '‟' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        _ if is_combining_mark(part) => "",
        _ if part.is_whitespace() => " ",
        _ => {
            folded.extend(part.to_lowercase().filter(|sign| !is_combining_mark(*sign)));
            return;
        }
    };
    folded.push_str(plain);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `marked` is the body with hits in brackets.
    fn check(body: &str, needle: &str, marked: &str) {
        let mut shown = String::new();
        let mut at = 0;
        for hit in find_all(body, &fold(needle)) {
            shown += body.get(at..hit.start).unwrap();
            shown.extend(["[", hit.of(body), "]"]);
            at = hit.end;
        }
        shown += body.get(at..).unwrap();
        assert_eq!(shown, marked, "{needle:?}");
    }

    #[test]
    fn hits_are_places_of_the_body() {
        check("Seoul, seoul", "SEOUL", "[Seoul], [seoul]");
        check(
            "Café cafe\u{301} CAFE",
            "café",
            "[Café] [cafe\u{301}] [CAFE]",
        );
        check("Die Straße, STRASSE", "strasse", "Die [Straße], [STRASSE]");
        check("Straße", "ras", "St[raß]e");
        check("Bundes\u{ad}tag", "bundestag", "[Bundes\u{ad}tag]");
        check(
            "the minister’s “plan” – no",
            "minister's \"plan\" - no",
            "the [minister’s “plan” – no]",
        );
        check("정상회담 회담", "회담", "정상[회담] [회담]");
        check("각", "가", "각");
        check("ﬁne ＡＢ１", "fine ab1", "[ﬁne ＡＢ１]");
        check("aaaa", "aa", "[aa][aa]");
        check("ßß", "s", "[ß][ß]");
        check("İstanbul", "istanbul", "[İstanbul]");
        check("nothing", "", "nothing");
        check("two\nlines", "two", "[two]\nlines");
    }

    proptest! {
        #[test]
        fn every_hit_folds_back_to_the_needle(body in "[a-cA-Cßé\u{301}ﬁ한 ]{0,30}", needle in "[a-cé한s]{1,3}") {
            let needle = fold(&needle);
            let hits = find_all(&body, &needle);
            prop_assert_eq!(hits.is_empty(), !fold(&body).contains(&needle));
            let mut last = 0;
            for hit in hits {
                prop_assert!(hit.start >= last && fold(hit.of(&body)).contains(&needle));
                last = hit.end;
            }
        }
    }
}
