//! The features: what the tagger looks at, each as a number.
//!
//! Three groups, by what they depend on: a written word alone ([`own`]), a
//! written word beside the token in question ([`beside`]), and the token in
//! its place ([`place`]). The first two are the same wherever the word comes
//! again, so their sums are kept. Training and use share this file; after any
//! change the tagger has to be trained anew.

use super::mix::Mix;
use super::page::{Page, Run};
use super::surface::Surface;
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::token::{fold, shape};

/// Number of the feature that every token has.
const BIAS: u64 = 1;
/// A word beyond the end of the sentence.
const EDGE: u64 = 0x5bd1_e995;

/// Names the features of a group; a feature is its name mixed with what it saw.
macro_rules! templates {
    ($group:literal: $($name:ident)*) => {
        #[derive(Clone, Copy)]
        enum Template { $($name),* }

        impl Template {
            fn of(self, parts: &[u64]) -> u64 {
                let mix = Mix::new($group << 8 | self as u64);
                parts.iter().fold(mix, |mix, part| mix.with(*part)).done()
            }
        }
    };
}

/// Gives all features of a token.
#[cfg(any(test, feature = "train"))]
pub(in crate::nlp) fn all(page: &Page<'_>, at: usize, give: &mut impl FnMut(u64)) {
    let surface = |at: usize| page.surfaces.list.get(page.surface(at)?);
    if let Some(surface) = surface(at) {
        own(page.doc, surface, give);
    }
    for (distance, place) in neighbors(page, at) {
        if let Some(surface) = surface(place) {
            beside(page.doc, surface, distance as u64, give);
        }
    }
    place(page, at, give);
}

/// Gives the features of a written word.
pub(super) fn own(doc: &Doc<'_>, surface: &Surface, give: &mut impl FnMut(u64)) {
    templates!(1: Word Shape Written Prefix Suffix Cue Kind Flags);
    give(BIAS);
    give(Template::Word.of(&[surface.word]));
    give(Template::Shape.of(&[surface.shape]));
    give(Template::Written.of(&[surface.word, surface.shape]));
    let mut key = String::new();
    fold(doc.str(surface.at), &mut key);
    let n_letters = key.chars().count();
    for length in 1..n_letters.min(5) {
        let prefix = text(key.chars().take(length));
        give(Template::Prefix.of(&[length as u64, prefix]));
        let suffix = text(key.chars().skip(n_letters - length));
        give(Template::Suffix.of(&[length as u64, suffix]));
    }
    for bit in bits(surface.sense) {
        give(Template::Cue.of(&[bit]));
    }
    let kind = u64::from(surface.sense.flags & 15);
    give(Template::Kind.of(&[kind, surface.shape]));
    give(Template::Flags.of(&[u64::from(surface.sense.flags)]));
}

/// Gives the features of a written word that stands `distance` tokens away:
/// 0 and 1 before, 2 and 3 behind the token in question, nearest last.
pub(super) fn beside(doc: &Doc<'_>, surface: &Surface, distance: u64, give: &mut impl FnMut(u64)) {
    templates!(2: Word Shape Suffix Cue Kind);
    give(Template::Word.of(&[distance, surface.word]));
    give(Template::Shape.of(&[distance, surface.shape]));
    if matches!(distance, 0 | 3) {
        return;
    }
    let ending = ending(doc, surface.at);
    give(Template::Suffix.of(&[distance, ending]));
    for bit in bits(surface.sense) {
        give(Template::Cue.of(&[distance, bit]));
    }
    let kind = u64::from(surface.sense.flags & 15);
    give(Template::Kind.of(&[distance, kind]));
}

/// Gives the features of a token in its place.
pub(super) fn place(page: &Page<'_>, at: usize, give: &mut impl FnMut(u64)) {
    around(page, at, give);
    listed(page, at, give);
    hinted(page, at, give);
    if let Some(run) = page.run(at) {
        running(page, at, run, give);
        usual(page, at, run, give);
    }
}

/// What stands around: pairs of words and shapes, and where in the sentence.
fn around(page: &Page<'_>, at: usize, give: &mut impl FnMut(u64)) {
    templates!(3: WordBefore WordAfter ShapeBefore ShapeAfter Shapes Frame TwoBefore TwoAfter
        Start Case Headline HyphenBefore HyphenAfter SenseBefore SenseAfter);
    let [w2, w1, w, v1, v2] = around_of(page, at, word);
    let [_, s1, s, t1, _] = around_of(page, at, pattern);
    give(Template::WordBefore.of(&[w1, w]));
    give(Template::WordAfter.of(&[w, v1]));
    give(Template::ShapeBefore.of(&[s1, s]));
    give(Template::ShapeAfter.of(&[s, t1]));
    give(Template::Shapes.of(&[s1, s, t1]));
    give(Template::Frame.of(&[w1, s, v1]));
    give(Template::TwoBefore.of(&[w2, w1, s]));
    give(Template::TwoAfter.of(&[s, v1, v2]));
    let doc = page.doc;
    let opens = u64::from(doc.is(at, shape::OPENS));
    let headline = u64::from(doc.is(at, shape::HEADLINE));
    let caps = u64::from(doc.is(at, shape::CAPS));
    let upper = u64::from(doc.upper(at));
    give(Template::Start.of(&[opens, s]));
    give(Template::Case.of(&[upper << 3 | caps << 2 | headline << 1 | opens]));
    if headline == 1 {
        give(Template::Headline.of(&[s]));
    }
    if doc.hyphen(at.wrapping_sub(1)) {
        give(Template::HyphenBefore.of(&[w2]));
    }
    if doc.hyphen(at + 1) {
        give(Template::HyphenAfter.of(&[v2]));
    }
    let here = u64::from(doc.sense(at).flags);
    let before = u64::from(doc.sense(at.wrapping_sub(1)).flags);
    let after = u64::from(doc.sense(at + 1).flags);
    give(Template::SenseBefore.of(&[before, here]));
    give(Template::SenseAfter.of(&[here, after]));
}

