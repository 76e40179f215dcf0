//! [`resolve`]: finds the place of a stored [`Selector`] in the text as it is
//! today, or says that it cannot be placed surely.
//!
//! | position holds the quote, context fits | quote found, context fits best there | similar text between the contexts | outcome |
//! |---|---|---|---|
//! | yes | – | – | `Exact` |
//! | no | one place | – | `Moved` (or `Exact`, when that is the position) |
//! | no | several alike | – | `Orphan` |
//! | no | none | one place | `Fuzzy` |
//! | no | none | none or several | `Orphan` |

use memchr::memmem;

use super::Selector;
use super::likeness::{PERMILLE, likeness};
use super::selector::{byte_of_char, first_chars, last_chars};
use crate::text::Span;

/// Where a selector points today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The stored position still holds the quote.
    Exact(Span),
    /// The quote is elsewhere, in the same context.
    Moved(Span),
    /// The quote was edited a little.
    Fuzzy(Span),
    /// It cannot be placed surely.
    Orphan,
}

/// How alike an edited quote must be to the stored one.
const MIN_LIKENESS: usize = 800;
/// How well the context must fit where there is no other candidate.
const MIN_CONTEXT: usize = 500;
/// By how much the best candidate must surpass the next one.
const MIN_LEAD: usize = 200;
/// A quote of this length that stands once in the text needs no context.
const LONG_QUOTE_CHARS: usize = 40;
/// More candidates than this are not weighed one by one.
const MAX_CANDIDATES: usize = 256;
/// Length of the texts at the edges that an edited quote is found by.
const SEED_CHARS: usize = 16;
/// A seed that stands in more places tells nothing.
const MAX_SEEDS: usize = 64;

/// A place that may be the one, and how well it fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Candidate {
    fit: usize,
    span: Span,
}

impl Anchor {
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) | Self::Fuzzy(span) => Some(span),
            Self::Orphan => None,
        }
    }
}

/// Resolves a selector against the body of the article as it is now.
///
/// Tries the stored position first, then the quote with its context, then
/// similar text between the contexts. It never guesses: what is ambiguous or
/// not alike enough is an orphan.
///
/// Shape: exactly one outcome.
/// Units: the span is in bytes of `body`.
/// Cost: linear in `body`; where the position fits, in the text before it.
/// Source: W3C Web Annotation Data Model, text position and text quote selectors.
pub fn resolve(selector: &Selector, body: &str) -> Anchor {
    if selector.exact.is_empty() {
        return Anchor::Orphan;
    }
    let position = byte_of_char(body, selector.start)
        .map(|start| Span::new(start, start + selector.exact.len()))
        .filter(|span| span.of(body) == selector.exact);
    if let Some(span) = position
        && context(selector, body, span) == PERMILLE
    {
        return Anchor::Exact(span);
    }
    match by_quote(selector, body) {
        Search::One(span) if Some(span) == position => Anchor::Exact(span),
        Search::One(span) => Anchor::Moved(span),
        Search::Several => Anchor::Orphan,
        Search::Nowhere => by_context(selector, body).map_or(Anchor::Orphan, Anchor::Fuzzy),
    }
}

enum Search {
    One(Span),
    Several,
    Nowhere,
}

fn by_quote(selector: &Selector, body: &str) -> Search {
    let quote = &selector.exact;
    let finder = memmem::Finder::new(quote);
    let places = finder.find_iter(body.as_bytes()).take(MAX_CANDIDATES + 1);
    let spans: Vec<Span> = places.map(|at| Span::new(at, at + quote.len())).collect();
    if spans.len() > MAX_CANDIDATES {
        return by_whole_context(selector, body);
    }
    let mut candidates: Vec<Candidate> = spans
        .into_iter()
        .map(|span| Candidate {
            fit: context(selector, body, span),
            span,
        })
        .collect();
    candidates.sort_unstable();
    let (best, next) = (candidates.pop(), candidates.pop());
    match (best, next) {
        (None, _) => Search::Nowhere,
        (Some(best), None) if is_long(quote) || best.fit >= MIN_CONTEXT => Search::One(best.span),
        (Some(best), _) if best.fit < MIN_CONTEXT => Search::Nowhere,
        (Some(best), Some(next)) if best.fit < next.fit + MIN_LEAD => Search::Several,
        (Some(best), _) => Search::One(best.span),
    }
}

