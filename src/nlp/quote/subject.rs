//! Who a verb is said of: its group of helping words and its subject.

use super::noun::{self, Phrase};
use super::sentence::Sentence;
use super::verbs::{form, frame};
use super::words::{Words, class};

/// Most tokens of a quotation between a subject and its second verb.
const QUOTATION: usize = 60;

/// A verb with its helping words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Group {
    pub(super) first: usize,
    /// The verb itself.
    pub(super) verb: usize,
    pub(super) voice: Voice,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Voice {
    Active,
    Passive,
    /// `to say`
    Infinitive,
    /// `saying` without a helping verb
    Participle,
}

/// Most tokens of an aside between a noun and its verb.
const ASIDE: usize = 30;

/// Reads the helping words before the verb at `verb`; `None` if no verb can
/// stand there.
pub(super) fn group(words: &Words<'_, '_>, verb: usize, floor: usize) -> Option<Group> {
    let helper = class::AUXILIARY | class::NOT | class::ADVERB;
    let mut first = verb;
    while first > floor && words.is(first - 1, helper) {
        first -= 1;
    }
    let helpers = first;
    let has = |classes: u32| (helpers..verb).any(|at| words.is(at, classes));
    let infinitive =
        first > floor && words.is(first - 1, class::TO) && words.form(verb, form::BASE);
    let voice = if infinitive {
        first -= 1;
        Voice::Infinitive
    } else if has(class::BE) && words.form(verb, form::PARTICIPLE) && !words.form(verb, form::ING) {
        Voice::Passive
    } else if words.form(verb, form::ING) && !has(class::BE) {
        Voice::Participle
    } else {
        Voice::Active
    };
    let helped = has(class::AUXILIARY) || infinitive;
    let fits = if helped {
        has(class::HAVE | class::BE) || words.form(verb, form::BASE)
    } else {
        stands(words, first, verb)
    };
    fits.then_some(Group { first, verb, voice })
}

/// Says whether a verb without helping words can stand at `verb`.
fn stands(words: &Words<'_, '_>, first: usize, verb: usize) -> bool {
    let doc = words.doc;
    let before = first.wrapping_sub(1);
    let noun_like = words.is(before, class::DETERMINER) && !words.is(before, class::PRONOUN)
        || doc.possessive(before);
    if noun_like
        && !doc.any(
            before,
            &[
                "some", "many", "others", "both", "most", "few", "this", "all", "that", "several",
                "another", "each", "neither", "either",
            ],
        )
    {
        return false;
    }
    let subject = words.is(
        before,
        class::SUBJECT | class::RELATIVE | class::PRONOUN | class::THAT,
    );
    if words.form(verb, form::PAST) {
        let by = doc.any(verb + 1, &["by"]);
        return !by && !words.is(before, class::PREPOSITION | class::TO);
    }
    if words.form(verb, form::ING) {
        return true;
    }
    let noun = words.verb(verb).0.is(frame::NOUN);
    let bound =
        words.is(before, class::PREPOSITION | class::TO | class::NOT) && !words.nominal(before);
    let joined = words.is(before, class::AND)
        && !words.is(verb + 1, class::THAT | class::TO | class::QUESTION);
    if bound || joined && noun {
        return false;
    }
    let that = words.is(verb + 1, class::THAT) && !words.is(verb, class::CLAIM);
    if subject || !noun || first < verb || that {
        return true;
    }
    let tells = words.is(before, class::PAPER | class::TELLER);
    if tells && doc.sign(verb + 1).is_some() {
        return true;
    }
    if !opens(words, verb + 1) {
        return false;
    }
    if words.form(verb, form::THIRD) {
        let tells = words.is(before, class::PAPER | class::TELLER | class::ADVERB);
        return tells || doc.upper(before) || matches!(doc.sign(before), Some(')' | ','));
    }
    let plural = doc.str(before).ends_with('s') && !doc.possessive(before);
    let some = words.is(before, class::DETERMINER);
    words.form(verb, form::BASE) && (plural && words.nominal(before) || some)
}

/// Says whether an object or a clause begins here.
fn opens(words: &Words<'_, '_>, at: usize) -> bool {
    let begins = class::DETERMINER
        | class::SUBJECT
        | class::PRONOUN
        | class::THAT
        | class::QUESTION
        | class::TO;
    words.is(at, begins)
        || words.doc.upper(at)
        || matches!(words.doc.sign(at), Some('"' | '“' | '‘' | ':'))
}

/// Finds the subject of a verb.
pub(super) fn subject(words: &Words<'_, '_>, group: Group, sentence: Sentence) -> Option<Phrase> {
    let (doc, floor) = (words.doc, sentence.first);
    if matches!(group.voice, Voice::Infinitive | Voice::Participle) {
        return of_participle(words, group, sentence);
    }
    let before = group.first.checked_sub(1).filter(|&at| at >= floor)?;
    if words.is(before, class::RELATIVE | class::THAT) {
        let end = if doc.sign(before.wrapping_sub(1)) == Some(',') {
            before - 1
        } else {
            before
        };
        return noun::left(words, end, floor).or(Some(Phrase {
            first: before,
            end: before + 1,
        }));
    }
    if words.is(before, class::SUBJECT) {
        return Some(Phrase {
            first: before,
            end: before + 1,
        });
    }
    if matches!(doc.sign(before), Some(',' | '—' | '–' | '-')) && !doc.hyphen(before) {
        return around_aside(words, before, floor);
    }
    if words.is(before, class::AND) {
        return coordinate(words, before, floor).or_else(|| main(words, sentence, group.first));
    }
    noun::left(words, before_time(words, group.first, floor), floor)
}

