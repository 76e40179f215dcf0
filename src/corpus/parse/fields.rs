//! [`Stated`]: what a record states in its fields, and the article of it.

use super::mapping::Field;
use super::{Depth, plain};
use crate::corpus::clean::bylines::authors_of_field;
use crate::corpus::{Article, Problem, When, dates, html};

/// The value of a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Held {
    Nothing,
    One(String),
    Several(Vec<String>),
    /// Something that cannot be told in words.
    Other,
}

/// What a record states; of two fields that hold the same, the more telling.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Stated {
    held: Vec<(Field, u8, Held)>,
}

impl Stated {
    /// Takes the value of a field; lower ranks win, and of equals the last.
    pub(super) fn hold(&mut self, field: Field, rank: u8, value: Held) {
        let slot = self.held.iter_mut().find(|(other, ..)| *other == field);
        match slot {
            None => self.held.push((field, rank, value)),
            Some(slot) => {
                let is_told = |value: &Held| match value {
                    Held::One(text) => !text.trim().is_empty(),
                    Held::Several(values) => !values.is_empty(),
                    Held::Nothing | Held::Other => false,
                };
                let wins = rank <= slot.1 || !is_told(&slot.2);
                if wins && (is_told(&value) || rank == slot.1) {
                    *slot = (field, rank, value);
                }
            }
        }
    }

    fn take(&mut self, field: Field) -> Option<Held> {
        let at = self.held.iter().position(|(other, ..)| *other == field)?;
        Some(self.held.swap_remove(at).2)
    }

    /// Takes the name that a record gives itself, exactly; empty where it has none.
    fn name(&mut self) -> String {
        let path = self.take(Field::Path);
        let names = [path, self.take(Field::Id)].into_iter().flatten();
        let mut names = names.filter_map(|held| match held {
            Held::One(name) if !name.is_empty() => Some(name),
            _ => None,
        });
        names.next().unwrap_or_default()
    }

    /// Takes a field as one text; what is blank is not there.
    fn line(&mut self, field: Field) -> Option<String> {
        let text = match self.take(field)? {
            Held::One(text) => text,
            Held::Several(mut values) if values.len() == 1 => values.pop()?,
            Held::Nothing | Held::Several(_) | Held::Other => return None,
        };
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// Takes the text: as it is, with whether it is HTML.
    fn text(&mut self) -> Option<(String, Form)> {
        let mut empty = None;
        for field in [Field::Text, Field::Content, Field::Html, Field::Summary] {
            let Some(Held::One(text)) = self.take(field) else {
                continue;
            };
            let form = match field {
                Field::Html => Form::Html,
                Field::Content | Field::Summary if is_markup(&text) => Form::Html,
                _ => Form::Plain,
            };
            if text.trim_start().is_empty() {
                empty.get_or_insert((text, Form::Plain));
                continue;
            }
            return Some((text, form));
        }
        empty
    }
}

const NO_TEXT: &str = "no text: none of `text`, `body`, `content` is a string";

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Plain,
    Html,
}

/// Says whether a text is written in HTML: tags that are closed.
pub(super) fn is_markup(text: &str) -> bool {
    let tags = ["</p>", "</div>", "<br", "</a>", "</h", "</li>", "<p>"];
    text.contains('<') && tags.iter().any(|tag| text.contains(tag))
}

/// Makes the article of what is stated.
///
/// Shape: `path` is the name that the record gives itself, or empty.
/// Problems: a record without text is not readable.
pub(super) fn article(mut stated: Stated, depth: Depth) -> Article {
    let name = stated.name();
    let text = stated.text();
    let mut problems = Vec::new();
    let mut date = |field| {
        let line = stated.line(field);
        line.map_or(Dated::Unstated, |line| date_of(&line, &mut problems))
    };
    let published = date(Field::Published);
    let modified = date(Field::Modified);
    let facts = Facts {
        title: stated.line(Field::Title),
        source: stated.line(Field::Source),
        authors: authors(stated.take(Field::Authors)),
        published,
        modified,
        url: stated.line(Field::Url),
        language: stated.line(Field::Language),
        section: stated.line(Field::Section),
        keywords: keywords(stated.take(Field::Keywords)),
    };
    let mut article = made((text, facts), depth, problems);
    article.path = name;
    article
}

