//! Entities across articles, with entities made for it.

use proptest::prelude::*;

use super::{Entities, EntityRow};
use crate::nlp::key::key;
use crate::nlp::roles::Fields;
use crate::nlp::{Entity, EntityId, Kind};

fn entity(name: &str, aliases: &[&str], n_mentions: usize) -> Entity {
    Entity {
        id: EntityId::of(Kind::Person, &key(aliases.first().unwrap_or(&name))),
        name: name.to_owned(),
        kind: Kind::Person,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        n_mentions,
        salience: 0,
        fields: Fields::default(),
    }
}

#[test]
fn variants_are_one_row_under_the_commonest_name() {
    let mut entities = Entities::default();
    entities.add(3, &[entity("Han Seo Jun", &["Han"], 2)]);
    entities.add(1, &[entity("Han Seo-jun", &["Han"], 1)]);
    entities.add(2, &[entity("Han Seo-jun", &["Han"], 4)]);
    assert_eq!(entities.len(), 1);
    let row = &entities.find("han seo")[0];
    assert_eq!((row.name.as_str(), row.n_mentions), ("Han Seo-jun", 7));
    assert_eq!(row.articles, [1, 2, 3]);
    assert_eq!(row.aliases, ["Han", "Han Seo Jun"]);
}

#[test]
fn a_name_is_not_shouted_where_it_need_not_be() {
    let mut entities = Entities::default();
    entities.add(1, &[entity("PORT GAZETTE", &["x"], 1)]);
    entities.add(2, &[entity("PORT GAZETTE", &["x"], 1)]);
    entities.add(3, &[entity("Port Gazette", &["x"], 1)]);
    let (id, _, name, n_articles) = entities.names().next().unwrap();
    assert_eq!((name, n_articles), ("Port Gazette", 3));
    assert_eq!(entities.name(id), Some("Port Gazette"));
}

#[test]
fn an_article_taken_out_leaves_nothing() {
    let mut entities = Entities::default();
    entities.add(1, &[entity("Ada", &[], 1)]);
    entities.add(2, &[entity("Ada", &[], 1), entity("Bo", &[], 1)]);
    entities.remove(2);
    assert_eq!(entities.len(), 1);
    assert!(entities.find("bo").is_empty());
    entities.remove(1);
    assert!(entities.is_empty());
}

proptest! {
    #[test]
    fn order_does_not_matter(articles in prop::collection::vec((0_u32..5, 0_usize..4, 0_usize..3), 0..20)) {
        let names = ["Ann Bo", "Ann B.", "ann bo", "Cy"];
        let made: Vec<(u32, Vec<Entity>)> = (0..5).map(|number| {
            let mut of = Vec::new();
            for (_, name, alias) in articles.iter().filter(|article| article.0 == number) {
                let entity = entity(names[*name], &[["x", "y", "z"][*alias]], 1);
                if of.iter().all(|held: &Entity| held.id != entity.id) {
                    of.push(entity);
                }
            }
            (number, of)
        }).collect();
        let mut forward = Entities::default();
        let mut backward = Entities::default();
        for (number, of) in &made {
            forward.add(*number, of);
        }
        backward.add(9, &made[0].1);
        for (number, of) in made.iter().rev() {
            backward.add(*number, of);
            backward.add(*number, of);
        }
        backward.remove(9);
        prop_assert!(forward.iter().eq(backward.iter()));
        let names: Vec<_> = forward.names().map(|row| row.2.to_owned()).collect();
        prop_assert!(forward.iter().map(|row| row.name).eq(names));
    }
}

/// Makes the entities of an article and adds them under its number.
fn read(entities: &mut Entities, number: u32, text: &str) {
    let article = crate::corpus::Article::of_text(text);
    let found = crate::nlp::extract(&article, &crate::nlp::Overrides::default());
    entities.add(number, &found.entities);
}

/// Checks in which articles each bearer of a name stands.
fn check_bearers(texts: &[&str], name: &str, expected: &[&[u32]]) {
    let numbered: Vec<(u32, &str)> = (0..).zip(texts.iter().copied()).collect();
    let (mut forward, mut backward) = (Entities::default(), Entities::default());
    for (number, text) in &numbered {
        read(&mut forward, *number, text);
    }
    for (number, text) in numbered.iter().rev() {
        read(&mut backward, *number, text);
    }
    let rows: Vec<EntityRow> = forward.iter().filter(|row| row.name == name).collect();
    let articles: Vec<&[u32]> = rows.iter().map(|row| row.articles.as_slice()).collect();
    assert_eq!(articles, expected);
    assert!(forward.iter().eq(backward.iter()));
    for row in &rows {
        assert_eq!(forward.get(row.id).as_ref(), Some(row));
        assert_eq!(row.id.to_string().parse(), Ok(row.id));
        for article in &row.articles {
            assert_eq!(forward.linked(*article, row.id.base()), row.id);
        }
    }
}

const SENATOR: &str = "Senator John Hill asked the Harbour Board for a report. Hill was angry.";
const STRIKER: &str = "John Hill, a striker for Visby Rovers, scored twice. Hill was happy.";

#[test]
fn namesakes_are_told_apart_by_what_they_do() {
    check_bearers(&[SENATOR, STRIKER], "John Hill", &[&[0], &[1]]);
    let again = "The Harbour Board met. John Hill was late.";
    check_bearers(&[STRIKER, SENATOR, again], "John Hill", &[&[1, 2], &[0]]);
}

#[test]
fn one_name_is_one_person_unless_something_speaks_against_it() {
    check_bearers(&[SENATOR, "John Hill was late."], "John Hill", &[&[0, 1]]);
    let both = "Senator John Hill was a striker for Visby Rovers.";
    check_bearers(&[SENATOR, STRIKER, both], "John Hill", &[&[0, 1, 2]]);
    let coach = "Coach John Hill of the Harbour Board team won.";
    check_bearers(&[SENATOR, coach], "John Hill", &[&[0, 1]]);
}

#[test]
fn a_list_can_show_what_an_article_is_about() {
    let mut entities = Entities::default();
    read(&mut entities, 0, SENATOR);
    let about: Vec<&str> = entities
        .about(0)
        .filter_map(|id| entities.name(id))
        .collect();
    assert_eq!(about, ["John Hill", "Harbour Board"]);
    assert_eq!(entities.about(1).count(), 0);
}

#[test]
fn namesakes_whom_a_person_merges_are_one() {
    use crate::nlp::{EntityRef, Ruling, Rulings};
    let mut entities = Entities::default();
    read(&mut entities, 0, SENATOR);
    read(&mut entities, 1, STRIKER);
    let ids: Vec<EntityId> = entities
        .find("john hill")
        .iter()
        .map(|row| row.id)
        .collect();
    let [main, other] = ids.as_slice() else {
        panic!("{ids:?}");
    };
    let named = |id: EntityId| EntityRef {
        id,
        name: "John Hill".to_owned(),
        kind: Kind::Person,
    };
    let merge = Ruling::Merge {
        from: named(*other),
        into: named(*main),
    };
    entities.rule(std::sync::Arc::new(Rulings::new(Vec::new(), &[merge])));
    assert_eq!(*entities.articles(*main), [0, 1]);
}
