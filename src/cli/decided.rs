//! Applies what people decided on mentions to what was found.

use crate::annotate::{MentionDecision, Verdict, resolve};
use crate::nlp::{Entity, EntityId, Extraction, Fields, Finder, Kind, Mention};
use crate::text::fold::fold;

/// Takes out rejected mentions and makes accepted ones a person's own.
///
/// A decision whose place is lost changes nothing. Entities without mentions go.
pub(super) fn apply<'a>(
    extraction: &mut Extraction,
    decisions: impl Iterator<Item = &'a MentionDecision>,
    body: &str,
) {
    let mut is_changed = false;
    for decision in decisions {
        let Some(span) = resolve(&decision.selector, body).span() else {
            continue;
        };
        let kind = Kind::parse(&decision.kind);
        is_changed = true;
        match (decision.verdict, kind) {
            (Verdict::Rejected, _) => extraction.mentions.retain(|mention| {
                mention.span != span || kind.is_some_and(|kind| kind != mention.kind)
            }),
            (Verdict::Accepted, Some(kind)) => {
                let entity = entity_of(extraction, decision, kind, span.of(body));
                extraction
                    .mentions
                    .retain(|mention| !mention.span.overlaps(span));
                extraction.mentions.push(Mention {
                    span,
                    kind,
                    score: 1.0,
                    finder: Finder::Person,
                    reason: "accepted by a person",
                    is_certain: false,
                    entity,
                });
            }
            (Verdict::Accepted, None) => {}
        }
    }
    if is_changed {
        extraction.mentions.sort_by_key(|mention| mention.span);
        drop_unmentioned(extraction);
    }
}

/// Returns the entity that a decision names, or that stands there, or a new one.
fn entity_of(
    extraction: &mut Extraction,
    decision: &MentionDecision,
    kind: Kind,
    text: &str,
) -> Option<usize> {
    if matches!(kind, Kind::Date | Kind::Time | Kind::Money | Kind::Quantity) {
        return None;
    }
    let name = decision.entity.as_deref().unwrap_or(text);
    let folded = fold(name);
    let found = extraction.entities.iter().position(|entity| {
        let mut names = entity.aliases.iter().chain([&entity.name]);
        entity.kind == kind
            && (entity.id.to_string() == name || names.any(|name| fold(name) == folded))
    });
    if found.is_some() {
        return found;
    }
    let name = if name.parse::<EntityId>().is_ok() {
        text
    } else {
        name
    };
    extraction.entities.push(Entity {
        id: EntityId::of(kind, &fold(name)),
        name: name.to_owned(),
        kind,
        aliases: Vec::new(),
        n_mentions: 0,
        salience: 0,
        fields: Fields::default(),
    });
    Some(extraction.entities.len() - 1)
}

fn drop_unmentioned(extraction: &mut Extraction) {
    let mut counts = vec![0; extraction.entities.len()];
    for entity in extraction
        .mentions
        .iter()
        .filter_map(|mention| mention.entity)
    {
        if let Some(count) = counts.get_mut(entity) {
            *count += 1;
        }
    }
    let mut new_places = Vec::with_capacity(counts.len());
    let mut kept = Vec::new();
    for (mut entity, n_mentions) in extraction.entities.drain(..).zip(counts) {
        new_places.push((n_mentions > 0).then_some(kept.len()));
        if n_mentions > 0 {
            entity.n_mentions = n_mentions;
            kept.push(entity);
        }
    }
    extraction.entities = kept;
    let place = |old: Option<usize>| old.and_then(|old| new_places.get(old).copied().flatten());
    for mention in &mut extraction.mentions {
        mention.entity = place(mention.entity);
    }
    for quote in &mut extraction.quotes {
        quote.speaker = place(quote.speaker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::describe;
    use crate::text::Span;

    const BODY: &str = "Ada Park met Leeds in Leeds.";

    fn found() -> Extraction {
        let mention = |start, end, kind, entity| Mention {
            span: Span::new(start, end),
            kind,
            score: 0.5,
            finder: Finder::Rule,
            reason: "",
            is_certain: false,
            entity: Some(entity),
        };
        let entity = |kind, name: &str, n_mentions| Entity {
            id: EntityId::of(kind, name),
            name: name.to_owned(),
            kind,
            aliases: Vec::new(),
            n_mentions,
            salience: 0,
            fields: Fields::default(),
        };
        Extraction {
            mentions: vec![
                mention(0, 8, Kind::Place, 0),
                mention(13, 18, Kind::Place, 1),
                mention(22, 27, Kind::Place, 1),
            ],
            entities: vec![
                entity(Kind::Place, "Ada Park", 1),
                entity(Kind::Place, "Leeds", 2),
            ],
            ..Extraction::default()
        }
    }

    fn check(decisions: &[(usize, usize, &str, Verdict)], expected: &[(&str, &str, usize)]) {
        let decisions: Vec<_> = decisions
            .iter()
            .map(|(start, end, kind, verdict)| MentionDecision {
                selector: describe(BODY, Span::new(*start, *end)),
                kind: (*kind).to_owned(),
                entity: None,
                verdict: *verdict,
            })
            .collect();
        let mut extraction = found();
        apply(&mut extraction, decisions.iter(), BODY);
        let entities: Vec<_> = extraction
            .entities
            .iter()
            .map(|entity| (entity.kind.name(), entity.name.as_str(), entity.n_mentions))
            .collect();
        assert_eq!(entities, expected);
        for mention in &extraction.mentions {
            let entity = &extraction.entities[mention.entity.unwrap()];
            assert_eq!(entity.name, mention.span.of(BODY));
        }
    }

    #[test]
    fn decisions_change_what_was_found() {
        use Verdict::{Accepted, Rejected};
        check(&[], &[("place", "Ada Park", 1), ("place", "Leeds", 2)]);
        check(&[(0, 8, "place", Rejected)], &[("place", "Leeds", 2)]);
        check(
            &[(0, 8, "person", Accepted)],
            &[("place", "Leeds", 2), ("person", "Ada Park", 1)],
        );
        check(
            &[(13, 18, "place", Rejected), (13, 18, "place", Accepted)],
            &[("place", "Ada Park", 1), ("place", "Leeds", 2)],
        );
        check(
            &[(0, 3, "codebook kind", Accepted)],
            &[("place", "Ada Park", 1), ("place", "Leeds", 2)],
        );
    }
}
