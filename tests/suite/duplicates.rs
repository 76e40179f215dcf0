//! Stories told by several articles, as a person meets them in the list.

use gleaner::annotate::Decision;
use gleaner::app::model::Palette;
use ratatui::buffer::Cell;

use crate::support::desk::Desk;

/// A report of the same ferry, with a title and a figure of its own.
fn report(title: &str, n_hurt: u32, last: &str) -> String {
    format!(
        "{title}\n\nThe ferry between the two islands stopped on Monday evening, after the wind \
         had torn the ramp from its hinges, the harbor office said.\n\nThe doctor of the town \
         treated {n_hurt} sailors, and the forty passengers who waited on the pier were brought \
         to a school nearby, where they spent the night.\n\nThe office hopes that the ship will \
         sail again in the week after the storm, when a new ramp has come from the \
         mainland.\n\n{last}\n"
    )
}

const TITLES: [&str; 3] = ["Ferry torn off", "Islands cut off", "Ramp lost at sea"];

/// The desk with the sample, and three reports of one story behind it.
fn desk() -> Desk {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    let texts = [
        report(TITLES[0], 12, ""),
        report(TITLES[1], 15, "Nobody knows when that will be."),
        report(TITLES[2], 12, ""),
    ];
    let [a, b, c] = texts.each_ref().map(String::as_str);
    desk.bring(&[("zz/a.txt", a), ("zz/b.txt", b), ("zz/c.txt", c)]);
    desk.rest();
    desk
}

/// The titles of the last rows of the list.
fn last_rows(desk: &Desk, n_rows: usize) -> Vec<&str> {
    let shown = &desk.model.list.shown;
    let last = shown.iter().skip(shown.len() - n_rows);
    last.map(|number| desk.model.row(*number).unwrap().headline())
        .collect()
}

fn number(desk: &Desk, title: &str) -> u32 {
    let mut rows = desk.model.articles.iter();
    rows.find(|(_, row)| row.headline() == title).unwrap().0
}

fn state(desk: &Desk, title: &str) -> (bool, Decision) {
    let row = desk.model.row(number(desk, title)).unwrap();
    let triage = desk.model.ledger(0).unwrap().triage(row.id);
    (triage.read, triage.decision)
}

fn said(desk: &Desk) -> String {
    let notice = desk.model.notices.current.as_ref();
    notice.map_or_else(String::new, |notice| notice.text.clone())
}

fn screen(desk: &Desk) -> String {
    let (buffer, _) = desk.frame();
    let width = usize::from(buffer.area.width);
    let rows = buffer.content.chunks(width);
    let line = |row: &[Cell]| row.iter().map(Cell::symbol).collect();
    rows.map(line).collect::<Vec<String>>().join("\n")
}

#[test]
fn a_story_is_one_row_that_unfolds_and_folds() {
    let mut desk = desk();
    let n_rows = desk.model.list.shown.len();
    desk.press("G");
    assert_eq!(last_rows(&desk, 1), [TITLES[0]]);
    assert!(screen(&desk).contains(" +2"), "{}", screen(&desk));
    desk.press(">");
    assert_eq!(desk.model.list.shown.len(), n_rows + 2);
    assert_eq!(last_rows(&desk, 3), TITLES);
    assert!(screen(&desk).contains("└Islands"), "{}", screen(&desk));
    assert_eq!(desk.model.list.current(), Some(number(&desk, TITLES[0])));
    desk.press("j<lt>");
    assert_eq!(desk.model.list.shown.len(), n_rows);
    assert_eq!(desk.model.list.current(), Some(number(&desk, TITLES[0])));
    desk.press("gg>");
    assert_eq!(said(&desk), "no other article here tells this story");
}

#[test]
fn reading_counts_for_the_story_and_deciding_for_the_article() {
    let mut desk = desk();
    desk.press("Gd");
    assert!(
        said(&desk).ends_with("(2 folded under it: read)"),
        "{}",
        said(&desk)
    );
    let states = TITLES.map(|title| state(&desk, title));
    let undecided = (true, Decision::Undecided);
    assert_eq!(states, [(true, Decision::Discarded), undecided, undecided]);
    desk.press("u");
    let unread = (false, Decision::Undecided);
    assert_eq!(TITLES.map(|title| state(&desk, title)), [unread; 3]);
    desk.press("Gr");
    assert_eq!(TITLES.map(|title| state(&desk, title)), [undecided; 3]);
    desk.press("r");
    assert_eq!(TITLES.map(|title| state(&desk, title)), [unread; 3]);
}

#[test]
fn who_selects_the_row_selects_the_story() {
    let mut desk = desk();
    desk.press("Gx");
    assert_eq!(desk.model.list.selected.len(), 3);
    desk.press("d");
    let discarded = (true, Decision::Discarded);
    assert_eq!(TITLES.map(|title| state(&desk, title)), [discarded; 3]);
    desk.press("Gxx*");
    let n_all = desk.model.articles.iter().count();
    assert_eq!(desk.model.list.selected.len(), n_all);
}

#[test]
fn a_filter_that_fits_a_folded_article_shows_it() {
    let mut desk = desk();
    desk.press("ftitle:ramp<CR>");
    assert_eq!(last_rows(&desk, 1), [TITLES[2]]);
    desk.press("<Esc>fhas:duplicate<CR>");
    // The sample has a story of two.
    assert_eq!(desk.model.list.fitting.len(), 5);
    assert_eq!(last_rows(&desk, 1), [TITLES[0]]);
}

#[test]
fn a_new_version_of_what_was_read_stands_for_the_story() {
    let mut desk = desk();
    desk.press("Grgg");
    let update = report("Ferry sails again", 12, "");
    desk.bring(&[("zz/d.txt", &update)]);
    assert_eq!(last_rows(&desk, 1), ["Ferry sails again"]);
    let story = desk.model.list.story(number(&desk, "Ferry sails again"));
    assert_eq!(story.len(), 4);
}

#[test]
fn the_cursor_keeps_its_article_whatever_comes() {
    let mut desk = desk();
    desk.press("Gr");
    let update = report("Ferry sails again", 12, "");
    desk.bring(&[("zz/d.txt", &update)]);
    assert_eq!(desk.model.list.current(), Some(number(&desk, TITLES[0])));
    // Going to a folded article unfolds its story.
    let folded = number(&desk, TITLES[2]);
    assert!(desk.model.list.go_to(folded));
    assert_eq!(desk.model.list.current(), Some(folded));
}

#[test]
fn what_differs_is_told() {
    let mut desk = desk();
    desk.press("G=");
    let screen = screen(&desk);
    for part in [
        "- Ferry torn off",
        "+ Islands cut off",
        "1 added, 0 removed, 1 changed, 2 sentences the same",
        "~ figure",
        "treated [-12-] {+15+} sailors",
        "+ added",
        "Nobody knows when that will be.",
    ] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    desk.press("<CR>");
    assert_eq!(desk.model.list.current(), Some(number(&desk, TITLES[1])));
    // In an unfolded story an article is held against the first.
    desk.press("hG=");
    assert!(self::screen(&desk).contains("nothing: they say the same"));
    desk.press("<Esc>gg=");
    assert!(said(&desk).starts_with("no other article tells this story"));
}
