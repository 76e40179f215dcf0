//! Teams in results and tables: `Leeds 2 Ashford Town 0`, `LEEDS 80 54 .597`.
//!
//! A town in a row of figures is the team of that town. Countries stay places,
//! and rows that name people (`A. Lund 68 70`, `Lund (Sweden)`) are left alone.

use crate::nlp::doc::Doc;
use crate::nlp::finder::Candidate;
use crate::nlp::gazetteer::cue;
use crate::nlp::mention::{Finder, Kind};
use crate::nlp::token::shape;

/// So many figures behind one name make a row of a table.
const MIN_COLUMNS: usize = 3;
/// Most tokens of a row.
const MAX_ROW: usize = 30;
pub(in crate::nlp) const REASON: &str = "team in a row of results";
/// A row is no sentence: who judges by the words around sees a town.
const SCORE: f32 = 0.95;
/// Most words of a team's name.
const MAX_WORDS: usize = 4;

/// Names the teams of rows; what was proposed in their place goes.
pub(in crate::nlp) fn read(doc: &Doc<'_>, names: &mut Vec<Candidate>) {
    let mut teams: Vec<Candidate> = Vec::new();
    let mut first = 0;
    while first < doc.len() {
        let begins =
            |at: &usize| doc.is(*at, shape::LINE) || doc.is(*at, shape::OPENS) && doc.upper(*at);
        let rest = (first + 1..doc.len()).find(begins);
        let end = rest.unwrap_or(doc.len());
        if end - first <= MAX_ROW && doc.upper(first) && !is_dated(names, (first, end)) {
            teams.extend(row(doc, first, end));
        }
        first = end;
    }
    teams.retain(|team| {
        let from = names.partition_point(|name| name.end <= team.first);
        let mut held = names
            .iter()
            .skip(from)
            .take_while(|name| name.first < team.end);
        held.all(|name| name.finder != Finder::Person)
    });
    let mut next = teams.iter().peekable();
    names.retain(|name| {
        while next.next_if(|team| team.end <= name.first).is_some() {}
        next.peek().is_none_or(|team| name.end <= team.first)
    });
    names.extend(teams);
    names.sort_by_key(|name| name.first);
}

/// Says whether a date stands in the row: then it tells where and when an
/// article was written, `OSLO 2014-05-27`.
fn is_dated(names: &[Candidate], (first, end): (usize, usize)) -> bool {
    let from = names.partition_point(|name| name.end <= first);
    let mut held = names.iter().skip(from).take_while(|name| name.first < end);
    held.any(|name| name.kind == Kind::Date)
}

/// Returns the teams of the row `first..end`; none when it is no row of teams.
fn row(doc: &Doc<'_>, first: usize, end: usize) -> Vec<Candidate> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut n_figures = Vec::new();
    let mut at = first;
    while at < end {
        if doc.upper(at) && doc.is(at, shape::WORD) {
            let from = at;
            while at < end && (doc.upper(at) || doc.hyphen(at) || doc.sign(at) == Some('&')) {
                at += 1;
            }
            words.push((from, at));
            n_figures.push(0);
            continue;
        }
        let versus = doc.any(at, &["v", "vs", "vs."]) && words.len() == 1;
        let figure = doc.is(at, shape::NUMBER);
        if !(figure || versus || matches!(doc.sign(at), Some('-' | '.' | '(' | ')'))) {
            return Vec::new();
        }
        if let Some(count) = n_figures.last_mut() {
            *count += usize::from(figure || versus);
        }
        at += 1;
    }
    let is_match = words.len() == 2 && n_figures.first().is_some_and(|n| *n > 0);
    let is_table = words.len() == 1 && n_figures.first().is_some_and(|n| *n >= MIN_COLUMNS);
    let is_team = |name: &(usize, usize)| is_team(doc, *name);
    if !(is_match || is_table) || !words.iter().all(is_team) {
        return Vec::new();
    }
    let towns = words.into_iter().filter(|it| !doc.cue(it.0, cue::COUNTRY));
    towns
        .map(|name| Candidate::rule(name, Kind::Org, SCORE, REASON))
        .collect()
}

fn is_team(doc: &Doc<'_>, (first, end): (usize, usize)) -> bool {
    let person = end > first + 1 && doc.cue(first, cue::GIVEN) || doc.is(first, shape::INITIAL);
    let plain = doc.cue(first, cue::CALENDAR | cue::FUNCTION | cue::TITLE);
    !person && !plain && end - first <= MAX_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Article;
    use crate::nlp::time::Times;

    fn check(text: &str, expected: &[&str]) {
        let article = Article::of_text(text);
        let doc = Doc::new(&article);
        let mut names = Vec::new();
        Times::find(&doc).candidates(&mut names);
        read(&doc, &mut names);
        let found: Vec<&str> = names
            .iter()
            .filter(|name| name.kind == Kind::Org)
            .map(|name| doc.join(name.first, name.end).of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn towns_in_rows_are_teams() {
        check(
            "Leeds 2 Ashford Town 0\nNORTHAM 80 54 .597 -",
            &["Leeds", "Ashford Town", "NORTHAM"],
        );
        check("Leeds v Northam", &["Leeds", "Northam"]);
        check("Norway 2 Leeds 0", &["Leeds"]);
    }

    #[test]
    fn people_and_sentences_are_left_alone() {
        check("A. Lund 68 70 71 69\nMartin Lund 68 70 71 69", &[]);
        check("Lund (Sweden) 34.8", &[]);
        check("Leeds beat Northam by 3 goals to 2.", &[]);
        check("March 3 2014 12", &[]);
        check("OSLO 2014-05-27\n\nTwo boats sank off Norway.", &[]);
    }
}
