//! Sums of money and quantities with a unit.
//!
//! Numbers alone are read by `number`, the names of money by `currency`.

use super::currency;
use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::list::List;
use crate::nlp::mention::Kind;
use crate::nlp::numeral;
use crate::nlp::token::shape;

pub(super) const SCALES: List = List::of(&[
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "m",
    "bn",
    "bln",
    "mn",
    "mln",
    "tn",
    "b",
    "lakh",
    "lakhs",
    "crore",
    "crores",
    "mil",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
]);
const UNITS: &[&str] = &[
    "acre",
    "acres",
    "barrel",
    "barrels",
    "bpd",
    "centimeter",
    "centimeters",
    "centimetre",
    "centimetres",
    "cm",
    "degree",
    "degrees",
    "feet",
    "foot",
    "ft",
    "gallon",
    "gallons",
    "gb",
    "ghz",
    "gigawatt",
    "gigawatts",
    "gram",
    "grams",
    "gw",
    "hectare",
    "hectares",
    "hz",
    "inch",
    "inches",
    "kg",
    "kilo",
    "kilogram",
    "kilograms",
    "kilometer",
    "kilometers",
    "kilometre",
    "kilometres",
    "kilos",
    "kiloton",
    "kilotons",
    "kilowatt",
    "kilowatts",
    "km",
    "kms",
    "knots",
    "kph",
    "kw",
    "kwh",
    "lb",
    "lbs",
    "liter",
    "liters",
    "litre",
    "litres",
    "mb",
    "megaton",
    "megatons",
    "megawatt",
    "megawatts",
    "meter",
    "meters",
    "metre",
    "metres",
    "mhz",
    "mile",
    "miles",
    "millimeters",
    "millimetres",
    "mm",
    "mph",
    "mw",
    "ounce",
    "ounces",
    "percent",
    "percentage",
    "sqm",
    "tb",
    "ton",
    "tonne",
    "tonnes",
    "tons",
    "yard",
    "yards",
];
/// Units that are written behind the number without a space.
const GLUED: &[&str] = &[
    "cm", "ft", "gb", "ghz", "gw", "ha", "kg", "km", "kmh", "kms", "kph", "kw", "kwh", "lb", "lbs",
    "m", "mb", "mg", "mhz", "ml", "mm", "mph", "mw", "nm", "oz", "pc", "sqm", "tb",
];
/// Words that say how a unit is meant, before it.
const BEFORE_UNITS: &[&str] = &[
    "square",
    "cubic",
    "nautical",
    "percentage",
    "basis",
    "sq",
    "cu",
    "metric",
];

/// Proposes sums and quantities.
pub(in crate::nlp) fn find(doc: &Doc<'_>, found: &mut Vec<Candidate>) {
    for at in 0..doc.len() {
        if doc.is(at, shape::NUMBER) || is_spelled(doc, at) {
            found.extend(number_first(doc, at));
        } else if doc.is(at, shape::WORD) {
            if doc.upper(at) {
                found.extend(letters_first(doc, at));
            }
            found.extend(scale_first(doc, at));
        } else if currency::is_sign(doc, at) {
            found.extend(sign_first(doc, at));
        }
    }
}

/// Says whether a small number stands here in letters.
pub(super) fn is_spelled(doc: &Doc<'_>, at: usize) -> bool {
    doc.any(at, &["half"]) || numeral::value(doc, at).is_some_and(|n| n > 0)
}

/// Reads `$5 million`, `US$3.2bn`, `US $40`, `€40`.
fn sign_first(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    if !doc.is(at + 1, shape::NUMBER) {
        return None;
    }
    let before = at.wrapping_sub(1);
    let near = doc.tight(at) || doc.any(before, &["us", "u.s."]) && doc.is(before, shape::CAPS);
    let prefixed = at > 0 && near && currency::is_prefix(doc, before);
    Some(money((at - usize::from(prefixed), scaled(doc, at + 2))))
}

