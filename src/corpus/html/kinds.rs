//! Names the blocks of a page: what a line is for, by its markup and its words.

use super::choose::Page;
use super::heads;
use super::signs::Sign;
use super::tags::{Attr, Tag};
use crate::corpus::clean::cues::{self, Cue};
use crate::corpus::clean::{bylines, captions};
use crate::corpus::dates::{self, DayOrder};
use crate::corpus::{Block, BlockKind};

/// A heading of more words is a paragraph that looks like one.
const MAX_HEADING_WORDS: u32 = 24;

/// A line of more words that names an agency is of the article.
const MAX_CAPTION_WORDS: u32 = 24;
/// A lead has so many words.
const MIN_LEAD_WORDS: u32 = 8;
/// An element with more lines is no lead.
const MAX_LEAD_LINES: usize = 3;

/// Names the visible lines; `chosen` are those that lie in the article.
///
/// Shape: one block a line, in order.
pub(super) fn blocks(page: &Page<'_>, chosen: &[bool], title: Option<&str>) -> Vec<Block> {
    let mut kinds: Vec<BlockKind> = (0..page.lines.len())
        .map(|at| {
            if chosen[at] {
                kind(page, at)
            } else {
                BlockKind::Furniture
            }
        })
        .collect();
    name_head(page, chosen, title, &mut kinds);
    fold_sections(page, &mut kinds);
    fold_repeats(page, &mut kinds);
    fold_bare_headings(page, &mut kinds);
    let each = page.lines.iter().zip(kinds);
    each.map(|(line, kind)| Block {
        span: line.span,
        kind,
    })
    .collect()
}

/// Names the title, and what stands between it and the text.
fn name_head(page: &Page<'_>, chosen: &[bool], title: Option<&str>, kinds: &mut [BlockKind]) {
    let is_text = |at: &usize| chosen[*at] && heads::heading(page, *at).is_none();
    let first = heads::first_prose(page, chosen);
    let Some(first) = first.or_else(|| (0..chosen.len()).find(is_text)) else {
        return;
    };
    let Some(at) = heads::title_line(page, title, first) else {
        return;
    };
    kinds[at] = BlockKind::Title;
    for (at, kind) in kinds.iter_mut().enumerate().take(first).skip(at + 1) {
        if *kind != BlockKind::Furniture {
            continue;
        }
        if page.is_apart(at) {
            if is_lead(page, at) {
                *kind = BlockKind::Subtitle;
            }
            continue;
        }
        let text = page.of(at);
        let shape = page.shapes[at];
        let is_named = |sign| page.marks[at] == Some(sign);
        if is_named(Sign::Byline) && shape.n_words > 20 {
            continue;
        }
        if is_named(Sign::Caption) || is_named(Sign::Credit) {
            *kind = BlockKind::Caption;
        } else if bylines::read(text).is_some() || (is_named(Sign::Byline) && shape.n_words <= 20) {
            *kind = BlockKind::Byline;
        } else if is_dated(text, shape.n_words) && !heads::is_quoted(page, at) {
            *kind = BlockKind::Date;
        } else if captions::kind(text, shape.n_words).is_some() {
            *kind = BlockKind::Caption;
        } else if shape.n_words >= 6
            && page.linked_share(at) < 50
            && cues::furniture(text, shape.ends_sentence).is_none()
        {
            *kind = BlockKind::Subtitle;
        }
    }
}

/// Says whether a line below the title is the lead, though an element around it
/// reads like furniture: pages name it as the teaser that it is elsewhere.
fn is_lead(page: &Page<'_>, at: usize) -> bool {
    let shape = page.shapes[at];
    let is_prose =
        shape.is_prose() && shape.n_words >= MIN_LEAD_WORDS && page.linked_share(at) < 30;
    if !is_prose || cues::furniture(page.of(at), shape.ends_sentence).is_some() {
        return false;
    }
    let mut around = page.tree.around(page.lines[at].node);
    let named = around.find_map(|node| Some((node, page.signs[node]?)));
    named.is_some_and(|(node, sign)| {
        let tag = page.tree.tag(node);
        let class = page.tree.attr(node, Attr::Class).unwrap_or_default();
        match sign {
            Sign::Subtitle => tag == Tag::P || tag.heading_level().is_some(),
            Sign::Furniture => {
                page.lines_in(node).len() <= MAX_LEAD_LINES
                    && class.to_ascii_lowercase().contains("teaser")
            }
            _ => false,
        }
    })
}

