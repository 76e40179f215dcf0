//! The head of an article on its page: [`seen`] gathers the lines that may
//! state title, authors and dates, for those who weigh them.

use super::choose::Page;
use super::signs::Sign;
use super::tags::Tag;
use super::tree::folded;
use crate::corpus::clean::{bylines, signatures};
use crate::corpus::dates::{self, DateRole, DayOrder};
use crate::corpus::page_meta::{self, Seen};

/// So many lines may stand between the title and the text.
pub(super) const MAX_HEAD: usize = 40;
/// So many lines before the title can hold byline and date.
const BEFORE_TITLE: usize = 6;
/// So many lines behind the first can.
const AFTER_FIRST: usize = 3;
/// So many lines behind the article can.
const AFTER_LAST: usize = 8;
/// So many lines behind it can say when it was published.
const AFTER_LAST_NAMED: usize = 40;

/// Longer texts are not there for a date.
const MAX_DATE_BYTES: usize = 120;
/// An element with more inside is not there for a date.
const MAX_DATE_NODES: usize = 20;
/// So many lines behind the first of the text can begin with a date.
const MAX_LEAD: usize = 4;
/// So many lines far from the article are looked at for a date.
const MAX_FAR: usize = 40;

/// Gathers the lines around the head of the article.
pub(super) fn seen(page: &Page<'_>, chosen: &[bool], hint: &str) -> Seen {
    let mut seen = Seen::default();
    for at in 0..page.lines.len() {
        if heading(page, at) == Some(1) && seen.headings.len() < 20 {
            seen.headings.push(page.of(at).to_owned());
        }
    }
    for (node, sign) in page.signs.iter().enumerate() {
        let is_inside = |last: &(usize, usize)| node < last.1;
        if *sign == Some(Sign::Comments) && !seen.comments.last().is_some_and(is_inside) {
            seen.comments.push((node, page.tree.end(node)));
        }
    }
    let Some(first) = first_prose(page, chosen).or_else(|| chosen.iter().position(|is| *is)) else {
        return seen;
    };
    let title = title_line(page, Some(hint), first);
    let start = title.unwrap_or(first).saturating_sub(BEFORE_TITLE);
    let end = (first + AFTER_FIRST).min(page.lines.len());
    seen.head_nodes = (page.lines[start].node, page.lines[end - 1].node);
    let lines = first.saturating_sub(MAX_HEAD)..(first + 1).min(page.lines.len());
    for at in lines
        .rev()
        .filter(|&at| heading(page, at).is_some_and(|level| level <= 4))
    {
        seen.lower.extend(parts(page, at));
    }
    let middle = title.unwrap_or(start);
    let mut near: Vec<usize> = (start..end).collect();
    near.sort_by_key(|&at| {
        if at >= middle {
            at - middle
        } else {
            2 * (middle - at)
        }
    });
    for at in near {
        gather(page, at, &mut seen);
    }
    let named = named_dates(page, seen.head_nodes);
    seen.head_dates.extend(named);
    seen.other_dates
        .push(opening(page.of(first), 60).to_owned());
    let next = (first + 1..end + MAX_LEAD).filter(|&at| chosen.get(at) == Some(&true));
    seen.other_dates
        .extend(next.filter_map(|at| leading_date(page.of(at))));
    if let Some(title) = title {
        seen.other_dates.push(page.of(title).to_owned());
    }
    let last = chosen.iter().rposition(|is| *is).unwrap_or(first);
    let from = last.saturating_sub(3).max(end);
    let near_end = (last + AFTER_LAST).min(page.lines.len()) - 1;
    let from_line = from.min(page.lines.len() - 1);
    seen.end_nodes = (page.lines[from_line].node, page.lines[near_end].node);
    for at in from..(last + AFTER_LAST_NAMED).min(page.lines.len()) {
        gather_behind(page, at, at < last + AFTER_LAST, &mut seen);
    }
    seen
}

