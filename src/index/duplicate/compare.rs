//! [`compare`]: what differs between two articles that tell one story.
//!
//! Sentences that both have are passed over, wherever they stand. Of the
//! others those that share half of their words are one sentence that was
//! changed, and are compared word by word; the rest were added or removed.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::signature::is_body;
use super::words::of_word;
use crate::corpus::Article;

/// Unmatched sentences to either side among which a changed one is looked for.
const WINDOW: usize = 32;
/// Words of a sentence that is compared word by word.
const MOST_WORDS: usize = 160;
/// Sentences compared word by word; more are shown whole.
const MOST_CHANGED: usize = 400;
/// Unchanged words shown on either side of a change.
const CONTEXT: usize = 5;

/// What differs between two articles.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    /// In the order of the second article.
    pub changes: Vec<Change>,
    /// Sentences that both have.
    pub n_same: usize,
}

/// One sentence that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub kind: ChangeKind,
    /// The sentence on one line; of a changed one what was there as `[-old-]`
    /// and what is there as `{+new+}`, with the words beside it.
    pub text: String,
}

/// How a sentence differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ChangeKind {
    Added,
    Removed,
    /// A figure is another one.
    Figure,
    /// A name is another one.
    Name,
    Wording,
}

/// Tells what the second article has that the first has not, and the other way
/// round.
///
/// Cost: linear in the texts, times a bounded window for changed sentences.
pub fn compare(first: &Article, second: &Article) -> Comparison {
    let (first, second) = (paragraphs(first), paragraphs(second));
    let (first, second) = (sentences(&first), sentences(&second));
    let mut pairs = same(&first, &second);
    let n_same = pairs.iter().flatten().count();
    let changed = changed(&first, &second, &mut pairs);
    let mut found: Vec<((usize, usize), Change)> = changed;
    let is_taken = taken(&pairs, second.len());
    let mut after = 0;
    for (at, sentence) in first.iter().enumerate() {
        match pairs.get(at).copied().flatten() {
            Some(other) => after = other + 1,
            // It stands before what follows the sentence in front of it.
            None => found.push(((after, 0), whole(ChangeKind::Removed, sentence))),
        }
    }
    for (at, sentence) in second.iter().enumerate() {
        if !is_taken.get(at).copied().unwrap_or(true) {
            found.push(((at, 1), whole(ChangeKind::Added, sentence)));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    Comparison {
        changes: found.into_iter().map(|(_, change)| change).collect(),
        n_same,
    }
}

/// By sentence of the first article, the sentence of the second it stands for.
type Pairs = Vec<Option<usize>>;

struct Sentence<'a> {
    words: Vec<Word<'a>>,
    /// The hashes of its words, sorted, each once.
    keys: Vec<u64>,
}

struct Word<'a> {
    text: &'a str,
    key: u64,
}

/// Returns what an article says, a paragraph a line.
fn paragraphs(article: &Article) -> String {
    let mut text = String::with_capacity(article.text.len());
    for block in article.blocks.iter().filter(|block| is_body(block.kind)) {
        for word in block.span.of(&article.text).split_whitespace() {
            text.push_str(word);
            text.push(' ');
        }
        text.push('\n');
    }
    text
}

fn sentences(paragraphs: &str) -> Vec<Sentence<'_>> {
    let sentences = paragraphs.split_sentence_bounds().map(|text| {
        let words = text.split_whitespace().map(|text| Word {
            text,
            key: of_word(text),
        });
        let words: Vec<Word<'_>> = words.collect();
        let mut keys: Vec<u64> = words.iter().map(|word| word.key).collect();
        keys.sort_unstable();
        keys.dedup();
        Sentence { words, keys }
    });
    sentences
        .filter(|sentence| !sentence.words.is_empty())
        .collect()
}

/// Pairs the sentences that both have, in order.
fn same(first: &[Sentence<'_>], second: &[Sentence<'_>]) -> Pairs {
    let text = |sentence: &Sentence<'_>| -> Vec<u64> {
        sentence.words.iter().map(|word| word.key).collect()
    };
    let mut places: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
    for (at, sentence) in second.iter().enumerate().rev() {
        places.entry(text(sentence)).or_default().push(at);
    }
    let pair = |sentence| places.get_mut(&text(sentence)).and_then(Vec::pop);
    first.iter().map(pair).collect()
}

