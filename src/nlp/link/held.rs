//! [`Held`]: in which articles an entity is mentioned, in little memory.

use crate::nlp::Kind;

/// Where an entity is mentioned; most entities stand in one article or a few.
#[derive(Clone, Debug)]
pub(super) enum Held {
    One {
        kind: Kind,
        article: u32,
    },
    Few {
        kind: Kind,
        n_articles: u8,
        /// Sorted.
        articles: [u32; MAX_FEW],
    },
    Many(Box<Many>),
}

const MAX_FEW: usize = 3;

#[derive(Clone, Debug)]
pub(super) struct Many {
    kind: Kind,
    /// Sorted.
    articles: Vec<u32>,
}

impl Held {
    /// Makes it of two articles or more, sorted.
    pub(super) fn of(kind: Kind, articles: Vec<u32>) -> Self {
        let n_articles = u8::try_from(articles.len()).unwrap_or(u8::MAX);
        let mut few = [0; MAX_FEW];
        match few.get_mut(..articles.len()) {
            Some(places) => {
                places.copy_from_slice(&articles);
                Self::Few {
                    kind,
                    n_articles,
                    articles: few,
                }
            }
            None => Self::Many(Box::new(Many { kind, articles })),
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::One { kind, .. } | Self::Few { kind, .. } => *kind,
            Self::Many(many) => many.kind,
        }
    }

    pub(super) fn articles(&self) -> &[u32] {
        match self {
            Self::One { article, .. } => std::slice::from_ref(article),
            Self::Few {
                n_articles,
                articles,
                ..
            } => articles.get(..usize::from(*n_articles)).unwrap_or_default(),
            Self::Many(many) => &many.articles,
        }
    }

    /// Adds an article, once; where it is the only one its kind counts.
    ///
    /// Cost: that of a search where it is known, or comes last.
    pub(super) fn add(&mut self, kind: Kind, article: u32) {
        let Err(at) = self.articles().binary_search(&article) else {
            if matches!(self, Self::One { .. }) {
                *self = Self::One { kind, article };
            }
            return;
        };
        if let Self::Many(many) = self {
            many.articles.insert(at, article);
            return;
        }
        let mut articles = self.articles().to_vec();
        articles.insert(at, article);
        *self = Self::of(self.kind(), articles);
    }

    /// Takes an article out and returns how many are left.
    pub(super) fn remove(&mut self, article: u32) -> usize {
        let kind = self.kind();
        let n_before = self.articles().len();
        let Ok(at) = self.articles().binary_search(&article) else {
            return n_before;
        };
        if let Self::Many(many) = self
            && n_before > MAX_FEW + 1
        {
            many.articles.remove(at);
            return n_before - 1;
        }
        let mut left = self.articles().to_vec();
        left.remove(at);
        match left.as_slice() {
            [] => {}
            [only] => {
                let article = *only;
                *self = Self::One { kind, article };
            }
            _ => *self = Self::of(kind, left),
        }
        n_before - 1
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_sorted_set(steps in prop::collection::vec((any::<bool>(), 0_u32..9), 0..60)) {
            let mut held: Option<Held> = None;
            let mut model = BTreeSet::new();
            for (adds, article) in steps {
                let kind = Kind::Place;
                if adds {
                    model.insert(article);
                    match &mut held {
                        Some(held) => held.add(kind, article),
                        None => held = Some(Held::One { kind, article }),
                    }
                } else {
                    model.remove(&article);
                    let n_left = held.as_mut().map_or(0, |held| held.remove(article));
                    held = held.filter(|_| n_left > 0);
                }
                let shown = held.as_ref().map_or(&[][..], Held::articles);
                prop_assert_eq!(shown, model.iter().copied().collect::<Vec<_>>());
            }
        }
    }
}
