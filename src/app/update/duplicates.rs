//! Near-duplicates: asking for groups, folding and unfolding a story, and
//! telling what differs between its articles.

use super::list;
use crate::app::articles::RowRef;
use crate::app::command::Command;
use crate::app::duplicates::Groups;
use crate::app::effect::{Effect, Ticket, Wake};
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::picker::{Action, Item, Picker, PickerKind};
use crate::app::wording::{counted, day_date};
use crate::index::duplicate::{Change, ChangeKind, Comparison, Group};
use crate::index::query::{Feature, Query, Term};
use crate::text::Span;
use crate::text::wrap::wrap;

/// Asks a worker for the groups when enough articles are new.
pub(super) fn ask(model: &mut Model, out: &mut Vec<Effect>) {
    if model.duplicates.is_due(model.progress.is_finished) {
        model.duplicates.asked();
        model.tickets.group = model.tickets.fresh();
        let signatures = model.duplicates.signatures.clone();
        out.push(Effect::Group(model.tickets.group, signatures));
    }
}

/// Folds the list by new groups; the cursor stays on its article.
pub(super) fn grouped(
    model: &mut Model,
    ticket: Ticket,
    groups: Vec<Group<u32>>,
    out: &mut Vec<Effect>,
) {
    if ticket != model.tickets.group {
        return;
    }
    model.duplicates.is_waiting = false;
    let groups = Groups::new(groups);
    if groups != model.list.groups {
        model.list.groups = groups;
        let mut numbers = model.list.fitting.clone();
        if model.list.filter.query.as_ref().is_some_and(asks) {
            // What was found to be a duplicate comes in; nothing leaves.
            numbers.extend(list::matching(model));
            numbers.sort_unstable();
            numbers.dedup();
        }
        list::show(model, numbers);
    }
    ask(model, out);
}

/// Says whether a query asks for near-duplicates.
fn asks(query: &Query) -> bool {
    let mut open = vec![query];
    while let Some(query) = open.pop() {
        match query {
            Query::Term(Term::Has(Feature::Duplicate)) => return true,
            Query::All | Query::Term(_) => {}
            Query::Not(part) => open.push(part),
            Query::And(parts) | Query::Or(parts) => open.extend(parts),
        }
    }
    false
}

/// Unfolds or folds the story of the current article.
pub(super) fn fold(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let Some(here) = model.current() else {
        return;
    };
    let story = fitting(model, here);
    let [first, _, ..] = story.as_slice() else {
        model
            .notices
            .say(Tone::Plain, "no other article here tells this story");
        return;
    };
    let is_unfolded = story
        .iter()
        .any(|number| model.list.unfolded.contains(number));
    let text = match (command, is_unfolded) {
        (Command::Unfold, false) => {
            model.list.unfold(here);
            let n_articles = counted(story.len(), "article");
            format!("{n_articles} of one story; = tells what differs, < folds them")
        }
        (Command::Unfold, true) => "this story is unfolded; < folds it".to_owned(),
        (_, true) => {
            model.list.go_to(*first);
            model.list.fold(here);
            out.push(Effect::WakeAfter(Wake::Preview, model.settings.rest_ms));
            format!(
                "{} in one row; > unfolds them",
                counted(story.len(), "article")
            )
        }
        (_, false) => "this story is folded; > unfolds it".to_owned(),
    };
    model.list.follow(model.list_page());
    model.notices.say(Tone::Plain, text);
}

/// Lists the articles of a story that the filter lets through, in list order.
fn fitting(model: &Model, here: u32) -> Vec<u32> {
    let members = model.list.groups.members(here);
    if members.is_empty() {
        return vec![here];
    }
    let fitting = model.list.fitting.iter().copied();
    fitting
        .filter(|number| members.binary_search(number).is_ok())
        .collect()
}

