//! [`Head`]: what the elements of a page state about it, as written.
//!
//! Meta tags, links, `<title>`, microdata, `<time>` and the scripts with linked
//! data, collected in one pass. Nothing here judges what is true.

use super::scripts;
use crate::corpus::html::tags::{Attr, Tag};
use crate::corpus::html::tree::{Tree, folded};

/// What a page states, in document order.
#[derive(Default)]
pub(crate) struct Head {
    /// Names of meta tags, in lower case, and their content.
    pub(super) metas: Vec<(String, String)>,
    pub(super) title: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    /// The texts of scripts with linked data.
    pub(super) scripts: Vec<String>,
    /// Dates of publication that other scripts carry, as written.
    pub(super) scripted: Vec<String>,
    /// Properties of microdata or `RDFa` outside of the head, and their value.
    pub(super) props: Vec<(String, String)>,
    /// Texts of elements that are there for the name of an author, and where.
    pub(super) author_names: Vec<(usize, String)>,
    pub(super) times: Vec<Time>,
}

/// A `<time>` element.
pub(crate) struct Time {
    pub(super) value: String,
    pub(super) node: usize,
    /// It says that it is the date of publication.
    pub(super) is_published: bool,
    /// It says that it is the date of a change.
    pub(super) is_modified: bool,
}

/// Longer values state nothing.
const MAX_VALUE_BYTES: usize = 2_000;
/// So many elements of one sort are looked at.
const MAX_EACH: usize = 200;

/// Collects what the elements of a page state.
///
/// Cost: linear.
pub(crate) fn read(tree: &Tree) -> Head {
    let mut head = Head::default();
    for at in 0..tree.nodes.len() {
        match tree.tag(at) {
            Tag::Meta => head.read_meta(tree, at),
            Tag::Html => head.language = tree.attr(at, Attr::Lang).map(str::to_owned),
            Tag::Title if head.title.is_none() && tree.tag(tree.parent(at)) != Tag::Svg => {
                head.title = Some(inside(tree, at)).filter(|title| !title.is_empty());
            }
            Tag::Link if is_word(tree.attr(at, Attr::Rel), "canonical") => {
                head.canonical = tree.attr(at, Attr::Href).map(str::to_owned);
            }
            Tag::Script => {
                let kind = tree.attr(at, Attr::Type).unwrap_or_default();
                if kind.trim().eq_ignore_ascii_case("application/ld+json") {
                    head.scripts.push(raw_inside(tree, at));
                } else if head.scripted.len() < scripts::MAX_DAYS {
                    let texts = tree.inside(at).map(|node| tree.text(node));
                    head.scripted.extend(texts.flat_map(scripts::days));
                }
            }
            Tag::Time => head.read_time(tree, at),
            Tag::Abbr | Tag::Span => head.read_class_date(tree, at),
            _ => {}
        }
        if is_author_name(tree, at) && head.author_names.len() < MAX_EACH {
            head.author_names.push((at, inside(tree, at)));
        }
        head.read_prop(tree, at);
    }
    head
}

