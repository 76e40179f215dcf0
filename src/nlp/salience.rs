//! How much an article is about an entity.
//!
//! The title and the lead say it best; then in how many parts of the article
//! it comes up, whether it acts and speaks there, and only little how often.
//! Bylines, credits and the place in front of a dispatch say nothing.

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::mention::Kind;
use super::token::shape;

/// The article in so many parts.
const PARTS: usize = 16;

/// What speaks for one entity.
#[derive(Clone, Copy, Default)]
pub(super) struct Weight {
    /// Best place in which it stands.
    place: f64,
    /// Mentions by part of the article.
    parts: [u16; PARTS],
    /// Mentions as the one who acts or speaks.
    acts: f64,
}

const TITLE: f64 = 6.0;
const LEAD: f64 = 3.0;
const CREDIT: f64 = 0.1;
const ACTS: f64 = 0.4;
const SPEAKS: f64 = 0.6;
/// Acting more often than this adds nothing.
const MAX_ACTS: f64 = 3.0;

impl Weight {
    pub(super) fn add(&mut self, doc: &Doc<'_>, name: &Candidate) {
        if doc.is(name.first, shape::CREDIT) || is_dispatch(doc, name) {
            self.place = self.place.max(CREDIT);
            return;
        }
        let place = if doc.is(name.first, shape::TITLE) {
            TITLE
        } else if name.first < doc.lead_end {
            LEAD
        } else {
            0.0
        };
        // Later in the title or the lead is a little less.
        let rank = u16::try_from(name.first.min(200)).map_or(1.0, f64::from);
        self.place = self.place.max(place - 0.005 * rank).max(0.0);
        let part = PARTS * name.first / doc.len().max(1);
        if let Some(count) = self.parts.get_mut(part.min(PARTS - 1)) {
            *count = count.saturating_add(1);
        }
        self.acts += acts(doc, name);
    }

    /// Returns the sum; kinds that are seldom what an article is about weigh
    /// less.
    pub(super) fn sum(&self, kind: Option<Kind>) -> f64 {
        let spread: f64 = self
            .parts
            .iter()
            .filter(|count| **count > 0)
            .map(|count| 1.0 + 0.3 * f64::from(*count - 1).min(4.0))
            .sum();
        let share = match kind {
            Some(Kind::Date | Kind::Time | Kind::Money | Kind::Quantity) => 0.05,
            Some(Kind::Group) => 0.4,
            Some(Kind::Work) => 0.8,
            _ => 1.0,
        };
        share * (self.place + spread + self.acts.min(MAX_ACTS))
    }
}

/// Says whether the name only says where or by whom a dispatch was sent:
/// `OSLO (Reuters) - `, `SEOUL, South Korea —`, `Reuters reported`.
fn is_dispatch(doc: &Doc<'_>, name: &Candidate) -> bool {
    let at_head =
        |at: usize| (at.saturating_sub(6)..=at).any(|at| doc.is(at, shape::LINE) || at == 0);
    let dashed = |from: usize| {
        (from..from + 7)
            .take_while(|&at| !doc.is(at, shape::LINE))
            .any(|at| {
                matches!(doc.sign(at), Some('—' | '–'))
                    || doc.sign(at) == Some('-') && !doc.tight(at)
            })
    };
    let is_opening = name.first < doc.lead_end + 12 && at_head(name.first);
    let shouted = doc.is(name.first, shape::CAPS) || matches!(doc.sign(name.end), Some('(' | ','));
    let sends = matches!(name.kind, Kind::Place | Kind::Org);
    sends && is_opening && shouted && dashed(name.end)
}

/// Returns the weight of a mention as the one who acts or speaks.
fn acts(doc: &Doc<'_>, name: &Candidate) -> f64 {
    let (before, end) = (name.first.wrapping_sub(1), name.end);
    let verb = |at: usize| doc.word(at).is_some() && !doc.upper(at) && !doc.breaks(at);
    let speaks = doc.cue(end, cue::SPEECH) && verb(end)
        || doc.cue(before, cue::SPEECH) && verb(before) && !doc.breaks(name.first);
    if speaks {
        return SPEAKS;
    }
    let auxiliary = doc.any(
        end,
        &[
            "is", "was", "has", "had", "will", "would", "are", "were", "have", "could", "may",
            "can",
        ],
    );
    let heads = doc.breaks(name.first) || doc.any(before, &["the"]) && doc.breaks(before);
    let does = doc.cue(end, cue::ACTION)
        || auxiliary
        || heads && verb(end) && !doc.cue(end, cue::FUNCTION);
    if does && verb(end) { ACTS } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::corpus::Article;
    use crate::nlp::{Kind, Overrides, extract};

    /// Checks the two most salient names of an article in plain text.
    fn check(text: &str, expected: [&str; 2]) {
        let article = Article::of_text(text);
        let found = extract(&article, &Overrides::default());
        let sum: u32 = found.entities.iter().map(|e| u32::from(e.salience)).sum();
        assert!((950..=1050).contains(&sum), "{sum}");
        let names = found.entities.iter().filter(|e| e.kind != Kind::Date);
        let names: Vec<&str> = names.map(|e| e.name.as_str()).take(2).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn an_article_is_about_whom_its_head_names() {
        check(
            "Visby joins the Harbour Board\n\nVisby joined the Harbour Board on Monday. Workers \
             from Oslo, Bergen, Oslo, Bergen and again Oslo came by bus from Oslo and Bergen.",
            ["Visby", "Harbour Board"],
        );
    }

    #[test]
    fn an_article_is_about_who_comes_up_throughout() {
        check(
            "Mayor Eva Lindgren opened the year with a promise.\n\nShe met the Harwood Steel Corp. in \
             May. It was cold, and few came to the pier.\n\nLindgren said the pier was safe. Nobody \
             asked more.\n\nIn June she met Nils Holm of Bergen, Ada Berg of Oslo, Ole Dahl of Hamar.\n\n\
             Harwood Steel Corp. agreed to pay.\n\nIn autumn Lindgren signed.\n\nHarwood Steel Corp. \
             signed as well.",
            ["Eva Lindgren", "Harwood Steel Corp."],
        );
    }

    #[test]
    fn the_place_of_a_dispatch_says_little() {
        check(
            "OSLO (Reuters) - Mayor Eva Lindgren of Visby said Harwood Steel Corp. was late. \
             Harwood Steel Corp. was silent. Lindgren warned them. Lindgren was angry.",
            ["Eva Lindgren", "Harwood Steel Corp."],
        );
    }
}
