//! What a person says of an entity: that it is the same as another one, that a
//! name of it means somebody else, how it is called, what it is.
//!
//! Each is an act like any other; the articles that it touches are extracted
//! anew, with [`Rulings`](crate::nlp::Rulings) made of all that was said.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{acts, precise, prompt, reader, sidebar};
use crate::annotate::{EntityChange, EntityDecision, Op};
use crate::app::command::{Command, Mode};
use crate::app::effect::Effect;
use crate::app::model::{Model, Pane};
use crate::app::msg::Tone;
use crate::app::picker::{Action, Item, Picker, PickerKind};
use crate::app::prompt::PromptKind;
use crate::app::rulings::{name_of, pointed_at, rulings};
use crate::app::wording::counted;
use crate::nlp::{EntityId, Kind};
use crate::text::fold::fold;

/// The entity that a command is about.
#[derive(Clone)]
pub(super) struct Subject {
    pub(super) id: EntityId,
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Its other names, here and in the corpus.
    pub(super) aliases: Vec<String>,
}

/// Asks for what a command was not given.
pub(super) fn ask(model: &mut Model, command: Command) {
    let Some(subject) = subject(model) else {
        none_chosen(model);
        return;
    };
    let picker = match command {
        Command::Rename => {
            prompt::open(
                model,
                PromptKind::Command,
                &format!("rename {}", subject.name),
            );
            return;
        }
        Command::Merge => others(model, &subject),
        Command::Split => forms(model, &subject),
        _ => kinds(&subject),
    };
    model.picker = Some(picker);
}

/// Carries out a command with the words typed behind it.
pub(super) fn with_words(model: &mut Model, command: Command, words: &str, out: &mut Vec<Effect>) {
    match command {
        Command::Rename => decide(model, EntityChange::Rename(words.to_owned()), out),
        Command::Merge => match named(model, words) {
            Some(id) => merge(model, id, out),
            None => model.notices.say(
                Tone::Error,
                format!("no entity is called {words}; :merge alone lists them"),
            ),
        },
        Command::Split => split(model, words, out),
        _ => set_kind(model, words, out),
    }
}

fn set_kind(model: &mut Model, words: &str, out: &mut Vec<Effect>) {
    if let Some(kind) = Kind::parse(words).filter(|kind| kind.is_name()) {
        decide(model, EntityChange::Kind(kind.name().to_owned()), out);
        return;
    }
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_name());
    let names: Vec<&str> = kinds.map(Kind::name).collect();
    let text = format!("no kind {words}; there are {}", names.join(", "));
    model.notices.say(Tone::Error, text);
}

/// Says that the chosen entity is the same as another one, and goes by its name.
pub(super) fn merge(model: &mut Model, into: EntityId, out: &mut Vec<Effect>) {
    let Some(row) = model.entities.get(into) else {
        return;
    };
    let into = name_of(into, &row.name, row.kind);
    decide(model, EntityChange::Merge(into), out);
}

/// Says that one name of the chosen entity means somebody else.
pub(super) fn split(model: &mut Model, form: &str, out: &mut Vec<Effect>) {
    let is_form = |subject: &Subject| {
        let mut names = subject.aliases.iter().chain([&subject.name]);
        names.any(|name| fold(name) == fold(form))
    };
    match subject(model) {
        Some(subject) if !is_form(&subject) => model.notices.say(
            Tone::Error,
            format!(
                "{} is not called {form}; :split alone lists its names",
                subject.name
            ),
        ),
        _ => decide(model, EntityChange::Split(form.to_owned()), out),
    }
}

/// Says that the chosen entity is a namesake in the open article.
pub(super) fn part(model: &mut Model, out: &mut Vec<Effect>) {
    let number = model.reader.number;
    if let Some(article) = number.and_then(|number| model.target(number)) {
        decide(model, EntityChange::Part(article), out);
    }
}

