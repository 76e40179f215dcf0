//! [`Words`]: the small words of English by class, looked up once for each
//! distinct word of an article.
//!
//! This is no tagger: a word is what the lists say in every place, and the
//! grammar over it ([`super::noun`], [`super::clause`]) asks for what stands
//! around it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::verbs::{Verb, form, frame, verb, verbs};
use crate::nlp::by_hash::ByHash;
use crate::nlp::doc::{Doc, hash_of};
use crate::nlp::token::shape;

/// Classes of words.
pub(super) mod class {
    pub(crate) const DETERMINER: u32 = 1;
    pub(crate) const POSSESSIVE: u32 = 1 << 1;
    /// `he`, `they`: the subject of what follows.
    pub(crate) const SUBJECT: u32 = 1 << 2;
    pub(crate) const PRONOUN: u32 = 1 << 3;
    pub(crate) const PREPOSITION: u32 = 1 << 4;
    pub(crate) const AND: u32 = 1 << 5;
    pub(crate) const SUBORDINATE: u32 = 1 << 6;
    pub(crate) const RELATIVE: u32 = 1 << 7;
    pub(crate) const QUESTION: u32 = 1 << 8;
    pub(crate) const MODAL: u32 = 1 << 9;
    pub(crate) const BE: u32 = 1 << 10;
    pub(crate) const HAVE: u32 = 1 << 11;
    pub(crate) const DO: u32 = 1 << 12;
    pub(crate) const NOT: u32 = 1 << 13;
    pub(crate) const ADVERB: u32 = 1 << 14;
    pub(crate) const TO: u32 = 1 << 15;
    /// `Monday`, `yesterday`, `week`.
    pub(crate) const TIME: u32 = 1 << 16;
    /// Where things are said: `statement`, `interview`.
    pub(crate) const OCCASION: u32 = 1 << 17;
    pub(crate) const THAT: u32 = 1 << 18;
    /// Papers, polls and sources that say things.
    pub(crate) const PAPER: u32 = 1 << 19;
    /// A claim, a plan: something said as a noun.
    pub(crate) const CLAIM: u32 = 1 << 20;
    /// People who are quoted without a name: `officials`, `a source`.
    pub(crate) const TELLER: u32 = 1 << 21;
    pub(crate) const AUXILIARY: u32 = MODAL | BE | HAVE | DO;
    /// What no noun phrase holds.
    pub(crate) const OUTSIDE: u32 = PREPOSITION
        | AND
        | SUBORDINATE
        | RELATIVE
        | QUESTION
        | AUXILIARY
        | NOT
        | SUBJECT
        | TO
        | THAT;
}

