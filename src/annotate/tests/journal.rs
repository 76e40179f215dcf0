//! Laws of the journal, and the few cases that a person would name.

use proptest::collection::vec;
use proptest::prelude::*;

use super::samples::{article, mark, near_op, session, target};
use std::collections::BTreeSet;

use crate::annotate::codec::{encode, read};
use crate::annotate::compact::{compacted, merged};
use crate::annotate::{
    Decision, Entry, Journal, Ledger, MarkId, Op, Present, Stamp, Target, Triage, TriageChange,
};
use crate::corpus::ArticleId;

fn journal(n: u8) -> Journal {
    Journal::new(session(n), format!("author {n}"))
}

fn folded(entries: &[Entry]) -> Ledger {
    reloaded(entries, 1).ledger().clone()
}

fn reloaded(entries: &[Entry], n: u8) -> Journal {
    let mut journal = Journal::new(session(9), format!("author {n}"));
    journal.load(entries.to_vec());
    journal
}

fn tag(article: Target, tag: &str) -> Op {
    let tag = tag.to_owned();
    Op::TagAdd { article, tag }
}

fn keep(article: Target) -> Op {
    let change = TriageChange {
        read: Some(true),
        decision: Some(Decision::Kept),
        star: None,
    };
    Op::Triage { article, change }
}

fn tags(journal: &Journal, n: u8) -> Vec<&str> {
    journal.ledger().tags(article(n).id).collect()
}

#[test]
fn keeping_marks_as_read_and_undo_takes_back_both() {
    let mut journal = journal(1);
    journal.act(vec![keep(article(1))], Stamp(5));
    let kept = Triage {
        read: true,
        decision: Decision::Kept,
        star: false,
    };
    assert_eq!(journal.ledger().triage(article(1).id), kept);
    let undone = journal.undo(Stamp(6)).unwrap();
    assert_eq!(undone.what, [keep(article(1))]);
    assert_eq!(journal.ledger().triage(article(1).id), Triage::default());
    journal.redo(Stamp(7)).unwrap();
    assert_eq!(journal.ledger().triage(article(1).id), kept);
    assert_eq!(journal.redo(Stamp(8)), None);
}

#[test]
fn a_bulk_act_is_undone_as_one() {
    let mut journal = journal(1);
    let made = journal.act(vec![tag(article(1), "x"), tag(article(2), "x")], Stamp(1));
    assert!(made.iter().all(|entry| entry.bulk == Some(made[0].id)));
    assert_eq!(journal.ledger().tag_counts()["x"], 2);
    assert_eq!(journal.undo(Stamp(2)).unwrap().entries.len(), 1);
    assert!(journal.ledger().tag_counts().is_empty());
}

#[test]
fn what_is_seen_last_wins_whatever_the_clock_says() {
    let mut journal = journal(1);
    journal.act(vec![keep(article(1))], Stamp(100));
    let back = Op::Triage {
        article: article(1),
        change: TriageChange {
            decision: Some(Decision::Discarded),
            ..TriageChange::default()
        },
    };
    let made = journal.act(vec![back], Stamp(50));
    assert_eq!(made[0].at, Stamp(101));
    let triage = journal.ledger().triage(article(1).id);
    assert_eq!(triage.decision, Decision::Discarded);
}

#[test]
fn a_mark_is_named_by_its_act_and_changed_by_its_name() {
    let mut journal = journal(1);
    let made = journal.act(
        vec![Op::MarkAdd {
            article: article(1),
            mark: mark("", "a"),
        }],
        Stamp(1),
    );
    let id = MarkId::of(&made[0].id);
    assert_eq!(id.as_str(), "s1-1");
    journal.act(
        vec![Op::MarkChange {
            article: article(1),
            mark: mark("s1-1", "b"),
        }],
        Stamp(2),
    );
    let label = |journal: &Journal| journal.ledger().mark(&id).and_then(|m| m.label.clone());
    assert_eq!(label(&journal).as_deref(), Some("b"));
    journal.undo(Stamp(3));
    assert_eq!(label(&journal).as_deref(), Some("a"));
    journal.undo(Stamp(4));
    assert_eq!(label(&journal), None);
}

#[test]
fn undo_leaves_other_authors_and_running_sessions_alone() {
    let mut ours = journal(1);
    let mut theirs = journal(2);
    let mut same_author = Journal::new(session(3), "author 1".to_owned());
    ours.load(theirs.act(vec![tag(article(1), "theirs")], Stamp(1)));
    assert_eq!(ours.undo(Stamp(2)), None);

    ours.act(vec![tag(article(1), "ours")], Stamp(3));
    ours.receive(same_author.act(vec![tag(article(1), "beside")], Stamp(4)));
    assert_eq!(ours.undo(Stamp(5)).unwrap().what.len(), 1);
    assert_eq!(tags(&ours, 1), ["beside", "theirs"]);
    assert_eq!(ours.undo(Stamp(6)), None);
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let mut first = journal(1);
    let mut file = first.act(vec![tag(article(1), "a")], Stamp(1));
    file.extend(first.act(vec![tag(article(1), "b"), tag(article(2), "b")], Stamp(2)));
    file.extend(first.undo(Stamp(3)).unwrap().entries);
    let mut second = reloaded(&file, 1);
    assert_eq!(second.redo(Stamp(4)).unwrap().what.len(), 2);
    assert_eq!(tags(&second, 1), ["a", "b"]);
    second.undo(Stamp(5)).unwrap();
    second.undo(Stamp(6)).unwrap();
    assert_eq!(second.undo(Stamp(7)), None);
    assert!(tags(&second, 1).is_empty());
}

