//! Soft wrap: cuts a part of a body into the rows that fit a width.
//!
//! ```text
//!     wrap("Seoul said on Tuesday", 10)
//!          |Seoul said|
//!          |on Tuesday|
//! ```
//!
//! A row is a [`Span`]; the blank at which it was cut belongs to no row. Words
//! longer than a row are cut between graphemes. Ideographs and kana may part
//! anywhere except before a closing or after an opening sign; Hangul, like
//! Latin, parts at blanks. A newline in the body ends a row. Widths are those of
//! [`glyph`], which is what is drawn.

use super::{Span, cells::clusters, visible::glyph};

/// Cuts `span` of `body` into rows of at most `width` cells.
///
/// Shape: at least one row, in order, apart, inside `span`; every character that
/// is not blank is in exactly one row. A row is wider than `width` only when it
/// is a single grapheme. A `width` of 0 counts as 1.
/// Cost: linear; plain ASCII is searched for blanks only.
pub fn wrap(body: &str, span: Span, width: usize) -> Vec<Span> {
    let text = span.of(body);
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut rows = Vec::with_capacity(text.len() / width.max(8) + 1);
    let mut start = span.start;
    for line in text.split('\n') {
        let at = Span::new(start, start + line.len());
        wrap_line(body, at, width.max(1), &mut rows);
        start = at.end + 1;
    }
    rows
}

fn wrap_line(body: &str, line: Span, width: usize, rows: &mut Vec<Span>) {
    let text = line.of(body);
    let first = rows.len();
    let plain = text
        .as_bytes()
        .iter()
        .fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    if plain {
        wrap_ascii(text, line.start, width, rows);
    } else {
        wrap_any(text, line.start, width, rows);
    }
    if rows.len() == first {
        rows.push(Span::new(line.start, line.start));
    }
}

fn wrap_ascii(text: &str, offset: usize, width: usize, rows: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut start = 0;
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        if rest.len() <= width {
            push(text, Span::new(start, text.len()), offset, rows);
            return;
        }
        // One byte more than fits: a blank there ends a row that is just full.
        let window = rest.get(..=width).unwrap_or(rest);
        let end = memchr::memrchr(b' ', window).unwrap_or(width);
        let before = rows.len();
        push(text, Span::new(start, start + end), offset, rows);
        let after = rest.get(end..).unwrap_or_default();
        let blanks = after.iter().take_while(|byte| **byte == b' ').count();
        if rows.len() == before && blanks == 0 {
            // Nothing but the indent fitted before a long word.
            push(text, Span::new(start + end, start + width), offset, rows);
            start += width;
        } else {
            start += end + blanks;
        }
    }
}

/// A place where the row may end: it ends at `end`, the next begins at `next`,
/// and `cells` of the present row lie before `next`.
#[derive(Clone, Copy)]
struct Break {
    end: usize,
    next: usize,
    cells: usize,
}

fn wrap_any(text: &str, offset: usize, width: usize, rows: &mut Vec<Span>) {
    let mut start = 0;
    let mut cells = 0;
    let mut last: Option<Break> = None;
    let mut previous = "";
    for (at, grapheme) in clusters(text) {
        let next = at + grapheme.len();
        let own = glyph(grapheme).cells;
        if is_blank(grapheme) {
            cells += own;
            let end = last
                .filter(|place| place.next == at)
                .map_or(at, |place| place.end);
            last = Some(Break { end, next, cells });
        } else {
            if at > start && may_part(previous, grapheme) {
                last = Some(Break {
                    end: at,
                    next: at,
                    cells,
                });
            }
            while cells + own > width && at > start {
                let place = last.take().unwrap_or(Break {
                    end: at,
                    next: at,
                    cells,
                });
                push(text, Span::new(start, place.end), offset, rows);
                start = place.next;
                cells -= place.cells;
            }
            cells += own;
        }
        previous = grapheme;
    }
    push(text, Span::new(start, text.len()), offset, rows);
}

/// Adds a row without the blanks at its end; blank rows are left out.
fn push(text: &str, row: Span, offset: usize, rows: &mut Vec<Span>) {
    let kept = row.of(text).trim_end_matches(is_space).len();
    if kept > 0 {
        rows.push(Span::new(row.start, row.start + kept).shift(offset));
    }
}

fn is_blank(grapheme: &str) -> bool {
    let mut signs = grapheme.chars();
    signs.next().is_some_and(is_space) && signs.next().is_none()
}

