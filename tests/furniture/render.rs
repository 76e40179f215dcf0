//! From a web page to rows of text, everything left in.
//!
//! [`rows`] walks the tree of the page and starts a row at each block. A row
//! remembers what its markup says of it, for labelling; nothing here decides
//! what is furniture.

use dom_query::{Document, NodeRef};

use crate::style::Style;

/// What the markup around a row says that it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Role {
    #[default]
    Text,
    /// Of this level, 1 to 6.
    Heading(u8),
    /// A caption or a credit of a picture.
    Caption,
    /// A byline or a date.
    Fact,
    /// What stands under a headline.
    Subtitle,
    Quote,
    /// Stands for an image.
    Image,
}

/// What becomes a line, or several if it is wrapped.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Row {
    pub(crate) text: String,
    pub(crate) role: Role,
    pub(crate) is_item: bool,
    /// How many lists the row stands in.
    pub(crate) depth: usize,
    pub(crate) after_gap: bool,
}

/// Renders a page.
pub(crate) fn rows(page: &Document, style: Style) -> Vec<Row> {
    let mut walk = Walk {
        style,
        rows: Vec::new(),
        row: Row::default(),
        roles: Vec::new(),
        depth: 0,
        item: false,
        gap: false,
        n_skipped: 0,
    };
    if style.has_window_title() {
        walk.push(&page.select("head title").text());
        walk.flush();
    }
    let mut stack = vec![Step::Enter(page.root())];
    while let Some(step) = stack.pop() {
        match step {
            Step::Enter(node) => {
                if walk.enter(&node) {
                    stack.push(Step::Leave(node));
                    stack.extend(node.children_it(true).map(Step::Enter));
                }
            }
            Step::Leave(node) => walk.leave(&node),
        }
    }
    walk.flush();
    walk.rows
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(NodeRef<'a>),
}

struct Walk {
    style: Style,
    rows: Vec<Row>,
    row: Row,
    /// Roles of the elements around, innermost last.
    roles: Vec<Role>,
    depth: usize,
    item: bool,
    gap: bool,
    n_skipped: usize,
}

const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "audio", "video",
    "canvas", "math", "textarea",
];

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "ul",
    "br",
    "caption",
];

const GAPS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "table",
    "hr",
    "figure",
    "article",
    "fieldset",
];

impl Walk {
    /// Returns whether the children are to be visited.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.push(&node.text());
            if self.style == Style::Pieces {
                self.flush();
            }
            return false;
        }
        let Some(name) = node.node_name() else {
            return true;
        };
        let name: &str = &name;
        if SILENT.contains(&name) || (!self.style.has_hidden() && is_hidden(node)) {
            self.n_skipped += 1;
            return false;
        }
        self.roles.push(role(name, node));
        match name {
            "img" => self.image(node),
            "td" | "th" if self.style.joins_cells() => self.row.text.push_str("  "),
            "td" | "th" => self.flush(),
            "ul" | "ol" | "menu" => self.depth += 1,
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.flush();
            self.gap |= GAPS.contains(&name);
            self.item = name == "li" || (self.item && !matches!(name, "p" | "div"));
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else {
            return;
        };
        let name: &str = &name;
        if BLOCKS.contains(&name) {
            self.flush();
            self.gap |= GAPS.contains(&name);
            self.item = false;
        }
        if matches!(name, "ul" | "ol" | "menu") {
            self.depth = self.depth.saturating_sub(1);
        }
        self.roles.pop();
    }

    fn image(&mut self, node: &NodeRef<'_>) {
        if !self.style.has_images() {
            return;
        }
        self.flush();
        let text = node.attr("alt").unwrap_or_default();
        let text = if text.trim().is_empty() {
            "image"
        } else {
            text.trim()
        };
        let text = match self.style {
            Style::Marked => format!("![{text}]({})", node.attr("src").unwrap_or_default()),
            _ => format!("[{text}]"),
        };
        self.push(&text);
        self.row.role = Role::Image;
        self.flush();
    }

    fn push(&mut self, text: &str) {
        if text.trim().is_empty() {
            if !self.row.text.is_empty() && !text.is_empty() {
                self.row.text.push(' ');
            }
            return;
        }
        if self.row.text.trim().is_empty() {
            let outer = self.roles.iter().rev().find(|role| **role != Role::Text);
            self.row.role = outer.copied().unwrap_or_default();
        }
        self.row.text.push_str(text);
    }

    fn flush(&mut self) {
        let row = std::mem::take(&mut self.row);
        // Cells stay apart, other white space is one space.
        let cells: Vec<String> = row
            .text
            .split("  ")
            .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|cell| !cell.is_empty())
            .collect();
        if cells.is_empty() {
            return;
        }
        let is_table = self.style.joins_cells() && cells.iter().all(|cell| cell.len() < 60);
        self.rows.push(Row {
            text: cells.join(if is_table { "  " } else { " " }),
            is_item: std::mem::take(&mut self.item),
            depth: self.depth,
            after_gap: std::mem::take(&mut self.gap),
            ..row
        });
    }
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().replace(' ', "");
    node.has_attr("hidden") || style.contains("display:none")
}

/// Reads the role of an element from its name and from words of its classes.
fn role(name: &str, node: &NodeRef<'_>) -> Role {
    match name {
        "h1" => return Role::Heading(1),
        "h2" => return Role::Heading(2),
        "h3" => return Role::Heading(3),
        "h4" => return Role::Heading(4),
        "h5" => return Role::Heading(5),
        "h6" => return Role::Heading(6),
        "figcaption" | "caption" => return Role::Caption,
        "time" => return Role::Fact,
        "blockquote" => return Role::Quote,
        "html" | "body" | "main" | "article" | "nav" | "footer" | "form" => return Role::Text,
        _ => {}
    }
    let mut marks = String::new();
    for attr in ["class", "itemprop", "rel", "id"] {
        marks.push(' ');
        marks.push_str(&node.attr(attr).unwrap_or_default().to_ascii_lowercase());
    }
    let has = |words: &[&str]| words.iter().any(|word| marks.contains(word));
    if has(&["caption", "credit", "bildunterschrift"]) {
        Role::Caption
    } else if has(&["byline", "author", "date", "publish", "timestamp", "autor"]) {
        Role::Fact
    } else if has(&[
        "subtitle",
        "subhead",
        "standfirst",
        "dek",
        "deck",
        "lede",
        "summary",
    ]) {
        Role::Subtitle
    } else {
        Role::Text
    }
}
