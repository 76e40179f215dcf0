use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::corpus::{Article, When};
use crate::nlp::{Kind, Overrides, extract};

fn check(text: &str, expected: &str) {
    assert_eq!(parse(text).unwrap().to_string(), expected, "{text:?}");
}

fn check_error(text: &str, below: &str) {
    let error = parse(text).unwrap_err();
    let [line, under] = error.render(text);
    assert_eq!(under, below, "{line}");
}

#[test]
fn words_fields_and_joints() {
    check("", "");
    check("  a   b ", "a b");
    check("a AND b", "a b");
    check("a b OR c", "(a b) OR c");
    check("a (b OR c)", "a (b OR c)");
    check("((a))", "a");
    check("a (b c)", "a b c");
    check("-a NOT b", "NOT a NOT b");
    check("-(a b)", "NOT (a b)");
    check("- a -", "- a -");
    check("nucl*", "nucl*");
    check("\"South Korea\"", "\"South Korea\"");
    check("\"Seoul\"", "Seoul");
    check("\"say \\\"no\\\"\"", "\"say \\\"no\\\"\"");
    check("TITLE:pact", "title:pact");
    check("entity:\"Kim Ada\"", "entity:\"Kim Ada\"");
    check(
        "state:Kept has:note kind:ORG",
        "state:kept has:note kind:org",
    );
    check(
        "after:2013 before:2013-10 on:2013-10-28 about:2W",
        "after:2013 before:2013-10 on:2013-10-28 about:2w",
    );
    check("10:30 http://a.org/b", "10:30 http://a.org/b");
    check("tag:-x", "tag:\"-x\"");
    check("or not", "or not");
}

#[test]
fn mistakes_have_a_caret() {
    check_error("a (b", "    ^ expected a closing parenthesis");
    check_error("a)", " ^ expected an opening parenthesis before this");
    check_error("a OR", "    ^ expected a word or field after OR");
    check_error("OR a", "^^ expected a word or field before OR");
    check_error("()", "^^ expected a word or field between the parentheses");
    check_error("\"a b", "    ^ expected a closing quote");
    check_error("\"\" a", "^^ expected words between the quotes");
    check_error("NOT", "   ^ expected a word or field after NOT");
    check_error("AND a", "^^^ expected a word or field before AND");
    check_error("*", "^ expected letters before the *");
    check_error("titel:x", "^^^^^ expected a field; did you mean title:");
    check_error(
        "state:",
        "      ^ expected unread, read, undecided, kept, discarded or star",
    );
    check_error(
        "on:2013-13",
        "   ^^^^^^^ expected a date such as 2013, 2013-10, 2013-10-28 or 2w",
    );
    // A wide letter takes two cells.
    check_error("한국 (b", "       ^ expected a closing parenthesis");
}

#[test]
fn depth_is_bounded() {
    let deep = |n: usize| format!("{}a{}", "(".repeat(n), ")".repeat(n));
    assert!(parse(&deep(MAX_DEPTH)).is_ok());
    assert!(parse(&deep(MAX_DEPTH + 1)).is_err());
    assert!(parse(&deep(1_000_000)).is_err());
    assert!(parse(&"-".repeat(1_000_000)).is_err());
    assert!(parse_typing(&"-".repeat(1_000_000)).is_err());
}

#[test]
fn what_is_being_typed_is_forgiven() {
    let check = |text: &str, expected: &str| {
        assert_eq!(
            parse_typing(text).unwrap().to_string(),
            expected,
            "{text:?}"
        );
    };
    check("sou", "sou*");
    check("sou ", "sou");
    check("a (b OR", "a b");
    check("a (", "a");
    check("a -", "a");
    check("a NOT", "a");
    check("\"south ko", "\"south ko\"*");
    check("a tag:", "a");
    check("a state:ke", "a");
    check("a after:20", "a");
    check("a OR", "a");
    assert!(parse_typing("a state:ke b").is_err());
    assert!(parse_typing("a) b").is_err());
}

#[test]
fn completion_knows_what_fits() {
    let check = |text: &str, expect: Expect, replaced: &str| {
        let found = completions(text, text.len());
        assert_eq!(
            (found.expect, found.span.of(text)),
            (expect, replaced),
            "{text:?}"
        );
    };
    check("", Expect::Field, "");
    check("a ", Expect::Field, "");
    check("ta", Expect::Field, "ta");
    check("-ta", Expect::Field, "ta");
    check("zz", Expect::Word, "zz");
    check("\"south", Expect::Word, "\"south");
    check("tag:", Expect::Value(Field::Tag), "");
    check("a tag:ab", Expect::Value(Field::Tag), "ab");
    check("entity:\"Kim A", Expect::Value(Field::Entity), "\"Kim A");
    check("(", Expect::Field, "");
    assert_eq!(completions("한", 1).span, crate::text::Span::new(0, 3));
}