/// Reads `Rs 500 crore`, `KSh2,000`, `N7.2 billion`: letters for a currency.
fn letters_first(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let text = doc.str(at).trim_end_matches('.');
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if letters.len() > 5 || !currency::is_letters(letters) {
        return None;
    }
    let before = at.wrapping_sub(1);
    if letters.len() < text.len() {
        let end = scaled(doc, at + 1);
        let spelled_out = end > at + 1 || letters.len() > 1 || text.contains(',');
        let priced = doc.any(before, PRICED) && letters.len() + 1 < text.len();
        let few = letters.len() == 3 && end == at + 1 && text.len() < 6;
        return (spelled_out && !few || priced).then(|| money((at, end)));
    }
    let capital = letters.len() < 4
        && !doc.is(at, shape::CAPS)
        && !doc.any(at, &["rs", "tk", "sh", "rp", "ps"]);
    // `Rs. 500`: its full stop is a sign, and none that ends a sentence.
    let stop = doc.sign(at + 1) == Some('.') && doc.tight(at + 1) && doc.any(at, &["rs", "tk"]);
    let digits = at + 1 + usize::from(stop);
    let parts = doc.is(digits, shape::LINE) || !stop && doc.breaks(digits);
    let number = doc.is(digits, shape::NUMBER) && !parts && (stop || !doc.tight(digits));
    let end = scaled(doc, digits + 1);
    // `COP 27` is a conference.
    let usual = doc.any(
        at,
        &["rs", "tk", "rm", "usd", "eur", "gbp", "inr", "ksh", "rmb"],
    );
    let plain = end == digits + 1;
    let small = plain && doc.str(digits).len() < 3;
    let told = !plain || doc.str(digits).contains(',') || doc.any(before, PRICED);
    // `TOP 100` is a word, and so is `TRY` in a headline.
    let is_clear = !currency::is_word(letters) || told && !doc.is(at, shape::HEADLINE);
    let sure = (usual || !small) && is_clear;
    (number && letters.len() > 1 && !capital && sure).then(|| money((at, end)))
}

/// Words before a price.
const PRICED: &[&str] = &[
    "of", "for", "cost", "costs", "worth", "pay", "paid", "pays", "at", "than", "about", "least",
    "over", "under", "only", "costing", "charge", "charged", "fee", "bail",
];

/// Reads sums that begin with a scale: `millions of dollars`, `hundred dollars`.
fn scale_first(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    if doc.is(at.wrapping_sub(1), shape::NUMBER)
        || !doc.listed(at, &SCALES)
        || doc.str(at).len() < 5
        || is_spelled(doc, at.wrapping_sub(1))
        || doc.any(at.wrapping_sub(1), &["plus"])
    {
        return None;
    }
    let mut end = at + 1;
    let longest = end + 2 * MAX_SCALES;
    while end < longest && doc.any(end, &["of", "and"]) && doc.listed(end + 1, &SCALES) {
        end += 2;
    }
    let of = doc.any(end, &["of"]) && doc.str(end - 1).ends_with('s');
    let of = usize::from(of || doc.hyphen(end));
    let end = currency::words(doc, end + of)?;
    let article = doc.any(at.wrapping_sub(1), &["a"]) && doc.hyphen(at + 1);
    Some(money((at - usize::from(article), end)))
}

fn money(tokens: (usize, usize)) -> Candidate {
    Candidate::rule(tokens, Kind::Money, 0.9, "amount with a currency")
}

/// Most words of scale in a row: `hundred thousand million`.
const MAX_SCALES: usize = 3;
/// Most groups of three digits behind the first; more are a table.
const MAX_GROUPS: usize = 5;

/// Reads over `000`, `million` and ranges such as `3-4 million`.
///
/// Cost: bounded, since it is asked of every number of a row of numbers.
pub(super) fn scaled(doc: &Doc<'_>, end: usize) -> usize {
    let n_groups = (end..=end + MAX_GROUPS)
        .take_while(|&at| is_thousands(doc, at))
        .count();
    let mut end = end + if n_groups > MAX_GROUPS { 0 } else { n_groups };
    if matches!(doc.sign(end), Some('-' | '–')) && doc.is(end + 1, shape::NUMBER) && doc.tight(end)
    {
        end += 2;
    }
    let longest = end + 2 * MAX_SCALES;
    while end < longest
        && (doc.listed(end, &SCALES) && !doc.breaks(end)
            || doc.hyphen(end) && doc.listed(end + 1, &SCALES))
    {
        end += 1;
    }
    end
}

/// Says whether three digits go on with a number of three or less: `50 000`.
fn is_thousands(doc: &Doc<'_>, at: usize) -> bool {
    if !doc.is(at, shape::NUMBER) || doc.span(at).len() != 3 {
        return false;
    }
    let text = doc.str(at);
    let before = doc.str(at.wrapping_sub(1));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let first = before.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let gap = doc.span(at.wrapping_sub(1)).end..doc.span(at).start;
    digits(text)
        && (1..=3).contains(&first.len())
        && digits(first)
        && matches!(
            doc.text.get(gap),
            Some(" " | "\u{a0}" | "\u{2009}" | "\u{202f}")
        )
}

