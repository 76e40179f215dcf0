//! [`Sink`]: where the HTML parser builds its tree.
//!
//! Nodes are linked by number in one list, so that nothing is freed or walked
//! by recursion. When the parser makes far more nodes than the source has tags,
//! as crossed formatting elements can force it to, the sink says so
//! ([`Sink::is_flooded`]) and the caller stops feeding it.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::tags::{Attr, Tag};

/// The number of no node.
pub(super) const NONE: u32 = u32::MAX;

/// A node while the tree is built.
pub(super) struct Raw {
    pub(super) tag: Tag,
    pub(super) parent: u32,
    pub(super) prev: u32,
    pub(super) next: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) attrs: Vec<(Attr, StrTendril)>,
    pub(super) text: StrTendril,
}

impl Raw {
    fn new(tag: Tag) -> Self {
        Self {
            tag,
            parent: NONE,
            prev: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            attrs: Vec::new(),
            text: StrTendril::new(),
        }
    }
}

/// What the parser holds of a node.
#[derive(Clone)]
pub(super) struct Handle {
    id: u32,
    name: Rc<QualName>,
}

pub(super) struct Sink {
    nodes: RefCell<Vec<Raw>>,
    no_name: Rc<QualName>,
    limit: usize,
    is_flooded: Cell<bool>,
}

impl Sink {
    /// Makes a sink that is flooded above `limit` nodes.
    pub(super) fn new(limit: usize) -> Self {
        let no_name = QualName::new(None, html5ever::ns!(), html5ever::local_name!(""));
        Self {
            nodes: RefCell::new(vec![Raw::new(Tag::Document)]),
            no_name: Rc::new(no_name),
            limit,
            is_flooded: Cell::new(false),
        }
    }

    /// Says whether there are more nodes than the source accounts for.
    pub(super) fn is_flooded(&self) -> bool {
        self.is_flooded.get()
    }

    fn add(&self, raw: Raw) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.len() >= self.limit {
            self.is_flooded.set(true);
        }
        let id = u32::try_from(nodes.len()).unwrap_or(NONE);
        nodes.push(raw);
        id
    }

    fn add_text(&self, text: StrTendril) -> u32 {
        self.add(Raw {
            text,
            ..Raw::new(Tag::Text)
        })
    }

    /// Joins `text` to the node `at` if that is one of text.
    fn join_text(&self, at: u32, text: &StrTendril) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = node_mut(&mut nodes, at).filter(|node| node.tag == Tag::Text) else {
            return false;
        };
        node.text.push_tendril(text);
        true
    }

    fn link_last(&self, parent: u32, child: u32) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(last) = node_mut(&mut nodes, parent).map(|node| {
            let last = node.last;
            node.last = child;
            if last == NONE {
                node.first = child;
            }
            last
        }) else {
            return;
        };
        if let Some(last) = node_mut(&mut nodes, last) {
            last.next = child;
        }
        if let Some(child) = node_mut(&mut nodes, child) {
            child.parent = parent;
            child.prev = last;
            child.next = NONE;
        }
    }

    fn link_before(&self, sibling: u32, child: u32) {
        let mut nodes = self.nodes.borrow_mut();
        let Some((parent, prev)) = node_mut(&mut nodes, sibling).map(|node| {
            let links = (node.parent, node.prev);
            node.prev = child;
            links
        }) else {
            return;
        };
        if let Some(prev) = node_mut(&mut nodes, prev) {
            prev.next = child;
        } else if let Some(parent) = node_mut(&mut nodes, parent) {
            parent.first = child;
        }
        if let Some(child) = node_mut(&mut nodes, child) {
            child.parent = parent;
            child.prev = prev;
            child.next = sibling;
        }
    }

    fn unlink(&self, id: u32) {
        let mut nodes = self.nodes.borrow_mut();
        let Some((parent, prev, next)) = node_mut(&mut nodes, id).map(|node| {
            let links = (node.parent, node.prev, node.next);
            (node.parent, node.prev, node.next) = (NONE, NONE, NONE);
            links
        }) else {
            return;
        };
        if let Some(prev) = node_mut(&mut nodes, prev) {
            prev.next = next;
        } else if let Some(parent) = node_mut(&mut nodes, parent) {
            parent.first = next;
        }
        if let Some(next) = node_mut(&mut nodes, next) {
            next.prev = prev;
        } else if let Some(parent) = node_mut(&mut nodes, parent) {
            parent.last = prev;
        }
    }

    fn link_of(&self, id: u32, link: impl Fn(&Raw) -> u32) -> u32 {
        let nodes = self.nodes.borrow();
        nodes
            .get(usize::try_from(id).unwrap_or(usize::MAX))
            .map_or(NONE, link)
    }
}

fn node_mut(nodes: &mut [Raw], id: u32) -> Option<&mut Raw> {
    nodes.get_mut(usize::try_from(id).ok()?)
}

fn kept(attrs: Vec<Attribute>) -> impl Iterator<Item = (Attr, StrTendril)> {
    attrs.into_iter().filter_map(|attr| {
        let name = Attr::of(&attr.name.local);
        (name != Attr::Other).then_some((name, attr.value))
    })
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Vec<Raw>;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Vec<Raw> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            id: 0,
            name: Rc::clone(&self.no_name),
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let id = self.add(Raw {
            attrs: kept(attrs).collect(),
            ..Raw::new(Tag::of(&name.local))
        });
        Handle {
            id,
            name: Rc::new(name),
        }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle {
            id: self.add(Raw::new(Tag::Other)),
            name: Rc::clone(&self.no_name),
        }
    }

    fn create_pi(&self, target: StrTendril, _: StrTendril) -> Handle {
        self.create_comment(target)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child.id,
            NodeOrText::AppendText(text) => {
                let last = self.link_of(parent.id, |node| node.last);
                if self.join_text(last, &text) {
                    return;
                }
                self.add_text(text)
            }
        };
        self.link_last(parent.id, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.unlink(child.id);
                child.id
            }
            NodeOrText::AppendText(text) => {
                let prev = self.link_of(sibling.id, |node| node.prev);
                if self.join_text(prev, &text) {
                    return;
                }
                self.add_text(text)
            }
        };
        self.link_before(sibling.id, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.link_of(element.id, |node| node.parent) == NONE {
            self.append(prev_element, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = node_mut(&mut nodes, target.id) else {
            return;
        };
        for (name, value) in kept(attrs) {
            if node.attrs.iter().all(|(known, _)| *known != name) {
                node.attrs.push((name, value));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.unlink(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut child = self.link_of(node.id, |node| node.first);
        while child != NONE {
            let next = self.link_of(child, |node| node.next);
            self.unlink(child);
            self.link_last(new_parent.id, child);
            child = next;
        }
    }
}
