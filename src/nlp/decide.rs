//! Applies the rulings of people to the identities of one article.

use std::collections::BTreeMap;

use super::doc::Doc;
use super::entity::EntityId;
use super::finder::Candidate;
use super::key::key;
use super::mention::Kind;
use super::overrides::Rulings;
use super::resolve::Identity;
use crate::corpus::ArticleId;

/// Returns the identity of a watched name.
pub(super) fn watched(rulings: &Rulings, number: usize) -> Identity {
    let goal = rulings.of_watched(number);
    let name = rulings.goal(number).map_or("", |goal| goal.name.as_str());
    Identity {
        ruled: Some(goal),
        ..Identity::written(name)
    }
}

/// Moves identities to where the rulings lead; their kinds go with them.
///
/// Cost: one hash for each identity if anything was decided, else none.
pub(super) fn apply(
    doc: &Doc<'_>,
    article: ArticleId,
    rulings: &Rulings,
    (names, identities): (&mut [Candidate], &mut [Identity]),
) {
    if rulings.is_empty() {
        return;
    }
    let mut ids: BTreeMap<(Kind, String), EntityId> = BTreeMap::new();
    for (name, identity) in names.iter_mut().zip(identities) {
        let goal = identity.ruled.and_then(|number| rulings.goal(number));
        let id = goal.map_or_else(
            || {
                let id = ids.entry((name.kind, identity.key.clone()));
                *id.or_insert_with(|| EntityId::of(name.kind, &identity.key))
            },
            |goal| goal.id,
        );
        if rulings.decides() && !identity.is_value {
            let form = key(doc.join(name.first, name.end).of(doc.text));
            identity.ruled = rulings.of(id, &form, article).or(identity.ruled);
        }
        if let Some((number, goal)) = identity.ruled.and_then(|n| Some((n, rulings.goal(n)?))) {
            // Several goals can stand for one entity; the id says which.
            identity.ruled = Some(number);
            identity.key = format!("\n{}", goal.id);
            name.kind = goal.kind;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::corpus::{Article, ArticleId};
    use crate::nlp::{EntityRef, Kind, Overrides, Ruling, Rulings, Watched, extract};

    const TEXT: &str = "Mayor Eva Lindgren met Nils Holm in Visby. Lindgren praised Harwood Steel Corp. \
        and the Gotland Ferry Line. Mr. Holm was silent.";

    /// Lists kind, name and number of mentions of what is found under rulings.
    fn entities(
        text: &str,
        watched: &[Watched],
        decisions: &[Ruling],
    ) -> Vec<(Kind, String, usize)> {
        let overrides = Overrides {
            rulings: Arc::new(Rulings::new(watched.to_vec(), decisions)),
            ..Overrides::default()
        };
        let article = Article {
            id: ArticleId(7),
            ..Article::of_text(text)
        };
        let found = extract(&article, &overrides);
        for mention in &found.mentions {
            assert_eq!(mention.kind, found.entities[mention.entity.unwrap()].kind);
        }
        let entities = found.entities.into_iter();
        entities.map(|e| (e.kind, e.name, e.n_mentions)).collect()
    }

    fn check(watched: &[Watched], decisions: &[Ruling], expected: &[(Kind, &str, usize)]) {
        let found = entities(TEXT, watched, decisions);
        for (kind, name, n) in expected {
            let held = found.iter().find(|(k, held, _)| k == kind && held == name);
            let count = held.map_or(0, |held| held.2);
            assert_eq!(count, *n, "{name} in {found:?}");
        }
    }

    fn watch(kind: Kind, name: &str, aliases: &[&str]) -> Watched {
        Watched {
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            kind,
        }
    }

    fn eva() -> EntityRef {
        EntityRef::named(Kind::Person, "Eva Lindgren")
    }

    fn nils() -> EntityRef {
        EntityRef::named(Kind::Person, "Nils Holm")
    }

    #[test]
    fn without_rulings_nothing_changes() {
        check(
            &[],
            &[],
            &[
                (Kind::Person, "Eva Lindgren", 2),
                (Kind::Person, "Nils Holm", 2),
            ],
        );
    }

    #[test]
    fn merged_entities_are_one_and_later_decisions_win() {
        use Kind::Person;
        let merge = |from: EntityRef, into: EntityRef| Ruling::Merge { from, into };
        check(
            &[],
            &[merge(nils(), eva())],
            &[(Person, "Eva Lindgren", 4), (Person, "Nils Holm", 0)],
        );
        check(
            &[],
            &[merge(nils(), eva()), merge(eva(), nils())],
            &[(Person, "Nils Holm", 4), (Person, "Eva Lindgren", 0)],
        );
        let third = EntityRef::named(Person, "Ada Third");
        check(
            &[],
            &[merge(nils(), eva()), merge(eva(), third)],
            &[(Person, "Ada Third", 4), (Person, "Eva Lindgren", 0)],
        );
    }

    #[test]
    fn a_split_name_is_somebody_else() {
        let split = Ruling::Split {
            entity: eva(),
            form: "Lindgren".to_owned(),
        };
        check(
            &[],
            &[split],
            &[
                (Kind::Person, "Eva Lindgren", 1),
                (Kind::Person, "Lindgren", 1),
            ],
        );
    }

    #[test]
    fn a_namesake_is_apart_in_one_article_only() {
        let part = |number| Ruling::Part {
            entity: eva(),
            article: ArticleId(number),
        };
        let ids = |decisions: &[Ruling]| {
            let overrides = Overrides {
                rulings: Arc::new(Rulings::new(Vec::new(), decisions)),
                ..Overrides::default()
            };
            let article = Article {
                id: ArticleId(7),
                ..Article::of_text(TEXT)
            };
            let found = extract(&article, &overrides).entities.into_iter();
            let eva: Vec<_> = found.filter(|e| e.name == "Eva Lindgren").collect();
            assert_eq!((eva.len(), eva[0].n_mentions), (1, 2));
            eva[0].id
        };
        assert_eq!(ids(&[]), ids(&[part(8)]));
        assert_ne!(ids(&[]), ids(&[part(7)]));
    }

    #[test]
    fn a_new_name_keeps_the_id_and_a_new_kind_is_found_under_it() {
        let rename = Ruling::Rename {
            entity: eva(),
            name: "The Mayor".to_owned(),
        };
        let rulings = Rulings::new(Vec::new(), std::slice::from_ref(&rename));
        assert_eq!(rulings.known_as(eva().id), eva().id);
        check(
            &[],
            std::slice::from_ref(&rename),
            &[(Kind::Person, "The Mayor", 2)],
        );
        let kind = Ruling::Kind {
            entity: eva(),
            kind: Kind::Org,
        };
        check(
            &[],
            &[kind],
            &[
                (Kind::Org, "Eva Lindgren", 2),
                (Kind::Person, "Eva Lindgren", 0),
            ],
        );
    }

    #[test]
    fn watched_names_come_first_and_everywhere() {
        let ferry = watch(Kind::Facility, "The Line", &["gotland ferry line"]);
        check(&[ferry], &[], &[(Kind::Facility, "The Line", 1)]);
        let steel = watch(Kind::Org, "Harwood", &[]);
        check(&[steel], &[], &[(Kind::Org, "Harwood", 1)]);
        let holm = watch(Kind::Person, "Nils-Erik Holm", &["Nils Holm"]);
        check(&[holm], &[], &[(Kind::Person, "Nils-Erik Holm", 2)]);
        for (text, n) in [
            (
                "ZORBLATT ROSE AGAIN AS VISBY SLEPT\n\nZorblatt's boss left.",
                2,
            ),
            ("It is zorblatt, a Zorblatt-led zorblatt.", 1),
            ("zorblatt", 0),
        ] {
            let found = entities(text, &[watch(Kind::System, "Zorblatt", &[])], &[]);
            let count: usize = found
                .iter()
                .filter(|e| e.1 == "Zorblatt")
                .map(|e| e.2)
                .sum();
            assert_eq!(count, n, "{text} {found:?}");
        }
    }
}
