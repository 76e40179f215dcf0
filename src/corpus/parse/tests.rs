use super::*;

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
        &[("a.txt", false, "not text: PDF, which is not read yet")],
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
            "record 1: no text: none of `text`, `body`, `content` is a string; \
             name the field that holds it with --map text=FIELD",
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
    assert!(nameless[0].problems[0].what.contains("--map text=COLUMN"));
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
