//! The finder that reads the gazetteer: the longest known name from each
//! capitalised word, if its surroundings allow it.

use super::doc::Doc;
use super::finder::Candidate;
use super::gazetteer::{Sense, cue};
use super::mention::{Finder, Kind};
use super::token::{fold, shape};

/// Longest known name, in tokens.
const MAX_TOKENS: usize = 14;
/// Parts before a hyphen that belong to the name of a people or region;
/// `pro-`, `anti-` and `non-` do not.
const PREFIXES: &[&str] = &["afro", "anglo", "indo", "neo", "sub", "ultra"];
/// Peoples that are as often somebody's name.
const NAMESAKES: &[&str] = &["dane", "finn", "pole", "scot", "slav", "swede", "turk"];
/// Parties and creeds: with a people before them they are a second mention.
const CREEDS: &[&str] = &[
    "democratic",
    "republican",
    "socialist",
    "communist",
    "liberal",
    "conservative",
    "western",
];
/// What a creed has besides its people.
const THOUGHTS: &[&str] = &[
    "doctrine",
    "economics",
    "era",
    "ideas",
    "ideology",
    "literature",
    "period",
    "regimes",
    "rhetoric",
    "theory",
    "thought",
];
/// Products whose versions are counted.
const VERSIONED: &[&str] = &["android", "gpt", "ios", "iphone", "playstation", "windows"];

/// Proposes the known names of `doc`.
pub(super) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    let mut key = String::new();
    let mut people: Option<Candidate> = None;
    for at in 0..doc.len() {
        if !(doc.upper(at) || is_branded(doc, at)) || doc.is(at, shape::ADDRESS) {
            continue;
        }
        let name = longest(doc, at, &mut key).map(|name| numbered(doc, name));
        let Some(name) = name.filter(|name| !is_borne(doc, *name)) else {
            continue;
        };
        found.push(name);
        if name.kind == Kind::Group && people.is_none_or(|before| before.end <= name.first) {
            found.extend(people.and_then(|before| joined(doc, before, name)));
            people = Some(name);
        }
    }
}

/// Says whether a word is part of a longer name or of an office: `al-Kuwaiti`
/// is how one man is called, `Minister of Foreign Affairs` no ministry.
fn is_borne(doc: &Doc<'_>, name: Candidate) -> bool {
    let before = name.first.wrapping_sub(1);
    let office = before.wrapping_sub(1);
    match name.kind {
        Kind::Group => doc.hyphen(before) && doc.cue(office, cue::PARTICLE),
        Kind::Org => {
            let is_field = doc.any(name.first, &["foreign"]) && doc.any(before, &["of", "for"]);
            is_field
                && doc.any(
                    office,
                    &["minister", "ministers", "secretary", "secretaries"],
                )
        }
        _ => false,
    }
}

/// Says whether a product stands here that is written like `iPhone`.
fn is_branded(doc: &Doc<'_>, at: usize) -> bool {
    doc.sense(at).kind() == Some(Kind::System) && doc.str(at).contains(char::is_uppercase)
}

/// Makes one people of two that stand side by side: `Iraqi Kurdish`.
fn joined(doc: &Doc<'_>, before: Candidate, name: Candidate) -> Option<Candidate> {
    let beside = before.end == name.first && !doc.breaks(name.first);
    let one = beside && !doc.tight(name.first) && !doc.any(name.first, CREEDS);
    let reason = "two peoples side by side";
    one.then(|| Candidate::rule((before.first, name.end), Kind::Group, 0.93, reason))
}

