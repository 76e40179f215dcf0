//! Weapons and equipment: designations (`F-16`, `AN/TPY-2`), a name before a
//! type noun (`Scud missiles`), and a defense system that is named in capitals.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// Letters before a hyphen and a number that are no designation.
const NOT_SYSTEMS: &[&str] = &[
    "covid", "sars", "g", "k", "i", "r", "d", "pg", "nc", "tv", "article", "section", "chapter",
    "part", "group", "page", "no", "a", "u", "category", "top", "under", "over", "h", "vitamin",
    "omega", "formula", "f1", "apollo", "gemini", "mid", "pre", "post", "cop", "catch", "level",
    "type", "class",
];
/// Words of a defense system's long name.
const DEFENSES: &[&str] = &[
    "defense", "defence", "missile", "radar", "weapon", "weapons", "air", "warning", "launch",
    "rocket",
];

/// Proposes systems.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 0..doc.len() {
        if !doc.upper(at) || doc.is(at, shape::ADDRESS) {
            continue;
        }
        found.extend(designation(doc, at));
        found.extend(named(doc, at));
        found.extend(defense_system(doc, at));
    }
}

/// Finds `F-35A`, `AN/TPY-2`, `Su-27`, `RQ-4 Global Hawk`.
fn designation(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    if doc.hyphen(at.wrapping_sub(1)) || doc.any(at, NOT_SYSTEMS) && !typed(doc, at, at + 3) {
        return None;
    }
    let mut end = at + 1;
    if doc.sign(end) == Some('/')
        && doc.tight(end)
        && doc.tight(end + 1)
        && doc.is(end + 1, shape::CAPS)
    {
        end += 2;
    }
    if !(doc.hyphen(end) && doc.is(end + 1, shape::NUMBER)) {
        return None;
    }
    let number = doc.str(end + 1);
    let n_letters = doc.str(end - 1).chars().count();
    let short = number.len() <= 4 && !number.contains([',', ':', '.']);
    let caps = doc.is(end - 1, shape::CAPS) || n_letters == 1;
    // Two letters with a small second one: MiG-29, Su-27, Tu-95.
    let design = n_letters <= 3
        && doc.is(end - 1, shape::WORD)
        && !doc.cue(end - 1, cue::COMMON | cue::CALENDAR);
    end += 2;
    let sure = typed(doc, at, end);
    let year = number.len() == 4 && !sure;
    if !short
        || year
        || !(caps && n_letters <= 5
            || design
            || sure && !doc.cue(at, cue::CALENDAR | cue::FUNCTION))
    {
        return None;
    }
    if doc.hyphen(end) && doc.is(end + 1, shape::WORD) && !doc.upper(end + 1) {
        // `B-2-class` and `T-90-style` keep the designation alone; an age does not.
        if doc.any(end + 1, &["year", "point", "yard", "month", "day"]) {
            return None;
        }
    }
    let score = if sure { 0.9 } else { 0.65 };
    Some(Candidate::rule(
        (at, end),
        Kind::System,
        score,
        "designation of letters and a number",
    ))
}

/// Says whether a type noun stands close by.
fn typed(doc: &Doc<'_>, at: usize, end: usize) -> bool {
    let near = |at: usize| doc.cue(at, cue::SYSTEM_HEAD);
    (end..end + 3).any(near) || (at.saturating_sub(3)..at).any(near)
}

/// Finds `Scud missiles`: an unknown name right before a small type noun.
fn named(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let noun = at + 1;
    if !doc.cue(noun, cue::SYSTEM_HEAD)
        || doc.upper(noun)
        || doc.breaks(noun)
        || doc.upper(at.wrapping_sub(1))
    {
        return None;
    }
    let sense = doc.sense(at);
    let other = sense.is(cue::GIVEN
        | cue::FUNCTION
        | cue::CALENDAR
        | cue::COMMON
        | cue::HEAD
        | cue::TITLE
        | cue::QUALIFIER)
        || sense.kind().is_some();
    let generic = doc.any(
        noun,
        &[
            "plane",
            "planes",
            "gun",
            "engine",
            "carrier",
            "satellite",
            "artillery",
            "variant",
            "jets",
            "jet",
            "tank",
            "tanks",
        ],
    );
    let free = !other && !generic && !doc.maybe_plain(at) && !doc.hyphen(at.wrapping_sub(1));
    free.then(|| Candidate::rule((at, at + 1), Kind::System, 0.6, "name before a type noun"))
}

/// Finds `Coastal Air and Missile Defense system`.
fn defense_system(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    if doc.upper(at.wrapping_sub(1)) && !doc.breaks(at)
        || doc.is(at, shape::HEADLINE)
        || doc.cue(at, cue::FUNCTION)
    {
        return None;
    }
    let mut end = at + 1;
    let mut n_upper = 1;
    let mut telling = doc.any(at, DEFENSES);
    while end < at + 8 && !doc.breaks(end) {
        if doc.upper(end) {
            n_upper += 1;
            telling |= doc.any(end, DEFENSES);
        } else if !(doc.any(end, &["and"]) && doc.upper(end + 1) || doc.hyphen(end)) {
            break;
        }
        end += 1;
    }
    let mut noun = end;
    if doc.sign(noun) == Some('(')
        && doc.is(noun + 1, shape::CAPS)
        && doc.sign(noun + 2) == Some(')')
    {
        noun += 3;
    }
    let system = doc.any(noun, &["system", "systems", "shield"])
        || doc.any(end.wrapping_sub(1), &["system", "systems"]);
    (telling && n_upper > 2 && system).then(|| {
        Candidate::rule(
            (at, end),
            Kind::System,
            0.8,
            "capitalised name of a defense system",
        )
    })
}
