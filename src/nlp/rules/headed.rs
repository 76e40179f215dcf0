//! Names that say what they are by a head word: `Ministry of Defense`,
//! `Acme Steel Corp.`, `Battle of Hastings`.
//!
//! From the head the name grows to the left over capitalised words and, for
//! heads that take it, to the right over `of …`, `for …`, `on …`.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// Most tokens on either side of the head.
const MAX_REACH: usize = 10;
const HEADS: [(u32, Kind); 6] = [
    (cue::ORG_TAIL, Kind::Org),
    (cue::ORG_HEAD, Kind::Org),
    (cue::AGREEMENT_HEAD, Kind::Agreement),
    (cue::EVENT_HEAD, Kind::Event),
    (cue::FACILITY_HEAD, Kind::Facility),
    (cue::PLACE_HEAD, Kind::Place),
];
/// Groups of people whose `'s` stands inside names.
const OWNERS: &[&str] = &[
    "people",
    "women",
    "men",
    "children",
    "king",
    "queen",
    "world",
    "mother",
    "president",
    "minister",
    "master",
    "teacher",
    "farmer",
    "traveler",
    "lloyd",
    "chief",
];

/// Bodies that are for or against something.
const DEVOTED: &[&str] = &[
    "agency",
    "alliance",
    "association",
    "board",
    "bureau",
    "center",
    "centre",
    "coalition",
    "commission",
    "committee",
    "council",
    "department",
    "federation",
    "foundation",
    "fund",
    "initiative",
    "institute",
    "league",
    "ministry",
    "movement",
    "network",
    "office",
    "organization",
    "organisation",
    "panel",
    "partnership",
    "society",
    "tribunal",
    "union",
];

/// Bodies whose field can be a list.
const PORTFOLIOS: &[&str] = &[
    "ministry",
    "department",
    "committee",
    "commission",
    "agency",
    "council",
    "office",
    "bureau",
    "organization",
    "organisation",
    "institute",
    "academy",
    "directorate",
    "secretariat",
];

/// Facilities that are named by what they are of: `Port of Mombasa`.
const OF_PLACES: &[&str] = &[
    "airport",
    "basilica",
    "bridge",
    "castle",
    "cathedral",
    "hospital",
    "mosque",
    "museum",
    "palace",
    "port",
    "shrine",
    "temple",
    "tower",
];
/// Facilities that one ordinary word can name: `Central Prison`.
const STRONG: &[&str] = &[
    "arena", "barracks", "cemetery", "dam", "gate", "hotel", "jail", "prison", "stadium",
    "theatre", "theater", "zoo",
];

/// Parts of armies that are counted: `407th Air Group`, `2nd Battalion`.
const UNITS: &[&str] = &[
    "army",
    "battalion",
    "battery",
    "brigade",
    "command",
    "corps",
    "division",
    "fleet",
    "group",
    "infantry",
    "regiment",
    "squadron",
    "wing",
];

/// Proposes names with a head word.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 0..doc.len() {
        if !doc.upper(at) || doc.is(at, shape::HEADLINE | shape::ADDRESS) {
            continue;
        }
        if let Some(kind) = head(doc, at) {
            found.extend(around(doc, at, kind));
        }
    }
}

fn head(doc: &Doc<'_>, at: usize) -> Option<Kind> {
    let sense = doc.sense(at);
    let of_people = doc.sense(at.wrapping_sub(1)).kind() == Some(Kind::Group);
    let nations = doc.any(at, &["nations"]) && doc.any(at.wrapping_sub(1), &["first"]);
    if doc.any(at, &["nation", "band", "tribe"])
        && (of_people || doc.any(at.wrapping_sub(1), &["first"]))
        || nations && at > 1 && doc.upper(at - 2) && !doc.breaks(at - 1)
    {
        return Some(Kind::Org);
    }
    if doc.any(at, &["range"]) && doc.any(at.wrapping_sub(1), &["mountain", "mountains"]) {
        return Some(Kind::Place);
    }
    let is_unit = doc.any(at, UNITS);
    if is_unit && is_ordinal(doc, at.wrapping_sub(1)) && !doc.breaks(at) {
        return Some(Kind::Org);
    }
    if doc.any(at, &["squadron"]) && is_inside(doc, at.wrapping_sub(1)) {
        return Some(Kind::Org);
    }
    HEADS
        .iter()
        .find(|(bits, _)| sense.is(*bits))
        .map(|(_, kind)| *kind)
}

