//! The body pane: title, facts, text with its layers, and the gutter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::frame::Desk;
use super::pen::Pen;
use super::theme::Role;
use crate::app::command::Mode;
use crate::app::layout::GUTTER;
use crate::app::lines::{Line, LineKind};
use crate::app::model::Pane;
use crate::app::reader::Reader;
use crate::corpus::BlockKind;
use crate::text::Span;
use crate::text::cells::graphemes;

/// Layers over a line, weakest first.
struct Layers {
    runs: Vec<(Span, Style)>,
}

/// Draws the body; returns the place of the text cursor.
pub(super) fn draw(desk: &Desk<'_>, buf: &mut Buffer) -> Option<Position> {
    let reader = &desk.model.reader;
    let height = desk
        .layout
        .body
        .map_or(0, |area| usize::from(area.height.saturating_sub(1)));
    // In zen a line scrolled costs the line alone.
    let has_count = !desk.model.is_zen && reader.number.is_some() && reader.lines.len() > height;
    let count = if has_count {
        format!("{} %", reader.percent(height))
    } else {
        String::new()
    };
    let title = title(desk);
    let place = desk.title(buf, Pane::Body, (&title, &count))?;
    let mut cursor = None;
    for (nth, line) in (0..place.height).zip(reader.lines.iter().skip(reader.top)) {
        cursor = draw_line(desk, buf, (place, nth), line).or(cursor);
    }
    cursor.filter(|_| desk.model.mode == Mode::Mark)
}

fn title(desk: &Desk<'_>) -> String {
    let reader = &desk.model.reader;
    let Some(row) = reader.number.and_then(|number| desk.model.row(number)) else {
        return String::new();
    };
    // The title is in the text; once it is scrolled away the pane says it.
    let is_scrolled = reader
        .lines
        .get(reader.top)
        .is_some_and(|line| line.kind != LineKind::Title);
    if is_scrolled || desk.model.is_zen {
        row.headline().to_owned()
    } else {
        row.path.to_owned()
    }
}

fn draw_line(
    desk: &Desk<'_>,
    buf: &mut Buffer,
    (place, nth): (Rect, u16),
    line: &Line,
) -> Option<Position> {
    let mut pen = Pen::row(place, nth)?;
    let reader = &desk.model.reader;
    let (sign, role) = gutter(desk, line);
    pen.put(buf, sign, desk.style(role));
    pen.skip(GUTTER - 1);
    let base = base(desk, line);
    if let Some(own) = &line.own {
        pen.write(buf, own, base);
        return None;
    }
    match line.kind {
        LineKind::Fold(n_blocks) => {
            let lines = if n_blocks == 1 { "line" } else { "lines" };
            let text = format!(
                "{} {n_blocks} {lines} of page furniture, c shows",
                desk.signs.fold
            );
            pen.write(buf, &text, base);
            return None;
        }
        LineKind::Blank => return None,
        LineKind::Title | LineKind::Facts | LineKind::Text(_) => {}
    }
    indent(desk, buf, &mut pen, line);
    let layers = Layers::of(desk, line);
    let mut cursor = None;
    for (start, grapheme, _) in graphemes(line.span.of(&reader.article.text)) {
        let at = line.span.start + start;
        if at <= reader.cursor {
            cursor = Some(Position::new(pen.x, pen.y));
        }
        // A line break within a block is a blank.
        let grapheme = if grapheme == "\n" { " " } else { grapheme };
        if !pen.put(buf, grapheme, layers.style(at, base)) {
            break;
        }
    }
    cursor.filter(|_| line.span.contains(reader.cursor))
}

fn indent(desk: &Desk<'_>, buf: &mut Buffer, pen: &mut Pen, line: &Line) {
    let indent = u16::try_from(line.indent()).unwrap_or(0);
    if line.kind == LineKind::Text(BlockKind::Quote) {
        pen.put(buf, desk.signs.rule, desk.style(Role::Rule));
        pen.skip(indent - 1);
    } else {
        pen.skip(indent);
    }
}

fn base(desk: &Desk<'_>, line: &Line) -> Style {
    match line.kind {
        LineKind::Title => desk.style(Role::Title),
        LineKind::Facts | LineKind::Fold(_) | LineKind::Blank => desk.style(Role::Dim),
        LineKind::Text(kind) => match kind {
            BlockKind::Furniture | BlockKind::Source | BlockKind::Date => desk.style(Role::Dim),
            BlockKind::Caption
            | BlockKind::Credit
            | BlockKind::Byline
            | BlockKind::Dateline
            | BlockKind::Editorial => desk.style(Role::Caption),
            BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading => {
                Style::new().add_modifier(Modifier::BOLD)
            }
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::List => desk.style(Role::Text),
        },
    }
}

