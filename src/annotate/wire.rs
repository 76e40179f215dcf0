//! The shapes of a line: what serde writes and reads, and how they become an
//! [`Entry`] again. Only [`codec`](super::codec) uses them.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    Decision, EntityChange, EntityDecision, EntityName, Entry, Mark, MarkId, MentionDecision,
    MetaField, Op, Selector, Target, TriageChange, Verdict,
};

/// The version that this program writes.
pub(super) const VERSION: u64 = 1;

type Text<'a> = Cow<'a, str>;

/// All fields that a line of version 1 can have, in the order of writing.
#[derive(Serialize, Deserialize, Default)]
pub(super) struct Line<'a> {
    pub(super) v: u64,
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) at: Text<'a>,
    #[serde(borrow)]
    pub(super) by: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) bulk: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) auto: bool,
    #[serde(borrow)]
    pub(super) act: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    article: Option<ArticleShape<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    set: Option<ChangeShape>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    tag: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    mark: Option<MarkShape<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    mention: Option<MentionShape<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    field: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    value: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entity: Option<EntityName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    into: Option<EntityName>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    form: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    name: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    kind: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    undoes: Option<Vec<Text<'a>>>,
    /// Named here so that it is no unknown field; read from the bytes.
    #[serde(default, skip_serializing, rename = "c")]
    _sum: Option<IgnoredAny>,
    #[serde(flatten, skip_serializing)]
    pub(super) extra: Map<String, Value>,
}

/// What is needed of a line that a newer version wrote.
#[derive(Deserialize)]
pub(super) struct Head {
    #[serde(default)]
    pub(super) v: Value,
    #[serde(default)]
    pub(super) id: Value,
    #[serde(default)]
    pub(super) at: Value,
    #[serde(default)]
    pub(super) by: Value,
    #[serde(default)]
    pub(super) act: Value,
}

#[derive(Serialize, Deserialize)]
struct ArticleShape<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    path: Text<'a>,
    #[serde(borrow)]
    sha256: Text<'a>,
}

#[derive(Serialize, Deserialize)]
struct ChangeShape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    star: Option<bool>,
}

#[derive(Serialize, Deserialize, Default)]
struct MarkShape<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    label: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    note: Option<Text<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    selectors: Vec<SelectorShape<'a>>,
}

#[derive(Serialize, Deserialize)]
struct MentionShape<'a> {
    #[serde(borrow)]
    kind: Text<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    entity: Option<Text<'a>>,
    #[serde(borrow)]
    selectors: Vec<SelectorShape<'a>>,
}

#[derive(Serialize, Deserialize)]
struct SelectorShape<'a> {
    start: usize,
    end: usize,
    #[serde(borrow)]
    exact: Text<'a>,
    #[serde(borrow, default)]
    prefix: Text<'a>,
    #[serde(borrow, default)]
    suffix: Text<'a>,
}

/// Says which field of a line does not hold what its act needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Wrong(pub(super) &'static str);

impl<'a> Line<'a> {
    /// Makes the shape of an entry; an unknown act has none.
    pub(super) fn of(entry: &'a Entry) -> Option<Self> {
        let mut line = Self {
            v: VERSION,
            id: entry.id.to_string().into(),
            at: entry.at.to_string().into(),
            by: entry.by.as_str().into(),
            bulk: entry.bulk.map(|id| id.to_string().into()),
            auto: entry.is_auto,
            act: act_name(&entry.op)?.into(),
            article: entry.op.article().map(ArticleShape::of),
            ..Self::default()
        };
        match &entry.op {
            Op::Triage { change, .. } => line.set = Some(ChangeShape::of(*change)),
            Op::TagAdd { tag, .. } | Op::TagRemove { tag, .. } => {
                line.tag = Some(tag.as_str().into());
            }
            Op::MarkAdd { mark, .. } | Op::MarkChange { mark, .. } => {
                line.mark = Some(MarkShape::of(mark));
            }
            Op::MarkRemove { mark, .. } => line.mark = Some(MarkShape::named(mark)),
            Op::Decide { decision, .. } => line.mention = Some(MentionShape::of(decision)),
            Op::SetMeta { field, value, .. } => {
                line.field = Some(field.name().into());
                line.value = value.as_deref().map(Cow::Borrowed);
            }
            Op::DecideEntity { decision } => line.tell(decision),
            Op::Undo { undoes } => {
                line.undoes = Some(undoes.iter().map(|id| id.to_string().into()).collect());
            }
            Op::Unknown { .. } => {}
        }
        Some(line)
    }

