//! Stated facts that a person sets: date, title, source, authors, address.

use super::acts::{commit, subject};
use super::{jobs, precise, reader};
use crate::annotate::{MetaField, Op};
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::corpus::When;

/// Sets what an article states wrongly or not at all.
pub(super) fn set_meta(model: &mut Model, field: MetaField, value: &str, out: &mut Vec<Effect>) {
    if field == MetaField::Published && !value.is_empty() && When::parse(value).is_none() {
        model.notices.say(
            Tone::Error,
            format!("{value} is no date; write 2015-05-18, 2015-05 or 2015"),
        );
        return;
    }
    let Some(number) = model.current() else {
        model.notices.say(Tone::Warning, "no article is open");
        return;
    };
    let (Some(row), Some(article)) = (model.row(number), model.target(number)) else {
        return;
    };
    let root = row.source.root;
    let value = (!value.is_empty()).then(|| value.to_owned());
    let shown = value
        .clone()
        .unwrap_or_else(|| "as stated in the article".to_owned());
    let op = Op::SetMeta {
        article,
        field,
        value,
    };
    let word = format!("{}: {shown} for", field.name());
    let text = subject(model, &word, &[number]);
    commit(model, vec![(root, op)], &text, out);
    after_meta(model, number, out);
}

/// Shows an article anew after its stated facts changed.
pub(super) fn after_meta(model: &mut Model, number: u32, out: &mut Vec<Effect>) {
    jobs::apply_meta(model, number);
    if model.reader.number == Some(number) {
        reader::open(model, number, out);
    }
    precise::ask_anew(model, out);
}
