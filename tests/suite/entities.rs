//! What a person says of entities, as keys, and what it does to the corpus.

use gleaner::annotate::Op;
use gleaner::app::model::Palette;
use gleaner::app::picker::Action;
use gleaner::app::{Effect, Msg};
use gleaner::nlp::Kind;
use gleaner::term::{ColorDepth, Screen};
use ratatui::layout::Size;

use crate::support::desk::Desk;

/// Opens the sample with the row of this name chosen in the sidebar.
fn desk_on(name: &str) -> Desk {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest();
    let holds = |desk: &Desk| {
        let mut names = desk.model.reader.extraction.entities.iter();
        names.any(|entity| entity.name == name)
    };
    for _ in 0..desk.model.list.shown.len() {
        if holds(&desk) {
            break;
        }
        desk.press("j").rest();
    }
    assert!(holds(&desk), "no article of the sample mentions {name}");
    desk.press("<CR>l/").press(&typed(name)).press("<CR>gg");
    assert_eq!(chosen(&desk), name);
    desk
}

fn typed(text: &str) -> String {
    text.replace(' ', "<Space>")
}

fn command(desk: &mut Desk, line: &str) {
    desk.press(":").press(&typed(line)).press("<CR>");
}

fn chosen(desk: &Desk) -> String {
    let idx = desk.model.sidebar.current().unwrap();
    desk.model.reader.extraction.entities[idx].name.clone()
}

/// Returns kind and number of articles of an entity of the corpus.
fn row(desk: &Desk, name: &str) -> Option<(Kind, usize)> {
    let mut rows = desk.model.entities.names().filter(|row| row.2 == name);
    let found = rows.next().map(|row| (row.1, row.3));
    assert!(rows.next().is_none(), "two rows are called {name}");
    found
}

fn said(desk: &Desk) -> &str {
    let notice = desk.model.notices.current.as_ref();
    notice.map_or("", |notice| notice.text.as_str())
}

#[test]
fn merged_entities_are_one_row_until_it_is_undone() {
    let mut desk = desk_on("Pentagon");
    let before = (row(&desk, "Pentagon"), row(&desk, "Hokkaido"));
    let all = desk.model.entities.len();
    command(&mut desk, "merge Hokkaido");
    assert_eq!(said(&desk), "merged: Pentagon is Hokkaido");
    assert_eq!(row(&desk, "Pentagon"), None);
    let (kind, n_articles) = row(&desk, "Hokkaido").unwrap();
    assert_eq!(kind, Kind::Place);
    assert!(n_articles > before.1.unwrap().1);
    // The row that was chosen is still chosen, under its new name.
    assert_eq!(chosen(&desk), "Hokkaido");
    desk.press("u");
    assert_eq!((row(&desk, "Pentagon"), row(&desk, "Hokkaido")), before);
    assert_eq!(desk.model.entities.len(), all);
    desk.press("<C-r>");
    assert_eq!(row(&desk, "Pentagon"), None);
}

#[test]
fn a_new_name_and_kind_hold_in_all_articles() {
    let mut desk = desk_on("Pentagon");
    let (_, n_articles) = row(&desk, "Pentagon").unwrap();
    command(&mut desk, "rename The Five Sides");
    assert_eq!(row(&desk, "The Five Sides"), Some((Kind::Org, n_articles)));
    command(&mut desk, "kind facility");
    assert_eq!(row(&desk, "Pentagon"), None);
    let renamed = row(&desk, "The Five Sides");
    assert_eq!(renamed, Some((Kind::Facility, n_articles)));
    desk.press("uu");
    assert_eq!(row(&desk, "Pentagon"), Some((Kind::Org, n_articles)));
}

#[test]
fn a_name_is_split_off_here_or_everywhere() {
    let mut desk = desk_on("United States Forces Korea");
    let (_, n_articles) = row(&desk, "United States Forces Korea").unwrap();
    command(&mut desk, "split nobody");
    assert!(
        said(&desk).contains("is not called nobody"),
        "{}",
        said(&desk)
    );
    command(&mut desk, "split USFK");
    assert!(row(&desk, "USFK").is_some());
    desk.press("u");
    assert_eq!(row(&desk, "USFK"), None);
    // The first choice of the list is the namesake in this article alone.
    command(&mut desk, "split");
    desk.press("<CR>");
    assert!(said(&desk).contains("somebody else in this article"));
    let of_name = |desk: &Desk| {
        let rows = desk.model.entities.names();
        let counts = rows.filter(|row| row.2 == "United States Forces Korea");
        counts.map(|row| row.3).collect::<Vec<_>>()
    };
    let mut counts = of_name(&desk);
    counts.sort_unstable();
    assert_eq!(counts, [1, n_articles - 1]);
    desk.press("u");
    assert_eq!(of_name(&desk), [n_articles]);
}

