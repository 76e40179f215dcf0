//! Labels the rows of a page by what the kit says is the article.
//!
//! A row is article where its words stand in the given body, in order; it is
//! furniture where they do not; it has no label where that is open: titles,
//! bylines, dates, captions, subtitles, the same sentence a second time, rows
//! that are half in the body, headings and quotations between two paragraphs.

use std::collections::BTreeMap;

use gleaner::text::Span;
use serde_json::Value;

use crate::claims::Claims;
use crate::render::{Role, Row};
use crate::words::{Words, holds};

/// A line of a rendered page, or the lines that were wrapped out of one.
pub(crate) struct Line {
    pub(crate) span: Span,
    /// Nothing where it cannot be told.
    pub(crate) furniture: Option<bool>,
}

/// What the kit says of a page.
pub(crate) enum Gold {
    /// The paragraphs of the article; those that may be left out are apart.
    Body { body: String, optional: Vec<String> },
    /// Parts that must be in the article, and parts that must not.
    Segments {
        with: Vec<String>,
        without: Vec<String>,
    },
}

impl Gold {
    pub(crate) fn of(row: &Value) -> Self {
        let strings = |name: &str| -> Vec<String> {
            let list = row[name].as_array().map_or(&[][..], Vec::as_slice);
            list.iter()
                .filter_map(|item| item.as_str().map(str::to_owned))
                .collect()
        };
        if let Some(paragraphs) = row["paragraphs"].as_array() {
            let texts = |optional: bool| {
                paragraphs
                    .iter()
                    .filter(move |one| one["optional"].as_bool().unwrap_or(false) == optional)
                    .filter_map(|one| one["text"].as_str().map(str::to_owned))
            };
            Self::Body {
                body: texts(false).collect::<Vec<_>>().join("\n"),
                optional: texts(true).collect(),
            }
        } else if let Some(body) = row["body"].as_str() {
            Self::Body {
                body: body.to_owned(),
                optional: Vec::new(),
            }
        } else {
            Self::Segments {
                with: strings("with"),
                without: strings("without"),
            }
        }
    }
}

/// So many words make a piece that is looked up in the body.
const PIECE: usize = 4;
/// So many rows before and behind the article can be its head and its foot.
const N_HEAD: usize = 25;
const N_FOOT: usize = 8;

/// Labels each row; nothing where the page does not hold the article.
pub(crate) fn labels(
    rows: &[Row],
    gold: &Gold,
    claims: &Claims,
    words: &mut Words,
) -> Option<Vec<Option<bool>>> {
    let texts: Vec<Vec<u32>> = rows.iter().map(|row| words.of(&row.text)).collect();
    let mut labels = match gold {
        Gold::Body { body, optional } => {
            let body = words.of(body);
            let optional: Vec<Vec<u32>> = optional.iter().map(|text| words.of(text)).collect();
            let mut labels = by_body(&texts, &body)?;
            for (label, text) in labels.iter_mut().zip(&texts) {
                if *label == Some(true) && optional.iter().any(|part| holds(part, text)) {
                    *label = None;
                }
            }
            labels
        }
        Gold::Segments { with, without } => by_segments(rows, with, without),
    };
    let is_article = |label: &Option<bool>| *label == Some(false);
    let first = labels.iter().position(is_article)?;
    let last = labels.iter().rposition(is_article)?;
    for at in 0..rows.len() {
        if labels[at] == Some(true) && is_claimed(&rows[at], &texts[at], claims, at, (first, last))
        {
            labels[at] = None;
        }
    }
    leave_open_between(rows, &mut labels);
    Some(labels)
}

/// Says whether a row is named by the page itself as something that is neither
/// text of the article nor furniture.
fn is_claimed(row: &Row, text: &[u32], claims: &Claims, at: usize, body: (usize, usize)) -> bool {
    let is_near = at + N_HEAD >= body.0 && at <= body.1 + N_FOOT;
    let is_short = text.len() <= 20;
    let by_role = match row.role {
        Role::Caption => true,
        Role::Fact => is_near && is_short,
        Role::Subtitle => at + N_HEAD >= body.0 && at < body.0,
        Role::Image => text.len() > 3,
        Role::Text | Role::Heading(_) | Role::Quote => false,
    };
    text.is_empty()
        || by_role
        || claims.is_title(text)
        || claims.is_description(text)
        || claims.is_byline(text)
}

