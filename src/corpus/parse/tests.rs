use super::*;
use crate::corpus::Place;

fn check(path: &str, bytes: &[u8], expected: &[(&str, bool, &str)]) {
    let mut seen = Vec::new();
    articles(path, bytes, &mut |article| {
        let problem = article
            .problems
            .first()
            .map_or(String::new(), |p| p.what.clone());
        seen.push((article.path, article.readable, problem));
    });
    let seen: Vec<(&str, bool, &str)> = seen.iter().map(|(p, r, w)| (&**p, *r, &**w)).collect();
    assert_eq!(seen, expected, "{path}");
}

fn all(path: &str, bytes: &[u8]) -> Vec<Article> {
    let mut all = Vec::new();
    articles(path, bytes, &mut |article| all.push(article));
    all
}

/// Reads the one article at a place again.
fn alone(path: &str, bytes: &[u8], place: Place) -> Article {
    let options = ReadOptions::default();
    let places = [place];
    let reading = Reading {
        wanted: Wanted::At(&places),
        ..Reading::of(path, &options)
    };
    let mut found = None;
    let mut cursor = Cursor::new(bytes);
    read(&reading, Bytes::File(&mut cursor), &mut |article| {
        found = Some(article);
        ControlFlow::Break(())
    });
    found.unwrap()
}

#[test]
fn content_comes_before_the_name() {
    check("a.txt", b"Port\n", &[("a.txt", true, "")]);
    check("a.jsonl", b"", &[("a.jsonl", true, "is empty")]);
    check("a.txt", b" \n", &[("a.txt", true, "is empty")]);
    check(
        "a.txt",
        b"%PDF-1.4",
        &[("a.txt", false, "a PDF, which is not read here")],
    );
    check("a.txt", b"<!DOCTYPE html><p>x", &[("a.txt", true, "")]);
    check(
        "a.txt",
        b"{\"id\":\"one\",\"text\":\"Port.\"}\n",
        &[("one", true, "")],
    );
    check(
        "a.json",
        b"[\n{}]",
        &[(
            "a.json#1",
            false,
            "record 1: no text: none of `text`, `body`, `content` is a string",
        )],
    );
    check(
        "x.jsonl",
        b"{\"v\":1,\"id\":\"S-1\",\"act\":\"tag.add\"}\n",
        &[],
    );
}

#[test]
fn a_bad_line_does_not_touch_the_others() {
    let lines = b"{\"id\":1,\"text\":\"a\"}\n\nnull\n{\"text\":\"b\"}\n{\"id\":2";
    check(
        "x.jsonl",
        lines,
        &[
            ("1", true, ""),
            ("x.jsonl#3", false, "line 3: not a JSON object"),
            ("x.jsonl#4", true, ""),
            (
                "x.jsonl#5",
                false,
                "line 5: not JSON: EOF while parsing an object (column 7)",
            ),
        ],
    );
}

#[test]
fn records_that_repeat_an_id_stay_two_and_can_be_read_alone() {
    let bytes = b"\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"one\"}\r\n{\"id\":\"a\",\"text\":\"two\"}\n";
    let seen = all("x.jsonl", bytes);
    assert_ne!(seen[0].id, seen[1].id);
    for article in seen {
        let again = alone("x.jsonl", bytes, article.place);
        assert_eq!(again.text, article.text);
        assert_eq!(again.sha256, article.sha256);
    }
}

