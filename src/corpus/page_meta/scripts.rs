//! [`days`]: dates of publication in the data that scripts of a page carry.
//!
//! The scripts are not parsed: keys that name the date are looked for, and what
//! stands behind each is taken as written. Whose date it is remains unknown.

use memchr::memmem;

/// So many dates are taken from one page.
pub(super) const MAX_DAYS: usize = 20;
/// Longer values are no dates.
const MAX_VALUE_BYTES: usize = 40;

/// Longer words are no keys.
const MAX_KEY_CHARS: usize = 40;

/// Lists the values of keys such as `"publishedDate"` or `\"pub_date\"`.
///
/// Shape: in the order of the script.
/// Cost: linear.
pub(super) fn days(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in [
        "ublish",
        "ublicationDate",
        "ublication_date",
        "ubDate",
        "pub_date",
        "ostDate",
        "ost_date",
        "atePosted",
    ] {
        for at in memmem::find_iter(script.as_bytes(), part) {
            found.extend(value_at(script, at));
            if found.len() >= MAX_DAYS {
                return found;
            }
        }
    }
    found
}

/// Reads the value of the key around a place.
fn value_at(script: &str, at: usize) -> Option<String> {
    let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = script.get(..at)?.char_indices().rev().take(MAX_KEY_CHARS);
    let start = before.take_while(|(_, c)| is_inside(*c)).last();
    let from = script.get(start.map_or(at, |(start, _)| start)..)?;
    let mut ends = from.char_indices().take(MAX_KEY_CHARS);
    let key_len = ends.find(|(_, c)| !is_inside(*c))?.0;
    if !is_key(from.get(..key_len)?) {
        return None;
    }
    let rest = from.get(key_len..)?.trim_start_matches(['\\', '"', '\'']);
    let rest = rest.trim_start().strip_prefix(':')?;
    let rest = rest.trim_start().trim_start_matches(['\\', '"', '\'']);
    let is_end = |c: char| matches!(c, '"' | '\'' | '\\' | ',' | '}' | ';' | '\n');
    let mut ends = rest.char_indices().take(MAX_VALUE_BYTES);
    let end = ends.find(|(_, c)| is_end(*c))?.0;
    let value = rest.get(..end)?.trim();
    value
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| value.to_owned())
}

fn is_key(key: &str) -> bool {
    let plain: String = key.chars().filter(|c| *c != '_').collect();
    let plain = plain.to_ascii_lowercase();
    let plain = plain.strip_prefix("first").unwrap_or(&plain);
    matches!(
        plain,
        "datepublished"
            | "published"
            | "publisheddate"
            | "publishedat"
            | "publishedon"
            | "publishedtime"
            | "publishdate"
            | "publishtime"
            | "publishedtimestamp"
            | "publicationdate"
            | "pubdate"
            | "articlepublisheddate"
            | "originalpublishdate"
            | "postdate"
            | "pagepostdate"
            | "dateposted"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_name_the_date_are_found() {
        let script = r#"window.s = {"id":7,"publishedDate":"2014-05-28T10:00:00Z", publish_date: '2014-05-28',
            "x":"{\"pubDate\":\"2014-05-28\"}","publishedAt":1401271200,"publisher":"2013-01-01","published":true}"#;
        let mut found = days(script);
        found.sort();
        assert_eq!(
            found,
            [
                "1401271200",
                "2014-05-28",
                "2014-05-28",
                "2014-05-28T10:00:00Z"
            ]
        );
        assert_eq!(days("publishedDate"), Vec::<String>::new());
        // Takes forever where each place is read up to the ends of its word.
        assert_eq!(days(&"ublish".repeat(200_000)), Vec::<String>::new());
    }
}
