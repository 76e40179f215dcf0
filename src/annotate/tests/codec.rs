//! Lines as they are written, and bytes as they are found.

use proptest::collection::vec;
use proptest::prelude::*;

use super::samples::{any_entry, article, session};
use crate::annotate::codec::{Decoded, Sum, decode, encode, ids, read};
use crate::annotate::{DamageKind, Entry, EntryId, Op, Reading, Stamp};
use serde_json::Value;

fn tagged(number: u64) -> Entry {
    Entry {
        id: EntryId {
            session: session(1),
            number,
        },
        at: Stamp(1_763_748_000_123),
        by: "ada".to_owned(),
        bulk: None,
        is_auto: false,
        op: Op::TagAdd {
            article: article(1),
            tag: "later".to_owned(),
        },
        extra: String::new(),
    }
}

fn line(number: u64) -> String {
    encode(&tagged(number))
}

/// Checks which acts come out of `bytes`, and which lines are reported.
fn check(bytes: impl AsRef<[u8]>, acts: &[u64], damaged: &[usize]) -> Reading {
    let reading = read(bytes.as_ref());
    let numbers: Vec<u64> = reading.ids().map(|id| id.number).collect();
    assert_eq!(numbers, acts, "acts, damage {:?}", reading.damage);
    let lines: Vec<usize> = reading.damage.iter().map(|damage| damage.line).collect();
    assert_eq!(lines, damaged, "damage {:?}", reading.damage);
    reading
}

#[test]
fn writes_the_line_that_the_format_promises() {
    assert_eq!(
        line(7),
        "{\"v\":1,\"id\":\"s1-7\",\"at\":\"2025-11-21T18:00:00.123Z\",\"by\":\"ada\",\
         \"act\":\"tag.add\",\"article\":{\"id\":\"0a23afe0bd19853e\",\"path\":\"1.txt\",\
         \"sha256\":\"0a23afe0bd19853e6c11f581cc6c59afe1fc6b208b471011cf2338a91e4094ba\"},\
         \"tag\":\"later\",\"c\":\"5d54db18\"}\n"
    );
}

#[test]
fn reads_what_was_written() {
    let both = line(1) + &line(2);
    check(&both, &[1, 2], &[]);
    check(both.trim_end(), &[1, 2], &[]);
    check("", &[], &[]);
}

#[test]
fn reads_what_editors_and_mergers_leave() {
    let both = line(1) + &line(2);
    check(format!("\u{feff}{both}"), &[1, 2], &[]);
    check(both.replace('\n', "\r\n"), &[1, 2], &[]);
    check(both.replace('\n', " \t\n\n  \n"), &[1, 2], &[]);
    check(both.replace('\n', "\r"), &[1, 2], &[1]);
    check(both.repeat(2), &[1, 2], &[]);
    let conflict = format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> x\n", line(1), line(2));
    check(conflict, &[1, 2], &[1, 3, 5]);
    let utf16: Vec<u8> = both.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check([b"\xff\xfe".as_slice(), &utf16].concat(), &[], &[1]);
}

#[test]
fn reads_a_record_spread_over_lines() {
    let value: Value = serde_json::from_str(&line(1)).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let n_lines = pretty.lines().count();
    let reading = check(
        format!("{pretty}\n{}junk\n", line(2)),
        &[1, 2],
        &[1, n_lines + 2],
    );
    assert_eq!(reading.n_lines, n_lines + 2);
}

#[test]
fn a_bad_line_hides_no_other() {
    let around = |junk: &[u8]| [line(1).as_bytes(), junk, b"\n", line(2).as_bytes()].concat();
    check(around(b"junk \x1b[31m"), &[1, 2], &[2]);
    check(around(&[0; 512]), &[1, 2], &[2]);
    check(around(&vec![0xff; 1 << 20]), &[1, 2], &[2]);
    check(around(&vec![b'['; 200_000]), &[1, 2], &[2]);
    check(around(b"{\"v\":1}"), &[1, 2], &[2]);
    check(around(b"{\"v\":\"two\",\"id\":\"s1-9\"}"), &[1, 2], &[2]);
    check(
        around(line(3).replace("s1-3", "S1-3").as_bytes()),
        &[1, 2],
        &[2],
    );
}

