//! Times with their values; texts are made up for the tests.

use proptest::prelude::*;

use crate::corpus::{Article, When};
use crate::nlp::{Overrides, extract};

fn times(published: &str, text: &str) -> Vec<(String, String)> {
    let article = Article::of_text(text);
    let overrides = Overrides {
        published: When::parse(published),
        ..Overrides::default()
    };
    let found = extract(&article, &overrides);
    let row = |time: &crate::nlp::Time| {
        let value = time.value.clone().unwrap_or_default();
        (time.span.of(text).to_owned(), value)
    };
    found.times.iter().map(row).collect()
}

/// Checks spans and values against an article of Wednesday, May 28, 2014.
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = times("2014-05-28", text);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(text, value)| (text.as_str(), value.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn reads_dates_of_the_calendar() {
    check(
        "It fell on June 3, 2011.",
        &[("June 3, 2011", "2011-06-03")],
    );
    check(
        "It fell on the 3rd of June 2011.",
        &[("the 3rd of June 2011", "2011-06-03")],
    );
    check(
        "The mill burned in March and June 2012.",
        &[("March", "2012-03"), ("June 2012", "2012-06")],
    );
    check(
        "Tuesday, March 4, was wet.",
        &[("Tuesday, March 4", "2014-03-04")],
    );
    check(
        "The fair ran July 6 to 16, 2010.",
        &[("July 6 to 16, 2010", "2010-07-06/2010-07-16")],
    );
    check("Her 2012 novel sold 2000 copies.", &[("2012", "2012")]);
    check(
        "It opened in October last year.",
        &[("October last year", "2013-10")],
    );
}

#[test]
fn reads_dates_in_figures() {
    check("Signed 2014.5.27 there.", &[("2014.5.27", "2014-05-27")]);
    check("Signed 27/5/2014 there.", &[("27/5/2014", "2014-05-27")]);
    check("Signed 10.28.2013 there.", &[("10.28.2013", "2013-10-28")]);
    check(
        "Signed 3/4/2013 and 27/5/2013.",
        &[("3/4/2013", "2013-04-03"), ("27/5/2013", "2013-05-27")],
    );
    check("Signed 3/4/2013 there.", &[("3/4/2013", "2013-03-04")]);
    check("The 1994-97 drought ended.", &[("1994-97", "1994/1997")]);
}

#[test]
fn reads_parts_of_years() {
    check(
        "Sales fell in the third quarter.",
        &[("the third quarter", "2013-Q3")],
    );
    check(
        "Sales fell in the first quarter of 2009.",
        &[("the first quarter of 2009", "2009-Q1")],
    );
    check("It shut in late 2010.", &[("late 2010", "2010")]);
    check(
        "It shut in the early 1980s.",
        &[("the early 1980s", "198X")],
    );
    check(
        "It shut in the summer of 1998.",
        &[("the summer of 1998", "1998-SU")],
    );
    check(
        "The 20th century was loud.",
        &[("The 20th century", "19XX")],
    );
    check("It grew in fiscal 2013.", &[("fiscal 2013", "2013")]);
    check(
        "It grew in the second half of 2013.",
        &[("the second half of 2013", "2013-H2")],
    );
}

#[test]
fn counts_from_the_date_of_the_article() {
    check("They met two weeks ago.", &[("two weeks ago", "2014-W20")]);
    check("They met a year ago.", &[("a year ago", "2013")]);
    check(
        "They met the day before yesterday.",
        &[("the day before yesterday", "2014-05-26")],
    );
    check("They meet again next week.", &[("next week", "2014-W23")]);
    check("They met last night.", &[("last night", "2014-05-27TNI")]);
    check(
        "They met over the weekend.",
        &[("the weekend", "2014-W21-WE")],
    );
    check("They met last April.", &[("last April", "2013-04")]);
    check("They met years ago.", &[("years ago", "PAST_REF")]);
}

#[test]
fn counts_from_the_time_spoken_of() {
    check(
        "The bridge fell on March 3, 2010. The next day it was rebuilt.",
        &[
            ("March 3, 2010", "2010-03-03"),
            ("The next day", "2010-03-04"),
        ],
    );
    check(
        "It was founded in 1990. The following year it failed.",
        &[("1990", "1990"), ("The following year", "1991")],
    );
    check(
        "Profit rose in the first quarter of 2014 from a year earlier.",
        &[
            ("the first quarter of 2014", "2014-Q1"),
            ("a year earlier", "2013-Q1"),
        ],
    );
}

#[test]
fn reads_lengths_and_repetitions() {
    check("The siege lasted three days.", &[("three days", "P3D")]);
    check(
        "It took two and a half years.",
        &[("two and a half years", "P2Y6M")],
    );
    check("It took nearly an hour.", &[("nearly an hour", "PT1H")]);
    check("He has a two-year contract.", &[("two-year", "P2Y")]);
    check(
        "It fell in the past few weeks.",
        &[("the past few weeks", "PXW")],
    );
    check("It took 12 to 18 months.", &[("12 to 18 months", "PXM")]);
    check(
        "They meet every Thursday.",
        &[("every Thursday", "XXXX-WXX-4")],
    );
    check("They meet every two weeks.", &[("every two weeks", "P2W")]);
}

#[test]
fn reads_times_of_day() {
    check(
        "It begins at 5 p.m. EST on Friday.",
        &[("5 p.m. EST on Friday", "2014-05-30T17:00")],
    );
    check(
        "It rained on Tuesday morning.",
        &[("Tuesday morning", "2014-05-27TMO")],
    );
    check("It was cut at 08:30 UTC.", &[("08:30 UTC", "T08:30Z")]);
    check(
        "It began at noon Saturday.",
        &[("noon Saturday", "2014-05-24T12:00")],
    );
}

#[test]
fn verbs_tell_past_from_future() {
    for (text, value) in [
        ("The harbor will open on Dec. 3.", "2014-12-03"),
        ("The harbor opened on Dec. 3.", "2013-12-03"),
        ("The talks resume Monday.", "2014-06-02"),
        (
            "The talks, which had been due to end Friday, went on.",
            "2014-05-23",
        ),
        ("In January, the board sold its ships.", "2014-01"),
        ("It has been closed since July.", "2013-07"),
    ] {
        let found = times("2014-05-28", text);
        assert_eq!(
            found.first().map(|time| time.1.as_str()),
            Some(value),
            "{text}"
        );
    }
}

#[test]
fn words_that_look_like_times_are_none() {
    for text in [
        "She may march on.",
        "Resolution 1970 passed.",
        "It cost $1990 there.",
        "He came second.",
        "They sold 2000 tickets.",
        "As soon as they met, it rained.",
        "A quarter of them left.",
        "Shares rose a quarter to 5 percent.",
        "Her boat came 10 past 9 others.",
        "It was shut by the second in command.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_note_takes_its_preposition() {
    check("I'll be there before 8pm", &[("before 8pm", "T20:00")]);
    check(
        "Please call me in two weeks",
        &[("in two weeks", "2014-06-11")],
    );
    check("The hall was shut before 2010.", &[("2010", "2010")]);
}

#[test]
fn joins_days_with_their_times() {
    check(
        "It sank on Sunday late evening at 9:40.",
        &[("Sunday late evening at 9:40", "2014-05-25T21:40")],
    );
    check(
        "It sank at 8:15 Sunday evening.",
        &[("8:15 Sunday evening", "2014-05-25T20:15")],
    );
    check(
        "It was said at noon in the morning, two in the afternoon.",
        &[
            ("noon", "T12:00"),
            ("the morning", "2014-05-28TMO"),
            ("two in the afternoon", "2014-05-28T14:00"),
        ],
    );
}

#[test]
fn reads_ranges_that_a_dash_joins() {
    check(
        "The fair was held Nov. 28-Dec. 4, 2012.",
        &[("Nov. 28-Dec. 4, 2012", "2012-11-28/2012-12-04")],
    );
    check(
        "It was dry (December-February 2011).",
        &[("December-February 2011", "2010-12/2011-02")],
    );
    check("Call 2011-2014-77, it was said.", &[]);
}

#[test]
fn reads_parts_of_months_and_years() {
    for (text, span, value) in [
        (
            "It was shut on the 12th day of March.",
            "the 12th day of March",
            "2014-03-12",
        ),
        (
            "It was shut in the third month of 2012.",
            "the third month of 2012",
            "2012-03",
        ),
        (
            "It was shut in the first week of 2021.",
            "the first week of 2021",
            "2021-W01",
        ),
        (
            "It was shut in the last week of July 2017.",
            "the last week of July 2017",
            "2017-W30",
        ),
        (
            "It was shut in the week before last.",
            "the week before last",
            "2014-W20",
        ),
        (
            "It was shut a fortnight ago.",
            "a fortnight ago",
            "2014-W20",
        ),
        (
            "It was shut on Labor Day weekend.",
            "Labor Day weekend",
            "2013-W35-WE",
        ),
        ("It was shut until 2016 or later.", "2016 or later", "2016"),
        (
            "It was shut the day before.",
            "the day before",
            "2014-05-27",
        ),
        (
            "It was shut on the second Tuesday of April.",
            "the second Tuesday of April",
            "2014-04-08",
        ),
        ("It was shut on Friday 13th.", "Friday 13th", "2014-06-13"),
        ("It was shut for a day or two.", "a day or two", "PXD"),
        ("It was shut twice a year.", "twice a year", "P1Y"),
        ("It was shut for two weekends.", "two weekends", "P2WE"),
    ] {
        check(text, &[(span, value)]);
    }
}

#[test]
fn a_report_turns_from_its_quarter_to_the_year() {
    let text = "Profit rose in the first quarter of 2014. For the nine months, \
                it fell from 4 million a year earlier.";
    check(
        text,
        &[
            ("the first quarter of 2014", "2014-Q1"),
            ("the nine months", "P9M"),
            ("a year earlier", "2013"),
        ],
    );
}

#[test]
fn leap_days_fall_into_leap_years() {
    check("Meet me on Feb 29", &[("Feb 29", "2016-02-29")]);
    check("Meet me on 2/29/2014", &[("2/29/2014", "")]);
}

#[test]
fn a_note_counts_days_from_others() {
    for (text, span, value) in [
        (
            "Call me 3 days after June 12th",
            "3 days after June 12th",
            "2014-06-15",
        ),
        (
            "Call me 4 months from tomorrow",
            "4 months from tomorrow",
            "2014-09-29",
        ),
        (
            "Call me Friday three weeks from now",
            "Friday three weeks from now",
            "2014-06-20",
        ),
        (
            "Call me in 5 days on Monday",
            "in 5 days on Monday",
            "2014-06-02",
        ),
        ("I saw it two months ago", "two months ago", "2014-03-28"),
        (
            "Book a week starting June 9",
            "a week starting June 9",
            "2014-06-09/2014-06-16",
        ),
        (
            "Off for 2 days from today",
            "for 2 days from today",
            "2014-05-28/2014-05-30",
        ),
    ] {
        check(text, &[(span, value)]);
    }
}

#[test]
fn a_note_tells_stretches_in_days() {
    for (text, span, value) in [
        (
            "Show me the next 4 days",
            "next 4 days",
            "2014-05-29/2014-06-02",
        ),
        (
            "Show me the last two quarters",
            "last two quarters",
            "2013-10-01/2014-04-01",
        ),
        (
            "Book the next 3 business days",
            "next 3 business days",
            "2014-05-29/2014-06-03",
        ),
        ("Show me 2013-Q4", "2013-Q4", "2013-10-01/2014-01-01"),
        ("Show me week 9 of 2012", "week 9 of 2012", "2012-W09"),
        (
            "Book the first 2 weeks of 2015",
            "the first 2 weeks of 2015",
            "2014-12-29/2015-01-12",
        ),
        (
            "Book the week of June 11",
            "the week of June 11",
            "2014-06-09/2014-06-16",
        ),
        (
            "What is due from Oct to Feb",
            "from Oct to Feb",
            "2014-10-01/2015-02-01",
        ),
        (
            "What is due from March to July",
            "from March to July",
            "2014-03-01/2014-07-01",
        ),
        (
            "Book 3 june to 5 june in 2015",
            "3 june to 5 june in 2015",
            "2015-06-03/2015-06-05",
        ),
    ] {
        check(text, &[(span, value)]);
    }
}

#[test]
fn a_note_makes_appointments() {
    for (text, span, value) in [
        (
            "I am free tonight from 7 to 8:30",
            "tonight from 7 to 8:30",
            "2014-05-28T19:00:00/2014-05-28T20:30:00",
        ),
        (
            "Book us at 2:00 - 2:45 pm on Friday",
            "2:00 - 2:45 pm on Friday",
            "2014-05-30T14:00:00/2014-05-30T14:45:00",
        ),
        (
            "I am out from 4 in the morning until 3pm",
            "from 4 in the morning until 3pm",
            "2014-05-28T04:00:00/2014-05-28T15:00:00",
        ),
        ("Meet me next Tuesday", "next Tuesday", "2014-06-03"),
        (
            "Meet me this past Tuesday",
            "this past Tuesday",
            "2014-05-27",
        ),
        (
            "Meet me tonight around 9",
            "tonight around 9",
            "2014-05-28T21:00",
        ),
        ("Meet me on Fri 13th", "Fri 13th", "2014-06-13"),
        (
            "Meet me the first Monday of next month",
            "the first Monday of next month",
            "2014-06-02",
        ),
        ("Send it by mail everyday 7am", "everyday 7am", "T07:00"),
        (
            "Send it on Thursdays at 10am",
            "Thursdays at 10am",
            "XXXX-WXX-4T10:00",
        ),
    ] {
        check(text, &[(span, value)]);
    }
    check(
        "Meet me this week as early as 7:00 am",
        &[("this week", "2014-W22"), ("as early as 7:00 am", "T07:00")],
    );
    check("It is the most up to date list", &[]);
    check("It shouldn't last two hours", &[("two hours", "PT2H")]);
}

/// What makes a text too long for a note, and tells of no time.
const TAIL: &str = " The board of the harbor said that the old mill by the river had been \
    sold to a firm that builds boats, and that nobody in the town had been told of the sale \
    or of the price that was paid for it by the firm.";

/// Checks spans and values in a longer text, which is no note.
fn check_news(text: &str, expected: &[(&str, &str)]) {
    check(&format!("{text}{TAIL}"), expected);
}

#[test]
fn counts_beyond_the_calendar_have_no_value() {
    for (text, span) in [
        (
            "999999 fortnights ago on Tuesday he left.",
            "999999 fortnights ago on Tuesday",
        ),
        ("He left 999999 months ago.", "999999 months ago"),
        ("He left 999999 centuries ago.", "999999 centuries ago"),
    ] {
        check_news(text, &[(span, "")]);
    }
}

#[test]
fn the_day_behind_a_time_places_it() {
    for (text, span, value) in [
        (
            "The fair began at 8 o'clock on Tuesday evening.",
            "8 o'clock on Tuesday evening",
            "2014-05-27T20:00",
        ),
        (
            "It sank at 10:30 on Monday night.",
            "10:30 on Monday night",
            "2014-05-26T22:30",
        ),
        (
            "The shop is open 9 a.m.-5 p.m. on Monday.",
            "9 a.m.-5 p.m. on Monday",
            "2014-05-26T09:00:00/2014-05-26T17:00:00",
        ),
        (
            "It was shut 3 a.m.-5 a.m. on 3 May 2011.",
            "3 a.m.-5 a.m. on 3 May 2011",
            "2011-05-03T03:00:00/2011-05-03T05:00:00",
        ),
        (
            "It is shut 3 a.m.-5 a.m. for guests.",
            "3 a.m.-5 a.m.",
            "T03:00:00/T05:00:00",
        ),
    ] {
        check_news(text, &[(span, value)]);
    }
}

#[test]
fn a_dash_behind_a_zone_is_no_distance() {
    for (text, span, value) in [
        (
            "It landed at 5 p.m. PST - 12 hours late.",
            "5 p.m. PST",
            "T17:00",
        ),
        (
            "It landed at 5 p.m. GMT - 2 days late.",
            "5 p.m. GMT",
            "T17:00Z",
        ),
        (
            "It was cut at 17:10 UTC+05:30, she said.",
            "17:10 UTC+05:30",
            "T17:10+05:30",
        ),
        (
            "It was cut at 17:10 (GMT +8), she said.",
            "17:10 (GMT +8)",
            "T17:10+08:00",
        ),
        (
            "It was cut at 17:10 GMT-3, she said.",
            "17:10 GMT-3",
            "T17:10-03:00",
        ),
        (
            "It was cut at 17:10 UTC+99, she said.",
            "17:10 UTC+99",
            "T17:10",
        ),
    ] {
        let text = format!("{text}{TAIL}");
        let found = times("2014-05-28", &text);
        let found = found
            .first()
            .map(|(text, value)| (text.as_str(), value.as_str()));
        assert_eq!(found, Some((span, value)), "{text}");
    }
}

#[test]
fn the_clock_has_no_more_hours_than_the_day() {
    for (text, span, value) in [
        (
            "It began at a quarter to one.",
            "a quarter to one",
            "T12:45",
        ),
        (
            "It began at a quarter to one at night.",
            "a quarter to one at night",
            "T00:45",
        ),
        ("It began at 2 at night.", "2 at night", "T02:00"),
        ("It began at 11 at night.", "11 at night", "T23:00"),
        (
            "It sails at 24:00 on Tuesday.",
            "24:00 on Tuesday",
            "2014-05-27T24:00",
        ),
        (
            "It was made on 2014-05-27T10:15:30Z by hand.",
            "2014-05-27T10:15:30Z",
            "2014-05-27T10:15:30Z",
        ),
        (
            "It was made on 2014-05-27T10:15+02:00 by hand.",
            "2014-05-27T10:15+02:00",
            "2014-05-27T10:15+02:00",
        ),
        (
            "It was made on 2014-05-27T10:15:30.250 by hand.",
            "2014-05-27T10:15:30.250",
            "2014-05-27T10:15:30",
        ),
        (
            "It was open at 5-6 p.m. on Monday.",
            "5-6 p.m. on Monday",
            "2014-05-26T17:00:00/2014-05-26T18:00:00",
        ),
        (
            "It was open from 11 to 1 p.m. then.",
            "11 to 1 p.m.",
            "T11:00:00/T13:00:00",
        ),
    ] {
        check_news(text, &[(span, value)]);
    }
    check_news(
        "It sails at 24:30 on Tuesday.",
        &[("Tuesday", "2014-05-27")],
    );
    check_news(
        "He pays on the 99th of every month.",
        &[("every month", "P1M")],
    );
}

#[test]
fn numbers_in_words_are_mostly_no_years() {
    for text in [
        "Two thousand soldiers crossed the river.",
        "In the fight some two thousand soldiers died.",
        "In March it was said that two thousand fell.",
        "Eighteen hundred and fifty men were taken.",
        "Sixteen forty-year-old ships were sold.",
        "Nineteen twenty-somethings met there.",
        "She paid for two thousand and five tickets.",
        "They counted two thousand five hundred sheep.",
    ] {
        let text = format!("{text}{TAIL}");
        let found = times("2014-05-28", &text);
        assert!(found.iter().all(|(span, _)| span == "March"), "{found:?}");
    }
    for (text, span, value) in [
        (
            "It was built in two thousand and five.",
            "two thousand and five",
            "2005",
        ),
        ("It was built in two thousand.", "two thousand", "2000"),
        (
            "It was built in eighteen hundred and fifty.",
            "eighteen hundred and fifty",
            "1850",
        ),
        (
            "The song of nineteen ninety-six was loud.",
            "nineteen ninety-six",
            "1996",
        ),
        (
            "It was dry in May of nineteen ninety.",
            "May of nineteen ninety",
            "1990-05",
        ),
    ] {
        check_news(text, &[(span, value)]);
    }
}

#[test]
fn years_before_christ_are_told_as_such() {
    for (text, span, value) in [
        ("The city fell in 1600 BC, she said.", "1600 BC", "BC1600"),
        ("The city fell in 44 B.C., she said.", "44 B.C.", "BC0044"),
        (
            "The city stood 1600-1200 BCE there.",
            "1600-1200 BCE",
            "BC1600/BC1200",
        ),
        (
            "It was made in the second century BC.",
            "the second century BC",
            "",
        ),
        ("In 1996 B.C. chose its premier.", "1996", "1996"),
    ] {
        check_news(text, &[(span, value)]);
    }
}

#[test]
fn decades_are_the_nearest_before_the_article() {
    for (text, span, value) in [
        ("The '00s were quiet.", "The '00s", "200X"),
        ("It was made in the '10s by hand.", "the '10s", "201X"),
        ("It was made in the '20s by hand.", "the '20s", "192X"),
        (
            "It was made in the late '80s by hand.",
            "the late '80s",
            "198X",
        ),
        (
            "It was made in the last decade of the 19th century.",
            "the last decade of the 19th century",
            "189X",
        ),
        ("It was made in the 1st century.", "the 1st century", "00XX"),
    ] {
        check_news(text, &[(span, value)]);
    }
    check_news("The 0th century and the 0th quarter were no times.", &[]);
    let found = times(
        "",
        &format!("It was made in the '20s or the '80s by hand.{TAIL}"),
    );
    let values: Vec<&str> = found.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values, ["", "198X"]);
}

#[test]
fn the_last_of_something_is_counted_within_it() {
    for (text, expected) in [
        (
            "The last quarter of 2011 was dry.",
            &[("The last quarter of 2011", "2011-Q4")][..],
        ),
        (
            "The last month of 2011 was dry.",
            &[("The last month of 2011", "2011-12")],
        ),
        (
            "The last week of May 2011 was dry.",
            &[("The last week of May 2011", "2011-W21")],
        ),
        (
            "The last Friday of May 2011 was dry.",
            &[("The last Friday of May 2011", "2011-05-27")],
        ),
        ("The last year of the war was dry.", &[]),
        ("The last fiscal year of the firm was dry.", &[]),
        ("The last night of the fair was dry.", &[]),
        ("The last summer of her life was dry.", &[]),
        ("The last quarter of the game was dry.", &[]),
        (
            "The last quarter was dry.",
            &[("The last quarter", "2014-Q1")],
        ),
    ] {
        check_news(text, expected);
    }
}

#[test]
fn a_dash_between_spaces_joins_no_month() {
    check(
        "In 2012 - 11 people fell in Leeds, officials said.",
        &[("2012", "2012")],
    );
    check("Show me 2012 - 11", &[("2012 - 11", "2012-11")]);
}

#[test]
fn a_sentence_that_looks_back_means_no_day_to_come() {
    check_news("The ship sank on June 14.", &[("June 14", "2013-06-14")]);
    check_news("The ship sank on May 18.", &[("May 18", "2014-05-18")]);
    check_news("The ship sank on May 29.", &[("May 29", "2014-05-29")]);
    check_news(
        "The offer was extended to June 14.",
        &[("June 14", "2014-06-14")],
    );
    check_news("The ship sank in June.", &[("June", "2013-06")]);
    check_news(
        "The ship will sail on June 14.",
        &[("June 14", "2014-06-14")],
    );
    check_news(
        "They met on Thanksgiving in 2012 there.",
        &[("Thanksgiving in 2012", "2012-11-22")],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_words_give_ordered_times(words in "((the|a|last|next|early|mid|end of|year|week|ago|later|two|half|and|999999|1990|31|12|:|/|-|May|Monday|p\\.m\\.|quarter|from|to|in|,|\\.|\n|century|million|first|13th|day|weekend|fortnight|fortnights|on|before|after|before last|from now|starting|at|tonight|around|every|31|2/29|20140230|years|business days|between|Dec|’s|Easter) ?){0,40}", tail in prop_oneof![Just(""), Just(TAIL)]) {
        let text = format!("{words}{tail}");
        let article = Article::of_text(&text);
        let overrides = Overrides { published: When::parse("2014-05-28"), ..Overrides::default() };
        let found = extract(&article, &overrides);
        for pair in found.times.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        prop_assert!(found.times.iter().all(|time| !time.span.of(&text).is_empty()));
    }
}
