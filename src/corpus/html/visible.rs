//! [`lines`]: all visible text of a page, one line a block, with where it stood.
//!
//! White space folds, a table row of short cells is one line, text in `<pre>`
//! keeps its lines. What a browser would not show is left out: scripts, styles,
//! form fields, elements that are hidden. Images give no text. Nothing here
//! decides what is article.

use super::tags::{Attr, Tag};
use super::tree::Tree;
use crate::text::Span;

/// Puts cells of a row apart.
const CELL_SIGN: &str = " | ";
/// A row with a longer cell is layout, not a table.
const MAX_CELL_BYTES: usize = 160;
/// A page with less text than that may be hidden until a script uncovers it.
const MIN_PAGE_BYTES: usize = 600;
/// A line that is shorter is not joined over a line break.
const FULL_LINE_BYTES: usize = 60;

/// A line of the visible text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    pub(super) span: Span,
    /// The first node of text in it.
    pub(super) node: usize,
    /// The block element that holds it.
    pub(super) block: usize,
    /// Bytes that stand inside links.
    pub(super) n_linked: usize,
    /// Bytes that are bold.
    pub(super) n_bold: usize,
}

/// The visible text and its lines, in order, parted by line feeds.
#[derive(Default)]
pub(super) struct Visible {
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

/// An open element whose end matters.
struct Open {
    end: usize,
    /// What held before it.
    outer: State,
}

#[derive(Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each holds or does not, whatever the others do"
)]
struct State {
    block: usize,
    is_link: bool,
    is_bold: bool,
    is_pre: bool,
    /// Blocks inside are cells of one row.
    is_row: bool,
}

/// What becomes of elements that a browser hides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hidden {
    LeftOut,
    Shown,
}

struct Walk<'a> {
    tree: &'a Tree,
    out: Visible,
    state: State,
    line: Line,
    has_space: bool,
    /// Line breaks since the last text.
    n_breaks: usize,
    has_cell_end: bool,
}

/// Reads all visible text.
///
/// Where next to nothing is visible and an article is hidden, as on pages that
/// scripts uncover, the hidden text is read as well.
/// Cost: linear in the nodes and their text.
pub(super) fn lines(tree: &Tree) -> Visible {
    let visible = walk(tree, Hidden::LeftOut);
    if visible.text.len() >= MIN_PAGE_BYTES {
        return visible;
    }
    let all = walk(tree, Hidden::Shown);
    let is_covered = all.text.len() >= MIN_PAGE_BYTES && all.text.len() > 3 * visible.text.len();
    if is_covered { all } else { visible }
}

fn walk(tree: &Tree, hidden: Hidden) -> Visible {
    let mut walk = Walk {
        tree,
        out: Visible::default(),
        state: State::default(),
        line: Line::default(),
        has_space: false,
        n_breaks: 0,
        has_cell_end: false,
    };
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while at < tree.nodes.len() {
        while let Some(top) = open.pop_if(|top| top.end <= at) {
            walk.leave(&top);
        }
        let tag = tree.tag(at);
        if tag == Tag::Text {
            walk.text(at);
        } else if tag.is_unseen() || (hidden == Hidden::LeftOut && is_hidden(tree, at)) {
            at = tree.end(at);
            continue;
        } else {
            open.push(Open {
                end: tree.end(at),
                outer: walk.state,
            });
            walk.enter(at, tag);
        }
        at += 1;
    }
    while let Some(top) = open.pop() {
        walk.leave(&top);
    }
    walk.flush();
    walk.out
}

