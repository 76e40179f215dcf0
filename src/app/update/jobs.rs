//! What comes back from the world: articles, analyses, wake-ups. What becomes
//! of acts on disk is in `saving`.

use std::collections::BTreeSet;

use super::{duplicates, entity, list, precise, reader, triage};
use crate::annotate::{MetaField, Present, Stamp, TriageChange};
use crate::app::articles::Row;
use crate::app::effect::{Effect, Ticket, Wake};
use crate::app::model::{Model, Pane};
use crate::app::msg::{Analysis, Progress, Tone};
use crate::corpus::{ArticleId, When};

/// How long after a move the place is written down, in milliseconds.
const STATE_MS: u32 = 3000;

/// Files rows and shows those that the filter lets through.
pub(super) fn scanned(model: &mut Model, ticket: Ticket, rows: &[Row], out: &mut Vec<Effect>) {
    if ticket != model.tickets.scan {
        return;
    }
    let mut reopen = false;
    let mut fresh = Vec::new();
    for row in rows {
        let sha256 = row.sha256;
        let before = model
            .articles
            .number(row.source.root, row.id)
            .and_then(|number| model.row(number))
            .map(|row| row.sha256);
        let (number, is_new) = model.articles.file(row);
        apply_meta(model, number);
        if is_new {
            fresh.push(number);
        }
        reopen |= model.reader.number == Some(number) && before != Some(sha256);
    }
    show_new(model, fresh);
    if reopen && let Some(number) = model.reader.number {
        reader::open(model, number, out);
    }
    settle(model, out);
}

/// Adds new articles to the list; nothing leaves it.
fn show_new(model: &mut Model, fresh: Vec<u32>) {
    if fresh.is_empty() {
        return;
    }
    if model.list.filter.query.is_none() && model.list.pins.is_empty() {
        list::add(model, fresh);
        return;
    }
    let mut numbers = model.list.fitting.clone();
    numbers.extend(list::matching(model));
    numbers.sort_unstable();
    numbers.dedup();
    list::show(model, numbers);
}

/// Goes where the last run ended once that article is there; opens the first
/// article of all as a preview.
fn settle(model: &mut Model, out: &mut Vec<Effect>) {
    if let Some(resume) = model.resume.take() {
        let found = resume.article.and_then(|id| find(model, id));
        match found {
            Some(number) if model.list.go_to(number) => {
                model.places.insert(number, resume.at);
                model.list.follow(model.list_page());
                reader::open(model, number, out);
                return;
            }
            _ => {
                // Batches come in any order; until a key is pressed the first
                // row stays selected, whatever comes to stand there.
                model.list.cursor = 0;
                model.list.top = 0;
                model.resume = Some(resume);
            }
        }
    }
    if model.resume.is_some() && model.asked != model.list.current() {
        reader::open_current(model, out);
    }
}

fn find(model: &Model, id: ArticleId) -> Option<u32> {
    let roots = u16::try_from(model.roots.len()).unwrap_or(u16::MAX);
    (0..roots).find_map(|root| model.articles.number(root, id))
}

/// Lays what a person set over what an article states.
pub(super) fn apply_meta(model: &mut Model, number: u32) {
    let Some(row) = model.articles.get(number) else {
        return;
    };
    let Some(ledger) = model
        .roots
        .get(usize::from(row.source.root))
        .map(|root| root.journal.ledger())
    else {
        return;
    };
    let id = row.id;
    if !ledger.has_meta(id) && !model.articles.is_overlaid(number) {
        return;
    }
    let set = |field: MetaField| ledger.meta(id, field).map(str::to_owned);
    let (title, source, authors) = (
        set(MetaField::Title),
        set(MetaField::Source),
        set(MetaField::Authors),
    );
    let (published, language) = (set(MetaField::Published), set(MetaField::Language));
    model.articles.overlay(number, |row| {
        let split = |names: String| {
            names
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect()
        };
        row.title = title.or_else(|| row.title.take());
        row.publisher = source.or_else(|| row.publisher.take());
        row.authors = authors.map_or_else(|| std::mem::take(&mut row.authors), split);
        row.published = published
            .and_then(|date| When::parse(&date))
            .or(row.published);
        row.language = language.or_else(|| row.language.take());
    });
}

