//! Rows of names: `Raya; White, Saliba, Odegaard (Merino 70), Rice`.
//!
//! In a row of at least [`MIN_ITEMS`] capitalised items of which many are known
//! to be people, the others are people as well, also where they look like
//! towns or ordinary words.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

const MIN_ITEMS: usize = 6;
/// Most words of an item.
const MAX_WORDS: usize = 3;
/// Most tokens of the brackets behind an item.
const MAX_BRACKETS: usize = 8;
const REASON: &str = "in a row of people";

/// One name of a row, in tokens `first..end`.
#[derive(Clone, Copy)]
struct Item {
    first: usize,
    end: usize,
}

/// Makes people of all names in a row of people.
pub(in crate::nlp) fn read(doc: &Doc<'_>, names: &mut Vec<Candidate>) {
    let mut people: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < doc.len() {
        if !doc.upper(at) || doc.upper(at.wrapping_sub(1)) && !doc.breaks(at) {
            at += 1;
            continue;
        }
        let (items, end) = row(doc, at);
        if items.len() >= MIN_ITEMS && is_of_people(doc, &items, names) {
            let items = items.iter().filter(|item| !is_post(doc, **item));
            people.extend(items.filter_map(|item| person(names, *item)));
        }
        at = end.max(at + 1);
    }
    if people.is_empty() {
        return;
    }
    let mut next = people.iter().peekable();
    names.retain(|name| {
        while next.next_if(|it| it.end <= name.first).is_some() {}
        next.peek().is_none_or(|it| name.end <= it.first)
    });
    names.extend(people);
    names.sort_by_key(|name| name.first);
}

/// Reads the row that begins at `first`; returns its items and its end.
fn row(doc: &Doc<'_>, first: usize) -> (Vec<Item>, usize) {
    let mut items = Vec::new();
    let mut at = first;
    loop {
        let from = at;
        while at < doc.len()
            && (doc.upper(at) || is_joint(doc, at))
            && (at == from || !doc.breaks(at))
        {
            at += 1;
        }
        if at == from || at - from > 2 * MAX_WORDS {
            return (items, at);
        }
        if at - from <= MAX_WORDS {
            items.push(Item {
                first: from,
                end: at,
            });
        }
        if doc.sign(at) == Some('(') {
            let close = (at..at + MAX_BRACKETS).find(|&at| doc.sign(at) == Some(')'));
            let Some(close) = close else {
                return (items, at);
            };
            if doc.upper(at + 1) {
                items.push(Item {
                    first: at + 1,
                    end: at + 2,
                });
            }
            at = close + 1;
        }
        let comma = matches!(doc.sign(at), Some(',' | ';'));
        at += usize::from(comma);
        let and = doc.any(at, &["and"]);
        at += usize::from(and);
        if !comma && !and || !doc.upper(at) {
            return (items, at);
        }
    }
}

fn is_joint(doc: &Doc<'_>, at: usize) -> bool {
    doc.hyphen(at) || doc.cue(at, cue::PARTICLE) && doc.upper(at + 1)
}

/// Says whether most names of a row that are known are those of people.
fn is_of_people(doc: &Doc<'_>, items: &[Item], names: &[Candidate]) -> bool {
    let (mut n_people, mut n_others) = (0, 0);
    for item in items {
        let single = item.end == item.first + 1;
        match held(names, *item) {
            Some(name) if name.kind == Kind::Person => n_people += 1,
            Some(name) if name.is_fixed() => n_others += 1,
            Some(name) => {
                let is_sure =
                    name.sense.name > 0 && !doc.cue(name.first, cue::SURNAME | cue::GIVEN);
                n_others += usize::from(is_sure || !single);
            }
            None => {}
        }
    }
    3 * n_people >= items.len() && 8 * n_others <= items.len()
}

/// Says whether an item is what somebody is: `Ann Lund, CFO`.
fn is_post(doc: &Doc<'_>, item: Item) -> bool {
    doc.cue(item.first, cue::TITLE) || item.end == item.first + 1 && doc.is(item.first, shape::CAPS)
}

/// Returns the name that overlaps an item.
fn held(names: &[Candidate], item: Item) -> Option<&Candidate> {
    let after = names.partition_point(|name| name.end <= item.first);
    names.get(after).filter(|name| name.first < item.end)
}

/// Makes a person of an item that is none yet.
fn person(names: &[Candidate], item: Item) -> Option<Candidate> {
    let made = Candidate::rule((item.first, item.end), Kind::Person, 0.8, REASON);
    match held(names, item) {
        None => Some(made),
        Some(name) => {
            let same = (name.first, name.end) == (item.first, item.end);
            let is_open = same && name.kind != Kind::Person && !name.is_fixed();
            (is_open && name.sense.name == 0).then_some(made)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Kind, Overrides, extract};

    fn check(text: &str, expected: &[&str]) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let persons = found.mentions.iter().filter(|m| m.kind == Kind::Person);
        let names: Vec<&str> = persons.map(|m| m.span.of(&article.text)).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn a_row_of_people_is_one_of_people() {
        check(
            "Hull: Peters; Mueller, Timber, Ivanov, Lavia (Nilsson 70), Rice, Kowalski, Jackson.",
            &[
                "Peters", "Mueller", "Timber", "Ivanov", "Lavia", "Nilsson", "Rice", "Kowalski",
                "Jackson",
            ],
        );
    }

    #[test]
    fn rows_of_bodies_and_places_are_left_alone() {
        check(
            "Shares of Apple, Google, Microsoft, Amazon, Tesla, Intel and Nvidia fell.",
            &[],
        );
        check(
            "They went to Paris, Milan, Verona, Florence, Lyon, Oslo and Bergen.",
            &[],
        );
    }
}
