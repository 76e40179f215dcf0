//! Tells formats that are no text by the bytes they begin with ([`name`]).
//!
//! Knows nothing of what the formats hold; reading them is not for this file.

/// First bytes and the name of the format, for people.
const SIGNS: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xFF\xD8\xFF", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"II*\0", "TIFF image"),
    (b"MM\0*", "TIFF image"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip archive"),
    (b"PK\x05\x06", "zip archive"),
    (b"\x1F\x8B\x08", "gzip data"),
    (b"\x28\xB5\x2F\xFD", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xFD7zXZ\0", "xz data"),
    (b"7z\xBC\xAF\x27\x1C", "7-zip archive"),
    (b"Rar!\x1A\x07", "RAR archive"),
    (b"\x7FELF", "program"),
    (b"MZ\x90\0", "program"),
    (b"\xCA\xFE\xBA\xBE", "program"),
    (b"\xCF\xFA\xED\xFE", "program"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old office document"),
    (b"{\\rtf", "RTF document"),
    (b"ID3\x02", "sound"),
    (b"ID3\x03", "sound"),
    (b"ID3\x04", "sound"),
    (b"OggS\0", "sound or film"),
    (b"fLaC", "sound"),
    (b"RIFF", "sound, film or image"),
    (b"\x1A\x45\xDF\xA3", "film"),
    (b"\0asm", "program"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
];

/// Returns the name of the format, where these bytes are one that is not text.
pub(super) fn name(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(257..262) == Some(b"ustar") {
        return Some("tar archive");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("film");
    }
    let (sign, name) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign))?;
    // Signs that are words could begin a text.
    let is_word = sign.iter().all(u8::is_ascii_alphanumeric);
    let has_controls = || {
        let head = bytes.get(..64).unwrap_or(bytes);
        head.iter().any(|&byte| byte < 9 || !byte.is_ascii())
    };
    (!is_word || has_controls()).then_some(name)
}