/// A line that is there for its date: `Posted on May 3, 2014 by Ada in News`.
fn is_dated(text: &str, n_words: u32) -> bool {
    let line = dates::read_line(text, DayOrder::Unknown);
    line.is_date_line() || (!line.stated.is_empty() && n_words <= 14 && line.n_other_words <= 8)
}

/// Folds what stands below the head of a section of links, up to the next prose.
fn fold_sections(page: &Page<'_>, kinds: &mut [BlockKind]) {
    let mut is_inside = false;
    for (at, kind) in kinds.iter_mut().enumerate() {
        let shape = page.shapes[at];
        let is_prose = shape.is_prose() && page.linked_share(at) < 60;
        is_inside &= !is_prose;
        if is_section(page, at) {
            is_inside = true;
        }
        let is_loose = matches!(
            kind,
            BlockKind::Paragraph | BlockKind::List | BlockKind::Heading | BlockKind::Quote
        );
        if is_inside && is_loose && (page.linked_share(at) > 60 || is_section(page, at)) {
            *kind = BlockKind::Furniture;
        }
    }
}

fn is_prose(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Subtitle)
}

fn is_section(page: &Page<'_>, at: usize) -> bool {
    let shape = page.shapes[at];
    shape.n_words <= 8 && cues::furniture(page.of(at), shape.ends_sentence) == Some(Cue::Section)
}

/// Folds lines of some length that the article has said already.
fn fold_repeats(page: &Page<'_>, kinds: &mut [BlockKind]) {
    let mut rows: Vec<(u32, usize)> = (0..kinds.len())
        .filter(|&at| page.shapes[at].n_words >= 10 && is_prose(kinds[at]))
        .map(|at| (crc32fast::hash(page.of(at).as_bytes()), at))
        .collect();
    rows.sort_unstable();
    for pair in rows.windows(2) {
        if pair[0].0 == pair[1].0 && page.of(pair[0].1) == page.of(pair[1].1) {
            kinds[pair[1].1] = BlockKind::Furniture;
        }
    }
}

/// Folds headings below which nothing of the article stands.
fn fold_bare_headings(page: &Page<'_>, kinds: &mut [BlockKind]) {
    // The level of the next line of the article, if that is a heading.
    let mut next = Some(0);
    for at in (0..kinds.len()).rev() {
        let level = heads::heading(page, at);
        match kinds[at] {
            BlockKind::Heading => {
                let own = level.unwrap_or(6);
                if next.is_some_and(|next| next <= own) {
                    kinds[at] = BlockKind::Furniture;
                } else {
                    next = Some(own);
                }
            }
            BlockKind::Paragraph | BlockKind::List | BlockKind::Quote | BlockKind::Caption => {
                next = None;
            }
            _ => {}
        }
    }
}

fn kind(page: &Page<'_>, at: usize) -> BlockKind {
    let line = &page.lines[at];
    match page.marks[at] {
        Some(Sign::Caption) => return BlockKind::Caption,
        Some(Sign::Credit) => return BlockKind::Credit,
        Some(Sign::Byline) if page.shapes[at].n_words <= 20 => return BlockKind::Byline,
        // More words than a byline has tell of the author.
        Some(Sign::Byline | Sign::Comments | Sign::Furniture) => return BlockKind::Furniture,
        Some(Sign::Date) if page.shapes[at].n_words < 20 => return BlockKind::Date,
        _ => {}
    }
    let shape = page.shapes[at];
    if cues::furniture(page.of(at), shape.ends_sentence).is_some() {
        return BlockKind::Furniture;
    }
    if page.linked_share(at) > 70 && !shape.is_prose() {
        return BlockKind::Furniture;
    }
    if heads::heading(page, at).is_some() && shape.n_words <= MAX_HEADING_WORDS {
        return BlockKind::Heading;
    }
    // Addresses hold what reads like the sign of an agency.
    let may_be_caption = shape.n_words <= MAX_CAPTION_WORDS && !page.of(at).contains(":/");
    if may_be_caption && let Some(kind) = captions::kind(page.of(at), shape.n_words) {
        return kind;
    }
    let tag = page.tree.tag(line.block);
    if tag == Tag::Li || page.tree.tag(page.tree.parent(line.block)) == Tag::Li {
        return BlockKind::List;
    }
    if page
        .tree
        .around(line.node)
        .any(|node| page.tree.tag(node) == Tag::Blockquote)
    {
        return BlockKind::Quote;
    }
    BlockKind::Paragraph
}
