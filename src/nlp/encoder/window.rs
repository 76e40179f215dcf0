//! [`Window`]: a stretch of an article in word pieces, as long as the encoder takes.
//!
//! Whole sentences are packed until the next one does not fit. A sentence that
//! is longer than a window is cut between two tokens.

use super::features::{Features, features};
use super::pieces::{PieceId, Pieces};
use crate::nlp::doc::Doc;

/// Most word pieces of a window, the opening and the closing one included.
pub(crate) const MAX_WINDOW: usize = 256;

/// What the encoder reads at a time.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Window {
    pub(crate) pieces: Vec<PieceId>,
    /// One item a piece; the special pieces have no features.
    pub(crate) features: Vec<Features>,
    /// Number of the first token in the article; the others follow it.
    pub(crate) first_token: usize,
    /// Where each token begins in `pieces`.
    pub(crate) starts: Vec<u32>,
}

/// The tokens of an article in pieces, before they are cut into windows.
pub(crate) struct Split {
    pieces: Vec<PieceId>,
    /// One item a token.
    features: Vec<Features>,
    /// Where each token ends in `pieces`.
    ends: Vec<usize>,
    /// Whether no sentence reaches into the token.
    opens: Vec<bool>,
}

impl Split {
    /// Splits all tokens of `doc`.
    ///
    /// Cost: linear in the text.
    pub(in crate::nlp) fn of(doc: &Doc<'_>, vocabulary: &Pieces) -> Self {
        let mut split = Self {
            pieces: Vec::new(),
            features: features(doc),
            ends: Vec::with_capacity(doc.len()),
            opens: (0..doc.len()).map(|at| doc.breaks(at)).collect(),
        };
        for at in 0..doc.len() {
            vocabulary.split(doc.str(at), &mut split.pieces);
            split.ends.push(split.pieces.len());
        }
        split
    }

    /// Cuts the article into windows.
    ///
    /// The first window takes at most `first_pieces`, so that a second cutting
    /// with another number has its borders elsewhere.
    /// Shape: windows in order that hold every token once; none is empty.
    pub(crate) fn windows(&self, vocabulary: &Pieces, first_pieces: usize) -> Vec<Window> {
        let mut windows = Vec::new();
        let mut limit = first_pieces.clamp(MAX_WINDOW / 8, MAX_WINDOW) - 2;
        let mut first = 0;
        while first < self.ends.len() {
            let end = self.window_end(first, limit);
            windows.push(self.window(vocabulary, first, end));
            (first, limit) = (end, MAX_WINDOW - 2);
        }
        windows
    }

    /// Returns the token before which the window from `first` ends.
    fn window_end(&self, first: usize, limit: usize) -> usize {
        let start = self.start(first);
        let fits = |end: &usize| *end - start <= limit;
        let n_fit = self
            .ends
            .iter()
            .skip(first)
            .take_while(|end| fits(end))
            .count();
        let end = first + n_fit.max(1);
        if end >= self.ends.len() {
            return self.ends.len();
        }
        let opens = |at: &usize| self.opens.get(*at).is_some_and(|opens| *opens);
        (first + 1..=end).rev().find(opens).unwrap_or(end)
    }

    fn start(&self, token: usize) -> usize {
        let before = token.checked_sub(1).and_then(|token| self.ends.get(token));
        before.copied().unwrap_or_default()
    }

    fn window(&self, vocabulary: &Pieces, first: usize, end: usize) -> Window {
        let mut window = Window {
            pieces: vec![vocabulary.cls],
            features: vec![Features::default()],
            first_token: first,
            starts: Vec::with_capacity(end - first),
        };
        for token in first..end {
            let range = self.start(token)..self.start(token + 1);
            let pieces = self.pieces.get(range).unwrap_or_default();
            let features = self.features.get(token).copied().unwrap_or_default();
            let at = u32::try_from(window.pieces.len()).unwrap_or(u32::MAX);
            window.starts.push(at);
            window.pieces.extend(pieces);
            window.features.push(features);
            let later = pieces.iter().skip(1).map(|_| features.continued());
            window.features.extend(later);
        }
        window.pieces.push(vocabulary.sep);
        window.features.push(Features::default());
        window
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::encoder::article;
    use crate::nlp::encoder::pieces::tests::small;

    fn cut(text: &str, first_pieces: usize) -> Vec<Window> {
        let article = article(text);
        let doc = Doc::new(&article);
        let pieces = small();
        Split::of(&doc, &pieces).windows(&pieces, first_pieces)
    }

    #[test]
    fn a_short_text_is_one_window() {
        let windows = cut("The envoy left Iceland.", MAX_WINDOW);
        let [window] = windows.as_slice() else {
            panic!("{windows:?}")
        };
        // Opening, the, envoy, l e f t, i c e land, full stop, closing.
        assert_eq!(window.starts, [1, 2, 3, 7, 11]);
        assert_eq!(window.pieces.len(), 13);
        assert_eq!(window.features.len(), 13);
        assert_eq!(window.features[8], window.features[7].continued());
        assert_eq!(window.features[0], Features::default());
        assert_eq!(cut("", MAX_WINDOW), []);
    }

    #[test]
    fn windows_end_with_sentences_and_hold_every_token_once() {
        let text = "Abcde fghij klmno. ".repeat(60);
        for first_pieces in [0, 100, MAX_WINDOW] {
            let windows = cut(&text, first_pieces);
            let mut next = 0;
            for window in &windows {
                assert!(window.pieces.len() <= MAX_WINDOW);
                assert_eq!(window.first_token, next);
                assert_eq!(window.starts.len() % 4, 0);
                next += window.starts.len();
            }
            assert_eq!(next, 240);
        }
    }

    #[test]
    fn a_sentence_longer_than_a_window_is_cut() {
        let windows = cut(&"abc ".repeat(300), MAX_WINDOW);
        let sizes: Vec<usize> = windows.iter().map(|window| window.starts.len()).collect();
        assert_eq!(sizes, [84, 84, 84, 48]);
    }
}