fn taken(pairs: &Pairs, n_second: usize) -> Vec<bool> {
    let mut is_taken = vec![false; n_second];
    for other in pairs.iter().flatten() {
        if let Some(slot) = is_taken.get_mut(*other) {
            *slot = true;
        }
    }
    is_taken
}

/// Pairs the sentences that were changed, and tells how.
fn changed(
    first: &[Sentence<'_>],
    second: &[Sentence<'_>],
    pairs: &mut Pairs,
) -> Vec<((usize, usize), Change)> {
    let is_taken = taken(pairs, second.len());
    let mut open: Vec<usize> = (0..second.len()).filter(|at| !is_taken[*at]).collect();
    let left: Vec<usize> = (0..first.len()).filter(|at| pairs[*at].is_none()).collect();
    let mut found = Vec::new();
    for (nth, at) in left.into_iter().enumerate() {
        let from = nth.saturating_sub(WINDOW).min(open.len());
        let window = open.iter().enumerate().skip(from).take(2 * WINDOW);
        let candidates = window
            .filter_map(|(idx, other)| Some((shared(&first[at], &second[*other])?, idx, *other)));
        // Of equals the first.
        let best = candidates.max_by_key(|(n_shared, idx, _)| (*n_shared, usize::MAX - idx));
        if let Some((_, idx, other)) = best.filter(|_| found.len() < MOST_CHANGED) {
            open.remove(idx);
            pairs[at] = Some(other);
            found.push((
                (other, 1),
                difference(&first[at].words, &second[other].words),
            ));
        }
    }
    found
}

/// Counts the words that two sentences share, if they share half of theirs.
fn shared(first: &Sentence<'_>, second: &Sentence<'_>) -> Option<usize> {
    let is_short = first.words.len().max(second.words.len()) <= MOST_WORDS;
    let both = first
        .keys
        .iter()
        .filter(|key| second.keys.binary_search(key).is_ok());
    let n_shared = if is_short { both.count() } else { 0 };
    (n_shared * 4 >= first.keys.len() + second.keys.len() && n_shared > 1).then_some(n_shared)
}

fn whole(kind: ChangeKind, sentence: &Sentence<'_>) -> Change {
    let words: Vec<&str> = sentence.words.iter().map(|word| word.text).collect();
    Change {
        kind,
        text: words.join(" "),
    }
}

/// A word of two sentences laid side by side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Both,
    First,
    Second,
}

/// Writes down how a sentence was changed.
fn difference(first: &[Word<'_>], second: &[Word<'_>]) -> Change {
    let sides = side_by_side(first, second);
    let mut kind = ChangeKind::Wording;
    for (nth, (side, text)) in sides.iter().enumerate() {
        if *side != Side::Both {
            kind = kind.min(kind_of(text, nth == 0));
        }
    }
    let is_near = |nth: usize| {
        let from = nth.saturating_sub(CONTEXT);
        let near = sides.iter().skip(from).take(nth - from + CONTEXT + 1);
        near.clone().any(|(side, _)| *side != Side::Both)
    };
    let mut text = String::new();
    let mut is_cut = false;
    let mut open = Side::Both;
    for (nth, (side, word)) in sides.iter().enumerate() {
        if *side != open {
            text.push_str(closing(open));
        }
        if is_near(nth) {
            if !text.is_empty() {
                text.push(' ');
            }
            if *side != open {
                text.push_str(opening(*side));
            }
            text.push_str(word);
            is_cut = false;
        } else if !is_cut {
            text.push_str(if text.is_empty() { "…" } else { " …" });
            is_cut = true;
        }
        open = *side;
    }
    text.push_str(closing(open));
    Change { kind, text }
}

fn opening(side: Side) -> &'static str {
    match side {
        Side::Both => "",
        Side::First => "[-",
        Side::Second => "{+",
    }
}

fn closing(side: Side) -> &'static str {
    match side {
        Side::Both => "",
        Side::First => "-]",
        Side::Second => "+}",
    }
}

fn kind_of(word: &str, is_first: bool) -> ChangeKind {
    if word.chars().any(char::is_numeric) {
        ChangeKind::Figure
    } else if !is_first
        && word
            .chars()
            .find(|sign| sign.is_alphabetic())
            .is_some_and(char::is_uppercase)
    {
        ChangeKind::Name
    } else {
        ChangeKind::Wording
    }
}

