use proptest::prelude::*;

use super::*;
use crate::app::mouse::Mouse;

/// Returns what the bytes mean, keys in notation, pastes in quotes.
fn read(pieces: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    for piece in pieces {
        decoder.feed(piece, &mut found);
    }
    shown(&found)
}

fn shown(found: &[Input]) -> String {
    let show = |input: &Input| match input {
        Input::Mouse(Mouse { deed, column, row }) => format!("({deed:?} {column} {row})"),
        Input::Key(key) => key.to_string(),
        Input::Paste(text) => format!("{text:?}"),
    };
    found.iter().map(show).collect()
}

fn check(bytes: &str, expected: &str) {
    assert_eq!(read(&[bytes.as_bytes()]), expected, "{bytes:?}");
}

#[test]
fn bytes_are_keys() {
    check("gg A", "gg<Space>A");
    check("\r\n\t\x7f\x08\0", "<CR><C-j><Tab><BS><BS><C-Space>");
    check("\x04\x15\x1c\x1f", "<C-d><C-u><C-\\><C-_>");
    check("é한👍", "é한👍");
    check("\u{85}a", "a");
    assert_eq!(read(&[b"\xffa\xc3(\xe2\x82x"]), "a(x");
    assert_eq!(read(&[b"\xed\x95", b"\x9c"]), "한");
}

#[test]
fn sequences_are_keys() {
    check("\x1b[A\x1b[B\x1bOC\x1bOD", "<Up><Down><Right><Left>");
    check("\x1b[1;5A\x1b[1;2C\x1b[1;3D", "<C-Up><S-Right><A-Left>");
    check(
        "\x1b[H\x1b[4~\x1b[5~\x1b[6~\x1b[3~\x1b[2~",
        "<Home><End><PageUp><PageDown><Del><Insert>",
    );
    check(
        "\x1bOP\x1b[15~\x1b[24~\x1b[3;5~\x1b[[A",
        "<F1><F5><F12><C-Del><F1>",
    );
    check("\x1b[Z\x1bx\x1b\r\x1bé", "<S-Tab><A-x><A-CR><A-é>");
    check("\x1b\x1b[A", "<Esc><Up>");
    check("\x1b\x1b\x1bx", "<Esc><Esc><A-x>");
}

#[test]
fn reported_keys_are_read() {
    check("\x1b[97u\x1b[100;5u\x1b[27u", "a<C-d><Esc>");
    check("\x1b[97;2u\x1b[49:33;2u\x1b[9;2u", "A!<S-Tab>");
    check("\x1b[97;1:3u\x1b[57441;1u\x1b[97;9u", "");
    check("\x1b[27;5;100~", "<C-d>");
    check("\x1b[57400u", "1");
}

#[test]
fn what_is_not_a_key_is_swallowed_whole() {
    check("\x1b[?1;2cj", "j");
    check("\x1b[<0;10;10mj", "j");
    check("\x1b[<2;10;10Mj\x1b[<0;10Mk\x1b[<0;0;0M", "jk");
    check("\x1b[I\x1b[Oj", "j");
    check("\x1b[24;80Rj\x1b[R", "j<F3>");
    check("\x1b]11;rgb:0000/0000/0000\x07j", "j");
    check("\x1bP1+r544e\x1b\\j", "j");
    check("\x1b[201~j", "j");
    check(&format!("\x1b[{}~j", "1;".repeat(400)), "j");
    check("\x1b]x\x1bPy\x1bOz", "<A-]>x<A-P>y<A-O>z");
}

#[test]
fn the_mouse_reports_clicks_and_its_wheel() {
    check("\x1b[<0;10;20Mj", "(Click 9 19)j");
    check("\x1b[<64;1;1M\x1b[<69;2;3M", "(WheelUp 0 0)(WheelDown 1 2)");
}

#[test]
fn a_lone_escape_is_held() {
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    decoder.feed(b"\x1b", &mut found);
    assert!(decoder.pending() && found.is_empty());
    decoder.feed(b"[A", &mut found);
    assert_eq!(shown(&found), "<Up>");
    decoder.feed(b"\x1b", &mut found);
    decoder.flush(&mut found);
    decoder.flush(&mut found);
    assert!(!decoder.pending());
    decoder.feed(b"[u", &mut found);
    assert_eq!(shown(&found), "<Up><Esc>[u");
}

#[test]
fn the_tail_of_a_sequence_that_comes_too_late_is_no_storm_of_keys() {
    for (tail, keys) in [
        ("[A", "<Esc><Up>"),
        ("OB", "<Esc><Down>"),
        ("[5~", "<Esc><PageUp>"),
        ("[A]", "<Esc>[A]"),
        ("j[A", "<Esc>j[A"),
    ] {
        let mut decoder = Decoder::default();
        let mut found = Vec::new();
        decoder.feed(b"\x1b", &mut found);
        decoder.flush(&mut found);
        decoder.feed(tail.as_bytes(), &mut found);
        assert_eq!(shown(&found), keys);
    }
}

#[test]
fn pastes_come_whole_and_clean() {
    check(
        "\x1b[200~one\r\ntwo\rthree\x1b[201~j",
        "\"one\\ntwo\\nthree\"j",
    );
    check(
        "\x1b[200~a\x1b[31mb\u{9b}\x07\tc\x1b[201~",
        "\"a[31mb\\tc\"",
    );
    check("\x1b[200~\x1b[201\x1b[201~j", "\"[201\"j");
    check("\x1b[200~lost end\x03j", "\"lost end\"j");
    let long = format!("\x1b[200~{}\x1b[201~j", "x".repeat(3 << 20));
    assert_eq!(read(&[long.as_bytes()]).len(), (1 << 20) + 3);
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>(),
        "[\u{1b}\\[O;0-9A-Z~u<?\u{7}é한\\\\\\]P]{0,12}".prop_map(String::into_bytes),
        Just(b"\x1b[200~".to_vec()),
        Just(b"\x1b[201~".to_vec()),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_split_gives_the_same_keys(bytes in bytes(), at in prop::collection::vec(any::<prop::sample::Index>(), 0..4)) {
        let mut cuts: Vec<usize> = at.iter().map(|at| at.index(bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|cut| &bytes[cut[0]..cut[1]]).collect();
        prop_assert_eq!(read(&pieces), read(&[&bytes]));
    }
}
