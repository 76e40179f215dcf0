//! Reads what stands before the body: title, subtitle, source, byline, date.

use std::ops::Range;

use super::page::{Body, MAX_LABEL_WORDS, Page};
use super::{bylines, headlines, without_bullet};
use crate::corpus::dates::DateLine;
use crate::corpus::phrases::has_byte;
use crate::corpus::{BlockKind, sources};

/// So many units before the body are read as its head; more are navigation.
const MAX_HEAD: usize = 48;

/// Names the units before `body`.
pub(super) fn read(page: &mut Page<'_>, body: Body) {
    let end = if body.first == body.end {
        page.len()
    } else {
        body.first
    };
    let start = end.saturating_sub(MAX_HEAD);
    name_facts(page, start, end);
    let has_body = body.first < body.end;
    let marked = page
        .kinds
        .iter()
        .position(|kind| *kind == Some(BlockKind::Title));
    let headline = page.headline.filter(|&at| at < end && page.is_open(at));
    let title = if marked.is_some() {
        marked
    } else if headline.is_some() {
        headline
    } else if has_body {
        best_title(page, start, end)
    } else {
        only_title(page, end)
    };
    if let Some(title) = title {
        page.name(title, BlockKind::Title);
        name_again(page, title);
    }
    keep_one_source(page, title, end);
    if has_body {
        name_bare_bylines(page, title.map_or(start, |title| title + 1), end);
        name_rest(page, title, body);
    }
}

/// Names dates, bylines and names of papers, which show themselves.
fn name_facts(page: &mut Page<'_>, start: usize, end: usize) {
    for at in start..end {
        if !page.is_open(at) || page.shapes[at].n_words > 40 {
            continue;
        }
        let text = page.of(at);
        let line = without_bullet(text).unwrap_or(text);
        let dates = page.dates(at);
        let is_label = dates.open_label.is_some() && dates.n_other_words == 0;
        let kind = if bylines::read(line).is_some() {
            BlockKind::Byline
        } else if dates.is_date_line()
            || (is_label && page.shapes[at].n_words <= MAX_LABEL_WORDS)
            || is_long_date_line(page, at, dates)
        {
            BlockKind::Date
        } else if sources::is_publication(line) || names_paper_first(line) {
            BlockKind::Source
        } else {
            continue;
        };
        page.name(at, kind);
    }
}

/// `Paper, City, May 3, 2014`, `May 3, 2014 by somebody in News`.
fn is_long_date_line(page: &Page<'_>, at: usize, dates: &DateLine) -> bool {
    let shape = page.shapes[at];
    let is_first = (0..at).all(|before| page.kinds[before] == Some(BlockKind::Furniture));
    let has_day = dates
        .stated
        .iter()
        .any(|stated| stated.when.is_some_and(|when| when.day.is_some()));
    has_day && !is_first && dates.n_other_words <= 6 && shape.n_words <= 16 && !shape.is_prose()
}

/// `Paper | City`, `Paper - Section`.
fn names_paper_first(line: &str) -> bool {
    if !has_byte(line, |byte| (byte == b'|') | !byte.is_ascii()) {
        return false;
    }
    let parts = line.split_once(" | ").or_else(|| line.split_once(" · "));
    parts.is_some_and(|(first, rest)| {
        sources::is_publication(first.trim()) && rest.split_whitespace().count() <= 5
    })
}

/// Chooses the headline: long enough, near the byline, date and body, early.
fn best_title(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let candidates: Vec<usize> = (start..end)
        .filter(|&at| {
            page.is_open(at) && page.shapes[at].is_headline() && !page.is_prose(at)
                || is_asking(page, at)
        })
        .filter(|&at| {
            page.is_open(at) && !page.of(at).ends_with(['.', ',', ';', ':', '。'])
                || is_asking(page, at)
        })
        .collect();
    let first = *candidates.first()?;
    let is_crowded = candidates.len() > 8;
    let score = |at: usize| {
        let n_words = page.shapes[at].n_words;
        let mut score: i64 = match n_words {
            0..=1 => -40,
            2 => -10,
            3 => 5,
            4..=5 => 25,
            6..=16 => 35,
            17..=24 => 22,
            _ => 10,
        };
        let is_fact = |kind: Option<BlockKind>| {
            matches!(
                kind,
                Some(BlockKind::Date | BlockKind::Byline | BlockKind::Source)
            )
        };
        let after = (at + 1..(at + 4).min(end)).any(|next| is_fact(page.kinds[next]));
        let before = (at.saturating_sub(2)..at).any(|prior| is_fact(page.kinds[prior]));
        score += 20 * i64::from(after) + 6 * i64::from(before);
        score += 15 * i64::from(at == first && !is_crowded);
        let distance = i64::try_from(end - at).unwrap_or(i64::MAX);
        score += match headlines::n_marks(page.of(at)) {
            1 => 40,
            2 => 15,
            _ => 0,
        };
        score -= 40 * i64::from(headlines::n_crumbs(page.of(at)) >= 2);
        score -= 30 * i64::from(page.of(at).ends_with(['.', '。', '…']));
        let n_same = n_same(page, at, start..end);
        score += 25 * i64::from(n_words >= 4 && n_same == 1) - 20 * i64::from(n_same > 2);
        score
            - if is_crowded {
                distance.min(24)
            } else {
                distance.min(10) / 2
            }
            - 30 * i64::from(without_bullet(page.of(at)).is_some())
    };
    let best = candidates
        .iter()
        .copied()
        .max_by_key(|&at| (score(at), std::cmp::Reverse(at)))?;
    (score(best) > -25).then_some(best)
}

