//! [`Element`]: a small piece of XML as a tree, such as one item of a feed.
//!
//! Reads what is not quite XML as well: tags that are never closed, names of
//! HTML's entities, loose `&`. Declarations of entities are never followed.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

/// An element with what is in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Element {
    /// With its prefix: `dc:creator`.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Node {
    Element(Element),
    Text(String),
}

/// Elements that lie deeper are read as if they lay there.
const MAX_DEPTH: usize = 64;

impl Element {
    /// Reads the elements of `source`; they are the children of what comes back.
    ///
    /// Cost: linear.
    pub(super) fn parse(source: &str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut open = vec![Self::default()];
        let mut n_deeper = 0_usize;
        // What cannot be read any further ends the tree.
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(start) if open.len() < MAX_DEPTH => open.push(element(&start)),
                Event::Start(_) => n_deeper += 1,
                Event::Empty(start) => add(&mut open, Node::Element(element(&start))),
                Event::End(_) if n_deeper > 0 => n_deeper -= 1,
                Event::End(end) => close(&mut open, end.name().as_ref()),
                Event::Text(text) => add_text(&mut open, &text),
                Event::CData(data) => add_text(&mut open, &data),
                Event::GeneralRef(name) => add_text(&mut open, &resolved(&name)),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        while open.len() > 1 {
            close_last(&mut open);
        }
        open.pop().unwrap_or_default()
    }

    /// Takes the first element inside out.
    pub(super) fn take_first(&mut self) -> Option<Self> {
        let nodes = std::mem::take(&mut self.nodes);
        nodes.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Lists the elements inside.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the first element inside that is called so, whatever its prefix
    /// where `name` has none.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.is(name))
    }

    /// Follows names from child to child.
    pub(super) fn at(&self, names: &[&str]) -> Option<&Self> {
        names
            .iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// Lists this element and all inside, in document order.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut all = Vec::new();
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            all.push(element);
            let children: Vec<&Self> = element.children().collect();
            open.extend(children.into_iter().rev());
        }
        all
    }

    /// Says whether it is called so; a name without prefix fits any.
    pub(super) fn is(&self, name: &str) -> bool {
        let own = if name.contains(':') {
            self.name.as_str()
        } else {
            self.local_name()
        };
        own.eq_ignore_ascii_case(name)
    }

    pub(super) fn local_name(&self) -> &str {
        self.name
            .rsplit_once(':')
            .map_or(self.name.as_str(), |(_, local)| local)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self
            .attributes
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name));
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Returns all text inside.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut open: Vec<&Node> = self.nodes.iter().rev().collect();
        while let Some(node) = open.pop() {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => open.extend(element.nodes.iter().rev()),
            }
        }
        text
    }

    /// Returns all text inside on one line; nothing where there is none.
    pub(super) fn line(&self) -> Option<String> {
        let text = self.text();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// Writes what is inside as markup again.
    pub(super) fn markup(&self) -> String {
        enum Step<'a> {
            Node(&'a Node),
            End(&'a str),
        }
        let mut out = String::new();
        let mut open: Vec<Step<'_>> = self.nodes.iter().rev().map(Step::Node).collect();
        while let Some(step) = open.pop() {
            match step {
                Step::Node(Node::Text(text)) => {
                    for part in text.split_inclusive(['<', '&']) {
                        let (rest, sign) = match part.char_indices().next_back() {
                            Some((at, '<')) => (part.get(..at), "&lt;"),
                            Some((at, '&')) => (part.get(..at), "&amp;"),
                            _ => (Some(part), ""),
                        };
                        out.push_str(rest.unwrap_or_default());
                        out.push_str(sign);
                    }
                }
                Step::Node(Node::Element(element)) => {
                    let name = element.local_name();
                    out.push('<');
                    out.push_str(name);
                    for (key, value) in &element.attributes {
                        let value = value.replace('&', "&amp;").replace('"', "&quot;");
                        for part in [" ", key, "=\"", &value, "\""] {
                            out.push_str(part);
                        }
                    }
                    out.push('>');
                    open.push(Step::End(name));
                    open.extend(element.nodes.iter().rev().map(Step::Node));
                }
                Step::End(name) => {
                    out.push_str("</");
                    out.push_str(name);
                    out.push('>');
                }
            }
        }
        out
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.html_attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let key = attribute.key.as_ref().to_owned();
        (key, unescaped(attribute.value.as_ref()))
    });
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        nodes: Vec::new(),
    }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.nodes.push(node);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut() else { return };
    match last.nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => last.nodes.push(Node::Text(text.to_owned())),
    }
}

/// Closes the innermost element of this name, and what was left open inside.
fn close(open: &mut Vec<Element>, name: &str) {
    let Some(at) = open.iter().rposition(|element| element.name == name) else {
        return;
    };
    while open.len() > at.max(1) {
        close_last(open);
    }
}

fn close_last(open: &mut Vec<Element>) {
    if let Some(last) = open.pop() {
        add(open, Node::Element(last));
    }
}

/// Returns what `&name;` stands for; what is unknown stays as it is.
fn resolved(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| {
        let hex = digits.strip_prefix(['x', 'X']);
        hex.map_or_else(
            || digits.parse().ok(),
            |hex| u32::from_str_radix(hex, 16).ok(),
        )
    });
    if let Some(number) = number {
        let c = char::from_u32(number).filter(|&c| c != '\0');
        return c.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
    }
    resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// Resolves the entities of an attribute.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split_once(';').filter(|(name, _)| {
            name.len() <= 32
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        });
        if let Some((name, behind)) = name {
            out.push_str(&resolved(name));
            rest = behind;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_quite_xml_is_read_as_well() {
        let root = Element::parse(
            "<a x='1 &amp; 2'><b>A & B &nbsp;&lt;i&gt; &who;<c>d</b><![CDATA[<p>]]>e</a>",
        );
        let a = root.child("a").unwrap();
        assert_eq!(a.attribute("X"), Some("1 & 2"));
        assert_eq!(a.child("b").unwrap().text(), "A & B \u{a0}<i> &who;d");
        assert!(a.text().ends_with("<p>e"));
        let nested = Element::parse("<p>1 &lt; 2 <b>bold</b></p>");
        assert_eq!(nested.markup(), "<p>1 &lt; 2 <b>bold</b></p>");
    }

    #[test]
    fn deep_nesting_is_flat_beyond_a_depth() {
        let deep = "<x>".repeat(100_000) + "end";
        assert_eq!(Element::parse(&deep).text(), "end");
    }

    proptest! {
        #[test]
        fn any_text_has_a_tree(source in "[<>/a-c&;#!\\[\\]\"'= -]{0,60}") {
            let _ = Element::parse(&source).markup();
        }
    }
}
