//! Journals of every version ever released still load, and mean the same.

use gleaner::annotate::{
    Decision, Journal, MarkId, MetaField, Op, Reading, SessionId, Triage, codec, compact,
};
use gleaner::corpus::ArticleId;

const V1: &str = include_str!("../data/journals/v1.gleaner.jsonl");

const A: ArticleId = ArticleId(0x1f0c_9be4_2d7a_6035);
const B: ArticleId = ArticleId(0xa90b_1c2d_3e4f_5061);

fn journal_of(reading: Reading) -> Journal {
    let session = SessionId::parse("now").unwrap();
    let mut journal = Journal::new(session, "Ada".to_owned());
    journal.load(reading.entries);
    journal
}

/// Checks what the acts of the file add up to.
fn check_state(journal: &Journal) {
    let ledger = journal.ledger();
    let kept = Triage {
        read: true,
        decision: Decision::Kept,
        star: true,
    };
    assert_eq!(ledger.triage(A), kept);
    assert_eq!(ledger.triage(B), Triage::default());
    assert!(ledger.tags(A).eq(["follow-up"]));
    assert_eq!(ledger.tags(B).count(), 0);

    let mark = ledger.mark(&MarkId("k3f8q2m0ab1c-6".to_owned())).unwrap();
    assert_eq!(mark.label.as_deref(), Some("claim"));
    assert_eq!(mark.note.as_deref(), Some("Says who?\nA \"source\"."));
    assert_eq!((mark.selector.start, mark.selector.end), (10, 22));
    assert_eq!(ledger.marks(B).count(), 0);

    assert_eq!(ledger.decisions(A).count(), 1);
    assert_eq!(ledger.decisions(B).next().unwrap().kind, "place");
    assert_eq!(ledger.meta(B, MetaField::Published), Some("2015-05-18"));
    assert_eq!(ledger.meta(A, MetaField::Title), None);
}

#[test]
fn version_1_loads_and_means_what_it_meant() {
    let reading = codec::read(V1.as_bytes());
    assert_eq!(reading.damage, []);
    assert_eq!(reading.entries.len(), V1.lines().count());
    let is_unknown = |op: &Op| matches!(op, Op::Unknown { .. });
    assert!(!reading.entries.iter().any(|entry| is_unknown(&entry.op)));
    check_state(&journal_of(reading));
}

#[test]
fn version_1_is_written_as_ever() {
    let lines: String = codec::read(V1.as_bytes())
        .entries
        .iter()
        .map(codec::encode)
        .collect();
    assert_eq!(lines, V1);
}

#[test]
fn merging_is_the_union_of_lines() {
    let half = V1.lines().count() / 2;
    let (early, late): (Vec<_>, Vec<_>) = V1
        .split_inclusive('\n')
        .enumerate()
        .partition(|(n, _)| *n < half);
    let join = |lines: Vec<(usize, &str)>| lines.into_iter().map(|(_, line)| line).collect();
    let (early, late): (String, String) = (join(early), join(late));
    let merged = compact::merged(late.as_bytes(), early.as_bytes()).unwrap();
    assert_eq!(
        compact::merged(early.as_bytes(), V1.as_bytes()).unwrap(),
        merged
    );
    check_state(&journal_of(codec::read(&merged)));
    let mut sorted: Vec<&str> = V1.lines().collect();
    sorted.sort_unstable();
    let mut lines: Vec<&str> = std::str::from_utf8(&merged).unwrap().lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, sorted);
}

#[test]
fn compacting_changes_nothing_that_people_see() {
    let rest = compact::compacted(V1.as_bytes()).unwrap();
    assert!(rest.n_after < rest.n_before);
    check_state(&journal_of(codec::read(&rest.bytes)));
    // An older copy brings nothing back.
    let merged = compact::merged(&rest.bytes, V1.as_bytes()).unwrap();
    check_state(&journal_of(codec::read(&merged)));
}