/// Lists the texts of elements that say they are there for a date, as one inside
/// of a longer line.
fn named_dates(page: &Page<'_>, (first, last): (usize, usize)) -> Vec<String> {
    let nodes = first..=last.min(page.signs.len().saturating_sub(1));
    let dates = nodes
        .filter(|&node| page.signs[node] == Some(Sign::Date) && page.tree.tag(node) != Tag::Time);
    let texts = dates.map(|node| {
        let inside = page.tree.inside(node).take(MAX_DATE_NODES);
        let text: String = inside.map(|node| page.tree.text(node)).collect();
        folded(&text)
    });
    texts
        .filter(|text| (8..=MAX_DATE_BYTES).contains(&text.len()))
        .filter(|text| dates::read_line(text, DayOrder::Unknown).is_date_line())
        .collect()
}

/// Lists lines far from the article that state a date, comments aside: behind
/// its head before those before it.
pub(super) fn far_dates(page: &Page<'_>, chosen: &[bool]) -> Vec<String> {
    let first = chosen.iter().position(|is| *is).unwrap_or(0);
    let lines = (first..page.lines.len()).chain((0..first).rev());
    let may = |at: &usize| {
        let text = opening(page.of(*at), MAX_DATE_BYTES);
        page.marks[*at] != Some(Sign::Comments)
            && page.shapes[*at].n_words <= 30
            && !is_quoted(page, *at)
            && text.bytes().any(|byte| byte.is_ascii_digit())
            && is_far_date(&dates::read_line(text, DayOrder::Unknown))
    };
    // A page without an article is a list: the newest stands first.
    let n_asked = first_prose(page, chosen).map_or(1, |_| MAX_FAR);
    let found = lines.filter(may).take(n_asked);
    found
        .map(|at| opening(page.of(at), MAX_DATE_BYTES).to_owned())
        .collect()
}

fn is_far_date(line: &dates::DateLine) -> bool {
    line.is_date_line() || is_published(line)
}

/// Returns the text of a heading, and that of its parts where elements part it:
/// a kicker before the title stands in one of its own.
fn parts(page: &Page<'_>, at: usize) -> Vec<String> {
    let tree = page.tree;
    let node = page.lines[at].node;
    let mut parts = vec![page.of(at).to_owned()];
    let found = tree
        .around(node)
        .find(|&node| tree.tag(node).heading_level().is_some());
    let Some(element) = found else {
        return parts;
    };
    let mut child = element + 1;
    while child < tree.end(element) && parts.len() < 8 {
        let text: String = tree.inside(child).map(|node| tree.text(node)).collect();
        let text = folded(&text);
        if !text.is_empty() && text.len() < page.of(at).len() {
            parts.push(text);
        }
        child = tree.end(child);
    }
    parts
}

/// Takes what a line of the head may state.
fn gather(page: &Page<'_>, at: usize, seen: &mut Seen) {
    let text = page.of(at);
    let shape = page.shapes[at];
    if page.marks[at] == Some(Sign::Comments) || shape.n_words > 30 {
        return;
    }
    let is_named = is_within(page, at, Sign::Byline);
    if is_named || names_author(text) {
        seen.bylines.push(text.to_owned());
    }
    let line = dates::read_line(text, DayOrder::Unknown);
    let is_short = shape.n_words <= 16 && !shape.is_prose();
    if is_quoted(page, at) {
        return;
    }
    if line.is_date_line()
        || is_published(&line)
        || (!line.stated.is_empty() && is_short && heading(page, at) != Some(1))
    {
        seen.head_dates.push(text.to_owned());
    }
}

/// Says whether a line is quoted from elsewhere, and brings its own dates.
pub(super) fn is_quoted(page: &Page<'_>, at: usize) -> bool {
    let mut around = page.tree.around(page.lines[at].node);
    around.any(|node| page.tree.tag(node) == Tag::Blockquote)
}