/// Takes the label from headings and quotations between two rows of the article.
fn leave_open_between(rows: &[Row], labels: &mut [Option<bool>]) {
    for at in 1..rows.len().saturating_sub(1) {
        let is_kind = matches!(rows[at].role, Role::Heading(_) | Role::Quote);
        let is_between = labels[at - 1] != Some(true) && labels[at + 1] == Some(false);
        if is_kind && is_between && labels[at] == Some(true) {
            labels[at] = None;
        }
    }
}

/// Where a row stands in the body.
#[derive(Clone, Copy)]
struct Found {
    row: usize,
    start: usize,
    end: usize,
}

/// Labels rows by the words of the whole body.
fn by_body(rows: &[Vec<u32>], body: &[u32]) -> Option<Vec<Option<bool>>> {
    let mut places: BTreeMap<&[u32], Vec<usize>> = BTreeMap::new();
    for (at, piece) in body.windows(PIECE).enumerate() {
        places.entry(piece).or_default().push(at);
    }
    let mut labels = vec![Some(true); rows.len()];
    let mut found = Vec::new();
    for (row, text) in rows.iter().enumerate() {
        if text.is_empty() {
            labels[row] = None;
        }
        if text.len() < PIECE {
            continue;
        }
        let n_pieces = text.len() + 1 - PIECE;
        let known: Vec<&Vec<usize>> = text
            .windows(PIECE)
            .filter_map(|piece| places.get(piece))
            .collect();
        if known.len() * 5 > n_pieces {
            // Until its place is known: open.
            labels[row] = None;
        }
        if known.len() * 5 >= n_pieces * 4
            && let Some(starts) = known.first()
        {
            found.extend(starts.iter().take(4).map(|&start| Found {
                row,
                start,
                end: start + text.len(),
            }));
        }
    }
    let chain = longest(&found);
    let n_words: usize = chain.iter().map(|found| found.end - found.start).sum();
    if n_words * 10 < body.len() * 4 {
        return None;
    }
    for found in &chain {
        labels[found.row] = Some(false);
    }
    fill(rows, body, &chain, &mut labels);
    Some(labels)
}

/// Returns the places in order of rows and body that hold the most words.
fn longest(found: &[Found]) -> Vec<Found> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(found.len());
    for (at, one) in found.iter().enumerate() {
        let before = (0..at)
            .filter(|&prior| found[prior].row < one.row && found[prior].end <= one.start + 2)
            .max_by_key(|&prior| best[prior].0);
        let score = before.map_or(0, |prior| best[prior].0);
        best.push((score + one.end - one.start, before));
    }
    let mut chain = Vec::new();
    let mut next = (0..found.len()).max_by_key(|&at| best[at].0);
    while let Some(at) = next {
        chain.push(found[at]);
        next = best[at].1;
    }
    chain.reverse();
    chain
}

/// Labels short rows between those whose place is known.
fn fill(rows: &[Vec<u32>], body: &[u32], chain: &[Found], labels: &mut [Option<bool>]) {
    let start = Found {
        row: chain.first().map_or(0, |first| first.row.saturating_sub(6)),
        start: 0,
        end: 0,
    };
    let end = Found {
        row: chain
            .last()
            .map_or(0, |last| (last.row + 6).min(rows.len())),
        start: body.len(),
        end: body.len(),
    };
    let fixed: Vec<Found> = [start]
        .into_iter()
        .chain(chain.iter().copied())
        .chain([end])
        .collect();
    for pair in fixed.windows(2) {
        let gap = body.get(pair[0].end..pair[1].start).unwrap_or_default();
        for row in pair[0].row..pair[1].row {
            let text = &rows[row];
            if text.len() >= PIECE || labels[row] != Some(true) {
                continue;
            }
            if holds(gap, text) {
                labels[row] = Some(false);
            } else if holds(body, text) {
                labels[row] = None;
            }
        }
    }
}

/// Labels rows by parts that must be there and parts that must not.
fn by_segments(rows: &[Row], with: &[String], without: &[String]) -> Vec<Option<bool>> {
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = rows.iter().map(|row| joined(&row.text)).collect();
    let mut labels = vec![None; rows.len()];
    let holders = |segment: &String| -> Vec<usize> {
        let segment = joined(segment);
        let is_holder = |at: &usize| !segment.is_empty() && texts[*at].contains(&segment);
        (0..texts.len()).filter(is_holder).collect()
    };
    for segment in without {
        for at in holders(segment) {
            labels[at] = Some(true);
        }
    }
    for segment in with {
        let rows = holders(segment);
        for at in &rows {
            // Which of several rows is meant is open.
            labels[*at] = (rows.len() == 1).then_some(false);
        }
    }
    labels
}
