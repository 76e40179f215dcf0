//! [`Decoder`]: the bytes of a terminal to keys and pastes.
//!
//! A plain state machine: it may be fed in any pieces and never waits. What it
//! cannot decide without waiting, a lone `ESC`, it holds: [`Decoder::pending`]
//! says so, and [`Decoder::flush`] makes it a key when nothing followed in time.
//! Why it is our own: `docs/design/0006-input-decoder.md`.
//!
//! ```text
//!     Ground  -ESC-> Escape        -lead byte-> Letter       -C0, ASCII-> a key
//!     Escape  -[-> Sequence   -O-> Shifted   -] P-> Answer   -other-> Alt + key
//!     Sequence -final-> a key, or Paste after 200~           -ESC-> Escape
//!     Shifted -A..S-> a key                                  -other-> Alt+O, key
//!     Answer  -BEL, ESC \, any control-> Ground
//!     Paste   -ESC[201~ or C-c-> Ground
//! ```

mod paste;
mod sequence;
#[cfg(test)]
mod tests;

use self::paste::Pasting;
use crate::app::key::{Key, KeyCode, Modifiers};
use crate::app::mouse::Mouse;

/// What a person sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    Key(Key),
    Mouse(Mouse),
    /// A bracketed paste: lines end in `\n`, control characters are gone.
    Paste(String),
}

/// Parameters kept of one sequence; a longer one is swallowed.
const MAX_SEQUENCE: usize = 64;

/// Bytes of an unasked answer that are swallowed before we take them for keys.
const MAX_ANSWER: usize = 4096;

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    Escape,
    /// The bytes after `ESC [`.
    Sequence(Vec<u8>),
    /// After `ESC [ [`, as the Linux console names its function keys.
    Console,
    /// After `ESC O`.
    Shifted,
    /// After `ESC ]` or `ESC P`: an answer only if the next byte says so.
    Opening(u8),
    Answer(usize),
    /// An `ESC` inside an answer, most likely the head of its end.
    Ending,
    /// The first bytes of one character, and how many are still to come.
    Letter {
        bytes: Vec<u8>,
        missing: usize,
        alt: bool,
    },
    Paste(Pasting),
}

/// Reads bytes as keys.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// An `ESC` was just made a key because nothing followed in time.
    was_late: bool,
}

impl Decoder {
    /// Takes bytes and appends what they mean.
    ///
    /// Cost: linear; holds at most one paste in memory.
    pub fn feed(&mut self, bytes: &[u8], found: &mut Vec<Input>) {
        if std::mem::take(&mut self.was_late) && sequence::is_late_tail(bytes) {
            self.state = State::Escape;
        }
        for byte in bytes {
            self.take(*byte, found);
        }
    }

    /// Says whether an `ESC` is held that may be a key of its own.
    pub fn pending(&self) -> bool {
        matches!(self.state, State::Escape)
    }

    /// Makes a held `ESC` a key: nothing followed it in time.
    pub fn flush(&mut self, found: &mut Vec<Input>) {
        if self.pending() {
            self.state = State::Ground;
            self.was_late = true;
            found.push(key(KeyCode::Esc));
        }
    }

    fn take(&mut self, byte: u8, found: &mut Vec<Input>) {
        self.state = match std::mem::take(&mut self.state) {
            State::Ground => ground(byte, false, found),
            State::Sequence(bytes) => in_sequence(bytes, byte, found),
            State::Console => {
                found.extend(sequence::console(byte).map(Input::Key));
                State::Ground
            }
            State::Shifted => shifted(byte, found),
            State::Opening(first) => opening(first, byte, found),
            State::Answer(taken) => answer(taken, byte),
            State::Ending if byte == b'\\' => State::Ground,
            State::Escape | State::Ending => escape(byte, found),
            State::Letter {
                bytes,
                missing,
                alt,
            } => letter(bytes, missing, alt, byte, found),
            State::Paste(mut pasting) => match pasting.take(byte) {
                None => State::Paste(pasting),
                Some(text) => {
                    found.push(Input::Paste(text));
                    State::Ground
                }
            },
        };
    }
}

