//! What a person does, as keys, and what it does to the model.

use gleaner::annotate::{Decision, Stamp, Triage};
use gleaner::app::command::Mode;
use gleaner::app::key::parse_keys;
use gleaner::app::model::{Palette, Pane};
use gleaner::app::mouse::{Deed, Mouse};
use gleaner::app::{Effect, Model, Msg, Wake, update};

use crate::support::desk::Desk;

fn desk(keys: &str) -> Desk {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest();
    desk.press(keys);
    desk
}

fn triage(model: &Model, nth: usize) -> Triage {
    let row = model.row(model.list.shown[nth]).unwrap();
    model.ledger(0).unwrap().triage(row.id)
}

fn tags(model: &Model, nth: usize) -> Vec<String> {
    let row = model.row(model.list.shown[nth]).unwrap();
    let ledger = model.ledger(0).unwrap();
    ledger.tags(row.id).map(str::to_owned).collect()
}

fn said(desk: &Desk) -> String {
    desk.model
        .notices
        .current
        .as_ref()
        .map(|notice| notice.text.clone())
        .unwrap_or_default()
}

#[test]
fn keeping_marks_read_and_goes_on_and_the_same_key_takes_it_back() {
    let desk = desk("m");
    let kept = triage(&desk.model, 0);
    assert_eq!((kept.read, kept.decision), (true, Decision::Kept));
    assert_eq!(desk.model.list.cursor, 1);
    let desk = self::desk("mkm");
    assert_eq!(triage(&desk.model, 0).decision, Decision::Undecided);
}

#[test]
fn nothing_vanishes_from_a_filtered_list_until_the_filter_is_touched() {
    let mut desk = desk("fstate:undecided<CR>");
    let n_all = desk.model.list.shown.len();
    desk.press("d");
    assert_eq!(desk.model.list.shown.len(), n_all);
    desk.press("f<CR>");
    assert_eq!(desk.model.list.shown.len(), n_all - 1);
    desk.press("<Esc>");
    assert_eq!(desk.model.list.shown.len(), n_all);
}

#[test]
fn undo_and_redo_walk_through_single_and_bulk_acts() {
    let mut desk = desk("sxxxd");
    assert!(triage(&desk.model, 0).star);
    let n_discarded = |desk: &Desk| {
        (0..5)
            .filter(|nth| triage(&desk.model, *nth).decision == Decision::Discarded)
            .count()
    };
    assert_eq!(n_discarded(&desk), 3);
    desk.press("u");
    assert_eq!(n_discarded(&desk), 0);
    assert!(triage(&desk.model, 0).star);
    desk.press("u");
    assert!(!triage(&desk.model, 0).star);
    desk.press("<C-r><C-r>");
    assert!(triage(&desk.model, 0).star);
    assert_eq!(n_discarded(&desk), 3);
}

#[test]
fn tags_are_typed_completed_repeated_and_removed() {
    let mut desk = desk("tdefense<CR>j.");
    assert_eq!(tags(&desk.model, 0), ["defense"]);
    assert_eq!(tags(&desk.model, 1), ["defense"]);
    // The completion is taken when it is highlighted.
    desk.press("jtdef<CR>");
    assert_eq!(tags(&desk.model, 2), ["defense"]);
    desk.press("T<CR>");
    assert!(tags(&desk.model, 2).is_empty());
}

#[test]
fn a_filter_that_cannot_be_read_points_at_the_mistake() {
    let desk = desk("fstate:<CR>");
    let prompt = desk.model.prompt.as_ref().expect("the line stays open");
    assert!(prompt.mistake.is_some());
}

#[test]
fn a_passage_is_selected_by_words_highlighted_noted_and_walked_to() {
    let mut desk = desk("<CR>ivww");
    assert_eq!(desk.model.mode, Mode::Mark);
    let selected = desk.model.reader.selection().unwrap();
    desk.press("H");
    assert_eq!(desk.model.reader.marks.len(), 1);
    assert_eq!(desk.model.reader.marks[0].span(), Some(selected));
    desk.press("Nworth a second look<CR>");
    let mark = &desk.model.reader.marks[0].mark;
    assert_eq!(mark.note.as_deref(), Some("worth a second look"));
    desk.press("<Esc>gg]h");
    assert!(said(&desk).starts_with("mark 1/1"), "{}", said(&desk));
    desk.press("iD");
    assert!(desk.model.reader.marks.is_empty());
    desk.press("u");
    assert_eq!(desk.model.reader.marks.len(), 1);
}

