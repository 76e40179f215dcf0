//! NITF and NewsML-G2: the formats in which agencies hand out their wires.
//!
//! Source: IPTC, NITF 3.6 and NewsML-G2 2.x. What the elements say is taken as
//! it is: the kinds of the blocks, the names, and the dates in `norm`.

use super::fields::{self, Dated, Facts};
use super::written::Written;
use super::xml::Element;
use super::{Depth, plain};
use crate::corpus::clean::bylines::authors_of_field;
use crate::corpus::{Article, BlockKind, Problem, html};

/// Makes the article of a whole NITF document.
pub(super) fn nitf(root: &Element) -> Article {
    let mut problems = Vec::new();
    let head = |names: &[&str]| root.at(names);
    let norm = |element: Option<&Element>, name: &str| element?.attribute(name).map(str::to_owned);
    let data = head(&["head", "docdata"]);
    let dated = |name: &str| norm(data.and_then(|data| data.child(name)), "norm");
    let pubdata = head(&["head", "pubdata"]);
    let top = head(&["body", "body.head"]);
    let story_date = top.and_then(|top| norm(top.at(&["dateline", "story.date"]), "norm"));
    let published = dated("date.issue")
        .or(story_date)
        .or_else(|| norm(pubdata, "date.publication"))
        .or_else(|| dated("date.release"));
    let headline = top.and_then(|top| top.at(&["hedline", "hl1"]).or_else(|| top.child("hedline")));
    let keys = head(&["head", "docdata", "key-list"]);
    let keys = keys.into_iter().flat_map(Element::children);
    let keys = keys.filter_map(|key| norm(Some(key), "key"));
    let facts = Facts {
        title: headline
            .and_then(Element::line)
            .or_else(|| head(&["head", "title"]).and_then(Element::line)),
        source: norm(pubdata, "name").or_else(|| top?.child("distributor")?.line()),
        authors: top.map(bylines).unwrap_or_default(),
        published: date(published, &mut problems),
        modified: Dated::Unstated,
        url: norm(pubdata, "ex-ref").filter(|url| url.starts_with("http")),
        language: norm(Some(root), "xml:lang"),
        section: norm(pubdata, "position.section"),
        keywords: fields::each_once(keys),
    };
    let mut written = Written::default();
    if let Some(top) = top {
        write_head(top, &mut written);
    }
    if let Some(content) = head(&["body", "body.content"]) {
        write_content(content, &mut written);
    }
    if let Some(end) = head(&["body", "body.end"]) {
        write_all(end, BlockKind::Credit, &mut written);
    }
    let id = data.and_then(|data| norm(data.child("doc-id"), "id-string"));
    finish(written.into_article(), facts, problems, id)
}

/// Makes the article of one `newsItem` of NewsML-G2.
pub(super) fn item(item: &Element, depth: Depth) -> Article {
    let mut problems = Vec::new();
    let line = |names: &[&str]| item.at(names).and_then(Element::line);
    let published = line(&["contentMeta", "contentCreated"])
        .or_else(|| line(&["itemMeta", "firstCreated"]))
        .or_else(|| line(&["itemMeta", "versionCreated"]));
    let modified =
        line(&["contentMeta", "contentModified"]).or_else(|| line(&["itemMeta", "versionCreated"]));
    let provider = item.at(&["itemMeta", "provider"]);
    let named = |element: &Element| element.child("name").and_then(Element::line);
    let by = line(&["contentMeta", "by"]);
    let creators = item
        .child("contentMeta")
        .into_iter()
        .flat_map(Element::children);
    let creators = creators
        .filter(|child| child.is("creator") || child.is("contributor"))
        .filter_map(named);
    let language = item
        .at(&["contentMeta", "language"])
        .and_then(|it| it.attribute("tag"));
    let keys = item.child("contentMeta").into_iter();
    let keys = keys.flat_map(Element::children);
    let keys = keys
        .filter(|child| child.is("keyword"))
        .filter_map(Element::line);
    let mut facts = Facts {
        title: line(&["contentMeta", "headline"]).or_else(|| line(&["itemMeta", "title"])),
        source: line(&["contentMeta", "creditline"])
            .or_else(|| provider.and_then(named))
            .or_else(|| provider?.attribute("literal").map(str::to_owned)),
        authors: by.map_or_else(|| creators.collect(), |by| authors_of_field(&by)),
        published: date(published, &mut problems),
        modified: date(modified, &mut problems),
        url: None,
        language: language
            .or_else(|| item.attribute("xml:lang"))
            .map(str::to_owned),
        section: None,
        keywords: fields::each_once(keys),
    };
    if facts.modified == facts.published {
        facts.modified = Dated::Unstated;
    }
    let mut article = content(item, depth);
    if let Some(headline) = article.meta.title.take() {
        facts.title.get_or_insert(headline);
    }
    if article.text.is_empty() {
        problems.push(Problem::new(
            "holds no text: a picture, a film or a list of others",
        ));
    }
    let id = item.attribute("guid").map(str::to_owned);
    problems.append(&mut article.problems);
    finish(article, facts, problems, id)
}

