use super::*;
use crate::text::Span;
use proptest::prelude::*;

/// One line a block: its kind and its first characters.
fn shown(text: &str) -> String {
    let line = |block: &Block| {
        let head: String = block.span.of(text).chars().take(24).collect();
        format!("{} {}\n", block.kind.name(), head.replace('\n', "/"))
    };
    blocks(text).iter().map(line).collect()
}

/// Compares the blocks of `text`, one a line, with the expected ones.
fn check(text: &str, expected: &str) {
    let lines = expected
        .lines()
        .map(|line| line.trim_start().to_owned() + "\n");
    assert_eq!(shown(text), lines.collect::<String>(), "{text}");
}

#[test]
fn a_page_with_all_its_parts() {
    check(
        "The Harbour Gazette

        Port council votes for a longer pier: report

        By Ada Marsh, harbour editor

        Published : Nov. 19, 2017 - 17:10

        • Link copied
        [IMAGE1]
        LEEDS, Nov. 19 (Reuters) -- The port council voted on Sunday to build a longer pier for the ferries.

        The mayor at the pier on Sunday. Reuters The mayor at the pier on Sunday. Reuters

        The work will take three years, according to the council, and cost less than the old bridge. (Reuters)

        ad_slot_img

        Latest Articles
        Council opens new library",
        "source The Harbour Gazette
        title Port council votes for a
        byline By Ada Marsh, harbour ed
        date Published : Nov. 19, 201
        furniture • Link copied
        furniture [IMAGE1]
        dateline LEEDS, Nov. 19 (Reuters)
        paragraph The port council voted o
        caption The mayor at the pier on
        paragraph The work will take three
        credit (Reuters)
        furniture ad_slot_img
        furniture Latest Articles
        furniture Council opens new librar",
    );
}

#[test]
fn a_text_that_begins_with_a_sentence_has_no_title() {
    check(
        "The council met on Monday and heard two reports on the ferry timetable.

        It will meet again next week, when the last report is due.",
        "paragraph The council met on Monda
        paragraph It will meet again next ",
    );
    check("Only a headline", "title Only a headline");
}

#[test]
fn a_repeated_lead_and_a_date_at_the_end_are_no_paragraphs() {
    let lead = "The council met on Monday and heard two reports on the ferry timetable.";
    check(
        &format!(
            "Council hears reports on ferry\n\n{lead}\n\nIt will meet again next week, when the last report is due.\n\nOctober 31, 2013\nAbout\n\n{lead}"
        ),
        "title Council hears reports on
        paragraph The council met on Monda
        paragraph It will meet again next 
        date October 31, 2013
        furniture About
        furniture The council met on Monda",
    );
}

#[test]
fn a_credit_in_brackets_before_the_lead_makes_a_caption() {
    check(
        "Council hears reports on ferry

        A ferry leaves the old pier on Monday morning. Nobody was on board. (Bo Lind/Dock Pictures)

        The council met on Monday and heard two reports on the ferry timetable.

        Members spoke of two ways to pay for the work. (Tolls/Taxes)

        It will meet again next week, when the last report is due.",
        "title Council hears reports on
        caption A ferry leaves the old p
        credit (Bo Lind/Dock Pictures)
        paragraph The council met on Monda
        paragraph Members spoke of two way
        paragraph It will meet again next ",
    );
}

proptest! {
    /// Blocks are in order, apart, trimmed, and hold all that is visible.
    #[test]
    fn every_visible_character_lies_in_one_block(text in "([ \n]{0,3}(By |[A-Z][a-z]{1,8} |SEOUL, May 3 \\(AP\\) -- |\\(Reuters\\)|Related stories|• |May 3, 2014|[.?]|항구|\u{a0}|\n\n)){0,60}") {
        let mut at = 0;
        for block in blocks(&text) {
            prop_assert!(block.span.start >= at);
            prop_assert!(Span::new(at, block.span.start).of(&text).trim().is_empty());
            let inside = block.span.of(&text);
            prop_assert!(!inside.is_empty() && inside == inside.trim());
            at = block.span.end;
        }
        prop_assert!(Span::new(at, text.len()).of(&text).trim().is_empty());
    }
}
