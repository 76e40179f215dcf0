//! Where the text cursor goes: graphemes, display lines, words, candidates.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::command::Command;
use crate::app::lines::{Line, line_at};
use crate::app::reader::Reader;
use crate::text::Span;
use crate::text::cells;
use crate::text::words::{next_word, next_word_end, previous_word, word_at};

/// Returns the start of the grapheme before `at`.
pub(super) fn before(body: &str, at: usize) -> usize {
    let head = body.get(..at).unwrap_or_default();
    // A grapheme is short; looking at the last few lines would be waste.
    let from = head
        .char_indices()
        .rev()
        .take(32)
        .last()
        .map_or(0, |(start, _)| start);
    let tail = head.get(from..).unwrap_or_default();
    tail.grapheme_indices(true)
        .next_back()
        .map_or(0, |(start, _)| from + start)
}

/// Moves the cursor by one letter within the lines shown.
pub(super) fn letter(reader: &Reader, command: Command) -> usize {
    let at = reader.cursor;
    let line_idx = line_at(&reader.lines, at);
    let Some(line) = reader.lines.get(line_idx) else {
        return at;
    };
    if command == Command::MoveLeft {
        if at > line.span.start {
            return before(&reader.article.text, at);
        }
        return text_line(reader, line_idx, false).map_or(at, |line| last_letter(reader, line));
    }
    let next = reader.after(at);
    if next < line.span.end {
        return next;
    }
    text_line(reader, line_idx, true).map_or(at, |line| line.span.start)
}

/// Returns the last letter of a line.
pub(super) fn last_letter(reader: &Reader, line: &Line) -> usize {
    before(&reader.article.text, line.span.end).max(line.span.start)
}

/// Returns the nearest line with text after or before the line at `from`.
fn text_line(reader: &Reader, from: usize, forward: bool) -> Option<&Line> {
    if forward {
        reader
            .lines
            .iter()
            .skip(from + 1)
            .find(|line| line.is_text())
    } else {
        reader
            .lines
            .iter()
            .take(from)
            .rev()
            .find(|line| line.is_text())
    }
}

/// Moves the cursor up or down by `by` lines of text, towards column `goal`.
pub(super) fn line(reader: &Reader, by: isize, goal: usize) -> usize {
    let mut idx = line_at(&reader.lines, reader.cursor);
    for _ in 0..by.unsigned_abs() {
        let found = if by > 0 {
            (idx + 1..reader.lines.len())
                .find(|at| reader.lines.get(*at).is_some_and(Line::is_text))
        } else {
            (0..idx)
                .rev()
                .find(|at| reader.lines.get(*at).is_some_and(Line::is_text))
        };
        match found {
            Some(found) => idx = found,
            None => break,
        }
    }
    reader
        .lines
        .get(idx)
        .map_or(reader.cursor, |line| at_column(reader, line, goal))
}

/// Returns the letter of a line at a column, in cells; the last one beyond it.
fn at_column(reader: &Reader, line: &Line, column: usize) -> usize {
    let text = line.span.of(&reader.article.text);
    let (head, _) = cells::truncate(text, column);
    (line.span.start + head.len()).min(last_letter(reader, line))
}

/// Returns the column of the cursor in its line, in cells.
pub(super) fn column(reader: &Reader) -> usize {
    let Some(line) = reader.lines.get(line_at(&reader.lines, reader.cursor)) else {
        return 0;
    };
    cells::width(
        reader
            .article
            .text
            .get(line.span.start..reader.cursor)
            .unwrap_or_default(),
    )
}

/// Moves by words.
pub(super) fn word(reader: &Reader, command: Command) -> usize {
    let (body, at) = (reader.article.text.as_str(), reader.cursor);
    match command {
        // A selection grows by whole words.
        Command::WordForward if reader.anchor.is_some_and(|anchor| anchor <= at) => {
            next_word(body, at).map_or(at, |word| before(body, word.end))
        }
        Command::WordForward => next_word(body, at).map_or(at, |word| word.start),
        Command::WordBack => {
            let word = word_at(body, at);
            if word.start < at {
                word.start
            } else {
                previous_word(body, at).map_or(at, |word| word.start)
            }
        }
        _ => {
            let end = next_word_end(body, at).map_or(at, |word| word.end);
            before(body, end).max(at)
        }
    }
}

