//! Towns that stand for their teams in reports of games: `Leeds, who drew`,
//! `Hull v Leeds`, `beat Hull 2-1`.
//!
//! One such place in an article tells it for all of them, unless a preposition
//! of place stands before the name. Countries stay places.

use std::collections::BTreeSet;

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

const REASON: &str = "a town that plays";

/// Makes bodies of the towns that play.
pub(in crate::nlp) fn read(doc: &Doc<'_>, names: &mut [Candidate]) {
    let is_town = |name: &Candidate| {
        name.kind == Kind::Place
            && name.n_tokens() == 1
            && !name.is_fixed()
            && !doc.cue(name.first, cue::COUNTRY)
    };
    let playing: BTreeSet<u32> = names
        .iter()
        .enumerate()
        .filter(|&(idx, name)| is_town(name) && plays(doc, names, idx))
        .filter_map(|(_, name)| doc.word(name.first))
        .collect();
    if playing.is_empty() {
        return;
    }
    for name in names.iter_mut().filter(|name| is_town(name)) {
        let is_playing = doc.word(name.first).is_some_and(|it| playing.contains(&it));
        if is_playing && !is_placed(doc, name) {
            name.kind = Kind::Org;
            name.sense = Sense::default();
            name.reason = REASON;
        }
    }
}

/// Says whether the name at `idx` does what only a team does.
fn plays(doc: &Doc<'_>, names: &[Candidate], idx: usize) -> bool {
    let Some(&Candidate { first, end, .. }) = names.get(idx) else {
        return false;
    };
    if doc.sign(end) == Some(',') && doc.any(end + 1, &["who"]) {
        return true;
    }
    let other = |at: usize| {
        let after = names.partition_point(|name| name.end <= at);
        let name = names.get(after).filter(|name| name.first <= at);
        name.is_some_and(|name| matches!(name.kind, Kind::Org | Kind::Place))
    };
    let versus = |at: usize| doc.any(at, &["v", "vs", "vs."]);
    let score = |from: usize| {
        let dash = matches!(doc.sign(from + 1), Some('-' | '–')) && doc.tight(from + 1);
        dash && doc.is(from, shape::NUMBER) && doc.is(from + 2, shape::NUMBER)
    };
    let before = |n: usize| first.checked_sub(n);
    versus(end) && other(end + 1)
        || before(2).is_some_and(|at| versus(at + 1) && other(at))
        || score(end) && other(end + 3)
        || before(4).is_some_and(|at| score(at + 1) && other(at))
}

fn is_placed(doc: &Doc<'_>, name: &Candidate) -> bool {
    let before = name.first.wrapping_sub(1);
    doc.cue(before, cue::LOCATIVE)
        || doc.any(before, &["from", "of", "to"])
        || doc.sign(before) == Some(',') && doc.upper(before.wrapping_sub(1))
}