#[test]
fn what_is_said_of_nobody_or_with_wrong_words_is_refused() {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest();
    command(&mut desk, "rename X");
    assert!(said(&desk).starts_with("choose an entity first"));
    let mut desk = desk_on("Pentagon");
    command(&mut desk, "kind ship");
    assert!(said(&desk).starts_with("no kind ship; there are person, org"));
    command(&mut desk, "merge Nobody at All");
    assert!(said(&desk).starts_with("no entity is called Nobody at All"));
    command(&mut desk, "merge Pentagon");
    assert_eq!(said(&desk), "Pentagon is itself already");
    let n_acts = desk.model.roots[0].journal.len();
    assert_eq!(n_acts, 0);
}

#[test]
fn lists_offer_what_can_be_said() {
    let mut desk = desk_on("Pentagon");
    let texts = |desk: &Desk| {
        let picker = desk.model.picker.as_ref().unwrap();
        let items = picker.items.iter().map(|item| item.text.clone());
        items.collect::<Vec<_>>()
    };
    command(&mut desk, "kind");
    assert_eq!(texts(&desk)[..3], ["person", "org", "place"]);
    desk.press("<Esc>");
    command(&mut desk, "merge");
    assert!(texts(&desk).iter().all(|text| text != "Pentagon"));
    desk.press("hokkaido<CR>");
    assert_eq!(row(&desk, "Pentagon"), None);
    command(&mut desk, "rename");
    assert_eq!(
        desk.model.prompt.as_ref().unwrap().text(),
        "rename Hokkaido"
    );
}

#[test]
fn what_another_session_says_of_an_entity_comes_in() {
    let mut first = desk_on("Pentagon");
    command(&mut first, "merge Hokkaido");
    let journal = &first.model.roots[0].journal;
    let entries = journal.entries().into_iter().cloned().collect::<Vec<_>>();
    assert!(matches!(entries[0].op, Op::DecideEntity { .. }));
    let mut second = Desk::new(120, 40, Palette::Dark);
    second.rest();
    second.tell(Msg::Received(0, entries));
    assert_eq!(row(&second, "Pentagon"), None);
    assert_eq!(second.model.entities.len(), first.model.entities.len());
}

#[test]
fn an_answer_made_by_older_rulings_is_asked_for_again() {
    let mut desk = desk_on("Pentagon");
    command(&mut desk, "merge Hokkaido");
    let model = &desk.model;
    let row = model.row(0).unwrap();
    let article = gleaner::corpus::Article {
        id: row.id,
        ..gleaner::corpus::Article::default()
    };
    let late = gleaner::app::msg::Analysis::of(
        (row.source.root, &article),
        0,
        gleaner::nlp::Extraction::default(),
    );
    let ticket = model.tickets.scan;
    let effects = gleaner::app::update(&mut desk.model, Msg::Analysed(ticket, vec![late]));
    assert!(
        matches!(
            effects.as_slice(),
            [Effect::Analyse { .. }, Effect::Group(..)]
        ),
        "{effects:?}"
    );
}

#[test]
fn the_card_tells_what_the_corpus_and_the_texts_know() {
    let mut desk = desk_on("Moon Jae-in");
    desk.press("<CR>");
    let picker = desk.model.picker.as_ref().unwrap();
    let head = picker.head.join("\n");
    assert!(head.starts_with("person · "), "{head}");
    for line in ["by ", "dates: "] {
        assert!(head.contains(line), "{line} in {head}");
    }
    assert!(!head.contains("dates: …"), "{head}");
    let texts: Vec<_> = picker.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts[0], "Articles");
    let n_articles = row(&desk, "Moon Jae-in").unwrap().1;
    assert!(texts.len() > n_articles);
    // Each other entity leads to its own card.
    let at = texts
        .iter()
        .position(|text| *text == "Appears with")
        .unwrap();
    let other = picker.items[at + 1].clone();
    assert!(matches!(other.action, Action::Entity(_)), "{other:?}");
    // The first row to choose is an article.
    let first = picker.current().unwrap().text.clone();
    desk.press("<CR>").rest();
    let number = desk.model.reader.number.unwrap();
    assert_eq!(desk.model.row(number).unwrap().headline(), first);
}

