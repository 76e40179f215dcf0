//! Markdown: the source stays as it is, its marks tell the kinds of blocks.
//!
//! Headings, lists, quotes and code come from the marks; paragraphs go through
//! [`clean`] like those of any text, so that a byline is a byline here as well.
//! Front matter is furniture, and what it states wins over the text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{front, plain};
use crate::corpus::clean::{self, Unit, without_bullet};
use crate::corpus::{Article, BlockKind, meta};
use crate::text::Span;

/// A stretch of the source with its kind; open where the text has to tell.
type Part = (Span, Option<BlockKind>);

/// What the marks say.
#[derive(Default)]
struct Marks {
    parts: Vec<Part>,
    lists: Vec<Span>,
    /// The text of the first heading of the first level, without its marks.
    title: Option<String>,
}

/// Makes the article of a Markdown source.
pub(super) fn article(text: String) -> Article {
    let n_front = plain::front_matter(&text).unwrap_or(0);
    let marks = marks(&text, n_front);
    let mut parts = marks.parts;
    if n_front > 0 {
        parts.insert(0, (Span::new(0, n_front), Some(BlockKind::Furniture)));
    }
    let (units, kinds) = units(&text, &parts, &marks.lists);
    let blocks = clean::blocks_of(&text, units, kinds);
    let mut article = Article {
        blocks,
        readable: true,
        ..Article::default()
    };
    let fields = text.get(..n_front).unwrap_or_default().to_owned();
    article.text = text;
    meta::read_blocks(&mut article);
    if marks.title.is_some() {
        article.meta.title = marks.title;
    }
    front::read_fields(&fields, &mut article);
    article
}

fn marks(text: &str, from: usize) -> Marks {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let source = text.get(from..).unwrap_or_default();
    let mut marks = Marks::default();
    let (mut n_quotes, mut n_items) = (0_usize, 0_usize);
    let mut heading: Option<(bool, String)> = None;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        let span = Span::from(range).shift(from);
        match event {
            Event::Start(Tag::BlockQuote(_)) => n_quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => n_quotes = n_quotes.saturating_sub(1),
            Event::Start(Tag::List(_)) if n_items == 0 => marks.lists.push(span),
            Event::Start(Tag::Item) => n_items += 1,
            Event::End(TagEnd::Item) => n_items = n_items.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) => {
                let is_title = level == HeadingLevel::H1 && marks.title.is_none();
                heading = Some((is_title, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => {
                let (is_title, words) = heading.take().unwrap_or_default();
                let kind = if is_title {
                    BlockKind::Title
                } else {
                    BlockKind::Heading
                };
                marks.parts.push((span, Some(kind)));
                if is_title {
                    marks.title = Some(words);
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Start(Tag::Paragraph) => {
                let kind = paragraph_kind(span.of(text), n_quotes, n_items);
                marks.parts.push((span, kind));
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock) if n_items == 0 => {
                marks.parts.push((span, Some(BlockKind::Paragraph)));
            }
            _ => {}
        }
    }
    marks
}

fn paragraph_kind(text: &str, n_quotes: usize, n_items: usize) -> Option<BlockKind> {
    if n_quotes > 0 {
        Some(BlockKind::Quote)
    } else if n_items > 0 {
        Some(BlockKind::List)
    } else if text.starts_with("![") && text.trim_end().ends_with(')') {
        Some(BlockKind::Caption)
    } else {
        None
    }
}

/// Makes units of the parts, and of the lines that no part holds: items of
/// tight lists, rules, definitions of links.
fn units(text: &str, parts: &[Part], lists: &[Span]) -> (Vec<Unit>, Vec<Option<BlockKind>>) {
    let mut units: Vec<Unit> = Vec::new();
    let mut kinds = Vec::new();
    let mut at = 0;
    let ends = [(Span::new(text.len(), text.len()), None)];
    for (span, kind) in parts.iter().chain(&ends) {
        if span.start < at {
            continue;
        }
        let span = &with_marks_before(text, at, *span);
        for line in clean::line_spans(text, Span::new(at, span.start)) {
            let is_item = lists.iter().any(|list| list.covers(line));
            let is_item = is_item || without_bullet(line.of(text)).is_some();
            let kind = if is_item {
                BlockKind::List
            } else {
                BlockKind::Furniture
            };
            units.push(Unit {
                span: line,
                after_gap: false,
            });
            kinds.push(Some(kind));
        }
        let inside = clean::trimmed(text, *span);
        if !inside.is_empty() {
            units.push(Unit {
                span: inside,
                after_gap: true,
            });
            kinds.push(*kind);
        }
        at = span.end;
    }
    (units, kinds)
}

/// Takes the marks before a part on its line into it: `> `, `- `, `1. `.
fn with_marks_before(text: &str, from: usize, span: Span) -> Span {
    let before = Span::new(from, span.start).of(text);
    let marks = before.rsplit('\n').next().unwrap_or(before);
    let is_marks = !marks.contains(char::is_alphabetic);
    Span::new(
        span.start - if is_marks { marks.len() } else { 0 },
        span.end,
    )
}