#[test]
fn odd_fields_do_not_spoil_a_record() {
    let read = |line: &str| first("x.jsonl", line.as_bytes());
    assert!(read(r#"{"id":"n","text":"t","x":1e999}"#).readable);
    assert_eq!(read(r#"{"text":"one","text":"two"}"#).text, "two");
    let mended = read(r#"{"title":"x \ud800 y","text":"\udc00 a \\u \ud83d\ude00"}"#);
    assert_eq!(mended.meta.title.as_deref(), Some("x \u{fffd} y"));
    assert_eq!(mended.text, "\u{fffd} a \\u \u{1f600}");
}

#[test]
fn a_record_states_more_than_its_text() {
    let line = r#"{"path":"a/b.txt","id":"7","text":"Port\n\nThe council met.","title":"T","source":"S",
        "byline":"By Ada Marsh and Bo Lind","published":"2014-05","url":"https://gazette.example/1"}"#;
    let article = first("x.jsonl", line.replace('\n', "").as_bytes());
    assert_eq!(article.path, "a/b.txt");
    assert_eq!(article.text, "Port\n\nThe council met.");
    assert_eq!(article.meta.authors, ["Ada Marsh", "Bo Lind"]);
    assert_eq!(article.meta.published.unwrap().to_string(), "2014-05");
}

#[test]
fn markdown_is_told_by_its_marks() {
    let text = "---\ntitle: Longer pier\ndate: 2014-05-28\nauthors: [Ada Marsh, Bo Lind]\n---\n\n\
        # Port council *votes*\n\nThe council met on Monday and heard two reports on the ferry\n\
        timetable, which has not changed.\n\n## Costs\n\n- one\n- two\n\n> We will see.\n\n---\n\n\
        ```\ncode\n```\n";
    let article = first("a.md", text.as_bytes());
    let kinds: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| block.kind.name())
        .collect();
    let expected = [
        "furniture",
        "title",
        "paragraph",
        "heading",
        "list",
        "list",
        "quote",
        "furniture",
        "paragraph",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(article.text, text);
    assert_eq!(article.meta.title.as_deref(), Some("Longer pier"));
    assert_eq!(article.meta.authors, ["Ada Marsh", "Bo Lind"]);
    assert_eq!(article.meta.published.unwrap().to_string(), "2014-05-28");
    let plain = first("b.md", b"# Port council *votes*\n\nThe council met.\n");
    assert_eq!(plain.meta.title.as_deref(), Some("Port council votes"));
}

/// Reads what `bytes` hold, each record once more alone, and what is packed.
fn check_records(path: &str, text: &str, expected: &[(&str, &str)]) {
    let given = all(path, text.as_bytes());
    let told: Vec<(&str, &str)> = given
        .iter()
        .map(|article| {
            (
                article.path.as_str(),
                if article.readable {
                    article.text.as_str()
                } else {
                    &article.problems[0].what
                },
            )
        })
        .collect();
    assert_eq!(told, expected);
    for article in &given {
        assert_eq!(
            alone(path, text.as_bytes(), article.place),
            *article,
            "{path}"
        );
    }
}

#[test]
fn arrays_and_objects_that_hold_records_are_read_one_by_one() {
    let array = "[\n {\"text\": \"one\", \"n\": [1, {\"text\": \"x\"}]},\n {\"id\": 7, \"text\": \"tw]o\"}\n]\n";
    check_records("a.json", array, &[("a.json#1", "one"), ("7", "tw]o")]);
    let feed = "{\"version\": \"1\", \"title\": \"Gazette\", \"authors\": [{\"name\": \"A\"}],\n\"items\": [{\"id\": \"u\", \"content_text\": \"one\"}]}";
    check_records("feed", feed, &[("u", "one")]);
    assert_eq!(
        first("feed", feed.as_bytes()).meta.source.as_deref(),
        Some("Gazette")
    );
    let map = "{\"status\": 1, \"list\": {\"12\": {\"item_id\": \"12\", \"excerpt\": \"one\"}, \"13\": {\"excerpt\": \"two\"}}}";
    check_records("p.json", map, &[("12", "one"), ("p.json#2", "two")]);
    let one = "{\n \"title\": \"T\",\n \"text\": \"one\"\n}\n";
    check_records("o.json", one, &[("o.json", "one")]);
    let run = "{\"text\":\"one\"}{\"text\":\"two\"}";
    check_records("r.jsonl", run, &[("r.jsonl", "one"), ("r.jsonl#2", "two")]);
    let cut = "[{\"text\":\"one\"},\n{\"text\":\"tw";
    check_records(
        "c.json",
        cut,
        &[
            ("c.json#1", "one"),
            ("c.json", "ends within record 2: the file is cut"),
        ],
    );
}

#[test]
fn rows_of_a_table_are_articles() {
    let csv = "\u{feff}Title;Body;Published\r\nA;\"one;\n\"\"two\"\"\";2014-05-01\r\nB;three;x\r\n";
    check_records(
        "t.csv",
        csv,
        &[("t.csv#1", "one;\n\"two\""), ("t.csv#2", "three")],
    );
    let given = all("t.csv", csv.as_bytes());
    assert_eq!(given[0].meta.title.as_deref(), Some("A"));
    assert_eq!(given[0].meta.published.unwrap().to_string(), "2014-05-01");
    assert_eq!(given[1].problems[0].what, "date not understood: x");
    let tsv = "id\ttext\tauthor\n7\tone\tAda Marsh\n";
    check_records("t.txt", tsv, &[("7", "one")]);
    let nameless = all("n.csv", b"1,2\n3,4\n");
    assert!(
        nameless[0].problems[0]
            .what
            .contains("no column holds the text")
    );
}

#[test]
fn items_of_feeds_are_articles() {
    let rss = "<?xml version='1.0'?>\n<rss version='2.0' xmlns:dc='x'><channel><title>The Gazette</title>\
        <!-- <item> --><item><title>Pier &amp; port</title><link>https://gazette.example/1</link>\
        <guid isPermaLink='false'>g1</guid><pubDate>Tue, 27 May 2014 08:00:00 +0200</pubDate>\
        <dc:creator>Ada Marsh and Bo Lind</dc:creator>\
        <description><![CDATA[<p>The pier was <b>opened</b> on Monday.</p><p>It </item> rained.</p>]]></description></item>\n\
        <item><description>Only this.</description></item></channel></rss>";
    let given = all("feed.xml", rss.as_bytes());
    assert_eq!(given.len(), 2, "{given:?}");
    let first = &given[0];
    assert_eq!(first.path, "g1");
    assert_eq!(
        first.text.trim_end(),
        "The pier was opened on Monday.\nIt rained."
    );
    let meta = &first.meta;
    assert_eq!(meta.title.as_deref(), Some("Pier & port"));
    assert_eq!(meta.source.as_deref(), Some("The Gazette"));
    assert_eq!(meta.authors, ["Ada Marsh", "Bo Lind"]);
    assert_eq!(
        meta.published.unwrap().to_string(),
        "2014-05-27T08:00:00+02:00"
    );
    assert_eq!(meta.url.as_deref(), Some("https://gazette.example/1"));
    assert_eq!(given[1].path.len(), 16);
    for article in &given {
        assert_eq!(alone("feed.xml", rss.as_bytes(), article.place), *article);
    }
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>G</title><entry><title type='html'>A &lt;b&gt;B&lt;/b&gt;</title>\
        <id>urn:1</id><updated>2014-05-27T08:00:00Z</updated><author><name>Ada Marsh</name></author>\
        <link rel='self' href='x'/><link href='https://gazette.example/1'/>\
        <content type='xhtml'><div><p>One &lt; two.</p></div></content></entry><entry><tit";
    let given = all("feed", atom.as_bytes());
    assert_eq!(given[0].meta.title.as_deref(), Some("A B"));
    assert_eq!(given[0].text.trim_end(), "One < two.");
    assert_eq!(
        given[0].meta.url.as_deref(),
        Some("https://gazette.example/1")
    );
    assert_eq!(
        given[1].problems[0].what,
        "ends within item 2: the file is cut"
    );
    check(
        "laughs.xml",
        b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel><item/></channel></rss>",
        &[("laughs.xml", false, "XML that declares entities of its own is not read: they could grow without end")],
    );
}

#[test]
fn wires_of_agencies_keep_what_their_elements_say() {
    let nitf = "<?xml version='1.0'?><nitf><head><docdata><doc-id id-string='w1'/><date.issue norm='20140527T080000+0200'/></docdata>\
        <pubdata name='The Gazette' position.section='local'/></head><body><body.head><hedline><hl1>Pier opens</hl1><hl2>After years</hl2></hedline>\
        <byline>By <person>Ada Marsh</person><byttl>Staff</byttl></byline><dateline><location>LEEDS</location></dateline></body.head>\
        <body.content><block><p>It opened on Monday.</p><media media-type='image'><media-reference source='p.jpg'/><media-caption>The pier.</media-caption></media></block></body.content></body></nitf>";
    let article = first("w.xml", nitf.as_bytes());
    let kinds: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| block.kind.name())
        .collect();
    assert_eq!(
        kinds,
        [
            "title",
            "subtitle",
            "byline",
            "dateline",
            "paragraph",
            "caption"
        ]
    );
    assert_eq!(article.meta.authors, ["Ada Marsh"]);
    assert_eq!(
        article.meta.published.unwrap().to_string(),
        "2014-05-27T08:00:00+02:00"
    );
    assert_eq!(article.meta.source.as_deref(), Some("The Gazette"));
    let news = "<newsMessage><itemSet><newsItem guid='urn:n:1'><itemMeta><versionCreated>2014-05-27T08:00:00Z</versionCreated></itemMeta>\
        <contentMeta><headline>Pier opens</headline><by>By Ada Marsh</by><creditline>Gazette</creditline></contentMeta>\
        <contentSet><inlineXML contenttype='application/xhtml+xml'><html><body><p>It opened.</p></body></html></inlineXML></contentSet></newsItem>\
        <newsItem guid='urn:n:2'><contentMeta><headline>Two</headline></contentMeta><contentSet><inlineData>Plain words.</inlineData></contentSet></newsItem></itemSet></newsMessage>";
    let given = all("n.xml", news.as_bytes());
    let told: Vec<(&str, &str)> = given
        .iter()
        .map(|it| (it.path.as_str(), it.text.trim_end()))
        .collect();
    assert_eq!(
        told,
        [("urn:n:1", "It opened."), ("urn:n:2", "Plain words.")]
    );
    assert_eq!(given[0].meta.authors, ["Ada Marsh"]);
    assert_eq!(given[0].meta.title.as_deref(), Some("Pier opens"));
}

#[test]
fn mail_is_read_message_by_message() {
    let one = "From: Ada Marsh <ada@gazette.example>\r\nTo: b@c.example\r\nSubject: =?utf-8?q?Pier_=C3=B6ffnet?=\r\n\
        Date: Tue, 27 May 2014 08:00:00 +0200\r\nMessage-ID: <m1@gazette.example>\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\r\nThe pier opened.\r\nFrom now on it is open.\r\n";
    let article = first("1.eml", one.as_bytes());
    assert_eq!(article.path, "1.eml");
    assert_eq!(article.text, "The pier opened.\nFrom now on it is open.\n");
    assert_eq!(article.meta.title.as_deref(), Some("Pier öffnet"));
    assert_eq!(article.meta.authors, ["Ada Marsh"]);
    assert_eq!(
        article.meta.published.unwrap().to_string(),
        "2014-05-27T08:00:00+02:00"
    );
    let two = "From: News <n@gazette.example>\nSubject: Two\nDate: Wed, 28 May 2014 08:00:00 +0000\nMIME-Version: 1.0\n\
        Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\n\
        Content-Type: text/html\n\n<p>It is <i>open</i>.</p>\n--b--\n";
    let mbox = format!(
        "From ada@gazette.example Tue May 27 08:00:00 2014\n{}\n\nFrom n@gazette.example Wed May 28 08:00:00 2014\n{two}",
        one.replace("\r\n", "\n").replace("From now", ">From now")
    );
    let given = all("box", mbox.as_bytes());
    let texts: Vec<&str> = given.iter().map(|it| it.text.trim()).collect();
    assert_eq!(
        texts,
        ["The pier opened.\nFrom now on it is open.", "It is open."]
    );
    assert_eq!(given[0].path, "m1@gazette.example");
    assert_eq!(given[1].meta.source.as_deref(), Some("News"));
    for article in &given {
        assert_eq!(alone("box", mbox.as_bytes(), article.place), *article);
    }
}

#[test]
fn pages_of_a_web_archive_are_articles() {
    let record = |kind: &str, content: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://gazette.example/{}\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len(),
            block.len()
        )
    };
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n1d\r\n<html><p>The pier opened on M\r\n6\r\nonday.\r\n0\r\n\r\n";
    let gone = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone";
    let warc = [
        record("warcinfo", "application/warc-fields", "software: x"),
        record("response", "application/http; msgtype=response", page),
        record("response", "application/http; msgtype=response", gone),
        record("conversion", "text/plain", "Plain words."),
    ]
    .concat();
    let given = all("a.warc", warc.as_bytes());
    let texts: Vec<&str> = given.iter().map(|it| it.text.trim_end()).collect();
    assert_eq!(texts, ["The pier opened on Monday.", "Plain words."]);
    assert!(
        given[0]
            .meta
            .url
            .as_deref()
            .unwrap()
            .starts_with("https://gazette.example/")
    );
    assert_eq!(given[0].place.record, 2);
    for article in &given {
        assert_eq!(alone("a.warc", warc.as_bytes(), article.place), *article);
    }
    let cut = all("a.warc", &warc.as_bytes()[..warc.len() - 10]);
    assert_eq!(
        cut.last().unwrap().problems[0].what,
        "ends within record 4: the file is cut"
    );
}

fn zip_of(members: &[(&str, &str)]) -> Vec<u8> {
    let members = members.iter().map(|(name, text)| (*name, text.as_bytes()));
    zip_of_bytes(&members.collect::<Vec<_>>())
}

#[test]
fn members_of_an_archive_are_read_like_files() {
    let inner =
        String::from_utf8_lossy(b"{\"id\":\"x\",\"text\":\"three\"}\n{\"text\":\"four\"}\n")
            .into_owned();
    let bytes = zip_of(&[
        ("b/", ""),
        ("b/one.txt", "One."),
        ("../two.txt", "Two."),
        ("p.png", "x"),
        ("d/three.jsonl", &inner),
    ]);
    let given = all("a.zip", &bytes);
    let told: Vec<(&str, &str)> = given
        .iter()
        .map(|it| (it.path.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("b/one.txt", "One."),
            ("../two.txt", "Two."),
            ("x", "three"),
            ("a.zip/d/three.jsonl#2", "four")
        ]
    );
    for article in &given {
        assert_eq!(alone("a.zip", &bytes, article.place), *article);
    }
    let cut = all("a.zip", &bytes[..bytes.len() / 2]);
    assert!(
        cut.last().unwrap().problems[0]
            .what
            .contains("damaged or cut"),
        "{cut:?}"
    );
}

fn zip_of_bytes(members: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_lies_in_an_archive_inside_of_another_is_found_again() {
    let inner = zip_of(&[
        ("one.txt", "One."),
        ("two.txt", "Two."),
        ("r.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"),
        ("last.txt", "Last."),
    ]);
    let middle = zip_of_bytes(&[("deep.txt", b"Deep."), ("inner.zip", &inner)]);
    let bytes = zip_of_bytes(&[
        ("first.txt", b"First."),
        ("middle.zip", &middle),
        ("r.jsonl", b"{\"text\":\"c\"}\n"),
        ("again.zip", &inner),
    ]);
    let given = all("a.zip", &bytes);
    let texts: Vec<&str> = given.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "First.", "Deep.", "One.", "Two.", "a", "b", "Last.", "c", "One.", "Two.", "a", "b",
            "Last."
        ]
    );
    assert_eq!(given[4].path, "a.zip/middle.zip/inner.zip/r.jsonl#1");
    for article in &given {
        assert_eq!(alone("a.zip", &bytes, article.place), *article);
    }
}

