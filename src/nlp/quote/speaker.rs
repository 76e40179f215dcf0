//! [`Speakers`]: which entity a source is.
//!
//! A name is the entity that it mentions. A pronoun is the person who spoke or
//! acted last, and `the minister` the person who was called so, if that is one
//! person only. Everybody else is described in the text and stays without an
//! entity.

use std::collections::BTreeMap;

use super::noun::{self, Phrase};
use super::words::{Words, class};
use crate::nlp::gazetteer::cue;
use crate::nlp::gender::Gender;
use crate::nlp::mention::{Kind, Mention};
use crate::nlp::token::shape;

/// Tokens back to which a pronoun may reach.
const REACH: usize = 160;
/// Tokens between a name and what its bearer is called.
const ROLE_REACH: usize = 6;
/// Tokens of what is said of a name between commas.
const ASIDE_REACH: usize = 16;
/// Names looked at for one pronoun.
const MAX_NAMES: usize = 12;

/// The names of an article, asked for speakers.
pub(super) struct Speakers<'w, 'd, 'a> {
    words: &'w Words<'d, 'a>,
    names: Vec<Name>,
    /// Who is called by a word, in order of the text: token and entity.
    roles: BTreeMap<u32, Vec<(usize, usize)>>,
    /// Whether an entity is a man or a woman, where the text says so.
    genders: BTreeMap<usize, Gender>,
    /// The same by usual given names.
    usual: BTreeMap<usize, Gender>,
}

/// A mention in tokens.
#[derive(Clone, Copy)]
struct Name {
    first: usize,
    end: usize,
    kind: Kind,
    entity: usize,
}

impl<'w, 'd, 'a> Speakers<'w, 'd, 'a> {
    /// Reads who is named and how each is called.
    ///
    /// Cost: linear in the mentions.
    pub(super) fn new(words: &'w Words<'d, 'a>, mentions: &[Mention]) -> Self {
        let mut speakers = Self {
            words,
            names: names(words, mentions),
            roles: BTreeMap::new(),
            genders: BTreeMap::new(),
            usual: BTreeMap::new(),
        };
        for idx in 0..speakers.names.len() {
            if let Some(&name) = speakers
                .names
                .get(idx)
                .filter(|name| name.kind == Kind::Person)
            {
                speakers.learn(name);
            }
        }
        speakers
    }

    /// Notes what stands beside a person: `spokesman Smith`, `Smith, the minister`.
    fn learn(&mut self, name: Name) {
        let (words, doc) = (self.words, self.words.doc);
        let mut first = name.first;
        while first > 0
            && name.first - first < ROLE_REACH
            && words.nominal(first - 1)
            && (doc.upper(first - 1) || self.is_role(first - 1))
            && !doc.is(first, shape::PARAGRAPH)
        {
            first -= 1;
        }
        let mut end = name.end;
        if doc.sign(end) == Some(',') && doc.sign(first.wrapping_sub(1)) != Some(',') {
            end += 1;
            while end - name.end < ROLE_REACH + 1
                && (words.nominal(end) || words.is(end, class::DETERMINER))
            {
                end += 1;
            }
        }
        // `A spokesman for the ministry, Smith, said`
        let aside = doc.sign(end) == Some(',') && doc.sign(name.first.wrapping_sub(1)) == Some(',');
        let before =
            aside.then(|| noun::left(words, name.first - 1, name.first.saturating_sub(12)));
        if let Some(phrase) = before.flatten() {
            first = phrase.first;
        }
        let usual = Gender::usual(doc, (name.first, name.end));
        if let Some(gender) = usual.or_else(|| self.by_pronoun(name)) {
            self.usual.entry(name.entity).or_insert(gender);
        }
        for at in (first..=name.first).chain(name.end..end) {
            if let Some(gender) = Gender::told(doc, at) {
                self.genders.entry(name.entity).or_insert(gender);
            }
            if let Some(word) = doc.word(at).filter(|_| self.is_role(at)) {
                self.roles
                    .entry(word)
                    .or_default()
                    .push((name.first, name.entity));
            }
        }
    }

