//! [`Pieces`]: the vocabulary of the encoder, and how a word falls into pieces.
//!
//! The way of BERT models: split at punctuation, then the longest known piece
//! from the left; before that, models without case take small letters without
//! accents. A piece inside a word is written `##piece` in the vocabulary.
//!
//! Source: the `WordPiece` model of a Hugging Face `tokenizer.json`.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Number of a piece in the vocabulary.
pub(crate) type PieceId = u32;

/// Most pieces of one token; long addresses say no more with more.
const MAX_PIECES: usize = 12;
/// Longest word that is looked up, in characters.
const MAX_CHARS: usize = 100;

/// A vocabulary of word pieces.
pub struct Pieces {
    /// Sorted by piece.
    sorted: Vec<(Box<str>, PieceId)>,
    /// Opens every window.
    pub(crate) cls: PieceId,
    /// Closes every window.
    pub(crate) sep: PieceId,
    unknown: PieceId,
    /// Words are looked up in small letters.
    is_small: bool,
    /// Words are looked up without accents.
    is_plain: bool,
}

/// Why a vocabulary cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PiecesError {
    #[error("no JSON: {0}")]
    NoJson(String),
    #[error("a vocabulary of the sort {0}; only WordPiece is read, not BPE or Unigram")]
    OtherSort(String),
    #[error("no vocabulary with numbers")]
    NoVocabulary,
    #[error("inner pieces are marked by {0:?}; only ## is known")]
    OtherPrefix(String),
    #[error("no piece {0} in the vocabulary")]
    NoPiece(&'static str),
}

impl Pieces {
    /// Reads the text of a `tokenizer.json`.
    ///
    /// Errors: it is no `WordPiece` vocabulary with the special pieces of BERT.
    pub fn parse(json: &str) -> Result<Self, PiecesError> {
        let json: Value =
            serde_json::from_str(json).map_err(|error| PiecesError::NoJson(error.to_string()))?;
        let model = json.get("model").unwrap_or(&Value::Null);
        let text = |name: &str| model.get(name).and_then(Value::as_str);
        let sort = text("type").unwrap_or("unknown");
        if sort != "WordPiece" {
            return Err(PiecesError::OtherSort(sort.to_owned()));
        }
        if let Some(prefix) = text("continuing_subword_prefix").filter(|prefix| *prefix != "##") {
            return Err(PiecesError::OtherPrefix(prefix.to_owned()));
        }
        let entry = |(piece, id): (&String, &Value)| {
            Some((piece.as_str().into(), PieceId::try_from(id.as_u64()?).ok()?))
        };
        let entries = model.get("vocab").and_then(Value::as_object);
        let entries: Option<Vec<_>> = entries.and_then(|all| all.iter().map(entry).collect());
        let mut pieces = Self::of(entries.ok_or(PiecesError::NoVocabulary)?)?;
        // Without a word on it a vocabulary is one of small letters.
        let folding = json.get("normalizer").unwrap_or(&Value::Null);
        let switch = |name: &str| folding.get(name).and_then(Value::as_bool);
        pieces.is_small = switch("lowercase").unwrap_or(true);
        pieces.is_plain = switch("strip_accents").unwrap_or(pieces.is_small);
        Ok(pieces)
    }