/// Lays two sentences side by side, so that the most words stand for each other.
///
/// Cost: the product of their lengths, which [`MOST_WORDS`] bounds.
fn side_by_side<'a>(first: &[Word<'a>], second: &[Word<'a>]) -> Vec<(Side, &'a str)> {
    let width = second.len() + 1;
    // How many words the rests of both share, from each place on.
    let mut rest = vec![0_usize; (first.len() + 1) * width];
    for (i, a) in first.iter().enumerate().rev() {
        for (j, b) in second.iter().enumerate().rev() {
            rest[i * width + j] = if a.key == b.key {
                rest[(i + 1) * width + j + 1] + 1
            } else {
                rest[(i + 1) * width + j].max(rest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut sides = Vec::with_capacity(first.len() + second.len());
    while let (Some(a), Some(b)) = (first.get(i), second.get(j)) {
        if a.key == b.key {
            sides.push((Side::Both, b.text));
            (i, j) = (i + 1, j + 1);
        } else if rest[(i + 1) * width + j] >= rest[i * width + j + 1] {
            sides.push((Side::First, a.text));
            i += 1;
        } else {
            sides.push((Side::Second, b.text));
            j += 1;
        }
    }
    sides.extend(first.iter().skip(i).map(|word| (Side::First, word.text)));
    sides.extend(second.iter().skip(j).map(|word| (Side::Second, word.text)));
    sides
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::{Block, BlockKind};
    use crate::text::Span;

    fn article(text: &str) -> Article {
        let mut article = Article::of_text(text);
        article.blocks = vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        article
    }

    fn check(first: &str, second: &str, expected: &[(ChangeKind, &str)]) {
        let found = compare(&article(first), &article(second));
        let changes: Vec<_> = found
            .changes
            .iter()
            .map(|of| (of.kind, of.text.as_str()))
            .collect();
        assert_eq!(changes, expected);
    }

    #[test]
    fn sentences_are_added_removed_and_changed() {
        use ChangeKind::{Added, Figure, Name, Removed, Wording};
        let storm = "The storm hit the coast at dawn. Twelve boats sank. ";
        check(storm, storm, &[]);
        check(
            "He left. It rained all day.",
            "It rained\nall day.",
            &[(Removed, "He left.")],
        );
        check(
            "It rained.",
            "It rained. Nobody was hurt there.",
            &[(Added, "Nobody was hurt there.")],
        );
        check(
            "The mayor said that 12 people were hurt.",
            "The mayor said that 15 people were hurt.",
            &[(
                Figure,
                "The mayor said that [-12-] {+15+} people were hurt.",
            )],
        );
        check(
            "It was found by Ada Lorn in the old mill.",
            "It was found by Ada Kerr in the old mill.",
            &[(
                Name,
                "It was found by Ada [-Lorn-] {+Kerr+} in the old mill.",
            )],
        );
        check(
            "One two three four five six seven eight nine ten was big in the end.",
            "One two three four five six seven eight nine ten was very big in the end.",
            &[(
                Wording,
                "… seven eight nine ten was {+very+} big in the end.",
            )],
        );
    }

    #[test]
    fn what_was_moved_is_no_change() {
        check(
            "It rained. He left. She slept.",
            "She slept. It rained. He left.",
            &[],
        );
    }

    #[test]
    fn removed_sentences_stand_where_they_were() {
        let first = "One came. Two went far away. Three sat.";
        let found = compare(
            &article(first),
            &article("One came. Nobody knew why. Three sat."),
        );
        let kinds: Vec<_> = found.changes.iter().map(|change| change.kind).collect();
        assert_eq!(
            (kinds, found.n_same),
            (vec![ChangeKind::Removed, ChangeKind::Added], 2)
        );
    }

    #[test]
    fn long_texts_without_a_common_word_are_compared_too() {
        let text = |word: &str| format!("{word} is {word}. ").repeat(5_000);
        let found = compare(&article(&text("This")), &article(&text("That")));
        assert_eq!(found.changes.len(), 10_000);
        let long = "word ".repeat(100_000);
        let other = format!("another {long}");
        assert_eq!(compare(&article(&long), &article(&other)).changes.len(), 2);
    }

    proptest! {
        #[test]
        fn an_article_does_not_differ_from_itself(text in "([a-zA-Z0-9 .,]|\\PC){0,200}") {
            let article = article(&text);
            prop_assert_eq!(compare(&article, &article).changes, vec![]);
        }

        #[test]
        fn any_two_texts_can_be_compared(a in "[a-d .]{0,80}", b in "[a-d .]{0,80}") {
            compare(&article(&a), &article(&b));
        }
    }
}
