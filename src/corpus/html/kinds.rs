//! Names the blocks of a page: what a line is for, by its markup and its words.

use super::choose::Page;
use super::heads;
use super::signs::Sign;
use super::tags::Tag;
use crate::corpus::clean::{bylines, cues};
use crate::corpus::dates::{self, DayOrder};
use crate::corpus::{Block, BlockKind};

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
    let each = page.lines.iter().zip(kinds);
    each.map(|(line, kind)| Block {
        span: line.span,
        kind,
    })
    .collect()
}

/// Names the title, and what stands between it and the text.
fn name_head(page: &Page<'_>, chosen: &[bool], title: Option<&str>, kinds: &mut [BlockKind]) {
    let Some(first) = heads::first_prose(page, chosen) else {
        return;
    };
    let Some(at) = heads::title_line(page, title, first) else {
        return;
    };
    kinds[at] = BlockKind::Title;
    for (at, kind) in kinds.iter_mut().enumerate().take(first).skip(at + 1) {
        if *kind != BlockKind::Furniture || page.is_apart(at) || page.lines[at].is_hidden {
            continue;
        }
        let text = page.of(at);
        let shape = page.shapes[at];
        let is_named = |sign| page.marks[at] == Some(sign);
        if is_named(Sign::Caption) || is_named(Sign::Credit) {
            *kind = BlockKind::Caption;
        } else if bylines::read(text).is_some() || (is_named(Sign::Byline) && shape.n_words <= 20) {
            *kind = BlockKind::Byline;
        } else if dates::read_line(text, DayOrder::Unknown).is_date_line() {
            *kind = BlockKind::Date;
        } else if shape.n_words >= 6
            && page.linked_share(at) < 50
            && cues::furniture(text, shape.ends_sentence).is_none()
        {
            *kind = BlockKind::Subtitle;
        }
    }
}

fn kind(page: &Page<'_>, at: usize) -> BlockKind {
    let line = &page.lines[at];
    if line.is_hidden {
        return BlockKind::Furniture;
    }
    match page.marks[at] {
        Some(Sign::Comments | Sign::Furniture) => return BlockKind::Furniture,
        Some(Sign::Caption) => return BlockKind::Caption,
        Some(Sign::Credit) => return BlockKind::Credit,
        Some(Sign::Byline) if page.shapes[at].n_words < 20 => return BlockKind::Byline,
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
    if heads::heading(page, at).is_some() {
        return BlockKind::Heading;
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
