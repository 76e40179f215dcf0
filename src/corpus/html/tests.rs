use super::*;
use crate::text::Span;
use proptest::prelude::*;

/// One line a block: its kind and its first characters.
fn shown(article: &Article) -> String {
    let line = |block: &crate::corpus::Block| {
        let head: String = block.span.of(&article.text).chars().take(28).collect();
        format!("{} {}\n", block.kind.name(), head.trim_end())
    };
    article.blocks.iter().map(line).collect()
}

/// Compares the blocks of a page, one a line, with the expected ones.
fn check(source: &str, expected: &str) {
    let lines = expected.lines().map(|line| line.trim().to_owned() + "\n");
    assert_eq!(shown(&page(source)), lines.collect::<String>(), "{source}");
}

const LEAD: &str =
    "<p>The port council voted on Monday to build a longer pier for the ferries.</p>";
const REST: &str = "<p>The work will take three years and cost less than the old bridge, the council said.</p>\
    <p>It will meet again next week, when the last report on the ferries is due.</p>";

#[test]
fn a_page_with_all_its_parts() {
    check(
        &format!(
            "<!doctype html><title>Council votes for pier | The Gazette</title>
            <nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>
            <main><h1>Council votes for pier</h1>
            <p class=byline>By Ada Marsh</p><p>3 March 2014</p>
            <div class='article-body'>{LEAD}<figure><img src=x alt=no><figcaption>The mayor at the pier.</figcaption></figure>
            <h2>Costs</h2>{REST}<ul><li>one boat</li><li>two boats</li></ul>
            <blockquote><p>We have waited long enough for this.</p></blockquote>
            <div class=related-links><a href=/1>Ferries run again after the storm</a></div></div></main>
            <div id=comments><p>I do not like this pier at all, and I never will, as it is too long.</p></div>
            <footer>© 2014 The Gazette</footer><script>var x = '<p>no</p>';</script>"
        ),
        "furniture Home Sport
        title Council votes for pier
        byline By Ada Marsh
        date 3 March 2014
        paragraph The port council voted on Mo
        caption The mayor at the pier.
        heading Costs
        paragraph The work will take three yea
        paragraph It will meet again next week
        list one boat
        list two boats
        quote We have waited long enough f
        furniture Ferries run again after the
        furniture I do not like this pier at a
        furniture © 2014 The Gazette",
    );
}

#[test]
fn the_frame_of_a_post_is_no_furniture_for_its_tags() {
    check(
        &format!(
            "<article class='post hentry tag-ferry category-news'>{LEAD}{REST}</article><aside>{LEAD}</aside>"
        ),
        "paragraph The port council voted on Mo
        paragraph The work will take three yea
        paragraph It will meet again next week
        furniture The port council voted on Mo",
    );
}

#[test]
fn all_of_a_fragment_is_article() {
    let article = fragment("Short <b>note</b> from the pier<br><br>Second line &amp; last");
    assert_eq!(
        article.text,
        "Short note from the pier\nSecond line & last\n"
    );
    assert_eq!(
        shown(&article),
        "paragraph Short note from the pier\nparagraph Second line & last\n"
    );
}

#[test]
fn what_a_page_states_is_read() {
    let article = page(&format!(
        r#"<html lang=en><head><title>Council votes for pier - The Gazette</title>
        <meta property="og:site_name" content="The Gazette">
        <link rel=canonical href="https://gazette.example/pier">
        <script type="application/ld+json">{{"@type":"NewsArticle","headline":"Council votes for pier",
        "author":[{{"@type":"Person","name":"Ada Marsh"}},{{"@type":"Person","name":"Bo Lind"}}],
        "datePublished":"2014-03-03T17:10:00+01:00","articleSection":"Harbor",}}</script></head>
        <body><h1>Council votes for pier</h1>{LEAD}{REST}"#
    ));
    let meta = article.meta;
    assert_eq!(meta.title.as_deref(), Some("Council votes for pier"));
    assert_eq!(meta.source.as_deref(), Some("The Gazette"));
    assert_eq!(meta.authors, ["Ada Marsh", "Bo Lind"]);
    assert_eq!(
        meta.published.unwrap().to_string(),
        "2014-03-03T17:10:00+01:00"
    );
    assert_eq!(meta.section.as_deref(), Some("Harbor"));
    assert_eq!(meta.url.as_deref(), Some("https://gazette.example/pier"));
    assert_eq!(meta.language.as_deref(), Some("en"));
}

