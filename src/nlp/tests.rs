//! Sentences in, marked sentences out: every text here was written for it.

use proptest::prelude::*;

use super::*;
use crate::corpus::When;
use crate::text::picture;

/// An article of which the whole text is one paragraph.
fn paragraph(text: &str) -> Article {
    let block = crate::corpus::Block {
        span: crate::text::Span::new(0, text.len()),
        kind: crate::corpus::BlockKind::Paragraph,
    };
    Article {
        blocks: vec![block],
        ..Article::of_text(text)
    }
}

/// Checks which names are found in a text without a date.
fn check(expected: &str) {
    let (text, _) = picture::read(expected);
    let found = extract(&Article::of_text(&text), &Overrides::default());
    let named = found.mentions.iter().filter(|m| m.entity.is_some());
    let spans = named.map(|m| (m.kind.name(), m.span));
    assert_eq!(picture::draw(&text, spans), expected);
}

/// Checks the entity names behind the mentions, in text order.
fn check_entities(text: &str, expected: &[(&str, &str)]) {
    let found = extract(&Article::of_text(text), &Overrides::default());
    let named: Vec<(&str, &str)> = found
        .mentions
        .iter()
        .filter_map(|m| {
            let entity = found.entities.get(m.entity?)?;
            Some((m.span.of(text), entity.name.as_str()))
        })
        .collect();
    for pair in expected {
        assert!(named.contains(pair), "{pair:?} not in {named:?}");
    }
}

fn check_times(published: &str, text: &str, expected: &[(&str, Option<&str>)]) {
    let overrides = Overrides {
        published: When::parse(published),
        ..Overrides::default()
    };
    let found = extract(&Article::of_text(text), &overrides);
    let times: Vec<_> = found
        .times
        .iter()
        .map(|t| (t.span.of(text), t.value.as_deref()))
        .collect();
    assert_eq!(times, expected, "{text}");
}

#[test]
fn finds_persons() {
    for picture in [
        "[person Ada Lovelace] wrote from [place Leeds].",
        "The plan came from Dr. [person Okonkwo] and Mrs. [person Ruth Hallam].",
        "Defense ministry spokesman [person Han Seo-jun] declined to comment.",
        "[group Polish] President [person Zofia Wojcik] met [group German] Chancellor [person Anke Brandt].",
        "Critics such as [person J. R. Whitlock] and [person Pieter van der Meer] disagreed.",
        "The report by [person Omar bin Khalid] was read aloud.",
        "\"It is late,\" said [person Hiroko Tanaka], a teacher.",
        "[person Maria Fernandez], 34, lost her shop.",
        "Gen. [person Thandiwe Nkosi] leads the inquiry.",
        "The winner was [person Angela Merkel] of [place Germany].",
    ] {
        check(picture);
    }
}

#[test]
fn finds_organisations() {
    for picture in [
        "The [org Ministry of Foreign Affairs] sent a note.",
        "The [group Kenyan] team thanked the [org Bank of Ghana] for its help.",
        "Shares of [org Harwood Steel Corp.] fell.",
        "The [org South Korean Ministry of National Defense] issued a statement.",
        "[place Norway]'s [org Ministry of Trade and Fisheries] agreed.",
        "The [org Pentagon] and the [org White House] were silent, [org Reuters] reported.",
        "She left the [org University of Leeds] for the [org Food and Agriculture Organization].",
        "A study by the [org Riverside Institute for Public Policy] says so.",
        "Both [org NATO] and the [org EU] sent observers.",
        "[org People's Bank of China] officials met the [org IMF].",
        "[person Ann Quill] of [org Acme Corp.] met [person Tim Lake] of [org Harwood Steel Ltd.] by chance.",
    ] {
        check(picture);
    }
}