/// Finds a quote that stands in very many places by its context to the letter.
fn by_whole_context(selector: &Selector, body: &str) -> Search {
    let whole = [&*selector.prefix, &selector.exact, &selector.suffix].concat();
    let mut places = memmem::find_iter(body.as_bytes(), &whole);
    match (places.next(), places.next()) {
        (Some(at), None) => {
            let start = at + selector.prefix.len();
            Search::One(Span::new(start, start + selector.exact.len()))
        }
        _ => Search::Several,
    }
}

/// Finds an edited quote: text of about its length between places where its
/// edges or the context around it stand to the letter.
fn by_context(selector: &Selector, body: &str) -> Option<Span> {
    let quote = &*selector.exact;
    let n_chars = quote.chars().count();
    let seed = SEED_CHARS.min(n_chars.div_ceil(2));
    let mut starts = ends_of(last_chars(&selector.prefix, SEED_CHARS), body);
    starts.extend(starts_of(first_chars(quote, seed), body));
    let mut ends = starts_of(first_chars(&selector.suffix, SEED_CHARS), body);
    ends.extend(ends_of(last_chars(quote, seed), body));
    sort_once(&mut starts);
    sort_once(&mut ends);

    let slack = quote.len() / 2;
    let mut candidates = Vec::new();
    for start in starts {
        let near = ends.iter().filter(|end| {
            let len = end.saturating_sub(start);
            len + slack >= quote.len() && len <= quote.len() + slack
        });
        for end in near {
            let span = Span::new(start, *end);
            let alike = likeness(quote, span.of(body));
            let context = context(selector, body, span);
            if alike >= MIN_LIKENESS && context >= MIN_CONTEXT {
                let fit = alike + context;
                candidates.push(Candidate { fit, span });
            }
            if candidates.len() > MAX_CANDIDATES {
                return None;
            }
        }
    }
    only(candidates)
}

/// Returns the best candidate, unless another fits as well.
///
/// Candidates that overlap the best are the same place with other edges: they
/// only must fit worse. Those elsewhere must fit clearly worse.
fn only(mut candidates: Vec<Candidate>) -> Option<Span> {
    candidates.sort_unstable();
    let best = candidates.pop()?;
    let rivals = |other: &Candidate| {
        let lead = if other.span.overlaps(best.span) {
            1
        } else {
            MIN_LEAD
        };
        best.fit < other.fit + lead
    };
    (!candidates.iter().any(rivals)).then_some(best.span)
}

/// Says how well the text around `span` fits the stored context, in permille.
///
/// A side without stored text tells nothing; without both, nothing fits.
fn context(selector: &Selector, body: &str, span: Span) -> usize {
    let before = body.get(..span.start).unwrap_or_default();
    let after = body.get(span.end..).unwrap_or_default();
    let n_chars = |text: &str| text.chars().count();
    let sides = [
        (
            &*selector.prefix,
            last_chars(before, n_chars(&selector.prefix)),
        ),
        (
            &*selector.suffix,
            first_chars(after, n_chars(&selector.suffix)),
        ),
    ];
    let told = sides.iter().filter(|(stored, _)| !stored.is_empty());
    let fits: Vec<usize> = told
        .map(|(stored, found)| likeness(stored, found))
        .collect();
    match fits.len() {
        // The quote was all of the text.
        0 if before.is_empty() && after.is_empty() => PERMILLE,
        0 => 0,
        n => fits.iter().sum::<usize>() / n,
    }
}

fn is_long(quote: &str) -> bool {
    quote.chars().nth(LONG_QUOTE_CHARS - 1).is_some()
}

/// Lists where `seed` starts in `body`; none when there are too many.
fn starts_of(seed: &str, body: &str) -> Vec<usize> {
    if seed.is_empty() {
        return Vec::new();
    }
    let places = memmem::find_iter(body.as_bytes(), seed).take(MAX_SEEDS + 1);
    let places: Vec<usize> = places.collect();
    if places.len() > MAX_SEEDS {
        return Vec::new();
    }
    places
}

fn ends_of(seed: &str, body: &str) -> Vec<usize> {
    let starts = starts_of(seed, body).into_iter();
    starts.map(|start| start + seed.len()).collect()
}