#[test]
fn acts_on_a_moved_article_keep_its_first_id() {
    let (old, new) = (article(1), article(2));
    let mut journal = journal(1);
    journal.act(vec![tag(old.clone(), "a")], Stamp(1));
    journal.alias(new.id, old.id);
    let made = journal.act(vec![tag(new.clone(), "b")], Stamp(2));
    let target = made[0].op.article().unwrap();
    assert_eq!((target.id, target.path.as_str()), (old.id, "2.txt"));
    assert_eq!(tags(&journal, 2), ["a", "b"]);
}

#[test]
fn a_moved_article_is_found_by_path_or_content_when_sure() {
    let mut journal = journal(1);
    for n in 1..=3 {
        journal.act(vec![tag(article(n), "a")], Stamp(1));
    }
    let here = |path, n: u8| Present {
        id: ArticleId::of_path(path),
        path,
        sha256: article(n).sha256,
    };
    let (new, other) = (ArticleId::of_path("new"), article(4).id);
    for (present, expected) in [
        (vec![here("1.txt", 1), here("new", 1)], vec![]),
        (vec![here("new", 1)], vec![(new, article(1).id)]),
        (vec![here("new", 4)], vec![]),
        (vec![here("new", 1), here("4.txt", 1)], vec![]),
        (
            vec![here("new", 1), here("4.txt", 2)],
            vec![(new, article(1).id), (other, article(2).id)],
        ),
    ] {
        assert_eq!(journal.ledger().moved(&present), expected);
    }
    // An act on the article where it is today names its path.
    journal.alias(new, article(1).id);
    let mut moved = target("new");
    moved.sha256 = article(1).sha256;
    let made = journal.act(vec![tag(moved, "b")], Stamp(2));
    assert_eq!(made[0].op.article().unwrap().id, article(1).id);
    let again = reloaded(
        &journal.entries().into_iter().cloned().collect::<Vec<_>>(),
        1,
    );
    let edited = vec![here("new", 9)];
    assert_eq!(again.ledger().moved(&edited), [(new, article(1).id)]);
}

#[derive(Clone, Debug)]
enum Step {
    Act(Vec<Op>),
    Undo,
    Redo,
    /// Both sessions read what the other wrote.
    Exchange,
}

fn steps() -> impl Strategy<Value = Vec<(bool, u8, Step)>> {
    let step = prop_oneof![
        5 => vec(near_op(), 1..4).prop_map(Step::Act),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Exchange),
    ];
    vec((any::<bool>(), 0_u8..4, step), 0..40)
}

/// Runs two sessions; returns both and all lines in the order of writing.
fn play(steps: Vec<(bool, u8, Step)>) -> ([Journal; 2], Vec<Entry>) {
    let mut both = [journal(1), journal(2)];
    let mut lines = Vec::new();
    let mut now = 0;
    for (second, pause, step) in steps {
        now += i64::from(pause);
        let side = &mut both[usize::from(second)];
        match step {
            Step::Act(ops) => lines.extend(side.act(ops, Stamp(now))),
            Step::Undo => lines.extend(side.undo(Stamp(now)).into_iter().flat_map(|u| u.entries)),
            Step::Redo => lines.extend(side.redo(Stamp(now)).into_iter().flat_map(|u| u.entries)),
            Step::Exchange => both.iter_mut().for_each(|side| side.receive(lines.clone())),
        }
    }
    for side in &mut both {
        side.receive(lines.clone());
    }
    (both, lines)
}

/// Folds the plain way: sort, decide from the end, apply from the start.
fn naive(entries: &[Entry]) -> Ledger {
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|entry| (entry.at, entry.id));
    let mut undone = BTreeSet::new();
    for entry in sorted.iter().rev() {
        if let Op::Undo { undoes } = &entry.op
            && !undone.contains(&entry.id)
        {
            undone.extend(undoes.iter().copied());
        }
    }
    // One live act at a time needs no undo and no order of arrival.
    let mut journal = journal(8);
    let live = sorted.iter().filter(|entry| !undone.contains(&entry.id));
    for entry in live.filter(|entry| !matches!(entry.op, Op::Undo { .. })) {
        journal.receive(vec![entry.clone()]);
    }
    journal.ledger().clone()
}

