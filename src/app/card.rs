//! [`CardFacts`]: what the card of an entity tells beyond its row: what it
//! said, which dates it is tied to, and who it appears with.
//!
//! Gathered by a worker, article by article; this file knows how, and nothing
//! of where articles come from.

use std::collections::BTreeMap;

use crate::corpus::Article;
use crate::nlp::{EntityId, Extraction, Kind};
use crate::text::Span;

/// What is gathered of an entity.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CardFacts {
    pub quotes: Vec<Quoted>,
    /// Values of dates that stand in a sentence with it, and how often.
    dates: BTreeMap<String, usize>,
    /// Other entities of its articles.
    others: BTreeMap<EntityId, Other>,
}

/// Something that the entity said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quoted {
    pub article: u32,
    /// On one line, and cut where it is long.
    pub text: String,
}

/// An entity that it appears with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Other {
    pub id: EntityId,
    pub name: String,
    pub kind: Kind,
    /// Articles that mention both.
    pub n_articles: usize,
}

/// Chars of a quote that a row has room for.
const MOST_CHARS: usize = 160;

impl CardFacts {
    /// Adds what one article tells of the entity.
    ///
    /// Cost: linear in what was found in the article.
    pub fn add(&mut self, number: u32, (article, found): (&Article, &Extraction), id: EntityId) {
        let Some(idx) = found
            .entities
            .iter()
            .position(|entity| entity.id == id.base())
        else {
            return;
        };
        let quotes = found.quotes.iter();
        let own = quotes.filter(|quote| quote.speaker == Some(idx));
        self.quotes.extend(own.map(|quote| Quoted {
            article: number,
            text: one_line(quote.span.of(&article.text)),
        }));
        for other in found.entities.iter().filter(|other| other.id != id.base()) {
            if other.kind.is_name() && other.n_mentions > 0 {
                let held = self.others.entry(other.id).or_insert_with(|| Other {
                    id: other.id,
                    name: other.name.clone(),
                    kind: other.kind,
                    n_articles: 0,
                });
                held.n_articles += 1;
            }
        }
        let mentions = found.mentions.iter();
        let own = mentions.filter(|mention| mention.entity == Some(idx));
        let places: Vec<Span> = own.map(|mention| mention.span).collect();
        for time in found.times.iter().filter(|time| is_date(time.kind)) {
            let is_tied = tied(&places, time.span, &article.text);
            if let Some(value) = time.value.as_ref().filter(|_| is_tied) {
                *self.dates.entry(value.clone()).or_default() += 1;
            }
        }
    }

    /// Lists the dates it is tied to, those named most often first.
    pub fn dates(&self) -> Vec<(&str, usize)> {
        let dates = self.dates.iter().map(|(value, n)| (value.as_str(), *n));
        let mut dates: Vec<_> = dates.collect();
        dates.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        dates
    }

    /// Lists who and what it appears with, those in most articles first.
    pub fn others(&self) -> Vec<&Other> {
        let mut others: Vec<&Other> = self.others.values().collect();
        others.sort_by(|a, b| {
            let by_articles = b.n_articles.cmp(&a.n_articles);
            by_articles.then_with(|| (&a.name, a.id).cmp(&(&b.name, b.id)))
        });
        others
    }
}

fn is_date(kind: &str) -> bool {
    matches!(kind, "date" | "time" | "range")
}

/// Says whether a time stands in one sentence with a mention of the entity.
fn tied(mentions: &[Span], time: Span, text: &str) -> bool {
    let after = mentions.partition_point(|mention| mention.start < time.start);
    let before = after.checked_sub(1).and_then(|at| mentions.get(at));
    let next = mentions.get(after);
    let follows = before.is_some_and(|mention| is_one_sentence(mention.end, time.start, text));
    follows || next.is_some_and(|mention| is_one_sentence(time.end, mention.start, text))
}

/// Says whether no sentence ends between two places.
fn is_one_sentence(start: usize, end: usize, text: &str) -> bool {
    let between = text.get(start..end).unwrap_or_default();
    let mut is_ended = false;
    for c in between.chars() {
        if c == '\n' || (is_ended && c.is_uppercase()) {
            return false;
        }
        is_ended = matches!(c, '.' | '!' | '?') || (is_ended && !c.is_alphanumeric());
    }
    true
}

fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MOST_CHARS {
        return text;
    }
    let cut: String = text.chars().take(MOST_CHARS - 1).collect();
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::{Overrides, extract};

    fn facts(texts: &[&str], name: &str) -> CardFacts {
        let mut facts = CardFacts::default();
        for (number, text) in (0..).zip(texts) {
            let article = Article::of_text(*text);
            let found = extract(&article, &Overrides::default());
            let id = found.entities.iter().find(|entity| entity.name == name);
            if let Some(id) = id.map(|entity| entity.id) {
                facts.add(number, (&article, &found), id);
            }
        }
        facts
    }

    #[test]
    fn quotes_dates_and_company_are_gathered() {
        let first = "Japan and China met in Paris on 3 May 2014. Nobody spoke on 5 May 2014.";
        let second = "In Tokyo, Angela Merkel said: \"We have waited long enough for this.\"";
        let of_japan = facts(&[first, second], "Japan");
        assert_eq!(of_japan.dates(), [("2014-05-03", 1)]);
        let others = of_japan.others();
        let others: Vec<_> = others.iter().map(|other| other.name.as_str()).collect();
        assert_eq!(others, ["China", "Paris"]);
        let of_merkel = facts(&[first, second], "Angela Merkel");
        let quotes: Vec<_> = of_merkel.quotes.iter().map(|said| said.article).collect();
        assert_eq!(quotes, [1]);
        assert!(of_merkel.quotes[0].text.contains("waited long enough"));
    }

    #[test]
    fn a_sentence_ends_before_a_capital() {
        let one = |text: &str| is_one_sentence(0, text.len(), text);
        assert!(one(" met on Aug. 22, 2019, and "));
        assert!(one(" met, he said. again "));
        assert!(!one(" met. On "));
        assert!(!one(" met.\" The "));
        assert!(!one(" met\non "));
    }
}