fn sort_once(places: &mut Vec<usize>) {
    places.sort_unstable();
    places.dedup();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotate::describe;

    /// Marks `[…]` in the first text, and checks where the mark is in the second.
    fn check(then: &str, now: &str, outcome: &str) {
        let (body, span) = picture(then);
        let selector = describe(&body, span.expect("a mark"));
        let (body, expected) = picture(now);
        let found = resolve(&selector, &body);
        let name = match found {
            Anchor::Exact(_) => "exact",
            Anchor::Moved(_) => "moved",
            Anchor::Fuzzy(_) => "fuzzy",
            Anchor::Orphan => "orphan",
        };
        assert_eq!((name, found.span()), (outcome, expected), "{then} -> {now}");
    }

    fn picture(text: &str) -> (String, Option<Span>) {
        let body = text.replace(['[', ']'], "");
        let span = text
            .find('[')
            .zip(text.find(']'))
            .map(|(start, end)| Span::new(start, end - 1));
        (body, span)
    }

    #[test]
    fn an_unchanged_text_is_exact() {
        check("[All of it]", "[All of it]", "exact");
        check("one two [three] four", "one two [three] four", "exact");
        check("서울의 [외교부] 대변인", "서울의 [외교부] 대변인", "exact");
    }

    #[test]
    fn edits_elsewhere_do_not_matter() {
        check(
            "The two ministers met [on Tuesday] in Geneva to talk about tariffs.",
            "Update: the two ministers met [on Tuesday] in Geneva to talk about tariffs and fish.",
            "moved",
        );
        check(
            "The two ministers met [on Tuesday] in Geneva.",
            "The two ministers met [on Tuesday] in Vienna, an official said later.",
            "exact",
        );
    }

    #[test]
    fn context_tells_the_same_words_apart() {
        check(
            "Kim spoke first. Then [Kim] left by train. Kim came back.",
            "Breaking! Kim spoke first. Then [Kim] left by train. Kim came back.",
            "moved",
        );
        check(
            "a lone [the] here",
            "other words the end of something",
            "orphan",
        );
    }

    #[test]
    fn what_stands_twice_alike_is_not_guessed() {
        let lead = "The deal was signed in the evening by both governments. ";
        let marked = lead.replace("the evening", "[the evening]");
        let then = format!("Start. {lead}{marked}{lead}");
        check(&then, &format!("A new start. {}", lead.repeat(3)), "orphan");
    }

    #[test]
    fn a_small_edit_of_the_quote_is_followed() {
        check(
            "It said [the agreement will expire in Novembr] unless it is renewed.",
            "Late: it said [the agreement will expire in November] unless it is renewed.",
            "fuzzy",
        );
        check(
            "It said [the agreement will expire in November] unless it is renewed.",
            "It said that nobody had talked of it at all unless it is renewed.",
            "orphan",
        );
    }

    #[test]
    fn many_places_cost_no_more_than_few() {
        let body = "a ".repeat(200_000);
        let mut selector = describe(&body, Span::new(6, 7));
        selector.start = 1_000_000;
        assert_eq!(resolve(&selector, &body), Anchor::Orphan);
        let selector = Selector {
            exact: "x".repeat(5000),
            prefix: "a a a".to_owned(),
            ..Selector::default()
        };
        assert_eq!(resolve(&selector, &body), Anchor::Orphan);
    }

    proptest! {
        #[test]
        fn what_is_described_is_found(body in "[a-c가é ]{1,60}", a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
            let places: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
            let (a, b) = (*a.get(&places), *b.get(&places));
            prop_assume!(a != b);
            let span = Span::new(a.min(b), a.max(b));
            prop_assert_eq!(resolve(&describe(&body, span), &body), Anchor::Exact(span));
        }

        #[test]
        fn any_selector_has_an_outcome(
            texts in proptest::array::uniform4("[ab ]{0,30}"),
            start in 0_usize..40,
        ) {
            let [exact, prefix, suffix, body] = texts;
            let selector = Selector { start, end: 0, exact, prefix, suffix };
            if let Some(span) = resolve(&selector, &body).span() {
                prop_assert!(!span.of(&body).is_empty());
            }
        }
    }
}
