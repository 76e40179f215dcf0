//! The authors of an article: persons, one an entry, roles and papers left out.

use super::Seen;
use super::head::Head;
use super::linked::Linked;
use crate::corpus::clean::bylines;
use crate::corpus::sources;

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

/// Reads the authors.
pub(super) fn read(head: &Head, linked: &Linked, seen: &Seen, site: Option<&str>) -> Vec<String> {
    let metas: Vec<String> = NAMES
        .iter()
        .map(|name| head.all(name).map(str::to_owned).collect::<Vec<_>>())
        .find(|list| !named(list, site).is_empty())
        .unwrap_or_default();
    let props = |name: &str| -> Vec<String> {
        let found = head.props.iter().filter(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).collect()
    };
    let places = [
        linked.authors.clone(),
        metas,
        labelled(head),
        props("author.name"),
        links(head, seen),
        props("author"),
        bylines_of(seen),
        linked.persons.clone(),
    ];
    places
        .iter()
        .map(|place| named(place, site))
        .find(|names| !names.is_empty() && names.len() <= 10)
        .unwrap_or_default()
}

/// Names in links and cards of authors, of the head of the article, else of its end.
fn links(head: &Head, seen: &Seen) -> Vec<String> {
    let inside = |(first, last): (usize, usize)| -> Vec<String> {
        let found = head.author_names.iter();
        found
            .filter(|(node, _)| *node >= first && *node <= last)
            .map(|(_, name)| name.clone())
            .filter(|name| name.split_whitespace().count() <= 6)
            .collect()
    };
    let found = [inside(seen.head_nodes), inside(seen.end_nodes)];
    let found = found.into_iter().find(|names| !names.is_empty());
    found.unwrap_or_else(|| only_name(head, seen))
}

/// The one name of an author that the page holds, comments aside.
fn only_name(head: &Head, seen: &Seen) -> Vec<String> {
    let is_comment = |node: usize| {
        let mut parts = seen.comments.iter();
        parts.any(|(first, end)| (*first..*end).contains(&node))
    };
    let mut names: Vec<String> = head
        .author_names
        .iter()
        .filter(|(node, name)| !name.is_empty() && !is_comment(*node))
        .map(|(_, name)| name.clone())
        .collect();
    names.dedup();
    if names.len() > 1 {
        names.clear();
    }
    names
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

/// Visible lines that read like bylines.
fn bylines_of(seen: &Seen) -> Vec<String> {
    let is_byline = |line: &&String| {
        bylines::read(line)
            .or_else(|| bylines::read_bare(line))
            .is_some()
    };
    seen.bylines
        .iter()
        .find(is_byline)
        .cloned()
        .into_iter()
        .collect()
}

fn named(values: &[String], site: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values {
        let value = super::plain(value);
        for name in of_value(without_site(&value, site)) {
            let is_site = site.is_some_and(|site| site.eq_ignore_ascii_case(&name));
            let is_known = names.iter().any(|known| known.eq_ignore_ascii_case(&name));
            if !is_site && !is_known {
                names.push(name);
            }
        }
    }
    names
}

fn of_value(value: &str) -> Vec<String> {
    let is_address = value.contains("://") || value.contains("www.") || value.starts_with('@');
    if is_address || value.is_empty() || value.len() > 200 {
        return Vec::new();
    }
    let value = name_in_link(without_lead(value));
    let mut names = bylines::authors_of_field(value);
    names.retain(|name| is_person(name));
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

/// Takes the words of a link from before a name: `All posts by Ada Marsh`.
fn name_in_link(text: &str) -> &str {
    let text = half_of_twice(text);
    let cut = [" von ", " by ", " of ", " de ", " par ", " from "]
        .iter()
        .find_map(|word| text.split_once(word));
    let is_words = |before: &str| {
        let first = before
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase();
        matches!(
            first.as_str(),
            "alle"
                | "all"
                | "artikel"
                | "beiträge"
                | "mehr"
                | "more"
                | "posts"
                | "articles"
                | "autorenseite"
                | "view"
                | "show"
                | "see"
                | "read"
                | "weitere"
                | "tous"
                | "más"
        )
    };
    match cut {
        Some((before, name)) if is_words(before) => name,
        _ => text,
    }
}

/// `Ada Marsh Ada Marsh` is a picture's name and the name.
fn half_of_twice(text: &str) -> &str {
    let middle = text.len() / 2;
    match (text.get(..middle), text.get(middle + 1..)) {
        (Some(first), Some(second)) if first == second && first.len() >= 4 => first,
        _ => text,
    }
}

/// Takes what stands before a name, also where no space parts it: `ByAda Marsh`.
fn without_lead(value: &str) -> &str {
    for lead in ["By", "Von", "vom ", "Vom ", "from "] {
        let rest = value.strip_prefix(lead);
        if let Some(rest) = rest.filter(|rest| rest.starts_with(char::is_uppercase)) {
            return rest;
        }
    }
    value
}

fn is_person(name: &str) -> bool {
    let n_words = name.split_whitespace().count();
    let n_chars = name.chars().count();
    (2..=50).contains(&n_chars)
        && (1..=5).contains(&n_words)
        && !name.contains(['@', ':', '/', '|'])
        && (n_words == 1 || !name.contains(|c: char| c.is_ascii_digit()))
        && !sources::is_known(name)
        && !(n_words > 1 && sources::is_publication(name))
        && !is_label(name.split_whitespace().next().unwrap_or_default())
        && !is_host(name)
        && !name.to_lowercase().split_whitespace().any(is_body)
}

/// Words that no person is called.
fn is_body(word: &str) -> bool {
    matches!(
        word,
        "redaktion"
            | "admin"
            | "administrator"
            | "team"
            | "editor"
            | "staff"
            | "gmbh"
            | "ag"
            | "e.v."
            | "redaktionsteam"
            | "newsroom"
            | "editors"
            | "redacción"
            | "rédaction"
            | "webmaster"
            | "verlag"
            | "online"
            | "news"
            | "press"
            | "presse"
            | "autor"
            | "author"
            | "gast"
            | "autoreninfo"
            | "wordpressadmin"
            | "zeitung"
            | "magazin"
            | "ltd"
            | "inc"
            | "media"
    )
}

/// `gazette.example`: the name of a machine.
fn is_host(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    !name.contains(' ')
        && (2..=4).contains(&end.len())
        && end.bytes().all(|b| b.is_ascii_lowercase())
}

/// Words that stand in links to authors by themselves.
fn is_label(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "mehr"
            | "more"
            | "über"
            | "about"
            | "profil"
            | "profile"
            | "show"
            | "alle"
            | "von"
            | "zur"
            | "website"
            | "twitter"
            | "email"
            | "e-mail"
            | "kontakt"
            | "contact"
            | "bio"
    )
}
