//! What is said, by whom, and who is meant: texts in, rows out.

use proptest::prelude::*;

use crate::corpus::parse;
use crate::nlp::{Extraction, Overrides, extract};

fn found(text: &str) -> (String, Extraction) {
    let article = parse::first("a.txt", text.as_bytes());
    let extraction = extract(&article, &Overrides::default());
    (article.text, extraction)
}

/// Checks rows of sort (`D`, `I`), source and what is said, in order.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str, &str)]) {
    let (text, found) = found(text);
    let rows: Vec<(&str, &str, &str)> = found
        .quotes
        .iter()
        .map(|quote| {
            let sort = if quote.is_direct { "D" } else { "I" };
            let source = quote.speaker_span.map_or("", |span| span.of(&text));
            (sort, source, quote.span.of(&text))
        })
        .collect();
    assert_eq!(rows, expected, "{text}");
}

/// Checks which entity speaks each quote; empty for none.
#[track_caller]
fn check_speakers(text: &str, expected: &[&str]) {
    let (text, found) = found(text);
    let names: Vec<&str> = found
        .quotes
        .iter()
        .map(|quote| quote.speaker.and_then(|idx| found.entities.get(idx)))
        .map(|entity| entity.map_or("", |entity| entity.name.as_str()))
        .collect();
    assert_eq!(names, expected, "{text}");
}

#[test]
fn direct_speech_stands_on_either_side_of_its_verb() {
    check(
        "“We are done here,” Mayor Eva Lindgren said.",
        &[("D", "Mayor Eva Lindgren", "“We are done here,”")],
    );
    check(
        "\"It is a gift,\" said a man in the crowd.",
        &[("D", "a man in the crowd", "\"It is a gift,\"")],
    );
    check(
        "Lindgren told reporters: “The quarry stays shut.”",
        &[("D", "Lindgren", "“The quarry stays shut.”")],
    );
    check(
        "According to Lindgren, “nobody was asked before it closed.”",
        &[("D", "Lindgren", "“nobody was asked before it closed.”")],
    );
    check(
        "“The rain ruined all of it.” — Eva Lindgren",
        &[("D", "Eva Lindgren", "“The rain ruined all of it.”")],
    );
}

#[test]
fn an_interrupted_quote_comes_in_pieces() {
    check(
        "“The quarry,” Lindgren said, “stays shut.” She left.",
        &[
            ("D", "Lindgren", "“The quarry,”"),
            ("D", "Lindgren", "“stays shut.”"),
        ],
    );
    check(
        "''We tried,'' he said. ''Nobody came, not even once.''",
        &[
            ("D", "he", "''We tried,''"),
            ("D", "he", "''Nobody came, not even once.''"),
        ],
    );
}

#[test]
fn a_quote_goes_on_over_paragraphs() {
    check(
        "Lindgren continued:\n\n“The first winter was hard.\n\n“The second was worse.”\n\nSnow fell.",
        &[(
            "D",
            "Lindgren",
            "“The first winter was hard.\n\n“The second was worse.”",
        )],
    );
    check(
        "“The first winter was hard,” Lindgren said.\n\n“And the second was worse for all of us.”",
        &[
            ("D", "Lindgren", "“The first winter was hard,”"),
            ("D", "Lindgren", "“And the second was worse for all of us.”"),
        ],
    );
}

#[test]
fn scare_quotes_and_titles_are_no_speech() {
    check("The “free” ferry costs four euros.", &[]);
    check("She owns a boat named “Morning Star”.", &[]);
    check("In his book, “The Long Winter,” Holm went to sea.", &[]);
}

#[test]
fn indirect_speech_is_the_clause_behind_the_verb() {
    let rows = |said| [("I", "The ministry", said)];
    check(
        "The ministry said that the bridge would close.",
        &rows("that the bridge would close"),
    );
    check(
        "The ministry said on Monday the bridge would close.",
        &rows("the bridge would close"),
    );
    check(
        "The ministry said the bridge was “a danger to all.”",
        &rows("the bridge was “a danger to all.”"),
    );
    check(
        "The ministry told reporters that the bridge would close, but trains ran.",
        &rows("that the bridge would close"),
    );
    check(
        "The ministry asked whether the bridge would hold.",
        &rows("whether the bridge would hold"),
    );
    check(
        "The ministry urged drivers to stay at home.",
        &rows("drivers to stay at home"),
    );
    check(
        "The ministry criticized the builders of the bridge.",
        &rows("the builders of the bridge"),
    );
}

#[test]
fn indirect_speech_is_the_clause_before_the_verb() {
    let rows = |source| [("I", source, "The bridge will close")];
    check("The bridge will close, officials said.", &rows("officials"));
    check(
        "The bridge will close, said a source in the harbor office.",
        &rows("a source in the harbor office"),
    );
    check(
        "The bridge will close, according to people familiar with the plan.",
        &rows("people familiar with the plan"),
    );
    check(
        "As officials noted, the bridge will close.",
        &[("I", "officials", "the bridge will close")],
    );
}

#[test]
fn nouns_are_no_verbs_of_saying() {
    check("Eight states share the river.", &[]);
    check("The reports to the council were long.", &[]);
    check("A ferry called Hope left the island.", &[]);
}

