//! The precise tier in the desk: what it is asked, and what its answers do.

use std::sync::Arc;

use gleaner::annotate::{
    EntityChange, EntityDecision, EntityName, Entry, Journal, MetaField, Op, SessionId, Stamp,
};
use gleaner::app::articles::{Row, Source, SourceFile};
use gleaner::app::model::Palette;
use gleaner::app::msg::{Analysis, Refined, Said, Tier};
use gleaner::app::reader::Reader;
use gleaner::app::rulings::name_of;
use gleaner::app::settings::Reads;
use gleaner::app::{Msg, Ticket, Wake, update};
use gleaner::corpus::{Article, ArticleId, Place};
use gleaner::nlp::{Finder, Kind, Overrides, extract};
use ratatui::buffer::Cell;

use crate::support::desk::Desk;

fn desk() -> Desk {
    let mut desk = Desk::new(120, 40, Palette::Dark);
    desk.rest();
    desk
}

fn finders(desk: &Desk) -> Vec<Finder> {
    let mentions = &desk.model.reader.extraction.mentions;
    let mut finders: Vec<Finder> = mentions.iter().map(|mention| mention.finder).collect();
    finders.sort_unstable();
    finders.dedup();
    finders
}

/// Returns what the precise tier is to read, if it is to read anything.
fn wanted(desk: &Desk) -> Option<(Ticket, u32)> {
    let asked = desk.model.precise.asked?;
    let last = desk.refines.last().map(|(request, _)| request);
    let last = last.map(|request| (request.ticket, request.article));
    assert_eq!(last, Some(asked));
    Some(asked)
}

/// Lets the precise tier answer: it finds the names of the fast one, for
/// certain, and calls each person an organization.
fn answer(desk: &mut Desk, (ticket, number): (Ticket, u32)) {
    let mut asked = desk.refines.iter().rev();
    let asked = asked.find(|(request, _)| request.ticket == ticket);
    let (published, ruled) =
        asked.map_or((None, 0), |(request, ruled)| (request.published, *ruled));
    let open = &desk.model.reader;
    let value = if open.number == Some(number) {
        Article::clone(&open.article)
    } else {
        Article {
            sha256: desk.model.row(number).unwrap().sha256,
            ..Article::default()
        }
    };
    let mut extraction = extract(&value, &Overrides::default());
    for mention in &mut extraction.mentions {
        mention.is_certain = mention.kind != Kind::Person;
        mention.finder = Finder::Encoder;
        if mention.kind == Kind::Person {
            mention.kind = Kind::Org;
        }
    }
    let refined = Refined {
        article: number,
        sha256: value.sha256,
        published,
        analysis: Analysis::of((0, &value), ruled, extraction.clone()),
        extraction: Arc::new(extraction),
    };
    desk.tell(Msg::Refined(ticket, Box::new(refined)));
}

fn refine(desk: &mut Desk) {
    let asked = wanted(desk).unwrap();
    answer(desk, asked);
}

/// Adds articles without a word behind those of the sample.
fn add_articles(desk: &mut Desk, n_articles: u64) {
    let rows = (0..n_articles).map(|nth| Row {
        id: ArticleId(nth),
        rank: 1 << 40 | nth,
        source: Source::new(
            SourceFile {
                relative: format!("empty/{nth}"),
                ..SourceFile::default()
            },
            Place::default(),
        ),
        readable: true,
        ..Row::default()
    });
    let rows: Vec<Row> = rows.collect();
    let analyses = rows.iter().map(|row| Analysis {
        root: 0,
        article: row.id,
        entities: Vec::new(),
        said: Said::default(),
        signature: None,
        ruled: 0,
    });
    let analyses = analyses.collect();
    desk.tell(Msg::Scanned(desk.model.tickets.scan, rows));
    desk.tell(Msg::Analysed(desk.model.tickets.scan, analyses));
}

/// Returns what another session wrote that renamed an entity.
fn renamed(entity: EntityName) -> Vec<Entry> {
    let change = EntityChange::Rename("Somebody Else".to_owned());
    let decision = EntityDecision { entity, change };
    let mut journal = Journal::new(SessionId::from_seed(9), "other".to_owned());
    journal.act(vec![Op::DecideEntity { decision }], Stamp(0))
}

fn text(desk: &Desk) -> String {
    let (buffer, _) = desk.frame();
    buffer.content.iter().map(Cell::symbol).collect()
}