/// Takes the number of `Name-12` to a system of which the lists know the name
/// alone: each number is a system of its own.
fn numbered(doc: &Doc<'_>, name: Candidate) -> Candidate {
    let version = name.n_tokens() == 1 && doc.any(name.first, VERSIONED);
    if version && doc.is(name.end, shape::NUMBER) && doc.str(name.end).len() < 3 {
        let reason = "known product with its version";
        return Candidate::rule((name.first, name.end + 1), Kind::System, 0.92, reason);
    }
    let number = name.end + 1;
    let joined = doc.hyphen(name.end) && doc.is(number, shape::NUMBER);
    if name.kind != Kind::System || !joined || doc.str(number).len() > 4 {
        return name;
    }
    let reason = "known system with a number";
    Candidate::rule((name.first, number + 1), Kind::System, 0.92, reason)
}

fn longest(doc: &Doc<'_>, first: usize, key: &mut String) -> Option<Candidate> {
    let mut walk = doc.gazetteer().walk();
    let mut best = None;
    let mut at = first;
    while at < doc.len() && at - first < MAX_TOKENS {
        if at > first {
            if doc.is(at, shape::LINE) {
                break;
            }
            if doc.tight(at)
                && doc.tight(at + 1)
                && matches!(doc.sign(at), Some('-' | '‑' | '–' | '/'))
            {
                at += 1;
                continue;
            }
            if doc.possessive(at) {
                if !walk.feed(b" 's") {
                    break;
                }
                at += 1;
                best = sense_here(doc, first, at, walk.sense()).or(best);
                continue;
            }
            if !walk.feed(b" ") {
                break;
            }
        }
        if at == first
            && let Some(begun) = doc.walk(first)
        {
            walk = begun;
            at += 1;
            best = sense_here(doc, first, at, walk.sense());
            continue;
        }
        fold(doc.str(at), key);
        let whole = walk;
        if !walk.feed(key.as_bytes()) {
            walk = whole;
            let single = key.strip_suffix('s').filter(|_| doc.is(at, shape::MIXED));
            // Some `A330s` and `F-16s` are more of what the lists know.
            if !single.is_some_and(|single| walk.feed(single.as_bytes())) {
                break;
            }
        }
        at += 1;
        best = sense_here(doc, first, at, walk.sense()).or(best);
    }
    best
}

fn sense_here(doc: &Doc<'_>, first: usize, end: usize, sense: Option<Sense>) -> Option<Candidate> {
    let sense = sense?;
    let kind = sense.kind()?;
    let written_big = (first..end).all(|at| {
        doc.upper(at)
            || doc.word(at).is_none()
            || doc.tight(at)
            || doc.str(at).contains(char::is_uppercase)
            || doc.is(at, shape::NUMBER)
            || doc.cue(at, cue::FUNCTION | cue::PARTICLE)
    });
    // `US-Japan defense cooperation guidelines` is as sure as with capitals.
    // `Aegis destroyers`, `Sept. 11 attacks`: the type may be written small.
    let head = match kind {
        Kind::System => cue::SYSTEM_HEAD,
        Kind::Event => cue::EVENT_HEAD,
        Kind::Agreement => cue::AGREEMENT_HEAD,
        _ => 0,
    };
    let is_typed = (first + 1..end).all(|at| {
        let is_head = doc.cue(at, head) || doc.word(at).is_none();
        is_head || doc.upper(at) || doc.tight(at) || doc.is(at, shape::NUMBER)
    });
    let is_phrase = kind == Kind::Agreement && end >= first + 4 && !sense.is(cue::WEAK);
    if !written_big && !is_phrase && !is_typed {
        return None;
    }
    let is_part = kind == Kind::Event && doc.hyphen(end) && !doc.upper(end + 1);
    if is_part || kind == Kind::System && sense.is(cue::WEAK) && !is_beside_type(doc, first, end) {
        return None;
    }
    let (score, reason) = if sense.is(cue::CAPS) {
        acronym(doc, first, end)?
    } else if end == first + 1 {
        single(doc, first, sense)?
    } else if sense.is(cue::WEAK) {
        weak(doc, first, end)?
    } else {
        (0.95, "known name")
    };
    let start = extended(doc, first, kind);
    let mut sense = sense;
    if start < first {
        // `Southern Chile` is not Chile, nor one year's games another's.
        sense.name = 0;
    }
    Some(Candidate {
        first: start,
        end,
        kind,
        score,
        finder: Finder::Gazetteer,
        reason,
        sense,
    })
}

