//! Finds the headline of a page that says it twice: `Headline - Paper` on the
//! first lines, as the title of the window, and again above the article.

use super::page::Page;
use super::without_bullet;
use crate::corpus::lexicon::with_lower;
use crate::corpus::phrases::has_byte;

/// So many units at the start can hold the title of the window.
const N_WINDOW: usize = 4;
/// So many units before the article can hold its trail of sections.
const N_HEAD: usize = 48;
/// So many units on each side of the start of the article are compared with it.
const MAX_UNITS: usize = 1000;
/// Longest trail, in bytes.
const MAX_TRAIL_BYTES: usize = 300;
/// Signs between the steps of a trail.
const CRUMBS: [&str; 6] = [" / ", " › ", " ›› ", " » ", " > ", " → "];
/// A shorter text is no headline, in bytes.
const MIN_BYTES: usize = 12;
/// Signs between a headline and the name of the paper.
const SIGNS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "];

/// Returns the unit that says again what the title of the window says: the last
/// one before the stretch `start..end`, else the first one in its first third; else
/// a line in its first half that is marked as the heading of the page.
pub(super) fn of_window(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let limit = start + (end - start) / 3 + 1;
    let again = |window: usize| {
        let is_headline = (3..=40).contains(&page.shapes[window].n_words);
        if !is_headline {
            return None;
        }
        let title = plain(page.of(window)).to_lowercase();
        let says = |at: &usize| {
            let is_long = page.is_open(*at) && page.units[*at].span.len() >= MIN_BYTES;
            is_long && is_part(&title, plain(page.of(*at)))
        };
        let before = (window + 1..start.min(page.len())).rev().take(MAX_UNITS);
        let behind = (start.max(window + 1)..limit.min(page.len())).take(MAX_UNITS);
        before.chain(behind).find(says)
    };
    let first = start.saturating_sub(N_HEAD);
    let is_trail = |at: &usize| n_crumbs(page.of(*at)) >= 2;
    let windows = (0..N_WINDOW.min(page.len())).chain((first..start).filter(is_trail));
    windows.into_iter().find_map(again).or_else(|| {
        let half = start + (end - start) / 2;
        (start..half).find(|&at| n_marks(page.of(at)) == 1 && page.shapes[at].n_words >= 3)
    })
}

/// Counts the steps of a trail: `Home › Section › Headline`.
pub(super) fn n_crumbs(line: &str) -> usize {
    // Most lines have none of the signs.
    let may_be_sign = |byte: u8| matches!(byte, b'/' | b'>') | !byte.is_ascii();
    if line.len() > MAX_TRAIL_BYTES || !has_byte(line, may_be_sign) {
        return 0;
    }
    CRUMBS
        .iter()
        .map(|sign| line.matches(sign).count())
        .max()
        .unwrap_or(0)
}

/// Returns a line without the signs that make it a heading or an item.
pub(super) fn plain(line: &str) -> &str {
    let line = without_bullet(line).unwrap_or(line);
    let rest = line.trim_start_matches('#');
    let is_marked = rest.len() < line.len() && rest.starts_with(' ');
    if is_marked { rest.trim_start() } else { line }
}

/// Counts the signs `#` that mark a line as a heading.
pub(super) fn n_marks(line: &str) -> usize {
    let rest = line.trim_start_matches('#');
    let n_marks = line.len() - rest.len();
    if rest.starts_with(' ') { n_marks } else { 0 }
}

/// Says whether `line` is `title`, which is in lower case, or all of it up to or behind one of the signs.
fn is_part(title: &str, line: &str) -> bool {
    if line.len() < MIN_BYTES || line.len() > title.len() + 4 {
        return false;
    }
    let is_parted = |rest: &str, at_end: bool| {
        rest.is_empty()
            || SIGNS.iter().chain(&CRUMBS).any(|sign| {
                if at_end {
                    rest.ends_with(sign) || rest.ends_with(sign.trim_end())
                } else {
                    rest.starts_with(sign)
                }
            })
    };
    with_lower(line, |line| {
        title
            .strip_prefix(line)
            .is_some_and(|rest| is_parted(rest, false))
            || title
                .strip_suffix(line)
                .is_some_and(|rest| is_parted(rest, true))
    })
}