/// Returns the sign beside a line: a note before a mark before a quote.
fn gutter(desk: &Desk<'_>, line: &Line) -> (&'static str, Role) {
    if !line.is_text() {
        return (" ", Role::Text);
    }
    let reader = &desk.model.reader;
    let here = |span: Option<Span>| span.is_some_and(|span| span.overlaps(line.span));
    let mut sign = (" ", Role::Text);
    if quotes_of(reader, line.span) {
        sign = (desk.signs.quote, Role::Quote);
    }
    for placed in reader.marks.iter().filter(|placed| here(placed.span())) {
        if placed.mark.note.is_some() {
            return (desk.signs.note, Role::Cursor);
        }
        sign = (desk.signs.mark, Role::Cursor);
    }
    sign
}

fn quotes_of(reader: &Reader, span: Span) -> bool {
    let quotes = &reader.extraction.quotes;
    let after = quotes.partition_point(|quote| quote.span.start < span.end);
    let before = quotes.get(..after).unwrap_or_default().iter().rev();
    // A quote may hold others, so the last one that began is not all.
    let mut near = before.take(NESTED);
    near.any(|quote| quote.span.overlaps(span))
}

/// So deep quotes stand within each other.
const NESTED: usize = 4;

impl Layers {
    fn of(desk: &Desk<'_>, line: &Line) -> Self {
        let mut layers = Self { runs: Vec::new() };
        layers.datelines(desk, line);
        layers.mentions(desk, line);
        layers.marks(desk, line);
        layers.hits(desk, line);
        layers
    }

    fn datelines(&mut self, desk: &Desk<'_>, line: &Line) {
        let blocks = &desk.model.reader.article.blocks;
        let first = blocks.partition_point(|block| block.span.end <= line.span.start);
        let blocks = blocks
            .iter()
            .skip(first)
            .take_while(|block| block.span.start < line.span.end);
        let datelines = blocks.filter(|block| block.kind == BlockKind::Dateline);
        self.runs
            .extend(datelines.map(|block| (block.span, desk.style(Role::Caption))));
    }

    fn mentions(&mut self, desk: &Desk<'_>, line: &Line) {
        let reader = &desk.model.reader;
        let chosen = desk.model.sidebar.chosen;
        let first = reader
            .mentions
            .partition_point(|mention| mention.span.end <= line.span.start);
        let mentions = reader.mentions.iter().skip(first);
        for mention in mentions.take_while(|mention| mention.span.start < line.span.end) {
            let mut style = desk.style(Role::Mention(mention.kind));
            if mention.is_accepted {
                style = style.add_modifier(Modifier::UNDERLINED);
            }
            if mention.is_certain {
                style = style.add_modifier(Modifier::BOLD);
            }
            let entity = mention
                .entity
                .and_then(|idx| reader.extraction.entities.get(idx));
            if chosen.is_some() && entity.map(|entity| entity.id) == chosen {
                style = style.patch(desk.style(Role::Chosen));
            }
            self.runs.push((mention.span, style));
        }
    }

    fn marks(&mut self, desk: &Desk<'_>, line: &Line) {
        for placed in &desk.model.reader.marks {
            if let Some(span) = placed.span().filter(|span| span.overlaps(line.span)) {
                self.runs.push((
                    span,
                    desk.style(mark_role(desk, placed.mark.label.as_deref())),
                ));
            }
        }
    }

    /// Lays hits and the selection over the rest: they are what is looked for.
    fn hits(&mut self, desk: &Desk<'_>, line: &Line) {
        let reader = &desk.model.reader;
        let first = reader
            .search
            .hits
            .partition_point(|hit| hit.end <= line.span.start);
        let hits = reader.search.hits.iter().enumerate().skip(first);
        for (at, hit) in hits.take_while(|(_, hit)| hit.start < line.span.end) {
            let role = if reader.search.current == Some(at) {
                Role::HitCurrent
            } else {
                Role::Hit
            };
            self.runs.push((*hit, desk.style(role)));
        }
        if desk.model.mode == Mode::Mark
            && let Some(selection) = reader.selection().filter(|span| span.overlaps(line.span))
        {
            self.runs.push((selection, desk.style(Role::Selection)));
        }
    }

    fn style(&self, at: usize, base: Style) -> Style {
        let over = self.runs.iter().filter(|(span, _)| span.contains(at));
        over.fold(base, |style, (_, layer)| style.patch(*layer))
    }
}

fn mark_role(desk: &Desk<'_>, label: Option<&str>) -> Role {
    let nth = label.and_then(|label| {
        desk.model
            .codebook
            .labels
            .iter()
            .position(|code| code.name == label)
    });
    match (label, nth) {
        (None, _) => Role::Mark,
        (Some(_), nth) => Role::Label(nth.unwrap_or(0)),
    }
}
