//! Linked data (JSON-LD): what the scripts of a page say of its article.
//!
//! [`read`] takes the scripts, mended where they are broken in usual ways, and
//! returns the node that is the article. Lists, graphs and references by `@id`
//! are followed; how deep is bounded by the reader of JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What linked data says of the article.
#[derive(Default, Debug)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) section: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
    /// The only person that is described, where the article names none.
    pub(super) persons: Vec<String>,
}

type Object = Map<String, Value>;

/// Reads the article out of the scripts of a page.
///
/// `title` helps to tell the article from others that are linked.
pub(super) fn read(scripts: &[String], title: &str) -> Linked {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects: Vec<&Object> = Vec::new();
    for value in &values {
        collect(value, &mut objects);
    }
    let by_id: BTreeMap<&str, &Object> = objects
        .iter()
        .filter(|object| object.len() > 1)
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    let mut best: Option<(u8, &Object)> = None;
    for object in &objects {
        let rank = rank(object, title);
        if rank > 0 && best.is_none_or(|(most, _)| rank > most) {
            best = Some((rank, object));
        }
    }
    let mut persons: Vec<String> = objects
        .iter()
        .filter(|object| types(object).any(|kind| kind == "Person"))
        .filter_map(|object| string(object, &["name"]))
        .collect();
    persons.dedup();
    if persons.len() != 1 {
        persons.clear();
    }
    let Some((_, article)) = best else {
        return Linked {
            persons,
            ..Linked::default()
        };
    };
    let mut linked = of_object(article, &by_id);
    linked.persons = persons;
    // What the article leaves out, the page around it may say.
    for object in &objects {
        let is_page = types(object).any(|kind| kind.ends_with("Page"));
        if is_page || rank(object, title) > 0 {
            let other = of_object(object, &by_id);
            linked.published = linked.published.or(other.published);
            linked.modified = linked.modified.or(other.modified);
        }
    }
    linked
}

/// Lists all objects, outer before inner, in document order.
fn collect<'a>(value: &'a Value, objects: &mut Vec<&'a Object>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(object) => {
                objects.push(object);
                open.extend(object.values().rev());
            }
            _ => {}
        }
    }
}

fn types(object: &Object) -> impl Iterator<Item = &str> {
    let stated = object.get("@type");
    let list = stated
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    stated
        .and_then(Value::as_str)
        .into_iter()
        .chain(list.iter().filter_map(Value::as_str))
        .map(|kind| kind.rsplit('/').next().unwrap_or(kind))
}

fn rank(object: &Object, title: &str) -> u8 {
    let is_article = types(object).any(|kind| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(
                kind,
                "Report"
                    | "Recipe"
                    | "Review"
                    | "CreativeWork"
                    | "AnalysisNewsArticle"
                    | "Column"
                    | "BlogPost"
            )
    });
    let is_other = types(object).any(|kind| {
        matches!(
            kind,
            "VideoObject"
                | "WebPage"
                | "ItemPage"
                | "Product"
                | "Event"
                | "PodcastEpisode"
                | "AboutPage"
                | "FAQPage"
                | "Course"
                | "HowTo"
                | "JobPosting"
                | "Book"
        )
    });
    if !is_article && !is_other {
        return 0;
    }
    let headline = string(object, &["headline", "name"]).unwrap_or_default();
    let is_same = headline.len() >= 8 && super::title::is_near(&headline, title);
    let is_dated = object.contains_key("datePublished") || object.contains_key("author");
    if is_article {
        3 + 2 * u8::from(is_same) + u8::from(is_dated)
    } else {
        1 + u8::from(is_dated && is_same)
    }
}

