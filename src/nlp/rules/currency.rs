//! What money is called: signs, letters before a number, words behind it.
//!
//! Source: ISO 4217 for the codes; the words are those of general knowledge.

use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

const SIGNS: &str = "$€£¥₩₹₽₪₦฿₺₱₫₴₲₵₸₡";

/// Letters that stand for a currency before a number.
const LETTERS: &[&str] = &[
    "aed", "afn", "amd", "aoa", "ars", "aud", "azn", "bam", "bbd", "bd", "bdt", "bgn", "bhd",
    "bif", "birr", "bmd", "bnd", "bob", "brl", "bsd", "btn", "bwp", "byn", "cad", "cfa", "chf",
    "clp", "cny", "cop", "crc", "czk", "dh", "dhs", "djf", "dkk", "dop", "dzd", "egp", "etb",
    "eur", "fcfa", "fjd", "gbp", "gel", "ghc", "ghs", "gmd", "gnf", "gtq", "hkd", "hnl", "htg",
    "huf", "idr", "ils", "inr", "iqd", "irr", "isk", "jd", "jmd", "jod", "jpy", "k", "kd", "kes",
    "kgs", "khr", "krw", "ksh", "kshs", "kwd", "kzt", "lak", "lbp", "le", "lkr", "lrd", "lsl",
    "lyd", "mad", "mdl", "mga", "mkd", "mmk", "mnt", "mop", "mru", "mur", "mvr", "mwk", "mxn",
    "myr", "mzn", "n", "nad", "ngn", "nio", "nis", "nok", "npr", "nzd", "omr", "p", "pab", "pen",
    "pgk", "php", "pkr", "pln", "ps", "pyg", "qar", "qr", "r", "rm", "rmb", "ro", "ron", "rp",
    "rs", "rsd", "rub", "rwf", "sar", "sbd", "scr", "sdg", "sek", "sgd", "sh", "sle", "sll", "sos",
    "sr", "srd", "ssp", "syp", "szl", "thb", "tjs", "tk", "tl", "tmt", "tnd", "top", "try", "tsh",
    "tshs", "ttd", "twd", "tzs", "uah", "ugx", "usd", "ush", "ushs", "uyu", "uzs", "ves", "vnd",
    "vuv", "wst", "xaf", "xcd", "xof", "xpf", "yer", "zar", "zmk", "zmw",
];
/// Those of them that are also words, roads or titles when in capitals.
const ALSO_WORDS: &[&str] = &[
    "all", "bam", "bob", "cad", "cop", "gel", "le", "mad", "mop", "n", "nad", "p", "pen", "ps",
    "r", "ro", "ron", "sar", "sh", "sos", "sr", "top", "try",
];
/// Words that name a currency behind a number.
const WORDS: &[&str] = &[
    "afghani",
    "afghanis",
    "ariary",
    "baht",
    "balboa",
    "birr",
    "bolivar",
    "bolivares",
    "bolivars",
    "boliviano",
    "bolivianos",
    "cedi",
    "cedis",
    "cent",
    "centavos",
    "cents",
    "colones",
    "cordobas",
    "dalasi",
    "dinar",
    "dinars",
    "dirham",
    "dirhams",
    "dollar",
    "dollars",
    "dong",
    "dram",
    "drams",
    "escudos",
    "euro",
    "euros",
    "forint",
    "forints",
    "franc",
    "francs",
    "gourdes",
    "guarani",
    "guaranies",
    "guilders",
    "hryvnia",
    "hryvnias",
    "kina",
    "koruna",
    "korunas",
    "krona",
    "krone",
    "kroner",
    "kronor",
    "kuna",
    "kwacha",
    "kwanza",
    "kwanzas",
    "kyat",
    "kyats",
    "lari",
    "lei",
    "lempiras",
    "leone",
    "leones",
    "leva",
    "lira",
    "liras",
    "manat",
    "manats",
    "meticais",
    "naira",
    "ngultrum",
    "ouguiya",
    "pence",
    "peseta",
    "pesetas",
    "peso",
    "pesos",
    "pound",
    "pounds",
    "pula",
    "quetzales",
    "rand",
    "rands",
    "reais",
    "renminbi",
    "rial",
    "rials",
    "riel",
    "riels",
    "ringgit",
    "riyal",
    "riyals",
    "rouble",
    "roubles",
    "ruble",
    "rubles",
    "rufiyaa",
    "rupee",
    "rupees",
    "rupiah",
    "shekel",
    "shekels",
    "shilling",
    "shillings",
    "soles",
    "taka",
    "tenge",
    "tugrik",
    "tugriks",
    "won",
    "yen",
    "yuan",
    "zloty",
    "zlotys",
];
/// Codes that also stand behind a number.
const CODES: &[&str] = &[
    "usd", "eur", "gbp", "jpy", "krw", "cny", "rmb", "chf", "aud", "cad", "inr", "sek", "nok",
    "dkk", "pln", "huf", "czk", "zar", "aed", "sar", "qar", "sgd", "hkd", "nzd", "rub", "brl",
    "mxn", "php", "idr", "thb", "myr", "vnd", "kes", "ngn", "egp", "try", "ils", "pkr", "bdt",
    "lkr",
];

/// Says whether a sign of money stands here.
pub(super) fn is_sign(doc: &Doc<'_>, at: usize) -> bool {
    doc.sign(at)
        .is_some_and(|sign| !sign.is_ascii() || sign == '$')
        && doc.sign(at).is_some_and(|sign| SIGNS.contains(sign))
}

/// Says whether letters before a sign tell whose money it is: `US$`, `COP$`.
pub(super) fn is_prefix(doc: &Doc<'_>, at: usize) -> bool {
    let text = doc.str(at);
    let caps = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    doc.any(at, &["u.s."]) || caps && doc.is(at, shape::WORD)
}

/// Says whether `letters` stand for a currency.
pub(super) fn is_letters(letters: &str) -> bool {
    let small = letters.to_ascii_lowercase();
    LETTERS.binary_search(&small.as_str()).is_ok()
}

/// Says whether letters that stand for a currency are a word as well.
pub(super) fn is_word(letters: &str) -> bool {
    let small = letters.to_ascii_lowercase();
    ALSO_WORDS.binary_search(&small.as_str()).is_ok()
}

/// Reads the words of a currency from `at` on: `won`, `Korean won`, `U.S.
/// dollars`, `USD`; returns the token after them.
pub(super) fn words(doc: &Doc<'_>, at: usize) -> Option<usize> {
    if !doc.is(at, shape::WORD) {
        return None;
    }
    let whose = doc.cue(at, cue::DEMONYM | cue::COUNTRY)
        || doc.any(
            at,
            &[
                "u.s.",
                "us",
                "hong",
                "new",
                "canadian",
                "australian",
                "singapore",
            ],
        );
    let money = |at: usize| {
        let word = doc.str(at).to_ascii_lowercase();
        let is_code = CODES.contains(&word.as_str()) && doc.is(at, shape::CAPS);
        is_code || WORDS.binary_search(&word.as_str()).is_ok()
    };
    if money(at) {
        return Some(at + 1);
    }
    let two = doc.any(at, &["hong", "new"]) && doc.upper(at + 1);
    let next = at + 1 + usize::from(two);
    (whose && !doc.breaks(next) && money(next)).then_some(next + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [LETTERS, ALSO_WORDS, WORDS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
