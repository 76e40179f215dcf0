//! Pickers: what each lists, what keys do in it, what choosing does.

use std::collections::BTreeMap;

use tui_input::InputRequest;

use super::{card, entity, everywhere, jobs, line, list, moves, reader, run};
use crate::annotate::{Anchor, EntityChange};
use crate::app::command::{Argument, Command, Mode, Spec, TABLE};
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::list::Sort;
use crate::app::model::{Model, Pane};
use crate::app::msg::Tone;
use crate::app::picker::{Action, Item, Picker, PickerKind};
use crate::app::prompt::edit_request;
use crate::app::wording::counted;
use crate::corpus::advice::advice;
use crate::nlp::Kind;

/// Opens a picker.
pub(super) fn open(model: &mut Model, command: Command) {
    let picker = match command {
        Command::Help => help(model),
        Command::Palette => palette(model),
        Command::Messages => messages(model),
        Command::Problems => problems(model),
        Command::Marks | Command::Orphans => marks(model, command),
        Command::Links => links(model),
        Command::Sort => sorts(model),
        Command::Similar => similar(model),
        _ => filters(model),
    };
    if picker.items.is_empty() {
        let text = match command {
            Command::Links => "no addresses in this article",
            Command::Problems => "nothing is wrong with these articles",
            Command::Orphans => "no mark has lost its place",
            Command::Marks => "no marks in this article yet; i goes into the text, H highlights",
            Command::Similar => "no other article shares who and what is in this one",
            Command::SavedFilters => "no saved filters; f filters, :save-filter NAME saves",
            _ => "nothing to show",
        };
        model.notices.say(Tone::Plain, text);
        return;
    }
    model.picker = Some(picker);
}

fn key_item(model: &Model, spec: &'static Spec) -> Item {
    let keys = model.keymap.keys_of(spec).join(" ");
    let keys = if spec.argument == Argument::OwnKey {
        "1-9".to_owned()
    } else {
        keys
    };
    Item::new(
        keys,
        spec.help,
        format!(":{}", spec.name),
        Action::Run(spec.command),
    )
}

fn help(model: &Model) -> Picker {
    let of = |mode: Mode| {
        TABLE
            .iter()
            .filter(move |spec| spec.mode == mode)
            .map(|spec| key_item(model, spec))
    };
    // The mode one is in comes first.
    let (first, second) = match model.mode {
        Mode::Browse => (Mode::Browse, Mode::Mark),
        Mode::Mark => (Mode::Mark, Mode::Browse),
    };
    let heading = |mode: Mode| {
        let text = if mode == Mode::Browse {
            "BROWSE: reading and deciding"
        } else {
            "MARK: the cursor is in the text"
        };
        Item::new("", text, "", Action::Nothing)
    };
    let mut items = vec![heading(first)];
    items.extend(of(first));
    items.push(heading(second));
    items.extend(of(second));
    Picker::new(PickerKind::Help, "Keys and commands", items)
}

fn palette(model: &Model) -> Picker {
    let specs = TABLE.iter().filter(|spec| {
        spec.mode == Mode::Browse && !matches!(spec.argument, Argument::OwnKey | Argument::NextKey)
    });
    let mut items: Vec<Item> = specs
        .map(|spec| {
            let keys = model.keymap.keys_of(spec).join(" ");
            Item::new("command", spec.help, keys, Action::Run(spec.command))
        })
        .collect();
    let articles = model.articles.iter();
    items.extend(articles.map(|(number, row)| {
        let source = row.publisher.unwrap_or_default();
        Item::new("article", row.headline(), source, Action::Article(number))
    }));
    let entities = model.entities.names();
    items.extend(entities.map(|(id, kind, name, n_articles)| {
        let detail = counted(n_articles, "article");
        Item::new(kind.name(), name, detail, Action::Entity(id))
    }));
    for root in &model.roots {
        let counts = root.journal.ledger().tag_counts();
        let filter = |tag: &str| Action::Filter(format!("tag:\"{tag}\""));
        items.extend(
            counts
                .into_iter()
                .map(|(tag, n)| Item::new("tag", tag, counted(n, "article"), filter(tag))),
        );
    }
    Picker::new(PickerKind::Palette, "Find anything", items)
}

