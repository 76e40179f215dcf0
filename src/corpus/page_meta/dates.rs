//! When an article was published and changed, from the places of a page that
//! state it, the most trusted first.

use super::Seen;
use super::head::Head;
use super::linked::Linked;
use crate::corpus::dates::{self, DateRole, DayOrder};
use crate::corpus::{Problem, When};

/// Meta tags with the date of publication, the surest first.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "datepublished",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "publication_date",
    "publication-date",
    "article.published",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dc.created",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "datecreated",
    "article:created",
    "created",
    "originalpublicationdate",
    "date",
    "article_date_original",
    "timestamp",
];

const MODIFIED: [&str; 9] = [
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "article:updated_time",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "modified",
];

/// The two dates of an article.
#[derive(Default)]
pub(super) struct Dates {
    pub(super) published: Option<When>,
    pub(super) modified: Option<When>,
}

/// Reads the dates; tells of places that state another day.
pub(super) fn read(
    head: &Head,
    linked: &Linked,
    seen: &Seen,
    problems: &mut Vec<Problem>,
) -> Dates {
    let mut strong: Vec<When> = Vec::new();
    strong.extend(linked.published.as_deref().and_then(field));
    strong.extend(
        PUBLISHED
            .iter()
            .flat_map(|name| head.all(name))
            .filter_map(field),
    );
    strong.extend(head.prop("datePublished").and_then(field));
    let modified = linked
        .modified
        .as_deref()
        .or_else(|| head.meta(&MODIFIED))
        .or_else(|| head.prop("dateModified"))
        .and_then(field);
    let shown = shown(head, seen);
    let in_url = of_url(head);
    let stated: Vec<When> = [in_url, shown.published, shown.unnamed, shown.timed]
        .into_iter()
        .flatten()
        .chain(strong)
        .chain(shown.bare)
        .collect();
    tell_contradiction(&stated, problems);
    let published = stated
        .first()
        .map(|first| most_precise(*first, &stated))
        .or_else(|| other(head, seen))
        .or(shown.modified)
        .or(modified);
    Dates {
        published,
        modified: modified.or(shown.modified),
    }
}

/// Returns the first of the dates of the same day that has a time.
fn most_precise(first: When, stated: &[When]) -> When {
    let is_day =
        |when: &&When| (when.year, when.month, when.day) == (first.year, first.month, first.day);
    let timed = stated
        .iter()
        .filter(is_day)
        .find(|when| when.time.is_some());
    *timed.unwrap_or(&first)
}

fn field(value: &str) -> Option<When> {
    dates::read_field(value).filter(is_likely)
}

/// Says whether a page can be of that year.
fn is_likely(when: &When) -> bool {
    (1990..=2100).contains(&when.year)
}

/// Dates that the head of the article shows.
#[derive(Default)]
struct Shown {
    published: Option<When>,
    modified: Option<When>,
    unnamed: Option<When>,
    /// Of a `<time>` that says it is the date of publication.
    timed: Option<When>,
    /// Of a `<time>` that says no more.
    bare: Option<When>,
}

fn shown(head: &Head, seen: &Seen) -> Shown {
    let (first, last) = seen.head_nodes;
    let times = || {
        let inside = move |node: usize| node >= first && node <= last;
        head.times.iter().filter(move |time| inside(time.node))
    };
    let day = |time: &super::head::Time| field(&time.value).filter(|when| when.day.is_some());
    let mut shown = Shown {
        timed: times()
            .filter(|time| time.is_published && !time.is_modified)
            .find_map(day),
        modified: times().filter(|time| time.is_modified).find_map(day),
        ..Shown::default()
    };
    let order = order(head);
    for line in &seen.head_dates {
        for (role, when) in days(line, order) {
            let place = match role {
                DateRole::Published => &mut shown.published,
                DateRole::Modified => &mut shown.modified,
                DateRole::Unnamed => &mut shown.unnamed,
            };
            place.get_or_insert(when);
        }
    }
    shown.bare = times().filter(|time| !time.is_modified).find_map(day);
    shown
}

/// Dates of other places of the text.
fn other(head: &Head, seen: &Seen) -> Option<When> {
    let order = order(head);
    let mut found = seen.other_dates.iter().flat_map(|line| days(line, order));
    found
        .find(|(role, _)| *role != DateRole::Modified)
        .map(|(_, when)| when)
}

/// Returns how `3/4/2015` is read in the language of the page: only the United
/// States put the month first, and plain English may be theirs.
fn order(head: &Head) -> DayOrder {
    let language = head
        .language
        .as_deref()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match language.split(['-', '_']).collect::<Vec<_>>().as_slice() {
        ["en", "us", ..] => DayOrder::MonthFirst,
        ["" | "en"] | [] => DayOrder::Unknown,
        _ => DayOrder::DayFirst,
    }
}

/// Lists the days that a line states.
fn days(line: &str, order: DayOrder) -> Vec<(DateRole, When)> {
    let stated = dates::read_line(line, order).stated;
    let day = |stated: &dates::Stated| {
        let when = stated
            .when
            .filter(|when| when.day.is_some() && is_likely(when))?;
        Some((stated.role, when))
    };
    stated.iter().filter_map(day).collect()
}

/// The day in the address of the page: `/2014/05/28/`, `2014-05-28`.
fn of_url(head: &Head) -> Option<When> {
    let stated = [
        head.canonical.as_deref(),
        head.meta(&["og:url", "twitter:url"]),
    ];
    stated.into_iter().flatten().find_map(|url| {
        let path = url.split_once("://").map_or(url, |(_, path)| path);
        let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        let three = numbers.windows(3).find_map(|three| {
            let [year, month, day] = three else {
                return None;
            };
            let (year, day) = if day.len() == 4 {
                (day, year)
            } else {
                (year, day)
            };
            let is_shape = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
            let date = When::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
            is_shape.then_some(date)
        });
        let one = || {
            numbers.iter().find_map(|digits| {
                let is_shape = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
                let part = |from, to| digits.get(from..to)?.parse::<i16>().ok();
                let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
                let date = When::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
                is_shape.then_some(date)
            })
        };
        three.or_else(one).filter(is_likely)
    })
}

/// Tells of dates of publication that are more than a day apart.
fn tell_contradiction(stated: &[When], problems: &mut Vec<Problem>) {
    let Some(first) = stated.first() else {
        return;
    };
    let days = |when: &When| when.sort_key().div_euclid(86_400);
    let other = stated.iter().find(|other| {
        other.day.is_some() && first.day.is_some() && days(other).abs_diff(days(first)) > 1
    });
    if let Some(other) = other {
        problems.push(Problem::new(format!(
            "states another date as well: {other}"
        )));
    }
}