/// Says whether a word for a kind of system stands beside the name.
fn is_beside_type(doc: &Doc<'_>, first: usize, end: usize) -> bool {
    let mut near = (first.saturating_sub(2)..first).chain(end..end + 2);
    near.any(|at| doc.cue(at, cue::SYSTEM_HEAD))
}

/// Takes `Southern` before a place, `sub-` before a region and a year before
/// an event.
fn extended(doc: &Doc<'_>, first: usize, kind: Kind) -> usize {
    const DIRECTIONS: &[&str] = &[
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "north",
        "south",
        "east",
        "west",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "upper",
        "lower",
        "greater",
    ];
    let before = first.wrapping_sub(1);
    let prefix = first.wrapping_sub(2);
    let takes_prefix = matches!(kind, Kind::Place | Kind::Group);
    if takes_prefix && doc.hyphen(before) && doc.any(prefix, PREFIXES) {
        return prefix;
    }
    let direction = kind == Kind::Place && doc.upper(before) && !doc.is(before, shape::HEADLINE);
    if direction && doc.any(before, DIRECTIONS) && !doc.breaks(first) && !doc.tight(first) {
        return before;
    }
    let year = doc.str(before).len() == 4 && doc.str(before).bytes().all(|b| b.is_ascii_digit());
    if kind == Kind::Event && year && !doc.breaks(first) && !doc.tight(first) {
        return before;
    }
    first
}

fn acronym(doc: &Doc<'_>, first: usize, end: usize) -> Option<(f32, &'static str)> {
    let shouted = doc.is(first, shape::HEADLINE)
        && (doc.is(first.wrapping_sub(1), shape::CAPS) || doc.is(end, shape::CAPS));
    let known = doc.is(first, shape::CAPS) && !(shouted && doc.cue(first, cue::COMMON));
    known.then_some((0.95, "known acronym"))
}

/// Judges a known name of one word, which may be an ordinary word or part of
/// a name that the lists do not know.
fn single(doc: &Doc<'_>, at: usize, sense: Sense) -> Option<(f32, &'static str)> {
    let usage = doc.usage(at);
    if sense.kind() == Some(Kind::Group) && !is_people(doc, at, sense) {
        return None;
    }
    if sense.is(cue::COUNTRY | cue::DEMONYM) {
        let plain = usage.n_small > usage.n_middle && sense.is(cue::COMMON);
        return (!(plain && doc.is(at, shape::OPENS))).then_some((0.95, "known name"));
    }
    let portfolio = doc.any(at.wrapping_sub(1), &["of"]) && doc.cue(at.wrapping_sub(2), cue::TITLE);
    if doc.maybe_plain(at) || portfolio && sense.kind() == Some(Kind::Org) {
        return None;
    }
    let beside = doc.upper(at.wrapping_sub(1)) || doc.upper(at + 1);
    // A missile can be called like half of the men of a country.
    let is_person = sense.kind() == Some(Kind::System) && sense.is(cue::GIVEN | cue::SURNAME);
    let is_thing = doc.any(at.wrapping_sub(1), &["the"]) || is_beside_type(doc, at, at + 1);
    if is_person && !is_thing && usage.n_middle < 3 {
        return None;
    }
    let is_model = sense.kind() == Some(Kind::System) && doc.is(at, shape::MIXED);
    let sure = is_model || matches!(sense.kind(), Some(Kind::Place | Kind::Group | Kind::Person));
    let goes_on = doc.upper(at + 1) && !doc.breaks(at + 1) && !doc.cue(at + 1, cue::SYSTEM_HEAD);
    if sense.kind() == Some(Kind::System) && sense.is(cue::COMMON) && goes_on {
        return None;
    }
    if doc.is(at, shape::HEADLINE) && beside && !sure && usage.n_middle == 0 {
        return None;
    }
    let before = at.wrapping_sub(1);
    let in_name = doc.any(before, &["north", "south", "east", "west"]) && !doc.breaks(at);
    if sense.kind() == Some(Kind::Work) && in_name {
        return None;
    }
    if sense.is(cue::WEAK) {
        return weak(doc, at, at + 1);
    }
    Some((0.9, "known name"))
}

