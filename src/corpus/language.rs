//! The language of an article, told from its prose ([`of_blocks`]).
//!
//! Seven languages are told by their small words, which is quick; the rest is
//! asked of `whatlang`, which compares letter triples and takes most of a millisecond.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::{Block, BlockKind};

/// So many bytes of prose are enough to tell the language.
const SAMPLE_BYTES: usize = 700;
/// The longest of the small words, in bytes.
const MAX_SMALL_BYTES: usize = 6;
/// Places in the table of small words; a power of two, twice their number.
const N_SLOTS: usize = 1 << 9;
/// So many bytes are compared by letter triples, which takes long.
const TRIPLE_BYTES: usize = 500;
/// Fewer words tell nothing.
const MIN_WORDS: u64 = 16;

/// Small words of languages that are told by them: no text goes without, and few
/// stand in two of the lists.
const SMALL_WORDS: [(&str, &str); 7] = [
    (
        "en",
        "the|of|and|to|in|that|is|was|for|on|with|by|said|as|at|it|he|his|from|has|are|be",
    ),
    (
        "de",
        "der|die|und|das|den|von|zu|mit|sich|des|auf|für|ist|im|dem|nicht|ein|eine|als|auch|es|an|\
         aus|er|dass|sie|nach|wird|bei|einen|einer|wie|über|hat|zum|zur|ich|wir|sind",
    ),
    (
        "fr",
        "le|la|les|des|et|en|un|une|du|est|que|dans|qui|par|pour|au|sur|pas|plus|ne|se|avec|ce|il|\
         aux|sont|cette|été|son|ont",
    ),
    (
        "es",
        "el|la|los|las|del|y|que|de|en|un|una|por|con|para|su|se|no|es|al|lo|como|más|sus|fue|este|\
         ha|pero",
    ),
    (
        "it",
        "il|di|che|è|la|per|un|una|del|della|con|non|sono|da|gli|alla|nel|si|dei|le|anche|ha|più|\
         delle|al|come|ma|i|dal",
    ),
    (
        "pt",
        "o|os|as|do|da|em|um|uma|que|não|com|para|por|dos|das|no|na|ao|e|se|mais|foi|como|ou|pela|\
         pelo|são",
    ),
    (
        "nl",
        "de|het|een|van|en|in|is|dat|op|te|voor|met|zijn|niet|aan|er|om|ook|als|door|naar|bij|maar|\
         uit|wordt|hij|ze",
    ),
];

/// Returns the ISO 639-1 code of the language of the prose, if it is sure.
pub(super) fn of_blocks(text: &str, blocks: &[Block]) -> Option<String> {
    let mut sample = String::with_capacity(2 * SAMPLE_BYTES + 1);
    let prose = blocks.iter().filter(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::List
        )
    });
    for block in prose {
        let part = block.span.of(text);
        let mut end = part.len().min(SAMPLE_BYTES);
        while !part.is_char_boundary(end) {
            end -= 1;
        }
        sample.push_str(part.get(..end).unwrap_or(part));
        sample.push('\n');
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
    }
    if sample.chars().count() < 20 {
        return None;
    }
    if let Some(code) = by_small_words(&sample) {
        return Some(code.to_owned());
    }
    let mut end = sample.len().min(TRIPLE_BYTES);
    while !sample.is_char_boundary(end) {
        end -= 1;
    }
    let found = whatlang::detect(sample.get(..end).unwrap_or(&sample))
        .filter(whatlang::Info::is_reliable)?;
    let code = found.lang().code();
    let short = SHORT_CODES
        .split('|')
        .find_map(|pair| pair.strip_prefix(code)?.strip_prefix(' '));
    Some(short.unwrap_or(code).to_owned())
}

/// Small words as numbers; in the two bytes that no word reaches, a bit for each
/// language that has it.
static BY_WORD: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut slots = vec![0; N_SLOTS];
    for (at, (_, words)) in SMALL_WORDS.iter().enumerate() {
        for word in words.split('|') {
            let number = number(word.as_bytes());
            let mut slot = slot(number);
            while slots[slot] != 0 && slots[slot] & WORD_BITS != number {
                slot = (slot + 1) % N_SLOTS;
            }
            slots[slot] |= number | 1 << (8 * MAX_SMALL_BYTES + at);
        }
    }
    slots
});

/// What a byte is in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Gap,
    Letter,
    Digit,
}