fn ground(byte: u8, alt: bool, found: &mut Vec<Input>) -> State {
    let missing = match byte {
        0x1b => return State::Escape,
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => {
            found.extend(of_byte(byte, alt).map(Input::Key));
            return State::Ground;
        }
    };
    State::Letter {
        bytes: vec![byte],
        missing,
        alt,
    }
}

fn escape(byte: u8, found: &mut Vec<Input>) -> State {
    match byte {
        0x1b => {
            found.push(key(KeyCode::Esc));
            State::Escape
        }
        b'[' => State::Sequence(Vec::new()),
        b'O' => State::Shifted,
        b']' | b'P' => State::Opening(byte),
        _ => ground(byte, true, found),
    }
}

fn in_sequence(mut bytes: Vec<u8>, byte: u8, found: &mut Vec<Input>) -> State {
    match byte {
        0x20..=0x3f => {
            if bytes.len() < MAX_SEQUENCE {
                bytes.push(byte);
            }
            State::Sequence(bytes)
        }
        b'[' if bytes.is_empty() => State::Console,
        b'~' if bytes == b"200" => State::Paste(Pasting::default()),
        0x40..=0x7e => {
            if bytes.len() < MAX_SEQUENCE {
                found.extend(sequence::key_of(&bytes, byte).map(Input::Key));
                found.extend(sequence::mouse_of(&bytes, byte).map(Input::Mouse));
            }
            State::Ground
        }
        _ => ground(byte, false, found),
    }
}

fn shifted(byte: u8, found: &mut Vec<Input>) -> State {
    if let Some(key) = sequence::shifted(byte) {
        found.push(Input::Key(key));
        return State::Ground;
    }
    found.extend(of_byte(b'O', true).map(Input::Key));
    ground(byte, false, found)
}

fn opening(first: u8, byte: u8, found: &mut Vec<Input>) -> State {
    let is_answer = match first {
        b']' => byte.is_ascii_digit(),
        _ => matches!(byte, b'0'..=b'9' | b'>' | b'!' | b'|' | b'$' | b'+'),
    };
    if is_answer {
        return State::Answer(0);
    }
    found.extend(of_byte(first, true).map(Input::Key));
    ground(byte, false, found)
}

fn answer(taken: usize, byte: u8) -> State {
    match byte {
        0x1b => State::Ending,
        0..=0x1f => State::Ground,
        _ if taken == MAX_ANSWER => State::Ground,
        _ => State::Answer(taken + 1),
    }
}

fn letter(
    mut bytes: Vec<u8>,
    missing: usize,
    alt: bool,
    byte: u8,
    found: &mut Vec<Input>,
) -> State {
    if !matches!(byte, 0x80..=0xbf) {
        // The rest never came; what did come is not text.
        return ground(byte, false, found);
    }
    bytes.push(byte);
    if missing > 1 {
        return State::Letter {
            bytes,
            missing: missing - 1,
            alt,
        };
    }
    let sign = std::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| text.chars().next());
    if let Some(sign) = sign.filter(|sign| !sign.is_control()) {
        let modifiers = Modifiers {
            alt,
            ..Modifiers::default()
        };
        found.push(Input::Key(Key::char(sign).with(modifiers)));
    }
    State::Ground
}

/// The key of one byte that is neither `ESC` nor part of a longer character.
fn of_byte(byte: u8, alt: bool) -> Option<Key> {
    let key = match byte {
        b'\r' => Key::new(KeyCode::Enter),
        b'\t' => Key::new(KeyCode::Tab),
        0x08 | 0x7f => Key::new(KeyCode::Backspace),
        0 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(byte - 1 + b'a')),
        0x1c..=0x1f => Key::ctrl(char::from(byte + 0x40)),
        b' '..=b'~' => Key::char(char::from(byte)),
        _ => return None,
    };
    Some(key.with(Modifiers {
        alt,
        ..Modifiers::default()
    }))
}

fn key(code: KeyCode) -> Input {
    Input::Key(Key::new(code))
}
