//! Acts for the tests of this layer, by hand and at random.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::annotate::*;
use crate::corpus::{ArticleId, ContentHash};

pub(super) fn target(path: &str) -> Target {
    Target {
        id: ArticleId::of_path(path),
        path: path.to_owned(),
        sha256: ContentHash::of(path.as_bytes()),
    }
}

pub(super) fn article(n: u8) -> Target {
    target(&format!("{n}.txt"))
}

pub(super) fn selector(start: usize) -> Selector {
    Selector {
        start,
        end: start + 4,
        exact: "word".to_owned(),
        prefix: "a ".to_owned(),
        suffix: " b".to_owned(),
    }
}

pub(super) fn mark(id: &str, label: &str) -> Mark {
    Mark {
        id: MarkId(id.to_owned()),
        label: Some(label.to_owned()),
        note: None,
        selector: selector(3),
    }
}

pub(super) fn session(n: u8) -> SessionId {
    SessionId::parse(&format!("s{n}")).unwrap()
}

pub(super) fn entity(name: &str) -> EntityName {
    EntityName {
        id: format!("e-{name}"),
        name: name.to_owned(),
        kind: "person".to_owned(),
    }
}

fn entity_change(word: &str, two: Option<String>, article: Target) -> EntityChange {
    match (word.len() % 5, two) {
        (0, _) => EntityChange::Part(article),
        (1, two) => EntityChange::Merge(entity(&two.unwrap_or_default())),
        (2, two) => EntityChange::Split(two.unwrap_or_default()),
        (3, two) => EntityChange::Rename(two.unwrap_or_default()),
        (_, two) => EntityChange::Kind(two.unwrap_or_default()),
    }
}

fn text() -> impl Strategy<Value = String> {
    vec(
        prop_oneof![any::<char>(), Just('"'), Just('\\'), Just('\n')],
        0..6,
    )
    .prop_map(String::from_iter)
}

fn any_selector() -> impl Strategy<Value = Selector> {
    (any::<(u32, u32)>(), text(), text(), text()).prop_map(
        |((start, end), exact, prefix, suffix)| Selector {
            start: usize::try_from(start).unwrap(),
            end: usize::try_from(end).unwrap(),
            exact,
            prefix,
            suffix,
        },
    )
}

fn any_target() -> impl Strategy<Value = Target> {
    (any::<(u64, [u8; 32])>(), text()).prop_map(|((id, hash), path)| Target {
        id: ArticleId(id),
        path,
        sha256: ContentHash(hash),
    })
}

pub(super) fn any_id() -> impl Strategy<Value = EntryId> {
    any::<(u64, u64)>().prop_map(|(seed, number)| EntryId {
        session: SessionId::from_seed(seed),
        number,
    })
}

fn any_change() -> impl Strategy<Value = TriageChange> {
    let decision = option::of(prop::sample::select(&Decision::ALL[..]));
    (any::<[Option<bool>; 2]>(), decision).prop_map(|([read, star], decision)| TriageChange {
        read,
        decision,
        star,
    })
}

/// Any op with any texts in it, but undo and unknown ones.
fn any_change_of_article() -> impl Strategy<Value = Op> {
    let words = (text(), option::of(text()), option::of(text()));
    let field = prop::sample::select(&MetaField::ALL[..]);
    let pick = (0_u8..9, any_change(), field);
    (any_target(), words, any_selector(), pick).prop_map(
        |(article, (word, one, two), selector, (pick, change, field))| {
            let mark = Mark {
                id: MarkId(word.clone()),
                label: one.clone(),
                note: two.clone(),
                selector: selector.clone(),
            };
            let verdict = match one {
                Some(_) => Verdict::Accepted,
                None => Verdict::Rejected,
            };
            let decision = MentionDecision {
                selector,
                kind: word.clone(),
                entity: two.clone(),
                verdict,
            };
            match pick {
                0 => Op::Triage { article, change },
                1 => Op::TagAdd { article, tag: word },
                2 => Op::TagRemove { article, tag: word },
                3 => Op::MarkAdd { article, mark },
                4 => Op::MarkChange { article, mark },
                5 => Op::MarkRemove {
                    article,
                    mark: mark.id,
                },
                6 => Op::Decide { article, decision },
                7 => Op::DecideEntity {
                    decision: EntityDecision {
                        entity: entity(&word),
                        change: entity_change(&word, two, article),
                    },
                },
                _ => Op::SetMeta {
                    article,
                    field,
                    value: two,
                },
            }
        },
    )
}

/// Any entry that this version can write.
pub(super) fn any_entry() -> impl Strategy<Value = Entry> {
    let op = prop_oneof![
        8 => any_change_of_article(),
        1 => vec(any_id(), 0..3).prop_map(|undoes| Op::Undo { undoes }),
    ];
    let extra = prop::sample::select(&["", "\"zz\":{\"a\":[1,null]}", "\"y\":\"é\",\"z\":1.5"][..]);
    let at = (Stamp::MIN.0..=Stamp::MAX.0).prop_map(Stamp);
    (
        any_id(),
        at,
        text(),
        option::of(any_id()),
        any::<bool>(),
        op,
        extra,
    )
        .prop_map(|(id, at, by, bulk, is_auto, op, extra)| Entry {
            id,
            at,
            by,
            bulk,
            is_auto,
            op,
            extra: extra.to_owned(),
        })
}

/// Acts on few articles, tags and marks, so that they meet.
pub(super) fn near_op() -> impl Strategy<Value = Op> {
    let marks = prop::sample::select(&["", "s1-1", "s1-2", "s2-1"][..]);
    let word = prop::sample::select(&["a", "b"][..]);
    (0_u8..10, 0_u8..3, marks, word, any_change(), 0_usize..3).prop_map(
        |(pick, n, id, word, change, place)| {
            let article = article(n);
            let tag = word.to_owned();
            match pick {
                0 | 1 => Op::Triage { article, change },
                2 => Op::TagAdd { article, tag },
                3 => Op::TagRemove { article, tag },
                4 => Op::MarkAdd {
                    article,
                    mark: mark("", word),
                },
                5 if id.is_empty() => Op::SetMeta {
                    article,
                    field: MetaField::Title,
                    value: change.star.map(|_| tag),
                },
                5 if word == "a" => Op::MarkChange {
                    article,
                    mark: mark(id, "changed"),
                },
                5 => Op::MarkRemove {
                    article,
                    mark: MarkId(id.to_owned()),
                },
                6 | 7 => Op::DecideEntity {
                    decision: EntityDecision {
                        entity: entity(word),
                        change: match (place, change.star) {
                            (0, _) => EntityChange::Part(article),
                            (1, None) => EntityChange::Rename(n.to_string()),
                            (1, _) => EntityChange::Kind(n.to_string()),
                            (_, None) => EntityChange::Split(tag),
                            (_, _) => EntityChange::Merge(entity(&n.to_string())),
                        },
                    },
                },
                _ => Op::Decide {
                    article,
                    decision: MentionDecision {
                        selector: selector(place),
                        kind: tag,
                        entity: None,
                        verdict: match change.star {
                            Some(true) => Verdict::Accepted,
                            _ => Verdict::Rejected,
                        },
                    },
                },
            }
        },
    )
}
