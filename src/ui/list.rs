//! The list pane: one article a row where there is room for its date and
//! source, else two rows; one more for names, where they are wanted.
//!
//! The cursor is a sign at the left, never a colored row: a move costs a few
//! bytes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame::Desk;
use super::pen::Pen;
use super::theme::Role;
use crate::annotate::{Decision, Triage};
use crate::app::articles::RowRef;
use crate::app::model::Pane;
use crate::app::wording::{day_date, grouped};

/// Cells left of the title: cursor, selection, triage, blank.
const LEAD: u16 = 4;

/// Draws the list.
pub(super) fn draw(desk: &Desk<'_>, buf: &mut Buffer) {
    let list = &desk.model.list;
    let n_shown = list.shown.len();
    let count = if n_shown == 0 {
        String::new()
    } else {
        format!("{}/{}", grouped(list.cursor + 1), grouped(n_shown))
    };
    let Some(place) = desk.title(buf, Pane::List, (&title(desk), &count)) else {
        return;
    };
    if n_shown == 0 {
        empty(desk, buf, place);
        return;
    }
    let height = desk.model.rows_per_article();
    let n_articles = (usize::from(place.height) / height).max(1);
    for (nth, number) in list
        .shown
        .iter()
        .skip(list.top)
        .take(n_articles)
        .enumerate()
    {
        let at = list.top + nth;
        let y = u16::try_from(nth * height).unwrap_or(u16::MAX);
        if let Some(row) = desk.model.row(*number) {
            article(desk, buf, (place, y), (at, *number, row));
        }
    }
}

fn title(desk: &Desk<'_>) -> String {
    let model = desk.model;
    let list = &model.list;
    if !list.pins.is_empty() {
        let names: Vec<&str> = list
            .pins
            .iter()
            .filter_map(|pin| model.entities.name(*pin))
            .collect();
        return format!("{} {}", desk.signs.pin, names.join(" + "));
    }
    if !list.filter.text.is_empty() {
        return format!("filter: {}", list.filter.text);
    }
    match model.roots.as_slice() {
        [root] => root.name.clone(),
        _ => "Articles".to_owned(),
    }
}

fn empty(desk: &Desk<'_>, buf: &mut Buffer, place: Rect) {
    let model = desk.model;
    let lines: [&str; 2] = if !model.list.filter.text.is_empty() || !model.list.pins.is_empty() {
        ["No article fits.", "Esc takes the filter away."]
    } else if model.progress.is_finished {
        ["No articles here.", "q leaves; gleaner PATH opens others."]
    } else {
        ["Reading…", ""]
    };
    for (nth, line) in (1..).zip(lines) {
        if let Some(mut pen) = Pen::row(place, nth) {
            pen.skip(2);
            pen.write(buf, line, desk.style(Role::Dim));
        }
    }
}

