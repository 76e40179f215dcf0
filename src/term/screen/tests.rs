//! The screen held against a terminal emulator, cell by cell.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect, Size},
    style::{Color, Modifier, Style},
};

use super::*;

/// A symbol as a widget may put it into a cell, and what the terminal's cells
/// hold then; an empty string is the second half of a wide sign.
const SYMBOLS: [(&str, &[&str]); 19] = [
    ("a", &["a"]),
    ("b", &["b"]),
    ("Z", &["Z"]),
    (" ", &[" "]),
    ("", &[" "]),
    ("é", &["é"]),
    ("e\u{301}", &["e\u{301}"]),
    ("日", &["日", ""]),
    ("한", &["한", ""]),
    (
        "\u{1112}\u{1161}\u{11ab}",
        &["\u{1112}\u{1161}\u{11ab}", ""],
    ),
    ("นี้", &["นี้"]),
    ("❤\u{fe0f}", &["❤"]),
    ("👩\u{200d}👧", &["👩", ""]),
    ("👍🏽", &["👍", ""]),
    ("🇰🇷", &["🇰", "🇷"]),
    ("─", &["─"]),
    ("\x1b[31m", &["?"]),
    ("a\u{202e}", &["?"]),
    ("\u{9b}", &["?"]),
];

const COLORS: [Color; 6] = [
    Color::Reset,
    Color::Red,
    Color::LightBlue,
    Color::Indexed(99),
    Color::Rgb(10, 200, 30),
    Color::DarkGray,
];

const MODIFIERS: [Modifier; 7] = [
    Modifier::empty(),
    Modifier::BOLD,
    Modifier::DIM,
    Modifier::ITALIC,
    Modifier::UNDERLINED,
    Modifier::REVERSED,
    Modifier::BOLD.union(Modifier::UNDERLINED),
];

/// One change to the frame before it is drawn.
#[derive(Clone, Debug)]
enum Change {
    Put {
        x: u16,
        y: u16,
        symbols: Vec<usize>,
        style: Style,
    },
    ClearRow(u16),
    Scroll(i16),
    Resize(u16, u16),
    Forget,
}

fn styles() -> impl Strategy<Value = Style> {
    (0..COLORS.len(), 0..COLORS.len(), 0..MODIFIERS.len()).prop_map(|(fg, bg, modifier)| {
        Style::new()
            .fg(COLORS[fg])
            .bg(COLORS[bg / 2 * (bg % 2)])
            .add_modifier(MODIFIERS[modifier])
    })
}

fn changes() -> impl Strategy<Value = Change> {
    let symbols = prop::collection::vec(0..SYMBOLS.len(), 1..12);
    prop_oneof![
        12 => (0..20_u16, 0..8_u16, symbols, styles())
            .prop_map(|(x, y, symbols, style)| Change::Put { x, y, symbols, style }),
        2 => (0..8_u16).prop_map(Change::ClearRow),
        4 => (-3..4_i16).prop_map(Change::Scroll),
        1 => (1..20_u16, 1..8_u16).prop_map(|(columns, rows)| Change::Resize(columns, rows)),
        1 => Just(Change::Forget),
    ]
}

fn apply(change: &Change, frame: &mut Buffer, screen: &mut Screen, terminal: &mut vt100::Parser) {
    let area = frame.area;
    match change {
        Change::Put {
            x,
            y,
            symbols,
            style,
        } => {
            let mut x = *x;
            for symbol in symbols.iter().map(|idx| SYMBOLS[*idx]) {
                for (at, _) in (x..).zip(symbol.1) {
                    if let Some(cell) = frame.cell_mut((at, *y)) {
                        cell.reset();
                        cell.set_symbol(if at == x { symbol.0 } else { "" });
                        cell.set_style(*style);
                    }
                }
                x += u16::try_from(symbol.1.len()).unwrap();
            }
        }
        Change::ClearRow(y) => {
            for x in 0..area.width {
                if let Some(cell) = frame.cell_mut((x, *y)) {
                    cell.reset();
                }
            }
        }
        Change::Scroll(by) => {
            let old = frame.clone();
            for (x, y) in (0..area.width).flat_map(|x| (0..area.height).map(move |y| (x, y))) {
                let source = y
                    .checked_add_signed(*by)
                    .and_then(|from| old.cell((x, from)));
                frame[(x, y)] = source.cloned().unwrap_or_default();
            }
        }
        Change::Resize(columns, rows) => {
            frame.resize(Rect::new(0, 0, *columns, *rows));
            terminal
                .screen_mut()
                .set_size(sides(*rows), sides(*columns));
        }
        Change::Forget => screen.forget(),
    }
}

