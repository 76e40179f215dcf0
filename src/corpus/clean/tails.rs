//! Reads what stands behind the body, and sees to it that prose is not lost.

use super::page::{Body, Page};
use super::{bylines, datelines, without_bullet};
use crate::corpus::BlockKind;

/// So many units behind the body can still state its date or author.
const MAX_TAIL: usize = 12;

/// Names the units behind `body`.
pub(super) fn read(page: &mut Page<'_>, body: Body) {
    if body.first == body.end {
        return;
    }
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