const LISTS: &[(u32, &str)] = &[
    (
        class::DETERMINER,
        "the a an this that these those some any no every each another many several few all both most more such either neither",
    ),
    (
        class::DETERMINER | class::POSSESSIVE,
        "my his her its our their your whose",
    ),
    (
        class::SUBJECT,
        "he she they we i it you there he's she's they're we're i'm it's you're he'd she'd they'd we'd i'd you'd he'll she'll they'll we'll i'll it'll you'll they've we've i've you've there's",
    ),
    (
        class::PRONOUN,
        "him her them me us you it himself herself themselves itself others everyone everybody anyone someone somebody nobody nothing something anything everything",
    ),
    (
        class::PREPOSITION,
        "of in on at by for with from about into onto over under against between among during through throughout without within across along toward towards despite per via amid upon behind beyond near outside inside off like as than before after until since concerning regarding including except besides around above below",
    ),
    (class::AND, "and or but nor yet so & plus"),
    (
        class::SUBORDINATE,
        "because although though while whereas if unless until since after before as when whenever where once whether lest",
    ),
    (class::RELATIVE, "who which whom"),
    (
        class::QUESTION,
        "what why how whether when where who which whom whatever whoever",
    ),
    (
        class::MODAL,
        "will would can could may might must shall should ought won't wouldn't can't cannot couldn't mightn't mustn't shouldn't 'll 'd",
    ),
    (
        class::BE,
        "be is am are was were been being isn't aren't wasn't weren't 're 'm",
    ),
    (class::HAVE, "have has had having haven't hasn't hadn't 've"),
    (class::DO, "do does did doing done don't doesn't didn't"),
    (class::NOT, "not never n't no hardly barely"),
    (
        class::ADVERB,
        "also again already always ever even just now once often only soon still then there here thus too very yet later earlier recently instead meanwhile however therefore moreover sometimes almost perhaps maybe further first long twice ago back together today tonight yesterday tomorrow indeed rather quite nonetheless nevertheless else well much",
    ),
    (class::TO, "to"),
    (class::THAT, "that"),
    (
        class::TIME,
        "monday tuesday wednesday thursday friday saturday sunday today tonight yesterday tomorrow january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec week month year morning afternoon evening night weekend day days weeks months years",
    ),
    (
        class::OCCASION,
        "statement interview speech tweet tweets email e-mail letter post message memo release report article column essay book testimony remarks briefing conference call hearing rally debate address appearance filing op-ed blog broadcast phone telephone telegram note text memoir press facebook twitter instagram television radio reporters journalists video program show",
    ),
    (
        class::PAPER,
        "poll polls survey surveys study studies report reports data figures statistics research analysis analyses results numbers records documents document evidence review paper findings forecast forecasts estimate estimates statement letter email emails memo transcript census audit investigation inquiry filing filings article story",
    ),
    (
        class::TELLER,
        "source sources official officials spokesman spokeswoman spokesperson spokespeople aide aides adviser advisers advisor advisors diplomat diplomats expert experts analyst analysts critic critics witness witnesses police prosecutors lawyer lawyers attorney attorneys judge minister ministry president senator lawmakers researchers scientists scientist economist economists doctor doctors authorities government company campaign author pollster strategist insider insiders residents residents newspaper media",
    ),
    (
        class::CLAIM,
        "claim claims allegation allegations assertion assertions belief beliefs suggestion suggestions contention accusation accusations insistence assurance assurances warning warnings prediction predictions acknowledgment acknowledgement admission conclusion hope hopes fear fears concern concerns worry worries doubt doubts notion idea theory impression conviction pledge promise vow threat demand complaint complaints denial rumor rumors confirmation speculation argument view opinion",
    ),
];

/// What one word may be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    class: u32,
    verb: Verb,
}

/// An article with the classes of its words.
pub(super) struct Words<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    words: Vec<Word>,
}

impl<'d, 'a> Words<'d, 'a> {
    /// Looks the words of `doc` up.
    ///
    /// Cost: one look-up for each distinct word.
    pub(super) fn new(doc: &'d Doc<'a>) -> Self {
        let plain = PLAIN.get_or_init(plain);
        let mut words: Vec<Word> = Vec::with_capacity(doc.n_words());
        let mut key = String::new();
        for at in 0..doc.len() {
            if doc.word(at).map(|word| word as usize) != Some(words.len()) {
                continue;
            }
            let text = doc.str(at);
            words.push(if text.is_ascii() && !text.ends_with('.') {
                as_adverb(text, plain.get(doc.word_hash(at)).unwrap_or_default())
            } else {
                key.clear();
                key.push_str(text);
                look_up(&mut key)
            });
        }
        Self { doc, words }
    }

    fn word(&self, at: usize) -> Word {
        let number = self.doc.word(at).map(|number| number as usize);
        number
            .and_then(|number| self.words.get(number))
            .copied()
            .unwrap_or_default()
    }

    /// Says whether the word is of any of the classes.
    pub(super) fn is(&self, at: usize, classes: u32) -> bool {
        let mut class = self.word(at).class & classes;
        if class & class::OUTSIDE != 0 && self.is_compound(at) {
            class &= !class::OUTSIDE;
        }
        // `Day` is a name; `Friday` is none.
        class != 0 && !(class == class::TIME && self.doc.upper(at) && self.doc.any(at, UNITS))
    }

    /// Says whether the word is a part of one with hyphens, whose small words
    /// mean nothing by themselves: `Jae-in`, `would-be`.
    fn is_compound(&self, at: usize) -> bool {
        self.doc.hyphen(at + 1) || at > 0 && self.doc.hyphen(at - 1)
    }

