//! Notes: a line or two that somebody wrote to another, as a reminder or a
//! request.
//!
//! In an article the preposition is no part of a date (`after [2016]`). In a
//! note it says what is asked for (`[after 2016]`, `[from 5 to 6 p.m.]`), so
//! it is read with the date. Whether a text is a note is a matter of its
//! length and of who speaks in it to whom.

use super::Read;
use super::expr::{Clock, Expr, Length, Place, Point, Toward, Unit};
use super::number::{Count, count};
use super::{appointment, counted, definite, every, length, lexicon, nth, phrase, tense, vague};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// A longer text is no note.
pub(super) const MAX_TOKENS: usize = 40;
/// Up to here a text can be a note without saying `I` or `you`.
const MAX_PLAIN_TOKENS: usize = 16;

/// Words of one who speaks to another.
const SPOKEN: &[&str] = &[
    "i", "i'll", "i’ll", "i'm", "i’m", "me", "my", "we", "we'll", "you", "your", "please", "let's",
    "let’s",
];
/// Verbs that begin a request.
const REQUESTS: &[&str] = &[
    "schedule", "book", "remind", "show", "set", "add", "put", "meet", "find", "call", "what",
    "where", "when", "tell", "list", "give", "search", "create", "make", "how", "will", "pick",
    "take", "get", "buy", "send", "move", "change", "cancel", "bring", "wake", "remember", "plan",
    "prepare",
];
/// Words that bound a date, beside those of [`side`].
const BOUNDS: &[&[&str]] = &[
    &["in", "advance", "of"],
    &["as", "early", "as"],
    &["as", "late", "as"],
    &["ending", "with"],
    &["starting", "on"],
    &["starting", "from"],
    &["since"],
    &["until"],
    &["till"],
    &["starting"],
];

/// Reads an expression with its preposition, if the text is a note.
pub(super) fn read(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !is_note(doc) {
        return None;
    }
    nth::edge(doc, at)
        .or_else(|| appointment::read(doc, at))
        .or_else(|| bound(doc, at))
        .or_else(|| counted::read(doc, at))
        .or_else(|| nth::week(doc, at))
        .or_else(|| nth::weekday_of(doc, at))
        .or_else(|| nth::day_in_month(doc, at))
        .or_else(|| nth::read(doc, at))
        .or_else(|| ahead(doc, at))
        .or_else(|| within(doc, at))
        .or_else(|| part(doc, at))
        .or_else(|| around(doc, at))
        .or_else(|| stretch(doc, at))
        .or_else(|| or_later(doc, at))
        .or_else(|| definite::week_of(doc, at))
        .or_else(|| every::noted(doc, at))
        .or_else(|| vague::noted(doc, at))
}

/// Says whether the article at `at` stands apart from what follows, as in
/// `the next quarter`.
///
/// What a calendar is asked for is named without it, but where the stretch is
/// counted (`the last two weeks of May`) or has a name of its own (`the
/// nineties`). So those are told apart that point from today or name a kind
/// of year; the labels of the test cases do so too.
pub(super) fn parts_article(doc: &Doc<'_>, at: usize) -> bool {
    const APART: &[&str] = &[
        "same",
        "next",
        "previous",
        "following",
        "coming",
        "upcoming",
        "current",
        "mid",
        "fiscal",
        "calendar",
        "school",
        "cy",
        "sy",
        "fy",
        "eoy",
        "eom",
    ];
    if !doc.any(at, &["the"]) || !is_note(doc) {
        return false;
    }
    let numbered = doc.any(at + 1, &["year", "week"]) && doc.is(at + 2, shape::NUMBER);
    let decade = (at + 2..at + 4).any(|at| doc.any(at, &["decade", "decades"]));
    let last = doc.any(at + 1, &["last", "past"])
        && nth::edge(doc, at).is_none()
        && definite::week_of(doc, at + 1).is_none();
    let to_date = doc.any(at + 1, &["year"]) && doc.any(at + 2, &["to"]);
    (doc.any(at + 1, APART) || numbered || last || to_date) && !decade
}

/// Says whether the text is a note.
pub(super) fn is_note(doc: &Doc<'_>) -> bool {
    doc.len() <= MAX_TOKENS && doc.is_note(|| reads_like_note(doc))
}

fn reads_like_note(doc: &Doc<'_>) -> bool {
    let len = doc.len();
    // What somebody said is reported, and what lies on several lines is a page.
    let reported = (0..len).any(|at| doc.cue(at, cue::SPEECH));
    let lines = (1..len).filter(|&at| doc.is(at, shape::LINE)).count();
    if reported || lines > 1 {
        return false;
    }
    let spoken = (0..len).any(|at| doc.any(at, SPOKEN)) || doc.any(0, REQUESTS);
    let is_name = |at: usize| {
        doc.upper(at) && !doc.is(at, shape::OPENS | shape::LINE) && !doc.cue(at, cue::CALENDAR)
    };
    let told = |at: usize| tense::is_told(doc, at) && !doc.any(at.wrapping_sub(1), &["be"]);
    let plain = len <= MAX_PLAIN_TOKENS && !(0..len).any(|at| is_name(at) || told(at));
    spoken || plain
}

