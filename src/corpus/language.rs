//! The language of an article, told from its prose ([`of_blocks`]).
//!
//! English is told by its small words, which is quick; the rest is asked of
//! `whatlang`, which compares letter triples and takes most of a millisecond.

use super::{Block, BlockKind};

/// So many bytes of prose are enough to tell the language.
const SAMPLE_BYTES: usize = 1200;

/// Words that one in seven of any English text is, and of no other.
const ENGLISH: [&str; 14] = [
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "by", "said", "as",
];

/// Returns the ISO 639-1 code of the language of the prose, if it is sure.
pub(super) fn of_blocks(text: &str, blocks: &[Block]) -> Option<String> {
    let mut sample = String::new();
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
    if is_english(&sample) {
        return Some("en".to_owned());
    }
    let found = whatlang::detect(&sample).filter(whatlang::Info::is_reliable)?;
    let code = found.lang().code();
    let short = SHORT_CODES
        .split('|')
        .find_map(|pair| pair.strip_prefix(code)?.strip_prefix(' '));
    Some(short.unwrap_or(code).to_owned())
}

fn is_english(sample: &str) -> bool {
    let (mut n_words, mut n_the, mut n_small) = (0, 0, 0);
    for word in sample
        .split_ascii_whitespace()
        .filter(|word| word.is_ascii())
    {
        n_words += 1;
        n_the += usize::from(word == "the");
        n_small += usize::from(ENGLISH.contains(&word));
    }
    n_words >= 20 && n_the >= 1 && n_small * 7 >= n_words
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
