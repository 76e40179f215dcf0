//! What the desk says about acts that are not on disk, and how it leaves.

use std::collections::BTreeSet;

use gleaner::annotate::SessionId;
use gleaner::app::model::Palette;
use gleaner::app::{Effect, Msg};

use ratatui::buffer::Cell;

use crate::support::desk::{Desk, Disk};

const TAKES: Disk = Some(Ok(()));
const REFUSES: Disk = Some(Err("the disk is full"));
const WAITS: Disk = None;

fn desk(disk: Disk) -> Desk {
    let mut desk = Desk::new(160, 30, Palette::Mono);
    desk.disk = disk;
    desk
}

fn shows(desk: &Desk, text: &str) -> bool {
    let (buffer, _) = desk.frame();
    let symbols = buffer.content().iter().map(Cell::symbol);
    symbols.collect::<String>().contains(text)
}

fn leaves(desk: &Desk) -> bool {
    desk.asked.contains(&Effect::Quit)
}

#[test]
fn an_act_is_confirmed_by_the_disk_alone() {
    let mut desk = desk(WAITS);
    desk.press("s");
    assert!(!shows(&desk, "✓"));
    desk.disk = TAKES;
    desk.answer();
    assert!(shows(&desk, "✓ starred"));
}

#[test]
fn what_failed_is_told_until_a_later_act_takes_it_along() {
    let mut desk = desk(REFUSES);
    desk.press("s");
    assert!(shows(&desk, "NOT saved (the disk is full"));
    desk.press("j");
    assert!(shows(&desk, "1 NOT saved"));
    desk.disk = TAKES;
    desk.press("s");
    assert!(shows(&desk, "✓ starred"));
    assert!(!shows(&desk, "NOT saved"));
}

#[test]
fn leaving_waits_for_a_slow_disk() {
    let mut desk = desk(WAITS);
    desk.press("sQ");
    assert!(!leaves(&desk));
    desk.disk = TAKES;
    desk.answer();
    assert!(leaves(&desk));
}

#[test]
fn leaving_with_unsaved_acts_is_asked_twice() {
    let mut desk = desk(REFUSES);
    desk.press("sQ");
    assert!(!leaves(&desk));
    desk.press("Q");
    assert!(leaves(&desk));
}

#[test]
fn who_stays_after_the_warning_is_not_sent_away_when_it_is_saved() {
    let mut desk = desk(REFUSES);
    desk.press("sQ");
    desk.disk = TAKES;
    desk.press(":w<CR>");
    assert!(!leaves(&desk) && !shows(&desk, "NOT saved"));
    desk.press("Q");
    assert!(leaves(&desk));
}

#[test]
fn what_a_replaced_file_lost_is_written_again() {
    let mut desk = desk(TAKES);
    desk.press("s");
    desk.tell(Msg::Replaced(0, BTreeSet::new()));
    assert!(shows(&desk, "1 NOT saved"));
    desk.press(":w<CR>");
    assert!(!shows(&desk, "NOT saved"));
}

#[test]
fn what_a_compacted_file_leaves_out_is_not_missed() {
    let mut desk = desk(TAKES);
    desk.press("ss");
    let held: BTreeSet<_> = desk.model.roots[0].journal.essential();
    assert_eq!(held.len(), 1);
    desk.tell(Msg::Replaced(0, held));
    assert!(!shows(&desk, "NOT saved"));
}

#[test]
fn acts_on_two_roots_have_ids_of_their_own() {
    let run = SessionId::from_seed(7);
    let ids: BTreeSet<_> = (0..100).map(|nth| run.of_root(nth)).collect();
    assert_eq!(ids.len(), 100);
    assert_eq!(run.of_root(0), run);
}
