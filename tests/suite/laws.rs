//! Laws of the whole machine: total, deterministic, drawn at any size.

use gleaner::app::model::Palette;
use proptest::prelude::*;

use crate::support::desk::Desk;

/// Keys and what stands between them; the tail of a script may be anything.
const KEYS: &[&str] = &[
    "j",
    "k",
    "gg",
    "G",
    "<C-d>",
    "<C-u>",
    "<Space>",
    "b",
    "h",
    "l",
    "<Tab>",
    "<S-Tab>",
    "<CR>",
    "J",
    "K",
    "<C-o>",
    "go",
    "]u",
    "[u",
    "]e",
    "[e",
    "]h",
    "[h",
    "]q",
    "[q",
    "r",
    "s",
    "m",
    "d",
    "t",
    "T",
    "1",
    "9",
    "x",
    "*",
    "<Esc>",
    "u",
    "<C-r>",
    ".",
    "/",
    "n",
    "N",
    "f",
    "F",
    "S",
    "p",
    "gl",
    "o",
    "y",
    "i",
    "v",
    "z",
    "+",
    "-",
    "\\",
    "c",
    "?",
    "<C-p>",
    ":",
    "<C-l>",
    "q",
    "w",
    "e",
    "0",
    "$",
    "a",
    "A",
    ";",
    "L",
    "H",
    "D",
    "]",
    "[",
    "{",
    "}",
    "<BS>",
    "<Left>",
    "<Right>",
    "<Up>",
    "<Down>",
    "the",
    "Seoul",
    "tag:",
    "state:kept",
    "é",
    "漢",
    "<C-j>",
    "<C-s>",
    "<C-w>",
];

fn script() -> impl Strategy<Value = Vec<(usize, u16, u16)>> {
    prop::collection::vec((0..KEYS.len(), 0..130_u16, 0..45_u16), 1..60)
}

/// Plays a script; now and then the screen changes its size and the keys rest.
fn play(script: &[(usize, u16, u16)]) -> Desk {
    let mut desk = Desk::new(100, 30, Palette::Dark);
    for (nth, (key, columns, rows)) in script.iter().enumerate() {
        desk.press(KEYS[*key]);
        if nth % 5 == 4 {
            desk.resize(*columns, *rows);
        }
        if nth % 7 == 6 {
            desk.rest();
        }
        let (frame, cursor) = desk.frame();
        assert!(
            cursor.is_none_or(|at| frame.area.contains(at)),
            "cursor {cursor:?} outside {:?}",
            frame.area
        );
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_script_gives_a_state_and_the_same_script_the_same_frame(script in script()) {
        let (first, second) = (play(&script), play(&script));
        prop_assert_eq!(first.frame().0, second.frame().0);
        prop_assert_eq!(&first.asked, &second.asked);
    }

    #[test]
    fn undoing_everything_leaves_no_decision(script in script()) {
        let mut desk = play(&script);
        desk.resize(100, 30).press("<Esc><Esc><Esc><Esc><Esc>");
        for _ in 0..70 {
            desk.press("u");
        }
        let ledger = desk.model.ledger(0).unwrap();
        let n_tags = ledger.tag_counts().len();
        let n_marks: usize = desk.model.articles.iter().map(|(_, row)| ledger.marks(row.id).count()).sum();
        prop_assert_eq!((n_tags, n_marks), (0, 0));
    }
}
