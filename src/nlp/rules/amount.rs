//! Sums of money and quantities with a unit.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

const SCALES: &[&str] = &[
    "hundred", "thousand", "million", "billion", "trillion", "m", "bn", "mn", "tn", "lakh", "crore",
];
const CURRENCIES: &[&str] = &[
    "dollar",
    "dollars",
    "euro",
    "euros",
    "pound",
    "pounds",
    "yen",
    "won",
    "yuan",
    "renminbi",
    "rupee",
    "rupees",
    "ruble",
    "rubles",
    "rouble",
    "roubles",
    "franc",
    "francs",
    "peso",
    "pesos",
    "rand",
    "real",
    "reais",
    "lira",
    "dinar",
    "dinars",
    "dirham",
    "dirhams",
    "riyal",
    "riyals",
    "shekel",
    "shekels",
    "naira",
    "baht",
    "ringgit",
    "rupiah",
    "dong",
    "krona",
    "kronor",
    "krone",
    "kroner",
    "zloty",
    "forint",
    "hryvnia",
    "shilling",
    "shillings",
    "cents",
    "pence",
    "usd",
    "eur",
    "gbp",
    "jpy",
    "krw",
];
const PREFIXES: &[&str] = &[
    "us", "c", "a", "au", "hk", "nz", "s", "nt", "r", "rs", "usd", "eur", "gbp", "rmb", "cad",
    "aud", "inr",
];
const LETTERS: &[&str] = &[
    "rs", "n", "r", "k", "p", "sh", "ksh", "kes", "ush", "tsh", "rm", "ngn", "usd", "eur", "gbp",
    "inr", "php", "zar", "rmb", "cny", "jpy", "krw", "aud", "cad", "chf", "ghs", "ghc", "tk", "rp",
    "us", "le",
];
const UNITS: &[&str] = &[
    "percent",
    "percentage",
    "kilometers",
    "kilometres",
    "kilometer",
    "kilometre",
    "km",
    "kms",
    "meters",
    "metres",
    "meter",
    "metre",
    "centimeters",
    "centimetres",
    "cm",
    "mm",
    "miles",
    "mile",
    "feet",
    "foot",
    "ft",
    "inches",
    "inch",
    "yards",
    "yard",
    "acres",
    "acre",
    "hectares",
    "hectare",
    "kilograms",
    "kilogram",
    "kg",
    "kilos",
    "kilo",
    "grams",
    "gram",
    "tons",
    "ton",
    "tonnes",
    "tonne",
    "ounces",
    "ounce",
    "liters",
    "litres",
    "liter",
    "litre",
    "gallons",
    "gallon",
    "barrels",
    "barrel",
    "megawatts",
    "megawatt",
    "mw",
    "gigawatts",
    "kilowatts",
    "kw",
    "kwh",
    "degrees",
    "knots",
    "mph",
    "kph",
    "kilotons",
    "kiloton",
    "megatons",
    "bpd",
    "gb",
    "mb",
    "tb",
    "hz",
    "ghz",
    "mhz",
    "nautical",
    "square",
    "cubic",
    "basis",
];
const SMALL: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety", "half",
];

/// Proposes sums and quantities.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 0..doc.len() {
        if is_symbol(doc, at) {
            found.extend(symbol_first(doc, at));
        } else if doc.is(at, shape::WORD) && doc.upper(at) {
            found.extend(letters_first(doc, at));
        } else if doc.is(at, shape::NUMBER) || doc.any(at, SMALL) {
            found.extend(number_first(doc, at));
        }
    }
}

fn is_symbol(doc: &Doc<'_>, at: usize) -> bool {
    matches!(
        doc.sign(at),
        Some('$' | '€' | '£' | '¥' | '₩' | '₹' | '₽' | '₪' | '₦' | '฿' | '₺' | '₱')
    )
}

/// Reads `$5 million`, `US$3.2bn`, `€40`.
fn symbol_first(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    if !doc.is(at + 1, shape::NUMBER) {
        return None;
    }
    let prefixed =
        at > 0 && doc.tight(at) && (doc.any(at - 1, PREFIXES) || doc.any(at - 1, &["u.s."]));
    let first = at - usize::from(prefixed);
    Some(money((first, scaled(doc, at + 2))))
}

/// Reads `Rs 500 crore`, `KSh2,000`, `N7.2 billion`: letters for a currency.
fn letters_first(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let text = doc.str(at).trim_end_matches('.');
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !LETTERS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(letters))
    {
        return None;
    }
    if letters.len() < text.len() {
        let end = scaled(doc, at + 1);
        return (end > at + 1 || letters.len() > 1 || text.contains(',')).then(|| money((at, end)));
    }
    let number = doc.is(at + 1, shape::NUMBER) && !doc.breaks(at + 1) && letters.len() > 1;
    number.then(|| money((at, scaled(doc, at + 2))))
}

fn money(tokens: (usize, usize)) -> Candidate {
    Candidate::rule(tokens, Kind::Money, 0.9, "amount with a currency")
}

/// Reads over `million` and over ranges such as `3-4 million`.
fn scaled(doc: &Doc<'_>, end: usize) -> usize {
    let mut end = end;
    if matches!(doc.sign(end), Some('-' | '–')) && doc.is(end + 1, shape::NUMBER) && doc.tight(end)
    {
        end += 2;
    }
    while doc.any(end, SCALES) && !doc.breaks(end) || doc.hyphen(end) && doc.any(end + 1, SCALES) {
        end += 1;
    }
    end
}

/// Reads `5 billion won`, `10 percent`, `20 km`, `3.5%`.
fn number_first(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let before = at.wrapping_sub(1);
    if is_symbol(doc, before)
        || doc.hyphen(before)
        || doc.cue(before, super::super::gazetteer::cue::CALENDAR)
    {
        return None;
    }
    let end = scaled(doc, at + 1);
    let hyphen = usize::from(doc.hyphen(end));
    let unit = end + hyphen;
    if doc.breaks(end) {
        return None;
    }
    if doc.any(unit, CURRENCIES) && !doc.upper(at) {
        return Some(money((at, unit + 1)));
    }
    if doc.any(end, &["u.s.", "us", "canadian", "australian"])
        && doc.any(end + 1, &["dollars", "dollar"])
    {
        return Some(money((at, end + 2)));
    }
    let percent =
        doc.sign(end) == Some('%') || doc.any(end, &["per"]) && doc.any(end + 1, &["cent"]);
    if percent {
        let len = if doc.sign(end) == Some('%') { 1 } else { 2 };
        return Some(quantity((at, end + len)));
    }
    if !doc.any(unit, UNITS) {
        return None;
    }
    let double = doc.any(
        unit,
        &["square", "cubic", "nautical", "percentage", "basis"],
    );
    let known = !double || doc.any(unit + 1, UNITS) || doc.any(unit + 1, &["points", "point"]);
    known.then(|| quantity((at, unit + 1 + usize::from(double))))
}

fn quantity(tokens: (usize, usize)) -> Candidate {
    Candidate::rule(tokens, Kind::Quantity, 0.85, "number with a unit")
}