/// Counts the other units among `others` that say what the unit `at` says.
fn n_same(page: &Page<'_>, at: usize, others: Range<usize>) -> usize {
    let len = page.units[at].span.len();
    let is_same = |other: &usize| {
        let is_as_long = *other != at && page.units[*other].span.len() == len;
        is_as_long && page.of(*other) == page.of(at)
    };
    others.filter(is_same).count()
}

fn is_asking(page: &Page<'_>, at: usize) -> bool {
    page.is_open(at) && page.is_prose(at) && page.shapes[at].n_words <= 24
}

/// Chooses the headline of a text without prose: its first line, if it can be.
fn only_title(page: &Page<'_>, end: usize) -> Option<usize> {
    let first = (0..end).find(|&at| page.is_open(at))?;
    let text = page.of(first);
    let is_title = page.shapes[first].is_headline()
        && without_bullet(text).is_none()
        && !text.ends_with(['.', ',', ';', ':', '。'])
        && (end == 1 || page.units.get(first + 1).is_none_or(|next| next.after_gap));
    is_title.then_some(first)
}

/// Folds further copies of the title.
fn name_again(page: &mut Page<'_>, title: usize) {
    let text = page.of(title);
    if page.shapes[title].n_words < 3 {
        return;
    }
    for at in 0..page.len() {
        if at != title && page.units[at].span.len() == text.len() && page.of(at) == text {
            page.name(at, BlockKind::Furniture);
        }
    }
}

/// Keeps the name of a paper that stands nearest to the title.
fn keep_one_source(page: &mut Page<'_>, title: Option<usize>, end: usize) {
    let named: Vec<usize> = (0..end)
        .filter(|&at| page.kinds[at] == Some(BlockKind::Source))
        .collect();
    let anchor = title.unwrap_or(0);
    let Some(kept) = named.iter().copied().min_by_key(|at| at.abs_diff(anchor)) else {
        return;
    };
    for at in named {
        if at != kept {
            page.name(at, BlockKind::Furniture);
        }
    }
}

/// Names a line between title and body that is only a name, if none said `By`.
fn name_bare_bylines(page: &mut Page<'_>, from: usize, end: usize) {
    if (from..end).any(|at| page.kinds[at] == Some(BlockKind::Byline)) {
        return;
    }
    let found = (from..end).find(|&at| {
        let near_date = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .any(|near| near < end && page.kinds[near] == Some(BlockKind::Date));
        let has_role = page.of(at).contains(',');
        page.is_open(at)
            && (near_date || has_role || end - from <= 3)
            && bylines::read_bare(headlines::plain(page.of(at))).is_some()
    });
    if let Some(found) = found {
        page.name(found, BlockKind::Byline);
    }
}

/// Names what is left: a subtitle behind the title, else navigation.
fn name_rest(page: &mut Page<'_>, title: Option<usize>, body: Body) {
    let end = body.first;
    let is_page = page.has_links_around(body);
    let open: Vec<usize> = (0..end).filter(|&at| page.is_open(at)).collect();
    let mut has_subtitle = page.kinds[..end].contains(&Some(BlockKind::Subtitle));
    for at in open {
        let shape = page.shapes[at];
        let is_after = title.is_some_and(|title| at > title);
        let is_long = shape.n_words >= 5;
        let kind = if is_after && is_long && !has_subtitle && without_bullet(page.of(at)).is_none()
        {
            has_subtitle = true;
            BlockKind::Subtitle
        } else if is_page && !(is_after && shape.ends_sentence) {
            BlockKind::Furniture
        } else if page.is_prose(at) || (shape.ends_sentence && shape.n_words >= 4) {
            BlockKind::Paragraph
        } else if without_bullet(page.of(at)).is_some() && !is_page {
            BlockKind::List
        } else if is_page || (is_after && shape.n_words <= 2 && !shape.has_digit) {
            BlockKind::Furniture
        } else if is_after && shape.has_digit {
            BlockKind::List
        } else {
            BlockKind::Heading
        };
        page.name(at, kind);
    }
}