#[test]
fn offices_are_nobodys_names() {
    for picture in [
        "The Prime Minister said that the King and the Pope would come.",
        "The Vice President, Dr. [person Omar Bello], cut the ribbon.",
        "The Chief Judge thanked Petty Officer [person Ann Dayton] for her help.",
        "The Ministers of Foreign Affairs of [place Iran] and [place Oman] met.",
        "[person Ian Bishop] won. Mr. [person Bishop] left, and the Bishop stayed.",
    ] {
        check(picture);
    }
}

#[test]
fn names_are_whole_with_what_stands_inside() {
    for picture in [
        "A man called [person Abu Jandal al-Kuwaiti] was killed.",
        "The report by [person Richard \"Tex\" Hale] was read aloud.",
        "She served with the [org 407th Air Expeditionary Group] in [place Oman].",
        "He was sent to [org 2nd Battalion], [org 5th Special Forces Group].",
    ] {
        check(picture);
    }
}

#[test]
fn finds_places_and_groups() {
    for picture in [
        "Troops left [place South Korea] for [place Guam].",
        "[group South Korean] and [group Japanese] officials met in [place Manila].",
        "[group Americans] and [group Norwegians] like skiing in [place Chile].",
        "A [place U.S.]-led force crossed the [place Gulf of Aden].",
        "The [place US]-[place Japan] alliance is old.",
        "Ships left the [place South China Sea] for [place Lake Victoria].",
        "[place France]’s grain went to [place Côte d'Ivoire].",
        "Many [group Muslims] and [group Christians] live in [place Northern Nigeria].",
        "It rained in [place Porto Alegre], [place Brazil].",
    ] {
        check(picture);
    }
}

#[test]
fn finds_agreements_events_systems_and_facilities() {
    for picture in [
        "They signed the [agreement Treaty of Versailles] after the [event Battle of Verdun].",
        "The [agreement Northern Rivers Water Sharing Agreement] is void.",
        "A copy of the [agreement Kyoto Protocol] hung there during [event World War II].",
        "Two [system F-35A] fighters and a [system MiG-29] flew past.",
        "A [system KN-08] missile and the [system AN/TPY-2] radar were shown.",
        "The radar at [facility Thornfield Air Base] was switched on.",
        "[event Operation Silver Lantern] began near [facility Kadena Air Base].",
        "The [event Winter Olympics] and the [event Harbor Lights Festival] drew crowds.",
        "Engineers tested the [system Coastal Air and Missile Defense] system.",
        "He spoke at the [event Shangri-La Dialogue] about the [agreement Non-Proliferation Treaty].",
    ] {
        check(picture);
    }
}

#[test]
fn finds_storms_companies_and_teams_by_what_stands_beside() {
    check("[event Storm Darragh] left homes without power.");
    check("The court convicted men of cement maker [org Norbau].");
    check("[org Leeds], who drew twice, are third.");
    check("Gunmen came to a village in [place Plateau] state and left.");
    check("Tanks were seen near [place Al-Bayada] and beyond.");
    check("The mayor's spokesman, [person Gyang Bere], was there.");
}

#[test]
fn finds_dates_sums_and_quantities() {
    for picture in [
        "It began on [date Oct. 25] and ended on [date November 19, 2017].",
        "Between [date 1910-45] and mid-[date November] much changed.",
        "They paid [money $5.2 million], not [money 40 billion won].",
        "About [quantity 12 percent] walked [quantity 20 kilometers] last week.",
        "The vote is on [date Friday] at [time 5 p.m.].",
    ] {
        check(picture);
    }
}

#[test]
fn finds_lists_of_fields_and_offices_without_their_holders() {
    for picture in [
        "The [org Ministry of Labour, Housing and Fisheries] agreed.",
        "The [org Ministry of Labour], [place Norway] and [place Chile] agreed.",
        "She asked the [org Committee on Ports, Inland Shipping and Trade].",
        "The Cabinet of Prime Minister [person Anke Brandt] met.",
    ] {
        check(picture);
    }
}

