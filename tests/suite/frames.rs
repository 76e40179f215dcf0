//! Frames of the whole desk on the sample corpus: the panes fit, the grid stays straight.

use gleaner::app::model::Palette;

use ratatui::buffer::Buffer;

use crate::support::desk::Desk;

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
        let (frame, _) = desk.frame();
        assert_eq!(
            (frame.area.width, frame.area.height),
            (columns, rows),
            "after {keys}"
        );
        desk.rest();
        let (_, cursor) = desk.frame();
        assert!(
            cursor.is_none_or(|at| at.x < columns && at.y < rows),
            "the cursor is off the screen after {keys}"
        );
    }
}

#[test]
fn the_first_screen_shows_list_text_and_entities() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        let mut desk = Desk::new(120, 40, Palette::Dark);
        desk.resize(columns, rows).rest();
        let text = text_of(&desk.frame().0);
        for part in ["Start here", "Seoul and Tokyo sign", "learn Gleaner"] {
            assert!(
                text.contains(part),
                "no «{part}» at {columns}x{rows}:\n{text}"
            );
        }
        assert_eq!(text.contains("Who and what"), columns >= 110, "{text}");
    }
}

/// Returns the text of a frame, a line a row, without blanks at the ends.
fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
            line.push_str(symbol);
            let width = unicode_width::UnicodeWidthStr::width(symbol);
            x += u16::try_from(width).unwrap_or(1).max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