#[test]
fn the_open_article_comes_first_then_the_unread_ones_then_nothing() {
    let mut desk = desk();
    let n_articles = desk.model.list.shown.len();
    let mut order = Vec::new();
    while let Some((_, number)) = wanted(&desk) {
        order.push(number);
        refine(&mut desk);
    }
    assert_eq!(order.first(), desk.model.list.shown.first());
    assert_eq!(order.len(), n_articles);
    assert_eq!(desk.refines.len(), n_articles);
    // What was read is not read again.
    desk.press("jjkk").rest();
    assert_eq!(desk.refines.len(), n_articles);
}

#[test]
fn what_somebody_opens_takes_the_place_of_what_nobody_waits_for() {
    let mut desk = desk();
    refine(&mut desk);
    let (background, _) = wanted(&desk).unwrap();
    desk.press("jjj").rest();
    let open = desk.model.reader.number;
    let (ticket, number) = wanted(&desk).unwrap();
    assert_eq!(Some(number), open);
    assert_ne!(ticket, background);
    // The answer to the older request says nothing any more.
    let before = finders(&desk);
    answer(&mut desk, (background, number));
    assert_eq!(finders(&desk), before);
    answer(&mut desk, (ticket, number));
    assert_eq!(finders(&desk), [Finder::Encoder]);
}

#[test]
fn its_answer_replaces_suggestions_and_no_decision() {
    let mut desk = desk();
    desk.press("j").rest();
    desk.press("<CR>ggi<Tab>x<Tab>a");
    let (rejected, accepted) = {
        let reader = &desk.model.reader;
        let accepted = reader.mentions.iter().find(|mention| mention.is_accepted);
        (reader.rejected.clone(), accepted.unwrap().span)
    };
    assert_eq!(rejected.len(), 1);
    let place = (desk.model.reader.top, desk.model.reader.cursor);
    refine(&mut desk);
    let reader = &desk.model.reader;
    assert_eq!(reader.rejected, rejected);
    assert_eq!((reader.top, reader.cursor), place);
    assert!(
        reader
            .mentions
            .iter()
            .all(|mention| mention.span != rejected[0])
    );
    let kept = reader
        .mentions
        .iter()
        .find(|mention| mention.span == accepted);
    assert!(kept.unwrap().is_accepted);
    assert!(
        reader
            .mentions
            .iter()
            .all(|mention| mention.kind != Kind::Person)
    );
}

#[test]
fn what_both_tiers_give_has_a_sign_and_its_explanation() {
    let mut desk = desk();
    assert!(!text(&desk).contains('≡'));
    assert!(text(&desk).contains("precise…"));
    refine(&mut desk);
    assert!(text(&desk).contains('≡'));
    assert!(!text(&desk).contains("precise…"));
    let mention = desk
        .model
        .reader
        .mentions
        .iter()
        .find(|mention| mention.is_certain);
    let at = mention.unwrap().span.start;
    desk.press("<CR>i");
    desk.model.reader.cursor = at;
    desk.press("K");
    let said = desk.model.notices.current.as_ref().unwrap().text.clone();
    assert!(said.contains("by the encoder"), "{said}");
    assert!(said.ends_with("certain: both tiers give it"), "{said}");
}

#[test]
fn an_article_opened_again_shows_at_once_what_was_found() {
    let mut desk = desk();
    refine(&mut desk);
    desk.press("j").rest();
    assert_ne!(finders(&desk), [Finder::Encoder]);
    desk.press("k").rest();
    assert_eq!(finders(&desk), [Finder::Encoder]);
    // Another date is another reading.
    let n_refined = desk.refines.len();
    desk.press(":set<Space>date<Space>2011-02-03<CR>");
    assert_ne!(finders(&desk), [Finder::Encoder]);
    assert_eq!(desk.refines.len(), n_refined + 1);
}

#[test]
fn an_article_read_long_ago_is_read_again_when_it_is_opened() {
    let mut desk = desk();
    add_articles(&mut desk, 120);
    desk.press("gg").rest();
    let first = desk.model.reader.number.unwrap();
    refine(&mut desk);
    // What is open is not read twice, however many are read behind it.
    for _ in 0..40 {
        refine(&mut desk);
    }
    desk.press("j").rest();
    while wanted(&desk).is_some() {
        refine(&mut desk);
    }
    let n_refined = desk.refines.len();
    assert_eq!(n_refined, desk.model.list.shown.len());
    assert!(n_refined > 120);
    let entities = desk.model.entities.len();
    desk.press("k").rest();
    assert_eq!(desk.model.reader.number, Some(first));
    assert_eq!(wanted(&desk).map(|asked| asked.1), Some(first));
    refine(&mut desk);
    assert_eq!(finders(&desk), [Finder::Encoder]);
    assert_eq!(desk.model.entities.len(), entities);
    assert_eq!(wanted(&desk), None);
}

