//! What fits at the cursor of a prompt: commands, tags, labels, fields, entities.

use std::collections::BTreeMap;

use super::entity;
use crate::app::command::{Argument, Mode, TABLE};
use crate::app::list::Sort;
use crate::app::model::Model;
use crate::app::prompt::{Choice, PromptKind};
use crate::app::wording::counted;
use crate::index::fuzzy;
use crate::index::query::{Expect, Feature, Field, State, completions};
use crate::nlp::Kind;
use crate::text::Span;

/// How many choices are offered.
const LIMIT: usize = 8;

/// Fills the choices of the open prompt.
pub(super) fn offer(model: &mut Model) {
    let Some(prompt) = &model.prompt else { return };
    let (kind, text, cursor) = (prompt.kind, prompt.text().to_owned(), prompt.cursor_byte());
    let whole = Span::new(0, text.len());
    let mut chosen = None;
    let choices = match kind {
        PromptKind::Command => commands(model, &text),
        PromptKind::Tag | PromptKind::Untag => {
            let choices = rank(&text, whole, &tags(model, kind == PromptKind::Untag));
            // Enter takes the highlighted completion, or what is typed if nothing matches.
            chosen = (!choices.is_empty() && (!text.is_empty() || kind == PromptKind::Untag))
                .then_some(0);
            choices
        }
        PromptKind::Label => {
            let labels = model.codebook.labels.iter();
            let labels: Vec<(String, String)> = labels
                .map(|code| {
                    (
                        code.name.clone(),
                        code.definition.clone().unwrap_or_default(),
                    )
                })
                .collect();
            let choices = rank(&text, whole, &labels);
            chosen = (!choices.is_empty() && !text.is_empty()).then_some(0);
            choices
        }
        PromptKind::Filter => fields(model, &text, cursor),
        _ => Vec::new(),
    };
    if let Some(prompt) = &mut model.prompt {
        prompt.choices = choices;
        prompt.chosen = chosen;
        prompt.mistake = None;
    }
}

/// Ranks candidates against what is typed; an exact name comes first.
fn rank(typed: &str, span: Span, candidates: &[(String, String)]) -> Vec<Choice> {
    let names = candidates.iter().map(|(name, _)| name.as_str());
    let mut found = fuzzy::rank(typed.trim(), names, LIMIT);
    found.sort_by_key(|found| {
        candidates
            .get(found.index)
            .is_none_or(|(name, _)| name != typed.trim())
    });
    let choice = |(text, detail): &(String, String)| Choice {
        text: text.clone(),
        detail: detail.clone(),
        span,
    };
    found
        .iter()
        .filter_map(|found| candidates.get(found.index))
        .map(choice)
        .collect()
}

