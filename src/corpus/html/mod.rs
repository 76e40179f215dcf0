//! HTML: a page or a fragment of one becomes an article.
//!
//! [`page`] reads a whole page, where most of what is visible may be furniture;
//! [`fragment`] reads the HTML that feeds, mails and exports carry, where all is
//! article that is not clearly something else. The text is all visible text in
//! document order, one line a block; nothing is fetched and no script runs.

mod choose;
mod guard;
mod heads;
mod kinds;
mod signs;
mod sink;
mod strip;
pub(crate) mod tags;
pub(crate) mod tree;
mod visible;

#[cfg(test)]
mod tests;

use super::{Article, Meta, Problem, clean, meta, page_meta};
use choose::Page;
use tree::Tree;

/// Shorter texts in linked data are summaries.
const MIN_BODY_BYTES: usize = 600;

/// How much of a source is article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scope {
    Page,
    Fragment,
}

/// Reads a whole page.
///
/// Cost: linear.
pub fn page(source: &str) -> Article {
    read(source, Scope::Page)
}

/// Reads a piece of HTML that is known to be of an article.
///
/// Shape: `meta` holds what the text states of itself.
pub fn fragment(source: &str) -> Article {
    read(source, Scope::Fragment)
}

fn read(source: &str, scope: Scope) -> Article {
    let tree = if guard::looks_safe(source) {
        Tree::parse(source)
    } else {
        None
    };
    match tree {
        Some(tree) => read_tree(&tree, scope),
        None => read_stripped(source),
    }
}

fn read_tree(tree: &Tree, scope: Scope) -> Article {
    let visible = visible::lines(tree);
    let page = Page::new(tree, &visible);
    let chosen = match scope {
        Scope::Page => choose::choose(&page),
        Scope::Fragment => vec![true; page.lines.len()],
    };
    let head = page_meta::collect(tree);
    let hint = page_meta::hint(&head);
    let mut stated = page_meta::read(&head, &heads::seen(&page, &chosen, &hint));
    if let Some(body) = stated.body.take()
        && scope == Scope::Page
        && is_missing(&page, &chosen, &body)
    {
        return of_linked(&body, stated);
    }
    let blocks = kinds::blocks(&page, &chosen, stated.meta.title.as_deref());
    let far = match scope {
        Scope::Page if stated.meta.published.is_none() => heads::far_dates(&page, &chosen),
        _ => Vec::new(),
    };
    let mut article = Article {
        text: visible.text,
        blocks,
        problems: stated.problems,
        readable: true,
        ..Article::default()
    };
    meta::read_blocks(&mut article);
    fill(&mut article.meta, stated.meta);
    if article.meta.authors.is_empty() {
        article.meta.authors.extend(stated.signed_by);
    }
    if scope == Scope::Page && article.meta.published.is_none() {
        let modified = article.meta.modified;
        article.meta.published = page_meta::date_of_last_resort(&head, modified, &far);
    }
    article
}

/// Says whether most of the text in the linked data is not on the page.
fn is_missing(page: &Page<'_>, chosen: &[bool], body: &str) -> bool {
    let prose = (0..page.lines.len()).filter(|&at| chosen[at] && page.shapes[at].is_prose());
    let n_bytes: usize = prose.map(|at| page.lines[at].span.len()).sum();
    body.len() >= MIN_BODY_BYTES && n_bytes * 3 < body.len()
}

/// Makes the article of a page that carries its text in linked data alone.
fn of_linked(body: &str, stated: page_meta::Stated) -> Article {
    let mut article = fragment_of(body);
    fill(&mut article.meta, stated.meta);
    article.problems = stated.problems;
    let what = "the text stands in the linked data of the page, not on the page";
    article.problems.push(Problem::new(what));
    article
}

/// Makes an article of text that may hold tags.
fn fragment_of(body: &str) -> Article {
    let source = if body.contains("</") {
        body.to_owned()
    } else {
        body.replace('\n', "<br><br>")
    };
    read(&source, Scope::Fragment)
}

/// Takes what the page states; what it does not state, the text may.
fn fill(meta: &mut Meta, stated: Meta) {
    let shown = std::mem::replace(meta, stated);
    meta.title = meta.title.take().or(shown.title);
    meta.source = meta.source.take().or(shown.source);
    if meta.authors.is_empty() {
        meta.authors = shown.authors;
    }
    meta.published = meta.published.or(shown.published);
    meta.modified = meta.modified.or(shown.modified);
    // The text tells its language better than a template does.
    meta.language = shown.language.or_else(|| meta.language.take());
}

/// Returns the text of a value without tags and references to characters.
pub(crate) fn without_tags(value: &str) -> String {
    let tree = guard::looks_safe(value)
        .then(|| Tree::parse(value))
        .flatten();
    match tree {
        Some(tree) => visible::lines(&tree).text.trim_end().replace('\n', " "),
        None => strip::text(value).replace('\n', " "),
    }
}

/// Reads a page whose structure would take too long to read.
fn read_stripped(source: &str) -> Article {
    let text = strip::text(source);
    let blocks = clean::blocks(&text);
    let mut article = Article {
        text,
        blocks,
        problems: vec![Problem::new(
            "HTML too large or nested too deeply: read without its structure",
        )],
        readable: true,
        ..Article::default()
    };
    meta::read_blocks(&mut article);
    article
}
