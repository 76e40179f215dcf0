//! [`Openers`]: the tokens with which an expression can begin at all.
//!
//! Nearly all words of an article begin none, and to find that out the grammar
//! would ask each of its readers. So the words that can begin one are listed
//! here once more. A reader whose first word is missing here finds nothing;
//! builds with debug assertions stop at such a word and say so.

use std::sync::OnceLock;

use super::note;
use crate::nlp::by_hash::ByHash;
use crate::nlp::doc::{Doc, hash_of};
use crate::nlp::gazetteer::cue;
use crate::nlp::token::shape;

/// First words of expressions, without full stops; months and weekdays are
/// known by their cue.
const WORDS: &str = "\
    about academic afternoon afternoons all almost annual annually another any approximately apr \
    april armistice around as ash at aug august autumn bastille beginning bi biannually bimonthly \
    biweekly boxing calendar centuries century christmas cinco columbus coming comparable couple \
    current currently cy daily day days dec decade decades december dozen dozens each earlier \
    early earth easter eight eighteen eighteenth eighth eighties eighty eleven eleventh end \
    ensuing entire eod eom eoy evening evenings every everyday exactly fall feb february few \
    fewer fifteen fifteenth fifth fifties fifty final financial first fiscal five flag following \
    forties fortnight fortnightly fortnights forty four fourteen fourteenth fourth fri friday \
    fridays full fy good groundhog h half halloween handful hour hourly hours hr hrs hundred \
    hundreds independence initial international jan january jul july jun june juneteenth just \
    labor labour last late lately later latest less local longer lunchtime many mar march martin \
    matter may memorial mid midday middle midnight min mins minute minutes mon monday mondays \
    month monthly months more morning mornings most nearly new next night nightly nights nine \
    nineteen nineteenth nineties ninety ninth no noon noonish nov november now nowadays number \
    oct october once one over overnight palm past preceding present presently presidents previous \
    prior q quarter quarterly quarters recent recently right roughly saint same sat saturday \
    saturdays school scores sec second seconds secs semiannual semiannually sep sept september \
    seven seventeen seventeenth seventh seventies seventy several six sixteen sixteenth sixth \
    sixties sixty some sometime soon spring st start summer summers sun sunday sundays sy ten \
    tens tenth thanksgiving that these third thirteen thirteenth thirties thirtieth thirty this \
    thousand thousands three thu thur thurs thursday thursdays tmr tmrw to today tomorrow tonight \
    tonite too tue tues tuesday tuesdays twelfth twelve twenties twentieth twenty twice two under \
    up upcoming valentine various very veterans wed wednesday wednesdays week weekday weekend \
    weekends weekly weeks well winter winters wk wks workday xmas year yearly years yesterday yr \
    yrs zero";

/// What may follow `a`, `an` or `the` besides.
const BEHIND: &str = "\
    additional business consecutive distant extra foreseeable further future long near not other \
    short solid straight successive whole working";

/// Bits of what a word can do.
const BEGINS: u8 = 1;
const FOLLOWS: u8 = 1 << 1;
const ARTICLE: u8 = 1 << 2;

/// The words of one article that can begin an expression.
pub(super) struct Openers {
    /// Bits by the number of the word.
    words: Vec<u8>,
    /// In a note an expression takes its preposition along.
    is_note: bool,
}

impl Openers {
    /// Looks the words of `doc` up.
    ///
    /// Cost: one look-up for each distinct word.
    pub(super) fn of(doc: &Doc<'_>) -> Self {
        let listed = LISTED.get_or_init(listed);
        let mut words = Vec::with_capacity(doc.n_words());
        for at in 0..doc.len() {
            // The numbers of the words are those of their first use.
            if doc.word(at).map(|word| word as usize) == Some(words.len()) {
                words.push(listed.get(doc.word_hash(at)).unwrap_or(0));
            }
        }
        Self {
            words,
            is_note: note::is_note(doc),
        }
    }

    /// Says whether an expression can begin at `at`.
    pub(super) fn can_begin(&self, doc: &Doc<'_>, at: usize) -> bool {
        if self.is_note {
            return true;
        }
        let word = self.word(doc, at);
        if word & ARTICLE != 0 {
            let next = self.word(doc, at + 1);
            return next & (BEGINS | FOLLOWS) != 0 || Self::is_figure(doc, at + 1);
        }
        word & BEGINS != 0 || Self::is_figure(doc, at)
    }

    fn word(&self, doc: &Doc<'_>, at: usize) -> u8 {
        let word = doc.word(at).map(|word| word as usize);
        let bits = word.and_then(|word| self.words.get(word));
        bits.copied().unwrap_or(0)
    }

    /// Says whether a token stands here that begins an expression by its look
    /// or its cue: a number, a month, `Q3`, `'90s`.
    fn is_figure(doc: &Doc<'_>, at: usize) -> bool {
        doc.is(at, shape::NUMBER | shape::MIXED)
            || doc.cue(at, cue::CALENDAR)
            || matches!(doc.sign(at), Some('\'' | '’' | '‘'))
    }
}

static LISTED: OnceLock<ByHash<u8>> = OnceLock::new();

fn listed() -> ByHash<u8> {
    let of = |words: &'static str, bits: u8| {
        let words = words.split_ascii_whitespace();
        words.map(move |word| (hash_of(word), bits))
    };
    let begin = of(WORDS, BEGINS).chain(of("a an the", BEGINS | ARTICLE));
    ByHash::of(begin.chain(of(BEHIND, FOLLOWS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::nlp::token::fold;

    #[test]
    fn words_are_written_as_they_are_looked_up() {
        let mut key = String::new();
        for word in WORDS.split_whitespace().chain(BEHIND.split_whitespace()) {
            fold(word, &mut key);
            assert_eq!(key, word);
        }
        assert!(WORDS.split_whitespace().is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn most_words_begin_no_expression() {
        let article =
            Article::of_text("The Harbor reopened in May, 3 weeks after a fire, he said.");
        let doc = Doc::new(&article);
        let openers = Openers::of(&doc);
        let can: Vec<&str> = (0..doc.len())
            .filter(|&at| openers.can_begin(&doc, at))
            .map(|at| doc.str(at))
            .collect();
        assert_eq!(can, ["May", "3", "weeks"]);
    }
}