/// Makes the article of a text and of what is stated of it.
///
/// Problems: without text and without a title or an address it is not readable.
pub(super) fn made(
    (text, facts): (Option<(String, Form)>, Facts),
    depth: Depth,
    mut problems: Vec<Problem>,
) -> Article {
    let mut article = match (text, depth) {
        (Some((text, Form::Html)), _) => html::fragment(&text),
        (Some((text, Form::Plain)), Depth::Text) => plain::unread(text),
        (Some((text, Form::Plain)), Depth::Listed) if facts.are_whole() => plain::unread(text),
        (Some((text, Form::Plain)), Depth::Full) if facts.are_whole() => plain::bare(text),
        (Some((text, Form::Plain)), _) => plain::article(text),
        // A saved link is worth its row.
        (None, _) if facts.title.is_some() || facts.url.is_some() => {
            problems.push(Problem::new("holds no text, only what is said of it"));
            plain::unread(String::new())
        }
        (None, _) => super::record::unreadable(NO_TEXT),
    };
    let is_empty = article.text.trim_start().is_empty();
    if article.readable && is_empty && problems.is_empty() {
        problems.push(Problem::new("is empty"));
    }
    facts.tell(&mut article);
    problems.append(&mut article.problems);
    article.problems = problems;
    article
}

/// What a field says of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dated {
    Unstated,
    NotUnderstood,
    On(When),
}

impl Dated {
    /// Returns the date, where it is not stated the other.
    pub(super) fn or(self, other: Option<When>) -> Option<When> {
        match self {
            Self::Unstated => other,
            Self::NotUnderstood => None,
            Self::On(when) => Some(when),
        }
    }
}

/// What the fields say.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Dated,
    pub(super) modified: Dated,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) section: Option<String>,
    pub(super) keywords: Vec<String>,
}

impl Facts {
    /// Takes the date of the last change for that of publication where no other
    /// is stated, as feeds mean it.
    pub(super) fn with_modified_as_published(mut self) -> Self {
        if self.published == Dated::Unstated {
            self.published = std::mem::replace(&mut self.modified, Dated::Unstated);
        }
        self
    }

    /// Says whether the text need not be searched for facts.
    fn are_whole(&self) -> bool {
        self.title.is_some()
            && self.source.is_some()
            && !self.authors.is_empty()
            && self.published != Dated::Unstated
    }

    /// Lays them over what the text says.
    pub(super) fn tell(self, article: &mut Article) {
        let meta = &mut article.meta;
        meta.title = self.title.or_else(|| meta.title.take());
        meta.source = self.source.or_else(|| meta.source.take());
        meta.url = self.url.or_else(|| meta.url.take());
        meta.section = self.section.or_else(|| meta.section.take());
        meta.keywords = self.keywords;
        meta.published = self.published.or(meta.published);
        meta.modified = self.modified.or(meta.modified);
        if !self.authors.is_empty() {
            meta.authors = self.authors;
        }
        let code = self.language.map(|code| code.to_lowercase());
        let code = code.and_then(|code| Some(code.split(['-', '_']).next()?.to_owned()));
        let is_code = |code: &String| {
            (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())
        };
        meta.language = code.filter(is_code).or_else(|| meta.language.take());
    }
}

pub(super) fn date_of(line: &str, problems: &mut Vec<Problem>) -> Dated {
    if let Some(when) = dates::read_field(line) {
        return Dated::On(when);
    }
    let clipped: String = line.chars().take(40).collect();
    problems.push(Problem::new(format!("date not understood: {clipped}")));
    Dated::NotUnderstood
}

fn authors(held: Option<Held>) -> Vec<String> {
    match held {
        Some(Held::One(line)) => authors_of_field(&line),
        Some(Held::Several(names)) => names
            .into_iter()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        Some(Held::Nothing | Held::Other) | None => Vec::new(),
    }
}

/// Takes keywords apart: `a, b`, `a|b`, or a list.
pub(super) fn keywords(held: Option<Held>) -> Vec<String> {
    let words = match held {
        Some(Held::One(line)) => line.split([',', '|', ';']).map(str::to_owned).collect(),
        Some(Held::Several(words)) => words,
        Some(Held::Nothing | Held::Other) | None => Vec::new(),
    };
    each_once(words)
}

/// Returns keywords trimmed, without those that are blank or were there before.
pub(super) fn each_once(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for word in words.into_iter().take(MAX_KEYWORDS) {
        let word = word.trim();
        if !word.is_empty() && !seen.iter().any(|other| other == word) {
            seen.push(word.to_owned());
        }
    }
    seen
}

/// More keywords tell nothing.
const MAX_KEYWORDS: usize = 64;
