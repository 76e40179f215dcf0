//! The one place where text from outside becomes text that is safe to show.
//!
//! An article, its title, a file name or a tag may hold characters that move
//! the cursor, turn the writing direction, or cannot be seen. None of them
//! reaches the terminal: each is shown as a sign. [`shown`] does so for one-line
//! fields; [`glyph`] does it grapheme by grapheme while a body is drawn, so that
//! byte places in the body stay what they are.
//!
//! | character | sign |
//! |---|---|
//! | C0 controls and DEL | control picture, `␛` |
//! | soft hyphen | `¬` |
//! | C1, bidi controls, zero-width, separators, tags, fillers | `‹U+202E›` |
//! | tab | in a body four spaces, in a field one |
//! | newline | a space in a field; in a body the end of a row |
//!
//! Joiners stay where they shape letters. Variation selectors are dropped, an
//! emoji cluster is drawn as its first emoji, and a letter keeps at most
//! [`MAX_MARKS`] marks: terminals agree on the width of nothing else.

use std::{
    borrow::Cow,
    fmt::{self, Write},
    ops::Deref,
};

use unicode_width::UnicodeWidthChar;

use super::cells::{self, JOINER};

/// The marks that one letter keeps on the screen.
pub const MAX_MARKS: usize = 8;

/// What a tab in a body is drawn as; the same at every column, so that a
/// grapheme's width never depends on its place.
pub const TAB: &str = "    ";

/// One grapheme as it is drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glyph<'a> {
    pub text: Cow<'a, str>,
    pub cells: usize,
}

/// Text that is safe to show; only this module can make it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Shown(String);

