//! Decisions on what was found: hopping from candidate to candidate, accepting,
//! rejecting, and asking why something was proposed.

use super::label::{after_change, open_target};
use super::mark::{go, show_folded};
use super::{acts, words};
use crate::annotate::{MentionDecision, Op, Verdict, describe};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Tone;
use crate::app::reader::{PlacedMark, ShownMention};
use crate::text::Span;

/// Hops to the next undecided candidate: a suggested mention, and after the
/// last of them whatever looks like a name and was not found.
pub(super) fn hop(model: &mut Model, command: Command) {
    let forward = command == Command::NextCandidate;
    let mut places: Vec<Span> = model
        .reader
        .mentions
        .iter()
        .filter(|mention| !mention.is_accepted)
        .map(|mention| mention.span)
        .collect();
    places.extend(words::unlabeled(&model.reader));
    let marked: Vec<Span> = model
        .reader
        .marks
        .iter()
        .filter_map(PlacedMark::span)
        .collect();
    // What the page folds away is not asked about.
    places.retain(|place| !marked.contains(place) && model.reader.is_laid_out(*place));
    places.sort_unstable();
    let cursor = model.reader.cursor;
    let found = if forward {
        let next = places.partition_point(|place| place.start <= cursor);
        places.get(next).or_else(|| places.first())
    } else {
        let before = places.partition_point(|place| place.start < cursor);
        before
            .checked_sub(1)
            .and_then(|at| places.get(at))
            .or_else(|| places.last())
    };
    match found.copied() {
        Some(place) => {
            model.reader.anchor = None;
            model.reader.goal = None;
            show_folded(model, place.start);
            go(model, place.start);
        }
        None => model
            .notices
            .say(Tone::Plain, "no undecided candidate in this article"),
    }
}

/// Accepts or rejects the mention under the cursor, or accepts all mentions of
/// its entity in this article.
pub(super) fn decide(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let Some(here) = model.reader.mention_at(model.reader.cursor).cloned() else {
        decide_unlabeled(model, command, out);
        return;
    };
    let (verdict, word) = match command {
        Command::Reject => (Verdict::Rejected, "rejected"),
        _ => (Verdict::Accepted, "accepted"),
    };
    let is_meant = |mention: &&ShownMention| match command {
        Command::AcceptAll => {
            mention.entity == here.entity && here.entity.is_some() && !mention.is_accepted
        }
        _ => mention.idx == here.idx,
    };
    let Some((root, article)) = open_target(model) else {
        return;
    };
    let meant = model.reader.mentions.iter().filter(is_meant);
    let ops: Vec<(u16, Op)> = meant
        .map(|mention| {
            let decision = decision(model, mention, verdict);
            (
                root,
                Op::Decide {
                    article: article.clone(),
                    decision,
                },
            )
        })
        .collect();
    let text = match ops.len() {
        1 => format!(
            "{word}: {} ({})",
            here.span.of(&model.reader.article.text),
            here.kind.name()
        ),
        n => format!(
            "{word}: {n} mentions of {}",
            entity_name(model, &here).unwrap_or_default()
        ),
    };
    if acts::commit(model, ops, &text, out) {
        after_change(model);
        if command != Command::AcceptAll {
            let notice = model.notices.current.take();
            hop(model, Command::NextCandidate);
            model.notices.current = notice;
        }
    }
}

/// Rejects what only looks like a name; to accept it a label is needed.
fn decide_unlabeled(model: &mut Model, command: Command, out: &mut Vec<Effect>) {
    let cursor = model.reader.cursor;
    let run = words::unlabeled(&model.reader)
        .into_iter()
        .find(|run| run.contains(cursor));
    let (Some(run), Some((root, article))) = (run, open_target(model)) else {
        model.notices.say(
            Tone::Plain,
            "no suggestion under the cursor; Tab hops to the next one",
        );
        return;
    };
    if command != Command::Reject {
        model.notices.say(
            Tone::Plain,
            "nobody knows what this is; a label says it: 1-9, ; or L",
        );
        return;
    }
    let body = &model.reader.article.text;
    let decision = MentionDecision {
        selector: describe(body, run),
        kind: UNKNOWN.to_owned(),
        entity: None,
        verdict: Verdict::Rejected,
    };
    let text = format!("rejected: {}", run.of(body));
    if acts::commit(
        model,
        vec![(root, Op::Decide { article, decision })],
        &text,
        out,
    ) {
        after_change(model);
        let notice = model.notices.current.take();
        hop(model, Command::NextCandidate);
        model.notices.current = notice;
    }
}

