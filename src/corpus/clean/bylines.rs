//! Reads the names of authors out of bylines, without their roles.

use memchr::memchr_iter;

use super::leads::{after_lead, led, without_lead};
use crate::corpus::lexicon::{Lexicon, lexicon};
use crate::corpus::phrases::has_byte;
use crate::corpus::{dates, sources};

/// Who wrote an article, as a line states it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Byline {
    /// Persons, as written.
    pub(crate) authors: Vec<String>,
    /// A paper or agency in the place of a person, or behind one.
    pub(crate) source: Option<String>,
}

/// Work beside the writing, told of behind the authors: `Photos: Bo Lind`.
const OTHER_WORK: [&str; 16] = [
    " Photos",
    " Photo:",
    " Photo by",
    " Photography",
    " Images:",
    " Pictures",
    " Illustration",
    " Video",
    " Translation",
    " Fotos",
    " Foto:",
    " Foto von",
    " Bilder",
    " Bild:",
    " Grafik",
    " Übersetzung",
];

static ROLES: Lexicon = lexicon!(
    "\
    correspondent|correspondents|reporter|reporters|editor|editors|writer|writers|staff|\
    bureau|chief|columnist|contributor|contributors|contributing|special|senior|analyst|\
    producer|team|desk|service|services|agencies|agency|wire|online|digital|intern|\
    photographer|photojournalist|commentator|professor|director|fellow|journalist|admin|\
    administrator|editorial|newsroom|redaktion|rédaction|redacción|media|department|office|\
    associate|assistant|deputy|managing|executive|guest|freelance|political|diplomatic|\
    defense|defence|web|report|reports|ph.d|phd|m.d|author|published|updated|posted|the|our"
);

static PARTICLES: Lexicon = lexicon!(
    "\
    de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|ten|bin|ibn|bint|al|el|la|le|y|e|\
    af|av|zu|st"
);

/// Longest byline, in bytes.
const MAX_BYTES: usize = 240;

/// Reads a line that begins as bylines do.
pub(crate) fn read(line: &str) -> Option<Byline> {
    if line.len() > MAX_BYTES {
        return None;
    }
    if let Some(byline) = east_asian(line) {
        return Some(byline);
    }
    let (lead, names) = led(line)?;
    let byline = names_from(names);
    let n_words = without_date(line).split_whitespace().count();
    // Outside English the lead is an everyday word: only a bare name is sure.
    let is_everyday = matches!(lead, "von" | "par" | "por" | "di" | "door");
    let is_close = n_words <= 2 + 4 * byline.authors.len().max(1);
    let has_name = !byline.authors.is_empty() || byline.source.is_some();
    let is_staff = starts_with_role(names) && n_words <= 6;
    let is_sentence = super::shape::ends_sentence(line) && n_words > 8;
    let is_byline = (has_name && (!is_everyday || is_close)) || (is_staff && !is_everyday);
    (is_byline && n_words <= 30 && !is_sentence).then_some(byline)
}

/// Reads a line that is nothing but a name, or a name and a role.
pub(crate) fn read_bare(line: &str) -> Option<Byline> {
    if line.len() > 80 || line.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    let line = without_date(line).trim_end_matches([',', '|', '-', '–', '•', '·', ' ']);
    let byline = names_from(line);
    let n_words = line.split_whitespace().count();
    let n_name_words: usize = byline
        .authors
        .iter()
        .map(|name| name.split(' ').count())
        .sum();
    let has_role = line.split([',', '|', '(']).skip(1).any(starts_with_role);
    let is_all = n_name_words + byline.authors.len().saturating_sub(1) >= n_words;
    let is_name = !byline.authors.is_empty() && (has_role || is_all);
    is_name.then_some(byline)
}

/// Reads the reporters of `(Reporting by A and B in Leeds; Editing by C)`.
pub(crate) fn reporters(line: &str) -> Option<Vec<String>> {
    let inside = line.trim_start_matches(['(', '[']);
    let names = after_lead(inside, "reporting by").or_else(|| after_lead(inside, "report by"))?;
    let names = names_from(names.trim_end_matches([')', ']'])).authors;
    (line.len() <= MAX_BYTES).then_some(names)
}

/// Reads the authors of a field: names, bylines, several with commas.
pub(crate) fn authors_of_field(value: &str) -> Vec<String> {
    let value = value.trim();
    let names = without_lead(value);
    let authors = east_asian(value)
        .unwrap_or_else(|| names_from(names))
        .authors;
    if authors.is_empty() && !value.is_empty() && !starts_with_role(names) {
        return vec![names.to_owned()];
    }
    authors
}

/// Lists the persons in a list of names; empty where there is none.
pub(super) fn persons(names: &str) -> Vec<String> {
    names_from(names).authors
}

