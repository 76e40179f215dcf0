//! The authors of an article: persons, one an entry, roles and papers left out.

use super::head::Head;
use super::linked::Linked;
use super::{Seen, names};
use crate::corpus::When;
use crate::corpus::clean::{bylines, signatures};
use crate::corpus::dates::{self, DayOrder};

/// Meta tags that name authors, the surest first.
const NAMES: [&str; 12] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "article.author",
    "og:author",
    "authors",
    "cxenseparse:author",
];

/// The first so many places are good enough to name a body.
const N_FOR_BODIES: usize = 7;

/// What is known of a page before its authors are read.
pub(super) struct Known<'a> {
    pub(super) site: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) published: Option<When>,
}

/// Who wrote an article.
pub(super) struct Authors {
    pub(super) persons: Vec<String>,
    /// The desk, body or account that signs where no person does.
    pub(super) body: Option<String>,
}

/// Reads the authors.
pub(super) fn read(head: &Head, linked: &Linked, seen: &Seen, known: &Known<'_>) -> Authors {
    let site = known.site;
    let metas = metas(head, site);
    let props = |name: &str| -> Vec<String> {
        let found = head.props.iter().filter(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).collect()
    };
    let places = [
        linked.authors.clone(),
        metas,
        labelled(head),
        props("author.name"),
        links(head, seen, seen.head_nodes),
        props("author"),
        bylines_of(seen, known),
        links(head, seen, seen.end_nodes),
        linked.persons.clone(),
        only_name(head, seen),
    ];
    let found: Vec<Vec<String>> = places
        .iter()
        .map(|place| {
            let mut names = named(place, site);
            names.retain(|name| !is_page(name, head, known));
            names
        })
        .filter(|names| !names.is_empty() && names.len() <= 10)
        .collect();
    let persons = agreed(&found).cloned().unwrap_or_default();
    let stated = places.iter().take(N_FOR_BODIES).flatten();
    let stated = stated.filter_map(|value| names::body(&super::plain(value)));
    let mut bodies = stated.filter(|name| !is_page(name, head, known));
    let body = match persons.as_slice() {
        [] => bodies.next().or_else(|| shown_page(head, seen, known)),
        _ => None,
    };
    Authors { persons, body }
}

/// The values of the surest meta tag that names a person: tags without one
/// name the owner of the site.
fn metas(head: &Head, site: Option<&str>) -> Vec<String> {
    let of = |name: &&str| head.all(name).map(str::to_owned).collect::<Vec<_>>();
    let mut lists = NAMES.iter().map(of);
    lists
        .find(|list| !named(list, site).is_empty())
        .unwrap_or_default()
}

/// The site itself, where the page shows it in the place of an author.
fn shown_page(head: &Head, seen: &Seen, known: &Known<'_>) -> Option<String> {
    let links = links(head, seen, seen.head_nodes);
    let name_of = |line: &String| {
        let mut signed = signatures::signed(line).into_iter();
        signed
            .next()
            .unwrap_or_else(|| bylines::name_part(line).to_owned())
    };
    let lines = seen.bylines.iter().map(name_of);
    let names = links.into_iter().chain(lines);
    let mut bodies = names.filter_map(|name| names::body(&name));
    bodies.find(|name| is_page(name, head, known))
}

/// Says whether a name is that of the site or of the page itself.
fn is_page(name: &str, head: &Head, known: &Known<'_>) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let name = letters(name);
    let is_same = |other: &str| letters(other) == name;
    let host = [head.canonical.as_deref(), head.meta(&["og:url"])];
    let host = host.into_iter().flatten().find_map(|url| {
        let (_, rest) = url.split_once("://")?;
        let host = rest.split(['/', ':']).next()?;
        host.rsplit('.').nth(1)
    });
    known.site.is_some_and(is_same) || known.title.is_some_and(is_same) || host.is_some_and(is_same)
}