/// Kind of a candidate that no finder named.
const UNKNOWN: &str = "unknown";

fn decision(model: &Model, mention: &ShownMention, verdict: Verdict) -> MentionDecision {
    MentionDecision {
        selector: describe(&model.reader.article.text, mention.span),
        kind: mention.kind.name().to_owned(),
        entity: entity_name(model, mention),
        verdict,
    }
}

fn entity_name(model: &Model, mention: &ShownMention) -> Option<String> {
    Some(
        model
            .reader
            .extraction
            .entities
            .get(mention.entity?)?
            .name
            .clone(),
    )
}

/// Says what was found under the cursor, by whom and why.
pub(super) fn explain(model: &mut Model) {
    let reader = &model.reader;
    let text = match reader.mention_at(reader.cursor) {
        Some(shown) => explanation(model, shown),
        None => match reader.mark_at(reader.cursor) {
            Some(placed) => {
                let label = placed.mark.label.as_deref().unwrap_or("highlight");
                let note = placed
                    .mark
                    .note
                    .as_deref()
                    .map(|note| format!(": {note}"))
                    .unwrap_or_default();
                Some(format!("your mark, {label}{note}"))
            }
            None => reader.time_at(reader.cursor).map(|time| {
                let text = time.span.of(&reader.article.text);
                let value = time.value.as_deref().unwrap_or("no known value");
                format!("{text} → {value}: {}", time.kind)
            }),
        },
    };
    model.notices.say(
        Tone::Plain,
        text.unwrap_or_else(|| "nothing was found here".to_owned()),
    );
}

/// Says the same in BROWSE of the mention that was walked to, else of the first
/// one of the chosen entity.
pub(super) fn explain_selected(model: &mut Model) {
    let reader = &model.reader;
    let walked = reader.mention_at(reader.cursor);
    let walked = walked.filter(|_| reader.goal.is_some());
    let of_chosen = || {
        let chosen = model.sidebar.chosen?;
        let mut entities = reader.extraction.entities.iter();
        let idx = entities.position(|entity| entity.id == chosen);
        let mut mentions = reader.mentions.iter();
        mentions.find(|mention| idx.is_some() && mention.entity == idx)
    };
    let shown = walked.or_else(of_chosen);
    let text = shown.and_then(|shown| explanation(model, shown));
    let text = text.unwrap_or_else(|| "no mention is selected; ]e walks to one".to_owned());
    model.notices.say(Tone::Plain, text);
}

fn explanation(model: &Model, shown: &ShownMention) -> Option<String> {
    let reader = &model.reader;
    let mention = reader.extraction.mentions.get(shown.idx)?;
    let text = mention.span.of(&reader.article.text);
    let entity = shown
        .entity
        .and_then(|idx| reader.extraction.entities.get(idx))
        .map(|entity| entity.name.as_str());
    let of = entity
        .filter(|name| *name != text)
        .map(|name| format!(" = {name}"))
        .unwrap_or_default();
    let value = reader
        .time_at(mention.span.start)
        .and_then(|time| time.value.as_deref())
        .map(|value| format!(" → {value}"))
        .unwrap_or_default();
    let score = (mention.score * 100.0).round();
    let state = match (shown.is_accepted, mention.is_certain) {
        (true, _) => ", accepted",
        (false, true) => ", certain: both tiers give it",
        (false, false) => "",
    };
    Some(format!(
        "{text}{of}{value}: {}, by the {} ({score} %: {}){state}",
        mention.kind.name(),
        mention.finder.name(),
        mention.reason
    ))
}