#[test]
fn mentions_are_accepted_and_rejected_one_by_one_and_all_at_once() {
    let mut desk = desk("j<CR>ggi<Tab>");
    let here = desk
        .model
        .reader
        .mention_at(desk.model.reader.cursor)
        .expect("a mention")
        .clone();
    desk.press("a");
    assert!(
        desk.model
            .reader
            .mentions
            .iter()
            .any(|mention| mention.span == here.span && mention.is_accepted)
    );
    let n_mentions = desk.model.reader.mentions.len();
    desk.press("x");
    assert_eq!(desk.model.reader.mentions.len(), n_mentions - 1);
    desk.press("uu");
    assert!(
        desk.model
            .reader
            .mentions
            .iter()
            .all(|mention| !mention.is_accepted)
    );
    desk.press("A");
    assert!(
        desk.model
            .reader
            .mentions
            .iter()
            .any(|mention| mention.is_accepted)
    );
}

#[test]
fn an_entity_is_accepted_in_the_whole_corpus_after_a_count_and_undone_as_one() {
    let mut desk = desk("j<CR>ggi<Tab>ga");
    let picker = desk
        .model
        .picker
        .as_ref()
        .expect("the count is shown first");
    let n_articles = picker.items.len();
    assert!(
        n_articles > 1 && picker.title.starts_with("Enter: accept"),
        "{}",
        picker.title
    );
    let n_decided = |desk: &Desk| {
        let ledger = desk.model.ledger(0).unwrap();
        let articles = desk.model.articles.iter();
        articles
            .filter(|(_, row)| ledger.decisions(row.id).next().is_some())
            .count()
    };
    assert_eq!(n_decided(&desk), 0);
    desk.press("<CR>");
    assert_eq!(n_decided(&desk), n_articles);
    desk.press("u");
    assert_eq!(n_decided(&desk), 0);
}

#[test]
fn similar_articles_are_ranked_and_one_is_opened() {
    let mut desk = desk("jj~");
    let picker = desk.model.picker.as_ref().expect("a list of articles");
    assert!(!picker.items.is_empty());
    let before = desk.model.reader.number;
    desk.press("<CR>");
    assert!(desk.model.picker.is_none());
    assert_ne!(desk.model.reader.number, before);
}

#[test]
fn edges_of_a_mark_move_by_words_and_back() {
    let mut desk = desk("<CR>iH");
    let span = |desk: &Desk| desk.model.reader.marks[0].span().unwrap();
    let first = span(&desk);
    desk.press("]");
    let wider = span(&desk);
    assert!(wider.start == first.start && wider.end > first.end);
    desk.press("[");
    assert_eq!(span(&desk), first);
}

#[test]
fn an_article_is_read_after_a_rest_in_its_body_but_not_in_the_list() {
    let mut desk = desk("");
    desk.rest();
    assert!(!triage(&desk.model, 0).read);
    desk.press("<CR>");
    desk.rest();
    assert!(triage(&desk.model, 0).read);
}

#[test]
fn reading_by_itself_is_not_what_undo_takes_back() {
    let mut desk = desk("s<CR>");
    desk.rest();
    desk.press("u");
    assert!(!triage(&desk.model, 0).star);
    assert!(triage(&desk.model, 0).read);
}

#[test]
fn pins_narrow_the_list_to_articles_that_share_them() {
    let mut desk = desk("j");
    desk.rest();
    desk.press("llp");
    assert_eq!(desk.model.focus, Pane::Sidebar);
    let pin = desk.model.list.pins[0];
    let articles = desk.model.entities.get(pin).unwrap().articles.clone();
    assert_eq!(desk.model.list.fitting.len(), articles.len());
    desk.press("<Esc>");
    assert_eq!(desk.model.list.fitting.len(), desk.model.articles.len());
}

#[test]
fn an_unbound_key_says_so() {
    let desk = desk("Z");
    assert!(said(&desk).starts_with("Z is not bound"), "{}", said(&desk));
}