#[test]
fn chapters_of_a_book_are_articles() {
    let package = "<package><metadata><dc:title>Tides</dc:title><dc:creator>Ada Marsh</dc:creator><dc:language>en-GB</dc:language><dc:date>2014</dc:date></metadata>\
        <manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='b' href='t/two%20b.xhtml'/><item id='a' href='one.xhtml'/></manifest>\
        <spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let bytes = zip_of(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='OPS/p.opf'/></rootfiles></container>",
        ),
        ("OPS/p.opf", package),
        (
            "OPS/one.xhtml",
            "<html><head><title>First</title></head><body><h1>First</h1><p>The tide came in.</p></body></html>",
        ),
        (
            "OPS/t/two b.xhtml",
            "<html><body><h1>Second</h1><p>The tide went out.</p></body></html>",
        ),
    ]);
    let given = all("book.epub", &bytes);
    let told: Vec<(&str, Option<&str>)> = given
        .iter()
        .map(|it| (it.path.as_str(), it.meta.title.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("OPS/one.xhtml", Some("First")),
            ("OPS/t/two b.xhtml", Some("Second"))
        ]
    );
    assert_eq!(given[0].meta.source.as_deref(), Some("Tides"));
    assert_eq!(given[0].meta.authors, ["Ada Marsh"]);
    for article in &given {
        assert_eq!(alone("book.epub", &bytes, article.place), *article);
    }
    let packed = zip_of_bytes(&[("book.epub", &bytes)]);
    let given = all("a.zip", &packed);
    assert_eq!(given.len(), 2);
    for article in &given {
        assert_eq!(alone("a.zip", &packed, article.place), *article);
    }
}

