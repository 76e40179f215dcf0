//! Makes the pictures under `docs/pictures` from the program's own frames.
//!
//! `cargo run --example picture` plays keys to the desk on the sample corpus and
//! writes what it draws; with a folder as argument it writes there.
#![expect(
    clippy::disallowed_methods,
    reason = "writing files is what this is for"
)]

#[expect(dead_code, reason = "drawing needs less of the desk than the tests do")]
#[path = "../suite/support/desk.rs"]
mod desk;
mod palette;
mod svg;

use std::fs;
use std::io;
use std::path::PathBuf;

use gleaner::app::model::Palette as Theme;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use desk::Desk;
use palette::{DARK, LIGHT, Palette};

/// One picture: its name, what it shows, its size and the keys that lead there.
struct Scene {
    name: &'static str,
    title: &'static str,
    size: (u16, u16),
    keys: &'static str,
}

/// Some decisions, as after a morning of reading.
const MORNING: &str = "rjsmtgsomia<CR>jdtgsomia<CR>mj";

const SCENES: &[Scene] = &[
    Scene {
        name: "desk",
        title: "Gleaner with three panes: articles, text, and who and what is in it",
        size: (120, 36),
        keys: "",
    },
    Scene {
        name: "narrow",
        title: "Gleaner at 80 columns: articles and text",
        size: (80, 24),
        keys: "",
    },
    Scene {
        name: "mark",
        title: "MARK mode: a passage is selected, another bears a label",
        size: (120, 36),
        keys: "<CR>ijjjjjjj0vjeeee;cjjjjjj0vje",
    },
    Scene {
        name: "card",
        title: "The card of an entity: its names, and its articles by time",
        size: (120, 36),
        keys: "<CR>l<CR>",
    },
];

const LOOKS: &[(&str, Theme, &Palette)] = &[
    ("dark", Theme::Dark, &DARK),
    ("light", Theme::Light, &LIGHT),
];

fn main() -> io::Result<()> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "docs/pictures".to_owned());
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder)?;
    for scene in SCENES {
        for (look, theme, palette) in LOOKS {
            let (columns, rows) = scene.size;
            let mut desk = Desk::new(80, 24, *theme);
            desk.resize(columns, rows)
                .rest()
                .press(MORNING)
                .rest()
                .press(scene.keys)
                .rest();
            let picture = svg::draw(&with_cursor(&desk), palette, scene.title);
            fs::write(folder.join(format!("{}-{look}.svg", scene.name)), picture)?;
        }
    }
    Ok(())
}

/// Returns a frame in which the terminal's cursor is a cell like others.
fn with_cursor(desk: &Desk) -> Buffer {
    let (mut buffer, cursor) = desk.frame();
    if let Some(cell) = cursor.and_then(|at| buffer.cell_mut(at)) {
        cell.modifier.toggle(Modifier::REVERSED);
    }
    buffer
}
