//! Lines to [`Unit`]s: what a page shows as one paragraph, heading or item.
//!
//! Most scraped pages hold one paragraph a line. Text wrapped by hand at some
//! width is joined again: a line belongs to the one before if its first word
//! would not have fit there. Nothing here knows what a unit is for.

use memchr::memchr_iter;

use crate::text::Span;

/// One or more lines that belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unit {
    /// From the first visible character to the last.
    pub(crate) span: Span,
    /// A blank line or the start of the text stands before it.
    pub(crate) after_gap: bool,
}

struct Line {
    span: Span,
    after_gap: bool,
    n_chars: usize,
    /// Characters of the line, white space before it included.
    n_columns: usize,
}

/// About so many bytes a line has: room is made for as many lines at first.
const BYTES_PER_LINE: usize = 60;
/// More lines than that are grouped by blank lines alone.
const MAX_LINES: usize = 1_000_000;

/// Splits `text` into units.
///
/// Shape: in text order; every visible character lies in exactly one.
/// Cost: linear.
pub(crate) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    if lines.len() > MAX_LINES {
        return join(&lines, |_, next| !next.after_gap);
    }
    match wrap_width(text, &lines) {
        Some(width) => wrapped_units(text, &lines, width),
        None if is_in_pieces(text, &lines) => joined_pieces(text, &lines),
        None => join(&lines, |line, next| {
            !next.after_gap && runs_on(text, line, next)
        }),
    }
}

/// Returns the visible part of each line inside `part` that is not blank.
pub(crate) fn line_spans(text: &str, part: Span) -> Vec<Span> {
    let lines = lines(part.of(text));
    lines
        .iter()
        .map(|line| line.span.shift(part.start))
        .collect()
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / BYTES_PER_LINE + 1);
    let mut start = 0;
    let mut after_gap = true;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = Span::new(start, end).of(text);
        let (n_indent, inside) = visible(line);
        start += n_indent;
        if inside.is_empty() {
            after_gap = true;
        } else {
            let n_chars = if inside.is_ascii() {
                inside.len()
            } else {
                inside.chars().count()
            };
            lines.push(Line {
                span: Span::new(start, start + inside.len()),
                after_gap,
                n_chars,
                n_columns: n_chars + n_indent,
            });
            after_gap = false;
        }
        start = end + 1;
    }
    lines
}

/// Returns the bytes of white space before the visible part of a line, and the
/// part.
fn visible(line: &str) -> (usize, &str) {
    // Most lines begin with a sign of ASCII and end in one.
    let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = line.as_bytes();
    if is_sign(bytes.first()) && is_sign(bytes.last()) {
        return (0, line);
    }
    let inside = line.trim_start();
    (line.len() - inside.len(), inside.trim_end())
}

fn join(lines: &[Line], belongs: impl Fn(&Line, &Line) -> bool) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    let mut before: Option<&Line> = None;
    for line in lines {
        match (units.last_mut(), before) {
            (Some(unit), Some(before)) if belongs(before, line) => {
                unit.span = unit.span.join(line.span);
            }
            _ => units.push(Unit {
                span: line.span,
                after_gap: line.after_gap,
            }),
        }
        before = Some(line);
    }
    units
}

/// Returns the width at which the text was wrapped by hand, if it was.
///
/// Short lines, as those of a menu, tell nothing of it.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || {
        lines
            .windows(2)
            .filter_map(|pair| <&[Line; 2]>::try_from(pair).ok())
            .filter(|[_, next]| !next.after_gap)
    };
    let mut lengths: Vec<usize> = pairs().map(|[line, _]| line.n_columns).collect();
    if lengths.len() < 2 {
        return None;
    }
    lengths.sort_unstable();
    let total: usize = lengths.iter().sum();
    let mut n_chars = 0;
    let is_most = |length: &&usize| {
        n_chars += **length;
        n_chars * 100 >= total * 97
    };
    let width = *lengths.iter().find(is_most)?;
    if !(36..=132).contains(&width) {
        return None;
    }
    // Where paragraphs run on beyond it, it is no width of the text.
    let chars =
        |lines: &mut dyn Iterator<Item = &Line>| lines.map(|line| line.n_chars).sum::<usize>();
    let n_longer = chars(&mut lines.iter().filter(|line| line.n_columns > width + 12));
    if n_longer * 5 > chars(&mut lines.iter()) {
        return None;
    }
    let long = || pairs().filter(|[line, _]| line.n_columns * 10 >= width * 6);
    let full = || long().filter(|[line, next]| is_full(text, line, next, width));
    let (n_long, n_full) = (long().count(), full().count());
    // A paragraph a line ends in a full stop, a wrapped line mostly does not.
    let n_open = full()
        .filter(|[line, _]| !ends_sentence(line.span.of(text)))
        .count();
    let is_wrapped = n_full >= 2 && n_full * 10 >= n_long * 6 && n_open * 2 > n_full;
    is_wrapped.then_some(width)
}

/// Says whether the first word of `next` would not have fit behind `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    // However short the word is.
    if line.n_columns + 1 + 1 + 3 >= width {
        return true;
    }
    let next = next.span.of(text);
    let word = next.split_whitespace().next().unwrap_or(next);
    let n_word = if word.is_ascii() {
        word.len()
    } else {
        word.chars().take(12).count()
    };
    line.n_columns + 1 + n_word + 3 >= width
}

