//! Reads what stands behind the body, and sees to it that prose is not lost.

use super::page::{Body, Page};
use super::{bylines, datelines, without_bullet};
use crate::corpus::BlockKind;

/// So many units behind the body can still state its date or author.
const MAX_TAIL: usize = 12;
/// So many units may stand between two paragraphs of the article there.
const MAX_BREAK: usize = 6;
/// So many units before the title can still belong to the article.
const MAX_STRAY: usize = 5;
/// So many paragraphs at the end can tell of the author.
const N_LAST: usize = 4;
/// So many authors are looked for.
const MAX_AUTHORS: usize = 8;
/// How a sentence goes on that tells of an author.
const TELLING: [&str; 16] = [
    " is ",
    " was ",
    " has ",
    " covers ",
    " writes ",
    " joined ",
    ", a ",
    " ist ",
    " war ",
    " arbeitet ",
    " schreibt ",
    " est ",
    " es ",
    " è ",
    " é ",
    " jest ",
];
/// So many rows make a table.
const MIN_ROWS: usize = 2;

/// Names the units behind `body`.
pub(super) fn read(page: &mut Page<'_>, body: Body) {
    if body.first == body.end {
        return;
    }
    let is_page = page.has_links_around(body);
    read_rows(page, body);
    let mut in_section = false;
    let mut last_article = body.end;
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
        } else if !in_section && is_page && goes_on(page, at, last_article) {
            last_article = at + 1;
            BlockKind::Paragraph
        } else if in_section || is_page || is_label(page, at) {
            BlockKind::Furniture
        } else if without_bullet(text).is_some() || !shape.ends_sentence {
            BlockKind::List
        } else {
            BlockKind::Paragraph
        };
        page.name(at, kind);
    }
}

/// Says whether a unit is two or three words that belong to no sentence or row,
/// or more of them between two cues.
fn is_label(page: &Page<'_>, at: usize) -> bool {
    let shape = page.shapes[at];
    let is_cue = |at: usize| page.kinds.get(at) == Some(&Some(BlockKind::Furniture));
    let is_between = at > 0 && is_cue(at - 1) && is_cue(at + 1);
    (shape.n_words <= 3 || is_between)
        && !shape.ends_sentence
        && !shape.has_digit
        && without_bullet(page.of(at)).is_none()
}

/// Folds captions, dates and names of papers that stand among the links of a
/// page, far from the article.
pub(super) fn fold_strays(page: &mut Page<'_>, body: Body) {
    if !page.has_links_around(body) {
        return;
    }
    let is_title = |kind: &Option<BlockKind>| *kind == Some(BlockKind::Title);
    let head = page.kinds.get(..body.first).unwrap_or_default();
    let title = head.iter().rposition(is_title);
    let start = title.unwrap_or(body.first).saturating_sub(MAX_STRAY);
    let section = page.sections.iter().find(|at| **at >= body.end);
    let end = (body.end + MAX_TAIL).min(section.copied().unwrap_or(usize::MAX));
    for at in 0..page.len() {
        let Some(kind) = page.kinds[at].filter(|_| at < start || at >= end) else {
            continue;
        };
        let is_stray = match kind {
            BlockKind::Caption | BlockKind::Credit | BlockKind::Source | BlockKind::Editorial => {
                true
            }
            // The only one of its kind is better than none.
            BlockKind::Date | BlockKind::Byline => {
                (start..end.min(page.len())).any(|near| page.kinds[near] == Some(kind))
            }
            _ => false,
        };
        if is_stray {
            page.name(at, BlockKind::Furniture);
        }
    }
}

/// Folds what is told of the author behind the article: `Ada Marsh is …`.
pub(super) fn fold_author(page: &mut Page<'_>, body: Body) {
    let names: Vec<String> = (0..page.len().min(body.end + MAX_TAIL))
        .filter(|&at| page.kinds[at] == Some(BlockKind::Byline))
        .filter_map(|at| bylines::read(page.of(at)).or_else(|| bylines::read_bare(page.of(at))))
        .flat_map(|byline| byline.authors)
        .take(MAX_AUTHORS)
        .collect();
    if names.is_empty() {
        return;
    }
    let is_paragraph = |at: &usize| page.kinds[*at] == Some(BlockKind::Paragraph);
    let last: Vec<usize> = (body.first + 1..page.len())
        .rev()
        .filter(is_paragraph)
        .take(N_LAST)
        .collect();
    for at in last {
        let text = page.of(at);
        let tells = |name: &String| {
            let rest = text.strip_prefix(name.as_str());
            rest.is_some_and(|rest| TELLING.iter().any(|verb| rest.starts_with(verb)))
        };
        if names.iter().any(tells) {
            page.name(at, BlockKind::Furniture);
        }
    }
}

/// Says whether a unit behind the body is one more paragraph of the article:
/// no teaser, and not far from the last one.
fn goes_on(page: &Page<'_>, at: usize, last: usize) -> bool {
    let is_prose = |at: usize| at < page.len() && page.is_prose(at);
    at <= last + MAX_BREAK && is_prose(at) && (is_prose(at + 1) || (at == last))
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