/// Asks what differs between the current article and the first of its story;
/// between that and the next, when it is the current one itself.
pub(super) fn compare(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(here) = model.current() else {
        return;
    };
    let mut story = fitting(model, here);
    // Those that the filter keeps back are of the story too.
    let members = model.list.groups.members(here).iter().copied();
    let hidden = members.filter(|number| !model.articles.is_gone(*number));
    let hidden: Vec<u32> = hidden.filter(|number| !story.contains(number)).collect();
    story.extend(hidden);
    let first = story
        .first()
        .copied()
        .filter(|_| model.list.unfolded.contains(&here));
    let first = first.unwrap_or(here);
    let other = story.into_iter().find(|number| *number != first);
    let other = if first == here { other } else { Some(here) };
    let Some(other) = other else {
        model.notices.say(
            Tone::Plain,
            "no other article tells this story; ~ lists articles like it",
        );
        return;
    };
    let (Some(old), Some(new)) = (model.row(first), model.row(other)) else {
        return;
    };
    let mut picker = Picker::new(
        PickerKind::Compare([first, other]),
        "What differs: Enter opens the article",
        vec![Item::new("", COMING, "", Action::Nothing)],
    );
    picker.head = vec![format!("- {}", named(old)), format!("+ {}", named(new))];
    let articles =
        [(first, old), (other, new)].map(|(number, row)| (number, row.source.to_source()));
    model.tickets.compare = model.tickets.fresh();
    out.push(Effect::Compare {
        ticket: model.tickets.compare,
        articles,
    });
    model.picker = Some(picker);
}

/// Stands where the answer is on its way.
const COMING: &str = "…";

fn named(row: RowRef<'_>) -> String {
    let day = row.published.map(|when| day_date(&when));
    let facts = [row.publisher.map(str::to_owned), day]
        .into_iter()
        .flatten();
    let facts: Vec<String> = facts.collect();
    if facts.is_empty() {
        row.headline().to_owned()
    } else {
        format!("{} ({})", row.headline(), facts.join(", "))
    }
}

/// Lists what differs.
pub(super) fn compared(model: &mut Model, ticket: Ticket, found: &Comparison) {
    let width = width(model);
    let Some(picker) = &mut model.picker else {
        return;
    };
    let PickerKind::Compare([first, other]) = picker.kind else {
        return;
    };
    if ticket != model.tickets.compare {
        return;
    }
    let count = |kinds: &[ChangeKind]| {
        let of = found.changes.iter();
        of.filter(|change| kinds.contains(&change.kind)).count()
    };
    let n_changed = found.changes.len() - count(&[ChangeKind::Added, ChangeKind::Removed]);
    picker.head.push(format!(
        "{} added, {} removed, {n_changed} changed, {} the same",
        count(&[ChangeKind::Added]),
        count(&[ChangeKind::Removed]),
        counted(found.n_same, "sentence"),
    ));
    picker.items = found
        .changes
        .iter()
        .flat_map(|change| items(change, [first, other], width))
        .collect();
    if picker.items.is_empty() {
        let text = "nothing: they say the same, sentence by sentence";
        picker
            .items
            .push(Item::new("", text, "", Action::Article(other)));
    }
    picker.narrow();
}

/// Returns the cells that a line of the box has for text.
fn width(model: &Model) -> usize {
    let columns = usize::from(model.size.columns);
    let of_box = if columns < 60 {
        columns
    } else {
        (columns - 8).min(100)
    };
    // Borders, blanks at the sides, and the sign of the cursor.
    of_box.saturating_sub(6 + LEAD + 2).max(16)
}

/// Cells of the longest word before a change.
const LEAD: usize = 9;

/// Makes the rows of one change.
fn items(change: &Change, [first, other]: [u32; 2], width: usize) -> Vec<Item> {
    let (lead, number) = match change.kind {
        ChangeKind::Added => ("+ added", other),
        ChangeKind::Removed => ("- removed", first),
        ChangeKind::Figure => ("~ figure", other),
        ChangeKind::Name => ("~ name", other),
        ChangeKind::Wording => ("~ wording", other),
    };
    let text = change.text.as_str();
    let rows = wrap(text, Span::new(0, text.len()), width)
        .into_iter()
        .enumerate();
    let item = |(nth, row): (usize, Span)| {
        let lead = if nth == 0 { lead } else { "" };
        Item::new(lead, row.of(text), "", Action::Article(number))
    };
    rows.map(item).collect()
}
