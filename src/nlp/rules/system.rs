//! Weapons and equipment: designations (`F-16`, `AN/TPY-2`), a name before a
//! type noun (`Scud missiles`), and a defense system that is named in capitals.

use super::airliner;
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// Letters before a hyphen and a number that are no designation.
const NOT_SYSTEMS: &[&str] = &[
    "g", "k", "i", "r", "d", "pg", "nc", "tv", "article", "section", "chapter", "part", "group",
    "page", "no", "a", "u", "category", "top", "under", "over", "h", "vitamin", "omega", "formula",
    "f1", "apollo", "gemini", "mid", "pre", "post", "cop", "catch", "level", "type", "class",
];
/// Letters before a hyphen and a number that are one even when no word for a
/// weapon stands near.
const FAMILIES: &[&str] = &[
    "ah", "ak", "an", "b", "bm", "btr", "c", "ch", "df", "f", "hq", "il", "jf", "jl", "ka", "kc",
    "kf", "kh", "kn", "mi", "mig", "mq", "pac", "rpg", "rq", "s", "sa", "sm", "ss", "su", "t",
    "tu", "uh", "yak",
];
/// The same where even a word for a weapon beside them changes nothing.
const NEVER_SYSTEMS: &[&str] = &["covid", "sars", "mers", "h"];
/// The symbols of the elements in their order: the place of one is the charge
/// of its nucleus.
const ELEMENTS: &str = "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni \
    Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd \
    Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U \
    Np Pu Am Cm Bk Cf Es Fm";
/// Words of a defense system's long name.
pub(super) const DEFENSES: &[&str] = &[
    "defense",
    "defence",
    "missile",
    "radar",
    "weapon",
    "weapons",
    "air",
    "warning",
    "launch",
    "rocket",
    "combat",
    "command",
    "fire",
    "navigation",
    "satellite",
];

/// Makers of vehicles, of which the words behind them are the model.
const MAKERS: &[&str] = &[
    "audi",
    "bmw",
    "cadillac",
    "chevrolet",
    "chevy",
    "chrysler",
    "citroen",
    "citroën",
    "dodge",
    "fiat",
    "ford",
    "honda",
    "hyundai",
    "isuzu",
    "jeep",
    "kia",
    "lexus",
    "mazda",
    "mercedes",
    "mitsubishi",
    "nissan",
    "opel",
    "peugeot",
    "pontiac",
    "porsche",
    "renault",
    "seat",
    "skoda",
    "subaru",
    "suzuki",
    "toyota",
    "vauxhall",
    "volkswagen",
    "volvo",
    "vw",
];
/// Makers that are a common word when a sentence or a ticket writes it big.
const COMMON_MAKERS: &[&str] = &["dodge", "seat"];
/// What such makers make, and a part of it.
const VEHICLES: &[&str] = &[
    "bus",
    "car",
    "cars",
    "engine",
    "jeep",
    "minibus",
    "minivan",
    "motorbike",
    "motorcycle",
    "pickup",
    "pickups",
    "saloon",
    "sedan",
    "suv",
    "taxi",
    "truck",
    "van",
    "vans",
    "vehicle",
    "vehicles",
];
/// Words behind a maker that name a part of it, or what it pays for.
const NO_MODELS: &[&str] = &[
    "motor",
    "motorsport",
    "racing",
    "sport",
    "team",
    "classic",
    "masters",
    "series",
    "trophy",
    "ocean",
    "credit",
    "financial",
    "dealer",
    "dealers",
    "dealership",
    "world",
    "north",
    "south",
    "america",
    "europe",
    "city",
    "works",
    "sales",
    "truck",
    "trucks",
    "bank",
    "marine",
    "research",
    "design",
    "formula",
];

/// Proposes systems.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    airliner::find(doc, found);
    for at in 0..doc.len() {
        if !doc.upper(at) || doc.is(at, shape::ADDRESS) {
            continue;
        }
        found.extend(designation(doc, at));
        found.extend(named(doc, at));
        found.extend(vehicle(doc, at));
        found.extend(model(doc, at));
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
    let design = doc.any(end - 1, FAMILIES);
    end += 2;
    let sure = typed(doc, at, end);
    // A road, a visa or a cup can have letters and a number as well.
    let near = |at: usize| doc.cue(at, cue::SYSTEM_HEAD);
    let mut around = at.saturating_sub(8)..end + 8;
    let never = doc.any(at, NEVER_SYSTEMS) || is_isotope(doc.str(at), number);
    if never || !design && !around.any(near) {
        return None;
    }
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

/// Says whether letters and a number are an atom, as `Cs-137`: nuclei have up
/// to twice as many neutrons as protons, and hardly fewer.
fn is_isotope(symbol: &str, number: &str) -> bool {
    let Some(place) = ELEMENTS.split_whitespace().position(|one| one == symbol) else {
        return false;
    };
    let charge = place + 1;
    let digits = number.strip_suffix('m').unwrap_or(number);
    let fits = |mass: usize| (18 * charge..=27 * charge).contains(&(10 * mass));
    // Aircraft have one letter as well, but no number as high as uranium's.
    let is_telling = symbol.len() == 2 || matches!(symbol, "U" | "I");
    is_telling && digits.parse().is_ok_and(fits)
}

/// Says whether a type noun stands close by.
pub(super) fn typed(doc: &Doc<'_>, at: usize, end: usize) -> bool {
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
        | cue::SHORT
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
            "aircraft",
            "phone",
            "phones",
            "smartphone",
            "smartphones",
            "tablet",
            "tablets",
            "laptop",
            "laptops",
            "locomotive",
            "warship",
            "warships",
        ],
    );
    let free = !other && !generic && !doc.maybe_plain(at) && !doc.hyphen(at.wrapping_sub(1));
    free.then(|| Candidate::rule((at, at + 1), Kind::System, 0.6, "name before a type noun"))
}