/// The sign of each byte: what is not ASCII is taken for a part of a letter.
const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Letter; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let is_letter = byte.is_ascii_alphabetic();
        let is_digit = byte.is_ascii_digit();
        signs[byte as usize] = match (is_letter, is_digit) {
            (true, _) => Sign::Letter,
            (_, true) => Sign::Digit,
            _ => Sign::Gap,
        };
        byte += 1;
    }
    signs
};

/// The bits of a small word as a number.
const WORD_BITS: u64 = (1 << (8 * MAX_SMALL_BYTES)) - 1;

fn number(word: &[u8]) -> u64 {
    word.iter().fold(0, |sum, byte| with_byte(sum, *byte))
}

fn with_byte(number: u64, byte: u8) -> u64 {
    (number << 8) | u64::from(byte)
}

fn slot(number: u64) -> usize {
    (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55) as usize % N_SLOTS
}

/// Returns the languages that have a small word, a bit each.
fn languages_of(number: u64, by_word: &[u64]) -> u64 {
    let mut at = slot(number);
    loop {
        let found = by_word.get(at).copied().unwrap_or_default();
        if found == 0 || found & WORD_BITS == number {
            return found >> (8 * MAX_SMALL_BYTES);
        }
        at = (at + 1) % N_SLOTS;
    }
}

/// Tells the language by its small words: one in six words is one of them, and
/// those of no other language come near.
fn by_small_words(sample: &str) -> Option<&'static str> {
    let by_word = BY_WORD.as_slice();
    let mut n_words = 0;
    let mut n_small = [0; SMALL_WORDS.len()];
    let (mut len, mut number, mut has_digit) = (0, 0, false);
    for &byte in sample.as_bytes().iter().chain(b" ") {
        let sign = SIGNS[usize::from(byte)];
        if sign != Sign::Gap {
            len += 1;
            number = with_byte(number, byte);
            has_digit |= sign == Sign::Digit;
            continue;
        }
        n_words += u64::from(len > 1 && !has_digit);
        if (1..=MAX_SMALL_BYTES).contains(&len) {
            let languages = languages_of(number, by_word);
            for (at, n_small) in n_small.iter_mut().enumerate() {
                *n_small += languages >> at & 1;
            }
        }
        (len, number, has_digit) = (0, 0, false);
    }
    let best = (0..n_small.len()).max_by_key(|&at| (n_small[at], Reverse(at)))?;
    let others = (0..n_small.len()).filter(|&at| at != best);
    let second = others.map(|at| n_small[at]).max().unwrap_or(0);
    let is_sure =
        n_words >= MIN_WORDS && n_small[best] * 6 >= n_words && n_small[best] * 2 >= second * 3 + 2;
    is_sure.then_some(SMALL_WORDS[best].0)
}

/// ISO 639-3 and its short form in ISO 639-1, for the languages that are told apart.
const SHORT_CODES: &str = "\
    afr af|aka ak|amh am|ara ar|aze az|bel be|ben bn|bul bg|cat ca|ces cs|cmn zh|cym cy|\
    dan da|deu de|ell el|eng en|epo eo|est et|fin fi|fra fr|guj gu|heb he|hin hi|hrv hr|\
    hun hu|hye hy|ind id|ita it|jav jv|jpn ja|kan kn|kat ka|khm km|kor ko|lat la|lav lv|\
    lit lt|mal ml|mar mr|mkd mk|mya my|nep ne|nld nl|nob nb|ori or|pan pa|pes fa|pol pl|\
    por pt|ron ro|rus ru|sin si|slk sk|slv sl|sna sn|spa es|srp sr|swe sv|tam ta|tel te|\
    tgl tl|tha th|tuk tk|tur tr|ukr uk|urd ur|uzb uz|vie vi|yid yi|zul zu";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn check(text: &str, expected: Option<&str>) {
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        };
        assert_eq!(of_blocks(text, &[block]).as_deref(), expected, "{text}");
    }

    #[test]
    fn languages() {
        check(
            "The council said on Monday that the ferry to the island is not to be closed, and that the port will stay open for the year.",
            Some("en"),
        );
        check(
            "Der Rat der Stadt hat am Montag beschlossen, dass die Fähre zur Insel nicht eingestellt wird und der Hafen offen bleibt.",
            Some("de"),
        );
        check(
            "항구 의회는 월요일에 여객선 시간표에 관한 두 보고를 들었다.",
            Some("ko"),
        );
        check(
            "港湾議会は月曜日にフェリーの時刻表についての報告を聞いた。",
            Some("ja"),
        );
        check("", None);
        check("x 1 2 3", None);
    }
}
