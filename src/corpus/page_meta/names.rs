//! Names of authors in values that pages state: persons, and where there is none
//! the body that signs, without the words around them.

use crate::corpus::clean::{bylines, leads};
use crate::corpus::sources;

/// Lists the persons that a value names.
pub(super) fn persons(value: &str) -> Vec<String> {
    let is_address = value.contains("://") || value.contains("www.") || value.starts_with('@');
    if is_address || value.is_empty() || value.len() > 200 {
        return Vec::new();
    }
    let value = name_in_link(without_lead(value));
    let mut names = bylines::authors_of_field(value);
    names.retain(|name| is_person(name));
    names
}

/// Returns the body, desk or account that a value names.
pub(super) fn body(value: &str) -> Option<String> {
    let value = name_in_link(without_lead(value.trim()));
    let name = leads::without_lead(value).trim_end_matches([':', ',', '.']);
    let n_words = name.split_whitespace().count();
    let is_shape = name.len() <= 60
        && (1..=6).contains(&n_words)
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !name.contains(['@', ':', '|', '<', '{', '=', '?', '!'])
        && !name.contains("//")
        && !name.contains("www.");
    let is_other = is_nobody(&name.to_lowercase())
        || is_label(name.split_whitespace().next().unwrap_or_default())
        || is_label(name.rsplit(' ').next().unwrap_or_default());
    (is_shape && !is_other).then(|| name.to_owned())
}

/// What systems write where nobody is named.
fn is_nobody(name: &str) -> bool {
    matches!(
        name,
        "admin"
            | "administrator"
            | "webmaster"
            | "wordpressadmin"
            | "superuser"
            | "root"
            | "user"
            | "guest"
            | "gast"
            | "author"
            | "autor"
            | "editor"
            | "unknown"
            | "unbekannt"
            | "anonymous"
            | "null"
            | "none"
            | "undefined"
            | "default"
            | "test"
    )
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
        && !is_label(name.rsplit(' ').next().unwrap_or_default())
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
