//! [`Reader`]: the open article as the body pane shows it.

use std::sync::Arc;

use super::command::Mode;
use super::lines::{Header, Line, Page, lay_out, line_at};
use crate::annotate::{Anchor, Mark, MentionDecision, Verdict, resolve};
use crate::corpus::Article;
use crate::nlp::{EntityId, Extraction, Kind, Time};
use crate::text::Span;

/// The open article, its lines, and where the person is in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reader {
    /// Number of the article; its text may still be on the way.
    pub number: Option<u32>,
    pub article: Arc<Article>,
    pub extraction: Arc<Extraction>,
    pub header: Header,
    pub lines: Vec<Line>,
    /// Index of the first line shown.
    pub top: usize,
    /// Suggested mentions that nobody rejected, and accepted ones; sorted.
    pub mentions: Vec<ShownMention>,
    /// Entities of which both tiers give a mention; sorted, each once.
    pub certain: Vec<EntityId>,
    /// Marks of this article with their places today; placed ones sorted first.
    pub marks: Vec<PlacedMark>,
    /// Places a person said are no names; sorted.
    pub rejected: Vec<Span>,
    /// Cursor of MARK mode: a byte on a grapheme boundary.
    pub cursor: usize,
    /// The other end of the selection.
    pub anchor: Option<usize>,
    /// Column that moves up and down aim at, in cells.
    pub goal: Option<usize>,
    pub search: Search,
}

/// A search in the text and its hits.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Search {
    pub needle: String,
    /// Sorted, not overlapping.
    pub hits: Vec<Span>,
    pub current: Option<usize>,
}

/// A mention as it is drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct ShownMention {
    pub span: Span,
    pub kind: Kind,
    pub entity: Option<usize>,
    pub is_accepted: bool,
    /// Both tiers gave it.
    pub is_certain: bool,
    /// Index into the extraction's mentions.
    pub idx: usize,
}

/// A mark and where it is.
#[derive(Clone, PartialEq, Debug)]
pub struct PlacedMark {
    pub mark: Mark,
    pub anchor: Anchor,
}

impl PlacedMark {
    /// Returns the place, unless the mark is an orphan.
    pub fn span(&self) -> Option<Span> {
        match self.anchor {
            Anchor::Exact(span) | Anchor::Moved(span) | Anchor::Fuzzy(span) => Some(span),
            Anchor::Orphan => None,
        }
    }
}

impl Reader {
    /// Wraps the article anew and keeps the place in the text.
    pub fn wrap(&mut self, width: usize, page: Page) {
        let at = self.at();
        let was_at_start = self.top == 0;
        self.lines = lay_out(&self.article, &self.header, width, page);
        self.top = if was_at_start {
            0
        } else {
            line_at(&self.lines, at)
        };
    }

    /// Returns the byte where the first text line shown begins.
    pub fn at(&self) -> usize {
        let shown = self.lines.get(self.top..).unwrap_or_default();
        shown
            .iter()
            .find(|line| line.is_text())
            .map_or(self.article.text.len(), |line| line.span.start)
    }

    /// Returns the last value `top` may take with a page of `height` lines.
    pub fn last_top(&self, height: usize) -> usize {
        self.lines.len().saturating_sub(height)
    }

    /// Says whether a place is on a line of the body pane, not in a folded part.
    pub fn is_laid_out(&self, span: Span) -> bool {
        let line = self.lines.get(line_at(&self.lines, span.start));
        line.is_some_and(|line| line.is_text() && line.span.contains(span.start))
    }

    /// Scrolls to `top`, as far as there are lines.
    pub fn scroll_to(&mut self, top: usize, height: usize) {
        self.top = top.min(self.last_top(height));
    }

    /// Scrolls as little as needed to show the byte at `at`.
    pub fn show(&mut self, at: usize, height: usize) {
        let line = line_at(&self.lines, at);
        if line < self.top {
            self.top = line.saturating_sub(if height > 8 { 2 } else { 0 });
        } else if line >= self.top + height {
            self.top = line + 1 + if height > 8 { 2 } else { 0 } - height;
        }
        self.top = self.top.min(self.last_top(height));
    }

    /// Says how far the page shown is, in percent; 100 when the end is shown.
    pub fn percent(&self, height: usize) -> usize {
        let last = self.last_top(height);
        (self.top * 100).checked_div(last).unwrap_or(100)
    }

