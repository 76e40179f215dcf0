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

    pub(super) fn add(&mut self, article: u32) {
        if let Self::Many(many) = self {
            let at = many.articles.partition_point(|&held| held < article);
            many.articles.insert(at, article);
            return;
        }
        let mut articles = self.articles().to_vec();
        articles.push(article);
        articles.sort_unstable();
        *self = Self::of(self.kind(), articles);
    }
}
