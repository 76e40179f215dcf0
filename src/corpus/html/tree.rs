//! [`Tree`]: a parsed page, its nodes in document order.
//!
//! The nodes inside a node follow it in the list, up to its `end`, so a walk
//! over a part of the page is a loop over numbers. All text lies in one string.
//! The tree knows nothing of what is visible.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::sink::{NONE, Raw, Sink};
use super::tags::{Attr, Tag};
use crate::text::Span;

/// An element or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    /// The root is its own parent.
    pub(crate) parent: usize,
    /// The number behind the last node inside.
    pub(crate) end: usize,
    attrs: (usize, usize),
    text: Span,
}

pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    attrs: Vec<(Attr, Span)>,
    values: String,
}

/// Bytes that are handed to the parser at once.
const PIECE_BYTES: usize = 64 * 1024;

impl Tree {
    /// Parses a page; nothing when it makes the parser run wild.
    pub(crate) fn parse(source: &str) -> Option<Self> {
        let limit = 4_000 + source.len();
        let opts = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: true,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let mut parser = parse_document(Sink::new(limit), opts);
        let mut rest = source;
        while !rest.is_empty() {
            let mut at = rest.len().min(PIECE_BYTES);
            while !rest.is_char_boundary(at) {
                at += 1;
            }
            let (piece, after) = rest.split_at(at);
            parser.process(StrTendril::from_slice(piece));
            if parser.tokenizer.sink.sink.is_flooded() {
                return None;
            }
            rest = after;
        }
        Some(Self::from_raw(&parser.finish(), source.len()))
    }

    /// Lists the nodes in document order.
    fn from_raw(raw: &[Raw], n_bytes: usize) -> Self {
        let mut tree = Self {
            nodes: Vec::with_capacity(raw.len()),
            attrs: Vec::new(),
            values: String::with_capacity(n_bytes / 2),
        };
        let get = |id: u32| raw.get(usize::try_from(id).unwrap_or(usize::MAX));
        let mut open: Vec<usize> = Vec::new();
        let mut id = 0;
        while let Some(node) = get(id) {
            let at = tree.nodes.len();
            tree.add(node, open.last().copied().unwrap_or(at));
            if node.first != NONE {
                open.push(at);
                id = node.first;
                continue;
            }
            // Goes up until a node has a next one; closes what it leaves.
            let mut left = node;
            while left.next == NONE
                && let Some(closed) = open.pop()
            {
                let end = tree.nodes.len();
                if let Some(closed) = tree.nodes.get_mut(closed) {
                    closed.end = end;
                }
                match get(left.parent) {
                    Some(parent) => left = parent,
                    None => break,
                }
            }
            id = if open.is_empty() { NONE } else { left.next };
        }
        tree
    }

    fn add(&mut self, raw: &Raw, parent: usize) {
        let first = self.attrs.len();
        for (name, value) in &raw.attrs {
            let span = self.keep(value);
            self.attrs.push((*name, span));
        }
        let text = self.keep(&raw.text);
        self.nodes.push(Node {
            tag: raw.tag,
            parent,
            end: self.nodes.len() + 1,
            attrs: (first, self.attrs.len()),
            text,
        });
    }

    fn keep(&mut self, value: &str) -> Span {
        let start = self.values.len();
        self.values.push_str(value);
        Span::new(start, self.values.len())
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.nodes.get(at).map_or(Tag::Other, |node| node.tag)
    }

    pub(crate) fn end(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at + 1, |node| node.end)
    }

    pub(crate) fn parent(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |node| node.parent)
    }

    /// Returns the text of a node of text; empty for elements.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.nodes
            .get(at)
            .map_or("", |node| node.text.of(&self.values))
    }

    /// Returns the value of an attribute; the first where it stands twice.
    pub(crate) fn attr(&self, at: usize, name: Attr) -> Option<&str> {
        let (first, end) = self.nodes.get(at)?.attrs;
        let attrs = self.attrs.get(first..end)?;
        let (_, span) = attrs.iter().find(|(known, _)| *known == name)?;
        Some(span.of(&self.values))
    }

    /// Lists the numbers of the nodes inside `at`, itself first.
    pub(crate) fn inside(&self, at: usize) -> std::ops::Range<usize> {
        at..self.end(at)
    }

    /// Lists the elements around `at`, the nearest first, without the root.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&at| Some(self.parent(at)))
            .skip(1)
            .take_while(|&at| at != 0)
    }
}

/// Folds white space to single spaces and takes it from both ends.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