#[test]
fn finds_names_beside_small_head_words() {
    for picture in [
        "It was called exercise [event Silver Dart] then.",
        "They ended the [event Amber Heron] military exercise early.",
        "Planes left the [facility Thornfield air-base] and the [facility Quill naval base].",
        "A [place U.S.] air base and a [group Norwegian] naval base closed.",
        "A second [system X-band radar] and two [system Aegis destroyers] came.",
    ] {
        check(picture);
    }
}

#[test]
fn an_initial_in_a_byline_begins_a_name() {
    let text = "By A. Porter and B. Lind, harbour reporters";
    let mut made = paragraph(text);
    made.blocks[0].kind = crate::corpus::BlockKind::Byline;
    let found = extract(&made, &Overrides::default());
    let names: Vec<&str> = found.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["A. Porter", "B. Lind"]);
}

#[test]
fn finds_given_names_that_are_words() {
    for picture in [
        "[person Park So-yul], an engineer, agreed with [person Han May-ra] of the port.",
        "[person Kim You-min] left.",
    ] {
        check(picture);
    }
}

#[test]
fn designations_with_other_numbers_are_other_systems() {
    check_entities(
        "A Hwasong-3 stood by a Hwasong-9 missile. An F-15 and an F-35 flew. Aegis Ashore is on land, unlike Aegis destroyers.",
        &[
            ("Hwasong-3", "Hwasong-3"),
            ("Hwasong-9", "Hwasong-9"),
            ("F-15", "F-15"),
            ("F-35", "F-35"),
            ("Aegis Ashore", "Aegis Ashore"),
            ("Aegis destroyers", "Aegis destroyer"),
        ],
    );
}

#[test]
fn a_line_end_inside_a_paragraph_is_a_blank() {
    let text = "They signed the Baltic Grain Storage\nAgreement on the ship of Elena\nPetrova, on May\n3, 2011.";
    let found = extract(&paragraph(text), &Overrides::default());
    let names: Vec<&str> = found.entities.iter().map(|e| e.name.as_str()).collect();
    for name in [
        "Baltic Grain Storage Agreement",
        "Elena Petrova",
        "2011-05-03",
    ] {
        assert!(names.contains(&name), "{name} not in {names:?}");
    }
}

#[test]
fn shared_bodies_belong_to_a_country_only_with_evidence() {
    check_entities(
        "The dispute reached its Supreme Court in South Korea.",
        &[("Supreme Court", "Supreme Court")],
    );
    check_entities(
        "Japan's Supreme Court ruled. The Supreme Court was clear. The U.S. Congress adjourned, and Congress was quiet.",
        &[
            ("Supreme Court", "Japanese Supreme Court"),
            ("Congress", "United States Congress"),
        ],
    );
    check_entities(
        "In Tokyo, the Ministry of Defense was silent.",
        &[("Ministry of Defense", "Japanese Ministry of Defense")],
    );
    check_entities(
        "The Supreme Court of India met the Supreme Court of Kenya. A Supreme Court is wise.",
        &[
            ("Supreme Court of India", "Supreme Court of India"),
            ("Supreme Court", "Supreme Court"),
        ],
    );
}

#[test]
fn ministries_written_small_belong_to_the_country_before_them() {
    check_entities(
        "Seoul's defense ministry was late. South Korea's Ministry of National Defense was not. A Chilean soup ministry is a joke.",
        &[
            (
                "defense ministry",
                "South Korean Ministry of National Defense",
            ),
            (
                "Ministry of National Defense",
                "South Korean Ministry of National Defense",
            ),
        ],
    );
}

