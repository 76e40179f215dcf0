//! [`Mapping`]: which field of a record holds what.
//!
//! Exports name their fields in many ways; [`Mapping::field`] knows the usual
//! names and what the person said with `--map text=FIELD,title=FIELD`.

/// What a record can state of its article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// The text as it is.
    Text,
    /// The text as HTML.
    Html,
    /// The text, as HTML where it looks like it.
    Content,
    /// A short text, for records that hold no other.
    Summary,
    Path,
    Id,
    Title,
    Published,
    Modified,
    Source,
    Authors,
    Url,
    Language,
    Section,
    Keywords,
}

/// The usual names of each field, most telling first; in lower case, without
/// `_`, `-` and blanks.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "text",
            "body",
            "fulltext",
            "plaintext",
            "contenttext",
            "maintext",
            "articletext",
            "articlebody",
        ],
    ),
    (Field::Html, &["html", "contenthtml", "bodyhtml"]),
    (
        Field::Content,
        &["content", "article", "story", "fullcontent"],
    ),
    (
        Field::Summary,
        &[
            "summary",
            "description",
            "excerpt",
            "abstract",
            "lead",
            "lede",
            "snippet",
            "teaser",
        ],
    ),
    (Field::Path, &["path"]),
    (
        Field::Id,
        &[
            "id",
            "guid",
            "uuid",
            "itemid",
            "resolvedid",
            "docid",
            "articleid",
        ],
    ),
    (
        Field::Title,
        &["title", "headline", "resolvedtitle", "giventitle", "name"],
    ),
    (
        Field::Published,
        &[
            "published",
            "date",
            "datepublished",
            "publishedat",
            "publishdate",
            "publicationdate",
            "pubdate",
            "publisheddate",
            "datepublish",
            "created",
            "createdat",
            "timestamp",
            "timeadded",
        ],
    ),
    (
        Field::Modified,
        &[
            "modified",
            "updated",
            "datemodified",
            "updatedat",
            "datemodify",
            "modifiedat",
            "lastmodified",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "publisher",
            "publication",
            "sourcedomain",
            "domainname",
            "sitename",
            "feedtitle",
            "outlet",
            "newspaper",
            "website",
        ],
    ),
    (
        Field::Authors,
        &[
            "authors",
            "author",
            "byline",
            "publishedby",
            "creator",
            "creators",
            "writer",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "resolvedurl",
            "givenurl",
            "href",
            "permalink",
            "uri",
        ],
    ),
    (Field::Language, &["language", "lang"]),
    (
        Field::Section,
        &["section", "category", "rubric", "department"],
    ),
    (
        Field::Keywords,
        &["tags", "keywords", "categories", "labels", "tag", "keyword"],
    ),
];

/// Which names stand for which fields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mapping {
    /// What the person said: exact names.
    said: Vec<(Field, String)>,
}

impl Mapping {
    /// Reads `text=FIELD,title=FIELD`.
    ///
    /// Errors: what cannot be understood, in words for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut said = Vec::new();
        for pair in text
            .split(',')
            .map(str::trim)
            .filter(|pair| !pair.is_empty())
        {
            let Some((to, from)) = pair.split_once('=') else {
                return Err(format!("`{pair}`: expected NAME=FIELD, as in text=body"));
            };
            let field = usual(to.trim()).map(|(field, _)| field);
            let field = match (field, to.trim()) {
                (Some(Field::Content), _) => Field::Text,
                (Some(field), _) => field,
                (None, name) => {
                    return Err(format!(
                        "`{name}` is nothing an article has; expected one of text, html, title, published, modified, source, authors, url, id, path, language, section, keywords, summary"
                    ));
                }
            };
            said.push((field, from.trim().to_owned()));
        }
        Ok(Self { said })
    }

    /// Says whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// Returns what the field called `name` holds, and its rank: of several
    /// that hold the same, the lowest counts.
    pub fn field(&self, name: &str) -> Option<(Field, u8)> {
        if let Some((field, _)) = self.said.iter().find(|(_, said)| said == name) {
            return Some((*field, 0));
        }
        let (field, rank) = usual(name)?;
        // What the person named is taken from nowhere else.
        let is_text = |field: Field| matches!(field, Field::Text | Field::Html | Field::Content);
        let is_said = self
            .said
            .iter()
            .any(|(said, _)| *said == field || (is_text(*said) && is_text(field)));
        (!is_said).then_some((field, rank))
    }
}

fn usual(name: &str) -> Option<(Field, u8)> {
    if name.len() > 24 {
        return None;
    }
    let mut plain = [0_u8; 24];
    let mut n = 0;
    for byte in name.bytes().filter(|byte| !b"_- :".contains(byte)) {
        *plain.get_mut(n)? = byte.to_ascii_lowercase();
        n += 1;
    }
    let plain = plain.get(..n)?;
    NAMES.iter().find_map(|(field, names)| {
        let at = names.iter().position(|name| name.as_bytes() == plain)?;
        Some((*field, u8::try_from(at + 1).unwrap_or(u8::MAX)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_known_however_they_are_spelled() {
        let field = |name: &str| Mapping::default().field(name).map(|(field, _)| field);
        assert_eq!(field("datePublished"), Some(Field::Published));
        assert_eq!(field("date_published"), Some(Field::Published));
        assert_eq!(field("Content-HTML"), Some(Field::Html));
        assert_eq!(field("wordcount"), None);
    }

    #[test]
    fn what_the_person_said_counts_alone() {
        let mapping = Mapping::parse("text=Story, title=H1").unwrap();
        assert_eq!(mapping.field("Story"), Some((Field::Text, 0)));
        assert_eq!(mapping.field("body"), None);
        assert_eq!(mapping.field("title"), None);
        assert_eq!(mapping.field("url"), Some((Field::Url, 1)));
        assert!(Mapping::parse("text").is_err());
        assert!(Mapping::parse("color=x").is_err());
    }
}
