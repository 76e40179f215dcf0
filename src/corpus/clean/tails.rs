//! Reads what stands behind the body, and sees to it that prose is not lost.

use super::page::{Body, Page};
use super::{bylines, datelines, without_bullet};
use crate::corpus::BlockKind;

/// So many units behind the body can still state its date or author.
const MAX_TAIL: usize = 12;
/// So many rows make a table.
const MIN_ROWS: usize = 2;

/// Names the units behind `body`.
pub(super) fn read(page: &mut Page<'_>, body: Body) {
    if body.first == body.end {
        return;
    }
    read_rows(page, body);
    let mut in_section = false;
    for at in body.end..page.len() {
        in_section |= page.sections.binary_search(&at).is_ok();
        if !page.is_open(at) {
            continue;
        }
        let text = page.of(at);
        let shape = page.shapes[at];
        let is_near = at < body.end + MAX_TAIL && !in_section;
        let is_credit = text.starts_with(['(', '[', '—', '–', '-'])
            && datelines::at_end(&format!(". {text}")).is_some();
        let kind = if is_near && page.dates(at).is_date_line() {
            BlockKind::Date
        } else if is_near && (is_credit || bylines::reporters(text).is_some()) {
            BlockKind::Credit
        } else if is_near && bylines::read(text).is_some() {
            BlockKind::Byline
        } else if in_section || !shape.ends_sentence {
            BlockKind::Furniture
        } else if without_bullet(text).is_some() {
            BlockKind::List
        } else {
            BlockKind::Paragraph
        };
        page.name(at, kind);
    }
}

/// Keeps the rows of figures that stand right behind the prose, such as
/// results and tables: they belong to the article.
fn read_rows(page: &mut Page<'_>, body: Body) {
    let ends = |at: usize| !page.is_open(at) || page.sections.binary_search(&at).is_ok();
    let end = (body.end..page.len()).find(|&at| ends(at));
    let tail: Vec<usize> = (body.end..end.unwrap_or(page.len())).collect();
    let is_row = |at: &usize| is_row(page.of(*at));
    let n_rows = tail.iter().filter(|at| is_row(at)).count();
    let Some(last) = tail.iter().rposition(is_row) else {
        return;
    };
    if n_rows < MIN_ROWS || 2 * n_rows < last + 1 {
        return;
    }
    for &at in tail.iter().take(last + 1) {
        page.name(at, BlockKind::List);
    }
}

/// Says whether a unit is made of names and figures. A number that only counts
/// the entries of a list is none, and a headline has too many small words.
fn is_row(text: &str) -> bool {
    let (mut n_words, mut n_small, mut n_figures) = (0, 0, 0);
    for word in text.split_whitespace().take(60) {
        let first = word.trim_start_matches(['(', '-', '$', '+']).chars().next();
        let first = first.unwrap_or(' ');
        n_figures += usize::from(first.is_ascii_digit() && n_words > 0);
        n_small += usize::from(first.is_lowercase() && word.len() > 3);
        n_words += 1;
    }
    n_figures > 0 && 3 * n_small <= n_words
}

/// Gives prose back that was folded, if it is more than half of all prose.
pub(super) fn keep_prose(page: &mut Page<'_>) {
    let chars = |page: &Page<'_>, at: usize| u64::from(page.shapes[at].n_chars);
    let is_folded = |page: &Page<'_>, at: usize| {
        page.kinds[at] == Some(BlockKind::Furniture) && page.repeats.binary_search(&at).is_err()
    };
    let prose: Vec<usize> = (0..page.len()).filter(|&at| page.is_prose(at)).collect();
    let total: u64 = prose.iter().map(|&at| chars(page, at)).sum();
    let folded: Vec<usize> = prose
        .into_iter()
        .filter(|&at| is_folded(page, at))
        .collect();
    let n_folded: u64 = folded.iter().map(|&at| chars(page, at)).sum();
    if n_folded * 2 > total {
        for at in folded {
            page.name(at, BlockKind::Paragraph);
        }
    }
}