#[test]
fn descriptions_go_to_the_one_thing_named_before() {
    check_entities(
        "The Ministry of Fisheries signed the Baltic Grain Storage Agreement. The ministry is proud of the pact.",
        &[
            ("The ministry", "Ministry of Fisheries"),
            ("the pact", "Baltic Grain Storage Agreement"),
        ],
    );
    for unclear in [
        "The Ministry of Fisheries met the Ministry of Trade. The ministry is proud.",
        "They signed the Kyoto Protocol and the Paris Agreement. The accord is old.",
        "They kept the Kyoto Protocol. Then Oslo wanted a new pact, but the pact failed.",
        "The agreement came before the Kyoto Protocol.",
    ] {
        let found = extract(&Article::of_text(unclear), &Overrides::default());
        let said = found.mentions.iter().map(|m| m.span.of(unclear));
        let small = said.filter(|text| {
            text.ends_with("ministry") || text.ends_with("accord") || text.ends_with("pact")
        });
        assert_eq!(small.count(), 0, "{unclear}");
    }
}

#[test]
fn a_capital_head_word_goes_to_the_one_name_that_ends_so() {
    check_entities(
        "The Baltic Rowing Games began in May. The Games were cold.",
        &[("Games", "Baltic Rowing Games")],
    );
    let two = "The Baltic Rowing Games and the Nordic Chess Games began. The Games were cold.";
    let found = extract(&Article::of_text(two), &Overrides::default());
    assert!(found.mentions.iter().all(|m| m.span.of(two) != "Games"));
}

#[test]
fn short_forms_are_known_before_they_are_explained() {
    check_entities(
        "GFLA was founded late. The Gotland Ferry and Lighthouse Authority (GFLA) is poor.",
        &[("GFLA", "Gotland Ferry and Lighthouse Authority")],
    );
}

#[test]
fn names_are_not_shouted_where_the_article_says_them_softly() {
    let found = extract(
        &Article::of_text("VISBY, Sweden. It rained in Visby. Nobody left Visby."),
        &Overrides::default(),
    );
    assert!(found.entities.iter().any(|e| e.name == "Visby"));
}

#[test]
fn a_day_of_september_is_a_date() {
    check("On [date Sept. 11] it rained; the [event Sept. 11 attacks] were long ago.");
}

#[test]
fn relative_times_go_by_the_last_change_if_nothing_else_is_known() {
    let mut changed = Article::of_text("It rained yesterday.");
    changed.meta.modified = When::parse("2014-05-28");
    let found = extract(&changed, &Overrides::default());
    assert_eq!(found.times[0].value.as_deref(), Some("2014-05-27"));
}

#[test]
fn a_chronology_looks_back() {
    let text = "Feb. 12: The first ferry.\nIt was closed on Jan. 5.\nThe pier will open on Feb. 3.";
    check_times(
        "2017-11-29",
        text,
        &[
            ("Feb. 12", Some("2017-02-12")),
            ("Jan. 5", Some("2017-01-05")),
            ("Feb. 3", Some("2018-02-03")),
        ],
    );
    check_times(
        "2019-08-22",
        "It stays open until Nov. 22. On Sunday both mayors were to meet.",
        &[
            ("Nov. 22", Some("2019-11-22")),
            ("Sunday", Some("2019-08-25")),
        ],
    );
    let mut changed = Article::of_text("The mayor said on Jan. 21 that it was over.");
    changed.meta.published = When::parse("2018-12-28");
    changed.meta.modified = When::parse("2019-01-22");
    let found = extract(&changed, &Overrides::default());
    assert_eq!(found.times[0].value.as_deref(), Some("2019-01-21"));
}

#[test]
fn names_end_before_the_people_of_other_words() {
    for picture in [
        "The [agreement Baltic Grain Storage Agreement] on [group Norwegian] ports is old.",
        "The [org Security Council] adopted [agreement Resolution 4711] there.",
    ] {
        check(picture);
    }
    check_entities(
        "Officials in Oslo, Tokyo and Seoul were surprised.",
        &[("Oslo", "Oslo"), ("Tokyo", "Tokyo"), ("Seoul", "Seoul")],
    );
}