/// Says whether a word, in lower case, is a role and no name.
pub(super) fn is_role(word: &str) -> bool {
    ROLES.holds(word)
}

/// Returns the part of a byline that names who wrote.
pub(crate) fn name_part(line: &str) -> &str {
    until_sign(without_lead(line.trim()))
}

fn until_sign(text: &str) -> &str {
    let cut = text
        .find(['|', '•', '·', '(', '[', '<', '@', '\t', ';', '–', '—'])
        .and_then(|at| text.get(..at))
        .unwrap_or(text);
    let cut = cut.split(" - ").next().unwrap_or(cut);
    let end = first_of(cut, &OTHER_WORK);
    let cut = end.and_then(|at| cut.get(..at)).unwrap_or(cut);
    without_date(cut).trim()
}

/// Splits a list of names; what is a role or a place is left out.
fn names_from(text: &str) -> Byline {
    let mut byline = Byline::default();
    let cut = until_sign(text);
    for part in cut.split([',', '&', '/']) {
        for name in split_words(part, &[" and ", " und ", " et ", " y ", " with ", " AND "]) {
            add_name(&mut byline, name.trim());
        }
    }
    byline
}

/// Ends the names where the line goes on with a date or its label.
fn without_date(names: &str) -> &str {
    let may_state = dates::has_numbers_of_date(names);
    let date = may_state.then(|| dates::read_line(names, dates::DayOrder::Unknown));
    let first = date.as_ref().and_then(|date| date.stated.first());
    let end = first.map_or(names.len(), |stated| stated.span.start);
    let names = names.get(..end).unwrap_or(names);
    let labels = [
        " Published",
        " Posted",
        " Updated",
        " Last ",
        " Modified",
        " PUBLISHED",
        " UPDATED",
        " Stand",
        " Aktualisiert",
        " Veröffentlicht",
    ];
    let end = first_of(names, &labels);
    end.and_then(|at| names.get(..at)).unwrap_or(names)
}

/// Returns the first place where one of several words stands that all begin with
/// a space.
fn first_of(text: &str, words: &[&str]) -> Option<usize> {
    memchr_iter(b' ', text.as_bytes()).find(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        words.iter().any(|word| rest.starts_with(word))
    })
}

fn split_words<'a>(part: &'a str, words: &[&str]) -> Vec<&'a str> {
    // Most parts are one name.
    if first_of(part, words).is_none() {
        return vec![part];
    }
    match words.iter().find_map(|word| part.split_once(word)) {
        Some((first, second)) => {
            let mut all = split_words(first, words);
            all.extend(split_words(second, words));
            all
        }
        None => vec![part],
    }
}

