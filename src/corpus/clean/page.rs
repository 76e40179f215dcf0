//! [`Page`]: the units of a text, their shapes, and the kinds found so far.

use std::cell::OnceCell;

use super::cues::{self, Cue};
use super::shape::Shape;
use super::{Unit, bylines, captions, datelines, headlines, without_bullet};
use crate::corpus::dates::{self, DateLine, DayOrder};
use crate::corpus::{Block, BlockKind};
use crate::text::Span;

/// So many cues, and so many short lines outside the body, show a scraped page.
const MIN_CUES: usize = 3;
const MIN_LINKS: usize = 8;
/// So many short lines before the body show one in any language.
const MIN_MENU: usize = 20;

/// A day and a year have at least so many digits: `1 May 14`.
const MIN_DATE_DIGITS: usize = 3;
/// A line that states no date can still be the label of one, if it is as short as
/// that.
pub(super) const MAX_LABEL_WORDS: u32 = 3;

/// Units `first..end` that are the article; empty when nothing reads like one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Body {
    pub(super) first: usize,
    pub(super) end: usize,
}

/// The working table of cleaning, one row a unit.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) units: Vec<Unit>,
    pub(super) shapes: Vec<Shape>,
    pub(super) kinds: Vec<Option<BlockKind>>,
    /// Units that head a section of links.
    pub(super) sections: Vec<usize>,
    /// Units that say again what was said before.
    pub(super) repeats: Vec<usize>,
    /// The unit that says what the title of the window on the first lines says.
    pub(super) headline: Option<usize>,
    /// What units were found to state of dates, when they were asked first.
    dates: Vec<OnceCell<DateLine>>,
}

/// What a unit states that is no line of dates.
static NO_DATES: DateLine = DateLine::nothing();

impl<'a> Page<'a> {
    /// Makes the table and names what shows its kind by itself.
    pub(super) fn new(text: &'a str, units: Vec<Unit>, kinds: Vec<Option<BlockKind>>) -> Self {
        let shapes = units
            .iter()
            .map(|unit| Shape::of(unit.span.of(text)))
            .collect();
        let n_units = units.len();
        let mut page = Self {
            text,
            units,
            shapes,
            kinds,
            sections: Vec::new(),
            repeats: Vec::new(),
            headline: None,
            dates: vec![OnceCell::new(); n_units],
        };
        for at in 0..page.len() {
            if page.kinds[at].is_none() {
                page.kinds[at] = page.kind_alone(at);
            }
        }
        page
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    pub(super) fn of(&self, at: usize) -> &'a str {
        self.units[at].span.of(self.text)
    }

    pub(super) fn is_open(&self, at: usize) -> bool {
        self.kinds[at].is_none()
    }

    pub(super) fn is_prose(&self, at: usize) -> bool {
        self.shapes[at].is_prose() && headlines::n_marks(self.of(at)) == 0
    }

    pub(super) fn name(&mut self, at: usize, kind: BlockKind) {
        self.kinds[at] = Some(kind);
    }

    /// Reads the dates of a unit that is short enough to be a line of its own.
    pub(super) fn dates(&self, at: usize) -> &DateLine {
        let shape = self.shapes[at];
        if !shape.has_digit || shape.n_words > 30 {
            return &NO_DATES;
        }
        self.dates[at].get_or_init(|| {
            let line = self.of(at);
            let n_digits = line.bytes().filter(u8::is_ascii_digit).count();
            let is_short = shape.n_words <= MAX_LABEL_WORDS;
            if n_digits < MIN_DATE_DIGITS || !is_short && !dates::has_numbers_of_date(line) {
                return DateLine::nothing();
            }
            dates::read_line(without_bullet(line).unwrap_or(line), DayOrder::Unknown)
        })
    }

