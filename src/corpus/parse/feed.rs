//! Items of RSS, RDF and Atom feeds.
//!
//! The text of an item is its full content where it carries it, else its
//! summary; what its fields state wins over what the text says of itself.

use super::Depth;
use super::fields::{self, Dated, Facts, Form};
use super::xml::Element;
use crate::corpus::clean::bylines::authors_of_field;
use crate::corpus::{Article, ArticleId, Problem};

/// What a feed says of all its items.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Head {
    title: Option<String>,
    language: Option<String>,
    author: Option<String>,
}

impl Head {
    /// Reads what stands before the first item.
    pub(super) fn of(root: &Element) -> Self {
        let Some(outer) = root.children().next() else {
            return Self::default();
        };
        let channel = outer.child("channel").unwrap_or(outer);
        let author = channel.child("author").and_then(person);
        Self {
            title: channel.child("title").and_then(Element::line),
            language: channel
                .child("language")
                .and_then(Element::line)
                .or_else(|| outer.attribute("xml:lang").map(str::to_owned)),
            author,
        }
    }
}

/// Makes the article of one item.
pub(super) fn article(item: &Element, head: &Head, depth: Depth) -> Article {
    let mut problems = Vec::new();
    let facts = Facts {
        title: item.child("title").and_then(title),
        source: origin(item).or_else(|| head.title.clone()),
        authors: authors(item, head),
        published: date(
            item,
            &["pubDate", "dc:date", "published", "issued", "created"],
            &mut problems,
        ),
        modified: date(
            item,
            &["updated", "modified", "dcterms:modified"],
            &mut problems,
        ),
        url: link(item),
        language: item
            .child("dc:language")
            .and_then(Element::line)
            .or_else(|| head.language.clone()),
        section: categories(item).next(),
        keywords: fields::each_once(categories(item)),
    };
    let facts = facts.with_modified_as_published();
    let text = text(item, &mut problems);
    let mut article = fields::made((text, facts), depth, problems);
    article.path = name(item, &article);
    article
}

/// Lists what an item is filed under.
fn categories(item: &Element) -> impl Iterator<Item = String> {
    let named = item.children().filter(|child| child.is("category"));
    named.filter_map(|it| {
        let term = || it.attribute("term").map(str::to_owned);
        it.line().or_else(term)
    })
}

/// Takes the markup out of a title: many feeds put some in.
fn title(element: &Element) -> Option<String> {
    let line = element.line()?;
    if line.contains("</") || line.contains("&amp;") || line.contains("&#") {
        return Element::parse(&line).line();
    }
    Some(line)
}

/// Returns the paper an item was taken over from.
fn origin(item: &Element) -> Option<String> {
    let source = item.child("source")?;
    source.child("title").and_then(Element::line).or_else(|| {
        let is_text = source.children().next().is_none();
        source.line().filter(|_| is_text)
    })
}

fn authors(item: &Element, head: &Head) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    for element in item.children() {
        if element.is("author") || element.is("dc:creator") || element.is("itunes:author") {
            let named = person(element).map(|line| authors_of_field(&line));
            for author in named.unwrap_or_default() {
                if !authors.contains(&author) {
                    authors.push(author);
                }
            }
        }
    }
    if authors.is_empty()
        && let Some(author) = &head.author
    {
        authors = authors_of_field(author);
    }
    authors
}

/// Returns the name in `Name`, `<name>Name</name>` or `mail@host (Name)`.
fn person(element: &Element) -> Option<String> {
    if let Some(name) = element.child("name") {
        return name.line();
    }
    let line = element.line()?;
    let Some((before, name)) = line.split_once('(') else {
        return Some(line).filter(|line| !line.contains('@'));
    };
    if before.contains('@') {
        return Some(name.trim_end_matches(')').trim().to_owned()).filter(|name| !name.is_empty());
    }
    Some(line)
}

fn date(item: &Element, names: &[&str], problems: &mut Vec<Problem>) -> Dated {
    let stated = names.iter().find_map(|name| item.child(name)?.line());
    stated.map_or(Dated::Unstated, |line| fields::date_of(&line, problems))
}

fn link(item: &Element) -> Option<String> {
    let links = || item.children().filter(|child| child.is("link"));
    let to_page = links().find(|link| {
        link.attribute("href").is_some()
            && link.attribute("rel").is_none_or(|rel| rel == "alternate")
    });
    let href = to_page
        .and_then(|link| link.attribute("href"))
        .map(str::to_owned);
    let guid = || {
        let guid = item.child("guid")?;
        let is_link = guid
            .attribute("isPermaLink")
            .is_none_or(|value| value != "false");
        guid.line()
            .filter(|line| is_link && line.starts_with("http"))
    };
    href.or_else(|| links().find_map(Element::line))
        .or_else(guid)
}

fn text(item: &Element, problems: &mut Vec<Problem>) -> Option<(String, Form)> {
    let names = [
        "content:encoded",
        "content",
        "description",
        "summary",
        "subtitle",
    ];
    for name in names {
        for element in item
            .children()
            .filter(|child| child.is(name) && !child.is("media:content"))
        {
            if element.attribute("src").is_some() {
                problems.push(Problem::new("its text lies elsewhere: nothing is fetched"));
                continue;
            }
            let is_xhtml = element
                .attribute("type")
                .is_some_and(|kind| kind == "xhtml");
            let is_plain = element.attribute("type").is_some_and(|kind| kind == "text");
            let source = if is_xhtml || element.children().next().is_some() {
                element.markup()
            } else {
                element.text()
            };
            if source.trim().is_empty() {
                continue;
            }
            let form = if is_plain || !fields::is_markup(&source) && !source.contains('&') {
                Form::Plain
            } else {
                Form::Html
            };
            return Some((source, form));
        }
    }
    // An item without text is worth its row for its title.
    let title = item.child("title")?;
    title.line().map(|_| (String::new(), Form::Plain))
}

/// Names an item: its id, else its link, else what it holds.
fn name(item: &Element, article: &Article) -> String {
    let id = item
        .child("guid")
        .or_else(|| item.child("id"))
        .and_then(Element::line);
    let about = || item.attribute("rdf:about").map(str::to_owned);
    id.or_else(about)
        .or_else(|| article.meta.url.clone())
        .unwrap_or_else(|| {
            let title = article.meta.title.as_deref().unwrap_or_default();
            let held = format!("{title}\n{}", article.text);
            ArticleId::of_path(&held).to_string()
        })
}
