use std::fmt::Write;

use super::*;

/// Each date as `role value`, unknown as `?`; then the number of other words.
fn shown(line: &str) -> String {
    let read = read_line(line, DayOrder::Unknown);
    let mut out = String::new();
    for stated in &read.stated {
        let role = match stated.role {
            DateRole::Published => "published ",
            DateRole::Modified => "modified ",
            DateRole::Other => "other ",
            DateRole::Unnamed => "",
        };
        let value = stated
            .when
            .map_or_else(|| "?".to_owned(), |when| when.to_string());
        let _ = write!(out, "{role}{value}; ");
    }
    out + &read.n_other_words.to_string()
}

fn check(line: &str, expected: &str) {
    assert_eq!(shown(line), expected, "{line}");
}

#[test]
fn days_in_many_forms() {
    check("28 May 2014", "2014-05-28; 0");
    check("Wed., 28th of May, 2014", "2014-05-28; 0");
    check("May 28, 2014", "2014-05-28; 0");
    check("2014.05.28.", "2014-05-28; 0");
    check("2014/5/28", "2014-05-28; 0");
    check("28/05/2014", "2014-05-28; 0");
    check("05/28/2014", "2014-05-28; 0");
    check("28.5.2014", "2014-05-28; 0");
    check("28-May-2014", "2014-05-28; 0");
    check("2014년 5월 28일", "2014-05-28; 0");
    check("2014年5月28日(水)", "2014-05-28; 0");
    check("Mittwoch, 28. Mai 2014", "2014-05-28; 0");
    check("le mercredi 28 mai 2014", "2014-05-28; 0");
    check("28 de mayo de 2014", "2014-05-28; 0");
    check("May 2014", "2014-05; 0");
    check("2014. május 28.", "2014-05-28; 0");
    check("28 września 2014", "2014-09-28; 0");
    check("28 мая 2014", "2014-05-28; 0");
    check("28 Mayıs 2014", "2014-05-28; 0");
    check("28 tháng 5, 2014", "2014-05-28; 0");
    check("٢٨ مايو ٢٠١٤", "2014-05-28; 0");
}

#[test]
fn open_and_impossible_days_are_unknown() {
    check("03/04/2015", "?; 0");
    check("04/04/2015", "2015-04-04; 0");
    check("31 February 2015", "?; 0");
    check("2015-02-31", "?; 0");
    check("1900-02-29", "?; 0");
    check("about 5 of 12 ships in 2014", "2");
}

#[test]
fn times_and_zones() {
    check("Nov. 19, 2017 - 17:10", "2017-11-19T17:10:00; 0");
    check("2013-10-28 16:11 KST", "2013-10-28T16:11:00+09:00; 0");
    check(
        "2013-10-28T16:11:00.123+09:00",
        "2013-10-28T16:11:00+09:00; 0",
    );
    check("2013-10-28T16:11:00Z", "2013-10-28T16:11:00Z; 0");
    check(
        "Mon, 28 Oct 2013 16:11:07 -0500",
        "2013-10-28T16:11:07-05:00; 0",
    );
    check(
        "May 3, 2014 at 5:10 p.m. EST",
        "2014-05-03T17:10:00-05:00; 0",
    );
    check("am 3. Mai 2014, 16.11 Uhr", "2014-05-03T16:11:00; 0");
    check("5:10 PM, May 3, 2014", "2014-05-03T17:10:00; 0");
    check("3. Mai 2014, 16.11 Uhr", "2014-05-03T16:11:00; 0");
    check("2014년 5월 3일 오후 4시 11분", "2014-05-03T16:11:00; 0");
    check(
        "May 3, 2014 12:05 am (GMT+9)",
        "2014-05-03T00:05:00+09:00; 0",
    );
    check("2025-03-03T24:00:00Z", "2025-03-03; 0");
    check("3 May 2014 10:00 IST", "2014-05-03T10:00:00; 0");
}

#[test]
fn labels_name_the_date_that_follows() {
    check(
        "Posted on : 2013-10-28 16:11 KST Modified on : 2019-10-19 20:29 KST",
        "published 2013-10-28T16:11:00+09:00; modified 2019-10-19T20:29:00+09:00; 0",
    );
    check(
        "Published : Nov. 19, 2017 - 17:10",
        "published 2017-11-19T17:10:00; 0",
    );
    check("Last updated on May 3, 2014", "modified 2014-05-03; 0");
    check(
        "입력 2014.05.28 10:22 | 수정 2014.05.28 11:00",
        "published 2014-05-28T10:22:00; modified 2014-05-28T11:00:00; 0",
    );
    check("2014年5月28日更新", "modified 2014-05-28; 0");
}

#[test]
fn a_field_is_a_date_and_little_else() {
    let check = |value: &str, expected: Option<&str>| {
        assert_eq!(
            read_field(value).map(|when| when.to_string()).as_deref(),
            expected,
            "{value}"
        );
    };
    check("2014-05", Some("2014-05"));
    check("2014", Some("2014"));
    check("1400000000", Some("2014-05-13T16:53:20Z"));
    check("2025-02-31", None);
    check("10000-01-01", None);
    check("2025-W10-1", None);
    check("-0044-03-15", None);
    check("soon", None);
}

#[test]
fn short_forms_of_iso_are_read_in_fields() {
    let field = |value| read_field(value).map(|when| when.to_string());
    assert_eq!(field("20140527").as_deref(), Some("2014-05-27"));
    assert_eq!(
        field("20140527T080000+0200").as_deref(),
        Some("2014-05-27T08:00:00+02:00")
    );
    assert_eq!(
        field("20140527T0800Z").as_deref(),
        Some("2014-05-27T08:00:00Z")
    );
    assert_eq!(field("20141327"), None);
}

#[test]
fn labels_may_stand_behind() {
    check(
        "Literatur wurde am 19. Mai 2010 um 23:03 Uhr gepostet und unter Lesen abgelegt.",
        "published 2010-05-19T23:03:00; 6",
    );
}

#[test]
fn years_of_two_digits_stand_where_nothing_else_can() {
    check("mardi 10.12.19", "2019-12-10; 0");
    check("(Leeds, 14 May 20)", "2020-05-14; 1");
    check("28/05/14", "2014-05-28; 0");
    check("03/04/15", "?; 0");
    check("Version 10.12.19.2", "1");
    check("14 May 20:15", "0");
    check("31.31.14", "0");
}

#[test]
fn dates_of_something_else_are_told_apart() {
    check(
        "Registriert: 18.09.2008, 05:56",
        "other 2008-09-18T05:56:00; 0",
    );
    check("Termin: 21.02.2020", "other 2020-02-21; 0");
}

#[test]
fn fields_may_be_written_by_scripts() {
    let field = |value, order| read_field_in(value, order).map(|when| when.to_string());
    let script = "Tue Feb 20 2018 01:00:00 GMT+0100 (Central European Standard Time)";
    assert_eq!(
        field(script, DayOrder::Unknown).as_deref(),
        Some("2018-02-20T01:00:00+01:00")
    );
    assert_eq!(
        field("03/04/2015", DayOrder::DayFirst).as_deref(),
        Some("2015-04-03")
    );
    assert_eq!(field("03/04/2015", DayOrder::Unknown), None);
}
