//! Words for sorts of works (`song`, `TV series`), and of what else is known by
//! a description: events and systems.

use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::Kind;
use crate::nlp::token::shape;

/// Sorts of works.
const NOUNS: &[&str] = &[
    "album",
    "albums",
    "anime",
    "autobiography",
    "ballad",
    "ballet",
    "biopic",
    "blockbuster",
    "book",
    "cartoon",
    "comedy",
    "disc",
    "documentary",
    "drama",
    "ep",
    "episode",
    "film",
    "films",
    "manga",
    "memoir",
    "miniseries",
    "mixtape",
    "movie",
    "movies",
    "musical",
    "novel",
    "novella",
    "novels",
    "opera",
    "poem",
    "poems",
    "prequel",
    "romcom",
    "sequel",
    "single",
    "singles",
    "sitcom",
    "song",
    "songs",
    "soundtrack",
    "telenovela",
    "thriller",
    "trilogy",
    "videogame",
];
/// Sorts of works by one more word, and other things without it.
const VAGUE: &[&str] = &[
    "collection",
    "franchise",
    "game",
    "games",
    "play",
    "podcast",
    "program",
    "programme",
    "series",
    "show",
    "story",
    "strip",
    "track",
    "video",
];
/// That one more word.
const MEDIA: &[&str] = &[
    "action",
    "adventure",
    "animated",
    "anime",
    "arcade",
    "audio",
    "book",
    "comedy",
    "comic",
    "computer",
    "crime",
    "documentary",
    "drama",
    "fantasy",
    "fiction",
    "film",
    "game",
    "horror",
    "manga",
    "mobile",
    "movie",
    "music",
    "mystery",
    "news",
    "novel",
    "playing",
    "poetry",
    "puzzle",
    "quiz",
    "racing",
    "radio",
    "reality",
    "romance",
    "satirical",
    "short",
    "sketch",
    "strategy",
    "talk",
    "television",
    "thriller",
    "tv",
    "variety",
    "video",
    "web",
];
const EVENTS: &[&str] = &[
    "battle",
    "championship",
    "championships",
    "competition",
    "contest",
    "convention",
    "fair",
    "festival",
    "marathon",
    "pageant",
    "parade",
    "race",
    "regatta",
    "tour",
    "tournament",
    "war",
];
const SYSTEMS: &[&str] = &[
    "aircraft",
    "airliner",
    "app",
    "browser",
    "car",
    "chatbot",
    "console",
    "microarchitecture",
    "minivan",
    "missile",
    "motorcycle",
    "phone",
    "pistol",
    "processor",
    "rifle",
    "sedan",
    "smartphone",
    "software",
    "suv",
    "tablet",
];
/// Words before `player` and `system` that make it a device or a program.
const DEVICES: &[&str] = &[
    "audio",
    "disc",
    "media",
    "mp3",
    "music",
    "operating",
    "video",
];
/// Words that end the first part of what something is said to be.
const ENDS: &[&str] = &[
    "of", "in", "for", "by", "with", "from", "at", "on", "to", "that", "who", "which", "where",
    "when", "as", "about", "is", "was", "are", "were", "than", "like",
];
/// Words that begin what something is said to be.
const BEGINS: &[&str] = &[
    "a", "an", "the", "his", "her", "their", "its", "another", "one",
];
/// Irregular words for what is done to works.
const MADE: &[&str] = &["made", "set", "shot", "sung", "written"];
/// Most tokens between `is a` and the sort of work.
const MAX_BETWEEN: usize = 9;

/// Says whether a sort of work stands here.
pub(super) fn is_sort(doc: &Doc<'_>, at: usize) -> bool {
    if doc.any(at, NOUNS) {
        return true;
    }
    let hyphen = usize::from(doc.hyphen(at.wrapping_sub(1)));
    let before = at.wrapping_sub(1 + hyphen);
    doc.any(at, VAGUE) && doc.any(before, MEDIA) && !doc.breaks(at)
}

/// Says whether the description that begins here is that of a work.
pub(super) fn is_described(doc: &Doc<'_>, from: usize) -> bool {
    described(doc, from) == Some(Kind::Work)
}

/// Returns the kind of what is described by the words that begin here.
pub(super) fn described(doc: &Doc<'_>, from: usize) -> Option<Kind> {
    if !doc.any(from, BEGINS) {
        return None;
    }
    let mut found = None;
    for at in from + 1..from + 1 + MAX_BETWEEN {
        let stops = matches!(doc.sign(at), Some('(' | ':' | ';' | '—' | '–'));
        if doc.breaks(at) || doc.any(at, ENDS) || stops {
            break;
        }
        match sort_of(doc, at) {
            Some(kind) => found = Some((at, kind)),
            None if found.is_some() => break,
            None => {}
        }
    }
    let (_, kind) = found.filter(|(at, _)| is_head(doc, at + 1))?;
    Some(kind)
}

fn sort_of(doc: &Doc<'_>, at: usize) -> Option<Kind> {
    let title = || doc.any(at, &["title"]) && doc.any(at + 1, &["of"]);
    if is_sort(doc, at) || title() {
        return Some(Kind::Work);
    }
    let device = || doc.any(at.wrapping_sub(1), DEVICES);
    if doc.any(at, EVENTS) {
        Some(Kind::Event)
    } else if doc.any(at, &["player", "system"]) {
        device().then_some(Kind::System)
    } else {
        doc.any(at, SYSTEMS).then_some(Kind::System)
    }
}

/// Says whether a description can end before `next`: a sort of work can be a
/// part of another noun, as in `film director`.
fn is_head(doc: &Doc<'_>, next: usize) -> bool {
    let sign = doc.sign(next);
    doc.breaks(next)
        || sign.is_some_and(|sign| !matches!(sign, '-' | '\'' | '’'))
        || doc.upper(next)
        || doc.is(next, shape::NUMBER)
        || doc.cue(next, cue::FUNCTION) && !doc.any(next, &["and", "or"])
        || is_made(doc, next)
}

/// Says whether a word stands here that tells what was done to a work.
pub(super) fn is_made(doc: &Doc<'_>, at: usize) -> bool {
    // `co-written`.
    let is_shared = doc.any(at, &["co"]) && doc.hyphen(at + 1);
    let at = at + if is_shared { 2 } else { 0 };
    let word = doc.str(at);
    let verb = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    !doc.upper(at) && doc.is(at, shape::WORD) && (verb || doc.any(at, MADE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    #[test]
    fn what_is_done_to_works_is_a_verb() {
        for (word, expected) in [
            ("written", true),
            ("co-written", true),
            ("recorded", true),
            ("co-directed", true),
            ("co-author", false),
            ("red", false),
            ("Recorded", false),
        ] {
            let article = Article::of_text(format!("a song {word} by two"));
            assert_eq!(is_made(&Doc::new(&article), 2), expected, "{word}");
        }
    }
}
