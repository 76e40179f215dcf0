//! Numbers as they are written in letters: [`value`] of one word.
//!
//! Sums and counts of time are put together from these words elsewhere; what
//! is counted, and that `one` is often a pronoun, is not known here.

use super::doc::Doc;
use super::list::List;

/// Zero to nineteen, then the tens.
const WORDS: List = List::of(&[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]);

/// Returns the number that the word here stands for, `zero` to `ninety`.
pub(super) fn value(doc: &Doc<'_>, at: usize) -> Option<u32> {
    let place = u32::try_from(doc.place_listed(at, &WORDS)?).ok()?;
    Some(if place < 20 { place } else { 10 * (place - 18) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;

    #[test]
    fn words_have_the_value_that_they_say() {
        let article =
            Article::of_text("Zero one NINE ten nineteen twenty thirty ninety half hundred 7");
        let doc = Doc::new(&article);
        let values: Vec<Option<u32>> = (0..doc.len()).map(|at| value(&doc, at)).collect();
        let said = [0, 1, 9, 10, 19, 20, 30, 90].map(Some);
        assert_eq!(values[..8], said);
        assert_eq!(values[8..], [None; 3]);
    }
}