/// Reads `5 billion won`, `10 percent`, `20 km`, `3.5%`, `70 ₹`.
fn number_first(doc: &Doc<'_>, at: usize) -> Option<Candidate> {
    let before = at.wrapping_sub(1);
    if currency::is_sign(doc, before) || doc.cue(before, cue::CALENDAR) || joined(doc, at) {
        return None;
    }
    let mut end = scaled(doc, at + 1);
    if let Some(last) = range(doc, end) {
        end = last;
    }
    if end == at + 1 && is_glued(doc.str(at)) {
        return Some(quantity((at, end)));
    }
    if currency::is_sign(doc, end) && !doc.is(end + 1, shape::NUMBER) {
        return Some(money((at, end + 1)));
    }
    let unit = end + usize::from(doc.hyphen(end));
    if doc.breaks(end) {
        return None;
    }
    if let Some(end) =
        currency::words(doc, unit).filter(|_| !doc.upper(at) || doc.is(at, shape::OPENS))
    {
        return Some(money((at, end)));
    }
    if doc.sign(end) == Some('%') {
        return Some(quantity((at, end + 1)));
    }
    if doc.any(end, &["per"]) && doc.any(end + 1, &["cent"]) {
        return Some(quantity((at, end + 2)));
    }
    let double = doc.any(unit, BEFORE_UNITS);
    let known = |at: usize| {
        UNITS
            .binary_search(&doc.str(at).to_ascii_lowercase().as_str())
            .is_ok()
    };
    if double {
        let pair = known(unit + 1) || doc.any(unit + 1, &["points", "point"]);
        return pair.then(|| quantity((at, unit + 2)));
    }
    known(unit).then(|| quantity((at, unit + 1)))
}

/// Says whether a hyphen ties the number to what is before it.
pub(super) fn joined(doc: &Doc<'_>, at: usize) -> bool {
    doc.hyphen(at.wrapping_sub(1))
}

/// Reads on over `to 20` in `15 to 20 percent`.
fn range(doc: &Doc<'_>, end: usize) -> Option<usize> {
    if !doc.any(end, &["to", "or"]) || !doc.is(end + 1, shape::NUMBER) || doc.breaks(end) {
        return None;
    }
    let last = scaled(doc, end + 2);
    let unit = doc.sign(last) == Some('%') || doc.any(last, UNITS);
    unit.then_some(last)
}

/// Says whether a unit is part of the number: `300m`, `15km`.
fn is_glued(text: &str) -> bool {
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let small = letters.to_ascii_lowercase();
    letters.len() < text.len() && GLUED.binary_search(&small.as_str()).is_ok()
}

fn quantity(tokens: (usize, usize)) -> Candidate {
    Candidate::rule(tokens, Kind::Quantity, 0.85, "number with a unit")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    /// Checks which sums and quantities with a unit a text has.
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let mut found = Vec::new();
        find(&doc, &mut found);
        let shown: Vec<_> = found
            .iter()
            .map(|it| (it.kind, doc.join(it.first, it.end).of(text)))
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_sums_with_letters_before_them() {
        for (text, sum) in [
            ("It cost Rs. 500 crore then.", "Rs. 500 crore"),
            ("It cost Rs 500 then.", "Rs 500"),
            ("They sold it for USD 40.", "USD 40"),
            ("They owe KSh2,000 now.", "KSh2,000"),
            ("They owe TRY 1,200 now.", "TRY 1,200"),
            ("A fee of COP 900 million fell.", "COP 900 million"),
            ("He paid PEN 200 then.", "PEN 200"),
        ] {
            check(text, &[(Kind::Money, sum)]);
        }
    }

    #[test]
    fn capitals_that_are_words_are_no_money() {
        for text in [
            "He drove down US 101 then.",
            "They closed SR 520 there.",
            "The TOP 100 list is out.",
            "A PEN 200 writes well.",
            "Farmers TRY 100 times here.",
            "The COP 27 meeting ended.",
        ] {
            check(text, &[]);
        }
        check("WHY FARMERS ALWAYS TRY 100 MILLION TIMES", &[]);
    }

    #[test]
    fn reads_quantities() {
        for (text, quantity) in [
            ("About 50 000 km away.", "50 000 km"),
            ("About 50\u{a0}000 km away.", "50\u{a0}000 km"),
            ("Some 15 to 20 percent left.", "15 to 20 percent"),
            ("Some 12 per cent left.", "12 per cent"),
            ("It is 300m high.", "300m"),
            ("They own 3 million hectares.", "3 million hectares"),
            ("Table 12\n350 tons came.", "350 tons"),
        ] {
            let article = Article::of_text(text);
            let doc = Doc::new(&article);
            let mut found = Vec::new();
            find(&doc, &mut found);
            let longest = found.iter().max_by_key(|it| it.n_tokens());
            let longest = longest.map(|it| (it.kind, doc.join(it.first, it.end).of(text)));
            assert_eq!(longest, Some((Kind::Quantity, quantity)));
        }
    }

    #[test]
    fn a_row_of_numbers_is_a_table() {
        let text = "100 ".repeat(20);
        let article = Article::of_text(&text);
        let doc = Doc::new(&article);
        assert_eq!(scaled(&doc, 1), 1);
        assert_eq!(scaled(&doc, 15), 20);
        let text = "million ".repeat(40);
        let article = Article::of_text(&text);
        assert!(scaled(&Doc::new(&article), 1) < 9);
    }

    #[test]
    fn the_lists_are_sorted() {
        for list in [UNITS, GLUED] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
