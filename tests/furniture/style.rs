//! [`Style`]: how a program prints a page as text, after what people use.
//!
//! Which style a page gets hangs on its host and path alone.

use gleaner::text::Span;

use crate::render::{Role, Row};

/// How rows become lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// A line a block, nothing between.
    Lines,
    /// A line a piece of text, so that a link cuts a sentence in three.
    Pieces,
    /// A line a block and a blank line behind each.
    Spaced,
    /// What a browser copies: blank lines around paragraphs, nothing hidden.
    Browser,
    /// Wrapped at 76 signs and indented, images as `[text]`, as text browsers do.
    Wrapped,
    /// With signs for headings, lists and images, wrapped at 78.
    Marked,
    /// Blank lines around paragraphs, list items with `*` and indented.
    Indented,
}

const STYLES: [Style; 7] = [
    Style::Lines,
    Style::Pieces,
    Style::Spaced,
    Style::Browser,
    Style::Wrapped,
    Style::Marked,
    Style::Indented,
];

impl Style {
    pub(crate) fn of_hash(hash: u64) -> Self {
        let n_styles = u64::try_from(STYLES.len()).unwrap_or(1);
        let at = usize::try_from((hash >> 20) % n_styles).unwrap_or(0);
        STYLES[at]
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Pieces => "pieces",
            Self::Spaced => "spaced",
            Self::Browser => "browser",
            Self::Wrapped => "wrapped",
            Self::Marked => "marked",
            Self::Indented => "indented",
        }
    }

    /// Prints the title of the window as first line.
    pub(crate) fn has_window_title(self) -> bool {
        matches!(self, Self::Lines | Self::Pieces | Self::Spaced)
    }

    pub(crate) fn has_hidden(self) -> bool {
        self != Self::Browser
    }

    /// Prints something where an image stands.
    pub(crate) fn has_images(self) -> bool {
        matches!(self, Self::Wrapped | Self::Marked)
    }

    /// Prints rows of a table on one line.
    pub(crate) fn joins_cells(self) -> bool {
        !matches!(self, Self::Pieces | Self::Lines | Self::Spaced)
    }

    fn has_bullets(self) -> bool {
        matches!(self, Self::Wrapped | Self::Marked | Self::Indented)
    }

    fn width(self) -> Option<usize> {
        match self {
            Self::Wrapped => Some(76),
            Self::Marked => Some(78),
            _ => None,
        }
    }

    fn has_gap(self, row: &Row) -> bool {
        match self {
            Self::Lines | Self::Pieces => false,
            Self::Spaced => true,
            _ => row.after_gap,
        }
    }

    /// Writes the rows; returns the text and the place of each row.
    pub(crate) fn print(self, rows: &[Row]) -> (String, Vec<Span>) {
        let mut text = String::new();
        let mut spans = Vec::with_capacity(rows.len());
        for row in rows {
            if !text.is_empty() {
                text.push_str(if self.has_gap(row) { "\n\n" } else { "\n" });
            }
            let indent = match self {
                Self::Wrapped => 3 + 2 * row.depth.min(4),
                Self::Marked | Self::Indented => 2 * row.depth.min(4),
                _ => 0,
            };
            text.push_str(&" ".repeat(indent));
            let start = text.len();
            text.push_str(&self.sign(row));
            self.wrap(&mut text, &row.text, indent);
            spans.push(Span::new(start, text.len()));
        }
        text.push('\n');
        (text, spans)
    }

    fn sign(self, row: &Row) -> String {
        match (self, row.role) {
            (Self::Marked, Role::Heading(level)) => "#".repeat(usize::from(level)) + " ",
            _ if self.has_bullets() && row.is_item => "* ".to_owned(),
            _ => String::new(),
        }
    }

    fn wrap(self, text: &mut String, row: &str, indent: usize) {
        let Some(width) = self.width() else {
            text.push_str(row);
            return;
        };
        let line_start = text.rfind('\n').map_or(0, |at| at + 1);
        let mut n_chars = Span::new(line_start, text.len()).of(text).chars().count();
        for (at, word) in row.split(' ').enumerate() {
            let n_word = word.chars().count();
            if at > 0 && n_chars + 1 + n_word > width {
                text.push('\n');
                text.push_str(&" ".repeat(indent));
                n_chars = indent;
            } else if at > 0 {
                text.push(' ');
                n_chars += 1;
            }
            text.push_str(word);
            n_chars += n_word;
        }
    }
}