/// Grows a name around the head at `at`.
fn around(doc: &Doc<'_>, at: usize, kind: Kind) -> Option<Candidate> {
    let first = counted(doc, left(doc, at, kind), at);
    let end = numbered(doc, right(doc, at, kind), kind);
    if head(doc, end).is_some() && doc.upper(end) && end == at + 1 && !doc.breaks(end) {
        // The next head is the head of the same name.
        return None;
    }
    let (has_left, has_right) = (first < at, end > at + 1);
    if !has_left && !has_right {
        return None;
    }
    let bare = first + 1 == at && doc.any(first, &["first"]) && doc.any(at, &["nation"]);
    if bare || kind == Kind::Facility && !is_whole(doc, (at, end), has_left) {
        return None;
    }
    let only_plain =
        !has_right && at == first + 1 && doc.maybe_plain(first) && !is_telling(doc, first);
    let loose = kind == Kind::Event
        && !has_right
        && doc.cue(at, cue::COMMON)
        && at == first + 1
        && doc.cue(first, cue::CALENDAR);
    if only_plain || loose {
        return None;
    }
    let surname = doc.cue(at, cue::SURNAME) && doc.cue(first, cue::GIVEN) && at == first + 1;
    if surname && !doc.cue(at, cue::ORG_TAIL) {
        return None;
    }
    let reason = if has_right && !has_left {
        "head word and what it is of"
    } else {
        "name with a head word"
    };
    // `Committee on Ports, Shipping and Trade` is one name, though each part
    // looks like one.
    let is_list = kind == Kind::Org && (at..end).any(|at| doc.sign(at) == Some(','));
    let score = if is_list { 0.95 } else { 0.8 };
    Some(Candidate::rule((first, end), kind, score, reason))
}

/// Takes the number of a unit to its name.
fn counted(doc: &Doc<'_>, first: usize, head: usize) -> usize {
    let before = first.wrapping_sub(1);
    let is_counted = doc.any(head, UNITS) && is_ordinal(doc, before) && !doc.breaks(first);
    first - usize::from(is_counted)
}

/// Says whether a number such as `2nd` or `407th` stands here.
fn is_ordinal(doc: &Doc<'_>, at: usize) -> bool {
    let text = doc.str(at);
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = text.get(digits.len()..).unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && matches!(ending, "st" | "nd" | "rd" | "th" | "d")
}

/// Says whether a facility ends here, and not inside the name of a prize or
/// a company that bears its name.
fn is_whole(doc: &Doc<'_>, (at, end): (usize, usize), has_left: bool) -> bool {
    let other = cue::FUNCTION | cue::CALENDAR | cue::TITLE | cue::HONORIFIC;
    let goes_on = doc.upper(end) && doc.is(end, shape::WORD) && !doc.breaks(end);
    if goes_on && !doc.cue(end, other) && end == at + 1 {
        return false;
    }
    let of_places = doc.any(at, OF_PLACES);
    // `Old Building` and `Police Headquarters` are everywhere.
    let plain = cue::COMMON | cue::QUALIFIER | cue::HEAD;
    let before = at.wrapping_sub(1);
    let known = doc.sense(before).kind().is_some() && !doc.cue(before, cue::WEAK);
    let only = doc.cue(before, plain) && !known;
    let is_common = only && (!doc.upper(at.wrapping_sub(2)) || doc.breaks(before));
    of_places || doc.any(at, STRONG) || has_left && !is_common
}

/// Says whether a word that opens a sentence can begin a name all the same.
fn is_telling(doc: &Doc<'_>, at: usize) -> bool {
    doc.cue(at, cue::QUALIFIER) || doc.sense(at).kind().is_some() || doc.is(at, shape::CAPS)
}

