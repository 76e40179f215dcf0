//! Decisions about all mentions of an entity in the corpus: gathered by a
//! worker, shown with their counts, made as one act that undo takes back.

use std::sync::Arc;

use super::label::after_change;
use super::{acts, jobs};
use crate::annotate::{MentionDecision, Op, Selector, Verdict};
use crate::app::command::Command;
use crate::app::effect::{Effect, Ticket};
use crate::app::model::{Everywhere, Model};
use crate::app::msg::Tone;
use crate::app::picker::{Action, Item, Picker, PickerKind};
use crate::app::wording::counted;

/// Asks for all mentions of the entity under the cursor.
pub(super) fn prepare(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let here = model
        .reader
        .mention_at(model.reader.cursor)
        .and_then(|mention| mention.entity);
    let Some(entity) = here
        .and_then(|idx| model.reader.extraction.entities.get(idx))
        .cloned()
    else {
        model.notices.say(
            Tone::Plain,
            "no entity under the cursor; Tab hops to the next mention",
        );
        return;
    };
    let mut numbers = model
        .entities
        .get(entity.id)
        .map(|row| row.articles.clone())
        .unwrap_or_default();
    numbers.retain(|number| !model.articles.is_gone(*number));
    let sources = numbers
        .iter()
        .filter_map(|number| Some((*number, model.row(*number)?.source.to_source())));
    let sources = Arc::new(sources.collect::<Vec<_>>());
    let verdict = if command == Command::AcceptEverywhere {
        Verdict::Accepted
    } else {
        Verdict::Rejected
    };
    model.everywhere = Some(Everywhere {
        name: entity.name.clone(),
        kind: entity.kind,
        verdict,
        ops: Vec::new(),
    });
    model.tickets.gather = model.tickets.fresh();
    out.push(Effect::Gather {
        ticket: model.tickets.gather,
        entity: entity.id,
        sources,
    });
    model.notices.say(
        Tone::Plain,
        format!("counting the mentions of {}", entity.name),
    );
}

/// Shows what would be decided.
pub(super) fn gathered(model: &mut Model, ticket: Ticket, found: &[(u32, Vec<Selector>)]) {
    if ticket != model.tickets.gather {
        return;
    }
    let Some(mut everywhere) = model.everywhere.take() else {
        return;
    };
    let verb = match everywhere.verdict {
        Verdict::Accepted => "accept",
        Verdict::Rejected => "reject",
    };
    let mut items = Vec::new();
    for (number, selectors) in found {
        let ops: Vec<(u16, Op)> = selectors
            .iter()
            .filter_map(|selector| op(model, *number, selector, &everywhere))
            .collect();
        if let (false, Some(row)) = (ops.is_empty(), model.row(*number)) {
            items.push(Item::new(
                ops.len().to_string(),
                row.headline(),
                "",
                Action::Everywhere,
            ));
        }
        everywhere.ops.extend(ops);
    }
    if everywhere.ops.is_empty() {
        model.notices.say(
            Tone::Plain,
            format!("all mentions of {} are decided so already", everywhere.name),
        );
        return;
    }
    let what = counted(everywhere.ops.len(), "mention");
    let title = format!(
        "Enter: {verb} {what} of {} in {}",
        everywhere.name,
        counted(items.len(), "article")
    );
    model.picker = Some(Picker::new(PickerKind::Everywhere, title, items));
    model.everywhere = Some(everywhere);
}

/// Makes the decision on one mention, unless it stands already.
fn op(
    model: &Model,
    number: u32,
    selector: &Selector,
    everywhere: &Everywhere,
) -> Option<(u16, Op)> {
    let row = model.row(number)?;
    let root = row.source.root;
    let mut decisions = model.ledger(root)?.decisions(row.id);
    if decisions
        .any(|decision| decision.selector == *selector && decision.verdict == everywhere.verdict)
    {
        return None;
    }
    let decision = MentionDecision {
        selector: selector.clone(),
        kind: everywhere.kind.name().to_owned(),
        entity: Some(everywhere.name.clone()),
        verdict: everywhere.verdict,
    };
    Some((
        root,
        Op::Decide {
            article: model.target(number)?,
            decision,
        },
    ))
}

/// Makes the decision that was shown.
pub(super) fn decide(model: &mut Model, out: &mut Vec<Effect>) {
    let Some(everywhere) = model.everywhere.take() else {
        return;
    };
    let verb = match everywhere.verdict {
        Verdict::Accepted => "accepted",
        Verdict::Rejected => "rejected",
    };
    let what = counted(everywhere.ops.len(), "mention");
    let text = format!("{verb}: {what} of {}", everywhere.name);
    if acts::commit(model, everywhere.ops, &text, out) {
        after_change(model);
        jobs::remember(out);
    }
}