/// Draws one article at row `y` of the pane.
fn article(
    desk: &Desk<'_>,
    buf: &mut Buffer,
    (place, y): (Rect, u16),
    (at, number, row): (usize, u32, RowRef<'_>),
) {
    let Some(mut pen) = Pen::row(place, y) else {
        return;
    };
    let list = &desk.model.list;
    let ledger = desk.model.ledger(row.source.root);
    let triage = ledger
        .map(|ledger| ledger.triage(row.id))
        .unwrap_or_default();
    let cursor = if at == list.cursor {
        desk.signs.cursor
    } else {
        " "
    };
    pen.put(buf, cursor, desk.style(Role::Cursor));
    let selected = if list.selected.contains(&number) {
        desk.signs.selected
    } else {
        " "
    };
    pen.put(buf, selected, desk.style(Role::Selected));
    let (sign, role) = state(desk, triage, row);
    pen.put(buf, sign, desk.style(role));
    let under = if list.is_under(at) {
        desk.signs.under
    } else {
        " "
    };
    pen.put(buf, under, desk.style(Role::Dim));
    let tags: Vec<&str> = ledger
        .map(|ledger| ledger.tags(row.id).collect())
        .unwrap_or_default();
    if let Some(folded) = list.folded.get(&number) {
        let count = format!(" {}{}", desk.signs.more, folded.len());
        pen.write_right(buf, &count, desk.style(Role::Key));
    }
    if desk.model.rows_per_article() == 1 {
        in_columns(desk, buf, (pen, &tags), (triage, number, row));
        return;
    }
    headline(desk, buf, pen, (triage, row));
    if let Some(pen) = Pen::row(place, y + 1) {
        second_row(desk, buf, (pen, &tags), row);
    }
    if let Some(mut pen) = Pen::row(place, y + 2).filter(|_| desk.model.names_on) {
        pen.skip(LEAD);
        let look = (pen.room(), desk.style(Role::Dim));
        pen.write_within(buf, &about(desk, number), look, desk.signs.ellipsis);
    }
}

/// Names what an article is about most.
fn about(desk: &Desk<'_>, number: u32) -> String {
    let said = desk.model.said.get(&number);
    let ids = said.into_iter().flat_map(|said| said.about).flatten();
    let names = ids.filter_map(|id| desk.model.entities.name_in(number, id));
    names.collect::<Vec<_>>().join(", ")
}

/// Draws date, source, title and tags in one row.
fn in_columns(
    desk: &Desk<'_>,
    buf: &mut Buffer,
    (mut pen, tags): (Pen, &[&str]),
    (triage, number, row): (Triage, u32, RowRef<'_>),
) {
    let day = row.published.and_then(|when| when.first_day());
    column(
        desk,
        buf,
        &mut pen,
        (&day.map_or_else(String::new, |day| day.to_string()), 11),
    );
    let source_cells = (pen.room() / 4).min(24);
    column(
        desk,
        buf,
        &mut pen,
        (row.publisher.unwrap_or(""), source_cells),
    );
    if desk.model.names_on {
        let cells = (pen.room() / 3).min(36);
        column(desk, buf, &mut pen, (&about(desk, number), cells));
    }
    for tag in tags.iter().rev() {
        pen.write_right(buf, &format!(" {tag}"), desk.style(Role::Tag));
    }
    headline(desk, buf, pen, (triage, row));
}

/// Draws date and source below the title, tags at the right.
fn second_row(desk: &Desk<'_>, buf: &mut Buffer, (mut pen, tags): (Pen, &[&str]), row: RowRef<'_>) {
    pen.skip(LEAD);
    for tag in tags.iter().rev() {
        pen.write_right(buf, &format!(" {tag}"), desk.style(Role::Tag));
    }
    let date = row
        .published
        .map_or_else(|| "no date".to_owned(), |when| day_date(&when));
    let parts: Vec<&str> = [Some(date.as_str()), row.publisher]
        .into_iter()
        .flatten()
        .collect();
    let text = if row.readable {
        parts.join(&format!(" {} ", desk.signs.dot))
    } else {
        reason(row)
    };
    let room = pen.room();
    pen.write_within(
        buf,
        &text,
        (room, desk.style(Role::Dim)),
        desk.signs.ellipsis,
    );
}

fn reason(row: RowRef<'_>) -> String {
    row.problems.first().map_or_else(
        || "not an article".to_owned(),
        |problem| problem.what.clone(),
    )
}

fn column(desk: &Desk<'_>, buf: &mut Buffer, pen: &mut Pen, (text, cells): (&str, usize)) {
    let end = pen.x + u16::try_from(cells.min(pen.room())).unwrap_or(0);
    pen.write_within(
        buf,
        text,
        (cells.saturating_sub(1), desk.style(Role::Dim)),
        desk.signs.ellipsis,
    );
    pen.x = end;
}

fn headline(desk: &Desk<'_>, buf: &mut Buffer, mut pen: Pen, (triage, row): (Triage, RowRef<'_>)) {
    if triage.star {
        pen.write(buf, desk.signs.star, desk.style(Role::Star));
        pen.write(buf, " ", desk.style(Role::Text));
    }
    let role = match (triage.decision, triage.read, row.readable) {
        (Decision::Discarded, ..) | (.., false) => Role::Dim,
        (_, false, true) => Role::Unread,
        (_, true, true) => Role::Text,
    };
    let room = pen.room();
    pen.write_within(
        buf,
        row.headline(),
        (room, desk.style(role)),
        desk.signs.ellipsis,
    );
}

fn state(desk: &Desk<'_>, triage: Triage, row: RowRef<'_>) -> (&'static str, Role) {
    if !row.readable {
        return (desk.signs.unreadable, Role::Warning);
    }
    match (triage.decision, triage.read) {
        (Decision::Kept, _) => (desk.signs.kept, Role::Kept),
        (Decision::Discarded, _) => (desk.signs.discarded, Role::Discarded),
        (Decision::Undecided, false) => (desk.signs.unread, Role::Cursor),
        (Decision::Undecided, true) => (" ", Role::Text),
    }
}