/// Returns the first token of the name that ends with the head.
fn left(doc: &Doc<'_>, head: usize, kind: Kind) -> usize {
    let mut first = head;
    while first > 0 && head - first < MAX_REACH && !doc.breaks(first) {
        let before = first - 1;
        if is_inside(doc, before) {
            first = before;
        } else if doc.hyphen(before)
            && before > 0
            && doc.is(before - 1, shape::WORD)
            && !doc.breaks(before)
        {
            if !doc.upper(before - 1) {
                break;
            }
            first = before - 1;
        } else if let Some(further) = bridge(doc, before, kind) {
            first = further;
        } else {
            break;
        }
    }
    while first < head
        && (doc.cue(first, cue::FUNCTION) && doc.is(first, shape::OPENS)
            || doc.word(first).is_none())
    {
        first += 1;
    }
    first
}

pub(super) fn is_inside(doc: &Doc<'_>, at: usize) -> bool {
    doc.upper(at)
        && !doc.is(at, shape::ADDRESS)
        && !doc.cue(at, cue::CALENDAR | cue::HONORIFIC)
        && (!doc.cue(at, cue::FUNCTION) || doc.is(at, shape::CAPS))
}

/// Leads across `and`, `of`, `&`, `'s` inside a name; returns the token before.
fn bridge(doc: &Doc<'_>, at: usize, kind: Kind) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let plain = doc.maybe_plain(before) && !doc.cue(before, cue::QUALIFIER);
    if doc.breaks(at) || !is_inside(doc, before) || plain {
        return None;
    }
    if doc.sign(at) == Some('&') {
        return Some(before);
    }
    if doc.possessive(at) || matches!(doc.sign(at), Some('\'' | '’')) && doc.tight(at) {
        let plural = !doc.possessive(at)
            && doc.sense(before).kind().is_none()
            && !doc.cue(before, cue::SURNAME);
        return (plural || doc.any(before, OWNERS)).then_some(before);
    }
    if kind == Kind::Facility && doc.cue(at, cue::PARTICLE) && !doc.upper(at) {
        // `Tariq bin Salman International Airport`.
        return (!doc.cue(at, cue::FUNCTION)).then_some(before);
    }
    let formal = matches!(kind, Kind::Org | Kind::Agreement);
    if doc.any(at, &["and"]) && formal {
        let name = doc.sense(before).kind().is_some()
            || doc.cue(before, cue::GIVEN)
            || head(doc, before).is_some();
        return (!name).then_some(before);
    }
    let of = doc.any(at, &["of"]) && formal && doc.str(at) == "of";
    let title = doc.cue(before, cue::TITLE) || doc.cue(before, cue::HEAD) && kind == Kind::Org;
    // `Ann Quill of Acme Corp.` is somebody and a body.
    let given = doc.cue(before, cue::GIVEN) || doc.cue(before.wrapping_sub(1), cue::GIVEN);
    let person = given && doc.upper(before.wrapping_sub(1)) && !doc.breaks(before);
    (of && !title && !person).then_some(before)
}

/// Returns the end of `of …` behind the head, or of the head itself.
fn right(doc: &Doc<'_>, head: usize, kind: Kind) -> usize {
    let mut end = head + 1;
    if doc.cue(head, cue::ORG_TAIL) {
        return end;
    }
    let links: &[&str] = match kind {
        Kind::Facility if !doc.any(head, OF_PLACES) => &[],
        Kind::Org if doc.any(head, DEVOTED) => &["of", "for", "on", "against"],
        Kind::Agreement => &["of", "for", "on", "against", "relating", "concerning"],
        _ => &["of"],
    };
    while end - head < MAX_REACH && doc.any(end, links) && !doc.upper(end) {
        if doc.any(end, &["of"]) && is_somebody(doc, end + 1) {
            break;
        }
        let Some(next) = linked(doc, end + 1) else {
            break;
        };
        end = next;
    }
    if end > head + 1 && kind == Kind::Org && doc.any(head, PORTFOLIOS) {
        end = enumerated(doc, end).unwrap_or(end);
    }
    end
}

