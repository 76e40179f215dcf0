//! [`Claims`]: what a page states of itself in its head, and the kit of it.
//!
//! Lines that say the same are title, byline or the like: neither article text
//! nor furniture.

use dom_query::Document;
use serde_json::Value;

use crate::words::Words;

/// Words that the page says are its title, its description, its names.
#[derive(Default)]
pub(crate) struct Claims {
    titles: Vec<Vec<u32>>,
    descriptions: Vec<Vec<u32>>,
    authors: Vec<Vec<u32>>,
    sites: Vec<Vec<u32>>,
}

impl Claims {
    pub(crate) fn of(page: &Document, meta: &Value, words: &mut Words) -> Self {
        let mut claims = Self::default();
        let content = |selector: &str| -> Vec<String> {
            let found = page.select(selector);
            found
                .iter()
                .filter_map(|one| one.attr("content"))
                .map(|content| content.to_string())
                .collect()
        };
        let mut titles = content(
            "meta[property='og:title'], meta[name='twitter:title'], meta[name='title'], meta[itemprop='headline']",
        );
        let window = page.select("head title").text().to_string();
        titles.extend(split(&window).map(str::to_owned));
        titles.push(window);
        titles.extend(page.select("h1").iter().map(|one| one.text().to_string()));
        titles.extend(meta["title"].as_str().map(str::to_owned));
        claims.titles = titles.iter().map(|title| words.of(title)).collect();
        let descriptions = content(
            "meta[property='og:description'], meta[name='description'], meta[name='twitter:description']",
        );
        claims.descriptions = descriptions.iter().map(|text| words.of(text)).collect();
        let mut authors = content(
            "meta[name='author'], meta[property='article:author'], meta[name='sailthru.author'], meta[name='dc.creator'], meta[name='parsely-author']",
        );
        let of_kit = meta["authors"].as_array().map_or(&[][..], Vec::as_slice);
        authors.extend(of_kit.iter().filter_map(Value::as_str).map(str::to_owned));
        claims.authors = authors.iter().map(|name| words.of(name)).collect();
        claims.authors.retain(|name| name.len() >= 2);
        let sites = content("meta[property='og:site_name'], meta[name='application-name']");
        claims.sites = sites.iter().map(|name| words.of(name)).collect();
        claims
    }

    /// Says whether a line is the title or the name of the site.
    pub(crate) fn is_title(&self, line: &[u32]) -> bool {
        let same = |claim: &Vec<u32>| !claim.is_empty() && claim == line;
        self.titles.iter().any(same) || self.sites.iter().any(same)
    }

    /// Says whether a line is the description, or a good part of it.
    pub(crate) fn is_description(&self, line: &[u32]) -> bool {
        line.len() >= 5
            && self.descriptions.iter().any(|claim| {
                let n_same = claim.iter().zip(line).take_while(|(a, b)| a == b).count();
                n_same * 10 >= line.len() * 9 || (n_same >= 8 && n_same * 10 >= claim.len() * 9)
            })
    }

    /// Says whether a short line names an author.
    pub(crate) fn is_byline(&self, line: &[u32]) -> bool {
        line.len() <= 10
            && self
                .authors
                .iter()
                .any(|name| crate::words::holds(line, name))
    }
}

/// Returns the parts of `Title | Section - Paper` that have three words.
fn split(window: &str) -> impl Iterator<Item = &str> {
    [" | ", " - ", " – ", " — ", " :: ", " » ", " · "]
        .into_iter()
        .flat_map(|sign| [window.split_once(sign), window.rsplit_once(sign)])
        .flatten()
        .flat_map(|(before, after)| [before, after])
        .filter(|part| part.split_whitespace().count() >= 3)
}
