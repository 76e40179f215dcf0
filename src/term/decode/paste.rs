//! [`Pasting`]: a bracketed paste while it comes in.

/// The most that is kept of one paste; the rest is dropped.
const MAX_BYTES: usize = 1 << 20;

/// What ends a paste.
const END: &[u8] = b"\x1b[201~";

/// Ends a paste whose own end got lost on the way.
const GIVE_UP: u8 = 0x03;

/// A paste whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Pasting {
    bytes: Vec<u8>,
    /// The bytes of [`END`] that have come.
    ended: usize,
}

impl Pasting {
    /// Takes a byte; returns the text when the paste is complete.
    pub(super) fn take(&mut self, byte: u8) -> Option<String> {
        if END.get(self.ended) == Some(&byte) {
            self.ended += 1;
            return (self.ended == END.len()).then(|| self.text());
        }
        let begun = std::mem::take(&mut self.ended);
        self.keep(END.get(..begun).unwrap_or_default());
        match byte {
            0x1b => self.ended = 1,
            GIVE_UP => return Some(self.text()),
            _ => self.keep(&[byte]),
        }
        None
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.bytes.len() + bytes.len() <= MAX_BYTES {
            self.bytes.extend_from_slice(bytes);
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes)
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace(
                |sign: char| sign.is_control() && !matches!(sign, '\n' | '\t'),
                "",
            )
    }
}
