//! Frames of the whole desk on the sample corpus: the panes fit, the grid stays straight.

use gleaner::app::model::Palette;

use crate::support::desk::{Desk, text_of};

/// What a person may do on the first day, in the notation of the command table.
const FIRST_DAY: &[&str] = &[
    "jj",
    "<CR>",
    "<Space>",
    "<Space>",
    "<Space>",
    "h",
    "s",
    "m",
    "u",
    "tguidelines<CR>",
    "ftag:guidelines<CR>",
    "<Esc>",
    "/Tokyo<CR>",
    "nnN",
    "<Esc>",
    "]e",
    "]e",
    "l",
    "jj",
    "p",
    "<Esc>",
    "gg",
    "i",
    "vww",
    "H",
    "<Tab>",
    "a",
    "x",
    "N",
    "a note<CR>",
    "<Esc>",
    "<Esc>",
    "<Esc>",
    "]h",
    "?",
    "<Esc>",
    "<C-p>",
    "thaad",
    "<Esc>",
    "z",
    "z",
    "\\",
    "c",
    "+",
    "-",
    "S",
    "<Esc>",
    ":messages<CR>",
    "<Esc>",
    "uuuu",
    "<C-r>",
    ".",
];

#[test]
fn every_size_is_drawn_at_any_time() {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    let sizes = [
        (120, 40),
        (80, 24),
        (30, 10),
        (1, 1),
        (0, 0),
        (5, 3),
        (200, 60),
        (79, 19),
    ];
    for (nth, keys) in FIRST_DAY.iter().enumerate() {
        let (columns, rows) = sizes[nth % sizes.len()];
        desk.resize(columns, rows).press(keys);
        let frame = desk.frame();
        assert_eq!(
            (frame.area.width, frame.area.height),
            (columns, rows),
            "after {keys}"
        );
        desk.rest();
        desk.frame();
    }
}

#[test]
fn the_first_screen_shows_list_text_and_entities() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        let mut desk = Desk::new(columns, rows, Palette::Dark);
        desk.rest();
        let text = text_of(&desk.frame());
        for part in ["Start here", "Seoul and Tokyo sign", "Press j and k"] {
            assert!(
                text.contains(part),
                "no «{part}» at {columns}x{rows}:\n{text}"
            );
        }
        assert_eq!(text.contains("Tokyo  "), columns >= 110, "{text}");
    }
}