/// Moves an edge of a span by one word; never past the other edge.
pub(super) fn edge(body: &str, span: Span, command: Command) -> Span {
    match command {
        Command::EndOut => Span::new(
            span.start,
            next_word_end(body, span.end).map_or(span.end, |word| word.end),
        ),
        Command::EndIn => {
            let end = previous_word(body, span.end)
                .and_then(|last| previous_word(body, last.start))
                .map_or(span.end, |word| word.end);
            if end > span.start {
                Span::new(span.start, end)
            } else {
                span
            }
        }
        Command::StartOut => Span::new(
            previous_word(body, span.start).map_or(span.start, |word| word.start),
            span.end,
        ),
        _ => {
            let start = next_word(body, span.start).map_or(span.start, |word| word.start);
            if start < span.end {
                Span::new(start, span.end)
            } else {
                span
            }
        }
    }
}

/// Finds capitalized runs, amounts and years that nothing was found for.
///
/// Shape: sorted. Words at the start of a sentence do not count as capitalized.
pub(super) fn unlabeled(reader: &Reader) -> Vec<Span> {
    let body = reader.article.text.as_str();
    let mut runs: Vec<Span> = Vec::new();
    let mut run: Option<Span> = None;
    let mut starts_sentence = true;
    let mut before = 0;
    for (start, word) in body.unicode_word_indices() {
        let span = Span::new(start, start + word.len());
        let gap = body.get(before..start).unwrap_or_default();
        let breaks = gap.contains(['.', '!', '?', '\n', '"', '\u{201c}', ':']);
        starts_sentence = starts_sentence || breaks;
        let is_name = word
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let joins = run.is_some_and(|run| {
            body.get(run.end..start)
                .is_some_and(|gap| gap == " " || gap == "-")
        });
        match (is_name && !starts_sentence, joins) {
            (true, true) => run = run.map(|run| run.join(span)),
            (true, false) => runs.extend(run.replace(span)),
            (false, _) => runs.extend(run.take()),
        }
        starts_sentence = false;
        before = span.end;
    }
    runs.extend(run);
    let is_found = |run: &Span| {
        reader
            .extraction
            .mentions
            .iter()
            .any(|mention| mention.span.overlaps(*run))
    };
    runs.retain(|run| !is_found(run) && reader.rejected.binary_search(run).is_err());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Moves an edge of the part in brackets; the result is shown in brackets.
    fn check(text: &str, command: Command, expected: &str) {
        let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let body = text.replace(['[', ']'], "");
        let moved = edge(&body, Span::new(start, end), command);
        let mut shown = body.clone();
        shown.insert(moved.end, ']');
        shown.insert(moved.start, '[');
        assert_eq!(shown, expected);
    }

    #[test]
    fn edges_move_by_words_and_never_cross() {
        check(
            "the [Korea] Times said",
            Command::EndOut,
            "the [Korea Times] said",
        );
        check(
            "the [Korea Times] said",
            Command::EndIn,
            "the [Korea] Times said",
        );
        check(
            "the [Korea] Times said",
            Command::StartOut,
            "[the Korea] Times said",
        );
        check(
            "[the Korea] Times said",
            Command::StartIn,
            "the [Korea] Times said",
        );
        check(
            "the [Korea] Times said",
            Command::EndIn,
            "the [Korea] Times said",
        );
        check(
            "the [Korea] Times said",
            Command::StartIn,
            "the [Korea] Times said",
        );
        check(
            "said [Kim], of Leeds",
            Command::EndOut,
            "said [Kim, of] Leeds",
        );
        check("last [word]", Command::EndOut, "last [word]");
    }

    #[test]
    fn the_letter_before_is_a_whole_grapheme() {
        let text = "ae\u{301}한b";
        let places: Vec<usize> = [text.len(), 7, 4, 1]
            .into_iter()
            .map(|at| before(text, at))
            .collect();
        assert_eq!(places, [7, 4, 1, 0]);
        assert_eq!(before(text, 0), 0);
    }
}
