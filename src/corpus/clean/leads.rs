//! The words that lead to the names of a byline: `By`, `Written by`, `Eine
//! Analyse von`.
//!
//! What the names are is for `bylines`.

use std::sync::LazyLock;

use crate::corpus::lexicon::{Lexicon, lexicon};
use crate::corpus::phrases::Starts;

/// Words before a name.
const LEADS: &[&str] = &[
    "by:",
    "by",
    "written by",
    "posted by",
    "reported by",
    "story by",
    "text by",
    "words by",
    "author:",
    "authors:",
    "published by",
    "article by",
    "analysis by",
    "von:",
    "von",
    "autor:",
    "words:",
    "text:",
    "interview:",
    "autorin:",
    "par",
    "auteur :",
    "auteur:",
    "por",
    "door",
    "di",
    "geschrieben von",
    "verfasst von",
    "erstellt von",
    "veröffentlicht von",
    "publiziert von",
    "text von",
    "ein beitrag von",
    "écrit par",
    "publié par",
    "escrito por",
    "publicado por",
    "scritto da",
];

static LEAD_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::new(LEADS.iter().copied()));

/// Kinds of articles that a byline may begin with: `Eine Analyse von`.
static GENRES: Lexicon = lexicon!(
    "\
    analysis|analyse|análisis|comment|commentary|kommentar|column|kolumne|essay|interview|\
    report|bericht|reportage|review|rezension|kritik|opinion|gastbeitrag|gastkommentar|\
    beitrag|porträt|protokoll|feature|story|glosse|leitartikel|entretien|tribune|entrevista"
);

/// Takes the words that lead to names from the start of a line: what they are,
/// and the rest.
pub(super) fn led(line: &str) -> Option<(&'static str, &str)> {
    // Most lines begin with no lead.
    let may_lead = LEAD_STARTS.are_at(line);
    let mut leads = LEADS.iter().filter(|_| may_lead);
    let lead = leads.find_map(|lead| Some((*lead, after_lead(line, lead)?)));
    lead.or_else(|| Some(("von", after_genre(line)?)))
}

/// Takes the words before a name from it: `Written by`.
pub(crate) fn without_lead(value: &str) -> &str {
    led(value).map_or(value, |(_, names)| names)
}

/// Returns what stands behind `Eine Analyse von`, `Interview by`.
fn after_genre(line: &str) -> Option<&str> {
    let mut rest = line;
    for _ in 0..3 {
        let (word, after) = rest.split_once(' ')?;
        rest = after.trim_start();
        if GENRES.holds_lower(word) {
            let (lead, names) = rest.split_once(' ')?;
            return matches!(lead, "von" | "by" | "par" | "por").then_some(names);
        }
        let articles = ["a", "an", "ein", "eine", "une", "un", "una"];
        if !articles
            .iter()
            .any(|article| word.eq_ignore_ascii_case(article))
        {
            return None;
        }
    }
    None
}

/// Returns what stands behind one lead.
pub(super) fn after_lead<'a>(line: &'a str, lead: &str) -> Option<&'a str> {
    let start = line.get(..lead.len())?;
    // Letters beyond ASCII are asked as they stand in the list.
    if !start.eq_ignore_ascii_case(lead) {
        return None;
    }
    let rest = line.get(lead.len()..)?;
    // `ByAda Marsh`: pages put no space between the two.
    let is_glued = start == "By" && rest.starts_with(char::is_uppercase);
    let is_word = rest.starts_with(|c: char| c.is_whitespace() || c == ':')
        || lead.ends_with(':')
        || is_glued;
    is_word.then(|| rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':'))
}