#[test]
fn leaves_ordinary_words_alone() {
    for picture in [
        "The talks went on. Officials were tired. Defense costs money.",
        // Nothing but the world tells the bird from the country here.
        "May we go? March on, he said. [place Turkey] was served with rice.",
        "Our ministry is small. Their party was loud.",
        "However, the committee met again. Most people left.",
        "There were 20 of them, aged 9 to 12.",
    ] {
        check(picture);
    }
}

#[test]
fn a_headline_does_not_become_one_name() {
    let text = "Coastal Town Council Rejects Plan By Mayor Eva Lindgren\n\nMayor Eva Lindgren of Visby lost a vote on Monday.";
    let found = extract(&Article::of_text(text), &Overrides::default());
    assert!(found.mentions.iter().all(|m| m.span.len() < 20));
    let persons = found.mentions.iter().filter(|m| m.kind == Kind::Person);
    assert_eq!(persons.count(), 2);
}

#[test]
fn short_names_go_to_full_names() {
    check_entities(
        "Spokesman Kang Tae-ho spoke first. Later Kang left. Elena Petrova stayed; Petrova was calm.",
        &[("Kang", "Kang Tae-ho"), ("Petrova", "Elena Petrova")],
    );
}

#[test]
fn two_people_with_one_surname_stay_two() {
    check_entities(
        "Minister Park Ji-won resigned. Park was tired. Later Park Sun-hee took over. Then Park smiled.",
        &[
            ("Park Ji-won", "Park Ji-won"),
            ("Park Sun-hee", "Park Sun-hee"),
        ],
    );
    let text = "Minister Park Ji-won resigned. Park was tired. Later Park Sun-hee took over. Then Park smiled.";
    let found = extract(&Article::of_text(text), &Overrides::default());
    let names: Vec<&str> = found
        .mentions
        .iter()
        .filter_map(|m| Some(found.entities.get(m.entity?)?.name.as_str()))
        .collect();
    assert_eq!(
        names,
        ["Park Ji-won", "Park Ji-won", "Park Sun-hee", "Park Sun-hee"]
    );
}

#[test]
fn an_office_keeps_a_namesake_apart() {
    check_entities(
        "The house met on Monday. Prime Minister Choi left early. Choi Eun-ji, a spokeswoman for the ministry, spoke.",
        &[("Choi", "Choi"), ("Choi Eun-ji", "Choi Eun-ji")],
    );
    check_entities(
        "The house met on Monday. President Moon left early. Moon Jae-in spoke of peace.",
        &[("Moon", "Moon Jae-in")],
    );
}

#[test]
fn capitals_hide_no_names_of_people() {
    check_entities(
        "OSLO - PRESIDENT DONALD TRUMP CAME ON MONDAY. TRUMP SAID IT WAS LATE. SCOTT BESSENT SAID NO.",
        &[
            ("TRUMP", "Donald Trump"),
            ("SCOTT BESSENT", "Scott Bessent"),
        ],
    );
}

#[test]
fn a_stop_behind_letters_can_end_a_sentence() {
    let texts = |text: &str| -> Vec<String> {
        let found = extract(&Article::of_text(text), &Overrides::default());
        let spans = found.mentions.iter().map(|m| m.span.of(text).to_owned());
        spans.collect()
    };
    let found = texts("“It is late,” Tim Cook wrote on X. Netflix rose in Oslo.");
    assert_eq!(found, ["Tim Cook", "Netflix", "Oslo"]);
    let found = texts("He was named bishop of Washington, D.C. McElroy succeeds Wilton Gregory.");
    assert!(!found.contains(&"D.C. McElroy".to_owned()), "{found:?}");
}

#[test]
fn several_people_of_one_name_are_nobody() {
    let text = "Alan Johnson met Rachel Johnson. Both Johnsons were late.";
    let found = extract(&Article::of_text(text), &Overrides::default());
    let texts: Vec<&str> = found.mentions.iter().map(|m| m.span.of(text)).collect();
    assert_eq!(texts, ["Alan Johnson", "Rachel Johnson"]);
}