#[test]
fn an_outline_is_one_article() {
    let opml = "<?xml version='1.0'?><opml version='2.0'><head><title>Feeds</title></head><body><outline text='News'><outline text='Gazette' xmlUrl='https://gazette.example/feed'/></outline></body></opml>";
    let article = first("s.opml", opml.as_bytes());
    assert_eq!(
        article.text,
        "Feeds\nNews\nGazette https://gazette.example/feed"
    );
}

#[test]
fn what_is_packed_is_read_as_if_it_were_not() {
    use std::io::Write;
    let lines = b"{\"id\":\"a\",\"text\":\"one\"}\n{\"text\":\"two\"}\n";
    let mut packed = lines.to_vec();
    for n_times in 1..=5 {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&packed).unwrap();
        packed = encoder.finish().unwrap();
        let given = all("x.jsonl.gz", &packed);
        if n_times == 5 {
            assert!(
                given[0].problems[0]
                    .what
                    .contains("packed more than 4 times")
            );
            continue;
        }
        let texts: Vec<&str> = given.iter().map(|article| article.text.as_str()).collect();
        assert_eq!(texts, ["one", "two"]);
        assert_eq!(alone("x.jsonl.gz", &packed, given[1].place), given[1]);
    }
}

#[test]
fn files_that_are_cut_anywhere_are_read_as_far_as_they_go() {
    let zip = zip_of(&[("one.txt", "One."), ("two.html", "<p>Two.</p>")]);
    let warc = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nOne.\r\n\r\n";
    let samples: [(&str, &[u8]); 9] = [
        ("a.jsonl", b"{\"text\":\"one\"}\n{\"text\":\"tw\xC3\xB6\"}\n"),
        ("a.json", b"{\"items\": [{\"text\": \"o\\\"ne\"}, {\"text\": \"two\"}]}"),
        ("a.csv", b"id,text\n1,\"one\n\"\n2,two\n"),
        ("a.xml", b"<rss><channel><title>G</title><item><title>One</title><description><![CDATA[<p>x]]></description></item></channel></rss>"),
        ("a.html", b"<html><head><title>T</title></head><body><article><p>One &amp; two.</p></article></body></html>"),
        ("a.mbox", b"From a@b.c Tue May 27 08:00:00 2014\nFrom: a@b.c\nSubject: s\nDate: Tue, 27 May 2014 08:00:00 +0200\n\nOne.\n"),
        ("a.warc", warc),
        ("a.zip", &zip),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n"),
    ];
    for (path, bytes) in samples {
        for end in 0..=bytes.len() {
            for article in all(path, &bytes[..end]) {
                let again = alone(path, &bytes[..end], article.place);
                assert_eq!(again, article, "{path} cut at {end}");
            }
        }
    }
}