    /// Returns the verb of saying here and the end of its words; a particle
    /// belongs to it.
    pub(super) fn verb(&self, at: usize) -> (Verb, usize) {
        let alone = self.word(at).verb;
        if alone.frames != 0 && self.is_compound(at) {
            return (Verb::default(), at.saturating_add(1));
        }
        if alone.frames == 0 {
            return (alone, at.saturating_add(1));
        }
        if alone.is(frame::PARTICLE) && self.doc.word(at + 1).is_some() {
            let mut key = format!("{} {}", self.doc.str(at), self.doc.str(at + 1));
            key.make_ascii_lowercase();
            let both = verb(&key);
            if both.frames != 0 {
                return (both, at + 2);
            }
        }
        (alone, at + 1)
    }

    /// Says whether a verb of saying may stand here in one of the forms.
    pub(super) fn form(&self, at: usize, forms: u8) -> bool {
        self.word(at).verb.has(forms)
    }

    /// Says whether a verb stands here that may stand behind what was said.
    pub(super) fn says(&self, at: usize) -> bool {
        self.verb(at).0.is(frame::SAY)
            && (!self.doc.upper(at) || self.doc.is(at, shape::OPENS | shape::CAPS))
    }

    /// Says whether the word can only be a finite verb or a helping one.
    pub(super) fn finite(&self, at: usize) -> bool {
        self.is(at, class::MODAL | class::BE | class::HAVE | class::DO)
            || self.form(at, form::PAST) && (!self.doc.upper(at) || self.doc.is(at, shape::CAPS))
    }

    /// Says whether the word may be part of a noun phrase.
    pub(super) fn nominal(&self, at: usize) -> bool {
        if self.doc.word(at).is_none() {
            return self.doc.hyphen(at) || self.doc.possessive(at);
        }
        if self.doc.upper(at) && !self.doc.is(at, shape::OPENS) {
            return true;
        }
        !self.is(at, class::OUTSIDE)
    }
}

/// Returns what a word may be, from tables made once.
fn look_up(key: &mut String) -> Word {
    if key.contains('’') {
        *key = key.replace('’', "'");
    }
    key.make_ascii_lowercase();
    let known = KNOWN.get_or_init(known).get(key.as_str());
    let word = Word {
        class: known.copied().unwrap_or_default(),
        verb: verb(key),
    };
    as_adverb(key, word)
}

/// Takes words in `ly` for adverbs.
fn as_adverb(text: &str, mut word: Word) -> Word {
    let ending = text.len().checked_sub(2).and_then(|at| text.get(at..));
    let is_adverb = text.len() > 4 && ending.is_some_and(|it| it.eq_ignore_ascii_case("ly"));
    if is_adverb && word.class & NOT_ADVERB == 0 {
        word.class |= class::ADVERB;
    }
    word
}

/// The listed words.
static PLAIN: OnceLock<ByHash<Word>> = OnceLock::new();

fn plain() -> ByHash<Word> {
    let mut words: BTreeMap<&str, Word> = BTreeMap::new();
    for (word, class) in KNOWN.get_or_init(known) {
        words.entry(word).or_default().class = *class;
    }
    for (word, verb) in verbs() {
        words.entry(word).or_default().verb = verb;
    }
    ByHash::of(words.into_iter().map(|(word, of)| (hash_of(word), of)))
}

static KNOWN: OnceLock<BTreeMap<&'static str, u32>> = OnceLock::new();

fn known() -> BTreeMap<&'static str, u32> {
    let mut known = BTreeMap::new();
    for (class, words) in LISTS.iter().chain(&[(NOT_ADVERB, NO_ADVERBS)]) {
        for word in words.split(' ') {
            *known.entry(word).or_default() |= class;
        }
    }
    known
}

/// Units of time: names when capitalised.
const UNITS: &[&str] = &[
    "day", "week", "month", "year", "morning", "evening", "night",
];

const NOT_ADVERB: u32 = 1 << 31;
/// Words in `ly` that are no adverbs.
const NO_ADVERBS: &str = "family july italy ally supply reply apply rely assembly anomaly bully butterfly comply daily weekly monthly deadly early elderly emily friendly holly imply kelly likely lily lively lonely lovely molly monopoly multiply orderly polly rally reilly sally silly ugly unlikely tally wesley";