    /// Reads `Smith said of her plan`, which speaks of Smith as a woman.
    fn by_pronoun(&self, name: Name) -> Option<Gender> {
        let (words, doc) = (self.words, self.words.doc);
        let verb = name.end;
        if !words.says(verb) {
            return None;
        }
        let at = words.verb(verb).1;
        let at = at + usize::from(words.is(at, class::PREPOSITION));
        if doc.any(at, &["his", "himself"]) {
            Some(Gender::Man)
        } else if doc.any(at, &["her", "herself"]) {
            Some(Gender::Woman)
        } else {
            None
        }
    }

    fn is_role(&self, at: usize) -> bool {
        self.words.doc.cue(at, cue::TITLE | cue::HONORIFIC) || self.words.is(at, class::TELLER)
    }

    /// Returns the entity that `source` names or stands for.
    pub(super) fn entity(&self, source: Phrase) -> Option<usize> {
        let words = self.words;
        if source.end == source.first + 1 {
            let at = source.first;
            if words.doc.any(at, &["he", "him", "his", "he's"]) {
                return self.before(at, Gender::Man);
            }
            if words.doc.any(at, &["she", "her", "she's"]) {
                return self.before(at, Gender::Woman);
            }
        }
        self.apposed(source)
            .or_else(|| self.named(source))
            .or_else(|| self.called(source))
    }

    /// Returns the person named behind a description: `a spokesman for the
    /// ministry, Smith, said`.
    fn apposed(&self, source: Phrase) -> Option<usize> {
        let doc = self.words.doc;
        let mut at = source.end + 1;
        while doc.cue(at, cue::TITLE | cue::HONORIFIC) && at < source.end + ROLE_REACH {
            at += 1;
        }
        let after = self.names.partition_point(|name| name.first < at);
        let name = self.names.get(after).filter(|name| name.first == at)?;
        // `, Smith of Leeds,`
        let mut ends = (name.end..name.end + ROLE_REACH).filter(|&at| doc.word(at).is_none());
        let closes = ends.next().is_some_and(|at| doc.sign(at) == Some(','));
        let of = doc.sign(name.end) == Some(',') || doc.any(name.end, &["of", "at", "from"]);
        let aside = doc.sign(source.end) == Some(',') && closes && of;
        (aside && name.kind == Kind::Person).then_some(name.entity)
    }

    /// Returns the entity named at the end of the head of the phrase.
    fn named(&self, source: Phrase) -> Option<usize> {
        let end = noun::head_end(self.words, source);
        let after = self.names.partition_point(|name| name.first < end);
        let last = self.names.get(after.checked_sub(1)?)?;
        let speaks = matches!(
            last.kind,
            Kind::Person | Kind::Org | Kind::Place | Kind::Group | Kind::Facility
        );
        let is_head = speaks && last.first >= source.first && last.end >= end;
        is_head
            .then_some(last.entity)
            .or_else(|| self.titled(source))
    }

    /// Returns the person behind a long office: `Secretary of State Ann Holt`.
    fn titled(&self, source: Phrase) -> Option<usize> {
        let doc = self.words.doc;
        let after = self.names.partition_point(|name| name.first < source.end);
        let last = self.names.get(after.checked_sub(1)?)?;
        let is_whole = last.kind == Kind::Person && last.end == source.end;
        let office = source.first..last.first;
        let is_title = office.clone().any(|at| doc.cue(at, cue::TITLE))
            && doc.upper(last.first.wrapping_sub(1));
        (is_whole && office.len() > 1 && is_title).then_some(last.entity)
    }