#[test]
fn what_comes_next_is_looked_for_from_the_cursor_down_then_from_the_top() {
    let mut desk = desk();
    add_articles(&mut desk, 20);
    let shown = desk.model.list.shown.clone();
    refine(&mut desk);
    let mut order = Vec::new();
    for cursor in [10, 15] {
        // The article that was asked for is read to its end.
        desk.model.list.cursor = cursor;
        for _ in 0..3 {
            order.extend(wanted(&desk).map(|asked| asked.1));
            refine(&mut desk);
        }
    }
    let expected = [&shown[1..2], &shown[10..13], &shown[15..17]].concat();
    assert_eq!(order, expected);
    while let Some((_, number)) = wanted(&desk) {
        order.push(number);
        refine(&mut desk);
    }
    let rest = [&shown[17..], &shown[2..10], &shown[13..15]].concat();
    assert_eq!(order, [expected, rest].concat());
}

#[test]
fn a_long_list_is_looked_through_a_part_at_a_time() {
    let mut desk = desk();
    add_articles(&mut desk, 3000);
    let last = *desk.model.list.shown.last().unwrap();
    // All but the last article were read by somebody.
    desk.press("*");
    desk.model.list.selected.remove(&last);
    desk.press("r");
    refine(&mut desk);
    assert_eq!(wanted(&desk), None);
    for _ in 0..4 {
        desk.rest();
    }
    assert_eq!(wanted(&desk).map(|asked| asked.1), Some(last));
    refine(&mut desk);
    // Nothing is looked at again, wherever the cursor goes.
    desk.press("j").rest().press("j").rest();
    refine(&mut desk);
    assert_eq!(wanted(&desk), None);
    let effects = update(&mut desk.model, Msg::Woke(Wake::Unread, Stamp(0)));
    assert!(effects.is_empty(), "{effects:?}");
}

#[test]
fn what_was_passed_in_the_list_is_not_looked_at_for_each_answer() {
    let mut desk = desk();
    add_articles(&mut desk, 3000);
    // A look at all that was read would not fit into one turn.
    for nth in 0..desk.model.list.shown.len() {
        assert!(wanted(&desk).is_some(), "nothing comes after {nth}");
        refine(&mut desk);
    }
    assert_eq!(wanted(&desk), None);
}

#[test]
fn an_article_that_was_passed_is_read_again_when_there_is_a_reason() {
    let mut desk = desk();
    while wanted(&desk).is_some() {
        refine(&mut desk);
    }
    let number = desk.model.list.shown[3];
    let op = Op::SetMeta {
        article: desk.model.target(number).unwrap(),
        field: MetaField::Published,
        value: Some("2011-02-03".to_owned()),
    };
    let mut journal = Journal::new(SessionId::from_seed(9), "other".to_owned());
    let entries = journal.act(vec![op], Stamp(0));
    desk.tell(Msg::Received(0, entries));
    assert_eq!(wanted(&desk).map(|asked| asked.1), Some(number));
    refine(&mut desk);
    assert_eq!(wanted(&desk), None);
    // One that somebody had read is wanted when it is unread again.
    let mut desk = self::desk();
    desk.model.list.selected.insert(number);
    desk.press("r");
    while wanted(&desk).is_some() {
        refine(&mut desk);
    }
    assert!(
        desk.refines
            .iter()
            .all(|(request, _)| request.article != number)
    );
    desk.model.list.selected.insert(number);
    desk.press("r");
    assert_eq!(wanted(&desk).map(|asked| asked.1), Some(number));
}