/// What lists know of names of several words.
fn listed(page: &Page<'_>, at: usize, give: &mut impl FnMut(u64)) {
    templates!(4: Known KnownKind KnownBefore KnownAfter);
    let known = page.known(at);
    if known > 0 {
        give(Template::Known.of(&[known]));
        give(Template::KnownKind.of(&[known & 0x7f]));
    }
    let (before, after) = (page.known(at.wrapping_sub(1)), page.known(at + 1));
    if before > 0 {
        give(Template::KnownBefore.of(&[before & 0x7f, known & 7]));
    }
    if after > 0 {
        give(Template::KnownAfter.of(&[after & 0x7f, known & 7]));
    }
}

/// What lists and rules decided; the reason is kept beside the kind.
fn hinted(page: &Page<'_>, at: usize, give: &mut impl FnMut(u64)) {
    templates!(5: Kind Reason Shape Before After Cue);
    let hint = page.hint(at);
    let short = hint & 0xff;
    give(Template::Kind.of(&[short]));
    give(Template::Reason.of(&[hint]));
    give(Template::Shape.of(&[short, pattern(page, at)]));
    let (before, after) = (page.hint(at.wrapping_sub(1)), page.hint(at + 1));
    give(Template::Before.of(&[before & 0xff, short]));
    give(Template::After.of(&[short, after & 0xff]));
    let cues = u64::from(cues_of(page.doc.sense(at).flags));
    give(Template::Cue.of(&[short, cues]));
}

/// What the capitalised words around tell.
fn running(page: &Page<'_>, at: usize, run: &Run, give: &mut impl FnMut(u64)) {
    templates!(6: Place First Last Left Right Both LeftTwo RightTwo Words LastCue FirstCue AnyCue
        FirstSense LastSense Sides Ending);
    let doc = page.doc;
    let length = run.len().min(6) as u64;
    let from = (at - run.first).min(5) as u64;
    let to = (run.end - 1 - at).min(5) as u64;
    let (first, last) = (run.first, run.end - 1);
    let sure = |place: Option<usize>| place.map_or(EDGE, |place| doc.word_hash(place));
    let left = inside(doc, first, 1).map(|n| first - n);
    let left_two = inside(doc, first, 2).map(|n| first - n);
    let right = (!doc.breaks(run.end)).then_some(run.end);
    let right_two = right
        .filter(|_| !doc.breaks(run.end + 1))
        .map(|end| end + 1);
    give(Template::Place.of(&[length, from]));
    give(Template::First.of(&[doc.word_hash(first)]));
    give(Template::Last.of(&[doc.word_hash(last)]));
    give(Template::Left.of(&[sure(left)]));
    give(Template::Right.of(&[sure(right)]));
    give(Template::Both.of(&[sure(left), sure(right)]));
    give(Template::LeftTwo.of(&[sure(left_two), sure(left)]));
    give(Template::RightTwo.of(&[sure(right), sure(right_two)]));
    give(Template::Words.of(&[run.words]));
    let sense = |at: usize| doc.sense(at).flags;
    give(Template::LastCue.of(&[u64::from(cues_of(sense(last))), to]));
    give(Template::FirstCue.of(&[u64::from(cues_of(sense(first))), from]));
    give(Template::AnyCue.of(&[u64::from(cues_of(run.cues))]));
    give(Template::FirstSense.of(&[u64::from(sense(first)), from]));
    give(Template::LastSense.of(&[u64::from(sense(last)), to]));
    let side = |place: Option<usize>| place.map_or(EDGE, |place| u64::from(cues_of(sense(place))));
    give(Template::Sides.of(&[side(left), side(right), length.min(3)]));
    give(Template::Ending.of(&[ending(doc, last), length]));
}

