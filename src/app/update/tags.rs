//! Tags of articles: adding, removing, and the tags of the codebook.

use super::acts::{commit, subject};
use crate::annotate::Op;
use crate::app::effect::Effect;
use crate::app::model::{LastAct, Model};
use crate::app::msg::Tone;

/// Sets or removes the n-th tag of the codebook.
pub(super) fn tag_nth(model: &mut Model, nth: usize, out: &mut Vec<Effect>) {
    let tag = nth
        .checked_sub(1)
        .and_then(|at| model.codebook.tags.get(at))
        .map(|code| code.name.clone());
    let Some(tag) = tag else {
        model.notices.say(
            Tone::Warning,
            format!("the codebook has no tag number {nth}; t adds any tag"),
        );
        return;
    };
    let has = model
        .subjects()
        .first()
        .is_some_and(|number| has_tag(model, *number, &tag));
    if has {
        untag(model, &tag, out);
    } else {
        self::tag(model, &tag, out);
    }
}

fn has_tag(model: &Model, number: u32, tag: &str) -> bool {
    let Some(row) = model.row(number) else {
        return false;
    };
    model
        .ledger(row.source.root)
        .is_some_and(|ledger| ledger.tags(row.id).any(|other| other == tag))
}

/// Adds a tag to the selection, else to the current article.
pub(super) fn tag(model: &mut Model, tag: &str, out: &mut Vec<Effect>) {
    model.last_act = Some(LastAct::Tag(tag.to_owned()));
    tag_act(model, tag, true, out);
}

/// Removes a tag from the selection, else from the current article.
pub(super) fn untag(model: &mut Model, tag: &str, out: &mut Vec<Effect>) {
    model.last_act = Some(LastAct::Untag(tag.to_owned()));
    tag_act(model, tag, false, out);
}

fn tag_act(model: &mut Model, tag: &str, adds: bool, out: &mut Vec<Effect>) {
    let numbers = model.subjects();
    let changed = numbers
        .iter()
        .filter(|number| has_tag(model, **number, tag) != adds);
    let ops: Vec<(u16, Op)> = changed
        .filter_map(|number| {
            let (root, article) = (model.row(*number)?.source.root, model.target(*number)?);
            let tag = tag.to_owned();
            Some((
                root,
                if adds {
                    Op::TagAdd { article, tag }
                } else {
                    Op::TagRemove { article, tag }
                },
            ))
        })
        .collect();
    if ops.is_empty() {
        let text = if adds {
            format!("it has the tag {tag} already")
        } else {
            format!("it has no tag {tag}")
        };
        model.notices.say(Tone::Plain, text);
        return;
    }
    let word = if adds {
        format!("tagged {tag}")
    } else {
        format!("tag {tag} removed")
    };
    let text = subject(model, &word, &numbers);
    commit(model, ops, &text, out);
    model.list.selected.clear();
}