/// Compares what people see of two ledgers.
fn same_state(a: &Ledger, b: &Ledger) -> Result<(), TestCaseError> {
    for n in 0..3 {
        let id = article(n).id;
        prop_assert_eq!(a.triage(id), b.triage(id));
        prop_assert!(a.tags(id).eq(b.tags(id)));
        prop_assert!(a.decisions(id).eq(b.decisions(id)));
        for field in crate::annotate::MetaField::ALL {
            prop_assert_eq!(a.meta(id, field), b.meta(id, field));
        }
        let sorted = |ledger: &Ledger| {
            let mut marks: Vec<_> = ledger.marks(id).cloned().collect();
            marks.sort_by(|a, b| a.id.cmp(&b.id));
            marks
        };
        prop_assert_eq!(sorted(a), sorted(b));
        for mark in a.marks(id) {
            prop_assert_eq!(a.mark(&mark.id), Some(mark));
        }
    }
    prop_assert!(a.entities().eq(b.entities()));
    prop_assert_eq!(a.tag_counts(), b.tag_counts());
    prop_assert_eq!(a.label_counts(), b.label_counts());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn replay_equals_live_in_any_order((steps, seed) in (steps(), any::<u64>())) {
        let (both, lines) = play(steps);
        prop_assert_eq!(both[0].ledger(), both[1].ledger());
        prop_assert_eq!(&folded(&lines), both[0].ledger());
        same_state(&naive(&lines), both[0].ledger())?;

        let mut shuffled = lines.clone();
        let mut random = seed;
        for at in (1..shuffled.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let other = usize::try_from(random >> 33).unwrap() % (at + 1);
            shuffled.swap(at, other);
        }
        prop_assert_eq!(&folded(&shuffled), both[0].ledger());
        let mut piecemeal = journal(8);
        for line in &shuffled {
            piecemeal.receive(vec![line.clone()]);
        }
        prop_assert_eq!(piecemeal.ledger(), both[0].ledger());

        let text: String = shuffled.iter().chain(&lines).map(encode).collect();
        prop_assert_eq!(&folded(&read(text.as_bytes()).entries), both[0].ledger());
    }

    #[test]
    fn undo_then_redo_changes_nothing((steps, n) in (steps(), 1_usize..10)) {
        let (_, lines) = play(steps);
        let mut journal = reloaded(&lines, 1);
        let before = journal.ledger().clone();
        let undone: Vec<_> = (0..n).map_while(|_| journal.undo(Stamp(9))).collect();
        let redone: Vec<_> = (0..undone.len()).map_while(|_| journal.redo(Stamp(9))).collect();
        prop_assert_eq!(journal.ledger(), &before);
        prop_assert!(undone.iter().rev().map(|u| &u.what).eq(redone.iter().map(|u| &u.what)));
    }

    #[test]
    fn a_restart_can_undo_what_the_session_could(steps in steps()) {
        let one_session = steps.into_iter().map(|(_, pause, step)| (false, pause, step)).collect();
        let ([mut live, _], lines) = play(one_session);
        let mut again = reloaded(&lines, 1);
        loop {
            let (a, b) = (live.redo(Stamp(99)), again.redo(Stamp(99)));
            prop_assert_eq!(a.as_ref().map(|u| &u.what), b.as_ref().map(|u| &u.what));
            if a.is_none() {
                break;
            }
        }
        loop {
            let (a, b) = (live.undo(Stamp(99)), again.undo(Stamp(99)));
            prop_assert_eq!(a.as_ref().map(|u| &u.what), b.as_ref().map(|u| &u.what));
            if a.is_none() {
                break;
            }
        }
        for n in 0..3 {
            prop_assert_eq!(live.ledger().triage(article(n).id), Triage::default());
        }
    }

    #[test]
    fn the_union_of_two_files_is_their_merge((steps, cut) in (steps(), any::<prop::sample::Index>())) {
        let (both, lines) = play(steps);
        let cut = cut.index(lines.len() + 1);
        let (a, b) = lines.split_at(cut);
        let mut merged = reloaded(b, 1);
        merged.receive(a.to_vec());
        prop_assert_eq!(merged.ledger(), both[0].ledger());
    }

    #[test]
    fn compacting_keeps_the_state_and_old_copies_bring_nothing_back(
        (steps, n) in (steps(), any::<prop::sample::Index>()),
    ) {
        let (_, lines) = play(steps);
        let text: String = lines.iter().map(encode).collect();
        let rest = compacted(text.as_bytes()).unwrap();
        let whole = folded(&lines);
        prop_assert_eq!(folded(&read(&rest.bytes).entries), whole.clone());

        let n_old = n.index(lines.len() + 1);
        let old: String = lines.iter().take(n_old).map(encode).collect();
        let both = merged(&rest.bytes, old.as_bytes()).unwrap();
        prop_assert_eq!(folded(&read(&both).entries), whole);
    }
}