#[test]
fn rescues_whole_acts_from_a_broken_line() {
    let mut torn = line(1);
    torn.truncate(40);
    check(format!("{torn}{}", line(2)), &[2], &[1]);
    check(format!("{}\0\0\0{}", line(1), line(2)), &[1, 2], &[2]);
    check(
        format!("{}\0{}", line(1).trim_end(), line(2)),
        &[1, 2],
        &[1],
    );
    // A torn head with a torn tail proves nothing.
    check(format!("{torn}{}", line(2).split_off(10)), &[], &[1]);
}

#[test]
fn applies_and_reports_an_altered_line() {
    let altered = line(1).replace("later", "never");
    let reading = check(&altered, &[1], &[1]);
    assert_eq!(reading.damage[0].kind, DamageKind::Altered);
    assert!(ids(altered.as_bytes()).0.is_empty());

    // What is as it was written wins over what is not, in either order.
    for both in [line(1) + &altered, altered.clone() + &line(1)] {
        let reading = read(both.as_bytes());
        assert_eq!(reading.entries, [tagged(1)]);
    }
}

#[test]
fn keeps_what_a_newer_version_wrote() {
    for newer in [
        r#"{"v":2,"id":"s9-1","at":"2030-01-01T00:00:00Z","act":"fold","new":[{}]}"#,
        r#"{"v":2,"id":"s9-1","article":"another shape"}"#,
        r#"{"v":2,"id":"another form","act":"tag.add"}"#,
    ] {
        let text = format!("{}{newer}\n", line(1));
        let reading = read(text.as_bytes());
        assert_eq!((reading.newer, reading.damage), (vec![2], vec![]));
        assert_eq!(ids(text.as_bytes()).0.len(), 2);
        for entry in &reading.entries[1..] {
            assert_eq!(encode(entry), format!("{newer}\n"));
        }
    }
    let act = line(1).replace("tag.add", "tag.paint");
    let reading = check(&act, &[1], &[1]);
    assert_eq!(encode(&reading.entries[0]), act);
}

#[test]
fn keeps_unknown_fields() {
    let mut entry = tagged(1);
    entry.extra = r#""zz":{"a":[1]}"#.to_owned();
    let reading = check(encode(&entry), &[1], &[]);
    assert_eq!(reading.entries, [entry]);
}

proptest! {
    #[test]
    fn decoding_undoes_encoding(entry in any_entry()) {
        let line = encode(&entry);
        prop_assert_eq!(line.matches('\n').count(), 1);
        prop_assert!(!line.trim_end().contains(char::is_control));
        let decoded = decode(line.trim_end_matches('\n').as_bytes());
        prop_assert_eq!(decoded, Ok(Decoded {
            act: Some(entry.clone()),
            foreign: None,
            sum: Sum::Fits,
        }));
        prop_assert_eq!(encode(&entry), line);
    }

    #[test]
    fn any_prefix_loads(entries in vec(any_entry(), 1..5), cut in any::<prop::sample::Index>()) {
        let text: String = entries.iter().map(encode).collect();
        let cut = cut.index(text.len() + 1);
        let whole = text.as_bytes()[..cut].split_inclusive(|b| *b == b'\n');
        let n_whole = whole.filter(|line| line.ends_with(b"\n")).count();
        let reading = read(&text.as_bytes()[..cut]);
        prop_assert!(reading.entries.starts_with(&entries[..n_whole]));
        prop_assert!(reading.damage.len() <= 1);
    }

    #[test]
    fn any_bytes_are_read(
        bytes in vec(any::<u8>(), 0..200),
        entry in any_entry(),
        at in any::<prop::sample::Index>(),
    ) {
        let mut text = encode(&entry).into_bytes();
        let at = at.index(text.len());
        text.splice(at..at, bytes);
        let reading = read(&text);
        prop_assert!(reading.n_lines >= reading.damage.len());
        for damage in &reading.damage {
            prop_assert!(!damage.what.contains(char::is_control));
        }
        ids(&text);
    }

    #[test]
    fn no_flipped_bit_goes_unseen(entry in any_entry(), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut text = encode(&entry).into_bytes();
        let at = at.index(text.len() - 1);
        text[at] ^= 1_u8 << bit;
        prop_assert!(!read(&text).damage.is_empty());
    }
}