    /// Reads the op of a known act.
    pub(super) fn op(&mut self) -> Result<Op, Wrong> {
        if self.act == "undo" {
            return self.undo();
        }
        if self.act.starts_with("entity.") {
            return self.entity();
        }
        let article = self.article.take().ok_or(Wrong("article"))?.target()?;
        match self.act.as_ref() {
            "triage" => Ok(Op::Triage {
                article,
                change: self.set.take().ok_or(Wrong("set"))?.change()?,
            }),
            "tag.add" => Ok(Op::TagAdd {
                article,
                tag: owned(self.tag.take(), "tag")?,
            }),
            "tag.remove" => Ok(Op::TagRemove {
                article,
                tag: owned(self.tag.take(), "tag")?,
            }),
            "mark.add" | "mark.change" => {
                let mark = self.mark.take().ok_or(Wrong("mark"))?.mark()?;
                Ok(match self.act.as_ref() {
                    "mark.add" => Op::MarkAdd { article, mark },
                    _ => Op::MarkChange { article, mark },
                })
            }
            "mark.remove" => Ok(Op::MarkRemove {
                article,
                mark: MarkId(self.mark.take().ok_or(Wrong("mark"))?.id.into_owned()),
            }),
            "mention.accept" => self.decide(article, Verdict::Accepted),
            "mention.reject" => self.decide(article, Verdict::Rejected),
            "meta.set" => self.meta(article),
            _ => Err(Wrong("act")),
        }
    }

    fn undo(&self) -> Result<Op, Wrong> {
        let ids = self.undoes.as_ref().ok_or(Wrong("undoes"))?;
        let undoes: Result<_, _> = ids.iter().map(|id| id.parse()).collect();
        Ok(Op::Undo {
            undoes: undoes.or(Err(Wrong("undoes")))?,
        })
    }

    fn decide(&mut self, article: Target, verdict: Verdict) -> Result<Op, Wrong> {
        let mention = self.mention.take().ok_or(Wrong("mention"))?;
        let decision = MentionDecision {
            selector: first(mention.selectors)?,
            kind: mention.kind.into_owned(),
            entity: mention.entity.map(Cow::into_owned),
            verdict,
        };
        Ok(Op::Decide { article, decision })
    }

    fn tell(&mut self, decision: &'a EntityDecision) {
        self.entity = Some(decision.entity.clone());
        match &decision.change {
            EntityChange::Merge(into) => self.into = Some(into.clone()),
            EntityChange::Split(form) => self.form = Some(form.as_str().into()),
            EntityChange::Part(_) => {}
            EntityChange::Rename(name) => self.name = Some(name.as_str().into()),
            EntityChange::Kind(kind) => self.kind = Some(kind.as_str().into()),
        }
    }

    fn entity(&mut self) -> Result<Op, Wrong> {
        let entity = self.entity.take().ok_or(Wrong("entity"))?;
        let change = match self.act.as_ref() {
            "entity.merge" => EntityChange::Merge(self.into.take().ok_or(Wrong("into"))?),
            "entity.split" => EntityChange::Split(owned(self.form.take(), "form")?),
            "entity.part" => {
                EntityChange::Part(self.article.take().ok_or(Wrong("article"))?.target()?)
            }
            "entity.rename" => EntityChange::Rename(owned(self.name.take(), "name")?),
            "entity.kind" => EntityChange::Kind(owned(self.kind.take(), "kind")?),
            _ => return Err(Wrong("act")),
        };
        let decision = EntityDecision { entity, change };
        Ok(Op::DecideEntity { decision })
    }

    fn meta(&mut self, article: Target) -> Result<Op, Wrong> {
        let name = owned(self.field.take(), "field")?;
        Ok(Op::SetMeta {
            article,
            field: MetaField::parse(&name).ok_or(Wrong("field"))?,
            value: self.value.take().map(Cow::into_owned),
        })
    }
}