/// What the rest of the article tells of the word.
fn usual(page: &Page<'_>, at: usize, run: &Run, give: &mut impl FnMut(u64)) {
    templates!(7: Written Count Beside Explained);
    let doc = page.doc;
    let usage = doc.usage(at);
    let custom = page.word_custom(at);
    let written = u64::from(usage.n_small > 0)
        | u64::from(usage.n_middle > 0) << 1
        | u64::from(doc.is(at, shape::OPENS)) << 2
        | u64::from(doc.is(at, shape::HEADLINE)) << 3;
    give(Template::Written.of(&[written]));
    give(Template::Count.of(&[u64::from(custom.n.min(5))]));
    for bit in (0..6).filter(|bit| custom.beside >> bit & 1 == 1) {
        give(Template::Beside.of(&[bit]));
    }
    if custom.explained > 0 {
        give(Template::Explained.of(&[u64::from(custom.explained)]));
    }
    let long = page.numbered(custom.longest);
    if let Some(long) = long.filter(|long| long.len() > run.len()) {
        longest(doc, at, long, give);
    }
}

/// What the longest name with this word tells.
fn longest(doc: &Doc<'_>, at: usize, long: &Run, give: &mut impl FnMut(u64)) {
    templates!(8: First Last FirstSense LastCue Left Place);
    let Some(inside) = (long.first..long.end).find(|place| doc.word(*place) == doc.word(at)) else {
        return;
    };
    let last = long.end - 1;
    let ends = u64::from(inside == long.first) | u64::from(inside == last) << 1;
    give(Template::First.of(&[doc.word_hash(long.first)]));
    give(Template::Last.of(&[doc.word_hash(last)]));
    let first_sense = u64::from(doc.sense(long.first).flags);
    give(Template::FirstSense.of(&[first_sense, ends]));
    let last_cues = u64::from(cues_of(doc.sense(last).flags));
    give(Template::LastCue.of(&[last_cues, ends]));
    let left = doc.sense(long.first.wrapping_sub(1)).flags;
    give(Template::Left.of(&[u64::from(cues_of(left))]));
    give(Template::Place.of(&[long.len() as u64, ends]));
}

/// Returns what `look` sees from two tokens before to two behind, within the
/// sentence.
fn around_of(page: &Page<'_>, at: usize, look: fn(&Page<'_>, usize) -> u64) -> [u64; 5] {
    let doc = page.doc;
    let seen = |place: Option<usize>| place.map_or(EDGE, |place| look(page, place));
    let right = (!doc.breaks(at + 1)).then_some(at + 1);
    [
        seen(inside(doc, at, 2).map(|n| at - n)),
        seen(inside(doc, at, 1).map(|n| at - n)),
        look(page, at),
        seen(right),
        seen(right.filter(|_| !doc.breaks(at + 2)).map(|_| at + 2)),
    ]
}

/// Returns the tokens beside `at` in its sentence, with their distance as
/// [`beside`] counts it.
pub(super) fn neighbors(page: &Page<'_>, at: usize) -> impl Iterator<Item = (usize, usize)> {
    let doc = page.doc;
    let before = [(0, 2), (1, 1)]
        .into_iter()
        .filter_map(move |(distance, n)| Some((distance, at - inside(doc, at, n)?)));
    let behind = !doc.breaks(at + 1);
    let far = behind && !doc.breaks(at + 2);
    let after = [(2, at + 1, behind), (3, at + 2, far)];
    let after = after.into_iter().filter(|it| it.2);
    before.chain(after.map(|(distance, place, _)| (distance, place)))
}

/// Returns `n` when the `n` tokens before `at` belong to its sentence.
fn inside(doc: &Doc<'_>, at: usize, n: usize) -> Option<usize> {
    (at >= n && (0..n).all(|back| !doc.breaks(at - back))).then_some(n)
}

fn word(page: &Page<'_>, at: usize) -> u64 {
    page.doc.word_hash(at)
}

fn pattern(page: &Page<'_>, at: usize) -> u64 {
    let surface = page
        .surface(at)
        .and_then(|number| page.surfaces.list.get(number));
    surface.map_or(EDGE, |surface| surface.shape)
}

/// Returns a hash of the last three letters.
fn ending(doc: &Doc<'_>, at: usize) -> u64 {
    let word = doc.str(at);
    let letters = word.chars().rev().take(3);
    text(letters.flat_map(char::to_lowercase))
}

fn text(letters: impl Iterator<Item = char>) -> u64 {
    letters
        .fold(Mix::new(3), |mix, letter| {
            mix.with(u64::from(u32::from(letter)))
        })
        .done()
}

fn bits(sense: Sense) -> impl Iterator<Item = u64> {
    (4..32_u64).filter(move |bit| sense.flags >> bit & 1 == 1)
}

/// Keeps the cues that say what stands beside them.
fn cues_of(flags: u32) -> u32 {
    const HEADS: u32 = cue::ORG_HEAD | cue::ORG_TAIL | cue::PLACE_HEAD | cue::FACILITY_HEAD;
    const SIDES: u32 = cue::TITLE | cue::HONORIFIC | cue::SPEECH | cue::CALENDAR | cue::PARTICLE;
    flags & (HEADS | SIDES | cue::LOCATIVE | cue::GOVERNMENT | cue::DEMONYM | cue::COUNTRY)
}