/// Takes the articles of removed files out of the list.
pub(super) fn gone(model: &mut Model, files: &[(u16, String)], out: &mut Vec<Effect>) {
    for number in model.articles.remove_files(files) {
        // Should the file come back, its entities come from a new reading.
        model.precise.forget(&BTreeSet::from([number]));
        model.entities.remove(number);
        model.said.remove(&number);
        model.duplicates.file(number, None);
        if model.reader.number == Some(number) {
            model.notices.say(
                Tone::Warning,
                "the file of this article was removed; its marks are kept",
            );
        }
    }
    let fitting = model.list.fitting.iter().copied();
    let fitting = fitting.filter(|number| !model.articles.is_gone(*number));
    let fitting = fitting.collect();
    list::show(model, fitting);
    duplicates::ask(model, out);
    settle(model, out);
}

/// Files what articles mention.
pub(super) fn analysed(
    model: &mut Model,
    ticket: Ticket,
    analyses: &[Analysis],
    out: &mut Vec<Effect>,
) {
    if ticket != model.tickets.scan {
        return;
    }
    let mut outdated = BTreeSet::new();
    for analysis in analyses {
        let number = model.articles.number(analysis.root, analysis.article);
        let Some(number) = number else {
            continue;
        };
        model.duplicates.file(number, analysis.signature);
        outdated.extend((analysis.ruled < model.ruled).then_some(number));
        if !precise::stands(model, number) {
            model.entities.remove(number);
            model.entities.add(number, &analysis.entities);
            model.said.insert(number, analysis.said.clone());
        }
    }
    entity::analyse(model, &outdated, out);
    duplicates::ask(model, out);
}

/// Takes the new state of the scan.
pub(super) fn progressed(
    model: &mut Model,
    ticket: Ticket,
    progress: Progress,
    out: &mut Vec<Effect>,
) {
    if ticket != model.tickets.scan {
        return;
    }
    let was_finished = std::mem::replace(&mut model.progress, progress).is_finished;
    if progress.is_finished && !was_finished {
        find_moved(model);
        list::ask_for_words(model, out);
        reader::place_marks(model);
        precise::ask_anew(model, out);
        duplicates::ask(model, out);
    }
    if progress.is_finished && !model.list.pins.is_empty() {
        list::refill(model, out);
    }
}

/// Finds articles again whose file was moved: by content, when the old path is gone.
///
/// Only what would be listed here can be missing here: when a part of an
/// annotated corpus is open, the articles outside of it have not moved.
fn find_moved(model: &mut Model) {
    for (nth, root) in model.roots.iter_mut().enumerate() {
        let of = u16::try_from(nth).unwrap_or(u16::MAX);
        let is_here = |id: ArticleId| {
            let number = model.articles.number(of, id);
            number.is_some_and(|number| !model.articles.is_gone(number))
        };
        let ledger = root.journal.ledger();
        let is_all_here = ledger.articles().all(|target| is_here(target.id));
        if is_all_here {
            // Mostly nothing has moved, and a million rows need not be listed.
            continue;
        }
        let rows = model
            .articles
            .iter()
            .map(|(_, row)| row)
            .filter(|row| row.source.root == of);
        let present: Vec<Present<'_>> = rows
            .map(|row| Present {
                id: row.id,
                path: row.path,
                sha256: row.sha256,
            })
            .collect();
        let is_within = |id: ArticleId| {
            ledger
                .articles()
                .any(|target| target.id == id && target.path.starts_with(&root.prefix))
        };
        let mut moved = ledger.moved(&present);
        moved.retain(|(_, absent)| is_within(*absent));
        for (here, absent) in moved {
            root.journal.alias(here, absent);
        }
    }
}