    /// Places marks and decisions in the text as it is now.
    pub fn place<'a>(
        &mut self,
        marks: impl Iterator<Item = &'a Mark>,
        decisions: impl Iterator<Item = &'a MentionDecision>,
    ) {
        let body = &self.article.text;
        self.marks = marks
            .map(|mark| PlacedMark {
                mark: mark.clone(),
                anchor: resolve(&mark.selector, body),
            })
            .collect();
        self.marks.sort_by_key(|placed| {
            (
                placed.span().is_none(),
                placed.span(),
                placed.mark.id.clone(),
            )
        });
        let decided: Vec<(Span, Verdict)> = decisions
            .filter_map(|decision| match resolve(&decision.selector, body) {
                Anchor::Exact(span) | Anchor::Moved(span) => Some((span, decision.verdict)),
                Anchor::Fuzzy(_) | Anchor::Orphan => None,
            })
            .collect();
        let rejected = decided
            .iter()
            .filter(|(_, verdict)| *verdict == Verdict::Rejected);
        self.rejected = rejected.map(|(span, _)| *span).collect();
        self.rejected.sort_unstable();
        let verdict = |span: Span| {
            decided
                .iter()
                .find(|(place, _)| *place == span)
                .map(|(_, verdict)| *verdict)
        };
        self.mentions = self
            .extraction
            .mentions
            .iter()
            .enumerate()
            // A number alone names nothing; it is drawn if somebody wants it.
            .map(|(idx, mention)| (idx, mention, verdict(mention.span)))
            .filter(|(_, mention, verdict)| match verdict {
                Some(verdict) => *verdict != Verdict::Rejected,
                None => mention.entity.is_some(),
            })
            .map(|(idx, mention, verdict)| ShownMention {
                span: mention.span,
                kind: mention.kind,
                entity: mention.entity,
                is_accepted: verdict == Some(Verdict::Accepted),
                is_certain: mention.is_certain,
                idx,
            })
            .collect();
        let entities = &self.extraction.entities;
        let certain = self.mentions.iter().filter(|mention| mention.is_certain);
        let certain = certain.filter_map(|mention| Some(entities.get(mention.entity?)?.id));
        self.certain = certain.collect();
        self.certain.sort_unstable();
        self.certain.dedup();
    }

    /// Returns the mention at a byte.
    pub fn mention_at(&self, at: usize) -> Option<&ShownMention> {
        let after = self
            .mentions
            .partition_point(|mention| mention.span.start <= at);
        let mention = self.mentions.get(after.checked_sub(1)?)?;
        mention.span.contains(at).then_some(mention)
    }

    /// Returns the expression of time at a byte.
    pub fn time_at(&self, at: usize) -> Option<&Time> {
        let times = &self.extraction.times;
        let after = times.partition_point(|time| time.span.start <= at);
        let time = times.get(after.checked_sub(1)?)?;
        time.span.contains(at).then_some(time)
    }

    /// Returns the value of the time under the cursor: in MARK mode that of the
    /// text, in BROWSE the place that was walked to.
    pub fn time_at_cursor(&self, mode: Mode) -> Option<&str> {
        let is_somewhere = mode == Mode::Mark || self.goal.is_some();
        let time = self.time_at(self.cursor).filter(|_| is_somewhere);
        time?.value.as_deref()
    }

    /// Returns the smallest placed mark at a byte.
    pub fn mark_at(&self, at: usize) -> Option<&PlacedMark> {
        let here = self
            .marks
            .iter()
            .filter(|placed| placed.span().is_some_and(|span| span.contains(at)));
        here.min_by_key(|placed| placed.span().map(Span::len))
    }

    /// Returns the selection, both ends taken in.
    pub fn selection(&self) -> Option<Span> {
        let anchor = self.anchor?;
        let (start, end) = (anchor.min(self.cursor), anchor.max(self.cursor));
        Some(Span::new(start, self.after(end)))
    }

    /// Returns the end of the grapheme that begins at `at`.
    pub fn after(&self, at: usize) -> usize {
        use unicode_segmentation::UnicodeSegmentation;
        let rest = self.article.text.get(at..).unwrap_or_default();
        at + rest.graphemes(true).next().map_or(0, str::len)
    }
}
