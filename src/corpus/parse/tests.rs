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
                "line 5: not JSON (EOF while parsing an object at line 1 column 7)",
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