/// Says whether a row may be cut here; a no-break space is a letter.
fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// Says whether a row may be cut between two graphemes that are not blank.
fn may_part(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    (is_ideographic(before) || is_ideographic(after))
        && !is_space(before)
        && (is_letter(before) || !never_ends(before))
        && (is_letter(after) || !never_starts(after))
}

/// Says whether a character is a plain ideograph, which may end and start rows.
fn is_letter(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}')
}

fn is_ideographic(sign: char) -> bool {
    matches!(sign,
        '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// Source: JIS X 4051, characters not starting a line; small kana included.
fn never_starts(sign: char) -> bool {
    ",.!?:;)]}%'\"’”»…‥、。，．・：；？！）］｝〕〉》」』】〙〗〟｠％ヽヾゝゞ々〻ー゠–〜～°′″℃\
     ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡､｣･ｰｧｨｩｪｫｬｭｮｯﾞﾟ"
        .contains(sign)
}

/// Source: JIS X 4051, characters not ending a line.
fn never_ends(sign: char) -> bool {
    "([{$£¥‘“«（［｛〔〈《「『【〘〖〝｟＄￡￥｢".contains(sign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::cells;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let rows = wrap(text, Span::new(0, text.len()), width);
        let drawn: Vec<&str> = rows.iter().map(|row| row.of(text)).collect();
        assert_eq!(drawn, expected, "{text:?} at {width}");
    }

    #[test]
    fn latin_parts_at_blanks() {
        check("Seoul said on Tuesday", 10, &["Seoul said", "on Tuesday"]);
        check("Seoul said  on Tuesday ", 10, &["Seoul said", "on Tuesday"]);
        check("one\ntwo\n\nthree\n", 10, &["one", "two", "", "three"]);
        check("", 10, &[""]);
        check("   ", 2, &[""]);
        check("a b c", 0, &["a", "b", "c"]);
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
        check("    abcdefgh", 6, &["abcdef", "gh"]);
        check("  indented text", 10, &["  indented", "text"]);
        check(
            "café au lait, très chaud",
            9,
            &["café au", "lait,", "très", "chaud"],
        );
        check("naïve  text", 5, &["naïve", "text"]);
        check("a\u{a0}b c", 3, &["a\u{a0}b", "c"]);
    }

    #[test]
    fn ideographs_part_between_letters_but_not_before_a_stop() {
        check("首脳会談は東京で。", 8, &["首脳会談", "は東京", "で。"]);
        check(
            "彼は「平和」と言った",
            6,
            &["彼は", "「平", "和」と", "言った"],
        );
        check(
            "국방부는 회의를 열었다",
            9,
            &["국방부는", "회의를", "열었다"],
        );
        check("THAAD配備を", 8, &["THAAD配", "備を"]);
    }

    #[test]
    fn hidden_characters_count_as_their_signs() {
        check("ab\u{202e}cd", 8, &["ab", "\u{202e}", "cd"]);
        check("a\tb", 5, &["a", "b"]);
    }

    #[test]
    fn only_the_span_is_wrapped() {
        let body = "Title\nfirst words here\nlast";
        let rows = wrap(body, Span::new(6, 22), 11);
        assert_eq!(rows, [Span::new(6, 17), Span::new(18, 22)]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_everything_fits(
            text in "[ a-eé한국日本、「」\u{3000}\u{301}\t\u{200b}👍🏽\n-]{0,60}", width in 0usize..14
        ) {
            let rows = wrap(&text, Span::new(0, text.len()), width);
            prop_assert!(!rows.is_empty());
            let mut seen = 0;
            for row in &rows {
                prop_assert!(row.start >= seen);
                let between = text.get(seen..row.start).unwrap();
                prop_assert!(between.chars().all(|sign| sign == '\n' || is_space(sign)));
                let drawn: usize = clusters(row.of(&text)).map(|(_, one)| glyph(one).cells).sum();
                let one = clusters(row.of(&text)).count() == 1;
                prop_assert!(drawn <= width.max(1) || one, "{:?}", row.of(&text));
                seen = row.end;
            }
            prop_assert!(text.get(seen..).unwrap().chars().all(|sign| sign == '\n' || is_space(sign)));
        }

        #[test]
        fn the_ascii_path_agrees_with_the_other(text in "[ a-c]{0,40}", width in 1usize..12) {
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            wrap_ascii(&text, 0, width, &mut fast);
            wrap_any(&text, 0, width, &mut slow);
            prop_assert_eq!(cells::width(&text), text.len());
            prop_assert_eq!(fast, slow);
        }
    }
}