/// Returns the names of the first place, unless two others agree on different
/// ones: the data of a page may name its account, or one author of several.
fn agreed(found: &[Vec<String>]) -> Option<&Vec<String>> {
    let first = found.first()?;
    let holds = |names: &[String], name: &str| {
        let mut names = names.iter();
        names.any(|known| known.eq_ignore_ascii_case(name))
    };
    let others = found.get(1..).unwrap_or_default();
    let is_meant = |names: &&Vec<String>| {
        let n_shared = first.iter().filter(|name| holds(names, name)).count();
        let is_other = n_shared == 0 || (n_shared == first.len() && names.len() > n_shared);
        let agrees = |other: &&Vec<String>| {
            other.len() == names.len() && other.iter().all(|name| holds(names, name))
        };
        is_other && others.iter().filter(agrees).count() >= 2
    };
    others.iter().find(is_meant).or(Some(first))
}

/// Names in links and cards of authors in a part of the page.
fn links(head: &Head, seen: &Seen, (first, last): (usize, usize)) -> Vec<String> {
    let found = head.author_names.iter();
    found
        .filter(|(node, _)| *node >= first && *node <= last && !is_comment(seen, *node))
        .map(|(_, name)| name.clone())
        .filter(|name| name.split_whitespace().count() <= 6)
        .collect()
}

/// The one name of an author that the page holds, comments aside.
fn only_name(head: &Head, seen: &Seen) -> Vec<String> {
    let mut names: Vec<String> = head
        .author_names
        .iter()
        .filter(|(node, name)| !name.is_empty() && !is_comment(seen, *node))
        .map(|(_, name)| name.clone())
        .collect();
    names.dedup();
    if names.len() > 1 {
        names.clear();
    }
    names
}

fn is_comment(seen: &Seen, node: usize) -> bool {
    let mut parts = seen.comments.iter();
    parts.any(|(first, end)| (*first..*end).contains(&node))
}

/// `twitter:label1` is `Written by` and `twitter:data1` the name.
fn labelled(head: &Head) -> Vec<String> {
    let pairs = [
        ("twitter:label1", "twitter:data1"),
        ("twitter:label2", "twitter:data2"),
    ];
    let is_author = |label: &str| {
        let label = label.to_lowercase();
        [" by", " von", " par", " por", " da", " door"]
            .iter()
            .any(|end| label.ends_with(end))
            || label == "author"
    };
    let found = pairs
        .iter()
        .find(|(label, _)| head.meta(&[label]).is_some_and(is_author));
    let name = found.and_then(|(_, data)| head.meta(&[data]));
    name.map(str::to_owned).into_iter().collect()
}

/// The names of the first visible line that reads like a byline.
fn bylines_of(seen: &Seen, known: &Known<'_>) -> Vec<String> {
    let names = |line: &String| {
        let signed = signatures::signed(line);
        if !signed.is_empty() {
            return Some(signed).filter(|_| !is_of_other(line, known));
        }
        let byline = bylines::read(line).or_else(|| bylines::read_bare(line));
        byline.map(|_| vec![line.clone()])
    };
    seen.bylines.iter().find_map(names).unwrap_or_default()
}

/// Says whether a line is of another day than the article: a teaser behind it.
fn is_of_other(line: &str, known: &Known<'_>) -> bool {
    let Some(published) = known.published else {
        return false;
    };
    let line = dates::read_line(line, DayOrder::Unknown);
    let days = line
        .stated
        .iter()
        .filter_map(|stated| stated.when?.first_day());
    let day = published.first_day();
    let mut apart = days.map(|other| day.is_some_and(|day| (other - day).get_days().abs() > 1));
    line.stated.iter().all(|stated| stated.when.is_some())
        && apart.next() == Some(true)
        && apart.all(|is| is)
}

fn named(values: &[String], site: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values {
        let value = super::plain(value);
        for name in names::persons(without_site(&value, site)) {
            let is_known = names.iter().any(|known| known.eq_ignore_ascii_case(&name));
            if !is_known {
                names.push(name);
            }
        }
    }
    names
}

/// Takes the name of the site from before or behind a name: `Gazette - Ada Marsh`.
fn without_site<'a>(value: &'a str, site: Option<&str>) -> &'a str {
    let is_site = |part: &str| site.is_some_and(|site| site.eq_ignore_ascii_case(part.trim()));
    let parts = [" - ", " | ", " – "]
        .iter()
        .find_map(|sign| value.split_once(sign));
    match parts {
        Some((first, rest)) if is_site(first) => rest,
        Some((first, rest)) if is_site(rest) => first,
        _ => value,
    }
}
