//! The bundled sample corpus, read as any corpus: its titles, sources and dates come out right.

use gleaner::corpus::{Article, BlockKind, parse, sample};

/// Returns all articles of the sample, in corpus order.
fn articles() -> Vec<Article> {
    let mut all = Vec::new();
    for (path, text) in sample::files() {
        parse::articles(path, text.as_bytes(), &mut |article| all.push(article));
    }
    all
}

#[test]
fn title_source_and_date_are_read_off_each_page() {
    let expected = [
        "Start here: learn Gleaner by reading this page | The Sample Gazette | 2026-11-21T09:00:00",
        "Seoul and Tokyo sign pact on military information, four years after first attempt | The Sample Gazette | 2016-11-23T17:40:00",
        "Seoul decides to end military information pact with Japan | Sample Wire | 2019-08-22",
        "(2nd LD) Seoul decides to end military information pact with Japan | Sample Wire | 2019-08-22",
        "Hours before it would lapse, Seoul keeps information pact with Japan alive | - | 2019-11-22T19:05:00+09:00",
        "United States, South Korea and Japan Share North Korea Data Under New Arrangement | - | 2014-12-29",
        "Four More THAAD Launchers Reach the Golf Course at Seongju | Sample Wire | 2017-09-08",
        "Japan and the United States rewrite their defense guidelines | Sample Wire | 2015-04-27",
        "Why there is no supply pact between South Korea and Japan | - | -",
        "SOUTH KOREAN AND JAPANESE DEFENSE MINISTERS MEET IN SINGAPORE | Sample Wire | 2019-06-01",
        "U.S. Forces Korea leaves Seoul for Camp Humphreys after seven decades | THE SAMPLE GAZETTE | -",
        "Japan says destroyer aimed radar at patrol plane; South Korea denies it | Sample Wire | 2018-12-28T20:31:00",
        "[Sample Wire Chronology] A year of North Korean launches | - | 2017-11-29",
        "Seoul and Washington sign one-year deal on the cost of American troops | Sample Wire | 2019-03-08",
        "Wrong angle on a map costs Japan trust in Aegis Ashore plan | The Sample Gazette | 2019-06-06",
    ];
    let found: Vec<String> = articles()
        .iter()
        .map(|article| {
            let meta = &article.meta;
            format!(
                "{} | {} | {}",
                article.headline(),
                meta.source.as_deref().unwrap_or("-"),
                meta.published
                    .map_or_else(|| "-".to_owned(), |when| when.to_string()),
            )
        })
        .collect();
    let wrong: Vec<String> = expected
        .iter()
        .zip(&found)
        .filter(|(expected, found)| **expected != found.as_str())
        .map(|(expected, found)| format!("expected {expected}\n   found {found}"))
        .collect();
    assert_eq!(found.len(), expected.len());
    assert!(
        wrong.is_empty(),
        "{} are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn share_bars_and_link_lists_are_furniture() {
    let all = articles();
    let check = |number: &str, line: &str| {
        let article = all.iter().find(|article| article.path.starts_with(number));
        let article = article.expect("the sample has this article");
        let found = article
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Furniture)
            .any(|block| {
                let text = article.text.get(block.span.start..block.span.end);
                text.is_some_and(|text| text.contains(line))
            });
        assert!(found, "«{line}» of {} is not furniture", article.path);
    };
    check("00", "Link copied");
    check("00", "Share this page");
    check("01", "Most viewed");
    check("04", "[IMAGE 1]");
    check("04", "Related stories");
    check("04", "Trains run late");
    check("05", "About");
    check("06", "Copy URL");
    check("08", "Newsletter");
    check("11", "Sign in to comment");
    check("12", "Previous article");
}

#[test]
fn nothing_in_the_sample_is_a_problem() {
    for article in articles() {
        assert!(article.readable, "{}", article.path);
        assert_eq!(article.problems, [], "{}", article.path);
    }
}
