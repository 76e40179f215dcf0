//! When an article was published and changed, from the places of a page that
//! state it, the most trusted first.

use super::head::Head;
use super::linked::Linked;
use super::values::{field, is_likely, local, order};
use super::{Seen, addresses};
use crate::corpus::dates::{self, DateRole, DayOrder};
use crate::corpus::{Problem, When};

/// Meta tags that are there for the date of publication, the surest first.
const PUBLISHED: [&str; 32] = [
    "article:published_time",
    "datepublished",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "published_time",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "publication_date",
    "publication-date",
    "article.published",
    "article_date_original",
    "article:publish_time",
    "og:release_date",
    "release_date",
    "date_published",
    "published_date",
    "publisheddate",
    "published_at",
    "publish_time",
    "publishtime",
    "dateposted",
    "rnews:datepublished",
    "bt:pubdate",
    "vr:published_time",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
];

/// Meta tags that may as well state when the page was made or changed.
const DATED: [&str; 17] = [
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
    "timestamp",
    "revision_date",
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
    let of_metas = |names: &[&'static str]| -> Vec<When> {
        let all = names.iter().flat_map(|name| head.all(name));
        all.filter_map(|value| local(value, head)).collect()
    };
    let sure = of_metas(&PUBLISHED);
    let linked_day = linked
        .published
        .as_deref()
        .and_then(|value| local(value, head));
    let modified = linked
        .modified
        .as_deref()
        .or_else(|| head.meta(&MODIFIED))
        .or_else(|| head.prop("dateModified"))
        .and_then(|value| field(value, head));
    let shown = shown(head, seen);
    let in_address = address(head, linked)
        .filter(|day| !is_overruled(day, &shown, linked_day.iter().chain(&sure)));
    let stated: Vec<When> = [in_address, shown.published, shown.unnamed, shown.timed]
        .into_iter()
        .flatten()
        .chain(sure)
        .chain(linked_day)
        .chain(of_metas(&DATED))
        .chain(
            head.prop("datePublished")
                .and_then(|value| field(value, head)),
        )
        .chain(shown.bare)
        .collect();
    tell_contradiction(&stated, problems);
    let published = stated
        .first()
        .map(|first| most_precise(*first, &stated))
        .or_else(|| other(head, seen));
    Dates {
        published,
        modified: modified.or(shown.modified),
    }
}

/// Reads the date of a page that states none in the usual places: lines and
/// `<time>` far from the article, the data of scripts, what is left.
pub(super) fn last_resort(head: &Head, modified: Option<When>, far: &[String]) -> Option<When> {
    let order = order(head);
    let lines: Vec<(DateRole, When)> = far.iter().flat_map(|line| days(line, order)).collect();
    let of_role = |asked| -> Vec<When> {
        let lines = lines.iter().filter(|(role, _)| *role == asked);
        lines.map(|(_, when)| *when).collect()
    };
    let time = || {
        let times = head.times.iter().filter(|time| time.is_published);
        agreed(
            &times
                .filter_map(|time| local(&time.value, head))
                .collect::<Vec<_>>(),
        )
    };
    let image = || {
        let image = head.meta(&["og:image", "twitter:image", "twitter:image:src"]);
        addresses::day(image?).filter(is_likely)
    };
    agreed(&of_role(DateRole::Published))
        .or_else(time)
        .or_else(|| scripted(head))
        .or(modified)
        .or_else(|| agreed(&of_role(DateRole::Unnamed)))
        .or_else(image)
}

/// The day that all data of scripts on the page agree on.
fn scripted(head: &Head) -> Option<When> {
    let days: Vec<When> = head
        .scripted
        .iter()
        .filter_map(|value| field(value, head))
        .collect();
    agreed(&days)
}

/// Returns the first of several dates, if all are of one day.
fn agreed(days: &[When]) -> Option<When> {
    let first = days.first()?;
    let agree = days.iter().all(|day| n_days_apart(day, first) == 0);
    (agree && first.day.is_some()).then_some(*first)
}

/// Returns the day in the address of the page.
fn address(head: &Head, linked: &Linked) -> Option<When> {
    let stated = [
        head.canonical.as_deref(),
        head.meta(&["og:url", "twitter:url"]),
        linked.url.as_deref(),
    ];
    let mut days = stated.into_iter().flatten().filter_map(addresses::day);
    days.find(is_likely)
}

/// Says whether the page shows another day than its address names, and the
/// data for machines agree with what is shown.
fn is_overruled<'a>(
    day: &When,
    shown: &Shown,
    mut machine: impl Iterator<Item = &'a When>,
) -> bool {
    let visible = shown.published.or(shown.unnamed);
    visible.is_some_and(|visible| {
        n_days_apart(&visible, day) > 0 && machine.any(|other| n_days_apart(other, &visible) == 0)
    })
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

fn n_days_apart(one: &When, other: &When) -> i64 {
    let day = |when: &When| {
        let day = when.first_day();
        day.map_or(i64::MIN / 4, |day| {
            i64::from((day - jiff::civil::Date::constant(1970, 1, 1)).get_days())
        })
    };
    (day(one) - day(other)).abs()
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
    let day = |time: &super::head::Time| local(&time.value, head).filter(|when| when.day.is_some());
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
                DateRole::Other => continue,
            };
            place.get_or_insert(when);
        }
    }
    let of_change = times().filter(|time| time.is_modified).filter_map(day);
    if shown.timed.is_some()
        && of_change
            .into_iter()
            .any(|when| Some(when) == shown.unnamed)
    {
        shown.unnamed = None;
    }
    shown.bare = times().filter(|time| !time.is_modified).find_map(day);
    shown
}

/// Dates of other places of the text.
fn other(head: &Head, seen: &Seen) -> Option<When> {
    let order = order(head);
    let mut found = seen.other_dates.iter().flat_map(|line| days(line, order));
    found
        .find(|(role, _)| matches!(role, DateRole::Published | DateRole::Unnamed))
        .map(|(_, when)| when)
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