fn messages(model: &Model) -> Picker {
    let items = model.notices.past.iter().rev().map(|notice| {
        let lead = match notice.tone {
            Tone::Plain => "",
            Tone::Warning => "note",
            Tone::Error => "error",
        };
        Item::new(lead, notice.text.clone(), "", Action::Nothing)
    });
    Picker::new(
        PickerKind::Messages,
        "Messages of this session, newest first",
        items.collect(),
    )
}

fn problems(model: &Model) -> Picker {
    let mut items = Vec::new();
    for (number, row) in model.articles.iter() {
        for problem in row.problems {
            let lead = if row.readable { "note" } else { "unread" };
            items.push(Item::new(
                lead,
                format!("{}: {}", row.path, problem.what),
                advice(&problem.what).unwrap_or_default(),
                Action::Article(number),
            ));
        }
    }
    Picker::new(PickerKind::Problems, "What is wrong with the files", items)
}

fn marks(model: &Model, command: Command) -> Picker {
    let mut items = Vec::new();
    for placed in &model.reader.marks {
        let lost = placed.anchor == Anchor::Orphan;
        if command == Command::Orphans && !lost {
            continue;
        }
        let label = placed
            .mark
            .label
            .clone()
            .unwrap_or_else(|| "highlight".to_owned());
        let lead = if lost { format!("LOST {label}") } else { label };
        let quote = placed
            .mark
            .selector
            .exact
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let action = placed
            .span()
            .map_or(Action::Nothing, |span| Action::Place(span.start));
        items.push(Item::new(
            lead,
            quote,
            placed.mark.note.clone().unwrap_or_default(),
            action,
        ));
    }
    Picker::new(PickerKind::Marks, "Marks of this article", items)
}

fn links(model: &Model) -> Picker {
    let text = &model.reader.article.text;
    let mut urls: Vec<String> = model.reader.article.meta.url.clone().into_iter().collect();
    for word in text
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']'))
    {
        if word.starts_with("http://") || word.starts_with("https://") {
            let url = word
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '”', '’'])
                .to_owned();
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
    }
    let items = urls
        .into_iter()
        .enumerate()
        .map(|(nth, url)| Item::new((nth + 1).to_string(), url.clone(), "", Action::Url(url)));
    Picker::new(
        PickerKind::Links,
        "Links of this article: Enter opens",
        items.collect(),
    )
}

/// Ranks the other articles by the entities they share with the current one;
/// what few articles mention counts for more.
fn similar(model: &Model) -> Picker {
    let here = model.current().unwrap_or(u32::MAX);
    let n_articles = f64::from(u32::try_from(model.articles.len()).unwrap_or(u32::MAX));
    let mut shared: BTreeMap<u32, (f64, Vec<String>)> = BTreeMap::new();
    for row in model.entities.iter() {
        let is_name = !matches!(
            row.kind,
            Kind::Date | Kind::Time | Kind::Money | Kind::Quantity
        );
        if !is_name || row.articles.binary_search(&here).is_err() {
            continue;
        }
        let n_with = f64::from(u32::try_from(row.articles.len()).unwrap_or(u32::MAX));
        let weight = (n_articles / n_with).ln();
        for number in row.articles.iter().filter(|number| **number != here) {
            let (score, names) = shared.entry(*number).or_default();
            *score += weight;
            names.push(row.name.clone());
        }
    }
    let mut ranked: Vec<(u32, (f64, Vec<String>))> = shared
        .into_iter()
        .filter(|(_, (score, _))| *score > 0.0)
        .collect();
    ranked.sort_by(|(_, (a, _)), (_, (b, _))| b.total_cmp(a));
    let items = ranked
        .into_iter()
        .take(SIMILAR)
        .filter(|(number, _)| !model.articles.is_gone(*number));
    let items = items.filter_map(|(number, (_, names))| {
        let row = model.row(number)?;
        let n_shared = names.len().to_string();
        Some(Item::new(
            n_shared,
            row.headline(),
            names.join(", "),
            Action::Article(number),
        ))
    });
    Picker::new(
        PickerKind::Similar,
        "Articles like this one, by names they share",
        items.collect(),
    )
}

