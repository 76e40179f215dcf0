//! Tells captions and credits of pictures from paragraphs by how they end.

use std::sync::LazyLock;

use super::shape::ends_sentence;
use crate::corpus::phrases::{Phrases, Starts, has_byte};
use crate::corpus::{BlockKind, sources};
use crate::text::Span;

/// Longest caption, in bytes.
const MAX_BYTES: usize = 700;

/// Words at which a credit begins.
static CUES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "photo by ",
        "photo credit",
        "photo courtesy",
        "photos by ",
        "photograph by ",
        "photograph: ",
        "photo: ",
        "photo : ",
        "photos: ",
        "image: ",
        "image by ",
        "image credit",
        "images: ",
        "credit: ",
        "credits: ",
        "picture: ",
        "pictures: ",
        "pic: ",
        "video: ",
        "courtesy of ",
        "courtesy photo",
        "handout",
        "file photo",
        "ap photo",
        "afp photo",
        "reuters photo",
        "via getty images",
        "getty images",
        "shutterstock",
        "istock",
        "via reuters",
        "via ap",
        "foto: ",
        "bild: ",
        "photo : ",
        "crédit photo",
        "crédit : ",
        "사진=",
        "사진 =",
        "사진제공",
        "자료사진",
        "写真:",
        "写真：",
        "撮影",
        "[연합뉴스",
        "[사진",
    ])
});

/// Short cues, which are sought only where one of their signs stands.
static SHORT_CUES: LazyLock<Starts> = LazyLock::new(|| {
    Starts::new([
        "© ", "/afp", "/ap", "/reuters", "/yonhap", "/epa", "/getty", "/kyodo",
    ])
});

/// Beginnings of what stands in brackets behind a caption.
static CREDIT_STARTS: LazyLock<Starts> =
    LazyLock::new(|| Starts::new(["photo", "image", "file", "courtesy", "credit", "picture"]));

/// Beginnings of captions.
static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    Starts::new([
        "photo:",
        "image:",
        "caption:",
        "pictured:",
        "pictured,",
        "file photo",
        "file -",
        "file –",
        "file —",
        "in this photo",
        "in this file photo",
        "in this image",
        "this photo",
        "this image",
        "this undated photo",
        "this file photo",
        "video:",
        "photo caption",
        "image caption",
        "media caption",
        "(photo",
        "[photo",
        "foto:",
        "bild:",
        "titelbild:",
        "beitragsbild:",
        "symbolbild",
        "image illustrative",
        "사진=",
        "写真:",
        "写真：",
    ])
});

/// Says whether `text` is a caption or a credit.
pub(crate) fn kind(text: &str, n_words: u32) -> Option<BlockKind> {
    if text.len() > MAX_BYTES {
        return None;
    }
    if n_words >= 4 && is_said_twice(text) {
        return Some(BlockKind::Caption);
    }
    if STARTS.are_at(text) || is_numbered(text) {
        return Some(caption_or_credit(n_words));
    }
    if let Some(inside) = last_bracket(text)
        && is_credit(inside)
    {
        return Some(caption_or_credit(n_words));
    }
    let is_open = n_words <= 80 && !ends_sentence(text);
    if is_open && ends_with_cue(text) {
        return Some(caption_or_credit(n_words));
    }
    let is_agency_last = n_words <= 60 && names_agency_last(text);
    is_agency_last.then(|| caption_or_credit(n_words))
}

/// `Figure 4: The pier`, `Abb. 12 – Der Hafen`: a number between the word and a sign.
fn is_numbered(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let word = words.next().unwrap_or_default().trim_end_matches('.');
    let words_for = [
        "figure",
        "fig",
        "abbildung",
        "abb",
        "bild",
        "foto",
        "photo",
        "figura",
        "grafik",
    ];
    if !words_for
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
    {
        return false;
    }
    let number = words.next().unwrap_or_default();
    let digits = number.trim_end_matches([':', '.', ')']);
    let is_number =
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_sign = number.len() > digits.len()
        || words
            .next()
            .is_some_and(|word| matches!(word, "–" | "-" | "—" | ":"));
    is_number && has_sign
}

/// Returns what stands in brackets at the very end.
pub(crate) fn last_bracket(text: &str) -> Option<&str> {
    let (close, open) = if text.ends_with(')') {
        (')', '(')
    } else if text.ends_with(']') {
        (']', '[')
    } else {
        return None;
    };
    let inside = text.strip_suffix(close)?;
    let at = inside.rfind(open)?;
    inside.get(at + 1..)
}

