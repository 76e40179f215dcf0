use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::corpus::When;
use crate::index::Needle;
use crate::index::query::{DateRef, Feature, Pattern, State, Term, TextTerm, parse};
use crate::nlp::Kind;
use crate::text::fold::fold;

#[derive(Clone, Debug, Default)]
struct Row {
    title: String,
    body: String,
    source: Option<String>,
    published: Option<When>,
    tags: Vec<String>,
    people: Vec<String>,
    is_kept: bool,
}

impl Columns for Vec<Row> {
    fn len(&self) -> usize {
        Vec::len(self)
    }
    fn today(&self) -> Date {
        date(2014, 1, 31)
    }
    fn title(&self, article: u32) -> &str {
        &self[article as usize].title
    }
    fn source(&self, article: u32) -> Option<&str> {
        self[article as usize].source.as_deref()
    }
    fn authors(&self, _: u32) -> &[String] {
        &[]
    }
    fn language(&self, _: u32) -> Option<&str> {
        Some("en")
    }
    fn published(&self, article: u32) -> Option<When> {
        self[article as usize].published
    }
    fn is_in_state(&self, article: u32, state: State) -> bool {
        (state == State::Kept) == self[article as usize].is_kept
    }
    fn has(&self, _: u32, feature: Feature) -> bool {
        feature == Feature::Note
    }
    fn has_tag(&self, article: u32, tag: &str) -> bool {
        self[article as usize].tags.iter().any(|t| fold(t) == tag)
    }
    fn mentions(&self, article: u32, kind: Option<Kind>, name: &str) -> bool {
        let people = &self[article as usize].people;
        kind.is_none_or(|kind| kind == Kind::Person)
            && people
                .iter()
                .any(|p| name.is_empty() || name_matches(&fold(p), name))
    }
    fn quotes(&self, _: u32, _: &str) -> bool {
        false
    }
    fn is_about(&self, _: u32, first: Date, last: Date) -> bool {
        first <= date(2010, 11, 23) && date(2010, 11, 23) <= last
    }
}

fn rows() -> Vec<Row> {
    let when = |text| When::parse(text);
    vec![
        Row {
            title: "Seoul signs the Pact".into(),
            body: "A long body about radars.".into(),
            source: Some("Daily Wire".into()),
            published: when("2013-10-28T16:11:00+09:00"),
            tags: vec!["Defence".into()],
            people: vec!["Park Ada".into()],
            is_kept: true,
        },
        Row {
            title: "Compact cars".into(),
            body: "No pact here.".into(),
            published: when("2014-01"),
            ..Row::default()
        },
        Row {
            title: "Élan".into(),
            ..Row::default()
        },
    ]
}

fn hits_of(query: &Query, rows: &[Row]) -> TextHits {
    let find = |term: &TextTerm| {
        let needle = Needle::new(&term.0);
        (0u32..)
            .zip(rows)
            .filter(|(_, row)| needle.is_in(&row.body))
            .map(|(i, _)| i)
            .collect()
    };
    query
        .text_terms()
        .into_iter()
        .map(|term| (term.clone(), find(&term)))
        .collect()
}

fn check(text: &str, expected: &[u32]) {
    let (query, rows) = (parse(text).unwrap(), rows());
    assert_eq!(
        eval(&query, &rows, &hits_of(&query, &rows)),
        expected,
        "{text}"
    );
}

#[test]
fn terms_find_their_articles() {
    check("", &[0, 1, 2]);
    check("pact", &[0, 1]);
    check("title:pact", &[0]);
    check("body:pact", &[1]);
    check("wire", &[0]);
    check("source:wire OR radars", &[0]);
    check("-pact", &[2]);
    check("radar*", &[0]);
    check("\"signs the\"", &[0]);
    check("tag:defence", &[0]);
    check("person:park", &[0]);
    check("entity:pa*", &[0]);
    check("org:park", &[]);
    check("kind:person", &[0]);
    check("state:kept lang:EN has:note", &[0]);
    check("after:2013-10-28", &[0, 1]);
    check("before:2013-10-28", &[]);
    check("before:2014", &[0]);
    check("on:2013-10", &[0]);
    // The article of "2014-01" may be older than a week.
    check("on:1w", &[]);
    check("on:1m", &[1]);
    check("about:2010-11", &[0, 1, 2]);
    check("about:2010-12", &[]);
}

#[test]
fn bodies_that_are_not_searched_yet_fit_nothing() {
    let (rows, none) = (rows(), TextHits::new());
    assert_eq!(eval(&parse("pact").unwrap(), &rows, &none), [0]);
    assert_eq!(eval(&parse("body:pact").unwrap(), &rows, &none), [0u32; 0]);
}

/// Answers for one article by the words of the manual, without preparation.
fn naive(query: &Query, row: &Row) -> bool {
    let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_lowercase).collect() };
    let holds = |text: &str, p: &Pattern| {
        words(text).iter().any(|word| {
            let wanted = p.text.to_lowercase();
            if p.is_prefix {
                word.starts_with(&wanted)
            } else {
                *word == wanted
            }
        })
    };
    match query {
        Query::All => true,
        Query::Not(part) => !naive(part, row),
        Query::And(parts) => parts.iter().all(|part| naive(part, row)),
        Query::Or(parts) => parts.iter().any(|part| naive(part, row)),
        Query::Term(Term::Word(p)) => holds(&row.title, p) || holds(&row.body, p),
        Query::Term(Term::Title(p)) => holds(&row.title, p),
        Query::Term(Term::Body(p)) => holds(&row.body, p),
        Query::Term(Term::Tag(tag)) => row.tags.contains(tag),
        Query::Term(Term::On(DateRef::Stated(when))) => {
            row.published.is_some_and(|date| date.year == when.year)
        }
        Query::Term(other) => unreachable!("{other:?}"),
    }
}

fn queries() -> impl Strategy<Value = Query> {
    let term = prop_oneof![
        "(title:|body:|tag:|)[abc]{1,2}",
        "(title:|body:|)[abc]\\*",
        "on:201[0-3]",
    ];
    term.prop_map(|text| parse(&text).unwrap())
        .prop_recursive(4, 16, 3, |inner| {
            prop_oneof![
                inner.clone().prop_map(|part| Query::Not(Box::new(part))),
                prop::collection::vec(inner.clone(), 2..4).prop_map(Query::And),
                prop::collection::vec(inner, 2..4).prop_map(Query::Or),
            ]
        })
}

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        "([abcA]{1,2} ){0,3}",
        "([abcBÉ]{1,2} ){0,5}",
        "[abc]{1,2}",
        prop::option::of(2010i16..2014),
    );
    let row = row.prop_map(|(title, body, tag, year)| Row {
        title,
        body,
        tags: vec![tag],
        published: year.and_then(|year| When::day(year, 5, 6)),
        ..Row::default()
    });
    prop::collection::vec(row, 0..6)
}

proptest! {
    #[test]
    fn eval_agrees_with_the_naive_answer(query in queries(), rows in any_rows()) {
        let expected: Vec<u32> = (0u32..)
            .zip(&rows)
            .filter(|(_, row)| naive(&query, row))
            .map(|(i, _)| i)
            .collect();
        prop_assert_eq!(eval(&query, &rows, &hits_of(&query, &rows)), expected);
    }
}
