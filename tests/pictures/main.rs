//! Makes the pictures under `docs/pictures` from the program's own frames.
//!
//! `cargo run --example picture` plays keys to the desk on the sample corpus and
//! writes what it draws.

mod palette;
mod svg;

fn main() {
    let buffer = ratatui::buffer::Buffer::with_lines(["Gleaner"]);
    for palette in [&palette::DARK, &palette::LIGHT] {
        drop(svg::draw(&buffer, palette, "Gleaner"));
    }
}