#[test]
fn the_list_names_what_articles_are_about_when_asked() {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest();
    let text = |desk: &Desk| {
        let (frame, _) = desk.frame();
        let cells = frame.content().iter().map(ratatui::buffer::Cell::symbol);
        cells.collect::<String>()
    };
    let rows = desk.model.rows_per_article();
    let number = desk.model.list.shown[1];
    let about = desk.model.said[&number].about;
    let names = about.iter().flatten();
    let names = names.filter_map(|id| desk.model.entities.name_in(number, *id));
    let both = names.collect::<Vec<_>>().join(", ");
    let start: String = both.chars().take(12).collect();
    let row_text = format!("    {start}");
    assert!(!text(&desk).contains(&row_text), "{row_text}");
    command(&mut desk, "list-names");
    assert_eq!(desk.model.rows_per_article(), rows + 1);
    assert!(text(&desk).contains(&row_text), "{row_text}");
    command(&mut desk, "list-names");
    assert_eq!(desk.model.rows_per_article(), rows);
}

#[test]
fn the_status_line_tells_the_value_of_a_time() {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest().press("jj").rest().press("i");
    let reader = &desk.model.reader;
    let time = reader.extraction.times.iter().find(|time| {
        let value = time.value.as_deref();
        let text = time.span.of(&reader.article.text);
        reader.is_laid_out(time.span) && value.is_some_and(|value| value != text)
    });
    let time = time.expect("an article of the sample names a day").clone();
    let status = |desk: &Desk| {
        let (frame, _) = desk.frame();
        let row = frame.area.height - 2;
        let cells = (0..frame.area.width).map(|x| frame[(x, row)].symbol().to_owned());
        cells.collect::<String>()
    };
    let value = format!("→ {}", time.value.unwrap());
    assert!(!status(&desk).contains(&value));
    desk.model.reader.cursor = time.span.start;
    assert!(status(&desk).contains(&value), "{}", status(&desk));
}

#[test]
fn a_mention_is_explained_outside_of_the_text_too() {
    let mut desk = desk_on("Pentagon");
    command(&mut desk, "explain");
    assert!(
        said(&desk).starts_with("Pentagon: org, by the "),
        "{}",
        said(&desk)
    );
    assert_eq!(desk.model.mode, gleaner::app::command::Mode::Browse);
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest();
    command(&mut desk, "explain");
    assert!(said(&desk).contains("]e walks to one"));
}

#[test]
fn names_in_the_list_make_its_moves_no_dearer() {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest();
    command(&mut desk, "list-names");
    desk.rest();
    let mut screen = Screen::new(Size::new(120, 40), ColorDepth::Ansi256);
    let draw = |desk: &Desk, screen: &mut Screen| {
        let (frame, cursor) = desk.frame();
        screen.draw(&frame, cursor).len()
    };
    draw(&desk, &mut screen);
    for _ in 0..3 {
        desk.press("j");
        let n_bytes = draw(&desk, &mut screen);
        assert!((1..=60).contains(&n_bytes), "{n_bytes} bytes");
    }
}

#[test]
fn the_line_completes_what_can_be_said() {
    let mut desk = desk_on("United States Forces Korea");
    let offered = |desk: &mut Desk, line: &str| {
        desk.press(":").press(&typed(line));
        let prompt = desk.model.prompt.as_ref().unwrap();
        let texts = prompt.choices.iter().map(|choice| choice.text.clone());
        let texts: Vec<String> = texts.collect();
        desk.press("<Esc>");
        texts
    };
    assert_eq!(offered(&mut desk, "split USF")[0], "USFK");
    assert_eq!(offered(&mut desk, "kind facil")[0], "facility");
    assert_eq!(offered(&mut desk, "merge pentag")[0], "Pentagon");
}
