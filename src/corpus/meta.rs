//! Title, source, authors, dates and language, read from the named blocks.
//!
//! [`read_blocks`] fills in what an article states of itself. What it does not
//! state stays unknown; where it says two things, that is a problem. Sentences
//! are not searched for dates or names: a date in running prose is not the date
//! of the article.

use super::clean::{bylines, datelines, without_bullet};
use super::dates::{self, DateRole, DayOrder};
use super::language;
use super::phrases::has_byte;
use super::{Article, Block, BlockKind, Meta, Problem, When, sources};
use crate::text::Span;

/// Fills in what the blocks of `article` state.
pub fn read_blocks(article: &mut Article) {
    let text = &article.text;
    let blocks = &article.blocks;
    let mut meta = Meta::default();
    let mut tail_source = None;
    if let Some(title) = article.block(BlockKind::Title) {
        let (title, source) = split_title(headline(title.of(text)));
        meta.title = Some(joined(title));
        tail_source = source.map(str::to_owned);
    }
    let (authors, byline_source) = authors(text, blocks);
    meta.authors = authors;
    meta.source = stated_source(text, blocks)
        .or_else(|| credit(text, blocks))
        .or_else(|| owner(text, blocks))
        .or(tail_source)
        .or(byline_source);
    let mut problems = Vec::new();
    meta.language = language::of_blocks(text, blocks);
    read_dates(text, blocks, &mut meta, &mut problems);
    article.meta = meta;
    article.problems.extend(problems);
}

/// Splits the name of a paper from a title: `Title | Paper`, `Title - Paper`.
fn split_title(title: &str) -> (&str, Option<&str>) {
    let may_be_sign = |byte: u8| matches!(byte, b'|' | b'-' | b':') | !byte.is_ascii();
    if !has_byte(title, may_be_sign) {
        return (title, None);
    }
    for sign in [" | ", " – ", " — ", " - ", " :: ", " • "] {
        if let Some((head, tail)) = title.rsplit_once(sign)
            && sources::is_publication(tail.trim())
            && head.split_whitespace().count() >= 2
        {
            return (head.trim(), Some(tail.trim()));
        }
    }
    (title, None)
}

/// Returns a title without the signs that mark a heading: `# Title`.
fn headline(title: &str) -> &str {
    let rest = title.trim_start_matches('#');
    if rest.starts_with(' ') {
        rest.trim_start()
    } else {
        title
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn stated_source(text: &str, blocks: &[Block]) -> Option<String> {
    let stated = blocks.iter().find(|block| block.kind == BlockKind::Source);
    if let Some(block) = stated {
        return Some(joined(first_part(block.span.of(text))));
    }
    // `Paper, City, May 3, 2014`.
    date_lines(blocks)
        .filter(|block| block.kind == BlockKind::Date)
        .map(|block| first_part(block.span.of(text)))
        .find(|part| sources::is_publication(part))
        .map(str::to_owned)
}

/// Returns what stands before the first sign that parts a header line.
fn first_part(line: &str) -> &str {
    let line = line.trim_matches(['*', '_', ' ', '(', ')']);
    line.split([',', '|', '•', '·'])
        .next()
        .unwrap_or(line)
        .trim()
}

/// Returns the agency of a dateline or of the credit at the end.
fn credit(text: &str, blocks: &[Block]) -> Option<String> {
    let at_end = blocks
        .iter()
        .rev()
        .filter(|block| block.kind == BlockKind::Credit);
    let ends = at_end.filter_map(|block| datelines::at_end(&format!(". {}", block.span.of(text))));
    let starts = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Dateline)
        .map(|block| block.span.of(text))
        .filter(|dateline| dateline.contains(datelines::BRACKETS))
        .filter_map(|dateline| datelines::at_start(&format!("{dateline} Text")));
    ends.chain(starts).find_map(|inset| inset.source)
}

/// Returns the owner that a notice names: `© 2014 The Harbour Gazette`.
fn owner(text: &str, blocks: &[Block]) -> Option<String> {
    let notices = blocks
        .iter()
        .rev()
        .filter(|block| block.kind == BlockKind::Furniture);
    let mut signs = notices.filter_map(|block| {
        let notice = block.span.of(text);
        let at = notice.find('©')?;
        notice.get(at..)?.get('©'.len_utf8()..)
    });
    signs.find_map(|rest| {
        let is_year = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-–,".contains(c);
        let name = rest.trim_start_matches(is_year);
        let end = name.find(['.', ',', ';', '|', '(']).unwrap_or(name.len());
        let name = name.get(..end)?.trim();
        let name = name.strip_suffix(" All rights reserved").unwrap_or(name);
        sources::is_publication(name).then(|| name.to_owned())
    })
}

fn authors(text: &str, blocks: &[Block]) -> (Vec<String>, Option<String>) {
    let mut authors: Vec<String> = Vec::new();
    let mut source = None;
    for block in blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Byline)
    {
        let line = block.span.of(text);
        let line = headline(without_bullet(line).unwrap_or(line));
        let Some(byline) = bylines::read(line).or_else(|| bylines::read_bare(line)) else {
            continue;
        };
        source = source.or(byline.source);
        for author in byline.authors {
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
    }
    if authors.is_empty() {
        let credits = blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Credit);
        let mut named = credits.filter_map(|block| bylines::reporters(block.span.of(text)));
        authors = named.next().unwrap_or_default();
    }
    (authors, source)
}

