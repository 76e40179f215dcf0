//! Persons by shape: a run of capitalised words with a sign that a person is
//! meant, such as a title before it, a known given name, or a verb of saying.
//! Titles stay outside of the name.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// Most parts of a name.
const MAX_PARTS: usize = 5;
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

/// The parts of a possible name.
struct Run {
    first: usize,
    end: usize,
    /// First tokens of the parts.
    parts: Vec<usize>,
}

/// Proposes persons.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < doc.len() {
        if !doc.upper(at) || !can_be_part(doc, at) {
            at += 1;
            continue;
        }
        let run = run(doc, at);
        match judge(doc, &run) {
            Some((score, reason)) => {
                found.push(Candidate::rule(
                    (run.first, run.end),
                    Kind::Person,
                    score,
                    reason,
                ));
                at = run.end;
            }
            None => at += 1,
        }
    }
}

/// Says whether a capitalised word can be a part of a person's name.
fn can_be_part(doc: &Doc<'_>, at: usize) -> bool {
    if doc.is(at, shape::ADDRESS) || !doc.upper(at) {
        return false;
    }
    if doc.is(at, shape::INITIAL) {
        return true;
    }
    if doc.str(at).len() == 1 {
        return false;
    }
    let sense = doc.sense(at);
    if is_eastern_given(doc, at) {
        return true;
    }
    if sense.is(cue::FUNCTION | cue::HONORIFIC | cue::COUNTRY | cue::DEMONYM | cue::ORG_TAIL) {
        return sense.is(cue::EASTERN) && !doc.is(at, shape::OPENS);
    }
    if sense.is(cue::CALENDAR) {
        let name = sense.is(cue::GIVEN) && doc.upper(at + 1) || doc.hyphen(at + 1);
        return name && !doc.is(at, shape::STOPPED) && !doc.breaks(at + 1);
    }
    let shouted = doc.is(at, shape::CAPS) && !doc.is(at, shape::HEADLINE);
    let name = sense.is(cue::EASTERN) || doc.is(at + 1, shape::CAPS) && sense.is(cue::GIVEN);
    let after = at > 0 && doc.is(at - 1, shape::CAPS) && sense.is(cue::SURNAME);
    !shouted || name || after
}

