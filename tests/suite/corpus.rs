//! Files of every format and trouble, read as a corpus: their blocks come out as expected.
//!
//! What each file must give stands in `tests/data/articles/expected.txt`. To see
//! what is given today, make the test fail: it prints the whole list.

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use gleaner::corpus::Article;
use gleaner::corpus::parse::{Depth, ReadOptions};
use gleaner::io::article::{How, read_articles, read_one};
use gleaner::io::scan::{Found, Root, scan};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles")
}

fn found_in(folder: &Path) -> Vec<Found> {
    let mut all = Vec::new();
    scan(&Root::at(folder), &mut |found| {
        all.push(found);
        ControlFlow::Continue(())
    });
    all
}

fn articles_of(found: &Found) -> Vec<Article> {
    let mut all = Vec::new();
    let options = ReadOptions::default();
    let how = How {
        options: &options,
        depth: Depth::Full,
    };
    read_articles(found, how, &mut |article| {
        all.push(article);
        ControlFlow::Continue(())
    });
    all
}

/// One line for what is known of an article, one for each problem and block.
fn shown(article: &Article) -> String {
    let meta = &article.meta;
    let date = |when: Option<gleaner::corpus::When>| {
        when.map_or_else(|| "-".to_owned(), |when| when.to_string())
    };
    let mut out = format!(
        "{}: {} | {} | {} | {} | {} | {}\n",
        article.path,
        meta.title.as_deref().unwrap_or("-"),
        meta.source.as_deref().unwrap_or("-"),
        meta.authors.join(", "),
        date(meta.published),
        date(meta.modified),
        meta.language.as_deref().unwrap_or("-"),
    );
    if !article.readable {
        out.push_str("  not readable\n");
    }
    for problem in &article.problems {
        let _ = writeln!(out, "  problem: {}", problem.what);
    }
    for block in &article.blocks {
        let head: String = block.span.of(&article.text).chars().take(40).collect();
        let _ = writeln!(
            out,
            "  {} {}",
            block.kind.name(),
            head.replace('\n', "/").trim_end()
        );
    }
    out
}

#[test]
fn each_file_gives_the_expected_blocks() {
    let expected = include_str!("../data/articles/expected.txt");
    let given: String = found_in(&data())
        .iter()
        .filter(|found| !["LICENSES.md", "expected.txt"].contains(&found.relative.as_str()))
        .flat_map(articles_of)
        .map(|article| shown(&article))
        .collect();
    let wrong = given
        .lines()
        .zip(expected.lines())
        .find(|(given, expected)| given != expected);
    assert!(given == expected, "first difference: {wrong:?}\n{given}");
}

#[test]
fn each_article_can_be_read_again_alone() {
    let mut n_records = 0;
    for found in found_in(&data()) {
        for article in articles_of(&found) {
            let again = read_one(
                &found.path,
                &found.relative,
                article.place,
                &ReadOptions::default(),
            );
            assert_eq!(again.text, article.text, "{}", article.path);
            assert_eq!(again.blocks, article.blocks, "{}", article.path);
            assert_eq!(again.sha256, article.sha256, "{}", article.path);
            n_records += usize::from(article.place.record > 0);
        }
    }
    assert_eq!(n_records, 5);
}

#[test]
fn blocks_hold_every_visible_character_once() {
    for article in found_in(&data()).iter().flat_map(articles_of) {
        let mut at = 0;
        for block in &article.blocks {
            let between = article.text.get(at..block.span.start);
            assert_eq!(between.map(str::trim), Some(""), "{}", article.path);
            at = block.span.end;
        }
        let rest = article.text.get(at..).map(str::trim);
        assert_eq!(rest, Some(""), "{}", article.path);
    }
}
