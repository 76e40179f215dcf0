use crate::corpus::html;

/// A page with `head` in its head, `before` above the text and `after` below it.
fn page(head: &str, before: &str, after: &str) -> String {
    let prose = "<p>The council of the port voted on the longer pier, and nobody spoke against it.</p>\
        <p>Work on the pier begins when the ferries stop, the mayor said in the old town hall.</p>";
    format!(
        "<html lang=en><head><title>Port council votes for a longer pier</title>{head}</head><body>\
        <h1>Port council votes for a longer pier</h1>{before}<div class=article-body>{prose}</div>{after}"
    )
}

fn published(source: &str) -> Option<String> {
    html::page(source)
        .meta
        .published
        .map(|when| when.to_string())
}

fn check(head: &str, before: &str, after: &str, expected: Option<&str>) {
    let source = page(head, before, after);
    assert_eq!(
        published(&source).as_deref(),
        expected,
        "{head}{before}{after}"
    );
}

#[test]
fn what_is_shown_and_stated_outweighs_the_address() {
    let address = "<link rel=canonical href='https://gazette.example/2014/05/02/pier'>";
    let stated = "<meta property=article:published_time content='2014-05-08T06:00:00-05:00'>";
    check(address, "", "", Some("2014-05-02"));
    check(address, "<p>8 May 2014</p>", "", Some("2014-05-02"));
    let both = format!("{address}{stated}");
    check(
        &both,
        "<p>8 May 2014</p>",
        "",
        Some("2014-05-08T06:00:00-05:00"),
    );
    check(&both, "", "", Some("2014-05-02"));
}

#[test]
fn meta_tags_for_the_date_go_before_linked_data() {
    check(
        "<meta property=article:published_time content='2014-05-08T21:25:06+00:00'>\
        <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2014-05-09T07:25:06Z\"}</script>",
        "",
        "",
        Some("2014-05-08T21:25:06Z"),
    );
}

#[test]
fn midnight_in_central_europe_is_the_day_that_begins() {
    let of_lang = |lang: &str| {
        let head = "<meta property=article:published_time content='2014-05-07T22:00:00Z'>";
        published(&page(head, "", "").replace("lang=en", lang))
    };
    assert_eq!(of_lang("lang=de").as_deref(), Some("2014-05-08"));
    assert_eq!(of_lang("lang=en").as_deref(), Some("2014-05-07T22:00:00Z"));
}

#[test]
fn dates_in_other_places_of_the_head() {
    let inside = "<h2>A short vote <span class=entry-date>Monday, 6 January 2014</span></h2>";
    check("", inside, "", Some("2014-01-06"));
    check("", "<p>Termin: 21.02.2014, 19 Uhr</p>", "", None);
    check("", "<blockquote>Seen on 3 May 2014</blockquote>", "", None);
    check("", "<p>Culture, 2.11.14</p>", "", Some("2014-11-02"));
}

#[test]
fn dates_far_from_the_article_are_a_last_resort() {
    let links = "<p><a href=/x>More of the pier</a></p>".repeat(50);
    let far = |line: &str| format!("{links}<p>{line}</p>");
    check(
        "",
        "",
        &far("Published on 3 May 2014 by the harbor desk"),
        Some("2014-05-03"),
    );
    check("", "", &far("Saturday, 3 May 2014"), Some("2014-05-03"));
    check("", "", &far("3 May 2014</p><p>4 May 2014"), None);
    check("", "", &far("Copyright 2014"), None);
    check("", "", &far("Last modified on 3 May 2014"), None);
}

#[test]
fn scripts_and_pictures_are_asked_last() {
    let state = "<script>var s = {\"publishedDate\":\"2014-05-03T10:00:00Z\"}</script>";
    check(state, "", "", Some("2014-05-03T10:00:00Z"));
    let second = "<script>var t = {\"publishedDate\":\"2012-01-01\"}</script>";
    check(&format!("{state}{second}"), "", "", None);
    let image =
        "<meta property=og:image content='https://gazette.example/files/2014/05/04/pier.png'>";
    check(image, "", "", Some("2014-05-04"));
}

#[test]
fn slashes_are_read_as_at_the_home_of_the_page() {
    let of = |head: &str| published(&page(head, "<p>03/04/2014</p>", ""));
    assert_eq!(of(""), None);
    let address = |host: &str| format!("<link rel=canonical href='https://{host}/pier'>");
    assert_eq!(of(&address("gazette.co.uk")).as_deref(), Some("2014-04-03"));
    assert_eq!(of(&address("gazette.com")), None);
    let us = "<meta property=og:locale content=en_US>";
    assert_eq!(of(us).as_deref(), Some("2014-03-04"));
}

fn authors(head: &str, before: &str, after: &str) -> Vec<String> {
    html::page(&page(head, before, after)).meta.authors
}

#[test]
fn lines_with_a_date_name_who_wrote() {
    let of = |line: &str| authors("", &format!("<p>{line}</p>"), "");
    assert_eq!(of("Posted on May 3, 2014 by Ada Marsh"), ["Ada Marsh"]);
    assert_eq!(of("Posted by adamarsh on May 3, 2014"), ["adamarsh"]);
    assert_eq!(of("3 May 2014 - Ada Marsh"), ["Ada Marsh"]);
    assert_eq!(of("Eine Analyse von Ada Marsh"), ["Ada Marsh"]);
}

#[test]
fn teasers_of_another_day_name_nobody() {
    let day = "<meta property=article:published_time content='2014-05-08'>";
    let links = "<p><a href=/x>More of the pier</a></p>".repeat(3);
    let teaser = &format!("{links}<p>By Bo Lind on May 3, 2014</p>");
    assert!(authors(day, "", teaser).is_empty());
    let own = &format!("{links}<p>By Bo Lind on May 8, 2014</p>");
    assert_eq!(authors(day, "", own), ["Bo Lind"]);
}

#[test]
fn what_two_places_agree_on_outweighs_the_account() {
    let account = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Im Su-jin\"}}</script>";
    let byline = "<p class=byline>By <a rel=author href=/a>Ada Marsh</a> and <a rel=author href=/b>Bo Lind</a></p>";
    assert_eq!(authors(account, "", ""), ["Im Su-jin"]);
    assert_eq!(authors(account, byline, ""), ["Ada Marsh", "Bo Lind"]);
}

#[test]
fn a_body_signs_where_no_person_does() {
    let site = "<meta property=og:site_name content='Pier Watch'>";
    let of = |name: &str| {
        let label = "<meta name=twitter:label1 content='Written by'>";
        let data = format!("<meta name=twitter:data1 content='{name}'>");
        authors(&format!("{site}{label}{data}"), "", "")
    };
    assert_eq!(of("Redaktion Hafen"), ["Redaktion Hafen"]);
    assert!(of("admin").is_empty());
    assert!(of("Pier Watch").is_empty());
    assert_eq!(authors(site, "<p>By Pier Watch</p>", ""), ["Pier Watch"]);
}

#[test]
fn comments_name_no_author() {
    let comment = "<div class=comments><article class=comment><b class=fn>Bo Lind</b><p>So it is.</p></article></div>";
    assert!(authors("", "", comment).is_empty());
}