    /// Returns the one person who was called so before: `the minister`.
    fn called(&self, source: Phrase) -> Option<usize> {
        let words = self.words;
        let head = noun::head_end(words, source);
        let definite = words.doc.any(source.first, &["the", "this"]);
        if !definite || head != source.end || head - source.first > 3 {
            return None;
        }
        let bearers = self.roles.get(&words.doc.word(head - 1)?)?;
        let before = bearers.partition_point(|&(at, _)| at < source.first);
        let (_, entity) = *bearers.get(before.checked_sub(1)?)?;
        let all = bearers.get(..before)?;
        all.iter()
            .rev()
            .take(MAX_NAMES)
            .all(|&(_, other)| other == entity)
            .then_some(entity)
    }

    /// Returns the person whom a pronoun at `at` stands for: the nearest one
    /// before who is the subject of a clause, and no other gender.
    fn before(&self, at: usize, gender: Gender) -> Option<usize> {
        let after = self.names.partition_point(|name| name.first < at);
        let near = self.names.get(..after)?.iter().rev().take(4 * MAX_NAMES);
        let near = near.take_while(|name| at - name.first < REACH);
        let fits = |name: &&Name| {
            let known = self.genders.get(&name.entity);
            let known = known.or_else(|| self.usual.get(&name.entity));
            name.kind == Kind::Person && known.is_none_or(|&known| known == gender)
        };
        let persons: Vec<&Name> = near.filter(fits).collect();
        let subject = persons.iter().find(|name| self.is_subject(name));
        let one = persons
            .first()
            .filter(|first| persons.iter().all(|name| name.entity == first.entity));
        subject.or(one).map(|name| name.entity)
    }

    /// Says whether a name is followed by a verb or led by one of saying.
    fn is_subject(&self, name: &Name) -> bool {
        let words = self.words;
        let (next, before) = (name.end, name.first.wrapping_sub(1));
        let follows = words.finite(next) || words.says(next) || words.is(next, class::ADVERB);
        let ends = words.doc.str(next).ends_with("ed") && !words.doc.upper(next);
        let object = words.is(before, class::PREPOSITION | class::TO);
        // A sentence that begins with a name is about its bearer.
        let opens = words.doc.is(name.first, shape::OPENS) && !words.doc.possessive(next);
        let acts = follows || ends || opens;
        acts && !object || words.says(before) || self.is_aside(name)
    }

    /// Says whether the verb of a name or of what it explains stands behind the
    /// next comma: `Smith, the mayor, said`, `His lawyer, Smith, said`.
    fn is_aside(&self, name: &Name) -> bool {
        let (words, doc) = (self.words, self.words.doc);
        let comma = |at: usize| doc.sign(at) == Some(',');
        if !comma(name.end) {
            return false;
        }
        let reach = name.end + 1..name.end + ASIDE_REACH;
        let closing = if comma(name.first.wrapping_sub(1)) {
            Some(name.end)
        } else {
            let mut signs = reach.filter(|&at| doc.word(at).is_none());
            signs
                .find(|&at| !doc.hyphen(at) && !doc.possessive(at))
                .filter(|&at| comma(at))
        };
        closing.is_some_and(|at| words.says(at + 1) || words.finite(at + 1))
    }

    /// Says whether a phrase names somebody who speaks, or a paper that tells.
    pub(super) fn can_speak(&self, source: Phrase) -> bool {
        let tells = class::PAPER | class::TELLER;
        self.named(source).is_some()
            || (source.first..source.end).any(|at| self.words.is(at, tells))
    }
}

/// Finds the tokens of the mentions that have an entity.
fn names(words: &Words<'_, '_>, mentions: &[Mention]) -> Vec<Name> {
    let doc = words.doc;
    let mut names = Vec::new();
    let mut at = 0;
    for mention in mentions {
        let Some(entity) = mention.entity else {
            continue;
        };
        while at < doc.len() && doc.span(at).start < mention.span.start {
            at += 1;
        }
        let first = at;
        let mut end = at;
        while end < doc.len() && doc.span(end).start < mention.span.end {
            end += 1;
        }
        if end > first {
            let kind = mention.kind;
            names.push(Name {
                first,
                end,
                kind,
                entity,
            });
        }
    }
    names
}