/// A date and the bytes of the text that state it.
type Dated = (When, Span);

fn read_dates(text: &str, blocks: &[Block], meta: &mut Meta, problems: &mut Vec<Problem>) {
    let lines: Vec<Span> = date_lines(blocks).map(|block| block.span).collect();
    let order = day_order(text, &lines, meta.language.as_deref());
    let (mut published, mut modified, mut unnamed) = (Vec::new(), Vec::new(), Vec::new());
    let mut label = None;
    for span in lines {
        let line = dates::read_line(span.of(text), order);
        for stated in &line.stated {
            let span = stated.span.shift(span.start);
            let Some(when) = stated.when else {
                let what = "a date that does not exist or can be read in two ways";
                problems.push(Problem::at(what, span));
                continue;
            };
            let role = match stated.role {
                DateRole::Unnamed => label.take().unwrap_or(DateRole::Unnamed),
                role => role,
            };
            match role {
                DateRole::Published => published.push((when, span)),
                DateRole::Modified => modified.push((when, span)),
                DateRole::Unnamed => unnamed.push((when, span)),
                DateRole::Other => {}
            }
        }
        label = line.open_label;
    }
    if published.is_empty() && unnamed.is_empty() {
        unnamed.extend(dateline(text, blocks));
    }
    let stated = if published.is_empty() {
        &unnamed
    } else {
        &published
    };
    meta.published = agreed(stated, problems);
    meta.modified = modified
        .iter()
        .map(|(when, _)| *when)
        .max_by_key(When::sort_key);
}

/// Returns the date of a dateline that states the year: `LEEDS, May 3, 2014 --`.
fn dateline(text: &str, blocks: &[Block]) -> Option<Dated> {
    let block = blocks
        .iter()
        .find(|block| block.kind == BlockKind::Dateline)?;
    let line = block.span.of(text);
    if !dates::has_numbers_of_date(line) {
        return None;
    }
    let line = dates::read_line(line, DayOrder::Unknown);
    let stated = line.stated.first()?;
    Some((stated.when?, stated.span.shift(block.span.start)))
}

/// Lines before the first paragraph and behind the last that can state a date.
fn date_lines(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    let is_prose = |block: &Block| block.kind == BlockKind::Paragraph;
    let first = blocks.iter().position(is_prose).unwrap_or(blocks.len());
    let last = blocks.iter().rposition(is_prose).unwrap_or(0);
    let holds = |block: &Block| {
        matches!(
            block.kind,
            BlockKind::Date | BlockKind::Byline | BlockKind::Source
        )
    };
    blocks
        .iter()
        .enumerate()
        .filter(move |(at, block)| (*at < first || *at > last) && holds(block))
        .map(|(_, block)| block)
}

/// Returns the order of day and month that any of the lines shows, or that of
/// the language: only English has two.
fn day_order(text: &str, lines: &[Span], language: Option<&str>) -> DayOrder {
    let of_language = match language {
        Some("en") | None => DayOrder::Unknown,
        Some(_) => DayOrder::DayFirst,
    };
    let shown = lines
        .iter()
        .map(|span| dates::read_line(span.of(text), DayOrder::Unknown).order);
    shown
        .into_iter()
        .find(|order| *order != DayOrder::Unknown)
        .unwrap_or(of_language)
}

/// Returns the date that is stated first, most precisely; tells of another day.
fn agreed(stated: &[Dated], problems: &mut Vec<Problem>) -> Option<When> {
    let (first, _) = *stated.first()?;
    let is_same_day = |when: &When| {
        when.year == first.year
            && (when.month == first.month || when.month.is_none() || first.month.is_none())
            && (when.day == first.day || when.day.is_none() || first.day.is_none())
    };
    if let Some((other, span)) = stated.iter().find(|(when, _)| !is_same_day(when)) {
        let what = format!("states another date as well: {other}");
        problems.push(Problem::at(what, *span));
    }
    let detail = |when: &When| {
        usize::from(when.month.is_some())
            + usize::from(when.day.is_some())
            + usize::from(when.time.is_some())
            + usize::from(when.offset_minutes.is_some())
    };
    let same = stated.iter().map(|(when, _)| *when).filter(is_same_day);
    // The first of the most precise: `max_by_key` would take the last.
    same.reduce(|best, when| {
        if detail(&when) > detail(&best) {
            when
        } else {
            best
        }
    })
}