fn wrapped_units(text: &str, lines: &[Line], width: usize) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let len = 1 + rest
            .iter()
            .skip(1)
            .take_while(|line| !line.after_gap)
            .count();
        let (chunk, after) = rest.split_at(len);
        rest = after;
        let n_full = chunk
            .windows(2)
            .filter(|pair| is_full(text, &pair[0], &pair[1], width))
            .count();
        let is_paragraph = len >= 3 && n_full * 10 >= (len - 1) * 7;
        units.extend(join(chunk, |line, next| {
            let is_item = is_bulleted(next.span.of(text));
            let is_wrapped = line.n_columns * 10 >= width * 6 && is_full(text, line, next, width);
            !is_item && (is_paragraph || is_wrapped)
        }));
    }
    units
}

/// Says whether a sentence runs on from `line` into `next`, as where a link
/// or a name stood on a line of its own.
fn runs_on(text: &str, line: &Line, next: &Line) -> bool {
    let (first, second) = (line.span.of(text), next.span.of(text));
    let is_open = first.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let goes_on = second.starts_with(|c: char| c.is_lowercase() || c == ',');
    is_open && goes_on && line.n_chars.max(next.n_chars) >= 40 && !is_bulleted(first)
}

/// So many lines of a text in pieces go on in the middle of a sentence.
const MIN_PIECES: usize = 5;
/// A unit of so many characters is a sentence that is not over.
const MIN_OPEN_CHARS: usize = 30;

/// Says whether the lines are pieces of sentences, as when each link got a line
/// of its own.
fn is_in_pieces(text: &str, lines: &[Line]) -> bool {
    let pairs = lines
        .windows(2)
        .filter_map(|pair| <&[Line; 2]>::try_from(pair).ok());
    let goes_on = |[line, next]: &&[Line; 2]| {
        !next.after_gap
            && line.n_chars.max(next.n_chars) >= MIN_OPEN_CHARS
            && !ends_sentence(line.span.of(text))
            && next.span.of(text).starts_with([',', '.', ')', ';'])
    };
    pairs.filter(goes_on).count() >= MIN_PIECES
}

/// Joins pieces of sentences to what they stood in.
fn joined_pieces(text: &str, lines: &[Line]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    let mut n_chars = 0;
    for line in lines {
        let piece = line.span.of(text);
        let before = units.last_mut().filter(|_| !line.after_gap);
        if let Some(unit) = before
            && is_next_piece(unit.span.of(text), piece, n_chars)
        {
            unit.span = unit.span.join(line.span);
            n_chars += line.n_chars;
            continue;
        }
        units.push(Unit {
            span: line.span,
            after_gap: line.after_gap,
        });
        n_chars = line.n_chars;
    }
    units
}

/// Says whether `piece` goes on in the sentence that `unit` ends in.
fn is_next_piece(unit: &str, piece: &str, n_chars: usize) -> bool {
    if piece.starts_with([',', '.', ')', ';', ':', '’', '!', '?']) && piece.len() > 1 {
        return !is_bulleted(unit);
    }
    let last = unit.rsplit(char::is_whitespace).next().unwrap_or(unit);
    let is_small = last.len() <= 5 && last.starts_with(char::is_lowercase);
    let is_long = n_chars >= MIN_OPEN_CHARS;
    let is_open = unit.ends_with(|c: char| c.is_alphanumeric() || ",(“„".contains(c));
    let goes_on = piece.starts_with(char::is_lowercase);
    is_open && ((is_long && (is_small || goes_on)) || (goes_on && piece.len() >= 40))
        || (is_long && unit.ends_with([',', '(', '“', '„']))
}

/// Says whether a line ends as a sentence does.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '»', ')', '’', '」']);
    line.ends_with(['.', '!', '?', ':', '。'])
}

/// Says whether a line begins with the sign of a list item.
pub(crate) fn is_bulleted(line: &str) -> bool {
    without_bullet(line).is_some()
}

/// Returns the line without the sign of a list item, where it has one.
pub(crate) fn without_bullet(line: &str) -> Option<&str> {
    // Most lines begin with a letter.
    if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let signs = ['•', '‣', '●', '▪', '■', '◦', '·', '▶', '►', '○', '※'];
    if let Some(rest) = line.strip_prefix(signs) {
        return Some(rest.trim_start());
    }
    if let Some(rest) = line.strip_prefix(['-', '*', '–', '+']) {
        return rest.starts_with([' ', '\t']).then(|| rest.trim_start());
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let n_digits = line.len() - rest.len();
    let rest = rest
        .strip_prefix(['.', ')'])
        .filter(|_| (1..=3).contains(&n_digits))?;
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let units = units(text);
        let texts: Vec<&str> = units.iter().map(|unit| unit.span.of(text)).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_line_is_a_unit() {
        check(
            "Head\n\n  One line.\nAnother.\n \u{a0}\n",
            &["Head", "One line.", "Another."],
        );
        check("", &[]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_joined() {
        let text = "PORT COUNCIL VOTES\nBy Ada Marsh\n\n\
            The harbour council of the old town met on Monday evening and\n\
            heard two reports on the ferry timetable, which has not changed\n\
            since the bridge was opened.\n\n\
            A second paragraph follows here and it is wrapped as well at the\n\
            same width.\n";
        let units = units(text);
        assert_eq!(units.len(), 4);
        assert!(units[3].span.of(text).ends_with("same width."));
    }

    #[test]
    fn a_sentence_cut_by_a_link_runs_on() {
        check(
            "The council, which met for the first time since the\nflood of spring\n\nEnd.",
            &[
                "The council, which met for the first time since the\nflood of spring",
                "End.",
            ],
        );
    }

    #[test]
    fn items_are_told_by_their_sign() {
        for (line, rest) in [("• One", "One"), ("- two", "two"), ("3. Three", "Three")] {
            assert_eq!(without_bullet(line), Some(rest));
        }
        for line in ["-5 degrees", "3.5 percent", "One"] {
            assert_eq!(without_bullet(line), None, "{line}");
        }
    }
}