    /// Makes a vocabulary of pieces with their numbers.
    ///
    /// Words are looked up in small letters without accents.
    /// Errors: a special piece is not among them.
    pub(crate) fn of(mut sorted: Vec<(Box<str>, PieceId)>) -> Result<Self, PiecesError> {
        sorted.sort();
        let mut pieces = Self {
            sorted,
            cls: 0,
            sep: 0,
            unknown: 0,
            is_small: true,
            is_plain: true,
        };
        let special = |name| pieces.id(name).ok_or(PiecesError::NoPiece(name));
        let (cls, sep, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        (pieces.cls, pieces.sep, pieces.unknown) = (cls, sep, unknown);
        Ok(pieces)
    }

    /// Returns the number of pieces.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Returns the highest number of a piece.
    pub(crate) fn last(&self) -> PieceId {
        self.sorted.iter().map(|held| held.1).max().unwrap_or(0)
    }

    fn id(&self, piece: &str) -> Option<PieceId> {
        let found = self
            .sorted
            .binary_search_by(|held| held.0.as_ref().cmp(piece));
        found.ok().and_then(|at| Some(self.sorted.get(at)?.1))
    }

    /// Appends the pieces of one token to `out`.
    ///
    /// Shape: 1 to [`MAX_PIECES`] pieces.
    pub(crate) fn split(&self, token: &str, out: &mut Vec<PieceId>) {
        let first = out.len();
        let mut word = String::new();
        let letters: String = if self.is_plain {
            token.nfd().filter(|c| !is_combining_mark(*c)).collect()
        } else {
            token.nfc().collect()
        };
        for c in letters.chars() {
            if c.is_whitespace() || c.is_control() || c == '\u{fffd}' {
                self.word(&mut word, out);
            } else if stands_alone(c) {
                self.word(&mut word, out);
                word.push(c);
                self.word(&mut word, out);
            } else if self.is_small {
                word.extend(c.to_lowercase());
            } else {
                word.push(c);
            }
        }
        self.word(&mut word, out);
        out.truncate(first + MAX_PIECES);
        if out.len() == first {
            out.push(self.unknown);
        }
    }

    /// Appends the pieces of a folded word and empties it.
    fn word(&self, word: &mut String, out: &mut Vec<PieceId>) {
        let first = out.len();
        let mut rest = word.as_str();
        let mut key = String::new();
        if word.chars().count() > MAX_CHARS {
            out.push(self.unknown);
            rest = "";
        }
        while !rest.is_empty() {
            key.clear();
            if rest.len() < word.len() {
                key.push_str("##");
            }
            let n_mark = key.len();
            key.push_str(rest);
            let id = loop {
                if let Some(id) = self.id(&key) {
                    break Some(id);
                }
                key.pop();
                if key.len() == n_mark {
                    break None;
                }
            };
            let Some(id) = id else {
                out.truncate(first);
                out.push(self.unknown);
                break;
            };
            out.push(id);
            rest = rest.get(key.len() - n_mark..).unwrap_or_default();
        }
        word.clear();
    }
}

/// Says whether the character is a word of its own: punctuation and ideographs.
fn stands_alone(c: char) -> bool {
    let ideograph = matches!(u32::from(c),
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x2_ceaf | 0x2_f800..=0x2_fa1f);
    let sign = matches!(u32::from(c),
        0xa1 | 0xa7 | 0xab | 0xb6 | 0xb7 | 0xbb | 0xbf | 0x2010..=0x2027 | 0x2030..=0x205e
            | 0x3001..=0x3003 | 0x3008..=0x3011 | 0xff01..=0xff0f);
    c.is_ascii_punctuation() || sign && !matches!(c, '\u{2044}' | '\u{2052}') || ideograph
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A vocabulary of the letters and a few longer pieces.
    pub(crate) fn small() -> Pieces {
        let letters = ('a'..='z').flat_map(|c| [c.to_string(), format!("##{c}")]);
        let longer = [
            "[PAD]", "[CLS]", "[SEP]", "[UNK]", "the", "envoy", "##land", ".", "'", "-",
        ];
        let all = longer.map(str::to_owned).into_iter().chain(letters);
        let numbered = all.zip(0..).map(|(piece, id)| (piece.into(), id));
        Pieces::of(numbered.collect()).unwrap()
    }

    fn shown(token: &str) -> String {
        let pieces = small();
        let mut ids = Vec::new();
        pieces.split(token, &mut ids);
        let name = |id: &PieceId| {
            let held = pieces.sorted.iter().find(|held| held.1 == *id);
            held.unwrap().0.to_string()
        };
        ids.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_fall_into_the_longest_pieces() {
        for (token, expected) in [
            ("The", "the"),
            ("Envoy", "envoy"),
            ("Iceland", "i ##c ##e ##land"),
            ("Île", "i ##l ##e"),
            ("O'Hara", "o ' h ##a ##r ##a"),
            ("a\u{7}b", "a b"),
            ("x7", "[UNK]"),
            ("7", "[UNK]"),
            ("", "[UNK]"),
            ("国", "[UNK]"),
            (
                "abcdefghijklmnop",
                "a ##b ##c ##d ##e ##f ##g ##h ##i ##j ##k ##l",
            ),
        ] {
            assert_eq!(shown(token), expected, "{token}");
        }
        assert_eq!(shown(&"a".repeat(101)), "[UNK]");
    }

    const WHOLE: &str = r###"{"normalizer":{"lowercase":false,"strip_accents":null},"model":{"type":"WordPiece",
        "continuing_subword_prefix":"##","vocab":{"[CLS]":0,"[SEP]":1,"[UNK]":2,"Île":3,"##Bar":4,"o":5}}}"###;

    #[test]
    fn case_is_kept_where_the_vocabulary_has_it() {
        let pieces = Pieces::parse(WHOLE).unwrap();
        let ids = |pieces: &Pieces, token: &str| {
            let mut ids = Vec::new();
            pieces.split(token, &mut ids);
            ids
        };
        assert_eq!(ids(&pieces, "I\u{302}leBar"), [3, 4]);
        assert_eq!(ids(&pieces, "O"), [2]);
        let small = Pieces::parse(&WHOLE.replace("false", "true")).unwrap();
        assert_eq!(ids(&small, "Ô"), [5]);
    }

    #[test]
    fn only_a_whole_vocabulary_is_taken() {
        let why = |text: &str| Pieces::parse(text).err().map(|error| error.to_string());
        assert_eq!(why(WHOLE), None);
        for (text, expected) in [
            (
                WHOLE.replace("[CLS]", "x"),
                "no piece [CLS] in the vocabulary",
            ),
            (
                WHOLE.replace("WordPiece", "BPE"),
                "a vocabulary of the sort BPE; only WordPiece is read, not BPE or Unigram",
            ),
            (
                WHOLE.replace(r###""##","###, r#""@@","#),
                "inner pieces are marked by \"@@\"; only ## is known",
            ),
            (WHOLE.replace(":5", ":-5"), "no vocabulary with numbers"),
            (
                "{}".to_owned(),
                "a vocabulary of the sort unknown; only WordPiece is read, not BPE or Unigram",
            ),
        ] {
            assert_eq!(why(&text).as_deref(), Some(expected));
        }
        assert!(why("").is_some());
    }
}
