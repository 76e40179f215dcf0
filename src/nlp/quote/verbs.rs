//! Verbs by which something is said, thought or shown, in all their forms.
//!
//! `verbs.tsv` holds base forms with the [`frame`]s they stand in; the other
//! forms are made from them once. It knows nothing of texts.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What may follow a verb, or whom it may stand behind.
pub(super) mod frame {
    /// Stands behind or beside what was said: `“…,” he added`.
    pub(crate) const SAY: u16 = 1;
    /// A clause follows, with or without `that`.
    pub(crate) const CLAUSE: u16 = 1 << 1;
    /// Whatever follows is what was said.
    pub(crate) const BARE: u16 = 1 << 2;
    /// A question follows.
    pub(crate) const WH: u16 = 1 << 3;
    /// An infinitive follows.
    pub(crate) const INFINITIVE: u16 = 1 << 4;
    pub(crate) const OBJECT: u16 = 1 << 5;
    pub(crate) const PREPOSITION: u16 = 1 << 6;
    /// Somebody who is addressed comes first.
    pub(crate) const ADDRESSEE: u16 = 1 << 7;
    /// The subject may be a paper, a poll, a statement.
    pub(crate) const WRITTEN: u16 = 1 << 8;
    /// There are verbs of this word and a particle.
    pub(crate) const PARTICLE: u16 = 1 << 9;
    /// `to` or `with` something follows.
    pub(crate) const TOWARD: u16 = 1 << 11;
    /// A topic behind `about` follows.
    pub(crate) const ABOUT: u16 = 1 << 12;
    /// The base form is a noun as well.
    pub(crate) const NOUN: u16 = 1 << 10;
}

/// How a verb is written; a word may be several forms.
pub(super) mod form {
    pub(crate) const BASE: u8 = 1;
    pub(crate) const THIRD: u8 = 1 << 1;
    pub(crate) const PAST: u8 = 1 << 2;
    pub(crate) const ING: u8 = 1 << 3;
    pub(crate) const PARTICIPLE: u8 = 1 << 4;
}

/// A verb form; without frames it is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Verb {
    pub(super) frames: u16,
    pub(super) forms: u8,
}

/// All forms, those with a particle as `points out`.
struct Verbs(BTreeMap<String, Verb>);

static VERBS: OnceLock<Verbs> = OnceLock::new();

/// Returns the verb of which `word`, in small letters, is a form.
pub(super) fn verb(word: &str) -> Verb {
    Verbs::get().0.get(word).copied().unwrap_or_default()
}

/// Lists all forms.
pub(super) fn verbs() -> impl Iterator<Item = (&'static str, Verb)> {
    let forms = Verbs::get().0.iter();
    forms.map(|(word, verb)| (word.as_str(), *verb))
}

impl Verb {
    pub(super) fn is(self, frames: u16) -> bool {
        self.frames & frames != 0
    }

    pub(super) fn has(self, forms: u8) -> bool {
        self.frames != 0 && self.forms & forms != 0
    }
}

impl Verbs {
    fn get() -> &'static Self {
        VERBS.get_or_init(|| Self::read(include_str!("verbs.tsv")))
    }

    fn read(lines: &str) -> Self {
        let mut verbs = Self(BTreeMap::new());
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let Some((letters, words)) = line.split_once('\t') else {
                continue;
            };
            let frames = letters.chars().fold(0, |bits, letter| bits | bit(letter));
            for word in words.split(' ') {
                verbs.add(word, frames);
            }
        }
        verbs
    }

    fn add(&mut self, word: &str, frames: u16) {
        let parts: Vec<(&str, &str)> = word
            .split('/')
            .map(|part| part.split_once('_').unwrap_or((part, "")))
            .collect();
        let Some(&(base, _)) = parts.first() else {
            return;
        };
        let doubled = base.strip_suffix('*');
        let base = doubled.unwrap_or(base);
        let stem = doubled.map_or_else(
            || base.to_owned(),
            |base| format!("{base}{}", base.chars().last().unwrap_or_default()),
        );
        let past = |idx: usize| {
            parts
                .get(idx)
                .map_or_else(|| ed(&stem), |part| part.0.to_owned())
        };
        let forms = [
            (base.to_owned(), form::BASE),
            (third(base), form::THIRD),
            (past(1), form::PAST),
            (past(2), form::PARTICIPLE),
            (ing(&stem), form::ING),
        ];
        let particle = parts
            .iter()
            .map(|part| part.1)
            .find(|part| !part.is_empty());
        for (word, bits) in forms {
            let (key, frames) = match particle {
                Some(particle) => {
                    self.insert(word.clone(), (frame::PARTICLE, 0));
                    (format!("{word} {particle}"), frames)
                }
                None => (word, frames),
            };
            self.insert(key, (frames, bits));
        }
    }

    fn insert(&mut self, key: String, (frames, forms): (u16, u8)) {
        let verb = self.0.entry(key).or_default();
        verb.frames |= frames;
        verb.forms |= forms;
    }
}

fn bit(letter: char) -> u16 {
    match letter {
        'p' => frame::SAY,
        'c' => frame::CLAUSE,
        's' => frame::BARE,
        'w' => frame::WH,
        'i' => frame::INFINITIVE,
        'o' => frame::OBJECT,
        'a' => frame::PREPOSITION,
        'd' => frame::TOWARD,
        'b' => frame::ABOUT,
        'r' => frame::ADDRESSEE,
        't' => frame::WRITTEN,
        'n' => frame::NOUN,
        _ => 0,
    }
}

fn third(base: &str) -> String {
    if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else if ["s", "sh", "ch", "x", "z"]
        .iter()
        .any(|end| base.ends_with(end))
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn ed(stem: &str) -> String {
    if let Some(stem) = consonant_y(stem) {
        format!("{stem}ied")
    } else if stem.ends_with('e') {
        format!("{stem}d")
    } else {
        format!("{stem}ed")
    }
}

fn ing(stem: &str) -> String {
    match stem.strip_suffix('e') {
        Some(short) if !stem.ends_with("ee") && short.len() > 1 => format!("{short}ing"),
        _ => format!("{stem}ing"),
    }
}

/// Returns the word without its `y` behind a consonant.
fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    let vowel = stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    (!vowel).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_base() {
        let has = |word: &str, forms: u8| assert!(verb(word).has(forms), "{word}");
        has("said", form::PAST | form::PARTICIPLE);
        has("denies", form::THIRD);
        has("denied", form::PAST);
        has("admitting", form::ING);
        has("arguing", form::ING);
        has("disagreeing", form::ING);
        has("stresses", form::THIRD);
        has("wrote", form::PAST);
        has("written", form::PARTICIPLE);
        has("points out", form::THIRD);
        assert!(verb("point").is(frame::PARTICLE));
        assert!(!verb("walked").has(u8::MAX));
    }
}
