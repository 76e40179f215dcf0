//! The open article in one line: its citation and its address.

use crate::annotate::MetaField;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::wording::long_date;

/// Copies a citation, or opens the address of the article.
pub(super) fn run(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let Some(number) = model.current() else {
        model.notices.say(Tone::Warning, "no article is open");
        return;
    };
    if model.reader.number != Some(number) {
        // What an article states of its address is known once it is open.
        let what = "the article is still being opened; press the key again";
        model.notices.say(Tone::Warning, what);
        return;
    }
    if command == Command::Copy {
        let citation = citation(model, number);
        out.push(Effect::Copy(citation.clone()));
        return;
    }
    match address(model, number) {
        Some(url) if url.starts_with("http://") || url.starts_with("https://") => {
            out.push(Effect::OpenUrl(url));
        }
        Some(url) => model.notices.say(
            Tone::Warning,
            format!("only http and https addresses are opened, not {url}"),
        ),
        None => model.notices.say(
            Tone::Warning,
            "this article states no address; :set url ADDRESS gives it one",
        ),
    }
}

/// Returns the address that a person set, else the one that the open article
/// states.
fn address(model: &Model, number: u32) -> Option<String> {
    let row = model.row(number)?;
    let set = model.ledger(row.source.root)?.meta(row.id, MetaField::Url);
    let is_open = model.reader.number == Some(number);
    let stated = model.reader.article.meta.url.as_deref();
    let stated = stated.filter(|_| is_open);
    set.or(stated).map(str::to_owned)
}

/// Writes title, source, date and address of the open article.
pub(super) fn citation(model: &Model, number: u32) -> String {
    let Some(row) = model.row(number) else {
        return String::new();
    };
    let mut parts = vec![row.headline().trim_end_matches('.').to_owned()];
    if !row.authors.is_empty() {
        parts.insert(0, row.authors.join(", "));
    }
    parts.extend(row.publisher.map(str::to_owned));
    parts.extend(row.published.map(|when| long_date(&when)));
    let mut text = parts.join(". ");
    text.push('.');
    if let Some(url) = address(model, number) {
        text.push(' ');
        text.push_str(&url);
    }
    text
}