/// Steps back over a time before a verb: `the minister on Monday said`.
fn before_time(words: &Words<'_, '_>, end: usize, floor: usize) -> usize {
    let mut first = end;
    while first > floor && words.is(first - 1, class::TIME) {
        first -= 1;
    }
    let on = first < end && first > floor + 1 && words.is(first - 1, class::PREPOSITION);
    first - usize::from(on)
}

/// Finds the noun before an aside that ends with the comma at `comma`.
fn around_aside(words: &Words<'_, '_>, comma: usize, floor: usize) -> Option<Phrase> {
    let doc = words.doc;
    let stop = floor.max(comma.saturating_sub(ASIDE));
    let mut at = comma;
    let mut best = None;
    while at > stop {
        at -= 1;
        match doc.sign(at) {
            Some(',') => {}
            Some('—' | '–' | '-') if !doc.hyphen(at) => {}
            Some(';' | ':' | '“' | '”' | '"') => break,
            _ => continue,
        }
        let aside = words.is(
            at + 1,
            class::DETERMINER | class::RELATIVE | class::PREPOSITION | class::ADVERB,
        ) || words.nominal(at + 1);
        let Some(phrase) = noun::left(words, at, floor).filter(|_| aside) else {
            continue;
        };
        let before = phrase.first.wrapping_sub(1);
        let bounded = phrase.first == floor
            || doc.word(before).is_none()
            || words.is(before, class::SUBORDINATE | class::AND | class::THAT);
        if bounded {
            best = Some(phrase);
            if phrase.first == floor || doc.sign(before) != Some(',') {
                break;
            }
        }
    }
    best
}

/// Finds who does what a participle or an infinitive says.
fn of_participle(words: &Words<'_, '_>, group: Group, sentence: Sentence) -> Option<Phrase> {
    let doc = words.doc;
    let before = group.first.wrapping_sub(1);
    let behind_noun = group.voice == Voice::Participle
        && group.first > sentence.first
        && words.nominal(before)
        && !words.is(before, class::TIME);
    if behind_noun && doc.upper(before) {
        let mut first = before;
        while first > sentence.first && doc.upper(first - 1) {
            first -= 1;
        }
        let end = group.first;
        return Some(Phrase { first, end });
    }
    if behind_noun {
        return noun::left(words, group.first, sentence.first);
    }
    let comma = doc.sign(before) == Some(',');
    comma
        .then(|| coordinate(words, before, sentence.first))
        .flatten()
        .or_else(|| main(words, sentence, group.first))
}

/// Finds the subject of the verb before an `and`: `Smith stood up and said`.
fn coordinate(words: &Words<'_, '_>, and: usize, floor: usize) -> Option<Phrase> {
    let doc = words.doc;
    let first = before_quotation(words, and, floor);
    let stop = floor.max(first.saturating_sub(ASIDE));
    for at in (stop..first).rev() {
        // In `said it was late and left` somebody else left.
        let is_told = words.says(at.wrapping_sub(1));
        if words.is(at, class::SUBJECT) && !is_told {
            let end = at + 1;
            return Some(Phrase { first: at, end });
        }
        let word = doc.str(at);
        let verb = !doc.upper(at)
            && (words.finite(at) || word.ends_with("ed") || words.form(at, form::THIRD));
        if !verb || words.is(at.wrapping_sub(1), class::DETERMINER) {
            continue;
        }
        let mut first = at;
        while first > floor && words.is(first - 1, class::AUXILIARY | class::ADVERB | class::NOT) {
            first -= 1;
        }
        let phrase = noun::left(words, first, floor);
        let bounded =
            |phrase: &Phrase| phrase.first == floor || doc.word(phrase.first - 1).is_none();
        if let Some(phrase) = phrase.filter(bounded) {
            return Some(phrase);
        }
    }
    None
}

/// Steps back over a quotation that ends at `end`: the words of others hold no
/// subject for what follows.
fn before_quotation(words: &Words<'_, '_>, end: usize, floor: usize) -> usize {
    let doc = words.doc;
    let comma = usize::from(end > floor && doc.sign(end - 1) == Some(','));
    let Some(closing) = (end - comma).checked_sub(1).filter(|&at| at > floor) else {
        return end;
    };
    let opening = match doc.sign(closing) {
        Some('”') => '“',
        Some('"') => '"',
        _ => return end,
    };
    let stop = floor.max(closing.saturating_sub(QUOTATION));
    (stop..closing)
        .rev()
        .find(|&at| doc.sign(at) == Some(opening))
        .unwrap_or(end)
}

/// Finds the subject of the sentence, or of its part before `before`.
pub(super) fn main(words: &Words<'_, '_>, sentence: Sentence, before: usize) -> Option<Phrase> {
    let doc = words.doc;
    let mut at = sentence.first;
    while at < before && (words.is(at, class::AND | class::ADVERB) || doc.sign(at) == Some(',')) {
        at += 1;
    }
    if words.is(at, class::PREPOSITION | class::SUBORDINATE | class::TO)
        && !words.is(at, class::SUBJECT)
        || words.form(at, form::ING | form::PARTICIPLE)
    {
        let comma = (at..before).find(|&at| doc.sign(at) == Some(','))?;
        at = comma + 1;
    }
    (at < before)
        .then(|| noun::right(words, at, before))
        .flatten()
}