/// Finds `Toyota Starlet`: the maker of a vehicle and the model.
fn vehicle(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    if !doc.any(at, MAKERS) || doc.is(at, shape::HEADLINE) {
        return None;
    }
    let other = cue::HEAD
        | cue::TITLE
        | cue::GIVEN
        | cue::HONORIFIC
        | cue::FUNCTION
        | cue::CALENDAR
        | cue::SPEECH;
    let model = |at: usize| {
        let word = doc.upper(at) && doc.is(at, shape::WORD) && !doc.cue(at, other);
        let named = doc
            .sense(at)
            .kind()
            .is_some_and(|kind| kind != Kind::System);
        let is_mixed = doc.is(at, shape::NUMBER) && doc.is(at, shape::MIXED);
        let number = is_mixed && !doc.str(at).contains(char::is_lowercase);
        (word && !named || number) && !doc.breaks(at) && !doc.tight(at) && !doc.any(at, NO_MODELS)
    };
    // `Mercedes-Benz`.
    let is_double = doc.hyphen(at + 1) && doc.any(at + 2, &["benz"]);
    let behind = at + if is_double { 3 } else { 1 };
    // `an Audi van` and `the Toyota's engine`.
    let noun = behind + usize::from(doc.possessive(behind));
    let before = at.wrapping_sub(1);
    let alone = !doc.upper(before) || doc.cue(before, cue::FUNCTION);
    let is_driven = doc.any(noun, VEHICLES) && !doc.upper(noun) && alone;
    if is_driven && !doc.breaks(noun) {
        let reason = "maker beside the word for a vehicle";
        return Some(Candidate::rule((at, behind), Kind::System, 0.96, reason));
    }
    let known = |at: usize| doc.upper(at) && doc.sense(at).kind() == Some(Kind::System);
    let n_before = (behind..behind + 3)
        .take_while(|&at| doc.upper(at) && !known(at))
        .count();
    let last = behind + n_before;
    if n_before > 0 && known(last) && !(behind..=last).any(|at| doc.breaks(at)) {
        let reason = "maker of vehicles and a known model";
        return Some(Candidate::rule((at, last + 1), Kind::System, 0.8, reason));
    }
    let n_words = (behind..behind + 3).take_while(|&at| model(at)).count();
    let end = behind + n_words;
    let goes_on = doc.upper(end) && !doc.breaks(end) && !doc.tight(end);
    let mut around = (at.saturating_sub(3)..at).chain(end..end + 5);
    let sure = !doc.any(at, COMMON_MAKERS) || around.any(|at| doc.any(at, VEHICLES));
    (n_words > 0 && !goes_on && sure).then(|| {
        let reason = "maker of vehicles and a model";
        Candidate::rule((at, end), Kind::System, 0.75, reason)
    })
}

/// Finds `Meteor RX5` where a word for a vehicle or a weapon is near.
fn model(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let number = at + 1;
    let text = doc.str(number);
    let is_number = doc.is(number, shape::MIXED) && doc.upper(number) && text.len() < 6;
    if !is_number || text.contains(char::is_lowercase) || doc.breaks(number) || doc.tight(number) {
        return None;
    }
    let other = cue::FUNCTION | cue::HEAD | cue::CALENDAR | cue::TITLE | cue::HONORIFIC;
    let named = doc.is(at, shape::WORD) && !doc.is(at, shape::CAPS) && !doc.cue(at, other);
    let before = at.wrapping_sub(1);
    let alone = doc.breaks(at) || !doc.upper(before) || doc.cue(before, cue::FUNCTION);
    let near = |at: usize| doc.cue(at, cue::SYSTEM_HEAD) || doc.any(at, VEHICLES);
    let typed = (at.saturating_sub(4)..at)
        .chain(number + 1..number + 4)
        .any(near);
    (named && alone && typed).then(|| {
        let reason = "name with letters and a number near its type";
        Candidate::rule((at, number + 1), Kind::System, 0.75, reason)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which systems the rules see in a text.
    fn check(text: &str, expected: &[&str]) {
        super::super::check(find, text, expected);
    }

    #[test]
    fn atoms_are_no_weapons() {
        for text in [
            "The bomb held Cs-137 and Sr-90 then.",
            "A missile lost its Pu-239 and U-235 there.",
            "The rocket carried Co-60 and Am-241 too.",
        ] {
            check(text, &[]);
        }
        check("A U-2 spy plane flew.", &["U-2"]);
        check("An F-16 and a MiG-29 flew.", &["F-16", "MiG-29"]);
    }

    #[test]
    fn a_maker_that_is_a_word_needs_a_vehicle() {
        check("He sat in Seat 12A all night.", &[]);
        check(
            "He sold his Seat Tolva, a small car, then.",
            &["Seat Tolva"],
        );
        check("A Mercedes-Benz van burned.", &["Mercedes-Benz"]);
        check(
            "He sold a Mercedes-Benz Tolva then.",
            &["Mercedes-Benz Tolva"],
        );
    }

    #[test]
    fn airliners_go_by_the_numbers_of_their_makers() {
        check("Boeing built the 787s and 797s.", &["787s"]);
        check("Cessna sold 172s and Embraer sold 195s.", &["172s", "195s"]);
        check("Cessna sold 172 of them, not 787s.", &[]);
    }
}
