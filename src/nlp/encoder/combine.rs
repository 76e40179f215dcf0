//! The two tiers together: what the fast one advises, and what stands in the end.
//!
//! A name of a kind that the model knows stands as the model says; a kind that
//! it has no label for (dates, sums, and whatever else) stays as the fast tier
//! found it. What a person listed is never overruled.

use std::collections::BTreeMap;

use super::decode::Name;
use super::labels::{Labels, Place};
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::Sense;
use crate::nlp::token::fold;
use crate::nlp::{Finder, Kind};

/// How much the tag of the fast tier weighs against the scores of the model,
/// in natural logarithms.
const BONUS: f32 = 1.0;

/// Why a name of the encoder is one.
const REASON: &str = "its words in their context";

/// Adds the advice of the fast tier to the scores, one row a token.
pub(super) fn favor(scores: &mut [f32], labels: &Labels, fast: &[Candidate]) {
    let n_labels = labels.len();
    let mut rows = scores.chunks_exact_mut(n_labels).enumerate();
    let outside = labels.placed(None, &[Place::Outside]);
    let mut names = fast.iter().peekable();
    for (token, row) in &mut rows {
        while names.next_if(|name| name.end <= token).is_some() {}
        let advised = match names.peek().filter(|name| name.first <= token) {
            Some(name) if labels.knows(name.kind) => {
                let edges = (name.first == token, name.end == token + 1);
                labels.placed(Some(name.kind), places(edges))
            }
            // The model may know a place where the fast tier knows a
            // facility; it is not pushed either way.
            Some(name) if name.kind.is_name() => Vec::new(),
            _ => outside.clone(),
        };
        for label in advised {
            if let Some(score) = row.get_mut(label) {
                *score += BONUS;
            }
        }
    }
}

/// Returns the places in a name that fit a token, best first.
fn places(edges: (bool, bool)) -> &'static [Place] {
    match edges {
        (true, true) => &[Place::Single, Place::Begin, Place::Inside],
        (true, false) => &[Place::Begin, Place::Inside],
        (false, true) => &[Place::End, Place::Inside],
        (false, false) => &[Place::Inside],
    }
}

/// Puts the names of both tiers together.
///
/// `n_read` tokens were read by the model; behind them the fast tier stands.
/// Shape: sorted by place, not overlapping.
pub(super) fn combine(
    doc: &Doc<'_>,
    labels: &Labels,
    (fast, n_read): (Vec<Candidate>, usize),
    found: Vec<(Name, f32)>,
) -> Vec<Candidate> {
    let twins: BTreeMap<(usize, usize, Kind), Sense> = fast
        .iter()
        .map(|name| ((name.first, name.end, name.kind), name.sense))
        .collect();
    let mut all: Vec<Option<Candidate>> = fast
        .into_iter()
        .filter(|name| stays(name, labels, n_read))
        .map(Some)
        .collect();
    // Which of them a token belongs to, counted from 1.
    let mut owners = vec![0_usize; doc.len()];
    for (number, name) in (1..).zip(all.iter().flatten()) {
        if let Some(tokens) = owners.get_mut(name.first..name.end) {
            tokens.fill(number);
        }
    }
    for (name, score) in found {
        if is_letter(doc, name) {
            continue;
        }
        let tokens = owners.get(name.first..name.end).unwrap_or_default();
        let mut over: Vec<usize> = tokens.iter().filter_map(|it| it.checked_sub(1)).collect();
        over.dedup();
        let beats = |at: &usize| matches!(all.get(*at), Some(Some(it)) if is_stronger(it, name));
        if over.iter().any(beats) {
            continue;
        }
        for at in over {
            if let Some(slot) = all.get_mut(at) {
                *slot = None;
            }
        }
        let twin = twins.get(&(name.first, name.end, name.kind));
        let sense = twin.copied().unwrap_or_else(|| sense(doc, name));
        all.push(Some(Candidate {
            first: name.first,
            end: name.end,
            kind: name.kind,
            score,
            finder: Finder::Encoder,
            reason: REASON,
            sense,
        }));
    }
    let mut all: Vec<Candidate> = all.into_iter().flatten().collect();
    all.sort_by_key(|name| name.first);
    all
}

/// Says whether a small letter stands alone, which is a key or a number in a
/// formula and nobody's name.
fn is_letter(doc: &Doc<'_>, name: Name) -> bool {
    name.end == name.first + 1 && doc.span(name.first).len() == 1 && !doc.upper(name.first)
}

/// Says whether a name of the fast tier is not asked of the model: it knows no
/// such kind, did not read so far, or the name is beyond doubt.
fn stays(name: &Candidate, labels: &Labels, n_read: usize) -> bool {
    !labels.knows(name.kind) || name.is_settled() || name.first >= n_read
}

/// Says whether a name that stays wins over an overlapping one of the model:
/// its kind is the finer one, unless it is only a part.
fn is_stronger(name: &Candidate, found: Name) -> bool {
    let is_same = (name.first, name.end, name.kind) == (found.first, found.end, found.kind);
    name.is_fixed() || !is_same && name.n_tokens() >= found.end - found.first
}