/// Says whether a text in brackets names who took a picture: `Name/Agency`.
fn is_credit(inside: &str) -> bool {
    if inside.len() > 120 {
        return false;
    }
    let has_agency = || {
        let mut parts = inside.split(['/', ',', '|']);
        parts.any(|part| sources::is_known(part.trim()))
    };
    // A cue may be all that stands there, without the space behind it.
    CREDIT_STARTS.are_at(inside)
        || has_cue(&format!("{inside} "))
        || (inside.contains('/') && has_agency())
}

/// Returns the credit in brackets with which a caption ends: `(Name/Name)`.
///
/// Only its place on the page can tell such a caption from a paragraph.
pub(crate) fn credit_at_end(text: &str) -> Option<Span> {
    let inside = last_bracket(text)?;
    let open = text.len() - inside.len() - 2;
    let is_named = |part: &str| {
        let mut words = part.split_whitespace();
        let is_name = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || "'’.-".contains(c))
        };
        (1..=4).contains(&part.split_whitespace().count()) && words.all(is_name)
    };
    let has_shape = inside.contains('/') && inside.split('/').all(is_named);
    let is_credit = text.len() <= MAX_BYTES && (has_shape || is_credit(inside));
    is_credit.then(|| Span::new(open, text.len()))
}

fn caption_or_credit(n_words: u32) -> BlockKind {
    if n_words <= 6 {
        BlockKind::Credit
    } else {
        BlockKind::Caption
    }
}

/// Says whether the text is one thing twice: `A man. Agency A man. Agency`.
fn is_said_twice(text: &str) -> bool {
    let middle = text.len() / 2;
    (middle.saturating_sub(2)..=middle + 2).any(|at| {
        let halves = (text.get(..at), text.get(at..));
        let (Some(first), Some(second)) = halves else {
            return false;
        };
        let second = second.trim_start();
        // The first byte rules out most.
        first.len() >= 12
            && first.as_bytes().first() == second.as_bytes().first()
            && first.trim_end() == second
    })
}

/// `A sentence about a picture. Agency`.
fn names_agency_last(text: &str) -> bool {
    if text.ends_with('.') {
        return false;
    }
    let Some((sentence, name)) = text.rsplit_once(['.', '。', '|']) else {
        return false;
    };
    let name = name.trim();
    !sentence.trim().is_empty() && !name.is_empty() && sources::is_known(name)
}

fn has_cue(text: &str) -> bool {
    CUES.are_in(text)
        || has_byte(text, |byte| (byte == b'/') | !byte.is_ascii()) && {
            let mut signs = text.match_indices(['/', '©']);
            signs.any(|(at, _)| text.get(at..).is_some_and(|rest| SHORT_CUES.are_at(rest)))
        }
}

/// Says whether a cue of a credit stands in the last sixty bytes or so.
fn ends_with_cue(text: &str) -> bool {
    let mut at = text.len().saturating_sub(60);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    has_cue(text.get(at..).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<BlockKind>) {
        let n_words = u32::try_from(text.split_whitespace().count()).unwrap();
        assert_eq!(kind(text, n_words), expected, "{text}");
    }

    #[test]
    fn captions_end_with_a_credit() {
        let caption = Some(BlockKind::Caption);
        check(
            "Boats lie in the old harbour on Monday morning. (Ada Marsh/AP)",
            caption,
        );
        check(
            "The mayor at a meeting in the town hall. Photo: Bo Lind",
            caption,
        );
        check(
            "A ferry at the pier. Reuters A ferry at the pier. Reuters",
            caption,
        );
        check("The ferry leaves for the island at dawn. Yonhap", caption);
        check("FILE - Boats lie in the harbour in May.", caption);
        check("Photo by Ada Marsh", Some(BlockKind::Credit));
        check("(AP Photo/Bo Lind)", Some(BlockKind::Credit));
    }

    #[test]
    fn paragraphs_are_no_captions() {
        check(
            "The council met on Monday (its first time since spring).",
            None,
        );
        check(
            "The council met for the third time this year, he said.",
            None,
        );
        check("He spoke to reporters. The agency Reuters was there.", None);
    }
}
