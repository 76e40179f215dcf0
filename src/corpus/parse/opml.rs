//! OPML: a list of feeds, or an outline, is one article.

use super::written::Written;
use super::xml::Element;
use crate::corpus::{Article, BlockKind};

/// Makes the article of a list: a heading for a folder, a line for an entry.
pub(super) fn article(root: &Element) -> Article {
    let mut written = Written::default();
    let title = root.at(&["head", "title"]).and_then(Element::line);
    if let Some(title) = &title {
        written.push(BlockKind::Title, title);
    }
    for outline in root
        .all()
        .into_iter()
        .filter(|element| element.is("outline"))
    {
        let name = outline
            .attribute("text")
            .or_else(|| outline.attribute("title"));
        let address = ["xmlUrl", "htmlUrl", "url"]
            .iter()
            .find_map(|name| outline.attribute(name));
        let kind = if outline.children().next().is_some() {
            BlockKind::Heading
        } else {
            BlockKind::List
        };
        let parts: Vec<&str> = [name, address].into_iter().flatten().collect();
        written.push(kind, &parts.join(" "));
    }
    let mut article = written.into_article();
    article.meta.title = title;
    let author = root.at(&["head", "ownerName"]).and_then(Element::line);
    article.meta.authors = author.into_iter().collect();
    article
}