/// How many similar articles are listed.
const SIMILAR: usize = 50;

fn sorts(model: &Model) -> Picker {
    let items = Sort::ALL.iter().map(|sort| {
        let detail = if *sort == model.list.sort { "now" } else { "" };
        Item::new("", sort.name(), detail, Action::Sort(*sort))
    });
    Picker::new(PickerKind::Sort, "Order of the list", items.collect())
}

fn filters(model: &Model) -> Picker {
    let saved = model.saved_filters.iter();
    let items = saved.map(|(name, text)| {
        Item::new(name.clone(), text.clone(), "", Action::Filter(text.clone()))
    });
    Picker::new(PickerKind::SavedFilters, "Saved filters", items.collect())
}

/// Applies a key to the open picker.
pub(super) fn press(model: &mut Model, key: Key, out: &mut Vec<Effect>) {
    let height = page(model);
    let step = isize::try_from(height).unwrap_or(1);
    let Some(picker) = &mut model.picker else {
        return;
    };
    match (key.code, key.ctrl) {
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), true) => model.picker = None,
        (KeyCode::Enter, _) => choose(model, out),
        (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n' | 'j'), true) => {
            picker.move_by(1, height);
        }
        (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p' | 'k'), true) => {
            picker.move_by(-1, height);
        }
        (KeyCode::PageDown, _) | (KeyCode::Char('d'), true) => picker.move_by(step, height),
        (KeyCode::PageUp, _) | (KeyCode::Char('u'), true) => picker.move_by(-step, height),
        // A box that nobody types in closes at `q`, as reading matter does.
        (KeyCode::Char('q'), false)
            if picker.input.value().is_empty() && picker.kind != PickerKind::Palette =>
        {
            model.picker = None;
        }
        (KeyCode::Char('?'), false) if picker.kind == PickerKind::Help => model.picker = None,
        _ => {
            if let Some(request) = edit_request(key) {
                picker.input.handle(request);
                picker.narrow();
            }
        }
    }
}

/// Takes pasted text into the line of the picker.
pub(super) fn paste(model: &mut Model, text: &str) {
    if let Some(picker) = &mut model.picker {
        for c in text.chars().filter(|c| !c.is_control()) {
            picker.input.handle(InputRequest::InsertChar(c));
        }
        picker.narrow();
    }
}

/// Returns how many rows the box of the picker shows.
fn page(model: &Model) -> usize {
    let head = model.picker.as_ref().map_or(0, |picker| picker.head.len());
    usize::from(model.size.rows).saturating_sub(7 + head).max(1)
}

fn choose(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(action) = model
        .picker
        .as_ref()
        .and_then(Picker::current)
        .map(|item| item.action.clone())
    else {
        return;
    };
    let kind = model.picker.take().map(|picker| picker.kind);
    match action {
        Action::Nothing => {}
        Action::Run(command) => run::command(model, command, None, out),
        Action::Article(number) => {
            list::go_to(model, number, out);
            if kind != Some(PickerKind::Problems) {
                moves::go_to(model, Pane::Body, out);
            }
        }
        Action::Entity(id) => card::open(model, id, out),
        Action::Filter(text) => {
            list::filter(model, &text, out);
            jobs::remember(out);
        }
        Action::Url(url) => out.push(Effect::OpenUrl(url)),
        Action::Sort(sort) => line::sort(model, sort.name(), out),
        Action::Everywhere => everywhere::decide(model, out),
        Action::Merge(id) => entity::merge(model, id, out),
        Action::Split(form) => entity::split(model, &form, out),
        Action::Part => entity::part(model, out),
        Action::Kind(kind) => {
            entity::decide(model, EntityChange::Kind(kind.name().to_owned()), out);
        }
        Action::Place(at) => {
            moves::go_to(model, Pane::Body, out);
            reader::go_to_place(model, at);
        }
    }
}
