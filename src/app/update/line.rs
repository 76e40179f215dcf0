//! The `:` line: a command's name and its words.

use super::{entity, facts, label, list, prompt, reader, run, tags};
use crate::annotate::MetaField;
use crate::app::command::{Argument, Command, by_beginning, by_name};
use crate::app::effect::Effect;
use crate::app::list::Sort;
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::prompt::PromptKind;

/// Runs one line.
pub(super) fn run(model: &mut Model, text: &str, out: &mut Vec<Effect>) {
    let (name, words) = text.split_once(' ').unwrap_or((text, ""));
    let words = words.trim();
    if name.is_empty() {
        return;
    }
    let Some(spec) = by_name(name).or_else(|| by_beginning(name)) else {
        model.notices.say(
            Tone::Error,
            format!("there is no command {name}; Tab after : lists them, ? shows all"),
        );
        return;
    };
    if words.is_empty() {
        if matches!(spec.argument, Argument::OwnKey | Argument::NextKey) {
            model
                .notices
                .say(Tone::Error, format!("{name} is for keys; ? shows them"));
        } else {
            run::command(model, spec.command, None, out);
        }
        return;
    }
    if spec.argument != Argument::Words {
        model.notices.say(
            Tone::Error,
            format!("{name} takes nothing after it, but there is: {words}"),
        );
        return;
    }
    with_words(model, spec.command, words, out);
}

fn with_words(model: &mut Model, command: Command, words: &str, out: &mut Vec<Effect>) {
    match command {
        Command::Tag => tags::tag(model, words, out),
        Command::Untag => tags::untag(model, words, out),
        Command::Label => label::label(model, Some(words.to_owned()), out),
        Command::Filter => {
            if !list::filter(model, words, out) {
                prompt::open(model, PromptKind::Filter, words);
            }
        }
        Command::Merge | Command::Split | Command::Rename | Command::Kind => {
            entity::with_words(model, command, words, out);
        }
        Command::SaveFilter => save_filter(model, words, out),
        Command::Sort => sort(model, words, out),
        Command::Search => {
            reader::look_for(model, words.to_owned());
            reader::go_to_first_hit(model);
        }
        Command::Pipe => {
            let text = model.reader.article.text.clone();
            out.push(Effect::Pipe {
                command: words.to_owned(),
                text,
            });
        }
        _ => set(model, words, out),
    }
}

/// Puts the list in another order.
pub(super) fn sort(model: &mut Model, name: &str, out: &mut Vec<Effect>) {
    let Some(sort) = Sort::parse(name) else {
        let names: Vec<&str> = Sort::ALL.iter().map(|sort| sort.name()).collect();
        model.notices.say(
            Tone::Error,
            format!("no order {name}; there are {}", names.join(", ")),
        );
        return;
    };
    model.list.sort = sort;
    // What is shown stays shown: only the order changes.
    let fitting = model.list.fitting.clone();
    list::show(model, fitting);
    super::jobs::remember(out);
    model.notices.say(Tone::Plain, format!("sorted by {name}"));
}

/// Saves the filter that stands under a name.
pub(super) fn save_filter(model: &mut Model, name: &str, out: &mut Vec<Effect>) {
    let text = model.list.filter.text.clone();
    if text.is_empty() || name.is_empty() {
        model
            .notices
            .say(Tone::Warning, "filter first (f), then save it under a name");
        return;
    }
    model.saved_filters.retain(|(other, _)| other != name);
    model.saved_filters.push((name.to_owned(), text));
    super::jobs::remember(out);
    model
        .notices
        .say(Tone::Plain, format!("filter saved as {name}; F chooses it"));
}

/// Sets a stated fact of the article: `date 2015-05-18`.
fn set(model: &mut Model, words: &str, out: &mut Vec<Effect>) {
    let (field, value) = words.split_once(' ').unwrap_or((words, ""));
    let field = match field {
        "date" | "published" => MetaField::Published,
        "title" => MetaField::Title,
        "source" => MetaField::Source,
        "author" | "authors" => MetaField::Authors,
        "language" | "lang" => MetaField::Language,
        "url" => MetaField::Url,
        other => {
            let text =
                format!("{other} cannot be set; date, title, source, author, language and url can");
            model.notices.say(Tone::Error, text);
            return;
        }
    };
    facts::set_meta(model, field, value.trim(), out);
}