#[test]
fn dates_cover_days() {
    let today = date(2014, 3, 31);
    let check = |text: &str, first: Date, last: Date| {
        assert_eq!(
            DateRef::parse(text).unwrap().days(today),
            Some((first, last)),
            "{text}"
        );
    };
    check("2013", date(2013, 1, 1), date(2013, 12, 31));
    check("2013-02", date(2013, 2, 1), date(2013, 2, 28));
    check("2013-02-03", date(2013, 2, 3), date(2013, 2, 3));
    check("2w", date(2014, 3, 17), today);
    check("1m", date(2014, 2, 28), today);
    check("1y", date(2013, 3, 31), today);
    assert!(DateRef::parse("65535y").unwrap().days(today).is_some());
    for wrong in [
        "",
        "w",
        "2x",
        "13",
        "2013-1",
        "2013-02-30",
        "-1d",
        "99999d",
        "2013-02-03T10:00",
    ] {
        assert_eq!(DateRef::parse(wrong), None, "{wrong}");
    }
    assert_eq!(
        days_of_value("2014-W21"),
        Some((date(2014, 5, 19), date(2014, 5, 25)))
    );
    assert_eq!(
        days_of_value("2014-05/2014-06"),
        Some((date(2014, 5, 1), date(2014, 6, 30)))
    );
    assert_eq!(days_of_value("P3D"), None);
}

#[test]
fn stretches_of_years_cover_days() {
    for (value, first, last) in [
        ("1989-Q3", date(1989, 7, 1), date(1989, 9, 30)),
        ("1989-H2", date(1989, 7, 1), date(1989, 12, 31)),
        ("1998-SU", date(1998, 6, 1), date(1998, 8, 31)),
        ("1998-WI", date(1997, 12, 1), date(1998, 2, 28)),
        ("2014-W21-WE", date(2014, 5, 24), date(2014, 5, 25)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("BC1600", date(-1599, 1, 1), date(-1599, 12, 31)),
        ("2014-05-27TMO", date(2014, 5, 27), date(2014, 5, 27)),
        ("2014-05-27T10:00Z", date(2014, 5, 27), date(2014, 5, 27)),
        ("1989-Q3/1990-Q1", date(1989, 7, 1), date(1990, 3, 31)),
    ] {
        assert_eq!(days_of_value(value), Some((first, last)), "{value}");
    }
    for value in [
        "P3D",
        "PAST_REF",
        "TMO",
        "XXXX-WXX-2",
        "X",
        "XX",
        "BC",
        "BC0000",
        "BC99999",
        "2014-W99",
        "",
    ] {
        assert_eq!(days_of_value(value), None, "{value}");
    }
}

#[test]
fn a_stretch_of_a_note_ends_the_day_before() {
    for (text, first, last) in [
        (
            "Show the results for Q2 2014",
            date(2014, 4, 1),
            date(2014, 6, 30),
        ),
        (
            "Show what is due from May to August",
            date(2014, 5, 1),
            date(2014, 7, 31),
        ),
        ("Show the next 3 days", date(2014, 5, 29), date(2014, 5, 31)),
        (
            "Book us from June 3 to June 5",
            date(2014, 6, 3),
            date(2014, 6, 5),
        ),
        (
            "The board met June 3 to 5, 2011, it was said.",
            date(2011, 6, 3),
            date(2011, 6, 5),
        ),
    ] {
        let article = Article {
            text: text.to_owned(),
            ..Article::default()
        };
        let overrides = Overrides {
            published: When::parse("2014-05-28"),
            ..Overrides::default()
        };
        let found = extract(&article, &overrides);
        let days: Vec<_> = found.times.iter().filter_map(days_of_time).collect();
        assert_eq!(days, [(first, last)], "{text}");
    }
}

fn pattern() -> impl Strategy<Value = Pattern> {
    ("[a-zA-Z가 :*\"\\\\()-]{1,8}", any::<bool>())
        .prop_filter("blank", |(text, _)| !text.trim().is_empty())
        .prop_map(|(text, is_prefix)| Pattern { text, is_prefix })
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        pattern().prop_map(Term::Word),
        pattern().prop_map(Term::Body),
        pattern().prop_map(|pattern| Term::Entity(Some(Kind::Place), pattern)),
        pattern().prop_map(|pattern| Term::Entity(None, pattern)),
        pattern().prop_map(|pattern| Term::Tag(pattern.text)),
        (1u16..400).prop_map(|n| Term::After(DateRef::Last(n, Unit::Week))),
        (1i16..9999).prop_map(|year| {
            Term::On(DateRef::Stated(When::parse(&format!("{year:04}")).unwrap()))
        }),
        Just(Term::State(State::Kept)),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    term()
        .prop_map(Query::Term)
        .prop_recursive(5, 30, 4, |inner| {
            prop_oneof![
                inner.clone().prop_map(|part| Query::Not(Box::new(part))),
                prop::collection::vec(inner.clone(), 2..4).prop_map(Query::all_of),
                prop::collection::vec(inner, 2..4).prop_map(Query::any_of),
            ]
        })
}

proptest! {
    #[test]
    fn text_of_a_tree_parses_to_the_tree(query in query()) {
        let text = query.to_string();
        prop_assert_eq!(parse(&text), Ok(query), "{}", text);
    }

    #[test]
    fn any_text_parses_or_says_where_not(text in "[a-c한:*\"\\\\() \tORNTtag-]{0,24}") {
        match parse(&text) {
            Ok(query) => prop_assert_eq!(parse(&query.to_string()), Ok(query)),
            Err(error) => {
                prop_assert!(text.get(error.span.range()).is_some());
                prop_assert!(!error.expected.is_empty());
            }
        }
        let _ = parse_typing(&text);
        for cursor in 0..=text.len() {
            prop_assert!(text.get(completions(&text, cursor).span.range()).is_some());
        }
    }
}
