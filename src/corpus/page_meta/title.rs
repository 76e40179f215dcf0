//! The title of the article and the name of the site, from several places.
//!
//! A page states its title up to five times, mostly with the name of the site
//! behind it. What two places agree on is the title; the heading of the page is
//! trusted before what is meant for search engines and social networks.

use super::Seen;
use super::head::Head;
use super::linked::Linked;
use crate::corpus::html::tree::folded;

/// Signs between a title and the name of the site.
const SIGNS: [&str; 14] = [
    " | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « ", " / ", " ~ ", " > ", " < ",
    ": ",
];

/// Returns the text of `<title>`, or what stands for it.
pub(crate) fn hint(head: &Head) -> String {
    let title = head.meta(&["og:title"]).or(head.title.as_deref());
    super::plain(title.unwrap_or_default())
}

/// Returns the name of the site.
pub(super) fn site(head: &Head, linked: &Linked) -> Option<String> {
    let stated = [
        head.meta(&["og:site_name"]),
        linked.publisher.as_deref(),
        head.meta(&[
            "application-name",
            "apple-mobile-web-app-title",
            "dc.publisher",
            "publisher",
            "copyright",
        ]),
    ];
    stated
        .into_iter()
        .flatten()
        .map(super::plain)
        .find(|name| (2..=60).contains(&name.chars().count()) && !name.starts_with("http"))
}

/// Chooses the title.
pub(super) fn read(
    head: &Head,
    linked: &Linked,
    seen: &Seen,
    site: Option<&str>,
) -> Option<String> {
    let element = head.title.as_deref().map(super::plain).unwrap_or_default();
    let social = super::plain(
        head.meta(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "title",
            "headline",
            "parsely-title",
            "sailthru.title",
        ])
        .unwrap_or_default(),
    );
    let stated: Vec<String> = [
        linked.headline.clone().unwrap_or_default(),
        social,
        element.clone(),
        head.prop("headline").map(folded).unwrap_or_default(),
    ]
    .iter()
    .map(|title| without_site(title, site))
    .filter(|title| !title.is_empty())
    .collect();
    let is_said = |heading: &&String| {
        let heading = key(heading);
        heading.len() >= 6 && stated.iter().any(|title| heading == key(title))
    };
    // A heading, or a part of one, that says just what another place says.
    if let Some(heading) = seen.headings.iter().chain(&seen.lower).find(is_said) {
        return Some(without_site(heading, site));
    }
    let is_near = |heading: &&String| {
        let heading = key(heading);
        stated.iter().any(|title| is_alike(&heading, &key(title)))
    };
    let long = |heading: &&String| heading.chars().count() >= 3;
    if let Some(heading) = seen.headings.iter().filter(long).find(is_near) {
        return Some(without_site(heading, site));
    }
    // A lower heading that the title of the page holds.
    let whole = key(&element);
    let is_held = |heading: &&String| {
        let heading = key(heading);
        heading.chars().count() >= 10 && whole.contains(&heading)
    };
    if let Some(heading) = seen.lower.iter().find(is_held) {
        return Some(heading.clone());
    }
    let is_site = |title: &String| site.is_some_and(|site| key(site) == key(title));
    let chosen = stated.iter().find(|title| !is_site(title)).cloned();
    chosen
        .or_else(|| seen.headings.first().cloned())
        .or_else(|| Some(element).filter(|title| !title.is_empty()))
}

/// Says whether two titles are one, the name of a site behind either aside.
pub(crate) fn is_near(first: &str, second: &str) -> bool {
    is_alike(&key(first), &key(second))
}

/// Says whether one begins or ends with the other and is not much longer, or
/// they are the same.
fn is_alike(first: &str, second: &str) -> bool {
    let (short, long) = if first.len() <= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    !short.is_empty()
        && (short == long
            || (short.len() >= 10 && (long.starts_with(short) || long.ends_with(short))))
}

/// Letters and digits alone, in lower case.
fn key(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Takes the name of the site from a title.
fn without_site(title: &str, site: Option<&str>) -> String {
    let mut title = folded(title);
    let site = site.map(key).unwrap_or_default();
    for _ in 0..2 {
        let Some(cut) = cut_site(&title, &site) else {
            break;
        };
        title = cut;
    }
    title
}

fn cut_site(title: &str, site: &str) -> Option<String> {
    let last = SIGNS
        .iter()
        .filter_map(|sign| Some((title.rfind(sign)?, *sign)))
        .max_by_key(|(at, _)| *at);
    if let Some((at, sign)) = last {
        let head = title.get(..at)?.trim();
        let tail = title.get(at + sign.len()..)?.trim();
        if is_name(tail, site, sign) && head.chars().count() >= 3 {
            return Some(head.to_owned());
        }
    }
    let first = SIGNS
        .iter()
        .filter_map(|sign| Some((title.find(sign)?, *sign)))
        .min_by_key(|(at, _)| *at);
    let (at, sign) = first?;
    let head = title.get(..at)?.trim();
    let tail = title.get(at + sign.len()..)?.trim();
    let is_site = !site.is_empty() && key(head) == site;
    (is_site && tail.chars().count() >= 3).then(|| tail.to_owned())
}

/// Says whether what stands behind the last sign is the name of the site.
fn is_name(tail: &str, site: &str, sign: &str) -> bool {
    let tail_key = key(tail);
    if !site.is_empty() && !tail_key.is_empty() {
        let is_part = tail_key.len() >= 3 && (site.contains(&tail_key) || tail_key.contains(site));
        if is_part {
            return true;
        }
    }
    if sign == ": " {
        return false;
    }
    let n_words = tail.split_whitespace().count();
    let is_host = n_words == 1 && tail.contains('.') && !tail.ends_with('.');
    is_host || crate::corpus::sources::is_publication(tail) || (sign == " | " && n_words <= 4)
}