#[test]
fn pages_too_deep_are_read_without_their_structure() {
    let article = page(&format!("{}{LEAD}", "<div>".repeat(5_000)));
    assert!(article.text.starts_with("The port council"));
    assert!(article.problems[0].what.contains("without its structure"));
}

proptest! {
    /// Any page gives lines with one block each, in order, and never a panic.
    #[test]
    fn every_line_is_a_block(source in "(<(p|div|h1|li|b|a href=x|td|tr|table|pre|script|br|/p|/div|/table|time|article class=tag)>|[a-z ]{1,9}|&amp;|<|\n|ü|\u{ad}){0,80}") {
        let article = page(&source);
        let mut at = 0;
        for block in &article.blocks {
            prop_assert!(block.span.start >= at);
            prop_assert!(Span::new(at, block.span.start).of(&article.text).trim().is_empty());
            prop_assert!(!block.span.of(&article.text).trim().is_empty());
            at = block.span.end;
        }
        prop_assert!(Span::new(at, article.text.len()).of(&article.text).trim().is_empty());
    }
}

#[test]
fn the_teaser_below_the_title_is_the_lead() {
    check(
        &format!(
            "<title>Council votes for pier</title><h1>Council votes for pier</h1>\
            <div class=teaser-text><p>A longer pier is to bring the ferries back to the old port.</p></div>\
            <div class=teaser-text><a href=/x>The ferries ran again after the storm of last night.</a></div>\
            <div class=article-body>{LEAD}{REST}</div>"
        ),
        "title Council votes for pier
        subtitle A longer pier is to bring th
        furniture The ferries ran again after
        paragraph The port council voted on Mo
        paragraph The work will take three yea
        paragraph It will meet again next week",
    );
}

#[test]
fn captions_in_the_text_are_told_by_their_words() {
    check(
        &format!(
            "<title>Council votes for pier</title><h1>Council votes for pier</h1>\
            <div class=article-body>{LEAD}<p>Figure 2: The old pier from above its northern end</p>\
            <p>Figure 2 shows the old pier.</p><p>See https://gazette.example/ap/pier</p>{REST}</div>"
        ),
        "title Council votes for pier
        paragraph The port council voted on Mo
        caption Figure 2: The old pier from
        paragraph Figure 2 shows the old pier.
        paragraph See https://gazette.example/
        paragraph The work will take three yea
        paragraph It will meet again next week",
    );
}

#[test]
fn what_a_recipe_needs_is_of_it() {
    check(
        &format!(
            "<title>Pier soup with bread</title><h1>Pier soup with bread</h1>\
            <div><table class='recipe-ingredients'><tr><td>1 l</td><td>water</td></tr>\
            <tr><td>2</td><td>onions</td></tr><tr><td>1</td><td>bread</td></tr></table></div>\
            <div><ul class=ingredients><li><a href=/1>Soups</a><li><a href=/2>Breads</a><li><a href=/3>Fish</a></ul></div>\
            <div class=article-body>{LEAD}{REST}</div>"
        ),
        "title Pier soup with bread
        paragraph 1 l | water
        paragraph 2 | onions
        paragraph 1 | bread
        furniture Soups
        furniture Breads
        furniture Fish
        paragraph The port council voted on Mo
        paragraph The work will take three yea
        paragraph It will meet again next week",
    );
}

#[test]
fn names_of_hashes_and_marks_to_jump_to_say_nothing() {
    let source = format!(
        "<title>Council votes for pier</title><h1>Council votes for pier</h1>\
        <div>{}{REST}</div>",
        LEAD.replace("<p>", "<p id=more-12 class='tagStyle_z4k-o_O-style_1tc'>")
    );
    check(
        &source,
        "title Council votes for pier
        paragraph The port council voted on Mo
        paragraph The work will take three yea
        paragraph It will meet again next week",
    );
}
