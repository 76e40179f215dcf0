//! [`lay_out`]: an article and a width → the lines that the body pane shows.
//!
//! The title comes first and the facts below it, wherever they stand in the
//! text; then the blocks in text order. Blocks that the facts repeat, and page
//! furniture, are folded unless asked for.

use crate::corpus::{Article, Block, BlockKind};
use crate::text::Span;
use crate::text::wrap::wrap;

/// One line of the body pane.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it shows of the body; empty at the place where it stands for lines
    /// that are not of the body.
    pub span: Span,
    pub kind: LineKind,
    /// Text of a line that is not of the body.
    pub own: Option<Box<str>>,
}

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    Title,
    Facts,
    Blank,
    Text(BlockKind),
    /// Stands for this many folded blocks.
    Fold(usize),
}

/// What stands above the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Header {
    pub title: String,
    pub facts: String,
}

/// What to show of the page around the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Page {
    #[default]
    Folded,
    Whole,
}

/// Cells by which quotes, lists and captions are set in.
pub const INDENT: usize = 2;

impl Line {
    fn own(kind: LineKind, text: &str, at: usize) -> Self {
        Self {
            span: Span::new(at, at),
            kind,
            own: Some(text.into()),
        }
    }

    fn blank(at: usize) -> Self {
        Self {
            span: Span::new(at, at),
            kind: LineKind::Blank,
            own: None,
        }
    }

    /// Says whether the line shows text of the body.
    pub fn is_text(&self) -> bool {
        self.own.is_none() && !matches!(self.kind, LineKind::Blank | LineKind::Fold(_))
    }

    /// Returns the cells by which the line is set in.
    pub fn indent(&self) -> usize {
        match self.kind {
            LineKind::Text(
                BlockKind::Quote | BlockKind::Caption | BlockKind::Credit | BlockKind::List,
            ) => INDENT,
            _ => 0,
        }
    }
}

/// Lays an article out in lines of at most `width` cells.
///
/// Cost: linear in the body.
pub fn lay_out(article: &Article, header: &Header, width: usize, page: Page) -> Vec<Line> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let title = article.block(BlockKind::Title).filter(|span| {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        words(span.of(&article.text)) == words(&header.title)
    });
    match title {
        Some(span) => {
            let rows = wrap(&article.text, span, width);
            lines.extend(rows.into_iter().map(|span| Line {
                span,
                kind: LineKind::Title,
                own: None,
            }));
        }
        None => push_own(&mut lines, LineKind::Title, &header.title, width),
    }
    push_own(&mut lines, LineKind::Facts, &header.facts, width);
    push_blocks(&mut lines, article, title, (width, page));
    lines
}

fn push_own(lines: &mut Vec<Line>, kind: LineKind, text: &str, width: usize) {
    let rows = wrap(text, Span::new(0, text.len()), width);
    lines.extend(rows.into_iter().map(|row| Line::own(kind, row.of(text), 0)));
}

fn push_blocks(
    lines: &mut Vec<Line>,
    article: &Article,
    title: Option<Span>,
    (width, page): (usize, Page),
) {
    let mut n_folded = 0;
    let mut before: Option<BlockKind> = None;
    for block in joined(article) {
        if Some(block.span) == title {
            continue;
        }
        if page == Page::Folded && block.kind == BlockKind::Furniture {
            n_folded += 1;
            continue;
        }
        if page == Page::Folded && matches!(block.kind, BlockKind::Source | BlockKind::Date) {
            continue;
        }
        push_fold(lines, &mut n_folded, block.span.start);
        if !joins(before, block.kind)
            || lines
                .last()
                .is_some_and(|line| matches!(line.kind, LineKind::Fold(_)))
        {
            lines.push(Line::blank(block.span.start));
        }
        push_block(lines, article, block, width);
        before = Some(block.kind);
    }
    push_fold(lines, &mut n_folded, article.text.len());
}

