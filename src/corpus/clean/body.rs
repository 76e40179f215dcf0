//! Finds the body of the article among the units, and names what is inside.

use super::page::{Body, Page};
use super::{bylines, captions, cues, datelines, headlines, without_bullet};
use crate::corpus::BlockKind;

/// What a stretch loses for each unit of the page inside it, in words of prose.
const COST_OF_CUE: i64 = 5;
/// What it loses for the head of a section of links.
const COST_OF_SECTION: i64 = 16;
/// What it loses for a short line that is no sentence.
const COST_OF_SHORT: i64 = 3;
/// What it loses for a short line that is there for its date, or that stands
/// in the text several times: lists of links are made of those.
const COST_OF_ENTRY: i64 = 8;
/// What it loses for a date that stands in the text several times.
const COST_OF_ENTRIES: i64 = 30;
/// So many words of one unit count; a long one is no better than two.
const MAX_WORTH: i64 = 90;
/// So many short lines between two cues are links as well.
const MAX_ISLAND: usize = 4;
/// An article has at least so many characters before its comments.
const MIN_BEFORE_COMMENTS: u64 = 150;
/// So many words make a teaser, if it stands alone between short lines.
const MAX_TEASER: i64 = 45;

/// Finds the stretch with the most prose and the fewest links.
///
/// Shape: empty when the text holds no prose; begins and ends with prose.
pub(super) fn find(page: &mut Page<'_>) -> Body {
    name_repeats(page);
    let repeated = repeated_lines(page);
    let is_body: Vec<bool> = (0..page.len())
        .map(|at| page.is_open(at) && page.is_prose(at))
        .collect();
    let (mut best, mut best_range) = (0, (0, 0));
    let (mut sum, mut start) = (0, 0);
    let comments = comments_head(page);
    for (at, is_prose) in is_body.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, at);
        }
        sum += if *is_prose && at > comments {
            worth_of_prose(page, at, &is_body) / 3
        } else if *is_prose {
            worth_of_prose(page, at, &is_body)
        } else {
            -cost(page, at, repeated[at])
        };
        if *is_prose && sum > best {
            (best, best_range) = (sum, (start, at + 1));
        }
    }
    let (start, end) = best_range;
    page.headline = headlines::of_window(page, start, end);
    let start = page.headline.map_or(start, |at| start.max(at + 1));
    let first = (start..end).find(|&at| is_body[at] && !is_asking_headline(page, at));
    let body = first.map_or_else(Body::default, |first| Body { first, end });
    cut_at_section(page, body)
}

/// Says what a paragraph adds to its stretch, in words.
fn worth_of_prose(page: &Page<'_>, at: usize, is_body: &[bool]) -> i64 {
    if cues::is_of_the_site(page.of(at)) {
        return -COST_OF_CUE;
    }
    let n_words = i64::from(page.shapes[at].n_words).min(MAX_WORTH);
    let is_near = |at: Option<usize>| at.is_some_and(|at| is_body.get(at) == Some(&true));
    let is_alone = !is_near(at.checked_sub(1)) && !is_near(Some(at + 1));
    if is_alone && (n_words <= MAX_TEASER || is_after_date(page, at)) {
        return n_words / 3;
    }
    n_words
}

/// Says whether a date stands right above a unit, as above a teaser or comment.
fn is_after_date(page: &Page<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at)
        .any(|before| !page.is_prose(before) && page.dates(before).is_date_line())
}

/// Says what a unit takes from the stretch that it stands in, in words.
fn cost(page: &Page<'_>, at: usize, is_repeated: bool) -> i64 {
    let text = page.of(at);
    match page.kinds[at] {
        Some(BlockKind::Furniture) if page.sections.binary_search(&at).is_ok() => COST_OF_SECTION,
        Some(BlockKind::Furniture) => COST_OF_CUE,
        Some(_) => 0,
        None if is_repeated && page.dates(at).is_date_line() => COST_OF_ENTRIES,
        None if is_repeated || page.dates(at).is_date_line() => COST_OF_ENTRY,
        None if page.shapes[at].ends_sentence || runs_like_text(text) => 0,
        None => COST_OF_SHORT,
    }
}

/// Says of each unit whether it is short and stands in the text several times.
fn repeated_lines(page: &Page<'_>) -> Vec<bool> {
    let mut rows: Vec<(u32, usize)> = (0..page.len())
        .filter(|&at| page.is_open(at) && !page.is_prose(at) && page.shapes[at].n_words >= 2)
        .map(|at| (crc32fast::hash(page.of(at).as_bytes()), at))
        .collect();
    rows.sort_unstable();
    let mut repeated = vec![false; page.len()];
    for pair in rows.windows(2) {
        if pair[0].0 == pair[1].0 {
            repeated[pair[0].1] = true;
            repeated[pair[1].1] = true;
        }
    }
    repeated
}

/// Says whether a short unit looks like a part of a sentence: it begins small
/// or ends open.
fn runs_like_text(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || ",;".contains(c)) || text.ends_with([',', ';'])
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
    if page.shapes[at].n_words > 24 || text.contains(". ") {
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

/// Returns the place of the head of the comments, behind all units if none is.
fn comments_head(page: &Page<'_>) -> usize {
    let is_head = |at: &&usize| heads_comments(page.of(**at)) && dates_follow(page, **at);
    let head = page.sections.iter().find(is_head);
    head.copied().unwrap_or(page.len())
}

/// Ends the body at the head of the comments.
fn cut_at_section(page: &Page<'_>, body: Body) -> Body {
    let open: Vec<usize> = (body.first..body.end)
        .filter(|&at| page.is_open(at) && page.is_prose(at))
        .collect();
    let total = prose_chars(page, &open);
    for &section in &page.sections {
        if !(body.first..body.end).contains(&section) || !heads_comments(page.of(section)) {
            continue;
        }
        let n_before = open.partition_point(|&at| at < section);
        let (before, _) = open.split_at(n_before);
        let n_chars = prose_chars(page, before);
        let is_end = n_chars * 100 >= total * 40
            || (n_chars >= MIN_BEFORE_COMMENTS && dates_follow(page, section));
        if is_end && let Some(last) = before.last() {
            return Body {
                first: body.first,
                end: last + 1,
            };
        }
    }
    body
}

/// Says whether one of the next units states a date, as comments do.
fn dates_follow(page: &Page<'_>, at: usize) -> bool {
    (at + 1..(at + 7).min(page.len())).any(|next| !page.dates(next).stated.is_empty())
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
    let is_cue = |at: Option<usize>| {
        at.is_some_and(|at| page.kinds.get(at) == Some(&Some(BlockKind::Furniture)))
    };
    let is_island = end - first <= MAX_ISLAND && is_cue(first.checked_sub(1)) && is_cue(Some(end));
    for at in first..end {
        let shape = page.shapes[at];
        let text = page.of(at);
        let kind = if after_section || (is_island && !shape.ends_sentence) {
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