/// Takes what a line behind the article may state.
fn gather_behind(page: &Page<'_>, at: usize, is_near: bool, seen: &mut Seen) {
    let text = page.of(at);
    if page.marks[at] == Some(Sign::Comments) || is_quoted(page, at) {
        return;
    }
    // `This entry was posted on …` may go on for several sentences.
    let begins = opening(text, MAX_DATE_BYTES);
    let line = dates::read_line(begins, DayOrder::Unknown);
    if is_published(&line) {
        seen.head_dates.push(begins.to_owned());
    }
    if page.shapes[at].n_words > 30 {
        return;
    }
    if is_near && !is_published(&line) && (line.is_date_line() || is_signed(&line)) {
        seen.other_dates.push(text.to_owned());
    }
    if is_near && names_author(text) {
        seen.bylines.push(text.to_owned());
    }
}

fn names_author(line: &str) -> bool {
    let byline = bylines::read(line);
    byline.is_some_and(|byline| !byline.authors.is_empty()) || !signatures::signed(line).is_empty()
}

fn is_published(line: &dates::DateLine) -> bool {
    let mut stated = line.stated.iter();
    stated.any(|stated| stated.role == DateRole::Published)
}

/// `Ada Marsh on 28 May 2014, 10:22`: one date with a time, and who wrote.
fn is_signed(line: &dates::DateLine) -> bool {
    let [only] = line.stated.as_slice() else {
        return false;
    };
    let has_time = only.when.is_some_and(|when| when.time.is_some());
    has_time && only.role == DateRole::Unnamed && line.n_other_words <= 5
}

/// `28.05.2014 – The council …`: the date that a paragraph begins with.
fn leading_date(text: &str) -> Option<String> {
    let opening = opening(text, 60);
    let line = dates::read_line(opening, DayOrder::Unknown);
    let span = line.stated.first()?.span;
    let rest = opening.get(span.end..)?.trim_start();
    let is_led = span.start == 0 && rest.starts_with(['–', '—', '-', ':', '|']);
    is_led.then(|| opening.to_owned())
}

/// Returns the beginning of a line.
fn opening(text: &str, max_bytes: usize) -> &str {
    let mut end = text.len().min(max_bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Says whether one of the elements close around a line has the sign.
fn is_within(page: &Page<'_>, at: usize, sign: Sign) -> bool {
    let node = page.lines[at].node;
    page.tree
        .around(node)
        .take(4)
        .any(|node| page.signs[node] == Some(sign))
}

/// Finds the line that is the title: a heading that says what the page says of
/// itself, the nearest to the text.
pub(super) fn title_line(page: &Page<'_>, title: Option<&str>, first: usize) -> Option<usize> {
    let start = first.saturating_sub(MAX_HEAD);
    let is_title = |at: &usize| {
        let is_near = title.is_some_and(|title| page_meta::is_near(page.of(*at), title));
        is_near && page.of(*at).len() >= 8
    };
    let range = || (start..first).rev();
    range()
        .filter(|&at| heading(page, at).is_some())
        .find(is_title)
        .or_else(|| range().find(is_title))
        .or_else(|| range().find(|&at| heading(page, at) == Some(1)))
}

/// Returns the first line of prose of the article.
pub(super) fn first_prose(page: &Page<'_>, chosen: &[bool]) -> Option<usize> {
    (0..page.lines.len()).find(|&at| chosen[at] && !page.is_apart(at) && page.shapes[at].is_prose())
}

/// Returns the level of the heading that a line is.
pub(super) fn heading(page: &Page<'_>, at: usize) -> Option<u8> {
    let line = &page.lines[at];
    let own = page.tree.tag(line.block).heading_level();
    let around = || page.tree.tag(page.tree.parent(line.block)).heading_level();
    own.or_else(around)
        .filter(|_| page.tree.tag(line.block) != Tag::P)
}
