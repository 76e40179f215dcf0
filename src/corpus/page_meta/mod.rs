//! What a page states about its article, outside of its text: [`read`].
//!
//! Linked data, Open Graph, meta tags, microdata, `<time>`, links to authors
//! and the visible head of the article are collected ([`head`], [`linked`]),
//! and for each fact the first value that can be one is taken, the most
//! trusted places first. Unknown stays unknown. Which lines are article is
//! decided elsewhere.

mod addresses;
mod authors;
mod dates;
mod head;
mod linked;
mod names;
mod scripts;
mod title;
mod values;

#[cfg(test)]
mod tests;

pub(crate) use head::{Head, read as collect};
pub(crate) use title::{hint, is_near};

use super::html::tree::folded;
use super::{Meta, Problem, When};

/// What the text of the page itself shows around its article.
#[derive(Default)]
pub(crate) struct Seen {
    /// Headings of the first level on the whole page.
    pub(crate) headings: Vec<String>,
    /// Parts of headings near the head of the article, and lower headings
    /// there, the nearest to the text first.
    pub(crate) lower: Vec<String>,
    /// Lines in the place of bylines.
    pub(crate) bylines: Vec<String>,
    /// Lines of the head that state a date, the nearest to the title first.
    pub(crate) head_dates: Vec<String>,
    /// Other lines that may state it: the opening, the title, the end.
    pub(crate) other_dates: Vec<String>,
    /// The first and the last node of the head of the article.
    pub(crate) head_nodes: (usize, usize),
    /// Those of the end of the article and of what follows it closely.
    pub(crate) end_nodes: (usize, usize),
    /// Nodes that hold comments, each with the end of its inside.
    pub(crate) comments: Vec<(usize, usize)>,
}

/// What was read.
#[derive(Default)]
pub(crate) struct Stated {
    pub(crate) meta: Meta,
    pub(crate) problems: Vec<Problem>,
    /// The text of the article, where linked data carries it.
    pub(crate) body: Option<String>,
    /// The desk, body or account that signs where no person does.
    pub(crate) signed_by: Option<String>,
}

/// Reads what the page states: the elements in `head`, its lines in `seen`.
pub(crate) fn read(head: &Head, seen: &Seen) -> Stated {
    let hint = hint(head);
    let linked = linked::read(&head.scripts, &hint);
    let site = title::site(head, &linked);
    let title = title::read(head, &linked, seen, site.as_deref());
    let mut problems = Vec::new();
    let dates = dates::read(head, &linked, seen, &mut problems);
    let known = authors::Known {
        site: site.as_deref(),
        title: title.as_deref(),
        published: dates.published,
    };
    let authors = authors::read(head, &linked, seen, &known);
    let url = url(head, &linked);
    let section = linked.section.clone().or_else(|| {
        let names = [
            "article:section",
            "section",
            "og:section",
            "sailthru.section",
        ];
        head.meta(&names).map(plain)
    });
    let meta = Meta {
        title,
        source: site,
        authors: authors.persons,
        published: dates.published,
        modified: dates.modified,
        language: language(head, &linked),
        url,
        section: section.filter(|section| section.len() <= 80 && !section.starts_with("http")),
        keywords: Vec::new(),
    };
    Stated {
        meta,
        problems,
        body: linked.body,
        signed_by: authors.body,
    }
}

/// Reads the date of a page that states none where pages do; `far` are lines
/// far from the article that state one, the surest first.
pub(crate) fn date_of_last_resort(
    head: &Head,
    modified: Option<When>,
    far: &[String],
) -> Option<When> {
    dates::last_resort(head, modified, far)
}

fn url(head: &Head, linked: &linked::Linked) -> Option<String> {
    let stated = [
        head.canonical.as_deref(),
        head.meta(&["og:url", "twitter:url"]),
        linked.url.as_deref(),
    ];
    stated
        .into_iter()
        .flatten()
        .map(str::trim)
        .find(|url| url.starts_with("http://") || url.starts_with("https://"))
        .map(str::to_owned)
}

/// Returns the language that the page says it is in, as two or three letters.
fn language(head: &Head, linked: &linked::Linked) -> Option<String> {
    let stated = [
        head.language.as_deref(),
        linked.language.as_deref(),
        head.meta(&["og:locale", "content-language", "language", "dc.language"]),
    ];
    stated.into_iter().flatten().find_map(|code| {
        let code = code
            .trim()
            .split(['-', '_', ','])
            .next()?
            .to_ascii_lowercase();
        let is_code = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        is_code.then_some(code)
    })
}

/// Reads a value that may hold references to characters or tags of HTML.
fn plain(value: &str) -> String {
    let value = folded(value);
    if !value.contains(['&', '<']) {
        return value;
    }
    let value = crate::corpus::html::without_tags(&value);
    folded(&value)
}
