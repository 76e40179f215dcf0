//! The sidebar pane: the entities of the open article by kind, with their
//! mentions here and the articles of the corpus that share them.
//!
//! Drawing only; which rows there are is the model's business.

use ratatui::buffer::Buffer;

use super::frame::Desk;
use super::pen::Pen;
use super::theme::Role;
use crate::app::model::Pane;
use crate::app::sidebar::SideRow;
use crate::nlp::Entity;

/// Draws the sidebar.
pub(super) fn draw(desk: &Desk<'_>, buf: &mut Buffer) {
    let sidebar = &desk.model.sidebar;
    let title = if sidebar.narrow.is_empty() {
        "Who and what".to_owned()
    } else {
        format!("names: {}", sidebar.narrow)
    };
    let Some(place) = desk.title(buf, Pane::Sidebar, (&title, "here all")) else {
        return;
    };
    let widths = count_widths(desk);
    for (nth, row) in (0..place.height).zip(sidebar.rows.iter().skip(sidebar.top)) {
        let Some(mut pen) = Pen::row(place, nth) else {
            return;
        };
        match row {
            SideRow::Blank => {}
            SideRow::Heading(kind) => {
                pen.skip(1);
                pen.write(buf, kind.heading(), desk.style(Role::Heading));
            }
            SideRow::Entity(idx) => {
                if let Some(entity) = desk.model.reader.extraction.entities.get(*idx) {
                    let is_current = sidebar.cursor == sidebar.top + usize::from(nth);
                    draw_entity(desk, (buf, pen), (entity, is_current), widths);
                }
            }
        }
    }
}

fn draw_entity(
    desk: &Desk<'_>,
    (buf, mut pen): (&mut Buffer, Pen),
    (entity, is_current): (&Entity, bool),
    (here, all): (usize, usize),
) {
    let is_focused = desk.model.focus == Pane::Sidebar;
    let is_chosen = desk.model.sidebar.chosen == Some(entity.id);
    let cursor = if is_current && (is_focused || is_chosen) {
        desk.signs.cursor
    } else {
        " "
    };
    pen.put(buf, cursor, desk.style(Role::Cursor));
    let is_pinned = desk.model.list.pins.contains(&entity.id);
    pen.put(
        buf,
        if is_pinned { desk.signs.pin } else { " " },
        desk.style(Role::Selected),
    );
    let n_articles = articles_of(desk, entity);
    let corpus = if n_articles > 1 {
        n_articles.to_string()
    } else {
        String::new()
    };
    pen.write_right(buf, &format!(" {corpus:>all$}"), desk.style(Role::Dim));
    pen.write_right(
        buf,
        &format!(" {:>here$}", entity.n_mentions),
        desk.style(Role::Text),
    );
    let certain = &desk.model.reader.certain;
    let is_certain = certain.binary_search(&entity.id).is_ok();
    let room = pen.room() - if is_certain { 2.min(pen.room()) } else { 0 };
    let style = desk.style(Role::Mention(entity.kind));
    pen.write_within(buf, &entity.name, (room, style), desk.signs.ellipsis);
    if is_certain {
        pen.skip(1);
        pen.put(buf, desk.signs.certain, desk.style(Role::Dim));
    }
}

fn articles_of(desk: &Desk<'_>, entity: &Entity) -> usize {
    // Names and other names of the whole row would cost all its articles.
    desk.model.entities.articles(entity.id).len()
}

/// Returns the cells that the two counts need.
fn count_widths(desk: &Desk<'_>) -> (usize, usize) {
    let entities = &desk.model.reader.extraction.entities;
    let digits = |number: usize| number.to_string().len();
    let here = entities
        .iter()
        .map(|entity| digits(entity.n_mentions))
        .max()
        .unwrap_or(1);
    let all = entities
        .iter()
        .map(|entity| digits(articles_of(desk, entity)))
        .max()
        .unwrap_or(1);
    (here, all)
}