fn sides(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).unwrap()
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::DarkGray => vt100::Color::Idx(8),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        _ => vt100::Color::Default,
    }
}

/// Compares what the terminal shows with what the frame holds.
fn compare(frame: &Buffer, terminal: &vt100::Screen) -> Result<(), TestCaseError> {
    for y in 0..frame.area.height {
        let mut x = 0;
        while x < frame.area.width {
            let cell = &frame[(x, y)];
            let mut parts = SYMBOLS
                .iter()
                .find(|known| known.0 == cell.symbol())
                .unwrap()
                .1;
            if usize::from(x) + parts.len() > usize::from(frame.area.width) {
                parts = &[" "];
            }
            for part in parts {
                let shown = terminal.cell(y, x).unwrap();
                let place = format!("{x},{y}: {:?}", terminal.contents());
                prop_assert_eq!(shown.contents().trim(), part.trim(), "sign at {}", place);
                x += 1;
                if part.is_empty() {
                    continue;
                }
                prop_assert_eq!(shown.bgcolor(), color(cell.bg), "background at {}", place);
                let has = |modifier| cell.modifier.contains(modifier);
                prop_assert_eq!(
                    shown.underline(),
                    has(Modifier::UNDERLINED),
                    "line at {}",
                    place
                );
                prop_assert_eq!(
                    shown.inverse(),
                    has(Modifier::REVERSED),
                    "inverse at {}",
                    place
                );
                if !part.trim().is_empty() || has(Modifier::REVERSED) {
                    prop_assert_eq!(shown.fgcolor(), color(cell.fg), "color at {}", place);
                }
                if !part.trim().is_empty() {
                    prop_assert_eq!(shown.bold(), has(Modifier::BOLD), "bold at {}", place);
                    prop_assert_eq!(shown.dim(), has(Modifier::DIM), "dim at {}", place);
                    prop_assert_eq!(shown.italic(), has(Modifier::ITALIC), "italic at {}", place);
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_terminal_shows_what_the_frame_holds(
        columns in 1..20_u16, rows in 1..8_u16,
        frames in prop::collection::vec(prop::collection::vec(changes(), 0..6), 1..8),
        cursor in prop::option::of((0..20_u16, 0..8_u16)),
    ) {
        let size = Size::new(columns, rows);
        let mut screen = Screen::new(size, ColorDepth::True);
        let mut terminal = vt100::Parser::new(sides(rows), sides(columns), 0);
        let mut frame = Buffer::empty(Rect::from(size));
        let cursor = cursor.map(Position::from);
        for changes in &frames {
            for change in changes {
                apply(change, &mut frame, &mut screen, &mut terminal);
            }
            terminal.process(screen.draw(&frame, cursor));
            compare(&frame, terminal.screen())?;
            prop_assert!(screen.draw(&frame, cursor).is_empty());
            let inside = cursor.filter(|at| frame.area.contains(*at));
            prop_assert_eq!(terminal.screen().hide_cursor(), inside.is_none());
            if let Some(at) = inside {
                prop_assert_eq!(terminal.screen().cursor_position(), (at.y, at.x));
            }
        }
    }
}

fn lines(lines: &[&str], columns: u16) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(
        0,
        0,
        columns,
        u16::try_from(lines.len()).unwrap(),
    ));
    for (y, line) in (0..).zip(lines) {
        frame.set_string(0, y, line, Style::new());
    }
    frame
}

/// Returns what is sent for the second frame after the first.
fn sent(first: &Buffer, second: &Buffer) -> String {
    let mut screen = Screen::new(first.area.as_size(), ColorDepth::Ansi256);
    screen.draw(first, None);
    String::from_utf8(screen.draw(second, None).to_vec()).unwrap()
}

#[test]
fn changes_are_sent_as_the_fewest_bytes() {
    let old = lines(&["one two three", "four five six", "seven"], 20);
    for (new, bytes) in [
        (["one two three", "four five six", "seven"], ""),
        (["one two three", "four five six", "sever"], "\x1b[3;5Hr"),
        (
            ["One two threE", "four five six", "seven"],
            "\x1b[HO\x1b[11CE",
        ),
        (["oNe tWo three", "four five six", "seven"], "\x1b[;2HNe tW"),
        (["one", "four five six", "seven"], "\x1b[;4H\x1b[K"),
        (
            ["one two three", "4our five six", "8even"],
            "\x1b[2H4\n\x088",
        ),
        (
            ["one two three", "fouR five six", "sevEn"],
            "\x1b[2;4HR\n\x08E",
        ),
    ] {
        let new = lines(&new, 20);
        assert_eq!(sent(&old, &new), bytes);
    }
}

#[test]
fn the_first_frame_is_drawn_in_full_and_so_is_one_after_forgetting() {
    let frame = lines(&["ab", ""], 4);
    let mut screen = Screen::new(Size::new(4, 2), ColorDepth::Mono);
    let full = b"\x1b[?25l\x1b[r\x1b[m\x1b[H\x1b[2Jab";
    assert_eq!(screen.draw(&frame, None), full);
    screen.forget();
    assert_eq!(screen.draw(&frame, None), full);
}

#[test]
fn the_cursor_alone_costs_its_move() {
    let frame = lines(&["text", ""], 8);
    let mut screen = Screen::new(Size::new(8, 2), ColorDepth::Mono);
    screen.draw(&frame, None);
    assert_eq!(
        screen.draw(&frame, Some(Position::new(2, 1))),
        b"\x1b[2;3H\x1b[?25h"
    );
    assert_eq!(screen.draw(&frame, Some(Position::new(3, 1))), b"\x1b[2;4H");
    assert_eq!(
        screen.draw(&frame, Some(Position::new(99, 1))),
        b"\x1b[?25l"
    );
    assert_eq!(screen.draw(&frame, None), b"");
}

#[test]
fn colors_stay_away_where_there_are_none() {
    let mut frame = lines(&["ab"], 4);
    frame.set_style(
        Rect::new(0, 0, 1, 1),
        Style::new().fg(Color::Rgb(1, 2, 3)).bold(),
    );
    let mut screen = Screen::new(Size::new(4, 1), ColorDepth::Mono);
    let bytes = String::from_utf8(screen.draw(&frame, None).to_vec()).unwrap();
    assert!(bytes.ends_with("\x1b[1ma\x1b[mb"), "{bytes:?}");
}

/// Prose of varied words, one line for each number.
fn prose(line: usize) -> String {
    let words = [
        "minister", "rates", "of", "the", "climate", "said", "bank", "on", "Tuesday",
    ];
    let mut text = String::new();
    let mut seed = line * 7 + 3;
    while text.len() < 60 {
        seed = (seed * 137 + 71) % 10_007;
        text += words[seed % words.len()];
        text.push(' ');
    }
    text
}

#[test]
fn a_list_move_and_a_scroll_stay_within_their_budgets() {
    let page = |from: usize, status: &str, at: u16| {
        let mut rows: Vec<String> = (from..from + 39).map(prose).collect();
        rows.push(status.to_owned());
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut frame = lines(&rows, 120);
        frame.set_string(0, at, ">", Style::new().fg(Color::Yellow).bold());
        frame
    };
    let moved = sent(
        &page(0, "  17/10000  unread", 17),
        &page(0, "  18/10000  unread", 18),
    );
    assert!(moved.len() <= 60, "{} {moved:?}", moved.len());
    let zen = |from, status| {
        let mut frame = page(from, status, 0);
        frame.set_string(0, 0, prose(from), Style::reset());
        frame
    };
    let mut screen = Screen::new(Size::new(120, 40), ColorDepth::True);
    let mut bytes = |from| String::from_utf8(screen.draw(&zen(from, ""), None).to_vec()).unwrap();
    bytes(4);
    let first = bytes(5);
    assert!(first.starts_with("\x1b[1;39r\x1b[39H\n"), "{first:?}");
    // The margins stay, so the lines that follow cost little more than their text.
    let next = bytes(6);
    assert!(next.starts_with("\x1b[39H\n"), "{next:?}");
    assert!(next.len() <= prose(44).len() + 8, "{} {next:?}", next.len());
    // Whatever else changes takes the margins away first.
    let status = String::from_utf8(screen.draw(&zen(6, "  31%"), None).to_vec()).unwrap();
    assert!(status.starts_with("\x1b[r"), "{status:?}");
}

#[test]
fn a_long_frame_is_one_synchronized_update() {
    let rows: Vec<String> = (0..20).map(prose).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let bytes = sent(&lines(&[""; 20], 80), &lines(&rows, 80));
    assert!(bytes.starts_with("\x1b[?2026h") && bytes.ends_with("\x1b[?2026l"));
}

#[test]
fn odd_sizes_are_drawn() {
    for (columns, rows) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)] {
        let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
        for cell in &mut frame.content {
            cell.set_symbol("日");
        }
        let mut screen = Screen::new(Size::new(3, 3), ColorDepth::True);
        screen.draw(&frame, Some(Position::new(0, 0)));
        assert!(screen.draw(&frame, Some(Position::new(0, 0))).is_empty());
    }
}
