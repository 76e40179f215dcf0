//! Finds the body of the article among the units, and names what is inside.

use super::page::{Body, Page};
use super::{bylines, captions, datelines, without_bullet};
use crate::corpus::BlockKind;

/// So many units without prose may stand inside one body.
const MAX_GAP: usize = 10;

/// Finds the stretch with the most prose.
///
/// Shape: empty when the text holds no prose.
pub(super) fn find(page: &mut Page<'_>) -> Body {
    name_repeats(page);
    let prose: Vec<usize> = (0..page.len())
        .filter(|&at| page.is_open(at) && page.is_prose(at) && !is_asking_headline(page, at))
        .collect();
    let mut best = (0, Body::default());
    let mut rest = prose.as_slice();
    while let Some((&first, _)) = rest.split_first() {
        let len = 1 + rest
            .windows(2)
            .take_while(|pair| pair[1] - pair[0] <= MAX_GAP + 1)
            .count();
        let (cluster, after) = rest.split_at(len);
        rest = after;
        let n_chars = prose_chars(page, cluster);
        if n_chars > best.0 {
            let end = cluster.last().map_or(first, |last| last + 1);
            best = (n_chars, Body { first, end });
        }
    }
    cut_at_section(page, best.1)
}

fn prose_chars(page: &Page<'_>, units: &[usize]) -> u64 {
    units
        .iter()
        .map(|&at| u64::from(page.shapes[at].n_chars))
        .sum()
}

/// A headline that asks or calls: `Will the harbour be closed for good?`
fn is_asking_headline(page: &Page<'_>, at: usize) -> bool {
    let text = page.of(at);
    // What costs little is asked first: this is asked of every unit.
    if at >= 60 || page.shapes[at].n_words > 24 || text.contains(". ") {
        return false;
    }
    if (0..at).any(|before| page.is_prose(before) && page.is_open(before)) {
        return false;
    }
    let is_before_line = || {
        at + 1 < page.len()
            && (page.dates(at + 1).is_date_line() || bylines::read(page.of(at + 1)).is_some())
    };
    text.ends_with(['?', '!', '？', '！']) || is_before_line()
}

/// Names long units that say again what another said.
fn name_repeats(page: &mut Page<'_>) {
    let mut rows: Vec<(u32, usize)> = (0..page.len())
        .filter(|&at| page.shapes[at].n_chars >= 50 && page.shapes[at].n_words >= 7)
        .map(|at| (crc32fast::hash(page.of(at).as_bytes()), at))
        .collect();
    rows.sort_unstable();
    for pair in rows.windows(2) {
        let (first, second) = (pair[0].1, pair[1].1);
        if pair[0].0 != pair[1].0 || page.of(first) != page.of(second) {
            continue;
        }
        page.repeats.push(second);
        let is_deck = (first + 1..second).all(|at| !page.is_prose(at) || !page.is_open(at));
        if is_deck && page.is_open(first) && first < 60 {
            // The lead stands above the picture and again as first paragraph.
            page.name(first, BlockKind::Subtitle);
        } else {
            page.name(second, BlockKind::Furniture);
        }
    }
    page.repeats.sort_unstable();
}

/// Ends the body at the head of a section of links, if most of it came before.
fn cut_at_section(page: &Page<'_>, body: Body) -> Body {
    let open: Vec<usize> = (body.first..body.end)
        .filter(|&at| page.is_open(at) && page.is_prose(at))
        .collect();
    let total = prose_chars(page, &open);
    for &section in &page.sections {
        if !(body.first..body.end).contains(&section) {
            continue;
        }
        let n_before = open.partition_point(|&at| at < section);
        let (before, after) = open.split_at(n_before);
        let share = prose_chars(page, before) * 100 / total.max(1);
        let runs_on = after.windows(3).any(|three| three[2] - three[0] == 2);
        let is_end = if heads_comments(page.of(section)) {
            share >= 40
        } else {
            share >= 60 && !runs_on
        };
        if is_end && let Some(last) = before.last() {
            return Body {
                first: body.first,
                end: last + 1,
            };
        }
    }
    body
}

fn heads_comments(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = [
        "comment",
        "leave a",
        "join the",
        "댓글",
        "コメント",
        "kommentar",
        "评论",
        "comentario",
        "reacties",
    ];
    words.iter().any(|word| lower.contains(word))
}

/// Names the units of the body.
pub(super) fn read(page: &mut Page<'_>, body: Body) {
    let last = (body.first..body.end)
        .rev()
        .find(|&at| page.is_open(at) && page.is_prose(at));
    let mut at = body.first;
    while at < body.end {
        if !page.is_open(at) {
            at += 1;
        } else if page.is_prose(at) {
            let is_caption = last.is_some_and(|last| at < last)
                && (is_wire_caption(page, at) || is_before_lead(page, body, at));
            let is_item = without_bullet(page.of(at)).is_some();
            let kind = match (is_caption, is_item) {
                (true, _) => BlockKind::Caption,
                (_, true) => BlockKind::List,
                _ => BlockKind::Paragraph,
            };
            page.name(at, kind);
            at += 1;
        } else {
            at = name_short_run(page, at, body.end);
        }
    }
}

/// A short unit with an agency behind it, though the article goes on.
fn is_wire_caption(page: &Page<'_>, at: usize) -> bool {
    let shape = page.shapes[at];
    shape.n_words <= 60 && datelines::at_end(page.of(at)).is_some()
}

/// A unit with a credit in brackets at its end, though the article has yet to
/// begin: no paragraph stands before it.
fn is_before_lead(page: &Page<'_>, body: Body, at: usize) -> bool {
    let is_paragraph = |kind: &Option<BlockKind>| *kind == Some(BlockKind::Paragraph);
    let before = page.kinds.get(body.first..at).unwrap_or_default();
    page.shapes[at].n_words <= 80
        && !before.iter().any(is_paragraph)
        && captions::credit_at_end(page.of(at)).is_some()
}

/// Names the run of short open units that begins at `first`; returns its end.
fn name_short_run(page: &mut Page<'_>, first: usize, limit: usize) -> usize {
    let is_short = |at: usize| page.is_open(at) && !page.is_prose(at);
    let end = (first..limit).find(|&at| !is_short(at)).unwrap_or(limit);
    let after_section = first > 0 && page.sections.contains(&(first - 1));
    let n_plain = (first..end)
        .filter(|&at| !page.shapes[at].ends_sentence && without_bullet(page.of(at)).is_none())
        .count();
    let near_cue = first > 0 && page.kinds[first - 1] == Some(BlockKind::Furniture)
        || end < page.len() && page.kinds[end] == Some(BlockKind::Furniture);
    for at in first..end {
        let shape = page.shapes[at];
        let text = page.of(at);
        let kind = if after_section || (n_plain >= 3 && near_cue && !shape.ends_sentence) {
            BlockKind::Furniture
        } else if without_bullet(text).is_some() {
            BlockKind::List
        } else if shape.ends_sentence || text.ends_with(['"', '”', ':', '」']) {
            BlockKind::Paragraph
        } else if bylines::read(text).is_some() {
            BlockKind::Byline
        } else if n_plain >= 4 {
            BlockKind::List
        } else if shape.n_words <= 16 && end < limit {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
        page.name(at, kind);
    }
    end
}
