//! Labels of the tagger: what it says of one token.
//!
//! Each of the four kinds it knows has four positions: the first token of a
//! name, an inner one, the last one, or all of it (BILOU). One more label
//! means no name.

use crate::nlp::Kind;

/// Number of labels.
pub(in crate::nlp) const N_LABELS: usize = 17;
/// The kinds that the tagger knows, in the order of their labels.
pub(in crate::nlp) const KINDS: [Kind; 4] = [Kind::Person, Kind::Org, Kind::Place, Kind::Group];
/// The label of a token outside of names.
pub(in crate::nlp) const OUTSIDE: usize = 0;

const FIRST: usize = 0;
const INNER: usize = 1;
const LAST: usize = 2;
const WHOLE: usize = 3;

/// Says whether `next` may follow `label`.
///
/// Inside a name the next token goes on with it or ends it; elsewhere it is
/// outside or begins one.
pub(in crate::nlp) fn may_follow(label: usize, next: usize) -> bool {
    let goes_on = next != OUTSIDE && matches!((next - 1) % 4, INNER | LAST);
    if is_open(label) {
        goes_on && (label - 1) / 4 == (next - 1) / 4
    } else {
        !goes_on
    }
}

/// Says whether a name is unfinished behind a token with this label.
pub(in crate::nlp) fn is_open(label: usize) -> bool {
    label != OUTSIDE && matches!((label - 1) % 4, FIRST | INNER)
}

/// Writes the labels of a name of `n_tokens` tokens.
#[cfg(any(test, feature = "train"))]
pub(in crate::nlp) fn write(kind: Kind, labels: &mut [usize]) {
    let Some(class) = KINDS.iter().position(|it| *it == kind) else {
        return;
    };
    let n_tokens = labels.len();
    for (at, label) in labels.iter_mut().enumerate() {
        let position = match (at == 0, at + 1 == n_tokens) {
            (true, true) => WHOLE,
            (true, false) => FIRST,
            (false, true) => LAST,
            (false, false) => INNER,
        };
        *label = 1 + 4 * class + position;
    }
}

/// Reads the names out of labels that follow each other legally.
///
/// Shape: first and end token, and the kind; in order.
pub(in crate::nlp) fn read(labels: &[usize]) -> Vec<(usize, usize, Kind)> {
    let mut names = Vec::new();
    let mut first = 0;
    for (at, &label) in labels.iter().enumerate() {
        if label == OUTSIDE {
            continue;
        }
        let position = (label - 1) % 4;
        if matches!(position, FIRST | WHOLE) {
            first = at;
        }
        if matches!(position, LAST | WHOLE)
            && let Some(kind) = KINDS.get((label - 1) / 4)
        {
            names.push((first, at + 1, *kind));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut labels = [OUTSIDE; 8];
        write(Kind::Person, &mut labels[0..2]);
        write(Kind::Place, &mut labels[3..4]);
        write(Kind::Org, &mut labels[4..7]);
        let expected = [(0, 2, Kind::Person), (3, 4, Kind::Place), (4, 7, Kind::Org)];
        assert_eq!(read(&labels), expected);
        let legal = |pair: &[usize]| may_follow(pair[0], pair[1]);
        assert!(labels.windows(2).all(legal));
    }

    #[test]
    fn names_neither_begin_nor_end_in_the_middle() {
        for label in 0..N_LABELS {
            let n_next = (0..N_LABELS)
                .filter(|next| may_follow(label, *next))
                .count();
            assert_eq!(n_next, if is_open(label) { 2 } else { 9 });
        }
    }
}