impl Shown {
    /// Makes a one-line field safe to show.
    pub fn new(text: &str) -> Self {
        Self(shown(text).into_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Shown {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Returns a one-line field with everything unsafe turned into signs.
///
/// Cost: linear; plain ASCII is returned as it is.
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_plain_ascii(text) {
        return Cow::Borrowed(text);
    }
    let mut changed: Option<String> = None;
    for (start, grapheme) in cells::clusters(text) {
        let drawn = match grapheme {
            "\n" | "\r\n" | "\t" => Cow::Borrowed(" "),
            grapheme => glyph(grapheme).text,
        };
        if let Some(output) = &mut changed {
            output.push_str(&drawn);
        } else if drawn != grapheme {
            let before = text.get(..start).unwrap_or_default();
            changed = Some(format!("{before}{drawn}"));
        }
    }
    changed.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Returns what one grapheme of a body is drawn as.
///
/// Shape: a newline is drawn as nothing, it ends the row.
pub fn glyph(grapheme: &str) -> Glyph<'_> {
    match grapheme.as_bytes() {
        [b' '..=b'~'] => {
            return Glyph {
                text: Cow::Borrowed(grapheme),
                cells: 1,
            };
        }
        b"\t" => return of(Cow::Borrowed(TAB)),
        b"\n" | b"" => {
            return Glyph {
                text: Cow::Borrowed(""),
                cells: 0,
            };
        }
        _ => {}
    }
    if let Some(cells) = cells::plain_cells(grapheme) {
        let text = Cow::Borrowed(grapheme);
        return Glyph { text, cells };
    }
    if is_settled(grapheme) {
        return of(Cow::Borrowed(grapheme));
    }
    of(Cow::Owned(settle(grapheme)))
}

fn of(text: Cow<'_, str>) -> Glyph<'_> {
    let cells = cells::cluster_width(&text);
    Glyph { text, cells }
}

/// Says whether a character is never sent to a terminal.
pub fn is_hidden(sign: char) -> bool {
    matches!(sign,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'           // controls
        | '\u{ad}' | '\u{34f}'                      // soft hyphen, grapheme joiner
        | '\u{61c}' | '\u{200e}' | '\u{200f}'       // bidi marks
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'
        | '\u{2028}' | '\u{2029}'                   // separators
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        | '\u{3164}' | '\u{ffa0}'                   // fillers
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Says whether a grapheme can be sent as it is.
fn is_settled(grapheme: &str) -> bool {
    let mut signs = grapheme.chars();
    let Some(first) = signs.next() else {
        return true;
    };
    if is_hidden(first) || first.width() == Some(0) {
        return false;
    }
    let wide = first.width() == Some(2);
    let mut marks = 0;
    for sign in signs {
        let cut = wide && sign == JOINER;
        if is_hidden(sign) || is_dropped(sign) || cut {
            return false;
        }
        marks += usize::from(sign.width() == Some(0));
    }
    marks <= MAX_MARKS
}

fn settle(grapheme: &str) -> String {
    let mut output = String::with_capacity(grapheme.len());
    let mut marks = 0;
    let mut wide = false;
    for sign in grapheme.chars() {
        if is_hidden(sign) {
            push_sign(&mut output, sign);
            continue;
        }
        if is_dropped(sign) && !output.is_empty() {
            continue;
        }
        if sign.width() == Some(0) {
            if wide && sign == JOINER {
                break;
            }
            if output.is_empty() && matches!(sign, JOINER | NON_JOINER | '\u{fe00}'..='\u{fe0f}') {
                push_sign(&mut output, sign);
                continue;
            }
            if output.is_empty() {
                output.push('◌');
            }
            marks += 1;
            if marks > MAX_MARKS {
                continue;
            }
        } else {
            wide = sign.width() == Some(2);
        }
        output.push(sign);
    }
    output
}

/// The zero width non-joiner.
const NON_JOINER: char = '\u{200c}';

/// Says whether a character only chooses among pictures of the one before.
fn is_dropped(sign: char) -> bool {
    matches!(sign, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}') || cells::is_skin_tone(sign)
}

fn push_sign(output: &mut String, hidden: char) {
    let code = u32::from(hidden);
    match hidden {
        '\0'..='\x1f' => output.extend(char::from_u32(0x2400 + code)),
        '\x7f' => output.push('␡'),
        '\u{ad}' => output.push('¬'),
        _ => {
            write!(output, "‹U+{code:04X}›").expect("a string takes all that is written");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text:?}");
    }

    #[test]
    fn plain_text_is_left_alone() {
        for text in [
            "",
            "Plain title",
            "정상회담 東京",
            "cafe\u{301}",
            "می\u{200c}خواهم",
            "🇰🇷 ❤",
        ] {
            assert!(
                matches!(shown(text), Cow::Borrowed(same) if same == text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn hidden_characters_become_signs() {
        check("a\x1b[31mb", "a␛[31mb");
        check("a\x7f\0b", "a␡␀b");
        check("a\u{9b}b", "a‹U+009B›b");
        check("a\u{202e}b", "a‹U+202E›b");
        check("a\u{200b}b\u{feff}", "a‹U+200B›b‹U+FEFF›");
        check("Bundes\u{ad}tag", "Bundes¬tag");
        check("a\u{2028}b", "a‹U+2028›b");
        check("a\nb\tc\r\nd\re", "a b c d␍e");
        check("\u{200d}a", "‹U+200D›a");
        check("🏴\u{e0067}\u{e007f}", "🏴‹U+E0067›‹U+E007F›");
    }

    #[test]
    fn clusters_are_brought_to_what_terminals_agree_on() {
        check("❤\u{fe0f}!", "❤!");
        check("👩\u{200d}👧\u{200d}👦!", "👩!");
        check("👍🏽", "👍");
        check("\u{301}a", "◌\u{301}a");
        let many = format!("z{}", "\u{335}".repeat(40));
        assert_eq!(glyph(&many).text.chars().count(), 1 + MAX_MARKS);
    }

    #[test]
    fn tabs_and_newlines_of_a_body() {
        assert_eq!(glyph("\t").cells, 4);
        assert_eq!(glyph("\n").cells, 0);
        assert_eq!(glyph("\x1b").text, "␛");
    }

    proptest! {
        #[test]
        fn nothing_hidden_gets_through(text in any::<String>()) {
            let safe = shown(&text);
            prop_assert!(!safe.chars().any(|sign| sign.is_control() || is_hidden(sign)));
        }

        #[test]
        fn hidden_among_letters_gets_through_nowhere(
            text in "[a-z\u{300}-\u{310}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{e0000}-\u{e0080}\u{80}-\u{ad}👩🏽🇰🇷\u{fe0f}\u{feff}]{0,24}"
        ) {
            let safe = shown(&text);
            prop_assert!(!safe.chars().any(is_hidden));
            for (_, grapheme) in cells::clusters(&text) {
                let glyph = glyph(grapheme);
                prop_assert!(glyph.cells > 0);
                prop_assert_eq!(glyph.cells, cells::width(&glyph.text));
            }
        }
    }
}