/// Looks the whole name up in the lists.
fn sense(doc: &Doc<'_>, name: Name) -> Sense {
    let mut walk = doc.gazetteer().walk();
    let mut key = String::new();
    for at in name.first..name.end {
        let is_joined = at > name.first && !walk.feed(b" ");
        fold(doc.str(at), &mut key);
        if is_joined || !walk.feed(key.as_bytes()) {
            return Sense::default();
        }
    }
    let sense = walk.sense();
    sense
        .filter(|sense| sense.kind() == Some(name.kind))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::labels::tests::labels;
    use super::*;
    use crate::nlp::encoder::article;

    const TEXT: &str = "Ann Quill left Oslo Airport on Monday for the Bank of Leeds. Press j now.";

    fn name((first, end): (usize, usize), kind: Kind) -> Name {
        Name { first, end, kind }
    }

    fn fast((first, end): (usize, usize), kind: Kind, finder: Finder) -> Candidate {
        let mut made = Candidate::rule((first, end), kind, 0.9, "");
        made.finder = finder;
        made
    }

    /// Puts both together; the result is shown as `text kind finder`.
    fn check(of_fast: &[Candidate], of_model: &[Name], n_read: usize, expected: &[&str]) {
        let article = article(TEXT);
        let doc = Doc::new(&article);
        let labels = labels("O B-PER I-PER B-LOC I-LOC B-ORG I-ORG");
        let found = of_model.iter().map(|name| (*name, 0.8)).collect();
        let all = combine(&doc, &labels, (of_fast.to_vec(), n_read), found);
        let shown: Vec<String> = all
            .iter()
            .map(|it| {
                let text = doc.join(it.first, it.end).of(doc.text);
                format!("{text} {} {}", it.kind.name(), it.finder.name())
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_model_decides_on_what_it_knows() {
        let quill = fast((0, 2), Kind::Person, Finder::Gazetteer);
        let monday = fast((6, 7), Kind::Date, Finder::Rule);
        check(
            &[quill, monday],
            &[name((1, 2), Kind::Person), name((9, 12), Kind::Org)],
            99,
            &[
                "Quill person encoder",
                "Monday date rule",
                "Bank of Leeds org encoder",
            ],
        );
        check(&[quill, monday], &[], 99, &["Monday date rule"]);
    }

    #[test]
    fn a_finer_kind_stays_unless_it_is_a_part() {
        let airport = fast((3, 5), Kind::Facility, Finder::Rule);
        let whole = name((3, 5), Kind::Place);
        check(&[airport], &[whole], 99, &["Oslo Airport facility rule"]);
        check(
            &[airport],
            &[name((3, 4), Kind::Place)],
            99,
            &["Oslo Airport facility rule"],
        );
        check(
            &[airport],
            &[name((2, 5), Kind::Org)],
            99,
            &["left Oslo Airport org encoder"],
        );
    }

    #[test]
    fn a_small_letter_is_nobodys_name() {
        let article = article(TEXT);
        let doc = Doc::new(&article);
        let at = (0..doc.len()).find(|&at| doc.str(at) == "j").unwrap();
        check(&[], &[name((at, at + 1), Kind::Person)], 99, &[]);
    }

    #[test]
    fn what_a_person_listed_stays() {
        let leeds = fast((11, 12), Kind::Place, Finder::Person);
        let bank = name((9, 12), Kind::Org);
        check(&[leeds], &[bank], 99, &["Leeds place person"]);
        check(&[leeds], &[], 99, &["Leeds place person"]);
    }

    #[test]
    fn what_is_beyond_doubt_is_not_asked() {
        let mut quill = fast((0, 2), Kind::Person, Finder::Gazetteer);
        check(&[quill], &[], 99, &[]);
        quill.score = 0.95;
        check(&[quill], &[], 99, &["Ann Quill person gazetteer"]);
        let both = name((0, 2), Kind::Person);
        check(&[quill], &[both], 99, &["Ann Quill person encoder"]);
        check(
            &[quill],
            &[name((0, 2), Kind::Place)],
            99,
            &["Ann Quill person gazetteer"],
        );
    }

    #[test]
    fn behind_what_was_read_the_fast_tier_stands() {
        let (quill, leeds) = (
            fast((0, 2), Kind::Person, Finder::Rule),
            fast((11, 12), Kind::Place, Finder::Gazetteer),
        );
        check(&[quill, leeds], &[], 9, &["Leeds place gazetteer"]);
    }

    #[test]
    fn the_fast_tier_is_an_advice() {
        let scheme = "O B-PER I-PER B-LOC I-LOC";
        let of_fast = [
            fast((0, 2), Kind::Person, Finder::Rule),
            fast((3, 4), Kind::Facility, Finder::Rule),
            fast((4, 5), Kind::Date, Finder::Rule),
        ];
        let mut scores = vec![0.0; 5 * 5];
        favor(&mut scores, &labels(scheme), &of_fast);
        let favored: Vec<Option<usize>> = scores
            .chunks(5)
            .map(|row| row.iter().position(|score| *score > 0.0))
            .collect();
        assert_eq!(favored, [Some(1), Some(2), Some(0), None, Some(0)]);
    }
}
