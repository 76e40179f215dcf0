//! Front matter: `key: value` lines between two lines of dashes.
//!
//! Reads the few keys that say what an article is; the form is that of YAML as
//! people write it by hand, not the whole of it.

use super::fields;
use crate::corpus::Article;
use crate::corpus::clean::bylines::authors_of_field;

/// Fills in what the lines of `fields` state.
pub(super) fn read_fields(fields: &str, article: &mut Article) {
    let mut key = String::new();
    let mut authors = Vec::new();
    for line in fields.lines().map(str::trim) {
        let value = match (line.strip_prefix("- "), line.split_once(':')) {
            (Some(item), _) => item,
            (None, Some((name, value))) => {
                key = name.trim().to_lowercase();
                value
            }
            (None, None) => continue,
        };
        let value = unquoted(value);
        if value.is_empty() {
            continue;
        }
        if key == "author" || key == "authors" || key == "byline" {
            authors.extend(items(value).flat_map(authors_of_field));
        } else {
            read_field(&key, value, article);
        }
    }
    if !authors.is_empty() {
        article.meta.authors = authors;
    }
}

fn read_field(key: &str, value: &str, article: &mut Article) {
    let meta = &mut article.meta;
    match key {
        "title" => meta.title = Some(value.to_owned()),
        "source" | "publisher" | "publication" => meta.source = Some(value.to_owned()),
        "url" | "link" => meta.url = Some(value.to_owned()),
        "lang" | "language" => meta.language = Some(value.to_lowercase()),
        "date" | "published" | "modified" | "updated" => {
            let when = fields::date_of(value, &mut article.problems).or(None);
            if key == "date" || key == "published" {
                meta.published = when;
            } else {
                meta.modified = when;
            }
        }
        _ => {}
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inside = ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote));
    inside.unwrap_or(value)
}

/// Splits `[a, b]`; anything else is one item.
fn items(value: &str) -> impl Iterator<Item = &str> {
    let list = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let sign = if list.is_some() { ',' } else { '\0' };
    list.unwrap_or(value).split(sign).map(unquoted)
}
