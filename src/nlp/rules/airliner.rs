//! Airliners by their numbers: `787s` and `747-400` in an article on Boeing.

use super::system::typed;
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// The numbers that a maker of aircraft gives to its models.
type Numbers = &'static [&'static str];

/// Makers whose models are known by a number alone.
const AIRLINERS: &[(&str, Numbers)] = &[
    (
        "boeing",
        &[
            "707", "717", "727", "737", "747", "757", "767", "777", "787",
        ],
    ),
    ("cessna", &["150", "152", "172", "182", "208", "210"]),
    ("embraer", &["135", "145", "170", "175", "190", "195"]),
];

/// Proposes the numbers of airliners whose maker the article names.
pub(super) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    let makers = makers_in(doc);
    if makers.is_empty() {
        return;
    }
    for at in 0..doc.len() {
        if doc.is(at, shape::NUMBER) {
            found.extend(airliner(doc, at, &makers));
        }
    }
}

/// Lists the numbers of those makers whom the article names.
///
/// Cost: one walk over the words, whatever the number of makers.
fn makers_in(doc: &Doc<'_>) -> Vec<Numbers> {
    let mut makers: Vec<&(&str, Numbers)> = AIRLINERS.iter().collect();
    let mut named = Vec::new();
    for at in 0..doc.len() {
        let here = makers.iter().position(|(maker, _)| doc.any(at, &[maker]));
        named.extend(here.map(|here| makers.swap_remove(here).1));
    }
    named
}

/// Finds `787s` and `747-400` in an article on Boeing.
fn airliner(doc: &Doc<'_>, at: usize, makers: &[Numbers]) -> Option<Candidate> {
    let number = doc.str(at);
    let single = number.strip_suffix('s').unwrap_or(number);
    let is_one = makers.iter().any(|numbers| numbers.contains(&single));
    let is_amount = doc.sign(at.wrapping_sub(1)) == Some('$') || doc.sign(at + 1) == Some('%');
    let series = doc.hyphen(at + 1) && doc.is(at + 2, shape::NUMBER) && doc.str(at + 2).len() < 5;
    let end = at + if series { 3 } else { 1 };
    // A plain number can count people or pages.
    let counts = single.len() == number.len() && !series && !typed(doc, at, end);
    let named = doc.upper(end) && doc.sense(end).kind() == Some(Kind::System);
    (is_one && !is_amount && (!counts || named)).then(|| {
        let end = end + usize::from(named);
        Candidate::rule((at, end), Kind::System, 0.8, "number of an airliner")
    })
}