    /// Says whether the text is a page with its links around the article, and
    /// not an article alone.
    pub(super) fn has_links_around(&self, body: Body) -> bool {
        let is_cue = |at: &usize| self.kinds[*at] == Some(BlockKind::Furniture);
        let is_link = |at: &usize| match self.kinds[*at] {
            Some(kind) => kind == BlockKind::Furniture,
            None => !self.shapes[*at].ends_sentence && !self.shapes[*at].has_digit,
        };
        let n_before = (0..body.first).filter(is_link).count();
        let n_links = n_before + (body.end..self.len()).filter(is_link).count();
        let n_cues = (0..self.len()).filter(is_cue).count();
        (n_cues >= MIN_CUES && n_links >= MIN_LINKS) || n_before >= MIN_MENU
    }

    fn kind_alone(&mut self, at: usize) -> Option<BlockKind> {
        let text = self.of(at);
        let shape = self.shapes[at];
        if shape.n_words > 90 {
            return None;
        }
        if text.starts_with('>') && text.len() > 2 {
            return Some(BlockKind::Quote);
        }
        let line = without_bullet(text).unwrap_or(text);
        // The first line of a text is its headline, whatever it begins with.
        let may_be_title = at == 0 && shape.n_words >= 5;
        if !may_be_title && let Some(cue) = cues::furniture(line, shape.ends_sentence) {
            if cue == Cue::Section {
                self.sections.push(at);
            }
            return Some(BlockKind::Furniture);
        }
        if cues::is_placeholder(text) {
            return Some(BlockKind::Furniture);
        }
        if cues::is_editorial(text) {
            return Some(BlockKind::Editorial);
        }
        if cues::is_contact(text) && bylines::read(text).is_none() {
            return Some(BlockKind::Furniture);
        }
        if may_be_title {
            return None;
        }
        captions::kind(text, shape.n_words)
    }

    fn caption_credit(&self, at: usize) -> Option<Span> {
        let is_caption = self.kinds[at] == Some(BlockKind::Caption);
        is_caption
            .then(|| captions::credit_at_end(self.of(at)))
            .flatten()
    }

    /// Makes the blocks; a dateline, the credit of a wire and the credit of a
    /// picture become their own.
    pub(super) fn into_blocks(self, body: Body) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(self.len() + 2);
        let is_paragraph =
            |at: &usize| self.kinds[*at].is_none_or(|kind| kind == BlockKind::Paragraph);
        let first_paragraphs: Vec<usize> = (body.first..body.end)
            .filter(is_paragraph)
            .take(2)
            .collect();
        let last_paragraph = (body.first..body.end).rev().find(is_paragraph);
        let mut has_dateline = false;
        for at in 0..self.len() {
            let kind = self.kinds[at].unwrap_or(BlockKind::Paragraph);
            let mut span = self.units[at].span;
            if !has_dateline
                && first_paragraphs.contains(&at)
                && let Some(dateline) = datelines::at_start(span.of(self.text))
            {
                has_dateline = true;
                let head = dateline.span.shift(span.start);
                push(&mut blocks, head, BlockKind::Dateline);
                span = trimmed(self.text, Span::new(head.end, span.end));
            }
            let of_wire = (Some(at) == last_paragraph)
                .then(|| datelines::at_end(span.of(self.text)))
                .flatten();
            let credit = of_wire
                .map(|credit| credit.span)
                .or_else(|| self.caption_credit(at))
                .map(|credit| credit.shift(span.start));
            match credit {
                Some(credit) => {
                    let before = Span::new(span.start, credit.start);
                    push(&mut blocks, trimmed(self.text, before), kind);
                    push(&mut blocks, credit, BlockKind::Credit);
                }
                None => push(&mut blocks, span, kind),
            }
        }
        blocks
    }
}

fn push(blocks: &mut Vec<Block>, span: Span, kind: BlockKind) {
    if !span.is_empty() {
        blocks.push(Block { span, kind });
    }
}

/// Takes the white space from both ends of a span.
pub(crate) fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let inside = whole.trim_start();
    let start = span.start + (whole.len() - inside.len());
    Span::new(start, start + inside.trim_end().len())
}
