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
    check(
        "a.txt",
        b"<!DOCTYPE html><p>x",
        &[("a.txt", false, "HTML is not read yet")],
    );
    check(
        "a.txt",
        b"{\"id\":\"one\",\"text\":\"Port.\"}\n",
        &[("one", true, "")],
    );
    check(
        "a.json",
        b"[\n{}]",
        &[(
            "a.json",
            false,
            "a JSON array is not read: write one object a line",
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
    let mut seen = Vec::new();
    articles("x.jsonl", bytes, &mut |article| seen.push(article));
    assert_ne!(seen[0].id, seen[1].id);
    for article in seen {
        let from = usize::try_from(article.place.offset).unwrap();
        let len = usize::try_from(article.place.len).unwrap();
        let alone = record("x.jsonl", article.place.record, &bytes[from..from + len]);
        assert_eq!(alone.text, article.text);
        assert_eq!(alone.sha256, article.sha256);
    }
}

#[test]
fn odd_fields_do_not_spoil_a_record() {
    let read = |line: &str| record("x.jsonl", 1, line.as_bytes());
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
    let article = record("x.jsonl", 1, line.replace('\n', "").as_bytes());
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
