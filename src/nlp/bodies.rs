//! Long and short names of one body, agreement, event or facility: `Acme` and
//! `Acme Corp.`, `Elections Council` and `National Elections Council`, `the
//! Commission`.
//!
//! A short name goes to a long one only where the article has a single long
//! name that it can be short for.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::{Gazetteer, cue};
use super::key::key;
use super::mention::Kind;
use super::resolve::Identity;

/// Words that can end a company's name and add nothing to it.
const GROUPS: &[&str] = &[
    "group", "holdings", "holding", "spa", "s.p.a", "inc.", "kg", "oy",
];
/// Words that carry on a long name behind its head.
const CARRY_ON: &[&str] = &["of", "for", "on", "against", "to", "and"];
/// Cues of words that say what a name names.
const HEADS: u32 = cue::ORG_HEAD | cue::FACILITY_HEAD | cue::EVENT_HEAD | cue::AGREEMENT_HEAD;
/// Most words of a name of which short forms are made.
const MAX_WORDS: usize = 12;
/// With more bearers a short form is not clear anyway.
const MAX_BEARERS: usize = 3;

/// The long names that a short form may stand for.
type Longer = BTreeMap<(Kind, String), Vec<Identity>>;

/// Gives short names to the long ones of the article.
pub(super) fn link(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    same_words(doc, names, found);
    listed_fronts(doc, names, found);
    let mut longer = Longer::new();
    for (name, identity) in names.iter().zip(found.iter()) {
        if !is_body(name.kind) || name.n_tokens() < 2 {
            continue;
        }
        for part in parts(doc, name, &key(doc.join(name.first, name.end).of(doc.text))) {
            let bearers = longer.entry((name.kind, part)).or_default();
            if bearers.len() < MAX_BEARERS && bearers.iter().all(|held| held.key != identity.key) {
                bearers.push(identity.clone());
            }
        }
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        if identity.is_settled() {
            continue;
        }
        let bearers = longer.get(&(name.kind, identity.key.clone()));
        if let Some([only]) = bearers.map(Vec::as_slice)
            && only.key != identity.key
        {
            *identity = only.clone();
        }
    }
}

fn is_body(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Org | Kind::Agreement | Kind::Event | Kind::Facility
    )
}

/// Makes names of the same words in another order one: `National Theater of
/// Chile` and `Chilean National Theater`.
fn same_words(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    let mut by_words: BTreeMap<(Kind, Vec<String>), Identity> = BTreeMap::new();
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        if !is_body(name.kind) || name.n_tokens() < 3 || identity.is_settled() {
            continue;
        }
        let mut words: Vec<String> = (name.first..name.end.min(name.first + MAX_WORDS))
            .filter(|&at| doc.word(at).is_some() && !doc.cue(at, cue::FUNCTION))
            .map(|at| whole(doc, at))
            .collect();
        words.sort_unstable();
        if words.len() > 2 {
            let held = by_words.entry((name.kind, words));
            *identity = held.or_insert_with(|| identity.clone()).clone();
        }
    }
}

/// Writes a word; the people of a country as the country.
fn whole(doc: &Doc<'_>, at: usize) -> String {
    let sense = doc.sense(at);
    let (name, stands_for) = Gazetteer::get().name(sense.name);
    match stands_for {
        Some(country) if sense.is(cue::DEMONYM) => key(country),
        _ if sense.is(cue::COUNTRY) => key(name),
        _ => key(doc.str(at)),
    }
}

/// Gives `Acme Group Inc.` what the lists know of `Acme`, which the article
/// names as well.
fn listed_fronts(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    let mut listed: BTreeMap<String, Identity> = BTreeMap::new();
    for (name, identity) in names.iter().zip(found.iter()) {
        if name.kind == Kind::Org && identity.is_settled() && name.n_tokens() < MAX_WORDS {
            let form = key(doc.join(name.first, name.end).of(doc.text));
            listed.entry(form).or_insert_with(|| identity.clone());
        }
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        if name.kind != Kind::Org || identity.is_settled() {
            continue;
        }
        let mut end = name.end;
        while end > name.first + 1 && is_tail(doc, end - 1) {
            end -= 1;
            let front = key(doc.join(name.first, end).of(doc.text));
            if let Some(known) = listed.get(&front) {
                *identity = known.clone();
                break;
            }
        }
    }
}

fn is_tail(doc: &Doc<'_>, at: usize) -> bool {
    doc.cue(at, cue::ORG_TAIL) || doc.any(at, GROUPS) || doc.word(at).is_none()
}

/// Lists the shorter forms by which a long name may be called.
fn parts(doc: &Doc<'_>, name: &Candidate, key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut parts = Vec::new();
    if words.len() < 2 || words.len() > MAX_WORDS {
        return parts;
    }
    let joined = |words: Option<&[&str]>| words.map(|words| words.join(" "));
    let mut national = name.first;
    while national + 1 < name.end
        && doc
            .sense(national)
            .is(cue::DEMONYM | cue::COUNTRY | cue::LOCATIVE)
    {
        national += 1;
    }
    let n_national = national - name.first;
    if n_national > 0 && words.len() > n_national + 1 {
        parts.extend(joined(words.get(n_national..)));
    }
    let own = !doc.cue(
        name.first,
        cue::QUALIFIER | cue::DEMONYM | cue::COUNTRY | cue::COMMON | cue::CAPITAL,
    );
    let tail = doc.cue(name.end - 1, cue::ORG_TAIL | cue::ORG_HEAD) || is_tail(doc, name.end - 1);
    if tail && own && name.kind == Kind::Org && n_national == 0 {
        parts.extend((1..words.len()).filter_map(|n| joined(words.get(..n))));
    }
    let gazetteer = Gazetteer::get();
    let is_head = |word: &&str| gazetteer.phrase(word).is(HEADS);
    let carried = words.iter().position(|word| CARRY_ON.contains(word));
    let front = words.get(..carried.unwrap_or(words.len())).unwrap_or(&[]);
    if let Some(head) = front.last().filter(|word| is_head(word)) {
        // `National Elections Council`, `Elections Council`, `Council`.
        parts.extend((1..front.len()).filter_map(|n| joined(words.get(n..front.len()))));
        parts.push((*head).to_owned());
        if carried.is_some() {
            parts.extend((1..front.len()).filter_map(|n| joined(words.get(n..))));
            parts.push(front.join(" "));
        }
    }
    parts.sort_unstable();
    parts.dedup();
    parts.retain(|part| part != key);
    parts
}