/// Returns the blocks, with a dateline and the paragraph it begins as one.
fn joined(article: &Article) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(article.blocks.len());
    for block in &article.blocks {
        match blocks.last_mut() {
            Some(last)
                if (last.kind, block.kind) == (BlockKind::Dateline, BlockKind::Paragraph)
                    && !Span::new(last.span.end, block.span.start)
                        .of(&article.text)
                        .contains('\n') =>
            {
                *last = Block {
                    span: last.span.join(block.span),
                    kind: BlockKind::Paragraph,
                };
            }
            _ => blocks.push(*block),
        }
    }
    blocks
}

/// Says whether a block follows another without a blank line between them.
fn joins(before: Option<BlockKind>, kind: BlockKind) -> bool {
    matches!(
        (before, kind),
        (Some(BlockKind::List), BlockKind::List)
            | (Some(BlockKind::Caption), BlockKind::Credit)
            | (Some(BlockKind::Furniture), BlockKind::Furniture)
    )
}

fn push_fold(lines: &mut Vec<Line>, n_folded: &mut usize, at: usize) {
    if *n_folded > 0 {
        lines.push(Line::blank(at));
        lines.push(Line {
            span: Span::new(at, at),
            kind: LineKind::Fold(*n_folded),
            own: None,
        });
        *n_folded = 0;
    }
}

fn push_block(lines: &mut Vec<Line>, article: &Article, block: Block, width: usize) {
    let kind = LineKind::Text(block.kind);
    let indent = Line {
        span: block.span,
        kind,
        own: None,
    }
    .indent();
    let width = width.saturating_sub(indent).max(1);
    let text = block.span.of(&article.text);
    let rows = if is_hard_wrapped(text) {
        // A blank is as long as the line break it stands for, so places stay.
        let flowing = text.replace('\n', " ");
        let rows = wrap(&flowing, Span::new(0, flowing.len()), width);
        rows.into_iter()
            .map(|row| row.shift(block.span.start))
            .collect()
    } else {
        wrap(&article.text, block.span, width)
    };
    lines.extend(rows.into_iter().map(|span| Line {
        span,
        kind,
        own: None,
    }));
}

/// Says whether the lines of a block were broken by a program: all but the last
/// are about as long as a line of mail.
fn is_hard_wrapped(text: &str) -> bool {
    let mut lines = text.split('\n').rev();
    let last = lines.next();
    let mut inner = lines.peekable();
    last.is_some()
        && inner.peek().is_some()
        && inner.all(|line| (HARD_MIN..=HARD_MAX).contains(&line.len()))
}

/// Bytes of a line that a program broke.
const HARD_MIN: usize = 50;
const HARD_MAX: usize = 100;