/// Says whether a person's name stands here: `the Free Army of Ivan Horvat`.
fn is_somebody(doc: &Doc<'_>, at: usize) -> bool {
    let sense = doc.sense(at);
    let is_given = sense.is_of_men() || sense.is_of_women();
    let is_other = sense.kind().is_some() || sense.is(cue::COMMON) || doc.any(at, &["jesus"]);
    let goes_on = is_inside(doc, at + 1) && !doc.breaks(at + 1);
    is_given && !is_other && goes_on && !doc.cue(at + 1, cue::COMMON)
}

/// Takes the rest of `Economy, Trade and Industry`; returns its end.
fn enumerated(doc: &Doc<'_>, end: usize) -> Option<usize> {
    let field = |at: usize| {
        let plain = is_inside(doc, at) && !doc.breaks(at) && doc.sense(at).kind().is_none();
        plain && !doc.cue(at, cue::TITLE | cue::GIVEN) && head(doc, at).is_none()
    };
    let mut at = end;
    while doc.sign(at) == Some(',') && at < end + 3 * MAX_REACH {
        at += 1;
        if doc.any(at, &["and"]) {
            break;
        }
        let from = at;
        while field(at) && at < from + 3 {
            at += 1;
        }
        if at == from {
            return None;
        }
    }
    if at == end || !doc.any(at, &["and"]) || !field(at + 1) {
        return None;
    }
    let mut last = at + 2;
    while field(last) && last < at + 4 {
        last += 1;
    }
    Some(last)
}

/// Takes `(the) Capitalised (and Capitalised) words`; returns their end.
fn linked(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    let is_office = doc.any(at, &["the"]) && !doc.breaks(at);
    at += usize::from(is_office);
    let starts = is_inside(doc, at) && !doc.breaks(at) && !doc.cue(at, cue::TITLE);
    // `the Cabinet of Prime Minister NAME` is the Cabinet alone.
    let mut titled = (at + 1..at + 3).take_while(|&at| !doc.breaks(at) && doc.upper(at));
    if starts && !is_office && titled.any(|at| doc.cue(at, cue::TITLE)) {
        return None;
    }
    let from = at;
    if !starts {
        return None;
    }
    while at - from < MAX_REACH {
        if is_inside(doc, at) && (at == from || !doc.breaks(at)) {
            if doc.cue(at, cue::TITLE) && at > from {
                break;
            }
            at += 1;
        } else if doc.hyphen(at) && doc.upper(at + 1)
            || doc.any(at, &["and"]) && and_goes_on(doc, from, at)
        {
            at += 1;
        } else {
            break;
        }
    }
    // In `on Norwegian ports` the people belong to the words that follow.
    let is_adjective = doc.cue(at - 1, cue::DEMONYM) && !doc.upper(at) && doc.is(at, shape::WORD);
    let goes_on = is_adjective && !doc.breaks(at) && !doc.cue(at, cue::FUNCTION);
    (!goes_on).then_some(at)
}

/// Says whether `and` joins two words of one name, not two names.
fn and_goes_on(doc: &Doc<'_>, from: usize, and: usize) -> bool {
    let next = and + 1;
    let names = |at: usize| doc.sense(at).kind().is_some() || doc.cue(at, cue::GIVEN);
    is_inside(doc, next)
        && !doc.breaks(next)
        && !names(from)
        && !names(next)
        && head(doc, next).is_none()
}

/// Takes the numeral of `World War II` or `Resolution 1441`.
fn numbered(doc: &Doc<'_>, end: usize, kind: Kind) -> usize {
    if kind == Kind::Agreement {
        let is_paper = doc.any(end.wrapping_sub(1), &["resolution", "directive", "order"]);
        return end + usize::from(is_paper && doc.is(end, shape::NUMBER) && !doc.breaks(end));
    }
    let numeral = doc.any(end, &["i", "ii", "iii", "iv", "v", "vi"])
        && doc.is(end, shape::CAPS | shape::UPPER);
    let roman = numeral && (doc.is(end, shape::CAPS) || doc.any(end.wrapping_sub(1), &["war"]));
    end + usize::from(kind == Kind::Event && roman && !doc.breaks(end))
}