#[test]
fn a_colon_tells_in_a_headline() {
    check(
        "Poll: most voters want the bridge\n\nThe town met.",
        &[("I", "Poll", "most voters want the bridge")],
    );
}

#[test]
fn what_a_speaker_says_of_his_own_saying_is_one_quote() {
    check(
        "Lindgren says she believes the bridge will hold.",
        &[("I", "Lindgren", "she believes the bridge will hold")],
    );
}

#[test]
fn pronouns_and_offices_stand_for_persons() {
    check_speakers(
        "Mr. John Carter said no. “I will not pay,” he said. “Not a cent of it.”",
        &["John Carter", "John Carter", "John Carter"],
    );
    check_speakers(
        "A spokesman for the harbor, John Carter, said it rained. The spokesman said it would stop.",
        &["John Carter", "John Carter"],
    );
    check_speakers(
        "Mrs. Anna Holt met Mr. John Carter. “It was late,” she said. “It was early,” he said.",
        &["Anna Holt", "John Carter"],
    );
}

#[test]
fn a_pronoun_is_who_was_explained_or_bears_a_fitting_name() {
    check_speakers(
        "Mayor Bruno Lafont left. His lawyer, Jacqueline Holt, spoke. “He is well,” she said.",
        &["Jacqueline Holt"],
    );
    check_speakers(
        "Antonio Reyes urged calm. Reyes's aide, Nabil Haddad, denied that shots fell. “No,” he said.",
        &["Antonio Reyes", "Nabil Haddad", "Nabil Haddad"],
    );
}

#[test]
fn who_is_named_behind_an_office_speaks() {
    check_speakers(
        "The Liberal Democrat, Anna Holt, said that it rained.",
        &["Anna Holt"],
    );
    check(
        "\"IT WAS AN AMAZING MEETING,\" CARTER TOLD REPORTERS.",
        &[("D", "CARTER", "\"IT WAS AN AMAZING MEETING,\"")],
    );
}

#[test]
fn long_offices_and_asides_hide_no_speaker() {
    check_speakers(
        "US Secretary of State Anna Holt told them that it rained.",
        &["Anna Holt"],
    );
    check_speakers(
        "Her colleague, Prof. David Carter of Leeds, said it rained.",
        &["David Carter"],
    );
    check(
        "Rebels seize Goma airport as Norway warns of war\n\nThe town met.",
        &[("I", "Norway", "war")],
    );
    check(
        "Carter denies backing the plan.",
        &[("I", "Carter", "backing the plan")],
    );
}

#[test]
fn small_words_inside_a_name_with_hyphens_mean_nothing() {
    check(
        "“It is not wise to do so now,” Moon Jae-in said on Monday.",
        &[("D", "Moon Jae-in", "“It is not wise to do so now,”")],
    );
}

#[test]
fn what_others_say_holds_no_subject() {
    check(
        "The aide said it was “a right as stated in the charter,” but added that it would rain.",
        &[
            (
                "I",
                "The aide",
                "it was “a right as stated in the charter,”",
            ),
            ("I", "The aide", "that it would rain"),
        ],
    );
    check(
        "It is unclear to what extent Berlin plans to help.",
        &[("I", "Berlin", "to help")],
    );
}

#[test]
fn what_is_done_is_not_said() {
    check(
        "Norway and Sweden, which met in May, have threatened sanctions.",
        &[("I", "Norway and Sweden", "sanctions")],
    );
    check("Carter looked away when asked about it.", &[]);
    check("Leeds 2-1 Hull: Carter strikes late\n\nThe town met.", &[]);
    check(
        "Carter shot back that it had rained.",
        &[("I", "Carter", "that it had rained")],
    );
}

#[test]
fn turns_of_a_transcript_begin_at_the_top() {
    check(
        "CARTER: Well, good morning.\n\nHOLT: Hello.\n\nCARTER: It is late. We go.",
        &[
            ("I", "CARTER", "Well, good morning."),
            ("I", "HOLT", "Hello."),
            ("I", "CARTER", "It is late. We go."),
        ],
    );
}

#[test]
fn whoever_has_no_name_stays_a_description() {
    let (text, found) = found("“It is over,” said a source in the harbor office. “Yes,” he said.");
    let unnamed: Vec<Option<&str>> = found.quotes.iter().map(|q| q.unnamed(&text)).collect();
    assert_eq!(unnamed, [Some("a source in the harbor office"), None]);
    assert!(found.quotes.iter().all(|quote| quote.speaker.is_none()));
}

proptest! {
    /// Quotes lie in the text, in order, whatever the text is.
    #[test]
    fn quotes_are_sorted_and_in_the_text(
        words in proptest::collection::vec(
            "said|told|he|Smith|The|that|to|according|,|\\.|:|“|”|\"|''|‘|’|\n\n|\n|—|bridge|was|and|claims",
            0..80,
        )
    ) {
        let (text, found) = found(&words.join(" "));
        let mut before = 0;
        for quote in &found.quotes {
            prop_assert!(text.get(quote.span.range()).is_some_and(|said| !said.is_empty()));
            prop_assert!(quote.span.start >= before);
            before = quote.span.start;
        }
    }
}