/// Says in a few words what a decision does.
pub(super) fn told(decision: &EntityDecision) -> String {
    let name = &decision.entity.name;
    match &decision.change {
        EntityChange::Merge(into) => format!("merged: {name} is {}", into.name),
        EntityChange::Split(form) => format!("split: {form} is not {name}"),
        EntityChange::Part(_) => format!("split: {name} is somebody else in this article"),
        EntityChange::Rename(new) => format!("renamed: {name} is called {new}"),
        EntityChange::Kind(kind) => format!("kind: {name} is {kind}"),
    }
}

/// Makes a decision on the chosen entity.
pub(super) fn decide(model: &mut Model, change: EntityChange, out: &mut Vec<Effect>) {
    let Some(subject) = subject(model) else {
        none_chosen(model);
        return;
    };
    let decision = EntityDecision {
        entity: name_of(subject.id, &subject.name, subject.kind),
        change,
    };
    if matches!(&decision.change, EntityChange::Merge(into) if into.id == decision.entity.id) {
        model
            .notices
            .say(Tone::Plain, format!("{} is itself already", subject.name));
        return;
    }
    let row = model.reader.number.and_then(|number| model.row(number));
    let root = row.map_or(0, |row| row.source.root);
    let text = told(&decision);
    let op = Op::DecideEntity {
        decision: decision.clone(),
    };
    if acts::commit(model, vec![(root, op)], &text, out) {
        rule(model, &[decision], out);
    }
}

/// Makes the rulings anew and has the articles that they touch extracted with
/// them; `decisions` are those that came, or went by an undo.
///
/// Cost: linear in decisions, and for a split in the names of the corpus.
pub(super) fn rule(model: &mut Model, decisions: &[EntityDecision], out: &mut Vec<Effect>) {
    let ledgers = model.roots.iter().map(|root| root.journal.ledger());
    let new = rulings(&model.watched, ledgers);
    if new == *model.rulings {
        return;
    }
    let mut ids = BTreeSet::new();
    for decision in decisions {
        let into = match &decision.change {
            EntityChange::Merge(into) => pointed_at(into),
            EntityChange::Split(form) => {
                ids.extend(model.entities.find(form).iter().map(|row| row.id));
                None
            }
            _ => None,
        };
        for entity in pointed_at(&decision.entity).into_iter().chain(into) {
            let before = model.rulings.known_as(entity.id);
            ids.extend([entity.id, before, new.known_as(entity.id)]);
        }
    }
    let articles = ids
        .iter()
        .flat_map(|id| model.entities.articles(*id).into_owned());
    let mut numbers: BTreeSet<u32> = articles.collect();
    numbers.extend(
        decisions
            .iter()
            .filter_map(|decision| parted(model, decision)),
    );
    numbers.retain(|number| !model.articles.is_gone(*number));
    model.rulings = Arc::new(new);
    model.entities.rule(model.rulings.clone());
    model.ruled += 1;
    out.push(Effect::Rule(model.ruled, model.rulings.clone()));
    for id in model.list.pins.iter_mut().chain(&mut model.sidebar.chosen) {
        *id = model.rulings.known_as(*id);
    }
    model.precise.forget(&numbers);
    if let Some(number) = model.reader.number {
        // What a person looks at comes first.
        reader::open(model, number, out);
    }
    analyse(model, &numbers, out);
    // The article that was being read may have been among them.
    precise::ask(model, out);
}

/// Returns the article in which an entity is a namesake.
fn parted(model: &Model, decision: &EntityDecision) -> Option<u32> {
    let EntityChange::Part(article) = &decision.change else {
        return None;
    };
    (0..).zip(&model.roots).find_map(|(nth, root)| {
        let id = root.journal.ledger().present_as(article.id);
        model.articles.number(nth, id)
    })
}

/// Has articles extracted again.
pub(super) fn analyse(model: &Model, numbers: &BTreeSet<u32>, out: &mut Vec<Effect>) {
    let sources = numbers
        .iter()
        .filter_map(|number| Some((*number, model.row(*number)?.source.to_source())));
    let sources: Vec<_> = sources.collect();
    if !sources.is_empty() {
        out.push(Effect::Analyse {
            ticket: model.tickets.scan,
            sources: Arc::new(sources),
        });
    }
}

