//! Copying to the clipboard of the person's own machine, through the terminal.

use std::io;

use crate::text::visible::is_hidden;

/// The bytes of text that terminals take; the whole sequence is then 100,000.
const MAX_BYTES: usize = 74_994;

/// Returns the sequence that copies `text`, without its hidden characters.
///
/// Errors: the text is longer than terminals take.
/// Source: xterm's ctlseqs, OSC 52; ended by ST, which tmux passes on.
pub(super) fn copy_sequence(text: &str) -> io::Result<Vec<u8>> {
    let clean: String = text
        .chars()
        .filter(|sign| matches!(sign, '\n' | '\t') || !is_hidden(*sign))
        .collect();
    if clean.len() > MAX_BYTES {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "too long for the terminal's clipboard",
        ));
    }
    let mut sequence = b"\x1b]52;c;".to_vec();
    encode(clean.as_bytes(), &mut sequence);
    sequence.extend_from_slice(b"\x1b\\");
    Ok(sequence)
}

/// Source: RFC 4648, section 4.
fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for group in bytes.chunks(3) {
        let byte = |idx: usize| u32::from(group.get(idx).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for idx in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * idx) & 63) as usize];
            out.push(if idx > group.len() { b'=' } else { sign });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let bytes = copy_sequence(text).unwrap();
        let expected = format!("\x1b]52;c;{expected}\x1b\\");
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn text_is_encoded_without_hidden_characters() {
        check("", "");
        check("a", "YQ==");
        check("ab", "YWI=");
        check("abc", "YWJj");
        check("한?>", "7ZWcPz4=");
        check("a\x1b\u{202e}b\n", "YWIK");
    }

    #[test]
    fn long_text_is_refused() {
        assert!(copy_sequence(&"x".repeat(MAX_BYTES)).is_ok());
        assert!(copy_sequence(&"x".repeat(MAX_BYTES + 1)).is_err());
    }
}
