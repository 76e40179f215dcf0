//! [`Features`]: what the lists, the spelling and the article say of a token.
//!
//! The encoder reads its words in small letters; case, known names and how the
//! article uses a word reach it as a set of bits instead. Training and
//! inference must see the same bits, so both take them from here. A change of
//! what a bit means asks for a new training; see `train/README.md`.
//!
//! It knows nothing of sub-tokens, windows or weights.

use super::usage::{Known, Uses};
use crate::nlp::doc::Doc;
use crate::nlp::gazetteer::{Sense, cue};
use crate::nlp::token::shape;

/// Number of features of a sub-token.
pub(crate) const N_FEATURES: usize = AT_CONTINUED + 1;

/// Where each group of bits begins.
const AT_SENSE: usize = 24;
const AT_USES: usize = AT_SENSE + N_SENSE;
const AT_CONTINUED: usize = AT_USES + super::usage::N_USES;

/// Kinds of a word alone (9), then the flags of the lists (27).
const N_SENSE: usize = 36;

/// A set of features, a bit each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Features(u128);

impl Features {
    /// Returns the features of the later sub-tokens of the same token.
    pub(crate) fn continued(self) -> Self {
        Self(self.0 | 1 << AT_CONTINUED)
    }

    /// Takes a feature away.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn remove(&mut self, at: usize) {
        self.0 &= !(1 << at);
    }

    /// Lists the numbers of the features that hold.
    ///
    /// Shape: ascending, each below [`N_FEATURES`].
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let at = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (at < N_FEATURES).then_some(at)
        })
    }

    fn set(&mut self, at: usize, holds: bool) {
        self.0 |= u128::from(holds) << at;
    }
}

/// Returns the features of every token of `doc`.
///
/// Shape: one item a token, in order.
/// Cost: linear in the text.
pub(in crate::nlp) fn features(doc: &Doc<'_>) -> Vec<Features> {
    let known = Known::of(doc);
    let uses = Uses::of(doc, &known);
    let token = |at| {
        let mut found = Features::default();
        spelling(doc, at, &mut found);
        sense(doc, at, &mut found);
        found.0 |= u128::from(uses.bits(doc, at)) << AT_USES;
        found
    };
    (0..doc.len()).map(token).collect()
}

fn spelling(doc: &Doc<'_>, at: usize, found: &mut Features) {
    let word = doc.str(at);
    let is = |bits| doc.is(at, bits);
    let (upper, caps) = (doc.upper(at), is(shape::CAPS));
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let sign = doc.word(at).is_none() && !is(shape::ADDRESS);
    let signs = [
        upper,
        caps,
        upper && !caps && !inner,
        is(shape::WORD) && !upper && inner,
        inner && !caps,
        is(shape::NUMBER | shape::MIXED),
        sign,
        is(shape::INITIAL) || upper && word.len() == 1,
        caps && word.contains('.'),
        is(shape::OPENS),
        is(shape::OPENS) && upper,
        caps && word.len() <= 5,
        is(shape::HEADLINE),
        is(shape::TITLE),
        is(shape::CREDIT),
        is(shape::ADDRESS),
        is(shape::LINE),
        doc.tight(at),
        doc.hyphen(at.wrapping_sub(1)),
        doc.hyphen(at + 1),
        doc.possessive(at + 1),
        is(shape::MIXED),
        is(shape::NUMBER) && word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()),
        doc.maybe_plain(at),
    ];
    for (bit, holds) in signs.into_iter().enumerate() {
        found.set(bit, holds);
    }
}

fn sense(doc: &Doc<'_>, at: usize, found: &mut Features) {
    let Sense { flags, .. } = doc.sense(at);
    // `us` is no country unless it is written in capitals.
    let is_other = flags & cue::CAPS != 0 && !doc.is(at, shape::CAPS);
    let kind = (flags & 15) as usize;
    if (1..=9).contains(&kind) && !is_other {
        found.set(AT_SENSE + kind - 1, true);
    }
    found.0 |= u128::from(flags >> 4) << (AT_SENSE + 9);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::article;

    fn of(text: &str, word: &str) -> Features {
        let article = article(text);
        let doc = Doc::new(&article);
        let all = features(&doc);
        assert_eq!(all.len(), doc.len());
        let at = (0..doc.len()).find(|at| doc.str(*at) == word).unwrap();
        all[at]
    }

    fn has(found: Features, bit: usize) -> bool {
        found.iter().any(|at| at == bit)
    }

    #[test]
    fn the_groups_fit() {
        const { assert!(N_FEATURES <= 128) };
        assert_eq!(
            of("A man.", "man").continued().iter().last(),
            Some(AT_CONTINUED)
        );
    }

    #[test]
    fn spelling_is_told() {
        let text = "On Monday the NATO envoy met McKay and iGlob-led men of U.S. firms in 1998.";
        for (word, bits) in [
            ("On", &[0, 2, 9, 10][..]),
            ("NATO", &[0, 1, 11]),
            ("McKay", &[0, 4]),
            ("iGlob", &[3, 4, 19]),
            ("led", &[17, 18]),
            ("U.S.", &[0, 1, 8, 11]),
            ("1998", &[5, 22]),
            (".", &[6, 17]),
        ] {
            let found: Vec<usize> = of(text, word).iter().filter(|at| *at < 23).collect();
            assert_eq!(found, bits, "{word}");
        }
    }

    #[test]
    fn a_word_that_is_a_name_in_capitals_only_has_no_kind_in_small_letters() {
        let kinds = |found: Features| (0..9).any(|kind| has(found, AT_SENSE + kind));
        assert!(kinds(of("They asked the US again.", "US")));
        assert!(!kinds(of("They asked us again.", "us")));
    }

    #[test]
    fn the_same_text_has_the_same_features() {
        // What a model was trained on; a change here asks for a new one.
        let text = "Mr. Hollis of Oslo said Hollis would go.";
        let found = of(text, "Hollis").iter();
        // The lists change, and with them what they say of a word.
        let found: Vec<usize> = found
            .filter(|at| *at < AT_SENSE || *at >= AT_USES)
            .collect();
        assert_eq!(found, [0, 2, 64, 72, 75, 77, 81, 85, 90, 102]);
    }
}
