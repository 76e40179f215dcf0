//! [`Key`]: one keypress, and the notation it is written in.
//!
//! The notation is vim's: a character stands for itself, everything else is a
//! name in angle brackets: `gg`, `<C-d>`, `<Space>b`, `<S-Tab>`, `<A-x>`. A `<`
//! is written `<lt>`. Configuration, help, the manual and tests all speak it.
//!
//! This module knows nothing of terminals and bytes.

use std::fmt;

/// One keypress.
///
/// A character carries its own case, so `shift` is only ever set together with
/// a key that is not a character. Control with a letter is kept in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    pub code: KeyCode,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

/// What was pressed, without modifiers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
    F(u8),
}

/// The names of keys that have one; the first of several is the one we print.
const NAMES: [(&str, KeyCode); 32] = [
    ("CR", KeyCode::Enter),
    ("Enter", KeyCode::Enter),
    ("Return", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Escape", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BackTab", KeyCode::BackTab),
    ("BS", KeyCode::Backspace),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Ins", KeyCode::Insert),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PgUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("PgDn", KeyCode::PageDown),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("gt", KeyCode::Char('>')),
    ("Bar", KeyCode::Char('|')),
    ("Bslash", KeyCode::Char('\\')),
    ("Minus", KeyCode::Char('-')),
    ("Plus", KeyCode::Char('+')),
    ("Quote", KeyCode::Char('"')),
    ("Dot", KeyCode::Char('.')),
];

impl Key {
    /// Makes a key without modifiers.
    pub const fn new(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// Makes the key of a character.
    pub const fn char(sign: char) -> Self {
        Self::new(KeyCode::Char(sign))
    }

    /// Makes the key of a character pressed together with Control.
    pub const fn ctrl(sign: char) -> Self {
        Self {
            ctrl: true,
            ..Self::char(sign.to_ascii_lowercase())
        }
    }

    /// Returns the character that this key would type into a text field.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(sign) if !self.ctrl && !self.alt => Some(sign),
            _ => None,
        }
    }

    /// Reads exactly one key: `x`, `<C-d>`, `<Space>`.
    pub fn parse(text: &str) -> Option<Self> {
        match take_key(text)? {
            (key, "") => Some(key),
            _ => None,
        }
    }

    /// Brings equal keypresses to one form: `<S-Tab>` is `<BackTab>`, `<S-a>` is `A`.
    fn normal(mut self) -> Self {
        match self.code {
            KeyCode::Tab | KeyCode::BackTab if self.shift || self.code == KeyCode::BackTab => {
                self.code = KeyCode::BackTab;
                self.shift = false;
            }
            KeyCode::Char(sign) if self.ctrl => {
                self.code = KeyCode::Char(sign.to_ascii_lowercase());
                self.shift = false;
            }
            KeyCode::Char(sign) if self.shift => {
                self.code = KeyCode::Char(upper(sign));
                self.shift = false;
            }
            _ => {}
        }
        self
    }

    /// Adds modifiers and brings the key to its normal form.
    #[must_use]
    pub fn with(self, modifiers: Modifiers) -> Self {
        Self {
            ctrl: self.ctrl || modifiers.ctrl,
            alt: self.alt || modifiers.alt,
            shift: self.shift || modifiers.shift,
            ..self
        }
        .normal()
    }
}

/// The modifiers held while a key was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Modifiers {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

/// Reads a sequence of keys: `gg`, `<C-p>x<Space>`.
///
/// Shape: in order, never empty; `None` when a name is unknown, a bracket is
/// left open, or there is nothing.
pub fn parse_keys(text: &str) -> Option<Vec<Key>> {
    let mut keys = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (key, after) = take_key(rest)?;
        keys.push(key);
        rest = after;
    }
    (!keys.is_empty()).then_some(keys)
}

/// Writes a sequence of keys in the notation that [`parse_keys`] reads.
pub fn show_keys(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect()
}

fn take_key(text: &str) -> Option<(Key, &str)> {
    let first = text.chars().next()?;
    let rest = text.strip_prefix(first)?;
    if first != '<' || rest.is_empty() {
        return (!first.is_control()).then_some((Key::char(first), rest));
    }
    // `<C->>` names the bracket itself: an empty name ends one sign later.
    let at = rest.find('>')?;
    let name = rest.get(..at)?;
    let unnamed = name.ends_with('-') && !name.ends_with("--");
    let end = at + usize::from(unnamed);
    if unnamed && !rest.get(end..)?.starts_with('>') {
        return None;
    }
    Some((named(rest.get(..end)?)?, rest.get(end + 1..)?))
}