fn of_object(object: &Object, by_id: &BTreeMap<&str, &Object>) -> Linked {
    let names = |field: &str| {
        object
            .get(field)
            .map_or(Vec::new(), |value| names(value, by_id))
    };
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    Linked {
        headline: string(object, &["headline", "name"]),
        authors,
        published: string(object, &["datePublished", "dateCreated", "uploadDate"]),
        modified: string(object, &["dateModified"]),
        section: string(object, &["articleSection"]),
        publisher: names("publisher").into_iter().next(),
        url: string(object, &["url", "mainEntityOfPage"]),
        language: string(object, &["inLanguage"]),
        body: object
            .get("articleBody")
            .and_then(Value::as_str)
            .map(str::to_owned),
        persons: Vec::new(),
    }
}

/// Returns the first string of a field, which may be a list or an object.
fn string(object: &Object, fields: &[&str]) -> Option<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => list.first().and_then(Value::as_str).map(str::to_owned),
        Value::Object(inner) => inner
            .get("@id")
            .or_else(|| inner.get("@value"))
            .and_then(Value::as_str)
            .map(str::to_owned),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    fields
        .iter()
        .filter_map(|field| one(object.get(*field)?))
        .map(|text| super::plain(&text))
        .find(|text| !text.is_empty())
}

/// Returns the names of persons or bodies: strings, objects, references.
fn names(value: &Value, by_id: &BTreeMap<&str, &Object>) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(name) => found.push(super::plain(name)),
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(person) => {
                let id = person.get("@id").and_then(Value::as_str);
                let known = id.and_then(|id| by_id.get(id));
                let name = person.get("name").or_else(|| known?.get("name"));
                open.extend(name);
            }
            _ => {}
        }
        if found.len() > 40 {
            break;
        }
    }
    found.retain(|name| !name.is_empty() && !name.starts_with("http"));
    found
}

/// Parses a script; mends line breaks in strings, commas before a closing
/// bracket, and signs of comments around the whole.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    serde_json::from_str(&mended(script.get(start..=end)?)).ok()
}

fn mended(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut is_inside = false;
    let mut is_escaped = false;
    for c in script.chars() {
        if is_inside {
            match c {
                _ if is_escaped => {
                    // An escape that JSON does not know stands for its letter.
                    if !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                        out.pop();
                    }
                    out.push(if c.is_control() { ' ' } else { c });
                    is_escaped = false;
                }
                c if c.is_control() => out.push(' '),
                _ => {
                    is_escaped = c == '\\';
                    is_inside = c != '"';
                    out.push(c);
                }
            }
            continue;
        }
        if matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        is_inside = c == '"';
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str) -> Linked {
        read(
            &[script.to_owned()],
            "Port council votes for a longer pier - The Gazette",
        )
    }

    #[test]
    fn graphs_and_references_are_followed() {
        let linked = of(
            r##"{"@graph":[{"@type":"Person","@id":"#p","name":"Ada Marsh"},
            {"@type":"WebPage","datePublished":"2014-05-28"},
            {"@type":["NewsArticle"],"headline":"Port council votes","author":{"@id":"#p"},
             "publisher":{"name":"The Gazette"}}]}"##,
        );
        assert_eq!(linked.headline.as_deref(), Some("Port council votes"));
        assert_eq!(linked.authors, ["Ada Marsh"]);
        assert_eq!(linked.published.as_deref(), Some("2014-05-28"));
        assert_eq!(linked.publisher.as_deref(), Some("The Gazette"));
    }

    #[test]
    fn broken_scripts_are_mended() {
        let linked = of(
            "<!-- {\"@type\":\"Article\",\"headline\":\"Port\n council\", \"author\":[\"Ada Marsh\",\"Bo \\Lind\",],}; -->",
        );
        assert_eq!(linked.headline.as_deref(), Some("Port council"));
        assert_eq!(linked.authors, ["Ada Marsh", "Bo Lind"]);
    }

    #[test]
    fn the_article_is_told_from_linked_ones() {
        let linked = of(
            r#"[{"@type":"NewsArticle","headline":"Another one entirely","datePublished":"2014-01-01"},
            {"@type":"NewsArticle","headline":"Port council votes for a longer pier","datePublished":"2014-05-28"}]"#,
        );
        assert_eq!(linked.published.as_deref(), Some("2014-05-28"));
    }
}