impl Head {
    /// Returns the first content of the meta tags with one of these names, in
    /// the order of the names.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.metas.iter().find(|(known, _)| known == name);
            found.map(|(_, content)| content.as_str())
        })
    }

    /// Lists the contents of all meta tags with this name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.as_str())
    }

    /// Returns the first value of a property.
    pub(super) fn prop(&self, name: &str) -> Option<&str> {
        self.props
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    fn read_meta(&mut self, tree: &Tree, at: usize) {
        let Some(content) = tree.attr(at, Attr::Content) else {
            return;
        };
        let content = folded(content);
        if content.is_empty() || content.len() > MAX_VALUE_BYTES || self.metas.len() >= 2_000 {
            return;
        }
        for name in [Attr::Name, Attr::Property, Attr::Itemprop, Attr::HttpEquiv] {
            if let Some(name) = tree.attr(at, name) {
                let name = name.trim().to_ascii_lowercase();
                let name = if name.starts_with("dc") {
                    name.replace(':', ".")
                } else {
                    name
                };
                self.metas.push((name, content.clone()));
            }
        }
    }

    fn read_time(&mut self, tree: &Tree, at: usize) {
        let stated = tree.attr(at, Attr::Datetime).map(str::to_owned);
        let value = stated
            .filter(|value| value.len() >= 8)
            .unwrap_or_else(|| inside(tree, at));
        let words = [Attr::Class, Attr::Itemprop, Attr::Property, Attr::Id]
            .iter()
            .filter_map(|name| tree.attr(at, *name))
            .collect::<Vec<_>>()
            .join(" ")
            .to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        let is_modified = has(&["modif", "update"]) && !has(&["publish"]);
        let is_published = tree.attr(at, Attr::Pubdate).is_some()
            || has(&[
                "publish",
                "pubdate",
                "created",
                "entry-date",
                "post-date",
                "dt-published",
            ]);
        // What is quoted from elsewhere brings its own dates.
        let is_quoted = tree
            .around(at)
            .any(|node| tree.tag(node) == Tag::Blockquote);
        if self.times.len() < MAX_EACH && !value.is_empty() && !is_quoted {
            self.times.push(Time {
                value,
                node: at,
                is_published,
                is_modified,
            });
        }
    }

    /// `<abbr class="published" title="2014-05-28">`.
    fn read_class_date(&mut self, tree: &Tree, at: usize) {
        let class = tree.attr(at, Attr::Class).unwrap_or_default();
        let title = tree.attr(at, Attr::Title).unwrap_or_default();
        let has = |word: &str| class.split_ascii_whitespace().any(|known| known == word);
        let (is_published, is_modified) = (has("published") || has("dt-published"), has("updated"));
        if (is_published || is_modified) && title.len() >= 8 && self.times.len() < MAX_EACH {
            self.times.push(Time {
                value: title.to_owned(),
                node: at,
                is_published,
                is_modified: is_modified && !is_published,
            });
        }
    }

    fn read_prop(&mut self, tree: &Tree, at: usize) {
        let named = [Attr::Itemprop, Attr::Property]
            .iter()
            .find_map(|name| tree.attr(at, *name));
        let Some(names) = named.filter(|_| self.props.len() < MAX_EACH) else {
            return;
        };
        let value = [Attr::Content, Attr::Datetime]
            .iter()
            .find_map(|name| tree.attr(at, *name));
        for name in names.split_whitespace() {
            let name = name.rsplit(':').next().unwrap_or(name);
            let is_asked = matches!(
                name,
                "author"
                    | "creator"
                    | "datePublished"
                    | "dateModified"
                    | "dateCreated"
                    | "headline"
                    | "articleSection"
                    | "name"
            );
            if !is_asked {
                continue;
            }
            let is_name = name == "name";
            if is_name && !is_of_author(tree, at) {
                continue;
            }
            let value = match value {
                Some(value) => folded(value),
                None => inside(tree, at),
            };
            let name = if is_name { "author.name" } else { name };
            if !value.is_empty() {
                self.props.push((name.to_owned(), value));
            }
        }
    }
}

fn is_of_author(tree: &Tree, at: usize) -> bool {
    tree.around(at).take(4).any(|node| {
        let prop = tree.attr(node, Attr::Itemprop).unwrap_or_default();
        prop.split_whitespace()
            .any(|word| matches!(word, "author" | "creator"))
    })
}

/// Says whether a list of words in an attribute holds `word`.
fn is_word(value: Option<&str>, word: &str) -> bool {
    value.is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|known| known.eq_ignore_ascii_case(word))
    })
}

/// Says whether an element is there for the name of an author: a link to the
/// page about them, or the name of a card.
fn is_author_name(tree: &Tree, at: usize) -> bool {
    let class = tree.attr(at, Attr::Class);
    let is_named =
        is_word(class, "fn") || is_word(class, "author-name") || is_word(class, "p-author");
    if tree.tag(at) != Tag::A {
        return is_named;
    }
    let href = tree.attr(at, Attr::Href).unwrap_or_default();
    let of_authors = [
        "author",
        "authors",
        "autor",
        "autoren",
        "autores",
        "auteur",
        "auteurs",
        "redakteur",
        "journalist",
        "journalists",
        "contributor",
        "contributors",
        "profile",
        "people",
        "columnist",
    ];
    let mut parts = href.split(['/', '?', '=']).filter(|part| !part.is_empty());
    let is_about = parts.any(|part| of_authors.contains(&part)) && parts.next().is_some();
    is_named || is_word(tree.attr(at, Attr::Rel), "author") || is_about
}

/// Returns the text inside an element, white space folded and cut at a limit.
fn inside(tree: &Tree, at: usize) -> String {
    let mut out = String::new();
    let mut node = at;
    while node < tree.end(at) && out.len() < MAX_VALUE_BYTES {
        let tag = tree.tag(node);
        if matches!(tag, Tag::Script | Tag::Style | Tag::Svg | Tag::Noscript) {
            node = tree.end(node);
            continue;
        }
        if tag.is_block() {
            out.push(' ');
        }
        out.push_str(tree.text(node));
        node += 1;
    }
    folded(&out)
}

fn raw_inside(tree: &Tree, at: usize) -> String {
    tree.inside(at).map(|node| tree.text(node)).collect()
}