fn add_name<'a>(byline: &mut Byline, part: &'a str) {
    // `Ada Marsh in Leeds`, `Ada Marsh for The Gazette`.
    let cuts = [
        " in ", " for ", " at ", " of ", " on ", " is ", " aus ", " à ",
    ];
    let part = if first_of(part, &cuts).is_none() {
        part
    } else {
        let before = |part: &'a str, cut: &&str| part.split(cut).next().unwrap_or(part);
        cuts.iter().fold(part, before)
    };
    let part = part.strip_prefix("and ").unwrap_or(part).trim();
    let part = part.trim_end_matches([':', '*']).trim();
    let is_short = part.rsplit(' ').next().is_some_and(is_initial);
    let part = if is_short {
        part
    } else {
        part.trim_end_matches('.')
    };
    let is_initialed = part.split_whitespace().next().is_some_and(is_initial);
    let is_paper = sources::is_known(part) || sources::is_publication(part) && !is_initialed;
    if is_paper {
        byline.source.get_or_insert_with(|| part.to_owned());
    } else if is_person(part) {
        byline
            .authors
            .push(part.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

fn is_person(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    if !(2..=5).contains(&words.len()) || part.len() > 60 {
        return false;
    }
    // Behind an initial, a word that is a role elsewhere is a surname.
    let starts_with_initial = words.first().is_some_and(|word| is_initial(word));
    let is_word = |word: &&str| {
        let lower = word.to_lowercase();
        let core = lower.trim_end_matches('.');
        let has_shape = word
            .chars()
            .all(|c| c.is_alphabetic() || "'’.-".contains(c));
        let starts =
            word.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
        let is_named = starts || PARTICLES.holds(core) || lower.starts_with("al-");
        has_shape && is_named && (!ROLES.holds(core) || starts_with_initial && starts)
    };
    let last = words
        .last()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    last && words.iter().all(is_word)
}

/// Says whether a word is `A.` or `J.-P.`.
fn is_initial(word: &str) -> bool {
    word.split('-').all(|part| {
        let mut letters = part.strip_suffix('.').unwrap_or_default().chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    })
}

fn starts_with_role(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let first = words.find(|word| !word.is_empty()).unwrap_or_default();
    let lower = first.to_lowercase();
    let is_role = |word: &str| ROLES.holds(word) && !matches!(word, "the" | "our" | "st");
    is_role(&lower)
        || text
            .split_whitespace()
            .take(6)
            .any(|word| is_role(word.trim_matches([',', '.', ')']).to_lowercase().as_str()))
}

/// `홍길동 기자`, `홍길동 특파원 name@host`, `山田太郎記者`, `记者 王小明`.
fn east_asian(line: &str) -> Option<Byline> {
    if !has_byte(line, |byte| byte >= 0xE3) || line.chars().count() > 48 {
        return None;
    }
    let line = line
        .trim_matches(['[', ']', '(', ')', '【', '】', '/', '='])
        .trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut authors = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let word = word.trim_matches(['=', '/', ',', '·']);
        let titles = ["기자", "특파원", "논설위원", "인턴기자", "記者", "特派員"];
        let Some(title) = titles.iter().find(|title| word.ends_with(*title)) else {
            continue;
        };
        let joined = word.strip_suffix(title).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| words.get(at)).copied();
        let name = if joined.is_empty() {
            before.unwrap_or_default()
        } else {
            joined
        };
        let name = name.trim_matches(['=', '/', ',', '[', ']']);
        if (2..=5).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic) {
            authors.push(name.to_owned());
        }
    }
    (!authors.is_empty()).then_some(Byline {
        authors,
        source: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, authors: &[&str], source: Option<&str>) {
        let byline = read(line).unwrap_or_else(|| panic!("no byline: {line}"));
        assert_eq!(byline.authors, authors, "{line}");
        assert_eq!(byline.source.as_deref(), source, "{line}");
    }

    #[test]
    fn names_without_roles() {
        check("By Ada Marsh", &["Ada Marsh"], None);
        check("BY: ADA MARSH AND BO LIND", &["ADA MARSH", "BO LIND"], None);
        check(
            "By Ada Marsh, Leeds correspondent and Bo van der Lind, harbour editor",
            &["Ada Marsh", "Bo van der Lind"],
            None,
        );
        check(
            "By Ada Marsh, Bo Lind and Im Su-jin in Leeds",
            &["Ada Marsh", "Bo Lind", "Im Su-jin"],
            None,
        );
        check("By Ada Marsh (", &["Ada Marsh"], None);
        check("ByAda Marsh", &["Ada Marsh"], None);
        check("Eine Analyse von Ada Marsh", &["Ada Marsh"], None);
        check(
            "Text von Ada Marsh Illustration von Bo Lind",
            &["Ada Marsh"],
            None,
        );
        check(
            "Words: Ada Marsh, Bo Lind Photos: Bo Lind",
            &["Ada Marsh", "Bo Lind"],
            None,
        );
        check(
            "By Ada Marsh (a.marsh@gazette.example)",
            &["Ada Marsh"],
            None,
        );
        check("By Ada Marsh | The Harbour Gazette", &["Ada Marsh"], None);
        check(
            "By ADA MARSH, Associated Press",
            &["ADA MARSH"],
            Some("Associated Press"),
        );
        check("By Reuters", &[], Some("Reuters"));
        check("By staff", &[], None);
        check(
            "By J. R. Marsh Published: 3 May 2014",
            &["J. R. Marsh"],
            None,
        );
        check("Von Ada Marsh", &["Ada Marsh"], None);
        check(
            "By A. Porter and J.-P. Editor, harbour correspondents",
            &["A. Porter", "J.-P. Editor"],
            None,
        );
        check(
            "By A. Porter, harbour correspondent, and B. Reporter, city reporter",
            &["A. Porter", "B. Reporter"],
            None,
        );
        check("홍길동 기자", &["홍길동"], None);
    }

    #[test]
    fn reporters_stand_at_the_end() {
        let line = "(Reporting by Ada Marsh and Bo Lind in Leeds; Editing by Im Su-jin)";
        assert_eq!(reporters(line).unwrap(), ["Ada Marsh", "Bo Lind"]);
        assert_eq!(reporters("Ada Marsh"), None);
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By Monday, the council had voted to close the ferry.",
            "By the end of the year",
            "Von hier an wird es schwer",
            "By 2014 the harbour was closed",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn bare_names() {
        assert!(read_bare("Ada Marsh").is_some());
        assert!(read_bare("Ada Marsh, Staff Writer").is_some());
        assert!(read_bare("Port council votes on ferries").is_none());
    }
}