/// Does what we asked to be woken for.
pub(super) fn woke(model: &mut Model, wake: Wake, now: Stamp, out: &mut Vec<Effect>) {
    model.now = now;
    match wake {
        Wake::Preview => {
            if model.list.current() != model.reader.number {
                reader::open_current(model, out);
            }
        }
        Wake::Read if model.focus == Pane::Body => {
            if let Some(number) = model.reader.number {
                let change = TriageChange {
                    read: Some(true),
                    ..TriageChange::default()
                };
                triage::change_silently(model, &[number], change, out);
            }
        }
        Wake::Read => {}
        Wake::Page => list::catch_up(model),
        Wake::Unread => precise::ask(model, out),
        Wake::WhichKey => model.which_key = !model.pending.is_empty() || model.wants_key.is_some(),
        Wake::State => out.push(Effect::SaveState(Box::new(model.whereabouts()))),
    }
}

/// Asks that the place be written down when the keys rest.
pub(super) fn remember(out: &mut Vec<Effect>) {
    out.push(Effect::WakeAfter(Wake::State, STATE_MS));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Journal, SessionId};
    use crate::app::effect::Whereabouts;
    use crate::app::model::Root;

    fn row(rank: u64) -> Row {
        Row {
            id: ArticleId(rank),
            rank,
            ..Row::default()
        }
    }

    fn scan(model: &mut Model, ranks: &[u64]) -> Vec<Effect> {
        let mut out = Vec::new();
        let rows: Vec<Row> = ranks.iter().copied().map(row).collect();
        scanned(model, Ticket::default(), &rows, &mut out);
        out
    }

    fn current(model: &Model) -> Option<u64> {
        Some(model.row(model.list.current()?)?.id.0)
    }

    #[test]
    fn the_first_row_is_selected_whatever_comes_first() {
        let mut model = Model {
            resume: Some(Whereabouts::default()),
            ..Model::default()
        };
        scan(&mut model, &[30, 40]);
        assert_eq!(current(&model), Some(30));
        let effects = scan(&mut model, &[10, 20]);
        assert_eq!(current(&model), Some(10));
        assert!(
            effects
                .iter()
                .any(|effect| matches!(effect, Effect::Open(_)))
        );
        // What comes behind it changes nothing and asks for nothing.
        assert!(scan(&mut model, &[15]).is_empty());
        assert_eq!(current(&model), Some(10));
    }

    #[test]
    fn an_article_on_its_way_is_not_asked_for_again() {
        let mut model = Model {
            resume: Some(Whereabouts::default()),
            ..Model::default()
        };
        scan(&mut model, &[30]);
        let mut out = Vec::new();
        reader::open_current(&mut model, &mut out);
        assert!(out.is_empty());
    }

    #[test]
    fn after_a_key_the_cursor_stays_on_its_article() {
        let mut model = Model::default();
        scan(&mut model, &[30, 40]);
        scan(&mut model, &[10]);
        assert_eq!(current(&model), Some(30));
    }

    #[test]
    fn the_article_of_the_last_run_is_found_when_it_comes() {
        let whereabouts = Whereabouts {
            article: Some(ArticleId(40)),
            ..Whereabouts::default()
        };
        let mut model = Model {
            roots: vec![Root {
                path: "corpus".into(),
                name: "corpus".to_owned(),
                journal: Journal::new(SessionId::from_seed(1), "reader".to_owned()),
                prefix: String::new(),
            }],
            resume: Some(whereabouts),
            ..Model::default()
        };
        scan(&mut model, &[10, 20]);
        assert_eq!(current(&model), Some(10));
        scan(&mut model, &[30, 40]);
        assert_eq!((current(&model), model.resume.is_none()), (Some(40), true));
    }
}