#[test]
fn usual_given_names_are_no_slips_of_each_other() {
    check_entities(
        "Martin Quill came with Marvin Quill. Cristopher Lund met Christopher Lund.",
        &[
            ("Martin Quill", "Martin Quill"),
            ("Marvin Quill", "Marvin Quill"),
        ],
    );
}

#[test]
fn short_forms_go_to_long_names() {
    check_entities(
        "The Baltic Grain Storage Agreement (BGSA) expires. Farmers like the BGSA.",
        &[("BGSA", "Baltic Grain Storage Agreement")],
    );
    check_entities(
        "The pact, a “Regional Flood Warning Agreement”, is new. Critics of the RFWA worry.",
        &[("RFWA", "Regional Flood Warning Agreement")],
    );
    check_entities(
        "Troops of USFK trained.",
        &[("USFK", "United States Forces Korea")],
    );
}

#[test]
fn a_short_form_is_what_the_article_says() {
    check_entities(
        "The paramilitary Rapid Support Forces fought on. The RSF said that it had left.",
        &[("RSF", "Rapid Support Forces")],
    );
    check_entities(
        "The Eastern Cooperative (EC) met in Lund. Later the EC said that it had left.",
        &[("EC", "Eastern Cooperative")],
    );
}

#[test]
fn capitals_stand_for_governments_only_where_they_act() {
    check_entities(
        "Seoul rejected the offer. Tokyo and Washington agreed to talk. Hundreds marched in Seoul. Oslo's consent is needed. A fair in Oslo opened.",
        &[
            ("Seoul", "South Korea"),
            ("Seoul", "Seoul"),
            ("Tokyo", "Japan"),
            ("Washington", "United States"),
            ("Oslo", "Norway"),
            ("Oslo", "Oslo"),
        ],
    );
    check_entities(
        "South Korea and North Korea met. The South wanted rice, said officials; the North wanted coal.",
        &[("The South", "South Korea"), ("the North", "North Korea")],
    );
}

#[test]
fn one_country_is_one_entity() {
    let text = "The U.S. and the United States. US troops left the USA.";
    let found = extract(&Article::of_text(text), &Overrides::default());
    let names: Vec<&str> = found.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["United States"]);
    assert_eq!(found.entities[0].n_mentions, 4);
}

#[test]
fn ids_do_not_depend_on_spelling() {
    let id = |text: &str| extract(&Article::of_text(text), &Overrides::default()).entities[0].id;
    assert_eq!(
        id("Minister Choi Do-yun left."),
        id("Minister CHOI Do Yun left.")
    );
    assert_eq!(id("He met Kim Jong-un."), id("He met Kim Jong Un."));
}

#[test]
fn resolves_times_with_the_sense_of_news() {
    // 2014-05-28 is a Wednesday.
    let expected = |text: &str, value: &str| {
        let found = extract(
            &Article::of_text(text),
            &Overrides {
                published: When::parse("2014-05-28"),
                ..Overrides::default()
            },
        );
        let values: Vec<_> = found.times.iter().filter_map(|t| t.value.clone()).collect();
        assert_eq!(values, [value], "{text}");
    };
    expected("He said on Tuesday that it was over.", "2014-05-27");
    expected("It was rejected Wednesday.", "2014-05-28");
    expected("They will meet on Friday.", "2014-05-30");
    expected("The House passed it last week.", "2014-W21");
    expected("The plan failed two years ago.", "2012");
    expected("Talks are slated for next month.", "2014-06");
    expected("It was signed in December last year.", "2013-12");
    expected("Prices rose last year.", "2013");
    expected("It opened earlier this month.", "2014-05");
    expected("He resigned in mid-November.", "2013-11");
    expected("Nov. 11-13, 2015 was cold.", "2015-11-11/2015-11-13");
    expected("It lasted from 1910-45 there.", "1910/1945");
    expected("The fair of 28 May 2014 was small.", "2014-05-28");
    expected("They came yesterday.", "2014-05-27");
    expected("Back in the 1990s it was rare.", "199X");
    expected("She left on March 3.", "2014-03-03");
}