#[test]
fn records_and_items_say_what_they_are_filed_under() {
    let check = |path: &str, text: &str, expected: &[&str]| {
        let articles = all(path, text.as_bytes());
        let keywords = articles.first().map(|article| &article.meta.keywords);
        assert_eq!(keywords.unwrap(), expected, "{text}");
    };
    check(
        "a.jsonl",
        r#"{"text":"Port.","tags":["harbor"," trade ","harbor",""]}"#,
        &["harbor", "trade"],
    );
    check(
        "a.jsonl",
        r#"{"text":"Port.","tags":[{"id":3,"name":"harbor"}]}"#,
        &["harbor"],
    );
    check("a.jsonl", r#"{"text":"Port.","tags":null}"#, &[]);
    check(
        "a.csv",
        "title,url,tags\nPort,https://port.example/1,harbor|to read\nQuay,https://port.example/2,\n",
        &["harbor", "to read"],
    );
    check(
        "a.xml",
        "<rss version='2.0'><channel><title>F</title><item><title>T</title><guid>1</guid>\
         <category>World</category><category>Ports</category></item></channel></rss>",
        &["World", "Ports"],
    );
    check(
        "a.eml",
        "From: Ann Quill <ann@port.example>\nDate: Mon, 3 Mar 2025 10:00:00 +0000\nSubject: Port\nKeywords: harbor, trade\n\nThe port is shut.\n",
        &["harbor", "trade"],
    );
}

#[test]
fn an_archive_that_is_cut_is_read_as_far_as_it_goes() {
    let members = [
        ("a.txt", "Port\n\nThe harbor is shut.\n"),
        ("pictures/b.png", "no text"),
        ("c.txt", "Quay\n\nThe quay is open.\n"),
    ];
    let bytes = zip_of(&members);
    let end = bytes.windows(4).position(|at| at == b"PK\x01\x02").unwrap();
    let cut = bytes.get(..end).unwrap();
    let read = all("z.zip", cut);
    let paths: Vec<&str> = read.iter().map(|article| article.path.as_str()).collect();
    assert_eq!(paths, ["a.txt", "c.txt", "z.zip"]);
    assert!(!read[2].readable && read[2].problems[0].what.contains("cut"));
    assert_eq!(alone("z.zip", cut, read[1].place).text, read[1].text);
    let outer = zip_of_bytes(&[("in.zip", cut)]);
    let paths: Vec<String> = all("o.zip", &outer).into_iter().map(|it| it.path).collect();
    assert_eq!(paths, ["in.zip/a.txt", "in.zip/c.txt", "in.zip"]);
    let mut last = usize::MAX;
    for end in (4..cut.len()).rev() {
        let n_articles = all("z.zip", bytes.get(..end).unwrap()).len();
        assert!(n_articles >= 1 && n_articles <= last, "{end}");
        last = n_articles;
    }
}

#[test]
fn of_a_book_that_is_cut_the_chapters_are_read() {
    let page = "<html><body><h1>One</h1><p>The harbor is shut since Monday.</p></body></html>";
    let members = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container/>"),
        ("c.opf", "<package/>"),
        ("one.xhtml", page),
    ];
    let bytes = zip_of(&members);
    let end = bytes.windows(4).position(|at| at == b"PK\x01\x02").unwrap();
    let read = all("b.epub", bytes.get(..end).unwrap());
    let paths: Vec<&str> = read.iter().map(|article| article.path.as_str()).collect();
    assert_eq!(paths, ["one.xhtml", "b.epub"]);
}

#[test]
fn a_quotation_mark_that_is_not_closed_hides_no_other_row() {
    let text = "title,text,date\nA,\"One.\",2024-05-03\nB,\"Two.,2024-05-03\nC,Three.,2024-05-03\n";
    let read = all("a.csv", text.as_bytes());
    let titles: Vec<_> = read
        .iter()
        .filter_map(|it| it.meta.title.as_deref())
        .collect();
    assert_eq!(titles, ["A", "B", "C"]);
    assert!(read[0].problems.is_empty() && read[2].problems.is_empty());
    let mut problems = read[1].problems.iter().map(|problem| problem.what.as_str());
    assert!(problems.next_back().unwrap().contains("not closed"));
    for article in &read {
        assert_eq!(alone("a.csv", text.as_bytes(), article.place), *article);
    }
    let many = format!("title,text\n{}", "x,\"\"\"\n".repeat(20_001));
    assert!(!all("b.csv", many.as_bytes()).is_empty());
}