#[test]
fn a_decision_while_nothing_is_open_does_not_stop_the_reading() {
    let mut desk = desk();
    refine(&mut desk);
    let (late, number) = wanted(&desk).unwrap();
    // The article that is being read is touched, and no article is open.
    let entity = desk.model.said[&number].about[0].unwrap();
    let row = desk.model.entities.get(entity).unwrap();
    let entries = renamed(name_of(entity, &row.name, row.kind));
    desk.model.reader = Reader::default();
    desk.tell(Msg::Received(0, entries));
    let (ticket, _) = wanted(&desk).unwrap();
    assert_ne!(ticket, late);
    // The late answer says nothing, and leaves the newer request alone.
    answer(&mut desk, (late, number));
    assert_eq!(wanted(&desk).unwrap().0, ticket);
}

#[test]
fn what_was_read_by_older_decisions_is_read_again() {
    let mut desk = desk();
    let (_, number) = wanted(&desk).unwrap();
    let before = finders(&desk);
    desk.press(":set<Space>date<Space>2011-02-03<CR>");
    refine(&mut desk);
    assert_eq!(finders(&desk), before);
    assert_eq!(wanted(&desk).map(|asked| asked.1), Some(number));
    // What is said of an entity elsewhere may hold for what the tier finds here.
    let entries = {
        let here = &desk.model.reader.extraction.entities;
        let mut others = desk.model.entities.names();
        let other = others.find(|row| here.iter().all(|entity| entity.id != row.0));
        let (entity, kind, name, _) = other.unwrap();
        renamed(name_of(entity, name, kind))
    };
    desk.tell(Msg::Received(0, entries));
    refine(&mut desk);
    assert_eq!(finders(&desk), before);
    assert_eq!(wanted(&desk).map(|asked| asked.1), Some(number));
    refine(&mut desk);
    assert_eq!(finders(&desk), [Finder::Encoder]);
    assert_ne!(wanted(&desk).map(|asked| asked.1), Some(number));
}

#[test]
fn an_article_that_comes_back_is_read_anew() {
    let mut desk = desk();
    refine(&mut desk);
    let number = desk.model.reader.number.unwrap();
    let row = desk.model.row(number).unwrap().to_row();
    let entity = desk.model.said[&number].about[0].unwrap();
    let holds = |desk: &Desk| desk.model.entities.articles(entity).contains(&number);
    assert!(holds(&desk));
    let (root, relative) = (row.source.root, row.source.relative.clone());
    desk.tell(Msg::Gone(vec![(root, relative)]));
    assert!(!holds(&desk));
    // What the fast tier found says nothing of an article that is gone.
    let article = Article {
        id: row.id,
        ..Article::default()
    };
    let named = desk.model.reader.extraction.as_ref().clone();
    let analysis = || Analysis::of((root, &article), 0, named.clone());
    let ticket = desk.model.tickets.scan;
    desk.tell(Msg::Analysed(ticket, vec![analysis()]));
    assert!(!holds(&desk));
    desk.tell(Msg::Scanned(ticket, vec![row]));
    desk.tell(Msg::Analysed(ticket, vec![analysis()]));
    assert!(holds(&desk));
}

#[test]
fn without_a_model_the_fast_tier_serves_alone_and_says_so() {
    for (tier, is_loud) in [
        (Tier::Missing("no model is there".to_owned()), false),
        (Tier::Failing("the model is broken".to_owned()), true),
    ] {
        let mut desk = desk();
        desk.tell(Msg::Precise(tier));
        assert!(text(&desk).contains("fast tier"));
        let says = |desk: &Desk| {
            let current = desk.model.notices.current.as_ref();
            current.is_some_and(|notice| notice.text.contains("serves alone"))
        };
        assert_eq!(says(&desk), is_loud);
        let past = &desk.model.notices.past;
        assert!(
            past.iter()
                .any(|notice| notice.text.contains("serves alone"))
        );
        desk.press("jjj").rest();
        assert_eq!(wanted(&desk), None);
    }
}

#[test]
fn the_settings_say_what_is_read() {
    let mut desk = desk();
    desk.model.settings.model.reads = Reads::Open;
    refine(&mut desk);
    assert_eq!(wanted(&desk), None);
    desk.press("j").rest();
    assert!(wanted(&desk).is_some());
    refine(&mut desk);
    desk.model.settings.model.reads = Reads::Never;
    desk.press("j").rest();
    assert_eq!(wanted(&desk), None);
}

#[test]
fn an_answer_nobody_asked_for_is_dropped() {
    let mut desk = desk();
    let before = finders(&desk);
    let (Ticket(ticket), number) = wanted(&desk).unwrap();
    answer(&mut desk, (Ticket(ticket + 77), number));
    assert_eq!(finders(&desk), before);
}