/// Reads the text of a news item, in whichever form it is carried.
fn content(item: &Element, depth: Depth) -> Article {
    let set = item.child("contentSet");
    let inline = set.into_iter().flat_map(Element::children);
    for part in inline {
        if let Some(document) = part.all().into_iter().find(|element| element.is("nitf")) {
            return nitf(document);
        }
        let is_text = part.is("inlineXML") || part.is("inlineData");
        if part.is("inlineXML") && part.children().next().is_some() {
            return html::page(&part.markup());
        }
        if is_text && depth == Depth::Text {
            return plain::unread(part.text());
        }
        if is_text && fields::is_markup(&part.text()) {
            return html::fragment(&part.text());
        }
        if is_text {
            return plain::bare(part.text());
        }
    }
    Article {
        readable: true,
        ..Article::default()
    }
}

fn finish(
    mut article: Article,
    facts: Facts,
    problems: Vec<Problem>,
    id: Option<String>,
) -> Article {
    article.path = id.unwrap_or_default();
    facts.tell(&mut article);
    article.problems = problems;
    article
}

fn date(stated: Option<String>, problems: &mut Vec<Problem>) -> Dated {
    stated.map_or(Dated::Unstated, |line| fields::date_of(&line, problems))
}

/// Lists who wrote it: one person an element, without `byttl`, the role.
fn bylines(top: &Element) -> Vec<String> {
    let mut authors = Vec::new();
    for byline in top.children().filter(|child| child.is("byline")) {
        let persons: Vec<String> = byline
            .all()
            .into_iter()
            .filter(|it| it.is("person"))
            .filter_map(Element::line)
            .collect();
        if persons.is_empty() {
            let role = byline
                .child("byttl")
                .and_then(Element::line)
                .unwrap_or_default();
            let line = byline.line().unwrap_or_default();
            authors.extend(authors_of_field(
                line.trim_end_matches(role.as_str()).trim(),
            ));
        } else {
            authors.extend(persons);
        }
    }
    authors
}

fn write_head(top: &Element, written: &mut Written) {
    for element in top.all() {
        let kind = match element.local_name().to_ascii_lowercase().as_str() {
            "hl1" => BlockKind::Title,
            "hl2" => BlockKind::Subtitle,
            "byline" => BlockKind::Byline,
            "dateline" => BlockKind::Dateline,
            "note" => BlockKind::Editorial,
            "hedline" if element.children().next().is_none() => BlockKind::Title,
            _ => continue,
        };
        written.push(kind, &element.text());
    }
}

/// Writes the blocks of the content, each once.
fn write_content(content: &Element, written: &mut Written) {
    let mut open: Vec<&Element> = content.children().collect();
    open.reverse();
    while let Some(element) = open.pop() {
        let kind = match element.local_name().to_ascii_lowercase().as_str() {
            "p" | "pre" => BlockKind::Paragraph,
            "hl2" | "hl1" => BlockKind::Heading,
            "li" | "tr" | "dt" | "dd" => BlockKind::List,
            "bq" | "blockquote" => BlockKind::Quote,
            "media-caption" => BlockKind::Caption,
            "media-producer" => BlockKind::Credit,
            "note" => BlockKind::Editorial,
            "media-reference" | "media-metadata" => continue,
            _ if element.children().next().is_none() => BlockKind::Paragraph,
            _ => {
                let children: Vec<&Element> = element.children().collect();
                open.extend(children.into_iter().rev());
                continue;
            }
        };
        written.push(kind, &element.text());
    }
}

fn write_all(element: &Element, kind: BlockKind, written: &mut Written) {
    for child in element.children() {
        written.push(kind, &child.text());
    }
}