fn named(text: &str) -> Option<Key> {
    let mut modifiers = Modifiers::default();
    let mut name = text;
    while let Some((letter, rest)) = name.split_once('-').filter(|(_, rest)| !rest.is_empty()) {
        match letter {
            "C" | "c" => modifiers.ctrl = true,
            "A" | "a" | "M" | "m" => modifiers.alt = true,
            "S" | "s" => modifiers.shift = true,
            _ => return None,
        }
        name = rest;
    }
    let modified = modifiers != Modifiers::default();
    Some(Key::new(code_of(name, modified)?).with(modifiers))
}

fn code_of(name: &str, modified: bool) -> Option<KeyCode> {
    let mut signs = name.chars();
    if let (Some(sign), None, true) = (signs.next(), signs.next(), modified) {
        return (!sign.is_control()).then_some(KeyCode::Char(sign));
    }
    if let Some((_, code)) = NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
    {
        return Some(*code);
    }
    let number = name.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

fn upper(sign: char) -> char {
    let mut signs = sign.to_uppercase();
    match (signs.next(), signs.next()) {
        (Some(one), None) => one,
        _ => sign,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = !(self.ctrl || self.alt || self.shift);
        let name = match self.code {
            KeyCode::BackTab => Some("S-Tab"),
            KeyCode::Char(sign) if plain && !matches!(sign, ' ' | '<') => {
                return write!(f, "{sign}");
            }
            KeyCode::Char(sign) if !matches!(sign, ' ' | '<' | '>') => None,
            code => NAMES
                .iter()
                .find(|(_, known)| *known == code)
                .map(|(name, _)| *name),
        };
        f.write_str("<")?;
        for (held, letter) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if held {
                f.write_str(letter)?;
            }
        }
        match (name, self.code) {
            (Some(name), _) => f.write_str(name)?,
            (None, KeyCode::Char(sign)) => write!(f, "{sign}")?,
            (None, KeyCode::F(number)) => write!(f, "F{number}")?,
            (None, _) => {}
        }
        f.write_str(">")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `shown` is how the keys are printed again; empty: they do not parse.
    fn check(text: &str, shown: &str) {
        let keys = parse_keys(text);
        let again = keys.as_deref().map(show_keys).unwrap_or_default();
        assert_eq!(again, shown, "{text:?} read as {keys:?}");
    }

    #[test]
    fn notation_is_read_and_printed() {
        check("gg", "gg");
        check("<C-p>x<Space>", "<C-p>x<Space>");
        check("<c-D>", "<C-d>");
        check("<M-x><a-X>", "<A-x><A-X>");
        check("<S-Tab><BackTab>", "<S-Tab><S-Tab>");
        check("<S-a>", "A");
        check("<lt>", "<lt>");
        check("<", "<lt>");
        check("><gt>", ">>");
        check("<cr><Enter><return>", "<CR><CR><CR>");
        check("<C-S-Up><F12>", "<C-S-Up><F12>");
        check("<C-->", "<C-->");
        check("<C-lt>", "<C-lt>");
        check("<C->>", "<C-gt>");
        check("<C-Space>", "<C-Space>");
        check("é<A-é>", "é<A-é>");
        check("|\\", "|\\");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "", "<C-", "<Nope>", "<>", "<X-a>", "<C->", "<F0>", "<F25>", "<<", "\x1b",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn one_key_is_exactly_one() {
        assert_eq!(Key::parse("<C-d>"), Some(Key::ctrl('d')));
        assert_eq!(Key::parse("gg"), None);
        assert_eq!(Key::parse(""), None);
    }

    #[test]
    fn only_plain_characters_are_typed() {
        assert_eq!(Key::char('A').typed(), Some('A'));
        assert_eq!(Key::ctrl('a').typed(), None);
        assert_eq!(Key::new(KeyCode::Enter).typed(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[<>CcAS a-z-]{0,12}") {
            if let Some(keys) = parse_keys(&text) {
                prop_assert_eq!(parse_keys(&show_keys(&keys)), Some(keys));
            }
        }
    }
}
