//! How long a key, a frame and an article take: `cargo bench`.
//!
//! The corpus is the bundled sample, repeated; what is measured from outside of
//! the program, in a terminal, stands in `docs/performance.md`.

#[expect(
    dead_code,
    reason = "measuring needs less of the desk than the tests do"
)]
#[path = "../suite/support/desk.rs"]
mod desk;

use divan::{Bencher, black_box};
use gleaner::app::model::Palette;
use gleaner::corpus::{Article, parse, sample};
use gleaner::nlp::{Overrides, extract};
use gleaner::term::{ColorDepth, Screen};
use gleaner::text::Span;
use gleaner::text::wrap::wrap;
use ratatui::layout::Size;

use desk::Desk;

fn main() {
    divan::main();
}

fn articles() -> Vec<Article> {
    let mut articles = Vec::new();
    for (path, text) in sample::files() {
        parse::articles(path, text.as_bytes(), &mut |article| articles.push(article));
    }
    articles
}

fn n_bytes() -> usize {
    sample::files().iter().map(|(_, text)| text.len()).sum()
}

#[divan::bench]
fn parse_and_clean(bencher: Bencher<'_, '_>) {
    bencher
        .counter(divan::counter::BytesCount::new(n_bytes()))
        .bench(articles);
}

#[divan::bench]
fn extract_entities(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let n_bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher
        .counter(divan::counter::BytesCount::new(n_bytes))
        .bench(|| {
            articles
                .iter()
                .map(|article| extract(article, &Overrides::default()).mentions.len())
                .sum::<usize>()
        });
}

#[divan::bench]
fn wrap_a_megabyte(bencher: Bencher<'_, '_>) {
    let text =
        "The committee said on Tuesday that the report would be published in full next month. "
            .repeat(12_000);
    bencher.bench(|| wrap(black_box(&text), Span::new(0, text.len()), 76).len());
}

#[divan::bench]
fn key_down_and_frame(bencher: Bencher<'_, '_>) {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    let mut screen = Screen::new(Size::new(120, 40), ColorDepth::Ansi256);
    let mut is_down = false;
    bencher.bench_local(|| {
        is_down = !is_down;
        desk.press(if is_down { "j" } else { "k" });
        let (frame, cursor) = desk.frame();
        screen.draw(&frame, cursor).len()
    });
}

#[divan::bench]
fn page_and_frame(bencher: Bencher<'_, '_>) {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    let mut screen = Screen::new(Size::new(120, 40), ColorDepth::Ansi256);
    desk.press("<CR>");
    let mut is_down = false;
    bencher.bench_local(|| {
        is_down = !is_down;
        desk.press(if is_down { "<C-d>" } else { "<C-u>" });
        let (frame, cursor) = desk.frame();
        screen.draw(&frame, cursor).len()
    });
}