/// Finds the line that shows the byte at `at`, or the nearest before it.
pub fn line_at(lines: &[Line], at: usize) -> usize {
    let inside = lines
        .iter()
        .position(|line| line.kind == LineKind::Title && line.is_text() && line.span.contains(at));
    if let Some(line) = inside {
        return line;
    }
    let first = lines
        .iter()
        .position(|line| !matches!(line.kind, LineKind::Title | LineKind::Facts))
        .unwrap_or(0);
    let body = lines.get(first..).unwrap_or_default();
    // The lines of the body pane after the header are in text order.
    let after = body.partition_point(|line| line.span.start <= at);
    let mut found = first + after.saturating_sub(1);
    while found > first && !lines.get(found).is_some_and(Line::is_text) {
        found -= 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str, kinds: &[(BlockKind, &str)]) -> Article {
        let blocks = kinds.iter().map(|(kind, part)| {
            let start = text.find(part).unwrap();
            Block {
                kind: *kind,
                span: Span::new(start, start + part.len()),
            }
        });
        Article {
            blocks: blocks.collect(),
            ..Article::of_text(text)
        }
    }

    /// Lays out in `width` cells; a line of the text as it is, others in brackets.
    fn laid_out(article: &Article, width: usize, page: Page) -> Vec<String> {
        let header = Header {
            title: "A title".into(),
            facts: "facts".into(),
        };
        let lines = lay_out(article, &header, width, page);
        let show = |line: &Line| match (&line.own, line.kind) {
            (Some(own), _) => format!("[{own}]"),
            (None, LineKind::Blank) => String::new(),
            (None, LineKind::Fold(n_blocks)) => format!("[{n_blocks} folded]"),
            (None, _) => line.span.of(&article.text).replace('\n', "/"),
        };
        lines.iter().map(show).collect()
    }

    #[test]
    fn the_title_comes_first_wherever_it_stands() {
        let article = article(
            "28 May\nA title\nText.",
            &[
                (BlockKind::Date, "28 May"),
                (BlockKind::Title, "A title"),
                (BlockKind::Paragraph, "Text."),
            ],
        );
        assert_eq!(
            laid_out(&article, 40, Page::Folded),
            ["A title", "[facts]", "", "Text."]
        );
        assert_eq!(
            laid_out(&article, 40, Page::Whole),
            ["A title", "[facts]", "", "28 May", "", "Text."]
        );
    }

    #[test]
    fn furniture_is_folded_into_one_line_and_shown_when_asked() {
        let article = article(
            "Text.\nShare\nPrint\nMore.",
            &[
                (BlockKind::Paragraph, "Text."),
                (BlockKind::Furniture, "Share"),
                (BlockKind::Furniture, "Print"),
                (BlockKind::Paragraph, "More."),
            ],
        );
        assert_eq!(
            laid_out(&article, 40, Page::Folded),
            [
                "[A title]",
                "[facts]",
                "",
                "Text.",
                "",
                "[2 folded]",
                "",
                "More."
            ]
        );
        assert_eq!(
            laid_out(&article, 40, Page::Whole),
            [
                "[A title]",
                "[facts]",
                "",
                "Text.",
                "",
                "Share",
                "Print",
                "",
                "More."
            ]
        );
    }

    #[test]
    fn a_dateline_stays_on_the_line_of_its_paragraph() {
        let article = article(
            "LEEDS -- It rained.",
            &[
                (BlockKind::Dateline, "LEEDS --"),
                (BlockKind::Paragraph, "It rained."),
            ],
        );
        assert_eq!(
            laid_out(&article, 40, Page::Folded).last().unwrap(),
            "LEEDS -- It rained."
        );
    }

    #[test]
    fn lines_that_a_program_broke_flow_and_others_stay() {
        let hard = "The first line of this paragraph was broken by a mail program\nand goes on.";
        let flowing = laid_out(
            &article(hard, &[(BlockKind::Paragraph, hard)]),
            80,
            Page::Folded,
        );
        assert_eq!(flowing.last().unwrap(), &hard.replace('\n', "/"));
        let verse = "Short lines\nare meant so.";
        let kept = laid_out(
            &article(verse, &[(BlockKind::Paragraph, verse)]),
            80,
            Page::Folded,
        );
        assert_eq!(kept[kept.len() - 2..], ["Short lines", "are meant so."]);
    }

    #[test]
    fn the_line_of_a_place_is_found() {
        let text = "A title\nOne two three four.\nShare\nFive.";
        let article = article(
            text,
            &[
                (BlockKind::Title, "A title"),
                (BlockKind::Paragraph, "One two three four."),
                (BlockKind::Furniture, "Share"),
                (BlockKind::Paragraph, "Five."),
            ],
        );
        let header = Header {
            title: "A title".into(),
            facts: "facts".into(),
        };
        let lines = lay_out(&article, &header, 8, Page::Folded);
        for place in ["A title", "One", "three", "Five"] {
            let at = text.find(place).unwrap();
            let line = &lines[line_at(&lines, at)];
            assert!(
                line.is_text() && line.span.contains(at),
                "{place}: {line:?}"
            );
        }
    }
}