#[test]
fn relative_times_need_the_date_of_the_article() {
    check_times(
        "",
        "On Monday and in 2012.",
        &[("Monday", None), ("2012", Some("2012"))],
    );
    check_times(
        "2013-10-31",
        "It reopens Nov. 11-13.",
        &[("Nov. 11-13", Some("2013-11-11/2013-11-13"))],
    );
}

#[test]
fn the_headline_weighs_more_than_repetition() {
    let mut article =
        Article::of_text("Quarry in Visby closes\n\nThe quarry closed. Oslo, Bergen, Oslo.");
    let title = crate::text::Span::new(0, 22);
    article.blocks = vec![
        crate::corpus::Block {
            span: title,
            kind: crate::corpus::BlockKind::Title,
        },
        crate::corpus::Block {
            span: crate::text::Span::new(24, 64),
            kind: crate::corpus::BlockKind::Furniture,
        },
    ];
    let found = extract(&article, &Overrides::default());
    let names: Vec<&str> = found.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["Visby"]);
}

/// An encoder that has no opinion, so that the fast tier's stands.
struct Undecided(encoder::Profile);

impl Encoder for Undecided {
    fn profile(&self) -> &encoder::Profile {
        &self.0
    }

    fn run(&mut self, input: &encoder::Input) -> Option<Vec<f32>> {
        Some(vec![0.0; input.pieces.len() * self.0.labels().len()])
    }
}