impl Walk<'_> {
    fn enter(&mut self, at: usize, tag: Tag) {
        match tag {
            Tag::Br => return self.n_breaks += 1,
            Tag::Hr => return self.flush(),
            Tag::A => self.state.is_link = self.tree.attr(at, Attr::Href).is_some(),
            Tag::B | Tag::Strong => self.state.is_bold = true,
            _ => {}
        }
        if !tag.is_block() {
            return;
        }
        if self.state.is_row {
            self.has_space = true;
            self.has_cell_end |= matches!(tag, Tag::Td | Tag::Th);
            return;
        }
        self.flush();
        self.state.block = at;
        self.state.is_pre |= tag == Tag::Pre;
        self.state.is_row = tag == Tag::Tr && is_row(self.tree, at);
    }

    fn leave(&mut self, open: &Open) {
        let left_block = self.state.block != open.outer.block;
        if left_block {
            self.flush();
        } else if self.state.is_row {
            self.has_space = true;
        }
        self.state = open.outer;
    }

    fn text(&mut self, at: usize) {
        let text = self.tree.text(at);
        if self.state.is_pre {
            return self.preformatted(at, text);
        }
        if text.starts_with(is_space) {
            self.has_space = true;
        }
        let mut words = text.split(is_space).filter(|word| !word.is_empty());
        let Some(first) = words.next() else {
            return;
        };
        self.word(at, first);
        for word in words {
            self.has_space = true;
            self.word(at, word);
        }
        self.has_space |= text.ends_with(is_space);
    }

    fn word(&mut self, at: usize, word: &str) {
        if self.n_breaks > 0 {
            self.line_break();
        }
        self.start(at);
        let len_before = self.out.text.len();
        if len_before > self.line.span.start {
            if self.has_cell_end {
                self.out.text.push_str(CELL_SIGN);
            } else if self.has_space {
                self.out.text.push(' ');
            }
        }
        self.has_space = false;
        self.has_cell_end = false;
        if word.contains(is_unseen) {
            self.out
                .text
                .extend(word.chars().filter(|c| !is_unseen(*c)));
        } else {
            self.out.text.push_str(word);
        }
        self.count(self.out.text.len() - len_before);
    }

    fn start(&mut self, at: usize) {
        if self.out.text.len() > self.line.span.start {
            return;
        }
        self.line = Line {
            span: self.line.span,
            node: at,
            block: self.state.block,
            ..Line::default()
        };
    }

    fn count(&mut self, n_bytes: usize) {
        if self.state.is_link {
            self.line.n_linked += n_bytes;
        }
        if self.state.is_bold {
            self.line.n_bold += n_bytes;
        }
    }

    /// Ends the line at a break, unless the text was only wrapped by hand.
    fn line_break(&mut self) {
        let n_breaks = std::mem::take(&mut self.n_breaks);
        let so_far = self.out.text.get(self.line.span.start..).unwrap_or("");
        let is_full = so_far.len() >= FULL_LINE_BYTES
            && !so_far.ends_with(['.', '!', '?', ':', '"', '“', '”']);
        if n_breaks > 1 || !is_full {
            self.flush();
        } else {
            self.has_space = true;
        }
    }

    fn preformatted(&mut self, at: usize, text: &str) {
        self.start(at);
        let before = self.out.text.len();
        let kept = |c: &char| !is_unseen(*c);
        self.out.text.extend(text.chars().filter(kept));
        self.count(self.out.text.len() - before);
    }

    /// Ends the line, if it holds anything.
    fn flush(&mut self) {
        self.n_breaks = 0;
        self.has_space = false;
        self.has_cell_end = false;
        let start = self.line.span.start;
        let line = self.out.text.get(start..).unwrap_or_default();
        let n_front = line.len() - line.trim_start_matches(['\n', '\r']).len();
        let end = start + line.trim_end().len();
        if end <= start + n_front {
            self.out.text.truncate(start);
            return;
        }
        self.out.text.truncate(end);
        self.line.span = Span::new(start + n_front, end);
        self.out.lines.push(self.line);
        self.out.text.push('\n');
        let start = self.out.text.len();
        self.line = Line {
            span: Span::new(start, start),
            ..Line::default()
        };
    }
}

/// White space of HTML and of print.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Signs without a place of their own: soft hyphens, marks of order, joints.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_hidden(tree: &Tree, at: usize) -> bool {
    if tree.attr(at, Attr::Hidden).is_some() {
        return true;
    }
    let Some(style) = tree.attr(at, Attr::Style) else {
        return false;
    };
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules.any(|(name, value)| {
        let (name, value) = (name.trim(), value.trim());
        (name.eq_ignore_ascii_case("display") && starts_with(value, "none"))
            || (name.eq_ignore_ascii_case("visibility") && starts_with(value, "hidden"))
    })
}

fn starts_with(value: &str, word: &str) -> bool {
    value
        .get(..word.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// Says whether a row holds several short cells: data, not layout.
fn is_row(tree: &Tree, row: usize) -> bool {
    let (mut n_cells, mut n_bytes) = (0, 0);
    for at in tree.inside(row).skip(1) {
        match tree.tag(at) {
            Tag::Td | Tag::Th => {
                n_cells += 1;
                n_bytes = 0;
            }
            Tag::Text => {
                n_bytes += tree.text(at).trim().len();
                if n_bytes > MAX_CELL_BYTES {
                    return false;
                }
            }
            Tag::Table | Tag::Ul | Tag::Ol | Tag::Form | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 => {
                return false;
            }
            _ => {}
        }
    }
    n_cells >= 2
}
