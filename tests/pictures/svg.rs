//! A frame as an SVG picture: [`draw`] takes the cells of a buffer as they are.
//!
//! Each run of equal style is one text element that is stretched to the cells it
//! covers, so that the grid holds whatever font the reader of the picture has.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::palette::{Palette, Rgb};

const CELL_WIDTH: f32 = 8.4;
const CELL_HEIGHT: f32 = 18.0;
/// From the top of a cell to the line the letters stand on.
const BASELINE: f32 = 13.5;
const MARGIN: f32 = 10.0;
const FONT_SIZE: f32 = 14.0;

/// How the letters of a run look.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Look {
    ink: Rgb,
    paper: Rgb,
    modifier: Modifier,
}

/// Neighboring cells that look the same.
struct Run {
    start: u16,
    cells: u16,
    text: String,
    look: Look,
    is_plain: bool,
}

/// Draws the buffer; `title` is what a screen reader says.
pub(crate) fn draw(buffer: &Buffer, palette: &Palette, title: &str) -> String {
    let area = buffer.area;
    let width = f32::from(area.width) * CELL_WIDTH + 2.0 * MARGIN;
    let height = f32::from(area.height) * CELL_HEIGHT + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\">\n<title>{}</title>\n<style>\
         text{{font:{FONT_SIZE}px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",\"Noto Sans Mono CJK KR\",\
         monospace;white-space:pre}}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n",
        escape(title),
        palette.paper
    );
    for y in 0..area.height {
        let runs = runs_of_row(buffer, palette, y);
        for run in &runs {
            draw_paper(&mut out, run, y, palette.paper);
        }
        for run in &runs {
            draw_ink(&mut out, run, y);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn runs_of_row(buffer: &Buffer, palette: &Palette, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let Some(cell) = buffer.cell((buffer.area.x + x, buffer.area.y + y)) else {
            break;
        };
        let cells = cells_of(cell);
        let look = look_of(cell, palette);
        let is_plain = cell.symbol().is_ascii();
        match runs.last_mut() {
            Some(run) if run.look == look && run.is_plain && is_plain => {
                run.cells += cells;
                run.text.push_str(cell.symbol());
            }
            _ => runs.push(Run {
                start: x,
                cells,
                text: cell.symbol().to_owned(),
                look,
                is_plain,
            }),
        }
        x += cells;
    }
    runs
}

/// Returns how many cells the symbol of a cell covers.
fn cells_of(cell: &Cell) -> u16 {
    let width = unicode_width::UnicodeWidthStr::width(cell.symbol());
    u16::try_from(width).unwrap_or(1).max(1)
}

fn look_of(cell: &Cell, palette: &Palette) -> Look {
    let ink = palette.rgb(cell.fg).unwrap_or(palette.ink);
    let paper = palette.rgb(cell.bg).unwrap_or(palette.paper);
    let (ink, paper) = if cell.modifier.contains(Modifier::REVERSED) {
        (paper, ink)
    } else {
        (ink, paper)
    };
    let dimmed = cell.modifier.contains(Modifier::DIM);
    Look {
        ink: if dimmed { ink.mixed(paper) } else { ink },
        paper,
        modifier: cell.modifier - (Modifier::REVERSED | Modifier::DIM),
    }
}

fn draw_paper(out: &mut String, run: &Run, y: u16, page: Rgb) {
    if run.look.paper == page {
        return;
    }
    let (left, top) = corner(run.start, y);
    let width = f32::from(run.cells) * CELL_WIDTH;
    put(
        out,
        format_args!(
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{CELL_HEIGHT}\" fill=\"{}\"/>\n",
            run.look.paper
        ),
    );
}

fn draw_ink(out: &mut String, run: &Run, y: u16) {
    let has_line = run
        .look
        .modifier
        .intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT);
    let text = if has_line {
        run.text.as_str()
    } else {
        run.text.trim_end()
    };
    let shown = if has_line { text } else { text.trim_start() };
    if shown.is_empty() {
        return;
    }
    // Only blanks are trimmed, and those of a plain run are one cell each.
    let count = |text: &str| u16::try_from(text.len()).unwrap_or(0);
    let before = count(text) - count(shown);
    let after = count(&run.text) - count(text);
    let (left, top) = corner(run.start + before, y);
    let width = f32::from(run.cells - before - after) * CELL_WIDTH;
    put(
        out,
        format_args!(
            "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{}>{}</text>\n",
            top + BASELINE,
            run.look.ink,
            attributes(run.look.modifier),
            escape(shown)
        ),
    );
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments)
        .expect("writing to a String cannot fail");
}

fn corner(x: u16, y: u16) -> (f32, f32) {
    (
        MARGIN + f32::from(x) * CELL_WIDTH,
        MARGIN + f32::from(y) * CELL_HEIGHT,
    )
}

fn attributes(modifier: Modifier) -> String {
    let mut text = String::new();
    if modifier.contains(Modifier::BOLD) {
        text.push_str(" font-weight=\"bold\"");
    }
    if modifier.contains(Modifier::ITALIC) {
        text.push_str(" font-style=\"italic\"");
    }
    let lines = [
        (Modifier::UNDERLINED, "underline"),
        (Modifier::CROSSED_OUT, "line-through"),
    ];
    let lines: Vec<&str> = lines
        .iter()
        .filter(|(line, _)| modifier.contains(*line))
        .map(|(_, name)| *name)
        .collect();
    if !lines.is_empty() {
        text.push_str(" text-decoration=\"");
        text.push_str(&lines.join(" "));
        text.push('"');
    }
    text
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;
    use crate::palette::DARK;

    fn picture(text: &str, style: Style) -> String {
        let mut buffer = Buffer::with_lines([text]);
        buffer.set_style(buffer.area, style);
        draw(&buffer, &DARK, "a <frame>")
    }

    #[test]
    fn a_run_covers_its_cells() {
        let text = picture("  ab <c>  ", Style::new());
        assert!(text.contains(">ab &lt;c&gt;</text>"), "{text}");
        assert!(
            text.contains("x=\"26.8\"") && text.contains("textLength=\"50.4\""),
            "{text}"
        );
        assert!(text.contains("<title>a &lt;frame&gt;</title>"));
    }

    #[test]
    fn wide_letters_stand_alone_on_two_cells() {
        let text = picture("a한b", Style::new());
        assert!(
            text.contains(
                "textLength=\"16.8\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#d6d6d6\">한<"
            ),
            "{text}"
        );
        assert!(text.contains("x=\"35.2\""), "b stands behind it: {text}");
    }

    #[test]
    fn looks_are_kept() {
        let all = Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
        let text = picture("x ", Style::new().add_modifier(all));
        assert!(text.contains("font-weight=\"bold\" font-style=\"italic\" text-decoration=\"underline line-through\">x <"));
        let reversed = picture(
            "x",
            Style::new()
                .fg(Color::Indexed(196))
                .add_modifier(Modifier::REVERSED),
        );
        assert!(
            reversed.contains("height=\"18\" fill=\"#ff0000\""),
            "{reversed}"
        );
        let dim = picture("x", Style::new().add_modifier(Modifier::DIM));
        assert!(!dim.contains("fill=\"#d6d6d6\""), "{dim}");
    }
}