#[test]
fn a_name_is_certain_whatever_kind_people_give_it() {
    let tokenizer = r#"{"model":{"type":"WordPiece","vocab":{"[CLS]":0,"[SEP]":1,"[UNK]":2}}}"#;
    let config = r#"{"id2label":{"0":"O","1":"B-PER","2":"I-PER"}}"#;
    let profile = encoder::Profile::parse(config, tokenizer, &std::collections::BTreeMap::new());
    let mut encoder = Undecided(profile.unwrap());
    let ruling = Ruling::Kind {
        entity: EntityRef::named(Kind::Person, "Ada Lovelace"),
        kind: Kind::Org,
    };
    for decisions in [&[][..], &[ruling]] {
        let overrides = Overrides {
            rulings: std::sync::Arc::new(Rulings::new(Vec::new(), decisions)),
            ..Overrides::default()
        };
        let article = Article::of_text("Ada Lovelace wrote.");
        let found = extract_precise(&article, &overrides, &mut encoder).unwrap();
        let certain: Vec<bool> = found.mentions.iter().map(|m| m.is_certain).collect();
        assert_eq!(certain, [true], "{decisions:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_gives_ordered_mentions(
        text in "(Kim|Seoul|the|U\\.S\\.|-|'s|\\(|\\)|\"|“|”|2013|Nov\\.|,|\\.|\n| |é|F-16|Ministry|ministry|pact|air base|exercise|100 000 |million|hundred and |Rs\\. 5|of|to|also known as|\\PC){0,60}",
        watched in proptest::collection::vec("(Kim|Seoul|the|\\.|@|-| |Ministry|air base|김|\\PC){0,4}", 0..4),
    ) {
        let watched = watched.into_iter().map(|name| Watched {
            name,
            aliases: Vec::new(),
            kind: Kind::Org,
        });
        let overrides = Overrides {
            rulings: std::sync::Arc::new(Rulings::new(watched.collect(), &[])),
            ..Overrides::default()
        };
        let found = extract(&Article::of_text(&text), &overrides);
        for pair in found.mentions.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for mention in &found.mentions {
            prop_assert!(!mention.span.of(&text).is_empty());
            prop_assert!(mention.entity.is_none_or(|idx| idx < found.entities.len()));
        }
        prop_assert_eq!(&found, &extract(&Article::of_text(&text), &overrides));
    }
}

/// Counts what was found rightly, what was found, and what is marked.
fn scores(marked: &str, wanted: impl Fn(&str) -> bool) -> [usize; 3] {
    let mut counts = [0; 3];
    for picture in marked.split("\n\n") {
        let (text, gold) = picture::read(picture.trim_end());
        let found = extract(&Article::of_text(&text), &Overrides::default());
        let named = found.mentions.iter().filter(|m| m.entity.is_some());
        let names = named.map(|m| (m.kind.name(), m.span));
        let names: Vec<_> = names.filter(|(kind, _)| wanted(kind)).collect();
        let gold: Vec<_> = gold
            .iter()
            .map(|(kind, span)| (kind.as_str(), *span))
            .collect();
        counts[0] += names.iter().filter(|name| gold.contains(name)).count();
        counts[1] += names.len();
        counts[2] += gold.iter().filter(|(kind, _)| wanted(kind)).count();
    }
    counts
}

/// Precision and recall on the marked texts of the project; the floors only
/// go up.
#[test]
fn finds_what_the_gold_texts_mark() {
    let marked = include_str!("../../tests/data/gold/news.txt");
    let [n_right, n_found, n_gold] = scores(marked, |_| true);
    let (right_of_found, right_of_gold) = (100 * n_right / n_found, 100 * n_right / n_gold);
    assert!(
        right_of_found >= 94 && right_of_gold >= 93,
        "{right_of_found} {right_of_gold}"
    );
}

#[test]
fn finds_the_rarer_kinds_of_the_gold_texts() {
    let marked = include_str!("../../tests/data/gold/kinds.txt");
    for (kind, floor) in [
        ("group", 89),
        ("facility", 90),
        ("system", 90),
        ("agreement", 90),
        ("event", 90),
        ("work", 90),
    ] {
        let [n_right, n_found, n_gold] = scores(marked, |of| of == kind);
        let (right_of_found, right_of_gold) = (100 * n_right / n_found, 100 * n_right / n_gold);
        assert!(
            right_of_found >= floor && right_of_gold >= floor,
            "{kind}: {right_of_found} {right_of_gold}"
        );
    }
}

#[test]
fn finds_peoples_without_their_namesakes() {
    for picture in [
        "An [group Iraqi Kurdish] poet met [group Sunni Arab] farmers in [place sub-Saharan Africa].",
        "Some [group Stalinists] wrote on; the Maoist period was over.",
        "An [group Anglo-Egyptian] firm sold [group German]-[group Polish] maps to two [group Finns].",
        "She met a [group Dane] at the [place North Pole].",
    ] {
        check(picture);
    }
}

#[test]
fn finds_products_and_weapons() {
    for picture in [
        "Two [system F-16s], a [system MiG-31] and four [system A330s] landed.",
        "The thieves left an [system Audi] van and a [system Renault Kadjar] behind.",
        "Her [system iPhone 16] runs [system iOS].",
        "[org Boeing] sold forty [system 787s] and a [system 747-400]; 747 people came.",
        "The [system Falke RX5] van is slow.",
        "[system Lindworm] is a small drone that flies low; [system Lindworm] is loud.",
        "They fired a missile dubbed “[system Grey Heron]” and [system Ottervale], a new rocket.",
        "Doctors fought COVID-19 with an EB-1 form.",
    ] {
        check(picture);
    }
}

#[test]
fn finds_facilities_and_papers() {
    for picture in [
        "Fire closed [facility Ljungby airport] and the [facility Hammarby Hospital].",
        "She left [facility Varberg police station] for the [facility Tariq bin Salman International Airport].",
        "They met in an [place Oslo] museum, not in an [place Oslo] prison.",
        "The [agreement UN Security Council Resolution 1701] and [agreement Executive Order 11246] hold.",
    ] {
        check(picture);
    }
}