/// Says whether a hyphenated given name stands behind its surname: in `Kim
/// You-geun` the first syllable is an ordinary word elsewhere.
fn is_eastern_given(doc: &Doc<'_>, at: usize) -> bool {
    let surname = at.wrapping_sub(1);
    let syllable = |at: usize| {
        let text = doc.str(at);
        (2..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    doc.cue(surname, cue::EASTERN)
        && doc.upper(surname)
        && !doc.breaks(at)
        && doc.hyphen(at + 1)
        && syllable(at)
        && syllable(at + 2)
        && !doc.upper(at + 2)
        && !doc.hyphen(at + 3)
}

/// Collects the parts from `first` on.
fn run(doc: &Doc<'_>, first: usize) -> Run {
    let mut parts = vec![first];
    let mut end = hyphenated(doc, first);
    while parts.len() < MAX_PARTS && !doc.breaks(end) {
        if doc.upper(end) && can_be_part(doc, end) && !is_title_inside(doc, end) {
            parts.push(end);
            end = hyphenated(doc, end);
            continue;
        }
        let mut after = end;
        while after < end + 2 && doc.cue(after, cue::PARTICLE) && !doc.breaks(after + 1) {
            after += 1;
        }
        // `al-Kuwaiti`: a particle joins even what is no name alone.
        let joined = after > end && doc.hyphen(after) && doc.upper(after + 1);
        let particles = after > end && doc.upper(after) && can_be_part(doc, after);
        if !particles && !joined {
            break;
        }
        parts.push(after + usize::from(joined));
        end = if joined {
            after + 2
        } else {
            hyphenated(doc, after)
        };
    }
    if doc.sign(end) == Some(',') && doc.any(end + 1, SUFFIXES) {
        end += 2;
    } else if doc.any(end, SUFFIXES) && doc.upper(end) {
        end += 1;
    }
    Run { first, end, parts }
}

fn hyphenated(doc: &Doc<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while doc.hyphen(end) && doc.is(end + 1, shape::WORD) && end < at + 5 {
        end += 2;
    }
    end
}

fn is_title_inside(doc: &Doc<'_>, at: usize) -> bool {
    let behind_initial = doc.is(at.wrapping_sub(1), shape::INITIAL);
    doc.cue(at, cue::TITLE) && !doc.cue(at, cue::SURNAME) && !behind_initial
}

/// Says how sure it is that the run is a person, and why.
fn judge(doc: &Doc<'_>, run: &Run) -> Option<(f32, &'static str)> {
    let before = run.first.wrapping_sub(1);
    let last = *run.parts.last()?;
    let sense = doc.sense(run.first);
    if is_office(doc, run) {
        return None;
    }
    let foreign = |at: usize| {
        doc.sense(at)
            .kind()
            .is_some_and(|kind| kind != Kind::Person)
    };
    let directed = sense.is(cue::LOCATIVE | cue::QUALIFIER) && sense.is(cue::COMMON);
    let headed =
        directed && run.parts.len() > 1 || doc.cue(last, cue::HEAD) && !doc.cue(last, cue::SURNAME);
    if headed || doc.hyphen(before) {
        return None;
    }
    let unbroken = !doc.is(run.first, shape::LINE) || doc.is(before, shape::STOPPED);
    let plain =
        doc.cue(run.first, cue::COMMON) && !sense.is(cue::GIVEN | cue::SURNAME | cue::EASTERN);
    if unbroken && !doc.is(run.first, shape::OPENS) || doc.is(before, shape::STOPPED) {
        if doc.cue(before, cue::HONORIFIC) && doc.upper(before) {
            return Some((0.95, "honorific before a name"));
        }
        let title = doc.cue(before, cue::TITLE) && !doc.hyphen(before.wrapping_sub(1));
        let usual = !foreign(run.first) || sense.is(cue::GIVEN | cue::SURNAME);
        if title && usual && !plain && !doc.is(run.first, shape::HEADLINE) {
            return Some((0.9, "title before a name"));
        }
    }
    if run.parts.len() == 1 && run.end == run.first + 1 {
        return single(doc, run);
    }
    // Towns are called like people.
    let is_other = |&at: &usize| foreign(at) && !doc.cue(at, cue::WEAK);
    if !run.parts.iter().any(is_other) && is_explained(doc, run) {
        return Some((0.96, "name behind an office of somebody's"));
    }
    if doc.cue(run.first, cue::TITLE) && sense.is(cue::COMMON) && !sense.is(cue::EASTERN)
        || plain && doc.maybe_plain(run.first)
    {
        return None;
    }
    full_name(doc, run)
}

/// Says whether the name stands between commas behind what it explains: `his
/// spokesman, Gyang Bere, said`.
fn is_explained(doc: &Doc<'_>, run: &Run) -> bool {
    let (comma, office) = (run.first.wrapping_sub(1), run.first.wrapping_sub(2));
    let owner = office.wrapping_sub(1);
    let owned = doc.any(owner, &["his", "her", "its", "their"]) || doc.possessive(owner);
    doc.sign(comma) == Some(',')
        && doc.sign(run.end) == Some(',')
        && doc.cue(office, cue::TITLE)
        && !doc.upper(office)
        && owned
}

/// Says whether one word is the name of an office, or begins it: `Chief
/// [Judge]`, `[Prime] Minister`.
fn is_office(doc: &Doc<'_>, run: &Run) -> bool {
    let sense = doc.sense(run.first);
    let alone = run.parts.len() == 1 && run.end == run.first + 1;
    let title = sense.is(cue::TITLE) && (!sense.is(cue::GIVEN) || sense.is(cue::COMMON));
    let civil = doc.cue(run.first.wrapping_sub(1), cue::HONORIFIC) && sense.is(cue::SURNAME);
    let begins = sense.is(cue::COMMON)
        && doc.cue(run.end, cue::TITLE)
        && doc.upper(run.end)
        && !doc.breaks(run.end);
    alone && (title && !civil || begins)
}

/// Judges one capitalised word without a title.
fn single(doc: &Doc<'_>, run: &Run) -> Option<(f32, &'static str)> {
    let sense = doc.sense(run.first);
    let name = sense.is(cue::GIVEN | cue::SURNAME | cue::EASTERN)
        && !sense.is(cue::COMMON | cue::TITLE | cue::HEAD)
        && !doc.is(run.first, shape::CAPS);
    let plain = doc.maybe_plain(run.first) || sense.kind().is_some();
    if !name || plain {
        return None;
    }
    if doc.cue(run.end, cue::SPEECH) && !doc.breaks(run.end) {
        return Some((0.6, "name before a verb of saying"));
    }
    let before = run.first.wrapping_sub(1);
    let beside =
        doc.upper(before) && !doc.breaks(run.first) || doc.upper(run.end) && !doc.breaks(run.end);
    let sure = sense.is(cue::GIVEN)
        && doc.usage(run.first).n_small == 0
        && !doc.is(run.first, shape::HEADLINE);
    let placed = doc.cue(before, cue::LOCATIVE) || doc.any(before, &["the", "a", "an"]);
    (sure && !beside && !placed).then_some((0.55, "given name alone"))
}

/// Judges two parts or more without a title.
fn full_name(doc: &Doc<'_>, run: &Run) -> Option<(f32, &'static str)> {
    let sense = doc.sense(run.first);
    let last = *run.parts.last()?;
    let second = *run.parts.get(1).unwrap_or(&last);
    let given = sense.is(cue::GIVEN);
    let surname = doc.cue(last, cue::SURNAME | cue::EASTERN);
    let hyphen = |at: usize| hyphenated(doc, at) > at + 1;
    if sense.is(cue::EASTERN) && run.parts.len() == 2 && hyphen(second) {
        return Some((0.92, "surname and hyphenated given name"));
    }
    let odd = |at: &usize| {
        if is_eastern_given(doc, *at) {
            return false;
        }
        let sense = doc.sense(*at);
        sense.is(cue::COMMON) && !sense.is(cue::GIVEN | cue::SURNAME | cue::EASTERN)
            || sense.is(cue::HEAD) && !given
    };
    if doc.is(run.first, shape::INITIAL) && doc.is(run.first, shape::CREDIT) {
        return Some((0.85, "initial in a byline"));
    }
    if run.parts.iter().any(odd) {
        return None;
    }
    if given && surname {
        return Some((0.9, "known given name and surname"));
    }
    if doc.is(second, shape::INITIAL) && run.parts.len() > 2
        || doc.is(run.first, shape::INITIAL) && surname
    {
        return Some((0.85, "initials and a surname"));
    }
    let rare = run.parts.iter().all(|&at| !doc.cue(at, cue::COMMON));
    if given && (rare || !doc.cue(last, cue::COMMON)) {
        return Some((0.8, "known given name"));
    }
    if sense.is(cue::EASTERN) && rare && run.parts.len() <= 3 && !doc.is(run.first, shape::HEADLINE)
    {
        return Some((0.75, "surname that comes first"));
    }
    if !rare || doc.is(run.first, shape::HEADLINE) {
        return None;
    }
    contextual(doc, run, surname)
}

/// Judges words that the lists do not know as a name.
fn contextual(doc: &Doc<'_>, run: &Run, surname: bool) -> Option<(f32, &'static str)> {
    let before = run.first.wrapping_sub(1);
    let known = run.parts.iter().any(|&at| doc.sense(at).kind().is_some());
    if doc.cue(run.end, cue::SPEECH) || doc.cue(before, cue::SPEECH) && !doc.breaks(run.first) {
        return Some((0.75, "name beside a verb of saying"));
    }
    let aged = doc.sign(run.end) == Some(',')
        && doc.is(run.end + 1, shape::NUMBER)
        && matches!(doc.sign(run.end + 2), Some(',' | '.'));
    if aged {
        return Some((0.85, "age after a name"));
    }
    let described = doc.sign(run.end) == Some(',')
        && doc.any(run.end + 1, &["a", "an", "the", "who", "whose"])
        && (run.end + 2..run.end + 8).any(|at| doc.cue(at, cue::TITLE));
    if described && !known {
        return Some((0.75, "description after a name"));
    }
    if surname && !known {
        return Some((0.7, "known surname"));
    }
    let thing = doc.any(before, &["the", "a", "an", "this"]) && !doc.breaks(run.first)
        || doc.cue(run.end, cue::HEAD);
    (!known && !thing && run.parts.len() < 4).then_some((0.55, "two unknown capitalised words"))
}
