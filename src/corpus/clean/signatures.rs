//! [`signed`]: who wrote, in lines that say when as well, as pages put them
//! below a title or behind a text: `Posted on 3 May 2014 by Ada Marsh`.
//!
//! Beside a date a name needs less to be one: a single word will do where a
//! word such as `by` leads to it.

use super::bylines;
use crate::corpus::dates::{self, DateLine, DayOrder};
use crate::corpus::lexicon::{Lexicon, lexicon};
use crate::corpus::sources;

/// Words that lead to the name.
static LEADS: Lexicon = lexicon!(
    "by|von|vom|par|por|door|di|da|av|af|przez|autor|autorin|author|auteur|autore|verfasser"
);

/// Words that stand before such a word without saying more.
static BEFORE: Lexicon = lexicon!(
    "\
    posted|written|published|submitted|added|created|updated|filed|in|on|article|story|text|\
    geschrieben|verfasst|erstellt|eingetragen|eingestellt|veröffentlicht|gepostet|beitrag|\
    aktualisiert|publié|publiée|écrit|posté|rédigé|publicado|escrito|enviado|pubblicato|\
    scritto|inserito|geplaatst|geschreven|postado|dodano"
);

/// Words that end the name.
static ENDS: Lexicon = lexicon!(
    "\
    am|on|at|um|le|el|il|op|em|dnia|in|with|under|unter|vor|hace|il|posted|published|updated|\
    tagged|filed|comments|kommentare|published:|updated:|said|says|schrieb|and|und|for|für"
);

/// Longest line that is read, in bytes.
const MAX_BYTES: usize = 200;
/// So many words that mean something else may stand before the lead.
const MAX_OTHER_WORDS: usize = 2;

/// Reads the names in a line that states a date, or a label of one.
///
/// Shape: empty where the line is not sure to say who wrote.
pub(crate) fn signed(line: &str) -> Vec<String> {
    if line.len() > MAX_BYTES {
        return Vec::new();
    }
    let read = dates::read_line(line, DayOrder::Unknown);
    if read.stated.is_empty() && read.open_label.is_none() {
        return Vec::new();
    }
    match led(line, &read) {
        Some(name) => names(name),
        None => beside(line, &read),
    }
}

/// Returns what stands between a word such as `by` and the next sign or date.
fn led<'a>(line: &'a str, read: &DateLine) -> Option<&'a str> {
    let is_dated = |at: usize| {
        let mut stated = read.stated.iter();
        stated.any(|stated| (stated.span.start..stated.span.end).contains(&at))
    };
    let mut n_other = 0;
    for (at, word) in words(line).filter(|(at, _)| !is_dated(*at)) {
        let lower = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        if LEADS.holds(&lower) {
            let rest = line.get(at + word.len()..)?;
            let until = read.stated.iter().map(|stated| stated.span.start);
            let until = until
                .filter(|start| *start > at)
                .min()
                .unwrap_or(line.len());
            return rest.get(..until - at - word.len()).map(cut);
        }
        let is_small = lower.is_empty() || BEFORE.holds(&lower) || dates::is_small_word(&lower);
        n_other += usize::from(!is_small);
        if n_other > MAX_OTHER_WORDS {
            return None;
        }
    }
    None
}

/// Lists the words of a line with the places where they begin.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    line.split_whitespace().map(move |word| {
        let rest = line.get(at..).unwrap_or_default();
        let start = at + rest.find(word).unwrap_or(0);
        at = start + word.len();
        (start, word)
    })
}

/// Ends a name at a sign or at a word that goes on with something else.
fn cut(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let signs = [
        '|', '•', '·', '»', '›', '(', '[', '@', '–', '—', ';', '/', '<',
    ];
    let rest = rest.split(signs).next().unwrap_or(rest);
    // Pages put no space between the name and the label of the next part.
    let glued = [
        "Veröffentlicht",
        "Published",
        "Posted",
        "Publié",
        "Publicado",
    ];
    let rest = glued
        .iter()
        .fold(rest, |rest, label| rest.split(label).next().unwrap_or(rest));
    let rest = rest.split(" - ").next().unwrap_or(rest);
    let mut all = words(rest);
    let end = all.find(|(at, word)| *at > 0 && is_end(word));
    end.and_then(|(at, _)| rest.get(..at))
        .unwrap_or(rest)
        .trim()
        .trim_end_matches([',', ':', '-'])
}

