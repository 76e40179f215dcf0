//! Where the words around an expression place it: before or after the date of
//! the article.
//!
//! The nearest verb of the sentence decides, first of those before the
//! expression, then of those behind it. There is no tagger here: a verb is a
//! word of a list, or ends like one.

use super::expr::View;
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// Irregular verbs in the past that tell what happened on a day.
const PAST: &[&str] = &[
    "was", "were", "came", "met", "took", "fell", "flew", "began", "held", "left", "went", "gave",
    "shot", "rose", "sank", "struck", "broke", "won", "lost", "died", "spoke", "brought", "made",
    "sold", "bought", "paid", "got", "became", "grew", "drew", "ran", "led", "found", "sent",
    "built", "did", "had", "saw", "fought", "sought", "caught", "blew", "threw", "drove", "stood",
];
const AHEAD: &[&str] = &[
    "will",
    "slated",
    "expected",
    "scheduled",
    "planned",
    "upcoming",
    "due",
    "plans",
    "shall",
    "intends",
    "going",
    "forthcoming",
    "payable",
    "supposed",
    "ahead",
    "effective",
    "would",
    "may",
    "might",
    "must",
    "should",
];
/// Verbs in the present that tell of what is arranged: `talks resume Monday`.
const ARRANGED: &[&str] = &[
    "meet", "meets", "opens", "begins", "begin", "starts", "start", "resume", "resumes", "expires",
    "expire", "arrives", "arrive", "ends", "leaves",
];
/// Verbs after `to` that make it a plan.
const TO_DO: &[&str] = &[
    "be", "meet", "begin", "start", "hold", "visit", "open", "resume", "arrive", "expire", "vote",
    "appear", "continue", "complete", "return", "take", "go", "leave", "speak",
];
/// Verbs that put off to a day: `extended its offer to Nov. 20`.
const DEFERRED: &[&str] = &[
    "extended",
    "postponed",
    "delayed",
    "deferred",
    "adjourned",
    "rescheduled",
    "moved",
    "pushed",
    "extend",
    "postpone",
    "delay",
    "defer",
    "adjourn",
    "reschedule",
    "move",
    "push",
];
/// So many tokens before `to` such a verb can stand.
const DEFERRED_WITHIN: usize = 8;
/// So many tokens before the expression can still decide.
const BEFORE: usize = 25;
/// So many tokens behind it.
const BEHIND: usize = 12;

/// Says where the words around the expression place it.
pub(super) fn view(doc: &Doc<'_>, first: usize, end: usize) -> View {
    let begins = doc.is(first, shape::LINE | shape::OPENS);
    let is_entry = begins && matches!(doc.sign(end), Some(':' | '–' | '—'));
    let before = first.wrapping_sub(1);
    let beside = before.wrapping_sub(usize::from(doc.any(before, &["on"])));
    let told = |at: usize| doc.cue(at, cue::SPEECH) || is_regular(doc, at);
    if is_entry
        || told(end) && !doc.breaks(end)
        || told(beside) && !doc.breaks(first) && !is_passive_to_come(doc, beside)
        || doc.any(before, &["since"])
    {
        return View::Behind;
    }
    let until = doc.any(before, &["until", "till"])
        || doc.any(before, &["through"]) && !doc.any(before.wrapping_sub(1), &["year", "month"]);
    let deferred = doc.any(before, &["to"])
        && (1..=DEFERRED_WITHIN).any(|n| doc.any(before.wrapping_sub(n), DEFERRED));
    if until || deferred {
        return View::Ahead;
    }
    let mut at = first;
    while at > 0 && first - at < BEFORE && !doc.breaks(at) {
        at -= 1;
        if let Some(view) = verb(doc, at, first - at) {
            return view;
        }
    }
    let mut rest = (end..end + BEHIND).take_while(|&at| !doc.breaks(at));
    let found = rest.find_map(|at| verb(doc, at, BEFORE));
    let open = if doc.any(before, &["by"]) {
        View::Ahead
    } else {
        View::Open
    };
    found.unwrap_or(open)
}

/// Says what the word here tells, `distance` tokens before the expression.
fn verb(doc: &Doc<'_>, at: usize, distance: usize) -> Option<View> {
    let before = at.wrapping_sub(1);
    let to_do = doc.any(at + 1, &["to"]) && doc.any(at + 2, TO_DO);
    let set = doc.any(at, &["set"]) && (doc.any(at + 1, &["for"]) || to_do);
    let is_cause = doc.any(at, &["due"]) && doc.any(at + 1, &["to"]) && !to_do;
    if set || doc.any(at, AHEAD) && !is_cause {
        let was_so = doc.any(before, &["previously", "originally"])
            || doc.any(before, &["been"]) && doc.any(at.wrapping_sub(2), &["had"])
            || doc.any(at + 1, &["have"]);
        let month = doc.cue(at, cue::CALENDAR) && doc.upper(at);
        return Some(if was_so { View::Behind } else { View::Ahead }).filter(|_| !month);
    }
    if doc.any(at, &["is", "are", "was", "were"]) && doc.any(at + 1, &["to"]) {
        return Some(View::Ahead);
    }
    if doc.any(at, &["to"]) && doc.any(at + 1, TO_DO) {
        let planned = doc
            .any(before, AHEAD)
            .then(|| verb(doc, before, distance + 1));
        return planned.unwrap_or(Some(View::Ahead));
    }
    if distance <= 6 && doc.any(at, ARRANGED) && !doc.any(before, &["to", "a", "the"]) {
        return Some(View::Ahead);
    }
    // `The reduced share` tells of no deed.
    let is_adjective = doc.any(before, &["a", "an", "the"]);
    let is_deed = is_regular(doc, at) && !doc.cue(at, cue::SPEECH) && !is_adjective;
    let near = distance <= BEHIND || distance == BEFORE;
    let happened = (is_deed || doc.any(at, PAST)) && !is_passive_to_come(doc, at);
    (near && happened).then_some(View::Behind)
}

fn is_regular(doc: &Doc<'_>, at: usize) -> bool {
    let word = doc.str(at);
    // `Need`, `speed` and `succeed` only look like it.
    let past = word.ends_with("ed") && (!word.ends_with("eed") || word.ends_with("reed"));
    // What is `unspecified` or `unprecedented` was mostly done by nobody.
    let past = past && !word.starts_with("un");
    word.len() > 4 && past && !doc.upper(at) && !doc.any(at, AHEAD)
}

/// Says whether `be` stands before a participle: `will be signed`.
fn is_passive_to_come(doc: &Doc<'_>, at: usize) -> bool {
    doc.any(at.wrapping_sub(1), &["be"])
}

/// Verbs that are the same in the past; after `it` they would end in `s`
/// otherwise.
const SAME: &[&str] = &[
    "shut", "cut", "hit", "put", "set", "let", "cost", "quit", "hurt", "spread", "split", "burst",
];

/// Says whether the word here tells what happened.
pub(super) fn is_told(doc: &Doc<'_>, at: usize) -> bool {
    let third = doc.any(at.wrapping_sub(1), &["it", "he", "she"]);
    is_regular(doc, at)
        || doc.any(at, PAST) && !doc.any(at, &["found", "set", "held"])
        || third && doc.any(at, SAME)
}
