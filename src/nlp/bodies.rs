//! Long and short names of one body, agreement, event or facility: `Acme` and
//! `Acme Corp.`, `Elections Council` and `National Elections Council`, `the
//! Commission`.
//!
//! A short name goes to a long one only where the article has a single long
//! name that it can be short for.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::cue;
use super::key::key;
use super::mention::Kind;
use super::parts::{MAX_WORDS, is_tail, parts, with_article};
use super::resolve::Identity;

/// With more bearers a short form is not clear anyway.
const MAX_BEARERS: usize = 3;
/// Most steps from a short form to the longest.
const MAX_STEPS: usize = 3;

/// The long names that a short form may stand for.
type Longer = BTreeMap<(Kind, String), Vec<Identity>>;

/// Gives short names to the long ones of the article.
pub(super) fn link(doc: &Doc<'_>, names: &[Candidate], found: &mut [Identity]) {
    plurals(names, found);
    same_words(doc, names, found);
    listed_fronts(doc, names, found);
    let mut longer = Longer::new();
    for (name, identity) in names.iter().zip(found.iter()) {
        let is_open = is_body(name.kind) || !identity.is_settled();
        if !has_parts(name.kind) || !is_open || name.n_tokens() < 2 {
            continue;
        }
        for part in parts(doc, name, &key(doc.join(name.first, name.end).of(doc.text))) {
            bear(longer.entry((name.kind, part)).or_default(), identity);
        }
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        if identity.is_settled() {
            continue;
        }
        let the = name.kind == Kind::Place && doc.any(name.first.wrapping_sub(1), &["the"]);
        let form = if the {
            with_article(&identity.key)
        } else {
            identity.key.clone()
        };
        if let Some(goal) = goal(&longer, name.kind, form).filter(|goal| goal.key != identity.key) {
            *identity = goal.clone();
        }
    }
}

/// Adds the bearer of a short form; of `Acme Group` and `Acme Group Inc.`,
/// which are one, the shorter.
fn bear(bearers: &mut Vec<Identity>, identity: &Identity) {
    let begins = |a: &str, b: &str| b.strip_prefix(a).is_some_and(|rest| rest.starts_with(' '));
    let one = |held: &Identity| {
        let (a, b) = (held.key.as_str(), identity.key.as_str());
        a == b || begins(a, b) || begins(b, a)
    };
    let place = bearers.iter().position(one);
    if let Some(held) = bearers.get_mut(place.unwrap_or(usize::MAX)) {
        if identity.key.len() < held.key.len() {
            held.clone_from(identity);
        }
    } else if bearers.len() < MAX_BEARERS {
        bearers.push(identity.clone());
    }
}

/// Finds the only long name behind a short form, and a longer one behind that.
fn goal(longer: &Longer, kind: Kind, form: String) -> Option<&Identity> {
    let only = |form: String| match longer.get(&(kind, form)).map(Vec::as_slice) {
        Some([only]) => Some(only),
        _ => None,
    };
    let mut goal = only(form)?;
    for _ in 0..MAX_STEPS {
        let open = (!goal.is_settled()).then(|| only(goal.key.clone()));
        match open.flatten().filter(|next| next.key != goal.key) {
            Some(next) => goal = next,
            None => break,
        }
    }
    Some(goal)
}

fn has_parts(kind: Kind) -> bool {
    is_body(kind) || matches!(kind, Kind::Place | Kind::Work)
}

fn is_body(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Org | Kind::Agreement | Kind::Event | Kind::Facility
    )
}

/// Makes `Mamluk` and `Mamluks` one, `A380` and `A380s`.
fn plurals(names: &[Candidate], found: &mut [Identity]) {
    let has_plural = |kind: Kind| matches!(kind, Kind::Org | Kind::Group | Kind::System);
    let mut single: BTreeMap<(Kind, String), Identity> = BTreeMap::new();
    for (name, identity) in names.iter().zip(found.iter()) {
        if has_plural(name.kind) && !identity.key.ends_with('s') {
            let held = single.entry((name.kind, identity.key.clone()));
            held.or_insert_with(|| identity.clone());
        }
    }
    for (name, identity) in names.iter().zip(found.iter_mut()) {
        let one = identity
            .key
            .strip_suffix('s')
            .filter(|_| has_plural(name.kind));
        let one = one.and_then(|one| single.get(&(name.kind, one.to_owned())));
        if let Some(one) = one.filter(|_| !identity.is_settled()) {
            *identity = one.clone();
        }
    }
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
    let (name, stands_for) = doc.gazetteer().name(sense.name);
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
        let longest = name.end.min(name.first + MAX_WORDS);
        let mut end = name.end;
        while end > name.first + 1 && is_tail(doc, end - 1) {
            end -= 1;
            if end > longest {
                continue;
            }
            let front = key(doc.join(name.first, end).of(doc.text));
            if let Some(known) = listed.get(&front) {
                *identity = known.clone();
                break;
            }
        }
    }
}