/// Lists tags: for removal those of the article, else all in use and in the codebook.
fn tags(model: &Model, of_article: bool) -> Vec<(String, String)> {
    if of_article {
        let row = model.current().and_then(|number| model.row(number));
        let ledger = row.and_then(|row| Some((row.id, model.ledger(row.source.root)?)));
        let tags =
            ledger.map(|(id, ledger)| ledger.tags(id).map(str::to_owned).collect::<Vec<_>>());
        return tags
            .unwrap_or_default()
            .into_iter()
            .map(|tag| (tag, String::new()))
            .collect();
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for root in &model.roots {
        for (tag, n_articles) in root.journal.ledger().tag_counts() {
            *counts.entry(tag.to_owned()).or_default() += n_articles;
        }
    }
    let codes = model.codebook.tags.iter().enumerate();
    let mut tags: Vec<(String, String)> = codes
        .map(|(at, code)| {
            let n_articles = counts.remove(&code.name).unwrap_or(0);
            (code.name.clone(), format!("{} · {n_articles}", at + 1))
        })
        .collect();
    let mut others: Vec<(String, usize)> = counts.into_iter().collect();
    others.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    tags.extend(
        others
            .into_iter()
            .map(|(tag, n_articles)| (tag, n_articles.to_string())),
    );
    tags
}

fn commands(model: &Model, text: &str) -> Vec<Choice> {
    if let Some((name, rest)) = text.split_once(' ') {
        let span = Span::new(name.len() + 1, text.len());
        let candidates: Vec<(String, String)> = match name {
            "tag" | "untag" => tags(model, name == "untag"),
            "set" => ["date ", "title ", "source ", "author ", "url ", "language "]
                .map(|field| (field.to_owned(), String::new()))
                .into(),
            "sort" => Sort::ALL
                .iter()
                .map(|sort| (sort.name().to_owned(), String::new()))
                .collect(),
            "merge" => entities(model, Field::Entity, rest)
                .into_iter()
                .map(|(name, detail)| (name.trim_matches('"').to_owned(), detail))
                .collect(),
            "split" => entity::subject(model).map_or_else(Vec::new, |subject| {
                let names = subject.aliases.into_iter().chain([subject.name]);
                names.map(|name| (name, String::new())).collect()
            }),
            "kind" => Kind::ALL
                .into_iter()
                .filter(|kind| kind.is_name())
                .map(|kind| (kind.name().to_owned(), String::new()))
                .collect(),
            "filter" => return Vec::new(),
            _ => Vec::new(),
        };
        return rank(rest, span, &candidates);
    }
    let specs = TABLE
        .iter()
        .filter(|spec| !matches!(spec.argument, Argument::OwnKey | Argument::NextKey));
    // Of two commands that do the same in both modes the one for BROWSE is offered.
    let specs = specs.filter(|spec| {
        spec.mode == Mode::Browse || crate::app::command::spec(spec.command, Mode::Browse).is_none()
    });
    let mut found: Vec<Choice> = specs
        .filter(|spec| spec.name.starts_with(text))
        .map(|spec| Choice {
            text: spec.name.to_owned(),
            detail: spec.help.to_owned(),
            span: Span::new(0, text.len()),
        })
        .collect();
    found.sort_by(|a, b| a.text.cmp(&b.text));
    found.truncate(LIMIT);
    found
}

fn fields(model: &Model, text: &str, cursor: usize) -> Vec<Choice> {
    let completion = completions(text, cursor);
    let typed = completion.span.of(text).trim_matches('"').to_owned();
    let candidates: Vec<(String, String)> = match completion.expect {
        Expect::Field if typed.is_empty() => Vec::new(),
        Expect::Field => {
            let names = Field::ALL
                .iter()
                .filter(|field| field.name().starts_with(typed.as_str()));
            names
                .map(|field| (format!("{}:", field.name()), field.wants().to_owned()))
                .collect()
        }
        Expect::Value(field) => values(model, field, &typed),
        Expect::Word => Vec::new(),
    };
    rank(&typed, completion.span, &candidates)
}

fn values(model: &Model, field: Field, typed: &str) -> Vec<(String, String)> {
    let plain = |names: Vec<&str>| {
        names
            .into_iter()
            .map(|name| (name.to_owned(), String::new()))
            .collect()
    };
    match field {
        Field::Tag => tags(model, false)
            .into_iter()
            .map(|(tag, detail)| (quoted(&tag), detail))
            .collect(),
        Field::State => plain(State::ALL.iter().map(|state| state.name()).collect()),
        Field::Has => plain(Feature::ALL.iter().map(|feature| feature.name()).collect()),
        Field::Kind => plain(Kind::ALL.iter().map(|kind| kind.name()).collect()),
        Field::Source => {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for (_, row) in model.articles.iter() {
                *counts.entry(row.publisher.unwrap_or_default()).or_default() += 1;
            }
            counts.remove("");
            counts
                .into_iter()
                .map(|(name, n_articles)| (quoted(name), n_articles.to_string()))
                .collect()
        }
        Field::Entity
        | Field::Person
        | Field::Org
        | Field::Place
        | Field::Agreement
        | Field::System
        | Field::Event
        | Field::Facility
        | Field::Group => entities(model, field, typed),
        _ => Vec::new(),
    }
}

/// Lists the entities of a kind, those of most articles first.
fn entities(model: &Model, field: Field, typed: &str) -> Vec<(String, String)> {
    let kind = Kind::parse(field.name());
    let needle = crate::text::fold::fold(typed);
    let rows = model
        .entities
        .iter()
        .filter(|row| kind.is_none_or(|kind| row.kind == kind));
    let mut rows: Vec<_> = rows
        .filter(|row| crate::text::fold::fold(&row.name).contains(&needle))
        .collect();
    rows.sort_by(|a, b| {
        b.articles
            .len()
            .cmp(&a.articles.len())
            .then_with(|| a.name.cmp(&b.name))
    });
    rows.iter()
        .take(200)
        .map(|row| (quoted(&row.name), counted(row.articles.len(), "article")))
        .collect()
}

fn quoted(name: &str) -> String {
    let is_word = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if is_word {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', ""))
    }
}
