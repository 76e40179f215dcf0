//! Short forms that the article itself explains: `Long Form (LF)`, and long
//! names whose initials make a short form used elsewhere.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// A short form and the long name it stands for.
#[derive(Clone, Copy, Debug)]
pub(in crate::nlp) struct Definition {
    /// Number of the folded short form.
    pub(in crate::nlp) word: u32,
    /// First token of the long name.
    pub(in crate::nlp) long: usize,
    pub(in crate::nlp) kind: Kind,
}

/// Most words of a long form.
const MAX_WORDS: usize = 10;

/// Reads the explanations in brackets and proposes both names.
///
/// Shape: definitions in text order; `found` keeps its order and grows.
pub(in crate::nlp) fn defined(doc: &Doc<'_>, found: &mut Vec<Candidate>) -> Vec<Definition> {
    let mut definitions = Vec::new();
    for at in 1..doc.len() {
        if doc.sign(at) != Some('(') || !is_short_form(doc, at + 1) {
            continue;
        }
        let closed = matches!(doc.sign(at + 2), Some(')' | ',' | ';'));
        let Some(word) = doc.word(at + 1).filter(|_| closed) else {
            continue;
        };
        let Some(first) = spelled(doc, at) else {
            continue;
        };
        let kind = kind_of(doc, (first, at), at + 1, found);
        if kind == Kind::Group {
            continue;
        }
        found.push(Candidate::rule(
            (first, at),
            kind,
            0.9,
            "explained short form",
        ));
        let mut short = Candidate::rule((at + 1, at + 2), kind, 0.9, "short form in brackets");
        short.sense = doc.sense(at + 1);
        found.push(short);
        definitions.push(Definition {
            word,
            long: first,
            kind,
        });
    }
    definitions
}

pub(in crate::nlp) fn is_short_form(doc: &Doc<'_>, at: usize) -> bool {
    let len = doc.str(at).len();
    doc.is(at, shape::CAPS) && (2..=10).contains(&len) && !doc.is(at, shape::ADDRESS)
}

/// Returns the first word of the long form that ends at `end` and whose
/// initials spell the short form after the bracket.
fn spelled(doc: &Doc<'_>, end: usize) -> Option<usize> {
    let letters: Vec<u8> = doc
        .str(end + 1)
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .collect();
    let mut left = letters.len();
    let mut first = end;
    let mut at = end;
    while left > 0 && at > 0 && end - at < 2 * MAX_WORDS {
        at -= 1;
        if doc.breaks(at + 1) {
            return None;
        }
        if doc.word(at).is_none() {
            if matches!(doc.sign(at), Some('-' | '–' | '&' | '/' | '’' | '\'')) {
                continue;
            }
            return None;
        }
        let letter = doc.str(at).bytes().next()?.to_ascii_uppercase();
        if letters
            .get(left - 1)
            .is_some_and(|wanted| wanted.eq_ignore_ascii_case(&letter))
        {
            left -= 1;
            first = at;
        } else if !doc.cue(at, cue::FUNCTION) {
            return None;
        }
    }
    (left == 0 && letters.len() > 1 && doc.upper(first)).then_some(first)
}

fn kind_of(doc: &Doc<'_>, long: (usize, usize), short: usize, found: &[Candidate]) -> Kind {
    let same = found
        .iter()
        .rev()
        .find(|c| c.end == long.1 && c.first <= long.0 && c.kind != Kind::Person);
    let by_head = [
        (cue::AGREEMENT_HEAD, Kind::Agreement),
        (cue::EVENT_HEAD, Kind::Event),
        (cue::SYSTEM_HEAD, Kind::System),
        (cue::PLACE_HEAD, Kind::Place),
    ];
    let headed = by_head
        .iter()
        .find(|(bits, _)| doc.cue(long.1 - 1, *bits))
        .map(|(_, kind)| *kind);
    let listed = doc.sense(short).kind().filter(|kind| *kind != Kind::Person);
    let after = [short + 1, short + 2, long.1 - 1];
    let is_system = after.iter().any(|&at| doc.any(at, &["system", "systems"]));
    // A payroll has its system as well.
    let is_armed = (long.0..long.1)
        .any(|at| doc.cue(at, cue::SYSTEM_HEAD) || doc.any(at, super::system::DEFENSES));
    if is_system && is_armed {
        return Kind::System;
    }
    same.map(|c| c.kind)
        .or(listed)
        .or(headed)
        .unwrap_or(Kind::Org)
}

/// Finds long names of the article whose initials spell a short form in it.
///
/// Shape: `names` are the decided mentions in text order.
pub(in crate::nlp) fn initials(doc: &Doc<'_>, names: &[Candidate]) -> Vec<Definition> {
    let mut longs: Vec<(Vec<u8>, usize, Kind)> = Vec::new();
    for name in names.iter().filter(|name| name.n_tokens() > 2) {
        if matches!(name.kind, Kind::Person | Kind::Place | Kind::Group) {
            continue;
        }
        for with_small in [false, true] {
            let letters = (name.first..name.end)
                .filter(|&at| doc.is(at, shape::WORD) && (with_small || doc.upper(at)))
                .filter_map(|at| doc.str(at).bytes().next())
                .map(|letter| letter.to_ascii_uppercase());
            longs.push((letters.collect(), name.first, name.kind));
        }
    }
    longs.sort();
    let mut definitions: Vec<Definition> = Vec::new();
    for at in 0..doc.len() {
        if !is_short_form(doc, at) || doc.str(at).len() < 3 || doc.is(at, shape::HEADLINE) {
            continue;
        }
        let short = doc.str(at).as_bytes();
        let idx = longs.partition_point(|(letters, _, _)| letters.as_slice() < short);
        let Some((letters, long, kind)) = longs.get(idx) else {
            continue;
        };
        if letters.as_slice() == short
            && let Some(word) = doc.word(at)
        {
            definitions.push(Definition {
                word,
                long: *long,
                kind: *kind,
            });
        }
    }
    definitions.sort_by_key(|definition| (definition.word, definition.long));
    definitions.dedup_by_key(|definition| definition.word);
    definitions
}
