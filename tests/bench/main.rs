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

use std::io::Cursor;
use std::ops::ControlFlow;

use divan::{Bencher, black_box};
use gleaner::app::model::Palette;
use gleaner::corpus::parse::{Bytes, Depth, ReadOptions, Reading};
use gleaner::corpus::{Article, Block, BlockKind, parse, sample};
use gleaner::index::duplicate::{Signature, groups};
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

/// Reads a plain text of so many kilobytes: the sample's texts, one after the
/// other.
#[divan::bench(args = [1, 5, 100, 750])]
fn read_plain_text(bencher: Bencher<'_, '_>, n_kilobytes: usize) {
    let mut text = String::new();
    for (_, part) in sample::files().iter().cycle() {
        text.push_str(part);
        text.push('\n');
        if text.len() >= n_kilobytes << 10 {
            break;
        }
    }
    text.truncate(text.floor_char_boundary(n_kilobytes << 10));
    bencher
        .counter(divan::counter::BytesCount::new(text.len()))
        .bench(|| parse::first("a.txt", text.as_bytes()).blocks.len());
}

/// Reads JSON lines as far as a list needs them.
#[divan::bench]
fn list_json_lines(bencher: Bencher<'_, '_>) {
    let mut lines = String::new();
    for (nth, article) in articles().iter().cycle().take(1_000).enumerate() {
        let record = serde_json::json!({
            "id": nth, "title": "Port council votes", "source": "The Gazette",
            "author": "Ada Marsh", "published": "2014-05-27T08:00:00Z", "text": article.text,
        });
        lines.push_str(&record.to_string());
        lines.push('\n');
    }
    let options = ReadOptions::default();
    bencher
        .counter(divan::counter::BytesCount::new(lines.len()))
        .bench(|| {
            let reading = Reading {
                depth: Depth::Listed,
                ..Reading::of("a.jsonl", &options)
            };
            let mut n_read = 0;
            let mut bytes = Cursor::new(lines.as_bytes());
            parse::read(&reading, Bytes::File(&mut bytes), &mut |_| {
                n_read += 1;
                ControlFlow::Continue(())
            });
            n_read
        });
}

/// Reads a page of HTML: the sample's texts, among links.
#[divan::bench]
fn read_a_page(bencher: Bencher<'_, '_>) {
    let mut page = "<!doctype html><html><head><title>Port</title></head><body>".to_owned();
    page.push_str(&"<li class=\"nav\"><a href=\"/section/one\">Section</a></li>".repeat(400));
    for article in articles() {
        let paragraphs = article.text.split('\n').filter(|line| !line.is_empty());
        page.extend(paragraphs.map(|line| format!("<p class=\"text\">{line}</p>\n")));
    }
    bencher
        .counter(divan::counter::BytesCount::new(page.len()))
        .bench(|| parse::first("a.html", page.as_bytes()).blocks.len());
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
fn signatures_of_duplicates(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let n_bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher
        .counter(divan::counter::BytesCount::new(n_bytes))
        .bench(|| articles.iter().filter_map(Signature::of).count());
}

/// Groups 100,000 articles, of which every twentieth is another one with one
/// word changed.
#[divan::bench(sample_count = 5)]
fn group_100_000_articles(bencher: Bencher<'_, '_>) {
    let signature = |nth: u64| {
        let mut state = nth + u64::from(nth.is_multiple_of(20));
        let mut words: Vec<String> = Vec::new();
        for _ in 0..120 {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(9);
            words.push(format!("w{}", (state >> 33) % 5_000));
        }
        words.push(format!("v{nth}"));
        let text = words.join(" ");
        let mut article = Article::default();
        article.blocks.push(Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        });
        article.text = text;
        Signature::of(&article)
    };
    let articles: Vec<(u64, Signature)> = (0..100_000)
        .filter_map(|nth| Some((nth, signature(nth)?)))
        .collect();
    bencher.bench(|| groups(articles.iter().map(|(key, of)| (*key, of))).len());
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