/// Says whether a people stands here and not somebody who is called like it,
/// or a part of a longer name.
fn is_people(doc: &Doc<'_>, at: usize, sense: Sense) -> bool {
    let before = at.wrapping_sub(1);
    let counted = doc.cue(before, cue::FUNCTION) && !doc.upper(before);
    let is_name = !sense.is(cue::DEMONYM) && sense.is(cue::EASTERN | cue::GIVEN | cue::SURNAME);
    let verb = doc.str(at + 1);
    let past = verb.ends_with('d') || matches!(verb, "says" | "has" | "was" | "is" | "told");
    let speaks = past && doc.cue(at + 1, cue::SPEECH | cue::ACTION);
    // `Stalinist period`, and `it is Islamist`: a way of thinking, not its people.
    let creed = doc.str(at).ends_with("ist");
    let bare = doc.sign(at + 1).is_some() && !doc.hyphen(at + 1);
    if creed && (doc.any(at + 1, THOUGHTS) || bare && !counted_one(doc, before)) {
        return false;
    }
    if doc.any(at, NAMESAKES) || is_name && speaks {
        return counted;
    }
    // `Nazrul Islam` is somebody, and so is `al-Islam`.
    let unknown = doc.upper(before) && !doc.breaks(at) && doc.sense(before).kind().is_none();
    let other = cue::FUNCTION | cue::TITLE | cue::QUALIFIER | cue::CALENDAR | cue::COMMON;
    !(is_name && (unknown && !doc.cue(before, other) || doc.hyphen(before)))
}

/// Says whether a word that counts people stands here: `a Marxist`.
fn counted_one(doc: &Doc<'_>, at: usize) -> bool {
    doc.any(at, &["a", "an", "the", "one", "every", "another", "as"])
}

/// Judges a name that needs a sign: small towns are often also surnames.
fn weak(doc: &Doc<'_>, first: usize, end: usize) -> Option<(f32, &'static str)> {
    let before = first.wrapping_sub(1);
    let locative = doc.cue(before, cue::LOCATIVE) || doc.any(before, &["of", "from", "to"]);
    let in_pair = doc.sign(end) == Some(',')
        && doc.upper(end + 1)
        && doc.sense(end + 1).kind() == Some(Kind::Place)
        && !doc.cue(end + 1, cue::WEAK);
    let alone = !doc.upper(before) && !doc.upper(end) && !doc.hyphen(end);
    let shouted = doc.is(first, shape::CAPS) && !doc.is(first, shape::HEADLINE | shape::OPENS);
    if doc.maybe_plain(first) || shouted {
        return None;
    }
    if end > first + 1 && !(doc.cue(first, cue::GIVEN) && doc.cue(end - 1, cue::SURNAME)) {
        return Some((0.92, "known place of several words"));
    }
    if in_pair {
        return Some((0.85, "known place before its country"));
    }
    let given = doc.cue(first, cue::GIVEN) && !doc.cue(before, cue::LOCATIVE);
    if locative && alone && !given {
        return Some((0.75, "known place after a preposition"));
    }
    // `Congress` inside a sentence is a body, whosever it is.
    let shared = doc.sense(first).kind() == Some(Kind::Org) && doc.sense(first).name == 0;
    if shared && alone && !doc.is(first, shape::OPENS | shape::HEADLINE) {
        return Some((0.7, "known body"));
    }
    let unsure = doc.cue(first, cue::GIVEN | cue::SURNAME | cue::COMMON) && end == first + 1;
    (alone && !unsure).then_some((0.6, "known small place"))
}