/// Says whether a word goes on with something else: `on`, `IN`, but not the
/// `Le` of a name.
fn is_end(word: &str) -> bool {
    let mut chars = word.chars();
    let starts_upper = chars.next().is_some_and(char::is_uppercase);
    let goes_lower = chars.next().is_some_and(char::is_lowercase);
    ENDS.holds(&word.to_lowercase()) && !(starts_upper && goes_lower)
}

/// Reads the names behind a lead: persons, else a single word.
fn names(name: &str) -> Vec<String> {
    let persons = bylines::persons(name);
    if !persons.is_empty() {
        return persons;
    }
    let is_word = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && name.contains(char::is_alphabetic)
        && (2..=24).contains(&name.len());
    let lower = name.to_lowercase();
    let is_other = LEADS.holds(&lower)
        || ENDS.holds(&lower)
        || bylines::is_role(&lower)
        || sources::is_publication(name);
    (is_word && !is_other)
        .then(|| name.to_owned())
        .into_iter()
        .collect()
}

/// `28.05.2014 - Ada Marsh`, `Ada Marsh | Published 28 May 2014`: a line of
/// nothing but a name and a date, with a sign between them.
fn beside(line: &str, read: &DateLine) -> Vec<String> {
    let Some(date) = read.stated.first() else {
        return Vec::new();
    };
    let (before, behind) = (line.get(..date.span.start), line.get(date.span.end..));
    let (Some(before), Some(behind)) = (before, behind) else {
        return Vec::new();
    };
    let is_sign = |c: char| matches!(c, '|' | '•' | '·' | '-' | '–' | '—' | ',');
    let behind = behind.trim().trim_end_matches("Uhr").trim();
    let is_free = |part: &str| {
        part.split_whitespace().all(|word| {
            let word = word
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            word.is_empty() || dates::is_small_word(&word)
        })
    };
    let name = if is_free(before) && behind.starts_with(is_sign) {
        behind.trim_start_matches(|c: char| is_sign(c) || c.is_whitespace())
    } else {
        return Vec::new();
    };
    let persons = bylines::persons(name);
    let n_words: usize = persons.iter().map(|name| name.split(' ').count()).sum();
    let is_all = n_words + persons.len().saturating_sub(1) >= name.split_whitespace().count();
    // Names of sections are set in capitals more often than names of people.
    let is_loud = !name.contains(char::is_lowercase);
    if is_all && !is_loud {
        persons
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        assert_eq!(signed(line), expected, "{line}");
    }

    #[test]
    fn a_lead_beside_a_date_names_who_wrote() {
        check("Posted on May 3, 2014 by Ada Marsh", &["Ada Marsh"]);
        check("Posted in Harbor by adamarsh on May 3, 2014", &["adamarsh"]);
        check(
            "Geschrieben von Ada am 25.08.2015 22:30 (15 x gelesen)",
            &["Ada"],
        );
        check(
            "Von A. M. am 07.08.2013 um 09:07 Uhr gespeichert",
            &["A. M."],
        );
        check(
            "Verfasst von: hafenblick | 31. Dezember 2008",
            &["hafenblick"],
        );
        check("yes! | By Ada Marsh | April 13, 2020", &["Ada Marsh"]);
        check("Autor adaVeröffentlicht am 20. März 2014", &["ada"]);
        check("Par Ada Marsh le 07 Mai 2020", &["Ada Marsh"]);
    }

    #[test]
    fn a_date_and_a_name_are_a_signature() {
        check("25.10.2022 - Ada Marsh", &["Ada Marsh"]);
        check("04.02.2022 | 13:10 Uhr | Ada Marsh", &["Ada Marsh"]);
        check("25.10.2022 - Port council votes", &[]);
        check("25.10.2022 - PAID CONTENT", &[]);
    }

    #[test]
    fn other_lines_name_nobody() {
        check("Ada Marsh", &[]);
        check("The council voted on May 3, 2014 by a large margin", &[]);
        check("Posted on May 3, 2014 by staff", &[]);
        check("Updated May 3, 2014 by the editors", &[]);
    }
}
