//! What the sequences of terminals mean as keys.
//!
//! Source: xterm's ctlseqs (PC-style function keys, modifyOtherKeys) and the
//! kitty keyboard protocol (`CSI u`). What is neither a key nor a deed of the mouse
//! that we know, an answer for instance, means nothing.

use crate::app::key::{Key, KeyCode, Modifiers};
use crate::app::mouse::{Deed, Mouse};

/// The key of `ESC [ parameters last`.
pub(super) fn key_of(parameters: &[u8], last: u8) -> Option<Key> {
    let text = std::str::from_utf8(parameters).ok()?;
    if text.contains(|sign: char| !matches!(sign, '0'..='9' | ';' | ':')) {
        return None;
    }
    let mut fields = text.split(';');
    let first = fields.next().unwrap_or_default();
    let second = fields.next().unwrap_or_default();
    if last == b'u' {
        return reported(first, second);
    }
    let number = first.parse().unwrap_or(1_u32);
    if last == b'~' && number == 27 {
        return reported(fields.next()?, second);
    }
    let code = match last {
        b'~' => numbered(number)?,
        b'Z' => KeyCode::BackTab,
        // With a row other than the first it is an answer about the cursor.
        b'R' if number != 1 => return None,
        _ => lettered(last)?,
    };
    Some(Key::new(code).with(modifiers(second)?))
}

/// The deed of the mouse of `ESC [ < button ; column ; row last`.
pub(super) fn mouse_of(parameters: &[u8], last: u8) -> Option<Mouse> {
    let text = std::str::from_utf8(parameters).ok()?.strip_prefix('<')?;
    let mut numbers = text.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    // Shift, Alt and Control held change nothing.
    let deed = match (button & !0b1_1100, last) {
        (64, b'M') => Deed::WheelUp,
        (65, b'M') => Deed::WheelDown,
        (0, b'M') => Deed::Click,
        _ => return None,
    };
    Some(Mouse {
        deed,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
    })
}

/// The key of `ESC O last`.
pub(super) fn shifted(last: u8) -> Option<Key> {
    if last == b'M' {
        return Some(Key::new(KeyCode::Enter));
    }
    lettered(last).map(Key::new)
}

/// The key of `ESC [ [ last`.
pub(super) fn console(last: u8) -> Option<Key> {
    let number = last.checked_sub(b'A').filter(|idx| *idx < 5)? + 1;
    Some(Key::new(KeyCode::F(number)))
}

/// Says whether bytes that come too late after an `ESC` are still its sequence.
///
/// Shape: only whole sequences of cursor keys and `~` keys; `[u`, `[e`, `[h`
/// and the like are keys of ours.
pub(super) fn is_late_tail(bytes: &[u8]) -> bool {
    match bytes {
        [b'O', last] => lettered(*last).is_some(),
        [b'[', parameters @ .., last] => {
            let is_number = parameters
                .iter()
                .all(|byte| matches!(byte, b'0'..=b'9' | b';'));
            let is_cursor = matches!(last, b'A'..=b'D' | b'F' | b'H');
            is_number && (is_cursor || *last == b'~' && !parameters.is_empty())
        }
        _ => false,
    }
}

fn lettered(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    let function = |from: u32, first: u8| {
        let idx = u8::try_from(number - from).unwrap_or(0);
        KeyCode::F(first + idx)
    };
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23..=26 => function(23, 11),
        28..=29 => function(28, 15),
        31..=34 => function(31, 17),
        _ => return None,
    })
}

/// A key reported by its code point: `code:shifted` and `modifiers:event`.
fn reported(code: &str, state: &str) -> Option<Key> {
    let (held, event) = state.split_once(':').unwrap_or((state, "1"));
    if event == "3" {
        return None;
    }
    let modifiers = modifiers(held)?;
    let mut codes = code.split(':').map(|code| code.parse::<u32>().ok());
    let plain = codes.next()??;
    let shifted = codes.next().flatten().filter(|_| modifiers.shift);
    let code = match plain {
        27 => KeyCode::Esc,
        13 | 57_414 => KeyCode::Enter,
        9 => KeyCode::Tab,
        8 | 127 => KeyCode::Backspace,
        57_399..=57_408 => KeyCode::Char(char::from_digit(plain - 57_399, 10)?),
        // Keys that have no character lie in this private area.
        57_344..=63_743 => return None,
        plain => KeyCode::Char(char::from_u32(shifted.unwrap_or(plain))?),
    };
    if matches!(code, KeyCode::Char(sign) if sign.is_control()) {
        return None;
    }
    Some(Key::new(code).with(modifiers))
}

/// Reads the modifiers: one more than a sum of bits; nothing for keys held with Super and the like.
fn modifiers(text: &str) -> Option<Modifiers> {
    let bits = text.parse().unwrap_or(1_u32).saturating_sub(1);
    // Caps lock and num lock change nothing.
    (bits & 0b0011_1000 == 0).then_some(Modifiers {
        shift: bits & 1 != 0,
        alt: bits & 2 != 0,
        ctrl: bits & 4 != 0,
    })
}