#[test]
fn a_date_that_a_person_sets_is_an_act_and_undo_takes_it_back() {
    let mut desk = desk(":set date 2015-05-18<CR>");
    let date = |desk: &Desk| {
        desk.model
            .row(desk.model.list.shown[0])
            .unwrap()
            .published
            .map(|when| when.to_string())
    };
    assert_eq!(date(&desk).as_deref(), Some("2015-05-18"));
    desk.press("u");
    assert_ne!(date(&desk).as_deref(), Some("2015-05-18"));
    desk.press(":set date someday<CR>");
    assert!(said(&desk).contains("is no date"), "{}", said(&desk));
}

#[test]
fn quitting_asks_to_leave() {
    let desk = desk("q");
    assert!(desk.asked.contains(&Effect::Quit));
}

#[test]
fn over_a_link_the_page_follows_a_held_key_when_it_rests() {
    let mut desk = desk("gg");
    desk.resize(120, 20);
    desk.model.held.is_remote = true;
    let key = parse_keys("j").unwrap()[0];
    let start = desk.model.now.0 + 1000;
    let n_rows = desk.model.list_page();
    for nth in 0..12 {
        update(&mut desk.model, Msg::Key(key, Stamp(start + nth * 33)));
    }
    assert_eq!((desk.model.list.cursor, desk.model.list.top), (12, 0));
    assert!(n_rows < 12);
    update(&mut desk.model, Msg::Woke(Wake::Page, Stamp(start + 500)));
    assert!(desk.model.list.top > 0);
    // A key held for longer turns the page now and then.
    for nth in 0..60 {
        let key = parse_keys(if nth < 30 { "k" } else { "j" }).unwrap()[0];
        update(
            &mut desk.model,
            Msg::Key(key, Stamp(start + 1000 + nth * 50)),
        );
    }
    assert!(desk.model.list.top > 0);
}

#[test]
fn the_wheel_moves_what_is_under_it_and_a_click_selects() {
    let mut desk = desk("");
    let (list, body) = (
        desk.model.layout().list.unwrap(),
        desk.model.layout().body.unwrap(),
    );
    let mouse = |deed, column, row| Msg::Mouse(Mouse { deed, column, row });
    update(&mut desk.model, mouse(Deed::WheelDown, body.x + 5, 9));
    assert_eq!((desk.model.reader.top, desk.model.focus), (3, Pane::List));
    update(&mut desk.model, mouse(Deed::WheelUp, body.x + 5, 9));
    assert_eq!(desk.model.reader.top, 0);
    update(
        &mut desk.model,
        mouse(Deed::Click, list.x + 5, list.y + 1 + 4),
    );
    assert_eq!(desk.model.list.cursor, 2);
    update(
        &mut desk.model,
        mouse(Deed::Click, list.x + 5, list.y + 1 + 5),
    );
    assert_eq!(desk.model.focus, Pane::Body);
    update(&mut desk.model, mouse(Deed::Click, 500, 500));
    assert_eq!(desk.model.focus, Pane::Body);
}

#[test]
fn filters_ask_for_speakers_quotes_and_dates_of_the_text() {
    let shown = |filter: &str| desk(&format!("f{filter}<CR>")).model.list.fitting.len();
    let desk = desk("");
    let n_quoting = desk
        .model
        .said
        .values()
        .filter(|said| said.has_quotes)
        .count();
    assert_eq!(shown("has:quote"), n_quoting);
    let n_about = shown("about:2016");
    assert!(
        n_about > 0 && n_about < desk.model.list.shown.len(),
        "{n_about}"
    );
    assert_eq!(shown("about:1812"), 0);
    assert_eq!(shown("said-by:nobody"), 0);
}

#[test]
fn tags_that_a_record_brings_along_are_found_and_shown() {
    let mut desk = desk("");
    let record = r#"{"title":"Port shut","text":"The port is shut.","tags":["harbor","to read"]}"#;
    desk.bring(&[("zz/a.jsonl", record)]);
    desk.press("ftag:harbor<CR><CR>");
    assert_eq!(desk.model.list.fitting.len(), 1);
    assert!(desk.model.reader.header.facts.contains("harbor, to read"));
}
