//! The size of text on a terminal grid, in cells.
//!
//! A terminal adds up the widths of the code points it gets: a Latin letter
//! takes one cell, an ideograph two, a combining mark none. [`width`] counts
//! the same way, grapheme by grapheme, after the clean-up of
//! [`glyph`](super::visible::glyph), so that what we count is what we send.
//!
//! This module does not know what is safe to show; that is [`super::visible`].

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Returns the cells that `text` takes on one row.
///
/// Units: a control character counts as one cell, because its sign takes one.
/// Cost: linear; ASCII text is its length.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    graphemes(text).map(|(_, _, cells)| cells).sum()
}

/// Returns the graphemes of `text`: byte start, grapheme, cells.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    clusters(text).map(|(start, cluster)| (start, cluster, cluster_width(cluster)))
}

/// Cuts `text` to at most `max_cells`, between graphemes; also returns the cells kept.
pub fn truncate(text: &str, max_cells: usize) -> (&str, usize) {
    if text.is_ascii() {
        let kept = text.len().min(max_cells);
        return (text.get(..kept).unwrap_or_default(), kept);
    }
    let mut cells = 0;
    for (start, _, width) in graphemes(text) {
        if cells + width > max_cells {
            return (text.get(..start).unwrap_or_default(), cells);
        }
        cells += width;
    }
    (text, cells)
}

/// Cuts `text` to at most `max_cells`, ending in `…` when something was cut.
pub fn ellipsize(text: &str, max_cells: usize) -> Cow<'_, str> {
    ellipsize_with(text, max_cells, "…")
}

/// Cuts `text` to at most `max_cells`, ending in `sign` when something was cut.
///
/// Shape: without the sign when not even the sign fits.
pub fn ellipsize_with<'a>(text: &'a str, max_cells: usize, sign: &str) -> Cow<'a, str> {
    let (kept, _) = truncate(text, max_cells);
    if kept.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let Some(room) = max_cells.checked_sub(width(sign)) else {
        return Cow::Borrowed(kept);
    };
    let (kept, _) = truncate(kept, room);
    Cow::Owned(format!("{}{sign}", kept.trim_end()))
}

/// Returns the cells of one grapheme as a terminal counts them.
pub(super) fn cluster_width(cluster: &str) -> usize {
    if let [_] = cluster.as_bytes() {
        return 1;
    }
    let mut signs = cluster.chars();
    let first = signs.next().map_or(0, |sign| sign.width().unwrap_or(1));
    let mut cells = first;
    for sign in signs {
        match sign {
            // An emoji joined to others is drawn as its first part alone.
            JOINER if first == 2 => break,
            sign if is_skin_tone(sign) => {}
            sign => cells += sign.width().unwrap_or(0),
        }
    }
    cells.max(1)
}

/// Says whether a character changes the skin of the emoji before it.
pub(super) fn is_skin_tone(sign: char) -> bool {
    matches!(sign, '\u{1f3fb}'..='\u{1f3ff}')
}

/// The zero width joiner.
pub(super) const JOINER: char = '\u{200d}';

/// Returns the graphemes of `text` with their byte starts.
///
/// Cost: two letters that stand alone are told apart without the tables of
/// Unicode, which is four times as fast for most scripts.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    Clusters { text, start: 0 }
}

struct Clusters<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.start..)?;
        let mut signs = rest.chars();
        let first = signs.next()?;
        let is_alone = stands_alone(first) && signs.next().is_none_or(stands_alone);
        let cluster = if is_alone {
            rest.get(..first.len_utf8())?
        } else {
            rest.graphemes(true).next()?
        };
        let start = self.start;
        self.start += cluster.len();
        Some((start, cluster))
    }
}

/// Returns the cells of a grapheme that is one plain letter or sign.
pub(super) fn plain_cells(cluster: &str) -> Option<usize> {
    let mut signs = cluster.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) if stands_alone(sign) => sign.width(),
        _ => None,
    }
}

/// Says whether a character never joins another of its sort: a row of these is
/// a row of graphemes.
///
/// Source: UAX 29, ranges without Extend, Prepend, `SpacingMark`, controls but
/// LF and tab, jamo, regional indicators.
fn stands_alone(sign: char) -> bool {
    matches!(sign,
        ' '..='~' | '\n' | '\t'
        | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}'
        | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309b}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '가'..='힣' | '\u{ff01}'..='\u{ff9d}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths_are_those_of_a_terminal() {
        for (text, cells) in [
            ("", 0),
            ("plain", 5),
            ("日本", 4),
            ("한국", 4),
            ("\u{1112}\u{1161}\u{11ab}", 2),
            ("e\u{301}", 1),
            ("❤\u{fe0f}", 1),
            ("1\u{fe0f}\u{20e3}", 1),
            ("🇰🇷", 2),
            ("👍🏽", 2),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("\u{301}", 1),
            ("a\tb", 3),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn cutting_leaves_whole_graphemes() {
        for (text, max, expected) in [
            ("summit", 6, "summit"),
            ("summit", 5, "summ…"),
            ("summit in", 8, "summit…"),
            ("summit", 0, ""),
            ("정상회담", 5, "정상…"),
            ("정상회담", 4, "정…"),
            ("정", 1, "…"),
            ("cafe\u{301}s", 5, "cafe\u{301}s"),
        ] {
            assert_eq!(ellipsize(text, max), expected, "{text:?} in {max}");
        }
        assert_eq!(ellipsize_with("summit", 5, "..."), "su...");
        assert_eq!(ellipsize_with("summit", 2, "..."), "su");
    }

    proptest! {
        #[test]
        fn the_fast_way_cuts_as_unicode_does(
            text in "[a-z\\r\\n\u{300}\u{200d}\u{600}é가각한\u{1100}\u{1161}\u{11a8}日ー゙🇰🇷👍🏽❤\u{fe0f}กำक\u{94d}ष\u{a9}‼]{0,24}",
            any in any::<String>(),
        ) {
            for text in [text, any] {
                let fast: Vec<_> = clusters(&text).collect();
                let slow: Vec<_> = text.grapheme_indices(true).collect();
                prop_assert_eq!(fast, slow);
            }
        }

        #[test]
        fn cut_text_fits(text in ".{0,40}", max in 0usize..50) {
            let (kept, cells) = truncate(&text, max);
            prop_assert!(cells <= max && text.starts_with(kept));
            prop_assert_eq!(width(kept), cells);
            prop_assert!(width(&ellipsize(&text, max)) <= max);
        }
    }
}