/// Reads `before 8pm`, `no later than 2010`, `since tomorrow`.
pub(super) fn bound(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let compares = matches!(doc.sign(at), Some('<' | '>' | '='));
    if compares && (at == 0 || !doc.tight(at)) {
        let equals = usize::from(doc.sign(at + 1) == Some('='));
        let read = phrase::plain(doc, at + 1 + equals)?;
        return matches!(read.expr, Expr::At(_)).then_some(read);
    }
    let next = bound_words(doc, at)?;
    let read = nth::day_in_month(doc, next)
        .or_else(|| around(doc, next))
        .or_else(|| phrase::plain(doc, next))?;
    matches!(read.expr, Expr::At(_)).then_some(read)
}

/// Returns the token behind words that bound a date: `before`, `on or after`,
/// `earlier than or in`, `since`.
fn bound_words(doc: &Doc<'_>, at: usize) -> Option<usize> {
    let with = |at: usize| doc.any(at, &["on", "in"]);
    if with(at) && doc.any(at + 1, &["or"]) {
        return side(doc, at + 2);
    }
    if let Some(end) = side(doc, at) {
        let joins = doc.any(end, &["or"]) && with(end + 1);
        return Some(end + if joins { 2 } else { 0 });
    }
    let words = BOUNDS.iter().find(|words| {
        let mut places = (at..).zip(words.iter());
        places.all(|(place, word)| doc.any(place, &[word]))
    })?;
    Some(at + words.len())
}

/// Returns the token behind words that say on which side of a date.
fn side(doc: &Doc<'_>, at: usize) -> Option<usize> {
    if doc.any(at, &["before", "after"]) {
        return Some(at + 1);
    }
    let no = usize::from(doc.any(at, &["no"]) && doc.any(at + 1, &["earlier", "later"]));
    let compares = doc.any(at + no, &["earlier", "later", "sooner", "greater"])
        && doc.any(at + no + 1, &["than"]);
    let prior = doc.any(at, &["prior"]) && doc.any(at + 1, &["to"]);
    (compares || prior).then_some(at + no + 2)
}

/// Reads `in 5 minutes`, `in two weeks`.
fn ahead(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !doc.any(at, &["in"]) {
        return None;
    }
    let (end, length) = length::length(doc, at + 1)?;
    // `In two days from today` is read from the length on.
    if doc.any(end, &["from"]) {
        return None;
    }
    Some(Read::unnamed(end, Expr::Off(Toward::After, length)))
}

/// Reads `within 9 months`, `within the next 10 days`.
fn within(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !doc.any(at, &["within"]) {
        return None;
    }
    let the = usize::from(doc.any(at + 1, &["the"]));
    let next = usize::from(doc.any(at + 1 + the, &["next", "upcoming", "coming"]));
    let (end, length) = length::length(doc, at + 1 + the + next)?;
    Some(Read::unnamed(end, Expr::Within(length)))
}

/// Reads `in the morning`.
fn part(doc: &Doc<'_>, at: usize) -> Option<Read> {
    if !doc.any(at, &["in"]) {
        return None;
    }
    let the = usize::from(doc.any(at + 1, &["the"]));
    let part = lexicon::part(doc, at + 1 + the)?;
    let place = Place {
        day: Some(Point::Away(Unit::Day, 0)),
        clock: Some(Clock::Part(part)),
    };
    Some(Read::unnamed(at + 2 + the, Expr::At(place)))
}

/// Reads `around 1pm`, `around the end of May`.
fn around(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let read = phrase::plain(doc, at + 1).filter(|_| doc.any(at, &["around"]))?;
    matches!(read.expr, Expr::At(Place { clock: Some(_), .. })).then_some(read)
}

/// Reads `5 past minutes`, `10 previous weeks`.
fn stretch(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let (end, n) = count(doc, at)?;
    let turned = doc.any(
        end,
        &[
            "past",
            "last",
            "previous",
            "next",
            "coming",
            "upcoming",
            "following",
        ],
    );
    let unit = lexicon::unit(doc, end + 1).filter(|_| turned)?;
    let ahead = doc.any(end, &["next", "coming", "upcoming", "following"]);
    let toward = if ahead { Toward::After } else { Toward::Before };
    let length = Length::of(n, unit);
    Some(Read::unnamed(end + 2, run(toward, length)))
}

/// Returns `next 3 days` as a stretch, and what is shorter as a length, since
/// the hour of writing is not known.
pub(super) fn run(toward: Toward, length: Length) -> Expr {
    let reckons = |(n, unit): &(Count, Unit)| n.whole().is_some() && *unit >= Unit::Day;
    if length.0.iter().flatten().all(reckons) {
        Expr::Run(toward, length)
    } else {
        Expr::Lasting(length)
    }
}

/// Reads `2018 or later`, `3 pm or after`.
fn or_later(doc: &Doc<'_>, at: usize) -> Option<Read> {
    let read = phrase::plain(doc, at).filter(|read| matches!(read.expr, Expr::At(_)))?;
    let ends = doc.breaks(read.end + 2)
        || doc.sign(read.end + 2).is_some()
        || doc.any(read.end + 2, &["is", "will"]);
    let joined = doc.any(read.end, &["or"]) || doc.any(read.end, &["and"]) && ends;
    let later = doc.any(
        read.end + 1,
        &[
            "later", "after", "greater", "earlier", "before", "above", "onward", "onwards",
        ],
    );
    (joined && later).then_some(Read {
        end: read.end + 2,
        ..read
    })
}