/// Returns the entity that commands are about: in MARK mode the one under the
/// cursor, else the one that was chosen in the sidebar.
pub(super) fn subject(model: &Model) -> Option<Subject> {
    let entities = &model.reader.extraction.entities;
    let in_text = || {
        let mention = model.reader.mention_at(model.reader.cursor)?;
        Some(entities.get(mention.entity?)?.id)
    };
    let id = match (model.mode, model.focus) {
        (Mode::Mark, _) => in_text()?,
        (Mode::Browse, Pane::Sidebar) => sidebar::under_cursor(model)?,
        (Mode::Browse, Pane::List | Pane::Body) => model.sidebar.chosen?,
    };
    let here = entities.iter().find(|entity| entity.id == id);
    let row = model.entities.get(id);
    let mut aliases: Vec<String> = here
        .map(|entity| entity.aliases.clone())
        .unwrap_or_default();
    aliases.extend(row.iter().flat_map(|row| row.aliases.clone()));
    let name = here.map(|entity| entity.name.clone());
    let name = name.or_else(|| row.as_ref().map(|row| row.name.clone()))?;
    aliases.extend(row.iter().map(|row| row.name.clone()));
    aliases.sort();
    aliases.dedup();
    aliases.retain(|alias| *alias != name);
    let kind = here.map(|entity| entity.kind);
    Some(Subject {
        id,
        name,
        kind: kind.or_else(|| row.map(|row| row.kind))?,
        aliases,
    })
}

fn none_chosen(model: &mut Model) {
    model.notices.say(
        Tone::Plain,
        "choose an entity first: its row in the sidebar, or its name in MARK mode",
    );
}

/// Finds the entity of a name: of several with it the one in most articles.
fn named(model: &Model, name: &str) -> Option<EntityId> {
    let folded = fold(name);
    let rows = model.entities.names();
    let mut fitting: Vec<_> = rows.filter(|row| fold(row.2) == folded).collect();
    fitting.sort_by_key(|row| std::cmp::Reverse(row.3));
    fitting.first().map(|row| row.0)
}

/// Lists the entities that the chosen one could be: those of its kind first,
/// then by the words they share with it, then those in most articles.
fn others(model: &Model, subject: &Subject) -> Picker {
    let words: BTreeSet<String> = fold(&subject.name)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut rows: Vec<_> = model
        .entities
        .names()
        .filter(|row| row.0 != subject.id && row.1.is_name())
        .map(|(id, kind, name, n_articles)| {
            let folded = fold(name);
            let n_shared = folded.split_whitespace();
            let n_shared = n_shared.filter(|word| words.contains(*word)).count();
            let rank = (kind != subject.kind, usize::MAX - n_shared);
            (rank, usize::MAX - n_articles, name, id, kind)
        })
        .collect();
    rows.sort_unstable();
    let items = rows.into_iter().map(|(_, n_left, name, id, kind)| {
        let detail = counted(usize::MAX - n_left, "article");
        Item::new(kind.name(), name, detail, Action::Merge(id))
    });
    let title = format!("{} is the same as", subject.name);
    Picker::new(PickerKind::Entity, title, items.collect())
}

/// Lists what can be split off the chosen entity.
fn forms(model: &Model, subject: &Subject) -> Picker {
    let mut items = Vec::new();
    if model.reader.number.is_some() {
        let text = format!("{} in this article", subject.name);
        items.push(Item::new("here", text, "a namesake", Action::Part));
    }
    let names = subject.aliases.iter().chain([&subject.name]);
    items.extend(names.map(|name| {
        let action = Action::Split(name.clone());
        Item::new("everywhere", name.clone(), "means somebody else", action)
    }));
    let title = format!("What is not {}", subject.name);
    Picker::new(PickerKind::Entity, title, items)
}

fn kinds(subject: &Subject) -> Picker {
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_name());
    let items = kinds.map(|kind| {
        let detail = if kind == subject.kind { "now" } else { "" };
        Item::new("", kind.name(), detail, Action::Kind(kind))
    });
    let title = format!("What {} is", subject.name);
    Picker::new(PickerKind::Entity, title, items.collect())
}
