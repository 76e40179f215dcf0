//! [`likeness`]: how alike two short texts are.

/// The likeness of equal texts.
pub(super) const PERMILLE: usize = 1000;

/// Beyond this many cells the middle is taken as wholly different.
const MAX_CELLS: usize = 1 << 20;

/// Returns 1000 minus the share of chars that must be edited, in permille.
///
/// For long texts that differ in more than a small part it is a lower bound.
/// Cost: quadratic in what lies between the common ends, at most a million steps.
/// Source: Levenshtein distance over the length of the longer text.
pub(super) fn likeness(a: &str, b: &str) -> usize {
    if a == b {
        return PERMILLE;
    }
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let longer = a.len().max(b.len());
    let n_head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (tail_from(&a, n_head), tail_from(&b, n_head));
    let ends = a.iter().rev().zip(b.iter().rev());
    let n_tail = ends.take_while(|(a, b)| a == b).count();
    let (a, b) = (without_tail(a, n_tail), without_tail(b, n_tail));
    let edits = if a.len() * b.len() > MAX_CELLS {
        a.len().max(b.len())
    } else {
        distance(a, b)
    };
    PERMILLE - (edits * PERMILLE).div_ceil(longer)
}

fn tail_from(chars: &[char], start: usize) -> &[char] {
    chars.get(start..).unwrap_or_default()
}

fn without_tail(chars: &[char], n_tail: usize) -> &[char] {
    chars.get(..chars.len() - n_tail).unwrap_or_default()
}

fn distance(a: &[char], b: &[char]) -> usize {
    // One row of the table: the cost of each prefix of `b`.
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, from) in a.iter().enumerate() {
        let mut diagonal = n;
        let mut left = n + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(b) {
            let replaced = diagonal + usize::from(from != to);
            diagonal = *cell;
            left = replaced.min(*cell + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last()
        .copied()
        .filter(|_| !b.is_empty())
        .unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits_over_the_longer_text() {
        for (a, b, expected) in [
            ("", "", 1000),
            ("abc", "abc", 1000),
            ("abcde", "abXde", 800),
            ("abcd", "abc", 750),
            ("kitten", "sitting", 571),
            ("abc", "", 0),
            ("가나다라", "가나마라", 750),
        ] {
            assert_eq!(likeness(a, b), expected, "{a} {b}");
            assert_eq!(likeness(b, a), expected, "{b} {a}");
        }
    }
}