const ACTS: [&str; 15] = [
    "triage",
    "tag.add",
    "tag.remove",
    "mark.add",
    "mark.change",
    "mark.remove",
    "mention.accept",
    "mention.reject",
    "meta.set",
    "entity.merge",
    "entity.split",
    "entity.part",
    "entity.rename",
    "entity.kind",
    "undo",
];

/// Says whether this version knows the act.
pub(super) fn is_known(act: &str) -> bool {
    ACTS.contains(&act)
}

fn act_name(op: &Op) -> Option<&'static str> {
    Some(match op {
        Op::Triage { .. } => "triage",
        Op::TagAdd { .. } => "tag.add",
        Op::TagRemove { .. } => "tag.remove",
        Op::MarkAdd { .. } => "mark.add",
        Op::MarkChange { .. } => "mark.change",
        Op::MarkRemove { .. } => "mark.remove",
        Op::Decide { decision, .. } => match decision.verdict {
            Verdict::Accepted => "mention.accept",
            Verdict::Rejected => "mention.reject",
        },
        Op::SetMeta { .. } => "meta.set",
        Op::DecideEntity { decision } => decision.change.act(),
        Op::Undo { .. } => "undo",
        Op::Unknown { .. } => return None,
    })
}

fn owned(text: Option<Text<'_>>, field: &'static str) -> Result<String, Wrong> {
    text.map(Cow::into_owned).ok_or(Wrong(field))
}

fn first(selectors: Vec<SelectorShape<'_>>) -> Result<Selector, Wrong> {
    let shape = selectors.into_iter().next().ok_or(Wrong("selectors"))?;
    Ok(Selector {
        start: shape.start,
        end: shape.end,
        exact: shape.exact.into_owned(),
        prefix: shape.prefix.into_owned(),
        suffix: shape.suffix.into_owned(),
    })
}

impl<'a> ArticleShape<'a> {
    fn of(target: &'a Target) -> Self {
        Self {
            id: target.id.to_string().into(),
            path: target.path.as_str().into(),
            sha256: target.sha256.to_string().into(),
        }
    }

    fn target(self) -> Result<Target, Wrong> {
        Ok(Target {
            id: self.id.parse().or(Err(Wrong("article.id")))?,
            sha256: self.sha256.parse().or(Err(Wrong("article.sha256")))?,
            path: self.path.into_owned(),
        })
    }
}

impl ChangeShape {
    fn of(change: TriageChange) -> Self {
        Self {
            read: change.read,
            decision: change.decision.map(|decision| decision.name().to_owned()),
            star: change.star,
        }
    }

    fn change(self) -> Result<TriageChange, Wrong> {
        let decision = match self.decision {
            Some(name) => Some(Decision::parse(&name).ok_or(Wrong("set.decision"))?),
            None => None,
        };
        Ok(TriageChange {
            read: self.read,
            decision,
            star: self.star,
        })
    }
}

impl<'a> MarkShape<'a> {
    fn of(mark: &'a Mark) -> Self {
        Self {
            id: mark.id.as_str().into(),
            label: mark.label.as_deref().map(Cow::Borrowed),
            note: mark.note.as_deref().map(Cow::Borrowed),
            selectors: vec![SelectorShape::of(&mark.selector)],
        }
    }

    fn named(id: &'a MarkId) -> Self {
        Self {
            id: id.as_str().into(),
            ..Self::default()
        }
    }

    fn mark(self) -> Result<Mark, Wrong> {
        Ok(Mark {
            id: MarkId(self.id.into_owned()),
            label: self.label.map(Cow::into_owned),
            note: self.note.map(Cow::into_owned),
            selector: first(self.selectors)?,
        })
    }
}

impl<'a> MentionShape<'a> {
    fn of(decision: &'a MentionDecision) -> Self {
        Self {
            kind: decision.kind.as_str().into(),
            entity: decision.entity.as_deref().map(Cow::Borrowed),
            selectors: vec![SelectorShape::of(&decision.selector)],
        }
    }
}

impl<'a> SelectorShape<'a> {
    fn of(selector: &'a Selector) -> Self {
        Self {
            start: selector.start,
            end: selector.end,
            exact: selector.exact.as_str().into(),
            prefix: selector.prefix.as_str().into(),
            suffix: selector.suffix.as_str().into(),
        }
    }
}
